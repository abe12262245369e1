"""Classes of values, the joined areas of a map, its figure, its legend and its routes."""

import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from indicators.charts.map import map_figure
from indicators.charts.map_legend import legend_html
from indicators.charts.map_traces import MapAddresses, MapStyle
from indicators.charts.palette import DARK, LIGHT
from indicators.maps.map_areas import AreaMap, area_map
from indicators.maps.map_classes import ValueClass, cuts_of, value_classes
from indicators.maps.map_layer import MapLayer, layer_of_cells
from indicators.questions.ranking import Ranking, missing_areas, rank
from indicators.release.store import Store
from indicators.web import map_route

HOW = MapStyle("triệu đồng/người/năm", 2, "vi", dark=False)
ADDRESSES = MapAddresses("/map/communes-x.json", "/map/provinces-y.json")


@pytest.fixture(scope="module")
def store(database: Path) -> Store:
    return Store(database)


@pytest.fixture(scope="module")
def layer(store: Store) -> MapLayer:
    return layer_of_cells(store)


def _drawn(store: Store, layer: MapLayer, indicator: str, **choice: str) -> AreaMap:
    ranking = rank(store, indicator, **choice)
    return area_map(layer, ranking, missing_areas(store, ranking), [])


def _figure(store: Store, layer: MapLayer, indicator: str, **choice: str) -> go.Figure:
    drawn = _drawn(store, layer, indicator, **choice)
    return map_figure(drawn, layer.provinces.areas, ADDRESSES, HOW)


# --- Classes ----------------------------------------------------------------------------------


def _classes(values: list[float], cuts: tuple[float, ...] = ()) -> list[int]:
    return value_classes(np.array(values, "float64"), cuts).of_area.tolist()


def test_eight_values_make_two_halves() -> None:
    found = value_classes(np.array([8.0, 1, 2, 3, 4, 5, 6, 7]))
    assert found.of_area.tolist() == [1, 0, 0, 0, 0, 1, 1, 1]
    assert found.classes == (ValueClass(1, 4, 4), ValueClass(5, 8, 4))
    assert found.cuts == ()


@pytest.mark.parametrize(
    ("areas", "classes"), [(5, 2), (11, 2), (12, 3), (16, 4), (20, 5), (3321, 5)]
)
def test_a_class_has_at_least_about_four_areas_and_there_are_at_most_five(
    areas: int, classes: int
) -> None:
    found = value_classes(np.arange(areas, dtype="float64")).classes
    assert len(found) == classes
    counts = [one.areas for one in found]
    assert max(counts) - min(counts) <= 1


def test_equal_values_are_never_separated() -> None:
    # Half of all lie below 7, so the 7s begin the second half; none is below 1.
    assert _classes([1, 1, 1, 1, 7, 7, 7, 7]) == [0, 0, 0, 0, 1, 1, 1, 1]
    # Five of eight are 3: with nothing below them they are all in the first class.
    assert _classes([3, 3, 3, 3, 3, 4, 5, 6]) == [0, 0, 0, 0, 0, 1, 1, 1]
    assert _classes([2, 2, 2, 2, 2, 2]) == [0, 0, 0, 0, 0, 0]


def test_no_class_reaches_over_a_threshold() -> None:
    # Below 19 two values in two halves; 19 is above the cut, as "19 of 19" is reached.
    assert _classes([17, 18, 19, 19, 19], cuts=(19,)) == [0, 1, 2, 2, 2]


def test_bands_around_the_plan_are_cut_and_not_divided_again() -> None:
    values = [84.9, 85, 94.9, 95, 100, 104.9, 105, 114.9, 115, 300]
    cuts = cuts_of("budget_revenue_vs_plan", [100.0])
    assert list(cuts) == [85, 95, 105, 115]
    assert _classes(values, cuts) == [0, 1, 1, 2, 2, 2, 3, 3, 4, 4]
    assert _classes([96.0, 99, 101, 120, 130], cuts) == [0, 0, 0, 1, 1]


def test_other_indicators_are_cut_at_their_thresholds() -> None:
    assert cuts_of("ntm_criteria_met", [19.0, 10.0, 19.0]) == (10, 19)
    assert cuts_of("poverty_rate", []) == ()


@pytest.mark.parametrize("values", [[], [1.0, np.nan]])
def test_a_missing_value_is_never_put_into_a_class(values: list[float]) -> None:
    with pytest.raises(ValueError, match="none missing"):
        value_classes(np.array(values))


# --- Areas ------------------------------------------------------------------------------------


def test_every_area_of_the_country_has_one_state(store: Store, layer: MapLayer) -> None:
    ranking = rank(store, "income_per_capita")
    drawn = area_map(layer, ranking, missing_areas(store, ranking), [])
    assert len(drawn.areas) == 3321
    assert drawn.count("figure") == ranking.coverage.reported
    for reason, count in ranking.coverage.missing.items():
        assert drawn.count(reason) == count
    coloured = drawn.areas["value_class"] >= 0
    assert (coloured == (drawn.areas["state"] == "figure")).all()


def test_not_applicable_is_apart_from_missing(store: Store, layer: MapLayer) -> None:
    drawn = _drawn(store, layer, "ntm_criteria_met")
    wards = drawn.areas.loc[drawn.areas["area_type"] == "phường", "state"].value_counts()
    # 687 were wards in 2025; ten more of Đồng Nai were communes then and are missing.
    assert wards.to_dict() == {"not_applicable": 687, "not_reported": 10}
    communes = drawn.areas.loc[drawn.areas["area_type"] == "xã", "state"]
    assert "not_applicable" not in set(communes)


def test_the_archipelagos_are_there_whatever_is_chosen(store: Store, layer: MapLayer) -> None:
    drawn = _drawn(store, layer, "income_per_capita", area_type="phường")
    apart = drawn.areas[drawn.areas["state"] == "not_chosen"]
    assert apart["name"].tolist() == ["Hoàng Sa", "Trường Sa"]
    assert [box.title for box in drawn.islands] == ["Hoàng Sa", "Trường Sa"]
    assert set(drawn.areas["area_type"]) == {"phường", "đặc khu"}


def test_a_province_has_its_far_islands_beside_it(store: Store, layer: MapLayer) -> None:
    drawn = _drawn(store, layer, "population", province="48")
    assert [box.title for box in drawn.islands] == ["Hoàng Sa"]
    # The mainland of Đà Nẵng ends before 109° east, Hoàng Sa lies beyond 111°.
    assert drawn.box.east < 109 < 111 < drawn.islands[0].west
    inside = drawn.areas[drawn.areas["number"].isin(drawn.box.numbers)]
    assert len(inside) == 93
    assert set(inside["province"]) == {"Đà Nẵng"}


def test_provinces_are_drawn_as_provinces(store: Store, layer: MapLayer) -> None:
    drawn = _drawn(store, layer, "population", area_type="tỉnh")
    assert drawn.shapes is layer.provinces
    assert 0 < len(drawn.areas) < 34


def test_several_figures_of_one_area_are_refused(store: Store, layer: MapLayer) -> None:
    ranking = rank(store, "income_per_capita")
    twice = pd.concat([ranking.rows, ranking.rows.head(1)])
    doubled = Ranking(**{**vars(ranking), "rows": twice})
    with pytest.raises(ValueError, match="choose one basis"):
        area_map(layer, doubled, missing_areas(store, ranking), [])


# --- Figure and legend ------------------------------------------------------------------------


def _cells(figure: go.Figure) -> list[Any]:
    return [trace for trace in figure.data if trace.geojson == ADDRESSES.areas]


def _filled(figure: go.Figure, fill: str) -> int:
    return sum(len(one.locations) for one in _cells(figure) if one.colorscale[0][1] == fill)


def test_the_figure_names_an_address_and_holds_no_corners(store: Store, layer: MapLayer) -> None:
    figure = _figure(store, layer, "income_per_capita")
    traces = [one for one in figure.data if one.type == "choropleth"]
    assert {one.geojson for one in traces} == {ADDRESSES.areas, ADDRESSES.provinces}
    assert len(figure.to_json()) < 60_000
    assert sum(len(one.locations) for one in _cells(figure)) == 3321


def test_missing_is_an_outline_and_not_applicable_a_grey(store: Store, layer: MapLayer) -> None:
    drawn = _drawn(store, layer, "ntm_criteria_met")
    figure = map_figure(drawn, layer.provinces.areas, ADDRESSES, HOW)
    missing = drawn.count("not_reported", "other_basis_only", "other_period_only")
    assert _filled(figure, LIGHT.page) == missing
    assert _filled(figure, LIGHT.outside) == drawn.count("not_applicable")
    lines = {one.marker.line.color for one in _cells(figure) if one.colorscale[0][1] == LIGHT.page}
    assert lines <= {LIGHT.cell_edge, LIGHT.muted}


def test_nothing_of_plotlys_own_map_is_shown(store: Store, layer: MapLayer) -> None:
    figure = _figure(store, layer, "income_per_capita", province="38")
    assert figure.layout.geo.visible is False
    assert figure.layout.geo2.visible is False


def test_few_figures_are_dots_that_tell_value_and_rank(store: Store, layer: MapLayer) -> None:
    figure = _figure(store, layer, "income_per_capita")
    (dots,) = [one for one in figure.data if one.type == "scattergeo"]
    number = layer.communes.areas.query("area_code == '15961'").index[0]
    place = dots.customdata.tolist().index(number)
    assert dots.mode == "markers"
    # [78.5, 78.7] lies above 78.25 and below 80: place 7 and no other.
    assert "khoảng 78,6 triệu đồng/người/năm<br>Hạng 7" in dots.hovertext[place]


def test_too_few_figures_are_named_and_have_no_classes(store: Store, layer: MapLayer) -> None:
    drawn = _drawn(store, layer, "income_per_capita", province="91")
    figure = map_figure(drawn, layer.provinces.areas, ADDRESSES, HOW)
    assert drawn.classes is None
    assert drawn.count("figure") == 1
    (dots,) = [one for one in figure.data if one.type == "scattergeo" and one.hovertext]
    assert dots.mode == "markers+text"
    name = drawn.areas.loc[drawn.areas["state"] == "figure", "name"].iloc[0]
    assert dots.text[0].startswith(f"<b>{name}</b> ")
    assert "có số liệu · 1 đơn vị" in legend_html(drawn, HOW)


def test_the_archipelagos_have_their_full_names(store: Store, layer: MapLayer) -> None:
    country = _figure(store, layer, "income_per_capita")
    assert [note.text for note in country.layout.annotations] == [
        "Đặc khu<br>Hoàng Sa<br>(Đà Nẵng)", "Đặc khu<br>Trường Sa<br>(Khánh Hòa)"
    ]  # fmt: skip
    province = _figure(store, layer, "income_per_capita", province="38")
    small = [one for one in province.data if one.type == "scattergeo" and one.geo == "geo2"]
    assert list(small[0].text) == ["Hoàng Sa", "Trường Sa"]


def test_the_legend_counts_every_area_once(store: Store, layer: MapLayer) -> None:
    drawn = _drawn(store, layer, "ntm_criteria_met")
    assert drawn.classes is not None
    text = legend_html(drawn, HOW)
    classes = sum(one.areas for one in drawn.classes.classes)
    missing = drawn.count("not_reported", "other_basis_only", "other_period_only")
    assert classes + missing + drawn.count("not_applicable") == 3321
    assert f"không có số liệu · {missing:,} đơn vị".replace(",", ".") in text
    assert text.count("đơn vị") == len(drawn.classes.classes) + 2


def test_the_dark_theme_has_its_own_colours(store: Store, layer: MapLayer) -> None:
    drawn = _drawn(store, layer, "income_per_capita")
    dark = MapStyle(HOW.unit, HOW.decimals, "en", dark=True)
    assert DARK.classes[0] in legend_html(drawn, dark)
    figure = map_figure(drawn, layer.provinces.areas, ADDRESSES, dark)
    assert _filled(figure, DARK.page) == drawn.areas["state"].ne("figure").sum()


# --- Routes -----------------------------------------------------------------------------------


def _answer(url: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, dict(answer.headers.items()), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers.items()), error.read()


def test_shapes_are_served_once_and_for_ever(address: str, layer: MapLayer) -> None:
    path = map_route.shapes_path("communes", layer.communes.digest)
    status, headers, body = _answer(address + path)
    assert status == 200
    assert {name.lower(): value for name, value in headers.items()}["content-encoding"] == "gzip"
    assert "immutable" in str(headers)
    assert body == layer.communes.geojson


@pytest.mark.parametrize("path", ["communes-000000000000.json", "towns-000000000000.json"])
def test_shapes_of_another_release_are_never_sent_instead(address: str, path: str) -> None:
    assert _answer(f"{address}/map/{path}")[0] == 404


def test_the_base_map_is_empty(address: str) -> None:
    status, _headers, body = _answer(f"{address}/map/world_110m.json")
    assert (status, json.loads(body)["objects"]) == (200, {})
