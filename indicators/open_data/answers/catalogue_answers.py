"""What there is in a release: its areas, indicators and sources."""

import pandas as pd

from indicators.open_data.answers.answered import Answer, table_answer
from indicators.open_data.answers.asked import AskedQuestion
from indicators.open_data.answers.names_meant import province_meant
from indicators.questions.freshness import catalogue_with_freshness
from indicators.questions.search import search_areas
from indicators.release.store import Store

# Without `limit` a search gives this many areas, and says whether there are more.
ORDINARY_HITS = 200
MATCHED = ("matched_name", "matched_kind")


def areas_answer(store: Store, question: AskedQuestion) -> Answer:
    """The areas of today, of one level or province, or those that a text may mean, best first.

    ``complete`` is false where there are more than the answer holds. ``matched_name`` is the name
    that fits a text, perhaps of a former commune; missing without a text.
    """
    narrowed = {"level": question.one("level"), "province": province_meant(store, question)}
    text, limit = question.one("q"), question.one("limit")
    most = int(limit) if limit else ORDINARY_HITS if text else None
    if text:
        rows = _found(store, text, narrowed, most or ORDINARY_HITS)
    else:
        rows = store.query("areas_today", area_codes=None, **narrowed)
        rows = rows.assign(**dict.fromkeys(MATCHED, None))
    complete = most is None or len(rows) <= most
    rows = rows if complete else rows.head(most)
    return table_answer(store.release, "areas", rows, text, *narrowed.values(), complete=complete)


def _found(store: Store, text: str, narrowed: dict[str, str | None], most: int) -> pd.DataFrame:
    """What a text may mean, one more than asked for where there are more."""
    hits = search_areas(store, text, limit=most + 1, **narrowed)
    codes = hits["area_code"].tolist()
    places = store.query("areas_today", area_codes=codes, level=None, province=None)
    rows = places.set_index("area_code", drop=False).loc[codes].reset_index(drop=True)
    return rows.assign(**{name: hits[name].to_numpy() for name in MATCHED})


def indicators_answer(store: Store, _question: AskedQuestion) -> Answer:
    """The catalogue in its order, with how fresh the figures of each indicator are."""
    return table_answer(store.release, "indicators", catalogue_with_freshness(store))


def sources_answer(store: Store, _question: AskedQuestion) -> Answer:
    """Every source."""
    return table_answer(store.release, "sources", store.query("all_sources"))
