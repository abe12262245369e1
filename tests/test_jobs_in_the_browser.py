"""The three users' jobs in a real browser, from the first page to the file on the disk."""

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indicators.commands.command_line import main
from indicators.language.texts import LANGUAGES
from indicators.web import navigation
from tests.browser import IDLE, settle, wait_until_it_fits, widened

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Pages that show little until somebody has chosen areas.
CHOSEN = {
    navigation.COMPARISON: "?area=24717&area=08227",
    navigation.COMMUNE: "?area=15961",
    navigation.TREND: "?area=16941",
}
PAGES = tuple(page.address + CHOSEN.get(page, "") for page in navigation.PAGES)


def _open(page: "Page", url: str) -> None:
    page.goto(url)
    page.wait_for_selector(IDLE)
    page.wait_for_selector("h1")


def test_an_official_sees_who_stands_where_in_the_province(page: "Page", address: str) -> None:
    _open(page, address)
    page.get_by_role("link", name="Xếp hạng", exact=True).first.click()
    page.wait_for_selector("h1:has-text('Thu ngân sách so với dự toán')")
    province = page.get_by_label("Tỉnh, thành phố").first
    province.fill("Thanh Hóa")  # the list draws only the options in sight
    page.get_by_role("option", name="Thanh Hóa").click()
    page.wait_for_function("() => location.search.includes('province=38')")
    page.wait_for_selector(IDLE)
    assert "có số liệu" in page.locator("body").inner_text()
    copied = page.url
    _open(page, copied)
    assert page.get_by_label("Tỉnh, thành phố").first.input_value() == "Thanh Hóa"


def test_a_journalist_finds_a_commune_by_a_former_name_and_its_paragraph(
    page: "Page", address: str
) -> None:
    _open(page, address)
    box = page.get_by_label("Tìm xã, phường").first
    box.click()
    box.press_sequentially("dakndrung", delay=20)
    page.get_by_role("link", name="Đức An").first.click()
    page.wait_for_selector("h1:has-text('Đức An')")
    page.get_by_text("186%").first.wait_for()  # revenue against plan, and spending beside it
    page.get_by_text("147%").first.wait_for()
    settle(page)
    page.get_by_text("Báo Lâm Đồng").first.click()
    page.wait_for_selector("text=đoạn 27")
    assert "186% kế hoạch" in page.locator("body").inner_text()


def test_an_analyst_downloads_what_the_command_line_prints(
    page: "Page", address: str, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _open(page, f"{address}/tai-ve?indicator=poverty_rate")
    with page.expect_download() as started:
        page.get_by_role("button", name="CSV", exact=True).first.click()
    content = Path(started.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert main(["rank", "poverty_rate", "--db", str(database), "--format", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)["rows"]
    assert [(row["area_code"], float(row["value"]), int(row["rank"])) for row in rows] == [
        (row["area_code"], row["value"], row["rank"]) for row in printed
    ]
    assert all(row["source_id"] and row["licence"] for row in rows)


# One page for all of them: opened at the first, then widened, told in English and narrowed.
WIDTHS_AND_LANGUAGES = ((390, "vi"), (1440, "vi"), (1440, "en"), (390, "en"))


@pytest.mark.parametrize("path", PAGES)
def test_pages_fit_and_reach_for_nothing_outside(
    page: "Page", address: str, path: str, subtests: pytest.Subtests
) -> None:
    outside: list[str] = []
    page.on(
        "request",
        lambda request: (
            outside.append(request.url)
            if not request.url.startswith((address, "data:", "blob:", "ws:"))
            else None
        ),
    )
    page.set_viewport_size({"width": WIDTHS_AND_LANGUAGES[0][0], "height": 900})
    _open(page, f"{address}{path}")
    for width, lang in WIDTHS_AND_LANGUAGES:
        with subtests.test(f"{width} pixels, {lang}"):
            widened(page, width, 900)
            _speak(page, lang)
            wait_until_it_fits(page, width)
            assert "Traceback" not in page.locator("body").inner_text()
            assert outside == []


def _speak(page: "Page", lang: str) -> None:
    """Choose the language, where the page is in another, and have it drawn."""
    if page.evaluate("document.documentElement.lang") != lang:
        page.get_by_role("radio", name=LANGUAGES[lang].own_name).click()
        page.wait_for_function("lang => document.documentElement.lang === lang", arg=lang)
        settle(page)


def test_the_first_deep_link_after_a_start_is_answered(page: "Page", database: Path) -> None:
    from tests.serving import serving

    with serving(database) as fresh:
        _open(page, f"{fresh}/phuong-phap")
        assert page.locator("h1").inner_text() == "Phương pháp và nguồn"
        assert page.get_by_role("dialog").count() == 0


def test_the_back_button_brings_the_last_choice_back(page: "Page", address: str) -> None:
    _open(page, f"{address}/xep-hang?indicator=poverty_rate")
    page.get_by_role("link", name="Tải bảng xếp hạng này").click()
    page.wait_for_selector("h1:has-text('Tải về')")
    page.go_back()
    page.wait_for_selector("h1:has-text('Tỷ lệ hộ nghèo')")
