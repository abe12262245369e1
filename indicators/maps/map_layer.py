"""The shapes of a map: numbered areas, and the two GeoJSON documents that a browser keeps.

The documents are sent once: their addresses carry a digest, and a figure names areas by their
number in the document, so that a change of the indicator sends numbers and no corners. Shapes are
the schematic cells of the release, or boundaries that a curator has mounted.
"""

import gzip
import hashlib
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from indicators import settings
from indicators.maps.boundaries import BoundariesError, boundaries_of, in_units
from indicators.maps.simplify import main_part
from indicators.release.map_cells import UNITS_PER_DEGREE, far_from_the_rest, outline_parts
from indicators.release.store import Store

LOG = logging.getLogger(__name__)

COMMUNES, PROVINCES = "communes", "provinces"
CELLS, BOUNDARIES = "cells", "boundaries"
DIGEST_CHARACTERS = 12

Stamp = tuple[str, int, int]


@dataclass(frozen=True)
class Shapes:
    """One document of shapes and the areas in it.

    ``areas``: one row per area in the order of its number: area_code, name, province_code,
    province, west, south, east, north (degrees) and, for communes, area_type, far_island,
    longitude, latitude. ``geojson`` is the gzipped document.
    """

    areas: pd.DataFrame
    geojson: bytes
    digest: str


@dataclass(frozen=True)
class Origin:
    """What the file of boundaries says of itself.

    ``source`` is one line of text, "" where it says nothing. In nine of ten communes simplified
    lines moved by less than ``moved_m`` metres; ``None``: not simplified, or not said.
    """

    source: str
    moved_m: float | None


@dataclass(frozen=True)
class MapLayer:
    """What a map of one release is drawn from; ``source`` is ``cells`` or ``boundaries``.

    A release without centre points has no cells: then ``empty`` is true. ``origin`` says where
    boundaries come from.
    """

    source: str
    communes: Shapes
    provinces: Shapes
    origin: Origin | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return self.communes.areas.empty

    def shapes(self, name: str) -> Shapes:
        """The document called ``communes`` or ``provinces``."""
        return {COMMUNES: self.communes, PROVINCES: self.provinces}[name]


def current_layer() -> MapLayer:
    """The layer of the release that is served now; raises ``ReleaseError`` where there is none."""
    return layer_of_file(settings.database())


def layer_of_file(path: Path) -> MapLayer:
    """The layer of the release in this file; raises ``ReleaseError`` where there is none."""
    if not path.is_file():
        Store(path)  # words the missing file
    mounted = settings.boundaries()
    return _layer(_stamp(path), _stamp(mounted) if mounted else None)


def _stamp(path: Path) -> Stamp:
    """A file as it is now: another one in its place has another stamp."""
    if not path.is_file():
        return str(path), 0, 0
    status = path.stat()
    return str(path), status.st_ino, status.st_mtime_ns


@lru_cache(maxsize=2)
def _layer(release: Stamp, mounted: Stamp | None) -> MapLayer:
    with Store(Path(release[0])) as store:
        if mounted is not None:
            try:
                return layer_of_boundaries(store, Path(mounted[0]))
            except BoundariesError as error:
                LOG.error("The map shows schematic cells instead of the boundaries.\n%s", error)
        return layer_of_cells(store)


def layer_of_cells(store: Store) -> MapLayer:
    """The schematic cells that were drawn when the release was built."""
    cells = store.query("map_cells")
    outlines = store.query("map_outlines")
    parts = outlines.assign(shape=_polygons(outlines)).groupby("area_code", sort=True)
    provinces = parts.agg(name=("name", "first"), shapes=("shape", list)).reset_index()
    return MapLayer(
        CELLS,
        _shapes(cells.drop(columns=["longitudes", "latitudes"]), _polygons(cells)),
        _shapes(
            _province_rows(provinces), [shapely.multipolygons(one) for one in provinces["shapes"]]
        ),
    )


def layer_of_boundaries(store: Store, path: Path) -> MapLayer:
    """The boundaries of a file; raises ``BoundariesError`` where it has faults."""
    communes = store.query("map_communes")
    given = boundaries_of(path, communes["area_code"].tolist())
    drawn = in_units(given.shapes, UNITS_PER_DEGREE)
    places = _places(drawn) / UNITS_PER_DEGREE
    communes = communes.assign(longitude=places[:, 0], latitude=places[:, 1])
    communes["far_island"] = far_from_the_rest(communes)
    provinces = communes.groupby("province_code")["province"].first().rename("name").reset_index()
    rows = communes.groupby("province_code").indices
    outlines = [
        shapely.multipolygons(outline_parts(drawn[rows[code]]))
        for code in provinces["province_code"]
    ]
    named = provinces.rename(columns={"province_code": "area_code"})
    return MapLayer(
        BOUNDARIES,
        _shapes(communes, drawn),
        _shapes(_province_rows(named), outlines),
        Origin(given.source, given.moved_m),
    )


def _places(drawn: Any) -> Any:
    """Where each shape is marked: on its surface, or amid a group of islets without a main one.

    On the surface of one islet the name of Trường Sa would stand at the edge of the group.
    """
    places = shapely.get_coordinates(shapely.point_on_surface(drawn))
    groups = np.array([main_part(shape) is None for shape in drawn])
    bounds = shapely.bounds(drawn[groups])
    places[groups] = (bounds[:, :2] + bounds[:, 2:]) / 2
    return places


def _province_rows(provinces: pd.DataFrame) -> pd.DataFrame:
    own = provinces[["area_code", "name"]]
    return own.assign(province_code=own["area_code"], province=own["name"])


def _polygons(rows: pd.DataFrame) -> list[Any]:
    """The stored corners of each row as a polygon in whole units."""
    return [
        shapely.Polygon(np.column_stack(corners))
        for corners in zip(rows["longitudes"], rows["latitudes"], strict=True)
    ]


def _shapes(areas: pd.DataFrame, polygons: Iterable[Any]) -> Shapes:
    drawn = np.asarray(list(polygons), dtype=object)
    bounds = shapely.bounds(drawn).reshape(-1, 4) / UNITS_PER_DEGREE
    sides = dict(zip(("west", "south", "east", "north"), bounds.T, strict=True))
    document = _geojson(areas, drawn)
    return Shapes(
        areas=areas.reset_index(drop=True).assign(**sides),
        geojson=gzip.compress(document, compresslevel=9, mtime=0),
        digest=hashlib.sha256(document).hexdigest()[:DIGEST_CHARACTERS],
    )


def _geojson(areas: pd.DataFrame, polygons: Any) -> bytes:
    """A FeatureCollection whose ids are the numbers of the areas, with their names."""
    names = zip(areas["name"], areas["province"], polygons, strict=True)
    features = [
        {
            "type": "Feature",
            "id": number,
            "properties": {"name": name, "province": province},
            "geometry": {"type": polygon.geom_type, "coordinates": coordinates(polygon)},
        }
        for number, (name, province, polygon) in enumerate(names)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def coordinates(shape: Any) -> list[Any]:
    """The ``coordinates`` of a Polygon or MultiPolygon."""
    if shape.geom_type == "MultiPolygon":
        return [coordinates(part) for part in shape.geoms]
    rings = [shape.exterior, *shape.interiors]
    return [(shapely.get_coordinates(ring) / UNITS_PER_DEGREE).tolist() for ring in rings]
