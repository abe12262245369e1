"""Periods told by another one: "năm trước", "cùng kỳ", "hai năm trước", "đầu nhiệm kỳ"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from indicators.extraction.lines import Line
from indicators.extraction.named_periods import (
    COMPARED,
    NUMBERS_IN_WORDS,
    Calendar,
    Period,
    number_in_words,
    periods,
)
from indicators.extraction.roles import opens_clause

_COUNT = rf"\d{{1,2}}|{'|'.join(NUMBERS_IN_WORDS)}"
_VERB = re.compile(r" ?[:(]| (?:có|đạt|là|chỉ|còn|mới|thu|tiếp nhận|được|ước|hơn|gần|khoảng|\d)")
# "xã A (trước đây là xã B)": a former name, not a time.
_NAMES_UNIT = re.compile(
    r" (?:là|thuộc|có tên) (?:các |địa bàn )?(?:xã|phường|thị|huyện|quận|đặc khu)"
)
_MERGING = r"(?:khi\ |thời\ điểm\ )?(?:thực\ hiện\ )?(?:sáp\ nhập|hợp\ nhất|sắp\ xếp|chia\ tách)"
_RELATIVE = re.compile(
    rf"""(?<!\w)(?:
      (?P<same>cùng\ kỳ(?:\ (?:của\ )?năm\ (?:(?P<year>20\d\d)|trước|ngoái))?)
    | (?P<last>năm\ ngoái)
    | (?P<before>năm\ (?:liền\ |liền\ kề\ |kế\ |ngay\ )?trước(?!\ (?:khi|đây|mắt)))
    | (?P<ago>cách\ đây\ (?P<n>{_COUNT})\ năm|(?P<m>{_COUNT})\ năm\ (?:về\ )?trước(?!\ khi))
    | (?P<this>năm\ nay)
    | (?P<now>(?<!\bhiện\ )(?<!\bđến\ )nay(?=\ (?:đạt|còn|có|chỉ|là\ \d|tăng\ lên|giảm\ còn)))
    | (?P<after>sau\ {_MERGING})
    | (?P<past>(?:đầu|giữa)\ nhiệm\ kỳ|nhiệm\ kỳ\ trước|trước\ {_MERGING}|trước\ (?:đây|kia)
        |(?:những|các|mấy)\ năm\ trước|trước\ năm\ 20\d\d|chưa\ {_MERGING}
        |(?:khi|lúc|ngày)(?:\ mới|\ đầu|\ mới\ được)?\ thành\ lập)
    )(?!\w)""",
    re.VERBOSE,
)
# In front of these words only a base of comparison, or where something comes from.
_BASE = re.compile(
    r"(?<!\w)(?:từ|kể từ|so|so với|hơn|kém|bằng|vượt|như|với|kết dư|chuyển nguồn|nợ|gấp \S+ lần"
    r"|(?:hơn|so với|bằng) mức|tăng|giảm) (?:cả |thời điểm |của )*$"
)
# How many letters in front of the words are looked at.
_LEAD = 40
_TIMES = frozenset(("hồi", "vào", "lúc", "thời", "điểm", "từng", "ngay"))
# "đầu năm 2025", not "từ đầu năm 2025".
_BEGINNING = re.compile(r"(?<!\w)(?<!từ )đầu $")
_BOUNDARY = re.compile(r"[,;:().-](?!\d)|\n")
# Up to this month an undated result is that of the year before.
_LAST_MONTH_OF_RESULTS = 3


@dataclass(frozen=True, slots=True)
class _Base:
    """The period that another one is told by; ``told`` where the same sentence names it."""

    period: Period
    told: bool


def all_periods(line: Line, current: Period | None, calendar: Calendar) -> list[Period]:
    """The periods that a sentence names in order, also those told by another one.

    That of a value which another one follows ("từ 20 triệu năm 2020") is ignored.
    """
    named = list(periods(line.key, line.start, line.end, calendar))
    found = with_relative(line.key, line.start, line.end, named, current, calendar)
    ends = [value.end for value in line.values if value.previous]
    return [
        replace(one, ignored=True) if any(0 <= one.at - end <= 2 for end in ends) else one
        for one in found
    ]


def with_relative(
    key: str, start: int, end: int, named: Sequence[Period], current: Period | None,
    calendar: Calendar,
) -> list[Period]:  # fmt: skip
    """The periods of a sentence in order, with those that it tells by another one.

    ``current`` is the period that the text speaks of so far. A time before that no day can be
    given to is ``untold``: its figures are of no period known.
    """
    found = list(named)
    past = False
    for match in _RELATIVE.finditer(key, start, end):
        before = key[max(start, match.start() - _LEAD) : match.start()]
        if _is_base(match, before, key) or (match["after"] and not past):
            found = _without(found, match)
            continue
        past = past or match["past"] is not None
        found = _without(found, match)
        told = [one for one in named if not one.ignored and not _inside(one, match)]
        found.append(_settled(match, _base(match, told, current, calendar), current, calendar))
    return list(_ends_and_beginnings(key, found, calendar))


def _is_base(match: re.Match[str], before: str, key: str) -> bool:
    """Whether the words only say what a figure is compared with, or qualify a noun."""
    if COMPARED.search(before) or _BASE.search(before):
        return True
    if match["same"] or match["past"]:
        if _NAMES_UNIT.match(key, match.end()):
            return True
        words = _BOUNDARY.split(before)[-1]
        return not (opens_clause(words, _TIMES) or _VERB.match(key, match.end()))
    return False


def _inside(one: Period, match: re.Match[str]) -> bool:
    return match.start() <= one.at < match.end()


def _without(found: Sequence[Period], match: re.Match[str]) -> list[Period]:
    """The periods but the year inside the words themselves ("cùng kỳ năm 2024")."""
    if match["same"] is None:
        return list(found)
    return [replace(one, ignored=True) if _inside(one, match) else one for one in found]


def _base(
    match: re.Match[str], told: Sequence[Period], current: Period | None, calendar: Calendar
) -> _Base | None:
    """The nearest period of the sentence, else the text's, else that of publication."""
    in_front = [one for one in told if one.behind <= match.start() and one.end]
    behind = [one for one in told if one.at >= match.end() and one.end]
    if in_front or behind:
        return _Base((in_front[-1:] or behind[:1])[0], True)
    if match["last"] is None and current is not None and current.end is not None:
        return _Base(current, False)
    day = calendar.published
    if day is None:
        return None
    year = day.year
    if match["same"] and day.month <= _LAST_MONTH_OF_RESULTS:
        return _Base(_year(match, year - 1), False)
    first = date(year, 1, 1)
    return _Base(replace(_year(match, year), start=first, end=day), False)


def _year(match: re.Match[str], year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), match.start(), match.end(), carries=False)


def _settled(
    match: re.Match[str], base: _Base | None, current: Period | None, calendar: Calendar
) -> Period:
    """The period meant; ``untold`` where its days cannot be told."""
    untold = replace(_year(match, 1), start=None, end=None, untold=True)
    if match["past"]:
        return untold
    if match["now"] or match["after"]:
        return _today(match, current, calendar)
    if base is None or base.period.end is None:
        return untold
    year = base.period.end.year
    if match["this"]:
        return _this_year(match, base, calendar)
    if match["ago"]:
        count = number_in_words(match["n"] or match["m"])
        return replace(_year(match, year - count), assumed=True)
    if match["same"]:
        back = year - int(match["year"]) if match["year"] else 1
        return _years_before(match, base, back)
    certain = base.told or (match["last"] is not None and _is_this_year(current, calendar))
    return replace(_year(match, year - 1), assumed=not certain)


def _today(match: re.Match[str], current: Period | None, calendar: Calendar) -> Period:
    """What holds now, or since the merger: the period the text speaks of, else publication."""
    if current is not None and current.end is not None and _is_recent(current.end, calendar):
        return replace(current, at=match.start(), behind=match.end(), carries=False)
    day = calendar.published
    return replace(_year(match, 1), start=None, end=day, state=True, assumed=day is None)


def _is_recent(end: date, calendar: Calendar) -> bool:
    return calendar.published is None or end.year >= calendar.published.year - 1


def _is_this_year(current: Period | None, calendar: Calendar) -> bool:
    """Whether the text speaks of the year of publication: then "năm ngoái" is the one before."""
    year = calendar.published and calendar.published.year
    return current is None or (current.end is not None and current.end.year == year)


def _this_year(match: re.Match[str], base: _Base, calendar: Calendar) -> Period:
    """The year of publication up to that day; the one after "cùng kỳ năm 2024" where told."""
    day = calendar.published
    year = day.year if day else (base.period.end or date.max).year
    this = _year(match, year)
    return replace(this, end=day or this.end, assumed=day is None or day.month <= 3)


def _years_before(match: re.Match[str], base: _Base, back: int) -> Period:
    start, end = base.period.start, base.period.end
    return replace(
        base.period,
        start=start and _back(start, back),
        end=end and _back(end, back),
        at=match.start(),
        behind=match.end(),
        carries=False,
        weak=False,
        assumed=base.period.assumed or not base.told,
    )


def _back(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _ends_and_beginnings(key: str, found: Sequence[Period], calendar: Calendar) -> Iterator[Period]:
    """The periods in order: "cuối năm" without its year is of the year told in front of it, and
    "đầu năm 2025" is not safely the whole year.
    """
    year: int | None = None
    for one in sorted(found, key=lambda one: one.at):
        words = key[one.at : one.behind]
        if words.endswith(("cuối năm", "hết năm")) and one.end is not None:
            last = year or _year_of_results(one.end, calendar)
            yield replace(one, end=one.end.replace(year=last), assumed=year is None)
            continue
        if one.end is not None and not one.ignored:
            year = one.end.year
        yield (
            replace(one, assumed=True)
            if _BEGINNING.search(key, max(0, one.at - 12), one.at)
            else one
        )


def _year_of_results(end: date, calendar: Calendar) -> int:
    ahead = calendar.published is not None and end > calendar.published
    months = calendar.published.month if calendar.published else 12
    return end.year - 1 if ahead and months <= _LAST_MONTH_OF_RESULTS else end.year
