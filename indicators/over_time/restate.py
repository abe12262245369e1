"""Former communes and their figures, as they are and on the boundaries of today."""

from collections.abc import Iterable
from dataclasses import asdict

import pandas as pd

from indicators.release.restating import Restated, all_cells
from indicators.release.store import Store

COLUMNS = (*Restated.__dataclass_fields__, "share_of_parts_pct")
NUMBERS = ("value", "value_low", "value_high", "certain", "possible")


def former_figures(store: Store, area_code: str) -> pd.DataFrame:
    """The former communes of one commune with their figures.

    One row per former unit and current figure; a unit without figures has one row whose
    ``indicator_id`` is empty. Columns: area_code, old_code, old_name, old_district, old_province,
    part (whole or divided), valid_from (of the successor), indicator_id, name_vi … measures,
    basis, period_start, period_end, value … high_open (in ``unit``), numerator, denominator,
    qualifier, status, locator, as_printed, recorded_on, source_id, publisher, title, url,
    published_on, to_day (last day on which the code meant this unit), open_units (names of units
    that may have been a part, with | between; empty where there is none). No rows for a code that
    no former commune went into.
    """
    return store.query("former_figures", area_codes=[area_code])


def restated(
    store: Store, area_codes: Iterable[str], indicator_id: str | None = None
) -> pd.DataFrame:
    """Figures of former communes on today's boundaries, possible or not.

    One row per commune of today, indicator, basis and period for which at least one former unit
    has a figure. Columns as in ``Restated`` and share_of_parts_pct. ``indicator_id`` narrows it to
    one indicator.
    """
    codes = list(area_codes)
    if indicator_id is not None:
        known = store.held("former figures", lambda: _with_former_figures(store))
        codes = [code for code in codes if (code, indicator_id) in known]
    found = store.query("restated_parts", area_codes=codes).to_dict("records") if codes else []
    cells = [cell for cell in all_cells(found) if indicator_id in (None, cell.indicator_id)]
    if not cells:
        return store.held("no cells", lambda: _frame([])).copy()
    return _frame(cells)


def _frame(cells: list[Restated]) -> pd.DataFrame:
    rows = [asdict(cell) | {"share_of_parts_pct": cell.share_of_parts_pct} for cell in cells]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys(NUMBERS, "float64"))


def _with_former_figures(store: Store) -> frozenset[tuple[str, str]]:
    """Communes of today and indicators of which a former unit has a figure."""
    rows = store.query("areas_with_former_figures")
    return frozenset(zip(rows["area_code"], rows["indicator_id"], strict=True))
