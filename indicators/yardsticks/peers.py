"""Statistical neighbours: the communes most like one commune, and its place among them.

For a pair each variable gives a difference from 0 (alike) to 1 (as different as counts):

- type, region: 0 where equal, else 1
- area_km2, population, density: log10 of the ratio, 1 from tenfold on
- distance: kilometres between the centres over 500, at most 1
- former_units: difference in the number of former communes over 5, at most 1
- urban_share: difference in percentage points over 50, at most 1
- wage_region: steps between the regions I to IV of the minimum wage over 3

The distance of the pair is the mean of these, weighted, over the variables that both communes have;
match = 100 × (1 − distance). How many variables that were is told, for a match over fewer of them
says less. The variables and weights are the reader's choice.

A peer without a figure helps nobody: unless the reader asks otherwise, communes that have no figure
in the default set of an indicator with a direction where the commune itself has one (of any such
indicator where it has none) are put back by ``PREFERENCE``, ten points of match. Distance and match
themselves stay as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.errors import UnknownNameError
from indicators.judgement import MINIMUM_REPORTED
from indicators.release.store import Store
from indicators.yardsticks.peer_weights import (
    FULL_DISTANCE_KM,
    FULL_FORMER_UNITS,
    FULL_RATIO_LOG10,
    FULL_URBAN_POINTS,
    FULL_WAGE_STEPS,
    VARIABLES,
    checked_weights,
)

Floats = npt.NDArray[np.float64]

# Of the method and the default weights; a change of either is a change for those who use the table.
METHOD_VERSION = 2
MOST_PEERS = 10
PREFERENCE = 0.1
PUBLISHED_PEERS = 10
EARTH_RADIUS_KM = 6371.0088
# Rows compared with all others at a time: the arrays of one chunk take some 60 MB.
CHUNK = 128


FULL_STEPS = {
    "former_units": FULL_FORMER_UNITS,
    "urban_share": FULL_URBAN_POINTS,
    "wage_region": FULL_WAGE_STEPS,
}


@dataclass(frozen=True)
class Prepared:
    """The variables of all communes as arrays, in the order of ``codes``; NaN where unknown.

    ``logs`` holds the decimal logarithms of area_km2, population and density; ``steps`` what is
    compared by its difference, already over the difference that counts as complete.
    """

    codes: npt.NDArray[np.object_]
    categories: dict[str, Floats]
    logs: dict[str, Floats]
    steps: dict[str, Floats]
    latitude: Floats
    longitude: Floats


def peer_variables(store: Store) -> pd.DataFrame:
    """What communes are told apart by: one row per commune, ward and special zone of today.

    Columns: area_code, name, area_type, province_code, province, region, latitude, longitude
    (degrees), area_km2, former_units, population (people), density (people per km²), urban_share
    (%), wage_region (1 to 4); missing where not known.
    """
    return store.query("peer_variables")


def peers(
    store: Store,
    area_code: str,
    *,
    weights: Mapping[str, float] | None = None,
    limit: int = MOST_PEERS,
    prefer_figures: bool = True,
) -> pd.DataFrame:
    """The communes most like one commune, nearest first.

    ``weights`` by variable, as ``peer_weights.checked_weights`` takes them; with ``prefer_figures``
    communes without comparable figures are put back by ``PREFERENCE``. One row per peer:
    place (from 1), area_code, name, area_type, province_code, province, distance (0 to 1), match
    (0 to 100), km (between the centres; missing without a centre), variables_used,
    variables_asked and comparable (indicators in which both have a figure; counts), then for each
    variable ``VARIABLE_share``: its part of the distance times 100, so that these and the match add
    up to 100; missing where the pair was not compared on it. Ties go to the nearer centre, then the
    lower code. Raises ``UnknownNameError`` for anything but a commune of today.
    """
    table = peer_variables(store)
    own = np.flatnonzero(table["area_code"].to_numpy() == area_code)
    if not len(own):
        raise UnknownNameError("commune", area_code, table["area_code"].tolist())
    chosen = checked_weights(weights)
    prepared = prepare(table)
    differences = _differences(prepared, own, chosen)
    distance, used = _mean(differences, chosen)
    km = _km(prepared, own)[0]
    shared, preferred = comparable_figures(store, prepared.codes, own)
    later = ~preferred[0] if prefer_figures else np.zeros_like(preferred[0])
    order = _order(distance[0], km, own[0], later)[:limit]
    rows = table.loc[order, ["area_code", "name", "area_type", "province_code", "province"]]
    rows = rows.reset_index(drop=True)
    rows.insert(0, "place", np.arange(1, len(order) + 1))
    rows = rows.assign(
        distance=distance[0, order],
        match=100 * (1 - distance[0, order]),
        km=km[order],
        variables_used=used[0, order],
        variables_asked=sum(weight > 0 for weight in chosen.values()),
        comparable=shared[0, order],
    )
    return rows.assign(**_shares(differences, chosen, order))


def prepare(table: pd.DataFrame) -> Prepared:
    """The arrays that pairs are compared on, from ``peer_variables``."""
    return Prepared(
        codes=table["area_code"].to_numpy(dtype=object),
        categories={
            "type": _coded(table["area_type"]),
            "region": _coded(table["region"]),
        },
        logs={
            variable: _log10(table[variable]) for variable in ("area_km2", "population", "density")
        },
        steps={
            variable: table[variable].to_numpy(dtype=float, na_value=np.nan) / full
            for variable, full in FULL_STEPS.items()
        },
        latitude=np.radians(table["latitude"].to_numpy(dtype=float, na_value=np.nan)),
        longitude=np.radians(table["longitude"].to_numpy(dtype=float, na_value=np.nan)),
    )


def _coded(values: pd.Series) -> Floats:
    codes = pd.factorize(values)[0].astype(float)
    codes[codes < 0] = np.nan  # pandas codes what is missing as -1
    return codes


def _log10(values: pd.Series) -> Floats:
    numbers = values.to_numpy(dtype=float, na_value=np.nan)
    return np.log10(np.where(numbers > 0, numbers, np.nan))


def _differences(
    prepared: Prepared, rows: npt.NDArray[np.intp], weights: Mapping[str, float]
) -> dict[str, Floats]:
    """For each variable with weight the differences of some communes to all: rows × communes."""
    return {
        variable: _difference(prepared, rows, variable)
        for variable in VARIABLES
        if weights[variable] > 0
    }


def _difference(prepared: Prepared, rows: npt.NDArray[np.intp], variable: str) -> Floats:
    if variable in prepared.categories:
        codes = prepared.categories[variable]
        mine, others = codes[rows, None], codes[None, :]
        return np.where(np.isnan(mine) | np.isnan(others), np.nan, mine != others)
    if variable == "distance":
        return np.minimum(_km(prepared, rows) / FULL_DISTANCE_KM, 1)
    if variable in prepared.steps:
        values = prepared.steps[variable]
    else:
        values = prepared.logs[variable] / FULL_RATIO_LOG10
    return np.minimum(np.abs(values[rows, None] - values[None, :]), 1)


def comparable_figures(
    store: Store, codes: npt.NDArray[np.object_], rows: npt.NDArray[np.intp]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """In how many indicators each pair has figures, and whom some communes prefer for that.

    Both rows × communes. A commune without a figure prefers all that have one.
    """
    found = store.query("comparable_figures")
    places = {code: place for place, code in enumerate(codes)}
    at = np.array([places.get(code, -1) for code in found["area_code"].tolist()], dtype=np.intp)
    indicator, indicators = pd.factorize(found["indicator_id"])
    has = np.zeros((len(codes), max(1, len(indicators))), dtype=np.int32)
    has[at[at >= 0], indicator[at >= 0]] = 1
    shared = (has[rows] @ has.T).astype(np.int64)
    some: npt.NDArray[np.bool_] = has.sum(axis=1) > 0
    return shared, np.where(some[rows][:, None], shared > 0, some[None, :])


def _km(
    prepared: Prepared,
    rows: npt.NDArray[np.intp],
    columns: npt.NDArray[np.intp] | slice = slice(None),
) -> Floats:
    """Great-circle kilometres between centres: rows × columns."""
    latitude, longitude = prepared.latitude, prepared.longitude
    half_height = np.sin((latitude[rows, None] - latitude[None, columns]) / 2) ** 2
    half_width = np.sin((longitude[rows, None] - longitude[None, columns]) / 2) ** 2
    across = np.cos(latitude)[rows, None] * np.cos(latitude)[None, columns] * half_width
    result: Floats = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(half_height + across, 1)))
    return result


def _mean(
    differences: Mapping[str, Floats], weights: Mapping[str, float]
) -> tuple[Floats, npt.NDArray[np.int64]]:
    """The weighted mean over the variables that both have, and how many these were.

    A pair without a common variable has the distance NaN.
    """
    shape = next(iter(differences.values())).shape
    total, weight_sum = np.zeros(shape), np.zeros(shape)
    used = np.zeros(shape, dtype=np.int64)
    for variable, difference in differences.items():
        known = ~np.isnan(difference)
        total += weights[variable] * np.where(known, difference, 0)
        weight_sum += weights[variable] * known
        used += known
    with np.errstate(invalid="ignore"):
        return total / np.where(weight_sum > 0, weight_sum, np.nan), used


def _order(
    distance: Floats, km: Floats, own: np.intp, later: npt.NDArray[np.bool_]
) -> npt.NDArray[np.intp]:
    """The other communes, nearest first, ``later`` ones put back by ``PREFERENCE``; no NaN."""
    places = np.arange(len(distance))
    # Rounded, so that equal pairs are not ordered by the last bit of a sum.
    put_back = np.round(distance + PREFERENCE * later, 9)
    order = np.lexsort((places, np.nan_to_num(km, nan=np.inf), put_back))
    return order[(order != own) & ~np.isnan(distance[order])]


def _shares(
    differences: Mapping[str, Floats], weights: Mapping[str, float], order: npt.NDArray[np.intp]
) -> dict[str, Floats]:
    """Each variable's part of the distance times 100, by the name of its column."""
    known = {name: ~np.isnan(found[0, order]) for name, found in differences.items()}
    weight_sum = sum(weights[name] * known[name] for name in differences)
    return {
        f"{name}_share": 100 * weights[name] * found[0, order] / weight_sum
        for name, found in differences.items()
    }


def reasons(peer: Mapping[str, float], most: int = 3) -> tuple[list[str], list[str]]:
    """The variables that one row of ``peers`` owes its distance to, and those that are alike.

    The first list has the largest parts first, at most ``most``; the second, in the order of
    ``VARIABLES``, those whose part is nothing. Variables the pair was not compared on are in none.
    """
    shares = {name: float(peer.get(f"{name}_share", np.nan)) for name in VARIABLES}
    apart = sorted((name for name in VARIABLES if shares[name] > 0), key=lambda name: -shares[name])
    return apart[:most], [name for name in VARIABLES if shares[name] == 0]


def rank_among_peers(store: Store, area_code: str, peer_codes: list[str]) -> pd.DataFrame:
    """Where a commune stands among its peers, beside its places in nation and province.

    One row per indicator that the commune has a figure for, in the indicator's default set.
    Columns: indicator_id, name_vi, name_en, unit, unit_en, decimals, direction, basis, period_set,
    value, qualifier, rank, rank_low, rank_high (missing where not ranked), reported (of the commune
    and its peers together), median (missing below five), and the same four columns with the
    prefixes nation_ and province_.
    """
    return store.query(
        "peers_placing",
        area_code=area_code,
        area_codes=[area_code, *peer_codes],
        minimum_reported=MINIMUM_REPORTED,
    )


def version(store: Store) -> str:
    """Method and release in one: equal versions have equal peers (default weights)."""
    return f"{METHOD_VERSION}-{store.release['release_id']}"


def peers_table(store: Store) -> pd.DataFrame:
    """The ten peers of every commune as ``peers`` gives them by default, for publication.

    One row per commune and peer: area_code, peer_code, place, distance (0 to 1, six decimals),
    match (0 to 100, two decimals), variables_used, version.
    """
    weights = checked_weights()
    prepared = prepare(peer_variables(store))
    count = len(prepared.codes)
    parts = [
        _nearest(store, prepared, np.arange(first, min(first + CHUNK, count)), weights)
        for first in range(0, count, CHUNK)
    ]
    columns = ["area_code", "peer_code", "place", "distance", "match", "variables_used"]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    return table.assign(version=version(store))


def _nearest(
    store: Store, prepared: Prepared, rows: npt.NDArray[np.intp], weights: Mapping[str, float]
) -> pd.DataFrame:
    """The rows of ``peers_table`` about some communes."""
    distance, used = _mean(_differences(prepared, rows, weights), weights)
    preferred = comparable_figures(store, prepared.codes, rows)[1]
    found = [
        _ten_nearest(prepared, distance[place], own, ~preferred[place])
        for place, own in enumerate(rows)
    ]
    places = np.repeat(np.arange(len(rows)), [len(one) for one in found])
    columns = np.concatenate(found)
    return pd.DataFrame(
        {
            "area_code": prepared.codes[rows[places]],
            "peer_code": prepared.codes[columns],
            "place": np.concatenate([np.arange(1, len(one) + 1) for one in found]),
            "distance": distance[places, columns].round(6),
            "match": (100 * (1 - distance[places, columns])).round(2),
            "variables_used": used[places, columns],
        }
    )


def _ten_nearest(
    prepared: Prepared, distance: Floats, own: np.intp, later: npt.NDArray[np.bool_]
) -> npt.NDArray[np.intp]:
    near = _shortlist(distance, own, later)
    km = _km(prepared, np.array([own]), near)[0]
    return near[_order(distance[near], km, np.intp(-1), later[near])][:PUBLISHED_PEERS]


def _shortlist(
    distance: Floats, own: np.intp, later: npt.NDArray[np.bool_]
) -> npt.NDArray[np.intp]:
    """All communes no later than the tenth, ties included, without the commune itself."""
    others = np.round(distance + PREFERENCE * later, 9)
    others = np.where(np.arange(len(distance)) == own, np.nan, others)
    known = np.flatnonzero(~np.isnan(others))
    if len(known) <= PUBLISHED_PEERS:
        return known
    tenth = np.partition(others[known], PUBLISHED_PEERS - 1)[PUBLISHED_PEERS - 1]
    return np.flatnonzero(others <= tenth)
