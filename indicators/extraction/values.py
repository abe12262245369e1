"""The numbers of a sentence with their units and the words that directly govern them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from indicators.extraction.phrases import Vocabulary
from indicators.extraction.text import CleanText
from indicators.numbers import LONGEST_NUMBER, NUMBER, plain_decimal, scale_after

# What looks like a value and never is one: numbers of documents, telephone numbers, dates, ages,
# addresses, ordinals, years. Matched on the lower-case text.
# What these begin with stands first: most words are turned away before any form is tried.
_NO_VALUES = re.compile(
    r"(?<!\w)(?=[\d+]|n(?:gh|gày \d|ăm[ \d]|hiệm|iên)|c(?:hỉ t|ông v|hiều \d|ccd|ấp \d|hương)"
    r"|q(?:uyế|uy đ|uốc l|l )|k(?:ết l|hoản|hóa|ỳ h|hu |m )|h(?:ướng|otl|ạng)|l(?:uật|ần|ớp|oại)"
    r"|t(?:hông|ờ t|el|ài k|ối \d|ừ \d|rưa|ỉnh l|l |hứ |ổ |uổi|op|ập|hôn)|v(?:ăn b|ùng)|gia|ấp|fax"
    r"|đ(?:i[ềệ]|t[: ]|ến \d|ường)|s(?:ố|áng|tk|inh n)|m(?:ức đ|ục)|phụ|bản)"
    r"(?:\d+(?:/\d{4})?[-/](?:nq|qđ|kh|ct|tt|nđ|kl|tb|bc|ub|hd|cv|ctr|qh|tw|đu|tu|pl|hđ)\w*(?:[-/]\w+)*"
    r"|(?:nghị quyết|chỉ thị|quyết định|kết luận|nghị định|thông tư|quy định|công văn|hướng dẫn"
    r"|luật|điều|khoản|văn bản|thông báo|tờ trình)(?: số)? ?(?:số )?\d[\d/.-]*"
    r"|số:? ?\d+[-/][\w/-]+"
    r"|0\d{2,3}[. ]\d{3}[. ]\d{3,4}(?!\d)|(?<![\d.,])(?:\+84|0)\d{8,10}(?!\d)"
    r"|(?:hotline|điện thoại|đt|tel|fax|stk|tài khoản số|cccd)[: ]+[\d. ]{6,20}"
    r"|(?:ngày|sáng|chiều|tối|từ|đến|trưa) \d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?(?![\d%]| ?(?:tiêu|chỉ))"
    r"|\d{1,2}[/-]\d{1,2}[/-]\d{4}(?!\d)|\d{1,2}/\d{4}(?!\d)"
    r"|(?:năm|nhiệm kỳ|giai đoạn|niên khóa|khóa)(?: từ)? ?\d{4}(?: ?- ?\d{4})?"
    r"|(?:19|20)\d\d ?- ?(?:19|20)\d\d(?!\d)"
    r"|(?:số nhà|quốc lộ|tỉnh lộ|đường|ql|tl|đt|lần thứ|thứ|khóa|kỳ họp|tổ|khu phố|ấp|lớp|tuổi|vùng"
    r"|sinh năm|hạng|top|loại|mức độ|cấp|tập|chương|phụ lục|mục|thôn|bản|khu|tổ dân phố|km)"
    r" \d+(?![\d.,]*[%/])"
    r"|\d+ ?(?:tuổi|giờ|phút|h\d+)|24/7|\d{1,2}[h:]\d{2})"
)

_PERCENT = re.compile(r" {0,2}(?:%|phần trăm(?!\w))")
_SCALE = re.compile(
    r" {0,2}(?:(?:nghìn|ngàn) (?:tỷ|tỉ)|triệu (?:tỷ|tỉ)|tỷ|tỉ|triệu|nghìn|ngàn|vạn)(?!\w)"
)
_DONG = re.compile(r" {0,2}(?:đồng(?! (?:chí|bào|ruộng|hồ|đội))|vnđ|vnd|đ)(?!\w)")
_PER = re.compile(
    r"(?: ?/ ?(?:người|năm|tháng|ha|hộ|lao động|khẩu|ngày|m2|đầu người)(?!\w)){1,3}"
    r"|(?: (?:mỗi|một) (?:người|tháng|năm|hộ|lao động))"
)
_AREA = re.compile(r" {0,2}(?:km ?2|km²|ki-?lô-?mét vuông|ha|hec-?ta|héc-?ta)(?!\w)")
_YIELD = re.compile(r" {0,2}tạ ?/ ?ha(?!\w)")
_POINTS = re.compile(r" {0,2}(?:/ ?100 )?điểm(?! (?:phần trăm|%|trường|du lịch|bán))(?!\w)")
_NEXT_IN_RANGE = re.compile(r" ?[-–] ?")
_FOREIGN_MONEY = re.compile(r" {0,2}(?:usd|đô la|euro)")

# Not the dash of a range or of a list.
_MINUS = re.compile(r"(?<!\w)âm +$|(?:^|[^\d%\s] |[(:] ?)[-\u2212]$|(?:đạt|là|còn|mức|:) - $")

_FILLERS = frozenset(
    (
        *("bình", "quân", "hằng", "hàng", "mỗi", "được", "thêm", "khoảng", "là", ":", "con", "số"),
        *("ở", "mức", "tỷ", "lệ", "tỉ", "chỉ", "cả", "xấp", "xỉ", "trung", "trong", "năm", "qua"),
        *("tới", "tổng", "cộng", "có", "là:", "đạt:", "đã", "âm", "-"),
    )
)
_LOOK_BACK = 70
# "đến từ 41 chi bộ", "hợp nhất từ 3 xã": no number that another one follows.
_COMING = frozenset(("đến", "nhập", "nhất", "lập", "hình", "xếp", "gồm", "chính"))


class Value(NamedTuple):
    """One number of a sentence; offsets of the clean text.

    ``start`` … ``end`` is the evidence: the words that qualify the number, the number and its
    unit. ``number`` begins at ``number_start``. ``verb`` is the word that governs the number
    ("" where none does); ``of`` is the second number of a fraction. ``per`` is what stands
    behind a slash ("/người/năm"). ``previous`` tells the first number of "từ 4,2 xuống 2,8",
    ``loose`` a part of a range.
    """

    number: Decimal
    of: Decimal | None
    unit: str
    per: str
    start: int
    number_start: int
    end: int
    qualifier: str
    estimate: bool
    verb: str
    previous: bool
    loose: bool


def values(clean: CleanText, start: int, end: int, vocabulary: Vocabulary) -> list[Value]:
    """The values between two offsets, in order; dates, years and document numbers left out."""
    numbers = list(_joined(clean.key, _numbers(clean, start, end)))
    found: list[Value] = []
    skip = False
    for place, number in enumerate(numbers):
        if skip:
            skip = False
            continue
        after = numbers[place + 1] if place + 1 < len(numbers) else None
        before = numbers[place - 1] if place else None
        divisor = after if after and _is_fraction(clean.key, number, after) else None
        skip = divisor is not None
        loose = _in_range(clean.key, before, number, after)
        found.append(_value(clean.key, start, number, divisor, loose, vocabulary))
    return found


class _Number(NamedTuple):
    """A printed number; ``value`` holds the scale word behind it."""

    value: Decimal
    scale: int
    start: int
    end: int


def _numbers(clean: CleanText, start: int, end: int) -> Iterator[_Number]:
    masked = [match.span() for match in _NO_VALUES.finditer(clean.key, start, end)]
    place = 0
    for match in NUMBER.finditer(clean.text, start, end):
        while place < len(masked) and masked[place][1] <= match.start():
            place += 1
        hidden = place < len(masked) and match.end() > masked[place][0]
        if not hidden and match.end() - match.start() <= LONGEST_NUMBER:
            scale = scale_after(clean.text, match.end())
            yield _Number(plain_decimal(match.group()) * scale, scale, *match.span())


def _joined(key: str, numbers: Iterator[_Number]) -> Iterator[_Number]:
    """The numbers; those said in two scales ("4 tỷ 420 triệu đồng") as one."""
    before: _Number | None = None
    for number in numbers:
        if before is None:
            before = number
        elif _goes_on(key, before, number):
            before = _Number(before.value + number.value, number.scale, before.start, number.end)
        else:
            yield before
            before = number
    if before is not None:
        yield before


def _goes_on(key: str, number: _Number, after: _Number) -> bool:
    """Whether "420 triệu" only continues "4 tỷ"."""
    return (
        number.scale == 10**9
        and after.scale == 10**6
        and after.value < number.scale
        and key[number.end : after.start].strip() == "tỷ"
    )


def _is_fraction(key: str, number: _Number, after: _Number) -> bool:
    return _over(key, number, after) and 0 < after.value >= number.value


def _over(key: str, number: _Number, after: _Number) -> bool:
    """Whether a slash stands between two numbers."""
    between = key[number.end : after.start]
    return len(between) <= 3 and between.strip() == "/"


def _in_range(key: str, before: _Number | None, number: _Number, after: _Number | None) -> bool:
    """Whether the number is one end of "78-80" or "78 đến 80", or of a share of nothing ("0/0")."""
    return any(
        first is not None
        and second is not None
        and (_is_range_mark(key, first, second) or _is_no_share(key, first, second))
        for first, second in ((number, after), (before, number))
    )


def _is_no_share(key: str, number: _Number, after: _Number) -> bool:
    return _over(key, number, after) and not _is_fraction(key, number, after)


def _is_range_mark(key: str, number: _Number, after: _Number) -> bool:
    if after.start - number.end > 24:
        return False
    between = key[number.end : after.start]
    if _NEXT_IN_RANGE.fullmatch(between):
        return True
    words = between.split()
    return (
        bool(words)
        and words[-1] == "đến"
        and all(
            word in ("đến", "triệu", "đồng", "tỷ", "tỉ", "%", "người", "nghìn") for word in words
        )
        and key[max(0, number.start - 3) : number.start].strip() == "từ"
    )


def _value(
    key: str,
    sentence_start: int,
    number: _Number,
    divisor: _Number | None,
    loose: bool,
    vocabulary: Vocabulary,
) -> Value:
    last = divisor or number
    unit, per, end = _unit(key, last)
    govern = _governing(
        key, max(sentence_start, number.start - _LOOK_BACK), number.start, vocabulary
    )
    verb, qualifier, estimate, start, previous = govern
    behind = key[end : end + 12].strip()
    if behind.startswith(tuple(vocabulary.at_least_after)):
        qualifier = "at_least"
    elif behind.startswith(tuple(vocabulary.at_most_after)):
        qualifier = "at_most"
    return Value(
        number=-number.value if _is_negative(key, number, unit) else number.value,
        of=divisor.value if divisor else None,
        unit="fraction" if divisor and unit in ("count", "fraction") else unit,
        per=per,
        start=start,
        number_start=number.start,
        end=end,
        qualifier=qualifier,
        estimate=estimate,
        verb=verb,
        previous=previous,
        loose=loose
        or unit == "foreign"
        or _is_divisor(key, number, unit)
        or (divisor is not None and unit == "percent"),
    )


def _is_negative(key: str, number: _Number, unit: str) -> bool:
    """Whether a sign or the word for it stands in front: "đạt -2,1%", "tăng trưởng âm 2%"."""
    head = key[max(0, number.start - 12) : number.start]
    return unit in ("percent", "money") and number.value > 0 and _MINUS.search(head) is not None


def _is_divisor(key: str, number: _Number, unit: str) -> bool:
    """Whether "55 tỷ đồng/38 tỷ đồng" names the plan behind the result."""
    return unit == "money" and key[max(0, number.start - 2) : number.start].rstrip().endswith("/")


def _unit(key: str, number: _Number) -> tuple[str, str, int]:
    """Unit, what it is per, and where it ends."""
    at = number.end
    if match := _PERCENT.match(key, at):
        return "percent", "", match.end()
    if number.scale == 1:
        for unit, pattern in (("yield", _YIELD), ("area", _AREA), ("points", _POINTS)):
            if match := pattern.match(key, at):
                return unit, match.group().strip(), match.end()
    scale = _SCALE.match(key, at)
    at = scale.end() if scale else at
    if _FOREIGN_MONEY.match(key, at):
        return "foreign", "", at
    dong = _DONG.match(key, at)
    at = dong.end() if dong else at
    per = _PER.match(key, at)
    if dong or (scale and number.scale >= 10**6 and number.scale != 10**15):
        return "money", per.group() if per else "", per.end() if per else at
    return "count", "", at


# Marks become words of their own.
_APART = str.maketrans({mark: f" {mark} " for mark in ",;()"})
_MOST_WORDS = 9


def _governing(
    key: str, start: int, end: int, vocabulary: Vocabulary
) -> tuple[str, str, bool, int, bool]:
    """Verb, qualifier, whether estimated, where the evidence begins, whether "từ" stands there.

    Words are taken off the end of the text before the number for as long as they qualify it.
    """
    words = key[start:end].translate(_APART).split()[-_MOST_WORDS:]
    qualifier, estimate, evidence, verb, previous = "", False, end, "", False
    at = end
    while words:
        taken = _taken(words, vocabulary)
        phrase = " ".join(words[-taken:])
        at = max(key.rfind(phrase if taken == 1 else words[-taken], start, at), start)
        if phrase in vocabulary.qualifiers:
            qualifier = qualifier or vocabulary.qualifiers[phrase]
            evidence = at
        elif phrase in vocabulary.estimates:
            estimate = True
            last = phrase.rpartition(" ")[2]
            verb = verb or (last if last in vocabulary.changes else "")  # "ước tăng 6%"
            evidence = at
        elif phrase == "từ":
            previous = not (len(words) > 1 and words[-2] in _COMING)
        elif not verb and _is_verb(phrase, vocabulary):
            verb = phrase
        elif phrase not in _FILLERS and not (verb and phrase in vocabulary.levels):
            break
        del words[len(words) - taken :]
    if verb in vocabulary.above_plan and key[end : end + 12].lstrip("0123456789., ").startswith(
        "%"
    ):
        place = key.rfind(verb, start, evidence)
        evidence = place if place >= 0 else evidence
    return verb, qualifier or ("about" if estimate else "exact"), estimate, evidence, previous


def _is_verb(phrase: str, vocabulary: Vocabulary) -> bool:
    return (
        phrase in vocabulary.changes
        or phrase in vocabulary.levels
        or (phrase in vocabulary.above_plan)
    )


def _taken(words: list[str], vocabulary: Vocabulary) -> int:
    """How many words at the end form one known phrase; 1 where none does."""
    for count in vocabulary.governing_lengths.get(words[-1], ()):
        if 1 < count <= len(words) and " ".join(words[-count:]) in vocabulary.governing:
            return count
    return 1
