"""The communes most like one commune: by which variables, how like, and its place among them."""

from typing import Any

import pandas as pd
import streamlit as st

from indicators.judgement import MINIMUM_REPORTED
from indicators.language import formats
from indicators.language.area_words import area_label
from indicators.web.navigation import COMPARISON
from indicators.yardsticks.likeness import Unlikeness, unlikeness
from indicators.yardsticks.peer_weights import DEFAULT_WEIGHTS, HEAVIEST, VARIABLES
from indicators.yardsticks.peers import reasons, version
from pages.parts import address, cached
from pages.parts.frame import Context
from pages.parts.plain import plain


def peers_section(context: Context, area: dict[str, Any]) -> None:
    """A section of a commune's page; nothing for provinces and the nation."""
    if area["level"] != "commune":
        return
    _ = context.text
    st.header(_("Similar communes"), anchor=False)
    st.markdown(_("The ten communes most like this one, by type, region, size and the other "
                  "variables below. Alike does not mean that one has to reach the same figures.")
                )  # fmt: skip
    weights = chosen_weights(context)
    if not any(weights.values()):
        st.info(_("Give at least one variable a weight above 0."), icon=":material/info:")
        return
    prefer_figures = st.toggle(
        _("Prefer those that have figures to compare"), value=True, key="peers_with_figures",
        help=_("Communes without a figure of an indicator that this one has a figure of are put "
               "back by ten points of match. Off: by likeness alone."),
    )  # fmt: skip
    found = cached.peers(area["area_code"], weights=weights, prefer_figures=prefer_figures)
    if found.empty:
        st.info(_("Nothing is known of this commune by which it could be compared."),
                icon=":material/info:")  # fmt: skip
        return
    st.table(peers_frame(context, found), border="horizontal", hide_index=True)
    _notes(context)
    _compare_link(context, area)
    _places(context, area, found["area_code"].tolist())


def chosen_weights(context: Context) -> dict[str, float]:
    """The weights in an expander: each variable with the weight that the reader gives it."""
    _ = context.text
    names = variable_names(context)
    with st.expander(_("Variables and weights")):
        st.caption(_("0 leaves a variable out. Sizes are compared as ratios, ten times as large "
                     "counts as entirely different; distance counts up to 500 km, the number of "
                     "former communes up to 5."))  # fmt: skip
        with st.grid(4, min_column_width=190):
            return {
                variable: st.number_input(
                    names[variable], 0.0, HEAVIEST, DEFAULT_WEIGHTS[variable], 0.5,
                    key=f"peer_weight_{variable}",
                )
                for variable in VARIABLES
            }  # fmt: skip


def variable_names(context: Context) -> dict[str, str]:
    """The variables in words."""
    _ = context.text
    return {
        "type": _("type of area"),
        "region": _("region"),
        "area_km2": _("area in km²"),
        "distance": _("distance between centres"),
        "former_units": _("number of former communes"),
        "population": _("population"),
        "density": _("population density"),
        "urban_share": _("urban share of 2019"),
        "wage_region": _("region of the minimum wage"),
    }


def peers_frame(context: Context, found: pd.DataFrame) -> pd.DataFrame:
    """The peers as a table in words, nearest first: three columns, so that a telephone has room."""
    _ = context.text
    kilometres = variable_names(context)["distance"]
    unlike = unlikeness(found["distance"].tolist())
    rows = [
        {
            _("Area"): f"{row['place']}\\. **{plain(area_label(row, context.lang))}**  \n"
            f":small[:gray[{plain(_why(context, row))}]]",
            _("Difference (0-100)"): _difference(context, one),
            kilometres[:1].upper() + kilometres[1:]: _km(context, row["km"]),
        }
        for row, one in zip(found.to_dict("records"), unlike, strict=True)
    ]
    return pd.DataFrame(rows)


def _difference(context: Context, one: Unlikeness) -> str:
    """The points with as many decimals as tell the list apart, and how many times the nearest."""
    points = formats.number(one.points, one.decimals, context.lang)
    if one.times is None or one.times <= 1:
        return points
    times = context.text("{times} times the most similar").format(
        times=formats.number(one.times, 2, context.lang)
    )
    return f"{points}  \n:small[:gray[{times}]]"


def _km(context: Context, km: float) -> str:
    if pd.isna(km):
        return context.text("not known")
    return formats.with_unit(km, 0, "km", context.lang)


def _why(context: Context, row: dict[str, Any]) -> str:
    """What is the same and what sets the two apart, and on how many variables that rests."""
    _ = context.text
    names = variable_names(context)
    apart, alike = reasons(row)
    told = []
    if alike:
        told.append(_("same {names}").format(names=", ".join(names[one] for one in alike)))
    if apart:
        parts = ", ".join(
            f"{names[one]} {formats.number(row[f'{one}_share'], 1, context.lang)}" for one in apart
        )
        told.append(_("differs by {parts}").format(parts=parts))
    if row["variables_used"] < row["variables_asked"]:
        told.append(_("on {used} of {asked} variables").format(
            used=int(row["variables_used"]), asked=int(row["variables_asked"])))  # fmt: skip
    return "; ".join(told)


def _notes(context: Context) -> None:
    _ = context.text
    told = _("Difference = the sum of what each variable adds (as “2.1”): 0 is alike, 100 is "
             "different in everything; it has as many decimals as tell the ten apart. A pair is "
             "compared on the variables that both have; over fewer of them it says less. Version "
             "{version}, also as peers.csv in the open-data bundle (default weights).")  # fmt: skip
    st.caption(told.format(version=version(context.store)))


def _compare_link(context: Context, area: dict[str, Any]) -> None:
    """To a comparison that has figures; without any in common, to the page that suggests some."""
    codes = cached.best_companions(area["area_code"])["area_code"].tolist()
    label = context.plural(
        "Compare with the most similar one that has the same figures",
        "Compare with the {count} most similar ones that have the same figures",
        len(codes),
    ).format(count=len(codes))
    st.page_link(
        COMPARISON.file,
        label=label if codes else context.text("Compare with others"),
        icon=":material/compare_arrows:",
        query_params=address.link(area=[area["area_code"], *codes]),
    )


def _places(context: Context, area: dict[str, Any], codes: list[str]) -> None:
    """The place among the peers beside those in province and nation."""
    _ = context.text
    found = cached.rank_among_peers(area["area_code"], codes)
    if found.empty:
        return
    ranked = found[found["rank"].notna()]
    if ranked.empty:
        st.caption(_("Too few of these communes have figures for a place among them: it takes "
                     "{count} with a figure of the same indicator, period and basis.").format(
                         count=MINIMUM_REPORTED))  # fmt: skip
        return
    rows = [_place_row(context, row) for row in ranked.to_dict("records")]
    st.markdown(f"**{_('Place among similar communes')}**")
    st.table(pd.DataFrame(rows), border="horizontal", hide_index=True)


def _place_row(context: Context, row: dict[str, Any]) -> dict[str, str]:
    _ = context.text
    return {
        _("Indicator"): plain(context.named(row)),
        _("Value"): plain(context.figure(row)),
        _("Among similar communes"): place_words(context, row, ""),
        _("In the province"): place_words(context, row, "province_"),
        _("Whole country"): place_words(context, row, "nation_"),
    }


def place_words(context: Context, row: dict[str, Any], prefix: str) -> str:
    """For example "3 (2–4) trên 7"; or with how few figures there is no place."""
    _ = context.text
    reported = formats.number(row[f"{prefix}reported"], 0, context.lang)
    if pd.isna(row[f"{prefix}rank"]):
        return _("no place among {reported}").format(reported=reported)
    place = formats.rank_interval(
        row[f"{prefix}rank"], row[f"{prefix}rank_low"], row[f"{prefix}rank_high"], context.lang
    )
    return _("{place} of {reported}").format(place=place, reported=reported)
