"""The clauses of a sentence: what stands between commas and semicolons."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from indicators.extraction.lines import Line
from indicators.extraction.values import Value

# Words that make a clause a statement of its own. "Thu ngân sách" holds no verb: "thu" is left out.
_FINITE = re.compile(
    r"(?<!\w)(?:đạt|là|còn|có|chiếm|bằng|vượt|tăng|giảm|tiếp nhận|giải quyết|kết nạp|hoàn thành"
    r"|thực hiện|tạo|xây dựng|đã|chỉ|thiếu|hụt|thấp hơn|cao hơn|ở mức|nâng|đưa|được)(?!\w)"
)
# "6 tháng", "quý III/2025": a time, no figure.
_OF_TIME = re.compile(r"\d{1,3} (?:tháng|quý|năm|ngày|tuần|giờ|kỳ)(?!\w)|(?:19|20)\d\d(?![\d.])")


@dataclass(frozen=True)
class Clauses:
    """The clauses of one sentence; offsets of the clean text. Brackets and quotes end none."""

    line: Line
    starts: Sequence[int]

    @classmethod
    def of(cls, line: Line) -> "Clauses":
        """Cut a sentence at its commas and semicolons."""
        return cls(line, [part.start for part in line.parts if part.mark in ("", ",", ";")])

    def at(self, offset: int) -> int:
        """The place of the clause that holds ``offset``."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def start(self, offset: int) -> int:
        """Where the clause of ``offset`` begins."""
        return self.starts[self.at(offset)]

    def end(self, offset: int) -> int:
        """Where the clause of ``offset`` ends."""
        after = self.at(offset) + 1
        return self.starts[after] if after < len(self.starts) else self.line.end

    def values_between(self, start: int, end: int) -> list[Value]:
        """The values whose numbers stand between two offsets; not those of dates and spans."""
        return [
            one
            for one in self.line.values
            if start <= one.number_start < end
            and not (one.unit == "count" and _OF_TIME.match(self.line.key, one.number_start))
        ]

    def has_verb(self, start: int, end: int) -> bool:
        """Whether a finite verb stands between two offsets."""
        return _FINITE.search(self.line.key, start, end) is not None
