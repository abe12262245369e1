"""One figure in words: its value, its period and basis, its places, or why it has none."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from indicators.language import figure_words
from indicators.language.figure_words import period_in_words, value_in_words
from indicators.language.quoted import is_share_of_counts
from indicators.language.record_texts import in_language
from indicators.language.trend_words import method_words, parts_words
from indicators.views import place_words, words
from pages.parts import cached
from pages.parts.frame import Context
from pages.parts.plain import plain

Figure = Mapping[str, Any]


def value_words(context: Context, figure: Figure, *, unit: bool = True) -> str:
    """For example "khoảng 78,6 triệu đồng/người/năm", "14 trên 19 tiêu chí"."""
    return value_in_words(figure, context.named(figure, "unit") if unit else "", context.lang)


def period_words(context: Context, figure: Figure) -> str:
    """The period of a figure; a level stated without its year says so."""
    return period_in_words(figure, context.lang)


def basis_words(context: Context, figure: Figure) -> str:
    """What the figure is measured against or covers; empty where there is only one reading."""
    if not figure["basis"]:
        return ""
    names = cached.named("basis_names", indicator_id=figure["indicator_id"])
    found = in_language(names[names["basis"] == figure["basis"]], "name", context.lang)
    return str(found.iloc[0]) if len(found) else str(figure["basis"])


def print_beside(context: Context, figure: Figure) -> str:
    """What the source prints, where its counts tell the shown share more closely; else empty."""
    if not is_share_of_counts(figure):
        return ""
    return context.text("printed: {value}").format(value=context.quoted(figure))


def circumstances(context: Context, figure: Figure) -> str:
    """What is printed, period, basis and status in one line, as Markdown-safe text."""
    parts = [
        print_beside(context, figure),
        period_words(context, figure),
        basis_words(context, figure),
        words.status_word(figure["status"], context.lang),
        made_by_words(context, figure),
    ]
    return " · ".join(plain(part) for part in parts if part)


def made_by_words(context: Context, figure: Figure) -> str:
    """How a figure that no source prints was made, and of how many former communes."""
    method = figure.get("method")
    if not isinstance(method, str):
        return ""
    told = context.text("not printed: {method}").format(method=method_words(method, context.lang))
    if pd.isna(figure.get("parts")):
        return told
    return f"{told} ({parts_words(with_share(figure), context.lang)})"


def with_share(figure: Figure) -> dict[str, Any]:
    """The figure with the share of its former units that have it, in per cent."""
    return {**figure, "parts": int(figure["parts"]), "parts_found": int(figure["parts_found"]),
            "share_of_parts_pct": 100 * figure["parts_found"] / figure["parts"]}  # fmt: skip


def places(context: Context, figure: Figure, level: str, province: str | None) -> list[str]:
    """Where the figure stands in the nation and in its province, or the one reason why nowhere."""
    return place_words.places(figure, level, province, context.lang)


def place_in_nation(context: Context, figure: Figure, level: str) -> str:
    """The place in the nation, or the reason why there is none."""
    return place_words.place_in_nation(figure, level, context.lang)


def theme_name(context: Context, theme: str) -> str:
    """The name of a theme of the catalogue."""
    return figure_words.theme_name(theme, context.lang)
