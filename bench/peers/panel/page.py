"""The ranking in Panel: a select, bars drawn by Bokeh, a Tabulator with all rows.

Run by ``panel serve page.py --args DATA``; DATA holds ``rankings.parquet``.
"""

import sys
from pathlib import Path

import pandas as pd
import panel as pn
from bokeh.models import ColumnDataSource
from bokeh.plotting import figure

SHOWN = ["rank", "name", "area_type", "province", "value"]

pn.extension("tabulator")


@pn.cache
def rankings() -> dict[str, pd.DataFrame]:
    """The ranking of each indicator by its name, read once for all sessions."""
    rows = pd.read_parquet(Path(sys.argv[1]) / "rankings.parquet")
    return dict(list(rows.groupby("indicator", sort=False, observed=True)))


names = list(rankings())
first = rankings()[names[0]]
bars = ColumnDataSource(first[["position", "name", "value"]])
chart = figure(
    height=400, sizing_mode="stretch_width", tools="hover,xwheel_zoom,reset",
    tooltips=[("name", "@name"), ("value", "@value")],
)  # fmt: skip
chart.vbar(x="position", top="value", width=0.9, source=bars)
table = pn.widgets.Tabulator(
    first[SHOWN], show_index=False, disabled=True, height=500, sizing_mode="stretch_width"
)
indicator = pn.widgets.Select(name="indicator", options=names)
title = pn.pane.Markdown(f"# {names[0]}")


def answer(chosen: str) -> None:
    """Put the chosen indicator's rows into chart and table."""
    rows = rankings()[chosen]
    title.object = f"# {chosen}"
    bars.data = ColumnDataSource.from_df(rows[["position", "name", "value"]])
    table.value = rows[SHOWN]


indicator.param.watch(lambda event: answer(event.new), "value")
pn.Column(indicator, title, chart, table, sizing_mode="stretch_width").servable()
