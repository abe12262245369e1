"""What was revised or withdrawn in what a page shows: old → new, day, reason; CSV and feed."""

from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from indicators.csv_for_people import EXCEL_VIETNAM
from indicators.language.record_texts import in_language
from indicators.questions.revisions import FEED_PATH, changes_csv
from pages.parts import address, cached
from pages.parts.frame import Context


def revisions(context: Context, *, areas: list[str] | None = None, indicator: str = "") -> None:
    """The revisions of these areas, or of one indicator, behind one line; nothing without any."""
    found = cached.revisions(areas or None, indicator or None)
    if found.empty:
        return
    with st.expander(_label(context, found), icon=":material/history:", type="compact"):
        revision_table(context, found)
        one_area = areas[0] if areas and len(areas) == 1 else ""
        offers(context, found, key="revisions", area=one_area, indicator=indicator)


def _label(context: Context, found: pd.DataFrame) -> str:
    """How many revisions there are, and whether figures were withdrawn by them."""
    count = len(found)
    if found["withdrawn"].any():
        label = context.plural("{count} figure was revised or withdrawn",
                               "{count} figures were revised or withdrawn", count)  # fmt: skip
    else:
        label = context.plural("{count} figure was revised", "{count} figures were revised", count)
    return label.format(count=count)


def revision_table(context: Context, found: pd.DataFrame) -> None:
    """One row per revision, latest first."""
    _ = context.text
    table = pd.DataFrame(
        {
            _("Changed on"): pd.to_datetime(found["changed_on"]).dt.date,
            _("Area"): found["area_name"],
            _("Province"): found["province"],
            _("Indicator"): in_language(found, "indicator", context.lang),
            _("Kind of change"): [_kind(row, context) for row in found.to_dict("records")],
            _("Last day"): pd.to_datetime(found["period_end"]).dt.date,
            _("Old"): found["old_value"],
            _("New"): found["new_value"],
            _("Unit"): in_language(found, "unit", context.lang),
            _("Reason"): found["reason"],
            _("Source"): found["publisher"],
        }
    )
    st.dataframe(table, hide_index=True, placeholder="–",
                 alt=_("Revisions of figures, old and new"))  # fmt: skip


def _kind(row: dict[str, Any], context: Context) -> str:
    """What a revision did to the figure."""
    _ = context.text
    if row["withdrawn"]:
        return _("withdrawn")
    return _("taken up again") if pd.isna(row["old_value"]) else _("changed")


def offers(
    context: Context, found: pd.DataFrame, *, key: str, area: str = "", indicator: str = ""
) -> None:
    """The same revisions as a file, and the feed that tells of the next ones."""
    _ = context.text
    prefix = "synthetic-" if context.store.synthetic else ""
    with st.container(horizontal=True):
        st.download_button(_("Revisions (CSV)"), lambda: changes_csv(found),
                           f"{prefix}revisions.csv", "text/csv", key=f"{key}_csv",
                           icon=":material/download:", on_click="ignore")  # fmt: skip
        st.download_button(_("Revisions (CSV for Excel, Việt Nam)"),
                           lambda: changes_csv(found, EXCEL_VIETNAM),
                           f"{prefix}revisions-excel-vn.csv", "text/csv", key=f"{key}_csv_vn",
                           icon=":material/download:", on_click="ignore")  # fmt: skip
        st.link_button(_("Revisions (Atom feed)"), feed_address(area, indicator),
                       icon=":material/rss_feed:")  # fmt: skip


def feed_address(area: str = "", indicator: str = "") -> str:
    """Where the feed of one area, one indicator or all is, on the site that the reader sees."""
    asked = {name: code for name, code in (("area", area), ("indicator", indicator)) if code}
    return f"{address.site()}{FEED_PATH}" + (f"?{urlencode(asked)}" if asked else "")
