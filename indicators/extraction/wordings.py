"""Doubts that the words around a figure raise: another standard, a wider notion, only a part."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from indicators.doubts import Doubt, doubt
from indicators.extraction.claims import ESTIMATED
from indicators.extraction.lines import Line, Meaning
from indicators.extraction.timing import When

# How far behind a figure, in characters, its standard may be told.
_BEHIND = 60
# "không còn hộ nghèo theo chuẩn Thành phố": Hà Nội and TP.HCM have a line of their own.
_OWN_STANDARD = re.compile(
    r"(?<!\w)chuẩn (?:hộ )?(?:nghèo )?(?:(?:đa chiều|mới|riêng|hiện hành) )*"
    r"(?:của |theo )?(?:thành phố|tp|tỉnh|địa phương|hà nội)(?!\w)"
)
# How far behind it a wider notion may be told.
_NOUN_GOES_ON = 31
# "3 phường A, B, C và xã D", "phường A và 2 xã": not all units are in the number.
_UNIT = r"(?:xã|phường|thị trấn|đặc khu)"
_NAMED_BEFORE = re.compile(rf"(?<!\w){_UNIT} (?!cũ|và|hoặc)[^\W\d]")
_NAMED_BEHIND = re.compile(rf"(?:,| và| cùng| với) (?:các |một phần (?:của )?)?({_UNIT}) [^\W\d]")
_MERGING = re.compile(
    r"(?<!\w)(?:sáp nhập|sát nhập|hợp nhất|sắp xếp|trên cơ sở|thành lập từ|nhập)(?!\w)"
)
_LIST_ENDS = re.compile(
    r"[.;]|(?:,| và)? (?:có|với) (?:tổng|diện tích|dân số|quy mô)|\((?!cũ|trước)|thuộc|có hiệu lực"
)


# A year's last month reports on the year.
_REPORTED_BEFORE_END = timedelta(days=31)


def period_doubts(
    line: Line, meaning: Meaning, when: When, published: date | None
) -> tuple[Doubt, ...]:
    """What speaks against a result of a period that a text of the day ``published`` foresees."""
    if _is_far_from_over(when, published) and not _is_called_estimate(line, meaning):
        return (doubt("period_not_over"),)
    return ()


def wording_doubts(line: Line, meaning: Meaning) -> Iterator[Doubt]:
    """What speaks against a figure by its own words."""
    if meaning.phrase.phrase in meaning.reading.one_kind:
        yield doubt("one_kind_counted", words=meaning.phrase.phrase)
    indicator = meaning.indicator
    start = min(meaning.phrase.start, meaning.value.start)
    end = max(meaning.phrase.end, meaning.value.end)
    if indicator.by_national_line:
        behind = line.parts[line.part_at(end - 1)].end
        words = line.key[start : min(behind, end + _BEHIND)]
        if told := _OWN_STANDARD.search(words):
            yield doubt("other_standard", words=told.group())
    if indicator.wider and (told := indicator.wider.search(line.key, start, end + _NOUN_GOES_ON)):
        yield doubt("wider_notion", words=told.group())
    if indicator.counts_merged_units and _has_more_units(line, meaning):
        yield doubt("more_units_named")


def _is_far_from_over(when: When, published: date | None) -> bool:
    if when.assumed or when.end is None or published is None:
        return False  # what is assumed bears its own doubt
    return when.end - published > _REPORTED_BEFORE_END


def _is_called_estimate(line: Line, meaning: Meaning) -> bool:
    """Whether the part of a figure, or what opens its sentence, says that it is expected."""
    value, first = meaning.value, line.parts[0]
    own = min(meaning.phrase.start, line.parts[line.part_at(value.number_start)].start)
    spans = [(own, value.end)]
    if not any(one.start < first.end for one in line.values):  # "Ước đến cuối năm 2025, …"
        spans.append((first.start, first.end))
    return value.estimate or any(ESTIMATED.search(line.key, *span) for span in spans)


def _has_more_units(line: Line, meaning: Meaning) -> bool:
    """Whether units of another kind are named beside those that are counted."""
    value, phrase = meaning.value, meaning.phrase
    counted = line.key[value.number_start : max(value.end, phrase.end)]
    if "đơn vị" in counted:
        return False
    merging = _merging(line, value.number_start)
    if merging is not None and _NAMED_BEFORE.search(line.key, merging, value.number_start):
        return "khác" not in line.key[value.end : value.end + 16]
    start = max(value.end, phrase.end)
    stop = _LIST_ENDS.search(line.key, start, line.end)
    others = _NAMED_BEHIND.finditer(line.key, start, stop.start() if stop else line.end)
    return any(other[1] not in counted for other in others)


def _merging(line: Line, offset: int) -> int | None:
    """Where the words of a merger end, in front of ``offset``."""
    found = list(_MERGING.finditer(line.key, line.start, offset))
    return found[-1].end() if found else None
