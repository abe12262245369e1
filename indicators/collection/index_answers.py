"""An answer of the national portal as units: the form that was seen, and what is not in it."""

import json
from typing import Any

from indicators.doubts import Doubt, doubt

# Field of the answer → indicator. The six parts add up to the total.
TOTAL = {"TONG_SCORE": "service_index_766"}
PARTS = {
    "CKMB": "service_publicity_766",
    "TDGQ": "service_progress_766",
    "CLGQ": "service_online_766",
    "TTTT": "service_payment_766",
    "MDHL": "service_satisfaction_766",
    "MDSH": "service_digitised_766",
}
SCORES = {**TOTAL, **PARTS}
NAMES = ("ID", "MA_COQUAN", "TEN")
LEVEL = "CAPDONVIID"
# Other fields that were seen; any further one is told by a probe.
KNOWN_BESIDE = ("ROW_STT",)
LONGEST_LIST = 200

UnitRow = dict[str, str]


class AnswerFormError(ValueError):
    """An answer that is not in the form that was seen; ``reason`` says what is not."""

    def __init__(self, reason: Doubt) -> None:
        super().__init__(str(reason))
        self.reason = reason


def read_units(content: bytes, *, of_province: bool) -> list[UnitRow]:
    """The units of an answer, every field as the text that was sent; an empty list is one.

    A field that one unit lacks is empty; one that all lack is a changed form. Raises
    ``AnswerFormError``.
    """
    rows = _rows(content)
    needed = (*NAMES, *SCORES, *((LEVEL,) if of_province else ()))
    there = set[str]().union(*rows)
    if rows and (missing := [field for field in needed if field not in there]):
        listed = ", ".join(sorted(there))[:LONGEST_LIST]
        raise AnswerFormError(doubt("missing_field", field=", ".join(missing), there=listed))
    return [{**dict.fromkeys(needed, ""), **{name: _text(cell) for name, cell in row.items()}}
            for row in rows]  # fmt: skip


def _rows(content: bytes) -> list[dict[str, Any]]:
    if content.lstrip()[:1] == b"<":
        raise AnswerFormError(doubt("page_in_place_of_data"))
    try:
        # Numbers stay the digits that were sent: 87.10 is 87.10.
        answer = json.loads(content.decode("utf-8-sig"), parse_float=str, parse_int=str,
                            parse_constant=str)  # fmt: skip
    except (ValueError, RecursionError) as error:
        raise AnswerFormError(doubt("not_json")) from error
    rows = answer.get("data") if isinstance(answer, dict) else answer
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        keys = ", ".join(map(str, answer)) if isinstance(answer, dict) else type(answer).__name__
        raise AnswerFormError(doubt("no_list_of_units", found=keys[:LONGEST_LIST]))
    return rows


def _text(cell: Any) -> str:
    """A cell on one line; what is no text, number or nothing is no cell."""
    if cell is None or isinstance(cell, list | dict | bool):
        return "" if cell is None else json.dumps(cell, ensure_ascii=False)[:LONGEST_LIST]
    return " ".join(str(cell).split())
