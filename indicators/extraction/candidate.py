"""What the reader hands on: one candidate a figure, with its evidence."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from indicators.doubts import Doubt


@dataclass(frozen=True)
class Candidate:
    """A figure that a text seems to state. One object of ``extract --format json``.

    ``area_code`` is ``None`` where the text leaves open which of ``area_candidates`` is meant.
    ``value`` is in ``unit``, the indicator's own. ``period_start`` is ``None`` for a level
    stated on ``period_end``; ``period_end`` is ``None`` where neither text nor ``--published``
    tells a date. ``start`` and ``end`` count characters of the decoded file, and
    ``as_printed`` is exactly the text between them. ``confidence`` runs from 0 to 1. ``checks``
    are the doubts; a candidate without any is one that a careful reader would sign.
    """

    area_code: str | None
    area_candidates: tuple[str, ...]
    indicator_id: str
    basis: str
    value: Decimal
    unit: str
    numerator: Decimal | None
    denominator: Decimal | None
    period_start: date | None
    period_end: date | None
    qualifier: str
    status: str
    as_printed: str
    start: int
    end: int
    confidence: float
    checks: tuple[Doubt, ...] = ()

    def record(self) -> dict[str, Any]:
        """The candidate as JSON can hold it: numbers, ISO dates, lists, ``None``."""
        return {one.name: _plain(getattr(self, one.name)) for one in fields(self)}


@dataclass(frozen=True)
class Skipped:
    """A sentence at which the reader failed: its span in the file as given, and the error."""

    start: int
    end: int
    error: str


COLUMNS = tuple(field.name for field in fields(Candidate))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return value
