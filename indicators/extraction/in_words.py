"""Figures that a text says in words: nothing left, and how many former units."""

import re
from collections.abc import Iterator
from decimal import Decimal

from indicators.extraction.lines import Line, Meaning
from indicators.extraction.named_periods import NUMBERS_IN_WORDS
from indicators.extraction.values import Value
from indicators.vocabularies.press_words import FoundPhrase, PressWords

# What may tell a figure without a digit.
MAY_TELL = re.compile(
    r"không (?:còn|có)|đến nay|hiện nay|(?:sáp nhập|hợp nhất|sắp xếp|cơ sở) "
    r"|mươi|mười|trăm|phẩy|nghìn|ngàn|vạn|triệu|tỷ"
)

# Not "năm", which is a year as well.
_UNITS = re.compile(
    r" (?:các |từ |toàn bộ )?(hai|ba|bốn|sáu|bảy|tám|chín) (?:đơn vị hành chính|đơn vị|xã|phường)"
    r"(?! (?:và|thuộc) (?:thị trấn|phường|một phần))(?!\w)"
)
# "sáp nhập thị trấn A, xã B và hai xã khác": those named and those counted.
_NAMED_AND_OTHERS = re.compile(
    r" (?:các |toàn bộ |nguyên trạng )*"
    r"(?P<named>(?:xã|phường|thị trấn) (?:[^,;.:()\d]{1,40}(?:, | và )){1,8}?)"
    r"(?P<others>hai|ba|bốn|sáu|bảy|tám|chín|[2-9]) (?:xã|phường|đơn vị)"
    r" (?:khác|còn lại|lân cận|liền kề)(?!\w)"
)
_BETWEEN_NAMES = re.compile(r", | và ")
# "Cơ bản không còn hộ nghèo": hardly any is not none.
_HARDLY = re.compile(r"cơ bản $")


def told_in_words(line: Line, vocabulary: PressWords) -> Iterator[Meaning]:
    """Numbers that are words: "không còn hộ nghèo", "sáp nhập ba xã"."""
    for phrase in line.phrases:
        zero = vocabulary.zero.get(phrase.phrase)
        if zero is not None and not _HARDLY.search(
            line.key, max(line.start, phrase.start - 8), phrase.start
        ):
            yield _meaning(
                vocabulary, zero, phrase, Decimal(0), "percent", (phrase.start, phrase.end)
            )
        if phrase.phrase in vocabulary.merging and (
            units := _UNITS.match(line.key, phrase.end, line.end)
        ):
            number = Decimal(NUMBERS_IN_WORDS[units.group(1)])
            span = units.start(1), units.end()
            yield _meaning(vocabulary, vocabulary.merged_units, phrase, number, "count", span)
        if phrase.phrase in vocabulary.merging and (
            units := _NAMED_AND_OTHERS.match(line.key, phrase.end, line.end)
        ):
            others = units["others"]
            number = Decimal(NUMBERS_IN_WORDS.get(others) or int(others))
            number += len([name for name in _BETWEEN_NAMES.split(units["named"]) if name.strip()])
            span = units.start("named"), units.end()
            yield _meaning(vocabulary, vocabulary.merged_units, phrase, number, "count", span)


def _meaning(
    vocabulary: PressWords, name: str, phrase: FoundPhrase, number: Decimal, unit: str,
    span: tuple[int, int],
) -> Meaning:  # fmt: skip
    start, end = span
    value = Value(
        number, None, unit, "", start, start, end, "exact", False, "", False, False
    )  # fmt: skip
    indicator = vocabulary.indicators[name]
    return Meaning(indicator, indicator.readings[0], value, phrase, number, "", False)
