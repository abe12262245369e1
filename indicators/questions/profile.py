"""One area over all indicators, and several areas side by side."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.errors import UnknownNameError
from indicators.judgement import MINIMUM_REPORTED
from indicators.questions.areas_held import areas_held
from indicators.questions.comparison_groups import group_of
from indicators.questions.ready_profiles import columns_alike, ready_profiles
from indicators.questions.reporting import MISSING_REASONS
from indicators.refusal import UnanswerableError
from indicators.release.store import Array, Store, frame_of_arrays

MOST_COMPARED = 8
# Areas of one part of all profiles: some 15,000 rows, tens of megabytes.
AREAS_OF_A_PART = 150


def areas(store: Store, codes: list[str]) -> pd.DataFrame:
    """Today's areas of these codes, in the given order.

    Columns: area_code, level, area_type, name, province_code, province, latitude, longitude,
    area_km2, valid_from. Raises ``UnknownNameError`` for a code that is not valid today.
    """
    found, places = store.held("areas by code", lambda: _by_code(store))
    for code in codes:
        if code not in places:
            raise UnknownNameError("area", code, _near_codes(store, code))
    rows = found.take([places[code] for code in dict.fromkeys(codes)])
    rows.index = pd.RangeIndex(len(rows))
    return rows


def _by_code(store: Store) -> tuple[pd.DataFrame, dict[str, int]]:
    """All areas of today, and the row of each code."""
    found = store.query("areas_by_code", area_codes=list(areas_held(store).today))
    return found, {code: at for at, code in enumerate(found["area_code"].tolist())}


def profile(
    store: Store, area_code: str, *, year: str | None = None, among: str | None = None
) -> pd.DataFrame:
    """One area over all indicators: one row per indicator of the catalogue.

    The figure is the current one in the set of periods and on the basis that the indicator's
    default rule gives, or in ``year`` (a set's code or a year). Columns: area_code, name,
    area_type, province_code, province, indicator_id, theme, name_vi, name_en, unit, unit_en,
    decimals, direction, headline, position, basis, period_set, value … corrected (empty where
    missing), rank, rank_low, rank_high, percentile, reported (nation), province_rank …
    province_reported, spread_reported, minimum … maximum, province_median, and missing_reason
    (empty where there is a value). With ``among`` (one of ``comparison_groups.AMONG``) also
    group_rank, group_rank_low, group_rank_high, group_reported and group_median: the place among
    those communes. Raises ``UnknownNameError`` for an unknown area or group.
    """
    if year:
        rows = store.query("profile", area_codes=[area_code], year=year)
    else:
        rows = _default_profile(store, area_code)
    if rows.empty:
        areas(store, [area_code])  # words the unknown code
    return rows if among is None else _with_group(store, rows, among, area_code)


def _default_profile(store: Store, area_code: str) -> pd.DataFrame:
    """The rows of ``sql/default_profile.sql``, read without what is in memory already."""
    held = areas_held(store)
    level = held.level_today(area_code)
    if level is None:
        return pd.DataFrame()
    alike = columns_alike(store, area_code, level)
    own = store.arrays("default_profile_own", area_code=area_code)
    count = len(next(iter(own.values())))
    of_area = held.columns(np.full(count, held.today[area_code]))
    # In the order of the stored columns; copies, since whoever asks may change them.
    shared = {name: None if name in own else values.copy() for name, values in alike.items()}
    return frame_of_arrays(shared | of_area | own)


def profiles_in_parts(store: Store, area_codes: Sequence[str]) -> Iterator[pd.DataFrame]:
    """The profiles of many areas in the sets of the default rules, in parts of bounded size.

    One row per area and indicator, areas by code, each whole in one part; columns as in
    ``profile``. Asking for one area after the other takes ten times as long.
    """
    for start in range(0, len(area_codes), AREAS_OF_A_PART):
        codes = list(area_codes[start : start + AREAS_OF_A_PART])
        yield store.query("default_profiles", area_codes=codes)


def _with_group(store: Store, rows: pd.DataFrame, among: str, area_code: str) -> pd.DataFrame:
    """The profile with the place in a group, in the set and basis of each row."""
    group = group_of(store, among, area_code)
    contests = rows["indicator_id"] + "|" + rows["basis"].fillna("") + "|" + rows["period_set"]
    places = store.query(
        "group_placing",
        area_code=area_code,
        area_codes=list(group.codes) if group else [],
        contests=contests[rows["value"].notna()].tolist(),
        minimum_reported=MINIMUM_REPORTED,
    )
    return rows.merge(places.drop(columns="contest"), on="indicator_id", how="left")


def compare(store: Store, area_codes: list[str], *, year: str | None = None) -> pd.DataFrame:
    """Two to eight areas over the indicators that at least one of them has a figure for.

    One row per indicator and area, columns as in ``profile`` and ``surely_best``: true where the
    indicator has a direction, its figures are of one basis and period (``can_be_compared``), and
    the interval of this area lies beyond that of every other one.
    Raises ``UnknownNameError`` for an unknown area, ``UnanswerableError`` for more than eight.
    """
    codes = list(dict.fromkeys(area_codes))
    if len(codes) > MOST_COMPARED:
        raise UnanswerableError("too_many_areas", count=len(codes), most=MOST_COMPARED)
    areas(store, codes)
    if year:
        found = store.arrays("profile", area_codes=codes, year=year)
    else:
        found = ready_profiles(store, codes)
    rows = _of_any(found, codes)
    rows["surely_best"] = surely_best(rows)
    return rows


def _of_any(found: dict[str, Array], codes: list[str]) -> pd.DataFrame:
    """The indicators that any area has a figure for, areas in the order of ``codes``."""
    order = {code: place for place, code in enumerate(codes)}
    places = np.array([order[code] for code in found["area_code"].tolist()], dtype=np.intp)
    position = np.asarray(found["position"])
    in_order = np.lexsort((places, position))
    known = np.isin(position, position[~np.isnan(found["value"])])
    at = in_order[known[in_order]]
    if not len(at):  # texts without rows are no texts to pandas
        return frame_of_arrays(found).iloc[:0].reset_index(drop=True)
    return frame_of_arrays({name: values.take(at) for name, values in found.items()})


def surely_best(rows: pd.DataFrame) -> pd.Series:
    """For each row whether its interval beats every other one of the same indicator for sure.

    Two or more areas must have a figure; where intervals touch or overlap, and where the figures
    are not of one basis and period, nobody is best.
    """
    low, high = (rows[name].to_numpy(np.float64) for name in ("value_low", "value_high"))
    is_open = rows["high_open"].fillna(False).to_numpy(bool)
    # The largest double inside an interval whose upper bound is open.
    top = np.where(is_open, np.nextafter(high, low), high)
    direction = rows["direction"].to_numpy(object)
    lower_is_better = direction == "lower"
    worst, best = np.where(lower_is_better, -top, low), np.where(lower_is_better, -low, top)
    groups, names = pd.factorize(rows["indicator_id"])
    leads = worst == _largest(worst, groups, len(names))[groups]
    alone = np.bincount(groups, leads, len(names)) == 1
    # The best reach of the others: the largest, or the second largest for the leader itself.
    second = _largest(np.where(leads, np.nan, best), groups, len(names))
    surely = leads & alone[groups] & (second[groups] < worst)
    return pd.Series(surely & (direction != "none"), rows.index) & can_be_compared(rows)


def _largest(
    values: npt.NDArray[np.float64], groups: npt.NDArray[np.intp], count: int
) -> npt.NDArray[np.float64]:
    """The largest known value of each group."""
    largest = np.full(count, np.nan)
    np.fmax.at(largest, groups, values)
    return largest


def can_be_compared(rows: pd.DataFrame) -> pd.Series:
    """For each row whether the figures of its indicator are of one basis and period.

    A level of areas has its own default set and basis; and a set that gathers the latest part of a
    year of each area (``2025-part``) holds parts of different length, of which none can be said to
    be best. ``rows`` as in ``compare``; areas without a figure do not count.
    """
    groups, names = pd.factorize(rows["indicator_id"])
    known = np.flatnonzero(rows["value"].notna())
    first = np.zeros(len(names), dtype=np.intp)
    first[groups[known[::-1]]] = known[::-1]  # of each indicator the first figure stays
    apart = np.zeros(len(rows), dtype=bool)
    for kind in _kinds(rows):
        apart |= kind != kind[first[groups]]
    different = np.bincount(groups[known], apart[known], len(names)) > 0
    return pd.Series(~different[groups], rows.index)


def _kinds(rows: pd.DataFrame) -> Iterator[npt.NDArray[Any]]:
    """Numbers that are equal for figures of one basis and one period (``contest_of``)."""
    for name in ("basis", "period_set"):
        if name in rows:
            yield pd.factorize(rows[name])[0]
    sets = rows.get("period_set", pd.Series("", rows.index)).tolist()
    gathered = np.array([str(one).endswith("-part") for one in sets], dtype=bool)
    for name in ("period_start", "period_end"):
        if gathered.any() and name in rows:
            yield np.where(gathered, rows[name].to_numpy("datetime64[D]").astype(np.int64), 0)


def contest_of(known: pd.DataFrame) -> pd.Series:
    """For each figure a key that is equal for those of one basis and one period."""
    kinds = known.reindex(columns=["basis", "period_set", "period_start", "period_end"]).astype(str)
    part = kinds["period_start"] + "/" + kinds["period_end"]
    gathered = kinds["period_set"].str.endswith("-part")
    return kinds["basis"] + "|" + kinds["period_set"] + "|" + part.where(gathered, "")


def area_observations(store: Store, area_code: str) -> pd.DataFrame:
    """Every figure of one area with its source, rivals and superseded ones too.

    One row per figure; ``is_current`` marks the one that is shown. Columns as in
    ``sql/area_observations.sql``; values in ``unit``.
    """
    return store.query("area_observations", area_code=area_code)


def former_units(store: Store, area_code: str) -> pd.DataFrame:
    """Former communes of a commune: old_code, old_name, old_district, old_province, part, …"""
    return store.query("former_units", area_code=area_code)


def area_history(store: Store, area_code: str) -> pd.DataFrame:
    """Type and name of an area since the reform: one row per validity."""
    return store.query("area_history", area_code=area_code)


def _near_codes(store: Store, code: str) -> list[str]:
    return store.query("areas_like", code=code)["area_code"].tolist()


def unknown_by_reason(profile: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The rows of ``profile.profile`` without a value, by reason, in the order of the reasons.

    Grain: one row per indicator, headline indicators first, then the catalogue's order. Reasons
    that do not occur are left out. Columns as in ``profile.profile``.
    """
    ordered = profile.sort_values(["headline", "position"], ascending=[False, True], kind="stable")
    found = {reason: ordered[ordered["missing_reason"] == reason] for reason in MISSING_REASONS}
    return {reason: rows for reason, rows in found.items() if len(rows)}
