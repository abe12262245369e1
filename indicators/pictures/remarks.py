"""What must be known of single figures, as numbered notes below a picture: "estimate" and so on."""

from collections.abc import Mapping
from typing import Any

from indicators.language.remark_words import remarks_of

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
