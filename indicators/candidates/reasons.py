"""Why a value is not the number as printed, in the words of the table's own notes.

The text reader tells its doubts as checks; a row of the table tells them in ``correction`` and
``note``, which the rules of ``indicators.curated`` ask for. Vietnamese: ``notes.po``.
"""

from collections.abc import Mapping
from typing import Any

from indicators.doubts import Doubt, read_doubts
from indicators.printed.numbers import read_numbers

MILLION = 10**6
MOST_PARTS = 2  # "4 tỷ 420 triệu"


def correction_of(found: Mapping[str, Any]) -> str:
    """The correction of what ``extract`` found (one JSON object); empty where none is needed."""
    if derived := _doubt("derived_from_counts", found):
        counts = f"{derived.of('numerator')} of {derived.of('denominator')}"
        return f"computed from the printed counts {counts}; the share itself is not printed"
    if month := _doubt("from_month", found):
        return f"{month.of('months')} times the printed {month.of('value')} of one month"
    if _doubt("two_readings", found):
        return "the printed mark taken for that of thousands"
    numbers = list(read_numbers(str(found.get("as_printed") or "")))
    if not numbers:
        return "stated in words" if found.get("value") else "stated in words: none"
    if len(numbers) == 1 and numbers[0].parts == MOST_PARTS and numbers[0].scale == MILLION:
        return "sum of the two printed parts"
    return ""


def note_of(found: Mapping[str, Any]) -> str:
    """The note of what ``extract`` found; empty where there is nothing to tell."""
    told = _doubt("share_contradicts_counts", found)
    if told is None:
        return ""
    counts = f"{told.of('numerator')} of {told.of('denominator')}"
    return f"its own counts {counts} give {told.of('share')} %"


def _doubt(code: str, found: Mapping[str, Any]) -> Doubt | None:
    told = read_doubts(found.get("checks") or "")
    return next((one for one in told if isinstance(one, Doubt) and one.code == code), None)
