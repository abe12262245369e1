"""SVG to PNG by Typst, with the fonts that lie beside this module and no others.

Typst is loaded with the first picture: most servers start and answer long before one is asked for.
"""

from __future__ import annotations

import threading
from functools import cache
from typing import TYPE_CHECKING

from indicators.pictures.font_table import FONTS

if TYPE_CHECKING:
    import typst

# The picture comes in as data; nothing of it is ever read as Typst.
TEMPLATE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg")
"""
# At this resolution a pixel of the SVG is a pixel of the PNG.
PIXELS_PER_INCH = 96.0
MOST_TIMES = 3

_one_at_a_time = threading.Lock()


@cache
def compiler() -> typst.Compiler:
    """One compiler for all: its fonts are read once."""
    import typst

    return typst.Compiler(TEMPLATE, font_paths=own_fonts(), ignore_system_fonts=True)


@cache
def own_fonts() -> typst.Fonts:
    """The fonts of the project and none of the machine: the same picture everywhere."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def png(svg: str, times: int = 1) -> bytes:
    """The picture in pixels, each pixel of the SVG being ``times`` × ``times`` of them."""
    with _one_at_a_time:
        made = compiler().compile(
            input=TEMPLATE, format="png", ppi=PIXELS_PER_INCH * times, sys_inputs={"svg": svg}
        )
    if not isinstance(made, bytes):
        raise ValueError(f"found {type(made).__name__} from the compiler, expected one picture")
    return made
