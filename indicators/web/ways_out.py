"""What of a page can leave the site: files, addresses, lines and words, all of one question.

A page tells what it shows (``ShownPart``); every way out is made of that alone, so that the
picture, the table, the link and the command answer the same question. Nothing is asked of a
release here and nothing drawn: a way is an address until somebody follows it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from typing import Any
from urllib.parse import urlencode

from indicators.open_data.table_lines import AskedTable, command_line, of_release
from indicators.release.citation import release_citation
from indicators.web.drawn.page_pictures import PictureAddress

RELEASE, LANGUAGE = "release", "lang"
CHARTS, EMBEDS = "/chart", "/embed"
# A frame whose height nobody has measured; the page inside scrolls where it is taller.
FRAME_PIXELS = (720, 620)

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ShownPart:
    """A chart or a table as a page shows it.

    ``page`` is the path of its page ("/xep-hang"), ``choices`` every choice of the reader, defaults
    too, as the keys of the address say it. ``picture`` is its drawing, ``table`` its figures as
    programs ask for them, ``command`` a line where no table has one; ``None`` and "" where there
    is none. ``file_name`` is that of the table as CSV.
    """

    page: str
    choices: Choices
    title: str
    picture: PictureAddress | None = None
    table: AskedTable | None = None
    file_name: str = ""
    command: str = ""


@dataclass(frozen=True)
class WayOut:
    """One way: a file to fetch (``png``, ``svg``, ``csv``) or a text to copy (``link``, ``cite``,
    ``embed``, ``address``, ``command``).

    ``text`` is the address or the text, ``fixed`` the same of the release that is shown now.
    """

    code: str
    text: str
    fixed: str

    @property
    def is_file(self) -> bool:
        """Whether it is fetched, not copied."""
        return self.code in ("png", "svg", "csv")


def ways_out(shown: ShownPart, site: str, release: dict[str, Any], lang: str) -> tuple[WayOut, ...]:
    """Every way out of ``shown``, files first; ``site`` as ``https://name`` without a slash.

    What is to be the same tomorrow (table, command, citation) is always of the shown release.
    """
    release_id = str(release["release_id"])
    return (
        *_pictures(shown, site, release_id, lang),
        *_files(shown, site, release_id),
        WayOut("link", link_to(shown, site), link_to(shown, site, release_id)),
        _cited(shown, site, release, lang),
        *_embedded(shown, site, release_id, lang),
        *_lines(shown, site, release_id),
    )


def link_to(shown: ShownPart, site: str, release_id: str = "") -> str:
    """The address of the view with every choice in it; with ``release_id`` of that release.

    >>> link_to(ShownPart("/xep-hang", (("indicator", "poverty_rate"), ("lang", "vi")), ""), "")
    '/xep-hang?indicator=poverty_rate&lang=vi'
    """
    kept = [(key, value) for key, value in shown.choices if value]
    if release_id:
        kept = [*((key, value) for key, value in kept if key != RELEASE), (RELEASE, release_id)]
    query = urlencode(kept, safe=",~|/")
    return f"{site}{shown.page}" + (f"?{query}" if query else "")


def _pictures(shown: ShownPart, site: str, release_id: str, lang: str) -> Iterable[WayOut]:
    if shown.picture is None:
        return
    now, fixed = _picture(shown, lang), _picture(shown, lang, release_id)
    for form in ("png", "svg"):
        # Twice as many pixels as the drawing says: it is printed, or looked at on a phone.
        more = (("scale", "2"),) if form == "png" else ()
        texts = (replace(one, keys=(*one.keys, *more)).path(CHARTS, form) for one in (now, fixed))
        yield WayOut(form, *(f"{site}{text}" for text in texts))


def _picture(shown: ShownPart, lang: str, release_id: str = "") -> PictureAddress:
    """The drawing in the reader's language, of the release that the view has or that is named."""
    if shown.picture is None:
        raise ValueError("found no picture, expected one")
    asked = dict(shown.choices).get(RELEASE, "")
    own = {LANGUAGE: lang, RELEASE: release_id or asked}
    kept = tuple((key, value) for key, value in shown.picture.keys if key not in own)
    return replace(shown.picture, keys=(*kept, *((key, value) for key, value in own.items()
                                                 if value)))  # fmt: skip


def _files(shown: ShownPart, site: str, release_id: str) -> Iterable[WayOut]:
    if shown.table is not None and shown.table.exact:
        address = of_release(shown.table, release_id).address(site)
        yield WayOut("csv", address, address)


def _cited(shown: ShownPart, site: str, release: dict[str, Any], lang: str) -> WayOut:
    """Title, release, licence and the address of this release."""
    link = link_to(shown, site, str(release["release_id"]))
    title = f"{shown.title.rstrip('.')}. " if shown.title else ""
    told = f"{title}{release_citation(release, lang)} {link}"
    return WayOut("cite", told, told)


def _embedded(shown: ShownPart, site: str, release_id: str, lang: str) -> Iterable[WayOut]:
    if shown.picture is not None:
        drawings = (_picture(shown, lang), _picture(shown, lang, release_id))
        yield WayOut("embed", *(_frame(f"{site}{one.path(EMBEDS)}", shown.title)
                                for one in drawings))  # fmt: skip


def _frame(address: str, title: str) -> str:
    """The HTML that shows a drawing in a page of others, without a script."""
    width, height = FRAME_PIXELS
    return (f'<iframe src="{escape(address)}" width="{width}" height="{height}" loading="lazy" '
            f'style="border:0;max-width:100%" title="{escape(title)}"></iframe>')  # fmt: skip


def _lines(shown: ShownPart, site: str, release_id: str) -> Iterable[WayOut]:
    """The address of the table, and the command that gives it."""
    if shown.table is not None:
        fixed = of_release(shown.table, release_id)
        if fixed.exact:
            yield WayOut("address", fixed.address(site), fixed.address(site))
        line = command_line(fixed, shown.file_name)
        yield WayOut("command", line, line)
    elif shown.command:
        yield WayOut("command", shown.command, shown.command)
