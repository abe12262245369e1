"""The table indicator × area in words; a missing figure is told by its reason."""

from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from indicators.language.area_words import missing_reason, name_with_province
from indicators.questions.comparison import not_comparable, side_by_side, undecided
from indicators.questions.evidence import Figure, figures
from indicators.views import words
from pages.parts import cached
from pages.parts.chosen_areas import Area
from pages.parts.figure_words import basis_words, period_words, print_beside, value_words
from pages.parts.frame import Context
from pages.parts.plain import plain

# What 390 pixels hold side by side.
MOST_ON_A_TELEPHONE = 3
BEST = ":material/star:"


def comparison_tables(context: Context, areas: list[Area], compared: pd.DataFrame) -> None:
    """First what several areas have a figure for, then, folded, what only one of them has."""
    counted = counts(areas)
    several = side_by_side(compared)
    if len(areas) > MOST_ON_A_TELEPHONE:
        st.caption(context.text("On a narrow screen this table is moved sideways."))
    if several.any():
        _table(context, areas, compared[several], counted)
    alone = compared[~several & compared["value"].notna()]
    if len(alone):
        with st.expander(_alone_label(context, alone), expanded=not several.any()):
            _table_of_single_figures(context, areas, alone, counted)


def _alone_label(context: Context, alone: pd.DataFrame) -> str:
    count = len(alone)
    return context.plural(
        "{count} indicator that only one of the areas has a figure for",
        "{count} indicators that only one of the areas has a figure for",
        count,
    ).format(count=count)


def _table(
    context: Context, areas: list[Area], compared: pd.DataFrame, counted: dict[Any, Figure]
) -> None:
    """One row per indicator, one column per area."""
    rows = [row | counted.get(row["observation_id"], {}) for row in figures(compared)]
    lines = [
        _line(context, areas, list(of_indicator))
        for _id, of_indicator in groupby(rows, key=lambda row: row["indicator_id"])
    ]
    st.table(pd.DataFrame(lines), border="horizontal", hide_index=True)


def _table_of_single_figures(
    context: Context, areas: list[Area], alone: pd.DataFrame, counted: dict[Any, Figure]
) -> None:
    """One row per indicator with the one area that has a figure; the others have none."""
    names = {area["area_code"]: column_name(area) for area in areas}
    rows = [row | counted.get(row["observation_id"], {}) for row in figures(alone)]
    lines = [
        {
            context.text("Indicator"): _name(context, [row]),
            context.text("Area"): names[row["area_code"]],
            context.text("Value"): _cell(context, row, {}),
        }
        for row in rows
    ]
    st.table(pd.DataFrame(lines), border="horizontal", hide_index=True)


def best_sentence(context: Context, compared: pd.DataFrame) -> str:
    """What the star means, and where it is withheld because intervals overlap."""
    _, ngettext = context.text, context.plural
    told = _("{star} marks the best value, only where it is surely best: a printed number stands "
             "for an interval, and where intervals touch or overlap nobody is marked.")  # fmt: skip
    sentences = [told.format(star=BEST)]
    if count := len(undecided(compared)):
        more = ngettext(
            "Here {count} indicator has figures of several areas and no sure best.",
            "Here {count} indicators have figures of several areas and no sure best.",
            count,
        )
        sentences.append(more.format(count=count))
    if count := len(not_comparable(compared)):
        more = ngettext(
            "The figures of {count} indicator are of different periods or bases: nobody is marked.",
            "The figures of {count} indicators are of different periods or bases: nobody is "
            "marked.",
            count,
        )
        sentences.append(more.format(count=count))
    return " ".join(sentences)


def counts(areas: list[Area]) -> dict[Any, Figure]:
    """Numerator and denominator of each figure: 14 of 19 criteria is not 14."""
    found: dict[Any, Figure] = {}
    for area in areas:
        observations = cached.area_observations(area["area_code"])
        for counted in figures(observations[["observation_id", "numerator", "denominator"]]):
            found[counted.pop("observation_id")] = counted
    return found


def _line(context: Context, areas: list[Area], rows: list[Figure]) -> dict[str, str]:
    """One indicator: its name with what all its figures share, then a cell per area."""
    known = [row for row in rows if row["value"] is not None]
    own = {"period": len(_periods(context, known)) > 1,
           "basis": len({row["basis"] for row in known}) > 1}  # fmt: skip
    by_area = {row["area_code"]: row for row in rows}
    cells = {column_name(area): _cell(context, by_area[area["area_code"]], own) for area in areas}
    return {context.text("Indicator"): _name(context, known)} | cells


def _name(context: Context, known: list[Figure]) -> str:
    """The indicator's name with the unit, period and basis that its figures share."""
    first, periods = known[0], _periods(context, known)
    unit = "" if first["unit"] == "%" else context.named(first, "unit")
    period = periods.pop() if len(periods) == 1 else ""
    basis = basis_words(context, first) if len({row["basis"] for row in known}) == 1 else ""
    told = " · ".join(plain(part) for part in (unit, period, basis) if part)
    return f"{plain(context.named(first))}  \n:small[:gray[{told}]]"


def _periods(context: Context, known: list[Figure]) -> set[str]:
    return {period_words(context, row) for row in known}


def column_name(area: Area) -> str:
    """The name of an area above its column, with its province."""
    texts = {key: plain(area[key]) for key in ("name", "province") if isinstance(area[key], str)}
    return name_with_province({"province": None} | texts)


def _cell(context: Context, row: Figure, own: dict[str, bool]) -> str:
    """A value in words with its mark, or why there is none.

    ``own``: whether the figures of this line have a period and a basis each.
    """
    if row["value"] is None:
        return f":gray[{missing_reason(row['missing_reason'], context.lang)}]"
    value = plain(value_words(context, row, unit=row["unit"] == "%"))
    told = f"**{value}** {BEST} {context.text('best')}" if row["surely_best"] else value
    remarks = [
        print_beside(context, row),
        period_words(context, row) if own.get("period") else "",
        basis_words(context, row) if own.get("basis") else "",
        words.status_word(row["status"], context.lang),
        context.text("its own counts contradict it") if row["contradicted"] else "",
    ]
    small = " · ".join(plain(remark) for remark in remarks if remark)
    return f"{told}  \n:small[:gray[{small}]]" if small else told
