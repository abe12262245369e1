"""The curation page without anybody signed in: it explains, reads, and never writes."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indicators.curation.new_sources import proposed_id
from tests.curated_country import ARTICLE, CURATOR
from tests.opened_page import opened_page


@pytest.fixture
def country(country_with_release: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data directory; nobody is signed in, so nothing here may write into it."""
    data = country_with_release / "data"
    monkeypatch.setenv("INDICATORS_DATA", str(data))
    monkeypatch.setenv("INDICATORS_DB", str(country_with_release / "release.duckdb"))
    monkeypatch.setenv("INDICATORS_CURATORS", CURATOR)
    return data


def _page(lang: str = "vi") -> AppTest:
    return opened_page("curation", lang=lang)


def _read(app: AppTest, text: str) -> AppTest:
    app.text_area("curation_text").set_value(text)
    submit = next(one for one in app.button if one.label == "Tìm số liệu")
    return submit.click().run()


def _words(app: AppTest) -> str:
    blocks = [*app.markdown, *app.info, *app.caption, *app.error, *app.warning, *app.success]
    return "\n".join(block.value for block in blocks)


@pytest.mark.parametrize(("lang", "title", "words"), [
    ("vi", "Biên tập", "trang này chưa bật đăng nhập"),
    ("en", "Curation", "signing in is not set up on this site"),
])  # fmt: skip
def test_without_sign_in_the_page_says_what_is_missing(
    country: Path, lang: str, title: str, words: str
) -> None:
    app = _page(lang)
    assert not app.exception
    assert app.title[0].value == title
    assert words in app.info[0].value
    assert "redirect_uri" in app.code[0].value
    assert "client\\_secret" in _words(app)


def test_anyone_may_read_a_text_and_nothing_is_written(country: Path) -> None:
    before = {path: path.read_bytes() for path in country.rglob("*.csv")}
    app = _read(_page(), ARTICLE)
    assert not app.exception
    table = app.dataframe[1].value if len(app.dataframe) > 1 else app.dataframe[0].value
    assert "61.5" in table.to_string()
    assert [(one.label, one.value) for one in app.metric] == [("mới", "2")]
    assert "curation_accept" not in [one.key for one in app.button]
    assert {path: path.read_bytes() for path in country.rglob("*.csv")} == before


def _describe(app: AppTest, url: str, title: str = "Bài mới") -> AppTest:
    app.text_input("curation_new_publisher").set_value("Báo Bịa Mới")
    app.text_input("curation_new_title").set_value(title)
    app.text_input("curation_new_url").set_value(url)
    app.run()
    return app.button("curation_use").click().run()


def test_a_new_source_is_checked_and_named_by_what_is_read(country: Path) -> None:
    before = {path: path.read_bytes() for path in country.rglob("*.csv")}
    app = _describe(_page(), "javascript:alert(1)", title="=1+1")
    address, title = (one.value for one in app.error)
    assert address.startswith(
        "**Nguồn mới, Địa chỉ**: thấy 'javascript\\:alert\\(1\\)'; cần địa chỉ"
    )
    assert title.endswith("Việc cần làm: đặt trong ngoặc kép.")
    assert app.selectbox("curation_source").value is None
    _describe(app, "https://example.invalid/moi")
    source_id = app.selectbox("curation_source").value
    assert source_id == proposed_id("Báo Bịa Mới", None, "https://example.invalid/moi")
    _read(app, ARTICLE)
    assert "curation_sources" in [one.key for one in app.get("download_button")]
    assert {path: path.read_bytes() for path in country.rglob("*.csv")} == before


def test_an_address_of_the_table_offers_its_source(country: Path) -> None:
    app = _describe(_page(), "https://example.invalid/bai")
    assert app.selectbox("curation_source").value == "bia-press"


def test_a_source_chosen_after_reading_is_that_of_the_candidates(country: Path) -> None:
    app = _read(_page(), ARTICLE)
    app.selectbox("curation_source").set_value("bia-press").run()
    [table] = [one.value for one in app.dataframe if "Nguồn của số đã duyệt" in one.value]
    assert len(table) == 2
    assert app.session_state["curation_reading"].candidates[0]["source_id"] == ""


def test_namesakes_are_told_apart_by_their_province(country: Path) -> None:
    app = _read(_page(), ARTICLE.replace("Bịa Hai", "Bịa Một"))
    [choice] = [one for one in app.selectbox if one.key and one.key.startswith("curation_area_")]
    assert choice.label == "Các dòng 1, 2 nói về đơn vị nào?"
    assert choice.options == ["xã Bịa Một, Tỉnh Bịa Khác (98001)", "xã Bịa Một, Tỉnh Bịa (99001)"]
    choice.set_value("98001").run()
    assert not app.exception
    kept = app.session_state["curation_reading"].candidates
    assert [(one["area_code"], one["area_name"]) for one in kept] == [("98001", "xã Bịa Một")] * 2
    assert [one.value for one in app.metric] == ["2"]


def test_one_decision_for_all_that_are_open(country: Path) -> None:
    app = _read(_page(), ARTICLE)
    app.button("curation_refuse_open").click().run()
    assert "curation_refuse_open" not in [one.key for one in app.button]
    assert not app.exception


def test_an_empty_text_and_a_text_without_figures_are_told(country: Path) -> None:
    app = _read(_page(), "  ")
    assert app.warning[0].value == "Chưa có nội dung: hãy dán bài vào."
    app = _read(_page(), "Không có con số nào.")
    assert "Không tìm thấy số liệu nào" in _words(app)


def test_session_state_cannot_make_a_curator(country: Path) -> None:
    app = _page()
    for name in ("user", "is_logged_in", "curator", "email"):
        app.session_state[name] = CURATOR
    _read(app, ARTICLE)
    assert "curation_accept" not in [one.key for one in app.button]
