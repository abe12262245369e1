"""Reading a number as a newspaper prints it, and how fine its last digit is.

Vietnamese text writes ``.`` for thousands and ``,`` for decimals; English text the other way
round (``number_forms``). A number may be printed in several pieces: "12 450 người", "1 nghìn 250
tỷ", "4 tỷ đồng 420 triệu đồng", "4 tỷ rưỡi", "hai trăm ba mươi lăm nghìn". Pieces are put
together where that is the only way to read them; where it is not ("12, 5", "4 tỷ 2", "2·1"), the
whole number is left out, never its tail alone.

"269.505 tỷ" in a Vietnamese paper stays 269,505: the reader does not guess, a person may
correct it and say why. ``PrintedNumber.other`` holds the second reading.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.printed.number_forms import form_of
from indicators.printed.number_phrases import word_pieces
from indicators.printed.number_pieces import (
    LONGEST_NUMBER,
    Piece,
    digit_pieces,
    goes_on,
    may_go_on,
    without_torn,
)
from indicators.printed.plain_digits import composed, plain_digits

__all__ = [
    "LONGEST_NUMBER", "PrintedNumber", "last_significant_unit", "plain_decimal", "read_numbers",
]  # fmt: skip

# How far around a part of a text the pieces of its numbers may lie, in characters.
_AROUND = 64
_HALF = Decimal("0.5")


@dataclass(frozen=True)
class PrintedNumber:
    """One number of a text.

    ``value`` is what is printed, multiplied by the scale word behind it ("1,2 nghìn tỉ" is
    1.2e12). ``last_digit`` is one unit of the last printed digit and ``last_significant`` one
    unit of the last digit that carries information (1.860 → 10), both in the same measure.
    ``scale`` is 1 where no scale word follows. ``start`` and ``end`` delimit the digits, or the
    words of a number said in words; ``scale_end`` is where its scale words end. ``other`` is the
    value where the only mark is meant the other way, ``None`` where that gives no number.
    ``parts`` is how many printed pieces the number was put together of.
    """

    value: Decimal
    last_digit: Decimal
    last_significant: Decimal
    scale: int
    start: int
    end: int
    scale_end: int
    other: Decimal | None = None
    parts: int = 1


def read_numbers(
    text: str,
    language: str = "vi",
    *,
    start: int = 0,
    end: int | None = None,
    hidden: Sequence[tuple[int, int]] = (),
) -> Iterator[PrintedNumber]:
    """Every number of ``text``, or of its part from ``start`` to ``end``, in order.

    Offsets count characters of ``text``. What forms no number, or more than one, is left out, and
    so are longer runs of digits than any figure has. ``hidden`` are spans, in order, whose digits
    are no figures (dates, numbers of documents).
    """
    end = len(text) if end is None else end
    first = max(0, start - _AROUND)
    window, offsets = composed(plain_digits(text[first : end + _AROUND]))
    low, high = _at(offsets, start - first), _at(offsets, end - first)
    spans = [(_at(offsets, one - first), _at(offsets, other - first)) for one, other in hidden]
    for chain in _chains(window, _pieces(window, language, spans)):
        if low <= chain[0].start and chain[-1].end <= high:
            number = _number_of(chain, first, offsets)
            if number is not None:
                yield number


def _at(offsets: Sequence[int], place: int) -> int:
    """Where an offset of the text as given lies in the composed text."""
    return bisect_left(offsets, place) if offsets else place


def plain_decimal(digits: str, language: str = "vi") -> Decimal:
    """The value of one printed number without a scale word: ``plain_decimal("6.012")`` is 6012.

    Raises ``ValueError`` where the digits form no number ("1.234.56").
    """
    form = form_of(digits, language)
    if form is None:
        raise ValueError(
            f"found {digits!r}, expected a number with groups of three digits, such as 1.234,5"
        )
    return form.value


def last_significant_unit(plain: Decimal) -> Decimal:
    """One unit of the last significant digit: 78.6 → 0.1, 78.0 → 0.1, 1860 → 10, 0 → 1."""
    exponent = int(plain.as_tuple().exponent)
    if exponent < 0 or plain == 0:
        return Decimal(1).scaleb(min(exponent, 0))
    whole = str(int(plain))
    return Decimal(10) ** (len(whole) - len(whole.rstrip("0")))


def _pieces(
    text: str, language: str, hidden: Sequence[tuple[int, int]]
) -> Iterator[Piece]:  # fmt: skip
    digits = digit_pieces(text, language, hidden)
    if language != "vi":
        return without_torn(text, digits)
    both = sorted([*digits, *word_pieces(text)], key=lambda piece: piece.start)
    return without_torn(text, both)


def _chains(text: str, pieces: Iterator[Piece]) -> Iterator[list[Piece]]:
    """The pieces that stand one behind the other; one that may belong to either has no value."""
    chain: list[Piece] = []
    for piece in pieces:
        if chain and goes_on(text, chain[-1], piece):
            chain.append(piece)
        elif chain and may_go_on(text, chain[-1], piece):
            chain.append(piece._replace(value=None))
        else:
            if chain:
                yield chain
            chain = [piece]
    if chain:
        yield chain


def _number_of(chain: Sequence[Piece], first: int, offsets: Sequence[int]) -> PrintedNumber | None:
    """The one number that the pieces of a chain form; ``None`` where they form none.

    ``first`` is where the composed text begins, ``offsets`` lead from it to the text as given.
    """
    if any(piece.value is None or not piece.scale.clear for piece in chain):
        return None
    last = chain[-1]
    plain = _together(chain)
    if plain is None or not last.counts:
        return None
    scale = last.scale.factor
    start, end, scale_end = chain[0].start, last.end, last.scale.end
    if offsets:
        start, end, scale_end = offsets[start], offsets[end], offsets[scale_end]
    other = last.other if len(chain) == 1 and not last.scale.half else None
    return PrintedNumber(
        value=plain * scale,
        last_digit=Decimal(1).scaleb(min(int(plain.as_tuple().exponent), 0)) * scale,
        last_significant=last_significant_unit(plain) * scale,
        scale=scale,
        start=start + first,
        end=end + first,
        scale_end=scale_end + first,
        other=None if other is None else other * scale,
        parts=len(chain),
    )


def _together(chain: Sequence[Piece]) -> Decimal | None:
    """The value of a chain in units of its last scale: 1250 of "1 nghìn 250 tỷ"."""
    first, *others = chain
    total, scale = first.value or Decimal(0), first.scale
    for piece in others:
        below = _below(total, scale.factor, piece)
        if below is None or scale.half:
            return None
        total, scale = below, piece.scale
    if not scale.half:
        return total
    return total + _HALF if total == total.to_integral_value() and scale.factor > 1 else None


def _below(total: Decimal, scale: int, piece: Piece) -> Decimal | None:
    """``total`` of ``scale`` and a piece behind it, in units of the scale of the piece."""
    value, factor = piece.value, piece.scale.factor
    if value is None or total != total.to_integral_value():
        return None
    if factor > scale:  # "1 nghìn 250 tỷ"
        return total * scale + value if scale in piece.fills else None
    if factor == 1 and scale not in piece.fills:
        return None  # "4 tỷ 2" is 4.2 billion to one reader, two figures to another
    if value * factor >= scale or factor == scale:
        return None
    return total * (scale // factor) + value
