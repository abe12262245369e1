"""One run of digits and marks: the number it forms, a second one it may form, or none.

Vietnamese text writes ``.`` for thousands and ``,`` for decimals; English text the other way
round. Groups of thousands have three digits and the first of them does not begin with 0; what
breaks that rule is a date, a version or damage, and no number.
"""

import re
from decimal import Decimal
from typing import NamedTuple

DECIMAL_POINT_LANGUAGES = frozenset({"en", "ja", "zh", "ko", "th", "hi"})
GROUP = 3  # digits between two marks of thousands

_WHOLE = re.compile(r"[0-9]+")
_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?P<mark>[.,])[0-9]{3}(?:(?P=mark)[0-9]{3})+")
_GROUPS_AND_DECIMALS = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?P<mark>[.,])[0-9]{3}(?:(?P=mark)[0-9]{3})*)"
    r"(?!(?P=mark))[.,](?P<decimals>[0-9]+)"
)
_ONE_MARK = re.compile(r"(?P<whole>[0-9]+)(?P<mark>[.,])(?P<decimals>[0-9]+)")
_MONTH_OF_YEAR = re.compile(r"(?:0?[1-9]|1[0-2])\.(?:19|20)[0-9]{2}")
DOTTED_DATE = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])\.(?:0?[1-9]|1[0-2])\.(?:[0-9]{2}){1,2}")


class Form(NamedTuple):
    """The number as its language writes numbers.

    ``other`` is what the same digits mean where their one mark is meant the other way
    ("12,456" of an English hand is 12456); ``None`` where only one reading is well formed.
    """

    value: Decimal
    other: Decimal | None = None


def form_of(digits: str, language: str = "vi") -> Form | None:
    """The number that digits and marks form; ``None`` where their groups form none.

    >>> form_of("1.204,6"), form_of("1.234.56")
    (Form(value=Decimal('1204.6'), other=None), None)
    """
    if _WHOLE.fullmatch(digits):
        return Form(Decimal(digits))
    if _GROUPS.fullmatch(digits):
        return Form(_whole(digits))
    if found := _GROUPS_AND_DECIMALS.fullmatch(digits):
        return Form(Decimal(f"{_whole(found['whole'])}.{found['decimals']}"))
    if found := _ONE_MARK.fullmatch(digits):
        usual = "." if language in DECIMAL_POINT_LANGUAGES else ","
        return _with_one_mark(found["whole"], found["mark"], found["decimals"], usual)
    return None


def _with_one_mark(whole: str, mark: str, behind: str, usual: str) -> Form | None:
    """One mark is that of decimals or, before three digits, that of thousands."""
    decimal = Decimal(f"{whole}.{behind}")
    may_group = len(behind) == GROUP and len(whole) <= GROUP and not whole.startswith("0")
    if may_group:
        thousands = Decimal(whole + behind)
        return Form(decimal, thousands) if mark == usual else Form(thousands, decimal)
    if mark == usual:
        return Form(decimal)
    # "57.1" of a paper that broke its own rule; not "1234.567", "05.12" or "7.2025".
    odd = (len(behind) == GROUP and whole != "0") or (whole.startswith("0") and len(whole) > 1)
    return None if odd or _MONTH_OF_YEAR.fullmatch(f"{whole}{mark}{behind}") else Form(decimal)


def _whole(digits: str) -> Decimal:
    return Decimal(digits.replace(".", "").replace(",", ""))


def is_dotted_date(digits: str) -> bool:
    """Whether the digits are a day ("1.7.2025") or a month ("7.2025") written with dots."""
    return bool(DOTTED_DATE.fullmatch(digits) or _MONTH_OF_YEAR.fullmatch(digits))
