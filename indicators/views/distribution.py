"""The distribution of one ranking as a chart, and the same in words."""

from dataclasses import dataclass
from typing import Unpack

import plotly.graph_objects as go

from indicators.charts.cut_ends import beyond_sentence, ends_of_rows
from indicators.charts.ranking import MOST_ROWS_NAMED, ranking_alt, ranking_curve
from indicators.language.record_texts import in_language
from indicators.questions.ranking import Ranking, RankingQuestion, rank
from indicators.release.store import Store


@dataclass(frozen=True)
class Distribution:
    """The picture of a ranking and the same in words; both empty where no area has a figure.

    ``beyond`` says that figures lie beyond the end of the scale; empty where none does.
    """

    picture: go.Figure | None
    in_words: str
    beyond: str = ""


def distribution_view(
    store: Store,
    *,
    asked: tuple[str, ...],
    lang: str,
    dark: bool,
    **question: Unpack[RankingQuestion],
) -> Distribution:
    """The picture of one ranking that names the ``asked`` areas, with its words."""
    ranking = rank(store, **question)
    reported = set(ranking.rows["area_code"])
    highlighted = tuple(code for code in asked if code in reported)
    return Distribution(
        picture=_picture(ranking, highlighted, lang, dark),
        in_words=_in_words(ranking, highlighted, lang),
        beyond=_beyond(ranking, lang),
    )


def _beyond(ranking: Ranking, lang: str) -> str:
    if not 0 < len(ranking.rows) <= MOST_ROWS_NAMED:
        return ""  # a curve holds them all
    return beyond_sentence(ends_of_rows(ranking.rows), lang)


def _unit(ranking: Ranking, lang: str) -> str:
    return str(in_language(ranking.indicator, "unit", lang))


def _picture(
    ranking: Ranking, highlighted: tuple[str, ...], lang: str, dark: bool
) -> go.Figure | None:
    if ranking.rows.empty:
        return None
    return ranking_curve(
        ranking.rows,
        unit=_unit(ranking, lang),
        decimals=int(ranking.indicator["decimals"]),
        direction=ranking.indicator["direction"],
        highlighted=highlighted,
        lang=lang,
        dark=dark,
    )


def _in_words(ranking: Ranking, highlighted: tuple[str, ...], lang: str) -> str:
    if ranking.rows.empty:
        return ""
    return ranking_alt(
        ranking.rows,
        indicator_name=in_language(ranking.indicator, "name", lang),
        unit=_unit(ranking, lang),
        decimals=int(ranking.indicator["decimals"]),
        highlighted=highlighted,
        lang=lang,
    )
