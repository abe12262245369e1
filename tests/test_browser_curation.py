"""Curators and outsiders in a real browser, signed in by a real OpenID flow on this machine."""

import base64
import io
import json
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from itsdangerous import URLSafeTimedSerializer

from tests.browser import IDLE, settle
from tests.curated_country import ARTICLE, CURATOR, Site, curated_site
from tests.openid_provider import openid_provider

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page


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
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with (
        openid_provider() as provider,
        curated_site(tmp_path_factory.mktemp("site"), provider) as served,
    ):
        yield served


def _open(page: "Page", url: str) -> None:
    page.goto(url)
    page.wait_for_selector("h1")
    if url.endswith("/bien-tap"):
        page.wait_for_selector("h2:has-text('Các lần sửa')")  # the last of the page
    page.wait_for_selector(IDLE)


def _press(page: "Page", name: str) -> None:
    settle(page)
    page.get_by_role("button", name=name).click()


def _sign_in(page: "Page", site: Site, **claims: object) -> None:
    site.provider.user = {"sub": "1", **claims}
    _open(page, f"{site.address}/bien-tap")
    before = site.provider.signed_in
    _press(page, "Đăng nhập")
    page.get_by_role("button", name="Đăng xuất").wait_for()  # Streamlit alone would end at "/"
    page.wait_for_selector("h2:has-text('Các lần sửa')")
    page.wait_for_selector(IDLE)
    assert page.url == f"{site.address}/bien-tap"
    assert site.provider.signed_in == before + 1


@pytest.fixture(scope="module")
def cookies() -> list[Any]:
    """What the server gave the curator who signed in first."""
    return []


def _as_curator(page: "Page", site: Site, cookies: list[Any]) -> None:
    """Sign the curator in, or come back with what that gave."""
    if cookies:
        page.context.add_cookies(cookies)
        _open(page, f"{site.address}/bien-tap")
    else:
        _sign_in(page, site, email=CURATOR, email_verified=True)
        cookies.extend(page.context.cookies())
    page.get_by_role("button", name="Đăng xuất").wait_for()


def _read_article(page: "Page", text: str, source: str = "") -> None:
    page.get_by_label("Nội dung bài báo").fill(text)
    if source:
        page.wait_for_selector(IDLE)  # a rerun would draw the open list anew under the pointer
        box = page.get_by_role("combobox", name="Nguồn").first
        box.fill(source)
        page.get_by_role("option").filter(has_text=source).wait_for()
        box.press("Enter")  # the first match: no pointer that a moving list can miss
        page.wait_for_selector(IDLE)
        assert f"({source})" in box.input_value()
    _press(page, "Tìm số liệu")
    page.wait_for_selector(":is(h2, h3):has-text('Giữ lại')")
    page.wait_for_selector(IDLE)


def test_a_curator_signs_in_and_has_the_page_in_the_menu(page: "Page", site: Site) -> None:
    _open(page, site.address)
    assert page.get_by_role("link", name="Biên tập").count() == 0
    _sign_in(page, site, email=CURATOR, email_verified=True)
    assert f"biên tập viên {CURATOR}" in page.locator("body").inner_text()
    assert page.get_by_role("link", name="Biên tập").count() > 0


def test_a_curator_accepts_a_candidate_and_the_figure_is_on_the_page(
    page: "Page", site: Site, cookies: list[Any]
) -> None:
    before = site.table()
    _as_curator(page, site, cookies)
    _read_article(page, ARTICLE, "bia-press")
    page.locator("mark").nth(1).wait_for()  # the text is drawn beside the decisions, not before
    assert page.locator("mark").all_inner_texts() == ["[1] 61,5 triệu đồng/người/năm", "[2] 1,92%"]
    _press(page, "Duyệt vào bảng số liệu")
    page.wait_for_selector(
        "text=thấy chưa quyết định"
    )  # nobody has decided: told by row, nothing written
    assert site.table() == before
    _press(page, "Nhận các dòng còn mở")
    page.get_by_role("button", name="Nhận các dòng còn mở").wait_for(state="detached")
    _press(page, "Duyệt vào bảng số liệu")
    page.wait_for_selector("text=Đã thêm 2 dòng")
    added = "".join(text for name, text in site.table().items() if name.endswith("-page.csv"))
    assert "99002,income_per_capita,2025-01-01,2025-12-31,,61.5," in added
    assert "99002,poverty_rate," in added
    _open(page, f"{site.address}/xa?area=99002")
    assert "61,5" in page.locator("body").inner_text()


def _fill(page: "Page", label: str, text: str) -> None:
    page.get_by_label(label, exact=True).first.fill(text)
    page.get_by_label(label, exact=True).first.press("Tab")
    page.wait_for_timeout(200)
    page.wait_for_selector(IDLE)


def test_a_curator_describes_a_new_source_and_accepts_its_figures(
    page: "Page", site: Site, cookies: list[Any]
) -> None:
    _as_curator(page, site, cookies)
    page.get_by_label("Nội dung bài báo").fill(ARTICLE.replace("Bịa Hai", "Bịa Bốn"))
    page.get_by_text("Nguồn chưa có trong danh sách").click()
    _fill(page, "Nơi đăng", "Báo Bịa Mới")
    _fill(page, "Tiêu đề", "Bài <b>mới</b> để thử")
    _fill(page, "Địa chỉ", "javascript:alert(1)")
    _press(page, "Dùng nguồn này")
    page.wait_for_selector("text=Việc cần làm")
    _fill(page, "Địa chỉ", "https://example.invalid/moi")
    source_id = page.get_by_role("textbox", name="Mã nguồn").input_value()
    assert source_id.startswith("bao-bia-moi-nd-")
    _press(page, "Dùng nguồn này")
    page.wait_for_selector("text=Nguồn mới: được ghi cùng lúc")
    _press(page, "Tìm số liệu")
    page.wait_for_selector(":is(h2, h3):has-text('Giữ lại')")
    before = (site.data / "sources.csv").read_text("utf-8")
    with page.expect_download() as waiting:
        _press(page, "Nguồn mới (CSV)")
    assert source_id in waiting.value.path().read_text("utf-8-sig")
    _accept_all(page)
    page.wait_for_selector("text=Nguồn mới trong bảng")
    added = (site.data / "sources.csv").read_text("utf-8").removeprefix(before)
    today = date.today().isoformat()
    assert added == (f"{source_id},press,Báo Bịa Mới,Bài <b>mới</b> để thử,"
                     f"https://example.invalid/moi,,{today},vi,,,date_not_seen,\n")  # fmt: skip
    assert source_id in "".join(site.table().values())


def test_namesakes_are_decided_on_a_telephone(page: "Page", site: Site, cookies: list[Any]) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    _as_curator(page, site, cookies)
    _read_article(page, ARTICLE.replace("Bịa Hai", "Bịa Một"), "bia-press")
    choice = page.get_by_role("combobox", name="Các dòng 1, 2 nói về đơn vị nào?")
    choice.scroll_into_view_if_needed()
    page.wait_for_timeout(800)  # a list closes while its page is still scrolling
    choice.click()
    page.get_by_role("option").filter(has_text="Tỉnh Bịa Khác (98001)").click()
    page.get_by_role("combobox", name="Các dòng 1, 2").wait_for(state="detached")
    page.wait_for_selector(IDLE)
    _accept_all(page)
    page.wait_for_selector("text=Đã thêm 2 dòng")
    assert "98001,income_per_capita,2025-01-01" in "".join(site.table().values())


def test_the_next_value_of_a_figure_needs_a_reason_and_is_a_revision(
    page: "Page", site: Site
) -> None:
    _sign_in(page, site, email=CURATOR)  # a provider that does not tell email_verified
    _read_article(page, ARTICLE.replace("61,5", "63,5").replace("Bịa Hai", "Bịa Ba"), "bia-press")
    assert "sửa số đã duyệt" in page.locator("body").inner_text()
    before = site.table()
    _accept_all(page)
    page.wait_for_selector("text=thay đổi mà không nêu lý do")
    assert site.table() == before
    _read_article(page, ARTICLE.replace("61,5", "63,5").replace("Bịa Hai", "Bịa Ba"))
    _accept_all(page, reason="Báo đính chính")
    page.wait_for_selector("text=1 dòng sửa số cũ")
    page.wait_for_selector(IDLE)
    assert page.get_by_role("button", name="Các lần sửa (CSV)").count() == 1
    with page.expect_download() as waiting:
        _press(page, "Các lần sửa (CSV)")
    text = waiting.value.path().read_text("utf-8-sig")
    assert ",60.0,63.5," in text
    assert "Báo đính chính" in text


def _accept_all(page: "Page", reason: str = "") -> None:
    if reason:
        page.get_by_label("Lý do chung").fill(reason)
    _press(page, "Nhận các dòng còn mở")
    page.get_by_role("button", name="Nhận các dòng còn mở").wait_for(state="detached")
    page.wait_for_selector(IDLE)
    _press(page, "Duyệt vào bảng số liệu")


@pytest.mark.parametrize("claims", [
    {"email": "nguoi-khac@example.vn", "email_verified": True},
    {"email": CURATOR, "email_verified": False},
    {"email": f"{CURATOR}@example.org"},
    {"email": CURATOR.replace("i", "\u0131")},
    {"name": CURATOR},
    {"email": [CURATOR]},
])  # fmt: skip
def test_signed_in_but_not_on_the_list_cannot_write(
    page: "Page", site: Site, claims: dict[str, object]
) -> None:
    before = site.table()
    _sign_in(page, site, **claims)
    assert "không ghi được gì" in page.locator("body").inner_text()
    assert page.get_by_role("link", name="Biên tập").count() == 0
    _read_article(page, ARTICLE, "bia-press")
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
        _open(page, f"{site.address}/bien-tap")
        page.get_by_role("button", name="Đăng nhập").wait_for()
        assert page.get_by_role("link", name="Biên tập").count() == 0


def test_a_curator_who_is_signed_out_is_nobody(page: "Page", site: Site) -> None:
    _sign_in(page, site, email=CURATOR)
    _press(page, "Đăng xuất")
    page.wait_for_url(f"{site.address}/")
    _open(page, f"{site.address}/bien-tap")
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
    _open(page, f"{site.address}/bien-tap")
    _read_article(page, f"{markup}\n{ARTICLE} {markup}")
    page.wait_for_selector("mark")
    assert "<script>alert(2)</script>" in page.locator("body").inner_text()
    page.get_by_role("tab", name="Bảng tính").click()
    name = "<img src=x onerror=alert(4)>.csv"
    rows = f'Xã,Thu nhập bình quân đầu người (triệu đồng)\n"{markup}",61\nxã Bịa Hai,62\n'
    _upload(page, name, f"Báo cáo năm 2025\n{rows}".encode())
    page.wait_for_timeout(500)
    assert run == []
    assert page.locator("img[src='x']").count() == 0


@pytest.mark.parametrize(("name", "content"), [
    ("bom.xlsx", zip_bomb),
    ("page.xlsx", lambda: b"<html><script>alert(1)</script></html>"),
    ("page.csv", lambda: b"<html><script>alert(1)</script></html>"),
    ("../../../etc/cron.d/evil.csv", lambda: b"a,b\n1,2\n"),
    ("empty.ods", bytes),
])  # fmt: skip
def test_a_crafted_file_is_refused_in_words(
    page: "Page", site: Site, name: str, content: Callable[[], bytes]
) -> None:
    before = site.table()
    _open(page, f"{site.address}/bien-tap")
    page.get_by_role("tab", name="Bảng tính").click()
    _upload(page, name, content())
    assert "Việc cần làm" in page.get_by_role("alert").last.inner_text()
    assert site.table() == before
    with urllib.request.urlopen(f"{site.address}/healthz") as answer:
        assert answer.status == 200


def _upload(page: "Page", name: str, content: bytes) -> None:
    settle(page)
    with page.expect_response(lambda answer: "/upload_file/" in answer.url):
        page.locator("input[type=file]").first.set_input_files(
            {"name": name, "mimeType": "text/csv", "buffer": content}
        )
    page.wait_for_selector("[data-testid=stFileUploaderFile], [data-testid=stFileChip]")
    _press(page, "Đọc báo cáo")
    page.wait_for_timeout(1500)
    page.wait_for_selector(IDLE)
