"""The schematic cells of the map and the outlines of provinces as GeoJSON (RFC 7946)."""

import json
from collections.abc import Iterable
from typing import Any

import pandas as pd

from indicators.release.citation import about_release
from indicators.release.map_cells import UNITS_PER_DEGREE
from indicators.release.store import Store

NOTE = ("Schematic: cells around centre points, sized by area. They are no boundaries and say "
        "nothing about where one runs.")  # fmt: skip

CELL_PROPERTIES = ("area_code", "name", "area_type", "province_code", "province", "far_island")


def cells(store: Store) -> bytes:
    """One feature per commune of today that has a cell, in the order of the codes."""
    rows = store.query("map_cells")
    features = [
        _feature(row, {name: row[name] for name in CELL_PROPERTIES}, "Polygon", [_ring(row)])
        for row in rows.to_dict("records")
    ]
    return _collection(store, features)


def outlines(store: Store) -> bytes:
    """One feature per province: the outline of its cells, which has no holes."""
    rows = store.query("map_outlines")
    features = []
    for code, parts in rows.groupby("area_code", sort=False):
        rings = [[_ring(row)] for row in parts.to_dict("records")]
        told = {"area_code": code, "name": parts["name"].iloc[0]}
        features.append(_feature(told, told, "MultiPolygon", rings))
    return _collection(store, features)


def _feature(row: Any, properties: dict[str, Any], kind: str, coordinates: Any) -> dict[str, Any]:
    plain = {name: _plain(value) for name, value in properties.items()}
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "id": row["area_code"], "properties": plain, "geometry": geometry}


def _ring(row: Any) -> list[list[float]]:
    """The closed ring in degrees; stored clockwise, as RFC 7946 wants it the other way round."""
    corners = zip(row["longitudes"], row["latitudes"], strict=True)
    ring = [[int(x) / UNITS_PER_DEGREE, int(y) / UNITS_PER_DEGREE] for x, y in corners]
    return ring[::-1]


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


def _collection(store: Store, features: Iterable[dict[str, Any]]) -> bytes:
    """A collection with a feature a line, so that two releases can be compared."""
    head = json.dumps({"type": "FeatureCollection", "note": NOTE, **about_release(store.release)},
                      ensure_ascii=False)[:-1]  # fmt: skip
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":"))
                       for one in features)  # fmt: skip
    return f'{head}, "features": [\n{lines}\n]}}\n'.encode()
