"""Figures in the order of time: lines only where neighbours may be compared, marks elsewhere.

The signs are those of the page (``charts.trend``); what a picture cannot tell when pointed at, the
first and the last number of each area, stands beside its name.
"""

from datetime import date, timedelta
from typing import Any

import pandas as pd

from indicators.charts import style
from indicators.charts.palette import area_colour
from indicators.charts.trend import (
    ENDS,
    TrendPicture,
    breaks_in_view,
    day_ticks,
    days_in_view,
    has_bar,
    panel_name,
    panels_of,
)
from indicators.charts.trend_marks import is_dotted
from indicators.language import formats
from indicators.language.record_texts import in_language
from indicators.language.texts import translator
from indicators.over_time.period_series import REGULAR
from indicators.pictures.canvas import Canvas, polyline
from indicators.pictures.font_table import shortened, text_width, wrapped
from indicators.pictures.look import Look, PixelScale
from indicators.pictures.marks import area_mark, interval
from indicators.pictures.remarks import Remarks
from indicators.pictures.value_axis import axis_at_left, room_at_left

PANEL_HEIGHT = 230


def trend_body(picture: TrendPicture, look: Look, width: float, remarks: Remarks) -> Canvas:
    """One panel, or one more for each kind of shorter periods with at least three figures.

    Raises ``ValueError`` where nothing can be drawn.
    """
    style.complete_values(picture.drawn, ENDS[picture.shown][0])
    canvas = Canvas(width)
    _names(canvas, picture, look, remarks)
    breaks = style.records(breaks_in_view(picture))
    _break_names(canvas, picture, breaks, look)
    panels = panels_of(picture.drawn)
    for name, rows in panels.items():
        if len(panels) > 1:
            canvas.height += look.line
            canvas.text(0, canvas.height - 0.3 * look.line, panel_name(name, look.lang),
                        size=look.size, fill=look.colours.ink, bold=True)  # fmt: skip
        _panel(canvas, picture, rows, breaks, look)
    return canvas


def _names(canvas: Canvas, picture: TrendPicture, look: Look, remarks: Remarks) -> None:
    """Each area with its mark, its first and its last figure."""
    for order, (code, label) in enumerate(picture.labels.items()):
        canvas.height += look.line
        middle = canvas.height - 0.5 * look.line
        area_mark(canvas, (1.3 * look.mark, middle), order, look)
        left, base = 3.6 * look.mark, middle + 0.35 * look.size
        name = shortened(label, look.size, canvas.width / 2, bold=True)
        canvas.text(left, base, name, size=look.size, fill=look.colours.ink, bold=True)
        left += text_width(name, look.size, bold=True) + 0.8 * look.size
        for line in wrapped(_ends(picture, code, look, remarks), look.size, canvas.width - left):
            canvas.text(left, base, line, size=look.size, fill=look.colours.ink)
            base += look.line
            canvas.height = max(canvas.height, base - 0.6 * look.line)


def _ends(picture: TrendPicture, code: str, look: Look, remarks: Remarks) -> str:
    """The first and the last figure of one area in words, with their periods."""
    own = picture.drawn[picture.drawn["area_code"] == code].sort_values("period_end")
    if own.empty:
        return translator(look.lang)("no figure")
    ends = [own.iloc[0]] if len(own) == 1 else [own.iloc[0], own.iloc[-1]]
    told = []
    for row in style.records(pd.DataFrame(ends)):
        period = formats.period(row["period_start"], row["period_end"], look.lang)
        told.append(f"{_number(picture, row)} {remarks.sign(row)}".strip() + f" ({period})")
    return " … ".join(told)


def _number(picture: TrendPicture, row: dict[str, Any]) -> str:
    if picture.shown == "rank":
        place = formats.rank_interval(row["rank"], row["rank_low"], row["rank_high"], picture.lang)
        return translator(picture.lang)("Rank {rank}").format(rank=place)
    return style.ValueStyle(picture.unit, picture.decimals, picture.lang, picture.dark).figure(row)


def _break_names(
    canvas: Canvas, picture: TrendPicture, breaks: list[dict[str, Any]], look: Look
) -> None:
    for row in breaks:
        name = in_language(row, "name", look.lang)
        told = f"{formats.day(row['on_date'].date(), look.lang)}: {name}"
        for line in wrapped(told, look.small, canvas.width - look.size):
            canvas.height += 1.35 * look.small
            base = canvas.height - 0.3 * look.small
            canvas.line((4, base - look.small), (4, base + 2), look.colours.reference,
                        stroke_width=1.5, stroke_dasharray="4 3")  # fmt: skip
            canvas.text(look.size, base, line, size=look.small, fill=look.colours.ink)


def _panel(
    canvas: Canvas, picture: TrendPicture, rows: pd.DataFrame, breaks: list[dict[str, Any]],
    look: Look,
) -> None:  # fmt: skip
    top = canvas.height + 1.4 * look.line
    bottom = top + PANEL_HEIGHT * look.letters
    upwards, ticks = _upwards(picture, rows, top, bottom)
    unit = picture.unit if picture.shown == "value" else ""
    left = room_at_left(ticks, unit, look)
    first, last = days_in_view(picture)
    along = PixelScale(first.toordinal(), last.toordinal(), left, canvas.width - look.mark)
    axis_at_left(canvas, upwards, look, left=left, right=canvas.width, unit=unit, ticks=ticks)
    told = translator(look.lang)("Rank") if picture.shown == "rank" else unit
    if told != "%":
        canvas.text(0, top - 0.7 * look.line, told, size=look.small, fill=look.colours.muted)
    for row in breaks:
        x = along(row["on_date"].date().toordinal())
        canvas.line((x, top - 0.5 * look.line), (x, bottom), look.colours.reference,
                    stroke_width=1.5, stroke_dasharray="4 3")  # fmt: skip
    for order, code in enumerate(picture.labels):
        _series(canvas, picture, rows[rows["area_code"] == code], order, along, upwards, look)
    canvas.height = bottom + _days(canvas, along, (first, last), bottom, look)


def _upwards(
    picture: TrendPicture, rows: pd.DataFrame, top: float, bottom: float
) -> tuple[PixelScale, list[float]]:
    ends = rows[list(ENDS[picture.shown])].astype("float64")
    low, high = style.padded_range(float(ends.min().min()), float(ends.max().max()), 0.12)
    if picture.shown == "rank":
        scale = PixelScale(high, max(low, 0.5), bottom, top)
        return scale, [tick for tick in scale.ticks() if tick >= 1 and tick == int(tick)]
    scale = PixelScale(low, high, bottom, top)
    return scale, scale.ticks()


def _series(
    canvas: Canvas, picture: TrendPicture, own: pd.DataFrame, order: int, along: PixelScale,
    upwards: PixelScale, look: Look,
) -> None:  # fmt: skip
    """Lines, the days that parts of a year cover, intervals, marks of one area."""
    column, low, high = ENDS[picture.shown]
    colour = area_colour(order, look.dark)

    def point(day: Any, value: Any) -> tuple[float, float]:
        return along(day.date().toordinal()), upwards(float(value))

    for _line, group in own.groupby("line", sort=False):
        if len(group) > 1:
            points = [point(*pair) for pair in zip(group["period_end"], group[column], strict=True)]
            canvas.path(polyline(points), stroke=colour, stroke_width=2 * look.letters, fill="none")
    for row in style.records(own[has_bar(own)]):
        canvas.line(point(row["period_start"], row[column]), point(row["period_end"], row[column]),
                    colour, stroke_width=1.2 * look.letters)  # fmt: skip
    for row in style.records(own):
        at = point(row["period_end"], row[column])
        bar = interval({"value_low": row[low], "value_high": row[high]}, upwards)
        if bar is not None:
            canvas.line((at[0], bar[0]), (at[0], bar[1]), colour, stroke_width=1.2 * look.letters)
        area_mark(canvas, at, order, look, kind=_kind(row))


def _kind(row: dict[str, Any]) -> str:
    """Filled for a regular period, open for a part of one, dotted where no year is given."""
    if row["series"] in REGULAR:
        return "dotted" if is_dotted(row) else "filled"
    return "open-dotted" if row["series"] in ("stated", "state") else "open"


def _days(
    canvas: Canvas, along: PixelScale, view: tuple[date, date], bottom: float, look: Look
) -> float:
    """The axis of days; at least the last day of the view has its name."""
    days = day_ticks(*view) or [view[1] - timedelta(days=(view[1] - view[0]).days // 2)]
    base = bottom + 1.3 * look.small
    free_from = float("-inf")
    for day in days:
        text = formats.day(day, look.lang)
        half = text_width(text, look.small) / 2
        x = min(max(along(day.toordinal()), half), canvas.width - half)
        canvas.line((along(day.toordinal()), bottom), (along(day.toordinal()), bottom + 4),
                    look.colours.muted, stroke_width=1)  # fmt: skip
        if x - half > free_from:
            canvas.text(x, base, text, size=look.small, fill=look.colours.muted, anchor="middle")
            free_from = x + half + look.small
    return 1.8 * look.small
