"""The store and the answers, cached by release and question, bounded.

A release is known by its file: a build swaps in another file, so the next run opens it and the
answers of the old one are no longer asked for.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from indicators.maps.map_layer import MapLayer, current_layer
from indicators.over_time import restate
from indicators.over_time.pace import pace
from indicators.over_time.trend import Trend
from indicators.over_time.trend import trend as trend_of
from indicators.questions import overview, search
from indicators.questions import profile as profiles
from indicators.questions.periods import period_choices
from indicators.questions.ranking import Ranking, missing_areas, rank
from indicators.questions.revisions import any_revised, changes
from indicators.release.store import Store
from indicators.settings import database
from indicators.views.ranking import RankingView, indicator_labels, period_labels, province_labels
from indicators.views.ranking import ranking_view as ranking_view_of

# Answers are small (a ranking of 3,321 areas is about 1 MB); old ones leave first.
MOST_ANSWERS = 256

Release = tuple[str, int, int]


def current_release() -> Release:
    """Path, inode and modification time of the database to serve; raises ``ReleaseError``."""
    path = database()
    if not path.is_file():
        Store(path)  # words the missing file
    status = path.stat()
    return str(path), status.st_ino, status.st_mtime_ns


@st.cache_resource(max_entries=2, show_spinner=False, on_release=lambda store: store.close())
def _store(release: Release) -> Store:
    return Store(Path(release[0]))


def store() -> Store:
    """The store of the release that lies on the disk now; raises ``ReleaseError``."""
    return _store(current_release())


@st.cache_data(max_entries=MOST_ANSWERS, show_spinner=False)
def _answer(release: Release, question: str, parameters: tuple[tuple[str, Any], ...]) -> Any:
    return QUESTIONS[question](_store(release), **dict(parameters))


def _ask(question: str, **parameters: Any) -> Any:
    return _answer(current_release(), question, tuple(sorted(parameters.items())))


@st.cache_resource(max_entries=MOST_ANSWERS, show_spinner=False)
def _view(release: Release, parameters: tuple[tuple[str, Any], ...]) -> RankingView:
    # A resource, not data: a copy for each run would cost more than all else on the page. Nobody
    # changes a view.
    return ranking_view_of(_store(release), **dict(parameters))


@st.cache_resource(max_entries=MOST_ANSWERS, show_spinner=False)
def _labels(release: Release, what: str, parameters: tuple[tuple[str, Any], ...]) -> dict[str, str]:
    return LABELS[what](_store(release), **dict(parameters))


def _named(store: Store, name: str, **parameters: Any) -> pd.DataFrame:
    lists = {key: list(value) for key, value in parameters.items() if isinstance(value, tuple)}
    return store.query(name, **{**parameters, **lists})


def _compare(store: Store, codes: tuple[str, ...], year: str | None) -> pd.DataFrame:
    return profiles.compare(store, list(codes), year=year)


QUESTIONS: dict[str, Callable[..., Any]] = {
    "rank": rank,
    "period_choices": period_choices,
    "search": search.search_areas,
    "profile": profiles.profile,
    "compare": _compare,
    "areas": lambda store, codes: profiles.areas(store, list(codes)),
    "area_observations": profiles.area_observations,
    "area_history": profiles.area_history,
    "former_units": profiles.former_units,
    "named": _named,
    "headline_cards": overview.headline_cards,
    "newest_figures": overview.newest_figures,
    "trend": lambda store, codes, **choice: trend_of(store, area_codes=list(codes), **choice),
    "former_figures": restate.former_figures,
    "restated": lambda store, codes: restate.restated(store, list(codes)),
    "pace": pace,
    "changes": changes,
    "any_revised": any_revised,
}


LABELS: dict[str, Callable[..., dict[str, str]]] = {
    "indicators": indicator_labels,
    "provinces": province_labels,
    "periods": period_labels,
}


def ranking_view(**question: Any) -> RankingView:
    """``ranking_view.ranking_view`` of the current release; shared, not to be changed."""
    return _view(current_release(), tuple(sorted(question.items())))


def labels(what: str, **parameters: Any) -> dict[str, str]:
    """The options of a filter by code: indicators, provinces or periods; not to be changed."""
    return _labels(current_release(), what, tuple(sorted(parameters.items())))


def ranking(indicator_id: str, **choice: Any) -> Ranking:
    """``ranking.rank`` of the current release."""
    return _ask("rank", indicator_id=indicator_id, **choice)


def missing(asked: Ranking) -> pd.DataFrame:
    """``ranking.missing_areas`` of the current release."""
    return missing_areas(store(), asked)


def map_layer() -> MapLayer:
    """``map_layer.current_layer``: it keeps its own few layers, by release and boundaries."""
    return current_layer()


def periods(indicator_id: str, level: str = "commune") -> pd.DataFrame:
    """``periods.period_choices`` of the current release."""
    return _ask("period_choices", indicator_id=indicator_id, level=level)


def areas_found(text: str, **choice: Any) -> pd.DataFrame:
    """``search.search_areas`` of the current release."""
    return _ask("search", text=text, **choice)


def profile(area_code: str, year: str | None = None) -> pd.DataFrame:
    """``profile.profile`` of the current release."""
    return _ask("profile", area_code=area_code, year=year)


def comparison(area_codes: list[str], year: str | None = None) -> pd.DataFrame:
    """``profile.compare`` of the current release."""
    return _ask("compare", codes=tuple(area_codes), year=year)


def areas(area_codes: list[str]) -> pd.DataFrame:
    """``profile.areas`` of the current release."""
    return _ask("areas", codes=tuple(area_codes))


def area_observations(area_code: str) -> pd.DataFrame:
    """``profile.area_observations`` of the current release."""
    return _ask("area_observations", area_code=area_code)


def area_history(area_code: str) -> pd.DataFrame:
    """``profile.area_history`` of the current release."""
    return _ask("area_history", area_code=area_code)


def former_units(area_code: str) -> pd.DataFrame:
    """``profile.former_units`` of the current release."""
    return _ask("former_units", area_code=area_code)


def trend(indicator_id: str, area_codes: list[str], basis: str | None = None) -> Trend:
    """``trend.trend`` of the current release."""
    return _ask("trend", indicator_id=indicator_id, codes=tuple(area_codes), basis=basis)


def former_figures(area_code: str) -> pd.DataFrame:
    """``restate.former_figures`` of the current release."""
    return _ask("former_figures", area_code=area_code)


def restated(area_codes: list[str]) -> pd.DataFrame:
    """``restate.restated`` of the current release."""
    return _ask("restated", codes=tuple(area_codes))


def revenue_pace(area_code: str) -> pd.DataFrame:
    """``pace.pace`` of the current release."""
    return _ask("pace", area_code=area_code)


def revisions(
    area_codes: tuple[str, ...] | None = None, indicator_id: str | None = None
) -> pd.DataFrame:
    """``revisions.changes`` of the current release; asked only where anything was revised."""
    if not _ask("any_revised"):
        return pd.DataFrame()
    return _ask("changes", areas=area_codes, indicator=indicator_id)


def named(name: str, **parameters: Any) -> pd.DataFrame:
    """The answer to one named question of ``indicators/release/sql``."""
    return _ask("named", name=name, **parameters)


def headline_cards() -> list[overview.HeadlineCard]:
    """``overview.headline_cards`` of the current release."""
    return _ask("headline_cards")


def newest_figures() -> pd.DataFrame:
    """``overview.newest_figures`` of the current release."""
    return _ask("newest_figures")


def number_of_communes() -> int:
    """How many communes, wards and special zones there are today."""
    return int(named("number_of_communes")["communes"].iloc[0])
