"""Real boundaries made ready for the map: invented shapes, then the file of the country."""

import json
import math
import shutil
from gzip import compress
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely

from indicators.commands.command_line import main
from indicators.maps import preparing
from indicators.maps.boundaries import BoundariesError, boundaries_of
from indicators.maps.map_layer import current_layer
from indicators.maps.preparing import PreparedBoundaries, prepare
from indicators.release.build import build
from indicators.release.store import Store
from indicators.settings import ROOT
from indicators.writing import NotWrittenError
from tests.invented_shapes import Corners, feature, many, square, written
from tests.opened_page import opened_page
from tests.small_country import incomes, write_country

SHARED = ROOT.parent / "shared" / "boundaries"
NOT_THERE = "the country's boundaries are no part of the project; ../shared/boundaries is not here"
MOST_BYTES_SENT = 600_000


def _communes(*codes: str) -> pd.DataFrame:
    return pd.DataFrame({"area_code": codes, "longitude": np.nan, "latitude": np.nan})


def _prepared(tmp_path: Path, *features: dict[str, Any]) -> tuple[PreparedBoundaries, list[Any]]:
    """What became of invented features, and the shapes as the map reads them."""
    codes = [one["properties"]["code"] for one in features]
    given = written(tmp_path / "given.json", *features)
    out = tmp_path / "out.geojson"
    return prepare(given, _communes(*codes), out), boundaries_of(out, codes).shapes


# --- What is simplified -----------------------------------------------------------------------


def _limited(monkeypatch: pytest.MonkeyPatch, corners: int) -> None:
    monkeypatch.setattr(preparing, "MOST_CORNERS", corners)


def test_lines_that_fit_stay_as_given(tmp_path: Path) -> None:
    done, (shape,) = _prepared(tmp_path, feature("99001", square(0, 0, wave=3)))
    assert (done.drawn.step, done.moved_m, done.drawn.corners) == (0, (0.0, 0.0), 17)
    assert shapely.get_num_coordinates(shape) == 17


def _bent_border() -> Corners:
    """A line from the south to the north, off a meridian by up to half a km in no order."""
    bends = [math.sin(step * step) / 2 for step in range(41)]
    return [[round(106.1 + bend / 100, 6), 16 + 0.0025 * step] for step, bend in enumerate(bends)]


def test_a_border_that_two_share_stays_one_border(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _limited(monkeypatch, 50)
    border = _bent_border()
    west = [[106.0, 16.0], *border, [106.0, 16.1], [106.0, 16.0]]
    # The other ring begins amid the border: on its own it would keep other corners.
    east = [*border[17::-1], [106.2, 16.0], [106.2, 16.1], *border[:16:-1]]
    done, shapes = _prepared(tmp_path, feature("99001", west), feature("99002", east))
    assert done.corners_given == 44 + 44
    assert done.drawn.corners <= 50
    assert done.unmatched == done.mended == []
    assert shapely.area(shapely.intersection(*shapes)) == 0
    assert shapely.coverage_is_valid(shapes)
    both = shapely.union_all(shapes)
    assert both.geom_type == "Polygon"
    assert shapely.get_num_interior_rings(both) == 0


def test_a_hole_stays_and_what_fills_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _limited(monkeypatch, 50)
    turns = [2 * math.pi * step / 40 for step in range(40)]
    corners = [[round(106.05 + math.cos(turn) * (0.02 + math.sin(step * step) / 300), 6),
                round(16.05 + math.sin(turn) * (0.02 + math.sin(step * step) / 300), 6)]
               for step, turn in enumerate(turns)]  # fmt: skip
    hole = [*corners, corners[0]]
    fills = [*corners[17:], *corners[:18]]
    done, (around, inside) = _prepared(
        tmp_path, feature("99001", square(0, 0), hole), feature("99002", fills)
    )
    assert done.corners_given == 5 + 41 + 41
    assert done.drawn.corners <= 50
    assert shapely.get_num_interior_rings(around) == 1
    assert shapely.coverage_is_valid([around, inside])
    assert shapely.union(around, inside).equals(shapely.box(106, 16, 106.1, 16.1))


def test_islets_go_beside_a_main_part_and_stay_where_they_are_the_commune(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _limited(monkeypatch, 70)
    beside = many("99001", square(0, 0, wave=20), square(12, 0, 0.03))
    group = many("99002", *(square(30 + number, 0, 0.03) for number in range(5)))
    for one, code in ((beside, "99001"), (group, "99002")):
        one["properties"] = {"code": code}
    done, (main_part, islets) = _prepared(tmp_path, beside, group)
    assert main_part.geom_type == "Polygon"
    assert shapely.get_num_geometries(islets) == 5
    assert done.drawn.parts_cut == 1


def test_a_small_ward_keeps_bends_that_a_large_commune_loses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A bend of 0.2 km, deep in a ward of 1 km² and nothing in a commune of 2,500 km².
    def bent(x: float, side: float) -> Corners:
        ring = square(x, 0, side)
        middle = [[round(106 + (x + side / 2 + step) / 100, 6), depth]
                  for step, depth in ((-0.2, 16.0), (0, 16.002), (0.2, 16.0))]  # fmt: skip
        return [ring[0], *middle, *ring[1:]]

    _limited(monkeypatch, 15)
    _done, (ward, commune) = _prepared(
        tmp_path, feature("99001", bent(0, 1)), feature("99002", bent(10, 50))
    )
    assert [shapely.get_num_coordinates(shape) for shape in (ward, commune)] == [8, 5]


def test_a_shape_that_crosses_itself_is_mended_and_told(tmp_path: Path) -> None:
    bow: Corners = [[106, 16], [106.1, 16.1], [106.1, 16], [106, 16.1], [106, 16]]
    done, (shape,) = _prepared(tmp_path, feature("99001", bow))
    assert done.mended == ["99001"]
    assert shape.is_valid
    assert shape.area == pytest.approx(0.005)


def test_a_line_is_no_surface(tmp_path: Path) -> None:
    flat: Corners = [[106, 16], [106.1, 16], [106.2, 16], [106, 16]]
    path = written(tmp_path / "b.json", feature("99001", flat))
    with pytest.raises(BoundariesError, match="found a shape of 99001 without surface"):
        prepare(path, _communes("99001"), tmp_path / "out.geojson")
    assert not (tmp_path / "out.geojson").exists()


def test_borders_that_do_not_meet_are_told(tmp_path: Path) -> None:
    done, _shapes = _prepared(
        tmp_path, feature("99001", square(0, 0)), feature("99002", square(9.9, 0))
    )
    assert done.unmatched == ["99001", "99002"]


def test_shapes_under_each_other_s_codes_are_told(tmp_path: Path) -> None:
    squares = [feature(f"9900{place + 1}", square(40 * place, 0)) for place in range(3)]
    given = written(tmp_path / "b.json", *squares)
    known = pd.DataFrame({"area_code": ["99001", "99002", "99003"],
                          "longitude": [106.45, 106.05, np.nan], "latitude": 16.05})  # fmt: skip
    assert prepare(given, known, tmp_path / "out.geojson").away == ["99001", "99002"]


# --- What is written --------------------------------------------------------------------------


def test_the_file_says_where_it_comes_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _limited(monkeypatch, 60)
    given = written(tmp_path / "given.json", feature("99001", square(0, 0, wave=40)))
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
    given = written(tmp_path / "given.json", feature("99001", square(0, 0)))
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
    given = written(tmp_path / "given.json", feature("99001", square(0, 0)))
    with pytest.raises(BoundariesError, match="give --out another name"):
        prepare(given, _communes("99001"), given)


# --- The verb and the map ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    build(write_country(folder / "data", incomes("60", "61")), folder / "small.duckdb")
    return folder / "small.duckdb"


@pytest.fixture
def small_release(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented country as a release; its eight communes are 98001, 99001 and on."""
    db = Path(shutil.copy(built, tmp_path))
    monkeypatch.setenv("INDICATORS_DB", str(db))
    monkeypatch.delenv("INDICATORS_BOUNDARIES", raising=False)
    return db


def _row_of_squares(db: Path, path: Path) -> Path:
    with Store(db) as store:
        codes = store.query("map_communes")["area_code"].tolist()
    return written(
        path, *(feature(code, square(10 * place, 0)) for place, code in enumerate(codes))
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
    features[1] = many("99001", *(square(place, 0, 1) for place in (0, 2, 8)))
    features[2] = many("99002", square(20, 0, 5), square(29, 0, 1))
    written(path, *features)
    areas = current_layer().communes.areas.set_index("area_code")
    assert areas.loc["99001", "longitude"] == pytest.approx(106.045)
    assert areas.loc["99002", "longitude"] == pytest.approx(106.225)


def test_the_verb_fails_with_every_fault_and_writes_nothing(
    small_release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = written(tmp_path / "b.geojson", feature("99001", square(0, 0)),
                     feature("00000", square(10, 0)))  # fmt: skip
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
        ("vi", "Địa giới: đường ranh như trong tệp, nguồn: squares.geojson."),
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
    app = opened_page("map", indicator="income_per_capita", lang=lang)
    assert [box.value for box in app.info] == []
    # A colon is escaped in the Markdown that is sent, and shown as it is.
    return [caption.value.replace("\\:", ":") for caption in app.caption]


def _country() -> Path:
    if not SHARED.is_dir():
        pytest.skip(NOT_THERE)
    return SHARED


def test_the_country_is_sent_in_less_than_600_kb(
    database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "country.geojson"
    given = _country() / "communes.topojson"
    assert main(["boundaries", str(given), "--out", str(out), "--db", str(database)]) == 0
    assert "boundaries of all 3,321 communes" in capsys.readouterr().out
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
