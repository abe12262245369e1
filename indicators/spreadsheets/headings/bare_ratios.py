"""A column "Tỷ lệ (%)" beside others below one heading: a share of what, its neighbours tell.

Beside a plan and a result it is the result as a share of the plan; beside results of two times it
is a change. Alone below the name of a rate it is that rate.
"""

import re

from indicators.spreadsheets.headings.plans_and_changes import PLAN, no_result
from indicators.spreadsheets.headings.stated_periods import heading_period
from indicators.spreadsheets.headings.vocabulary import Vocabulary, key_of, stands_in

BARE = re.compile(r"(?:(?:ty le|ti le|phan tram|dat|hoan thanh|so sanh) ?)+")
OF_PLAN, OF_TIMES = "TH/KH (%)", "So với cùng kỳ (%)"
Headings = tuple[tuple[str, ...], ...]


def told_ratios(headings: Headings, vocabulary: Vocabulary) -> Headings:
    """The headings, with bare ratios told in full where their neighbours tell of what."""
    return tuple(_told(headings, number, vocabulary) for number in range(len(headings)))


def _told(headings: Headings, number: int, vocabulary: Vocabulary) -> tuple[str, ...]:
    heading = headings[number]
    if len(heading) < 2 or not BARE.fullmatch(key_of(heading[-1])):
        return heading
    group = [other for other in headings if len(other) > 1 and other[:-1] == heading[:-1]]
    beside = [other for other in group if other != heading]
    plans = [other for other in beside if no_result(other[-1:], vocabulary) == PLAN]
    results = [other for other in beside if _is_result(other[-1], vocabulary)]
    periods = {heading_period(other[-1:]) for other in results}
    if plans and results:
        return (*heading[:-1], OF_PLAN)
    return (*heading[:-1], OF_TIMES) if len(periods) > 1 else heading


def _is_result(line: str, vocabulary: Vocabulary) -> bool:
    """Whether a line heads results: of a time, or said to be achieved."""
    words = key_of(line)
    said = (*vocabulary.title_result_words, *vocabulary.estimate_words)
    return heading_period((line,)) is not None or any(stands_in(word, words) for word in said)
