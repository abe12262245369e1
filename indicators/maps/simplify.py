"""Fewer corners in borders that neighbours share, so that the same corners stay for both.

The borders are taken as one coverage: what two shapes share is simplified once (Visvalingam and
Whyatt's way: a corner goes where its triangle is small), so no gap and no overlap comes into being
between them. Small is meant by the smaller of both neighbours: a ward of one km² keeps bends that a
commune of the mountains loses. Where neighbours' borders did not meet before, each side is
simplified for itself.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from indicators.release.map_cells import KM_PER_UNIT, UNITS_PER_DEGREE

# Steps of coarseness: a corner goes where its triangle is below the square of it, in surfaces of
# the smallest commune of its class.
STEPS = (0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.13, 0.17, 0.25, 0.5)
# The classes: from so many km² on. The smallest wards have about the half of the first step.
CLASSES_KM2 = (0.0, 2.0, 8.0, 32.0, 128.0, 512.0)
SMALLEST_KM2 = 0.5
# A part of a commune (an islet) below the square of the tolerance goes with the corners where
# another part holds more than this share of the commune: of a group of islets each one stays.
MAIN_PART_SHARE = 0.5
METRES_PER_KM = 1000
# Room around the country for the surface outside, whose border with it is a border as any other.
ROOM_KM = 10.0

Shapes = npt.NDArray[np.object_]
_KM_PER_DEGREE = KM_PER_UNIT * UNITS_PER_DEGREE


@dataclass(frozen=True)
class Drawn:
    """Shapes in whole units of ``UNITS_PER_DEGREE``, valid, exterior clockwise.

    ``step`` is 0 where lines are as given, then they moved by rounding alone. ``parts_cut``: how
    many islets went.
    """

    shapes: Shapes
    step: float
    corners: int
    parts_cut: int


class VanishedError(ValueError):
    """A shape without surface; ``number`` is its place among the shapes."""

    def __init__(self, number: int) -> None:
        super().__init__(f"shape {number} has no surface")
        self.number = number


class Simplifier:
    """Shapes in degrees that can be had with ever fewer corners.

    ``mended``: numbers of the shapes that were invalid; ``unmatched``: of those whose border
    crosses a neighbour's or leaves one of its corners unmet; ``corners``: how many were given.
    Raises ``VanishedError`` where a shape has no surface.
    """

    def __init__(self, degrees: list[Any]) -> None:
        shapes = np.asarray(degrees, dtype=object)
        self.corners = int(shapely.get_num_coordinates(shapes).sum())
        self.mended = np.flatnonzero(~shapely.is_valid(shapes)).tolist()
        self._given = _mended(shapely.transform(shapes, lambda corners: corners * _KM_PER_DEGREE))
        edges = shapely.coverage_invalid_edges(self._given)
        self.unmatched = np.flatnonzero(~shapely.is_empty(edges)).tolist()
        classes = np.searchsorted(CLASSES_KM2, shapely.area(self._given), side="right") - 1
        self._classes = np.append(classes, len(CLASSES_KM2))
        self._shapes = np.append(self._given, _outside(self._given))

    def drawn(self, step: float) -> Drawn:
        """The shapes at one of ``STEPS``, or 0 for lines as given; steps may only rise."""
        if step > 0:
            self._simplify(step)
        on_grid = _mended(
            shapely.transform(self._shapes[:-1], lambda corners: np.rint(corners / KM_PER_UNIT)),
            grid_size=1,
        )
        tolerances = [step * _side_km(number) for number in self._classes[:-1]]
        kept = [_without_islets(shape, km) for shape, km in zip(on_grid, tolerances, strict=True)]
        lean = shapely.remove_repeated_points(np.asarray(kept, dtype=object))
        shapes = np.asarray(shapely.orient_polygons(lean, exterior_cw=True), dtype=object)
        return Drawn(
            shapes=shapes,
            step=step,
            corners=int(shapely.get_num_coordinates(shapes).sum()),
            parts_cut=max(0, _parts(self._given) - _parts(shapes)),
        )

    def moved_m(self) -> npt.NDArray[np.float64]:
        """By how much the lines of each shape moved at most so far, in metres."""
        moved = shapely.hausdorff_distance(self._given, self._shapes[:-1])
        return np.asarray(moved * METRES_PER_KM, dtype="float64")

    def _simplify(self, step: float) -> None:
        """Borders between the larger ones are simplified further, class by class.

        A border that a smaller shape shares is by then the edge of the coverage, and stays.
        """
        for number in range(len(CLASSES_KM2)):
            larger = self._classes >= number
            self._shapes[larger] = shapely.coverage_simplify(
                self._shapes[larger], step * _side_km(number), simplify_boundary=False
            )


def _side_km(number: int) -> float:
    """The side of a square as large as the smallest commune of a class."""
    return math.sqrt(max(CLASSES_KM2[number], SMALLEST_KM2))


def _outside(shapes: Shapes) -> Any:
    """What lies around the shapes."""
    west, south, east, north = shapely.total_bounds(shapes)
    frame = shapely.box(west - ROOM_KM, south - ROOM_KM, east + ROOM_KM, north + ROOM_KM)
    return shapely.difference(frame, shapely.union_all(shapes))


def _parts(shapes: Any) -> int:
    return int(shapely.get_num_geometries(shapes).sum())


def _mended(shapes: Shapes, *, grid_size: float = 0) -> Shapes:
    """Each shape as valid surfaces; lines and points that a fault left are dropped.

    Raises ``VanishedError`` where nothing is left of one.
    """
    mended = np.array(shapes, dtype=object)
    for number in np.flatnonzero(~shapely.is_valid(mended)):
        valid = shapely.make_valid(mended[number], method="structure", keep_collapsed=False)
        if grid_size:
            valid = shapely.set_precision(valid, grid_size)
        mended[number] = _surfaces(valid)
    vanished = np.flatnonzero(shapely.is_empty(mended))
    if len(vanished):
        raise VanishedError(int(vanished[0]))
    return mended


def _surfaces(shape: Any) -> Any:
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    parts += [one for part in shapely.get_parts(shape) if part.geom_type == "MultiPolygon"
              for one in part.geoms]  # fmt: skip
    parts = [part for part in parts if not part.is_empty]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _without_islets(shape: Any, tolerance_km: float) -> Any:
    """The shape without the parts that are too small to be seen at the tolerance."""
    parts = shapely.get_parts(shape)
    if len(parts) == 1:
        return parts[0]
    areas = shapely.area(parts) * math.prod(KM_PER_UNIT)
    if areas.max() <= MAIN_PART_SHARE * areas.sum():
        return shape
    kept = parts[(areas >= tolerance_km**2) | (areas == areas.max())]
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(list(kept))
