"""What must be said beside the value of one figure: print, period, basis, status, how it came."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from indicators.language import quoted
from indicators.language.figure_words import period_in_words
from indicators.language.record_texts import in_language
from indicators.language.texts import translator
from indicators.language.trend_words import method_words, parts_words
from indicators.views.words import status_word

Figure = Mapping[str, Any]


def circumstances(
    figure: Figure, basis_name: str, lang: str, *, briefly: bool = False
) -> list[str]:
    """The parts of the line below a value, those that there are; ``basis_name`` may be empty.

    ``briefly``: of a figure that no source prints only that is said, not how it was made.
    """
    made = made_by_words(figure, lang)
    parts = [
        print_beside(figure, lang),
        period_in_words(figure, lang),
        basis_name,
        status_word(figure["status"], lang),
        translator(lang)("not printed") if made and briefly else made,
    ]
    return [part for part in parts if part]


def print_beside(figure: Figure, lang: str) -> str:
    """What the source prints, where its counts tell the shown share more closely; else empty."""
    if not quoted.is_share_of_counts(figure):
        return ""
    unit = str(in_language(figure, "unit", lang))
    printed = quoted.as_printed(figure, max(int(figure["decimals"]), 0), lang, unit)
    return translator(lang)("printed: {value}").format(value=printed)


def made_by_words(figure: Figure, lang: str) -> str:
    """How a figure that no source prints was made, and of how many former communes."""
    method = figure.get("method")
    if not isinstance(method, str):
        return ""
    told = translator(lang)("not printed: {method}").format(method=method_words(method, lang))
    if pd.isna(figure.get("parts")):
        return told
    return f"{told} ({parts_words(with_share(figure), lang)})"


def with_share(figure: Figure) -> dict[str, Any]:
    """The figure with the share of its former units that have it, in per cent."""
    return {**figure, "parts": int(figure["parts"]), "parts_found": int(figure["parts_found"]),
            "share_of_parts_pct": 100 * figure["parts_found"] / figure["parts"]}  # fmt: skip
