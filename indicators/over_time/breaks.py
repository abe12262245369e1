"""The series breaks that some areas met."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from indicators.questions.areas_held import areas_held
from indicators.release.store import Array, Store, frame_of_arrays

# Columns that say whom a break is of, and no more.
OF_WHOM = ["level", "areas_changed"]


def breaks_of(store: Store, indicator_id: str, area_codes: Iterable[str]) -> pd.DataFrame:
    """The series breaks of one indicator for some areas of today.

    One row per area and break, areas by code, earlier breaks first. Columns: area_code, break_id,
    on_date, name_vi, name_en, explanation_vi, explanation_en, legal_basis, legal_title_vi,
    legal_title_en, confidence. A break without an indicator changed the areas themselves: a
    province that was not merged keeps its series.
    """
    known = store.held(
        ("breaks", indicator_id),
        lambda: store.query("breaks_of_indicator", indicator_id=indicator_id),
    )
    levels, changed = known["level"].tolist(), known["areas_changed"].tolist()
    unmerged = _provinces_not_merged(store) if any(changed) else frozenset()
    met = [
        (code, at)
        for code in sorted(set(area_codes))
        for at, of_level in enumerate(levels)
        if of_level == areas_held(store).level_today(code)
        and not (changed[at] and code in unmerged)
    ]
    told = store.held(("breaks told", indicator_id), lambda: _told(known))
    at = np.array([row for _code, row in met], dtype=np.intp)
    of_whom = {"area_code": pd.array([code for code, _at in met], dtype="str")}
    return frame_of_arrays(of_whom | {name: values.take(at) for name, values in told.items()})


def _told(known: pd.DataFrame) -> dict[str, Array]:
    return {str(name): known[name].array for name in known if name not in OF_WHOM}


def _provinces_not_merged(store: Store) -> frozenset[str]:
    return store.held(
        "provinces_not_merged",
        lambda: frozenset(store.query("provinces_not_merged")["area_code"]),
    )
