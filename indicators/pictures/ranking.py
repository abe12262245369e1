"""A ranking: up to thirty areas by name with dot, interval and number; more as a curve.

A picture has no pointer that tells a name. So every named area has its number beside it, and a
curve names the areas that were asked for, or both its ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from indicators.charts import style
from indicators.charts.curve import is_filled
from indicators.charts.cut_ends import ABOVE, ends_of_rows, within_ends
from indicators.charts.palette import area_colour
from indicators.charts.ranking import MOST_ROWS_NAMED, chosen_places
from indicators.charts.style import ValueStyle
from indicators.charts.value_range import widened
from indicators.language import formats
from indicators.language.area_words import name_with_province
from indicators.language.texts import translator
from indicators.pictures.canvas import Canvas, polyline, segments
from indicators.pictures.font_table import shortened, text_width
from indicators.pictures.look import Look, PixelScale
from indicators.pictures.marks import THIN, area_mark, interval, level_bar
from indicators.pictures.remarks import Remarks
from indicators.pictures.value_axis import axis_at_left, axis_below, room_at_left

ROW_LINES = 1.35
# The widest that names may be, as a share of the picture.
NAMES_SHARE = 0.36
PLOT_HEIGHT = 300


@dataclass(frozen=True)
class Columns:
    """Where the parts of a named row stand, in pixels from the left."""

    place_end: float
    names: float
    plot: float
    plot_end: float
    values_end: float


def ranking_body(
    rows: pd.DataFrame, reading: ValueStyle, look: Look, width: float, *,
    highlighted: Sequence[str], remarks: Remarks, direction: str,
) -> Canvas:  # fmt: skip
    """The areas of a ranking by their values.

    ``rows`` and ``highlighted`` as for ``charts.ranking.ranking_curve``; raises as it does.
    ``remarks`` takes up what must be known of the named figures.
    """
    style.complete_values(rows, "value")
    rows = rows.reset_index(drop=True)
    chosen = chosen_places(rows, highlighted)
    if len(rows) <= MOST_ROWS_NAMED:
        return _named(rows, chosen, reading, look, width, remarks)
    return _curve(rows, chosen, reading, look, width, remarks, direction)


# ── up to thirty areas ───────────────────────────────────────────────────────────────────────


def _named(
    rows: pd.DataFrame, chosen: list[int], reading: ValueStyle, look: Look, width: float,
    remarks: Remarks,
) -> Canvas:  # fmt: skip
    canvas = Canvas(width)
    records = style.records(rows)
    ends = ends_of_rows(rows)
    drawn = style.records(within_ends(rows, ends))
    texts = [
        _RowTexts.of(row, reading, remarks, beside)
        for row, beside in zip(records, _told_beside(rows, look.lang), strict=True)
    ]
    columns = _columns(texts, look, width)
    low, high = _extent(within_ends(rows, ends), reading.unit)
    scale = PixelScale(low, high, columns.plot, columns.plot_end)
    height = ROW_LINES * look.line
    bottom = len(rows) * height + 4
    axis = axis_below(canvas, scale, look, top=0, bottom=bottom, unit=reading.unit,
                      title="" if reading.unit == "%" else reading.unit)  # fmt: skip
    for number, (row, text) in enumerate(zip(drawn, texts, strict=True)):
        middle = (number + 0.5) * height
        order = chosen.index(number) if number in chosen else None
        _row(canvas, row, text, order, scale, columns, middle, look)
        if sign := ends.sign(records[number]["value"]):
            _beyond(canvas, sign, scale(row["value"]), middle, look)
    canvas.height = bottom + axis
    return canvas


@dataclass(frozen=True)
class _RowTexts:
    """What stands beside one dot."""

    place: str
    name: str
    beside: str
    value: str

    @classmethod
    def of(
        cls, row: dict[str, Any], reading: ValueStyle, remarks: Remarks, beside: str
    ) -> "_RowTexts":
        place = "" if pd.isna(row["rank"]) else formats.rank_interval(
            row["rank"], row["rank_low"], row["rank_high"], reading.lang)  # fmt: skip
        sign = remarks.sign(row)
        value = reading.short_figure(row) + (f" {sign}" if sign else "")
        return cls(place, str(row["name"]), beside, value)


def _told_beside(rows: pd.DataFrame, lang: str) -> list[str]:
    """What tells each row from the others: province, period, basis, where these differ."""
    periods = rows[["period_start", "period_end"]].drop_duplicates()
    parts = []
    if rows["province"].nunique() > 1:
        parts.append([str(province) if province != name else "" for province, name in
                      zip(rows["province"], rows["name"], strict=True)])  # fmt: skip
    if len(periods) > 1:
        parts.append([formats.period(start, end, lang) for start, end in
                      zip(rows["period_start"], rows["period_end"], strict=True)])  # fmt: skip
    if "basis_name" in rows and rows["basis_name"].nunique() > 1:
        parts.append(rows["basis_name"].astype("str").tolist())
    told = zip(*parts, strict=True) if parts else ([""] for _row in range(len(rows)))
    return [", ".join(part for part in row if part) for row in told]


def _columns(texts: list[_RowTexts], look: Look, width: float) -> Columns:
    """Places and values as wide as they are, names up to their share, the plot has the rest."""
    gap = 0.8 * look.size
    places = max(text_width(text.place, look.small) for text in texts)
    values = max(text_width(text.value, look.size, bold=True) for text in texts)
    names = max(text_width(text.name, look.size, bold=True)
                + (gap + text_width(text.beside, look.small) if text.beside else 0)
                for text in texts)  # fmt: skip
    first = places + gap if places else 0.0
    plot = first + min(names, NAMES_SHARE * width) + 1.6 * gap
    return Columns(places, first, plot, width - values - 1.6 * gap, width)


def _row(
    canvas: Canvas, row: dict[str, Any], text: _RowTexts, order: int | None, scale: PixelScale,
    columns: Columns, middle: float, look: Look,
) -> None:  # fmt: skip
    colours, bold = look.colours, order is not None
    base = middle + 0.35 * look.size
    canvas.text(columns.place_end, base, text.place, size=look.small, fill=colours.muted,
                anchor="end")  # fmt: skip
    _name(canvas, text, columns, base, look, bold=bold)
    canvas.text(columns.values_end, base, text.value, size=look.size, fill=colours.ink,
                anchor="end", bold=bold)  # fmt: skip
    colour = colours.point if order is None else area_colour(order, look.dark)
    if (ends := interval(row, scale)) is not None:
        level_bar(canvas, ends, middle, colour, look)
    at = (scale(row["value"]), middle)
    if order is None:
        canvas.circle(at, 0.7 * look.mark, fill=colour)
    else:
        area_mark(canvas, at, order, look)


def _beyond(canvas: Canvas, sign: str, at: float, middle: float, look: Look) -> None:
    """The sign that a figure lies beyond the end of the scale, on the outer side of its dot."""
    side = 1 if sign == ABOVE else -1
    canvas.text(at + side * 0.9 * look.size, middle + 0.35 * look.size, sign, size=look.size,
                fill=look.colours.ink, anchor="middle", bold=True)  # fmt: skip


def _name(
    canvas: Canvas, text: _RowTexts, columns: Columns, base: float, look: Look, *, bold: bool
) -> None:
    """The name, and beside it in small letters as much of the rest as there is room for."""
    room = columns.plot - columns.names - 0.8 * look.size
    name = shortened(text.name, look.size, room, bold=bold)
    canvas.text(columns.names, base, name, size=look.size, fill=look.colours.ink, bold=bold)
    used = text_width(name, look.size, bold=bold) + 0.5 * look.size
    if text.beside and room - used > 3 * look.small:
        beside = shortened(text.beside, look.small, room - used)
        canvas.text(columns.names + used, base, beside, size=look.small, fill=look.colours.muted)


def _extent(rows: pd.DataFrame, unit: str) -> list[float]:
    """Values and intervals with room around them; one value alone gets no axis of its own noise."""
    ends = rows[["value", "value_low", "value_high"]].to_numpy("float64", na_value=np.nan)
    low, high = widened(float(np.nanmin(ends)), float(np.nanmax(ends)), unit)
    return style.padded_range(low, high, 0.04)


# ── more than thirty areas ───────────────────────────────────────────────────────────────────


def _curve(
    rows: pd.DataFrame, chosen: list[int], reading: ValueStyle, look: Look, width: float,
    remarks: Remarks, direction: str,
) -> Canvas:  # fmt: skip
    """The place from left to right, the value upwards; names on lines of their own above."""
    canvas = Canvas(width)
    low, high = _extent(rows, reading.unit)
    values = rows["value"].to_numpy("float64")
    filled = is_filled(values)
    low = min(low, 0.0) if filled and values.min() < 0 else 0.0 if filled else low
    named = chosen or [0, len(rows) - 1]
    top = len(named) * look.line + (look.line if reading.unit != "%" else 0.4 * look.line)
    bottom = top + PLOT_HEIGHT * look.letters
    ticks = style.round_ticks(low, high)
    left = room_at_left(ticks, reading.unit, look)
    upwards = PixelScale(low, high, bottom, top)
    along = PixelScale(1, len(rows), left + look.mark, width - look.mark)
    axis_at_left(canvas, upwards, look, left=left, right=width, unit=reading.unit, ticks=ticks)
    _values(canvas, rows, along, upwards, look, filled=filled)
    _labels(canvas, rows, named, reading, remarks, along, upwards, look, asked=bool(chosen))
    if reading.unit != "%":
        ground = text_width(reading.unit, look.small) + 4
        canvas.rect(0, top - 1.4 * look.line, ground, look.line, fill=look.colours.page)
        canvas.text(0, top - 0.7 * look.line, reading.unit, size=look.small,
                    fill=look.colours.muted)  # fmt: skip
    _ = translator(look.lang)
    title = _("Place by size") if direction == "none" else _("Place, from the best")
    canvas.height = bottom + _places(canvas, along, bottom, title, look)
    return canvas


def _values(
    canvas: Canvas,
    rows: pd.DataFrame,
    along: PixelScale,
    upwards: PixelScale,
    look: Look,
    *,
    filled: bool,
) -> None:
    """Line and intervals of all areas, with as many points as there are pixels."""
    places = np.unique(np.linspace(0, len(rows) - 1, min(len(rows), int(along.end)), dtype=int))
    shown = rows.iloc[places]
    points = [(along(place + 1), upwards(value))
              for place, value in zip(places, shown["value"], strict=True)]  # fmt: skip
    if filled:
        ground = upwards(max(upwards.low, 0.0))
        around = [(points[0][0], ground), *points, (points[-1][0], ground)]
        canvas.path(polyline(around, closed=True), fill=look.colours.fill)
    bars = [((x, ends[0]), (x, ends[1])) for (x, _y), row in zip(points, style.records(shown),
            strict=True) if (ends := interval(row, upwards))]  # fmt: skip
    if bars:
        canvas.path(segments(bars), stroke=look.colours.point, stroke_width=THIN, fill="none")
    canvas.path(polyline(points), stroke=look.colours.point, stroke_width=2, fill="none",
                stroke_linejoin="round")  # fmt: skip


def _labels(
    canvas: Canvas, rows: pd.DataFrame, named: list[int], reading: ValueStyle, remarks: Remarks,
    along: PixelScale, upwards: PixelScale, look: Look, *, asked: bool,
) -> None:  # fmt: skip
    """Each on a line of its own, the leftmost area highest, with a leader down to its mark."""
    from_the_left = sorted(enumerate(named), key=lambda pair: pair[1])
    texts = {}
    for number, (order, place) in enumerate(from_the_left):
        row = {str(key): value for key, value in rows.iloc[place].items()}
        sign = remarks.sign(row)
        texts[order] = f"{_area_and_value(row, reading)}{sign and f' {sign}'}"
        at = along(place + 1), upwards(row["value"])
        base = (number + 0.75) * look.line
        colour = area_colour(order, look.dark) if asked else look.colours.reference
        canvas.line((at[0], base + 0.2 * look.line), at, colour, stroke_width=1)
        _label(canvas, texts[order], at[0], base, look)
        if asked:
            area_mark(canvas, at, order, look)
        else:
            canvas.circle(at, look.mark * 0.8, fill=look.colours.reference)


def _area_and_value(row: dict[str, Any], reading: ValueStyle) -> str:
    place = "" if pd.isna(row["rank"]) else formats.rank_interval(
        row["rank"], row["rank_low"], row["rank_high"], reading.lang) + " · "  # fmt: skip
    return f"{place}{name_with_province(row)}: {reading.short_figure(row)}"


def _label(canvas: Canvas, text: str, x: float, base: float, look: Look) -> None:
    """A label above its area, moved so that it stays inside; the page's colour behind it."""
    shown = shortened(text, look.size, canvas.width)
    width = text_width(shown, look.size)
    start = min(max(x - width / 2, 0.0), canvas.width - width)
    canvas.rect(start - 2, base - look.size, width + 4, 1.3 * look.size, fill=look.colours.page)
    canvas.text(start, base, shown, size=look.size, fill=look.colours.ink)


def _places(canvas: Canvas, along: PixelScale, bottom: float, title: str, look: Look) -> float:
    """The axis of places: the first, round ones, the last; how high it is."""
    count = int(along.high)
    inner = [int(tick) for tick in style.round_ticks(1, count, 5) if tick >= 1]
    step = max(1, count // 20)
    ticks = [1, *(tick for tick in inner if 1 + step < tick < count - step), count]
    base = bottom + 1.3 * look.small
    for tick in ticks:
        text = formats.number(tick, 0, look.lang)
        half = text_width(text, look.small) / 2
        x = min(max(along(tick), half), canvas.width - half)
        canvas.text(x, base, text, size=look.small, fill=look.colours.muted, anchor="middle")
    canvas.text((along.start + along.end) / 2, base + 1.5 * look.small, title, size=look.small,
                fill=look.colours.muted, anchor="middle")  # fmt: skip
    return 3.3 * look.small
