"""Two to eight areas side by side for a meeting: a table, panels, sources and limits."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pandas as pd

from indicators.language import formats
from indicators.language.area_words import missing_reason, name_with_province
from indicators.language.coded_words import in_words
from indicators.language.figure_words import period_in_words, value_in_words
from indicators.language.texts import translator
from indicators.pictures import captions
from indicators.pictures.answers_of_areas import comparison_coverage, drawn_comparison
from indicators.pictures.picture import NothingToDrawError, finished, page_address
from indicators.pictures.remarks import Remarks
from indicators.questions.comparison import side_by_side
from indicators.questions.evidence import figures
from indicators.questions.profile import MOST_COMPARED, area_observations, areas, compare
from indicators.refusal import UnanswerableError
from indicators.release.store import Store
from indicators.reports.asked_report import ReportQuestion, Room
from indicators.reports.cited import Cited
from indicators.reports.closing import closed, left_out_words, limits
from indicators.reports.content import Block, Charted, Headed, MeetingReport, Said, Tabled
from indicators.web.navigation import COMPARISON

Figure = dict[str, Any]

INDICATOR_SHARE = 0.26
BEST = "*"


def comparison_report(store: Store, question: ReportQuestion) -> Callable[[Room], MeetingReport]:
    """The areas side by side, for any room.

    Raises ``UnknownNameError`` for an unknown area, ``UnanswerableError`` for fewer than two or
    more than eight, ``NothingToDrawError`` where no indicator has figures of two of them.
    """
    codes = list(dict.fromkeys(question.areas))
    if not 2 <= len(codes) <= MOST_COMPARED:
        raise UnanswerableError("areas_to_compare", count=len(codes), most=MOST_COMPARED)
    known = areas(store, codes)
    compared = compare(store, codes, year=question.year)
    shared = compared[side_by_side(compared)]
    if shared.empty:
        raise NothingToDrawError("nothing_shared_to_report")
    counts = _counts(store, codes)
    rows = [row | counts.get(row["observation_id"], {}) for row in figures(shared)]
    # The chart is drawn once for each number of panels that a room asks for.
    chart = cache(lambda panels: _panels(store, question, panels))
    return lambda room: _laid_out(store, question, known, compared, rows, room, chart)


def _laid_out(
    store: Store, question: ReportQuestion, known: pd.DataFrame, compared: pd.DataFrame,
    rows: list[Figure], room: Room, chart: Callable[[int], tuple[Block, ...]],
) -> MeetingReport:  # fmt: skip
    lang, cited = question.lang, Cited()
    _ = translator(lang)
    by_indicator: dict[str, list[Figure]] = {}
    for row in rows:
        by_indicator.setdefault(row["indicator_id"], []).append(row)
    ordered = sorted(by_indicator.values(), key=lambda own: not own[0]["headline"])
    shown = ordered[: room.rows]
    names = {one["area_code"]: one["name"] for one in known.to_dict("records")}
    blocks: list[Block] = [
        Said(" ".join(comparison_coverage(compared, len(known), lang))),
        Headed(_("Side by side")),
        *_table(store, shown, names, cited, lang),
    ]
    if left := left_out_words(len(ordered) - len(shown), lang):
        blocks.append(Said(left, small=True))
    blocks += chart(room.panels)
    blocks += limits(lang)
    labels = ", ".join(name_with_province(one) for one in known.to_dict("records"))
    title = _("Comparison: {areas}").format(areas=labels)
    if question.year:
        title = f"{title}, {formats.period_set(question.year, lang)}"
    return closed(
        store, question, cited, title=title, blocks=tuple(blocks),
        subtitle=_("Figures with their sources, for a meeting"),
        page=page_address(COMPARISON.address, area=question.areas, year=question.year))  # fmt: skip


def _counts(store: Store, codes: list[str]) -> dict[Any, Figure]:
    """The denominator of each figure: 14 of 19 criteria is not 14."""
    return {
        one["observation_id"]: {"denominator": one["denominator"]}
        for code in codes for one in figures(area_observations(store, code))
    }  # fmt: skip


def _table(
    store: Store, shown: list[list[Figure]], names: dict[str, str], cited: Cited, lang: str
) -> tuple[Block, ...]:
    """One row per indicator, one column per area; why a figure is missing; the sure best marked."""
    _, remarks = translator(lang), Remarks(lang)
    lines = []
    for own in shown:
        bases = captions.basis_names(store, own[0]["indicator_id"], lang)
        by_area = {one["area_code"]: one for one in own}
        known = [one for one in own if one["value"] is not None]
        common = _common(known, bases, lang)
        unit = "" if own[0]["unit"] == "%" else f" ({captions.named(own[0], lang, 'unit')})"
        lines.append((
            f"{captions.named(own[0], lang)}{unit}" + (f" – {common}" if common else ""),
            *(_cell(by_area.get(code), bases, not common, remarks, cited, lang)
              for code in names),
        ))  # fmt: skip
    share = (1 - INDICATOR_SHARE) / len(names)
    table = Tabled((_("Indicator"), *names.values()), tuple(lines),
                   (INDICATOR_SHARE, *[share] * len(names)))  # fmt: skip
    best = _("{star} marks the best value, only where it is surely best: a printed number stands "
             "for an interval, and where intervals touch or overlap nobody is marked.")  # fmt: skip
    notes = [remarks.note(), best.format(star=BEST)]
    return table, *(Said(note, small=True) for note in notes if note)


def _common(known: list[Figure], bases: dict[str, str], lang: str) -> str:
    """Period and basis where all figures of an indicator share them, else ""."""
    told = {_when(one, bases, lang) for one in known}
    return told.pop() if len(told) == 1 else ""


def _when(figure: Figure, bases: dict[str, str], lang: str) -> str:
    parts = (period_in_words(figure, lang), bases.get(figure["basis"], figure["basis"]))
    return ", ".join(part for part in parts if part)


def _cell(
    figure: Figure | None, bases: dict[str, str], own_period: bool, remarks: Remarks,
    cited: Cited, lang: str,
) -> str:  # fmt: skip
    """A value with its remarks and source, or why there is none."""
    if figure is None or figure["value"] is None:
        reason = "not_reported" if figure is None else figure["missing_reason"]
        return f"– {missing_reason(reason, lang)}"
    value = value_in_words(figure, "%" if figure["unit"] == "%" else "", lang)
    parts = [value, BEST if figure["surely_best"] else "", remarks.sign(figure),
             cited.mark(figure["source_id"]),
             f"({_when(figure, bases, lang)})" if own_period else ""]  # fmt: skip
    return " ".join(part for part in parts if part)


def _panels(store: Store, question: ReportQuestion, most: int) -> tuple[Block, ...]:
    """The chart of the indicators that two areas or more have a figure for."""
    _ = translator(question.lang)
    asked = question.picture(areas=question.areas, year=question.year)
    try:
        picture = finished(store, drawn_comparison(store, asked, most=most), asked)
    except NothingToDrawError as error:
        return (Said(in_words(error.fact, question.lang), small=True),)
    read = _("Each panel has its own scale. Lines at a dot show the interval that the printed "
             "number stands for.")  # fmt: skip
    return (Headed(_("Indicator by indicator")),
            Charted(picture.chart, picture.description, read, picture.remarks))  # fmt: skip
