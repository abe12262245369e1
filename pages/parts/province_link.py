"""The way to the page of a province, drawn alike wherever it is offered."""

import streamlit as st

from indicators.web.navigation import PROVINCE
from pages.parts import address
from pages.parts.frame import Context
from pages.parts.plain import plain


def province_link(context: Context, province: str, name: str) -> None:
    """A link to the page of one province, named in full."""
    st.page_link(
        PROVINCE.file,
        label=context.text("{province}: every commune at a glance").format(province=plain(name)),
        icon=f":material/{PROVINCE.icon}:",
        query_params=address.link(province=province),
    )
