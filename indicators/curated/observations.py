"""One row of ``data/observations/*.csv`` with its types, and the interval it stands for."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from indicators.intervals import Interval, exact_share, interval_of, point
from indicators.numbers import PrintedNumber, last_significant_unit
from indicators.printed import printed_source_of

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


def computed_share(observation: Observation) -> Decimal | None:
    """100 × numerator / denominator, in percent, where both are there."""
    if not observation.numerator and observation.numerator != 0:
        return None
    if not observation.denominator:
        return None
    return 100 * observation.numerator / observation.denominator


def contradicts_counts(observation: Observation, unit: str, source_language: str) -> bool:
    """Whether a printed share and the counts printed beside it cannot both be right."""
    if unit != "%" or not observation.has_counts or not observation.denominator:
        return False
    printed = _printed_interval(observation, unit, source_language)
    share = exact_share(observation.numerator or Decimal(0), observation.denominator)
    return printed.surely_below(share) or share.surely_below(printed)


def interval_of_observation(observation: Observation, unit: str, source_language: str) -> Interval:
    """The interval the figure stands for, in ``unit``.

    Whole counts make a share exact; where they contradict the printed share, the interval
    spans both readings, since nobody can say which is right. Otherwise the printed digits and
    the qualifier decide; a value told in words counts as printed with the table's digits.
    """
    printed = _printed_interval(observation, unit, source_language)
    if not observation.has_counts or observation.qualifier == "about":
        return printed
    if unit != "%":  # 14 of 19 criteria: a count
        return point(observation.value)
    if not observation.denominator:
        return printed
    share = exact_share(observation.numerator or Decimal(0), observation.denominator)
    if contradicts_counts(observation, unit, source_language):
        return printed.hull(share)
    return share


def _printed(observation: Observation, unit: str, source_language: str) -> PrintedNumber | None:
    return printed_source_of(
        observation.as_printed,
        observation.value,
        unit,
        of_plan=observation.indicator_id.endswith("_vs_plan"),
        language=language_of(observation.as_printed, source_language),
    )


def _printed_interval(observation: Observation, unit: str, source_language: str) -> Interval:
    number = _printed(observation, unit, source_language)
    if number is not None:
        return interval_of(
            observation.value, observation.qualifier, number.last_digit, number.last_significant
        )
    value = observation.value
    last_digit = Decimal(1).scaleb(min(int(value.as_tuple().exponent), 0))
    return interval_of(value, observation.qualifier, last_digit, last_significant_unit(value))
