"""Two indicators over the same areas: a dot per area, the medians, the chosen areas by name.

No line is drawn through the dots: it would look like a law.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from indicators.charts import style
from indicators.charts.association import MOST_WITH_INTERVALS, Measure
from indicators.charts.ranking import chosen_places
from indicators.pictures.canvas import Canvas, segments
from indicators.pictures.font_table import shortened, text_width, wrapped
from indicators.pictures.look import Look, PixelScale
from indicators.pictures.marks import area_mark, arrow
from indicators.pictures.value_axis import axis_at_left, axis_below, room_at_left

HEIGHT = 400


def association_body(
    pairs: pd.DataFrame, x: Measure, y: Measure, look: Look, width: float,
    highlighted: Sequence[str],
) -> Canvas:  # fmt: skip
    """``pairs`` and ``highlighted`` as for ``charts.association.scatter``; raises as it does."""
    rows = pairs.reset_index(drop=True)
    for axis in "xy":
        style.complete_values(rows, f"{axis}_value")
    canvas = Canvas(width)
    indent = 1.2 * look.small
    for line in wrapped(_axis_title(y), look.small, width - indent, most=2):
        canvas.height += 1.35 * look.small
        canvas.text(indent, canvas.height - 0.3 * look.small, line, size=look.small,
                    fill=look.colours.muted)  # fmt: skip
    arrow(canvas, (0.4 * look.small, 0.3 * look.small), (0, -1), look.colours.muted, look.small)
    top = canvas.height + 0.8 * look.line
    bottom = top + HEIGHT * look.letters
    upwards = PixelScale(*_extent(rows, "y"), bottom, top)
    ticks = upwards.ticks()
    left = room_at_left(ticks, y.unit, look)
    along = PixelScale(*_extent(rows, "x"), left, width - look.mark)
    axis_at_left(canvas, upwards, look, left=left, right=width, unit=y.unit, ticks=ticks)
    canvas.height = bottom + axis_below(
        canvas, along, look, top=top, bottom=bottom, unit=x.unit, title=_axis_title(x)
    )
    _medians(canvas, rows, along, upwards, look)
    _dots(canvas, rows, along, upwards, look)
    _named(canvas, rows, chosen_places(rows, highlighted), along, upwards, look)
    return canvas


def _axis_title(measure: Measure) -> str:
    return measure.name if measure.unit in ("", "%") else f"{measure.name} ({measure.unit})"


def _extent(rows: pd.DataFrame, axis: str) -> tuple[float, float]:
    columns = [f"{axis}_value"]
    if len(rows) <= MOST_WITH_INTERVALS:
        columns += [f"{axis}_value_low", f"{axis}_value_high"]
    ends = rows[columns].to_numpy("float64", na_value=np.nan)
    low, high = style.padded_range(float(np.nanmin(ends)), float(np.nanmax(ends)))
    return low, high


def _medians(
    canvas: Canvas, rows: pd.DataFrame, along: PixelScale, upwards: PixelScale, look: Look
) -> None:
    x, y = along(rows["x_value"].median()), upwards(rows["y_value"].median())
    dotted = {"stroke_width": 1, "stroke_dasharray": "2 3"}
    canvas.line((x, upwards.start), (x, upwards.end), look.colours.reference, **dotted)
    canvas.line((along.start, y), (along.end, y), look.colours.reference, **dotted)


def _dots(
    canvas: Canvas, rows: pd.DataFrame, along: PixelScale, upwards: PixelScale, look: Look
) -> None:
    """The dots, and where they are few their intervals in both directions."""
    at = [(along(x), upwards(y)) for x, y in zip(rows["x_value"], rows["y_value"], strict=True)]
    few = len(rows) <= MOST_WITH_INTERVALS
    if few:
        bars = [*_bars(rows, "x", along, [(None, y) for _x, y in at]),
                *_bars(rows, "y", upwards, [(x, None) for x, _y in at])]  # fmt: skip
        if bars:
            canvas.path(segments(bars), stroke=look.colours.band, stroke_width=1.5, fill="none")
    for point in at:
        canvas.circle(point, (0.7 if few else 0.5) * look.mark, fill=look.colours.point,
                      fill_opacity=0.85 if few else 0.5)  # fmt: skip


def _bars(rows: pd.DataFrame, axis: str, scale: PixelScale, fixed: list[Any]) -> list[Any]:
    """For each area the ends of its interval along one axis; those it has."""
    ends = rows[[f"{axis}_value_low", f"{axis}_value_high"]].to_numpy("float64", na_value=np.nan)
    return [
        tuple((scale(end) if x is None else x, scale(end) if y is None else y) for end in pair)
        for pair, (x, y) in zip(ends, fixed, strict=True) if np.isfinite(pair).all()
    ]  # fmt: skip


def _named(
    canvas: Canvas, rows: pd.DataFrame, chosen: list[int], along: PixelScale, upwards: PixelScale,
    look: Look,
) -> None:  # fmt: skip
    """Each chosen area by name on the side with more room, no name on another."""
    taken: list[tuple[float, float, float]] = []
    for order, place in sorted(enumerate(chosen), key=lambda one: -rows.loc[one[1], "y_value"]):
        row = rows.loc[place]
        at = along(row["x_value"]), upwards(row["y_value"])
        text = shortened(f"{row['name']} ({row['province']})", look.size, 0.4 * canvas.width,
                         bold=True)  # fmt: skip
        width = text_width(text, look.size, bold=True)
        right = at[0] <= (along.start + along.end) / 2
        start = at[0] + 2 * look.mark if right else at[0] - 2 * look.mark - width
        base = at[1] - 0.5 * look.size
        while any(base - look.line < used < base + look.line and start < end and first < start
                  + width for first, end, used in taken):  # fmt: skip
            base += look.line
        taken.append((start, start + width, base))
        canvas.rect(start - 2, base - look.size, width + 4, 1.3 * look.size,
                    fill=look.colours.page, fill_opacity=0.85)  # fmt: skip
        canvas.text(start, base, text, size=look.size, fill=look.colours.ink, bold=True)
        area_mark(canvas, at, order, look)
