"""Trends: one indicator over time in one or several areas, and what may be said of it."""

from collections.abc import Iterable
from functools import partial

import streamlit as st

from indicators.charts.style import CONFIG
from indicators.charts.trend import Shown, TrendPicture, trend_alt, trend_chart
from indicators.charts.trend_marks import legend_sentences
from indicators.language import formats
from indicators.open_data import download_tables, downloads
from indicators.open_data.table_files import form_name, trend_file
from indicators.open_data.table_lines import trend_asked
from indicators.over_time.trend import ALL_BASES, Trend
from indicators.questions.profile import MOST_COMPARED
from indicators.web.navigation import COMMUNE
from pages.parts import address, cached, chosen_areas
from pages.parts.area_search import area_choice
from pages.parts.chosen_areas import Area
from pages.parts.download_buttons import Offer, buttons, table_offers
from pages.parts.filters import basis_names, indicator_filter
from pages.parts.former_figures import restated_figures
from pages.parts.frame import Context, area_label, page
from pages.parts.leaving.bar import leaving_bar, shown_part
from pages.parts.plain import plain
from pages.parts.revenue_pace import pace_heading, revenue_pace
from pages.parts.trend import shown_tables as tables
from pages.parts.ways_to_get import ways_to_get

PAGE = "trend"
MOST_SUGGESTED = 6


def show() -> None:
    """The whole page."""
    with page() as context:
        first, second = st.columns([3, 3])
        with first:
            indicator_id = indicator_filter(context)
        indicator = cached.named("indicator", indicator_id=indicator_id).iloc[0].to_dict()
        title = context.text("Trend: {indicator}")
        st.title(title.format(indicator=plain(context.named(indicator))), anchor=False)
        areas = areas_chosen(context)
        if not areas:
            nothing_chosen(context, indicator_id)
            return
        codes = [area["area_code"] for area in areas]
        bases = cached.trend(indicator_id, codes).bases
        with second:
            basis = basis_filter(context, indicator_id, bases)
        one_trend(context, cached.trend(indicator_id, codes, basis=basis), areas)


def areas_chosen(context: Context) -> list[Area]:
    """The areas of the address, a button that takes each out, and a search for more."""
    _ = context.text
    known, unknown = chosen_areas.known_areas(chosen_areas.area_codes(PAGE))
    if unknown:
        st.warning(_("No area of today has the code {codes}; it is left out.").format(
            codes=", ".join(f"“{plain(code)}”" for code in unknown)))  # fmt: skip
    areas = known[:MOST_COMPARED]
    if len(known) > MOST_COMPARED:
        left_out = ", ".join(area_label(area, context.lang) for area in known[MOST_COMPARED:])
        st.warning(_("At most {count} areas fit side by side. Left out: {areas}.").format(
            count=MOST_COMPARED, areas=plain(left_out)))  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        for area in areas:
            one_chosen(context, area)
    if len(areas) < MOST_COMPARED:
        area_choice(
            context,
            "trend_search",
            label=_("Add an area"),
            on_choose=lambda code: chosen_areas.add(PAGE, code),
            without=tuple(area["area_code"] for area in areas),
        )
    return areas


def one_chosen(context: Context, area: Area) -> None:
    """The link to one area's page and the button that takes it out."""
    label = plain(area_label(area, context.lang))
    with st.container(horizontal=True, vertical_alignment="center", gap=None, width="content"):
        st.page_link(COMMUNE.file, label=label, icon=":material/location_on:",
                     query_params=address.link(area=area["area_code"]))  # fmt: skip
        st.button(
            context.text("Remove"), key=f"remove-{area['area_code']}", type="tertiary",
            icon=":material/close:", on_click=chosen_areas.remove, args=(PAGE, area["area_code"]),
            help=context.text("Take {area} out of the trend").format(area=label),
        )  # fmt: skip


def nothing_chosen(context: Context, indicator_id: str) -> None:
    """No area yet: what the page will show, and the communes with most figures."""
    _, ngettext = context.text, context.plural
    st.info(_("Choose one or several communes or provinces to see this indicator over time: type a "
              "name above, or begin with one of these."), icon=":material/info:")  # fmt: skip
    found = cached.named("trend_areas", indicator_id=indicator_id, row_limit=MOST_SUGGESTED)
    for area in found.to_dict("records"):
        counted = ngettext("{count} figure", "{count} figures", area["figures"])
        count = formats.number(area["figures"], 0, context.lang)
        st.button(
            f"{plain(area_label(area, context.lang))} · {counted.format(count=count)}",
            key=f"suggested-{area['area_code']}", type="tertiary", icon=":material/timeline:",
            on_click=chosen_areas.add, args=(PAGE, area["area_code"]),
        )  # fmt: skip


def basis_filter(context: Context, indicator_id: str, bases: dict[str, int]) -> str | None:
    """The basis, where these areas have figures on several; they are never joined."""
    if len(bases) < 2:
        address.publish("basis", [], whole=list(bases))
        return next(iter(bases), None)
    _, ngettext = context.text, context.plural
    names = basis_names(indicator_id, context.lang)

    def label(code: str) -> str:
        if code == ALL_BASES:
            return _("all bases, marked")
        counted = ngettext("{count} figure", "{count} figures", bases.get(code, 0))
        return f"{names.get(code, code)} · {counted.format(count=bases.get(code, 0))}"

    return address.chosen_code(
        _("Measured against"), "basis", [*bases, ALL_BASES], default=next(iter(bases)),
        format_func=label,
    )  # fmt: skip


def one_trend(context: Context, trend: Trend, areas: list[Area]) -> None:
    """Everything about one indicator in the chosen areas."""
    labels = {area["area_code"]: area_label(area, context.lang) for area in areas}
    unit = context.text("Unit: {unit}.").format(unit=context.named(trend.indicator, "unit"))
    st.caption(plain(f"{context.named(trend.indicator, 'definition')} {unit}"))
    st.markdown("  \n".join(known(context, trend, code, label) for code, label in labels.items()))
    if trend.changes.empty and not trend.figures.empty:
        st.info(context.text("So far there is nothing to compare: no area has two figures of the "
                             "same kind of period. A figure of the same kind for another year "
                             "makes the first comparison."), icon=":material/info:")  # fmt: skip
    if not trend.figures.empty:
        chart(context, trend, labels)
        tables.tested(context, trend, labels)
        tables.changes(context, trend, labels)
        tables.revisions(context, trend, labels)
    tables.breaks(context, trend)
    for area in areas:
        restated_figures(
            context, area["area_code"], trend.indicator["indicator_id"],
            area_label=labels[area["area_code"]],
        )  # fmt: skip
    if trend.indicator["has_pace"]:
        paces(context, areas, labels)
    if not trend.figures.empty:
        tables.figures(context, trend, labels)
        files(context, trend, areas)


def known(context: Context, trend: Trend, code: str, label: str) -> str:
    """How many figures an area has, and from when to when."""
    _, ngettext = context.text, context.plural
    own = trend.figures[trend.figures["area_code"] == code]
    if own.empty:
        return _("**{area}**: no figure of this indicator yet.").format(area=plain(label))
    counted = ngettext("{count} figure", "{count} figures", len(own)).format(
        count=formats.number(len(own), 0, context.lang))  # fmt: skip
    rows = own.sort_values("period_end").iloc[[0, -1]].to_dict("records")
    periods = [formats.period(row["period_start"], row["period_end"], context.lang) for row in rows]
    if len(own) == 1:
        return _("**{area}**: {counted}, {period}.").format(
            area=plain(label), counted=counted, period=plain(periods[0])
        )
    return _("**{area}**: {counted}; the first: {first}, the last: {last}.").format(
        area=plain(label), counted=counted, first=plain(periods[0]), last=plain(periods[1])
    )


def chart(context: Context, trend: Trend, labels: dict[str, str]) -> None:
    """The figures or the places over time."""
    _ = context.text
    shown: Shown = "value"
    if trend.figures["rank"].notna().any():
        names = {"value": _("Values"), "rank": _("Ranks in the whole country")}
        chosen = address.chosen_segment(
            _("Show"), "shown", list(names), default="value", format_func=names.__getitem__,
            label_visibility="collapsed",
        )  # fmt: skip
        shown = "rank" if chosen == "rank" else "value"
    picture = TrendPicture(
        trend.figures, trend.breaks, labels, shown, context.named(trend.indicator, "unit"),
        int(trend.indicator["decimals"]), context.lang, context.dark,
    )  # fmt: skip
    st.plotly_chart(
        trend_chart(picture), theme=None, config=CONFIG, key="trend_chart",
        alt=trend_alt(picture, indicator_name=context.named(trend.indicator)),
    )  # fmt: skip
    st.caption(" ".join(legend_sentences(trend.figures, context.lang)))
    leaving(context, trend, labels)


def leaving(context: Context, trend: Trend, labels: dict[str, str]) -> None:
    """How the chart and its figures leave the page."""
    name = context.named(trend.indicator)
    title = context.text("Trend: {indicator}").format(indicator=name)
    asked = trend_asked(trend.indicator["indicator_id"], labels, trend.basis or None)
    leaving_bar(
        context,
        shown_part(context, f"{title}, {', '.join(labels.values())}", table=asked,
                   file_name=form_name(file_parts(trend, labels), context.store.release, "csv")),
        key="trend",
    )  # fmt: skip


def file_parts(trend: Trend, codes: Iterable[str]) -> tuple[str | None, ...]:
    """The parts of the name of the file of a trend."""
    return ("trend", trend.indicator["indicator_id"], trend.basis or None, *codes)


def paces(context: Context, areas: list[Area], labels: dict[str, str]) -> None:
    """The pace of revenue within the year, for the areas that have part-year figures."""
    having = [area for area in areas if len(cached.pace(area["area_code"]))]
    if not having:
        return
    pace_heading(context)
    for area in having:
        if len(areas) > 1:
            st.markdown(f"**{plain(labels[area['area_code']])}**")
        revenue_pace(context, area, headed=False)


def files(context: Context, trend: Trend, areas: list[Area]) -> None:
    """The figures and the changes as files."""
    _ = context.text
    release = context.store.release
    indicator, codes = trend.indicator["indicator_id"], [area["area_code"] for area in areas]
    parts = file_parts(trend, codes)
    changes = ("changes", *parts[1:])
    st.header(_("Download"), anchor=False)
    named = partial(form_name, parts, release)
    buttons("trend_files", [
        *table_offers(context, named, lambda form: trend_file(context.store, trend).content(form)),
        Offer(_("Changes (CSV)"), form_name(changes, release, "csv"),
              lambda: downloads.to_csv(download_tables.changes_table(trend))),
        Offer(_("Changes (CSV for Excel, Việt Nam)"), form_name(changes, release, "csv-vn"),
              lambda: downloads.to_csv_vn(download_tables.changes_table(trend))),
    ])  # fmt: skip
    ways_to_get(context, trend_asked(indicator, codes, trend.basis or None), named("csv"))


show()
