"""What goes with a download: how to cite it, how to open it, how to read it in code."""

import streamlit as st

from indicators.open_data.download_tables import file_name
from indicators.release.citation import release_citation
from pages.parts.frame import Context

PYTHON_EXAMPLE = """\
import pandas as pd

figures = pd.read_csv(
    "{file}",
    dtype={{"area_code": str, "province_code": str}},
    parse_dates=["period_start", "period_end"],
)
shown = figures[figures["is_current"]]
print(shown[["rank", "rank_low", "rank_high", "area_name", "province", "value", "unit"]])
"""

R_EXAMPLE = """\
library(readr)

figures <- read_csv("{file}",
                    col_types = cols(area_code = "c", province_code = "c"))
shown <- subset(figures, is_current)
shown[, c("rank", "rank_low", "rank_high", "area_name", "province", "value", "unit")]
"""


def citation(context: Context) -> None:
    """The sentence to copy, and the sources it does not replace."""
    _ = context.text
    st.header(_("How to cite"))
    st.code(release_citation(context.store.release, context.lang), language=None, wrap_lines=True)
    st.caption(_("Each figure is a fact published by the source named in its row; name that source "
                 "too. The column `citation` has both."))  # fmt: skip


def how_to_open(context: Context) -> None:
    """Excel and LibreOffice, and what goes wrong with a CSV on a Vietnamese machine."""
    _ = context.text
    with st.expander(_("How to open the files in Excel and LibreOffice"), icon=":material/help:"):
        st.markdown("\n".join(f"- {line}" for line in (
            _("**XLSX** is the safe choice: codes such as 01 keep their zero, dates are dates, and "
              "a machine with decimal commas reads the numbers right. Its other sheets hold the "
              "notes and the areas without a figure."),
            _("**CSV in Excel**: Data → From Text/CSV, file origin UTF-8, delimiter comma, and the "
              "code columns as Text. A double click shows the accents right, but drops leading "
              "zeros, and on a machine with decimal commas puts each line into one cell."),
            _("**CSV in LibreOffice**: character set UTF-8, separator comma, language English "
              "(for the decimal point), and the columns area_code and province_code as Text."),
            _("**Parquet** keeps every text as it was written. In CSV and XLSX a text that begins "
              "like a formula (=, +, -, @) has an apostrophe before it."),
            _("An empty cell means missing. It never means 0."),
        )))  # fmt: skip


def code_examples(context: Context) -> None:
    """The same file in Python and R."""
    _ = context.text
    file = file_name(["all figures"], context.store.release, "csv")
    with st.expander(_("Read it in Python or R"), icon=":material/code:"):
        python, r = st.tabs(["Python", "R"])
        python.code(PYTHON_EXAMPLE.format(file=file), language="python")
        r.code(R_EXAMPLE.format(file=file), language="r")
