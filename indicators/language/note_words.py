"""Notes of curators in the reader's language.

Notes and corrections are English phrases joined by "; ", written beside the figures in
``data/``. Their Vietnamese is in ``locale/vi/LC_MESSAGES/notes.po``, one entry for one phrase or
for one pattern of phrases: ``{number} households`` is said of any number. Downloads keep the
words of the curator; only what a page shows is translated.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from indicators.language import formats
from indicators.language.texts import LOCALE_DIRECTORY, known_language, translator

LANGUAGE = "vi"
CATALOGUE = LOCALE_DIRECTORY / LANGUAGE / "LC_MESSAGES" / "notes.po"

# A phrase ends at "; ", but not inside double quotes, which hold words of a source.
PHRASE = re.compile(r'(?:"[^"]*"|[^;]|;(?! ))+')
PLACEHOLDER = re.compile(r"\{(?P<kind>[a-z_]+)(?P<nth>\d*)\}")
PARAGRAPH = re.compile(r"paragraph (\d+)")

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip

# A number is taken only where it can be read in one way. "36.159" cannot: in a note about a
# Vietnamese text it may be a thousand times as much, so such a phrase has an entry of its own.
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?"

VIETNAMESE_LETTER = re.compile("[À-ÖØ-öø-ưẠ-ỹ]")
# By one of these words an English phrase is known; no Vietnamese word is written so.
ENGLISH_WORD = re.compile(
    r"\b(?:above|after|all|and|another|article|as|at|below|by|commune|computed|counts|date|day|"
    r"derived|dossiers|end|estimate|exceeded|excerpt|figure|first|for|former|from|growth|headline|"
    r"households|inferred|is|level|machine|means|merger|met|month|months|not|of|only|over|page|"
    r"plan|printed|prints|province|published|read|report|review|same|says|settled|share|since|"
    r"source|stated|taken|target|term|text|than|that|the|this|title|unit|value|ward|was|week|"
    r"which|with|without|words|year)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Kind:
    """The values that a placeholder stands for: how they are written and how they are told."""

    written: str
    told: Callable[[str], str]


def _number(text: str) -> str:
    """An English number in Vietnamese, with the decimals it is written with."""
    plain = text.replace(",", "")
    return formats.number(plain, len(plain.partition(".")[2]), LANGUAGE)


def _month(text: str) -> str:
    """The month "2025-07" as "7/2025"."""
    first = date.fromisoformat(f"{text}-01")
    return f"{first.month}/{first.year}"


KINDS = {
    "number": Kind(NUMBER, _number),
    "year": Kind(r"(?:19|20)\d\d", str),
    "month": Kind(r"\d{4}-(?:0[1-9]|1[0-2])", _month),
    "named_month": Kind("|".join(MONTHS), lambda text: str(MONTHS.index(text) + 1)),
    "ordinal": Kind(r"\d+(?:st|nd|rd|th)", lambda text: text[:-2]),
    "text": Kind(".+", str),
}  # fmt: skip


@dataclass(frozen=True)
class Pattern:
    """A phrase with placeholders, as an expression, and its translation."""

    expression: re.Pattern[str]
    translation: str
    kinds: dict[str, Kind]

    def told(self, phrase: str) -> str | None:
        """``phrase`` in Vietnamese; ``None`` where this is not its pattern."""
        found = self.expression.fullmatch(phrase)
        if found is None:
            return None
        values = {name: self.kinds[name].told(text) for name, text in found.groupdict().items()}
        return self.translation.format(**values)


def note_in(note: str, lang: str | None) -> str:
    """A note or correction as a reader of ``lang`` reads it, phrase by phrase.

    A phrase without a translation stays as its curator wrote it. English gives the note back.

    >>> note_in("year not printed; 1,055 households; Tin đăng lại", "vi")
    'bài không ghi năm; 1.055 hộ; Tin đăng lại'
    """
    if known_language(lang) != LANGUAGE:
        return note
    return "; ".join(_translated(phrase) or phrase for phrase in phrases(note))


def phrases(note: str) -> list[str]:
    """The phrases of a note, without the empty ones."""
    return [part.strip() for part in PHRASE.findall(note) if part.strip()]


def untranslated(note: str) -> list[str]:
    """The phrases of a note that a Vietnamese reader would be shown in English."""
    return [
        phrase
        for phrase in phrases(note)
        if _translated(phrase) is None and not is_vietnamese(phrase)
    ]


def is_vietnamese(phrase: str) -> bool:
    """Whether ``phrase`` has Vietnamese letters and none of the commonest English words."""
    return bool(VIETNAMESE_LETTER.search(phrase)) and not ENGLISH_WORD.search(phrase)


def locator_in(text: str | None, lang: str | None) -> str:
    """The place of a figure in its text: "paragraph 6" in the reader's language.

    Other places ("Sheet1!B4") are shown as they are written; none is empty.
    """
    paragraph = PARAGRAPH.fullmatch(text or "")
    if paragraph is None:
        return text or ""
    return translator(lang)("paragraph {number}").format(number=paragraph[1])


def read_notes_catalogue(path: Path = CATALOGUE) -> Catalog:
    """The translated phrases; raises ``FileNotFoundError`` where the file is missing."""
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


@cache
def known_phrases() -> dict[str, str]:
    """The translation of each phrase that has one of its own."""
    return {text: told for text, told in _entries() if not PLACEHOLDER.search(text)}


@cache
def known_patterns() -> dict[str, Pattern]:
    """Each phrase with placeholders, in the order of the file, as a pattern."""
    return {text: pattern(text, told) for text, told in _entries() if PLACEHOLDER.search(text)}


def pattern(text: str, translation: str, known: Mapping[str, Kind] = KINDS) -> Pattern:
    """The pattern of a phrase such as "{number} households"; ``known`` are the kinds of values.

    Raises ``ValueError`` for a placeholder of an unknown kind.
    """
    named = {found["kind"] + found["nth"]: found["kind"] for found in PLACEHOLDER.finditer(text)}
    if unknown := sorted(set(named.values()) - known.keys()):
        raise ValueError(
            f"{CATALOGUE.name}: found {{{unknown[0]}}} in {text!r}, "
            f"expected one of {', '.join(known)}"
        )
    kinds = {name: known[kind] for name, kind in named.items()}
    expression = re.escape(text)
    for name, kind in kinds.items():
        place = re.escape(f"{{{name}}}")
        expression = expression.replace(place, f"(?P<{name}>{kind.written})")
    return Pattern(re.compile(expression), translation, kinds)


def _entries() -> list[tuple[str, str]]:
    return [(str(one.id), str(one.string)) for one in read_notes_catalogue() if one.id]


def _translated(phrase: str) -> str | None:
    if phrase in known_phrases():
        return known_phrases()[phrase]
    told = (one.told(phrase) for one in known_patterns().values())
    return next((text for text in told if text is not None), None)
