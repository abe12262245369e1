"""One row of ``data/observations/*.csv`` with its types, and the interval it stands for."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from indicators.catalogue.records import is_against_plan
from indicators.printed.intervals import (
    NO_LIMITS,
    Interval,
    Limits,
    exact_share,
    interval_of,
    point,
)
from indicators.printed.number_forms import form_of
from indicators.printed.numbers import PrintedNumber, last_significant_unit
from indicators.printed.source_number import printed_source_of

# What the column `withdrawn` says of a figure that does not hold any more; else it is empty.
WITHDRAWN = "true"
VIETNAMESE_LETTERS = frozenset(
    "ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
)


@dataclass(frozen=True)
class Observation:
    """One figure; columns and units as ``data/datapackage.json`` declares them."""

    area_code: str
    indicator_id: str
    period_start: date | None
    period_end: date
    basis: str
    value: Decimal
    numerator: Decimal | None
    denominator: Decimal | None
    qualifier: str
    status: str
    source_id: str
    locator: str
    as_printed: str
    correction: str
    note: str
    recorded_on: date
    revision: int
    withdrawn: bool = False

    @property
    def has_counts(self) -> bool:
        """Whether both counts are printed and whole: then the share is known exactly."""
        parts = (self.numerator, self.denominator)
        return all(part is not None and part == part.to_integral_value() for part in parts)


def parse_observation(row: dict[str, str]) -> Observation | None:
    """The typed row, or ``None`` where a cell has the wrong type (the check words that)."""
    try:
        return Observation(
            **{name: row[name] for name in _TEXT},
            period_start=_day(row["period_start"]),
            period_end=date.fromisoformat(row["period_end"]),
            value=_finite(row["value"]),
            numerator=_optional(row["numerator"]),
            denominator=_optional(row["denominator"]),
            recorded_on=date.fromisoformat(row["recorded_on"]),
            revision=int(row["revision"]),
            withdrawn=row.get("withdrawn") == WITHDRAWN,
        )
    except (ValueError, InvalidOperation, KeyError):
        return None


_TEXT = (
    "area_code", "indicator_id", "basis", "qualifier", "status", "source_id", "locator",
    "as_printed", "correction", "note",
)  # fmt: skip


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _finite(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(text)
    return number


def _optional(text: str) -> Decimal | None:
    return _finite(text) if text else None


def language_of(as_printed: str, source_language: str) -> str:
    """Vietnamese letters in the printed words settle it; otherwise the source's language."""
    letters = set(as_printed.casefold())
    return "vi" if letters & VIETNAMESE_LETTERS else source_language


def follows_from_print(observation: Observation, unit: str, source_language: str) -> bool:
    """Whether the value can be read off ``as_printed`` in the source's way of writing numbers."""
    return _printed(observation, unit, source_language) is not None


def printed_decimals(observation: Observation, unit: str, source_language: str) -> int:
    """How many decimals the source prints of the value, in ``unit``: 2 for "97,60 %".

    As many as the value needs where the print is in another unit ("624 triệu" is 0,624 tỷ) or the
    value is not printed as such.
    """
    decimals = -int(observation.value.normalize().as_tuple().exponent)
    number = _printed(observation, unit, source_language)
    if number is not None:
        digits = observation.as_printed[number.start : number.end]
        form = form_of(digits, language_of(observation.as_printed, source_language))
        if form is not None and form.value == abs(observation.value):
            decimals = -int(number.last_digit.normalize().as_tuple().exponent)
    return max(0, decimals)


def computed_share(observation: Observation) -> Decimal | None:
    """100 × numerator / denominator, in percent, where both are there."""
    if not observation.numerator and observation.numerator != 0:
        return None
    if not observation.denominator:
        return None
    return 100 * observation.numerator / observation.denominator


def contradicts_counts(
    observation: Observation, unit: str, source_language: str, limits: Limits = NO_LIMITS
) -> bool:
    """Whether a printed share and the counts printed beside it cannot both be right.

    A share of more than the whole (``limits``) is never right, however little it is more.
    """
    counted = _share_of_counts(observation, unit)
    if counted is None:
        return False
    printed = _printed_interval(observation, unit, source_language, limits)
    return printed.surely_below(counted) or counted.surely_below(printed)


def interval_of_observation(
    observation: Observation, unit: str, source_language: str, limits: Limits = NO_LIMITS
) -> Interval:
    """The interval the figure stands for, in ``unit``, inside ``limits``.

    Whole counts make a share exact; where they contradict the printed share, the interval
    spans both readings, since nobody can say which is right. Otherwise the printed digits and
    the qualifier decide; a value told in words counts as printed with the table's digits.
    """
    printed = _printed_interval(observation, unit, source_language, limits)
    if not observation.has_counts or observation.qualifier == "about":
        return printed
    if unit != "%":  # 14 of 19 criteria: a count
        return point(observation.value)
    counted = _share_of_counts(observation, unit)
    if counted is None:
        return printed
    if contradicts_counts(observation, unit, source_language, limits):
        return printed.hull(counted).within(_possible(observation, limits))
    return counted


def ranked_value(
    observation: Observation, unit: str, source_language: str, limits: Limits = NO_LIMITS
) -> Decimal:
    """The one number of a figure that decides its place, in ``unit``; always in its interval.

    The share that its printed counts give, where that agrees with the printed one within
    rounding; else the value as it is written in the table.
    """
    counted = _share_of_counts(observation, unit)
    if counted is None or contradicts_counts(observation, unit, source_language, limits):
        return observation.value
    return counted.low


def _share_of_counts(observation: Observation, unit: str) -> Interval | None:
    """The share in per cent of two whole counts; ``None`` for other units or without counts."""
    if unit != "%" or not observation.has_counts:
        return None
    if observation.denominator is None or observation.denominator <= 0:
        return None
    return exact_share(observation.numerator or Decimal(0), observation.denominator)


def _possible(observation: Observation, limits: Limits) -> Limits:
    """The limits, unless the value itself passes them: the check then words that fault."""
    return limits if observation.value in limits else NO_LIMITS


def _printed(observation: Observation, unit: str, source_language: str) -> PrintedNumber | None:
    return printed_source_of(
        observation.as_printed,
        observation.value,
        unit,
        of_plan=is_against_plan(observation.indicator_id),
        language=language_of(observation.as_printed, source_language),
    )


def _printed_interval(
    observation: Observation, unit: str, source_language: str, limits: Limits
) -> Interval:
    number = _printed(observation, unit, source_language)
    value = observation.value
    if number is not None:
        last_digit, last_significant = number.last_digit, number.last_significant
    else:
        last_digit = Decimal(1).scaleb(min(int(value.as_tuple().exponent), 0))
        last_significant = last_significant_unit(value)
    printed = interval_of(value, observation.qualifier, last_digit, last_significant)
    return printed.within(_possible(observation, limits))
