"""The three ways in: a province, a comparison, the files."""

import streamlit as st

from indicators.web.navigation import COMPARISON, DOWNLOADS, PROVINCE
from pages.parts import address, cached
from pages.parts.frame import Context


def doors(context: Context) -> None:
    """Three boxes side by side, below each other on a phone."""
    _ = context.text
    province, comparison, files = st.columns(3)
    with province.container(border=True, height="stretch", gap="small"):
        my_province(context)
    with comparison.container(border=True, height="stretch", gap="small"):
        st.page_link(COMPARISON.file, label=f"**{_('Compare communes')}**",
                     icon=":material/compare_arrows:", query_params=address.link())  # fmt: skip
        st.caption(_("Put communes side by side, with neighbours and similar ones."))
    with files.container(border=True, height="stretch", gap="small"):
        st.page_link(DOWNLOADS.file, label=f"**{_('Download')}**", icon=":material/download:",
                     query_params=address.link())  # fmt: skip
        st.caption(_("CSV, workbook, Parquet, each figure with its source and licence."))


def my_province(context: Context) -> None:
    """A choice of province that leads straight to its page."""
    _ = context.text
    names = cached.province_labels()
    chosen = st.selectbox(
        _("My province"),
        list(names),
        index=None,
        format_func=lambda code: names[code],
        placeholder=_("Choose a province or city"),
        key="overview_province",
    )
    if chosen:
        st.switch_page(PROVINCE.file, query_params=address.link(province=chosen))
