"""Boundaries as others keep them → the one file that the map shows: checked, simplified, written.

The file is GeoJSON with ``area_code``; beside the features it says where they come from
(``source``) and by how much simplified lines moved (``moved_m``: metres below which nine of ten
communes stay; absent where lines are as given).
"""

import gzip
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from indicators.maps.boundaries import (
    CODE_PROPERTY,
    LONGEST_SOURCE,
    Boundaries,
    BoundariesError,
    boundaries_of,
)
from indicators.maps.map_layer import coordinates
from indicators.maps.simplify import STEPS, Drawn, Simplifier, VanishedError
from indicators.release.map_cells import KM_PER_UNIT, UNITS_PER_DEGREE
from indicators.writing import write_whole

# What a reader's browser takes once, beside the lines of the provinces: both together stay below
# 600 kB. It redraws every corner at each change of the indicator.
MOST_BYTES_GZIPPED = 500_000
MOST_CORNERS = 150_000
# A known centre may lie outside its commune by less than the radius of a circle of its surface.
MOST_RADII_AWAY = 1.0
COMPRESSION = 9
NINE_OF_TEN = 90


@dataclass(frozen=True)
class PreparedBoundaries:
    """What was written to ``path`` and what became of the shapes.

    ``bytes_gzipped``: what a browser takes. ``moved_m``: below so many metres lines of nine in ten
    communes moved, and by how much at most. ``mended``, ``unmatched``, ``away``: codes of communes
    whose shape was invalid, whose border does not meet a neighbour's corner by corner, and whose
    known centre lies well outside.
    """

    path: Path
    given: Boundaries
    drawn: Drawn
    corners_given: int
    bytes_written: int
    bytes_gzipped: int
    moved_m: tuple[float, float]
    source: str
    mended: list[str]
    unmatched: list[str]
    away: list[str]


def prepare(
    path: Path, communes: pd.DataFrame, out: Path, *, source: str = ""
) -> PreparedBoundaries:
    """Check the boundaries of ``path``, simplify them and write ``out``.

    ``communes`` has area_code, longitude and latitude (degrees, missing where not known), one row
    each. ``source`` goes before what the files say of themselves. Raises ``BoundariesError`` with
    all faults, ``NotWrittenError`` where ``out`` cannot be written; then nothing was changed.
    """
    if out.exists() and path.exists() and out.samefile(path):
        raise BoundariesError(path, ["found the file that is to be read under --out too, expected "
                                     "another one; give --out another name"])  # fmt: skip
    codes = communes["area_code"].tolist()
    given = boundaries_of(path, codes)
    told = " ".join(source.split())[:LONGEST_SOURCE] or given.source or path.resolve().name
    try:
        simplifier = Simplifier(given.shapes)
        drawn = _fitting(path, simplifier, codes)
    except VanishedError as error:
        raise BoundariesError(path, [
            f"found a shape of {codes[error.number]} without surface at a scale of "
            f"1/{UNITS_PER_DEGREE} of a degree, expected a polygon; draw it anew"
        ]) from error  # fmt: skip
    moved = _moved_m(simplifier, drawn)
    text = _document(codes, drawn, told, moved[0] + (given.moved_m or 0))
    write_whole(out, text)
    return PreparedBoundaries(
        out, given, drawn, simplifier.corners, len(text), len(_gzipped(text)), moved, told,
        mended=[codes[number] for number in simplifier.mended],
        unmatched=[codes[number] for number in simplifier.unmatched],
        away=_away(communes, drawn),
    )  # fmt: skip


def _fitting(path: Path, simplifier: Simplifier, codes: list[str]) -> Drawn:
    """The shapes with as many corners as a reader's browser can be sent."""
    for step in (0, *STEPS):
        drawn = simplifier.drawn(step)
        if drawn.corners > MOST_CORNERS:
            continue
        if len(_gzipped(_document(codes, drawn, "", 0))) <= MOST_BYTES_GZIPPED:
            return drawn
    raise BoundariesError(path, [
        f"found shapes that take more than {MOST_BYTES_GZIPPED / 1000:.0f} kB however simplified, "
        "expected fewer islets; simplify the file first"
    ])  # fmt: skip


def _moved_m(simplifier: Simplifier, drawn: Drawn) -> tuple[float, float]:
    if drawn.step == 0:
        return 0.0, 0.0
    moved = simplifier.moved_m()
    return float(np.percentile(moved, NINE_OF_TEN)), float(moved.max())


def _document(codes: Iterable[str], drawn: Drawn, source: str, moved_m: float) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {CODE_PROPERTY: code},
            "geometry": {"type": shape.geom_type, "coordinates": coordinates(shape)},
        }
        for code, shape in zip(codes, drawn.shapes, strict=True)
    ]
    document: dict[str, Any] = {"type": "FeatureCollection", "source": source}
    if moved_m:
        document["moved_m"] = math.ceil(moved_m)
    document["features"] = features
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _gzipped(text: bytes) -> bytes:
    return gzip.compress(text, compresslevel=COMPRESSION, mtime=0)


def _away(communes: pd.DataFrame, drawn: Drawn) -> list[str]:
    """Communes whose known centre is farther from the shape than the shape's own radius.

    Shapes under each other's codes are found so: all but a few of the true ones hold their centre.
    """
    known = communes["longitude"].notna() & communes["latitude"].notna()
    centres = communes.loc[known, ["longitude", "latitude"]].to_numpy("float64")
    placed = shapely.points(centres * UNITS_PER_DEGREE * KM_PER_UNIT)
    shapes = shapely.transform(drawn.shapes[known], lambda corners: corners * KM_PER_UNIT)
    radii = np.sqrt(shapely.area(shapes) / np.pi)
    away = shapely.distance(shapes, placed) > MOST_RADII_AWAY * radii
    return communes.loc[known, "area_code"][away].tolist()
