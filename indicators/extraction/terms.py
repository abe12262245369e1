"""Whether a text looks back on several years, so that a figure without a year may be of them all.

A congress reports on its whole term: what it calls the revenue, or the members admitted, may be
the sum of five years as well as the last year's. Nothing is guessed: such a figure bears a doubt.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from indicators.catalogue.records import Indicator
from indicators.doubts import Doubt, doubt
from indicators.extraction.lines import Line, Meaning
from indicators.extraction.named_periods import Period
from indicators.extraction.timing import When

# How far into a text a congress must be told of for the text to be about it, in characters.
OPENING = 800
_YEARS = r"20\d\d ?- ?20\d\d"
_CONGRESS = re.compile(
    r"""(?<!\w)(?:
      (?:tổ\ chức|tiến\ hành|khai\ mạc|bế\ mạc|tham\ dự|dự|phiên\ (?:chính\ thức|trù\ bị))
        \ (?:\w+\ ){0,3}?đại\ hội(?!\ thể)
    | đại\ hội\ (?:đại\ biểu\ )?(?:[^.;\n]{0,60}\ )?
        (?:lần\ thứ\ (?:i|1|nhất|đầu)|diễn\ ra|thành\ công|nhiệm\ kỳ)(?!\w)
    | đại\ hội\ (?:đại\ biểu|đảng\ bộ)
    | đại\ biểu[^.;\n]{0,60}\ (?:đại\ diện|thay\ mặt)[^.;\n]{0,60}\ đảng\ viên
    )""",
    re.VERBOSE,
)
# "thực hiện Nghị quyết Đại hội Đảng bộ xã": a plan that a text about one year goes by.
_ONLY_NAMED = re.compile(r"(?:nghị quyết|thực hiện|văn kiện|chào mừng|sau|mục tiêu|chỉ tiêu)"
                         r"(?: của| tại| khi)? $")  # fmt: skip
# A text about one year, whatever else it names.
_YEARLY = re.compile(
    r"""(?<!\w)(?:
      (?:kết\ quả|tình\ hình|nhiệm\ vụ|tổng\ kết|sơ\ kết|đánh\ giá)[^.;\n]{0,80}\ (?:năm\ 20\d\d
        |\d\ tháng|quý)
    | kỳ\ họp\ (?:thứ|chuyên\ đề|thường\ lệ|lần)
    )(?!\w)""",
    re.VERBOSE,
)
# Said in the sentence of a figure, or in one before it.
_TERM = re.compile(
    rf"""(?<!\w)(?:
      (?:trong|cả|suốt|hết|cuối|qua|toàn|sau)\ (?:cả\ )?nhiệm\ kỳ(?!\ (?:tới|mới|sau|2025))
    | nhiệm\ kỳ\ (?:qua|vừa\ qua|này|(?!2025){_YEARS})
    | (?<=\ )nhiệm\ kỳ(?=\ (?:đạt|tăng|là|ước))
    | giai\ đoạn\ {_YEARS}
    | (?:trong|qua|sau|cả|suốt)\ (?:[345]|ba|bốn|năm)\ năm
    | (?:[345]|ba|bốn|năm)\ năm\ (?:qua|gần\ đây|đạt|ước|là|\(?{_YEARS})
    | (?<=\ )5\ năm(?=\ [\d(])
    )(?!\w)""",
    re.VERBOSE,
)
# "nghị quyết đại hội nhiệm kỳ 2020-2025": the years that the text's term has.
_TERM_OF = re.compile(r"(?:nhiệm kỳ|giai đoạn) (20\d\d) ?- ?(20\d\d)")
_SINCE_ITS_BEGIN = re.compile(r"(?:so với|so) (?:đầu nhiệm kỳ|nhiệm kỳ trước|năm 20(?:1\d|20))")
# "theo chuẩn nghèo đa chiều giai đoạn 2022-2025": years of a standard.
_OF_STANDARD = re.compile(r"(?:chuẩn|tiêu chí|chương trình|đề án|kế hoạch)[^,;.]{0,40}$")
_CONGRESS_PLAN = re.compile(
    r"(?:nghị quyết|chỉ tiêu|mục tiêu|kế hoạch)(?: của)? (?:đại hội|nhiệm kỳ)"
    r"|đại hội[^,;.]{0,40} (?:đề ra|giao)|nhiệm kỳ đề ra"
)
# In a congress's own report its resolution is that of the congress before.
_RESOLUTION = re.compile(
    r"(?:so với |so |chỉ tiêu |mục tiêu |% )(?:của )?nghị quyết(?! (?:hđnd|năm))"
)


def is_of_congress(key: str) -> bool:
    """Whether a text (as compared) is about a congress, which reports on a term of years."""
    if _YEARLY.search(key, 0, OPENING):
        return False
    return any(
        not _ONLY_NAMED.search(key, max(0, found.start() - 24), found.start())
        for found in _CONGRESS.finditer(key, 0, OPENING)
    )


@dataclass
class Terms:
    """Follows whether a text looks back on a term. ``congress``: the whole text does."""

    congress: bool
    _named: bool = False
    _years: tuple[int, int] | None = None
    # Where the sentence speaks of the term, and where of one year or less.
    _at: list[int] = field(default_factory=list)
    _other: list[int] = field(default_factory=list)
    _looks_back: bool = False

    @classmethod
    def of(cls, key: str, published: date | None, *, congress: bool) -> "Terms":
        """The terms of a text; its own one was over, or nearly, when it was published."""
        last = published.year if published else 9999
        years = [(int(m[1]), int(m[2])) for m in _TERM_OF.finditer(key)
                 if 3 <= int(m[2]) - int(m[1]) <= 5 and int(m[2]) <= last
                 and not _OF_STANDARD.search(key, max(0, m.start() - 50), m.start())]  # fmt: skip
        return cls(congress, _years=years[0] if years else None)

    def enter(self, line: Line, named: Sequence[Period]) -> None:
        """Take up a sentence with numbers and the periods that it names."""
        self._other = [one.at for one in named if not (one.ignored or one.weak or _is_term(one))]
        self._at = [
            found.start()
            for found in _TERM.finditer(line.key, line.start, line.end)
            if not _OF_STANDARD.search(line.key, max(line.start, found.start() - 50), found.start())
        ]
        compared = _SINCE_ITS_BEGIN.search(line.key, line.start, line.end)
        self._looks_back = self.congress or self._named or bool(self._at) or compared is not None

    def leave(self) -> None:
        """A term told of holds on until a sentence names a period of its own."""
        self._named = bool(self._at) or (self._named and not self._other)

    def dated(self, when: When, meaning: Meaning, indicator: Indicator) -> When:
        """The days of the term for what is said to be its total, where the text has its years."""
        if not (self._years and self._is_total(meaning, indicator) and self._of_term(meaning)):
            return when
        first, last = self._years
        return replace(when, start=date(first, 1, 1), end=date(last, 12, 31), told=True)

    def doubts(
        self, line: Line, when: When, meaning: Meaning, indicator: Indicator
    ) -> tuple[Doubt, ...]:
        """What speaks against taking a figure as one of the period it was given."""
        if indicator.measures == "stock":
            return ()
        total = self._is_total(meaning, indicator)
        if total and (_spans_years(when) or self._of_term(meaning)):
            return (doubt("whole_term"),)
        if self._goes_by_congress(line, meaning):
            return (doubt("plan_of_congress"),)
        own = when.told and not when.leaked
        if not self._looks_back or own or (not total and when.start is None):
            return ()
        return (doubt("year_or_term"),)

    def _is_total(self, meaning: Meaning, indicator: Indicator) -> bool:
        return indicator.measures == "total" or meaning.indicator.growth

    def _of_term(self, meaning: Meaning) -> bool:
        """Whether the sentence speaks of the term last, in front of the figure."""
        offset = meaning.value.number_start
        last = max((at for at in self._at if at < offset), default=-1)
        return last > max((at for at in self._other if at < offset), default=-1)

    def _goes_by_congress(self, line: Line, meaning: Meaning) -> bool:
        if not (meaning.indicator.of_plan or meaning.indicator.id == "targets_met"):
            return False
        semicolon = line.key.rfind(";", line.start, meaning.value.start) + 1
        start = max(semicolon, line.start, meaning.value.start - 60)
        end = min(line.end, meaning.value.end + 80)
        words = line.key[start:end].partition(";")[0]
        return bool(_CONGRESS_PLAN.search(words)) or (
            self.congress and _RESOLUTION.search(words) is not None
        )


def _is_term(period: Period) -> bool:
    """Whether a period is one of several years, as a term is."""
    return (
        period.start is not None
        and period.end is not None
        and (period.end.year - period.start.year > 1)
    )


def _spans_years(when: When) -> bool:
    """Whether a period is one of whole years, and of more than one."""
    return (
        when.start is not None
        and when.end is not None
        and when.start.year < when.end.year
        and (when.start.month, when.start.day) == (1, 1)
        and (when.end.month, when.end.day) == (12, 31)
    )
