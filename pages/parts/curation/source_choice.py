"""Which text the figures come from: one of the table, or a new one that is described here."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from indicators.candidates.files import Candidate
from indicators.coded import coded
from indicators.curated.drafts import Row
from indicators.curation.candidate_readers import Readers, with_sources
from indicators.curation.new_sources import (
    KINDS,
    LONGEST,
    proposed_id,
    same_address,
    source_problems,
    source_row,
)
from indicators.flags import MACHINE_TRANSLATION, PUBLISHER_INFERRED, flags_of
from indicators.language.coded_words import in_words
from indicators.language.formats import language_name
from indicators.problems import Problem
from indicators.settings import data_directory
from indicators.views.words import source_kind_words
from pages.parts import cached
from pages.parts.curation.faults import show_problems
from pages.parts.frame import Context
from pages.parts.plain import plain

# Sources that this visitor has described; they become rows with the figures that name them.
NEW_SOURCES = "curation_new_sources"
CHOSEN, OPEN = "curation_source", "curation_new_open"
ASKED_FLAGS = (MACHINE_TRANSLATION, PUBLISHER_INFERRED)
ID, PROPOSED, FAULTS = "curation_new_id", "curation_new_proposed", "curation_new_faults"


def show(context: Context) -> str:
    """The chooser and the form of a new source; the chosen id, empty where there is none."""
    _ = context.text
    sources = readers().reference.sources
    new = new_sources()
    chosen: str | None = st.selectbox(
        _("Source"), [*new, *sorted(set(sources) - set(new))], index=None, key=CHOSEN,
        format_func=lambda name: _label(sources.get(name), name),
        placeholder=_("None yet: only to try"),
        help=_("Candidates without a source can be downloaded, not accepted."),
    )  # fmt: skip
    with st.container():  # always there, so that what stands below keeps its place
        if chosen in new:
            st.caption(_("A new source: it is written together with the first accepted figure."))
    with st.expander(_("The source is not in the list: describe it"), icon=":material/add:",
                     key=OPEN, on_change="rerun"):  # fmt: skip
        _describe(context)
    return chosen or ""


def published_on(source_id: str) -> date | None:
    """The day on which a source was published, where that is known."""
    source = readers().reference.sources.get(source_id, {})
    return date.fromisoformat(source["published_on"]) if source.get("published_on") else None


def described(candidates: Sequence[Candidate]) -> list[Row]:
    """The new sources that candidates name."""
    named = {one["source_id"] for one in candidates}
    return [row for name, row in new_sources().items() if name in named]


def readers() -> Readers:
    """The readers of the files that lie on the disk now, with this visitor's new sources.

    Raises what ``load_readers`` raises.
    """
    return with_sources(cached.readers_of(data_directory()), new_sources().values())


def known_sources() -> list[Row]:
    """The sources of the table."""
    return list(cached.readers_of(data_directory()).reference.sources.values())


def new_sources() -> dict[str, Row]:
    """The sources by id that this visitor has described and that are not rows by now."""
    known = known_sources()
    described: dict[str, Row] = st.session_state.get(NEW_SOURCES, {})
    return {name: row for name, row in described.items() if row not in known}


def _label(source: Row | None, name: str) -> str:
    return f"{source['publisher']} · {source['title']} ({name})" if source else name


def _describe(context: Context) -> None:
    """The fields of a new source; every one is checked before it can be chosen."""
    _ = context.text
    row = _fields(context)
    known = same_address(row["url"], known_sources())
    if known:
        st.info(_("This address is in the table already, as {source}.").format(source=plain(known)))
        st.button(_("Choose that source"), key="curation_use", on_click=_choose, args=(known,))
    else:
        st.button(_("Use this source"), key="curation_use", on_click=_take, args=(row,))
    faults: list[Problem] = st.session_state.pop(FAULTS, [])
    show_problems(faults, context)


def _fields(context: Context) -> Row:
    _ = context.text
    today = date.today()
    left, right = st.columns(2)
    publisher = left.text_input(_("Publisher"), key="curation_new_publisher",
                                max_chars=LONGEST["publisher"],
                                placeholder=_("The newspaper or the authority"))  # fmt: skip
    published = right.date_input(_("Day of publication"), None, key="curation_new_published",
                                 max_value=today, format="DD/MM/YYYY")  # fmt: skip
    title = st.text_input(_("Title"), key="curation_new_title", max_chars=LONGEST["title"])
    url = st.text_input(_("Address"), key="curation_new_url", max_chars=LONGEST["url"],
                        placeholder="https://")  # fmt: skip
    left, right = st.columns(2)
    lang, kinds = context.lang, source_kind_words(context.lang)
    kind = left.selectbox(_("Kind"), KINDS, key="curation_new_kind",
                          format_func=kinds.__getitem__)  # fmt: skip
    language = right.selectbox(_("Language of the text"), _languages(), key="curation_new_language",
                               format_func=lambda code: language_name(code, lang))  # fmt: skip
    left, right = st.columns(2)
    note = left.text_input(_("Note"), key="curation_new_note", max_chars=LONGEST["note"])
    with right:
        source_id = _source_id(proposed_id(publisher, published, url.strip() or title), context)
    flags = st.multiselect(
        _("What a reader should know"), ASKED_FLAGS, key="curation_new_flags",
        format_func=lambda code: in_words(coded(code), context.lang),
    )  # fmt: skip
    return source_row(source_id=source_id, kind=kind, publisher=publisher, title=title, url=url,
                      published_on=published, retrieved_on=today, language=language,
                      note=note, flags=flags_of(flags))  # fmt: skip


def _languages() -> list[str]:
    """Vietnamese and English, then what the table has."""
    others = {row["language"] for row in known_sources()} - {"vi", "en"}
    return ["vi", "en", *sorted(others)]


def _source_id(proposed: str, context: Context) -> str:
    """The id as proposed, which follows the other fields until somebody writes another."""
    state, _ = st.session_state, context.text
    if state.get(ID) in (None, "", state.get(PROPOSED)):
        state[ID] = proposed
    state[PROPOSED] = proposed
    return st.text_input(_("Source id"), key=ID, max_chars=LONGEST["source_id"],
                         help=_("Lower-case letters, digits and hyphens."))  # fmt: skip


def _take(row: Row) -> None:
    """Choose a described source, or tell why it cannot be one."""
    problems = source_problems(row, known_sources(), data_directory())
    if problems:
        st.session_state[FAULTS] = problems
        return
    described_before = st.session_state.get(NEW_SOURCES, {})
    st.session_state[NEW_SOURCES] = {**described_before, row["source_id"]: row}
    _choose(row["source_id"])


def _choose(source_id: str) -> None:
    st.session_state[CHOSEN] = source_id
    st.session_state[OPEN] = False
