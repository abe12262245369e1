"""Every figure of one area, in words and as places on a line, ready for its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from indicators.judgement import MINIMUM_REPORTED
from indicators.language import formats, yardstick_words
from indicators.language.figure_words import value_in_words
from indicators.language.record_texts import in_language
from indicators.language.texts import translator
from indicators.questions.evidence import Cell, Figure, cells, figures, in_usual_sets, plans
from indicators.questions.profile import area_observations, areas, profile, unknown_by_reason
from indicators.release.store import Store
from indicators.views import place_words
from indicators.views.circumstances import circumstances, made_by_words
from indicators.views.commune import source_lines as sources
from indicators.views.commune.spine_line import Kind, SpineLine, spine_line
from indicators.yardsticks import beside
from indicators.yardsticks.benchmarks import benchmarks, official_figures
from indicators.yardsticks.safe_sentence import SafeParagraph, basis_name, cell_paragraph
from indicators.yardsticks.thresholds import next_status, plan_distance, thresholds

# Figures whose sentences stand on the first screen.
MOST_QUOTED = 3


@dataclass(frozen=True)
class GroupMedian:
    """A group's name, its median in words ("" where withheld) and its areas with a figure."""

    kind: Kind
    group: str
    told: str
    reported: int


@dataclass(frozen=True, eq=False)
class ShownFigure:
    """One current figure of an area, all texts in one language and not yet escaped.

    ``key`` is its observation_id. ``usual``: it stands in the set and on the basis that profiles
    compare. ``apart``: others of its indicator measure something else. ``line`` is ``None`` where
    it stands in no spread, then ``no_line`` says why. ``nation`` and ``province`` are its places
    with their intervals, "" where it has none; ``places`` says the same in sentences, ``verdict``
    holds it against its first threshold, ``yardsticks`` tell what else stands beside it.
    ``compared``: whether anything is known that it can be held against. ``figure`` is the record
    itself, for addresses.
    """

    key: int
    indicator_id: str
    theme: str
    name: str
    value: str
    about: tuple[str, ...]
    made: str
    apart: bool
    against_plan: tuple[str, ...]
    headline: bool
    usual: bool
    neutral: bool
    line: SpineLine | None
    ends: tuple[str, str]
    no_line: str
    medians: tuple[GroupMedian, ...]
    verdict: str
    nation: str
    province: str
    places: tuple[str, ...]
    yardsticks: tuple[str, ...]
    source: str
    warnings: tuple[str, ...]
    lines: tuple[sources.SourceLine, ...]
    rivals: tuple[sources.SourceLine, ...]
    revisions: tuple[sources.SourceLine, ...]
    compared: bool
    source_ids: frozenset[str]
    figure: Figure


@dataclass(frozen=True)
class _Beside:
    """The answers that all figures of one area share."""

    area: Mapping[str, Any]
    lang: str
    spreads: Mapping[str, Figure]
    groups: Mapping[str, list[Figure]]
    benchmarks: list[Figure]
    official: list[Figure]
    thresholds: list[Figure]
    plans: Mapping[int, list[Figure]]
    bases: Mapping[tuple[str, str], str]
    several_bases: frozenset[str]
    headline: frozenset[str]
    usual: frozenset[int]


@dataclass(frozen=True, eq=False)
class ShownArea:
    """What one page shows of an area: what is known, and what is not.

    ``figures``: its current ones in the catalogue's order, later periods first. ``quoted``: those
    that are quoted first, by their key. ``unknown``: the rows of ``profile.profile`` without a
    figure by their reason, as ``unknown_by_reason`` gives.
    """

    figures: tuple[ShownFigure, ...]
    quoted: Mapping[int, SafeParagraph]
    unknown: Mapping[str, pd.DataFrame]


def shown_area(store: Store, area_code: str, lang: str) -> ShownArea:
    """One area with its figures and gaps; raises ``UnknownNameError`` for one not of today."""
    area = areas(store, [area_code]).iloc[0].to_dict()
    rows = profile(store, area_code)
    found = in_usual_sets(cells(area_observations(store, area_code)), rows)
    if not found:
        return ShownArea((), {}, unknown_by_reason(rows))
    known = _known_beside(store, area, rows, found, lang)
    shown = tuple(_shown(cell, known) for cell in found)
    return ShownArea(shown, _quoted(store, shown, found, known), unknown_by_reason(rows))


def _quoted(
    store: Store, shown: tuple[ShownFigure, ...], found: list[Cell], known: _Beside
) -> dict[int, SafeParagraph]:
    """What can be said of the figures that are quoted first, in their order."""
    by_key = {int(cell.chosen["observation_id"]): cell for cell in found}
    return {
        one.key: cell_paragraph(store, known.area, by_key[one.key],
                                _limits(one.figure, known), known.lang)
        for one in to_quote(shown, MOST_QUOTED)
    }  # fmt: skip


def _limits(figure: Figure, known: _Beside) -> list[Figure]:
    """The thresholds that count for one figure."""
    return [one for one in known.thresholds if one["observation_id"] == figure["observation_id"]]


def _known_beside(
    store: Store, area: Mapping[str, Any], rows: pd.DataFrame, found: list[Cell], lang: str
) -> _Beside:
    code = str(area["area_code"])
    chosen = [cell.chosen for cell in found]
    contests = sorted({beside.contest_of(figure) for figure in chosen})
    return _Beside(
        area=area,
        lang=lang,
        spreads={row["contest"]: row for row in figures(beside.spreads(store, code, contests))},
        groups=_groups(store, area, contests),
        benchmarks=figures(benchmarks(store, [code])),
        official=figures(official_figures(store, [code])),
        thresholds=figures(thresholds(store, [code])),
        plans=plans(found),
        bases={(one["indicator_id"], one["basis"]): basis_name(store, one, lang)
               for one in chosen},
        several_bases=frozenset(
            one["indicator_id"] for one in chosen
            if len({other["basis"] for other in chosen
                    if other["indicator_id"] == one["indicator_id"]}) > 1),
        headline=frozenset(rows.loc[rows["headline"], "indicator_id"]),
        usual=frozenset(int(one) for one in rows["observation_id"].dropna()),
    )  # fmt: skip


def _groups(store: Store, area: Mapping[str, Any], contests: list[str]) -> dict[str, list[Figure]]:
    """The medians of similar and bordering communes by contest; none for other areas."""
    found: dict[str, list[Figure]] = {}
    if area["level"] == "commune":
        for row in figures(beside.group_medians(store, str(area["area_code"]), contests)):
            found.setdefault(row["contest"], []).append(row)
    return found


def _shown(cell: Cell, known: _Beside) -> ShownFigure:
    figure, lang = cell.chosen, known.lang
    spread = known.spreads.get(beside.contest_of(figure))
    medians = _group_medians(figure, spread, known)
    limits = _limits(figure, known)
    line = spine_line(figure, spread, _median_values(figure, spread, known), _drawn(limits))
    judged = _judged(figure, limits, lang)
    level = str(known.area["level"])
    official = _official(figure, known)
    return ShownFigure(
        key=int(figure["observation_id"]),
        indicator_id=str(figure["indicator_id"]),
        theme=str(figure["theme"]),
        name=str(in_language(figure, "name", lang)),
        value=value_in_words(figure, None, lang),
        about=(*circumstances(figure, known.bases[figure["indicator_id"], figure["basis"]], lang,
                              briefly=True), *_other_set(figure, lang)),
        made=made_by_words(figure, lang),
        apart=figure["indicator_id"] in known.several_bases,
        against_plan=tuple(
            translator(lang)("{share} of the plan").format(share=value_in_words(share, None, lang))
            for share in known.plans.get(figure["observation_id"], [])
        ),
        headline=figure["indicator_id"] in known.headline,
        usual=figure["observation_id"] in known.usual,
        neutral=figure["direction"] == "none",
        line=line,
        ends=_ends(line, figure, lang),
        no_line="" if line else _why_no_line(spread, level, lang),
        medians=medians,
        verdict=_verdict(figure, limits, lang),
        nation=short_place(figure, lang) if level != "nation" else "",
        province=short_place(figure, lang, "province_") if level == "commune" else "",
        places=tuple(place_words.places(figure, level, known.area["province"], lang)),
        yardsticks=(*_medians_of_scopes(figure, known), *official, *judged),
        source=sources.source_label(cell, lang),
        warnings=tuple(sources.warnings(cell, lang)),
        lines=tuple(sources.source_lines(figure, lang)),
        rivals=tuple(sources.rival_lines(cell, lang)),
        revisions=tuple(sources.revision_lines(cell, lang)),
        compared=line is not None or bool(judged) or bool(official),
        source_ids=frozenset([figure["source_id"], *(one.figure["source_id"]
                                                     for one in cell.rivals)]),
        figure=figure,
    )  # fmt: skip


def _other_set(figure: Figure, lang: str) -> list[str]:
    """The set of periods that the places are of, where it is not that of the figure itself."""
    if figure["compared_set"] == figure["period_set"]:
        return []
    told = translator(lang)("Among figures for: {period_set}")
    return [told.format(period_set=formats.period_set(figure["compared_set"], lang))]


def short_place(figure: Figure, lang: str, prefix: str = "") -> str:
    """For example "45 (44–46)/68"; empty where the figure has no place."""
    if figure[f"{prefix}rank"] is None:
        return ""
    place = formats.rank_interval(figure[f"{prefix}rank"], figure[f"{prefix}rank_low"],
                                  figure[f"{prefix}rank_high"], lang)  # fmt: skip
    return f"{place}/{formats.number(figure[f'{prefix}reported'], 0, lang)}"


def _why_no_line(spread: Figure | None, level: str, lang: str) -> str:
    """Why a figure stands in no spread."""
    _ = translator(lang)
    if spread is None or level == "nation":
        return _("Stands outside the comparison")
    if spread["withheld_because"] == "mixed_periods":
        return _("Not comparable: the figures cover different parts of the year")
    if spread["reported"] < MINIMUM_REPORTED:
        return _("{count} with a figure, {least} are needed").format(
            count=formats.number(spread["reported"], 0, lang), least=MINIMUM_REPORTED)  # fmt: skip
    return _("Stands outside the comparison")


def _median_rows(
    figure: Figure, spread: Figure | None, known: _Beside
) -> list[tuple[Kind, float | None, int]]:
    """Group, median (``None`` where withheld) and areas with a figure, widest group first."""
    if spread is None:
        return []
    rows: list[tuple[Kind, float | None, int]] = [
        ("nation", spread["median"], int(spread["reported"]))
    ]
    if known.area["level"] == "commune":
        rows.append(("province", spread["province_median"], int(spread["province_reported"] or 0)))
    rows += [
        (row["among"], row["median"], int(row["reported"]))
        for row in known.groups.get(beside.contest_of(figure), [])
    ]
    return rows


def _median_values(figure: Figure, spread: Figure | None, known: _Beside) -> dict[Kind, float]:
    rows = _median_rows(figure, spread, known)
    return {kind: median for kind, median, _reported in rows if median is not None}


def _group_medians(
    figure: Figure, spread: Figure | None, known: _Beside
) -> tuple[GroupMedian, ...]:
    unit = str(in_language(figure, "unit", known.lang))
    decimals = yardstick_words.decimals_of_median(figure["decimals"], unit)
    sign = "%" if unit == "%" else ""
    return tuple(
        GroupMedian(kind, group_name(kind, known.area, known.lang),
                    "" if median is None
                    else formats.with_unit(median, decimals, sign, known.lang), reported)
        for kind, median, reported in _median_rows(figure, spread, known)
    )  # fmt: skip


def group_name(kind: Kind, area: Mapping[str, Any], lang: str) -> str:
    """A group of areas as a legend names it; ``threshold`` is the threshold's own name."""
    _ = translator(lang)
    return {
        "nation": _("whole country"),
        "province": str(area["province"]),
        "peers": _("similar communes"),
        "neighbours": _("bordering communes"),
        "threshold": _("threshold"),
    }[kind]


def _drawn(limits: list[Figure]) -> list[float]:
    """The thresholds that the figure may be held against; no full year's beside a part of one."""
    return [float(one["threshold_value"]) for one in limits if one["reason"] in (None, "overlap")]


def _judged(figure: Figure, limits: list[Figure], lang: str) -> tuple[str, ...]:
    """Thresholds, distance from plan and the next status, one sentence each."""
    told = [yardstick_words.threshold_words(one, lang) for one in limits]
    distance = plan_distance(figure)
    if distance:
        words = yardstick_words.plan_words(distance, lang)
        told.append(translator(lang)("Against plan: {words}").format(words=words))
    status = next_status(figure)
    if status:
        told.append(" ".join(yardstick_words.status_words(status, lang)))
    return tuple(told)


def _verdict(figure: Figure, limits: list[Figure], lang: str) -> str:
    """The first threshold with its outcome, else the next status, in one short sentence."""
    if limits:
        return yardstick_words.threshold_briefly(limits[0], lang)
    status = next_status(figure)
    return yardstick_words.status_words(status, lang)[0] if status else ""


def _medians_of_scopes(figure: Figure, known: _Beside) -> list[str]:
    """The medians of province, region, type and nation with their counts."""
    own = [one for one in known.benchmarks if _same(one, figure, "compared_set")]
    unit = str(in_language(figure, "unit", known.lang))
    decimals = yardstick_words.decimals_of_median(figure["decimals"], unit)
    told = yardstick_words.medians_words(own, decimals, unit, known.lang)
    return [told] if told else []


def _official(figure: Figure, known: _Beside) -> list[str]:
    """What is printed for the province and the nation themselves."""
    unit = str(in_language(figure, "unit", known.lang))
    return [
        yardstick_words.official_words(one, int(figure["decimals"]), unit, known.lang)
        for one in known.official if _same(one, figure, "period_set")
    ]  # fmt: skip


def _same(one: Figure, figure: Figure, period_set: str) -> bool:
    return bool(
        one["indicator_id"] == figure["indicator_id"]
        and one["basis"] == (figure["basis"] or "")
        and one["period_set"] == figure[period_set]
    )


def _ends(line: SpineLine | None, figure: Figure, lang: str) -> tuple[str, str]:
    if line is None:
        return "", ""
    sign = "%" if figure["unit"] == "%" else ""
    decimals = max(int(figure["decimals"]), 0)
    left, right = (formats.with_unit(end, decimals, sign, lang) for end in line.ends)
    return left, right


def headline_first(shown: tuple[ShownFigure, ...]) -> list[ShownFigure]:
    """One figure of each headline indicator: that of the usual set, else the latest there is."""
    found: dict[str, ShownFigure] = {}
    for one in shown:
        if one.headline and (one.indicator_id not in found
                             or (one.usual and not found[one.indicator_id].usual)):  # fmt: skip
            found[one.indicator_id] = one
    return list(found.values())


def to_quote(shown: tuple[ShownFigure, ...], most: int) -> list[ShownFigure]:
    """The figures whose sentences stand first: headline ones, then others that have a place."""
    first = headline_first(shown)
    compared = [one for one in first if one.compared]
    more = [one for one in shown if one.usual and one.nation and one not in first]
    rest = [one for one in [*first, *shown] if one not in compared and one not in more]
    return [*compared, *more, *dict.fromkeys(rest)][:most]
