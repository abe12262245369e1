"""What the catalogue says of a figure that is worked out from others at build."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

Rule = Literal["share", "ratio", "per_area", "change"]
RULES: tuple[Rule, ...] = get_args(Rule)


@dataclass(frozen=True)
class Derived:
    """How a figure follows from others of the same area.

    ``share`` = ``of`` / ``by`` × 100 and ``ratio`` = ``of`` / ``by``, counts of one source and
    period; ``per_area`` = ``of`` per km² of the area; ``change``: ``of`` against the same indicator
    on the day ``since``, in per cent.
    """

    rule: Rule
    of: str
    by: str | None
    since: date | None


def derived_of(record: Mapping[str, Any]) -> Derived | None:
    """The rule of a record of the catalogue; ``None`` for a figure that sources print."""
    told = record.get("derived")
    if told is None:
        return None
    since = told.get("since")
    return Derived(
        told["rule"], told["of"], told.get("by"), date.fromisoformat(since) if since else None
    )
