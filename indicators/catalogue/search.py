"""Finding indicators of the catalogue by any word of their names, without accents."""

from collections.abc import Sequence

import pandas as pd

from indicators.names import fold

SEARCHED = ("indicator_id", "name_vi", "name_en", "definition_vi", "definition_en")


def matching_indicators(
    catalogue: pd.DataFrame, text: str, *, among: Sequence[str] = SEARCHED
) -> pd.DataFrame:
    """The rows of ``sql/indicators.sql`` that hold every word of ``text``; headline ones first.

    ``among`` are the columns that are searched. One row per indicator, columns as given. An empty
    text matches all.
    """
    ordered = catalogue.sort_values(["headline", "position"], ascending=[False, True])
    words = fold(text.replace("_", " ")).split()
    if not words:
        return ordered
    texts = ordered[list(among)].apply(
        lambda row: fold(" ".join(map(str, row)).replace("_", " ")), axis=1
    )
    return ordered[[all(word in found for word in words) for found in texts]]
