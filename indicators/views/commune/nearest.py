"""With whom one commune is best compared: the most alike of those that share figures with it."""

import pandas as pd

from indicators.questions.comparison_groups import group_of
from indicators.release.store import Store
from indicators.yardsticks.peers import peers

MOST_NAMED = 5
# More than any country has communes.
ALL = 100_000


def best_comparable(store: Store, area_code: str, most: int = MOST_NAMED) -> pd.DataFrame:
    """The communes most like one, of those that share an indicator that can be judged.

    One row per commune, the most alike first, columns as in ``peers.peers``: ``comparable`` is the
    number of shared indicators, at least 1. Raises ``UnknownNameError`` for anything but a commune.
    """
    found = peers(store, area_code, limit=ALL, prefer_figures=False)
    return found[found["comparable"] > 0].head(most).reset_index(drop=True)


def neighbours(store: Store, area_code: str) -> tuple[str, ...]:
    """The codes of the communes that border on one, in their order."""
    group = group_of(store, "neighbours", area_code)
    return tuple(code for code in group.codes if code != area_code) if group else ()
