"""The map of all communes against a scatter of the same points, redrawn in Chromium.

``python -m bench.map_redraw`` measures on the shapes of the real release with values that are
drawn anew for each round and shown nowhere: what counts is the time of a change of indicator from
the figure's JSON to the next frame, and the bytes that such a change sends. Both figures take
turns in one page of one browser.
"""

import argparse
import json
import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from gzip import decompress
from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from playwright.sync_api import Page, Route
from plotly.offline import get_plotlyjs

from bench.report import Comparison, print_comparisons
from indicators.charts.map import map_figure
from indicators.charts.map_traces import MapAddresses, MapStyle
from indicators.charts.palette import class_colours
from indicators.charts.style import CONFIG, base_layout
from indicators.maps.map_areas import area_map
from indicators.maps.map_layer import MapLayer, layer_of_boundaries, layer_of_cells
from indicators.questions.ranking import Ranking
from indicators.questions.reporting import Coverage
from indicators.release.store import Store
from indicators.settings import DATA
from indicators.web.map_route import FOLDER, NO_WORLD, WORLD
from tests.browser import chromium

MOST_REDRAW = 2.0
MOST_SHAPES_BYTES = 600_000
SITE = "http://map.test"
SHAPES = {"communes": "/shapes/communes.json", "provinces": "/shapes/provinces.json"}
WIDTH, HEIGHT = 900, 700

EMPTY_PAGE = (
    f'<body><div id="map" style="width:{WIDTH}px"></div>'
    f'<div id="scatter" style="width:{WIDTH}px"></div><script src="/plotly.js"></script></body>'
)
REDRAW = """async ([id, text, config]) => {
    const start = performance.now();
    const figure = JSON.parse(text);
    await Plotly.react(document.getElementById(id), figure.data, figure.layout, config);
    await new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
    return performance.now() - start;
}"""


class RequestOutsideError(Exception):
    """The map asked for something that its own server does not have."""


def measure(release: Path, boundaries: Path | None, *, rounds: int) -> list[Comparison]:
    """Median redraws of ``rounds`` rounds after two that do not count, and what is sent."""
    layer = _layer(release, boundaries)
    milliseconds: dict[str, list[float]] = {"map": [], "scatter": []}
    sent: dict[str, int] = {}
    with _page(layer) as page:
        for number in range(-2, rounds):
            for name, figure in _figures(layer, number).items():
                text = figure.to_json()
                config = CONFIG | {"topojsonURL": f"{FOLDER}/"}
                taken = page.evaluate(REDRAW, [name, text, config])
                sent[name] = len(text.encode())
                if number >= 0:
                    milliseconds[name].append(taken)
    medians = {name: statistics.median(taken) for name, taken in milliseconds.items()}
    shapes = len(layer.communes.geojson) + len(layer.provinces.geojson)
    count = f"scatter of the same {len(layer.communes.areas):,} points"
    return [
        Comparison("map: redraw", medians["map"], count, medians["scatter"], "ms", MOST_REDRAW),
        Comparison("map: sent at a change", sent["map"] / 1000, count, sent["scatter"] / 1000,
                   "kB"),
        Comparison("map: shapes, sent once, gzipped", shapes / 1000, "the limit",
                   MOST_SHAPES_BYTES / 1000, "kB", 1.0),
    ]  # fmt: skip


def _layer(release: Path, boundaries: Path | None) -> MapLayer:
    """The cells, or real boundaries where a file of them is named."""
    with Store(release) as store:
        return layer_of_boundaries(store, boundaries) if boundaries else layer_of_cells(store)


def _figures(layer: MapLayer, number: int) -> dict[str, go.Figure]:
    """Both figures with the same invented values of one round."""
    ranking = _invented_ranking(layer, number)
    nobody_missing = pd.DataFrame({"area_code": [], "reason": []})
    drawn = area_map(layer, ranking, nobody_missing, [])
    how = MapStyle("%", 1, "vi", dark=False)
    addresses = MapAddresses(SHAPES["communes"], SHAPES["provinces"])
    return {
        "map": map_figure(drawn, layer.provinces.areas, addresses, how),
        "scatter": _scatter(drawn.areas),
    }


def _invented_ranking(layer: MapLayer, number: int) -> Ranking:
    communes = layer.communes.areas
    values = np.round(np.random.default_rng(number + 2).uniform(0, 100, len(communes)), 1)
    places = pd.Series(values).rank(method="min", ascending=False).astype("Int32")
    rows = communes[["area_code", "name", "province"]].assign(
        value=values, printed_value=np.nan, printed_decimals=np.nan, qualifier="exact",
        rank=places, rank_low=places, rank_high=places + 2,
    )  # fmt: skip
    indicator = {"indicator_id": "invented", "direction": "higher"}
    coverage = Coverage(len(rows), len(rows), {})
    return Ranking(
        indicator, None, date(2025, 12, 31), "", "commune", None, None, rows, coverage, None
    )


def _scatter(areas: pd.DataFrame) -> go.Figure:
    shades = class_colours(int(areas["value_class"].max()) + 1, dark=False)
    points = go.Scatter(
        x=areas["longitude"],
        y=areas["latitude"],
        mode="markers",
        marker={"size": 6, "color": [shades[place] for place in areas["value_class"]]},
        customdata=areas["value"],
        hovertemplate="%{customdata}<extra></extra>",
    )
    margin = dict.fromkeys("lrtb", 4)
    return go.Figure(points, base_layout(lang="vi", dark=False, height=HEIGHT, margin=margin))


@contextmanager
def _page(layer: MapLayer) -> Iterator[Page]:
    """A page with Plotly and the shapes, and nothing else within reach.

    Raises ``RequestOutsideError`` at its end where anything else was asked for.
    """
    served = {
        "/": (EMPTY_PAGE, "text/html"),
        "/plotly.js": (get_plotlyjs(), "text/javascript"),
        f"{FOLDER}/{WORLD}": (json.dumps(NO_WORLD), "application/json"),
        SHAPES["communes"]: (decompress(layer.communes.geojson), "application/json"),
        SHAPES["provinces"]: (decompress(layer.provinces.geojson), "application/json"),
    }
    outside: list[str] = []

    def answer(route: Route) -> None:
        body, kind = served.get(route.request.url.removeprefix(SITE), ("", ""))
        if not kind:
            outside.append(route.request.url)
            route.abort()
            return
        route.fulfill(body=body, content_type=kind)

    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.route("**/*", answer)
        page.goto(f"{SITE}/")
        yield page
    if asked := [url for url in outside if not url.endswith("/favicon.ico")]:
        raise RequestOutsideError(f"found requests for {asked}, expected none")


def main() -> int:
    """Measure and print; 1 where a ratio to reach is not reached."""
    parser = argparse.ArgumentParser(prog="python -m bench.map_redraw", description=__doc__)
    parser.add_argument("--db", type=Path, default=DATA / "indicators.duckdb")
    parser.add_argument("--boundaries", type=Path, help="real boundaries in place of the cells")
    parser.add_argument("--rounds", type=int, default=9, help="odd")
    options = parser.parse_args()
    comparisons = measure(options.db, options.boundaries, rounds=options.rounds)
    print_comparisons("Map of all communes, in Chromium", comparisons)
    return 1 if any(one.verdict.endswith("NOT REACHED") for one in comparisons) else 0


if __name__ == "__main__":
    sys.exit(main())
