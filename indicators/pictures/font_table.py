"""How wide a text is, so that nothing overlaps before anybody has drawn it.

Widths are those of the font that lies in ``fonts/``. Where a reader's browser takes another font
of the list, the usual ones are as wide or narrower; ``ROOM`` is for those that are wider.
"""

import json
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"

# First the font that widths are measured with; then what readers' systems have.
FONT_FAMILY = "'Noto Sans', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

ROOM = 1.03
ELLIPSIS = "…"
UNSHOWN = "\ufffd"
# A letter that the font does not have is drawn by another one; none is wider than its size.
UNKNOWN = 1000


@cache
def _advances() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = json.loads((FONTS / "advances.json").read_text("utf-8"))
    return found


@cache
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of ``text`` in pixels at a font size of ``size`` pixels."""
    widths = _advances()["Bold" if bold else "Regular"]
    composed = unicodedata.normalize("NFC", text)
    return ROOM * size / 1000 * sum(widths.get(letter, UNKNOWN) for letter in composed)


def in_font(text: str) -> str:
    """``text`` with a sign in place of every letter that the font does not have.

    A document that promises to be accessible may hold no letter that it cannot show.
    """
    known = _advances()["Regular"]
    composed = unicodedata.normalize("NFC", text)
    return "".join(one if one in known or one == "\n" else UNSHOWN for one in composed)


def shortened(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """``text``, or as much of its beginning with an ellipsis as ``width`` pixels hold."""
    if text_width(text, size, bold=bold) <= width:
        return text
    kept = text
    while kept and text_width(kept.rstrip() + ELLIPSIS, size, bold=bold) > width:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def broken(text: str, size: float, width: float) -> list[str]:
    """``text`` without blanks, such as an address, in lines that are full to the last letter."""
    lines = [""]
    for letter in text:
        if text_width(lines[-1] + letter, size) > width:
            lines.append("")
        lines[-1] += letter
    return lines


def wrapped(
    text: str, size: float, width: float, *, bold: bool = False, most: int | None = None
) -> list[str]:
    """``text`` in lines of at most ``width`` pixels, broken between words.

    A word that is wider than a line is shortened. With ``most`` lines the last one ends in an
    ellipsis where something is left out.
    """
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size, bold=bold) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [shortened(line, size, width, bold=bold) for line in lines]
