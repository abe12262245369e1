"""The style sheet of an area's page, in the colours of one theme, also on paper.

Its lengths are pixels; a row of the table is 36 of them high. On a telephone a source can be
pressed on 40 of them, of which 8 above and 8 below lie over texts that do nothing.
"""

from pathlib import Path

from indicators.charts.palette import area_colour, palette

RULES = Path(__file__).with_suffix(".css").read_text("utf-8")


def style_html(dark: bool) -> str:
    """The style sheet as an element for ``st.html``; on paper the colours of the light theme."""
    paper = f"@media print{{.tx{{{_variables(dark=False)}}}}}"
    return f"<style>.tx{{{_variables(dark)}}}{paper}\n{RULES}</style>"


def _variables(dark: bool) -> str:
    colours = palette(dark)
    named = {
        "page": colours.page, "ink": colours.ink, "muted": colours.muted, "grid": colours.grid,
        "fill": colours.fill, "band": colours.band, "own": area_colour(0, dark),
        "limit": area_colour(1, dark),
    }  # fmt: skip
    return ";".join(f"--{name}:{colour}" for name, colour in named.items())
