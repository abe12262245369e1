"""With whom an area can be compared: like it or beside it, and with figures of the same indicators.

Likeness alone leads to an empty table where nobody reports: of each commune is told in how many
indicators it could stand beside those that are chosen already.
"""

from typing import Literal

import pandas as pd

from indicators.questions.comparison_groups import group_of
from indicators.questions.profile import areas
from indicators.release.store import Store
from indicators.yardsticks.peers import peers

Among = Literal["peers", "neighbours"]

MOST_SUGGESTED = 5
# Those that a commune's page names, and sets beside it in a comparison.
MOST_COMPANIONS = 3
# From the one side to the other of a country that has fewer communes than this.
ALL_COMMUNES = 100_000


def companions(
    store: Store,
    area_codes: list[str],
    *,
    among: Among = "peers",
    year: str | None = None,
    limit: int = MOST_SUGGESTED,
) -> pd.DataFrame:
    """Areas to set beside those of ``area_codes``, the best first; whoever shares nothing is out.

    ``among`` the communes most like the first of them, or those that border on it; for a province
    all provinces, whose likeness nobody has measured. One row per area: area_code, name, area_type,
    province_code, province, then counts of indicators: shared (of which it and *all* the chosen
    areas have a figure that can be compared, without the official figures of every commune),
    judged (those of ``shared`` with a better and a worse), open (those of ``judged`` that yet
    another area has, so that a third one can follow), shared_with_some (that it has with *any*
    of them), everywhere (official figures of every commune that all have). indicator_ids: list of
    ``shared``, or of ``shared_with_some`` where that is none. distance (0 to 1, as in ``peers``)
    and km (between the centres) are missing where not known.

    First who shares a judged indicator that others have too, then who shares a judged one, then
    any, then who shares with some of them only, last who has no more than every commune has; among
    these the nearest in likeness. Raises ``UnknownNameError`` for an area that is not of today.
    """
    first = areas(store, area_codes).iloc[0]
    found = store.query("shared_contests", area_codes=area_codes, level=first["level"], year=year)
    if first["level"] == "commune":
        found = _beside(found, store, str(first["area_code"]), among)
    else:
        found = found.assign(distance=float("nan"), km=float("nan"))
    by_rank = found.assign(_tier=-_tiers(found), _number=-found["judged"],
                           _any=-found["shared_with_some"])  # fmt: skip
    keys = ["_tier", "distance", "km", "_number", "_any", "area_code"]
    kept = by_rank.sort_values(keys, na_position="last").head(limit)
    return kept.drop(columns=["_tier", "_number", "_any"]).reset_index(drop=True)


def best_companions(store: Store, area_code: str, *, most: int = MOST_COMPANIONS) -> pd.DataFrame:
    """Up to ``most`` areas that can all be compared with one, each chosen with those before it.

    All of them share one indicator with it and with each other: the judged one that most of the
    others have (up to ``most``), of several such the one whose areas are most alike; where there is
    none, any indicator, last an official figure of every commune. So a table of them is never
    empty; the list is shorter, or empty, where there are no more of these. One row per area, the
    most alike first, columns as in ``companions``.
    """
    found = companions(store, [area_code], limit=ALL_COMMUNES)
    held = found.explode("indicator_ids").dropna(subset="indicator_ids")
    if held.empty:
        return found.head(most)
    codes = _best_holders(held, store, most)
    return found.set_index("area_code", drop=False).loc[codes].reset_index(drop=True)


def _best_holders(held: pd.DataFrame, store: Store, most: int) -> list[str]:
    """The nearest holders of the one indicator that serves best; ``held``: a row per holder."""
    catalogue = store.kept("known_indicators").set_index("indicator_id")["direction"]
    ranked = held.sort_values(["distance", "km", "area_code"], na_position="last", kind="stable")
    first = ranked.groupby("indicator_ids", sort=False).head(most)
    groups = first.groupby("indicator_ids", sort=False)
    scored = pd.DataFrame(
        {"holders": groups["area_code"].count(), "far": groups["distance"].mean()}
    )
    scored = scored.assign(judged=scored.index.map(catalogue) != "none")
    best = scored.sort_values(["judged", "holders", "far"], ascending=[False, False, True],
                              kind="stable").index[0]  # fmt: skip
    return [str(code) for code in first.loc[first["indicator_ids"] == best, "area_code"]]


def _tiers(found: pd.DataFrame) -> pd.Series:
    """4 with an open indicator, 3 with a judged one, 2 with any, 1 with some of them, else 0."""
    return (
        (found["open"] > 0).astype(int)
        + (found["judged"] > 0).astype(int)
        + (found["shared"] > 0).astype(int)
        + (found["shared_with_some"] > 0).astype(int)
    )


def _beside(found: pd.DataFrame, store: Store, area_code: str, among: Among) -> pd.DataFrame:
    """``found`` with distance and km from a commune, of its neighbours alone where asked."""
    like = peers(store, area_code, limit=ALL_COMMUNES, prefer_figures=False)
    joined = found.merge(like[["area_code", "distance", "km"]], on="area_code", how="left")
    if among == "peers":
        return joined
    group = group_of(store, among, area_code)
    return joined[joined["area_code"].isin(group.codes if group else ())]
