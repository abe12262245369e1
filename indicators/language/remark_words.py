"""What a reader must know of one figure, in a few words: estimate, contradicted, not printed."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from indicators.language.quoted import is_share_of_counts
from indicators.language.texts import translator
from indicators.language.trend_words import method_words


def remarks_of(row: Mapping[Any, Any], lang: str) -> list[str]:
    """The remarks of one figure, none for a plain one.

    ``row`` is a figure of a ranking, a profile or a rug; columns that it lacks are not remarked.
    """
    _ = translator(lang)
    told = [{"E": _("estimate"), "P": _("provisional")}.get(str(row.get("status")), "")]
    if row.get("restated_by"):
        told.append(_("restated on today's boundaries"))
    elif isinstance(row.get("method"), str):
        method = method_words(row["method"], lang)
        told.append(_("not printed: {method}").format(method=method))
    if _holds(row, "contradicted"):
        told.append(_("its own counts disagree"))
    if _holds(row, "corrected"):
        told.append(_("not as printed"))
    if row.get("printed_decimals") is not None and is_share_of_counts(row):
        told.append(_("computed from its counts; the source prints a rounder or another number"))
    return [one for one in told if one]


def _holds(row: Mapping[Any, Any], column: str) -> bool:
    value = row.get(column)
    return value is not None and not pd.isna(value) and bool(value)
