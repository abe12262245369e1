"""The rows of a ranking: the figures of one set, each with its area and its place among them."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.arrays import IntegerArray

from indicators.questions.areas_held import AreasChosen
from indicators.questions.placing import axis_of, enough_to_rank, places_of
from indicators.release.store import Array, frame_of_arrays

PLACES = ("rank", "rank_low", "rank_high", "percentile")
# What a figure is told by, after its area.
FIGURE = (
    "value", "printed_value", "printed_decimals", "value_low", "value_high", "high_open",
    "qualifier", "status", "basis", "period_start", "period_end", "period_set",
    "source_id", "locator", "as_printed", "numerator", "denominator", "computed_share",
    "contradicted", "corrected", "observation_id",
)  # fmt: skip
MADE_OF = ("method", "parts", "parts_found")

Rows = npt.NDArray[np.intp]

# Names of sets, bases and measures that are kept as pandas has them.
MOST_TEXTS = 512


def ranked_rows(
    figures: Mapping[str, Array],
    scope: AreasChosen,
    indicator: Mapping[str, Any],
    *,
    rankable: bool,
) -> pd.DataFrame:
    """The figures of the areas to which the indicator applies, best first: ``Ranking.rows``.

    ``figures`` as ``sql/ranking.sql`` gives them. Of an area that has several on one basis the
    latest counts: by last day, then first day, then the order of storage. Places are empty where
    the question is not ``rankable``, the indicator has no direction or the figures are too few.
    """
    at = scope.areas.positions(scope.applies, figures["area_number"])
    kept = _latest_of_each(figures, np.flatnonzero(at >= 0))
    direction = str(indicator["direction"])
    value = figures["value"][kept]
    best_first = value if direction == "lower" else -value
    kept = kept[np.lexsort((figures["area_number"][kept], best_first))]
    columns = _places(figures, kept, direction if rankable else "none")
    columns |= scope.areas.columns(at[kept])
    columns |= {name: figures[name].take(kept) for name in FIGURE}
    columns["measures"] = same_text(indicator["measures"], len(kept))
    columns |= {name: figures[name].take(kept) for name in MADE_OF}
    return frame_of_arrays(columns)


def same_text(text: str, count: int) -> Array:
    """So many times the same text, as pandas keeps it; a text a row would be made anew of each."""
    return _one_text(text).take(np.zeros(count, dtype=np.intp))


@lru_cache(maxsize=MOST_TEXTS)
def _one_text(text: str) -> Array:
    return pd.array([text], dtype="str")


def _latest_of_each(figures: Mapping[str, Array], rows: Rows) -> Rows:
    """These rows without older figures of the same area and basis, in their order."""
    areas = figures["area_number"][rows]
    if np.bincount(areas).max(initial=0) <= 1:
        return rows
    order = pd.DataFrame(
        {
            "row": rows,
            "area": areas,
            **{name: figures[name][rows] for name in ("basis", "period_end", "period_start")},
            "id": figures["observation_id"][rows],
        }
    ).sort_values(["period_end", "period_start", "id"], ascending=[False, True, True])
    return np.sort(order.drop_duplicates(["area", "basis"])["row"].to_numpy(np.intp))


def _places(figures: Mapping[str, Array], rows: Rows, direction: str) -> dict[str, Array]:
    """One array per column of ``PLACES`` for these rows, which are sorted: best first."""
    count = len(rows)
    if direction == "none" or not enough_to_rank(count):
        zeros = np.zeros(count, dtype="int32")
        none = IntegerArray(zeros, np.ones(count, dtype=bool)) if count else zeros
        return dict.fromkeys(PLACES[:-1], none) | {PLACES[-1]: np.full(count, np.nan)}
    axis = axis_of(figures, rows, direction)
    found = places_of(axis, axis)
    return {
        "rank": found.rank.astype("int32"),
        "rank_low": found.rank_low.astype("int32"),
        "rank_high": found.rank_high.astype("int32"),
        "percentile": found.percentile,
    }
