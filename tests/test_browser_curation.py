"""Curators and outsiders in a real browser, signed in by a real OpenID flow on this machine."""

import base64
import io
import json
import urllib.request
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from itsdangerous import URLSafeTimedSerializer

from tests.browser import IDLE, settle
from tests.curated_country import ARTICLE, CURATOR, Site, curated_site
from tests.curation_in_browser import (
    PATH,
    accept_all,
    drawn,
    opened,
    press,
    read_article,
)
from tests.openid_provider import openid_provider
from tests.tabs import Tabs

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

WHO_IS_LISTED = {"email": CURATOR, "email_verified": True}
# By a provider that does not tell email_verified.
WHO_IS_NOT_VERIFIED = {"email": CURATOR}
OUTSIDERS: dict[str, dict[str, Any]] = {
    "another address": {"email": "nguoi-khac@example.vn", "email_verified": True},
    "not the provider's word": {"email": CURATOR, "email_verified": False},
    "an address that begins so": {"email": f"{CURATOR}@example.org"},
    "an address that looks so": {"email": CURATOR.replace("i", "\u0131")},
    "a name": {"name": CURATOR},
    "a list of addresses": {"email": [CURATOR]},
}


def zip_bomb() -> bytes:
    """A small archive, named as a workbook's parts, that unpacks to 300 MB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _piece in range(300):
                part.write(bytes(2**20))
    return packed.getvalue()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, country_with_release: Path) -> Iterator[Site]:
    with (
        openid_provider() as provider,
        curated_site(country_with_release, tmp_path_factory.mktemp("site"), provider) as served,
    ):
        yield served


@pytest.fixture(scope="module")
def signed_in(site: Site, tabs: Tabs) -> dict[str, list[Any]]:
    """The cookies that the server gives each visitor at the end of the whole flow.

    The button is pressed once, and the address it leads to followed for each of them.
    """
    visitors: dict[str, dict[str, Any]] = {
        "listed": WHO_IS_LISTED,
        "not verified": WHO_IS_NOT_VERIFIED,
        **OUTSIDERS,
    }
    with tabs.lent(1440, 1200) as page:
        opened(page, site.address + PATH)
        page.route("**/auth/login*", lambda route: route.abort())
        with page.expect_request("**/auth/login*") as asked:
            page.get_by_role("button", name="Đăng nhập").click()
        return {who: _given(page, site, asked.value.url, visitors[who]) for who in visitors}


def _given(page: "Page", site: Site, login: str, claims: dict[str, Any]) -> list[Any]:
    site.provider.user = {"sub": "1", **claims}
    before = site.provider.signed_in
    page.context.clear_cookies()
    assert page.context.request.get(login).url == site.address + PATH
    assert site.provider.signed_in == before + 1
    return list(page.context.cookies())


def _as(page: "Page", site: Site, cookies: list[Any]) -> str:
    """Open the page as somebody who has signed in; its words."""
    page.context.clear_cookies()
    page.context.add_cookies(cookies)
    words = opened(page, site.address + PATH)
    page.get_by_role("button", name="Đăng xuất").wait_for()
    return words


def test_a_curator_signs_in_and_has_the_page_in_the_menu(page: "Page", site: Site) -> None:
    opened(page, site.address)
    assert page.get_by_role("link", name="Biên tập").count() == 0
    site.provider.user = {"sub": "1", **WHO_IS_LISTED}
    opened(page, site.address + PATH)
    before = site.provider.signed_in
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("button", name="Đăng xuất").wait_for()  # Streamlit alone would end at "/"
    assert f"biên tập viên {CURATOR}" in drawn(page)
    assert page.url == site.address + PATH
    assert site.provider.signed_in == before + 1
    assert page.get_by_role("link", name="Biên tập").count() > 0


def test_a_curator_accepts_a_candidate_and_the_figure_is_on_the_page(
    page: "Page", site: Site, signed_in: dict[str, list[Any]]
) -> None:
    before = site.table()
    _as(page, site, signed_in["listed"])
    read_article(page, ARTICLE, "bia-press")
    page.locator("mark").nth(1).wait_for()  # the text is drawn beside the decisions, not before
    assert page.locator("mark").all_inner_texts() == ["[1] 61,5 triệu đồng/người/năm", "[2] 1,92%"]
    press(page, "Duyệt vào bảng số liệu")
    page.wait_for_selector(
        "text=thấy chưa quyết định"
    )  # nobody has decided: told by row, nothing written
    assert site.table() == before
    accept_all(page)
    page.wait_for_selector("text=Đã thêm 2 dòng")
    added = "".join(text for name, text in site.table().items() if name.endswith("-page.csv"))
    assert "99002,income_per_capita,2025-01-01,2025-12-31,,61.5," in added
    assert "99002,poverty_rate," in added
    assert "61,5" in opened(page, f"{site.address}/xa?area=99002")


def _fill(page: "Page", label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True).first
    field.fill(text)
    field.press("Tab")
    settle(page)


def test_a_curator_describes_a_new_source_and_accepts_its_figures(
    page: "Page", site: Site, signed_in: dict[str, list[Any]]
) -> None:
    _as(page, site, signed_in["listed"])
    page.get_by_label("Nội dung bài báo").fill(ARTICLE.replace("Bịa Hai", "Bịa Bốn"))
    page.get_by_text("Nguồn chưa có trong danh sách").click()
    _fill(page, "Nơi đăng", "Báo Bịa Mới")
    _fill(page, "Tiêu đề", "Bài <b>mới</b> để thử")
    _fill(page, "Địa chỉ", "javascript:alert(1)")
    press(page, "Dùng nguồn này")
    page.wait_for_selector("text=Việc cần làm")
    _fill(page, "Địa chỉ", "https://example.invalid/moi")
    source_id = page.get_by_role("textbox", name="Mã nguồn").input_value()
    assert source_id.startswith("bao-bia-moi-nd-")
    press(page, "Dùng nguồn này")
    page.wait_for_selector("text=Nguồn mới: được ghi cùng lúc")
    page.get_by_role("button", name="Tìm số liệu").click()
    page.get_by_role("button", name="Nhận các dòng còn mở").wait_for()
    before = (site.data / "sources.csv").read_text("utf-8")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Nguồn mới (CSV)").click()
    assert source_id in waiting.value.path().read_text("utf-8-sig")
    accept_all(page)
    page.wait_for_selector("text=Nguồn mới trong bảng")
    added = (site.data / "sources.csv").read_text("utf-8").removeprefix(before)
    today = date.today().isoformat()
    assert added == (f"{source_id},press,Báo Bịa Mới,Bài <b>mới</b> để thử,"
                     f"https://example.invalid/moi,,{today},vi,,,date_not_seen,\n")  # fmt: skip
    assert source_id in "".join(site.table().values())


def test_namesakes_are_decided_on_a_telephone(
    page: "Page", site: Site, signed_in: dict[str, list[Any]]
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    _as(page, site, signed_in["listed"])
    read_article(page, ARTICLE.replace("Bịa Hai", "Bịa Một"), "bia-press")
    choice = page.get_by_role("combobox", name="Các dòng 1, 2 nói về đơn vị nào?")
    choice.scroll_into_view_if_needed()
    page.wait_for_timeout(800)  # a list closes while its page is still scrolling
    choice.click()
    page.get_by_role("option").filter(has_text="Tỉnh Bịa Khác (98001)").click()
    page.get_by_role("combobox", name="Các dòng 1, 2").wait_for(state="detached")
    page.wait_for_selector(IDLE)
    accept_all(page)
    page.wait_for_selector("text=Đã thêm 2 dòng")
    assert "98001,income_per_capita,2025-01-01" in "".join(site.table().values())


def test_the_next_value_of_a_figure_needs_a_reason_and_is_a_revision(
    page: "Page", site: Site, signed_in: dict[str, list[Any]]
) -> None:
    _as(page, site, signed_in["not verified"])
    read_article(page, ARTICLE.replace("61,5", "63,5").replace("Bịa Hai", "Bịa Ba"), "bia-press")
    assert "sửa số đã duyệt" in page.locator("body").inner_text()
    before = site.table()
    accept_all(page)
    page.wait_for_selector("text=thay đổi mà không nêu lý do")
    assert site.table() == before
    read_article(page, ARTICLE.replace("61,5", "63,5").replace("Bịa Hai", "Bịa Ba"))
    accept_all(page, reason="Báo đính chính")
    page.wait_for_selector("text=1 dòng sửa số cũ")
    page.wait_for_selector(IDLE)
    assert page.get_by_role("button", name="Các lần sửa (CSV)").count() == 1
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Các lần sửa (CSV)").click()
    text = waiting.value.path().read_text("utf-8-sig")
    assert ",60.0,63.5," in text
    assert "Báo đính chính" in text


def test_signed_in_but_not_on_the_list_cannot_write(
    page: "Page", site: Site, signed_in: dict[str, list[Any]], subtests: pytest.Subtests
) -> None:
    before = site.table()
    for who in OUTSIDERS:
        with subtests.test(who):
            assert "không ghi được gì" in _as(page, site, signed_in[who])
            assert page.get_by_role("link", name="Biên tập").count() == 0
            read_article(page)
            assert page.get_by_role("button", name="Duyệt vào bảng số liệu").count() == 0
            assert site.table() == before


def test_a_forged_cookie_signs_nobody_in(page: "Page", site: Site) -> None:
    claims = json.dumps({"is_logged_in": True, "email": CURATOR, "email_verified": True,
                         "origin": site.address, "provider": "default"})  # fmt: skip
    forged = URLSafeTimedSerializer("a guess", salt="_streamlit_user").dumps(claims)
    plain_text = base64.b64encode(claims.encode()).decode()
    for value in (forged, plain_text, claims.replace('"', "%22")):
        page.context.add_cookies([{"name": "_streamlit_user", "value": value,
                                   "url": site.address}])  # fmt: skip
        opened(page, site.address + PATH)
        page.get_by_role("button", name="Đăng nhập").wait_for()
        assert page.get_by_role("link", name="Biên tập").count() == 0


def test_a_curator_who_is_signed_out_is_nobody(
    page: "Page", site: Site, signed_in: dict[str, list[Any]]
) -> None:
    _as(page, site, signed_in["listed"])
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url(f"{site.address}/")
    opened(page, site.address + PATH)
    page.get_by_role("button", name="Đăng nhập").wait_for()
    assert page.get_by_role("link", name="Biên tập").count() == 0


def test_markup_in_a_text_or_a_name_is_shown_and_never_run(page: "Page", site: Site) -> None:
    run: list[str] = []

    def note(dialog: "Dialog") -> None:
        run.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    markup = (
        "<img src=x onerror=alert(1)><script>alert(2)</script></mark>"
        '<a href="javascript:alert(3)">x</a>'
    )
    opened(page, site.address + PATH)
    read_article(page, f"{markup}\n{ARTICLE} {markup}")
    page.wait_for_selector("mark")
    assert "<script>alert(2)</script>" in page.locator("body").inner_text()
    page.get_by_role("tab", name="Bảng tính").click()
    name = "<img src=x onerror=alert(4)>.csv"
    rows = (
        'Báo cáo năm 2025\nXã,Thu nhập bình quân đầu người (triệu đồng)\n"{}",61\nxã Bịa Hai,62\n'
    )
    _upload(page, name, rows.format(markup).encode())  # its quotation marks break the file
    page.get_by_role("alert").filter(has_text=name).wait_for()
    _upload(page, name, rows.format(markup.replace('"', '""')).encode())
    page.wait_for_selector("text=ô đã đọc")
    page.evaluate(A_PICTURE_FAILED)  # after those before it
    assert run == []
    assert page.locator("img[src='x']").count() == 0


def test_a_crafted_file_is_refused_in_words(
    page: "Page", site: Site, subtests: pytest.Subtests
) -> None:
    before = site.table()
    files = {
        "bom.xlsx": zip_bomb(),
        "page.xlsx": b"<html><script>alert(1)</script></html>",
        "page.csv": b"<html><script>alert(1)</script></html>",
        "../../../etc/cron.d/evil.csv": b"a,b\n1,2\n",
        "empty.ods": b"",
    }
    opened(page, site.address + PATH)
    page.get_by_role("tab", name="Bảng tính").click()
    for name, content in files.items():
        with subtests.test(name):
            _upload(page, name, content)
            told = page.get_by_role("alert").filter(has_text=name.rpartition("/")[2])
            assert "Việc cần làm" in told.inner_text()
            assert site.table() == before
            with urllib.request.urlopen(f"{site.address}/healthz") as answer:
                assert answer.status == 200


A_PICTURE_FAILED = """() => new Promise((failed) => {
  const picture = new Image()
  picture.onerror = failed
  picture.src = 'y'
})"""


def _upload(page: "Page", name: str, content: bytes) -> None:
    with page.expect_response(lambda answer: "/upload_file/" in answer.url):
        page.locator("input[type=file]").first.set_input_files(
            {"name": name, "mimeType": "text/csv", "buffer": content}
        )
    page.wait_for_selector("[data-testid=stFileUploaderFile], [data-testid=stFileChip]")
    press(page, "Đọc báo cáo")
