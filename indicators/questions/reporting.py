"""Which of the chosen areas have a figure, and why the others have none."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.questions.areas_held import AreasChosen, Truths
from indicators.questions.periods import ALL_BASES, period_choices
from indicators.release.store import Store

MISSING_REASONS = ("not_reported", "other_basis_only", "other_period_only", "not_applicable")

# The parameters by which SQL knows a set of periods.
IN_SET = ("indicator_id", "set_kind", "year", "period_set")


@dataclass(frozen=True)
class Coverage:
    """How many areas of the chosen ones could have, have, and lack a figure, with reasons.

    ``applicable`` = ``reported`` + the first three of ``MISSING_REASONS``; ``not_applicable``
    areas stand outside.
    """

    applicable: int
    reported: int
    missing: dict[str, int]

    @property
    def share_pct(self) -> float:
        """Reported areas in per cent of those to which the indicator applies."""
        return 100 * self.reported / self.applicable if self.applicable else 0.0


@dataclass(frozen=True)
class ReportingState:
    """For each area held one truth per column; outside of the scope all are false.

    ``reported``: applicable, with a figure in the chosen set and basis. One truth per reason of
    ``missing``; no area has two.
    """

    scope: AreasChosen
    reported: Truths
    missing: dict[str, Truths]

    @property
    def coverage(self) -> Coverage:
        """The counts."""
        return Coverage(
            applicable=int(self.scope.applies.sum()),
            reported=int(self.reported.sum()),
            missing={reason: int(self.missing[reason].sum()) for reason in MISSING_REASONS},
        )

    @property
    def missing_areas(self) -> pd.DataFrame:
        """The areas without a figure, by code: area_code, name, area_type, province, reason."""
        at = np.flatnonzero(np.logical_or.reduce(list(self.missing.values())))
        reasons = np.full(len(self.reported), "", dtype=object)
        for reason, areas in self.missing.items():
            reasons[areas] = reason
        told = self.scope.areas.columns(at)
        del told["province_code"]
        return pd.DataFrame(told | {"reason": pd.array(reasons[at], dtype="str")})


def reporting_state(
    store: Store, question: dict[str, Any], scope: AreasChosen, in_basis: npt.NDArray[Any]
) -> ReportingState:
    """The state of the areas in a scope; ``in_basis`` are the numbers of those with a figure.

    The reasons, the first that fits: other basis only (same set), other period only, not reported.
    Only where an area lacks a figure is it asked what else there is of it.
    """
    reported = scope.applies & _among(scope, in_basis)
    lacking = scope.applies & ~reported
    nothing = np.zeros(len(reported), dtype=bool)
    known = _among(scope, _with_any_figure(store, question)) if lacking.any() else nothing
    in_set = nothing
    if (lacking & known).any() and _has_another_basis(store, question):
        found = store.arrays("areas_in_set", **{name: question[name] for name in IN_SET})
        in_set = _among(scope, found["area_number"])
    missing = {
        "not_reported": lacking & ~known,
        "other_basis_only": lacking & in_set,
        "other_period_only": lacking & known & ~in_set,
        "not_applicable": scope.chosen & ~scope.applies,
    }
    return ReportingState(scope, reported, missing)


def _among(scope: AreasChosen, numbers: npt.NDArray[Any]) -> Truths:
    """Which of the chosen areas have these numbers."""
    found = np.zeros(len(scope.chosen), dtype=bool)
    at = scope.areas.positions(scope.chosen, numbers)
    found[at[at >= 0]] = True
    return found


def _with_any_figure(store: Store, question: dict[str, Any]) -> npt.NDArray[Any]:
    asked = question["indicator_id"]
    numbers: npt.NDArray[Any] = store.held(
        ("any_figure", asked),
        lambda: store.arrays("areas_with_any_figure", indicator_id=asked)["area_number"],
    )
    return numbers


def _has_another_basis(store: Store, question: dict[str, Any]) -> bool:
    """Whether the indicator is known on several bases, so that a set may hold another one."""
    choices = period_choices(store, question["indicator_id"], question["level"])
    return bool(choices.loc[choices["basis"] != ALL_BASES, "basis"].nunique() > 1)
