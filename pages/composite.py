"""Own index: several indicators brought together by the reader's own rules, with all doubts."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from indicators.charts.composite import (
    contribution_alt,
    contribution_bars,
    place_alt,
    place_intervals,
)
from indicators.charts.style import CONFIG
from indicators.judgement import MINIMUM_REPORTED
from indicators.language import formats
from indicators.open_data import composite_download
from indicators.open_data.table_files import form_name
from indicators.open_data.table_lines import command_line, composite_asked, of_release
from indicators.own_index import composite_table
from indicators.own_index.composite import Composite, effect_of_leaving_out
from indicators.own_index.composite_definition import CompositeDefinition, DefinitionError
from indicators.own_index.sensitivity import TOP
from indicators.web.navigation import COMMUNE, COMPOSITE
from pages.parts import address, cached
from pages.parts.composite.index_choice import chosen_definition, proposals, refused
from pages.parts.download_buttons import buttons, table_offers
from pages.parts.frame import Context, area_label, page
from pages.parts.leaving.bar import leaving_bar, shown_part
from pages.parts.plain import plain

# What fits on one picture; the table has all areas.
MOST_DRAWN = 15


def show() -> None:
    """The whole page."""
    with page(COMPOSITE.title) as context:
        st.info(context.text(composite_download.NOT_OFFICIAL), icon=":material/person_edit:")
        definition = chosen_definition(context)
        composite = computed(context, definition) if definition else None
        if composite is not None:
            coverage(context, composite)
            if len(composite.rows):
                answer(context, composite)
            left_out(context, composite)
        st.divider()
        proposals(context, definition)


def computed(context: Context, definition: CompositeDefinition) -> Composite | None:
    """The index, or why this one cannot be computed."""
    try:
        with st.spinner(context.text("Computing the index and its doubts …")):
            return cached.compose(definition)
    except DefinitionError as error:
        refused(context, error)
        return None


def coverage(context: Context, composite: Composite) -> None:
    """How many areas have what the index needs, and why nobody is ranked where so few do."""
    _, ngettext = context.text, context.plural
    complete = len(composite.rows) + len(composite.too_few)
    counted = partial(formats.number, decimals=0, lang=context.lang)
    needed = composite.definition.least_known
    if needed == len(composite.rankings):
        enough = ngettext("{areas} area has all {count} indicators",
                          "{areas} areas have all {count} indicators", complete)  # fmt: skip
    else:
        enough = ngettext("{areas} area has at least {needed} of the {count} indicators",
                          "{areas} areas have at least {needed} of the {count} indicators",
                          complete)  # fmt: skip
    enough = enough.format(areas=counted(complete), needed=needed, count=len(composite.rankings))
    others = _("{some} have fewer, {none} have none of them").format(
        some=counted(len(composite.left_out)), none=counted(composite.without_any))  # fmt: skip
    st.header(f"{enough}; {others}.", anchor=False)
    if not len(composite.rows):
        names = ", ".join(area_label(row, context.lang)
                          for row in composite.too_few.to_dict("records"))  # fmt: skip
        st.warning(_("No index: with fewer than {count} areas a place would say nothing. Choose "
                     "other indicators, another period or fewer required indicators; the "
                     "combinations below can be computed.").format(count=MINIMUM_REPORTED)
                   + (f" {_('Complete so far: {areas}.').format(areas=plain(names))}"
                      if names else ""), icon=":material/info:")  # fmt: skip
    per_indicator(context, composite)


def per_indicator(context: Context, composite: Composite) -> None:
    """How many areas have each indicator, in which period, and which one tells nobody apart."""
    _ = context.text
    lines = []
    for ranking in composite.rankings:
        period = formats.period_set(ranking.period.code, context.lang) if ranking.period else "–"
        told = _("{indicator}: {reported} areas, {period}").format(
            indicator=context.named(ranking.indicator), period=period,
            reported=formats.number(ranking.coverage.reported, 0, context.lang))  # fmt: skip
        if ranking.indicator["indicator_id"] in composite.same_everywhere:
            told += " · " + _("the same value everywhere, it tells no two areas apart")
        lines.append(f"- {plain(told)}")
    st.caption("\n".join(lines))


def answer(context: Context, composite: Composite) -> None:
    """Table, pictures, what moves the places, files."""
    if not address.embedded():
        table(context, composite)
    pictures(context, composite)
    leaving_out(context, composite)
    how_computed(context, composite)
    files(context, composite)


def table(context: Context, composite: Composite) -> None:
    """One page of the index in words; choosing a row leads to the commune."""
    _ = context.text
    number = 1
    if composite_table.pages_of(composite) > 1:
        number = st.pagination(composite_table.pages_of(composite), key="index_page")
    rows = composite_table.page_of(composite, number)
    shown = composite_table.displayed(composite, rows, context.lang)
    picked = st.dataframe(
        shown, hide_index=True, column_order=columns(composite),
        column_config=column_config(context, composite), on_select="rerun",
        selection_mode="single-row", key=f"index_rows_{number}", height="content",
        alt=context.text("The areas by their index"),
    )  # fmt: skip
    if not picked.selection.rows:
        st.caption(_("The interval of places stands in every row: the middle 90% of {draws} "
                     "simulated indices. Tick a row, with the keyboard by Space, to open "
                     "the area.").format(
            draws=formats.number(composite.definition.draws, 0, context.lang)))  # fmt: skip
        return
    row = shown.iloc[picked.selection.rows[0]]
    st.page_link(
        COMMUNE.file, label=_("Open {area} with all its sources").format(area=plain(row["area"])),
        icon=":material/location_city:", query_params=address.link(area=row["area_code"]),
    )  # fmt: skip


def columns(composite: Composite) -> list[str]:
    """The columns worth showing: no share that is 100 for everybody, no count that is the same."""
    return [
        "place",
        "area",
        "score",
        # A bar says nothing of numbers below 0.
        *(["bar"] if float(composite.rows["score"].min()) >= 0 else []),
        "province",
        "type",
        "first",
        *(["top_ten"] if len(composite.rows) > TOP else []),
        *(["known"] if composite.rows["known"].nunique() > 1 else []),
        *composite.definition.indicator_ids,
    ]


def column_config(context: Context, composite: Composite) -> dict[str, Any]:
    """Headings and forms of the columns."""
    _ = context.text
    column = st.column_config
    scores = composite.rows["score"]
    bar = column.ProgressColumn(_("Drawn"), min_value=0.0, format=" ", width=70,
                                max_value=max(float(scores.max()), 1.0))  # fmt: skip
    return {
        "place": column.TextColumn(_("Place"), width=80, help=_(
            "In brackets: the middle 90% of the places in the simulation")),
        "area": column.TextColumn(_("Area"), width=125),
        "score": column.TextColumn(_("Score"), width=60, alignment="right"),
        "bar": bar,
        "province": column.TextColumn(_("Province"), width=110),
        "type": column.TextColumn(_("Type of area"), width=85),
        "first": column.TextColumn(_("First"), width=75, alignment="right", help=_(
            "Share of the simulated indices in which this area is first")),
        "top_ten": column.TextColumn(_("In the first ten"), width=155, alignment="right", help=_(
            "Share of the simulated indices in which this area is among the first ten")),
        "known": column.TextColumn(_("Indicators"), width=80),
        **{
            record["indicator_id"]: column.TextColumn(
                context.named(record), width=heading_pixels(context.named(record)),
                alignment="right",
                help=plain(context.named(record, "unit")))
            for record in composite.indicators
        },
    }  # fmt: skip


def heading_pixels(name: str) -> int:
    """As wide as the name of an indicator in a heading, within bounds: none is cut silently."""
    return max(150, min(300, round(6.3 * len(name)) + 20))


def pictures(context: Context, composite: Composite) -> None:
    """Contributions and places of the first areas, or of those that the reader names."""
    _ = context.text
    rows = drawn(context, composite)
    names = {one["indicator_id"]: context.named(one) for one in composite.indicators}
    st.header(_("What each indicator gives"), anchor=False)
    words: dict[str, Any] = {"lang": context.lang,
                             "decimals": composite_table.score_decimals(composite)}  # fmt: skip
    st.plotly_chart(
        contribution_bars(rows, composite.parts, names, dark=context.dark, **words),
        theme=None, config=CONFIG, key="index_contributions",
        alt=contribution_alt(rows, composite.parts, names, **words),
    )  # fmt: skip
    st.header(_("How sure the places are"), anchor=False)
    st.caption(composite_download.simulation_sentence(composite, context.lang))
    st.plotly_chart(
        place_intervals(rows, lang=context.lang, dark=context.dark),
        theme=None, config=CONFIG, key="index_places", alt=place_alt(rows, lang=context.lang),
    )  # fmt: skip
    leaving(context, composite, list(names.values()))


def leaving(context: Context, composite: Composite, names: list[str]) -> None:
    """How the index leaves the page: as a picture, and as the command that gives its file."""
    release = context.store.release
    file_name = form_name(tuple(composite_download.file_parts(composite)), release, "csv")
    line = command_line(
        of_release(composite_asked(composite.definition.encode()), str(release["release_id"])),
        file_name,
    )
    title = context.text("Own index: {indicators}").format(indicators=", ".join(names))
    leaving_bar(context, shown_part(context, title, command=line), key="index")


def drawn(context: Context, composite: Composite) -> pd.DataFrame:
    """The rows on the pictures, best first."""
    rows = composite.rows
    if len(rows) <= MOST_DRAWN:
        return rows
    labels = {row["area_code"]: area_label(row, context.lang) for row in rows.to_dict("records")}
    chosen = address.chosen_codes(
        context.text("Areas on the pictures"), "area", list(labels),
        format_func=lambda code: labels.get(code, code), max_selections=MOST_DRAWN,
        placeholder=context.text("the first {count}; type a name for others").format(
            count=MOST_DRAWN),
    )  # fmt: skip
    return rows[rows["area_code"].isin(chosen)] if chosen else rows.head(MOST_DRAWN)


def leaving_out(context: Context, composite: Composite) -> None:
    """What happens to the places when each indicator is left out in turn."""
    _ = context.text
    st.header(_("If one indicator were left out"), anchor=False)
    effect = effect_of_leaving_out(composite)
    shown = composite_table.effect_displayed(composite, effect, context.lang)
    column = st.column_config.TextColumn
    st.dataframe(shown, hide_index=True, height="content", alt=_("If one indicator were left out"),
                 column_config={
        "indicator": column(_("Left out"), width=300),
        "weight": column(_("Weight"), width=80, alignment="right"),
        "moved": column(_("Areas that change place"), width=170, alignment="right"),
        "median": column(_("Median change in places"), width=170, alignment="right"),
        "largest": column(_("Largest change"), width=230),
        "kept": column(_("First ten that stay there"), width=250, alignment="right"),
    })  # fmt: skip


def how_computed(context: Context, composite: Composite) -> None:
    """The rules in words, and the text that reproduces the index."""
    _ = context.text
    with st.expander(_("How this index is computed"), icon=":material/functions:"):
        rules = [_(rule) for rule in composite_download.RULES]
        rules.append(composite_download.simulation_sentence(composite, context.lang))
        st.markdown("\n".join(f"- {rule}" for rule in rules))
        st.markdown(_("The whole index as text, for `--definition` on the command line:"))
        st.code(composite.definition.encode(), language=None, wrap_lines=True)


def files(context: Context, composite: Composite) -> None:
    """The index as a file, with its figures, doubts and definition."""
    parts = tuple(composite_download.file_parts(composite))
    store = context.store
    offers = table_offers(
        context, partial(form_name, parts, store.release),
        lambda form: composite_download.composite_file(store, composite).content(form),
        context.text("Download this index (XLSX)"),
    )  # fmt: skip
    buttons("index_file", offers)


def left_out(context: Context, composite: Composite) -> None:
    """The areas that have some of the indicators, with the reason for each that is missing."""
    _ = context.text
    if composite.left_out.empty:
        return
    count = formats.number(len(composite.left_out), 0, context.lang)
    label = _("Not ranked: areas with too few of the indicators ({count})").format(count=count)
    with st.expander(label, icon=":material/rule:"):
        st.dataframe(
            composite_table.left_out_displayed(composite, context.lang), hide_index=True, alt=label,
            column_order=["area", "province", "type", "known", "missing"],
            column_config={
                "area": st.column_config.TextColumn(_("Area"), width=140),
                "province": st.column_config.TextColumn(_("Province"), width=120),
                "type": st.column_config.TextColumn(_("Type of area"), width=80),
                "known": st.column_config.TextColumn(_("Indicators"), width=80),
                "missing": st.column_config.TextColumn(_("Missing, and why"), width=600),
            },
        )  # fmt: skip


show()
