"""What a number format makes of a number: its decimals, a per cent, a scale, words around it."""

import re
from dataclasses import dataclass
from functools import lru_cache

# The parts of one section of a format code, e.g. ``[$đ-42A] #,##0.00," tỷ"``.
PART = re.compile(
    r"""\[\$(?P<currency>[^\]-]*)[^\]]*\]   # a currency sign and its language
      | \[[^\]]*\]                          # a colour or a condition
      | "(?P<quoted>[^"]*)"                 # text as it stands
      | \\(?P<escaped>.)                    # one sign as it stands
      | [_*].                               # room for a sign, a sign that fills the cell
      | (?P<active>.)""",
    re.VERBOSE,
)
DIGITS = re.compile(r"(?P<whole>[#0?,]*[#0?])(?:\.(?P<decimals>[0#?]*))?(?P<scale>,*)")


@dataclass(frozen=True)
class ShownAs:
    """``decimals`` is None where a number is shown as the cell holds it.

    ``percent`` multiplies by 100, each of ``thousands`` divides by 1,000; ``words`` are shown
    around the number and change nothing of it.
    """

    decimals: int | None = None
    percent: bool = False
    thousands: int = 0
    words: str = ""


@lru_cache(maxsize=1024)
def shown_as(code: str) -> ShownAs:
    """How a format code shows positive numbers; empty for General.

    >>> shown_as("0.00%").percent, shown_as('0.00"%"').percent, shown_as('0.00"%"').words
    (True, False, '%')
    """
    active, words = "", ""
    for part in PART.finditer(_first_section(code)):
        said = part["quoted"] or part["escaped"] or part["currency"] or ""
        words += said.replace("₫", "đồng")
        active += part["active"] or ""
    plain = "".join(active.split())
    percent = "%" in plain
    digits = DIGITS.search(plain)
    if digits is None or "General" in plain:
        return ShownAs(percent=percent, words=words.strip())
    decimals = digits["decimals"] or ""
    simple = set(decimals) <= {"0"} and not digits["whole"].startswith(("?", "0,"))
    return ShownAs(len(decimals) if simple else None, percent, len(digits["scale"]), words.strip())


def _first_section(code: str) -> str:
    """The part for positive numbers: up to the first semicolon outside quotation marks."""
    quoted = False
    for at, character in enumerate(code):
        quoted ^= character == '"'
        if character == ";" and not quoted:
            return code[:at]
    return code
