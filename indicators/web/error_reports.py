"""Where a reader tells an error in a figure: an address or a mail that the operator names.

``INDICATORS_REPORT_TO`` is an e-mail address, or an address of the web in which ``{figure}``,
``{page}`` and ``{release}`` stand for what is told; one without ``{figure}`` gets all three as
parameters. Empty: nothing is offered anywhere.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from indicators.language.texts import translator
from indicators.settings import SettingError, report_to

SETTING = "INDICATORS_REPORT_TO"
MAIL = re.compile(r"[^\s@,;:?&<>\"]+ @ [a-z0-9-]+ (?: \. [a-z0-9-]+ )+", re.VERBOSE | re.IGNORECASE)
PLACES = ("{figure}", "{page}", "{release}")
# What tells one figure of a release from all others, in the order in which it is written.
KEY = ("area_code", "indicator_id", "period_start", "period_end", "basis", "source_id", "revision")


def checked_report_to(text: str) -> str:
    """The setting as it is used; raises ``SettingError`` for what is neither mail nor address.

    >>> checked_report_to(" sai-so@thuocxa.example ")
    'sai-so@thuocxa.example'
    """
    text = text.strip()
    if not text or MAIL.fullmatch(text):
        return text
    parts = urlsplit(text)
    if parts.scheme not in ("https", "http") or not parts.netloc or re.search(r"[\s<>\"]", text):
        raise SettingError(f"{SETTING}: found {text!r}, expected an e-mail address, or an address "
                           "that begins with https:// (in it {figure} stands for the figure); "
                           "correct it")  # fmt: skip
    return text


def figure_key(figure: Mapping[str, Any]) -> str:
    """The key of a figure, its parts with blanks between them; parts that are missing are "-".

    >>> figure_key({"area_code": "99001", "indicator_id": "poverty_rate", "basis": "",
    ...             "period_start": "2025-01-01", "period_end": "2025-12-31", "source_id": "p1",
    ...             "revision": 1})
    '99001 poverty_rate 2025-01-01 2025-12-31 - p1 1'
    """
    return " ".join(_part(figure.get(name)) for name in KEY)


def report_address(
    figure: Mapping[str, Any], page: str, release_id: str, lang: str, to: str | None = None
) -> str:
    """The address that opens a report of this figure with its key filled in; "" where none is set.

    ``page`` is the address of the page that shows the figure; ``to`` the setting, by default that
    of the environment. Raises ``SettingError`` as ``checked_report_to``.
    """
    to = checked_report_to(report_to() if to is None else to)
    if not to:
        return ""
    told = {"{figure}": figure_key(figure), "{page}": page, "{release}": release_id}
    if "@" in to and "//" not in to:
        return _mail(to, told, lang)
    if "{figure}" not in to:
        names = "&".join(f"{place[1:-1]}={place}" for place in PLACES)
        to, mark, fragment = to.partition("#")
        to = f"{to}{'&' if '?' in to else '?'}{names}{mark}{fragment}"
    for place, text in told.items():
        to = to.replace(place, quote(text, safe=""))
    return to


def _part(value: Any) -> str:
    """A part as one word; days without a time, whole numbers without a point."""
    if value is None or value != value:  # what is missing in a frame is not equal to itself
        return "-"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).partition(" ")[0].partition("T00:00")[0] if hasattr(value, "year") else (
        str(value))  # fmt: skip
    return re.sub(r"\s+", "_", text) or "-"


def _mail(to: str, told: Mapping[str, str], lang: str) -> str:
    """A mail with subject and text; what is wrong and how one knows is left to the reader."""
    _ = translator(lang)
    subject = _("Error in a figure: {figure}").format(figure=told["{figure}"])
    lines = (_("Figure: {figure}").format(figure=told["{figure}"]),
             _("Page: {page}").format(page=told["{page}"]),
             _("Release: {id}").format(id=told["{release}"]),
             "", _("What is wrong, and where the right figure stands:"), "")  # fmt: skip
    body = quote("\r\n".join(lines), safe="")
    return f"mailto:{quote(to, safe='@')}?subject={quote(subject, safe='')}&body={body}"
