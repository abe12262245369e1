"""Everything that one page of a ranking shows, with its filters, made once for many readers.

Building the picture and wording fifty rows takes longer than the question itself; a reader who
comes back to a ranking, or the next reader, is given what is there already.
"""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from indicators.charts.ranking import ranking_alt, ranking_curve
from indicators.judgement import MINIMUM_REPORTED
from indicators.language import formats
from indicators.language.record_texts import in_language
from indicators.language.texts import plural_translator
from indicators.open_data.download_columns import RANKING_TABLE
from indicators.questions.periods import period_choices
from indicators.questions.ranking import Ranking, rank
from indicators.release.store import Store
from indicators.views import ranking_table


@dataclass(frozen=True)
class RankingView:
    """A ranking in one language and theme; shared between readers, so never changed.

    ``head`` is the ranking without its rows. ``reported`` are the codes of areas with a figure,
    ``highlighted`` those of the asked ones that the picture names. ``shown`` is the page of the
    table as ``ranking_table.displayed`` gives it, ``columns`` those worth showing. ``picture``
    and ``picture_in_words`` are empty where no area has a figure.
    """

    head: Ranking
    pages: int
    lowest: float
    highest: float
    reported: frozenset[str]
    highlighted: tuple[str, ...]
    picture: go.Figure | None
    picture_in_words: str
    shown: pd.DataFrame
    columns: tuple[str, ...]


def ranking_view(
    store: Store,
    *,
    indicator_id: str,
    year: str | None,
    province: str | None,
    area_type: str | None,
    basis: str | None,
    asked: tuple[str, ...],
    page: int,
    lang: str,
    dark: bool,
) -> RankingView:
    """Rank and word one page of the table, with the picture that names the ``asked`` areas."""
    ranking = rank(
        store, indicator_id, year=year, province=province, area_type=area_type, basis=basis
    )
    rows = ranking.rows
    reported = frozenset(rows["area_code"])
    highlighted = tuple(code for code in asked if code in reported)
    return RankingView(
        head=_without_rows(ranking),
        pages=ranking_table.pages_of(ranking),
        lowest=float(rows["value"].min()),
        highest=float(rows["value"].max()),
        reported=reported,
        highlighted=highlighted,
        picture=_picture(ranking, highlighted, lang, dark),
        picture_in_words=_in_words(ranking, highlighted, lang),
        shown=_page(store, ranking, page, lang),
        columns=_columns(ranking),
    )


def _without_rows(ranking: Ranking) -> Ranking:
    """The ranking with an empty table that still tells whether it was ranked."""
    return Ranking(**{**vars(ranking), "rows": ranking.rows.head(0)})


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


def _page(store: Store, ranking: Ranking, page: int, lang: str) -> pd.DataFrame:
    rows = ranking_table.page_of(ranking, min(page, ranking_table.pages_of(ranking)))
    sources = store.query("sources_by_id", source_ids=sorted(set(rows["source_id"])))
    bases = store.query("basis_names", indicator_id=ranking.indicator["indicator_id"])
    names = dict(zip(bases["basis"], in_language(bases, "name", lang), strict=True))
    return ranking_table.displayed(ranking, rows, sources, names, lang)


def _columns(ranking: Ranking) -> tuple[str, ...]:
    """The columns of ``RANKING_TABLE`` without those that say the same in every row."""
    periods = ranking.rows[["period_start", "period_end"]].drop_duplicates()
    worth_showing = {
        "place": ranking.ranked, "period": len(periods) > 1, "basis": ranking.basis == "*",
    }  # fmt: skip
    return tuple(one.name for one in RANKING_TABLE if worth_showing.get(one.name, True))


def indicator_labels(store: Store, *, lang: str) -> dict[str, str]:
    """The indicators that have figures: headline ones first, then in the catalogue's order.

    Those of fewer communes than a rank needs come last of all, so that none of them is what a
    chart begins with.
    """
    catalogue = store.query("indicators")
    with_figures = catalogue[catalogue["observations"] > 0]
    thin = with_figures["communes"] < MINIMUM_REPORTED
    ordered = with_figures.assign(thin=thin).sort_values(
        ["thin", "headline", "position"], ascending=[True, False, True]
    )
    return dict(zip(ordered["indicator_id"], in_language(ordered, "name", lang), strict=True))


def province_labels(store: Store) -> dict[str, str]:
    """Today's provinces and cities."""
    provinces = store.query("provinces")
    return dict(zip(provinces["area_code"], provinces["name"], strict=True))


def period_labels(
    store: Store, *, indicator_id: str, level: str, basis: str, lang: str
) -> dict[str, str]:
    """The sets of periods of one indicator and basis with the number of areas in each."""
    choices = period_choices(store, indicator_id, level)
    sets = choices[choices["basis"] == basis]
    return {
        code: f"{formats.period_set(code, lang)} · {_areas(int(count), lang)}"
        for code, count in zip(sets["period_set"], sets["reported"], strict=True)
    }


def _areas(count: int, lang: str) -> str:
    ngettext = plural_translator(lang)
    return ngettext("{count} area", "{count} areas", count).format(
        count=formats.number(count, 0, lang)
    )
