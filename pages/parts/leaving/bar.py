"""The bar under a chart or a table: files to fetch, texts to copy; in a frame, the way back."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from indicators.release.kept_releases import find_release
from indicators.sentences.marking import N_
from indicators.settings import releases
from indicators.web.drawn.page_pictures import PictureAddress, picture_of_page
from indicators.web.navigation import SITE
from indicators.web.ways_out import ShownPart, WayOut, link_to, ways_out
from pages.parts import address
from pages.parts.frame import Context
from pages.parts.made_once import as_bytes, drawn_once

HERE = Path(__file__).parent

# What each way is called, what it says of itself, and what is told when it was copied.
LABELS = {
    "png": ("PNG", N_("Picture as PNG, with title, sources and release"), ""),
    "svg": ("SVG", N_("Picture as SVG, sharp at any size"), ""),
    "csv": ("CSV", N_("Table as CSV, always the same file"), ""),
    "link": (N_("Copy link"), N_("The address of this view with every choice"),
             N_("Link copied")),
    "cite": (N_("Cite"), N_("Copy how to cite it: title, release, licence, address"),
             N_("Citation copied")),
    "embed": (N_("Embed"), N_("Copy the HTML that shows this chart in another page"),
              N_("HTML copied")),
    "address": (N_("Copy data address"), N_("The address of the same CSV, for a program"),
                N_("Address copied")),
    "command": (N_("Copy command"), N_("The command line that writes the same file"),
                N_("Command copied")),
}  # fmt: skip


def leaving_bar(context: Context, shown: ShownPart, *, key: str) -> None:
    """Draw the bar under what a page shows; ``key`` tells the bars of a page apart.

    In a frame the way to the whole page stands there, and the page ends: a frame shows the chart.
    """
    frame_ends(context)
    site, pinned = address.site(), bool(address.asked(address.RELEASE))
    kept = find_release(releases(), str(context.store.release["release_id"])) is not None
    _component()(key=f"leaving_{key}", data=drawn_once(
        context.store, "leaving", shown, site, context.lang, pinned, kept,
        draw=lambda: _bar(context, shown, site, pinned=pinned, kept=kept),
    ))  # fmt: skip


def _bar(context: Context, shown: ShownPart, site: str, *, pinned: bool, kept: bool) -> bytes:
    """What the script of the bar is told."""
    found = ways_out(shown, site, context.store.release, context.lang)
    return as_bytes({"ways": [_told(context, way) for way in found],
                     "words": _words(context, pinned=pinned, kept=kept)})  # fmt: skip


def frame_ends(context: Context) -> None:
    """End the page below its chart where it stands in a frame, with the way to the whole page."""
    if address.embedded():
        told = context.text("See the figures with their sources at {site}").format(site=SITE)
        page = link_to(ShownPart(address.page_path(), address.choices(), ""), address.site())
        st.link_button(told, page, icon=":material/open_in_new:", type="tertiary")
        st.stop()


def shown_part(context: Context, title: str, **more: Any) -> ShownPart:
    """What this page shows with the choices of now; ``more`` as in ``ShownPart``.

    Without ``picture`` it is that of the page, as other sites are told it.
    """
    path, choices = address.page_path(), address.choices()
    if "picture" not in more:
        more["picture"] = picture_of_page(context.store, path.strip("/"), dict(choices))
    return ShownPart(path, choices, title, **more)


def picture_address(kind: str, subject: str = "", **keys: str | None) -> PictureAddress:
    """The drawing of a chart that is not the first one of its page; empty keys are left out."""
    return PictureAddress(kind, subject, tuple((key, value) for key, value in keys.items()
                                               if value))  # fmt: skip


def _told(context: Context, way: WayOut) -> dict[str, Any]:
    """One way for the script: texts alone, which it sets as text."""
    _ = context.text
    label, help_, copied = LABELS[way.code]
    return {"code": way.code, "file": way.is_file, "text": way.text, "fixed": way.fixed,
            "label": _(label), "help": _(help_), "copied": _(copied) if copied else ""}  # fmt: skip


def _words(context: Context, *, pinned: bool, kept: bool) -> dict[str, str]:
    """Names of what is heard and told; ``pinned``: by the address, ``kept``: on this site."""
    _ = context.text
    told = _("Link, picture and frame of release {id}: they stay the same when newer figures come.")
    if not kept:
        told = _("Release {id} is not kept on this site yet: when newer figures come, what is "
                 "fixed to it answers that it is gone, never other figures.")  # fmt: skip
    return {
        "bar": _("Take it with you"),
        "by_hand": _("The browser does not let this page copy: select the text and copy it"),
        "fix": "" if pinned else _("fix the release"),
        "fix_help": told.format(id=str(context.store.release["release_id"])),
    }


@cache
def _component() -> Any:
    return component("thuoc_xa_leaving", html='<div class="leaving" role="group"></div>',
                     css=(HERE / "bar.css").read_text("utf-8"),
                     js=(HERE / "bar.js").read_text("utf-8"))  # fmt: skip
