"""A sheet of SVG: elements in the order in which they are painted, and the document around them.

Nothing comes in as markup: every text and every attribute is escaped here. A picture refers to
nothing outside itself, no font, image, style sheet or script.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from html import escape

from indicators.harmless_text import NOT_IN_XML
from indicators.pictures.font_table import FONT_FAMILY

# Signs that turn the direction of the text around them; a name needs none of them.
DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
BLANKS = re.compile(r"\s+")

Point = tuple[float, float]


class Canvas:
    """Elements of a picture of ``width`` and ``height`` pixels; (0, 0) is the upper left corner."""

    def __init__(self, width: float, height: float = 0.0) -> None:
        self.width, self.height = width, height
        self._elements: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, **attributes: object) -> None:
        """A rectangle."""
        self._add("rect", x=x, y=y, width=max(width, 0.0), height=max(height, 0.0), **attributes)

    def line(self, start: Point, end: Point, colour: str, **attributes: object) -> None:
        """A straight line."""
        (x1, y1), (x2, y2) = start, end
        self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, **attributes)

    def circle(self, centre: Point, radius: float, **attributes: object) -> None:
        """A circle."""
        self._add("circle", cx=centre[0], cy=centre[1], r=radius, **attributes)

    def path(self, d: str, **attributes: object) -> None:
        """A path; ``d`` as ``polyline`` makes it."""
        self._add("path", d=d, **attributes)

    def text(self, x: float, y: float, text: str, **attributes: object) -> None:
        """A line of text; ``y`` is its base line. ``bold=True`` and ``anchor`` as in ``SHORT``."""
        if attributes.pop("bold", False):
            attributes["font_weight"] = 700
        if attributes.get("anchor") == "start":
            attributes.pop("anchor")
        shown = escape(plain(text), quote=False)
        self._elements.append(f"<text{_attributes({'x': x, 'y': y, **attributes})}>{shown}</text>")

    def put(self, other: "Canvas", x: float = 0.0, y: float = 0.0) -> None:
        """All elements of another canvas, moved by ``x`` and ``y``."""
        self._elements += [f'<g transform="translate({_number(x)} {_number(y)})">',
                           *other._elements, "</g>"]  # fmt: skip

    def put_scaled(self, other: "Canvas", scale: float) -> None:
        """All elements of a canvas that is drawn in other units than pixels."""
        self._elements += [f'<g transform="scale({_number(scale)})">', *other._elements, "</g>"]

    def pattern(self, name: str, colour: str) -> None:
        """A hatch called ``name`` (letters alone), for ``fill="url(#name)"``."""
        self._elements.append(
            f'<defs><pattern id="{escape(name)}" width="6" height="6" '
            'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            f'<path d="M0 0V6" stroke="{escape(colour)}" stroke-width="2"/></pattern></defs>'
        )

    def document(self, *, title: str, description: str, lang: str, background: str) -> str:
        """The whole SVG; ``title`` and ``description`` are what a screen reader says."""
        size = {"width": self.width, "height": self.height}
        head = _attributes({"xmlns": "http://www.w3.org/2000/svg", **size,
                            "viewBox": f"0 0 {_number(self.width)} {_number(self.height)}",
                            "role": "img", "aria-labelledby": "title desc", "xml:lang": lang,
                            "font-family": FONT_FAMILY})  # fmt: skip
        told = (f'<title id="title">{escape(plain(title), quote=False)}</title>'
                f'<desc id="desc">{escape(plain(description), quote=False)}</desc>')  # fmt: skip
        page = f"<rect{_attributes({**size, 'fill': background})}/>"
        return f"<svg{head}>{told}{page}{''.join(self._elements)}</svg>"

    def _add(self, name: str, **attributes: object) -> None:
        self._elements.append(f"<{name}{_attributes(attributes)}/>")


def polyline(points: Iterable[Point], *, closed: bool = False) -> str:
    """The ``d`` of a path through ``points``."""
    steps = " ".join(f"{_number(x)} {_number(y)}" for x, y in points)
    return f"M{steps}{'Z' if closed else ''}"


def segments(pairs: Sequence[tuple[Point, Point]]) -> str:
    """The ``d`` of one path of many separate lines."""
    return "".join(f"M{_number(a)} {_number(b)}L{_number(c)} {_number(d)}"
                   for (a, b), (c, d) in pairs)  # fmt: skip


def plain(text: str) -> str:
    """``text`` composed, in one line, without what XML cannot hold or would turn its direction."""
    text = unicodedata.normalize("NFC", NOT_IN_XML.sub("", DIRECTIONS.sub("", text)))
    return BLANKS.sub(lambda found: "\u00a0" if "\u00a0" in found[0] else " ", text)


# Names of attributes that Python or common sense spell otherwise.
SHORT = {"anchor": "text-anchor", "size": "font-size"}


def _attributes(attributes: dict[str, object]) -> str:
    written = []
    for name, value in attributes.items():
        text = _number(value) if isinstance(value, float | int) else plain(str(value))
        name = SHORT.get(name, name.replace("_", "-"))
        written.append(f' {name}="{escape(text)}"')
    return "".join(written)


def _number(value: float) -> str:
    """At most one decimal more than a pixel needs; no exponent, no ``-0``."""
    text = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
