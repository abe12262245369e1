"""The rug of the chosen areas, which a comparison begins with; on a telephone as cards."""

import pandas as pd
import streamlit as st

from indicators.questions.comparison import rug_order
from indicators.views.comparison_cards import cards_html, only_wide
from indicators.web.navigation import COMMUNE
from pages.parts import cached
from pages.parts.address import href
from pages.parts.chosen_areas import Area
from pages.parts.frame import Context, area_label
from pages.parts.rug.rug_table import rug_table

WIDE = "compared_rug_wide"


def compared_rug(
    context: Context, areas: list[Area], compared: pd.DataFrame, year: str | None
) -> None:
    """Areas × the indicators that two of them or more have a figure for, judged ones first.

    ``compared`` is ``profile.compare`` of the areas: one row per indicator and area.
    """
    _ = context.text
    ids = rug_order(compared)
    if not ids:
        st.info(_("No two of these areas have a figure of the same indicator. Add one of those "
                  "suggested above, which has."), icon=":material/info:")  # fmt: skip
        return
    codes = [area["area_code"] for area in areas]
    drawn = cached.rug(codes, ids, lang=context.lang, year=year)
    names = ", ".join(area_label(area, context.lang) for area in areas)

    def area_page(code: str) -> str:
        return href(COMMUNE, area=code)

    with st.container(key=WIDE):
        rug_table(context, drawn, caption=_("Figures of {areas} side by side").format(areas=names))
    st.html(only_wide(WIDE) + cards_html(drawn, link=area_page, dark=context.dark))
