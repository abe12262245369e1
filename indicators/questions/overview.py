"""What the first page tells: the headline indicators at a glance, and the newest figures."""

from dataclasses import dataclass

import pandas as pd

from indicators.questions.ranking import Ranking, no_median_because, rank
from indicators.release.store import Store


@dataclass(frozen=True)
class HeadlineCard:
    """One headline indicator over all communes, in its default set of periods.

    ``median`` is in the indicator's unit, and ``None`` where ``ranking.no_median_because`` says
    so; ``example`` is the best documented figure, a row of the ranking, and ``None`` where there is
    none.
    """

    ranking: Ranking
    median: float | None
    example: pd.Series | None


def headline_cards(store: Store) -> list[HeadlineCard]:
    """One card per headline indicator, in the catalogue's order."""
    catalogue = store.query("indicators")
    codes = catalogue.loc[catalogue["headline"], "indicator_id"]
    return [_card(rank(store, code)) for code in codes]


def newest_figures(store: Store, how_many: int = 8) -> pd.DataFrame:
    """The figures of communes published last; columns as in ``sql/newest_figures.sql``."""
    return store.query("newest_figures", how_many=how_many)


def _card(ranking: Ranking) -> HeadlineCard:
    rows = ranking.rows
    if rows.empty:
        return HeadlineCard(ranking, None, None)
    median = None if no_median_because(rows) else float(rows["value"].median())
    return HeadlineCard(ranking, median, best_documented(rows))


def best_documented(rows: pd.DataFrame) -> pd.Series:
    """The figure that a reader can check most easily; rows as in a ``Ranking``, at least one.

    What speaks for it, one point each: printed counts, a paragraph, an exact number, no estimate,
    no contradiction. Of equal ones the nearest to the median, so that no outlier is put forward.
    """
    evidence = (
        (rows["numerator"].notna() & rows["denominator"].notna()).astype(int)
        + (rows["locator"].fillna("") != "")
        + (rows["qualifier"] == "exact")
        + (rows["status"] == "A")
        + ~rows["contradicted"].astype(bool)
    )
    best = rows[evidence == evidence.max()]
    return best.loc[(best["value"] - rows["value"].median()).abs().idxmin()]
