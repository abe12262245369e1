"""The filters that ranking and downloads share; each choice is in the address."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from indicators.language import formats
from indicators.language.record_texts import in_language
from indicators.questions.periods import ALL_BASES
from indicators.questions.ranking import level_of
from indicators.views.filter_labels import AREA_TYPES
from pages.parts import address, cached
from pages.parts.frame import Context, area_type


@dataclass(frozen=True)
class Choice:
    """What a reader asks a ranking for; empty choices are ``None``, all bases is ``all``."""

    indicator_id: str
    year: str | None
    province: str | None
    area_type: str | None
    basis: str | None

    @property
    def question(self) -> dict[str, str | None]:
        """The arguments of ``ranking.rank`` beside the indicator."""
        return {
            "year": self.year,
            "province": self.province,
            "area_type": self.area_type,
            "basis": self.basis,
        }


FILTERS = ("indicator", "year", "province", "area_type", "basis")
WIDTHS = [3, 2.1, 1.6, 2, 2.1, 0.9]
# Without the basis there is room for a whole name of an indicator with its number of areas.
WIDTHS_GROUPED = [4.2, 2.4, 1.7, 1.8, 0.8]


def ranking_filters(context: Context, *, grouped: bool = False) -> Choice:
    """The filters in one row; on a telephone the style sheet makes chips of them.

    ``grouped`` is for a page that shows all bases side by side: one is chosen by the address alone.
    """
    with st.container(key="site_filters"):
        widths = WIDTHS_GROUPED if grouped else WIDTHS
        first, second, third, fourth, *rest, last = st.columns(widths, vertical_alignment="bottom")
    with third:
        province = province_filter(context)
    with fourth:
        chosen_type = area_type_filter(context)
    level = level_of(chosen_type or None)
    with first:
        indicator_id = indicator_filter(context, province=province, level=level)
    choices = cached.period_choices(indicator_id, level)
    if grouped:
        basis = _basis_of_address(choices)
    else:
        with rest[0]:
            basis = _basis(context, indicator_id, choices)
    with second:
        year = _year(context, indicator_id, level, basis, province)
    with last:
        _reset(context)
    return Choice(indicator_id, year, province or None, chosen_type or None, basis)


def _reset(context: Context) -> None:
    """A button back to the defaults, where anything else is chosen."""
    if address.published(*FILTERS):
        st.button(
            context.text("Reset"),
            key="site_reset",
            icon=":material/restart_alt:",
            type="tertiary",
            on_click=address.forget,
            args=FILTERS,
        )


def indicator_filter(context: Context, *, province: str = "", level: str = "commune") -> str:
    """The indicator: theme by theme, with the number of areas that have figures where one looks."""
    where = "" if level == "province" else province
    names = cached.grouped_indicators(province=where, level=level, lang=context.lang)
    return address.chosen_code(
        context.text("Indicator"),
        "indicator",
        list(names),
        default=cached.default_indicator(),
        format_func=lambda code: names.get(code, code),
        filter_mode="contains",
    )


def province_filter(context: Context) -> str:
    """The province, empty for the whole country."""
    _ = context.text
    names = cached.province_labels()
    return address.chosen_code(
        _("Province"),
        "province",
        ["", *names],
        default="",
        format_func=lambda code: names.get(code, _("Whole country")),
        filter_mode="contains",
    )


def set_label(context: Context, row: Any, bases: dict[str, str]) -> str:
    """Period, basis where the indicator has several, and number of areas of one set of periods."""
    count = int(row.reported)
    counted = context.plural("{count} area", "{count} areas", count).format(
        count=formats.number(count, 0, context.lang)
    )
    parts = [formats.period_set(row.period_set, context.lang), bases.get(row.basis, ""), counted]
    return " · ".join(part for part in parts if part)


def area_type_filter(context: Context) -> str:
    """The type of area, empty for all communes."""
    _ = context.text
    return address.chosen_code(
        _("Type of area"),
        "area_type",
        list(AREA_TYPES),
        default="",
        format_func=lambda code: area_type(code, context.lang) if code else _("all communes"),
    )


def _basis(context: Context, indicator_id: str, choices: pd.DataFrame) -> str | None:
    """The basis, where the indicator has several; they are never mixed silently."""
    _ = context.text
    bases = choices[choices["basis"] != ALL_BASES]
    codes = list(dict.fromkeys(bases["basis"]))
    if len(codes) < 2:
        address.publish("basis", [], whole=codes)
        return codes[0] if codes else None
    names = basis_names(indicator_id, context.lang)
    default = bases.loc[bases["is_default_basis"], "basis"].iloc[0]
    return address.chosen_code(
        _("Measured against"),
        "basis",
        [*codes, "all"],
        default=default,
        format_func=lambda code: _("all bases, marked") if code == "all" else names.get(code, code),
    )


def _basis_of_address(choices: pd.DataFrame) -> str | None:
    """The one basis that a link asks for; ``None`` for all of them, or where there is one."""
    codes = set(choices["basis"]) - {ALL_BASES}
    asked = address.asked("basis")
    chosen = asked if asked in codes and len(codes) > 1 else None
    address.note_unknown("basis", [] if asked in {*codes, "all"} else [asked])
    address.publish("basis", [chosen] if chosen else [])
    return chosen


def basis_names(indicator_id: str, lang: str) -> dict[str, str]:
    """The names of an indicator's bases by code."""
    names = cached.named("basis_names", indicator_id=indicator_id)
    return dict(zip(names["basis"], in_language(names, "name", lang), strict=True))


def _year(
    context: Context,
    indicator_id: str,
    level: str,
    basis: str | None,
    province: str,
) -> str | None:
    """The set of periods, with the number of areas there that have a figure in it."""
    options = cached.period_options(
        indicator_id=indicator_id, level=level, basis=basis, lang=context.lang, province=province
    )
    if options is None:
        address.publish("year", [])
        return None
    return address.chosen_code(
        context.text("Year or part of a year"),
        "year",
        list(options.labels),
        default=options.default,
        format_func=lambda code: options.labels.get(code, code),
    )
