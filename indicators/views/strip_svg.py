"""All areas of one indicator on one line, as a few hundred bytes of SVG inside a table."""

import numpy as np
import numpy.typing as npt

from indicators.charts.beeswarm import beeswarm_offsets
from indicators.charts.palette import palette
from indicators.judgement import MINIMUM_REPORTED

WIDTH, HEIGHT, EDGE = 160, 24, 4
# More areas than this are one shape of their density.
MOST_DOTS = 80
COLUMNS = 40
RADIUS = 2.5

Values = npt.NDArray[np.float64]


def strip_svg(values: Values, *, dark: bool) -> str:
    """The values (at least one, none missing) from the lowest at the left to the highest.

    An upright mark is the median, where there are values enough for one. The picture is hidden
    from screen readers: the table around it tells both ends and how many there are. Raises
    ``ValueError`` for no values or a missing one.
    """
    if not len(values) or not np.isfinite(values).all():
        raise ValueError(f"found {len(values)} values, expected at least one and none missing")
    colours = palette(dark)
    shape = _density if len(values) > MOST_DOTS else _dots
    marks = [f'<path d="M{EDGE} {HEIGHT / 2:g}H{WIDTH - EDGE}" stroke="{colours.grid}"/>',
             shape(values, colours.point)]  # fmt: skip
    if len(values) >= MINIMUM_REPORTED:
        x = _across(np.array([np.median(values)]), values)[0]
        marks.append(f'<path d="M{x:.1f} 2V{HEIGHT - 2}" stroke="{colours.reference}" '
                     'stroke-width="2"/>')  # fmt: skip
    return (f'<svg class="tx-strip" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} '
            f'{HEIGHT}" aria-hidden="true" focusable="false">{"".join(marks)}</svg>')  # fmt: skip


def _across(places: Values, values: Values) -> Values:
    """Where values stand from left to right, in pixels; values all alike stand in the middle."""
    low, span = float(values.min()), float(values.max() - values.min())
    if not span:
        return np.full(len(places), WIDTH / 2)
    return EDGE + (places - low) / span * (WIDTH - 2 * EDGE)


def _dots(values: Values, colour: str) -> str:
    """One dot each; equal ones are moved up and down to lie beside each other."""
    x = _across(values, values)
    y = HEIGHT / 2 + beeswarm_offsets(values, COLUMNS) * (HEIGHT / 2 - RADIUS - 1)
    dots = "".join(
        f'<circle cx="{a:.1f}" cy="{b:.1f}" r="{RADIUS}"/>' for a, b in zip(x, y, strict=True)
    )
    return f'<g fill="{colour}" fill-opacity="0.75">{dots}</g>'


def _density(values: Values, colour: str) -> str:
    """How many areas lie in each column, as one shape around the middle line."""
    counts, edges = np.histogram(values, bins=COLUMNS)
    x = _across(np.repeat(edges, 2)[1:-1], values)
    half = np.repeat(counts / counts.max(), 2) * (HEIGHT / 2 - 1)
    # A single area among thousands is still a line that can be seen.
    half = np.where((half > 0) & (half < 0.5), 0.5, half)
    upper = [f"{a:.1f} {HEIGHT / 2 - b:.1f}" for a, b in zip(x, half, strict=True)]
    lower = [f"{a:.1f} {HEIGHT / 2 + b:.1f}" for a, b in zip(x, half, strict=True)]
    return f'<path d="M{" ".join(upper + lower[::-1])}Z" fill="{colour}"/>'
