"""Marks of areas: each has a colour and a shape of its own, as on the pages; bars of intervals."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from indicators.charts.palette import area_colour, area_symbol
from indicators.charts.style import better_words
from indicators.pictures.canvas import Canvas, Point, polyline, segments
from indicators.pictures.font_table import shortened
from indicators.pictures.look import Look, PixelScale

THIN = 1.5
# A shorter interval has no ends that could be told apart.
LEAST_SEEN = 4.0

# Corners around (0, 0) by the shape's name, as shares of the radius; a circle has none.
CORNERS: dict[str, tuple[Point, ...]] = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "diamond": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    "triangle-up": ((0, -1.15), (1.1, 0.85), (-1.1, 0.85)),
    "triangle-down": ((0, 1.15), (1.1, -0.85), (-1.1, -0.85)),
    "star": tuple(
        (math.sin(math.pi * n / 5) * (1.3 if n % 2 == 0 else 0.55),
         -math.cos(math.pi * n / 5) * (1.3 if n % 2 == 0 else 0.55)) for n in range(10)),
    "pentagon": tuple(
        (math.sin(2 * math.pi * n / 5) * 1.1, -math.cos(2 * math.pi * n / 5) * 1.1)
        for n in range(5)),
    "cross": ((-0.4, -1.1), (0.4, -1.1), (0.4, -0.4), (1.1, -0.4), (1.1, 0.4), (0.4, 0.4),
              (0.4, 1.1), (-0.4, 1.1), (-0.4, 0.4), (-1.1, 0.4), (-1.1, -0.4), (-0.4, -0.4)),
}  # fmt: skip


def area_mark(canvas: Canvas, at: Point, order: int, look: Look, *, kind: str = "filled") -> None:
    """The mark of the area chosen in this place (from 0).

    ``kind`` is ``filled``, ``open``, ``dotted`` (filled with a dot) or ``open-dotted``.
    """
    colour, page = area_colour(order, look.dark), look.colours.page
    is_open = kind.startswith("open")
    paint = {"fill": page if is_open else colour, "stroke": colour if is_open else page,
             "stroke_width": 1.5 * look.letters}  # fmt: skip
    shape(canvas, at, area_symbol(order), look.mark, **paint)
    if kind.endswith("dotted"):
        canvas.circle(at, look.mark * 0.35, fill=colour if is_open else page)


def arrow(canvas: Canvas, tip: Point, towards: Point, colour: str, length: float) -> None:
    """A small arrow that ends at ``tip``; ``towards`` is its direction, such as (1, 0).

    Drawn, since not every font has arrows.
    """
    (x, y), (dx, dy), head = tip, towards, length / 3
    back = (x - dx * head, y - dy * head)
    lines = [(tip, (x - dx * length, y - dy * length)),
             (tip, (back[0] - dy * head, back[1] - dx * head)),
             (tip, (back[0] + dy * head, back[1] + dx * head))]  # fmt: skip
    canvas.path(segments(lines), stroke=colour, stroke_width=1.2, fill="none")


def direction_line(
    canvas: Canvas, direction: str, ends: tuple[float, float], base: float, look: Look, *,
    beside: str = "",
) -> None:  # fmt: skip
    """Which way along an axis is better: an arrow at the better end and words.

    For an axis from ``ends`` on which larger values are further right; ``base`` is the base line of
    the text, ``beside`` what else is to be said, in words.
    """
    words, muted, length = better_words(direction, look.lang), look.colours.muted, 1.2 * look.small
    level, lower = base - 0.3 * look.small, direction == "lower"
    if words:
        tip = (ends[0], level) if lower else (ends[1], level)
        arrow(canvas, tip, (-1.0, 0.0) if lower else (1.0, 0.0), muted, length)
    told = " · ".join(part for part in ((words, beside) if lower else (beside, words)) if part)
    shift = 1.4 * length if words else 0.0
    room = ends[1] - ends[0] - shift
    x = ends[0] + shift if lower else ends[1] - shift
    canvas.text(x, base, shortened(told, look.small, room), size=look.small, fill=muted,
                anchor="start" if lower else "end")  # fmt: skip


def shape(canvas: Canvas, at: Point, name: str, radius: float, **paint: object) -> None:
    """One shape by its name in ``palette.AREA_SYMBOLS``."""
    if name not in CORNERS:
        canvas.circle(at, radius, **paint)
        return
    corners = [(at[0] + x * radius, at[1] + y * radius) for x, y in CORNERS[name]]
    canvas.path(polyline(corners, closed=True), **paint)


def level_bar(canvas: Canvas, ends: tuple[float, float], y: float, colour: str, look: Look) -> None:
    """The interval of a dot from left to right; with ends of its own where these can be seen."""
    canvas.line((ends[0], y), (ends[1], y), colour, stroke_width=1.8 * look.letters)
    if abs(ends[1] - ends[0]) > LEAST_SEEN:
        reach = 0.75 * look.mark
        caps = [((x, y - reach), (x, y + reach)) for x in ends]
        canvas.path(segments(caps), stroke=colour, stroke_width=1.2 * look.letters, fill="none")


def interval(row: Mapping[Any, Any], scale: PixelScale) -> tuple[float, float] | None:
    """Both ends of a figure's interval in pixels; ``None`` where it has none."""
    low, high = row.get("value_low"), row.get("value_high")
    if low is None or high is None or pd.isna(low) or pd.isna(high):
        return None
    return scale(float(low)), scale(float(high))
