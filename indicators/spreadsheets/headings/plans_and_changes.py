"""Whether a heading holds results, or a plan, a share of a plan, a change, another period."""

import re
import unicodedata

from indicators.spreadsheets.headings.stated_periods import (
    heading_period,
    stated_period,
    unaccented,
    without_period,
)
from indicators.vocabularies.heading_words import HeadingWords, key_of, stands_in

BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")
CHANGE = "a change, not a level"
PLAN = "a plan, not a result"
SHARE_OF_PLAN = "a share of the plan, not a level"
OTHER_PERIOD = "another period, without its year"
# "so với" and "so" compare, "số" counts: told apart by their marks alone.
COMPARED_BY_WORD = re.compile(r"\bso(?: sánh| với)*(?: |$)")
# "So sánh (%)" over "TH 2024": the line below says with what.
BARE_COMPARISON = re.compile(
    r"(?:(?:ty le|ti le|phan tram) )*so (?:sanh|voi|sanh voi)(?: (?:ty le|ti le|phan tram))*"
)
# "TH/DT (%)" over "Tỉnh giao": the line below says whose plan.
WHOSE_PLAN = re.compile(r"(?:\w+ ){1,4}giao(?: phan tram)?")
# A line of a heading that only says that ratios follow; it names no rate.
BARE_RATIO = re.compile(r".*\bso sanh\b.*|(?:(?:ty le|ti le|phan tram|so voi) ?)+")
RATE_WORDS = ("ty le", "ti le", "phan tram", "ty trong", "ti trong", "co cau", "ty suat")
YEARS = re.compile(r"\b(?:19|20)\d\d\b")
# What follows "so với" where two times are compared: "năm 2024", "TH 2024", "6 tháng 2024".
A_TIME = re.compile(r"(?:u?th|uoc|thuc hien|ket qua|nam|quy|thang|cung ky|ck|cuoi|dau|\d{1,4}t?)\b")
A_RESULT = re.compile(r"(?:u?th|uoc|thuc hien|cung ky|ck)\b")


def no_result(path: tuple[str, ...], vocabulary: HeadingWords) -> str | None:
    """Why a column holds no results, by its telling line; ``None`` where it may hold some.

    A share of a plan is a result of its own kind: ``is_share_of_plan`` tells it.
    """
    if _any_stands(vocabulary.change_words, key_of(" ".join(path))):
        return CHANGE
    line = _telling_line(path)
    words = key_of(BRACKETS.sub(" ", line))
    planned = _any_stands(vocabulary.plan_words, words)
    if planned and (not _achieved(words, vocabulary) or _plan_before_result(line, vocabulary)):
        return PLAN
    if not planned and _between_times(line):
        return CHANGE
    relative = _any_stands(vocabulary.other_period_words, words)
    return OTHER_PERIOD if relative and not stated_period(line) else None


def is_share_of_plan(path: tuple[str, ...], vocabulary: HeadingWords) -> bool:
    """Whether a heading's telling line sets a result against a plan: "TH/KH (%)", "so với KH"."""
    if not path:
        return False
    line = _telling_line(path)
    words = key_of(BRACKETS.sub(" ", line))
    before, behind = _halves(line)
    divided = _achieved(before, vocabulary) and _any_stands(vocabulary.plan_words, behind)
    return (
        _any_stands(vocabulary.plan_words, words)
        and _achieved(words, vocabulary)
        and (divided or _any_stands(vocabulary.share_of_plan_words, key_of(line)))
    )


def is_rate(text: str) -> bool:
    """Whether a text speaks of a rate, so that a share of its plan is another number."""
    words = key_of(text)
    return any(stands_in(word, words) for word in RATE_WORDS)


def is_rate_above(path: tuple[str, ...]) -> bool:
    """Whether the lines above the lowest speak of a rate, bare "Tỷ lệ (%)" not counted."""
    return any(is_rate(line) and not BARE_RATIO.fullmatch(key_of(line)) for line in path[:-1])


def is_planned(text: str, vocabulary: HeadingWords) -> bool:
    """Whether a text speaks of a plan at all, brackets included."""
    return _any_stands(vocabulary.plan_words, key_of(text))


def _telling_line(path: tuple[str, ...]) -> str:
    """The lowest line that says more than a period, with the comparison above it."""
    compared = [n for n, line in enumerate(path) if BARE_COMPARISON.fullmatch(key_of(line))]
    if compared:
        return " ".join(path[compared[-1] :])
    last = next((n for n in reversed(range(len(path))) if without_period(path[n])), len(path) - 1)
    above = path[last - 1] if last else ""
    if WHOSE_PLAN.fullmatch(key_of(path[last])) and "%" in above and _sets_against(above):
        return f"{above} {path[last]}"
    return path[last]


def _sets_against(line: str) -> bool:
    """Whether a line compares at all: "TH/DT (%)", "So với dự toán"."""
    return bool(_halves(line)[1]) or bool(COMPARED_BY_WORD.search(line.casefold()))


def _any_stands(phrases: tuple[str, ...], words: str) -> bool:
    return any(stands_in(phrase, words) for phrase in phrases)


def _achieved(words: str, vocabulary: HeadingWords) -> bool:
    return _any_stands(vocabulary.result_words, words)


def _halves(line: str) -> tuple[str, str]:
    """What stands before and behind "so với", or before and behind the first slash; folded."""
    plain = unicodedata.normalize("NFC", BRACKETS.sub(" ", line)).casefold()
    by_word = COMPARED_BY_WORD.search(plain)
    if by_word:
        return key_of(plain[: by_word.start()]), key_of(plain[by_word.end() :])
    before, _slash, behind = plain.partition("/")
    return key_of(before), key_of(behind)


def _plan_before_result(line: str, vocabulary: HeadingWords) -> bool:
    """A next plan against a result: "KH 2026/TH 2025", "dự toán 2026 so với thực hiện 2025"."""
    before, behind = _halves(line)
    return (
        _any_stands(vocabulary.plan_words, before)
        and not _achieved(before, vocabulary)
        and bool(behind)
        and (bool(A_RESULT.match(behind)) or len(set(YEARS.findall(line))) > 1)
    )


def _between_times(line: str) -> bool:
    """One time set against another: "so với năm 2024", "TH 2025/TH 2024", "So sánh (%)"."""
    plain = unicodedata.normalize("NFC", line).casefold()
    _before, behind = _halves(line)
    if COMPARED_BY_WORD.search(plain):
        return not behind or bool(A_TIME.match(behind))
    if "/" not in plain or " den " in f" {unaccented(line)} ":
        return False
    return bool(A_RESULT.match(behind)) or len(set(YEARS.findall(line))) > 1


BARE = re.compile(r"(?:(?:ty le|ti le|phan tram|dat|hoan thanh|so sanh) ?)+")

OF_PLAN, OF_TIMES = "TH/KH (%)", "So với cùng kỳ (%)"

Headings = tuple[tuple[str, ...], ...]


def told_ratios(headings: Headings, vocabulary: HeadingWords) -> Headings:
    """The headings, with bare ratios told in full where their neighbours tell of what."""
    return tuple(_told(headings, number, vocabulary) for number in range(len(headings)))


def _told(headings: Headings, number: int, vocabulary: HeadingWords) -> tuple[str, ...]:
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


def _is_result(line: str, vocabulary: HeadingWords) -> bool:
    """Whether a line heads results: of a time, or said to be achieved."""
    words = key_of(line)
    said = (*vocabulary.title_result_words, *vocabulary.estimate_words)
    return heading_period((line,)) is not None or any(stands_in(word, words) for word in said)
