"""One province: all its communes at a glance, what stands out, and what is not known."""

from pages.parts import address, cached
from pages.parts.frame import Context, page
from pages.parts.rug.rug_table import rug_table
import streamlit as st


def show() -> None:
    """The whole page."""
    with page() as context:
        names = cached.province_labels()
        province = address.chosen_code(context.text("Province or city"), "province", list(names), default=next(iter(names)), format_func=lambda c: names[c])
        codes = cached.named("areas_today", level="commune", province=province, area_codes=None)["area_code"].tolist()
        drawn = cached.rug(codes, cached.rug_indicators(), lang=context.lang)
        rug_table(context, drawn, caption="x")


show()
