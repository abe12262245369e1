"""Where the texts of an SVG stand, so that a test can say that none lies on another."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from indicators.pictures.font_table import text_width

SVG = "{http://www.w3.org/2000/svg}"
MOVED = re.compile(r"translate\((?P<x>[-\d.]+) (?P<y>[-\d.]+)\)")
# A line of text from its highest to its lowest letters, in shares of its size.
ABOVE, BELOW = 0.72, 0.12


@dataclass(frozen=True)
class TextBox:
    """One line of text in pixels of the whole picture."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "TextBox") -> bool:
        return (self.left < other.right - 0.5 and other.left < self.right - 0.5
                and self.top < other.bottom - 0.5 and other.top < self.bottom - 0.5)  # fmt: skip


def text_boxes(svg: str) -> list[TextBox]:
    return list(_inside(ET.fromstring(svg), 0.0, 0.0))


def _inside(element: ET.Element, x: float, y: float):
    moved = MOVED.fullmatch(element.get("transform", ""))
    if moved:
        x, y = x + float(moved["x"]), y + float(moved["y"])
    if element.tag == f"{SVG}text":
        yield _box(element, x, y)
    for child in element:
        yield from _inside(child, x, y)


def _box(element: ET.Element, x: float, y: float) -> TextBox:
    size = float(element.get("font-size", "16"))
    text = "".join(element.itertext())
    # The widths of the font itself: the room for other fonts is on top of these.
    width = text_width(text, size, bold=element.get("font-weight") == "700") / 1.03
    left, base = x + float(element.get("x", "0")), y + float(element.get("y", "0"))
    left -= {"middle": width / 2, "end": width}.get(element.get("text-anchor", "start"), 0.0)
    return TextBox(text, left, base - ABOVE * size, left + width, base + BELOW * size)


def overlapping(svg: str) -> list[tuple[str, str]]:
    """Every two texts of a picture of which one lies on the other."""
    boxes = [box for box in text_boxes(svg) if box.text.strip()]
    return [(one.text, other.text) for number, one in enumerate(boxes)
            for other in boxes[number + 1 :] if one.meets(other)]  # fmt: skip


def outside(svg: str) -> list[str]:
    """The texts that leave the picture."""
    root = ET.fromstring(svg)
    width, height = float(root.get("width", "0")), float(root.get("height", "0"))
    return [box.text for box in text_boxes(svg)
            if box.left < -0.5 or box.top < -0.5 or box.right > width + 0.5
            or box.bottom > height + 0.5]  # fmt: skip
