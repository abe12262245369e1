"""The period of a figure: what its sentence names, else what the text speaks of."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from indicators.catalogue.records import Indicator
from indicators.extraction.lines import Line
from indicators.extraction.named_periods import Period

# "70 triệu đồng vào năm 2025", "21,59% (năm 2024)": the period right behind the number is its own.
_AT_ONCE = re.compile(r"[ (]{1,2}(?:vào |trong |tính |của )?(?:thời điểm )?")
# "bằng 108% năm 2024 (61 triệu đồng)": the number in brackets is that of the year in front.
_IN_BRACKETS = re.compile(r" ?\((?:(?:là|đạt|:|khoảng|hơn|gần|tức) ?)*")

# "Theo báo cáo, trong năm 2025, …": so many words in front of a period that opens a sentence.
_OPENING_WORDS = 4


@dataclass(frozen=True, slots=True)
class When:
    """First and last day of a figure. ``told`` when its own sentence names the period;
    ``untold`` for a time of the past that has no days ("đầu nhiệm kỳ"); ``leaked`` when another
    clause of the sentence names it, inside ("…; thu nhập năm 2025 đạt 51 triệu đồng; hộ nghèo 5%").
    """

    start: date | None
    end: date | None
    told: bool
    assumed: bool
    untold: bool = False
    leaked: bool = False


class Timeline:
    """Follows of which period a text speaks, sentence by sentence.

    ``published`` is the day of publication; ``fallback`` stands for it in a text without one.
    ``open_year``: the text tells that day, but not its year, so that nothing is safely of it.
    """

    def __init__(
        self, published: date | None, fallback: date | None, *, open_year: bool = False
    ) -> None:
        self.published = published
        self.open_year = open_year
        self.fallback = fallback
        self.current: Period | None = None
        self._lasting: Period | None = None
        self._counting: Period | None = None

    def open_with(self, named: Iterable[Period]) -> None:
        """Let the title mean the first year that the text goes on to speak of."""
        for period in named:
            one_year = period.start and period.end and period.start.year == period.end.year
            if (
                one_year
                and period.lasting
                and not (period.ignored or period.weak or self._is_ahead(period))
            ):
                self.current = self._lasting = period
                return

    def when(
        self,
        indicator: Indicator,
        line: Line,
        named: Sequence[Period],
        offset: int,
        end: int,
        counted_since: str | None,
        state_on: str | None,
    ) -> When:
        """The period of the number between ``offset`` and ``end``."""
        usable = [period for period in named if not period.ignored]
        own = _of_bracket(named, line, offset) or _nearest(usable, line, offset, end)
        when = self._when(indicator, own, counted_since, state_on)
        of_open_year = self.open_year and when.end == self.published
        return replace(
            when,
            assumed=when.assumed or of_open_year,
            leaked=own is not None and _leaks(own, line, offset),
        )

    def _when(
        self,
        indicator: Indicator,
        own: Period | None,
        counted_since: str | None,
        state_on: str | None,
    ) -> When:
        if state_on is not None:
            day = date.fromisoformat(state_on)
            return When(day, day, True, False)
        if own is not None and own.untold:
            return When(None, None, True, False, untold=True)
        if indicator.measures == "stock":
            return self._on_a_day(own)
        if own is not None and own.state:
            return self._state(own, indicator, counted_since)
        if own is None and self.current is not None and self.current.state:
            return replace(self._state(self.current, indicator, counted_since), told=False)
        period = own or self.current or (self._counting if counted_since else None)
        if period is None:
            return self._stated(total=indicator.measures == "total")
        if indicator.measures == "rate" and _spans_years(period):
            return self._at_the_end_of(period, own is not None)
        return When(period.start, period.end or self._today(), own is not None, period.assumed)

    def leave(self, named: Sequence[Period]) -> None:
        """Remember the first period that a sentence speaks of, and the last span of counting."""
        self._counting = next((p for p in named if p.counting and not p.ignored), self._counting)
        for period in named:
            if period.ignored or period.weak or period.untold or not period.carries:
                continue
            if self._is_ahead(period):
                continue
            if not (period.state and period.end is None and self.current is not None):
                self.current = period
                self._lasting = period if period.lasting else self._lasting
            return

    def new_paragraph(self) -> None:
        """A state ("hiện nay") or some days do not outlast their paragraph; a year does."""
        self.current = self._lasting

    def _is_ahead(self, period: Period) -> bool:
        today = self._today() or date.today()  # an undated text is not of the future either
        return period.start is not None and period.start > today

    def _today(self) -> date | None:
        return self.published or self.fallback

    def _stated(self, *, total: bool = False) -> When:
        """A level stated on the day of the text; of a total nothing tells when it begins."""
        return When(None, self._today(), False, self.published is None or total)

    def _at_the_end_of(self, term: Period, told: bool) -> When:
        """A level reached in a term of years is that of its end, or of publication before it."""
        today = self.published
        end = min(term.end, today) if term.end and today else term.end
        return When(None, end, told, False)

    def _on_a_day(self, own: Period | None) -> When:
        if own is not None and own.end is not None and own.state:
            return When(None, own.end, True, False)
        if own is not None and own.start and own.start == own.end:
            return When(own.start, own.end, True, False)
        if own is not None and own.end is not None and not own.weak and not _spans_years(own):
            end = min(own.end, self.published) if self.published else own.end
            return When(None, end, True, own.assumed)
        return self._stated()

    def _state(self, period: Period, indicator: Indicator, counted_since: str | None) -> When:
        """A total "đến ngày 20/11" runs from the year's first day, or from when counting began."""
        end = period.end or self._today()
        if end is not None and (end.month, end.day) == (12, 31) and "năm" in indicator.unit:
            return When(date(end.year, 1, 1), end, True, False)  # what is earned in a year
        if indicator.measures != "total" or end is None:
            return When(None, end, True, period.end is None and self.published is None)
        if counted_since and date.fromisoformat(counted_since).year == end.year:
            return When(date.fromisoformat(counted_since), end, True, True)
        if (
            self.current
            and self.current.start
            and self.current.start <= end
            and not self.current.state
        ):
            return When(self.current.start, end, True, False)
        return When(date(end.year, 1, 1), end, True, True)


def _reaches(period: Period, line: Line, offset: int) -> bool:
    """Whether a period counts at ``offset``: one inside a clause ends with it, a year does not."""
    if not line.reaches(period.at, offset):
        return False
    opens = not line.key[line.start : period.at].strip(' -+•\n(“"')
    list_follows = ":" in line.key[period.behind : offset].partition(";")[0]
    return opens or list_follows or period.lasting or ";" not in line.key[period.behind : offset]


def _leaks(period: Period, line: Line, offset: int) -> bool:
    """Whether a period stands inside a clause before the number's: neither opens the sentence."""
    if ";" not in line.key[period.behind : offset]:
        return False
    opens = len(line.key[line.start : period.at].strip(' -+•\n(“"').split()) <= _OPENING_WORDS
    list_follows = ":" in line.key[period.behind : offset].partition(";")[0]
    return not (opens or list_follows)


def _spans_years(period: Period) -> bool:
    return (
        period.start is not None
        and period.end is not None
        and (period.start.year < period.end.year)
    )


def _of_bracket(named: Sequence[Period], line: Line, offset: int) -> Period | None:
    """The period right in front of the bracket that the number opens, also one compared with."""
    opens = (p for p in named if _IN_BRACKETS.fullmatch(line.key, p.behind, offset))
    return next((period for period in opens if not period.weak), None)


def _tells_at_once(period: Period, line: Line, end: int) -> bool:
    """Whether "21,59% (năm 2024)" dates the number; not "2,1% (năm 2024: 3,4%)"."""
    lead = _AT_ONCE.fullmatch(line.key, end, period.at)
    if lead is None or period.weak:
        return False
    part = line.parts[line.part_at(period.at)]
    return "(" not in lead.group() or not any(
        period.behind <= value.number_start < part.end for value in line.values
    )


def _nearest(named: Sequence[Period], line: Line, offset: int, end: int) -> Period | None:
    """The last period in front of the number; else one behind it in its part; else a plan's."""
    part = line.parts[line.part_at(offset)]
    at_once = [p for p in named if _tells_at_once(p, line, end)]
    if at_once:
        return at_once[0]
    before = [p for p in named if p.behind <= offset and not p.weak and _reaches(p, line, offset)]
    if before:
        return before[-1]
    behind = [p for p in named if end <= p.at < min(part.end, end + 60) and not p.weak]
    if behind:
        return behind[0]
    weak = [p for p in named if p.weak and (p.behind <= offset or p.at < min(part.end, end + 60))]
    return weak[-1] if weak else None
