"""Invented shapes for tests of boundaries, small enough to be followed by hand.

Squares are given by their south-western corner in hundredths of a degree (about 1 km) east of 106
and north of 16, where an invented country may lie.
"""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

Corners = list[list[float]]


def square(x: float, y: float, side: float = 10, *, wave: int = 0) -> Corners:
    """A closed ring; with ``wave`` each side has as many corners between, every other off by 10 m.

    Neighbours have the same corners on the side that they share.
    """
    corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
    ring = [corners[0]]
    for start, end in pairwise(corners):
        # The same corners whichever square asks: they go by the side from its lower end.
        low, high = sorted((start, end))
        between = [
            (low[0] + (high[0] - low[0]) * k / (wave + 1) + (high[1] != low[1]) * 0.01 * (k % 2),
             low[1] + (high[1] - low[1]) * k / (wave + 1) + (high[0] != low[0]) * 0.01 * (k % 2))
            for k in range(1, wave + 1)
        ]  # fmt: skip
        ring += (between if start == low else between[::-1]) + [end]
    return [[round(106 + east / 100, 6), round(16 + north / 100, 6)] for east, north in ring]


def feature(code: object, *rings: Corners, key: str = "code") -> dict[str, Any]:
    """A commune of one outer ring and its holes."""
    geometry = {"type": "Polygon", "coordinates": list(rings)}
    return {"type": "Feature", "properties": {key: code}, "geometry": geometry}


def many(code: str, *parts: Corners) -> dict[str, Any]:
    """A commune of several parts, its code as the feature's id."""
    geometry = {"type": "MultiPolygon", "coordinates": [[part] for part in parts]}
    return {"type": "Feature", "id": code, "properties": None, "geometry": geometry}


def written(path: Path, *features: object) -> Path:
    """The features as a file of GeoJSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"type": "FeatureCollection", "features": features})
    path.write_text(text, encoding="utf-8")
    return path
