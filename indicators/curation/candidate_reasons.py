"""Why a value is not the number as printed, in the words of the table's own notes.

The text reader tells its doubts as checks; a row of the table tells them in ``correction`` and
``note``, which the rules of ``indicators.curated`` ask for. Vietnamese: ``notes.po``.
"""

import re
from collections.abc import Mapping
from typing import Any

from indicators.numbers import read_numbers

_DERIVED = re.compile(r"derived_from_counts: (\S+)/([^\s,]+)")
_CONTRADICTED = re.compile(r"share_contradicts_counts: .*counts (\S+)/(\S+) give (\S+)")
MOST_PARTS = 2


def correction_of(found: Mapping[str, Any]) -> str:
    """The correction of what ``extract`` found (one JSON object); empty where none is needed."""
    if derived := _DERIVED.search(_checks(found)):
        counts = " of ".join(derived.groups())
        return f"computed from the printed counts {counts}; the share itself is not printed"
    numbers = list(read_numbers(str(found.get("as_printed") or "")))
    if not numbers:
        return "stated in words" if found.get("value") else "stated in words: none"
    scales = {number.scale for number in numbers}
    if len(numbers) == MOST_PARTS and scales == {10**9, 10**6}:
        return "sum of the two printed parts"
    return ""


def note_of(found: Mapping[str, Any]) -> str:
    """The note of what ``extract`` found; empty where there is nothing to tell."""
    contradicted = _CONTRADICTED.search(_checks(found))
    if contradicted is None:
        return ""
    numerator, denominator, share = contradicted.groups()
    return f"its own counts {numerator} of {denominator} give {share} %"


def _checks(found: Mapping[str, Any]) -> str:
    checks = found.get("checks") or ""
    return checks if isinstance(checks, str) else "; ".join(map(str, checks))
