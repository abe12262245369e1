"""The spine chart: where one area stands among all areas, indicator by indicator.

Each indicator has a line of its own from the worst to the best value that any area reported;
the band holds the middle half of the areas, the upright mark is the median, the coloured mark
the area itself. Better is always to the right, so where less is better the line runs from the
largest value on the left to the smallest on the right. An indicator without a direction runs
from the smallest to the largest value and its mark is hollow: the place on it is no judgement.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from indicators.charts import style
from indicators.charts.palette import area_colour, palette
from indicators.charts.style import ValueStyle
from indicators.judgement import MINIMUM_REPORTED
from indicators.language import formats, quoted
from indicators.language.texts import translator

# A name with its value breaks into lines of this length, which fit 390 pixels.
LINE_CHARACTERS = 46
LINE_PIXELS = 17
BAR_PIXELS = 12
# Below its heading a row has the bar, the two ends in small print, and air.
ROW_PIXELS = 58
TOP_PIXELS = 36


@dataclass(frozen=True)
class SpineRow:
    """One indicator ready to be drawn: positions from 0 (left) to 1 (right)."""

    heading: list[str]
    left: str
    right: str
    quartiles: tuple[float, float]
    median: float
    own: float
    neutral: bool
    hover: str


def drawable_rows(profile: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows that can be drawn, and those withheld with ``withheld_because``.

    ``no_value``: the area itself has no figure; ``mixed_periods``: what grows through the year is
    known for different parts of it, which is no spread to stand in; ``too_few``: nor is that of
    fewer than ``MINIMUM_REPORTED`` areas. Columns as in ``spine_chart``.
    """
    reason = pd.Series(None, index=profile.index, dtype=object)
    reason[profile["reported"].fillna(0) < MINIMUM_REPORTED] = "too_few"
    if "spread_withheld_because" in profile:
        reason = profile["spread_withheld_because"].combine_first(reason)
    reason[profile["value"].isna()] = "no_value"
    withheld = profile[reason.notna()]
    return profile[reason.isna()], withheld.assign(withheld_because=reason[reason.notna()])


def spine_chart(profile: pd.DataFrame, *, lang: str, dark: bool) -> go.Figure:
    """The drawable rows of a profile, one below the other in their order.

    ``profile``: one row per indicator with indicator_name, unit, decimals, direction, value,
    minimum, lower_quartile, median, upper_quartile, maximum (in ``unit``), reported (areas) and
    spread_withheld_because (as ``profile.profile`` gives it; may be left out).
    Rows that ``drawable_rows`` withholds are not drawn. Raises ``ValueError`` where none is
    left, or where a value lies outside its own minimum and maximum.
    """
    drawable, _withheld = drawable_rows(profile)
    if drawable.empty:
        raise ValueError("found no indicator that can be drawn, expected one; say why instead")
    rows = [_spine_row(row, lang, dark) for row in style.records(drawable)]
    tops = _row_tops(rows)
    height = tops[-1]
    layout = style.base_layout(
        lang=lang, dark=dark, height=height, margin={"l": 10, "r": 10, "t": 0, "b": 0}
    )
    figure = go.Figure(_traces(rows, tops, dark), layout | {"barmode": "overlay"})
    figure.update_xaxes(style.bare_axis(range=[-0.015, 1.015]))
    figure.update_yaxes(style.bare_axis(range=[height, 0]))
    figure.update_layout(annotations=_texts(rows, tops, lang, dark))
    return figure


def spine_alt(profile: pd.DataFrame, *, area_name: str, lang: str) -> str:
    """The spine chart in words: the area's value and the median of each drawn indicator."""
    _ = translator(lang)
    drawable, _withheld = drawable_rows(profile)
    parts = [
        _("{indicator} {value} (median {median})").format(
            indicator=row["indicator_name"],
            value=quoted.as_printed(row, int(row["decimals"]), lang, row["unit"]),
            median=formats.with_unit(row["median"], int(row["decimals"]), row["unit"], lang),
        )
        for row in style.records(drawable)
    ]
    return _("{area} among all areas that reported: {figures}.").format(
        area=area_name, figures="; ".join(parts)
    )


def position(value: float, minimum: float, maximum: float, direction: str) -> float:
    """Where a value lies from 0 (left) to 1 (right) on its indicator's line.

    Turned round where lower is better; 0.5 where all areas have the same value. Raises
    ``ValueError`` for a value outside the line, which belongs to another set of figures.
    """
    if not minimum <= value <= maximum:
        raise ValueError(
            f"found {value}, expected a value between {minimum} and {maximum}; "
            "take value and spread from the same period and basis"
        )
    if minimum == maximum:
        return 0.5
    share = (value - minimum) / (maximum - minimum)
    return 1 - share if direction == "lower" else share


def _spine_row(row: dict[str, Any], lang: str, dark: bool) -> SpineRow:
    reading = ValueStyle(row["unit"], int(row["decimals"]), lang, dark)
    lowest, highest = row["minimum"], row["maximum"]
    at = {
        name: position(row[name], lowest, highest, row["direction"])
        for name in ("lower_quartile", "median", "upper_quartile", "value")
    }
    ends = [reading.short_text(lowest), reading.short_text(highest)]
    if row["direction"] == "lower":
        ends.reverse()
    return SpineRow(
        heading=_heading(str(row["indicator_name"]), reading.figure(row)),
        left=ends[0],
        right=ends[1],
        quartiles=(at["lower_quartile"], at["upper_quartile"]),
        median=at["median"],
        own=at["value"],
        neutral=row["direction"] == "none",
        hover=_hover_text(row, reading),
    )


def _heading(name: str, value: str) -> list[str]:
    """Name and value on one line where they fit, else the value below the name."""
    if len(name) + len(value) < LINE_CHARACTERS:
        return [f"{style.plain_text(name)}  {style.bold(value)}"]
    lines = [style.plain_text(line) for line in style.wrapped(name, LINE_CHARACTERS)]
    return [*lines, style.bold(value)]


def _hover_text(row: dict[str, Any], reading: ValueStyle) -> str:
    _ = translator(reading.lang)
    lines = [
        f"{style.plain_text(str(row['indicator_name']))}: {style.bold(reading.figure(row))}",
        _("median {value}").format(value=style.plain_text(reading.text(row["median"]))),
        _("middle half of the areas: {low} to {high}").format(
            low=reading.short_text(row["lower_quartile"]),
            high=reading.short_text(row["upper_quartile"]),
        ),
        _("areas that reported: {count}").format(
            count=formats.number(row["reported"], 0, reading.lang)
        ),
    ]
    return "<br>".join(lines)


def _row_tops(rows: list[SpineRow]) -> list[int]:
    """The upper edge of each row in pixels, and the lower edge of the last one."""
    tops = [TOP_PIXELS]
    for row in rows:
        tops.append(tops[-1] + LINE_PIXELS * len(row.heading) + ROW_PIXELS)
    return tops


def _bar_heights(rows: list[SpineRow], tops: list[int]) -> list[float]:
    """The middle of each row's bar, in pixels from the top of the figure."""
    return [
        top + LINE_PIXELS * len(row.heading) + BAR_PIXELS
        for row, top in zip(rows, tops, strict=False)
    ]


def _traces(rows: list[SpineRow], tops: list[int], dark: bool) -> list[Any]:
    """Four traces for all rows: from end to end, the middle half, the median, the area."""
    colours, y = palette(dark), _bar_heights(rows, tops)
    own = area_colour(0, dark)
    return [
        _bars(y, [0.0] * len(rows), [1.0] * len(rows), 4, colours.fill),
        _bars(
            y,
            [min(row.quartiles) for row in rows],
            [max(row.quartiles) for row in rows],
            BAR_PIXELS,
            colours.band,
        ),
        go.Scatter(
            x=[round(row.median, 4) for row in rows],
            y=y,
            mode="markers",
            marker={
                "symbol": "line-ns",
                "size": BAR_PIXELS + 2,
                "line": {"width": 2, "color": colours.reference},
            },
            hoverinfo="skip",
        ),
        go.Scatter(
            x=[round(row.own, 4) for row in rows],
            y=y,
            mode="markers",
            marker={
                "symbol": ["circle-open" if row.neutral else "circle" for row in rows],
                "size": style.MARKER_SIZE + 3,
                "color": [colours.ink if row.neutral else own for row in rows],
                "line": {
                    "width": [3 if row.neutral else 2 for row in rows],
                    "color": [colours.ink if row.neutral else colours.page for row in rows],
                },
            },
            hovertext=[row.hover for row in rows],
            hoverinfo="text",
        ),
    ]


def _bars(
    y: list[float], left: list[float], right: list[float], thickness: int, colour: str
) -> go.Bar:
    return go.Bar(
        base=[round(start, 4) for start in left],
        x=[round(end - start, 4) for start, end in zip(left, right, strict=True)],
        y=y,
        width=thickness,
        orientation="h",
        marker={"color": colour, "line": {"width": 0}},
        hoverinfo="skip",
    )


def _texts(rows: list[SpineRow], tops: list[int], lang: str, dark: bool) -> list[dict[str, Any]]:
    """The direction above all rows; over each bar its name and value, under it both ends."""
    _ = translator(lang)
    colours = palette(dark)
    texts = []
    if not all(row.neutral for row in rows):
        texts = [_text("← " + _("worse"), 0, 4, "left", colours.muted),
                 _text(_("better") + " →", 1, 4, "right", colours.muted)]  # fmt: skip
    for row, top, bar in zip(rows, tops, _bar_heights(rows, tops), strict=False):
        below = bar + BAR_PIXELS - 2
        texts.append(_text("<br>".join(row.heading), 0, top, "left", colours.ink))
        texts.append(_text(row.left, 0, below, "left", colours.muted))
        texts.append(_text(row.right, 1, below, "right", colours.muted))
    return texts


def _text(text: str, x: float, y: float, side: str, colour: str) -> dict[str, Any]:
    return {
        "text": text,
        "x": x,
        "y": y,
        "xanchor": side,
        "yanchor": "top",
        "align": side,
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": style.SMALL_FONT_SIZE, "color": colour},
    }
