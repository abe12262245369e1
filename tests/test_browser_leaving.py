"""What a reader takes along from a page, in a real browser: files, link, citation, frame."""

import csv
import io
import json
import re
import shlex
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import urlopen

import pytest

from indicators.commands.command_line import main
from indicators.release.build import build
from indicators.web.ways_out import FRAME_PIXELS
from tests.browser import IDLE, moved
from tests.serving import serving
from tests.small_country import figure, incomes, write_country

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MAIL = "sai-so@thuocxa.example"


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("leaving")
    figures = [*incomes("60", "80", "40", "50", "70"),
               *(figure(f"{n}.5", area_code=f"9900{n}", indicator_id="poverty_rate")
                 for n in range(1, 6))]  # fmt: skip
    build(write_country(folder / "data", figures), folder / "country.duckdb")
    return folder / "country.duckdb"


@pytest.fixture(scope="module")
def site(country: Path) -> Iterator[str]:
    with serving(country, environment={"INDICATORS_REPORT_TO": MAIL}) as address:
        yield address


@pytest.fixture
def reader(desk: "Page") -> "Page":
    """A tab whose clipboard may be read by the test."""
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return desk


def _way(page: "Page", code: str) -> Any:
    return page.locator(f'[data-way="{code}"]').first


def _downloaded(page: "Page", code: str) -> tuple[str, bytes]:
    with page.expect_download() as started:
        _way(page, code).click()
    return started.value.suggested_filename, Path(started.value.path()).read_bytes()


def _copied(page: "Page", code: str) -> str:
    for told in page.locator(".leaving .told").all():  # of the test before
        told.evaluate("one => { one.textContent = '' }")
    _way(page, code).click()
    page.locator(".leaving .told").first.filter(has_text="✓").wait_for()
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_pictures_and_the_table_are_files_on_the_disk(reader: "Page", site: str) -> None:
    moved(reader, f"{site}/xep-hang?indicator=income_per_capita")
    name, png = _downloaded(reader, "png")
    assert name.endswith(".png") and png.startswith(b"\x89PNG")
    name, svg = _downloaded(reader, "svg")
    assert name.endswith(".svg") and b"<svg" in svg and b"Th\xc6\xb0\xe1\xbb\x9bc X" in svg
    name, table = _downloaded(reader, "csv")
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    assert name.endswith(".csv")
    assert [row["area_code"] for row in rows] == ["99002", "99005", "99001", "99004", "99003"]


def test_the_copied_link_opens_the_same_view_in_another_browser(
    reader: "Page", browser: "Browser", site: str
) -> None:
    moved(reader, f"{site}/xep-hang?indicator=income_per_capita&utm_source=thu")
    link = _copied(reader, "link")
    asked = parse_qs(urlsplit(link).query)
    assert asked["indicator"] == ["income_per_capita"]
    assert asked["year"] and asked["lang"] == ["vi"]
    assert "utm_source" not in asked and "release" not in asked
    fresh = browser.new_context(locale="en-GB").new_page()
    moved(fresh, link)
    assert fresh.locator("h1").inner_text() == reader.locator("h1").inner_text()
    again = fresh.locator('[data-way="png"]').first
    again.wait_for()
    assert again.get_attribute("href") == _way(reader, "png").get_attribute("href")
    fresh.context.close()


def test_the_release_is_in_the_link_when_it_is_asked_for(reader: "Page", site: str) -> None:
    moved(reader, f"{site}/xep-hang?indicator=poverty_rate")
    before = _way(reader, "png").get_attribute("href")
    reader.get_by_label("cố định bản phát hành").first.check()
    link = _copied(reader, "link")
    [release] = parse_qs(urlsplit(link).query)["release"]
    assert f"release={release}" in str(_way(reader, "png").get_attribute("href"))
    assert "release" not in str(before)
    moved(reader, link)
    assert release in reader.locator("body").inner_text()


def test_address_and_command_give_the_bytes_of_the_file(
    reader: "Page", site: str, country: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved(reader, f"{site}/xep-hang?indicator=poverty_rate")
    _name, table = _downloaded(reader, "csv")
    address = _copied(reader, "address")
    assert "release=" in address
    with urlopen(address) as answer:
        assert answer.read() == table
    words = shlex.split(_copied(reader, "command"))
    assert words[:3] == ["python", "-m", "indicators"]
    monkeypatch.chdir(tmp_path)
    assert main([*words[3:], "--db", str(country)]) == 0
    assert Path(words[-1]).read_bytes() == table


def test_a_refused_clipboard_leaves_the_text_to_be_copied_by_hand(
    browser: "Browser", site: str
) -> None:
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
        "document.execCommand = () => false;"
    )
    page = context.new_page()
    moved(page, f"{site}/xep-hang?indicator=poverty_rate")
    _way(page, "link").click()
    box = page.locator(".leaving .by-hand").first
    box.wait_for()
    assert box.input_value().startswith(f"{site}/xep-hang?indicator=poverty_rate")
    assert "✓" not in page.locator(".leaving .told").first.inner_text()
    context.close()


def test_a_journalist_has_picture_citation_and_link_with_four_clicks(
    reader: "Page", site: str
) -> None:
    clicks: list[str] = []

    def click(target: Callable[[], Any], what: str) -> None:
        clicks.append(what)
        target().click()

    moved(reader, site)
    click(lambda: reader.locator('a[href*="xep-hang"]').filter(visible=True).last, "a ranking")
    _way(reader, "png").wait_for()
    with reader.expect_download() as started:
        click(lambda: _way(reader, "png"), "picture")
    assert Path(started.value.path()).read_bytes().startswith(b"\x89PNG")
    texts = []
    for code in ("cite", "link"):
        click(lambda code=code: _way(reader, code), code)  # type: ignore[misc]
        reader.locator(".leaving .told").first.filter(has_text="✓").wait_for()
        texts.append(str(reader.evaluate("navigator.clipboard.readText()")))
    assert "CC BY 4.0" in texts[0] and site in texts[0]
    assert texts[1].startswith(f"{site}/xep-hang?")
    assert len(clicks) <= 4


def test_the_frame_that_is_copied_is_as_high_as_its_picture(reader: "Page", site: str) -> None:
    moved(reader, f"{site}/xep-hang?indicator=income_per_capita")
    copied = _copied(reader, "embed")
    (source,) = re.findall(r'src="([^"]+)"', copied)
    with urlopen(f"{site}/oembed?{urlencode({'url': unescape(source)})}") as answer:
        told = json.load(answer)
    assert f'height="{told["height"]}"' in copied
    assert f'height="{FRAME_PIXELS[1]}"' not in copied


def test_beside_a_figure_an_error_can_be_told_with_its_key(reader: "Page", site: str) -> None:
    moved(reader, f"{site}/xa?area=99001")
    reader.locator(".tx-src summary").filter(visible=True).first.click()
    link = reader.get_by_role("link", name="Báo sai sót").first
    link.wait_for()
    told = str(link.get_attribute("href"))
    assert told.startswith(f"mailto:{MAIL}?subject=")
    assert "99001%20" in told


def test_pages_of_several_charts_give_each_its_own_way(reader: "Page", site: str) -> None:
    moved(reader, f"{site}/xu-huong?indicator=income_per_capita&area=99001")
    link = _copied(reader, "link")
    asked = parse_qs(urlsplit(link).query)
    assert asked["area"] == ["99001"] and asked["shown"] in (["value"], ["rank"])
    assert "/chart/trend/income_per_capita.png" in str(_way(reader, "png").get_attribute("href"))


# The last of this tab: what lies in a frame stays without filters.
@pytest.mark.parametrize("path", [
    "/xep-hang?indicator=income_per_capita", "/xu-huong?indicator=income_per_capita&area=99001",
    "/tuong-quan?x=income_per_capita&y=poverty_rate",
    "/tong-hop?composite=income_per_capita~1~~poverty_rate~1",
])  # fmt: skip
def test_a_page_in_a_frame_shows_the_chart_and_no_filter(
    reader: "Page", site: str, path: str
) -> None:
    reader.goto(f"{site}{path}")
    reader.locator(".stSelectbox, .stMultiSelect, .stTextInput").first.wait_for()
    reader.goto(f"{site}{path}&embed=true")
    reader.wait_for_selector(IDLE)
    reader.wait_for_selector("h1")
    reader.locator(".stPlotlyChart").first.wait_for()
    shown = ".stSelectbox, .stMultiSelect, .stTextInput, .stButtonGroup, .stDownloadButton"
    assert reader.locator(shown).count() == 0
    assert reader.locator(".leaving").count() == 0
    back = reader.get_by_role("link", name=re.compile("Thước Xã")).last
    assert str(back.get_attribute("href")).startswith(f"{site}{path.partition('?')[0]}")
