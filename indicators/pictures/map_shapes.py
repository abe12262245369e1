"""Corners of a map's shapes on the paper: projected, merged where they look alike, rounded."""

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from indicators.maps.map_areas import MapBox
from indicators.maps.map_layer import Shapes

# Corners are written in this part of a pixel, as whole numbers.
PARTS = 5
# Lines are simplified by less than this many pixels, which nobody sees.
UNSEEN = 0.3


@dataclass(frozen=True)
class Projection:
    """Degrees to pixels inside one box of the paper, north at the top, shapes kept (Mercator)."""

    west: float
    north: float
    left: float
    top: float
    per_degree: float

    @classmethod
    def fitting(
        cls, box: MapBox | tuple[float, float, float, float], left: float, top: float,
        width: float, height: float,
    ) -> "Projection":  # fmt: skip
        """The largest picture of ``box`` (west, south, east, north) inside a rectangle, centred."""
        west, south, east, north = box.bounds if isinstance(box, MapBox) else box
        tall = _mercator(north) - _mercator(south)
        scale = min(width / (east - west), height / tall)
        return cls(west, _mercator(north), left + (width - scale * (east - west)) / 2,
                   top + (height - scale * tall) / 2, scale)  # fmt: skip

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """A place as pixels."""
        return (self.left + (longitude - self.west) * self.per_degree,
                self.top + (self.north - _mercator(latitude)) * self.per_degree)  # fmt: skip

    def corners(self, degrees: Any) -> Any:
        """An array of places (longitude, latitude) as pixels."""
        return np.column_stack([
            self.left + (degrees[:, 0] - self.west) * self.per_degree,
            self.top + (self.north - _mercator(degrees[:, 1])) * self.per_degree,
        ])  # fmt: skip


def path_of(
    shapes: Iterable[Any], projection: Projection, *, merged: bool = False,
    within: tuple[float, float, float, float] | None = None,
) -> str:  # fmt: skip
    """The ``d`` of one path for many shapes, in ``1 / PARTS`` of a pixel: scale it down.

    ``merged`` joins neighbours to one shape. Of shapes only what lies ``within`` (west, south,
    east, north) is drawn: an island far out belongs to its province, but not into its picture.
    """
    given = np.asarray(list(shapes), dtype=object)
    if within is not None and len(given):
        given = shapely.clip_by_rect(given, *within)
    placed = shapely.transform(given, projection.corners)
    if merged and len(placed):
        placed = np.asarray([shapely.unary_union(shapely.make_valid(placed))], dtype=object)
    drawn = shapely.simplify(placed, UNSEEN)
    return "".join(_ring(shapely.get_coordinates(ring))
                   for part in shapely.get_parts(drawn) if part.geom_type == "Polygon"
                   for ring in (part.exterior, *part.interiors))  # fmt: skip


def shapes_by_number(shapes: Shapes) -> list[Any]:
    """The polygon of each area in degrees, in the order of its number."""
    return list(_polygons(shapes.geojson))


# The communes and the provinces of two releases.
@lru_cache(maxsize=4)
def _polygons(geojson: bytes) -> tuple[Any, ...]:
    features = json.loads(gzip.decompress(geojson))["features"]
    return tuple(shapely.geometry.shape(one["geometry"]) for one in features)


def _mercator(latitude: Any) -> Any:
    """Where a latitude stands, in degrees of the equator."""
    return np.degrees(np.arctanh(np.sin(np.radians(latitude))))


def _ring(corners: Any) -> str:
    """One closed line by steps from corner to corner; what rounding makes equal is left out."""
    whole = np.round(corners * PARTS).astype(int)[:-1]
    steps = np.diff(whole, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if not len(steps):
        return ""
    moves = "".join(f"{x}{y:+d}" if n == 0 else f"{x:+d}{y:+d}" for n, (x, y) in enumerate(steps))
    return f"M{whole[0, 0]} {whole[0, 1]}l{moves.replace('+', ' ').strip()}z"
