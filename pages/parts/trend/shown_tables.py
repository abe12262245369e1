"""The tables of the trend page: changes, tested trends, revisions, breaks, figures."""

from typing import Any

import pandas as pd
import streamlit as st

from indicators.judgement import FEWEST_POINTS, SIGNIFICANCE
from indicators.language import formats, quoted, trend_words
from indicators.language.record_texts import in_language
from indicators.over_time.changes import value_change
from indicators.over_time.trend import Trend
from indicators.views import words
from pages.parts import cached
from pages.parts.filters import basis_names
from pages.parts.frame import Context
from pages.parts.leaving.report_error import report_link_address
from pages.parts.plain import plain

Row = dict[str, Any]
# More changes than this of one series are read off the chart, not off a table.
MOST_CHANGES = 6


def tested(context: Context, trend: Trend, labels: dict[str, str]) -> None:
    """For each area whether its series rises or falls, and by which test."""
    _ = context.text
    st.header(_("Rising or falling?"), anchor=False)
    if trend.tests.empty or trend.tests["points"].max() < FEWEST_POINTS:
        longest = 0 if trend.tests.empty else int(trend.tests["points"].max())
        st.markdown(_("Cannot be told. That takes at least {fewest} periods of one kind without a "
                      "series break between them; the longest series here has {longest}.").format(
            fewest=FEWEST_POINTS, longest=longest))  # fmt: skip
        return
    error = formats.per_cent(100 * SIGNIFICANCE, context.lang)
    st.caption(_("Tested by Mann–Kendall, exactly, inside one series without a break; at least "
                 "{fewest} periods, {error} error. Seasons are not taken out.").format(
                     fewest=FEWEST_POINTS, error=error))  # fmt: skip
    rows = [
        {
            _("Area"): plain(labels[row["area_code"]]),
            _("Period"): _between(context, row),
            _("Trend"): f"**{plain(trend_words.trend_words(row, context.lang))}**",
            _("Test"): plain(trend_words.basis_of_test(row, context.lang)),
        }
        for row in trend.tests.to_dict("records")
    ]
    st.table(pd.DataFrame(rows).set_index(_("Area")))


def _between(context: Context, row: Row) -> str:
    """The kind of periods tested, with the last days of the first and the last one."""
    kind = trend_words.series_words(row["series"], context.lang)
    days = [formats.day(row[column], context.lang) for column in ("first_end", "last_end")]
    span = days[0] if days[0] == days[1] else f"{days[0]} – {days[1]}"
    return plain(f"{kind}, {span}")


def changes(context: Context, trend: Trend, labels: dict[str, str]) -> None:
    """What changed from one figure to the next, the latest first."""
    _ = context.text
    if trend.changes.empty:
        return
    st.header(_("From one figure to the next"), anchor=False)
    latest = trend.changes.iloc[::-1].groupby(["area_code", "series"], sort=False).head(
        MOST_CHANGES)  # fmt: skip
    ordered = latest.sort_values("to_end", ascending=False, kind="stable")
    rows = [_change(context, trend, row, labels) for row in ordered.to_dict("records")]
    st.dataframe(pd.DataFrame(rows), hide_index=True, key="changes", height="content",
                 alt=_("From one figure to the next"))  # fmt: skip
    _moves_in_rank(context, trend, labels)


def _moves_in_rank(context: Context, trend: Trend, labels: dict[str, str]) -> None:
    """The latest move of each series among the areas that have both figures."""
    told = [
        f"- **{plain(labels[row['area_code']])}**, "
        f"{plain(formats.period(row['to_start'], row['to_end'], context.lang))}: {plain(moved)}"
        for row in trend.changes.to_dict("records")
        if (moved := trend_words.rank_words(row, context.lang))
    ]
    if told:
        st.markdown("\n".join([f"**{context.text('Latest move in rank')}**", "", *told]))


def _change(context: Context, trend: Trend, row: Row, labels: dict[str, str]) -> dict[str, str]:
    _ = context.text
    decimals = int(trend.indicator["decimals"])
    ends = [
        f"{formats.period(row[f'{name}_start'], row[f'{name}_end'], context.lang)}: "
        f"{formats.number_as_needed(row[f'{name}_value'], decimals, context.lang)}"
        for name in ("from", "to")
    ]
    return {
        _("Area"): labels[row["area_code"]],
        _("From"): ends[0],
        _("To"): ends[1],
        _("Change"): trend_words.change_words(row, decimals, context.lang),
        _("Outcome"): trend_words.change_outcome(row, context.lang),
    }


def revisions(context: Context, trend: Trend, labels: dict[str, str]) -> None:
    """Where sources gave the figure of one period more than once: what was said first and last."""
    _ = context.text
    if trend.revisions.empty:
        return
    st.header(_("First said, later said"), anchor=False)
    st.caption(_("Several texts gave a figure for the very same period, on different days. This is "
                 "no change of the area but of what was known or counted."))  # fmt: skip
    keys = ["area_code", "basis", "period_start", "period_end"]
    for _key, group in trend.revisions.groupby(keys, sort=False, dropna=False):
        st.markdown(_revision(context, trend, group.to_dict("records"), labels))


def _revision(context: Context, trend: Trend, said: list[Row], labels: dict[str, str]) -> str:
    """For example "**Bịa Một**, năm 2025: 82,5 (ước tính, …) → 93,2 (…). +10,7"."""
    told = [_said(context, trend, row) for row in said]
    period = formats.period(said[0]["period_start"], said[0]["period_end"], context.lang)
    change = value_change(said[0], said[-1])
    row = {**vars(change), "change": change.difference, "change_low": change.low,
           "change_high": change.high}  # fmt: skip
    if said[0]["value"] == said[-1]["value"]:
        last = context.text("the number did not change")
    else:
        last = trend_words.change_words(row, int(trend.indicator["decimals"]), context.lang)
    head = f"**{plain(labels[said[0]['area_code']])}**, {plain(period)}"
    return f"{head}: {' → '.join(told)}. {plain(last)}"


def _said(context: Context, trend: Trend, row: Row) -> str:
    figure = quoted.as_printed(row, int(trend.indicator["decimals"]), context.lang)
    status = words.status_word(row["status"], context.lang)
    day = formats.day(row["published_on"], context.lang)
    remark = ", ".join(filter(None, (status, f"{row['publisher']} {day}")))
    return f"{plain(figure)} ({plain(remark)})"


def breaks(context: Context, trend: Trend) -> None:
    """The series breaks of the indicator, past and to come, with the text that made each."""
    _ = context.text
    if trend.breaks.empty:
        return
    st.header(_("Where the series breaks"), anchor=False)
    st.caption(_("A figure belongs to the side on which its period ends. Figures on the two sides "
                 "are neither joined nor compared."))  # fmt: skip
    distinct = trend.breaks.drop_duplicates("break_id").sort_values("on_date")
    for row in distinct.to_dict("records"):
        st.markdown(_break(context, row))


def _break(context: Context, row: Row) -> str:
    _ = context.text
    legal = row["legal_basis"]
    if isinstance(title := in_language(row, "legal_title", context.lang), str):
        legal = f"{legal}, {title}"
    if row["confidence"] == "unverified":
        legal = _("{legal_basis} (unverified)").format(legal_basis=legal)
    name = plain(context.named(row))
    day = plain(formats.day(row["on_date"], context.lang))
    return (f"- **{day}: {name}.** {plain(context.named(row, 'explanation'))} "
            f":small[{plain(legal)}]")  # fmt: skip


def figures(context: Context, trend: Trend, labels: dict[str, str]) -> None:
    """Every figure with its period, status, rank and source, later ones first."""
    _ = context.text
    with st.expander(_("All figures of this trend"), expanded=len(trend.figures) <= MOST_CHANGES):
        names = basis_names(trend.indicator["indicator_id"], context.lang)
        ordered = trend.figures.sort_values("period_end", ascending=False, kind="stable")
        sources = cached.named(
            "sources_by_id", source_ids=tuple(sorted(set(ordered["source_id"].dropna())))
        ).set_index("source_id")
        rows = [_figure(context, trend, row, labels, names) for row in ordered.to_dict("records")]
        shown = pd.DataFrame(rows)
        shown[_("Text")] = ordered["source_id"].map(sources["url"]).to_numpy()
        links = {_("Text"): st.column_config.LinkColumn(_("Text"), display_text=_("open"))}
        own = {"indicator_id": trend.indicator["indicator_id"]}
        reports = [report_link_address(context, row | own) for row in ordered.to_dict("records")]
        if any(reports):
            told = _("Report an error")
            shown[told] = reports
            links[told] = st.column_config.LinkColumn(told, display_text=told)
        st.dataframe(shown, hide_index=True, key="trend_figures", placeholder="",
                     column_config=links, alt=_("All figures of the trend"))  # fmt: skip


def _figure(
    context: Context, trend: Trend, row: Row, labels: dict[str, str], names: dict[str, str]
) -> dict[str, str]:
    _ = context.text
    place = ""
    if not pd.isna(row["rank"]):
        place = formats.rank_interval(row["rank"], row["rank_low"], row["rank_high"], context.lang)
    remarks = [words.status_word(row["status"], context.lang)]
    if row["restated_by"]:
        remarks.append(trend_words.method_words(row["restated_by"], context.lang))
    if row["spans_break"]:
        remarks.append(_("a series break lies inside this period"))
    shown = {
        _("Area"): labels[row["area_code"]],
        _("Period"): formats.period(row["period_start"], row["period_end"], context.lang),
        _("Kind of period"): trend_words.series_words(row["series"], context.lang),
        _("Value"): quoted.as_ranked(row, int(trend.indicator["decimals"]), context.lang),
        _("Rank"): place,
        _("Remark"): "; ".join(filter(None, remarks)),
        _("Source"): str(row["publisher"] or "") if isinstance(row["publisher"], str) else "",
    }  # fmt: skip
    if len(trend.bases) > 1:
        shown[_("Measured against")] = str(names.get(row["basis"], row["basis"]))
    return shown
