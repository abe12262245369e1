"""The rules of intervals and ranks worked through on small examples, for the methods page.

The printed forms are those of the newspapers; the areas A to E are invented.
"""

from dataclasses import dataclass
from decimal import Decimal

from indicators.printed.intervals import Interval, interval_of
from indicators.printed.numbers import read_numbers

PRINTED_FORMS = (
    ("97,61", "exact"),
    ("78,6", "about"),
    ("1.860", "at_least"),
    ("1.700", "nearly"),
    ("5", "at_most"),
)

INVENTED_AREAS = (
    ("A", "98,2", "exact"),
    ("B", "97,61", "exact"),
    ("C", "97", "at_least"),
    ("D", "96,5", "exact"),
    ("E", "96,5", "exact"),
)


@dataclass(frozen=True)
class PrintedForm:
    """A number as printed after its qualifier, its value, and the interval it stands for."""

    printed: str
    qualifier: str
    value: Decimal
    interval: Interval


@dataclass(frozen=True)
class RankedArea:
    """An invented area among the others: its place and the places it may have."""

    name: str
    form: PrintedForm
    rank: int
    rank_low: int
    rank_high: int


def interval_examples() -> list[PrintedForm]:
    """One example per qualifier, in the order of the table of rules."""
    return [_form(printed, qualifier) for printed, qualifier in PRINTED_FORMS]


def rank_examples() -> list[RankedArea]:
    """Five invented areas ranked, higher is better: joint places, and intervals that overlap."""
    forms = {name: _form(printed, qualifier) for name, printed, qualifier in INVENTED_AREAS}
    return [_ranked(name, form, list(forms.values())) for name, form in forms.items()]


def _form(printed: str, qualifier: str) -> PrintedForm:
    number = next(read_numbers(printed, "vi"))
    interval = interval_of(number.value, qualifier, number.last_digit, number.last_significant)
    return PrintedForm(printed, qualifier, number.value, interval)


def _ranked(name: str, form: PrintedForm, everyone: list[PrintedForm]) -> RankedArea:
    better = sum(other.value > form.value for other in everyone)
    surely_better = sum(form.interval.surely_below(other.interval) for other in everyone)
    surely_worse = sum(other.interval.surely_below(form.interval) for other in everyone)
    return RankedArea(name, form, 1 + better, 1 + surely_better, len(everyone) - surely_worse)
