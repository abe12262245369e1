"""The page of one commune as Streamlit runs it, on the frozen table."""

import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indicators.catalogue.loading import load_catalogue
from indicators.language import formats
from indicators.language.figure_words import theme_name
from indicators.questions.ranking import rank
from indicators.release.store import Store
from tests.opened_page import opened_page, seen_page

ROOT = Path(__file__).resolve().parent.parent


def texts(app: AppTest) -> list[str]:
    return [element.value for element in app.markdown]


def drawn(app: AppTest) -> str:
    """The page's own markup, the style sheet left out."""
    return "".join(one.value for one in app.html if "<style>" not in one.value)


def rows(app: AppTest) -> list[str]:
    """The rows of the table as text, their sources with them."""
    return [_text(row) for row in drawn(app).split('class="tx-row"')[1:]]


def row_with(app: AppTest, words: str) -> str:
    """The one row of the table that holds these words."""
    (found,) = [row for row in rows(app) if words in row]
    return found


def _text(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup.partition(">")[2])).split())


@pytest.fixture
def hoang_loc(database: Path) -> AppTest:
    return seen_page("commune", area="15961")


def test_the_head_tells_what_and_where_the_place_is(hoang_loc: AppTest) -> None:
    assert hoang_loc.title[0].value == "Hoằng Lộc"
    assert texts(hoang_loc)[0] == "**Xã** · **Thanh Hóa** · mã 15961 · diện tích 20,57 km²"
    assert texts(hoang_loc)[1] == (
        "Lập ngày 1/7/2025 từ các xã, phường, thị trấn cũ: Hoằng Thái, Hoằng Thịnh, Hoằng Thành, "
        "Hoằng Lộc, Hoằng Trạch, Hoằng Tân (Hoằng Hóa, Thanh Hóa). Nghị quyết 1686/NQ-UBTVQH15."
    )


def test_values_are_told_with_their_qualifier(hoang_loc: AppTest) -> None:
    for value in ("khoảng 78,6 triệu đồng/người/năm", "hơn 1.860 tỷ đồng", "gần 1.700 đảng viên"):
        assert f'class="tx-value">{value}' in drawn(hoang_loc)


def test_a_share_that_its_counts_bear_out_says_so(hoang_loc: AppTest) -> None:
    row = row_with(hoang_loc, "5.839/6.012")
    assert "Kiểm tra: 5.839/6.012 = 97,12%, khớp “hơn 97%”" in row
    assert "Vị trí trong bài: đoạn 6" in row
    assert "Nơi đăng: Báo Thanh Hóa, 4/1/2026" in row


def test_a_share_that_its_counts_contradict_says_so_before_and_after_a_click(
    hoang_loc: AppTest,
) -> None:
    assert "5.898/5.919 = 99,65%, trái với “98%”" in row_with(hoang_loc, "5.898")
    labels = re.findall(r"<summary>(.*?)</summary>", drawn(hoang_loc))
    assert any("trái với chính số đếm trong bài" in label for label in labels)


def test_places_are_those_of_the_ranking(hoang_loc: AppTest, database: Path) -> None:
    with Store(database) as store:
        nation = rank(store, "income_per_capita")
        province = rank(store, "income_per_capita", province="38")
    row = row_with(hoang_loc, "khoảng 78,6 triệu")
    for ranking in (nation, province):
        place = ranking.rows.set_index("area_code").loc["15961"]
        told = formats.rank_interval(place["rank"], place["rank_low"], place["rank_high"], "vi")
        assert f" {told}/{len(ranking.rows)} " in row


def test_revenue_and_spending_above_plan_stand_beside_each_other(database: Path) -> None:
    app = seen_page("commune", area="24717")
    assert 'class="tx-value">186%' in drawn(app) and 'class="tx-value">147%' in drawn(app)
    assert "Nơi đăng: Báo Lâm Đồng, không thấy ngày" in row_with(app, "186% kế hoạch")


def test_two_kinds_of_revenue_are_kept_apart(database: Path) -> None:
    app = seen_page("commune", area="09025")
    assert 'class="tx-value">hơn 279 tỷ đồng<' in drawn(app)
    assert 'class="tx-value">hơn 329 tỷ đồng<small>bằng 203% dự toán' in drawn(app)
    apart = "Các số liệu này đo những đại lượng khác nhau: không cộng, không so với nhau."
    assert apart in row_with(app, "hơn 279 tỷ đồng ") and apart in row_with(app, "hơn 329 tỷ đồng ")


def test_rivals_are_one_click_away_with_the_reason_of_the_choice(database: Path) -> None:
    row = row_with(seen_page("commune", area="16941"), "82,52 triệu")
    shown, other = row.partition("Các nguồn của số liệu này")[2].split(
        "82,52 triệu đồng/người/năm: "
    )
    assert shown.startswith(" 93,25 triệu đồng/người/năm: Nghĩa Đàn")
    assert "Báo Nghệ An, 10/9/2025. đang hiện" in shown
    assert other.startswith("Đẩy mạnh")
    assert "Số đang hiện được đăng sau" in other


def test_criteria_are_told_with_their_total(database: Path) -> None:
    assert 'class="tx-value">14 trên 19 tiêu chí' in drawn(seen_page("commune", area="08227"))


def test_a_figure_worked_out_from_counts_is_called_so(database: Path) -> None:
    row = row_with(seen_page("commune", area="15682"), "2.685/2.686")
    assert "= 99,96%; bài không in tỷ lệ" in row
    assert "Hiệu chỉnh:" in row


def test_a_machine_translation_is_marked(database: Path) -> None:
    assert "Đọc từ bản dịch máy" in drawn(seen_page("commune", area="00331"))


def test_missing_is_named_by_reason_headline_first(hoang_loc: AppTest) -> None:
    (missing,) = re.findall(r"<strong>Chưa tìm thấy.*?</summary>", drawn(hoang_loc))
    assert "Tỷ lệ hộ nghèo" in missing and "Thu ngân sách so với dự toán" in missing


def test_a_new_ward_has_its_history_and_no_new_rural_criteria(database: Path) -> None:
    app = seen_page("commune", area="26485")
    assert texts(app)[0].startswith("**Phường** · **Đồng Nai**")
    assert texts(app)[1] == (
        "Loại đơn vị theo thời gian: xã từ 1/7/2025 đến 29/4/2026; phường từ 30/4/2026."
    )
    reason = "<strong>Không áp dụng cho loại đơn vị này:</strong> Tiêu chí nông thôn mới"
    assert reason in drawn(app)


def test_a_divided_commune_is_marked_as_a_part(database: Path) -> None:
    assert r"Đông Thọ (một phần)" in texts(seen_page("commune", area="14797"))[1]


def test_a_place_without_figures_is_helped_on(database: Path) -> None:
    app = seen_page("commune", area="00919")
    assert "diện tích: không có số liệu đáng tin cậy" in texts(app)[0]
    assert app.info[0].value.startswith(r"Chưa nhập được số liệu nào về Minh Tân \(xã, Tuyên Quang")
    assert "**Ở Tuyên Quang đã có số liệu của:**" in texts(app)
    assert not rows(app)


def test_a_province_has_a_page_too(database: Path) -> None:
    app = seen_page("commune", area="38")
    assert app.title[0].value == "Thanh Hóa"
    assert texts(app)[1] == "Gồm 147 xã, 19 phường."
    assert 'class="tx-value">khoảng 54.952 tỷ đồng' in drawn(app)


def test_an_unknown_code_and_none_at_all_lead_somewhere(database: Path) -> None:
    app = seen_page("commune", area="99999")
    assert app.warning[0].value == "Hiện nay không có đơn vị nào mang mã “99999”."
    assert app.title[0].value == "Một xã, mọi số liệu"
    assert seen_page("commune").title[0].value == "Một xã, mọi số liệu"


def test_markup_in_the_address_stays_text(database: Path) -> None:
    app = seen_page("commune", area="<b>[x](y)")
    assert r"\<B\>\[X\]\(Y\)" in app.warning[0].value


def test_a_former_commune_is_found_without_accents_and_opened(database: Path) -> None:
    app = opened_page("commune")
    app.text_input("commune_search").set_value("dakndrung").run()
    first = app.button[0]
    assert first.label == "**Đức An** (xã, Lâm Đồng) · tên cũ Đắk N'Drung"
    first.click().run()
    assert app.title[0].value == "Đức An"
    assert app.query_params["area"] == "24717"
    assert app.text_input("commune_search").value == ""


def test_a_search_without_an_answer_says_what_to_try(database: Path) -> None:
    app = opened_page("commune")
    app.text_input("commune_search").set_value("xyzxyzxyz").run()
    assert any(text.startswith("Không tìm thấy xã, phường, tỉnh nào") for text in texts(app))


def test_the_page_speaks_english(database: Path) -> None:
    app = seen_page("commune", area="15961", lang="en")
    assert 'class="tx-value">about 78.6 million VND per person per year' in drawn(app)
    assert "5,839/6,012 = 97.12%, agrees with “hơn 97%”" in row_with(app, "5,839/6,012")


def test_themes_have_the_names_of_the_catalogue() -> None:
    catalogue = load_catalogue(ROOT / "data" / "indicators.yaml")
    for lang in ("vi", "en"):
        for theme in catalogue.themes.values():
            assert theme_name(theme.id, lang) == theme.name.in_language(lang)
