"""Numbers, dates, periods and ranks as a reader of each language expects them.

Nothing here invents a value: a missing number or date raises, and the caller decides what
stands in its place. Words are texts of the catalogues (``indicators.language.texts``), the forms of
numbers and of dates come from Babel.
"""

import re
from calendar import monthrange
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import parse_pattern

from indicators.language.texts import LANGUAGES, Language, known_language, translator

# Decimals of the shares that the project works out; those of a figure are the catalogue's.
SHARE_DECIMALS = 1
# Of printed counts: as fine as sources print shares, so that both can be laid side by side.
COUNTED_SHARE_DECIMALS = 2

ROMAN_QUARTERS = ("I", "II", "III", "IV")

PERIOD_SET = re.compile(r"(?P<year>\d{4})(?P<kind>-part|-stated)?")
PERIOD_SET_OF_DAYS = re.compile(r"(?P<start>\d{4}-\d\d-\d\d)/(?P<end>\d{4}-\d\d-\d\d)")


def number(value: Any, decimals: int, lang: str | None) -> str:
    """``value`` with exactly ``decimals`` decimals, a half rounded away from zero: "78,60".

    Raises ``ValueError`` for a missing or infinite value.
    """
    return _formatted(_rounded(value, decimals), f"#,##0.{'0' * decimals}", lang)


def number_as_needed(value: Any, decimals: int, lang: str | None) -> str:
    """``value`` with at most ``decimals`` decimals and no zeros at their end: "78,6".

    This is the form for text, where zeros would claim a precision that no source printed.
    Raises ``ValueError`` for a missing or infinite value.
    """
    return _formatted(_rounded(value, decimals), f"#,##0.{'#' * decimals}", lang)


def with_unit(value: Any, decimals: int, unit: str, lang: str | None) -> str:
    """``number_as_needed`` with its unit: "12,675 tỷ đồng", "78,6%".

    ``unit`` is already in the reader's language; an empty one is left out.
    """
    return unit_after(number_as_needed(value, decimals, lang), unit)


def per_cent(share: float, lang: str | None, decimals: int = SHARE_DECIMALS) -> str:
    """A share that the project works out, in per cent: "66,7%"; figures have their own decimals."""
    return with_unit(share, decimals, "%", lang)


def unit_after(figure: str, unit: str) -> str:
    """A number that is already in words with its unit: "78,60%", "12,675 tỷ đồng"."""
    if unit == "%":
        return f"{figure}%"
    return f"{figure} {unit}" if unit else figure


def qualified(value: Any, qualifier: str, decimals: int, lang: str | None, unit: str = "") -> str:
    """A value in the words of its source: "hơn 1.860 hồ sơ", "khoảng 78,6%", "78,6%".

    Raises ``ValueError`` for an unknown qualifier.
    """
    return worded(with_unit(value, decimals, unit, lang), qualifier, lang)


def worded(figure: str, qualifier: str, lang: str | None) -> str:
    """A number that is already in words with what its source says of it: "hơn 1.860 hồ sơ".

    Raises ``ValueError`` for an unknown qualifier.
    """
    _ = translator(lang)
    patterns = {
        "exact": "{value}",
        "about": _("about {value}"),
        "at_least": _("more than {value}"),
        "nearly": _("nearly {value}"),
        "at_most": _("below {value}"),
    }
    if qualifier not in patterns:
        raise ValueError(f"found qualifier {qualifier!r}, expected one of {', '.join(patterns)}")
    return patterns[qualifier].format(value=figure)


def day(value: date, lang: str | None) -> str:
    """A day: "31/12/2025" in Vietnamese, "31 Dec 2025" in English."""
    return _formatted_day(value, day_pattern(lang), lang)


def day_pattern(lang: str | None) -> str:
    """How a day is written, in the letters of Unicode's date patterns: "d/M/y"."""
    known = _language(lang)
    return known.day or str(_locale(known.code).date_formats["medium"].pattern)


def period(start: date | None, end: date, lang: str | None) -> str:
    """A period by the name that readers use for it: "6 tháng cuối năm 2025", "quý III/2025".

    Both days are included. Without ``start`` it is a level stated on a day: "tại 31/12/2025".
    Raises ``ValueError`` where the days are in the wrong order or ``end`` is missing.
    """
    _ = translator(lang)
    last = _plain_date(end)
    if start is None or start != start:  # NaT, which a frame holds for an empty date
        return _("as of {day}").format(day=day(last, lang))
    first = _plain_date(start)
    if first > last:
        raise ValueError(f"found a period from {first} to {last}, expected the first day first")
    return _named_period(first, last, lang) or _range_of_days(first, last, lang)


def period_set(code: str, lang: str | None) -> str:
    """What a set of periods that may be ranked together holds, from its code.

    Codes: ``2025``, ``2025-07-01/2025-12-31``, ``2025-part`` and ``2025-stated``. Raises
    ``ValueError`` for any other.
    """
    _ = translator(lang)
    if days := PERIOD_SET_OF_DAYS.fullmatch(code):
        return period(date.fromisoformat(days["start"]), date.fromisoformat(days["end"]), lang)
    known = PERIOD_SET.fullmatch(code)
    if known is None:
        raise ValueError(
            f"found period set {code!r}, expected YYYY, YYYY-MM-DD/YYYY-MM-DD, "
            "YYYY-part or YYYY-stated"
        )
    patterns = {
        None: _("{year}"),
        "-part": _("part of {year} (latest figure of each area)"),
        "-stated": _("stated in {year}, the year of the figure not given"),
    }
    return patterns[known["kind"]].format(year=known["year"])


def rank_interval(rank: Any, low: Any, high: Any, lang: str | None) -> str:
    """A rank with the places that it cannot be told apart from: "3 (2–6)", or "3"."""
    place = number(rank, 0, lang)
    if low == high:
        return place
    return f"{place} ({number(low, 0, lang)}–{number(high, 0, lang)})"


def separators(lang: str | None) -> str:
    """The decimal mark and the mark of thousands for Plotly's ``layout.separators``."""
    marks = _locale(known_language(lang)).number_symbols["latn"]
    return str(marks["decimal"] + marks["group"])


def language_name(code: str, lang: str | None) -> str:
    """The name of the language ``code`` in ``lang``; the code where it has none."""
    return str(_locale(known_language(lang)).languages.get(code, code))


def _language(lang: str | None) -> Language:
    return LANGUAGES[known_language(lang)]


def _decimal(value: Any) -> Decimal:
    try:
        figure = Decimal(str(value))
    except InvalidOperation:
        figure = Decimal("NaN")
    if not figure.is_finite():
        raise ValueError(f"found {value!r}, expected a number; a missing value has no figure")
    return figure


def _rounded(value: Any, decimals: int) -> Decimal:
    rounded = _decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded  # -0,04 is 0,0 and not -0,0


def _formatted(value: Decimal, pattern: str, lang: str | None) -> str:
    # Babel reads the pattern and the locale anew at each call unless they are given as objects.
    return _pattern(pattern.rstrip(".")).apply(value, _locale(known_language(lang)))


_pattern = cache(parse_pattern)
_locale = cache(Locale.parse)


def _formatted_day(value: date, pattern: str, lang: str | None) -> str:
    return format_date(_plain_date(value), pattern, locale=_locale(known_language(lang)))


def _by_skeleton(skeleton: str, lang: str | None) -> str:
    """Babel's pattern for some parts of a date; its plainest one where the language has none."""
    found = _locale(known_language(lang)).datetime_skeletons.get(skeleton)
    return str(found.pattern) if found else skeleton


def _plain_date(value: Any) -> date:
    """A date without a time; pandas' timestamps are dates too, its NaT is not."""
    if not isinstance(value, date) or value != value:
        raise ValueError(f"found {value!r}, expected a date")
    return value.date() if isinstance(value, datetime) else value


def _named_period(first: date, last: date, lang: str | None) -> str | None:
    """The name of a day, of whole months or of whole years; ``None`` for any other span."""
    if first == last:
        return translator(lang)("on {day}").format(day=day(first, lang))
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return None
    if first.year == last.year:
        return _months_of_a_year(first, last, lang)
    if (first.month, last.month) == (1, 12):
        _ = translator(lang)
        return _("{first_year}–{last_year}").format(first_year=first.year, last_year=last.year)
    return None


def _months_of_a_year(first: date, last: date, lang: str | None) -> str | None:
    """The name of whole months inside one year; the first rule that fits gives it."""
    _ = translator(lang)
    count = last.month - first.month + 1
    rules = [
        (count == 12, _("{year}")),
        (count == 1, _("{month}")),
        (count == 3 and first.month % 3 == 1, _("Q{quarter} {year}")),
        (count == 6 and first.month == 1, _("first half of {year}")),
        (count == 6 and last.month == 12, _("second half of {year}")),
        (first.month == 1, _("first {count} months of {year}")),
        (last.month == 12, _("last {count} months of {year}")),
    ]
    pattern = next((pattern for fits, pattern in rules if fits), None)
    if pattern is None:
        return None
    month = _formatted_day(first, _language(lang).month or _by_skeleton("yMMMM", lang), lang)
    return pattern.format(year=first.year, count=count, month=month, quarter=_quarter(first, lang))


def _quarter(first: date, lang: str | None) -> str:
    """The number of a quarter: Roman in Vietnamese, else Arabic."""
    place = (first.month - 1) // 3
    return ROMAN_QUARTERS[place] if _language(lang).roman_quarters else str(place + 1)


def _range_of_days(first: date, last: date, lang: str | None) -> str:
    """As "1/7–10/11/2025": the year once where both days lie in it."""
    without_year = _language(lang).day_without_year or _by_skeleton("MMMd", lang)
    pattern = without_year if first.year == last.year else day_pattern(lang)
    return f"{_formatted_day(first, pattern, lang)}–{day(last, lang)}"
