"""Real boundaries for the map: checked, simplified with their shared borders, or told in words."""

import gzip
import json
import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import shapely
from shapely.geometry import Polygon, mapping, shape

from indicators.commands.command_line import main
from indicators.maps.boundaries import BoundariesError
from indicators.maps.preparing import prepare
from indicators.settings import ROOT

SHARED = ROOT.parent / "shared" / "boundaries" / "communes.topojson"
MOST_GZIP_BYTES = 600_000
COMMUNES = pd.DataFrame({"area_code": ["99001", "99002"], "longitude": [105.25, 105.75],
                         "latitude": [20.5, 20.5]})  # fmt: skip


def wavy_border() -> list[tuple[float, float]]:
    """A border of 400 small waves from south to north."""
    return [(105.5 + 0.002 * math.sin(n), 20 + n / 400) for n in range(401)]


def two_neighbours() -> dict[str, Polygon]:
    border = wavy_border()
    return {
        "99001": Polygon([(105, 20), *border, (105, 21)]),
        "99002": Polygon([*border, (106, 21), (106, 20)]),
    }


def written(path: Path, shapes: dict[str, Any]) -> Path:
    features = [{"type": "Feature", "properties": {"code": code}, "geometry": mapping(one)}
                for code, one in shapes.items()]  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def drawn(path: Path) -> dict[str, Any]:
    document = json.loads(path.read_text("utf-8"))
    return {one["properties"]["area_code"]: shape(one["geometry"])
            for one in document["features"]}  # fmt: skip


def test_a_shared_border_is_shared_after_simplifying(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indicators.maps.preparing.MOST_CORNERS", 500)  # 810 are given
    given = written(tmp_path / "given.geojson", two_neighbours())
    told = prepare(given, COMMUNES, tmp_path / "out.geojson")
    shapes = drawn(tmp_path / "out.geojson")
    left, right = shapes["99001"], shapes["99002"]
    assert told.source == "given.geojson"
    assert len(shapely.get_coordinates(left)) < 300  # of 404 corners
    assert left.intersection(right).area == 0
    assert left.union(right).interiors[:] == []
    assert left.union(right).area == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize(("change", "found"), [
    (lambda shapes: shapes.pop("99002"), "found no boundary for 1 of 2 communes (99002)"),
    (lambda shapes: shapes.update({"12345": Polygon([(1, 1), (1, 2), (2, 2)])}), "12345"),
])  # fmt: skip
def test_wrong_codes_are_told_and_nothing_is_written(
    tmp_path: Path, change: Any, found: str
) -> None:
    shapes = two_neighbours()
    change(shapes)
    with pytest.raises(BoundariesError) as refused:
        prepare(written(tmp_path / "given.geojson", shapes), COMMUNES, tmp_path / "out.geojson")
    assert found in str(refused.value)
    assert not (tmp_path / "out.geojson").exists()


def test_a_file_of_another_kind_is_told(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.geojson").write_text("no json", "utf-8")
    out = tmp_path / "out.geojson"
    assert main(["boundaries", str(tmp_path / "a.geojson"), "--out", str(out),
                 "--db", str(database)]) == 1  # fmt: skip
    told = capsys.readouterr().err
    assert "a.geojson" in told
    assert "expected" in told
    assert not out.exists()


@pytest.mark.skipif(not SHARED.is_file(), reason=f"{SHARED.name} is not beside the repository")
def test_the_nation_fits_into_what_a_page_may_load(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "nation.geojson"
    assert main(["boundaries", str(SHARED), "--out", str(out), "--db", str(database)]) == 0
    assert "boundaries of all 3,321 communes" in capsys.readouterr().out
    assert len(drawn(out)) == 3321
    assert len(gzip.compress(out.read_bytes())) <= MOST_GZIP_BYTES
