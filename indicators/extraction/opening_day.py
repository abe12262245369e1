"""The day that an undated article tells of in its opening: "Sáng 30/7, Đảng bộ xã … tổ chức"."""

import re
from dataclasses import dataclass
from datetime import date

from indicators.extraction.named_periods import day_of, spoken_year

# So far into a text its own day is told, in characters.
OPENING = 700
_DAY = re.compile(
    r"""(?<![\w/])(?:(?:sáng|chiều|tối|trưa)(?:\ nay)?,?\ (?:ngày\ )?
      |trong\ (?:\d|hai|ba)\ ngày\ \(?
      |(?<!từ\ )(?<!đến\ )(?<!hết\ )(?<!trước\ )(?<!số\ )ngày\ )
    (?:\(?\d{1,2}(?:[/-]\d{1,2})?\ ?(?:-|và|,)\ ?)?      # "22 và 23/7": the last of several days
    (?P<day>\d{1,2})[/-](?P<month>\d{1,2})(?:[/-](?P<year>20\d\d))?(?![\d/])""",
    re.VERBOSE,
)
# "Nghị quyết … ngày 12/8", "sinh ngày 3/4": the day of something else.
_OF_SOMETHING_ELSE = re.compile(
    r"(?:nghị quyết|quyết định|kế hoạch|chỉ thị|thông báo|báo cáo|văn bản|công văn|hướng dẫn"
    r"|kết luận|sinh|thành lập|bắt đầu|tính|so|đến|từ|nghị định|luật)(?: \S+){0,3} $"
)
_TERM_BEGINS = re.compile(r"nhiệm kỳ (20\d\d) ?- ?20\d\d")
# A congress of communes is held between these months of the first year of its term.
_CONGRESSES = range(4, 11)
# In these months a text that speaks of a year mostly speaks of the one before.
_AFTER_NEW_YEAR = range(1, 4)


@dataclass(frozen=True, slots=True)
class TextDay:
    """The day of a text; ``open_year`` where only its surroundings tell the year."""

    day: date
    open_year: bool


def opening_day(key: str, *, congress: bool) -> TextDay | None:
    """The day that a text (as compared) says it is of; ``None`` where that cannot be told."""
    for found in _DAY.finditer(key, 0, OPENING):
        before = key[max(0, found.start() - 40) : found.start()]
        if _OF_SOMETHING_ELSE.search(before):
            continue
        month = int(found["month"])
        year = int(found["year"]) if found["year"] else _year(key, month, congress)
        day = day_of(year, month, int(found["day"])) if year else None
        if day and day <= date.today():
            return TextDay(day, found["year"] is None)
        return None
    return None


def _year(key: str, month: int, congress: bool) -> int | None:
    """The year of a day that is printed without one."""
    term = _TERM_BEGINS.search(key, 0, OPENING)
    if congress and term and month in _CONGRESSES:
        return int(term[1])
    return None if month in _AFTER_NEW_YEAR else spoken_year(key)
