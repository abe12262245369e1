"""One figure in words: its value, its period and basis, its places, or why it has none."""

from collections.abc import Mapping
from typing import Any

from indicators.language.figure_words import period_in_words, value_in_words
from indicators.language.record_texts import in_language
from indicators.views import circumstances as told
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
    return told.print_beside(figure, context.lang)


def circumstances(context: Context, figure: Figure) -> str:
    """What is printed, period, basis and status in one line, as Markdown-safe text."""
    parts = told.circumstances(figure, basis_words(context, figure), context.lang)
    return " · ".join(plain(part) for part in parts)
