"""Downloads: the ranking or the areas that a reader chose, or everything, as a file."""

from functools import partial

import pandas as pd
import streamlit as st

from indicators.language import formats
from indicators.open_data import download_tables, downloads
from indicators.open_data.table_files import TableFile, areas_file, form_name, ranking_file
from indicators.open_data.table_lines import (
    AskedTable,
    areas_asked,
    everything_asked,
    ranking_asked,
)
from indicators.pictures import captions
from indicators.questions.profile import MOST_COMPARED
from indicators.questions.ranking import Ranking
from indicators.views import words
from indicators.web.navigation import DOWNLOADS
from pages.parts import address, cached, chosen_areas
from pages.parts.chosen_areas import Area
from pages.parts.download_buttons import Offer, buttons, form_labels, table_offers
from pages.parts.downloads import download_help, release_files, release_list
from pages.parts.filters import ranking_filters
from pages.parts.frame import Context, area_label, page
from pages.parts.leaving.bar import leaving_bar, shown_part
from pages.parts.plain import plain
from pages.parts.ways_to_get import ways_to_get

PAGE = "downloads"

# The first columns that a reader looks for; the file has all of them.
PREVIEW_COLUMNS = (
    "rank", "rank_low", "rank_high", "area_code", "area_name", "province", "indicator_id", "value",
    "unit", "qualifier", "status", "period_start", "period_end", "publisher",
)  # fmt: skip
PREVIEW_ROWS = 5


def show() -> None:
    """The whole page."""
    with page(DOWNLOADS.title) as context:
        _ = context.text
        st.markdown(_("Free to use under CC BY 4.0. Every row carries its rank, interval, status, "
                      "source, licence and citation."))  # fmt: skip
        displayed(context)
        everything(context)
        release_list.show(context)
        download_help.citation(context)
        download_help.how_to_open(context)


def displayed(context: Context) -> None:
    """The table that the address describes: some areas, or a ranking."""
    _ = context.text
    st.header(_("What is displayed"))
    codes = chosen_areas.area_codes(PAGE)
    areas, unknown = chosen_areas.known_areas(codes)
    if unknown:
        st.warning(_("No area of today has the code {codes}; it is left out.").format(
            codes=", ".join(f"“{plain(code)}”" for code in unknown)))  # fmt: skip
    if len(areas) > MOST_COMPARED:
        st.warning(_("At most {count} areas fit side by side. Left out: {areas}.").format(
            count=MOST_COMPARED,
            areas=plain(", ".join(area_label(area, context.lang)
                                  for area in areas[MOST_COMPARED:]))))  # fmt: skip
    if areas:
        figures_of_areas(context, areas[:MOST_COMPARED])
    else:
        figures_of_ranking(context)


def figures_of_ranking(context: Context) -> None:
    """A ranking as the ranking page shows it, and the areas that it leaves out."""
    _ = context.text
    choice = ranking_filters(context)
    ranking = cached.rank(choice.indicator_id, **choice.question)
    st.markdown(f"**{plain(context.named(ranking.indicator))}** · {_period(context, ranking)} · "
                f"{words.coverage_sentence(ranking.coverage, context.lang)}")  # fmt: skip
    if reason := words.not_ranked_sentence(ranking, context.lang):
        st.info(reason, icon=":material/info:")
    tables = cached.tables_of_ranking(choice.indicator_id, **choice.question)
    file = ranking_file(context.store, ranking, tables)
    preview(context, file.table)
    asked = ranking_asked(choice.indicator_id, choice.question)
    title = captions.ranking_title(context.store, ranking, context.lang)
    offer_table(context, file, tables[1], asked, title)


def figures_of_areas(context: Context, areas: list[Area]) -> None:
    """The comparison of several areas, or every figure of one."""
    _ = context.text
    names = [area_label(area, context.lang) for area in areas]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_("Figures of {areas}").format(areas=plain(", ".join(names))))
        st.button(_("Choose a ranking instead"), on_click=chosen_areas.choose, args=(PAGE, []),
                  key="choose_ranking",
            type="tertiary", icon=":material/close:")  # fmt: skip
    codes, year = [area["area_code"] for area in areas], address.asked("year")
    tables = cached.tables_of_areas(codes, year)
    if tables[0].empty:
        st.info(_("No figure of these areas was found in the sources yet."))
        return
    file = areas_file(context.store, codes, year, tables)
    preview(context, file.table)
    title = _("Figures of {areas}").format(areas=", ".join(names))
    offer_table(context, file, tables[1], areas_asked(codes, year), title)


def preview(context: Context, table: pd.DataFrame) -> None:
    """The first rows and the size of the file."""
    _ = context.text
    size = _("{rows} rows, {columns} columns. The first rows:").format(
        rows=formats.number(len(table), 0, context.lang), columns=len(table.columns)
    )
    st.caption(size)
    head = table.head(PREVIEW_ROWS)[list(PREVIEW_COLUMNS)]
    days = {name: st.column_config.DateColumn(format="YYYY-MM-DD")
            for name in ("period_start", "period_end")}  # fmt: skip
    st.dataframe(head, hide_index=True, column_config=days,
                 placeholder="–", alt=_("The first rows of the file"))  # fmt: skip


def offer_table(
    context: Context, file: TableFile, missing: pd.DataFrame, asked: AskedTable, title: str
) -> None:
    """Buttons for the table in each form, and for what it leaves out; beside them its address."""
    _ = context.text
    release = context.store.release
    offers = table_offers(context, file.name, file.content)
    if len(missing):
        parts, count = (*file.parts, "missing"), formats.number(len(missing), 0, context.lang)
        offers.append(Offer(_("Areas without a figure ({count}), CSV").format(count=count),
                            form_name(parts, release, "csv"),
                            partial(downloads.to_csv, missing)))  # fmt: skip
        offers.append(Offer(_("Areas without a figure, CSV for Excel (Việt Nam)"),
                            form_name(parts, release, "csv-vn"),
                            partial(downloads.to_csv_vn, missing)))  # fmt: skip
    buttons("displayed", offers)
    leaving_bar(context, shown_part(context, title, table=asked, picture=None,
                                    file_name=file.name("csv")), key="displayed")  # fmt: skip
    ways_to_get(context, asked, file.name("csv"))


def everything(context: Context) -> None:
    """All figures of the release in one file, or the whole bundle."""
    _ = context.text
    release = context.store.release
    st.header(_("Everything"))
    count = int(release["observations"])
    if count > downloads.MOST_ROWS_ON_REQUEST:
        too_many(context, count)
        return
    st.markdown(_("All {count} figures, also those that are not shown because another source was "
                  "chosen, with every revision. The bundle adds areas, their history, the "
                  "catalogue, sources, every ranking and a descriptor.").format(
        count=formats.number(count, 0, context.lang)))  # fmt: skip
    named = partial(form_name, release_files.EVERYTHING, release)
    bundle = download_tables.file_name(["bundle"], release, release_files.BUNDLE)
    buttons("everything", [
        Offer(_("Whole bundle (ZIP)"), bundle, release_files.maker_of(release_files.BUNDLE)),
        *(Offer(label, named(form), release_files.maker_of(form))
          for form, label in form_labels(context).items()),
    ])  # fmt: skip
    st.caption(_("The bundle is made when you ask for it and takes a few seconds."))
    asked = everything_asked(synthetic=context.store.synthetic)
    ways_to_get(context, asked, named("csv"), key="everything")


def too_many(context: Context, count: int) -> None:
    """A release too large to be handed out on request: say how to get it."""
    _ = context.text
    st.markdown(_("This release has {count} figures, too many for a file made on request (at most "
                  "{most}). Choose an indicator above, or write the bundle where the database "
                  "is:").format(count=formats.number(count, 0, context.lang),
                                most=formats.number(downloads.MOST_ROWS_ON_REQUEST, 0,
                                                    context.lang)))  # fmt: skip
    st.code("python -m indicators export thuoc-xa", language="bash")


def _period(context: Context, ranking: Ranking) -> str:
    period = ranking.period
    return formats.period_set(period.code, context.lang) if period else "–"


show()
