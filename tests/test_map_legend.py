"""The legend that takes areas off the map, and the list of what is on it."""

import re
from pathlib import Path

import pytest

from indicators.charts.map import map_figure
from indicators.charts.map_legend import ALL_LINES, legend_html, legend_lines
from indicators.charts.map_traces import MapAddresses, MapStyle
from indicators.maps.map_areas import ALWAYS_SHOWN, FIGURE, AreaMap, area_map, without_lines
from indicators.maps.map_layer import MapLayer, layer_of_cells
from indicators.questions.ranking import Ranking, missing_areas, rank
from indicators.questions.reporting import MISSING_REASONS
from indicators.release.build import build
from indicators.release.store import Store
from indicators.views.map_list import MOST_ROWS, area_list_html, listed_areas
from indicators.views.map_words import map_alt
from pages.parts.map.chosen_area import clicked_area
from tests.small_country import incomes, write_country

HOW = MapStyle("%", 1, "vi", dark=False)
ADDRESSES = MapAddresses("/map/communes-x.json", "/map/provinces-x.json")


@pytest.fixture(scope="module")
def store(database: Path) -> Store:
    return Store(database)


@pytest.fixture(scope="module")
def layer(store: Store) -> MapLayer:
    return layer_of_cells(store)


def _asked(store: Store, layer: MapLayer, indicator: str, **choice: str) -> tuple[AreaMap, Ranking]:
    ranking = rank(store, indicator, **choice)
    return area_map(layer, ranking, missing_areas(store, ranking), []), ranking


def test_a_line_takes_its_own_areas_off_and_no_others(store: Store, layer: MapLayer) -> None:
    drawn, _ranking = _asked(store, layer, "income_per_capita")
    for line in legend_lines(drawn, HOW):
        left = without_lines(drawn, {line.key}).areas
        gone = set(drawn.areas["area_code"]) - set(left["area_code"])
        assert len(gone | (set(ALWAYS_SHOWN) & _of_line(drawn, line.key))) == line.areas
        assert gone <= _of_line(drawn, line.key)


def _of_line(drawn: AreaMap, key: str) -> set[str]:
    areas = drawn.areas
    if key.startswith("class"):
        chosen = (areas["state"] == FIGURE) & (areas["value_class"] == int(key[len("class") :]))
    else:
        chosen = areas["state"].isin(MISSING_REASONS[:3] if key == "no_figure" else [key])
    return set(areas.loc[chosen, "area_code"])


def test_the_archipelagos_stay_when_everything_is_taken_off(store: Store, layer: MapLayer) -> None:
    drawn, _ranking = _asked(store, layer, "income_per_capita")
    nothing = without_lines(drawn, {line.key for line in legend_lines(drawn, HOW)})
    assert set(nothing.areas["area_code"]) == set(ALWAYS_SHOWN)
    assert nothing.count(FIGURE) == 0
    map_figure(nothing, layer.provinces.areas, ADDRESSES, HOW)  # draws what is left


def test_nothing_hidden_is_the_same_map(store: Store, layer: MapLayer) -> None:
    drawn, _ranking = _asked(store, layer, "income_per_capita")
    assert without_lines(drawn, frozenset()) is drawn
    assert len(without_lines(drawn, {"no_such_line"}).areas) == len(drawn.areas)


def test_every_line_is_a_button_that_says_whether_it_is_on(store: Store, layer: MapLayer) -> None:
    drawn, _ranking = _asked(store, layer, "income_per_capita")
    keys = [line.key for line in legend_lines(drawn, HOW)]
    html = legend_html(drawn, HOW, {keys[0]})
    pressed = re.findall(r'<button type="button" data-value="(\w+)" aria-pressed="(\w+)"', html)
    assert pressed == [(key, "false" if key == keys[0] else "true") for key in keys]
    assert f'data-value="{ALL_LINES}"' in html
    assert f'data-value="{ALL_LINES}"' not in legend_html(drawn, HOW)
    told = next(line.areas for line in legend_lines(drawn, HOW))
    assert f"Bạn đã bỏ khỏi bản đồ: {told} đơn vị." in html


def test_swatches_keep_their_colours_where_a_reader_forces_colours() -> None:
    style = (Path(__file__).parent.parent / "pages/parts/drawn_html.css").read_text("utf-8")
    rule = re.search(r"\.tx-swatch \{(.*?)\}", style, re.DOTALL)
    assert rule is not None
    assert "forced-color-adjust: none" in rule[1]


def test_a_ring_marks_the_chosen_area(store: Store, layer: MapLayer) -> None:
    drawn, ranking = _asked(store, layer, "population_density", province="38")
    code = ranking.rows["area_code"].iloc[0]
    row = drawn.areas.set_index("area_code").loc[code]
    plain = map_figure(drawn, layer.provinces.areas, ADDRESSES, HOW)
    marked = map_figure(drawn, layer.provinces.areas, ADDRESSES, HOW, code)
    (ring,) = [one for one in marked.data if one.type == "scattergeo" and one.marker.size == 22]
    assert (list(ring.lon), list(ring.lat)) == ([row["longitude"]], [row["latitude"]])
    assert len(plain.data) == len(marked.data) - 1


def test_the_list_has_the_best_first_and_the_missing_last(store: Store, layer: MapLayer) -> None:
    drawn, ranking = _asked(store, layer, "income_per_capita", province="38")
    listed = listed_areas(drawn)
    assert len(listed) == ranking.coverage.applicable
    known = listed[listed["state"] == FIGURE]
    assert known["area_code"].tolist() == ranking.rows["area_code"].tolist()
    assert (listed["state"] == FIGURE).tolist() == sorted(listed["state"] == FIGURE, reverse=True)
    html = area_list_html(drawn, ranking, link=lambda code: f"/xa?area={code}", lang="vi")
    assert html.count("/xa?area=") == len(listed) <= MOST_ROWS
    assert "chưa tìm thấy số liệu" in html


def test_a_long_list_is_cut_to_what_a_page_can_hold(store: Store, layer: MapLayer) -> None:
    drawn, ranking = _asked(store, layer, "income_per_capita")
    html = area_list_html(drawn, ranking, link=lambda code: f"/xa?area={code}", lang="vi")
    assert html.count("/xa?area=") == MOST_ROWS


@pytest.mark.parametrize("named", ["location", "customdata"])
def test_a_click_on_a_cell_and_on_a_dot_choose_the_same_area(
    store: Store, layer: MapLayer, named: str
) -> None:
    """A dot's point has a location as well, but an empty one."""
    drawn, _ranking = _asked(store, layer, "income_per_capita")
    row = drawn.areas.iloc[100]
    points = [{"location": None, "customdata": None} | {named: int(row["number"])}]
    found = clicked_area(drawn, points)
    assert found is not None
    assert found["area_code"] == row["area_code"]
    assert clicked_area(drawn, [{"location": None}]) is None


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({}, "Map of Viet Nam by commune."),
        ({"province": "99"}, "Map of the province by commune."),
        ({"area_type": "province"}, "Map of Viet Nam by province."),
    ],
)
def test_who_does_not_see_the_map_is_told_of_which_areas_it_is(
    tmp_path_factory: pytest.TempPathFactory, choice: dict[str, str], told: str
) -> None:
    made = tmp_path_factory.mktemp("told")
    build(write_country(made / "data", incomes("60", "70")), made / "country.duckdb")
    with Store(made / "country.duckdb") as store:
        assert map_alt(rank(store, "income_per_capita", **choice), "en") == told
