"""How much a number says: level or change, share of a plan, the indicator's own unit."""

import re
from collections.abc import Iterator
from decimal import Decimal

from indicators.doubts import Doubt, doubt
from indicators.extraction.lines import Line, Meaning
from indicators.extraction.values import Value
from indicators.vocabularies.press_words import FoundPhrase, IndicatorPhrases, PressWords, Wording

_AVERAGE = re.compile(
    r"bình quân (?:hằng|hàng|mỗi|một) năm|bình quân/năm|^ ?/ ?năm|mỗi năm (?:tăng|giảm)"
)
_EACH_YEAR = re.compile(r"(?:hàng|hằng|mỗi) năm")
_PLAN_IN_FRONT = re.compile(
    r"(?:dự toán|kế hoạch|chỉ tiêu|mục tiêu)"
    r"(?: (?:năm|tỉnh|xã|phường|được|thành phố|cả năm|đầu năm|thu))*(?: giao)?(?: là"
    r"| đề ra)?[: ]*$"
)
# "diện tích 34.250 ha, dân số 8.000 người": told of the whole commune.
_PEOPLE = re.compile(r"dân số|nhân khẩu")
_OF_PLAN = re.compile(
    r" {0,2}(?:so với |so |với |của )?(?:dự toán|kế hoạch|chỉ tiêu|nghị quyết|mục tiêu|kh )"
)
_DENIED_NOUN = re.compile(
    r"(?<!\w)(?:không|chưa|chẳng)(?! (?:giấy|tiền mặt|dùng tiền mặt|sử dụng giấy|gian"
    r"|ngừng))(?!\w)"
)
_AGAINST_TARGET = re.compile(r" {0,2}(?:so với )?(?:kế hoạch|chỉ tiêu|mục tiêu|nghị quyết)")
# Without these words an income a month is mostly the wage of workers.
_PER_HEAD = re.compile(r"đầu người|người dân|mỗi người|/người")
MONTHS = 12  # of a year: "5,5 triệu đồng/người/tháng" is 66 a year
_COMPARED = re.compile(r" {0,2}so (?:với )?")
_POINTS_BEHIND = re.compile(r" {0,2}điểm")
# "thấp hơn dự toán 7%", "vượt kế hoạch 12%": the plan stands between the verb and the number.
_PLAN_BETWEEN = re.compile(
    r"(?<!\w)(\w+(?: \w+)?) (?:so với |so )?(?:dự toán|kế hoạch|chỉ tiêu|mục tiêu|nghị quyết"
    r"|kh)"
    r"(?: (?:năm|tỉnh|xã|phường|được|thành phố|cả năm|đầu năm|giao|đề ra|là|hđnd|\d{4}))*"
    r"(?: (?:gần|hơn|trên|khoảng|tới|đến))? *$"
)
# How far in front of a number a word may stand that says it is lacking, in characters.
_NEAR = 20
_OF_YEAR = re.compile(r" {0,2}(?:so với |so |của )?(?:cùng kỳ|năm trước|năm ngoái)")


def meaning_of(
    line: Line,
    place: int,
    value: Value,
    reading: Wording,
    phrase: FoundPhrase,
    inherited: bool,
    vocabulary: PressWords,
) -> Meaning | None:
    """The value as the reading has it; ``None`` for changes, averages and plans."""
    indicator = vocabulary.indicators[reading.indicator]
    tail = _tail(line, place, value)
    if indicator.of_plan:
        return _of_plan(line, value, indicator, reading, phrase, inherited, tail, vocabulary)
    if indicator.growth:
        return _growth(line, value, indicator, reading, phrase, inherited, tail, vocabulary)
    if not reading.has_noun and _is_change(line, value, phrase, vocabulary):
        return None
    part = line.parts[line.part_at(value.number_start)]
    if reading.unit in ("count", "percent") and _EACH_YEAR.search(
        line.key, part.start, value.start
    ):
        return None
    head = line.key[max(line.start, value.start - 60) : value.start]
    if not indicator.plan_is_base and _PLAN_IN_FRONT.search(head):
        return None
    if value.unit == "percent" and _is_turned_round(line, value, phrase, vocabulary):
        return None
    if value.of is not None and _is_lacking(line, part.start, value, vocabulary):
        return None
    amount = _amount(line, value, reading, phrase)
    if amount is None or (value.unit == "percent" and _AVERAGE.search(tail)):
        return None
    if indicator.plan_is_base:
        return Meaning(indicator, reading, value, phrase, amount, reading.basis, inherited)
    if value.unit == "percent" and not reading.has_noun and _is_of_something(tail):
        return None
    basis = _basis(line, value, reading, phrase)
    if indicator.basis_of_denominator:
        basis = indicator.basis_of_denominator.get(int(value.of or 0), "")
        if value.of is not None and not basis:
            return None
    return Meaning(indicator, reading, value, phrase, amount, basis, inherited)


def _tail(line: Line, place: int, value: Value) -> str:
    """The words behind a value up to the next one, within its part and a bracket behind it."""
    end = line.values[place + 1].start if place + 1 < len(line.values) else line.end
    part = line.parts[line.part_at(value.number_start)]
    return line.key[value.end : min(end, part.end, value.end + 120)]


def _is_of_something(tail: str) -> bool:
    """Whether a share is one of a plan or of a year ("đạt 94,2% kế hoạch"), no level."""
    return _OF_PLAN.match(tail) is not None or _OF_YEAR.match(tail) is not None


def _is_turned_round(line: Line, value: Value, phrase: FoundPhrase, vocabulary: PressWords) -> bool:
    """Whether the share is one of the others: "hồ sơ trực tuyến bị trả lại 12%"."""
    if phrase.start >= value.end:  # "15% rác thải chưa được thu gom"
        end = line.parts[line.part_at(phrase.start)].end
        noun = line.key[value.end : min(end, phrase.end + 75)]
        return any(one.search(noun) for one in (_DENIED_NOUN, vocabulary.reversing))
    return vocabulary.reversing.search(line.key, phrase.end, value.start) is not None


def _is_change(line: Line, value: Value, phrase: FoundPhrase, vocabulary: PressWords) -> bool:
    """Whether the number says by how much, not how much."""
    if value.verb in vocabulary.changes or value.verb.startswith("vượt"):
        return True
    if value.verb:
        return False
    between = line.key[phrase.end : value.start].split() if value.start > phrase.end else []
    if any(word in ("giảm", "tăng") for word in between[-4:]) and "còn" not in between:
        return not any(word in ("lên", "xuống", "đạt", "còn", "là") for word in between)
    head = line.key[max(line.start, phrase.start - 10) : phrase.start].split()
    return not between and bool(head) and head[-1] in ("giảm", "tăng")


def _amount(line: Line, value: Value, reading: Wording, phrase: FoundPhrase) -> Decimal | None:
    """The number in the indicator's unit; ``None`` where its unit is another one."""
    if reading.unit == "money":
        return None if value.per else value.number / 10**9
    if reading.unit == "income":
        if "ha" in value.per or "ngày" in value.per or "hộ" in value.per:
            return None
        if not _of_a_month(reading, value):
            return value.number / 10**6
        return value.number * MONTHS / 10**6 if _PER_HEAD.search(phrase.phrase) else None
    if reading.unit == "area":
        hectares = not value.per.startswith(("km", "ki"))
        whole = "tự nhiên" in phrase.phrase or _PEOPLE.search(line.key, phrase.end, line.end)
        if reading.natural_area and hectares and not whole:
            return None  # a building site or a field, not the commune
        if reading.natural_area:
            return value.number / 100 if hectares else value.number
        return value.number if hectares else value.number * 100
    return value.number


def number_doubts(meaning: Meaning) -> Iterator[Doubt]:
    """What speaks against the number itself: a second reading, a year made of a month."""
    value = meaning.value
    if value.other is not None:
        yield doubt("two_readings", value=value.number, other=value.other)
    if _of_a_month(meaning.reading, value):
        yield doubt("from_month", value=value.number / 10**6, months=MONTHS)


def _of_a_month(reading: Wording, value: Value) -> bool:
    """Whether an income a year is printed as income a month."""
    return reading.unit == "income" and "tháng" in value.per


def _basis(line: Line, value: Value, reading: Wording, phrase: FoundPhrase) -> str:
    between = line.key[phrase.end : value.number_start]
    for basis, words in reading.basis_words:
        if any(word in between for word in words):
            return basis
    return reading.basis


def _growth(
    line: Line,
    value: Value,
    indicator: IndicatorPhrases,
    reading: Wording,
    phrase: FoundPhrase,
    inherited: bool,
    tail: str,
    vocabulary: PressWords,
) -> Meaning | None:
    """Growth is a change by nature; only averages over years and shares of plans are none."""
    part = line.parts[line.part_at(value.number_start)]
    goes_on = inherited and _only_periods(line, part.start, value, vocabulary)
    head = line.key[part.start if goes_on else phrase.start : value.start]
    if (
        (inherited and not reading.verb and not goes_on)
        or _AVERAGE.search(tail)
        or "bình quân" in head
        or value.verb == "vượt"
        or _AGAINST_TARGET.match(tail)
    ):
        return None
    if value.verb == "giảm":
        return _shrinking(line, value, indicator, reading, phrase, inherited)
    if not reading.verb and value.verb == "tăng" and "so với" in tail and "điểm" in tail:
        return None
    return Meaning(indicator, reading, value, phrase, value.number, "", inherited)


def _shrinking(
    line: Line,
    value: Value,
    indicator: IndicatorPhrases,
    reading: Wording,
    phrase: FoundPhrase,
    inherited: bool,
) -> Meaning | None:
    """A decrease of what is produced; of growth itself ("tăng trưởng giảm 2%") it is in doubt."""
    if _POINTS_BEHIND.match(line.key, value.end):
        return None
    amount = -abs(value.number)
    return Meaning(indicator, reading, value, phrase, amount, "", inherited,
                   perhaps_change=not reading.verb)  # fmt: skip


def _only_periods(line: Line, start: int, value: Value, vocabulary: PressWords) -> bool:
    """Whether a part only names another year: "…, năm 2025 ước đạt 6,48%"."""
    words = line.key[start : value.start].split()
    return bool(words) and all(w in vocabulary.passed_over or w.isdecimal() for w in words)


def _of_plan(
    line: Line,
    value: Value,
    indicator: IndicatorPhrases,
    reading: Wording,
    phrase: FoundPhrase,
    inherited: bool,
    tail: str,
    vocabulary: PressWords,
) -> Meaning | None:
    """A share of a plan: as printed, or 100 more where it says by how much it was passed."""
    head = line.key[phrase.end : value.start]
    part = line.parts[line.part_at(phrase.start)]
    if _EACH_YEAR.search(line.key, part.start, value.start):
        return None
    past = vocabulary.against_past.search(tail[:60])
    planned = vocabulary.against_plan.search(tail)
    told = planned is not None or vocabulary.against_plan.search(head) is not None
    if past and (planned is None or past.start() < planned.start()):
        return None
    passed = value.verb.startswith("vượt") or (value.verb == "tăng" and planned is not None)
    missed = _misses_plan(value, head, planned is not None, told, vocabulary)
    between = _PLAN_BETWEEN.search(head)
    if between is not None and between.group(1).split()[-1] == "vượt":
        passed = True
    if value.verb in vocabulary.changes and not passed and not missed:
        return None
    if value.verb == "tăng" and not _COMPARED.match(tail):
        passed = False  # "tăng 133,3% dự toán": a share of the plan, loosely worded
        if planned is None:
            return None
    if not told and (
        value.verb in ("chiếm", "còn", "lên") or (passed and inherited is False and not value.verb)
    ):
        return None
    setter = _plan_setter(tail, head, vocabulary)
    basis = f"{_basis(line, value, reading, phrase)}.{setter}" if reading.basis else ""
    amount = value.number
    if missed:
        amount = 100 - value.number
    elif passed:
        amount = 100 + value.number
    return Meaning(indicator, reading, value, phrase, amount, basis, inherited, told, passed)


def _is_lacking(line: Line, start: int, value: Value, vocabulary: PressWords) -> bool:
    """Whether a fraction tells what is not reached: "còn thiếu 3/19 tiêu chí"."""
    near = max(start, value.number_start - _NEAR)
    return vocabulary.below_plan.search(line.key, near, value.number_start) is not None


def _misses_plan(
    value: Value, head: str, planned: bool, told: bool, vocabulary: PressWords
) -> bool:
    """Whether the number says by how much a plan was missed: "hụt 5% so với dự toán"."""
    if not 0 < value.number < 100:
        return False
    between = _PLAN_BETWEEN.search(head)
    if between is not None and vocabulary.below_plan.search(between.group(1)):
        return True
    missing = ("hụt", "thiếu", "hụt thu")
    falls_short = vocabulary.below_plan.fullmatch(value.verb) is not None
    return falls_short and (planned or (not told and value.verb in missing))


def _plan_setter(tail: str, head: str, vocabulary: PressWords) -> str:
    for words in (tail, head):
        for setter, pattern in vocabulary.plan_set_by:
            if pattern.search(words):
                return setter
    return "unspecified"
