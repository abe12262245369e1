"""How good the data are: contradictions, corrections, coverage, and what each source gave."""

from dataclasses import dataclass

import pandas as pd

from indicators.country import NATION
from indicators.release.store import Store

# The kinds of contradictions.sql, in the order in which they are shown.
CONTRADICTION_KINDS = ("counts", "rivals", "bases", "noted")


@dataclass(frozen=True)
class CoverageCell:
    """Communes with a figure, of those that could have one."""

    reported: int
    applicable: int

    @property
    def share_pct(self) -> float | None:
        """100 × reported / applicable; ``None`` where the indicator exists for no commune."""
        return 100 * self.reported / self.applicable if self.applicable else None


def contradictions(store: Store) -> pd.DataFrame:
    """What the sources say against each other or against themselves.

    One row per pair of figures that disagree, or per figure whose own counts or note speak
    against it. Columns as in ``sql/contradictions.sql``: kind (one of ``CONTRADICTION_KINDS``),
    area, indicator, period, value and other_value (in ``unit``; the latter empty for ``noted``),
    basis, other_basis, source_id, other_source_id, within_rounding, note.
    """
    return store.query("contradictions")


def corrections(store: Store) -> pd.DataFrame:
    """Figures whose value is not what is printed: one row per figure with its ``correction``."""
    return store.query("corrections")


def source_counts(store: Store) -> pd.DataFrame:
    """One row per source, most figures first: its record, figures, areas, shown,
    machine_translated.
    """
    return store.query("source_counts")


def coverage_by_province(store: Store) -> pd.DataFrame:
    """Communes with a figure in any period and on any basis, by province and headline indicator.

    One row per province, the nation (``VN``) first. Columns: province_code, province, then one
    per indicator id and ``any`` for "any indicator"; each cell is a ``CoverageCell``.
    """
    counted = store.query("coverage_by_province")
    cells = [CoverageCell(int(row.reported), int(row.applicable)) for row in counted.itertuples()]
    long = counted.assign(cell=cells, column=counted["indicator_id"].replace("", "any"))
    wide = long.pivot(index="province_code", columns="column", values="cell")
    order = [name for name in long["column"].drop_duplicates() if name != "any"]
    names = counted.drop_duplicates("province_code")[["province_code", "province"]]
    return names.merge(wide[["any", *order]], on="province_code").reset_index(drop=True)


def covered_provinces(coverage: pd.DataFrame) -> int:
    """How many provinces have a figure of at least one commune."""
    provinces = coverage[coverage["province_code"] != NATION]
    return int(sum(cell.reported > 0 for cell in provinces["any"]))
