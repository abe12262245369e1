"""One figure in words: as its source prints it, and as the number that decides its place.

A sentence quotes the print ("hơn 97%", "115,698 km²"); a table shows the number that ranks, which
is the same unless the source prints two counts that tell the share more closely (97,12%).

A figure here is a row with value, qualifier, printed_value and printed_decimals. Without these
columns the value is taken for printed; where they are empty it is not (a restated figure) and has
the decimals of its indicator.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

import pandas as pd

from indicators.language import formats

Figure: TypeAlias = Mapping[Any, Any] | pd.Series

# Of an amount printed to the last đồng and told in tỷ đồng; no print has more.
MOST_DECIMALS = 9


def as_printed(figure: Figure, decimals: int, lang: str | None, unit: str = "") -> str:
    """The value in the words and with the digits of its source: "hơn 97%", "68,50".

    ``decimals`` are those of the indicator, for a value that no source prints.
    """
    printed, qualifier = printed_value(figure), figure.get("qualifier", "exact")
    if printed is None:
        return formats.qualified(figure["value"], qualifier, decimals, lang, unit)
    shown = figure.get("printed_decimals")
    if shown is None or pd.isna(shown):
        return formats.qualified(printed, qualifier, MOST_DECIMALS, lang, unit)
    told = formats.unit_after(formats.number(printed, int(shown), lang), unit)
    return formats.worded(told, qualifier, lang)


def as_ranked(figure: Figure, decimals: int, lang: str | None, unit: str = "") -> str:
    """The number that decides the place: the print, or the share of its counts: "97,12%".

    Two counts tell a share to any number of decimals: shown are those of the indicator, and at
    least those of the print.
    """
    if not is_share_of_counts(figure):
        return as_printed(figure, decimals, lang, unit)
    qualifier = "about" if figure.get("qualifier") == "about" else "exact"
    shown = max(decimals, int(figure["printed_decimals"]))
    return formats.qualified(figure["value"], qualifier, shown, lang, unit)


def is_share_of_counts(figure: Figure) -> bool:
    """Whether the number that ranks is not the printed one but the share its counts give."""
    printed = printed_value(figure)
    return printed is not None and bool(figure["value"] != printed)


def printed_value(figure: Figure) -> float | None:
    """The number of the curated file, in the unit of the value; ``None`` where none is printed."""
    printed = figure.get("printed_value", figure["value"])
    return None if pd.isna(printed) else float(printed)
