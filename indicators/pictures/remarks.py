"""What must be known of single figures, as numbered notes below a picture: "estimate" and so on."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from indicators.language.quoted import is_share_of_counts
from indicators.language.texts import translator

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"

Figure = Mapping[Any, Any]


class Remarks:
    """Numbers the remarks of a picture in the order in which they first occur."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._numbers: dict[str, int] = {}

    def sign(self, row: Figure) -> str:
        """The numbers of a figure's remarks as small digits: "¹ ³"; "" where there is none."""
        numbers = [self._numbers.setdefault(text, len(self._numbers) + 1)
                   for text in remarks_of(row, self.lang)]  # fmt: skip
        return " ".join(
            "".join(SUPERSCRIPTS[int(digit)] for digit in str(number)) for number in numbers
        )

    def note(self) -> str:
        """All remarks with their numbers in one line; "" where there is none."""
        return "; ".join(
            f"{''.join(SUPERSCRIPTS[int(digit)] for digit in str(number))} {text}"
            for text, number in self._numbers.items()
        )


def remarks_of(row: Figure, lang: str) -> list[str]:
    """What a reader must know of one figure: estimate, contradicted, corrected, restated."""
    _ = translator(lang)
    told = {"E": _("estimate"), "P": _("provisional")}.get(str(row.get("status")))
    remarks = [told] if told else []
    if _holds(row, "contradicted"):
        remarks.append(_("its own counts disagree"))
    if _holds(row, "corrected"):
        remarks.append(_("not as printed"))
    if row.get("restated_by"):
        remarks.append(_("restated on today's boundaries"))
    if row.get("printed_decimals") is not None and is_share_of_counts(row):
        remarks.append(_("computed from its counts; the source prints a rounder or another number"))
    return remarks


def _holds(row: Figure, column: str) -> bool:
    value = row.get(column)
    return value is not None and not pd.isna(value) and bool(value)
