"""Finding places as readers type them: without accents, by former names, with the province.

"hoang loc thanh hoa", "xã Nam Bình, huyện Đắk Song", "dakndrung" and "24717" all lead to the
area of today. SQL looks for names that are the text, begin with it, or begin or end it with the
names of the places around them as the rest (``sql/area_search.sql``).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

import pandas as pd

from indicators.lineage import composed_rows
from indicators.names import fold, normalise_name

LEVELS = ("nation", "province", "commune")
LONGEST_TEXT = 120
MOST_WORDS = 10
CODE = re.compile(r"\d{2}|\d{3}|\d{5}|vn")
COLUMNS = (
    "area_code", "name", "area_type", "province_code", "province_name", "matched_name",
    "matched_kind",
)  # fmt: skip

# Folded type words before a name, longest first, and the area type they ask for. Types that
# were abolished (huyện, thị trấn …) ask for none.
TYPE_WORDS: dict[str, str | None] = {
    "thanh pho": "thành phố", "thi tran": None, "thi xa": None, "dac khu": "đặc khu",
    "phuong": "phường", "huyen": None, "quan": None, "tinh": "tỉnh", "xa": "xã",
    "tp": "thành phố", "tx": None, "tt": None, "p": "phường", "x": "xã", "q": None, "h": None,
}  # fmt: skip
WRITTEN_OUT = {"p": "phuong", "q": "quan"}
SHORT_NUMBERED = re.compile(r"\b([pq]) ?(\d{1,2})\b")
# Types between a name and the places around it. Not xã, phường, quận: they begin names too, and
# quận stands before numbers.
INNER_TYPE = re.compile(r" (?:huyen|tinh|thanh pho|thi xa|thi tran|tp|tx|tt) ")

Name = tuple[str, str, str, str]


class Store(Protocol):
    """What this module needs of ``indicators.store.Store``."""

    def query(self, name: str, **parameters: Any) -> pd.DataFrame:
        """Return the answer to ``sql/NAME.sql``."""
        ...


def search_areas(
    store: Store, text: str, *, level: str | None = None, province: str | None = None,
    limit: int = 20,
) -> pd.DataFrame:  # fmt: skip
    """Return the areas of today that a text may mean, best first; one row per area.

    Columns: ``area_code``, ``name``, ``area_type``, ``province_code`` and ``province_name``
    (missing for the nation), ``matched_name`` (the name that was found, with its accents),
    ``matched_kind`` (own, former_commune, former_district, former_province, province). Order:
    own name exactly, own name begun, former name exactly, another name begun, a word of a name
    begun; only if nothing was found: without blanks, then with a slip of the pen. ``level`` and
    ``province`` (its code) narrow the answer. No match: no rows. Raises ``ValueError`` for an
    unknown level or a limit below 1.

    >>> search_areas(store, "dakndrung").loc[0, ["name", "matched_name"]].tolist()  # doctest: +SKIP
    ['Đức An', "Đắk N'Drung"]
    """
    if level is not None and level not in LEVELS:
        raise ValueError(f"level: found {level!r}, expected one of {', '.join(LEVELS)} or None")
    if limit < 1:
        raise ValueError(f"limit: found {limit}, expected 1 or more")
    texts = texts_of(text)
    if not texts:
        return pd.DataFrame(columns=list(COLUMNS))
    narrowed = {"level": level, "province": province, "row_limit": limit}
    if CODE.fullmatch(texts[0]):
        return store.query("area_search_code", code=texts[0].upper(), **narrowed)
    narrowed["asked_type"] = type_asked_for(texts[0])
    narrowed["spelling"] = spelling_of(text)
    found = store.query("area_search", texts=texts, **narrowed)
    return found if len(found) else _loosely(store, texts, narrowed)


def _loosely(store: Store, texts: list[str], narrowed: dict[str, Any]) -> pd.DataFrame:
    """Return what a text without blanks, or with a slip of the pen, may mean."""
    cuts = cuts_of(texts[-1])
    heads, rests = [head for head, _ in cuts], [rest for _, rest in cuts]
    tight = texts[0].replace(" ", "")
    return store.query("area_search_loose", heads=heads, rests=rests, tight=tight, **narrowed)


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


def texts_of(text: str) -> list[str]:
    """Return the folded text as typed, without its first type word, and without any.

    >>> texts_of("xã Nam Bình, huyện Đắk Song")
    ['xa nam binh huyen dak song', 'nam binh huyen dak song', 'nam binh dak song']
    >>> texts_of("q1")
    ['quan 1']
    """
    folded = SHORT_NUMBERED.sub(_written_out, fold(text[:LONGEST_TEXT]))
    bare = without_type(folded)
    plain = bare[:1] + INNER_TYPE.sub(" ", bare[1:])
    return [typed for typed in dict.fromkeys((folded, bare, plain)) if typed]


def spelling_of(text: str) -> str | None:
    """Return the text as it is spelt, in lower case between blanks; None without any mark.

    Whoever types marks means them: "Tản Hồng" is not "Tân Hồng".

    >>> spelling_of("Tản Hồng"), spelling_of("tan hong")
    (' tản hồng ', None)
    """
    spelt = normalise_name(text[:LONGEST_TEXT]).lower()
    words = "".join(one if one.isalnum() or one in "'-" else " " for one in spelt).split()
    return None if spelt.isascii() else f" {' '.join(words)} "


def cuts_of(typed: str) -> list[tuple[str, str]]:
    """Return the ways to cut a folded text into a name and the places behind it.

    >>> cuts_of("hoang lok thanh hoa")[:3]
    [('hoang lok thanh hoa', ''), ('hoang', 'lok thanh hoa'), ('hoang lok', 'thanh hoa')]
    """
    words = typed.split()[:MOST_WORDS]
    return [(typed, "")] + [
        (" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))
    ]


def without_type(folded: str) -> str:
    """Return a folded name without the type before it; a number keeps it ("quan 1")."""
    word = _leading_type(folded)
    if word is None:
        return folded
    rest = folded[len(word) + 1 :]
    return folded if rest[0].isdigit() and not rest.split()[1:] else rest


def type_asked_for(folded: str) -> str | None:
    """Return the area type that the text begins with, or None."""
    word = _leading_type(folded)
    return None if word is None else TYPE_WORDS[word]


def _leading_type(folded: str) -> str | None:
    """Return the type word before a name; None where there is none or nothing follows it."""
    return next((word for word in TYPE_WORDS if folded.startswith(word + " ")), None)


def _written_out(short: re.Match[str]) -> str:
    """Return "quan 1" for "q1" and "phuong 1" for "p 1"."""
    return f"{WRITTEN_OUT[short[1]]} {short[2]}"
