"""Rows in words that lie in memory until somebody draws them: as bytes, a thirtieth of their room.

A view of a ranking is kept for every reader who may come; each of its rows as a ``dict`` of texts
would take some kilobytes.
"""

import json
import zlib
from collections.abc import Sequence
from typing import Any

# The quickest: the next one saves a tenth.
LEVEL = 1


def packed(values: Sequence[Any]) -> bytes:
    """Plain values (texts, numbers, lists and mappings of them by texts) as bytes."""
    return zlib.compress(json.dumps(values, separators=(",", ":")).encode(), LEVEL)


def unpacked(kept: bytes) -> tuple[Any, ...]:
    """The values that ``packed`` was given, made anew: whoever takes them may change them."""
    return tuple(json.loads(zlib.decompress(kept)))
