"""Every name that leads to an area of today, folded; the types that stand before names."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from indicators.curated.lineage import composed_rows
from indicators.names import fold

# Folded type words before a name, longest first, and the area type they ask for. Types that
# were abolished (huyện, thị trấn …) ask for none.
TYPE_WORDS: dict[str, str | None] = {
    "thanh pho": "thành phố", "thi tran": None, "thi xa": None, "dac khu": "đặc khu",
    "phuong": "phường", "huyen": None, "quan": None, "tinh": "tỉnh", "xa": "xã",
    "tp": "thành phố", "tx": None, "tt": None, "p": "phường", "x": "xã", "q": None, "h": None,
}  # fmt: skip
_TYPES_BEFORE_A_NAME = tuple(f"{word} " for word in TYPE_WORDS)

Name = tuple[str, str, str, str]


def area_name_rows(
    areas: Sequence[Mapping[str, Any]], lineage: Sequence[Mapping[str, Any]]
) -> Iterator[Name]:
    """Yield (folded, name, kind, area_code) for every name that leads to an area, each once.

    ``areas`` and ``lineage`` are rows of the curated files; a unit of any earlier state of the
    country leads to the communes of today behind it. A name that keeps its type ("huyện
    Cai Lậy") is also found without it. Former names equal to today's are left out.
    """
    names: dict[Name, None] = {}
    spellings: dict[str, dict[str, None]] = {}
    for name, kind, code in (*_today_names(areas), *_former_names(areas, lineage)):
        if name not in spellings:
            folded = fold(name)
            spellings[name] = {folded: None, without_type(folded): None}
        for folded in spellings[name]:
            names[folded, name, kind, code] = None
    own = {(folded, code) for folded, _, kind, code in names if kind == "own"}
    for row in names:
        if row[2] == "own" or (row[0], row[3]) not in own:
            yield row


def _today_names(areas: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield (name, kind, code): each area's own names, and its province's for a commune."""
    names = {area["area_code"]: area["name"] for area in areas}
    for area in areas:
        yield area["name"], "own", area["area_code"]
        if area["level"] == "commune":
            yield names[area["parent_code"]], "province", area["area_code"]


def _former_names(
    areas: Sequence[Mapping[str, Any]], lineage: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, str, str]]:
    """Yield (name, kind, code): former commune, district and province of each commune."""
    province_of = {area["area_code"]: area["parent_code"] for area in areas}
    for pair in composed_rows(lineage):
        code = pair["new_code"]
        yield pair["old_name"], "former_commune", code
        if pair["old_district"]:
            yield pair["old_district"], "former_district", code
        yield pair["old_province"], "former_province", code
        yield pair["old_province"], "former_province", province_of[code]


def without_type(folded: str) -> str:
    """Return a folded name without the type before it; a number keeps it ("quan 1")."""
    word = _leading_type(folded)
    if word is None:
        return folded
    rest = folded[len(word) + 1 :]
    return folded if rest[0].isdigit() and not rest.split()[1:] else rest


def _leading_type(folded: str) -> str | None:
    """Return the type word before a name; None where there is none or nothing follows it."""
    if not folded.startswith(_TYPES_BEFORE_A_NAME):
        return None
    return next(word for word in TYPE_WORDS if folded.startswith(word + " "))


def type_asked_for(folded: str) -> str | None:
    """Return the area type that the text begins with, or None."""
    word = _leading_type(folded)
    return None if word is None else TYPE_WORDS[word]
