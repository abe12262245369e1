"""Atom feeds (RFC 4287) written element by element: what XML cannot hold is left out."""

import re
from datetime import UTC, date, datetime, time
from xml.etree import ElementTree

from indicators.country import REFORM

ATOM = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"
# Characters that XML 1.0 cannot hold, not even escaped.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MOST_ENTRIES = 500
# The day of a feed without entries: that of the reform, from which today's communes exist.
FIRST_DAY = REFORM
AUTHOR = "Thước Xã"

Element = ElementTree.Element


def begun_feed(
    address: str, site: str, title: str, updated: str, identity: str | None = None
) -> Element:
    """A feed without entries.

    ``address`` is its own, and its id where there is no ``identity``; ``updated`` is a ``moment``.
    """
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {f"{{{XML}}}lang": "vi"})
    add(feed, "id", identity or address)
    add(feed, "title", title)
    add(feed, "updated", updated)
    add(feed, "link", rel="self", href=address, type="application/atom+xml")
    add(feed, "link", rel="alternate", href=f"{site}/", type="text/html")
    add(add(feed, "author"), "name", AUTHOR)
    return feed


def written(feed: Element) -> bytes:
    """The document in UTF-8."""
    document: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return document


def moment(day: date) -> str:
    """A day as the moment that RFC 3339 asks for: midnight in UTC."""
    return datetime.combine(day, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """An element below another one."""
    clean = {key: NOT_XML.sub("", value) for key, value in attributes.items()}
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", clean)
    if text:
        element.text = NOT_XML.sub("", text)
    return element
