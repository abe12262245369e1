"""The style sheet, in the colours of the palette, and the keys that every page has in its head."""

from functools import lru_cache
from pathlib import Path

from indicators.charts.palette import DARK, LIGHT

SHEET = Path(__file__).with_suffix(".css")
KEYS = Path(__file__).with_name("site_script.js")


@lru_cache(maxsize=1)
def style_element() -> str:
    """A ``<style>`` element: the colours as ``--site-…``, each for both themes, then the sheet."""
    return f"<style>:root{{{_colours()}}}\n{SHEET.read_text('utf-8')}</style>"


@lru_cache(maxsize=1)
def keys_element() -> str:
    """A ``<script>`` element: what the keyboard can do beside what Streamlit gives it."""
    return f"<script>{KEYS.read_text('utf-8')}</script>"


def _colours() -> str:
    pairs = {
        "muted": (LIGHT.muted, DARK.muted),
        "ink": (LIGHT.ink, DARK.ink),
        "link": (LIGHT.link, DARK.link),
        "neutral": (LIGHT.neutral_fill, DARK.neutral_fill),
        "better": (LIGHT.better, DARK.better),
        "worse": (LIGHT.worse, DARK.worse),
        "better-fill": (LIGHT.better_fill, DARK.better_fill),
        "worse-fill": (LIGHT.worse_fill, DARK.worse_fill),
        "grid": (LIGHT.grid, DARK.grid),
    }
    return "".join(
        f"--site-{name}:light-dark({light},{dark});" for name, (light, dark) in pairs.items()
    )
