"""Codes out of what people type: a code, or a name with or without accents, never a guess.

"liên minh, phú thọ", "Đức An", "thanh hoa" and "thu nhap binh quan" lead to one code each; a name
that several share, or that none has, raises an error that lists what was meant or what is near.
"""

import difflib
import re
from collections.abc import Mapping, Sequence

import pandas as pd

from indicators.errors import SharedNameError, UnknownNameError
from indicators.names import fold, fold_tight, normalise_name
from indicators.questions.search import LONGEST_TEXT, cuts_of, search_areas, texts_of
from indicators.release.area_names import type_asked_for, without_type
from indicators.release.store import Store

# What begins with a digit is meant as a code, a mistyped one too; the question tells the nearest.
CODE = re.compile(r"VN|\d\S*", re.IGNORECASE)
MOST_HITS = 200
MOST_NEAREST = 5


def area_code(store: Store, text: str) -> str:
    """The code of an area of today by code or name; a former commune's name leads to its heir.

    Raises ``SharedNameError`` where several areas have the name, ``UnknownNameError`` where none
    has, with those whose names are nearest.
    """
    if CODE.fullmatch(text.strip()):
        return text.strip().upper() if text.strip().isalpha() else text.strip()
    found = search_areas(store, text, limit=MOST_HITS)
    hits = _whole_names(found, text)
    if len(hits) == 1:
        return str(hits["area_code"].iloc[0])
    if len(hits):
        raise SharedNameError("area", text, [_labelled(row) for row in hits.to_dict("records")])
    raise UnknownNameError("area", text, _nearest_areas(store, found, text), nearest_first=True)


def province_code(store: Store, text: str) -> str:
    """The code of a province or city by code or name; errors as in ``area_code``."""
    if text.strip().isdigit():
        return text.strip()
    provinces = store.query("provinces")
    return province_among(dict(zip(provinces["area_code"], provinces["name"], strict=True)), text)


def province_among(provinces: Mapping[str, str], text: str) -> str:
    """The code that a code or a name means among provinces by code; errors as in ``area_code``."""
    if text.strip() in provinces:
        return text.strip()
    labels = {f"{name} {code}": code for code, name in provinces.items()}
    names = {label: fold(provinces[code]) for label, code in labels.items()}
    wanted = fold(text)
    hits = [label for label, name in names.items() if name == wanted] or [
        label for label, name in names.items() if without_type(name) == without_type(wanted)
    ]
    if len(hits) == 1:
        return labels[hits[0]]
    if hits:
        raise SharedNameError("province", text, hits)
    near = _nearest(labels if wanted.isdigit() else names, without_type(wanted))
    raise UnknownNameError("province", text, near or [*labels][:MOST_NEAREST], nearest_first=True)


def indicator_id(store: Store, text: str) -> str:
    """The id of an indicator by id or by words of its name; errors as in ``area_code``.

    An id counts before a name, a whole name before some words of it; one word alone is no name,
    and a mistyped id ("income_per_capit") is unknown, not some words of one.
    """
    catalogue = store.kept("known_indicators")
    if text in set(catalogue["indicator_id"]):
        return text
    wanted = fold(text.replace("_", " "))
    for names in (("indicator_id",), ("name_vi", "name_en")):
        whole = catalogue[[any(fold(str(row[name]).replace("_", " ")) == wanted for name in names)
                           for row in catalogue.to_dict("records")]]  # fmt: skip
        if len(whole) == 1:
            return str(whole["indicator_id"].iloc[0])
    hits = matching_indicators(catalogue, text, among=("indicator_id", "name_vi", "name_en"))
    told_in_words = " " in wanted and "_" not in text
    if len(hits) == 1 and told_in_words:
        return str(hits["indicator_id"].iloc[0])
    labels = {f"{row['indicator_id']} ({row['name_vi']})": row["name_vi"]
              for row in catalogue.to_dict("records")}  # fmt: skip
    if len(hits) and told_in_words:
        shared = [f"{row['indicator_id']} ({row['name_vi']})" for row in hits.to_dict("records")]
        raise SharedNameError("indicator", text, shared)
    by_id = {label: label.partition(" ")[0].replace("_", " ") for label in labels}
    near = list(dict.fromkeys([*_nearest(by_id, wanted), *_nearest(labels, wanted)]))
    raise UnknownNameError("indicator", text, near or list(labels), nearest_first=bool(near))


def _whole_names(found: pd.DataFrame, text: str) -> pd.DataFrame:
    """Of what a search found the areas whose whole name was typed: own names before former ones.

    Where the text carries its accents, a name that has the very same ones goes before the others.
    """
    typed = texts_of(text[:LONGEST_TEXT])
    asked_type = type_asked_for(typed[0]) if typed else None
    rows = [row for row in found.to_dict("records") if _covers(row, typed)]
    for kind in ("own", "former_commune"):
        hits = [row for row in rows if row["matched_kind"] == kind]
        if asked_type and kind == "own":
            hits = [row for row in hits if row["area_type"] == asked_type]
        accented = (
            [row for row in hits if _plain(row["matched_name"]) in _plain(text)]
            if has_accents(text)
            else []
        )
        if hits:
            return pd.DataFrame(accented or hits)
    return found.iloc[0:0]


def _plain(text: str) -> str:
    return normalise_name(text).casefold()


def has_accents(text: str) -> bool:
    """Whether a text carries marks or đ, so that its accents say something."""
    return _plain(text) != " ".join(fold(text).split()) and not text.isascii()


def _covers(row: Mapping[str, str], typed: list[str]) -> bool:
    """Whether the text is this name alone, or this name with words of the places around it."""
    name = fold(row["matched_name"])
    names = {fold_tight(name), fold_tight(without_type(name))}
    return any(
        fold_tight(head) in names and (not rest or _is_place(rest, row))
        for one in typed for head, rest in cuts_of(one)
    )  # fmt: skip


def _is_place(rest: str, row: Mapping[str, str]) -> bool:
    """Whether the words behind a name are its province, or places the search has matched."""
    province = fold(row["province_name"] or "")
    return without_type(rest) == province or row["matched_kind"] != "own" or province in rest


def _labelled(row: Mapping[str, str]) -> str:
    place = f", {row['province_name']}" if isinstance(row["province_name"], str) else ""
    return f"{row['area_code']} {row['area_type']} {row['name']}{place}"


def _nearest_areas(store: Store, found: pd.DataFrame, text: str) -> list[str]:
    """What the search found, best first; else the areas whose names look most like the text."""
    if len(found):
        return [_labelled(row) for row in found.head(MOST_NEAREST).to_dict("records")]
    areas = store.query("all_areas")
    today = areas[areas["valid_to"].isna() & (areas["level"] == "commune")]
    labels = {f"{row['area_code']} {row['area_type']} {row['name']}": row["name"]
              for row in today.to_dict("records")}  # fmt: skip
    wanted = texts_of(text[:LONGEST_TEXT])
    return _nearest(labels, without_type(wanted[0])) if wanted else []


def _nearest(names: Mapping[str, str], wanted: str) -> list[str]:
    """The labels whose names look most like a folded text, best first."""
    folded: dict[str, list[str]] = {}
    for label, name in names.items():
        folded.setdefault(without_type(fold(name)), []).append(label)
    near = difflib.get_close_matches(wanted, folded, n=MOST_NEAREST, cutoff=0.5)
    return [label for name in near for label in folded[name]][:MOST_NEAREST]


SEARCHED = ("indicator_id", "name_vi", "name_en", "definition_vi", "definition_en")


def matching_indicators(
    catalogue: pd.DataFrame, text: str, *, among: Sequence[str] = SEARCHED
) -> pd.DataFrame:
    """The rows of ``sql/indicators.sql`` that hold every word of ``text``; headline ones first.

    ``among`` are the columns that are searched. One row per indicator, columns as given. An empty
    text matches all.
    """
    ordered = catalogue.sort_values(["headline", "position"], ascending=[False, True])
    words = fold(text.replace("_", " ")).split()
    if not words:
        return ordered
    texts = ordered[list(among)].apply(
        lambda row: fold(" ".join(map(str, row)).replace("_", " ")), axis=1
    )
    return ordered[[all(word in found for word in words) for found in texts]]
