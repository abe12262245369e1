"""What goes with a download: how to cite it, and how to open it."""

import streamlit as st

from indicators.release.citation import release_citation
from pages.parts.frame import Context


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
              "a machine with decimal commas reads the numbers right. Names come first, headings "
              "are repeated on every printed page, and other sheets hold the notes and the areas "
              "without a figure."),
            _("**CSV for Excel (Việt Nam)** opens right by a double click where Windows is set "
              "to Vietnamese: semicolons between cells, decimal commas, codes as text. In "
              "LibreOffice: character set UTF-8, separator semicolon, language Vietnamese."),
            _("**CSV in Excel**: Data → From Text/CSV, file origin UTF-8, delimiter comma, "
              "Transform Data; then for the columns of numbers Change Type → Using Locale → "
              "English (United States), for the code columns Text. A double click on a machine "
              "set to Vietnamese puts each line into one cell, and an import without the locale "
              "reads 0.624 as 624."),
            _("**CSV in LibreOffice**: character set UTF-8, separator comma, language English "
              "(for the decimal point), and the columns area_code and province_code as Text."),
            _("**Parquet** keeps every text as it was written. In CSV and XLSX a text that begins "
              "like a formula (=, +, -, @) has an apostrophe before it."),
            _("An empty cell means missing. It never means 0."),
        )))  # fmt: skip
