"""Where one area stands among all areas, indicator by indicator: better is always to the right."""

from typing import Any

import pandas as pd

from indicators.charts import style
from indicators.charts.palette import area_colour
from indicators.charts.spine import drawable_rows, position
from indicators.language import formats
from indicators.language.texts import translator
from indicators.pictures.canvas import Canvas
from indicators.pictures.font_table import text_width, wrapped
from indicators.pictures.look import Look, PixelScale
from indicators.pictures.marks import arrow
from indicators.pictures.remarks import Remarks

BAR, BAND = 4.0, 12.0
# Name and value stand left of the bars from this width on, above them on narrower pictures.
WIDE = 760
WORDS_SHARE = 0.42


def spine_body(profile: pd.DataFrame, look: Look, width: float, remarks: Remarks) -> Canvas:
    """The drawable rows of a profile, one below the other.

    ``profile`` as for ``charts.spine.spine_chart``, and told (period and basis of each figure);
    raises as it does.
    """
    drawable, _withheld = drawable_rows(profile)
    if drawable.empty:
        raise ValueError("found no indicator that can be drawn, expected one; say why instead")
    canvas = Canvas(width)
    left = WORDS_SHARE * width if width >= WIDE else 0.0
    scale = PixelScale(0.0, 1.0, left + look.mark, width - look.mark)
    rows = style.records(drawable)
    if any(row["direction"] != "none" for row in rows):
        _directions(canvas, scale, look)
    for row in rows:
        _row(canvas, row, scale, look, remarks, beside=left > 0)
    return canvas


def _directions(canvas: Canvas, scale: PixelScale, look: Look) -> None:
    _ = translator(look.lang)
    canvas.height += look.line
    base = canvas.height - 0.3 * look.line
    muted, length = look.colours.muted, 1.2 * look.small
    level = base - 0.3 * look.small
    arrow(canvas, (scale.start, level), (-1, 0), muted, length)
    arrow(canvas, (scale.end, level), (1, 0), muted, length)
    canvas.text(scale.start + 1.5 * length, base, _("worse"), size=look.small, fill=muted)
    canvas.text(scale.end - 1.5 * length, base, _("better"), size=look.small, fill=muted,
                anchor="end")  # fmt: skip


def _row(
    canvas: Canvas, row: dict[str, Any], scale: PixelScale, look: Look, remarks: Remarks, *,
    beside: bool,
) -> None:  # fmt: skip
    """Name, period and value, then the bar with both ends of what was reported."""
    top = canvas.height
    room = scale.start - 2 * look.size if beside else canvas.width
    words = _words(row, look, room, remarks)
    canvas.put(words, 0, top)
    bar = top + (0.9 * look.line if beside else words.height + 0.8 * BAND)
    _bar(canvas, row, scale, bar, look)
    canvas.height = max(top + words.height, bar + 2.4 * look.small) + 0.5 * look.line


def _words(row: dict[str, Any], look: Look, room: float, remarks: Remarks) -> Canvas:
    words = Canvas(room)
    reading = look.reading(row["unit"], row["decimals"])
    value = f"{reading.figure(row)} {remarks.sign(row)}".strip()
    name = str(row["indicator_name"])
    own_line = text_width(f"{name}: ", look.size) + text_width(value, look.size, bold=True) > room
    for line in wrapped(name, look.size, room):
        words.height += look.line
        words.text(0, words.height - 0.3 * look.line, line, size=look.size, fill=look.colours.ink)
    at = 0.0 if own_line else text_width(f"{name}: ", look.size)
    for line in wrapped(value, look.size, room, bold=True):
        words.height += look.line if own_line else 0
        words.text(at, words.height - 0.3 * look.line, line, size=look.size,
                   fill=look.colours.ink, bold=True)  # fmt: skip
    for line in wrapped(_told(row, look.lang), look.small, room):
        words.height += 1.35 * look.small
        words.text(0, words.height - 0.3 * look.small, line, size=look.small,
                   fill=look.colours.muted)  # fmt: skip
    return words


def _told(row: dict[str, Any], lang: str) -> str:
    """Period and basis of the figure, and its place among the areas that reported."""
    counted = translator(lang)("areas that reported: {count}").format(
        count=formats.number(row["reported"], 0, lang))  # fmt: skip
    return " · ".join(part for part in (str(row.get("told") or ""), counted) if part)


def _bar(canvas: Canvas, row: dict[str, Any], scale: PixelScale, y: float, look: Look) -> None:
    colours = look.colours
    low, high = row["minimum"], row["maximum"]
    at = {name: scale(position(row[name], low, high, row["direction"]))
          for name in ("lower_quartile", "median", "upper_quartile", "value")}  # fmt: skip
    canvas.rect(scale.start, y - BAR / 2, scale.end - scale.start, BAR, fill=colours.fill)
    first, last = sorted((at["lower_quartile"], at["upper_quartile"]))
    canvas.rect(first, y - BAND / 2, last - first, BAND, fill=colours.band)
    canvas.line((at["median"], y - BAND / 2 - 2), (at["median"], y + BAND / 2 + 2),
                colours.reference, stroke_width=2)  # fmt: skip
    if row["direction"] == "none":
        canvas.circle((at["value"], y), look.mark, fill=colours.page, stroke=colours.ink,
                      stroke_width=2.5)  # fmt: skip
    else:
        canvas.circle((at["value"], y), look.mark + 1, fill=area_colour(0, look.dark),
                      stroke=colours.page, stroke_width=2)  # fmt: skip
    reading = look.reading(row["unit"], row["decimals"])
    ends = [reading.short_text(low), reading.short_text(high)]
    if row["direction"] == "lower":
        ends.reverse()
    base = y + BAND / 2 + 1.2 * look.small
    canvas.text(scale.start, base, ends[0], size=look.small, fill=colours.muted)
    canvas.text(scale.end, base, ends[1], size=look.small, fill=colours.muted, anchor="end")
