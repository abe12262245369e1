"""The numbers of a sentence with their units and the words that directly govern them."""

import re
from decimal import Decimal
from typing import NamedTuple

from indicators.printed.clean_text import CleanText
from indicators.printed.numbers import PrintedNumber, read_numbers
from indicators.vocabularies.press_words import PressWords

# What looks like a value and never is one, matched on the lower-case text.
_NO_VALUE = {
    "document number": (
        r"\d+(?:/\d{4})?[-/](?:nq|qđ|kh|ct|tt|nđ|kl|tb|bc|ub|hd|cv|ctr|qh|tw|đu|tu|pl|hđ)\w*"
        r"(?:[-/]\w+)*"
    ),
    "document": (
        r"(?:nghị quyết|chỉ thị|quyết định|kết luận|nghị định|thông tư|quy định|công văn"
        r"|hướng dẫn|luật|điều|khoản|văn bản|thông báo|tờ trình)(?: số)? ?(?:số )?\d[\d/.-]*"
    ),
    "number of something": r"số:? ?\d+[-/][\w/-]+",
    # "15.045.678.901" and "15 045 678 901" hold none.
    "telephone": (
        r"(?<!\d[., ])0\d{2,3}[. ]\d{3}[. ]\d{3,4}(?!\d)|(?<![\d.,])(?:\+84|0)\d{8,10}(?!\d)"
    ),
    "account": r"(?:hotline|điện thoại|đt|tel|fax|stk|tài khoản số|cccd)[: ]+[\d. ]{6,20}",
    "dotted day": (r"ngày \d{1,2}\.\d{1,2}(?:\.\d{2,4})?(?!\d)|\d{1,2}\.\d{1,2}\.\d{4}(?!\d)"),
    "day": (
        r"(?:ngày|sáng|chiều|tối|từ|đến|trưa) \d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?"
        r"(?![\d%]| ?(?:tiêu|chỉ))|\d{1,2}[/-]\d{1,2}[/-]\d{4}(?!\d)"
    ),
    "month": r"\d{1,2}/\d{4}(?!\d)",
    "year": (
        r"(?:năm|nhiệm kỳ|giai đoạn|niên khóa|khóa)(?: từ)? ?\d{4}(?: ?- ?\d{4})?"
        r"|(?:19|20)\d\d ?- ?(?:19|20)\d\d(?!\d)"
    ),
    "name or ordinal": (
        r"(?:số nhà|quốc lộ|tỉnh lộ|đường|ql|tl|đt|lần thứ|thứ|khóa|kỳ họp|tổ|khu phố|ấp|lớp|tuổi"
        r"|vùng|sinh năm|hạng|top|loại|mức độ|cấp|tập|chương|phụ lục|mục|thôn|bản|khu"
        r"|tổ dân phố|km) \d+(?![\d.,]*[%/])"
    ),
    "age or time": r"\d+ ?(?:tuổi|giờ|phút|h\d+)|24/7|\d{1,2}[h:]\d{2}",
}
# What these begin with stands first: most words are turned away before any form is tried.
_NO_VALUE_BEGINS = (
    r"[\d+]|n(?:gh|gày \d|ăm[ \d]|hiệm|iên)|c(?:hỉ t|ông v|hiều \d|ccd|ấp \d|hương)"
    r"|q(?:uyế|uy đ|uốc l|l )|k(?:ết l|hoản|hóa|ỳ h|hu |m )|h(?:ướng|otl|ạng)|l(?:uật|ần|ớp|oại)"
    r"|t(?:hông|ờ t|el|ài k|ối \d|ừ \d|rưa|ỉnh l|l |hứ |ổ |uổi|op|ập|hôn)|v(?:ăn b|ùng)|gia|ấp|fax"
    r"|đ(?:i[ềệ]|t[: ]|ến \d|ường)|s(?:ố|áng|tk|inh n)|m(?:ức đ|ục)|phụ|bản"
)
_NO_VALUES = re.compile(rf"(?<!\w)(?={_NO_VALUE_BEGINS})(?:{'|'.join(_NO_VALUE.values())})")

_PERCENT = re.compile(r" {0,2}(?:%(?!o(?!\w))|phần trăm(?!\w))")
_AND_HALF = re.compile(r" {0,2}rưỡi(?!\w)")  # "2% rưỡi"
_DONG = re.compile(r" {0,2}(?:đồng(?! (?:chí|bào|ruộng|hồ|đội))|vnđ|vnd|đ)(?!\w)")
_PER = re.compile(
    r"(?: ?/ ?(?:người|năm|tháng|ha|hộ|lao động|khẩu|ngày|m2|đầu người)(?!\w)){1,3}"
    r"|(?: (?:mỗi|một) (?:người|tháng|năm|hộ|lao động))"
)
_AREA = re.compile(r" {0,2}(?:km ?2|km²|ki-?lô-?mét vuông|ha|hec-?ta|héc-?ta)(?!\w)")
_YIELD = re.compile(r" {0,2}tạ ?/ ?ha(?!\w)")
_POINTS = re.compile(r" {0,2}(?:/ ?100 )?điểm(?! (?:phần trăm|%|trường|du lịch|bán))(?!\w)")
_NEXT_IN_RANGE = re.compile(r" ?[-–~] ?| (?:đến|tới|hoặc|hay) ")
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
_DIVIDED = re.compile(r" ?/ ?| (?:trên|trên tổng số|trong tổng số) ")
LARGEST_SHARE = 1000  # percent; more is a share whose decimal mark was taken for thousands
# "đến từ 41 chi bộ", "hợp nhất từ 3 xã": no number that another one follows.
_COMING = frozenset(("đến", "nhập", "nhất", "lập", "hình", "xếp", "gồm", "chính"))


class Value(NamedTuple):
    """One number of a sentence; offsets of the clean text.

    ``start`` … ``end`` is the evidence: the words that qualify the number, the number and its
    unit. ``number`` begins at ``number_start``. ``verb`` is the word that governs the number
    ("" where none does); ``of`` is the second number of a fraction. ``per`` is what stands
    behind a slash ("/người/năm"). ``previous`` tells the first number of "từ 4,2 xuống 2,8",
    ``loose`` a part of a range, and what is no number of its unit. ``other`` is the second
    reading of a number that has two, else ``None``.
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
    other: Decimal | None = None


def values(clean: CleanText, start: int, end: int, vocabulary: PressWords) -> list[Value]:
    """The values between two offsets, in order; dates, years and document numbers left out."""
    numbers = _numbers(clean, start, end)
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


def _numbers(clean: CleanText, start: int, end: int) -> list[PrintedNumber]:
    hidden = [match.span() for match in _NO_VALUES.finditer(clean.key, start, end)]
    return list(read_numbers(clean.text, start=start, end=end, hidden=hidden))


def _is_fraction(key: str, number: PrintedNumber, after: PrintedNumber) -> bool:
    """Whether "15/19" or "15 trên 19" names a part and its whole."""
    return 0 < after.value >= number.value and _is_divided(key, number, after)


def _is_divided(key: str, number: PrintedNumber, after: PrintedNumber) -> bool:
    return _DIVIDED.fullmatch(key, number.end, after.start) is not None


def _in_range(
    key: str, before: PrintedNumber | None, number: PrintedNumber, after: PrintedNumber | None
) -> bool:
    """Whether the number is one end of "78-80" or "78 đến 80", or of "120/100"."""
    pairs = ((before, number), (number, after))
    return any(
        one is not None
        and other is not None
        and (_is_range_mark(key, one, other) or _is_no_fraction(key, one, other))
        for one, other in pairs
    )


def _is_no_fraction(key: str, number: PrintedNumber, after: PrintedNumber) -> bool:
    """Whether "45/40 đảng viên" names a result and its plan, or "0/0" a share of nothing."""
    return _is_divided(key, number, after) and not _is_fraction(key, number, after)


def _is_range_mark(key: str, number: PrintedNumber, after: PrintedNumber) -> bool:
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
    number: PrintedNumber,
    divisor: PrintedNumber | None,
    loose: bool,
    vocabulary: PressWords,
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
    figure, other = _readings(number, divisor, unit)
    return Value(
        number=_signed(key, number, number.value if figure is None else figure, unit),
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
        loose=(
            loose
            or figure is None
            or unit == "foreign"
            or _is_divisor(key, number, unit)
            or _AND_HALF.match(key, end) is not None
            or (divisor is not None and unit == "percent")
        ),
        other=other,
    )


def _signed(key: str, printed: PrintedNumber, number: Decimal, unit: str) -> Decimal:
    """The number with the sign, or the word for it, in front: "đạt -2,1%", "tăng trưởng âm 2%"."""
    head = key[max(0, printed.start - 12) : printed.start]
    negative = unit in ("percent", "money") and number > 0 and _MINUS.search(head) is not None
    return -number if negative else number


def _readings(
    number: PrintedNumber, divisor: PrintedNumber | None, unit: str
) -> tuple[Decimal | None, Decimal | None]:
    """The number as its unit allows, and a second reading; ``None`` where the unit allows none.

    A count is whole: "12,456 người" is 12456 of an English hand, or no count at all.
    """
    if unit == "percent":
        return number.value, number.other if number.value >= LARGEST_SHARE else None
    if unit not in ("count", "fraction") or _is_whole(number.value):
        whole = divisor is None or _is_whole(divisor.value)
        return (number.value if whole else None), None
    if divisor is None and number.other is not None and _is_whole(number.other):
        return number.other, number.value
    return None, None


def _is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()


def _is_divisor(key: str, number: PrintedNumber, unit: str) -> bool:
    """Whether "55 tỷ đồng/38 tỷ đồng" names the plan behind the result."""
    return unit == "money" and key[max(0, number.start - 2) : number.start].rstrip().endswith("/")


def _unit(key: str, number: PrintedNumber) -> tuple[str, str, int]:
    """Unit, what it is per, and where it ends."""
    at = number.end
    if match := _PERCENT.match(key, at):
        return "percent", "", match.end()
    if number.scale == 1:
        for unit, pattern in (("yield", _YIELD), ("area", _AREA), ("points", _POINTS)):
            if match := pattern.match(key, at):
                return unit, match.group().strip(), match.end()
    at = number.scale_end
    if _FOREIGN_MONEY.match(key, at):
        return "foreign", "", at
    dong = _DONG.match(key, at)
    at = dong.end() if dong else at
    per = _PER.match(key, at)
    if dong or (number.scale >= 10**6 and number.scale != 10**15):
        return "money", per.group() if per else "", per.end() if per else at
    return "count", "", at


# Marks become words of their own.
_APART = str.maketrans({mark: f" {mark} " for mark in ",;()"})
_MOST_WORDS = 9


def _governing(
    key: str, start: int, end: int, vocabulary: PressWords
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


def _is_verb(phrase: str, vocabulary: PressWords) -> bool:
    return (
        phrase in vocabulary.changes
        or phrase in vocabulary.levels
        or (phrase in vocabulary.above_plan)
    )


def _taken(words: list[str], vocabulary: PressWords) -> int:
    """How many words at the end form one known phrase; 1 where none does."""
    for count in vocabulary.governing_lengths.get(words[-1], ()):
        if 1 < count <= len(words) and " ".join(words[-count:]) in vocabulary.governing:
            return count
    return 1
