"""Shapes in whole units of ``UNITS_PER_DEGREE`` as the coordinates of GeoJSON, in degrees."""

from typing import Any

import shapely

from indicators.release.map_cells import UNITS_PER_DEGREE


def coordinates(shape: Any) -> list[Any]:
    """The ``coordinates`` of a Polygon or MultiPolygon."""
    if shape.geom_type == "MultiPolygon":
        return [coordinates(part) for part in shape.geoms]
    rings = [shape.exterior, *shape.interiors]
    return [(shapely.get_coordinates(ring) / UNITS_PER_DEGREE).tolist() for ring in rings]
