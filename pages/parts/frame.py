"""The frame around every page: menu, language, banners, and the context a page starts from."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from indicators.errors import UnknownNameError
from indicators.language import formats, quoted
from indicators.language.area_words import area_label, area_type
from indicators.language.record_texts import in_language
from indicators.language.texts import DEFAULT_LANGUAGE, LANGUAGES, plural_translator, translator
from indicators.release.citation import release_day
from indicators.release.kept_releases import LATEST, find_release
from indicators.release.store import ReleaseError, Store
from indicators.settings import database, releases
from indicators.web.navigation import PAGES
from indicators.web.site_files import DRAWING
from indicators.web.warming import site_traffic
from pages.parts import address, cached, signed_in
from pages.parts.plain import plain

# Of what an address asks for, the most that a sentence repeats.
LONGEST_TOLD = 60

__all__ = ["Context", "area_label", "area_type", "page", "run_dashboard"]


@dataclass(frozen=True)
class Context:
    """What a page needs to know: language, its translators, theme and the store to ask."""

    lang: str
    dark: bool
    store: Store

    @property
    def text(self) -> Callable[[str], str]:
        """The translator, named ``_`` in pages."""
        return translator(self.lang)

    @property
    def plural(self) -> Callable[[str, str, int], str]:
        """The translator of counted texts, named ``ngettext`` in pages."""
        return plural_translator(self.lang)

    def named(self, record: Any, column: str = "name") -> str:
        """A record's ``name``, ``definition`` or ``unit`` in the reader's language."""
        told: str = in_language(record, column, self.lang)
        return told

    def figure(self, row: Any) -> str:
        """The number that ranks with its qualifier and unit, such as "khoảng 78,6 triệu đồng"."""
        decimals = max(int(row["decimals"]), 0)
        return quoted.as_ranked(row, decimals, self.lang, self.named(row, "unit"))

    def quoted(self, row: Any) -> str:
        """The number in the words of its source, with its unit, for a sentence about it."""
        decimals = max(int(row["decimals"]), 0)
        return quoted.as_printed(row, decimals, self.lang, self.named(row, "unit"))


def run_dashboard() -> None:
    """Draw the frame, run the page that the address asks for, and write the address anew."""
    lang = _language()
    with site_traffic().page(lang):
        _run(lang)


def _run(lang: str) -> None:
    # First, since the menu would else name its own icon in the tab, fetched from the web.
    st.set_page_config(page_icon=str(DRAWING), layout="wide")
    page = st.navigation(_pages(lang), position="top")
    known = next(one for one in PAGES if one.path == page.url_path)
    st.set_page_config(page_title=known.tab_title(lang))
    address.begin(page.url_path)
    _language_switch(lang)
    page.run()
    address.finish()


def _pages(lang: str) -> list[Any]:
    """Those of the menu, each for this run alone: Streamlit notes in it that it may be run."""
    return [copy(page) for page in _all_pages(lang, signed_in.is_curator())]


@cache
def _all_pages(lang: str, curator: bool) -> list[Any]:
    """Made once: finding a dozen files on the disk takes longer than most of a page."""
    _ = translator(lang)
    return [
        st.Page(
            page.file, title=_(page.title), icon=f":material/{page.icon}:",
            url_path=page.path or None, default=not page.path,
            visibility="hidden" if page.for_curators and not curator else "visible",
        )
        for page in PAGES
    ]  # fmt: skip


def _language() -> str:
    """The chosen language: a new one in the address, then this session's, then the usual one."""
    asked = address.asked(address.LANGUAGE)
    if asked in LANGUAGES and asked != st.session_state.get("_language_written"):
        st.session_state["lang"] = asked
    if st.session_state.get("lang") not in LANGUAGES:
        st.session_state["lang"] = DEFAULT_LANGUAGE
    return str(st.session_state["lang"])


def _language_switch(lang: str) -> None:
    if address.embedded():
        return
    # The style sheet of the site puts this container into the row of the menu.
    with st.container(key="site_language"):
        st.segmented_control(
            "Ngôn ngữ · Language",
            list(LANGUAGES),
            key="lang",
            format_func=lambda code: LANGUAGES[code].own_name,
            label_visibility="collapsed",
            required=True,
            persist_state="session",
        )
    st.session_state["_language_written"] = lang
    address.publish(address.LANGUAGE, [] if lang == DEFAULT_LANGUAGE else [lang])


@contextmanager
def page(title: str | None = None) -> Iterator[Context]:
    """Open a page: its context, the banner of an invented country, and help where data fail.

    ``title`` is an English source text. A missing database, an unknown name in the address or a
    lost release end the page with a sentence that says what to do, never with a traceback.
    """
    lang = st.session_state.get("lang", DEFAULT_LANGUAGE)
    _ = translator(lang)
    try:
        context = Context(lang, st.context.theme.type == "dark", cached.store())
    except UnknownNameError as error:
        st.title(_("This release is not kept here"))
        st.markdown(_("Take the release out of the address to see the figures of now."))
        st.caption(plain(error))
        st.stop()
    except ReleaseError as error:
        if database().is_file() and (kept := kept_as_files()):
            st.title(_("This release is kept as files alone"))
            st.markdown(_("Its figures cannot be shown here any more. [Its files]({address}) hold "
                          "them all; take the release out of the address to see the figures of "
                          "now.").format(address=files_of(kept)))  # fmt: skip
            st.stop()
        st.title(_("There are no figures to show yet"))
        no_release(lang, error)
        st.stop()
    if context.store.synthetic:
        st.warning(
            _("Invented country: every name and figure here is synthetic and says nothing about "
              "any real place."), icon=":material/science:",
        )  # fmt: skip
    if address.asked(address.RELEASE) not in (None, LATEST):
        pinned_release(context)
    odd = st.empty()
    if title:
        st.title(_(title))
    with telling_faults(lang):
        yield context
        told_unknown(odd, context)


def told_unknown(place: DeltaGenerator, context: Context) -> None:
    """Say what the address asks for and the page does not have: something else is shown."""
    if unknown := address.not_here():
        asked = ", ".join(f"{key}=“{plain(_short(value))}”" for key, value in unknown.items())
        place.warning(context.text("The address asks for {asked}, which is not here: the usual "
                                   "choice is shown.").format(asked=asked))  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TOLD else f"{text[:LONGEST_TOLD]}…"


def pinned_release(context: Context) -> None:
    """Say which release the address pins, with a way to its files."""
    told = context.text("The address pins release {id} of {day}; newer figures are not shown here.")
    release = context.store.release
    shown = told.format(id=f"`{plain(release['release_id'])}`",
                        day=formats.day(release_day(release), context.lang))  # fmt: skip
    if kept_as_files():  # a release of a lake is asked without them
        files = files_of(str(release["release_id"]))
        shown = f"{shown} [{context.text('Its files')}]({files})"
    st.info(shown, icon=":material/push_pin:")


def kept_as_files() -> str:
    """The release that the address pins, where it is kept; "" where it pins none."""
    asked = address.asked(address.RELEASE)
    known = asked not in (None, LATEST) and find_release(releases(), str(asked)) is not None
    return str(asked) if known else ""


def files_of(release_id: str) -> str:
    """Where the files of a release lie, below whatever path the site has."""
    return f"{address.site()}/data/{release_id}/datapackage.json"


@contextmanager
def telling_faults(lang: str) -> Iterator[None]:
    """Say what to do where an answer fails: for a page, and for a fragment that runs without it.

    An unknown name in the address, a release that was lost or whose file is damaged.
    """
    try:
        yield
    except UnknownNameError as error:
        st.warning(translator(lang)("The address asks for something that these data do not have."))
        st.caption(plain(error))
    except ReleaseError as error:
        no_release(lang, error)


def no_release(lang: str, error: ReleaseError) -> None:
    """What a reader is told in place of figures, and what whoever runs the site can do."""
    _ = translator(lang)
    st.warning(_("The database is missing or cannot be read. Whoever runs this site can "
                 "build it with the command below."))  # fmt: skip
    st.code("python -m indicators build", language="bash")
    st.caption(plain(error))
