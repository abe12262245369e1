"""Schematic cells of the communes: no free boundaries exist, so each centre gets its surroundings.

The cell of a commune is what lies nearer to its centre than to any other (its Voronoi cell), cut
to a disc in proportion to its area, so that a coast or a border ends where the land is likely to
end. Cells are computed once, when a release is built; equal centres give equal cells.
"""

import math
from collections.abc import Iterable
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from indicators.release.store import sql_text

# Corners are stored as whole numbers of this part of a degree: some 11 m, far below a commune.
UNITS_PER_DEGREE = 10_000

# One degree of latitude; a degree of longitude is shorter by the cosine of the middle latitude of
# the country. North and south of it the plane is off by up to 4 %, too little to see in a sketch.
KM_PER_DEGREE = 110.6
MIDDLE_LATITUDE = 16.0
KM_PER_UNIT = np.array(
    [KM_PER_DEGREE * math.cos(math.radians(MIDDLE_LATITUDE)), KM_PER_DEGREE]
) / UNITS_PER_DEGREE  # fmt: skip

# The disc in radii of the commune's area. With 1 the discs of neighbours would not meet in the
# corners; from about 1.5 on a province closes to one shape.
DISC_IN_RADII = 1.55
CORNERS_PER_QUARTER = 6

# An area whose nearest neighbour of its own province is farther than this lies out at sea: a map
# of the province shows it in a box of its own.
FAR_KM = 60.0

Shapes = npt.NDArray[np.object_]


def draw_cells(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill ``cell`` and ``province_outline`` from ``area``; without centres both stay empty."""
    centres = connection.execute(sql_text("build/cell_centres")).df()
    if centres.empty:
        return
    shapes = cell_shapes(centres)
    cells = centres[["area_code", "province_code", "area_is_stand_in"]].assign(
        far_island=far_from_the_rest(centres), **_corner_columns(shapes)
    )
    _insert(connection, "cell", cells)
    _insert(connection, "province_outline", _outline_rows(centres["province_code"], shapes))


def cell_shapes(centres: pd.DataFrame) -> Shapes:
    """One convex polygon per row of ``centres``, corners in whole units, exterior clockwise.

    ``centres`` has longitude and latitude in degrees and area_km2 above 0. Areas with the same
    centre share one Voronoi cell. Clockwise on the map is what d3 takes for the inside.
    """
    degrees = centres[["longitude", "latitude"]].to_numpy("float64")
    points = shapely.points(degrees * UNITS_PER_DEGREE * KM_PER_UNIT)
    radii = DISC_IN_RADII * np.sqrt(centres["area_km2"].to_numpy("float64") / math.pi)
    discs = shapely.buffer(points, radii, quad_segs=CORNERS_PER_QUARTER)
    cut = shapely.intersection(_nearest_regions(points, float(radii.max())), discs)
    rounded = shapely.transform(cut, lambda corners: np.rint(corners / KM_PER_UNIT))
    lean = shapely.remove_repeated_points(rounded)
    return np.asarray(shapely.orient_polygons(lean, exterior_cw=True), dtype=object)


def _nearest_regions(points: Shapes, reach_km: float) -> Shapes:
    """For each point what lies nearer to it than to any other, out to ``reach_km`` beyond all.

    The points keep their order: sorted along an axis, 3,321 of them took GEOS 41 s, not 0.4 s.
    """
    which, distinct = pd.factorize(pd.Series(points).map(shapely.to_wkb))
    places = shapely.multipoints(shapely.from_wkb(np.asarray(distinct, dtype=object)))
    west, south, east, north = shapely.bounds(places)
    frame = shapely.box(west - reach_km, south - reach_km, east + reach_km, north + reach_km)
    if len(distinct) == 1:
        return np.full(len(points), frame, dtype=object)
    diagram = shapely.voronoi_polygons(places, extend_to=frame, ordered=True)
    return np.asarray(shapely.get_parts(diagram)[which], dtype=object)


def far_from_the_rest(centres: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """For each row whether the nearest centre of its own province is beyond ``FAR_KM``.

    An area that is alone in its province has nothing to be far from.
    """
    degrees = centres[["longitude", "latitude"]].to_numpy("float64")
    places = degrees * UNITS_PER_DEGREE * KM_PER_UNIT
    far = np.zeros(len(centres), dtype=bool)
    for rows in centres.groupby("province_code").indices.values():
        own = places[rows]
        distances = np.hypot(*(own[:, None] - own[None]).transpose(2, 0, 1))
        np.fill_diagonal(distances, np.inf)
        nearest = distances.min(axis=1)
        far[rows] = np.isfinite(nearest) & (nearest > FAR_KM)
    return far


def outline_parts(shapes: Iterable[Any]) -> list[Any]:
    """The union of some cells as polygons without holes, the largest first, clockwise.

    Where discs do not meet inside a province there is a hole; an outline of the province has none.
    """
    union = shapely.union_all(np.asarray(list(shapes), dtype=object), grid_size=1)
    parts: Any = shapely.polygons(shapely.get_exterior_ring(shapely.get_parts(union)))
    ordered = sorted(parts, key=lambda part: (-part.area, part.bounds))
    return list(shapely.orient_polygons(np.asarray(ordered, dtype=object), exterior_cw=True))


def _outline_rows(province_codes: pd.Series, shapes: Shapes) -> pd.DataFrame:
    """One row per part of a province's outline."""
    found = []
    for code, rows in sorted(province_codes.groupby(province_codes).indices.items()):
        parts = outline_parts(shapes[rows])
        columns = _corner_columns(parts)
        found.append(pd.DataFrame({"area_code": code, "part": range(1, len(parts) + 1), **columns}))
    return pd.concat(found, ignore_index=True)


def _corner_columns(shapes: Iterable[Any]) -> dict[str, list[npt.NDArray[np.int32]]]:
    """The outer ring of each polygon, first corner repeated at the end."""
    rings = [shapely.get_coordinates(shapely.get_exterior_ring(one)) for one in shapes]
    return {
        "longitudes": [ring[:, 0].astype("int32") for ring in rings],
        "latitudes": [ring[:, 1].astype("int32") for ring in rings],
    }


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame) -> None:
    connection.register("drawn", rows)
    connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM drawn")
    connection.unregister("drawn")
