"""Profiles that lie ready in a release, read without what is in memory already.

Half of the columns of a ready profile are the same for all areas of a level (the record of the
indicator, the set that is shown, the spread of the country) or told by the area. They are kept
once a level; asked is what an area alone has.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.arrays import BooleanArray, IntegerArray

from indicators.questions.areas_held import TOLD_BY, areas_held
from indicators.release.store import Array, Store, frame_of_arrays

# What the cells of a rug tell of an indicator and of all areas of a level.
TOLD_IN_A_RUG = (
    "indicator_id", "theme", "name_vi", "name_en", "unit", "unit_en", "decimals", "direction",
    "against_plan", "headline", "basis", "period_set",
    "spread_reported", "median", "spread_withheld_because",
)  # fmt: skip
Columns = dict[str, Array]


def columns_alike(store: Store, area_code: str, level: str) -> Columns:
    """The columns of the whole profile of an area, which is of this level.

    All areas of the level share them but for what ``sql/default_profile_own.sql`` and
    ``areas_held`` tell. Nobody may change them.
    """
    return store.held(("profile of level", level), lambda: _whole_profile(store, area_code))


def _whole_profile(store: Store, area_code: str) -> Columns:
    rows = store.query("default_profile", area_code=area_code)
    return {str(name): rows[name].array for name in rows}


def ready_profiles(store: Store, area_codes: Sequence[str]) -> Columns:
    """The rows of ``sql/default_profiles.sql`` of some areas of today, in any order.

    Columns of arrays, as ``Store.arrays`` gives them.
    """
    if not area_codes:
        return store.arrays("default_profiles", area_codes=[])
    own = store.arrays("default_profiles_own", area_codes=list(area_codes))
    return _whole_rows(store, _alike(store, area_codes), own)


def rug_figures(
    store: Store, area_codes: Sequence[str], indicator_ids: Sequence[str]
) -> pd.DataFrame:
    """What a rug tells of some areas of today over some indicators, each in its default set.

    One row per area and indicator, in any order; columns as in ``profile.profile``, but for those
    that no cell tells. Indicators that the release does not have are left out.
    """
    if not area_codes:
        return pd.DataFrame()
    alike = _alike(store, area_codes)
    wanted = set(indicator_ids)
    positions = {
        int(position)
        for one, position in zip(
            alike.columns["indicator_id"], alike.columns["position"].tolist(), strict=True
        )
        if one in wanted
    }
    own = store.arrays("rug_figures", area_codes=list(area_codes), positions=sorted(positions))
    told = {*TOLD_IN_A_RUG, *TOLD_BY, *own}
    rows = _whole_rows(store, alike, own, told)
    return frame_of_arrays({name: _without_mask(values) for name, values in rows.items()})


class _Alike(NamedTuple):
    """The columns alike of some levels, and at which row of them those of each area begin."""

    columns: Columns
    begins: dict[str, int]


def _alike(store: Store, area_codes: Sequence[str]) -> _Alike:
    held = areas_held(store)
    level_of = {code: str(held.level_today(code)) for code in area_codes}
    first = {level: code for code, level in reversed(level_of.items())}
    levels = tuple(sorted(first))
    parts = {level: columns_alike(store, first[level], level) for level in levels}
    starts = {level: at * len(parts[level]["position"]) for at, level in enumerate(levels)}
    return _Alike(
        store.held(("profile of levels", levels), lambda: _together(list(parts.values()))),
        {code: starts[level] for code, level in level_of.items()},
    )


def _whole_rows(store: Store, alike: _Alike, own: Columns, told: set[str] | None = None) -> Columns:
    """``own`` with what is in memory, in the order of the stored columns, of those ``told``."""
    held = areas_held(store)
    codes = own["area_code"].tolist()
    begins = np.array([alike.begins[code] for code in codes], dtype=np.intp)
    catalogue = np.unique(alike.columns["position"])  # the same at every level
    at = begins + catalogue.searchsorted(own["position"])
    area = np.array([held.today[code] for code in codes], dtype=np.intp)
    found = held.columns(area) | own
    return {
        name: found[name] if name in found else values.take(at)
        for name, values in alike.columns.items()
        if told is None or name in told
    }


def _together(parts: list[Columns]) -> Columns:
    """Columns one below the other."""
    if len(parts) == 1:
        return parts[0]
    rows = pd.concat(map(frame_of_arrays, map(dict, parts)), ignore_index=True)
    return {str(name): rows[name].array for name in rows}


def _without_mask(values: Array) -> Array:
    """Numbers and truth values in numpy's types where none of these rows is missing."""
    if not isinstance(values, IntegerArray | BooleanArray) or values.isna().any():
        return values
    numbers: npt.NDArray[np.generic] = values.to_numpy(values.dtype.numpy_dtype)
    return numbers
