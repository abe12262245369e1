"""A paragraph about one figure that its data bear, and what they do not allow anybody to say.

Everything is made from the numbers by rules; nothing is judged that the rules do not judge.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from indicators.errors import UnknownNameError
from indicators.judgement import MINIMUM_REPORTED
from indicators.language import formats, quoted
from indicators.language.area_words import area_label
from indicators.language.figure_words import published
from indicators.language.record_texts import in_language
from indicators.language.texts import translator
from indicators.language.yardstick_words import decimals_of_median, threshold_words
from indicators.questions.evidence import Cell, cells, in_usual_sets
from indicators.questions.profile import area_observations, areas, profile
from indicators.questions.ranking import rank
from indicators.questions.reporting import Coverage
from indicators.release.citation import release_citation
from indicators.release.store import Store
from indicators.yardsticks.benchmarks import benchmarks
from indicators.yardsticks.caution_words import figure_cautions
from indicators.yardsticks.thresholds import thresholds

Row = Mapping[str, Any]

# Below this share of the areas with a figure a place is one among few, not one in the country.
SHARE_FOR_THE_COUNTRY = 0.5


@dataclass(frozen=True)
class SafeParagraph:
    """``said``: sentences that the data bear; ``not_allowed``: what they do not; ``citation``."""

    said: tuple[str, ...]
    not_allowed: tuple[str, ...]
    citation: tuple[str, ...]
    lang: str

    @property
    def text(self) -> str:
        """Everything as plain text, ready to copy."""
        _ = translator(self.lang)
        lines = [" ".join(self.said)]
        if self.not_allowed:
            heading = _("What these data do not allow one to say:")
            lines += ["", heading, *(f"– {told}" for told in self.not_allowed)]
        return "\n".join([*lines, "", *self.citation])


def figure_paragraph(store: Store, area_code: str, observation_id: int, lang: str) -> SafeParagraph:
    """The safe paragraph about one current figure of one area.

    Raises ``UnknownNameError`` for an unknown area, and for a figure that is not a current one of
    that area.
    """
    area = areas(store, [area_code]).iloc[0].to_dict()
    cell = _cell(store, area_code, observation_id)
    found = thresholds(store, [area_code])
    judged = found[found["observation_id"] == observation_id].to_dict("records")
    return cell_paragraph(store, area, cell, judged, lang)


def cell_paragraph(
    store: Store, area: Row, cell: Cell, judged: Sequence[Row], lang: str
) -> SafeParagraph:
    """The safe paragraph about the figure of one cell, where a page knows the cell already.

    ``area`` is its row of ``profile.areas``, ``judged`` the rows of ``thresholds.thresholds`` about
    its figure.
    """
    figure = cell.chosen
    coverage = _coverage(store, area, figure)
    said = [
        statement(figure | {"basis_name": basis_name(store, figure, lang)}, area, lang),
        *_place(figure, coverage, lang),
        *_median(store, str(area["area_code"]), figure, lang),
        *(f"{threshold_words(row, lang)}." for row in judged if row["confidence"] != "unverified"),
    ]
    not_allowed = [
        *place_cautions(figure, coverage, lang),
        *figure_cautions(figure, lang),
        *_rivals(cell, lang),
        *_unverified(judged, lang),
    ]
    cited = [source_line(figure, lang), release_citation(store.release, lang)]
    return SafeParagraph(tuple(said), tuple(not_allowed), tuple(cited), lang)


def _cell(store: Store, area_code: str, observation_id: int) -> Cell:
    shown = in_usual_sets(cells(area_observations(store, area_code)), profile(store, area_code))
    for cell in shown:
        if cell.chosen["observation_id"] == observation_id:
            return cell
    known = [str(cell.chosen["observation_id"]) for cell in shown]
    raise UnknownNameError("figure", str(observation_id), known)


def _coverage(store: Store, area: Row, figure: Row) -> Coverage | None:
    """Of the contest that the figure's place is of; ``None`` for the nation itself."""
    if area["level"] == "nation":
        return None
    asked = rank(store, figure["indicator_id"], year=figure["compared_set"],
                 basis=figure["basis"], area_type=area["level"])  # fmt: skip
    return asked.coverage


def basis_name(store: Store, figure: Row, lang: str) -> str:
    """The words of a figure's basis; empty where the indicator has one reading only."""
    if not figure["basis"]:
        return ""
    names = store.query("basis_names", indicator_id=figure["indicator_id"])
    found = in_language(names[names["basis"] == figure["basis"]], "name", lang)
    return str(found.iloc[0]) if len(found) else str(figure["basis"])


def statement(figure: Row, area: Row, lang: str) -> str:
    """Who says it, what, where, when and how much."""
    return translator(lang)("According to {publisher}, {published}: {indicator} of {area}, "
                            "{period}, is {value}.").format(
        publisher=figure["publisher"],
        published=published(figure, lang),
        indicator=indicator_words(figure, lang),
        area=area_label(area, lang),
        period=_period(figure, lang),
        value=value_words(figure, lang),
    )  # fmt: skip


def indicator_words(figure: Row, lang: str) -> str:
    """The indicator's name inside a sentence, with its basis (``basis_name``) where it has one."""
    name = str(in_language(figure, "name", lang))
    if not name[1:2].isupper():  # an abbreviation
        name = name[:1].lower() + name[1:]
    return f"{name} – {figure['basis_name']} –" if figure.get("basis_name") else name


def value_words(figure: Row, lang: str) -> str:
    """The value as its source words it, with unit; a count with its total."""
    _ = translator(lang)
    unit = str(in_language(figure, "unit", lang))
    decimals = int(figure["decimals"])
    total = figure.get("denominator")
    if unit == "%" or total is None or pd.isna(total):
        return quoted.as_printed(figure, decimals, lang, unit)
    value = quoted.as_printed(figure, decimals, lang)
    return _("{value} of {total}").format(
        value=value, total=formats.with_unit(total, decimals, unit, lang)
    )


def _period(figure: Row, lang: str) -> str:
    period = formats.period(figure["period_start"], figure["period_end"], lang)
    if figure["set_kind"] == "stated":
        return translator(lang)("stated {day}, its year not given").format(day=period)
    return period


def _place(figure: Row, coverage: Coverage | None, lang: str) -> list[str]:
    if coverage is None or figure["rank"] is None:
        return []
    _ = translator(lang)
    low, high = int(figure["rank_low"]), int(figure["rank_high"])
    told = _("Among the {reported} areas with a figure for {period_set}, of {applicable} that "
             "could have one, its place is {rank}").format(
        period_set=formats.period_set(figure["compared_set"], lang),
        reported=formats.number(coverage.reported, 0, lang),
        applicable=formats.number(coverage.applicable, 0, lang),
        rank=formats.number(figure["rank"], 0, lang),
    )  # fmt: skip
    if low == high:
        return [f"{told}."]
    return [told + _("; the printed numbers allow any place from {low} to {high}.").format(
        low=formats.number(low, 0, lang), high=formats.number(high, 0, lang))]  # fmt: skip


def _median(store: Store, area_code: str, figure: Row, lang: str) -> list[str]:
    """The median of the country, where it is not withheld."""
    found = benchmarks(store, [area_code], period_set=str(figure["compared_set"]))
    own = found[
        (found["indicator_id"] == figure["indicator_id"])
        & (found["basis"] == figure["basis"])
        & (found["period_set"] == figure["compared_set"])
        & (found["scope"] == "nation")
        & found["median"].notna()
    ]
    unit = str(in_language(figure, "unit", lang))
    decimals = decimals_of_median(figure["decimals"], unit)
    return [
        translator(lang)("The median of the {reported} areas with a figure is {median}.").format(
            reported=formats.number(row["reported"], 0, lang),
            median=formats.with_unit(row["median"], decimals, unit, lang),
        )
        for row in own.to_dict("records")
    ]


def place_cautions(figure: Row, coverage: Coverage | None, lang: str) -> list[str]:
    """What the coverage and the other areas' intervals forbid."""
    if coverage is None:
        return []
    _ = translator(lang)
    counts = {
        "reported": formats.number(coverage.reported, 0, lang),
        "applicable": formats.number(coverage.applicable, 0, lang),
    }
    told = []
    if coverage.reported < MINIMUM_REPORTED:
        told.append(_("Only {reported} of {applicable} areas have a figure: do not rank them.")
                    .format(**counts))  # fmt: skip
    elif coverage.reported < SHARE_FOR_THE_COUNTRY * coverage.applicable:
        told.append(_("Only {reported} of {applicable} areas have a figure: do not call it a place "
                      "in the whole country.").format(**counts))  # fmt: skip
    if figure["rank"] is not None and figure["rank_low"] != figure["rank_high"]:
        told.append(_("Its interval overlaps those of others: do not call it better or worse than "
                      "the areas on places {low} to {high}.").format(
            low=formats.number(figure["rank_low"], 0, lang),
            high=formats.number(figure["rank_high"], 0, lang)))  # fmt: skip
    return told


def _rivals(cell: Cell, lang: str) -> list[str]:
    """Other sources that print another figure for the same thing."""
    different = [rival.figure for rival in cell.rivals if not rival.same_figure]
    if not different:
        return []
    values = "; ".join(f"{value_words(one, lang)} ({one['publisher']})" for one in different)
    return [translator(lang)("Other sources print another figure: {values}. Do not quote this one "
                             "as the only one.").format(values=values)]  # fmt: skip


def _unverified(judged: Sequence[Row], lang: str) -> list[str]:
    _ = translator(lang)
    return [
        _("Threshold “{label}”: unverified; do not say that it is met or not met.").format(
            label=in_language(row, "label", lang)
        )
        for row in judged
        if row["confidence"] == "unverified"
    ]


def source_line(figure: Row, lang: str, area: str = "") -> str:
    """The source of one figure: publisher, title, day of publication and address.

    ``area`` names whose figure it is, where a text cites several.
    """
    _ = translator(lang)
    parts = [figure["publisher"], f"“{figure['title']}”" if figure["title"] else None,
             published(figure, lang), figure["url"]]  # fmt: skip
    told = ", ".join(str(part) for part in parts if part)
    if area:
        return _("Source for {area}: {source}.").format(area=area, source=told)
    return _("Source: {source}.").format(source=told)
