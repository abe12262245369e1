"""The releases: the one that is shown, those that are kept, their files, what changed between."""

from typing import Any

import pandas as pd
import streamlit as st

from indicators.language import formats
from indicators.open_data.answers.operations import ROOT
from indicators.questions.release_changes import KINDS
from indicators.questions.release_feed import RELEASES_FEED_PATH
from indicators.questions.releases import releases_table
from indicators.settings import releases
from pages.parts import address
from pages.parts.frame import Context
from pages.parts.plain import plain

# The API lists all of them.
MOST_SHOWN = 12


def show(context: Context) -> None:
    """One line a release, the latest first."""
    _ = context.text
    st.header(_("Releases"))
    st.markdown(_("A release that is kept never changes: cite it by its id, or pin it in an "
                  "address of this site or of the API with `release=`."))  # fmt: skip
    rows = releases_table(context.store, releases()).head(MOST_SHOWN).to_dict("records")
    st.markdown("\n".join(f"- {_line(context, row)}" for row in rows))
    site = address.site()
    st.markdown(f"[{_('All releases (JSON)')}]({site}{ROOT}/releases) · "
                f"[{_('News of releases (Atom)')}]({site}{RELEASES_FEED_PATH})")  # fmt: skip


def _line(context: Context, row: dict[str, Any]) -> str:
    _ = context.text
    code = plain(row["release_id"])
    day = formats.day(pd.Timestamp(row["day"]), context.lang) if row["day"] else "–"
    count = formats.number(row["observations"], 0, context.lang)
    parts = [f"`{code}`", day, _("{count} figures").format(count=count)]
    if row["is_latest"]:
        parts.append(_("the latest"))
    folder = code if row["is_kept"] else "latest"
    parts.append(f"[{_('files')}]({address.site()}/data/{folder}/datapackage.json)")
    if pd.notna(row["figures_new"]):
        told = _("{new} new, {gone} gone, {changed} changed").format(
            new=formats.number(row["figures_new"], 0, context.lang),
            gone=formats.number(row["figures_gone"], 0, context.lang),
            changed=formats.number(row["figures_changed"], 0, context.lang))  # fmt: skip
        asked = f"since={plain(row['previous'])}&release={code}&format=csv"
        parts.append(f"[{told}]({address.site()}{ROOT}/release_changes?{asked})")
    parts += _records(context, row)
    return " · ".join(parts)


def _records(context: Context, row: dict[str, Any]) -> list[str]:
    """What changed in sources and indicators, where it is known and anything did."""
    _ = context.text
    texts = {
        "sources": _("sources: {new} new, {gone} gone, {changed} changed"),
        "indicators": _("indicators: {new} new, {gone} gone, {changed} changed"),
    }
    told = []
    for what, text in texts.items():
        counts = {kind: row[f"{what}_{kind}"] for kind in KINDS}
        if not any(pd.isna(count) for count in counts.values()) and any(counts.values()):
            shown = {kind: formats.number(count, 0, context.lang)
                     for kind, count in counts.items()}  # fmt: skip
            told.append(text.format(**shown))
    return told
