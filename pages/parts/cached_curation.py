"""The readers of the current data directory, loaded once for all visitors."""

from pathlib import Path

import streamlit as st

from indicators.curated.drafts import Row
from indicators.curation.candidate_readers import Readers, load_readers, with_sources
from indicators.settings import data_directory

Signature = tuple[tuple[str, int, int], ...]
# Sources that this visitor has described; they become rows with the figures that name them.
NEW_SOURCES = "curation_new_sources"


def readers() -> Readers:
    """The readers of the files that lie on the disk now, with this visitor's new sources.

    Raises what ``load_readers`` raises.
    """
    return with_sources(_current(), new_sources().values())


def known_sources() -> list[Row]:
    """The sources of the table."""
    return list(_current().reference.sources.values())


def new_sources() -> dict[str, Row]:
    """The sources by id that this visitor has described and that are not rows by now."""
    known = known_sources()
    described: dict[str, Row] = st.session_state.get(NEW_SOURCES, {})
    return {name: row for name, row in described.items() if row not in known}


def _current() -> Readers:
    data = data_directory()
    return _readers(str(data), _signature(data))


def _signature(data: Path) -> Signature:
    """Name, size and time of every curated file: an accepted batch makes another one."""
    files = sorted([*data.glob("*.*"), *data.glob("observations/*.csv")])
    states = ((path, path.stat()) for path in files if path.suffix in (".csv", ".yaml", ".json"))
    return tuple((path.name, state.st_size, state.st_mtime_ns) for path, state in states)


@st.cache_resource(max_entries=2, show_spinner=False)
def _readers(data: str, signature: Signature) -> Readers:
    return load_readers(Path(data))
