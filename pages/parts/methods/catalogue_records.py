"""The catalogue section of the methods page: every indicator with its definition and limits."""

from typing import Any

import pandas as pd
import streamlit as st

from indicators.catalogue.records import Catalogue, Indicator, LegalBasis, Span, Threshold
from indicators.judgement import MINIMUM_REPORTED
from indicators.language import formats
from indicators.questions.named import matching_indicators
from indicators.settings import DATA
from indicators.views import words
from pages.parts import cached
from pages.parts.frame import Context, area_type
from pages.parts.plain import plain

CATALOGUE_FILE = DATA / "indicators.yaml"


def show(context: Context) -> None:
    """A search box, then one folded record per indicator, headline indicators first."""
    _ = context.text
    asked = st.text_input(
        _("Search the catalogue"),
        key="catalogue_search",
        placeholder=_("for example: poor, dossier"),
    )
    rows = matching_indicators(cached.named("indicators"), asked)
    st.caption(context.plural("{count} indicator", "{count} indicators", len(rows)).format(
        count=formats.number(len(rows), 0, context.lang)))  # fmt: skip
    if rows.empty:
        st.info(_("No indicator has these words. Try fewer or other ones."))
    # Whoever searches wants every hit in sight.
    folded = is_thin(rows) & (not asked.strip())
    _records(context, rows[~folded])
    few = rows[folded]
    if len(few):
        title = context.plural(
            "{count} indicator of fewer than {least} communes",
            "{count} indicators of fewer than {least} communes",
            len(few),
        )
        with st.expander(title.format(count=formats.number(len(few), 0, context.lang),
                                      least=formats.number(MINIMUM_REPORTED, 0, context.lang)),
                         key="catalogue_thin", on_change="rerun") as opened:  # fmt: skip
            if opened.open:
                _records(context, few)


def is_thin(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Which indicators too few communes have for a rank; headline ones are always in sight."""
    return (rows["communes"] < MINIMUM_REPORTED) & ~rows["headline"].astype(bool)


def _records(context: Context, rows: pd.DataFrame) -> None:
    """Each record folded, below the title of its theme."""
    catalogue = cached.catalogue_of(CATALOGUE_FILE)
    group = None
    for row in rows.to_dict("records"):
        if (title := _group(context, row, catalogue)) != group:
            st.header(title)
            group = title
        with st.expander(_heading(context, row)):
            st.markdown(_record(context, row, catalogue))


def _group(context: Context, row: dict[str, Any], catalogue: Catalogue) -> str:
    """The title that a record stands under: headline indicators, or its theme."""
    if row["headline"]:
        return context.text("Headline indicators")
    theme = catalogue.themes.get(row["theme"])
    return plain(theme.name.in_language(context.lang) if theme else row["theme"])


def _heading(context: Context, row: dict[str, Any]) -> str:
    counted = context.plural("{count} commune", "{count} communes", int(row["communes"])).format(
        count=formats.number(row["communes"], 0, context.lang)
    )
    unit = plain(context.named(row, "unit"))
    return f"**{plain(context.named(row))}** · {unit} · {counted}"


def _record(context: Context, row: dict[str, Any], catalogue: Catalogue) -> str:
    """The record as Markdown: what the release holds, and what only the catalogue file has."""
    _ = context.text
    known = catalogue.indicators.get(row["indicator_id"])
    lines = [
        plain(context.named(row, "definition")),
        _item(_("Formula"), plain(context.named(row, "formula"))),
        _item(_("Unit"), plain(context.named(row, "unit"))),
        _item(_("Direction"), words.direction_sentence(row["direction"], context.lang)),
        _item(_("Measures"), _measures(context, row["measures"])),
        _item(_("Plausible range"), _plausible(context, row)),
        _item(_("Newest figures"), _fresh(context, row["indicator_id"])),
        _item(_("Code"), f"`{row['indicator_id']}`"),
    ]
    if known:
        lines[-1:-1] = _only_in_file(context, known)
    return "\n\n".join(line for line in lines if line)


def _only_in_file(context: Context, one: Indicator) -> list[str]:
    _ = context.text
    lines = [_item(_("Applies to"), "; ".join(_applies(context, one)))]
    lines += _list(_("Basis"), [f"{plain(b.name.in_language(context.lang))} (`{b.code}`)"
                                for b in one.basis])  # fmt: skip
    lines += _list(_("Thresholds"), [_threshold(context, t) for t in one.thresholds])
    lines += _list(_("Legal basis"), [_legal(context, law) for law in one.legal_basis])
    if one.reading:
        lines.append(f"> **{_('Caution')}:** {plain(one.reading.in_language(context.lang))}")
    return lines


def _item(label: str, text: str) -> str:
    return f"**{label}:** {text}" if text else ""


def _list(label: str, items: list[str]) -> list[str]:
    return [f"**{label}**\n" + "\n".join(f"- {item}" for item in items)] if items else []


def _measures(context: Context, code: str) -> str:
    _ = context.text
    return {
        "rate": _("a rate: it does not grow with the length of its period"),
        "total": _("a total: it adds up through its period"),
        "stock": _("a state on a date"),
    }[code]


def _fresh(context: Context, indicator_id: str) -> str:
    """The newest period and publication, and from when on the next figure can be there."""
    _ = context.text
    row = cached.freshness().set_index("indicator_id").loc[indicator_id]
    if pd.isna(row["newest_period_end"]):
        return _("none yet")
    told = [formats.period(row["newest_period_start"], row["newest_period_end"], context.lang)]
    if pd.notna(row["newest_published_on"]):
        day = formats.day(row["newest_published_on"], context.lang)
        told.append(_("latest publication {day}").format(day=day))
    if pd.notna(row["next_not_before"]):
        day = formats.day(row["next_not_before"], context.lang)
        told.append(_("the next one cannot be there before {day}").format(day=day))
    else:
        told.append(_("when the next one is due is unknown"))
    return "; ".join(told)


def _plausible(context: Context, row: dict[str, Any]) -> str:
    low, high = (formats.number_as_needed(row[name], 2, context.lang)
                 for name in ("plausible_low", "plausible_high"))  # fmt: skip
    return context.text("{low} to {high}; figures outside are refused as slips").format(
        low=low, high=high
    )


def _applies(context: Context, one: Indicator) -> list[str]:
    return [
        ", ".join(area_type(code, context.lang) for code in part.area_types)
        + _span(context, part.span)
        for part in one.applies_to
    ]


def _span(context: Context, span: Span) -> str:
    """The days in brackets, open ends in words; empty where it always holds."""
    _ = context.text
    first = formats.day(span.first, context.lang) if span.first else None
    last = formats.day(span.last, context.lang) if span.last else None
    if first and last:
        return f" ({first} – {last})"
    if first:
        return " (" + _("from {day}").format(day=first) + ")"
    return " (" + _("until {day}").format(day=last) + ")" if last else ""


def _threshold(context: Context, threshold: Threshold) -> str:
    catalogue = cached.catalogue_of(CATALOGUE_FILE)
    region = catalogue.regions[threshold.region].name if threshold.region else None
    value = formats.number_as_needed(threshold.value, 2, context.lang)
    parts = [
        f"**{value}**",
        plain(threshold.label.in_language(context.lang)),
        plain(region.in_language(context.lang)) if region else "",
        plain(threshold.legal_basis or ""),
    ]
    shown = " · ".join(part for part in parts if part)
    return shown + _span(context, threshold.span) + _unverified(context, threshold.confidence)


def _legal(context: Context, law: LegalBasis) -> str:
    parts = [
        f"**{plain(law.document)}**",
        formats.day(law.signed_on, context.lang) if law.signed_on else "",
        plain(law.title.in_language(context.lang)) if law.title else "",
    ]
    shown = " · ".join(part for part in parts if part)
    return shown + _span(context, law.effective) + _unverified(context, law.confidence)


def _unverified(context: Context, confidence: str) -> str:
    """A mark for what is only remembered and was not read in a public text."""
    if confidence != "unverified":
        return ""
    return f" :orange-badge[:material/help: {context.text('unverified')}]"
