"""The province that a newspaper or portal is of: a hint for names that several communes share.

A paper of a province writes "xã Tân An" and means its own. Names of provinces are those of the
gazetteer, former ones included (a paper of Hà Nam is now one of Ninh Bình's); nothing else about
papers is known here. National papers tell nothing.
"""

import re
from collections.abc import Mapping

from indicators.extraction.gazetteer import Gazetteer, name_key
from indicators.names import fold_tight

_HOST = re.compile(r"^(?:[a-z]+://)?([^/?#:]+)", re.IGNORECASE)
# What addresses put in front of a province's name.
_LEAD = re.compile(r"^(?:bao|dai|tinhuy|thanhuy|dangbo|ubnd|hdnd|cong|ptth|truyenhinh)")
# A shorter name ("hue") may begin any word: it must be all there is.
_SHORTEST_BEGINNING = 5


def province_of_source(source: Mapping[str, str], gazetteer: Gazetteer) -> str | None:
    """Code of the only province that publisher and address of a source name; else ``None``.

    ``source`` is a row of ``sources.csv`` (``publisher``, ``url``).
    """
    by_publisher = gazetteer.provinces_in(name_key(source.get("publisher", "")))
    by_address = provinces_of_address(source.get("url", ""), gazetteer)
    named = by_publisher & by_address if by_publisher and by_address else by_publisher | by_address
    return next(iter(named)) if len(named) == 1 else None


def provinces_of_address(url: str, gazetteer: Gazetteer) -> frozenset[str]:
    """Codes of the provinces that the host of an address names: baothanhhoa.vn, x.hanam.gov.vn."""
    host = _HOST.match(url.strip())
    labels = [_LEAD.sub("", label) for label in host.group(1).lower().split(".")] if host else []
    return frozenset(
        code
        for code, names in gazetteer.province_names.items()
        for name in map(fold_tight, names)
        for label in labels
        if label == name or (len(name) >= _SHORTEST_BEGINNING and label.startswith(name))
    )
