"""Which set of periods a question is about: asked for, or the one that the default rule gives."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from indicators.country import REFORM
from indicators.errors import UnknownNameError
from indicators.release.store import Store

ALL_BASES = "*"


@dataclass(frozen=True)
class PeriodSet:
    """One set of periods that may be ranked together.

    ``code`` is what stands in addresses: ``2025``, ``2025-07-01/2025-12-31``, ``2025-part``,
    ``2025-stated``. ``kind`` is year, part, span or stated. ``reported`` counts areas.
    """

    code: str
    kind: str
    year: int
    basis: str
    reported: int
    first_start: date | None
    last_end: date

    @property
    def gathered(self) -> bool:
        """Whether it gathers figures of different parts of the year."""
        return self.code.endswith("-part")

    @property
    def on_date(self) -> date:
        """The day whose areas are compared: the last day, or the reform for what is older."""
        return max(self.last_end, REFORM)


def period_choices(store: Store, indicator_id: str, level: str = "commune") -> pd.DataFrame:
    """Every set of an indicator: one row per basis and set, later years first.

    Columns: basis ('*' = over all bases), period_set, set_kind, year, reported (areas),
    first_start, last_end, is_default, is_default_basis.
    """
    return store.kept("period_choices", indicator_id=indicator_id, level=level)


def period_asked(
    store: Store, indicator_id: str, level: str, *, year: str | int | None, basis: str | None
) -> PeriodSet | None:
    """``choose_period`` among the choices of an indicator at a level; chosen once."""
    return store.held(
        ("period", indicator_id, level, year, basis),
        lambda: choose_period(period_choices(store, indicator_id, level), year=year, basis=basis),
    )


def choose_period(
    choices: pd.DataFrame, *, year: str | int | None = None, basis: str | None = None
) -> PeriodSet | None:
    """The set that fits; ``None`` where the indicator has no figure at all at this level.

    ``year`` is a set's code. A plain year without a full-year figure falls back to the largest
    other set of that year. Without ``year`` or ``basis`` the defaults of the release hold.
    Raises ``UnknownNameError`` with the codes there are.
    """
    if choices.empty:
        return None
    of_basis = _of_basis(choices, basis)
    if year is None:
        return _period_set(of_basis[of_basis["is_default"]].iloc[0])
    wanted = str(year)
    exact = of_basis[of_basis["period_set"] == wanted]
    if exact.empty and wanted.isdecimal():
        exact = of_basis[of_basis["year"].astype(str) == wanted].sort_values(
            "reported", ascending=False, kind="stable"
        )
    if exact.empty:
        exact = _in_another_basis(choices, wanted, basis)
    if exact.empty:
        raise UnknownNameError("year", wanted, of_basis["period_set"].tolist())
    return _period_set(exact.iloc[0])


def _of_basis(choices: pd.DataFrame, basis: str | None) -> pd.DataFrame:
    if basis is None:
        return choices[choices["is_default_basis"]]
    found = choices[choices["basis"] == ("*" if basis == "all" else basis)]
    if found.empty:
        raise UnknownNameError("basis", basis, [*sorted(set(choices["basis"]) - {"*"}), "all"])
    return found


def _in_another_basis(choices: pd.DataFrame, wanted: str, basis: str | None) -> pd.DataFrame:
    """The basis with most areas in a set that the default basis does not have."""
    if basis is not None:
        return choices.head(0)
    others = choices[(choices["basis"] != ALL_BASES) & (choices["period_set"] == wanted)]
    return others.sort_values("reported", ascending=False, kind="stable")


def _period_set(row: pd.Series) -> PeriodSet:
    values: dict[str, Any] = row.to_dict()
    return PeriodSet(
        code=values["period_set"],
        kind=str(values["set_kind"]),
        year=int(values["year"]),
        basis=values["basis"],
        reported=int(values["reported"]),
        first_start=None if pd.isna(values["first_start"]) else values["first_start"].date(),
        last_end=values["last_end"].date(),
    )
