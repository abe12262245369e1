"""A paragraph about one indicator of several areas that its data bear, with its limits."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pandas as pd

from indicators.errors import UnknownNameError
from indicators.language import formats
from indicators.language.area_words import area_label, missing_reason
from indicators.language.record_texts import in_language
from indicators.language.texts import translator
from indicators.over_time.changes import interval
from indicators.questions.evidence import Figure, figures
from indicators.questions.profile import area_observations, compare
from indicators.release.citation import release_citation
from indicators.release.store import Store
from indicators.yardsticks.caution_words import figure_cautions, no_direction
from indicators.yardsticks.safe_sentence import SafeParagraph, basis_name, source_line, value_words

Row = Mapping[str, Any]


def comparable_indicators(compared: pd.DataFrame) -> list[str]:
    """The indicators of which at least two areas have a figure, headline first.

    ``compared`` is ``profile.compare``: one row per indicator and area.
    """
    counts = compared.groupby("indicator_id")["value"].transform("count")
    rows = compared[counts > 1].sort_values(
        ["headline", "position"], ascending=[False, True], kind="stable"
    )
    return rows["indicator_id"].drop_duplicates().tolist()


def compared_rows(
    store: Store, area_codes: list[str], indicator_id: str, *, year: str | None = None
) -> pd.DataFrame:
    """The rows of ``profile.compare`` about one indicator: one row per area.

    Raises ``UnknownNameError`` for an indicator that fewer than two of the areas have a figure
    of, and as ``profile.compare`` does.
    """
    compared = compare(store, area_codes, year=year)
    known = comparable_indicators(compared)
    if indicator_id not in known:
        raise UnknownNameError("indicator", indicator_id, known)
    return compared[compared["indicator_id"] == indicator_id]


def comparison_paragraph(
    store: Store, area_codes: list[str], indicator_id: str, lang: str, *, year: str | None = None
) -> SafeParagraph:
    """The safe paragraph about one indicator of two to eight areas.

    Raises as ``compared_rows`` does.
    """
    rows = figures(compared_rows(store, area_codes, indicator_id, year=year))
    sources = _with_sources(store, [row for row in rows if row["value"] is not None])
    sources.sort(key=lambda row: -row["value"])
    missing = [row for row in rows if row["value"] is None]
    cited = [source_line(row, lang, area_label(row, lang)) for row in sources]
    basis = basis_name(store, sources[0], lang)
    return SafeParagraph(
        said=(listing(sources, basis, lang), *_told_apart(sources, lang)),
        not_allowed=(*_cautions(sources, lang), *_missing(missing, lang)),
        citation=(*cited, release_citation(store.release, lang)),
        lang=lang,
    )


def _with_sources(store: Store, rows: list[Figure]) -> list[Figure]:
    """Each row with what its own figure's record says: source, counts, note, kind of period."""
    joined = []
    for row in rows:
        own = figures(area_observations(store, row["area_code"]))
        found = next(one for one in own if one["observation_id"] == row["observation_id"])
        joined.append(found | row)
    return joined


def listing(rows: list[Figure], basis: str, lang: str) -> str:
    """The values from high to low, with the period and basis they share."""
    _ = translator(lang)
    first = rows[0]
    name = in_language(first, "name", lang) + (f" – {basis}" if basis else "")
    own_periods = len({(row["period_start"], row["period_end"]) for row in rows}) > 1
    told = [
        f"{area_label(row, lang)} {value_words(row, lang)}"
        + (f" ({_own_period(row, lang)})" if own_periods else "")
        for row in rows
    ]
    return _("{indicator}, {period}, from high to low: {values}.").format(
        indicator=name,
        period=formats.period_set(first["period_set"], lang),
        values="; ".join(told),
    )


def _own_period(row: Row, lang: str) -> str:
    return formats.period(row["period_start"], row["period_end"], lang)


def _told_apart(rows: list[Figure], lang: str) -> list[str]:
    """Who is surely above whom, and which areas cannot be told apart."""
    _ = translator(lang)
    if _not_alike(rows):
        return []
    intervals = [interval(row) for row in rows]
    labels = [area_label(row, lang) for row in rows]
    together = [
        (one, other)
        for one, other in combinations(range(len(rows)), 2)
        if not intervals[other].surely_below(intervals[one])
    ]
    told = []
    if not any(0 in pair for pair in together):
        told.append(_("The figure of {area} is surely the highest of these.").format(
            area=labels[0]))  # fmt: skip
    last = len(rows) - 1
    if last > 1 and not any(last in pair for pair in together):
        told.append(_("The figure of {area} is surely the lowest of these.").format(
            area=labels[last]))  # fmt: skip
    if together:
        pairs = "; ".join(
            _("{one} and {other}").format(one=labels[one], other=labels[other])
            for one, other in together
        )
        told.append(_("Cannot be told apart, for their intervals overlap: {pairs}.").format(
            pairs=pairs))  # fmt: skip
    return told


def _not_alike(rows: list[Figure]) -> bool:
    """Whether the figures are of different periods or bases, so that none is surely higher."""
    return _of_different_lengths(rows) or _of_different_sets(rows)


def _of_different_sets(rows: list[Figure]) -> bool:
    """Whether a level of areas is shown in another set of periods, or on another basis."""
    return len({(row["period_set"], row["basis"]) for row in rows}) > 1


def _of_different_lengths(rows: list[Figure]) -> bool:
    """Whether the figures cover different parts of a year."""
    return len({(row["period_start"], row["period_end"]) for row in rows}) > 1 and any(
        row["set_kind"] == "part" for row in rows
    )


def _cautions(rows: list[Figure], lang: str) -> list[str]:
    """The cautions of each figure; one that holds for all is said once without names."""
    _ = translator(lang)
    told = []
    if _of_different_lengths(rows):
        told.append(_("The figures cover different parts of the year: do not say which is higher."))
    elif _of_different_sets(rows):
        told.append(_("The figures are of different periods or bases: do not say which is higher."))
    holders: dict[str, list[str]] = {}
    for row in rows:
        for caution in figure_cautions(row, lang):
            holders.setdefault(caution, []).append(area_label(row, lang))
    for caution, names in holders.items():
        common = len(names) == len(rows)
        told.append(caution if common else f"{', '.join(names)}: {caution}")
    if not no_direction(rows[0], lang):
        told.append(_("A difference is not yet a cause: do not say why one is ahead."))
    return told


def _missing(rows: list[Figure], lang: str) -> list[str]:
    """The areas without a figure: missing is neither 0 nor bad."""
    if not rows:
        return []
    names = "; ".join(
        f"{area_label(row, lang)} ({missing_reason(row['missing_reason'], lang)})" for row in rows
    )
    return [translator(lang)("No figure to compare: {areas}. Missing is neither 0 nor bad.").format(
        areas=names)]  # fmt: skip
