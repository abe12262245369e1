"""A ranking as the table that a reader sees: places and values in words, sources beside them."""

from typing import Any

import pandas as pd

from indicators.language import formats, quoted
from indicators.language.area_words import area_type
from indicators.language.remarks import locator_in
from indicators.language.texts import translator
from indicators.language.trend_words import method_words
from indicators.questions.ranking import Ranking


def displayed(
    ranking: Ranking,
    rows: pd.DataFrame,
    sources: pd.DataFrame,
    basis_names: dict[str, str],
    lang: str,
) -> pd.DataFrame:
    """Some rows of a ranking in words.

    One row per given row. Columns: place ("3 (2–6)", empty where not ranked), area, type,
    province, bar (the value as a number, for the in-cell bar), value (the number that ranks, in
    words with qualifier, no unit), as_printed (the words of the source), status,
    period, basis, publisher, locator, url (None without an address), area_code.
    """  # fmt: skip
    found = sources.set_index("source_id")
    decimals = max(int(ranking.indicator["decimals"]), 0)
    publishers = rows["source_id"].map(found["publisher"])
    records = list(rows.itertuples())
    return pd.DataFrame(
        {
            "place": [_place(row, lang) for row in records],
            "area": rows["name"].to_numpy(),
            "type": [area_type(code, lang) for code in rows["area_type"]],
            "province": rows["province"].to_numpy(),
            "bar": rows["value"].to_numpy(),
            "value": [quoted.as_ranked(row._asdict(), decimals, lang) for row in records],
            "as_printed": rows["as_printed"].to_numpy(),
            "status": [_status(row, lang) for row in records],
            "period": [formats.period(row.period_start, row.period_end, lang) for row in records],
            "basis": [basis_names.get(code, code) for code in rows["basis"]],
            "publisher": publishers.to_numpy(),
            "locator": [locator_in(text, lang) for text in rows["locator"]],
            "url": rows["source_id"].map(found["url"]).to_numpy(),
            "area_code": rows["area_code"].to_numpy(),
        }
    )


def _place(row: Any, lang: str) -> str:
    if pd.isna(row.rank):
        return ""
    return formats.rank_interval(int(row.rank), int(row.rank_low), int(row.rank_high), lang)


def _status(row: Any, lang: str) -> str:
    """What a reader must know of the figure: estimate, contradicted by its counts, corrected."""
    _ = translator(lang)
    words = []
    if row.status == "E":
        words.append(_("estimate"))
    if row.status == "P":
        words.append(_("provisional"))
    if isinstance(row.method, str):
        words.append(_("not printed: {method}").format(method=method_words(row.method, lang)))
    if row.contradicted:
        words.append(_("its own counts disagree"))
    if row.corrected is True:
        words.append(_("not as printed"))
    return ", ".join(words)
