"""Two indicators: a dot per area, Spearman's coefficient with its n, and what it does not say."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from indicators.charts.association import (
    MOST_WITH_INTERVALS,
    figure_on,
    measure_of,
    scatter,
    scatter_alt,
)
from indicators.charts.style import CONFIG
from indicators.language import formats, quoted
from indicators.language.record_texts import in_language
from indicators.open_data import association_download
from indicators.open_data.table_files import form_name
from indicators.own_index.association import FEWEST_PAIRS, Association, Axis
from indicators.questions.periods import ALL_BASES
from indicators.questions.ranking import Ranking, level_of
from indicators.views import words
from indicators.web.navigation import ASSOCIATION, COMMUNE, COMPARISON, RANKING
from pages.parts import address, cached
from pages.parts.download_buttons import buttons, table_offers
from pages.parts.filters import (
    area_type_filter,
    basis_names,
    province_filter,
    set_label,
)
from pages.parts.frame import Context, area_label, page
from pages.parts.leaving.bar import leaving_bar, shown_part
from pages.parts.plain import plain

MOST_NAMED = 8


def show() -> None:
    """The whole page."""
    with page(ASSOCIATION.title) as context:
        province, type_, axes = question(context)
        if len(axes) < 2:
            st.info(context.text("There are not two indicators with figures yet."))
            return
        found = cached.associate(*axes, province=province, area_type=type_)
        heading(context, found)
        if found.pairs.empty:
            nothing_shared(context, found)
            return
        coefficient(context, found)
        named = highlights(context, found)
        picture(context, found, named)
        what_it_does_not_say(context)
        pairs_table(context, found)
        files(context, found)
        onward(context, found, named)


def question(context: Context) -> tuple[str | None, str | None, list[Axis]]:
    """Both indicators with their sets of periods, and the areas; all of it in the address."""
    first, second = st.columns(2)
    third, fourth = st.columns(2)
    with third:
        province = province_filter(context)
    with fourth:
        type_ = area_type_filter(context)
    level = level_of(type_ or None)
    names = indicator_names(context)
    if len(names) < 2:
        return None, None, []
    defaults = list(most_pairs(names))
    axes = [
        axis(context, column, key, names, default, level)
        for column, key, default in zip((first, second), ("x", "y"), defaults, strict=True)
    ]
    return province or None, type_ or None, axes


def indicator_names(context: Context) -> dict[str, str]:
    """The indicators with figures, headline ones first: names by id."""
    catalogue = cached.named("indicators")
    known = catalogue[catalogue["observations"] > 0].sort_values(
        ["headline", "position"], ascending=[False, True], kind="stable"
    )
    told = in_language(known, "name", context.lang)
    return dict(zip(known["indicator_id"], told, strict=True))


def most_pairs(names: dict[str, str]) -> tuple[str, str]:
    """The pair that the page opens with: the one that most areas have both figures of."""
    pairs = [one for one in cached.most_complete() if len(one.indicator_ids) == 2]
    first, second, *_others = pairs[0].indicator_ids if pairs else list(names)
    return first, second


def axis(
    context: Context, column: Any, key: str, names: dict[str, str], default: str, level: str
) -> Axis:
    """The indicator of one axis, and the set of periods it is taken from."""
    _ = context.text
    label = _("Across (x)") if key == "x" else _("Upwards (y)")
    with column:
        one = address.chosen_code(
            label, key, list(names), default=default,
            format_func=lambda code: names.get(code, code),
        )  # fmt: skip
        choices = cached.period_choices(one, level)
        choices = choices[choices["basis"] != ALL_BASES]
        rows = {f"{row.period_set}|{row.basis}": row for row in choices.itertuples()}
        if not rows:
            return Axis(one)
        default_set = choices[choices["is_default"] & choices["is_default_basis"]]
        start = next(default_set.itertuples(), next(iter(rows.values())))
        bases = basis_names(one, context.lang)
        code = address.chosen_code(
            _("Year or part of a year"), f"{key}_year", list(rows),
            default=f"{start.period_set}|{start.basis}",
            format_func=lambda code: set_label(context, rows[code], bases) if code in rows else "",
        )  # fmt: skip
    year, _bar, basis = code.partition("|")
    return Axis(one, year, basis or None)


def heading(context: Context, found: Association) -> None:
    """How many areas have both figures, and what each axis is: period, basis, coverage."""
    st.header(words.pairs_sentence(found, context.lang), anchor=False)
    st.caption("\n".join(f"- {axis_sentence(context, one)}" for one in (found.x, found.y)))


def axis_sentence(context: Context, ranking: Ranking) -> str:
    """Name, unit, set of periods and basis of one axis."""
    names = basis_names(ranking.indicator["indicator_id"], context.lang)
    period = formats.period_set(ranking.period.code, context.lang) if ranking.period else "–"
    parts = [context.named(ranking.indicator, "unit"), period, names.get(ranking.basis, "")]
    told = "; ".join(part for part in parts if part)
    return plain(f"{context.named(ranking.indicator)}: {told}")


def nothing_shared(context: Context, found: Association) -> None:
    """No area has both: say so, and lead to pairs that can be shown."""
    _ = context.text
    st.warning(_("No area of this choice has both figures, so there is nothing to draw. Try "
                 "another period, the whole country, or one of these pairs."))  # fmt: skip
    names = indicator_names(context)
    for one in cached.most_complete():
        if len(one.indicator_ids) == 2:
            first, second = one.indicator_ids
            count = formats.number(one.areas, 0, context.lang)
            st.button(
                plain(_("{x} and {y}: {count} areas").format(
                    x=names[first], y=names[second], count=count)),
                icon=":material/arrow_forward:", type="tertiary", key=f"pair_{first}_{second}",
                on_click=choose_pair, args=(first, second), wrap=True,
            )  # fmt: skip


def choose_pair(x: str, y: str) -> None:
    """Choose two indicators in their default sets, in the whole country.

    Not by a link: one that leads to the page it stands on does not change the browser's address.
    """
    st.session_state.update(x=x, y=y, x_year=None, y_year=None, province="", area_type="")


def coefficient(context: Context, found: Association) -> None:
    """Spearman's coefficient with its n, or why it is withheld."""
    _ = context.text
    count = formats.number(found.number, 0, context.lang)
    if found.rho is not None:
        rho = formats.number(found.rho, 2, context.lang)
        st.markdown(_("**Rank correlation (Spearman): {rho}**, n = {count} areas. 1: the two "
                      "orders are the same; −1: one is the reverse of the other; 0: neither.")
                    .format(
            rho=rho.replace("-", "−"), count=count))  # fmt: skip
        return
    st.markdown(words.association_withheld(
        str(found.withheld_because), found.number, FEWEST_PAIRS, context.lang))  # fmt: skip


def highlights(context: Context, found: Association) -> list[str]:
    """The areas that the reader wants named."""
    labels = {row["area_code"]: area_label(row, context.lang)
              for row in found.pairs.to_dict("records")}  # fmt: skip
    return address.chosen_codes(
        context.text("Name these areas in the chart"), "area", list(labels),
        format_func=lambda code: labels.get(code, code), max_selections=MOST_NAMED,
        placeholder=context.text("Type a name"),
    )  # fmt: skip


def picture(context: Context, found: Association, named: list[str]) -> None:
    """The dots."""
    _ = context.text
    x, y = (measure_of(one.indicator, context.lang) for one in (found.x, found.y))
    st.plotly_chart(
        scatter(found.pairs, x, y, highlighted=named, lang=context.lang, dark=context.dark),
        theme=None, config=CONFIG, key="association_chart",
        alt=scatter_alt(found.pairs, x, y, rho=found.rho, highlighted=named, lang=context.lang),
    )  # fmt: skip
    told = _("Each dot is an area. Dotted lines are the medians. Point at a dot to see its name, "
             "figures and periods.")  # fmt: skip
    if found.number <= MOST_WITH_INTERVALS:
        told += " " + _("The lines at a dot are the intervals that its printed figures stand for.")
    st.caption(told)
    title = _("{x} and {y}").format(x=x.name, y=y.name)
    leaving_bar(context, shown_part(context, title), key="association")


def what_it_does_not_say(context: Context) -> None:
    """The limits of any such picture."""
    _ = context.text
    st.info(_(association_download.NOT_A_CAUSE), icon=":material/info:")


def pairs_table(context: Context, found: Association) -> None:
    """Every pair in words: both values, each with its own period."""
    _ = context.text
    with st.expander(_("All pairs as a table"), icon=":material/table_rows:"):
        st.dataframe(
            in_words(context, found), hide_index=True, alt=_("All pairs as a table"),
            column_config={
                "area": st.column_config.TextColumn(_("Area"), width=140),
                "province": st.column_config.TextColumn(_("Province"), width=120),
                "x_value": st.column_config.TextColumn(context.named(found.x.indicator),
                                                       width=180, alignment="right"),
                "x_period": st.column_config.TextColumn(_("Period"), width=170),
                "y_value": st.column_config.TextColumn(context.named(found.y.indicator),
                                                       width=180, alignment="right"),
                "y_period": st.column_config.TextColumn(_("Period"), width=170),
            },
        )  # fmt: skip


def files(context: Context, found: Association) -> None:
    """The pairs as a file, with sources and the limits of any such picture."""
    parts, store = tuple(association_download.file_parts(found)), context.store
    buttons("association_file", table_offers(
        context, partial(form_name, parts, store.release),
        lambda form: association_download.association_file(store, found).content(form),
        context.text("Download these pairs (XLSX)"),
    ))  # fmt: skip


def in_words(context: Context, found: Association) -> pd.DataFrame:
    """The pairs in words: area, province, and for x and y value and period."""
    table = {"area": found.pairs["name"], "province": found.pairs["province"]}
    for key, ranking in (("x", found.x), ("y", found.y)):
        rows = [figure_on(row, key) for row in found.pairs.to_dict("records")]
        one = measure_of(ranking.indicator, context.lang)
        table[f"{key}_value"] = [
            quoted.as_ranked(row, max(one.decimals, 0), context.lang, one.unit) for row in rows
        ]
        table[f"{key}_period"] = [
            formats.period(row["period_start"], row["period_end"], context.lang) for row in rows
        ]
    return pd.DataFrame(table)


def onward(context: Context, found: Association, named: list[str]) -> None:
    """Each indicator as a ranking, and the named areas."""
    _ = context.text
    with st.container(horizontal=True):
        for ranking in (found.x, found.y):
            st.page_link(
                RANKING.file, icon=":material/leaderboard:",
                label=_("Ranking: {indicator}").format(
                    indicator=plain(context.named(ranking.indicator))),
                query_params=address.link(indicator=ranking.indicator["indicator_id"],
                                          **address.published("province", "area_type")),
            )  # fmt: skip
        if len(named) == 1:
            st.page_link(COMMUNE.file, label=_("Open the named area"),
                         icon=":material/location_city:",
                         query_params=address.link(area=named[0]))  # fmt: skip
        if len(named) > 1:
            st.page_link(COMPARISON.file, label=_("Compare the named areas"),
                         icon=":material/compare_arrows:",
                         query_params=address.link(area=named))  # fmt: skip


show()
