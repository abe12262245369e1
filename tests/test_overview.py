"""The first page: which indicators it begins with, one line of each, the map of coverage."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indicators.judgement import is_country_wide
from indicators.maps.map_layer import MapLayer, layer_of_cells
from indicators.pictures.coverage_map import coverage_svg
from indicators.questions.overview import (
    glance,
    headline_coverage,
    indicator_line,
    other_lines,
)
from indicators.questions.ranking import rank
from indicators.questions.standing_out import standing_out
from indicators.release.build import build
from indicators.release.store import Store
from indicators.views.coverage_list import class_of, coverage_html
from indicators.views.filter_labels import default_indicator
from indicators.views.indicator_table import (
    LineGroup,
    indicator_table_html,
    period_texts,
    range_text,
    reported_text,
)
from indicators.views.strip_svg import MOST_DOTS, strip_svg
from tests.opened_page import opened_page
from tests.small_country import figure, incomes, write_country

# Six of eight communes have a density, one a yield: country-wide, and very few.
DENSITY = [figure(str(100 * n), area_code=f"9900{n}", indicator_id="population_density")
           for n in range(1, 7)]  # fmt: skip
ONE = [figure("60", indicator_id="rice_yield")]
UNTIL = ("2025-06-30", "2025-09-30")


def store_of(folder: Path, figures: list[dict[str, str]]) -> Store:
    build(write_country(folder / "data", figures), folder / "db")
    return Store(folder / "db")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two incomes, six densities, one yield."""
    return store_of(tmp_path_factory.mktemp("small"), [*incomes("60", "61"), *DENSITY, *ONE])


@pytest.fixture(scope="module")
def dense(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Six densities alone."""
    return store_of(tmp_path_factory.mktemp("dense"), DENSITY)


# --- Which indicators, in which group ---------------------------------------------------------


def test_headline_first_then_what_half_of_the_communes_have(small: Store) -> None:
    seen = glance(small)
    catalogue = small.query("indicators")
    assert [one.indicator["indicator_id"] for one in seen.headline] == (
        catalogue.loc[catalogue["headline"], "indicator_id"].tolist())  # fmt: skip
    assert [one.indicator["indicator_id"] for one in seen.country_wide] == ["population_density"]
    assert seen.others == ("rice_yield",)
    everything = len(seen.headline) + 1 + 1 + len(seen.without)
    assert everything == len(catalogue)


@pytest.mark.parametrize(("reported", "wide"), [(49, False), (50, True), (100, True)])
def test_half_of_the_areas_is_country_wide(reported: int, wide: bool) -> None:
    assert is_country_wide(reported, 100) is wide


def test_what_applies_to_nobody_is_not_country_wide() -> None:
    assert not is_country_wide(0, 0)


def test_the_other_lines_begin_with_those_of_most_communes(tmp_path: Path) -> None:
    two = [figure("9", area_code=f"9900{n}", indicator_id="new_enterprises") for n in (1, 2)]
    lines = other_lines(store_of(tmp_path, [*ONE, *two]))
    assert [one.indicator["indicator_id"] for one in lines] == ["new_enterprises", "rice_yield"]


def test_an_indicator_of_one_commune_is_never_the_first_choice(tmp_path: Path) -> None:
    """Also a headline one: what a chart begins with has enough figures for a rank."""
    revenue = [figure("120", indicator_id="budget_revenue_vs_plan", basis="own.province")]
    store = store_of(tmp_path, [*revenue, *DENSITY, *ONE])
    assert default_indicator(store) == "population_density"


# --- One line ---------------------------------------------------------------------------------


def test_a_line_tells_range_count_and_period(small: Store) -> None:
    line = indicator_line(rank(small, "population_density"))
    assert line.values.tolist() == [100, 200, 300, 400, 500, 600]
    assert range_text(line, "vi") == "100 – 600 người/km²"
    assert reported_text(line, "vi") == "6 trên 8"
    assert period_texts(line, {}, "vi")[0].startswith(("năm 2025", "nêu trong năm 2025"))


def test_one_figure_is_no_range_and_none_is_a_dash(small: Store) -> None:
    assert range_text(indicator_line(rank(small, "rice_yield")), "vi").startswith("60 ")
    assert range_text(indicator_line(rank(small, "poverty_rate")), "vi") == "–"


def test_parts_of_a_year_that_grow_have_no_common_range(tmp_path: Path) -> None:
    parts = [figure(str(40 + n), area_code=f"9900{n}", period_end=UNTIL[n % 2],
                    indicator_id="budget_revenue_vs_plan", basis="own.province")
             for n in range(1, 7)]  # fmt: skip
    line = indicator_line(rank(store_of(tmp_path, parts), "budget_revenue_vs_plan"))
    assert line.apart_because == "mixed_periods"
    assert not len(line.values)
    assert range_text(line, "en") == "parts of the year of different length: no common range"


def test_a_newer_figure_than_those_shown_is_told(small: Store) -> None:
    line = indicator_line(rank(small, "income_per_capita"))
    newest = {"income_per_capita": pd.Timestamp("2026-03-31")}
    assert period_texts(line, newest, "en")[1:] == ["a few newer, until 31 Mar 2026"]
    assert period_texts(line, {"income_per_capita": pd.Timestamp("2025-12-31")}, "en")[1:] == []


def test_the_table_has_a_body_for_each_group_and_escapes_names(small: Store) -> None:
    line = indicator_line(rank(small, "income_per_capita"))
    line.indicator["name_vi"] = "<b>Bịa</b> & con"
    html = indicator_table_html(
        [LineGroup("Nhóm", (line,)), LineGroup("Trống", ())], caption="Bảng", newest={},
        link=lambda one: f"/xep-hang?indicator={one.indicator['indicator_id']}&year=2025",
        lang="vi", dark=False)  # fmt: skip
    assert html.count("<tbody") == 1
    assert "Trống" not in html
    assert "&lt;b&gt;Bịa&lt;/b&gt; &amp; con" in html
    assert 'href="/xep-hang?indicator=income_per_capita&amp;year=2025"' in html
    assert html.count('scope="row"') == 1


# --- The strip --------------------------------------------------------------------------------


def test_few_values_are_dots_and_the_median_needs_five() -> None:
    four = strip_svg(np.array([1.0, 2, 3, 4]), dark=False)
    five = strip_svg(np.array([1.0, 2, 3, 4, 5]), dark=False)
    assert (four.count("<circle"), five.count("<circle")) == (4, 5)
    assert (four.count('stroke-width="2"'), five.count('stroke-width="2"')) == (0, 1)
    assert re.findall(r'cx="([\d.]+)"', five) == ["4.0", "42.0", "80.0", "118.0", "156.0"]


def test_many_values_are_one_shape_that_stays_light() -> None:
    drawn = strip_svg(np.linspace(0, 1, MOST_DOTS + 1) ** 2, dark=True)
    assert "<circle" not in drawn
    assert len(drawn) < 3000


def test_values_all_alike_stand_in_the_middle() -> None:
    assert 'cx="80.0"' in strip_svg(np.array([7.0]), dark=False)


@pytest.mark.parametrize("values", [[], [1.0, float("nan")]])
def test_a_missing_value_is_never_drawn(values: list[float]) -> None:
    with pytest.raises(ValueError, match="expected at least one and none missing"):
        strip_svg(np.array(values), dark=False)


# --- The map of coverage ----------------------------------------------------------------------


def test_communes_with_any_headline_figure_are_counted_by_province(tmp_path: Path) -> None:
    twice = [*incomes("60", "61"), figure("2", indicator_id="poverty_rate"), *DENSITY]
    found = headline_coverage(store_of(tmp_path, twice)).set_index("province_code")
    assert found.loc["99", ["communes", "with_headline"]].tolist() == [7, 2]
    assert found.loc["98", ["communes", "with_headline", "share_pct"]].tolist() == [1, 0, 0]


@pytest.mark.parametrize(
    ("share", "number"), [(0, 0), (0.1, 1), (5, 1), (5.01, 2), (25, 3), (50, 4), (100, 5)]
)
def test_none_is_a_class_of_its_own(share: float, number: int) -> None:
    assert class_of(share) == number


@pytest.fixture(scope="module")
def layer(database: Path) -> MapLayer:
    with Store(database) as store:
        return layer_of_cells(store)


def _coverage(layer: MapLayer) -> pd.DataFrame:
    provinces = layer.provinces.areas
    return pd.DataFrame({"province_code": provinces["area_code"], "province": provinces["name"],
                         "communes": 10, "with_headline": 3, "share_pct": 30.0})  # fmt: skip


def _coverage_html(coverage: pd.DataFrame, layer: MapLayer) -> str:
    def link(code: str) -> str:
        return f"/tinh?province={code}"

    drawn = coverage_svg(coverage, layer, link=link, lang="vi", dark=False)
    return coverage_html(coverage, drawn, link=link, lang="vi", dark=False)


def test_every_province_leads_to_its_page_by_pointer_and_by_keyboard(layer: MapLayer) -> None:
    html = _coverage_html(_coverage(layer), layer)
    drawn, listed = html.split("</svg>")
    codes = set(layer.provinces.areas["area_code"])
    assert set(re.findall(r"province=(\d\d)", drawn)) == codes
    assert sorted(re.findall(r"province=(\d\d)", listed)) == sorted(codes)
    # What the keyboard does not reach is hidden from screen readers too; the list is not.
    assert drawn.count("<a ") == drawn.count('tabindex="-1"')
    assert 'aria-hidden="true"' in drawn
    assert "tabindex" not in listed
    assert "Hoàng Sa" in drawn
    assert "Trường Sa" in drawn


def test_without_shapes_there_is_the_list_alone(small: Store) -> None:
    html = _coverage_html(headline_coverage(small), layer_of_cells(small))
    assert "<svg" not in html
    assert "<details" not in html
    assert 'href="/tinh?province=99"' in html


# --- The page ---------------------------------------------------------------------------------


def test_nothing_is_said_where_the_figures_bear_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thin = store_of(tmp_path, [*incomes("60", "61"), *ONE])
    assert standing_out(thin) == []
    thin.close()
    monkeypatch.setenv("INDICATORS_DB", str(tmp_path / "db"))
    app = opened_page("overview")
    assert any("không thể nói gì về cả nước" in box.value for box in app.info)


def test_the_page_begins_with_search_doors_and_sentences_with_evidence(
    dense: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDICATORS_DB", str(dense.path))
    app = opened_page("overview")
    assert app.text_input[0].key == "overview_search"
    assert app.selectbox(key="overview_province").options == ["Tỉnh Bịa", "Tỉnh Bịa Khác"]
    sentence = "Mật độ dân số (năm 2025): Bịa Sáu (xã, Tỉnh Bịa) chắc chắn cao nhất, với 600"
    texts = [text.value.replace("\\", "") for text in app.markdown]
    assert any(text.startswith(sentence) for text in texts), texts
    assert not app.metric  # no middle of a few communes in the largest type


def test_a_chosen_province_is_led_to(dense: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDICATORS_DB", str(dense.path))
    app = opened_page("overview")
    app.selectbox(key="overview_province").set_value("99").run()
    assert not app.exception
    assert app.query_params["province"] == "99"
    assert app.title[0].value.startswith("Tỉnh Bịa")
