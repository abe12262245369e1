"""Text of the press as text: nothing in it may act as markup, and no link may run a script.

Every name, title, note, number as printed and address that comes out of the data passes through
here before it enters Streamlit's Markdown. A backslash is enough against what the parser of
Markdown looks for. Not against what Streamlit looks for afterwards, in text that is unescaped by
then: addresses of the web and of mail, shortcodes of pictures, arrows. Those are taken apart by an
element without content, which nobody sees and which is not in what a reader copies.
"""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any
from urllib.parse import quote, urlsplit

from indicators.language.area_words import area_label

SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#|~$:!&^])")
# Only at the beginning of a line do these make a list or a rule; "6.012" makes none.
BULLET = re.compile(r"^([-+=])")
NUMBERED = re.compile(r"^(\d{1,9})\.(?=\s|$)")
# ":material/" is rewritten before anything is parsed, wherever it stands.
ICON = re.compile(r"(\\:material)/")

# Streamlit makes an empty <span> of it.
NOTHING = ":small[]"
# Where a text is taken apart: at the end of each match.
APART = re.compile(
    r"""
      https? (?= :// )                       # an address of the web …
    | www (?= \. )                           # … also without its scheme
    | (?<= [\w.+-] ) (?= @ )                 # an address of mail, before its @
    | : [\w+/-]+ (?= : )                     # :shortcode:, before its last colon
    | (?<! \S ) < (?= - (?: > )? (?! \S ) )  # <-  <->
    | (?<= <- ) (?= > (?! \S ) )             # <-> again, before its last sign
    | (?<! \S ) [-<>~] (?= [->=] (?! \S ) )  # ->  --  >=  <=  ~=
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


def plain(text: object) -> str:
    r"""``text`` for Streamlit's Markdown, shown as it is, on one line.

    >>> print(plain("*2.685* [x](javascript:y)"))
    \*2.685\* \[x\]\(javascript\:y\)
    >>> print(plain("www.example.vn"))
    www:small[].example.vn
    """
    one_line = " ".join(str(text).split())
    places = sorted({0, len(one_line), *(found.end() for found in APART.finditer(one_line))})
    pieces = (SPECIAL.sub(r"\\\1", one_line[a:b]) for a, b in pairwise(places))
    escaped = ICON.sub(r"\1\\/", NOTHING.join(pieces))
    return NUMBERED.sub(r"\1\.", BULLET.sub(r"\\\1", escaped))


def plain_area(row: Mapping[str, Any], lang: str) -> str:
    """The label of an area (``area_label``) for Markdown: its name and province as text."""
    shown = {name: plain(row[name]) for name in ("name", "province") if isinstance(row[name], str)}
    return area_label({**row, **shown}, lang)


def linked(title: str, url: str | None) -> str:
    """``title`` as a link where ``url`` is a web address, else as plain text.

    Streamlit opens links of its Markdown in a new tab.
    """
    address = web_address(url)
    return f"[{plain(title)}](<{address}>)" if address else plain(title)


def web_address(url: str | None) -> str | None:
    """``url`` made safe for a link; ``None`` for anything but http and https."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return quote(url, safe=":/?#[]@!$&'()*+,;=%~-._")
