"""The schematic cells: geometry that can be followed by hand, then the real country."""

import json
import math
from gzip import decompress
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
import shapely

from indicators.maps.boundaries import BoundariesError, boundaries_of
from indicators.maps.map_layer import current_layer, layer_of_cells
from indicators.release.build import build
from indicators.release.map_cells import (
    KM_PER_UNIT,
    UNITS_PER_DEGREE,
    cell_shapes,
    far_from_the_rest,
    outline_parts,
)
from indicators.release.store import Store
from tests.small_country import incomes, write_country

MOST_BYTES_OF_ALL_CELLS = 600_000


def _centres(*rows: tuple[float, float, float], province: str = "99") -> pd.DataFrame:
    columns = ["longitude", "latitude", "area_km2"]
    return pd.DataFrame(rows, columns=columns).assign(province_code=province)


def _area_km2(shape: shapely.Polygon) -> float:
    return float(shape.area * KM_PER_UNIT.prod())


def test_a_lonely_area_is_its_disc() -> None:
    cell = cell_shapes(_centres((106.0, 16.0, 100.0)))[0]
    # A circle of 1.55 radii has 1.55² of the area; 24 corners inside it a little less.
    circle = 1.55**2 * 100
    polygon = 24 / 2 * math.sin(2 * math.pi / 24) * circle / math.pi
    assert _area_km2(cell) == pytest.approx(polygon, rel=0.001)
    assert cell.centroid.x / UNITS_PER_DEGREE == pytest.approx(106.0, abs=0.0002)


def test_neighbours_meet_halfway() -> None:
    west, east = cell_shapes(_centres((106.0, 16.0, 100.0), (106.02, 16.0, 100.0)))
    assert west.bounds[2] == east.bounds[0] == 106.01 * UNITS_PER_DEGREE
    assert shapely.area(shapely.intersection(west, east)) == 0


def test_areas_on_one_point_share_a_cell() -> None:
    first, second, _other = cell_shapes(
        _centres((106.0, 16.0, 100.0), (106.0, 16.0, 100.0), (106.02, 16.0, 100.0))
    )
    assert first.equals(second)


def test_a_ring_runs_clockwise_as_d3_expects() -> None:
    ring = shapely.get_exterior_ring(cell_shapes(_centres((106.0, 16.0, 100.0)))[0])
    assert not shapely.is_ccw(ring)


def test_an_island_is_far_only_from_its_own_province() -> None:
    # 0.5 degrees of latitude are 55 km, 0.6 are 66 km.
    near = _centres((106.0, 16.0, 1.0), (106.0, 16.5, 1.0))
    far = _centres((106.0, 16.0, 1.0), (106.0, 16.5, 1.0), (106.0, 17.1, 1.0))
    assert far_from_the_rest(near).tolist() == [False, False]
    assert far_from_the_rest(far).tolist() == [False, False, True]
    assert far_from_the_rest(_centres((106.0, 16.0, 1.0))).tolist() == [False]


def test_an_outline_has_no_holes_and_its_largest_part_first() -> None:
    frame = shapely.box(0, 0, 90, 90).difference(shapely.box(30, 30, 60, 60))
    parts = outline_parts([shapely.box(200, 0, 210, 10), frame])
    assert [part.bounds for part in parts] == [(0, 0, 90, 90), (200, 0, 210, 10)]
    assert parts[0].area == 8100


def test_every_commune_of_today_has_one_convex_cell(database: Path) -> None:
    with Store(database) as store:
        cells = store.query("map_cells")
        communes = store.query("map_communes")
    assert cells["area_code"].tolist() == communes["area_code"].tolist()
    assert len(cells) == 3321
    rings = zip(cells["longitudes"], cells["latitudes"], strict=True)
    shapes = np.array([shapely.Polygon(np.column_stack(ring)) for ring in rings])
    assert shapely.is_valid(shapes).all()
    # Rounding may dent a convex shape by a corner, not by more.
    assert (shapely.area(shapely.convex_hull(shapes)) <= shapely.area(shapes) * 1.01).all()


def test_unknown_areas_take_the_median_of_province_and_type(database: Path) -> None:
    with duckdb.connect(str(database), read_only=True) as connection:
        told, missing = connection.execute(
            "SELECT count(*) FILTER (area_is_stand_in), "
            "(SELECT count(*) FROM area WHERE level = 'commune' AND valid_to IS NULL "
            "AND area_km2 IS NULL) FROM cell"
        ).fetchall()[0]
    assert told == missing > 0


def test_the_islands_far_out_are_the_ones_everybody_knows(database: Path) -> None:
    with Store(database) as store:
        cells = store.query("map_cells")
    assert cells.loc[cells["far_island"], "name"].tolist() == [
        "Bạch Long Vĩ", "Hoàng Sa", "Trường Sa", "Phú Quý", "Côn Đảo", "Thổ Châu"
    ]  # fmt: skip


def test_all_shapes_together_are_light(database: Path) -> None:
    with Store(database) as store:
        layer = layer_of_cells(store)
    assert len(layer.communes.geojson) + len(layer.provinces.geojson) <= MOST_BYTES_OF_ALL_CELLS
    document = json.loads(decompress(layer.communes.geojson))
    assert [feature["id"] for feature in document["features"]] == list(range(3321))
    assert document["features"][0]["properties"] == {"name": "Ba Đình", "province": "Hà Nội"}
    assert len(layer.provinces.areas) == 34


def test_equal_files_give_equal_shapes(database: Path, frozen_data: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.duckdb"
    build(frozen_data, again)
    with Store(database) as first, Store(again) as second:
        one, other = layer_of_cells(first), layer_of_cells(second)
    assert one.communes.digest == other.communes.digest
    assert one.provinces.digest == other.provinces.digest


def test_a_country_without_centres_has_no_cells(tmp_path: Path) -> None:
    db = tmp_path / "small.duckdb"
    build(write_country(tmp_path / "data", incomes("60")), db)
    with Store(db) as store:
        assert layer_of_cells(store).empty


# --- Boundaries that a curator mounts ---------------------------------------------------------


def _feature(code: object, x: float = 106.0) -> dict[str, object]:
    ring = [[x, 16], [x + 0.1, 16], [x + 0.1, 16.1], [x, 16.1], [x, 16]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"area_code": code}, "geometry": geometry}


def _written(path: Path, *features: object) -> Path:
    text = json.dumps({"type": "FeatureCollection", "features": features})
    path.write_text(text, encoding="utf-8")
    return path


def test_boundaries_come_in_the_order_of_the_codes(tmp_path: Path) -> None:
    path = _written(tmp_path / "b.json", _feature("00008", 107.0), _feature("00004"))
    shapes = boundaries_of(path, ["00004", "00008"]).shapes
    assert [shape.bounds[0] for shape in shapes] == [106.0, 107.0]


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    point = {**_feature("00008"), "geometry": {"type": "Point", "coordinates": [106, 16]}}
    path = _written(
        tmp_path / "b.json", _feature("00004"), _feature("00004"), _feature("99999"),
        _feature(4), point, _feature("00013", 500000.0),
    )  # fmt: skip
    with pytest.raises(BoundariesError) as raised:
        boundaries_of(path, ["00004", "00008", "00013"])
    told = raised.value.problems
    assert told[0].startswith("feature 2: found area_code '00004' again")
    assert told[1].startswith("feature 3: found area_code '99999', expected")
    assert told[2].startswith("feature 4: found no text in property `area_code`")
    assert told[3].startswith("feature 5: found geometry 'Point', expected one of Polygon")
    assert told[4].startswith("feature 6: found coordinates from 500000.0 16.0")
    assert told[5].startswith("found no boundary for 2 of 3 communes (00008, 00013)")
    assert len(told) == 6


@pytest.mark.parametrize("content", ["", "[]", '{"type": "Feature"}'])
def test_a_file_that_is_no_collection_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BoundariesError, match="expected"):
        boundaries_of(path, ["00004"])


def test_mounted_boundaries_take_the_place_of_the_cells(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(database) as store:
        codes = store.query("map_communes")["area_code"].tolist()
    grid = [_feature(code, 102 + number * 0.002) for number, code in enumerate(codes)]
    monkeypatch.setenv("INDICATORS_BOUNDARIES", str(_written(tmp_path / "b.json", *grid)))
    layer = current_layer()
    assert layer.source == "boundaries"
    assert layer.communes.areas["west"].iloc[1] == pytest.approx(102.002)
    assert len(layer.provinces.areas) == 34


def test_faulty_boundaries_leave_the_cells_and_say_why(
    database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("INDICATORS_BOUNDARIES", str(tmp_path / "none.json"))
    assert current_layer().source == "cells"
    assert "none.json: found no readable file" in caplog.text
