"""Why a value is not the number as printed, and what its text does not print.

The text reader tells its doubts as checks; a row of the table tells them in ``correction`` and
``note``, which the rules of ``indicators.curated`` ask for, and in ``flags``.
"""

from collections.abc import Mapping
from typing import Any

from indicators.coded import Coded, coded
from indicators.doubts import Doubt, read_doubts
from indicators.flags import PERIOD_INFERRED, PROVINCE_INFERRED, flags_of
from indicators.printed.numbers import read_numbers

MILLION = 10**6
MOST_PARTS = 2  # "4 tỷ 420 triệu"


# The doubts of the reader that stay true of the figure, whoever signs it.
FLAG_OF_DOUBT = {
    "province_from_source": PROVINCE_INFERRED,
    "period_assumed": PERIOD_INFERRED,
}


def correction_of(found: Mapping[str, Any]) -> Coded | None:
    """The correction of what ``extract`` found (one JSON object); ``None`` where none is needed."""
    if derived := _doubt("derived_from_counts", found):
        return Coded("share_computed", derived.parameters)
    if month := _doubt("from_month", found):
        return Coded("times_one_month", month.parameters)
    if _doubt("two_readings", found):
        return coded("mark_of_thousands")
    numbers = list(read_numbers(str(found.get("as_printed") or "")))
    if not numbers:
        return coded("stated_in_words" if found.get("value") else "stated_as_none")
    if len(numbers) == 1 and numbers[0].parts == MOST_PARTS and numbers[0].scale == MILLION:
        return coded("sum_of_parts")
    return None


def note_of(found: Mapping[str, Any]) -> Coded | None:
    """The note of what ``extract`` found; ``None`` where there is nothing to tell."""
    told = _doubt("share_contradicts_counts", found)
    return Coded("counts_give", told.parameters) if told else None


def flags_found(found: Mapping[str, Any]) -> str:
    """The flags of what ``extract`` found."""
    return flags_of(flag for code, flag in FLAG_OF_DOUBT.items() if _doubt(code, found))


def _doubt(code: str, found: Mapping[str, Any]) -> Doubt | None:
    told = read_doubts(found.get("checks") or "")
    return next((one for one in told if isinstance(one, Doubt) and one.code == code), None)
