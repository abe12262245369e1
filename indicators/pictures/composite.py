"""A reader's own index: what each indicator gives to the score, and how sure the place is."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from indicators.charts import style
from indicators.charts.palette import area_colour, readable_on
from indicators.language import formats
from indicators.language.texts import translator
from indicators.pictures.canvas import Canvas
from indicators.pictures.font_table import shortened, text_width, wrapped
from indicators.pictures.look import Look, PixelScale
from indicators.pictures.marks import level_bar
from indicators.pictures.value_axis import axis_below

NAMES_SHARE, PLACES_SHARE = 0.3, 0.3
ROW_LINES = 1.5


def composite_body(
    rows: pd.DataFrame, parts: pd.DataFrame, names: Mapping[str, str], look: Look, width: float,
    *, decimals: int,
) -> Canvas:  # fmt: skip
    """Bars of contributions with the score behind them, beside the interval of places.

    ``rows``, ``parts``, ``names`` and ``decimals`` as for ``charts.composite.contribution_bars``;
    raises as it does.
    """
    style.complete_values(rows, "score")
    canvas = Canvas(width)
    _legend(canvas, names, look)
    top = canvas.height + 1.6 * look.line
    bottom = top + len(rows) * ROW_LINES * look.line
    scores = {row["area_code"]: formats.number(row["score"], decimals, look.lang)
              for row in style.records(rows)}  # fmt: skip
    room = max(text_width(text, look.size, bold=True) for text in scores.values())
    first, second = NAMES_SHARE * width, width * (1 - PLACES_SHARE)
    bars = PixelScale(*_extent(rows, parts), first, second - room - 2.4 * look.size)
    highest = float(rows["rank_high"].max())
    places = PixelScale(1, max(highest, 2.0), second + look.size, width - look.size)
    _ = translator(look.lang)
    for x, text in ((first, _("Score")), (second, _("Place, 1 is the best"))):
        line = shortened(text, look.small, width - x if x == second else second - first)
        canvas.text(x, top - 0.6 * look.line, line, size=look.small, fill=look.colours.muted)
    axis = axis_below(canvas, bars, look, top=top, bottom=bottom, unit="")
    _places_axis(canvas, places, top, bottom, look)
    for number, row in enumerate(style.records(rows)):
        middle = top + (number + 0.5) * ROW_LINES * look.line
        own = parts[parts["area_code"] == row["area_code"]].set_index("indicator_id")
        _name(canvas, row, first, middle, look)
        _bar(canvas, own["contribution"], list(names), bars, middle, look)
        canvas.text(second - look.size, middle + 0.35 * look.size, scores[row["area_code"]],
                    size=look.size, fill=look.colours.ink, anchor="end", bold=True)  # fmt: skip
        _place(canvas, row, places, middle, look)
    canvas.height = bottom + axis
    return canvas


def _legend(canvas: Canvas, names: Mapping[str, str], look: Look) -> None:
    """Number, colour and name of each indicator; the number stands in its piece of a bar too."""
    for number, name in enumerate(names.values()):
        for place, line in enumerate(wrapped(name, look.size, canvas.width - 2 * look.line)):
            canvas.height += look.line
            base = canvas.height - 0.3 * look.line
            if place == 0:
                _piece(canvas, number, 0, base - 0.85 * look.size, 1.3 * look.size, look)
            canvas.text(1.4 * look.line, base, line, size=look.size, fill=look.colours.ink)


def _piece(canvas: Canvas, number: int, left: float, top: float, width: float, look: Look) -> None:
    """A piece of a bar; where it is wide enough with its number, so that colour is not alone."""
    colour, height = area_colour(number, look.dark), 1.1 * look.size
    canvas.rect(left, top, width, height, fill=colour, stroke=look.colours.page, stroke_width=1)
    text = str(number + 1)
    if width > text_width(text, look.small, bold=True) + 4:
        canvas.text(left + width / 2, top + 0.8 * height, text, size=look.small,
                    fill=readable_on(colour), anchor="middle", bold=True)  # fmt: skip


def _extent(rows: pd.DataFrame, parts: pd.DataFrame) -> tuple[float, float]:
    """From the lowest to the highest end of the bars, zero included; z-scores go below zero."""
    shown = parts[parts["area_code"].isin(rows["area_code"])]
    area, given = shown["area_code"], shown["contribution"].astype("float64")
    low = float(given.clip(upper=0).groupby(area).sum().min())
    high = float(given.clip(lower=0).groupby(area).sum().max())
    return low, high or 1.0


def _name(canvas: Canvas, row: dict[str, Any], room: float, middle: float, look: Look) -> None:
    name = shortened(str(row["name"]), look.size, room - look.size)
    canvas.text(0, middle + 0.35 * look.size, name, size=look.size, fill=look.colours.ink)
    used = text_width(name, look.size) + 0.5 * look.size
    left = room - look.size - used
    if row["province"] != row["name"] and left > 3 * look.small:
        canvas.text(used, middle + 0.35 * look.size,
                    shortened(str(row["province"]), look.small, left), size=look.small,
                    fill=look.colours.muted)  # fmt: skip


def _bar(
    canvas: Canvas, given: pd.Series, order: list[str], scale: PixelScale, middle: float, look: Look
) -> None:
    """The pieces beside each other: those above zero to the right, those below to the left."""
    right, left = scale(0), scale(0)
    for number, indicator in enumerate(order):
        value = given.get(indicator)
        if value is None or pd.isna(value):
            continue
        length = abs(scale(float(value)) - scale(0))
        if value < 0:
            left -= length
        _piece(canvas, number, left if value < 0 else right, middle - 0.55 * look.size, length,
               look)  # fmt: skip
        right += length if value > 0 else 0


def _places_axis(canvas: Canvas, scale: PixelScale, top: float, bottom: float, look: Look) -> None:
    ticks = [1.0, *(tick for tick in scale.ticks(4) if tick == int(tick) > 1)]
    free_from = float("-inf")
    for tick in ticks:
        x, text = scale(tick), formats.number(tick, 0, look.lang)
        canvas.line((x, top), (x, bottom), look.colours.grid, stroke_width=1)
        if x - text_width(text, look.small) / 2 > free_from:
            canvas.text(x, bottom + 1.2 * look.small, text, size=look.small,
                        fill=look.colours.muted, anchor="middle")  # fmt: skip
            free_from = x + text_width(text, look.small) / 2 + look.small


def _place(
    canvas: Canvas, row: dict[str, Any], scale: PixelScale, middle: float, look: Look
) -> None:
    ends = scale(row["rank_low"]), scale(row["rank_high"])
    level_bar(canvas, ends, middle, look.colours.point, look)
    canvas.circle((scale(row["rank"]), middle), 0.75 * look.mark, fill=look.colours.reference)
