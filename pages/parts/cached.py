"""Every question that pages ask, cached: by release and what was asked, bounded.

A release is known by its file: a build swaps in another file, so the next run opens it and the
answers of the old one are no longer asked for. A run looks at the file once: were it swapped while
a page is drawn, its figures would be of one release and its name of the other.
"""

import inspect
import marshal
from collections.abc import Callable, Iterable
from functools import wraps
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import pandas as pd
import streamlit as st

from indicators.open_data import download_tables
from indicators.over_time import pace as paces
from indicators.over_time import restate
from indicators.over_time import trend as trends
from indicators.own_index import association as associations
from indicators.own_index import composite as composites
from indicators.own_index import composite_choice
from indicators.questions import comparison_groups as groups
from indicators.questions import freshness as fresh
from indicators.questions import overview, periods, search
from indicators.questions import profile as profiles
from indicators.questions import ranking as rankings
from indicators.questions import revisions as changed
from indicators.questions import standing_out as outstanding
from indicators.release.earlier_releases import database_of
from indicators.release.kept_releases import LATEST
from indicators.release.opened import opened_store
from indicators.release.store import Store
from indicators.settings import database, releases
from indicators.views import distribution, filter_labels, rug_sheet
from indicators.views import one_indicator as large
from indicators.views import ranking as views
from indicators.views import rug as rugs
from indicators.views.commune import figures as shown
from indicators.yardsticks import benchmarks as medians
from indicators.yardsticks import companions as beside
from indicators.yardsticks import peers as neighbours
from indicators.yardsticks import safe_comparison, safe_sentence
from indicators.yardsticks import thresholds as judged
from pages.parts import address
from pages.parts.made_once import MadeOnce, in_this_run

if TYPE_CHECKING:
    from indicators.catalogue.records import Catalogue
    from indicators.curation.candidate_readers import Readers

# Answers are small (a ranking of 3,321 areas is about 1 MB); old ones leave first.
MOST_ANSWERS = 256
# An index of the whole country is some megabytes and a few seconds of simulation.
MOST_INDICES = 16
# The release of now and before a build, and some that addresses pin.
MOST_OPEN = 6

P = ParamSpec("P")
R = TypeVar("R")
A = TypeVar("A")
# Name, inode, time of change and size of each file: another file in its place is another state.
State = tuple[tuple[str, int, int, int], ...]

PLAIN = frozenset({str, int, float, bool, type(None)})
# The form of marshal in which equal values have equal bytes, whether objects are shared or not.
VERSION_WITHOUT_SHARING = 2

_number = count()


def by_release(
    question: Callable[Concatenate[Store, P], R], *, most: int = MOST_ANSWERS, shared: bool = False
) -> Callable[P, R]:
    """``question`` without its store: asked of the release of now, each answer made once.

    ``most`` answers are kept. A reader gets a copy; ``shared`` gives all readers the same object,
    for what nobody changes and whose copy would cost more than all else on the page; it is asked
    with plain values alone (texts, numbers, lists of them). Raises what the question raises, and
    ``ReleaseError``.
    """
    signature = inspect.signature(question)
    answers = MadeOnce(most) if shared else _Copied(question, most)

    @wraps(question)
    def ask(*asked: P.args, **more: P.kwargs) -> R:
        given = signature.bind(None, *asked, **more)
        given.apply_defaults()
        asked_for, named_so = given.args[1:], dict(sorted(given.kwargs.items()))
        found: R = answers.of(
            _key(current_release(), asked_for, named_so),
            lambda: question(store(), *asked_for, **named_so),
        )
        return found

    return ask


class _Copied:
    """``MadeOnce`` of Streamlit: a copy for each reader, and whatever it can tell apart as key."""

    def __init__(self, question: Callable[..., Any], most: int) -> None:
        def answer(key: object, _make: Callable[[], Any]) -> Any:
            return _make()

        self._kept = st.cache_data(max_entries=most, show_spinner=False)(
            _told_apart(answer, question)
        )

    def of(self, asked: object, make: Callable[[], A]) -> A:
        # What stands behind an underscore Streamlit leaves out of its key.
        found: A = self._kept(asked, make)
        return found


def _key(*asked: Any) -> object:
    """What tells questions apart, as bytes: Streamlit would take a tenth of a run for it.

    What is not made of plain values alone goes to Streamlit as it is.
    """
    return marshal.dumps(asked, VERSION_WITHOUT_SHARING) if _is_plain(asked) else asked


def _is_plain(value: Any) -> bool:
    """Whether a value is made of plain ones alone; marshal takes arrays too, without their type."""
    kind = type(value)
    if kind is tuple or kind is list:
        return all(map(_is_plain, value))
    if kind is dict:
        return all(map(_is_plain, value.items()))
    return kind in PLAIN


def by_files(
    read: Callable[[Path], R],
    files: Callable[[Path], Iterable[Path]],
    *,
    most: int = 2,
    once_a_run: bool = False,
) -> Callable[[Path], R]:
    """``read`` of a path, made once for each state of the ``files`` that it reads there.

    All readers share what was read; ``most`` states are kept.
    With ``once_a_run`` a run sees one state from its beginning to its end.
    """
    state_of = _state_in_this_run if once_a_run else _state
    kept = MadeOnce(most)

    @wraps(read)
    def opened(path: Path) -> R:
        return kept.of((str(path), state_of(files(path))), lambda: read(path))

    return opened


def _told_apart(closure: Callable[..., R], origin: Callable[..., R]) -> Callable[..., R]:
    """The closure under a name of its own.

    Streamlit knows a function by module, qualified name and source: as they are written, all
    closures of one function would share one cache.
    """
    closure.__module__ = origin.__module__
    closure.__qualname__ = f"{next(_number)}.{origin.__qualname__}"
    return closure


def _state(files: Iterable[Path]) -> State:
    found = ((path, path.stat()) for path in files)
    return tuple((str(path), at.st_ino, at.st_mtime_ns, at.st_size) for path, at in found)


def _state_in_this_run(files: Iterable[Path]) -> State:
    """The state of files as this run has found them first; outside of a run that of now."""
    names = tuple(files)
    return in_this_run(names, lambda: _state(names))


def asked_database() -> Path:
    """The database that the address pins by ``release``, else the one that is served.

    Raises ``UnknownNameError`` for a release that is not kept, ``ReleaseError`` for one that is
    kept as files only, and where there is none at all.
    """
    asked, served = address.asked(address.RELEASE), database()
    if not asked or asked == LATEST:
        return served
    if not served.is_file():
        Store(served)  # words the missing file
    here = _opened_store(served)
    if asked == str(here.release["release_id"]):
        return served
    return database_of(served, releases(), asked, synthetic=here.synthetic)


def current_release() -> State:
    """The state of the database to show; raises as ``asked_database``."""
    return in_this_run("release", lambda: _shown_release()[0])


def store() -> Store:
    """The store of the release that lies on the disk now, or that the address pins.

    Raises as ``asked_database``.
    """
    return in_this_run("store", lambda: _opened_store(_shown_release()[1]))


def _shown_release() -> tuple[State, Path]:
    path = asked_database()
    if not path.is_file():
        Store(path)  # words the missing file
    return _state_in_this_run([path]), path


def _curated_files(data: Path) -> list[Path]:
    """What an accepted batch changes."""
    files = [*data.glob("*.csv"), *data.glob("*.yaml"), *data.glob("*.json")]
    return sorted([*files, *data.glob("observations/*.csv")])


def _readers(data: Path) -> "Readers":
    """All that reads articles and reports, loaded for a curator alone: a third of all modules."""
    from indicators.curation.candidate_readers import load_readers

    return load_readers(data)


def _named(store: Store, /, name: str, **parameters: Any) -> pd.DataFrame:
    """The answer to one named question of ``indicators/release/sql``."""
    return store.query(name, **parameters)


def revisions(areas: list[str] | None = None, indicator: str | None = None) -> pd.DataFrame:
    """``revisions.changes`` of the release of now; asked only where anything was revised."""
    return _changes(areas, indicator) if _any_revised() else pd.DataFrame()


# Not closed when it leaves: the API may hold the same one.
_opened_store = by_files(opened_store, lambda path: [path], most=MOST_OPEN, once_a_run=True)
readers_of = by_files(_readers, _curated_files)


def _catalogue(path: Path) -> "Catalogue":
    # Rankings and profiles ask the release; what reads YAML is loaded with the first of the others.
    from indicators.catalogue.loading import load_catalogue

    return load_catalogue(path)


catalogue_of = by_files(_catalogue, lambda path: [path])

named = by_release(_named)
grouped_indicators = by_release(filter_labels.grouped_indicators, shared=True)
default_indicator = by_release(filter_labels.default_indicator, shared=True)
province_labels = by_release(filter_labels.province_labels, shared=True)
period_options = by_release(filter_labels.period_options, shared=True)
period_choices = by_release(periods.period_choices, shared=True)
search_areas = by_release(search.search_areas)

freshness = by_release(fresh.freshness, shared=True)
glance = by_release(overview.glance, shared=True, most=8)
other_lines = by_release(overview.other_lines, shared=True, most=8)
headline_coverage = by_release(overview.headline_coverage, shared=True)
standing_out = by_release(outstanding.standing_out, shared=True)
newest_figures = by_release(overview.newest_figures)
rank = by_release(rankings.rank)
ranking_view = by_release(views.ranking_view, shared=True, most=views.MOST_VIEWS)
distribution_view = by_release(distribution.distribution_view, shared=True)
_any_revised = by_release(changed.any_revised, shared=True)
_changes = by_release(changed.changes)

rug = by_release(rugs.rug, most=64, shared=True)
rug_indicators = by_release(rugs.rug_indicators)
rug_file = by_release(rug_sheet.rug_file, most=16, shared=True)

areas = by_release(profiles.areas)
area_history = by_release(profiles.area_history)
area_observations = by_release(profiles.area_observations)
former_units = by_release(profiles.former_units)
profile = by_release(profiles.profile)
compare = by_release(profiles.compare)
shown_area = by_release(shown.shown_area, shared=True)
bordering = by_release(groups.neighbours)

trend = by_release(trends.trend)
pace = by_release(paces.pace)
former_figures = by_release(restate.former_figures)
restated = by_release(restate.restated)

benchmarks = by_release(medians.benchmarks)
official_figures = by_release(medians.official_figures)
thresholds = by_release(judged.thresholds)
peers = by_release(neighbours.peers)
companions = by_release(beside.companions)
best_companions = by_release(beside.best_companions)
one_indicator = by_release(large.one_indicator)
rank_among_peers = by_release(neighbours.rank_among_peers)
figure_paragraph = by_release(safe_sentence.figure_paragraph)
comparison_paragraph = by_release(safe_comparison.comparison_paragraph)

compose = by_release(composites.compose, most=MOST_INDICES)
associate = by_release(associations.associate, most=MOST_INDICES)
most_complete = by_release(composite_choice.most_complete, most=MOST_INDICES)

tables_of_ranking = by_release(download_tables.tables_of_ranking, most=64)
tables_of_areas = by_release(download_tables.tables_of_areas, most=64)
