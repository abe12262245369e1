"""The figures of one area as its page shows them, on an invented country of small numbers."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from indicators.release.store import Store
from indicators.views.commune.figures import ShownFigure, headline_first, shown_area, to_quote
from indicators.views.commune.gaps import gaps_html
from indicators.views.commune.markup import headline_html, source_html, table_html
from indicators.views.commune.source_lines import SourceLine
from indicators.views.commune.spine_line import Kind, spine_line
from indicators.yardsticks.beside import group_medians, spreads
from indicators.yardsticks.companions import MOST_COMPANIONS, best_companions
from tests.small_country import figure, incomes, source
from tests.yardstick_country import built_country

NAMES: dict[Kind, str] = {"nation": "cả nước", "province": "Tỉnh Bịa", "peers": "tương tự",
         "neighbours": "giáp ranh", "threshold": "ngưỡng"}  # fmt: skip
HEADING = re.compile(r"<h(\d)>")


def poverty(value: str, area_code: str, **cells: str) -> dict[str, str]:
    return figure(value, area_code=area_code, indicator_id="poverty_rate",
                  as_printed=f"{value.replace('.', ',')}%", **cells)  # fmt: skip


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Store:
    figures = [
        *incomes("40", "50", "60", "70", "80"),
        *(poverty(str(n), f"9900{n}") for n in range(1, 6)),
        figure("3", indicator_id="ocop_products", as_printed="3 sản phẩm"),
        figure("19257", indicator_id="population", as_printed="19.257 người",
               period_start="", period_end="2025-08-31"),
        figure("61", source_id="bia-rival", as_printed="<b>61</b> triệu"),
    ]  # fmt: skip
    sources = [source("bia-press", published_on="2026-01-02"),
               source("bia-rival", publisher="Báo <i>Bịa</i> Kia", published_on="2026-01-01",
                      archived_url="https://example.invalid/kept")]  # fmt: skip
    return built_country(tmp_path_factory.mktemp("commune"), figures, sources)


def of(country: Store, area_code: str = "99002", lang: str = "vi") -> dict[str, ShownFigure]:
    return {one.indicator_id: one for one in shown_area(country, area_code, lang).figures}


def test_a_figure_lies_on_its_line_where_its_value_is(country: Store) -> None:
    income = of(country)["income_per_capita"].line
    assert income is not None
    # 40 … 80: 50 is a quarter of the way, the middle half reaches from 50 to 70.
    assert (income.own, income.half, income.ends) == (25.0, (25.0, 75.0), (40.0, 80.0))
    assert {mark.kind: mark.at for mark in income.marks if mark.kind != "threshold"} == {
        "nation": 50.0, "province": 50.0, "peers": 50.0}  # fmt: skip


def test_less_is_to_the_right_where_less_is_better(country: Store) -> None:
    rate = of(country)["poverty_rate"]
    assert rate.line is not None
    assert (rate.line.own, rate.line.ends, rate.ends) == (75.0, (5.0, 1.0), ("5%", "1%"))


def test_the_line_reaches_to_a_threshold_outside_the_figures() -> None:
    spread = {"minimum": 60.0, "lower_quartile": 65.0, "median": 70.0, "upper_quartile": 75.0,
              "maximum": 80.0, "withheld_because": None}  # fmt: skip
    row = {"value": 80.0, "value_low": 79.5, "value_high": 80.5, "direction": "higher"}
    line = spine_line(row, spread, {"nation": 70.0}, [100.0])
    assert line is not None
    assert (line.ends, line.own, line.marks[-1].at) == ((60.0, 100.0), 50.0, 100.0)
    assert line.reach == (48.75, 51.25)


@pytest.mark.parametrize(
    "spread",
    [
        None,
        {"withheld_because": "too_few", "median": None},
        {"withheld_because": None, "median": 5.0, "minimum": 1.0, "maximum": 9.0},
    ],
)
def test_there_is_no_line_where_a_figure_stands_in_no_spread(spread: dict[str, object]) -> None:
    row = {"value": 80.0, "value_low": 79.5, "value_high": 80.5, "direction": "higher"}
    assert spine_line(row, spread, {}) is None


def test_too_few_figures_give_no_line_and_say_how_many_there_are(country: Store) -> None:
    ocop = of(country, "99001")["ocop_products"]
    assert ocop.line is None and not ocop.compared
    assert ocop.no_line == "1 nơi có số liệu, cần ít nhất 5"
    assert [(one.kind, one.told, one.reported) for one in ocop.medians[:2]] == [
        ("nation", "", 1), ("province", "", 1)]  # fmt: skip


def test_places_are_told_with_interval_and_count(country: Store) -> None:
    assert of(country)["income_per_capita"].nation == "4/5"
    assert of(country)["income_per_capita"].province == "4/5"


def test_medians_of_groups_are_of_the_same_contest(country: Store) -> None:
    contest = "income_per_capita||2025"
    found = group_medians(country, "99002", [contest])
    told = found.set_index("among")[["reported", "median"]].to_dict("index")
    # All other communes are among the ten most alike; no centre is known, so nobody borders on it.
    assert told["peers"] == {"reported": 5, "median": 60.0}
    assert told["neighbours"]["reported"] == 1
    assert spreads(country, "99002", [contest])["median"].tolist() == [60.0]
    assert spreads(country, "99002", ["income_per_capita||2024"]).empty


def test_headline_figures_come_first_and_those_with_a_comparison_are_quoted(
    country: Store,
) -> None:
    shown = shown_area(country, "99001", "vi").figures
    assert [one.indicator_id for one in headline_first(shown)] == [
        "income_per_capita", "poverty_rate"]  # fmt: skip
    assert [one.indicator_id for one in to_quote(shown, 3)][:2] == [
        "income_per_capita", "poverty_rate"]  # fmt: skip
    assert len({one.key for one in to_quote(shown, 9)}) == len(shown)


def test_what_cannot_be_compared_is_in_one_part_that_begins_folded(country: Store) -> None:
    drawn = table_html(shown_area(country, "99001", "vi").figures, NAMES, "vi")
    parts = drawn.split("<tbody")[1:]
    assert "2 số liệu chưa có gì để so" in parts[-1] and " checked" not in parts[-1]
    assert "Sản phẩm OCOP" in parts[-1] and "Sản phẩm OCOP" not in "".join(parts[:-1])
    assert all(" checked" in part for part in parts[:-1])
    assert drawn.count("<table") == 1


def test_the_folded_part_is_open_where_there_is_nothing_else(tmp_path: Path) -> None:
    row = figure("3", indicator_id="ocop_products", as_printed="3 sản phẩm")
    shown = shown_area(built_country(tmp_path, [row]), "99001", "vi").figures
    drawn = table_html(shown, NAMES, "vi")
    assert drawn.count("<tbody") == 1 and " checked" in drawn


def test_headings_go_down_by_one_and_none_is_a_figure(country: Store) -> None:
    shown = shown_area(country, "99001", "vi").figures
    page = headline_html(shown, NAMES, "vi") + table_html(shown, NAMES, "vi")
    levels = [1, *(int(level) for level in HEADING.findall(page))]
    assert set(levels) == {1, 2, 3}
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert not re.search(r"<h\d>[^<]*\d[^<]*triệu", page)


def test_every_source_has_a_name_of_its_own(country: Store) -> None:
    drawn = table_html(shown_area(country, "99001", "vi").figures, NAMES, "vi")
    names = re.findall(r"<summary>(.*?)</summary>", drawn)
    assert len(names) == 4 == len(set(names))
    assert "Nguồn của Thu nhập bình quân đầu người, năm 2025: " in names[0]


def test_a_source_is_told_down_to_the_paragraph_with_its_rivals(country: Store) -> None:
    drawn = source_html(of(country, "99001")["income_per_capita"], "vi")
    assert "<b>Vị trí trong bài:</b> đoạn 1" in drawn
    assert "1 nguồn khác" in drawn
    assert '<a href="https://example.invalid/kept" rel="nofollow">bản lưu</a>' in drawn


def test_texts_of_the_data_stay_text(country: Store) -> None:
    drawn = table_html(shown_area(country, "99001", "vi").figures, NAMES, "vi")
    assert "&lt;b&gt;61&lt;/b&gt;" in drawn and "<b>61</b>" not in drawn
    assert "Báo &lt;i&gt;Bịa" in drawn


def test_only_addresses_of_the_web_are_links(country: Store) -> None:
    one = of(country)["income_per_capita"]
    line = SourceLine("Nguồn", "Bài", "javascript:alert(1)", "data:text/html,x")
    drawn = source_html(replace(one, lines=(line,)), "vi")
    assert "javascript:" not in drawn and "data:" not in drawn and "<a" not in drawn


def test_a_report_of_an_error_stands_with_its_source(country: Store) -> None:
    one = of(country)["income_per_capita"]
    assert "Báo sai sót" not in source_html(one, "vi")
    drawn = source_html(
        one, "vi", lambda row: f"mailto:a@b.invalid?subject={row['indicator_id']}&x"
    )
    assert 'href="mailto:a@b.invalid?subject=income_per_capita&amp;x">Báo sai sót</a>' in drawn


def test_gaps_keep_their_reasons_and_lines_of_different_names(country: Store) -> None:
    drawn = gaps_html(shown_area(country, "99001", "vi").unknown, "vi")
    assert "<strong>Chưa tìm thấy số liệu:</strong>" in drawn
    names = re.findall(r"<summary>(.*?)</summary>", drawn)
    assert names and len(names) == len(set(names))


def test_communes_to_compare_with_share_a_figure_that_can_be_judged(country: Store) -> None:
    found = best_companions(country, "99002", most=9)
    assert sorted(found["area_code"]) == ["99001", "99003", "99004", "99005"]
    assert found["judged"].tolist() == [2, 2, 2, 2]
    assert len(best_companions(country, "99002")) == MOST_COMPANIONS == 3
    assert best_companions(country, "99006").empty


def test_a_province_and_the_nation_have_figures_too(tmp_path: Path) -> None:
    rows = [poverty("2", "99"), poverty("3", "VN")]
    country = built_country(tmp_path, rows)
    (province,) = shown_area(country, "99", "en").figures
    assert (province.line, province.province, province.nation) == (None, "", "")
    assert province.no_line == "1 with a figure, 5 are needed"
    (nation,) = shown_area(country, "VN", "en").figures
    assert (nation.no_line, nation.nation) == ("Stands outside the comparison", "")
    assert shown_area(country, "98", "en").figures == ()
