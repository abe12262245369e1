"""An index in two pictures: what each indicator gives to the score, and how sure the place is."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from indicators.charts import style
from indicators.charts.palette import area_colour, palette
from indicators.language import formats
from indicators.language.texts import translator

ROW_PIXELS = 26
# Where names are shared, each has its province below it.
TALL_ROW_PIXELS = 38
LEGEND_LINE_PIXELS = 22
NAME_CHARACTERS = 18
CHARACTER_PIXELS = 7
LEGEND_CHARACTERS = 44

# One hatch per indicator, so that colour is never the only difference.
HATCHES = ("", "/", "x", "|", "\\", "-", "+", ".")


def contribution_bars(
    rows: pd.DataFrame,
    parts: pd.DataFrame,
    names: Mapping[str, str],
    *,
    lang: str,
    dark: bool,
    decimals: int = 1,
) -> go.Figure:
    """One bar per area, one piece per indicator; the pieces add up to the score.

    ``rows`` and ``parts`` as in ``composite.Composite``, ``rows`` in the order in which they are
    to stand, the first at the top; ``names`` of the indicators by id, in the order of the pieces;
    ``decimals`` are those of a score in words.
    Raises ``ValueError`` for an empty frame or a missing score.
    """
    style.complete_values(rows, "score")
    traces = [
        _pieces(rows, parts[parts["indicator_id"] == one], name, number, dark)
        for number, (one, name) in enumerate(names.items())
    ]
    for trace, (one, name) in zip(traces, names.items(), strict=True):
        own = parts[parts["indicator_id"] == one]
        trace.hovertext = _hover_texts(rows, own, name, decimals, lang)
    top = LEGEND_LINE_PIXELS * len(names) + 12
    figure = go.Figure(traces, _layout(rows, top, lang, dark) | {
        "barmode": "relative", "bargap": 0.3, "showlegend": True, "legend": _legend(dark),
    })  # fmt: skip
    figure.update_xaxes(_score_axis(_extent(rows, parts), translator(lang)("Score"), dark))
    figure.update_yaxes(_named_rows(rows, dark))
    return figure


def contribution_alt(
    rows: pd.DataFrame,
    parts: pd.DataFrame,
    names: Mapping[str, str],
    *,
    lang: str,
    decimals: int = 1,
) -> str:
    """The bars in words: each area with its score and what each indicator gives to it."""
    _ = translator(lang)
    given = parts.set_index(["area_code", "indicator_id"])["contribution"]
    told = []
    for row in style.records(rows):
        pieces = [
            f"{name} {formats.number(given[row['area_code'], one], decimals, lang)}"
            for one, name in names.items()
            if not pd.isna(given[row["area_code"], one])
        ]
        score = formats.number(row["score"], decimals, lang)
        told.append(f"{row['name']} ({row['province']}) {score}: {', '.join(pieces)}")
    return _("What each indicator gives to the score. {areas}.").format(areas="; ".join(told))


def place_intervals(rows: pd.DataFrame, *, lang: str, dark: bool) -> go.Figure:
    """The place of each area as a dot on the bar of the middle nine tenths of simulated places.

    ``rows`` as in ``contribution_bars``, with rank, rank_low and rank_high.
    """
    places = style.complete_values(rows, "rank")
    figure = go.Figure(_place_dots(rows, places, lang, dark), _layout(rows, 8, lang, dark))
    highest = float(rows["rank_high"].max())
    room = max(0.5, highest * 0.03)
    title = style.axis_title(translator(lang)("Place, 1 is the best"), dark)
    figure.update_xaxes(style.value_axis(
        dark=dark, decimals=0, unit="", range=[1 - room, highest + room], title=title,
        tickvals=[1, *(tick for tick in style.round_ticks(1, highest) if tick == int(tick) > 1)],
    ))  # fmt: skip
    figure.update_yaxes(_named_rows(rows, dark))
    return figure


def place_alt(rows: pd.DataFrame, *, lang: str) -> str:
    """The places in words: each area with its place and the interval around it."""
    _ = translator(lang)
    told = [
        f"{row['name']} ({row['province']}) "
        f"{formats.rank_interval(row['rank'], row['rank_low'], row['rank_high'], lang)}"
        for row in style.records(rows)
    ]
    return _("Place and, in brackets, the middle 90% of the simulated places. {areas}.").format(
        areas="; ".join(told)
    )


def _pieces(rows: pd.DataFrame, parts: pd.DataFrame, name: str, number: int, dark: bool) -> go.Bar:
    own = parts.set_index("area_code").loc[rows["area_code"]]
    pattern = {"shape": HATCHES[number % len(HATCHES)], "size": 6, "solidity": 0.25,
               "fillmode": "overlay", "fgcolor": palette(dark).page}  # fmt: skip
    return go.Bar(
        x=np.round(own["contribution"].to_numpy("float64", na_value=np.nan), 3),
        y=np.arange(1, len(rows) + 1),
        orientation="h",
        name=style.plain_text(style.shortened(name, LEGEND_CHARACTERS)),
        marker={"color": area_colour(number, dark), "pattern": pattern},
        hoverinfo="text",
    )


def _hover_texts(
    rows: pd.DataFrame, parts: pd.DataFrame, name: str, decimals: int, lang: str
) -> list[str]:
    _ = translator(lang)
    own = parts.set_index("area_code").loc[rows["area_code"]]
    line = _("{indicator}: {points} points, gives {contribution} of {score}")
    return [
        f"{style.bold(str(row['name']))}, {style.plain_text(str(row['province']))}<br>"
        + line.format(
            indicator=style.plain_text(name),
            points=formats.number(points, decimals, lang),
            contribution=formats.number(given, decimals, lang),
            score=formats.number(row["score"], decimals, lang),
        )
        if not pd.isna(given)
        else ""
        for row, points, given in zip(
            style.records(rows), own["points"], own["contribution"], strict=True
        )
    ]


def _place_dots(rows: pd.DataFrame, places: Any, lang: str, dark: bool) -> go.Scatter:
    colours = palette(dark)
    hover = [
        f"{style.bold(str(row['name']))}, {style.plain_text(str(row['province']))}<br>"
        + formats.rank_interval(row["rank"], row["rank_low"], row["rank_high"], lang)
        for row in style.records(rows)
    ]
    return go.Scatter(
        x=places,
        y=np.arange(1, len(rows) + 1),
        mode="markers",
        marker={"color": colours.reference, "size": 9},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": rows["rank_high"].to_numpy("float64") - places,
            "arrayminus": places - rows["rank_low"].to_numpy("float64"),
            "color": colours.point,
            "thickness": 5,
            "width": 0,
        },
        hovertext=hover,
        hoverinfo="text",
    )


def _layout(rows: pd.DataFrame, top: int, lang: str, dark: bool) -> dict[str, Any]:
    row_pixels = TALL_ROW_PIXELS if _shared_names(rows).any() else ROW_PIXELS
    longest = min(max(len(str(name)) for name in rows["name"]), NAME_CHARACTERS)
    layout = style.base_layout(
        lang=lang,
        dark=dark,
        height=row_pixels * len(rows) + top + 52,
        margin={"l": 16 + CHARACTER_PIXELS * longest, "r": 16, "t": top, "b": 52},
    )
    layout["margin"] |= {"autoexpand": False}  # a legend would push the bars aside
    return layout


def _legend(dark: bool) -> dict[str, Any]:
    """One line per indicator above the bars: their names are too long to stand side by side."""
    return {
        "orientation": "v",
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "traceorder": "normal",
        "font": {"size": style.SMALL_FONT_SIZE, "color": palette(dark).ink},
        "itemclick": False,
        "itemdoubleclick": False,
        "bgcolor": "rgba(0,0,0,0)",
    }


def _extent(rows: pd.DataFrame, parts: pd.DataFrame) -> list[float]:
    """From the lowest to the highest end of the bars, zero included; z-scores go below zero."""
    shown = parts[parts["area_code"].isin(rows["area_code"])]
    area, given = shown["area_code"], shown["contribution"].astype("float64")
    low = float(given.clip(upper=0).groupby(area).sum().min())
    high = float(given.clip(lower=0).groupby(area).sum().max())
    return [low * 1.02, high * 1.02 or 1.0]


def _score_axis(extent: list[float], title: str, dark: bool) -> dict[str, Any]:
    return style.value_axis(
        dark=dark, decimals=1, unit="", range=extent, title=style.axis_title(title, dark),
        zeroline=extent[0] < 0, zerolinecolor=palette(dark).muted,
    )  # fmt: skip


def _named_rows(rows: pd.DataFrame, dark: bool) -> dict[str, Any]:
    shared = _shared_names(rows)
    return {
        "type": "linear",
        "range": [len(rows) + 0.6, 0.4],
        "tickvals": list(range(1, len(rows) + 1)),
        "ticktext": [
            _label(row, bool(of_several))
            for row, of_several in zip(style.records(rows), shared, strict=True)
        ],
        "fixedrange": True,
        "zeroline": False,
        "showgrid": False,
        "ticklabelstandoff": 6,  # a name does not touch its bar
        "tickfont": {"size": style.SMALL_FONT_SIZE, "color": palette(dark).ink},
    }


def _label(row: dict[str, Any], of_several: bool) -> str:
    name = style.plain_text(style.shortened(str(row["name"]), NAME_CHARACTERS))
    if not of_several:
        return name
    province = style.plain_text(style.shortened(str(row["province"]), NAME_CHARACTERS))
    return f'{name}<br><span style="font-size:10px">{province}</span>'


def _shared_names(rows: pd.DataFrame) -> pd.Series:
    """For each row whether another area here has the same name."""
    return rows["name"].duplicated(keep=False)
