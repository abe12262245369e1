"""Periods as headings and titles state them: "6 tháng đầu năm 2025", "Quý III/2026", "Năm 2025"."""

import calendar
import re
import unicodedata
from collections.abc import Callable
from datetime import date

Period = tuple[date, date]
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
YEAR = r"((?:19|20)\d{2})"
DAY = r"(\d{1,2})[/.-](\d{1,2})"


def _span(year: int, first: int, last: int) -> Period:
    """Whole months, from the first day to the last."""
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _first_months(found: re.Match[str]) -> Period:
    return _span(int(found[2]), 1, int(found[1]))


def _last_months(found: re.Match[str]) -> Period:
    return _span(int(found[2]), 13 - int(found[1]), 12)


def _quarter(found: re.Match[str]) -> Period:
    last = 3 * QUARTERS[found[1]]
    return _span(int(found[2]), last - 2, last)


def _month(found: re.Match[str]) -> Period:
    return _span(int(found[2]), int(found[1]), int(found[1]))


def _from_to(found: re.Match[str]) -> Period:
    day, month, year, last_day, last_month, last_year = found.groups()
    last = date(int(last_year), int(last_month), int(last_day))
    return date(int(year or last_year), int(month), int(day)), last


def _up_to(found: re.Match[str]) -> Period:
    last = date(int(found[3]), int(found[2]), int(found[1]))
    return date(last.year, 1, 1), last


def _years(found: re.Match[str]) -> Period:
    return date(int(found[1]), 1, 1), date(int(found[2]), 12, 31)


def _year(found: re.Match[str]) -> Period:
    return _span(int(found[1]), 1, 12)


# In this order: a longer statement contains the words of a shorter one.
READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period]], ...] = (
    (re.compile(rf"tu (?:ngay )?{DAY}(?:[/.-]{YEAR})? (?:den|-) ?(?:het )?(?:ngay )?"
                rf"{DAY}[/.-]{YEAR}"), _from_to),
    (re.compile(rf"\bden (?:het )?(?:ngay )?{DAY}[/.-]{YEAR}"), _up_to),
    (re.compile(rf"\b(\d{{1,2}}) thang cuoi nam {YEAR}"), _last_months),
    (re.compile(rf"\b(\d{{1,2}}) thang (?:dau )?(?:nam |/ ?){YEAR}"), _first_months),
    (re.compile(rf"\b(\d{{1,2}})t ?/ ?{YEAR}"), _first_months),
    (re.compile(rf"\bquy (iv|i{{1,3}}|[1-4]) ?(?:[/,.-] ?)?(?:nam )?{YEAR}"), _quarter),
    (re.compile(rf"\bthang (\d{{1,2}}) ?(?:[/,.-] ?)?(?:nam )?{YEAR}"), _month),
    (re.compile(rf"\b(?:giai doan|cac nam|thoi ky) {YEAR} ?- ?{YEAR}"), _years),
    (re.compile(rf"\bnam {YEAR}\b"), _year),
    (re.compile(rf"^\W*{YEAR}\W*$"), _year),
)  # fmt: skip
# A day is no month: "An Mẫu, ngày 15 tháng 01 năm 2026" heads a letter.
DATE_IN_WORDS = re.compile(rf"\bngay (\d{{1,2}}) thang (\d{{1,2}}) nam {YEAR}")
# A day, or the month of a year, is no year: "30/6/2025" counts up to that day, "12/2024" is open.
A_DAY = re.compile(rf"(?<!\d){DAY}[/.-]{YEAR}(?!\d)")
DATE_OR_MONTH = re.compile(rf"(?<!\d)(?:\d{{1,2}}[/.-]){{1,2}}{YEAR}(?!\d)")
LONE_YEAR = re.compile(rf"\b{YEAR}\b")
PART_OF_YEAR = re.compile(
    r"\b(?:(\d{1,2} thang)( cuoi)?|(quy (?:iv|i{1,3}|[1-4]))|(thang \d{1,2})|(ca nam))\b"
)
LONGEST_TEXT = 2000
# "Tỷ lệ hộ nghèo (theo chuẩn giai đoạn 2022-2025)": the years of a standard are no period.
STANDARD = re.compile(r"chuẩn\b.*", re.IGNORECASE)


def without_standard(text: str) -> str:
    """A heading without the standard that it names at its end."""
    return STANDARD.sub("", unicodedata.normalize("NFC", text[:LONGEST_TEXT]))


def stated_period(text: str) -> Period | None:
    """First and last day of the period that a heading states; ``None`` where it states none.

    >>> stated_period("Thực hiện 6 tháng đầu năm 2025")
    (datetime.date(2025, 1, 1), datetime.date(2025, 6, 30))
    """
    plain = DATE_IN_WORDS.sub(r"ngay \1/\2/\3", unaccented(text[:LONGEST_TEXT]))
    for pattern, reading in READINGS:
        found = pattern.search(plain)
        if found is None:
            continue
        try:
            return reading(found)
        except ValueError:  # a 31st of June, a 13th month: this is no period
            continue
    return None


def heading_period(lines: tuple[str, ...]) -> Period | None:
    """The period of a column by the lines of its heading, the lowest first; ``None`` for none.

    A lone year counts here, as in "TH 2024": nothing else of such a line is a number.

    >>> heading_period(("Thực hiện", "TH 2024"))
    (datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))
    """
    for line in reversed(lines):
        if period := stated_period(line) or _up_to_day(line) or _of_lone_year(line):
            return period
    return None


def _up_to_day(line: str) -> Period | None:
    days = list(A_DAY.finditer(line[:LONGEST_TEXT]))
    try:
        return _up_to(days[0]) if len(days) == 1 else None
    except ValueError:
        return None


def _of_lone_year(line: str) -> Period | None:
    years = set(LONE_YEAR.findall(DATE_OR_MONTH.sub(" ", line[:LONGEST_TEXT])))
    return _span(int(years.pop()), 1, 12) if len(years) == 1 and not part_of_year(line) else None


def part_of_year(text: str) -> str:
    """The part of a year that a text names, without the year: "6 thang"; empty for none."""
    found = PART_OF_YEAR.search(unaccented(text[:LONGEST_TEXT]))
    return found[0] if found else ""


def completed_period(part: str, year: int) -> Period | None:
    """The period of a part of this year: "6 thang" are its first six months, "ca nam" is all."""
    return stated_period(f"nam {year}" if part == "ca nam" else f"{part} nam {year}")


def without_period(text: str) -> str:
    """The text as it is compared between two months' reports: its periods taken out."""
    plain = unaccented(text[:LONGEST_TEXT])
    for pattern, _reading in READINGS:
        plain = pattern.sub(" ", plain)
    return " ".join(plain.split())


def unaccented(text: str) -> str:
    """Lower case without marks; punctuation stays, blanks collapse."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d")
    return " ".join(bare.split())
