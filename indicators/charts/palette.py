"""Every colour of the charts, for the light and for the dark theme.

The colours of areas start from Okabe and Ito's palette and were moved until any two stay well
apart (CIELAB distance of 25 and more) for readers with normal sight, without red and without
green receptors, and until each stands out from the page by at least 3:1 (WCAG 2.2, non-text
contrast). Colour never stands alone: each area has a marker of its own shape too. A judgement is
blue (better) or amber (worse), never red or green, and always beside its sign: the two stay apart
for readers without any one of the three receptors.
"""

from dataclasses import dataclass
from typing import Any

# One shape per place in a palette's `areas`, so that colour is never the only difference.
AREA_SYMBOLS = (
    "circle",
    "square",
    "diamond",
    "triangle-up",
    "triangle-down",
    "star",
    "pentagon",
    "cross",
)

# What stands beside the colour of a judgement: signs that every font of a system has.
JUDGEMENT_SIGNS = {"better": "+", "worse": "\N{MINUS SIGN}", "same": "=", "unknown": "?"}


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, as ``#RRGGBB``.

    ``page`` is the theme's background (the figure itself is transparent), ``ink`` the text,
    ``muted`` secondary text, ``grid`` thin lines, ``point`` an area nobody asked for, ``fill``
    the mass of all areas, ``band`` the middle half, ``reference`` a benchmark or median,
    ``missing`` the hatch of what has no figure, ``areas`` the chosen areas in order. For maps:
    ``classes`` the values from low to high, ``cell_edge`` the outline of an area without a figure,
    ``outside`` the fill of one to which the indicator does not apply. For judgements: ``better``
    and ``worse`` are text and marks on the page; ``better_fill``, ``worse_fill`` and
    ``neutral_fill`` (nothing can be told, or neither) lie under text in ``ink``.
    """

    page: str
    ink: str
    muted: str
    grid: str
    point: str
    fill: str
    band: str
    reference: str
    missing: str
    areas: tuple[str, ...]
    classes: tuple[str, ...]
    cell_edge: str
    outside: str
    better: str
    worse: str
    better_fill: str
    worse_fill: str
    neutral_fill: str
    link: str


LIGHT = Palette(
    page="#FFFFFF",
    ink="#1C2B33",
    muted="#52646D",
    grid="#E3EAED",
    point="#7C909A",
    fill="#C9D6DB",
    band="#AFC1C9",
    reference="#1C2B33",
    missing="#8A979D",
    areas=(
        "#4C7AF0",
        "#9A271E",
        "#0DA375",
        "#B88400",
        "#7C1B5D",
        "#1797C2",
        "#2D158B",
        "#000000",
    ),
    classes=("#C5E3A0", "#7CCBA8", "#3DAFC0", "#2684B5", "#2A5799", "#1B2A63"),
    cell_edge="#B9C6CC",
    outside="#E6EAEC",
    better="#1D5FA8",
    worse="#8A5A00",
    better_fill="#C9DDF5",
    worse_fill="#FBDFA3",
    neutral_fill="#EDF1F2",
    link="#0A5F80",
)

DARK = Palette(
    page="#12191D",
    ink="#E6EDEF",
    muted="#A3B4BC",
    grid="#2A373E",
    point="#7F939C",
    fill="#33444C",
    band="#4A5F69",
    reference="#E6EDEF",
    missing="#77868D",
    areas=(
        "#71D1FF",
        "#DD721D",
        "#4AE277",
        "#C4A1A7",
        "#DBE209",
        "#377DB0",
        "#947CFF",
        "#FFFFFF",
    ),
    classes=("#3556A6", "#2482C4", "#2FA6BE", "#5CC49C", "#9CD980", "#F5F3AE"),
    cell_edge="#4C5E67",
    outside="#28343A",
    better="#7DB4F2",
    worse="#E8B04A",
    better_fill="#1F4470",
    worse_fill="#5E4308",
    neutral_fill="#28343A",
    link="#7FD0DC",
)


def coverage_shade(strength: float) -> str:
    """The theme's primary colour under text of either theme, from 0 (none) to 1 (full)."""
    return f"rgba(27, 129, 147, {strength:.2f})"


def palette(dark: bool) -> Palette:
    """The palette of the reader's theme."""
    return DARK if dark else LIGHT


def area_colour(place: int, dark: bool) -> str:
    """The colour of the chosen area in this place, counted from 0."""
    colours = palette(dark).areas
    return colours[place % len(colours)]


def area_symbol(place: int) -> str:
    """The marker of the chosen area in this place, counted from 0."""
    return AREA_SYMBOLS[place % len(AREA_SYMBOLS)]


def class_colours(count: int, dark: bool) -> tuple[str, ...]:
    """The colours of ``count`` classes from low to high, as far apart as the palette allows.

    Raises ``ValueError`` for none or for more than the palette has.
    """
    shades = palette(dark).classes
    if not 1 <= count <= len(shades):
        raise ValueError(f"found {count} classes, expected 1 to {len(shades)}")
    if count == 1:
        return (shades[len(shades) // 2],)
    last = len(shades) - 1
    return tuple(shades[round(place * last / (count - 1))] for place in range(count))


def missing_hatch(dark: bool) -> dict[str, Any]:
    """Plotly's ``marker.pattern`` for a bar that stands for "no figure": a grey hatch."""
    return {
        "shape": "/",
        "size": 6,
        "solidity": 0.25,
        "fgcolor": palette(dark).missing,
        "bgcolor": "rgba(0,0,0,0)",
    }


def readable_on(colour: str) -> str:
    """White or black, whichever stands out more from ``#RRGGBB``."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#000000" if 0.299 * red + 0.587 * green + 0.114 * blue > 128 else "#FFFFFF"
