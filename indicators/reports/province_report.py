"""One province for a meeting: its own figures, what its communes reported, a ranking of them."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from indicators.errors import UnknownNameError
from indicators.language import formats, quoted
from indicators.language.area_words import area_label
from indicators.language.texts import translator
from indicators.language.yardstick_words import no_median_words
from indicators.pictures import captions
from indicators.pictures.answers_of_rankings import drawn_ranking
from indicators.pictures.picture import NothingToDrawError, finished, page_address
from indicators.questions.profile import areas, profile
from indicators.questions.ranking import Ranking, no_median_because, rank
from indicators.release.store import Store
from indicators.reports.asked_report import ReportQuestion, Room
from indicators.reports.cited import Cited
from indicators.reports.closing import closed, left_out_words, limits
from indicators.reports.commune_report import figure_table, figures_of
from indicators.reports.content import Block, Charted, Headed, MeetingReport, Said, Tabled
from indicators.views import words
from indicators.web.navigation import RANKING

TABLE_SHARES = (0.26, 0.18, 0.11, 0.13, 0.16, 0.16)
# Its own figures, and those of its communes, share the room.
OWN_SHARE = 0.35
# Each is a question of its own.
MOST_RANKED = 24


def province_report(store: Store, question: ReportQuestion) -> Callable[[Room], MeetingReport]:
    """What is known of one province and of its communes, for any room.

    Raises ``UnknownNameError`` for what is no province, ``NothingToDrawError`` where neither has a
    figure.
    """
    lang = question.lang
    _ = translator(lang)
    area = areas(store, [question.areas[0]]).iloc[0].to_dict()
    code = area["area_code"]
    if area["level"] != "province":
        raise UnknownNameError("province", code, store.query("provinces")["area_code"].tolist())
    counted = store.query("province_indicators", province=code, year=question.year or "")
    rankings = [
        rank(store, one, year=question.year, province=code)
        for one in counted["indicator_id"].head(MOST_RANKED)
    ]
    rankings = [one for one in rankings if not one.rows.empty]
    own = figures_of(store, code, profile(store, code, year=question.year), question.year)
    if not rankings and not own:
        raise NothingToDrawError("no_figure_to_report", name=str(area["name"]),
                                 code=str(area["area_code"]))  # fmt: skip
    chart = _ranking_chart(store, question, rankings, code) if rankings else ()
    known = _known(rankings, len(counted), len(own), area, lang)
    unranked = len(counted) - len(rankings)
    return lambda room: _laid_out(
        store, question, area, known, own, rankings, chart, room, unranked
    )


def _laid_out(
    store: Store, question: ReportQuestion, area: dict[str, Any], known: str,
    own: list[dict[str, Any]], rankings: list[Ranking], chart: tuple[Block, ...], room: Room,
    unranked: int,
) -> MeetingReport:  # fmt: skip
    lang, cited, code = question.lang, Cited(), area["area_code"]
    _ = translator(lang)
    most_own = max(2, int(OWN_SHARE * room.rows))
    blocks: list[Block] = [Said(known)]
    if own:
        blocks += [Headed(_("The province itself")),
                   *figure_table(store, own[:most_own], area, cited, lang)]  # fmt: skip
        if left := left_out_words(len(own) - most_own, lang):
            blocks.append(Said(left, small=True))
    shown = rankings[: room.rows - min(len(own), most_own)]
    if shown:
        blocks += [Headed(_("Its communes, wards and special zones")),
                   _communes_table(store, shown, cited, lang)]  # fmt: skip
        if left := left_out_words(len(rankings) - len(shown) + unranked, lang):
            blocks.append(Said(left, small=True))
        blocks += chart
    blocks += limits(lang)
    title = area_label(area, lang)
    if question.year:
        title = f"{title}, {formats.period_set(question.year, lang)}"
    return closed(
        store, question, cited, title=title, blocks=tuple(blocks),
        subtitle=_("Figures of the province and of its communes, for a meeting"),
        page=page_address(RANKING.address, province=code))  # fmt: skip


def _known(rankings: list[Ranking], counted: int, own: int, area: Any, lang: str) -> str:
    """How much is known at all: indicators of the communes, own figures, best coverage."""
    _ = translator(lang)
    if not rankings:
        return _("No commune of {name} has a figure in the sets that are compared.").format(
            name=area["name"])  # fmt: skip
    most = max(rankings, key=lambda one: one.coverage.reported)
    return _("Figures of communes for {count} indicators; the one with most has {reported} of "
             "{applicable} communes. Figures of the province itself: {own}.").format(
        count=formats.number(counted, 0, lang),
        reported=formats.number(most.coverage.reported, 0, lang),
        applicable=formats.number(most.coverage.applicable, 0, lang),
        own=formats.number(own, 0, lang))  # fmt: skip


def _communes_table(store: Store, shown: list[Ranking], cited: Cited, lang: str) -> Tabled:
    """One row per indicator: period and basis, coverage, median, both ends by name."""
    _ = translator(lang)
    lines = []
    for ranking in shown:
        unit = captions.named(ranking.indicator, lang, "unit")
        name = captions.named(ranking.indicator, lang)
        period = formats.period_set(ranking.period.code, lang) if ranking.period else ""
        basis = captions.basis_name(store, ranking.indicator["indicator_id"], ranking.basis, lang)
        rows = ranking.rows.sort_values("value", ascending=False, kind="stable")
        lines.append((
            name if unit == "%" else f"{name} ({unit})",
            ", ".join(part for part in (period, basis) if part),
            _("{reported} of {applicable}").format(
                reported=formats.number(ranking.coverage.reported, 0, lang),
                applicable=formats.number(ranking.coverage.applicable, 0, lang)),
            _median(ranking, lang),
            _end(ranking, rows.iloc[0], cited, lang),
            _end(ranking, rows.iloc[-1], cited, lang) if len(rows) > 1 else "–",
        ))  # fmt: skip
    heads = (_("Indicator"), _("Period, basis"), _("Have a figure"), _("Median"), _("Highest"),
             _("Lowest"))  # fmt: skip
    return Tabled(heads, tuple(lines), TABLE_SHARES)


def _median(ranking: Ranking, lang: str) -> str:
    """The median of the communes, or a dash where none may be told."""
    if no_median_because(ranking.rows):
        return "–"
    decimals = max(int(ranking.indicator["decimals"]), 0)
    unit = "%" if ranking.indicator["unit"] == "%" else ""
    return formats.with_unit(float(ranking.rows["value"].median()), decimals, unit, lang)


def _end(ranking: Ranking, row: pd.Series, cited: Cited, lang: str) -> str:
    """One end of a ranking: value, name, source."""
    decimals = max(int(ranking.indicator["decimals"]), 0)
    unit = "%" if ranking.indicator["unit"] == "%" else ""
    value = quoted.as_ranked(row, decimals, lang, unit)
    return f"{value} {row['name']} {cited.mark(row['source_id'])}".strip()


def _ranking_chart(
    store: Store, question: ReportQuestion, shown: list[Ranking], code: str
) -> tuple[Block, ...]:
    """The ranking with most communes, of those that are ranked at all; headline ones first."""
    lang = question.lang
    ranked = [one for one in shown if one.ranked] or shown
    chosen = max(ranked, key=lambda one: (one.coverage.reported, one.indicator["headline"]))
    asked = question.picture(chosen.indicator["indicator_id"], province=code, year=question.year)
    picture = finished(store, drawn_ranking(store, asked), asked)
    told = words.coverage_sentence(chosen.coverage, lang)
    if reason := no_median_because(chosen.rows):
        told = f"{told} {no_median_words(reason, chosen.rows['area_code'].nunique(), lang)}"
    return (
        Headed(picture.title),
        Charted(picture.chart, picture.description, told, picture.remarks),
    )
