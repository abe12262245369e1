"""TopoJSON as the features it stands for: arcs that neighbours share, joined to rings again."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

# Corners that all geometries of a file may have together. Arcs are named by number, so a small
# file could ask for any amount; the whole country in full detail has some ten million.
MOST_CORNERS = 20_000_000

Arc = npt.NDArray[np.float64]


class TopologyError(Exception):
    """A document that is not TopoJSON; the message says what was found and expected."""


class Topology:
    """The arcs of one document, in degrees. Raises ``TopologyError``."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._corners_left = MOST_CORNERS
        try:
            self._arcs = [_placed(arc, document.get("transform")) for arc in document["arcs"]]
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise TopologyError(
                f"found arcs that cannot be read ({type(error).__name__}), expected lists of "
                "corners and a `transform` of scale and translate"
            ) from error

    def features(self) -> Iterator[dict[str, Any]]:
        """Each geometry of each object as a GeoJSON feature; one that fails has no coordinates."""
        objects = self._document.get("objects")
        for one in objects.values() if isinstance(objects, dict) else ():
            yield from self._features(one)

    def _features(self, geometry: Any) -> Iterator[dict[str, Any]]:
        if not isinstance(geometry, dict):
            yield {"geometry": None}
            return
        if geometry.get("type") == "GeometryCollection":
            members = geometry.get("geometries")
            for one in members if isinstance(members, list) else ():
                yield from self._features(one)
            return
        yield {
            "id": geometry.get("id"),
            "properties": geometry.get("properties"),
            "geometry": {"type": geometry.get("type"), "coordinates": self._coordinates(geometry)},
        }

    def _coordinates(self, geometry: dict[str, Any]) -> list[Any]:
        arcs = geometry.get("arcs")
        try:
            if geometry.get("type") == "MultiPolygon":
                return [[self._ring(ring) for ring in part] for part in arcs or ()]
            return [self._ring(ring) for ring in arcs or ()]
        except (TypeError, IndexError, ValueError):
            return []

    def _ring(self, numbers: list[int]) -> Arc:
        """The arcs end to end, a corner where two meet once; ``~n`` is arc ``n`` backwards."""
        arcs = [self._arcs[number] if number >= 0 else self._arcs[~number][::-1]
                for number in numbers]  # fmt: skip
        self._corners_left -= sum(map(len, arcs))
        if self._corners_left < 0:
            raise TopologyError(
                f"found more than {MOST_CORNERS:,} corners, expected fewer; simplify the file first"
            )
        return np.concatenate([arc[min(place, 1) :] for place, arc in enumerate(arcs)])


def _placed(arc: Any, transform: Any) -> Arc:
    """An arc in degrees: with a transform its corners are steps from the one before."""
    corners = np.asarray([corner[:2] for corner in arc], dtype="float64").reshape(-1, 2)
    if transform is None:
        return corners
    scale, translate = np.asarray(transform["scale"]), np.asarray(transform["translate"])
    return np.asarray(corners.cumsum(axis=0) * scale + translate, dtype="float64")
