"""Reading a number as a newspaper prints it, and how fine its last digit is.

Vietnamese text writes ``.`` for thousands and ``,`` for decimals; English text the other way
round. A mark that is followed by anything but three digits can only be a decimal mark, so
"57.1 triệu" in a Vietnamese paper is read as 57.1 although the paper broke its own rule.
"269.505 tỷ" in a Vietnamese paper stays 269,505: the reader does not guess, a person may
correct it and say why.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

# A printed number: digits with marks between them; narrow or non-breaking spaces may group
# thousands. Linear: every repetition starts with a mark or a blank and ends in digits.
NUMBER = re.compile(
    r"(?:(?<![0-9A-Za-zÀ-ỹ_.,])|(?<=VNĐ)|(?<=VND))(?:\d{1,3}(?:[\u00a0\u2009\u202f]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
)

# A longer run of digits and marks is an account number or damage, and slow to turn into a value.
LONGEST_NUMBER = 24

# Words that follow a number and multiply it. Longest first where one begins another.
SCALES: tuple[tuple[str, int], ...] = (
    ("nghin ty", 10**12), ("ngan ty", 10**12), ("nghin ti", 10**12), ("ngan ti", 10**12),
    ("trieu ty", 10**15), ("trieu", 10**6), ("ty", 10**9), ("ti", 10**9),
    ("nghin", 10**3), ("ngan", 10**3), ("van", 10**4),
    ("trillion", 10**12), ("billion", 10**9), ("million", 10**6), ("thousand", 10**3),
    ("milliarden", 10**9), ("milliards", 10**9), ("milliard", 10**9),
    ("millionen", 10**6), ("millions", 10**6), ("mio", 10**6), ("mrd", 10**9),
    ("mil millones", 10**9), ("millones", 10**6), ("juta", 10**6), ("miliar", 10**9),
    ("triliun", 10**12), ("万", 10**4), ("億", 10**8), ("兆", 10**12),
)  # fmt: skip

# Read first: most words behind a number are no scale, and taking accents off costs time.
_SCALES_BEGIN = frozenset(word[0] for word, _ in SCALES)
_BEFORE_SCALE = " -\u00a0\u2009\u202f"

DECIMAL_POINT_LANGUAGES = frozenset({"en", "ja", "zh", "ko", "th", "hi"})

# Languages that group thousands with an ordinary space. Vietnamese does not: "năm 2025 100 hộ"
# are two numbers.
SPACE_GROUPS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
SPACE_GROUP_LANGUAGES = frozenset({"fr", "es", "pt", "ru", "ja"})


@dataclass(frozen=True)
class PrintedNumber:
    """One number of a text.

    ``value`` is what is printed, multiplied by the scale word behind it ("1,2 nghìn tỉ" is
    1.2e12). ``last_digit`` is one unit of the last printed digit and ``last_significant`` one
    unit of the last digit that carries information (1.860 → 10), both in the same measure.
    ``scale`` is 1 where no scale word follows. ``start`` and ``end`` delimit the digits.
    """

    value: Decimal
    last_digit: Decimal
    last_significant: Decimal
    scale: int
    start: int
    end: int


def read_numbers(
    text: str, language: str = "vi", *, start: int = 0, end: int | None = None
) -> Iterator[PrintedNumber]:
    """Every number of ``text``, or of its part from ``start`` to ``end``, in order.

    Offsets count characters of ``text``. Longer runs of digits than any figure has are left out.
    """
    if language in SPACE_GROUP_LANGUAGES:
        text = SPACE_GROUPS.sub("\u00a0", text)
    for match in NUMBER.finditer(text, start, len(text) if end is None else end):
        if match.end() - match.start() <= LONGEST_NUMBER:
            yield _printed_number(text, match, language)


def plain_decimal(digits: str, language: str = "vi") -> Decimal:
    """The value of one printed number without a scale word: ``plain_decimal("6.012")`` is 6012."""
    mark = _decimal_mark(digits, "." if language in DECIMAL_POINT_LANGUAGES else ",")
    return Decimal(_without_groups(digits, mark))


def _printed_number(text: str, match: re.Match[str], language: str) -> PrintedNumber:
    plain = plain_decimal(match.group(), language)
    last_digit = Decimal(1).scaleb(min(int(plain.as_tuple().exponent), 0))
    scale = scale_after(text, match.end())
    return PrintedNumber(
        value=plain * scale,
        last_digit=last_digit * scale,
        last_significant=last_significant_unit(plain) * scale,
        scale=scale,
        start=match.start(),
        end=match.end(),
    )


def last_significant_unit(plain: Decimal) -> Decimal:
    """One unit of the last significant digit: 78.6 → 0.1, 78.0 → 0.1, 1860 → 10, 0 → 1."""
    exponent = int(plain.as_tuple().exponent)
    if exponent < 0 or plain == 0:
        return Decimal(1).scaleb(min(exponent, 0))
    whole = str(int(plain))
    return Decimal(10) ** (len(whole) - len(whole.rstrip("0")))


def _decimal_mark(digits: str, usual: str) -> str | None:
    """Which mark separates decimals in this number, or ``None`` for a whole number."""
    marks = [character for character in digits if character in ".,"]
    if not marks:
        return None
    last = marks[-1]
    if len(set(marks)) == 2:  # 1.204,6 or 1,204.6: the last kind of mark is the decimal one
        return last if marks.count(last) == 1 else None
    if len(marks) > 1:  # 1.234.567
        return None
    behind = digits.rpartition(last)[2]
    return last if last == usual or len(behind) != 3 or digits.startswith("0") else None


def _without_groups(digits: str, mark: str | None) -> str:
    if mark is None:
        return re.sub(r"\D", "", digits)
    whole, _, fraction = digits.rpartition(mark)
    return f"{re.sub(r'[^0-9]', '', whole)}.{fraction}"


def scale_after(text: str, position: int) -> int:
    """The factor of the scale word that directly follows ``position``: 1 if there is none."""
    if text[position : position + 3].lstrip(_BEFORE_SCALE)[:1].casefold() not in _SCALES_BEGIN:
        return 1
    behind = _unaccented(text[position : position + 24]).lstrip(_BEFORE_SCALE)
    for word, factor in SCALES:
        if behind.startswith(word) and not _goes_on(behind, word):
            # "5.713 văn bản", "5 ngân hàng": other words once the marks are looked at
            written = unicodedata.normalize(
                "NFC", text[position : position + 24].lstrip(_BEFORE_SCALE)
            )
            return 1 if _OTHER_WORDS.match(written.casefold()) else factor
    return 1


# What looks like a scale without its marks and is none.
_OTHER_WORDS = re.compile(r"(?:vă|vâ|và|vá|vã|vản|ngân|ngăn|ngạn|triề|triế|trie[^u])")


def _goes_on(behind: str, word: str) -> bool:
    """Whether a Latin word continues after ``word`` ("ti" in "tiêu chí" is no scale)."""
    return word.isascii() and behind[len(word) : len(word) + 1].isalpha()


def _unaccented(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d")
