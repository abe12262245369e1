"""Real boundaries: invented shapes that can be followed by hand, then the file of the country.

Squares are given by their south-western corner in hundredths of a degree (about 1 km) east of 106
and north of 16, where an invented country may lie.
"""

import json
from gzip import compress
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely
from streamlit.testing.v1 import AppTest

from indicators.commands.command_line import main
from indicators.maps import boundary_files, preparing, topojson
from indicators.maps.boundaries import BoundariesError, boundaries_of
from indicators.maps.map_layer import current_layer
from indicators.maps.preparing import Prepared, prepare
from indicators.release.build import build
from indicators.release.store import Store
from indicators.settings import ROOT
from indicators.writing import NotWrittenError
from tests.small_country import incomes, write_country

SHARED = ROOT.parent / "shared" / "boundaries"
NOT_THERE = "the country's boundaries are no part of the project; ../shared/boundaries is not here"
MOST_BYTES_SENT = 600_000

Corners = list[list[float]]


def _square(x: float, y: float, side: float = 10, *, wave: int = 0) -> Corners:
    """A closed ring; with ``wave`` each side has as many corners between, every other off by 0.01 (10 m)."""
    corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
    ring = [corners[0]]
    for start, end in zip(corners, corners[1:], strict=False):
        # The same corners whichever square asks: they go by the side from its lower end.
        low, high = sorted((start, end))
        between = [
            (low[0] + (high[0] - low[0]) * k / (wave + 1) + (high[1] != low[1]) * 0.01 * (k % 2),
             low[1] + (high[1] - low[1]) * k / (wave + 1) + (high[0] != low[0]) * 0.01 * (k % 2))
            for k in range(1, wave + 1)
        ]  # fmt: skip
        ring += (between if start == low else between[::-1]) + [end]
    return [[round(106 + east / 100, 6), round(16 + north / 100, 6)] for east, north in ring]


def _feature(code: object, *rings: Corners, key: str = "code") -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": list(rings)}
    return {"type": "Feature", "properties": {key: code}, "geometry": geometry}


def _many(code: str, *parts: Corners) -> dict[str, Any]:
    geometry = {"type": "MultiPolygon", "coordinates": [[part] for part in parts]}
    return {"type": "Feature", "id": code, "properties": None, "geometry": geometry}


def _written(path: Path, *features: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"type": "FeatureCollection", "features": features})
    path.write_text(text, encoding="utf-8")
    return path


def _communes(*codes: str) -> pd.DataFrame:
    return pd.DataFrame({"area_code": codes, "longitude": np.nan, "latitude": np.nan})


def _prepared(tmp_path: Path, *features: dict[str, Any]) -> tuple[Prepared, list[Any]]:
    """What became of invented features, and the shapes as the map reads them."""
    codes = [feature["properties"]["code"] for feature in features]
    given = _written(tmp_path / "given.json", *features)
    out = tmp_path / "out.geojson"
    return prepare(given, _communes(*codes), out), boundaries_of(out, codes).shapes


def _fault(path: Path, *codes: str) -> list[str]:
    with pytest.raises(BoundariesError) as raised:
        boundaries_of(path, list(codes))
    return raised.value.problems


# --- What is read -----------------------------------------------------------------------------


def test_a_folder_of_the_public_repository_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "json" / "geojson"
    one = _feature("99001", _square(0, 0))
    one["properties"] |= {"name": "Bịa Một", "gisServerId": "x.1"}
    _written(folder / "99_bia" / "wards" / "99001_bia_mot.geojson", one)
    _written(folder / "99_bia" / "wards" / "06978_bia_hai.geojson",
             _feature("06978", _square(10, 0)))  # fmt: skip
    _written(folder / "99_bia" / "99_bia.geojson", _feature("99", _square(0, 0, 20)))
    (tmp_path / "other.geojson").write_text("not of the communes", encoding="utf-8")
    for path in (tmp_path, folder):
        read = boundaries_of(path, ["06970", "99001"])
        assert [shape.bounds[0] for shape in read.shapes] == [106.1, 106.0]
        assert (read.files, read.left_aside) == (3, 1)
        assert read.source == "thanglequoc/vietnamese-provinces-database, json/geojson (MIT)"


@pytest.mark.parametrize("key", ["code", "area_code"])
def test_a_code_stands_in_one_of_two_properties_or_is_the_id(tmp_path: Path, key: str) -> None:
    path = _written(tmp_path / "b.json", _feature("99001", _square(0, 0), key=key),
                    _many("99002", _square(20, 0), _square(40, 0)))  # fmt: skip
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
    _written(wards / "99001_mot.geojson", _feature("99001", _square(0, 0)))
    _written(wards / "99002_hai.geojson", _feature("99001", _square(10, 0)))
    _written(wards / "99003_ba.geojson", _feature("99004", _square(20, 0)))
    _written(wards / "99005_nam.geojson", _feature("88888", _square(30, 0)))
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
    path = _written(tmp_path / "b.json", _feature("06978", _square(0, 0)),
                    _feature("06970", _square(10, 0)))  # fmt: skip
    assert _fault(path, "06970")[0].startswith("feature 2: found area_code '06970' again")


def test_latitude_before_longitude_is_named(tmp_path: Path) -> None:
    swapped = [[north, east] for east, north in _square(0, 0)]
    told = _fault(_written(tmp_path / "b.json", _feature("99001", swapped)), "99001")
    assert "found coordinates from 16.0 106.0 to 16.1 106.1" in told[0]
    assert told[0].endswith("latitude stands first here: write longitude first")


def test_metres_of_another_system_are_no_degrees(tmp_path: Path) -> None:
    metres = [[x * 1000, y * 100000] for x, y in _square(0, 0)]
    told = _fault(_written(tmp_path / "b.json", _feature("99001", metres)), "99001")
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
    feature = {"properties": {"code": "99001"}, "geometry": geometry}
    told = _fault(_written(tmp_path / "b.json", feature), "99001")
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
    _written(tmp_path / "a.geojson", _feature("99001", _square(0, 0)))
    _written(tmp_path / "b.geojson", _feature("99002", _square(10, 0)))
    monkeypatch.setattr(boundary_files, "MOST_FILES", 1)
    assert _fault(tmp_path, "99001", "99002")[0].startswith("found 2 files of 0 MB, expected")


# --- What is simplified -----------------------------------------------------------------------


def _limited(monkeypatch: pytest.MonkeyPatch, corners: int) -> None:
    monkeypatch.setattr(preparing, "MOST_CORNERS", corners)


def test_lines_that_fit_stay_as_given(tmp_path: Path) -> None:
    done, (shape,) = _prepared(tmp_path, _feature("99001", _square(0, 0, wave=3)))
    assert (done.drawn.step, done.moved_m, done.drawn.corners) == (0, (0.0, 0.0), 17)
    assert shapely.get_num_coordinates(shape) == 17


def test_a_border_that_two_share_stays_one_border(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _limited(monkeypatch, 60)
    done, (west, east) = _prepared(
        tmp_path, _feature("99001", _square(0, 0, wave=40)), _feature("99002", _square(10, 0, wave=40))
    )  # fmt: skip
    assert done.corners_given == 330
    assert done.drawn.corners <= 60
    assert done.unmatched == done.mended == []
    assert shapely.area(shapely.intersection(west, east)) == 0
    assert shapely.coverage_is_valid([west, east])
    # The sides of the border weigh the same as before: no gap, no overlap, up to 0.01 of its 10.
    assert shapely.intersection(west, east).length == pytest.approx(0.1, rel=0.01)


def test_a_hole_stays_and_what_fills_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _limited(monkeypatch, 60)
    hole = _square(3, 3, 4, wave=20)
    done, (around, inside) = _prepared(
        tmp_path, _feature("99001", _square(0, 0, wave=20), hole), _feature("99002", hole)
    )
    assert done.drawn.corners <= 60
    assert shapely.get_num_interior_rings(around) == 1
    assert shapely.coverage_is_valid([around, inside])
    assert shapely.area(shapely.union(around, inside)) == pytest.approx(0.01, rel=0.001)


def test_islets_go_beside_a_main_part_and_stay_where_they_are_the_commune(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _limited(monkeypatch, 70)
    beside = _many("99001", _square(0, 0, wave=20), _square(12, 0, 0.03))
    group = _many("99002", *(_square(30 + number, 0, 0.03) for number in range(5)))
    for feature, code in ((beside, "99001"), (group, "99002")):
        feature["properties"] = {"code": code}
    done, (main_part, islets) = _prepared(tmp_path, beside, group)
    assert main_part.geom_type == "Polygon"
    assert shapely.get_num_geometries(islets) == 5
    assert done.drawn.parts_cut == 1


def test_a_small_ward_keeps_bends_that_a_large_commune_loses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A bend of 0.2 km, deep in a ward of 1 km² and nothing in a commune of 2,500 km².
    def bent(x: float, side: float) -> Corners:
        ring = _square(x, 0, side)
        middle = [[round(106 + (x + side / 2 + step) / 100, 6), depth]
                  for step, depth in ((-0.2, 16.0), (0, 16.002), (0.2, 16.0))]  # fmt: skip
        return [ring[0], *middle, *ring[1:]]

    _limited(monkeypatch, 15)
    _done, (ward, commune) = _prepared(
        tmp_path, _feature("99001", bent(0, 1)), _feature("99002", bent(10, 50))
    )
    assert [shapely.get_num_coordinates(shape) for shape in (ward, commune)] == [8, 5]


def test_a_shape_that_crosses_itself_is_mended_and_told(tmp_path: Path) -> None:
    bow = [[106, 16], [106.1, 16.1], [106.1, 16], [106, 16.1], [106, 16]]
    done, (shape,) = _prepared(tmp_path, _feature("99001", bow))
    assert done.mended == ["99001"]
    assert shape.is_valid
    assert shape.area == pytest.approx(0.005)


def test_a_line_is_no_surface(tmp_path: Path) -> None:
    flat = [[106, 16], [106.1, 16], [106.2, 16], [106, 16]]
    path = _written(tmp_path / "b.json", _feature("99001", flat))
    with pytest.raises(BoundariesError, match="found a shape of 99001 without surface"):
        prepare(path, _communes("99001"), tmp_path / "out.geojson")
    assert not (tmp_path / "out.geojson").exists()


def test_borders_that_do_not_meet_are_told(tmp_path: Path) -> None:
    done, _shapes = _prepared(
        tmp_path, _feature("99001", _square(0, 0)), _feature("99002", _square(9.9, 0))
    )
    assert done.unmatched == ["99001", "99002"]


def test_shapes_under_each_other_s_codes_are_told(tmp_path: Path) -> None:
    given = _written(tmp_path / "b.json", _feature("99001", _square(0, 0)),
                     _feature("99002", _square(40, 0)), _feature("99003", _square(80, 0)))  # fmt: skip
    known = pd.DataFrame({"area_code": ["99001", "99002", "99003"],
                          "longitude": [106.45, 106.05, np.nan], "latitude": 16.05})  # fmt: skip
    assert prepare(given, known, tmp_path / "out.geojson").away == ["99001", "99002"]


# --- What is written --------------------------------------------------------------------------


def test_the_file_says_where_it_comes_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _limited(monkeypatch, 60)
    given = _written(tmp_path / "given.json", _feature("99001", _square(0, 0, wave=40)))
    done = prepare(given, _communes("99001"), tmp_path / "1.geojson", source="Bản đồ\nbịa")
    read = boundaries_of(tmp_path / "1.geojson", ["99001"])
    assert (done.source, read.source) == ("Bản đồ bịa", "Bản đồ bịa")
    assert read.moved_m is not None
    assert 1 <= read.moved_m < 1000
    again = prepare(tmp_path / "1.geojson", _communes("99001"), tmp_path / "2.geojson")
    assert again.source == "Bản đồ bịa"
    assert boundaries_of(tmp_path / "2.geojson", ["99001"]).moved_m == read.moved_m
    assert prepare(given, _communes("99001"), tmp_path / "3.geojson").source == "given.json"


def test_nothing_is_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = _written(tmp_path / "given.json", _feature("99001", _square(0, 0)))
    out = tmp_path / "out.geojson"
    out.write_text("as it was", encoding="utf-8")

    def full(_self: Path, _text: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(NotWrittenError, match="no space left on the disk"):
        prepare(given, _communes("99001"), out)
    assert out.read_text(encoding="utf-8") == "as it was"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["given.json", "out.geojson"]


def test_what_is_read_is_not_written_over(tmp_path: Path) -> None:
    given = _written(tmp_path / "given.json", _feature("99001", _square(0, 0)))
    with pytest.raises(BoundariesError, match="give --out another name"):
        prepare(given, _communes("99001"), given)


# --- The verb and the map ---------------------------------------------------------------------


@pytest.fixture
def small_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented country as a release; its eight communes are 98001, 99001 and on."""
    db = tmp_path / "small.duckdb"
    build(write_country(tmp_path / "data", incomes("60", "61")), db)
    monkeypatch.setenv("INDICATORS_DB", str(db))
    monkeypatch.delenv("INDICATORS_BOUNDARIES", raising=False)
    return db


def _row_of_squares(db: Path, path: Path) -> Path:
    with Store(db) as store:
        codes = store.query("map_communes")["area_code"].tolist()
    return _written(
        path, *(_feature(code, _square(10 * place, 0)) for place, code in enumerate(codes))
    )


def test_the_verb_writes_what_the_map_then_shows(
    small_release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = _row_of_squares(small_release, tmp_path / "squares.geojson")
    assert main(["boundaries", str(given), "--db", str(small_release)]) == 0
    written = tmp_path / "small.boundaries.geojson"
    told = capsys.readouterr().out
    assert f"{written}: boundaries of all 8 communes, " in told
    assert "lines: 40 of 40 corners kept, as given" in told
    assert "source: squares.geojson" in told
    layer = current_layer()
    assert layer.source == "boundaries"
    assert layer.communes.areas["west"].tolist() == pytest.approx(np.arange(8) / 10 + 106)
    assert layer.origin is not None
    assert (layer.origin.source, layer.origin.moved_m) == ("squares.geojson", None)


def test_a_group_of_islets_is_marked_in_its_middle(small_release: Path, tmp_path: Path) -> None:
    path = _row_of_squares(small_release, tmp_path / "small.boundaries.geojson")
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    features[1] = _many("99001", *(_square(place, 0, 1) for place in (0, 2, 8)))
    features[2] = _many("99002", _square(20, 0, 5), _square(29, 0, 1))
    _written(path, *features)
    areas = current_layer().communes.areas.set_index("area_code")
    assert areas.loc["99001", "longitude"] == pytest.approx(106.045)
    assert areas.loc["99002", "longitude"] == pytest.approx(106.225)


def test_the_verb_fails_with_every_fault_and_writes_nothing(
    small_release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = _written(tmp_path / "b.geojson", _feature("99001", _square(0, 0)),
                     _feature("00000", _square(10, 0)))  # fmt: skip
    out = tmp_path / "out.geojson"
    assert main(["boundaries", str(given), "--out", str(out), "--db", str(small_release)]) == 1
    told = capsys.readouterr().err
    assert "b.geojson: feature 2: found area_code '00000', expected a code of today" in told
    assert "found no boundary for 7 of 8 communes" in told
    assert "2 problems; nothing was written" in told
    assert not out.exists()
    assert main(["boundaries", str(tmp_path / "none"), "--db", str(small_release)]) == 1
    assert "none: found no readable file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("vi", "Địa giới: đường nét như trong tệp, nguồn: squares.geojson."),
        ("en", "Boundaries: lines as in the file, source: squares.geojson."),
    ],
)
def test_the_map_names_the_source_in_place_of_the_cells(
    small_release: Path, tmp_path: Path, lang: str, told: str
) -> None:
    given = _row_of_squares(small_release, tmp_path / "squares.geojson")
    assert main(["boundaries", str(given), "--db", str(small_release)]) == 0
    assert told in _captions(lang)


def test_the_map_says_how_far_lines_moved(small_release: Path, tmp_path: Path) -> None:
    path = _row_of_squares(small_release, tmp_path / "small.boundaries.geojson")
    document = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(document | {"moved_m": 1234, "source": "*bịa* $x$"}))
    told = "Boundaries: lines simplified, in nine of ten communes by less than 1,234 m, source: "
    assert any(caption.startswith(told) and "*bịa*" not in caption for caption in _captions("en"))
    path.write_text(json.dumps(document))
    assert "Boundaries: lines as in the file, source: not named in the file." in _captions("en")


def _captions(lang: str) -> list[str]:
    """The small print of the map page; nothing there speaks of cells."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    app.switch_page("pages/map.py")
    app.query_params["indicator"] = "income_per_capita"
    app.query_params["lang"] = lang
    app.run()
    assert not app.exception
    assert [box.value for box in app.info] == []
    return [caption.value for caption in app.caption]


def _country() -> Path:
    if not SHARED.is_dir():
        pytest.skip(NOT_THERE)
    return SHARED


def test_the_country_is_sent_in_less_than_600_kb(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "country.geojson"
    given = _country() / "communes.topojson"
    assert main(["boundaries", str(given), "--out", str(out), "--db", str(database)]) == 0
    assert len(compress(out.read_bytes(), 9)) <= preparing.MOST_BYTES_GZIPPED
    monkeypatch.setenv("INDICATORS_BOUNDARIES", str(out))
    layer = current_layer()
    assert layer.source == "boundaries"
    assert len(layer.communes.geojson) + len(layer.provinces.geojson) <= MOST_BYTES_SENT
    islands = layer.communes.areas.query("far_island")["name"].tolist()
    assert islands == [
        "Bạch Long Vĩ", "Hoàng Sa", "Trường Sa", "Phú Quý", "Côn Đảo", "Thổ Châu"
    ]  # fmt: skip


def test_a_part_of_the_country_lacks_the_rest(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "b.geojson"
    arguments = ["boundaries", str(_country() / "sample"), "--out", str(out), "--db", str(database)]
    assert main(arguments) == 1
    assert "found no boundary for 3317 of 3321 communes (00004, " in capsys.readouterr().err
    assert not out.exists()
