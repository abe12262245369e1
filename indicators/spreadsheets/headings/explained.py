"""Which words of a heading nothing accounts for: they may make another figure of the column.

"Tỷ lệ hộ nghèo giảm" has the words of an indicator and one more. No list of forbidden words is
long enough; so each word has to be known as harmless, and what remains is said.
"""

import re
import unicodedata

from indicators.spreadsheets.headings.plans_and_changes import BRACKETS
from indicators.spreadsheets.headings.stated_periods import (
    A_DAY,
    DATE_OR_MONTH,
    LONE_YEAR,
    PART_OF_YEAR,
    READINGS,
    stated_period,
)
from indicators.spreadsheets.headings.units import NAMED_UNIT, UNIT_BEHIND_COMMA
from indicators.vocabularies.heading_words import HeadingWords, unit_key
from indicators.vocabularies.whole_words import Word, has_marks, words_of

# "1. ", "a) ", "II. ", "- " before a heading.
NUMBER_BEFORE = re.compile(
    r"\s*(?:(?:\d{1,2}(?:\.\d{1,2})*|[ivxIVX]{1,5}|[a-hA-Hđ])\s*[.):/](?!\d)\s*|[-+•*]\s+)"
)
# "(3)=(2)/(1)", "(1)", "[2]": where columns are computed from.
FORMULA_REMARK = re.compile(
    r"[(\[](?![^)\]]*\d{3})[\d\s=+*/:.,×÷()\[\]-]*[)\]](?:\s*=\s*[\d\s+*/:×÷()-]+)?"
)


def unexplained(path: tuple[str, ...], indicator_id: str, vocabulary: HeadingWords) -> str:
    """The words that neither the indicator nor a unit, a period or a harmless word explains.

    Empty where everything is explained.
    """
    marked = has_marks(" ".join(path))
    left: list[str] = []
    for depth, line in enumerate(path):
        text = " ".join(unicodedata.normalize("NFC", line).split())
        words = words_of(text)
        known = _by_place(text, words, vocabulary, below_another=depth > 0)
        for phrases in (vocabulary.heading_words, vocabulary.explained.get(indicator_id)):
            known |= phrases.cover(words, marked=marked) if phrases else set()
        if depth < len(path) - 1 and _is_group(words, known, vocabulary, marked):
            continue
        left += [word.shown for number, word in enumerate(words) if number not in known]
    return " ".join(dict.fromkeys(left))


def _is_group(words: list[Word], known: set[int], vocabulary: HeadingWords, marked: bool) -> bool:
    """Whether a line above others only names a field: "Văn hóa - xã hội"."""
    return len(known | vocabulary.group_words.cover(words, marked=marked)) == len(words)


def _by_place(
    text: str, words: list[Word], vocabulary: HeadingWords, *, below_another: bool
) -> set[int]:
    """The words that are numbering, a unit or a period."""
    spans = [found.span() for found in FORMULA_REMARK.finditer(text)]
    if before := NUMBER_BEFORE.match(text):
        spans.append(before.span())
    for found in (*BRACKETS.finditer(text), *_stated(text)):
        if unit_key(found[1]) in vocabulary.units:
            spans.append(found.span())
    if below_another and unit_key(text) in vocabulary.units:
        spans.append((0, len(text)))
    spans += _periods(text)
    return {
        number for number, word in enumerate(words)
        if word.shown == "%" or any(a <= word.start and word.end <= b for a, b in spans)
    }  # fmt: skip


def _stated(text: str) -> list[re.Match[str]]:
    return [found for pattern in (NAMED_UNIT, UNIT_BEHIND_COMMA) if (found := pattern.search(text))]


def _periods(text: str) -> list[tuple[int, int]]:
    """Where a line states its period: the first that it states, and the part of a year."""
    plain = "".join(map(_bare, text))
    spans = [found.span() for found in PART_OF_YEAR.finditer(plain)]
    if stated_period(text):
        for pattern, _reading in READINGS:
            if found := pattern.search(plain):
                return [*spans, found.span()]
    days, dated = list(A_DAY.finditer(plain)), list(DATE_OR_MONTH.finditer(plain))
    if dated:
        return spans + [day.span() for day in days if len(dated) == 1]
    years = list(LONE_YEAR.finditer(plain))
    return spans + [year.span() for year in years if len({one[0] for one in years}) == 1]


def _bare(letter: str) -> str:
    """A letter without its marks; one for one, so that places stay."""
    base = unicodedata.normalize("NFD", letter.casefold())[:1] or letter
    return "d" if base == "đ" else base
