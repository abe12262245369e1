"""Why a cell was not taken: one reason code each, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from indicators.coded import Coded, coded
from indicators.csv_for_people import rows_csv
from indicators.language.coded_words import in_words, problem_in_words
from indicators.language.texts import LANGUAGES
from indicators.sentences import PROBLEMS

REASONS = (
    "unknown_area",
    "ambiguous_area",
    "code_and_name_disagree",
    "unknown_indicator",
    "not_a_number",
    "formula",
    "implausible_value",
    "not_applicable",
    "duplicate_in_file",
    "contradicts_accepted",
    "more_cells_than_headings",
    "breaks_rule",
)


@dataclass(frozen=True)
class Reject:
    """One cell that was not taken. ``found`` is the cell as text, ``detail`` what is wrong with it.

    ``reason_code`` is one of ``REASONS``; ``detail`` is ``None`` where that says all.
    """

    row: int
    place: str
    area: str
    indicator: str
    found: str
    reason_code: str
    detail: Coded | None


@dataclass(frozen=True)
class Missing:
    """One cell without a figure: ``mark`` as printed, ``reason`` what the mark means."""

    row: int
    place: str
    area_code: str
    indicator_id: str
    mark: str
    reason: str


REJECT_COLUMNS = (
    "row",
    "place",
    "area",
    "indicator",
    "found",
    "reason_code",
    "detail",
    "next_step",
)


def rejects_csv(rejects: Iterable[Reject]) -> str:
    """The rejects as the text of a file, one row per cell, in the order of the file.

    ``next_step`` is told in both languages.
    """
    rows = ({**vars(one), "detail": detail_in_words(one, "en"),
             "next_step": next_steps(one.reason_code)} for one in rejects)  # fmt: skip
    return rows_csv(REJECT_COLUMNS, rows, numbers=("found",))


def detail_in_words(one: Reject, lang: str | None) -> str:
    """What is wrong with a cell; of a broken rule what was found and expected."""
    if one.detail is None:
        return ""
    if one.detail.code not in PROBLEMS:
        return in_words(one.detail, lang)
    found, expected, _step = problem_in_words(one.detail, lang)
    return in_words(coded("found_expected", found=found, expected=expected), lang)


@cache
def next_steps(reason_code: str) -> str:
    """What to do about a rejected cell, in Vietnamese and English."""
    return " / ".join(in_words(coded(f"step_{reason_code}"), lang) for lang in LANGUAGES)
