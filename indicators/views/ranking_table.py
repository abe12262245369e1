"""A ranking as the table that a reader sees: places and values in words, sources beside them."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from indicators.language import formats, quoted
from indicators.language.area_words import area_type
from indicators.language.remark_words import remarks_of
from indicators.language.remarks import locator_in
from indicators.questions.ranking import Ranking


def displayed_figures(
    ranking: Ranking,
    figures: Sequence[Mapping[Any, Any]],
    sources: pd.DataFrame,
    basis_names: dict[str, str],
    lang: str,
) -> list[dict[str, Any]]:
    """Some rows of a ranking in words.

    One dict per given row: place ("3 (2–6)", empty where not ranked), area, type, province, bar
    (the value as a number, for the in-cell bar), value (the number that ranks, in words with
    qualifier, no unit), as_printed (the words of the source), status (``remarks_of``), period,
    basis, publisher, locator, url (None without an address), area_code.
    """
    found = {source["source_id"]: source for source in sources.to_dict("records")}
    decimals = max(int(ranking.indicator["decimals"]), 0)
    return [
        {
            "place": _place(row, lang),
            "area": row["name"],
            "type": area_type(row["area_type"], lang),
            "province": row["province"],
            "bar": row["value"],
            "value": quoted.as_ranked(row, decimals, lang),
            "as_printed": row["as_printed"],
            "status": ", ".join(remarks_of(row, lang)),
            "period": formats.period(row["period_start"], row["period_end"], lang),
            "basis": basis_names.get(row["basis"], row["basis"]),
            "publisher": found[row["source_id"]]["publisher"],
            "locator": locator_in(row["locator"], lang),
            "url": found[row["source_id"]]["url"],
            "area_code": row["area_code"],
        }
        for row in figures
    ]


def _place(row: Mapping[Any, Any], lang: str) -> str:
    if pd.isna(row["rank"]):
        return ""
    low, high = int(row["rank_low"]), int(row["rank_high"])
    return formats.rank_interval(int(row["rank"]), low, high, lang)
