"""All areas of one indicator on one line: where most lie, the middle half, who stands where."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from indicators.charts import style
from indicators.charts.beeswarm import Values, beeswarm_offsets
from indicators.charts.palette import area_colour
from indicators.charts.ranking import chosen_places
from indicators.charts.style import ValueStyle
from indicators.language.texts import translator
from indicators.pictures.canvas import Canvas, polyline
from indicators.pictures.font_table import shortened, text_width
from indicators.pictures.look import Look, PixelScale
from indicators.pictures.marks import area_mark
from indicators.pictures.remarks import Remarks
from indicators.pictures.value_axis import axis_below
from indicators.questions.ranking import no_median_because

SWARM_HEIGHT = 120
COLUMNS = 80
# More areas than this are one shape of their density.
MOST_DOTS = 300


def distribution_body(
    rows: pd.DataFrame, reading: ValueStyle, look: Look, width: float, *,
    highlighted: Sequence[str], remarks: Remarks,
) -> Canvas:  # fmt: skip
    """Every area as a dot (a density where they are many), median and middle half where they mean
    something, the chosen areas named.

    ``rows`` as in a ``Ranking``. Height within the swarm has no meaning but "several here". Raises
    ``ValueError`` for an empty frame or a missing value.
    """
    values = style.complete_values(rows, "value")
    chosen = chosen_places(rows, highlighted)
    canvas = Canvas(width)
    low, high = style.padded_range(float(values.min()), float(values.max()), 0.04)
    scale = PixelScale(low, high, look.mark, width - look.mark)
    spread = no_median_because(rows) is None
    top = (len(chosen) + (1 if spread else 0)) * look.line + 0.5 * look.line
    half = SWARM_HEIGHT * look.letters / 2
    middle, bottom = top + half, top + 2 * half
    canvas.height = bottom + axis_below(
        canvas, scale, look, top=top, bottom=bottom, unit=reading.unit,
        title="" if reading.unit == "%" else reading.unit)  # fmt: skip
    if spread:
        _middle_half(canvas, values, scale, top, bottom, look)
    if len(values) > MOST_DOTS:
        _density(canvas, values, scale, middle, half, look)
    else:
        for value, offset in zip(values, beeswarm_offsets(values, COLUMNS), strict=True):
            canvas.circle((scale(value), middle + offset * 0.85 * half), 0.6 * look.mark,
                          fill=look.colours.point, fill_opacity=0.8)  # fmt: skip
    if spread:
        _median(canvas, values, scale, top, bottom, reading, look)
    _chosen(canvas, rows, chosen, scale, middle, reading, look, remarks)
    return canvas


def _middle_half(
    canvas: Canvas, values: Values, scale: PixelScale, top: float, bottom: float,
    look: Look,
) -> None:  # fmt: skip
    lower, upper = (scale(value) for value in np.quantile(values, [0.25, 0.75]))
    canvas.rect(lower, top, upper - lower, bottom - top, fill=look.colours.fill, fill_opacity=0.5)


def _density(
    canvas: Canvas, values: Values, scale: PixelScale, middle: float,
    half: float, look: Look,
) -> None:  # fmt: skip
    counts, edges = np.histogram(values, bins=COLUMNS, range=(scale.low, scale.high))
    reach = np.repeat(counts / counts.max(), 2) * half
    xs = [scale(edge) for edge in np.repeat(edges, 2)[1:-1]]
    upper = [(x, middle - up) for x, up in zip(xs, reach, strict=True)]
    lower = [(x, middle + up) for x, up in zip(reversed(xs), reversed(reach), strict=True)]
    canvas.path(polyline([*upper, *lower], closed=True), fill=look.colours.point)


def _median(
    canvas: Canvas, values: Values, scale: PixelScale, top: float, bottom: float,
    reading: ValueStyle, look: Look,
) -> None:  # fmt: skip
    median = float(np.median(values))
    x = scale(median)
    canvas.line((x, top - 0.2 * look.line), (x, bottom), look.colours.reference, stroke_width=2)
    told = translator(look.lang)("median {value}").format(value=reading.short_text(median))
    half = text_width(told, look.small) / 2
    canvas.text(min(max(x, half), canvas.width - half), top - 0.4 * look.line, told,
                size=look.small, fill=look.colours.ink, anchor="middle")  # fmt: skip


def _chosen(
    canvas: Canvas, rows: pd.DataFrame, chosen: list[int], scale: PixelScale, middle: float,
    reading: ValueStyle, look: Look, remarks: Remarks,
) -> None:  # fmt: skip
    """Names on lines of their own at the top, each with a leader down to its mark."""
    for number, (order, place) in enumerate(sorted(enumerate(chosen), key=lambda one: one[1])):
        row = {str(key): value for key, value in rows.iloc[place].items()}
        where = "" if row["province"] == row["name"] else f" ({row['province']})"
        text = f"{row['name']}{where}: {reading.short_figure(row)} {remarks.sign(row)}".strip()
        text = shortened(text, look.size, canvas.width)
        x, base = scale(row["value"]), (number + 0.75) * look.line
        canvas.line((x, base), (x, middle), area_colour(order, look.dark), stroke_width=1)
        width = text_width(text, look.size)
        start = min(max(x - width / 2, 0.0), canvas.width - width)
        canvas.rect(start - 2, base - look.size, width + 4, 1.3 * look.size,
                    fill=look.colours.page)  # fmt: skip
        canvas.text(start, base, text, size=look.size, fill=look.colours.ink)
        area_mark(canvas, (x, middle), order, look)
