"""Finding places as readers type them: without accents, by former names, with the province.

"hoang loc thanh hoa", "xã Nam Bình, huyện Đắk Song", "dakndrung" and "24717" all lead to the
area of today. SQL looks for names that are the text, begin with it, or begin or end it with the
names of the places around them as the rest (``sql/area_search.sql``).
"""

import re
from typing import Any

import pandas as pd

from indicators.country import LEVELS
from indicators.names import fold
from indicators.release.area_names import type_asked_for, without_type
from indicators.release.store import Store

LONGEST_TEXT = 120
MOST_WORDS = 10
CODE = re.compile(r"\d{2}|\d{3}|\d{5}|vn")
COLUMNS = (
    "area_code", "name", "area_type", "province_code", "province_name", "matched_name",
    "matched_kind",
)  # fmt: skip

WRITTEN_OUT = {"p": "phuong", "q": "quan"}
SHORT_NUMBERED = re.compile(r"\b([pq]) ?(\d{1,2})\b")
# Types between a name and the places around it. Not xã, phường, quận: they begin names too, and
# quận stands before numbers.
INNER_TYPE = re.compile(r" (?:huyen|tinh|thanh pho|thi xa|thi tran|tp|tx|tt) ")


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
    found = store.query("area_search", texts=texts, **narrowed)
    return found if len(found) else _loosely(store, texts, narrowed)


def _loosely(store: Store, texts: list[str], narrowed: dict[str, Any]) -> pd.DataFrame:
    """Return what a text without blanks, or with a slip of the pen, may mean."""
    cuts = cuts_of(texts[-1])
    heads, rests = [head for head, _ in cuts], [rest for _, rest in cuts]
    tight = texts[0].replace(" ", "")
    return store.query("area_search_loose", heads=heads, rests=rests, tight=tight, **narrowed)


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


def cuts_of(typed: str) -> list[tuple[str, str]]:
    """Return the ways to cut a folded text into a name and the places behind it.

    >>> cuts_of("hoang lok thanh hoa")[:3]
    [('hoang lok thanh hoa', ''), ('hoang', 'lok thanh hoa'), ('hoang lok', 'thanh hoa')]
    """
    words = typed.split()[:MOST_WORDS]
    return [(typed, "")] + [
        (" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))
    ]


def _written_out(short: re.Match[str]) -> str:
    """Return "quan 1" for "q1" and "phuong 1" for "p 1"."""
    return f"{WRITTEN_OUT[short[1]]} {short[2]}"
