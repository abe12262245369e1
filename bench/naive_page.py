"""The yardstick page: what one writes first, with default settings throughout.

One indicator is picked, its communes of the latest month are read and ranked, and shown as
plotly.express bars on a category axis and as a table of all rows. It asks the database as well
as one can, so that what is compared is the page. Its columns are named: a yardstick does not grow
when the table of figures does.

Run by ``streamlit run bench/naive_page.py -- RELEASE``.
"""

import sys

import duckdb
import plotly.express as px
import streamlit as st


@st.cache_resource
def connection() -> duckdb.DuckDBPyConnection:
    """The release, opened once."""
    return duckdb.connect(sys.argv[1], read_only=True)


cursor = connection().cursor()
names = cursor.sql("SELECT indicator_id, name_vi FROM indicator ORDER BY position").df()
by_name = dict(zip(names["name_vi"], names["indicator_id"], strict=True))
chosen = st.selectbox("Chỉ tiêu", list(by_name))
rows = cursor.execute(
    """
    SELECT
        area.name, area.area_type, area.province_name,
        figure.observation_id, figure.area_code, figure.indicator_id, figure.set_kind,
        figure.period_set, figure.year, figure.period_start, figure.period_end, figure.basis,
        figure.value, figure.value_low, figure.value_high, figure.high_open, figure.numerator,
        figure.denominator, figure.computed_share, figure.contradicted, figure.qualifier,
        figure.status, figure.source_id, figure.locator, figure.as_printed, figure.correction,
        figure.note, figure.recorded_on, figure.revision, figure.is_current
    FROM observation AS figure
    JOIN area ON area.area_code = figure.area_code::VARCHAR
    WHERE indicator_id = $indicator_id AND is_current
      AND period_end = (
          SELECT max(last_end) FROM period_choice WHERE indicator_id = $indicator_id
      )
    """,
    {"indicator_id": by_name[chosen]},
).df()
rows["rank"] = rows["value"].rank(method="min", ascending=False)
rows = rows.sort_values("rank")
st.title(chosen)
st.plotly_chart(px.bar(rows, x="name", y="value"))
st.dataframe(rows)
