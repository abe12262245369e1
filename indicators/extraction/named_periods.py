"""When: the periods that a sentence names, as days."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from indicators.country import REFORM

# The day on which the communes of today, and their centres, began to work.

NUMBERS_IN_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11,
}  # fmt: skip
_COUNT = rf"(?:\d{{1,2}}|{'|'.join(NUMBERS_IN_WORDS)})"
_DAY = r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?"
_YEAR = r"((?:19|20)\d\d)"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` to ``end``, both included; offsets of its words in the clean text.

    ``start`` is ``None`` for a state on ``end``; ``end`` is ``None`` where only the date of
    publication could tell it. ``until`` is what the words themselves say, before publication
    is considered; ``untold`` marks a time of the past without any days. ``carries`` tells whether
    the following sentences may mean the same period, ``lasting`` whether those of later paragraphs
    may; ``counting`` is a span of days in which something was counted. ``weak`` marks the year of
    a plan.
    """

    start: date | None
    end: date | None
    at: int
    behind: int
    weak: bool = False
    ignored: bool = False
    state: bool = False
    carries: bool = True
    lasting: bool = False
    counting: bool = False
    assumed: bool = False
    untold: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """What fixes a period whose words leave something open.

    ``published`` is the day of publication, ``year`` the year the text otherwise speaks of.
    """

    published: date | None
    year: int | None

    def day(self, day: str, month: str, year: str | None) -> date | None:
        """The day meant by "10/11": the last one not after publication."""
        chosen = int(year) if year else (self.published.year if self.published else self.year)
        if chosen is None:
            return None
        found = day_of(chosen, int(month), int(day))
        if found and not year and self.published and found > self.published:
            found = day_of(chosen - 1, int(month), int(day))
        return found

    def year_or_current(self, year: str | None, month: int = 1) -> int | None:
        """The year that is printed, else the last one in which ``month`` had begun."""
        if year:
            return int(year)
        if self.published is None:
            return self.year
        return self.published.year - (month > self.published.month)


_Span = tuple[date | None, date | None, bool]  # start, end, assumed


def day_of(year: int, month: int, day: int) -> date | None:
    """The day of these numbers; ``None`` where there is none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def number_in_words(words: str) -> int:
    """A small number in digits or in words."""
    return NUMBERS_IN_WORDS.get(words) or int(words)


def _from_to(match: re.Match[str], calendar: Calendar) -> _Span | None:
    """Từ ngày 1/7 đến 10/11 · từ 1/7/2025 đến nay."""
    day, month, year, to_day, to_month, to_year = match.groups()
    if to_day is None:
        return _since(calendar.day(day, month, year), calendar.published)
    end = calendar.day(to_day, to_month, to_year)
    start = end and day_of(int(year) if year else end.year, int(month), int(day))
    if start and end and not year and start > end:
        start = day_of(end.year - 1, int(month), int(day))
    return _since(start, end)


def _days_of_month(match: re.Match[str], calendar: Calendar) -> _Span | None:
    """Từ ngày 1 đến 31/7 · từ ngày 1 - 14/7."""
    first, day, month, year = match.groups()
    end = calendar.day(day, month, year)
    return _since(day_of(end.year, end.month, int(first)), end) if end else None


def _from_day(match: re.Match[str], calendar: Calendar) -> _Span | None:
    """Từ ngày 1/7, trung tâm …: until publication."""
    return _since(calendar.day(*match.groups()), calendar.published)


def _from_day_to_month(match: re.Match[str], calendar: Calendar) -> _Span | None:
    """Từ ngày 1/7 đến cuối tháng 10/2025."""
    day, month, year, to_month, to_year = match.groups()
    end_year = calendar.year_or_current(to_year, int(to_month))
    if not end_year or not 1 <= int(to_month) <= 12:
        return None
    start = day_of(int(year) if year else end_year, int(month), int(day))
    return _since(start, _month_end(end_year, int(to_month)))


def _since(start: date | None, end: date | None) -> _Span | None:
    if start is None or (end is not None and start > end):
        return None
    return start, end, end is None


def _since_month(match: re.Match[str], calendar: Calendar) -> _Span | None:
    """Từ đầu tháng 7/2025."""
    year, month = calendar.year_or_current(match.group(2)), int(match.group(1))
    return _since(day_of(year, month, 1), calendar.published) if year else None


def _until(match: re.Match[str], calendar: Calendar) -> _Span | None:
    """Tính đến ngày 20/11 · đến hết ngày 15/9/2025."""
    end = calendar.day(*match.groups())
    return (None, end, False) if end else None


def _until_month(match: re.Match[str], calendar: Calendar) -> _Span | None:
    """Tính đến hết tháng 10/2025 · đến cuối tháng 11."""
    year = calendar.year_or_current(match.group(2))
    month = int(match.group(1))
    return (None, _month_end(year, month), False) if year and 1 <= month <= 12 else None


def _first_months(match: re.Match[str], calendar: Calendar) -> _Span | None:
    """6 tháng đầu năm 2025 · 9 tháng năm 2025 · 11 tháng qua."""
    months = number_in_words(match.group(1))
    year = calendar.year_or_current(match.group(2), months)
    if not year or not 1 <= months <= 12:
        return None
    return date(year, 1, 1), _month_end(year, months), False


def _last_months(match: re.Match[str], calendar: Calendar) -> _Span | None:
    """6 tháng cuối năm 2025."""
    months, year = number_in_words(match.group(1)), calendar.year_or_current(match.group(2))
    if not year or not 1 <= months <= 11:
        return None
    return date(year, 13 - months, 1), date(year, 12, 31), False


def _quarter(match: re.Match[str], calendar: Calendar) -> _Span | None:
    """Quý III/2026."""
    quarter = _QUARTERS[match.group(1)]
    year = calendar.year_or_current(match.group(2), 3 * quarter - 2)
    if not year:
        return None
    return date(year, 3 * quarter - 2, 1), _month_end(year, 3 * quarter), False


def _month(match: re.Match[str], calendar: Calendar) -> _Span | None:
    """Trong tháng 11 · tháng 7/2025."""
    month = int(match.group(1))
    year = calendar.year_or_current(match.group(2), month)
    if not year or not 1 <= month <= 12:
        return None
    return date(year, month, 1), _month_end(year, month), False


def _end_of_year(match: re.Match[str], calendar: Calendar) -> _Span | None:
    """Đến cuối năm 2025."""
    year = calendar.year_or_current(match.group(1))
    return (None, date(year, 12, 31), False) if year else None


def _years(match: re.Match[str], calendar: Calendar) -> _Span | None:
    """Giai đoạn 2021-2025 · nhiệm kỳ 2020 - 2025."""
    first, last = int(match.group(1)), int(match.group(2))
    return (date(first, 1, 1), date(last, 12, 31), False) if first <= last else None


def _one_year(match: re.Match[str], calendar: Calendar) -> _Span | None:
    year = int(match.group(1))
    return date(year, 1, 1), date(year, 12, 31), False


def _since_two_levels(match: re.Match[str], calendar: Calendar) -> _Span | None:
    """Sau 6 tháng vận hành chính quyền địa phương 2 cấp: counted from 1 July 2025."""
    about, count, unit = match.groups()
    if about and calendar.published:
        return _since(REFORM, calendar.published)
    if unit == "tháng":
        month = REFORM.month - 1 + number_in_words(count)
        end = _month_end(2025 + (month - 1) // 12, (month - 1) % 12 + 1)
    else:
        days = number_in_words(count) * (7 if unit == "tuần" else 1)
        end = REFORM + timedelta(days - 1)
    return REFORM, end, True


def _first_month(match: re.Match[str], calendar: Calendar) -> _Span | None:
    """Tháng đầu tiên vận hành chính quyền địa phương 2 cấp."""
    return REFORM, _month_end(REFORM.year, REFORM.month), True


def _since_opening(match: re.Match[str], calendar: Calendar) -> _Span | None:
    """Từ khi vận hành chính quyền địa phương 2 cấp đến nay."""
    return REFORM, calendar.published, calendar.published is None


def _since_new_year(match: re.Match[str], calendar: Calendar) -> _Span | None:
    year = calendar.year_or_current(None)
    return (date(year, 1, 1), calendar.published, False) if year else None


def _now(match: re.Match[str], calendar: Calendar) -> _Span | None:
    return None, calendar.published, calendar.published is None


_MONTH_OF = r"(\d{1,2})(?:/|, ?| )?(?:năm )?"
_OPENED = (
    r"(?:chính thức |đi vào |bắt đầu )*(?:vận hành|hoạt động|triển khai|thực hiện|đi vào hoạt động)"
)
# In this order: the first that fits at a place is taken.
_FORMS: tuple[tuple[str, Callable[[re.Match[str], Calendar], _Span | None]], ...] = (
    (rf"(?:tính )?từ (?:ngày )?{_DAY} ?(?:đến|-|tới) (?:hết )?(?:nay|(?:ngày )?{_DAY})", _from_to),
    (
        rf"(?:tính )?từ (?:ngày )?{_DAY} ?(?:đến|-|tới) (?:hết |cuối )?tháng {_MONTH_OF}{_YEAR}?",
        _from_day_to_month,
    ),
    (
        rf"(?:tính )?từ (?:ngày )?(\d{{1,2}}) ?(?:đến|-|tới) ?(?:hết )?(?:ngày )?{_DAY}",
        _days_of_month,
    ),
    (rf"(?:tính )?từ ngày {_DAY}(?=,)", _from_day),
    (rf"(?:từ|kể từ) (?:khi |lúc )?{_OPENED}[^,.;\d]{{0,40}}2? ?(?:cấp)? ?đến nay", _since_opening),
    (r"(?:từ|kể từ) đầu năm(?: \d{4})? (?:đến|tới) nay", _since_new_year),
    (rf"(?:từ|kể từ) (?:đầu )?tháng (\d{{1,2}})(?:/|, ?| năm ){_YEAR}(?: đến nay)?", _since_month),
    (rf"(?:tính |lũy kế |cộng dồn )?đến (?:hết |thời điểm |cuối )?(?:ngày )?{_DAY}", _until),
    (rf"(?:tính )?đến (?:hết |cuối |giữa )?tháng {_MONTH_OF}{_YEAR}?", _until_month),
    (rf"({_COUNT}) tháng cuối năm(?: {_YEAR})?", _last_months),
    (rf"({_COUNT}) tháng (?:đầu |của )*(?:năm(?: {_YEAR})?|qua(?! )|năm nay)", _first_months),
    (rf"({_COUNT}) tháng(?: ?/ ?{_YEAR})(?!\d)", _first_months),
    (rf"({_COUNT}) tháng()(?=,? (?:đạt|ước|thu|toàn|xã|phường))", _first_months),
    (rf"sau (hơn |gần )?({_COUNT}) (tháng|tuần|ngày) {_OPENED}", _since_two_levels),
    (
        rf"(hơn |gần )?({_COUNT}) (tháng|tuần|ngày) (?:đầu )?{_OPENED} (?:mô hình )?chính quyền",
        _since_two_levels,
    ),
    (
        rf"()({_COUNT}) (tháng|tuần|ngày) đầu(?: tiên)? (?:đi vào )?(?:hoạt động|vận hành)",
        _since_two_levels,
    ),
    (r"tháng đầu tiên (?:chính thức |đi vào )*(?:vận hành|hoạt động)", _first_month),
    (rf"quý (iv|iii|ii|i|[1-4])(?: ?/ ?| năm | ){_YEAR}?", _quarter),
    (rf"(?:đến )?(?:cuối|hết) năm(?: {_YEAR})?", _end_of_year),
    (rf"(?:giai đoạn|nhiệm kỳ|trong các năm|từ năm) ?{_YEAR} ?(?:-|đến|đến năm) ?{_YEAR}", _years),
    (rf"tháng (\d{{1,2}})(?:/|, ?| )(?:năm )?{_YEAR}", _month),
    (r"(?:trong|riêng|ngân sách) tháng (\d{1,2})()(?![\d/])", lambda m, c: _month(m, c)),
    (rf"năm {_YEAR}", _one_year),
    (r"(?:đến nay|hiện nay|hiện tại|đến thời điểm này|hiện(?= (?:có|đang|còn|xã|toàn)))", _now),
)  # fmt: skip
# What the forms begin with, by first letter; most places are turned away before any is tried.
_BEGINNINGS = (
    r"\d{1,2} [tn]|t(?:ừ |ính (?:đ|t)|háng [\dđ]|ám [tn]|rong (?:c|th))|đến |n(?:ăm [\dtn]|hiệm)"
    r"|kể t|lũy kế đ|c(?:ộng dồn đ|uối n|hín [tn])|h(?:iện|ết n|ơn |ai [tn])|s(?:au |áu [tn])"
    r"|g(?:ần |iai)|quý |m(?:ột [tn]|ười )|b(?:a [tn]|ốn [tn]|ảy [tn])|riêng th"
)
_ALTERNATIVES = "|".join(f"(?P<f{place}>{form})" for place, (form, _) in enumerate(_FORMS))
_ANY = re.compile(rf"(?<!\w)(?={_BEGINNINGS})(?:{_ALTERNATIVES})(?!\d)")
_EACH = [re.compile(form) for form, _ in _FORMS]

# "so với năm 2024", "bằng 112% cùng kỳ năm 2024": the year of a comparison's base.
COMPARED = re.compile(
    r"(?:so với|so|cùng kỳ|hơn|so với cùng kỳ|so với đầu|hơn so với|so cùng kỳ|trước"
    r"|(?:bằng|tăng|vượt|đạt) (?:hơn |trên |gần |khoảng )?[\d.,]+ ?%) "
    r"(?:cả |thời điểm |đầu |cuối |trong |của |với )*$"
)
_OF_PLAN = re.compile(
    r"(?:dự toán|kế hoạch|chỉ tiêu|nghị quyết|giao|nhiệm vụ|đề ra|vốn đầu tư công) "
    r"(?:của |cho |cả )*$"
)
_ORIGINS = ("sinh ", "thành lập ", "ra đời ", "khởi công ", "tốt nghiệp ", "ban hành ")
_LASTING = frozenset({"_one_year", "_first_months", "_years", "_since_new_year"})
_COUNTING = frozenset(
    {"_from_to", "_from_day", "_from_day_to_month", "_days_of_month", "_since_two_levels"}
)
_STATE = frozenset({"_now", "_until", "_until_month", "_end_of_year"})


def periods(key: str, start: int, end: int, calendar: Calendar) -> Iterator[Period]:
    """The periods named between two offsets, in order; bases of comparison are ``ignored``."""
    for match in _ANY.finditer(key, start, end):
        place = int((match.lastgroup or "f0")[1:])
        exact = _EACH[place].match(key, match.start(), end)
        span = _FORMS[place][1](exact, calendar) if exact else None
        if span is None:
            continue
        before = key[max(start, match.start() - 30) : match.start()]
        name = _FORMS[place][1].__name__
        one_year = name in ("_one_year", "_end_of_year")
        yield Period(
            start=span[0],
            end=span[1],
            at=match.start(),
            behind=match.end(),
            weak=one_year and _OF_PLAN.search(before) is not None,
            ignored=COMPARED.search(before) is not None
            or _is_term_name(key, match)
            or _is_origin(before, span),
            state=name in _STATE,
            carries=name != "_month",
            lasting=name in _LASTING,
            counting=name in _COUNTING,
            assumed=span[2],
        )


def _is_origin(before: str, span: _Span) -> bool:
    """Whether the year is one of birth or foundation, or long past."""
    return before.endswith(_ORIGINS) or (span[1] is not None and span[1].year < 2015)


def _is_term_name(key: str, match: re.Match[str]) -> bool:
    """Whether "nhiệm kỳ 2025-2030" only names a congress or a council."""
    if not match.group().startswith("nhiệm kỳ"):
        return False
    before = key[max(0, match.start() - 24) : match.start()].rstrip(" ,(-")
    return before.endswith(("lần thứ i", "khóa i", "đại hội", "hđnd", "đại biểu")) or bool(
        re.search(r"(?:lần thứ|khóa|đảng bộ xã|đảng bộ phường|hđnd xã)\s?[\w ]*$", before)
    )


# Day of a text: its first line in the form " date 2025-12-23 …" or "Ngày 23/12/2025".
_HEADER = re.compile(r"\s*date (\d{4})-(\d\d)(?:-(\d\d))?(?!\d)")
_YEAR_OF_FULL_DATE = re.compile(r"[/-](20\d\d)(?!\d)")
_DAY_AND_MONTH = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})$")
_YEAR_NAMED = re.compile(r"năm (20\d\d)(?!\d)")
_YEAR_OF_DATE = re.compile(r"/(20\d\d)(?!\d)")


def header_date(text: str) -> date | None:
    """The day that a text's own first line gives as " date 2025-12-23 …"; ``None`` without."""
    match = _HEADER.match(text)
    if match is None:
        return None
    year, month, day = match.groups()
    return day_of(int(year), int(month), int(day)) if day else _month_end(int(year), int(month))


def latest_date(key: str) -> date | None:
    """The latest full date that a text prints; ``None`` where it prints none."""
    dates = []
    for year in _YEAR_OF_FULL_DATE.finditer(key, 0, 200_000):
        day = _DAY_AND_MONTH.search(key, max(0, year.start() - 6), year.start())
        dates.append(
            day_of(int(year.group(1)), int(day.group(2)), int(day.group(1))) if day else None
        )
    return max((one for one in dates if one), default=None)


def spoken_year(key: str) -> int | None:
    """The year that a text names most in its opening; ``None`` where it names none."""
    for pattern in (_YEAR_NAMED, _YEAR_OF_DATE):
        years = [int(year) for year in pattern.findall(key[:20_000]) if int(year) < 2030]
        if years:
            return max(set(years), key=lambda year: (years.count(year), -year))
    return None
