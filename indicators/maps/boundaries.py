"""Real boundaries of the communes: files that others made, checked in one go.

Each commune, ward and special zone of today has exactly one Polygon or MultiPolygon in degrees
(WGS 84); the property ``area_code`` or ``code``, or the feature's ``id``, holds its 5-digit code.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.errors import GEOSException
from shapely.geometry import shape

from indicators.maps.boundary_files import (
    FOLDER_IN_REPOSITORY,
    ITS_PROPERTY,
    PUBLIC_REPOSITORY,
    Given,
    features_of,
)
from indicators.problems import quoted

CODE_PROPERTY, CODE_ELSEWHERE = "area_code", "code"
FORMS = ("Polygon", "MultiPolygon")
# Codes that others give to a commune of today: Ba Chẽ has 06970 in the list of the statistics
# office, 06978 in the public repository.
CODES_ELSEWHERE = {"06978": "06970"}
PROVINCE_DIGITS = 2
# Degrees in which Viet Nam lies, islands included, with some room.
WEST, SOUTH, EAST, NORTH = 100.0, 4.0, 120.0, 25.0
MOST_PROBLEMS_TOLD = 20
MOST_CODES_TOLD = 5
LONGEST_SOURCE = 200


class BoundariesError(Exception):
    """Boundaries that cannot be shown; ``problems`` lists all that was found."""

    def __init__(self, path: Path, problems: list[str]) -> None:
        told = problems[:MOST_PROBLEMS_TOLD]
        if len(problems) > len(told):
            told.append(f"… and {len(problems) - len(told)} more")
        super().__init__("\n".join(f"{path}: {problem}" for problem in told))
        self.problems = problems


@dataclass(frozen=True)
class Boundaries:
    """The shapes of all communes in the order of their codes, polygons in degrees.

    ``source`` says where they come from in one line, "" where the file does not. In nine of ten
    communes lines were moved by less than ``moved_m`` metres, ``None`` where they were not or the
    file does not say. ``left_aside`` counts the shapes of provinces.
    """

    shapes: list[Any]
    source: str
    moved_m: float | None
    files: int
    left_aside: int


def boundaries_of(path: Path, area_codes: list[str]) -> Boundaries:
    """What a file or a folder says of ``area_codes``.

    Raises ``BoundariesError`` with every fault, so that one look mends them all.
    """
    known = set(area_codes)
    given = Given()
    places: dict[str, str] = {}
    shapes: dict[str, Any] = {}
    aside, its_form = 0, False
    for place, feature in features_of(path, given):
        code = _code(feature)
        if code is not None and len(code) == PROVINCE_DIGITS and code.isdecimal():
            aside += 1
            continue
        its_form |= ITS_PROPERTY in _properties(feature)
        found = list(_problems(feature, code, place, known, places))
        given.problems += [f"{place}: {problem}" for problem in found]
        if not found and code is not None:
            shapes[code] = shapely.force_2d(shape(feature["geometry"]))
            places[code] = place
    given.problems += _missing(area_codes, shapes)
    if given.problems:
        raise BoundariesError(path, given.problems)
    source = " ".join(given.source.split()) or (_public_source() if its_form else "")
    return Boundaries([shapes[code] for code in area_codes], source[:LONGEST_SOURCE],
                      given.moved_m, given.files, aside)  # fmt: skip


def _public_source() -> str:
    return f"{PUBLIC_REPOSITORY}, {FOLDER_IN_REPOSITORY.as_posix()} (MIT)"


def _properties(feature: Any) -> dict[str, Any]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return properties if isinstance(properties, dict) else {}


def _code(feature: Any) -> str | None:
    """What the file calls the commune, as a code of today where it uses another."""
    properties = _properties(feature)
    named = properties.get(CODE_PROPERTY, properties.get(CODE_ELSEWHERE))
    if named is None and isinstance(feature, dict):
        named = feature.get("id")
    return CODES_ELSEWHERE.get(named, named) if isinstance(named, str) else None


def _problems(
    feature: Any, code: str | None, place: str, known: set[str], seen: dict[str, str]
) -> Iterator[str]:
    """Everything wrong with one feature; the geometry is looked at only where the code is right."""
    if code is None:
        yield (
            f"found no text in property `{CODE_PROPERTY}` or `{CODE_ELSEWHERE}`, expected a code "
            'such as "00004"; write it with its zeros and in quotes'
        )
    elif code not in known:
        yield (
            f"found {CODE_PROPERTY} {quoted(code)}, expected a code of today; mend it or leave it "
            "out"
        )
    elif code in seen:
        yield (
            f"found {CODE_PROPERTY} {code!r} again (first in {seen[code]}), expected it once; make "
            "it one MultiPolygon, or leave one out"
        )
    elif named := _other_code_of_file(place, code):
        yield (
            f"found {CODE_PROPERTY} {code!r}, expected {named!r} as the file is named; look which "
            "of the two is right"
        )
    else:
        yield from _geometry_problems(feature.get("geometry"))


def _other_code_of_file(place: str, code: str) -> str | None:
    """The code in a name such as ``wards/00199_lang.geojson`` where it contradicts ``code``."""
    start = place.rpartition("/")[2].partition("_")[0]
    if len(start) != len(code) or not start.isdecimal():
        return None
    named = CODES_ELSEWHERE.get(start, start)
    return named if named != code else None


def _geometry_problems(geometry: Any) -> Iterator[str]:
    form = geometry.get("type") if isinstance(geometry, dict) else None
    if form not in FORMS:
        yield (
            f"found geometry {quoted(form)}, expected one of {', '.join(FORMS)}; draw the commune "
            "as its surface"
        )
        return
    try:
        with np.errstate(invalid="ignore"):  # what is no number is told below
            polygon = shape(geometry)
    except (GEOSException, ArithmeticError, AttributeError, LookupError, TypeError,
            ValueError) as error:  # fmt: skip
        yield (
            f"found coordinates that make no polygon ({quoted(error)}), expected rings of at "
            "least four corners; draw it anew"
        )
        return
    if polygon.is_empty:
        yield "found an empty geometry, expected a polygon; draw it anew"
        return
    yield from _place_problems(shapely.get_coordinates(polygon))


def _place_problems(corners: npt.NDArray[np.float64]) -> Iterator[str]:
    """Whether all corners lie in the country, as degrees of longitude and then latitude."""
    if not np.isfinite(corners).all():
        yield "found coordinates that are no numbers, expected degrees; draw it anew"
        return
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    if west >= WEST and south >= SOUTH and east <= EAST and north <= NORTH:
        return
    swapped = south >= WEST and west >= SOUTH and north <= EAST and east <= NORTH
    step = ("latitude stands first here: write longitude first" if swapped
            else "convert the file to EPSG:4326")  # fmt: skip
    yield (
        f"found coordinates from {west:.1f} {south:.1f} to {east:.1f} {north:.1f}, expected "
        f"degrees of longitude {WEST:g}-{EAST:g} and latitude {SOUTH:g}-{NORTH:g} (WGS 84); {step}"
    )


def _missing(area_codes: list[str], shapes: dict[str, Any]) -> list[str]:
    missing = [code for code in area_codes if code not in shapes]
    if not missing:
        return []
    named = ", ".join(missing[:MOST_CODES_TOLD]) + (", …" if len(missing) > MOST_CODES_TOLD else "")
    return [
        f"found no boundary for {len(missing)} of {len(area_codes)} communes ({named}), expected "
        "one for each, Hoàng Sa (20333) and Trường Sa (22736) too; add them"
    ]


def in_units(polygons: list[Any], units_per_degree: int) -> Any:
    """Polygons in degrees as an array in whole units, exterior clockwise."""
    rounded = shapely.transform(
        np.asarray(polygons, dtype=object), lambda corners: np.rint(corners * units_per_degree)
    )
    return shapely.orient_polygons(rounded, exterior_cw=True)
