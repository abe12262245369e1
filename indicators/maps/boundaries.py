"""Real boundaries of the communes, where a curator has some: a GeoJSON file checked in one go.

The file is a FeatureCollection in degrees (WGS 84) with one Polygon or MultiPolygon for each
commune, ward and special zone of today; the property ``area_code`` holds its 5-digit code.
``python -m indicators.maps.boundaries FILE`` checks one against the database.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.errors import GEOSException
from shapely.geometry import shape

from indicators.release.store import Store
from indicators.settings import database

CODE_PROPERTY = "area_code"
FORMS = ("Polygon", "MultiPolygon")
# Degrees in which Viet Nam lies, islands included, with some room.
WEST, SOUTH, EAST, NORTH = 100.0, 4.0, 120.0, 25.0
MOST_PROBLEMS_TOLD = 20
MOST_CODES_TOLD = 5

Feature = dict[str, Any]


class BoundariesError(Exception):
    """A boundaries file that cannot be shown; ``problems`` lists all that was found."""

    def __init__(self, path: Path, problems: list[str]) -> None:
        told = problems[:MOST_PROBLEMS_TOLD]
        if len(problems) > len(told):
            told.append(f"… and {len(problems) - len(told)} more")
        super().__init__("\n".join(f"{path}: {problem}" for problem in told))
        self.problems = problems


def read_boundaries(path: Path, area_codes: list[str]) -> list[Any]:
    """The shapes of ``area_codes`` in their order, as shapely polygons in degrees.

    Raises ``BoundariesError`` with every fault of the file, so that one look mends them all.
    """
    features = _features(path)
    known = set(area_codes)
    problems: list[str] = []
    shapes: dict[str, Any] = {}
    for number, feature in enumerate(features, 1):
        code = _code(feature)
        found = list(_problems(feature, code, known, shapes))
        problems += [f"feature {number}: {problem}" for problem in found]
        if not found and code is not None:
            shapes[code] = shape(feature["geometry"])
    problems += _missing(area_codes, shapes)
    if problems:
        raise BoundariesError(path, problems)
    return [shapes[code] for code in area_codes]


def _features(path: Path) -> list[Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BoundariesError(path, [f"found no readable file ({error.strerror})"]) from error
    except ValueError as error:
        raise BoundariesError(path, [f"found no JSON ({error}), expected GeoJSON"]) from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise BoundariesError(path, ["found no list `features`, expected a FeatureCollection"])
    return features


def _code(feature: Any) -> str | None:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    code = properties.get(CODE_PROPERTY) if isinstance(properties, dict) else None
    return code if isinstance(code, str) else None


def _problems(
    feature: Any, code: str | None, known: set[str], seen: dict[str, Any]
) -> Iterator[str]:
    """Everything wrong with one feature; the geometry is looked at only where the code is right."""
    if code is None:
        yield f'found no text in property `{CODE_PROPERTY}`, expected a code such as "00004"'
    elif code not in known:
        yield f"found {CODE_PROPERTY} {code!r}, expected a code of today; mend it or leave it out"
    elif code in seen:
        yield f"found {CODE_PROPERTY} {code!r} again, expected it once; make it one MultiPolygon"
    else:
        yield from _geometry_problems(feature.get("geometry"))


def _geometry_problems(geometry: Any) -> Iterator[str]:
    form = geometry.get("type") if isinstance(geometry, dict) else None
    if form not in FORMS:
        yield f"found geometry {form!r}, expected one of {', '.join(FORMS)}"
        return
    try:
        polygon = shape(geometry)
    except (GEOSException, ValueError, TypeError, IndexError, KeyError) as error:
        yield f"found coordinates that make no polygon ({error})"
        return
    if polygon.is_empty:
        yield "found an empty geometry, expected a polygon"
        return
    west, south, east, north = polygon.bounds
    if not (west >= WEST and south >= SOUTH and east <= EAST and north <= NORTH):
        yield (
            f"found coordinates from {west:.1f} {south:.1f} to {east:.1f} {north:.1f}, expected "
            f"degrees of longitude {WEST:g}-{EAST:g} and latitude {SOUTH:g}-{NORTH:g} (WGS 84)"
        )


def _missing(area_codes: list[str], shapes: dict[str, Any]) -> list[str]:
    missing = [code for code in area_codes if code not in shapes]
    if not missing:
        return []
    named = ", ".join(missing[:MOST_CODES_TOLD]) + (", …" if len(missing) > MOST_CODES_TOLD else "")
    return [
        f"found no boundary for {len(missing)} of {len(area_codes)} communes ({named}), expected "
        "one for each; Hoàng Sa (20333) and Trường Sa (22736) are among them"
    ]


def in_units(polygons: list[Any], units_per_degree: int) -> Any:
    """Polygons in degrees as an array in whole units, exterior clockwise."""
    rounded = shapely.transform(
        np.asarray(polygons, dtype=object), lambda corners: np.rint(corners * units_per_degree)
    )
    return shapely.orient_polygons(rounded, exterior_cw=True)


def main(arguments: list[str]) -> int:
    """Check one file; 0 where it can be mounted, 1 with all its faults."""
    if len(arguments) != 1:
        print("python -m indicators.maps.boundaries FILE.geojson", file=sys.stderr)
        return 2
    with Store(database()) as store:
        codes = store.query("map_communes")["area_code"].tolist()
    try:
        read_boundaries(Path(arguments[0]), codes)
    except BoundariesError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{arguments[0]}: boundaries of all {len(codes)} communes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
