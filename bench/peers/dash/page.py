"""The ranking in Dash: a dropdown, a Plotly bar chart, an AG Grid with all rows.

Run by ``python page.py DATA PORT``; DATA holds ``rankings.parquet``.
"""

import sys
from pathlib import Path
from typing import Any

import dash_ag_grid as dag
import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, callback, dcc, html

SHOWN = ["rank", "name", "area_type", "province", "value"]

rankings = pd.read_parquet(Path(sys.argv[1]) / "rankings.parquet")
by_indicator = dict(list(rankings.groupby("indicator", sort=False, observed=True)))
names = list(by_indicator)

app = Dash(__name__, serve_locally=True)
app.layout = html.Main(
    [
        dcc.Dropdown(names, names[0], id="indicator", clearable=False),
        html.H1(id="title"),
        dcc.Graph(id="chart"),
        dag.AgGrid(
            id="table",
            columnDefs=[{"field": name} for name in SHOWN],
            columnSize="responsiveSizeToFit",
        ),
    ]
)


@callback(
    Output("title", "children"),
    Output("chart", "figure"),
    Output("table", "rowData"),
    Input("indicator", "value"),
)
def answer(indicator: str) -> tuple[str, Any, list[dict[Any, Any]]]:
    """Title, chart and rows of the chosen indicator."""
    rows = by_indicator[indicator]
    figure = px.bar(rows, x="position", y="value", hover_name="name")
    figure.update_traces(marker_line_width=0)  # borders alone would cover bars this thin
    return indicator, figure, rows[SHOWN].to_dict("records")


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=sys.argv[2], debug=False)
