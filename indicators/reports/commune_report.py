"""One commune (or province as an area) for a meeting: its figures, its place, sources, limits."""

from collections.abc import Callable
from functools import cache
from typing import Any

from indicators.language import formats
from indicators.language.area_words import area_label
from indicators.language.coded_words import in_words
from indicators.language.figure_words import period_in_words, value_in_words
from indicators.language.texts import plural_translator, translator
from indicators.pictures import captions
from indicators.pictures.answers_of_areas import drawn_spine
from indicators.pictures.picture import NothingToDrawError, finished, page_address
from indicators.pictures.remarks import Remarks
from indicators.questions import evidence
from indicators.questions.profile import area_observations, areas, profile
from indicators.release.store import Store
from indicators.reports.asked_report import ReportQuestion, Room
from indicators.reports.cited import Cited
from indicators.reports.closing import closed, left_out_words, limits
from indicators.reports.content import Block, Charted, Headed, MeetingReport, Said, Tabled
from indicators.views.place_words import places
from indicators.web.navigation import COMMUNE
from indicators.yardsticks.caution_words import figure_cautions

Figure = dict[str, Any]

MOST_CAUTIONS = 4
TABLE_SHARES = (0.27, 0.17, 0.21, 0.29, 0.06)


def commune_report(store: Store, question: ReportQuestion) -> Callable[[Room], MeetingReport]:
    """The figures of one area in its usual sets, headline indicators first, for any room.

    Raises ``UnknownNameError`` for an unknown area, ``NothingToDrawError`` where it has no figure.
    """
    lang = question.lang
    _ = translator(lang)
    area = areas(store, [question.areas[0]]).iloc[0].to_dict()
    rows = profile(store, area["area_code"], year=question.year)
    found = figures_of(store, area["area_code"], rows, question.year)
    if not found:
        raise NothingToDrawError("no_figure_to_report", name=str(area["name"]),
                                 code=str(area["area_code"]))  # fmt: skip
    known = _known(found, int(rows["indicator_id"].nunique()), lang)
    # The chart is drawn once for each number of its rows that a room asks for.
    chart = cache(lambda rows: standing(store, question, area["area_code"], rows))
    return lambda room: _laid_out(store, question, area, known, found, room, chart)


def _laid_out(
    store: Store, question: ReportQuestion, area: Figure, known: str, found: list[Figure],
    room: Room, chart: Callable[[int], tuple[Block, ...]],
) -> MeetingReport:  # fmt: skip
    lang, cited = question.lang, Cited()
    _ = translator(lang)
    shown = found[: room.rows]
    blocks: list[Block] = [Said(known), Headed(_("Figures")),
                           *figure_table(store, shown, area, cited, lang)]  # fmt: skip
    if left := left_out_words(len(found) - len(shown), lang):
        blocks.append(Said(left, small=True))
    blocks += chart(room.panels)
    cautions = tuple(dict.fromkeys(
        _("{indicator}: {caution}").format(indicator=captions.named(one, lang), caution=caution)
        for one in shown for caution in figure_cautions(one, lang)))  # fmt: skip
    blocks += limits(lang, cautions[:MOST_CAUTIONS])
    title = area_label(area, lang)
    if question.year:
        title = f"{title}, {formats.period_set(question.year, lang)}"
    return closed(
        store, question, cited, title=title, blocks=tuple(blocks),
        subtitle=_("Figures with their sources, for a meeting"),
        page=page_address(COMMUNE.address, area=area["area_code"]))  # fmt: skip


def figures_of(store: Store, code: str, rows: Any, year: str | None) -> list[Figure]:
    """The chosen figure of every cell of an area: headline indicators first, then the usual sets.

    With ``year`` only those of the sets that the profile of that year compares.
    """
    shown = evidence.in_usual_sets(evidence.cells(area_observations(store, code)), rows)
    usual = set(rows["observation_id"].dropna().astype(int))
    headline = set(rows.loc[rows["headline"], "indicator_id"])
    found = [cell.chosen for cell in shown
             if not year or int(cell.chosen["observation_id"]) in usual]  # fmt: skip
    found.sort(key=lambda one: (one["indicator_id"] not in headline,
                                int(one["observation_id"]) not in usual))  # fmt: skip
    return found


def figure_table(
    store: Store, shown: list[Figure], area: Figure, cited: Cited, lang: str
) -> tuple[Block, ...]:
    """The figures, one a row: indicator, value, period and basis, places, source."""
    _, remarks = translator(lang), Remarks(lang)
    bases = {one: captions.basis_names(store, one, lang)
             for one in {row["indicator_id"] for row in shown if row["basis"]}}  # fmt: skip
    lines = []
    for one in shown:
        value = value_in_words(one, captions.named(one, lang, "unit"), lang)
        when = [
            period_in_words(one, lang),
            bases.get(one["indicator_id"], {}).get(one["basis"], one["basis"]),
        ]
        lines.append((
            captions.named(one, lang),
            f"{value} {remarks.sign(one)}".strip(),
            ", ".join(text for text in when if text),
            _place(one, area, lang),
            cited.mark(one["source_id"]),
        ))  # fmt: skip
    heads = (_("Indicator"), _("Value"), _("Period, basis"), _("Place"), _("Source"))
    table = Tabled(heads, tuple(lines), TABLE_SHARES)
    note = remarks.note()
    return (table, Said(note, small=True)) if note else (table,)


def _place(figure: Figure, area: Figure, lang: str) -> str:
    """The places in the nation and in the province; where there is none, the reason once."""
    told = places(figure, area["level"], area["province"], lang)
    return "; ".join(told[:2] if figure["rank"] is not None else told[:1])


def standing(store: Store, question: ReportQuestion, code: str, rows: int) -> tuple[Block, ...]:
    """The chart of the area among all that reported, where there is one."""
    _ = translator(question.lang)
    asked = question.picture(code, year=question.year)
    try:
        picture = finished(store, drawn_spine(store, asked, most=rows), asked)
    except NothingToDrawError as error:
        return (Said(in_words(error.fact, question.lang), small=True),)
    read = _("From the worst to the best value reported: the band holds the middle half "
             "of the areas, the upright mark is the median. An empty circle belongs to an "
             "indicator without better or worse.")  # fmt: skip
    return (Headed(_("Among all areas that reported")),
            Charted(picture.chart, picture.description, read, picture.remarks))  # fmt: skip


def _known(found: list[Figure], of_all: int, lang: str) -> str:
    """How many figures from how many texts, of how many of the indicators."""
    ngettext = plural_translator(lang)
    figures = ngettext("{count} figure", "{count} figures", len(found)).format(
        count=formats.number(len(found), 0, lang))  # fmt: skip
    texts = len({one["source_id"] for one in found})
    sources = ngettext("{count} source", "{count} sources", texts).format(
        count=formats.number(texts, 0, lang))  # fmt: skip
    having = len({one["indicator_id"] for one in found})
    return translator(lang)("{figures} from {sources}, for {having} of {all} indicators. Of the "
                            "others no figure was found.").format(
        figures=figures, sources=sources, having=formats.number(having, 0, lang),
        all=formats.number(of_all, 0, lang))  # fmt: skip
