"""One figure as a line of a plain page: number, period, basis, place among others, source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from indicators.language import formats
from indicators.language.quoted import as_ranked
from indicators.language.record_texts import in_language
from indicators.language.texts import LANGUAGES, translator
from indicators.language.trend_words import method_words
from indicators.open_data.plain_pages.page_shell import anchor, text
from indicators.release.store import Store

Row = Mapping[str, Any]


@dataclass(frozen=True)
class ToldFigure:
    """What pages tell beside figures, read once: sources, bases and indicators by their codes."""

    sources: dict[str, Row]
    bases: dict[tuple[str, str], Row]
    indicators: dict[str, Row]
    names: dict[tuple[str, str], str]  # of an indicator by its id and the language


def told_by(store: Store) -> ToldFigure:
    """Read what a release tells of its sources, bases and indicators."""

    def rows(question: str) -> list[Row]:
        return store.query(question).to_dict("records")

    indicators = {row["indicator_id"]: row for row in rows("indicators")}
    return ToldFigure(
        {row["source_id"]: row for row in rows("all_sources")},
        {(row["indicator_id"], row["basis"]): row for row in rows("all_bases")},
        indicators,
        {(code, lang): str(in_language(row, "name", lang))
         for code, row in indicators.items() for lang in LANGUAGES},
    )  # fmt: skip


def value_words(row: Row, told: ToldFigure, lang: str) -> str:
    """The number that ranks with its unit."""
    indicator = told.indicators[row["indicator_id"]]
    unit = in_language(indicator, "unit", lang)
    return as_ranked(row, int(indicator["decimals"]), lang, unit)


def circumstances(row: Row, told: ToldFigure, lang: str) -> str:
    """Period, basis, status and how a figure that no source prints was made."""
    _ = translator(lang)
    period = formats.period(_day(row["period_start"]), row["period_end"], lang)
    if str(row["period_set"]).endswith("-stated"):
        period = _("stated {day}, its year not given").format(day=period)
    status = {"E": _("estimate"), "P": _("provisional"), "B": _("series break")}
    method = row.get("method")
    made = (_("not printed: {method}").format(method=method_words(method, lang))
            if isinstance(method, str) else "")  # fmt: skip
    parts = [period, _basis(row, told, lang), status.get(row["status"], ""), made]
    return " · ".join(text(part) for part in parts if part)


def _basis(row: Row, told: ToldFigure, lang: str) -> str:
    basis = row["basis"]
    if not isinstance(basis, str) or not basis:
        return ""
    named = told.bases.get((row["indicator_id"], basis))
    return basis if named is None else str(in_language(named, "name", lang))


def source_link(row: Row, told: ToldFigure, lang: str) -> str:
    """The source with a link to it."""
    source = told.sources.get(row["source_id"])
    if source is None:
        return text(row["source_id"])
    published = source["published_on"]
    day = "" if pd.isna(published) else f", {text(formats.day(published, lang))}"
    title = source["title"] if _said(source["title"]) else source["publisher"]
    return f"{text(source['publisher'])}: {anchor(source['url'], title)}{day}"


def _said(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _day(value: Any) -> Any:
    return None if pd.isna(value) else value
