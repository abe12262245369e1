"""Several areas side by side: a panel per indicator with an axis of its own, a line per area.

An area without a figure keeps its line: a hatch from edge to edge, which no value looks like, and
the reason in words.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from indicators.charts import style
from indicators.charts.area_lines import missing_text
from indicators.charts.palette import area_colour
from indicators.charts.value_range import ValueRange, break_mark, value_range
from indicators.pictures.canvas import Canvas
from indicators.pictures.font_table import shortened, text_width, wrapped
from indicators.pictures.look import Look, PixelScale, tick_text
from indicators.pictures.marks import area_mark, direction_line, interval, level_bar
from indicators.pictures.remarks import Remarks

NAMES_SHARE = 0.34
LINE = 1.5
HATCH = "hatch"
MOST_TICKS = 4
# Two panels side by side from this width on.
WIDE = 900
COLUMN_GAP = 36


def comparison_body(comparison: pd.DataFrame, look: Look, width: float, remarks: Remarks) -> Canvas:
    """One panel per indicator in the order of the frame, areas in the order of their rows.

    ``comparison`` as for ``charts.small_multiples``, and told (what stands below an indicator's
    name: period and basis where its figures share them) and beside (what tells one figure from
    the others of its panel). Raises ``ValueError`` for an empty frame.
    """
    if comparison.empty:
        raise ValueError("found no rows, expected indicators of areas; say why instead")
    order = {code: place for place, code in enumerate(dict.fromkeys(comparison["area_code"]))}
    columns = 2 if width >= WIDE else 1
    each = (width - COLUMN_GAP * (columns - 1)) / columns
    panels = [_panel(panel.reset_index(drop=True), order, look, each, remarks)
              for _id, panel in comparison.groupby("indicator_id", sort=False)]  # fmt: skip
    canvas = Canvas(width)
    canvas.pattern(HATCH, look.colours.missing)
    for first in range(0, len(panels), columns):
        row = panels[first : first + columns]
        for number, panel in enumerate(row):
            canvas.put(panel, number * (each + COLUMN_GAP), canvas.height)
        canvas.height += max(panel.height for panel in row) + 0.8 * look.line
    return canvas


def _panel(
    lines: pd.DataFrame, order: Mapping[str, int], look: Look, width: float, remarks: Remarks
) -> Canvas:
    panel = Canvas(width)
    _heading(panel, lines.iloc[0], look)
    first = lines.iloc[0]
    reading = look.reading(str(first["unit"]), first["decimals"])
    records = style.records(lines)
    texts = {
        number: f"{reading.short_figure(row)} {remarks.sign(row)}".strip()
        for number, row in enumerate(records) if not pd.isna(row["value"])
    }  # fmt: skip
    names = NAMES_SHARE * width
    values = max((text_width(text, look.size, bold=True) for text in texts.values()), default=0.0)
    axis = _range(lines)
    scale = PixelScale(axis.low, axis.high, names + look.size, width - values - 1.2 * look.size)
    for number, row in enumerate(records):
        middle = panel.height + 0.5 * LINE * look.line
        _name(panel, row, middle, names, look)
        if number in texts:
            _figure(panel, row, texts[number], order[row["area_code"]], scale, middle, look)
        else:
            _missing(panel, row, names + look.size, middle, look)
        panel.height += LINE * look.line
    if texts:
        _axis(panel, axis, scale, first, look)
    return panel


def _heading(panel: Canvas, first: pd.Series, look: Look) -> None:
    unit = f" ({first['unit']})" if first["unit"] else ""
    for line in wrapped(f"{first['indicator_name']}{unit}", look.size, panel.width, bold=True):
        panel.height += look.line
        panel.text(0, panel.height - 0.3 * look.line, line, size=look.size,
                   fill=look.colours.ink, bold=True)  # fmt: skip
    for line in wrapped(str(first.get("told") or ""), look.small, panel.width):
        if line:
            panel.height += 1.35 * look.small
            panel.text(0, panel.height - 0.3 * look.small, line, size=look.small,
                       fill=look.colours.muted)  # fmt: skip
    panel.height += 0.2 * look.line


def _range(lines: pd.DataFrame) -> ValueRange:
    ends = lines[["value", "value_low", "value_high"]].to_numpy("float64", na_value=np.nan)
    return value_range(ends.ravel().tolist(), unit=str(lines["unit"].iloc[0]), at_most=MOST_TICKS,
                       room=0.08)  # fmt: skip


def _axis(panel: Canvas, axis: ValueRange, scale: PixelScale, first: pd.Series, look: Look) -> None:
    """A few round numbers below the lines, and below them which way is better, and a break."""
    for tick in axis.ticks:
        x = scale(tick)
        panel.line((x, panel.height), (x, panel.height + 4), look.colours.muted, stroke_width=1)
        text = tick_text(tick, str(first["unit"]), look.lang)
        panel.text(x, panel.height + 1.3 * look.small, text, size=0.9 * look.small,
                   fill=look.colours.muted, anchor="middle")  # fmt: skip
    panel.height += 1.5 * look.small
    direction = str(first.get("direction"))
    if direction != "none" or axis.broken:
        panel.height += 1.4 * look.small
        direction_line(panel, direction, (scale.start, panel.width), panel.height, look,
                       beside=break_mark(axis, look.lang))  # fmt: skip


def _name(panel: Canvas, row: dict[str, Any], middle: float, room: float, look: Look) -> None:
    """The area's name; below it in small letters what tells its figure apart, and its province."""
    name, _bracket, rest = str(row["area_label"]).partition(" (")
    beside = " · ".join(text for text in (str(row.get("beside") or ""), rest.removesuffix(")"))
                        if text)  # fmt: skip
    raised = 0.1 * look.size if not beside else -0.25 * look.size
    panel.text(0, middle + 0.3 * look.size + raised, shortened(name, look.size, room),
               size=look.size, fill=look.colours.ink)  # fmt: skip
    if beside:
        small = 0.85 * look.small
        panel.text(0, middle + 0.95 * look.size, shortened(beside, small, room), size=small,
                   fill=look.colours.muted)  # fmt: skip


def _figure(
    panel: Canvas, row: dict[str, Any], text: str, order: int, scale: PixelScale, middle: float,
    look: Look,
) -> None:  # fmt: skip
    best = bool(row.get("surely_best"))
    panel.line((scale.start, middle), (scale.end, middle), look.colours.grid, stroke_width=1)
    if (ends := interval(row, scale)) is not None:
        level_bar(panel, ends, middle, area_colour(order, look.dark), look)
    area_mark(panel, (scale(row["value"]), middle), order, look)
    panel.text(panel.width, middle + 0.35 * look.size, text, size=look.size,
               fill=look.colours.ink, anchor="end", bold=best)  # fmt: skip


def _missing(panel: Canvas, row: dict[str, Any], left: float, middle: float, look: Look) -> None:
    """A hatch with the reason on the page's colour, so that the hatch ends at it."""
    height = 0.7 * look.line
    panel.rect(left, middle - height / 2, panel.width - left, height, fill=f"url(#{HATCH})",
               fill_opacity=0.6)  # fmt: skip
    text = missing_text(row["missing_reason"], look.lang)
    centre, half = (left + panel.width) / 2, text_width(text, look.small) / 2 + 4
    panel.rect(centre - half, middle - height / 2, 2 * half, height, fill=look.colours.page)
    panel.text(centre, middle + 0.35 * look.small, text, size=look.small,
               fill=look.colours.muted, anchor="middle")  # fmt: skip
