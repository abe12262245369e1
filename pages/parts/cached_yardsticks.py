"""The cached answers of yardsticks, peers and safe sentences; see ``cached`` for the rules."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from indicators.yardsticks import benchmarks as medians
from indicators.yardsticks import peers as neighbours
from indicators.yardsticks import safe_comparison, safe_sentence, thresholds
from indicators.yardsticks.safe_sentence import SafeParagraph
from pages.parts import cached

MOST_ANSWERS = 128

QUESTIONS: dict[str, Callable[..., Any]] = {
    "benchmarks": lambda store, code: medians.benchmarks(store, [code]),
    "official": lambda store, code: medians.official_figures(store, [code]),
    "thresholds": lambda store, code: thresholds.thresholds(store, [code]),
    "peers": lambda store, code, weights, prefer_figures: neighbours.peers(
        store, code, weights=dict(weights), prefer_figures=prefer_figures
    ),
    "peer_places": lambda store, code, codes: neighbours.rank_among_peers(store, code, list(codes)),
    "figure_paragraph": safe_sentence.figure_paragraph,
    "comparison_paragraph": lambda store, codes, **asked: safe_comparison.comparison_paragraph(
        store, list(codes), **asked
    ),
}


@st.cache_data(max_entries=MOST_ANSWERS, show_spinner=False)
def _answer(release: cached.Release, question: str, parameters: tuple[tuple[str, Any], ...]) -> Any:
    return QUESTIONS[question](cached.store(), **dict(parameters))


def _ask(question: str, **parameters: Any) -> Any:
    return _answer(cached.current_release(), question, tuple(sorted(parameters.items())))


def benchmarks(area_code: str) -> pd.DataFrame:
    """``benchmarks.benchmarks`` of one area."""
    return _ask("benchmarks", code=area_code)


def official_figures(area_code: str) -> pd.DataFrame:
    """``benchmarks.official_figures`` of one area."""
    return _ask("official", code=area_code)


def judged_thresholds(area_code: str) -> pd.DataFrame:
    """``thresholds.thresholds`` of one area."""
    return _ask("thresholds", code=area_code)


def peers(area_code: str, weights: dict[str, float], *, prefer_figures: bool) -> pd.DataFrame:
    """``peers.peers`` of one commune."""
    chosen = tuple(sorted(weights.items()))
    return _ask("peers", code=area_code, weights=chosen, prefer_figures=prefer_figures)


def places_among_peers(area_code: str, peer_codes: list[str]) -> pd.DataFrame:
    """``peers.rank_among_peers`` of one commune."""
    return _ask("peer_places", code=area_code, codes=tuple(peer_codes))


def figure_paragraph(area_code: str, observation_id: int, lang: str) -> SafeParagraph:
    """``safe_sentence.figure_paragraph``."""
    return _ask("figure_paragraph", area_code=area_code, observation_id=observation_id, lang=lang)


def comparison_paragraph(
    area_codes: list[str], indicator_id: str, lang: str, year: str | None
) -> SafeParagraph:
    """``safe_comparison.comparison_paragraph``."""
    return _ask("comparison_paragraph", codes=tuple(area_codes), indicator_id=indicator_id,
                lang=lang, year=year)  # fmt: skip
