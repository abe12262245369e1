"""One indicator of a few areas, large: the picture of what the comparison page draws large."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from indicators.charts import style
from indicators.charts.area_lines import missing_text
from indicators.charts.one_indicator import ReferenceLine, one_indicator_range
from indicators.language.texts import translator
from indicators.pictures.canvas import Canvas
from indicators.pictures.font_table import shortened, text_width
from indicators.pictures.look import Look, PixelScale
from indicators.pictures.marks import area_mark, direction_line, interval, level_bar
from indicators.pictures.remarks import Remarks
from indicators.pictures.value_axis import axis_below

NAMES_SHARE = 0.3
ROW_LINES = 2.0
DASH = "6 4"
HATCH = "hatch"


def one_indicator_body(
    rows: pd.DataFrame,
    references: Sequence[ReferenceLine],
    look: Look,
    width: float,
    remarks: Remarks,
) -> Canvas:
    """One line per area in the order of the frame; ``rows`` as in ``charts.one_indicator``."""
    canvas = Canvas(width)
    canvas.pattern(HATCH, look.colours.missing)
    names = NAMES_SHARE * width
    axis = one_indicator_range(rows, references)
    scale = PixelScale(axis.low, axis.high, names + look.size, width - look.mark)
    top = 1.5 * look.small * len(references) + 0.3 * look.line
    bottom = top + ROW_LINES * look.line * len(rows)
    first = rows.iloc[0]
    unit = str(first["unit"])
    below = axis_below(canvas, scale, look, top=top, bottom=bottom, unit=unit)
    canvas.line((scale.start, bottom), (scale.end, bottom), look.colours.muted, stroke_width=1)
    below += 1.4 * look.small
    direction_line(canvas, str(first["direction"]), (scale.start, scale.end), bottom + below, look,
                   beside="" if unit == "%" else unit)  # fmt: skip
    _references(canvas, references, scale, bottom, look)
    if axis.broken:
        _break(canvas, scale.start, bottom, look)
    for number, row in enumerate(style.records(rows)):
        middle = top + (number + 0.5) * ROW_LINES * look.line
        _line(canvas, row, number, scale, middle, look, remarks)
    canvas.height = bottom + below
    return canvas


def _line(
    canvas: Canvas, row: dict[str, Any], order: int, scale: PixelScale, middle: float, look: Look,
    remarks: Remarks,
) -> None:  # fmt: skip
    """The area's name, then its mark with the figure, or in words why there is none."""
    _name(canvas, row, scale.start - look.size, middle, look)
    reading = look.reading(str(row["unit"]), row["decimals"])
    if pd.isna(row["value"]):
        canvas.rect(scale.start, middle - 0.35 * look.line, scale.end - scale.start,
                    0.7 * look.line, fill=f"url(#{HATCH})", fill_opacity=0.6)  # fmt: skip
        _words(canvas, missing_text(row["missing_reason"], look.lang), scale, middle, look)
        return
    sign = remarks.sign(row)
    text = f"{reading.short_figure(row)} {sign}".strip()
    if not row["comparable"]:
        told = translator(look.lang)("{value}, {circumstances}: not on this axis")
        _words(canvas, told.format(value=text, circumstances=row["beside"]), scale, middle, look)
        return
    at = scale(float(row["value"]))
    ends = interval(row, scale) or (at, at)
    level_bar(canvas, ends, middle, look.colours.ink, look)
    area_mark(canvas, (at, middle), order, look)
    left = at > (scale.start + scale.end) / 2
    edge = ends[0] - 1.5 * look.mark if left else ends[1] + 1.5 * look.mark
    wide = text_width(text, look.size, bold=True)
    # No upright line runs through the number.
    canvas.rect(edge - wide - 2 if left else edge - 2, middle - 0.6 * look.size, wide + 4,
                1.2 * look.size, fill=look.colours.page)  # fmt: skip
    canvas.text(edge, middle + 0.35 * look.size, text, size=look.size, fill=look.colours.ink,
                anchor="end" if left else "start", bold=True)  # fmt: skip


def _name(canvas: Canvas, row: dict[str, Any], room: float, middle: float, look: Look) -> None:
    name, _bracket, rest = str(row["area_label"]).partition(" (")
    raised = 0.25 * look.size if rest else -0.35 * look.size
    canvas.text(0, middle - raised, shortened(name, look.size, room), size=look.size,
                fill=look.colours.ink)  # fmt: skip
    if rest:
        small = 0.9 * look.small
        canvas.text(0, middle + 0.9 * look.size, shortened(rest.removesuffix(")"), small, room),
                    size=small, fill=look.colours.muted)  # fmt: skip


def _words(canvas: Canvas, text: str, scale: PixelScale, middle: float, look: Look) -> None:
    """In the middle of the line, on the page's colour, so that no upright line runs through it."""
    shown = shortened(text, look.small, scale.end - scale.start)
    half = text_width(shown, look.small) / 2
    centre = (scale.start + scale.end) / 2
    canvas.rect(centre - half - 4, middle - 0.6 * look.line, 2 * half + 8, 1.2 * look.line,
                fill=look.colours.page)  # fmt: skip
    canvas.text(centre, middle + 0.35 * look.small, shown, size=look.small,
                fill=look.colours.muted, anchor="middle")  # fmt: skip


def _references(
    canvas: Canvas,
    references: Sequence[ReferenceLine],
    scale: PixelScale,
    bottom: float,
    look: Look,
) -> None:
    """Upright lines, solid for a median, dashed for a threshold; their labels above all lines."""
    step = 1.5 * look.small
    for number, line in enumerate(references, start=1):
        dash = {"stroke_dasharray": DASH} if line.kind == "threshold" else {}
        x = scale(line.value)
        canvas.line((x, step * number), (x, bottom), look.colours.reference, stroke_width=1.3,
                    **dash)  # fmt: skip
    for number, line in enumerate(references, start=1):
        label = shortened(line.label, look.small, canvas.width)
        half = text_width(label, look.small) / 2
        at = min(max(scale(line.value), half), canvas.width - half)
        base = step * number - 0.3 * look.small
        canvas.rect(at - half - 3, base - look.small, 2 * half + 6, 1.3 * look.small,
                    fill=look.colours.page)  # fmt: skip
        canvas.text(at, base, label, size=look.small, fill=look.colours.muted,
                    anchor="middle")  # fmt: skip


def _break(canvas: Canvas, x: float, y: float, look: Look) -> None:
    """Two slanted strokes through the beginning of the axis."""
    reach = 0.5 * look.small
    for shift in (0.4, 1.0):
        left = x + shift * look.small
        canvas.line((left, y + reach), (left + reach, y - reach), look.colours.ink,
                    stroke_width=1.5)  # fmt: skip
