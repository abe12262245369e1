"""Files of boundaries: what is read and what is refused, on invented shapes."""

import json
from pathlib import Path

import pytest
import shapely

from indicators.maps import boundary_files, topojson
from indicators.maps.boundaries import BoundariesError, boundaries_of
from tests.invented_shapes import feature, many, square, written


def _fault(path: Path, *codes: str) -> list[str]:
    with pytest.raises(BoundariesError) as raised:
        boundaries_of(path, list(codes))
    return raised.value.problems


# --- What is read -----------------------------------------------------------------------------


def test_a_folder_of_the_public_repository_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "json" / "geojson"
    one = feature("99001", square(0, 0))
    one["properties"] |= {"name": "Bịa Một", "gisServerId": "x.1"}
    written(folder / "99_bia" / "wards" / "99001_bia_mot.geojson", one)
    written(folder / "99_bia" / "wards" / "06978_bia_hai.geojson",
             feature("06978", square(10, 0)))  # fmt: skip
    written(folder / "99_bia" / "99_bia.geojson", feature("99", square(0, 0, 20)))
    (tmp_path / "other.geojson").write_text("not of the communes", encoding="utf-8")
    for path in (tmp_path, folder):
        read = boundaries_of(path, ["06970", "99001"])
        assert [shape.bounds[0] for shape in read.shapes] == [106.1, 106.0]
        assert (read.files, read.left_aside) == (3, 1)
        assert read.source == "thanglequoc/vietnamese-provinces-database, json/geojson (MIT)"


@pytest.mark.parametrize("key", ["code", "area_code"])
def test_a_code_stands_in_one_of_two_properties_or_is_the_id(tmp_path: Path, key: str) -> None:
    path = written(tmp_path / "b.json", feature("99001", square(0, 0), key=key),
                    many("99002", square(20, 0), square(40, 0)))  # fmt: skip
    first, second = boundaries_of(path, ["99001", "99002"]).shapes
    assert first.bounds == (106.0, 16.0, 106.1, 16.1)
    assert shapely.get_num_geometries(second) == 2


def test_topojson_is_joined_from_its_arcs(tmp_path: Path) -> None:
    # Two squares of 10 steps; arc 0 is the side that both share, read backwards by the second.
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.01, 0.01], "translate": [106, 16]},
        "arcs": [[[10, 0], [0, 10]], [[10, 10], [-10, 0], [0, -10], [10, 0]],
                 [[10, 0], [10, 0], [0, 10], [-10, 0]]],
        "objects": {"all": {"type": "GeometryCollection", "geometries": [
            {"type": "Polygon", "arcs": [[0, 1]], "id": "99001"},
            {"type": "MultiPolygon", "arcs": [[[2, ~0]]], "properties": {"code": "99002"}},
            {"type": "Polygon", "arcs": [[1, 0]], "id": "99"},
        ]}},
    }  # fmt: skip
    path = tmp_path / "b.topojson"
    path.write_text(json.dumps(topology), encoding="utf-8")
    read = boundaries_of(path, ["99001", "99002"])
    assert [shapely.normalize(shape).bounds for shape in read.shapes] == [
        pytest.approx((106.0, 16.0, 106.1, 16.1)), pytest.approx((106.1, 16.0, 106.2, 16.1))
    ]  # fmt: skip
    assert read.left_aside == 1
    topology["objects"]["all"]["geometries"][0]["arcs"] = [[0, 7]]  # type: ignore[index]
    path.write_text(json.dumps(topology), encoding="utf-8")
    assert _fault(path, "99001", "99002")[0].startswith("feature 1: found an empty geometry")


def test_a_topology_cannot_ask_for_any_amount_of_corners(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(topojson, "MOST_CORNERS", 100)
    arcs = [[[106, 16], [106.1, 16], [106.1, 16.1], [106, 16]]]
    geometry = {"type": "Polygon", "arcs": [[0] * 30], "id": "99001"}
    path = tmp_path / "b.topojson"
    path.write_text(json.dumps({"type": "Topology", "arcs": arcs, "objects": {"a": geometry}}))
    assert "found more than 100 corners, expected fewer; simplify" in _fault(path, "99001")[0]


# --- What is refused --------------------------------------------------------------------------


def test_every_fault_of_a_folder_is_told_with_its_file(tmp_path: Path) -> None:
    wards = tmp_path / "99_bia" / "wards"
    written(wards / "99001_mot.geojson", feature("99001", square(0, 0)))
    written(wards / "99002_hai.geojson", feature("99001", square(10, 0)))
    written(wards / "99003_ba.geojson", feature("99004", square(20, 0)))
    written(wards / "99005_nam.geojson", feature("88888", square(30, 0)))
    (wards / "99006_sau.geojson").write_text("<html>", encoding="utf-8")
    told = _fault(tmp_path, *(f"9900{number}" for number in range(1, 7)))
    assert [one.partition(", expected")[0] for one in told] == [
        "99_bia/wards/99002_hai.geojson: found area_code '99001' again (first in "
        "99_bia/wards/99001_mot.geojson)",
        "99_bia/wards/99003_ba.geojson: found area_code '99004'",
        "99_bia/wards/99005_nam.geojson: found area_code '88888'",
        "99_bia/wards/99006_sau.geojson: found no JSON (Expecting value: line 1 column 1 (char 0))",
        "found no boundary for 5 of 6 communes (99002, 99003, 99004, 99005, 99006)",
    ]
    assert all("; " in one.partition(", expected")[2] for one in told)


def test_one_commune_under_both_its_codes_is_there_twice(tmp_path: Path) -> None:
    path = written(tmp_path / "b.json", feature("06978", square(0, 0)),
                    feature("06970", square(10, 0)))  # fmt: skip
    assert _fault(path, "06970")[0].startswith("feature 2: found area_code '06970' again")


def test_latitude_before_longitude_is_named(tmp_path: Path) -> None:
    swapped = [[north, east] for east, north in square(0, 0)]
    told = _fault(written(tmp_path / "b.json", feature("99001", swapped)), "99001")
    assert "found coordinates from 16.0 106.0 to 16.1 106.1" in told[0]
    assert told[0].endswith("latitude stands first here: write longitude first")


def test_metres_of_another_system_are_no_degrees(tmp_path: Path) -> None:
    metres = [[x * 1000, y * 100000] for x, y in square(0, 0)]
    told = _fault(written(tmp_path / "b.json", feature("99001", metres)), "99001")
    assert told[0].endswith("convert the file to EPSG:4326")


@pytest.mark.parametrize(
    "ring",
    [
        [[106, 16], [106.1, 16]], [], [[106, "x"], [1, 2], [3, 4]], [None], "ring", 5, [[[106]]],
        [[106, 16], [float("nan"), 16], [106, 16.1], [106, 16]], [[10**400, 16]] * 4, [{}],
    ],
)  # fmt: skip
def test_coordinates_that_draw_nothing_are_a_fault_and_no_crash(
    tmp_path: Path, ring: object
) -> None:
    geometry = {"type": "Polygon", "coordinates": [ring]}
    drawn = {"properties": {"code": "99001"}, "geometry": geometry}
    told = _fault(written(tmp_path / "b.json", drawn), "99001")
    assert told[0].startswith("feature 1: found ")
    assert ", expected " in told[0]
    assert "; draw it anew" in told[0]


@pytest.mark.parametrize(
    "content",
    ["", "null", "[]", "3", '{"type": "Topology"}', '{"type": "Topology", "arcs": [[1]]}',
     '{"features": {}}', "[" * 100_000, "\x00", "version https://git-lfs.github.com/spec/v1"],
)  # fmt: skip
def test_a_file_that_holds_no_boundaries_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "b.geojson"
    path.write_text(content, encoding="utf-8")
    told = _fault(path, "99001")[0]
    assert told.startswith("found ")
    assert ", expected " in told


def test_a_huge_file_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boundary_files, "MOST_BYTES_OF_A_FILE", 1000)
    path = tmp_path / "b.geojson"
    path.write_text(" " * 1001, encoding="utf-8")
    assert _fault(path, "99001")[0].startswith("found 0 MB, expected at most 0 MB; hand over")


def test_a_folder_of_too_much_or_nothing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "expected one a commune; name the folder json/geojson of" in _fault(tmp_path, "1")[0]
    written(tmp_path / "a.geojson", feature("99001", square(0, 0)))
    written(tmp_path / "b.geojson", feature("99002", square(10, 0)))
    monkeypatch.setattr(boundary_files, "MOST_FILES", 1)
    assert _fault(tmp_path, "99001", "99002")[0].startswith("found 2 files of 0 MB, expected")
