"""The first screen of an area: headline figures, where it lies, with whom it can be compared."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from indicators.maps.map_layer import layer_of_file
from indicators.open_data.plain_pages.page_shell import text
from indicators.pictures.look import Look
from indicators.pictures.neighbourhood import as_address, in_words, neighbourhood
from indicators.views.commune.figures import ShownArea, ShownFigure, group_name
from indicators.views.commune.gaps import gaps_html
from indicators.views.commune.markup import headline_html, links_html, table_html
from indicators.views.commune.spine_line import KINDS, Kind
from indicators.views.commune.style import style_html
from indicators.views.companion_words import suggestions
from indicators.web.navigation import COMPARISON, TREND
from pages.parts import address, cached
from pages.parts.commune.quotes import quotes
from pages.parts.frame import Context
from pages.parts.leaving.report_error import report_link_address

Area = dict[str, Any]

MAP_PIXELS = 340


def group_names(context: Context, area: Area) -> dict[Kind, str]:
    """The groups whose medians an area can stand beside, as legends name them."""
    commune = area["level"] == "commune"
    kinds = KINDS if commune else [kind for kind in KINDS if kind in ("nation", "threshold")]
    return {kind: group_name(kind, area, context.lang) for kind in kinds}


def headline_figures(context: Context, area: Area, shown: tuple[ShownFigure, ...]) -> None:
    """The headline figures on their lines; nothing where none is known."""
    drawn = headline_html(shown, group_names(context, area), context.lang)
    if drawn:
        st.html(drawn)


def sentences(context: Context, known: ShownArea) -> None:
    """The first sentences to quote."""
    names = {one.key: one.name for one in known.figures}
    told = [(names[key], safe) for key, safe in known.quoted.items()]
    quotes(context, told, key="first_quotes", heading=context.text("What can be said"))


def figure_table(context: Context, area: Area, shown: tuple[ShownFigure, ...]) -> None:
    """All figures in one table."""

    def trend(indicator_id: str) -> str:
        asked = address.link(indicator=indicator_id, area=area["area_code"])
        return f"{TREND.path}?{urlencode(asked, doseq=True)}"

    def report(figure: Mapping[str, Any]) -> str:
        return report_link_address(context, figure)

    st.html(table_html(shown, group_names(context, area), context.lang, report=report,
                       trend=trend))  # fmt: skip


def gaps(context: Context, known: ShownArea) -> None:
    """What is not known, by reason; nothing where everything is."""
    told = gaps_html(known.unknown, context.lang)
    if told:
        st.html(told)


def style(context: Context) -> None:
    """The style sheet of the page's own parts."""
    st.html(style_html(context.dark))


def surroundings(context: Context, area: Area) -> None:
    """A small map with the neighbours by name, and the communes to compare with."""
    if area["level"] != "commune":
        return
    near = cached.bordering(area["area_code"])
    best = cached.best_companions(area["area_code"])
    parts = [_map(context, area, near), _neighbours(context, near), _comparable(context, best)]
    st.html(f'<section class="tx tx-near">{"".join(parts)}</section>')
    if len(best):
        st.page_link(
            COMPARISON.file,
            label=context.text("Compare with these"),
            icon=":material/compare_arrows:",
            query_params=address.link(area=[area["area_code"], *best["area_code"].tolist()]),
        )


def _map(context: Context, area: Area, near: tuple[str, ...]) -> str:
    look = Look(MAP_PIXELS, context.lang, context.dark)
    layer = layer_of_file(cached.asked_database())
    drawn = neighbourhood(layer, area["area_code"], near, look)
    if drawn is None:
        return f"<p>{text(context.text('No centre point is known, so there is no map.'))}</p>"
    areas = layer.communes.areas.set_index("area_code", drop=False)
    words = in_words(areas.loc[[area["area_code"]]],
                     areas[areas["area_code"].isin(near)], context.lang)  # fmt: skip
    return f'<img src="{as_address(drawn)}" alt="{text(words)}" width="{MAP_PIXELS}">'


def _neighbours(context: Context, near: tuple[str, ...]) -> str:
    if not near:
        return ""
    found = cached.areas(list(near)).to_dict("records")
    links = links_html((page_address(one["area_code"]), one["name"]) for one in found)
    return f"<p>{text(context.text('Borders on'))}: {links}.</p>"


def _comparable(context: Context, best: pd.DataFrame) -> str:
    """The communes that can be compared with this one, by what, and how unlike it they are."""
    _ = context.text
    heading = f"<h2>{text(_('Communes to compare with'))}</h2>"
    if best.empty:
        return heading + f"<p>{text(_('No commune shares a figure that can be compared yet.'))}</p>"
    told = suggestions(best, cached.named("indicators"), context.lang, chosen=1)
    items = (
        f"<li>{links_html([(page_address(one.area_code), one.label)])}: "
        f"{text(' · '.join(part for part in (one.shared, one.where) if part))}</li>"
        for one in told
    )
    return f"{heading}<ol>{''.join(items)}</ol>"


def page_address(area_code: str) -> str:
    """The address of this page about another area, from the page itself."""
    return "?" + urlencode(address.link(area=area_code), doseq=True)
