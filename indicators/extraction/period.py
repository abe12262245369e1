"""A period as days, the calendar that fixes one, and small numbers in words."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

NUMBERS_IN_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11,
}  # fmt: skip


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


def day_of(year: int, month: int, day: int) -> date | None:
    """The day of these numbers; ``None`` where there is none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def number_in_words(words: str) -> int:
    """A small number in digits or in words."""
    return NUMBERS_IN_WORDS.get(words) or int(words)
