"""What all charts have in common: layout, fonts, numbers in the reader's form, labels."""

import math
import re
import textwrap
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.charts.palette import Palette, palette
from indicators.language import formats, quoted
from indicators.language.texts import translator

# For `st.plotly_chart(config=…, theme=None)`. Nothing here is fetched: no locale file is named,
# numbers follow `layout.separators`, words are already translated.
CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "displayModeBar": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
}

# The same as in .streamlit/config.toml: fonts of the reader's own system.
FONT_FAMILY = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif"
)
FONT_SIZE = 13
SMALL_FONT_SIZE = 12
MARKER_SIZE = 11

# A label of this many characters fits beside a point on a screen of 390 pixels.
LABEL_CHARACTERS = 24


@dataclass(frozen=True)
class ValueStyle:
    """How the values of one indicator are shown to one reader."""

    unit: str
    decimals: int
    lang: str
    dark: bool

    @property
    def colours(self) -> Palette:
        """The palette of the reader's theme."""
        return palette(self.dark)

    def text(self, value: float) -> str:
        """A value with its unit."""
        return formats.with_unit(value, self.decimals, self.unit, self.lang)

    def figure(self, row: quoted.Figure) -> str:
        """The number of a figure that decides its place, with its unit."""
        return quoted.as_ranked(row, self.decimals, self.lang, self.unit)

    def short_figure(self, row: quoted.Figure) -> str:
        """The same for narrow places: of the units only "%" is written."""
        return quoted.as_ranked(row, self.decimals, self.lang, "%" if self.unit == "%" else "")

    def short_text(self, value: float) -> str:
        """A value for narrow places: of the units only "%" is written."""
        unit = "%" if self.unit == "%" else ""
        return formats.with_unit(value, self.decimals, unit, self.lang)


def base_layout(*, lang: str, dark: bool, height: int, margin: dict[str, int]) -> dict[str, Any]:
    """The layout that every chart starts from, as keywords of ``go.Layout``.

    An empty template keeps plotly's own (7 kB of JSON) out. Dragging is off, so that a finger
    on a chart scrolls the page.
    """
    colours = palette(dark)
    return {
        "template": {},
        "separators": formats.separators(lang),
        "height": height,
        "margin": {"pad": 0} | margin,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT_FAMILY, "size": FONT_SIZE, "color": colours.ink},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": colours.page,
            "bordercolor": colours.muted,
            "font": {"family": FONT_FAMILY, "size": FONT_SIZE, "color": colours.ink},
            "align": "left",
        },
    }


def value_axis(*, dark: bool, decimals: int, unit: str, **settings: Any) -> dict[str, Any]:
    """An axis of values: light grid, few ticks, numbers as the separators say."""
    colours = palette(dark)
    return {
        "type": "linear",
        "gridcolor": colours.grid,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "automargin": True,
        "nticks": 6,
        "tickformat": number_format(decimals),
        "ticksuffix": "%" if unit == "%" else "",
        "tickfont": {"size": SMALL_FONT_SIZE, "color": colours.muted},
    } | settings


def axis_title(text: str, dark: bool) -> dict[str, Any]:
    """The title of an axis, no larger than the text around it, in the lines that ``text`` has."""
    font = {"size": SMALL_FONT_SIZE, "color": palette(dark).muted}
    return {"text": plain_text(text).replace("\n", "<br>"), "standoff": 8, "font": font}


def interval_bars(
    rows: pd.DataFrame, values: npt.NDArray[np.float64], decimals: int, colour: str
) -> dict[str, Any]:
    """Plotly's error bars from ``value_low`` to ``value_high``: what a printed number stands for.

    Lengths are rounded far below what a source prints, which only drops binary noise.
    """
    high = rows["value_high"].to_numpy("float64", na_value=np.nan)
    low = rows["value_low"].to_numpy("float64", na_value=np.nan)
    return {
        "type": "data",
        "symmetric": False,
        "array": np.round(high - values, decimals + 3),
        "arrayminus": np.round(values - low, decimals + 3),
        "color": colour,
        "thickness": 1.5,
        "width": 0,
    }


def bare_axis(**settings: Any) -> dict[str, Any]:
    """A numeric axis that shows nothing of itself."""
    return {
        "type": "linear",
        "visible": False,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    } | settings


def side_anchor(share_of_width: float) -> str:
    """The side of a label that lies at its point: two thirds of the width are then free."""
    if share_of_width < 1 / 3:
        return "left"
    return "right" if share_of_width > 2 / 3 else "center"


def note(text: str, *, dark: bool, **position: Any) -> dict[str, Any]:
    """A text without an arrow in secondary ink, placed by ``position``."""
    return {
        "text": text,
        "showarrow": False,
        "font": {"size": SMALL_FONT_SIZE, "color": palette(dark).muted},
    } | position


def number_format(decimals: int) -> str:
    """The d3 format for at most ``decimals`` decimals with thousands grouped."""
    return f",.{decimals}~f"


def unit_suffix(unit: str) -> str:
    """What follows a number in a hover text: "%", or a space and the unit, or nothing."""
    if unit == "%":
        return "%"
    return f" {plain_text(unit)}" if unit else ""


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Each row as a dictionary by column name."""
    return [{str(column): value for column, value in row.items()}
            for row in rows.to_dict("records")]  # fmt: skip


def plain_text(text: str) -> str:
    """``text`` for plotly's labels, which would read a tag in it as markup."""
    return re.sub(r"<", "&lt;", text)


def bold(text: str) -> str:
    """``text`` in bold, with markup of its own made harmless."""
    return f"<b>{plain_text(text)}</b>"


def shortened(text: str, characters: int = LABEL_CHARACTERS) -> str:
    """``text``, or its beginning and an ellipsis where it is longer than ``characters``."""
    return text if len(text) <= characters else f"{text[: characters - 1].rstrip()}…"


def wrapped(text: str, characters: int) -> list[str]:
    """``text`` in lines of at most ``characters``, broken between words."""
    return textwrap.wrap(text, characters, break_long_words=False) or [""]


def complete_values(rows: pd.DataFrame, column: str) -> npt.NDArray[np.float64]:
    """The values of a column, none of which may be missing.

    A missing value drawn anywhere would look like a figure, so it raises ``ValueError``, as an
    empty frame does.
    """
    values = rows[column].to_numpy(dtype="float64", na_value=np.nan)
    if not len(values):
        raise ValueError(f"found no rows, expected areas with a {column}; draw nothing instead")
    if not np.isfinite(values).all():
        missing = int((~np.isfinite(values)).sum())
        raise ValueError(
            f"column {column}: found {missing} missing values, expected none; "
            "leave areas without a figure out and say why they are missing"
        )
    return values


def compact(values: npt.NDArray[np.float64], decimals: int) -> npt.NDArray[Any]:
    """``values`` rounded to ``decimals``, in half the bytes where that keeps every decimal.

    Plotly sends numpy arrays as they are, so four bytes a value in place of eight.
    """
    rounded = np.round(values, decimals)
    small = rounded.astype("float32")
    keeps = np.array_equal(np.round(small.astype("float64"), decimals), rounded)
    return small if keeps else rounded


def padded_range(
    low: float, high: float, share: float = 0.06, include_zero: bool = False
) -> list[float]:
    """A range of an axis with room on both sides of what it has to show."""
    if include_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    room = (high - low) * share or abs(high) * share or 1.0
    return [low - room, high + room]


def round_ticks(low: float, high: float, at_most: int = 6) -> list[float]:
    """Round numbers from ``low`` to ``high`` in equal steps of 1, 2 or 5 times a power of ten."""
    wanted = (high - low) / at_most or 1.0
    power = 10.0 ** math.floor(math.log10(wanted))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= wanted * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]


def better_words(direction: str, lang: str) -> str:
    """What stands beside an arrow to the better end; empty without better and worse."""
    _ = translator(lang)
    return {"higher": _("better"), "lower": _("better (lower is better)")}.get(direction, "")


def direction_mark(direction: str, lang: str) -> str:
    """For example "better →", "← better (lower is better)"; empty without better and worse.

    For an axis on which larger values are further right.
    """
    words = better_words(direction, lang)
    if not words:
        return ""
    return f"← {words}" if direction == "lower" else f"{words} →"
