"""The interval that a printed number stands for.

A newspaper rounds. "97,61 %" may be anything from 97.605 up to, but not including, 97.615, and
"hơn 1.860" anything from 1,860 up to 1,870. Two areas whose intervals overlap cannot be told
apart, so a rank is an interval too. The rules are the table in ``docs/methods.md``.
"""

from dataclasses import dataclass
from decimal import Decimal

QUALIFIERS = ("exact", "about", "at_least", "nearly", "at_most")


@dataclass(frozen=True)
class Limits:
    """What a quantity cannot pass, both ends possible; ``None`` where a side is open.

    A share of households stops at 0 and 100, whatever rounding its print would allow.
    """

    low: Decimal | None = None
    high: Decimal | None = None

    def __contains__(self, value: Decimal) -> bool:
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)


NO_LIMITS = Limits()


@dataclass(frozen=True)
class Interval:
    """``low`` is included; ``high`` is included unless ``high_open``. Same unit as the value."""

    low: Decimal
    high: Decimal
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(
                f"found an interval from {self.low} to {self.high}, expected low ≤ high"
            )

    def surely_below(self, other: "Interval") -> bool:
        """Whether every value of this interval is smaller than every value of ``other``."""
        return self.high < other.low or (self.high == other.low and self.high_open)

    def hull(self, other: "Interval") -> "Interval":
        """The smallest interval that holds both: for two rival readings of one figure."""
        top = max((self.high, not self.high_open), (other.high, not other.high_open))
        return Interval(min(self.low, other.low), top[0], high_open=not top[1])

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value < self.high or (value == self.high and not self.high_open)

    def within(self, limits: Limits) -> "Interval":
        """The part that is possible; an end that is cut off lies on the limit, included.

        Raises ``ValueError`` where nothing of the interval is possible.
        """
        low = self.low if limits.low is None else max(self.low, limits.low)
        if limits.high is None or self.high <= limits.high:
            return Interval(low, self.high, self.high_open)
        return Interval(low, limits.high)


def interval_of(
    value: Decimal, qualifier: str, last_digit: Decimal, last_significant: Decimal
) -> Interval:
    """The interval behind ``value`` as its ``qualifier`` words it.

    ``last_digit`` is one unit of the last printed digit, ``last_significant`` one unit of the
    last digit that carries information (``numbers.PrintedNumber`` has both), in the unit of
    ``value``.

    >>> interval_of(Decimal("97.61"), "exact", Decimal("0.01"), Decimal("0.01"))
    Interval(low=Decimal('97.605'), high=Decimal('97.615'), high_open=True)
    >>> interval_of(Decimal(1860), "at_least", Decimal(1), Decimal(10))
    Interval(low=Decimal('1860'), high=Decimal('1870'), high_open=True)
    """
    if qualifier == "exact":
        return Interval(value - last_digit / 2, value + last_digit / 2, high_open=True)
    if qualifier == "about":
        return Interval(value - last_significant, value + last_significant)
    if qualifier == "at_least":
        return Interval(value, value + last_significant, high_open=True)
    if qualifier in ("nearly", "at_most"):
        return Interval(value - last_significant, value)
    raise ValueError(f"found qualifier {qualifier!r}, expected one of {', '.join(QUALIFIERS)}")


def exact_share(numerator: Decimal, denominator: Decimal) -> Interval:
    """The share in percent of two printed counts: a point, since counts are exact.

    Raises ``ValueError`` where the denominator is not positive.
    """
    if denominator <= 0:
        raise ValueError(f"found a denominator of {denominator}, expected a number above 0")
    share = 100 * numerator / denominator
    return Interval(share, share)


def point(value: Decimal) -> Interval:
    """A count that is known exactly, such as 14 of 19 criteria."""
    return Interval(value, value)
