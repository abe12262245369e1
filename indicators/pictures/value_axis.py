"""Axes: light lines with round numbers, below a plot or to its left."""

from indicators.pictures.canvas import Canvas
from indicators.pictures.font_table import shortened, text_width
from indicators.pictures.look import Look, PixelScale, tick_text

# Between the numbers of an axis, at least this many times the size of a letter.
TICK_ROOM = 1.0


def axis_below(
    canvas: Canvas, scale: PixelScale, look: Look, *, top: float, bottom: float, unit: str,
    title: str = "",
) -> float:  # fmt: skip
    """Upright grid lines from ``top`` to ``bottom``, numbers below; how high they stand.

    A title stands below the numbers, in the middle.
    """
    ticks = [(scale(tick), tick_text(tick, unit, look.lang)) for tick in scale.ticks()]
    for x, _text in ticks:
        canvas.line((x, top), (x, bottom), look.colours.grid, stroke_width=1)
    base = bottom + 1.2 * look.small
    for x, text in _apart(ticks, look):
        canvas.text(_inside(x, text, canvas, look), base, text, size=look.small,
                    fill=look.colours.muted, anchor="middle")  # fmt: skip
    if not title:
        return 1.6 * look.small
    shown = shortened(title, look.small, canvas.width)
    centre = (scale.start + scale.end) / 2
    canvas.text(_inside(centre, shown, canvas, look), base + 1.5 * look.small, shown,
                size=look.small, fill=look.colours.muted, anchor="middle")  # fmt: skip
    return 3.2 * look.small


def axis_at_left(
    canvas: Canvas, scale: PixelScale, look: Look, *, left: float, right: float, unit: str,
    ticks: list[float] | None = None,
) -> None:  # fmt: skip
    """Level grid lines from ``left`` to ``right``, numbers before them."""
    for tick in scale.ticks() if ticks is None else ticks:
        y = scale(tick)
        canvas.line((left, y), (right, y), look.colours.grid, stroke_width=1)
        canvas.text(left - 0.5 * look.small, y + 0.35 * look.small,
                    tick_text(tick, unit, look.lang), size=look.small,
                    fill=look.colours.muted, anchor="end")  # fmt: skip


def room_at_left(ticks: list[float], unit: str, look: Look) -> float:
    """How much room the numbers of ``axis_at_left`` need before its lines."""
    widths = [text_width(tick_text(tick, unit, look.lang), look.small) for tick in ticks]
    return max(widths, default=0.0) + 0.8 * look.small


def _apart(ticks: list[tuple[float, str]], look: Look) -> list[tuple[float, str]]:
    """The numbers that have room, from the left."""
    kept: list[tuple[float, str]] = []
    free_from = float("-inf")
    for x, text in sorted(ticks):
        half = text_width(text, look.small) / 2
        if x - half >= free_from:
            kept.append((x, text))
            free_from = x + half + TICK_ROOM * look.small
    return kept


def _inside(x: float, text: str, canvas: Canvas, look: Look) -> float:
    """The middle of a text so that neither of its ends leaves the canvas."""
    half = text_width(text, look.small) / 2
    return min(max(x, half), canvas.width - half)
