"""Notes of curators, flags and places in a text, in the reader's language."""

import re
from collections.abc import Mapping
from typing import Any

from indicators.coded import coded
from indicators.language.coded_words import in_words
from indicators.language.texts import translator

SEPARATOR = "; "
PARAGRAPH = re.compile(r"paragraph (\d+)")


def written(row: Mapping[str, Any], column: str, lang: str | None) -> str:
    """A text that a curator wrote in both languages; in the other one where it lacks one.

    >>> written({"note": "bài không ghi năm", "note_en": "year not printed"}, "note", "en")
    'year not printed'
    """
    texts = [text if isinstance(text, str) else "" for text in (row[column], row[f"{column}_en"])]
    return (texts[1] or texts[0]) if lang == "en" else (texts[0] or texts[1])


def remark(row: Mapping[str, Any], lang: str | None, prefix: str = "") -> str:
    """What the flags of a figure say, then its note; with ``prefix`` those of its source."""
    flags = row[f"{prefix}flags"]
    told = [in_words(coded(code), lang)
            for code in (flags if isinstance(flags, str) else "").split()]  # fmt: skip
    return SEPARATOR.join(filter(None, [*told, written(row, f"{prefix}note", lang)]))


def locator_in(text: Any, lang: str | None) -> str:
    """The place of a figure in its text: "paragraph 6" in the reader's language.

    Other places ("Sheet1!B4") are shown as they are written; none (also the missing value of a
    frame) is empty.

    >>> locator_in("paragraph 6", "vi"), locator_in(float("nan"), "vi")
    ('đoạn 6', '')
    """
    told = text if isinstance(text, str) else ""
    paragraph = PARAGRAPH.fullmatch(told)
    if paragraph is None:
        return told
    return translator(lang)("paragraph {number}").format(number=paragraph[1])
