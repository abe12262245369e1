"""The former communes of a commune with their figures, and what can be restated on it."""

from typing import Any

import pandas as pd
import streamlit as st

from indicators.language import formats, trend_words
from pages.parts import cached
from pages.parts.frame import Context
from pages.parts.plain import linked, plain


def former_figures(context: Context, area_code: str) -> None:
    """A section for the page of a commune; nothing for an area that has no former communes."""
    _ = context.text
    units = cached.former_figures(area_code)
    if units.empty:
        return
    st.header(_("Former communes and their figures"), anchor=False)
    known = units[units["indicator_id"].notna()]
    without = units.loc[units["indicator_id"].isna(), "old_name"].drop_duplicates()
    if known.empty:
        st.markdown(_("Made of {units}. No figure of theirs has been entered yet.").format(
            units=", ".join(_unit_names(context, units))))  # fmt: skip
        return
    st.caption(_("Figures from before the reform, on the boundaries of then. They are never joined "
                 "with figures of today."))  # fmt: skip
    st.table(_figures(context, known))
    if len(without):
        st.markdown(_("No figure yet for: {units}.").format(units=plain(", ".join(without))))
    restated_figures(context, area_code)


def restated_figures(
    context: Context, area_code: str, indicator_id: str | None = None, *, area_label: str = ""
) -> None:
    """What the former figures give on today's boundaries, or why they give nothing.

    ``area_label`` names the area where the page is about several.
    """
    _ = context.text
    cells = cached.restated([area_code])
    if indicator_id:
        cells = cells[cells["indicator_id"] == indicator_id]
    if cells.empty:
        return
    heading = _("Figures of former communes on today’s boundaries")
    st.markdown(f"**{heading}**" + (f": {plain(area_label)}" if area_label else ""))
    catalogue = cached.named("indicators").set_index("indicator_id")
    rows = [
        _restated(context, cell, catalogue.loc[cell["indicator_id"]])
        for cell in cells.to_dict("records")
    ]
    table = pd.DataFrame(rows)
    if indicator_id:  # the page says which one: its name in every row would take a phone's room
        table = table.drop(columns=_("Indicator"))
    st.table(table.set_index(table.columns[0]))


def _unit_names(context: Context, units: pd.DataFrame) -> list[str]:
    distinct = units.drop_duplicates("old_code").to_dict("records")
    part = context.text("a part")
    return [
        f"{plain(unit['old_name'])} ({part})" if unit["part"] == "divided" else plain(
            unit["old_name"])
        for unit in distinct
    ]  # fmt: skip


def _figures(context: Context, known: pd.DataFrame) -> pd.DataFrame:
    _ = context.text
    rows = [
        {
            _("Former commune"): _unit_names(context, pd.DataFrame([row]))[0],
            _("Indicator"): plain(context.named(row)),
            _("Period"): plain(formats.period(row["period_start"], row["period_end"],
                                              context.lang)),
            _("Value"): plain(context.figure(row)),
            _("Source"): linked(str(row["publisher"] or row["source_id"]), row["url"]),
        }
        for row in known.to_dict("records")
    ]  # fmt: skip
    return pd.DataFrame(rows).set_index(_("Former commune"))


def _restated(context: Context, cell: dict[str, Any], indicator: Any) -> dict[str, str]:
    _ = context.text
    if cell["obstacle"]:
        value, how = "–", trend_words.obstacle_words(cell, context.lang)
    else:
        value = formats.qualified(cell["value"], cell["qualifier"], int(indicator["decimals"]),
                                  context.lang, context.named(indicator, "unit"))  # fmt: skip
        value = _("{value} (estimate)").format(value=value) if cell["status"] == "E" else value
        how = trend_words.method_words(cell["method"], context.lang)
    return {
        _("Indicator"): plain(context.named(indicator)),
        _("Period"): plain(formats.period(cell["period_start"], cell["period_end"], context.lang)),
        _("Value"): plain(value),
        _("How"): plain(how),
        _("Parts found"): plain(trend_words.parts_words(cell, context.lang)),
    }
