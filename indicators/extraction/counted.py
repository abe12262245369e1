"""What is counted: targets met, kinds counted apart, people beside an area."""

import re

from indicators.extraction.lines import Line, Meaning
from indicators.extraction.values import Value
from indicators.vocabularies.press_words import FoundPhrase, PressWords, Wording

# "7/12 chỉ tiêu vượt kế hoạch": how many were met is not told.
_ONLY_PASSED = re.compile(r" [^,;.\d]{0,40}(?<!đạt và )(?<!đạt, )vượt(?!\w)")
# "2 đảng bộ, 32 chi bộ": what parts two counts of kinds.
_JOINS = re.compile(r" ([^,;.\d]{1,30}?)(?:,| và) *(?:và )?")


def counts_apart(line: Line, place: int, value: Value, reading: Wording) -> bool:
    """Whether "2 đảng bộ, 32 chi bộ" counts another kind right in front: neither is all."""
    before = line.values[place - 1] if place else None
    if before is None or before.unit != "count":
        return False
    words = _JOINS.fullmatch(line.key, before.end, value.start)
    return words is not None and bool(
        reading.apart_from and reading.apart_from.fullmatch(words.group(1).strip())
    )


def is_met(line: Line, value: Value, reading: Wording) -> bool:
    """Whether targets are met, not only passed ("vượt 10/25 chỉ tiêu")."""
    opened = max(
        line.key.rfind(";", line.start, value.number_start) + 1, value.number_start - 90, line.start
    )
    if _ONLY_PASSED.match(line.key, value.end):  # what a colon parts tells nothing of them
        opened = max(opened, line.key.rfind(":", line.start, value.number_start) + 1)
    closed = line.key.find(";", value.end, min(line.end, value.end + 60))
    behind = line.key[value.end : closed if closed >= 0 else min(line.end, value.end + 60)]
    near = f"{line.key[opened : value.number_start]} | {behind.partition('trong đó')[0]}"
    near = near.replace("đạt và vượt", "đạt")
    if value.number != value.of:  # all of them were met, also where all were passed
        near = near.replace("hoàn thành vượt", "vượt")
    return reading.met is None or reading.met.search(near) is not None


def count_beside_area(
    line: Line, place: int, value: Value, vocabulary: PressWords
) -> Meaning | None:
    """The people in "diện tích 69 km2/49.065 người"."""
    before = line.values[place - 1] if place else None
    if before is None or before.unit != "area" or value.unit != "count":
        return None
    told = vocabulary.any_beside_area.match(line.key, value.end + 1)
    if told is None or line.key[before.end : value.start].strip() != "/":
        return None
    indicator = vocabulary.beside_area[told.group()]
    noun = FoundPhrase(told.group(), told.start(), told.end())
    return Meaning(indicator, indicator.readings[0], value, noun, value.number, "", False)
