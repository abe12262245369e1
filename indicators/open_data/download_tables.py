"""From a question to the table that is downloaded: every column travels with the value."""

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from indicators.country import NATION
from indicators.language.area_words import missing_reason
from indicators.names import fold
from indicators.open_data.download_columns import (
    FIGURE_COLUMNS,
    MISSING_COLUMNS,
    TREND_COLUMNS,
    Column,
)
from indicators.over_time.trend import Trend
from indicators.questions.profile import compare
from indicators.questions.ranking import Ranking, missing_areas, rank
from indicators.release.citation import LICENCE, release_citation, release_day
from indicators.release.store import Store

RANK_COLUMNS = ("rank", "rank_low", "rank_high", "percentile")

PANDAS_TYPES = {
    "text": "str",
    "integer": "Int64",
    "number": "float64",
    "date": "datetime64[us]",
    "flag": "boolean",
}


def ranking_table(store: Store, ranking: Ranking) -> pd.DataFrame:
    """What a ranking displays: one row per ranked or listed figure, best first.

    Columns as in ``FIGURE_COLUMNS``. Ranks are those of the ranking, among the areas that its
    filters chose (``rank_scope``); ``period_set`` is the set that was ranked.
    """
    return rankings_table(store, [ranking])


def rankings_table(store: Store, rankings: list[Ranking]) -> pd.DataFrame:
    """Several rankings below each other; rows and columns as in ``ranking_table``."""
    answered = [_with_question(ranking) for ranking in rankings if len(ranking.rows)]
    rows = pd.concat(answered, ignore_index=True) if answered else _with_question(rankings[0])
    of = {ranking.indicator["indicator_id"] for ranking in rankings}
    figures = _figures(store, rows["observation_id"], of.pop() if len(of) == 1 else None)
    # Names and types as they were on the day of the ranking, as the page shows them.
    for column, of_ranking in (("area_name", "name"), ("area_type", "area_type")):
        figures[column] = rows[of_ranking].to_numpy()
    for column in (*RANK_COLUMNS, "rank_scope", "ranked_areas"):
        figures[column] = rows[column].to_numpy(dtype=object)
    figures["period_set"] = rows["ranked_set"].to_numpy(dtype=object)
    return _finished(figures, store, FIGURE_COLUMNS)


def _with_question(ranking: Ranking) -> pd.DataFrame:
    """The rows with what the ranks are about: scope, number of areas, set of periods."""
    return ranking.rows.assign(
        rank_scope=scope_of(ranking) if ranking.ranked else None,
        ranked_areas=len(ranking.rows) if ranking.ranked else None,
        ranked_set=ranking.period.code if ranking.period else None,
    )


def comparison_table(store: Store, rows: pd.DataFrame) -> pd.DataFrame:
    """What a comparison or a profile displays: one row per area and indicator with a figure.

    ``rows`` is a frame of ``profile.compare`` or ``profile.profile``. Columns as in
    ``FIGURE_COLUMNS``; ranks are those in the whole country.
    """
    shown = rows[rows["value"].notna()]
    figures = _figures(store, shown["observation_id"])
    for column in (*RANK_COLUMNS, "period_set"):
        figures[column] = shown[column].to_numpy(dtype=object)
    ranked = shown["rank"].notna().to_numpy()
    figures["ranked_areas"] = shown["reported"].where(shown["rank"].notna()).to_numpy(dtype=object)
    figures["rank_scope"] = [NATION if one else None for one in ranked]
    return _finished(figures, store, FIGURE_COLUMNS)


def every_figure(store: Store, indicator_id: str | None = None) -> pd.DataFrame:
    """All figures of a release, or of one indicator: rivals and superseded ones too.

    One row per figure, columns as in ``FIGURE_COLUMNS``; ``is_current`` marks the one that is
    shown. Ranks are those in the whole country, in the figure's own set of periods.
    """
    figures = store.query("figures_with_sources", observation_ids=None, indicator_id=indicator_id)
    figures["rank_scope"] = [NATION if ranked else None for ranked in figures["rank"].notna()]
    return _finished(figures, store, FIGURE_COLUMNS)


def no_figures() -> pd.DataFrame:
    """``every_figure`` of a release without figures."""
    return pd.DataFrame({column.name: pd.Series(dtype=PANDAS_TYPES[column.kind])
                         for column in FIGURE_COLUMNS})  # fmt: skip


def stored_figures(
    store: Store, first: int, last: int, provinces: list[str] | None = None
) -> pd.DataFrame:
    """The figures between two places of storage: a part of ``every_figure``, in the same order.

    With ``provinces`` only their own figures and those of their communes.
    """
    figures = store.query("figures_stored", first=first, last=last, provinces=provinces)
    figures["rank_scope"] = [NATION if ranked else None for ranked in figures["rank"].notna()]
    return _finished(figures, store, FIGURE_COLUMNS)


def figures_table(
    store: Store, observation_ids: list[int], indicator_id: str | None
) -> pd.DataFrame:
    """The figures of these ids in their order: rows and columns as in ``every_figure``.

    ``indicator_id`` is that of all of them, or ``None`` where they are of several: a release is
    read quicker where it is known.
    """
    figures = _figures(store, observation_ids, indicator_id)
    figures["rank_scope"] = [NATION if ranked else None for ranked in figures["rank"].notna()]
    return _finished(figures, store, FIGURE_COLUMNS)


def area_table(store: Store, area_code: str) -> pd.DataFrame:
    """Every figure of one area, rivals too: one row per figure, columns as in ``every_figure``."""
    found = store.query("area_observations", area_code=area_code)
    return figures_table(store, found["observation_id"].tolist(), None)


def missing_table(store: Store, ranking: Ranking) -> pd.DataFrame:
    """The areas that a ranking leaves out: one row per area, columns as in ``MISSING_COLUMNS``."""
    missing = missing_areas(store, ranking).rename(columns={"name": "area_name"})
    indicator = ranking.indicator
    missing["indicator_id"] = indicator["indicator_id"]
    missing["indicator_name_vi"] = indicator["name_vi"]
    missing["indicator_name_en"] = indicator["name_en"]
    missing["basis"] = ranking.basis
    missing["period_set"] = ranking.period.code if ranking.period else None
    return _with_reasons(missing, store)


def tables_of_ranking(
    store: Store,
    indicator_id: str,
    *,
    year: str | None = None,
    province: str | None = None,
    area_type: str | None = None,
    basis: str | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """``ranking_table`` and ``missing_table`` of the ranking that ``ranking.rank`` gives."""
    ranking = rank(
        store, indicator_id, year=year, province=province, area_type=area_type, basis=basis
    )
    return ranking_table(store, ranking), missing_table(store, ranking)


def tables_of_areas(
    store: Store, area_codes: list[str], year: str | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """``comparison_table`` of areas and what it leaves out; every figure of a single one."""
    compared = compare(store, area_codes, year=year)
    missing = missing_in_comparison(store, compared)
    if len(area_codes) == 1:
        return area_table(store, area_codes[0]), missing.head(0)
    return comparison_table(store, compared), missing


def missing_in_comparison(store: Store, rows: pd.DataFrame) -> pd.DataFrame:
    """The gaps of a comparison: one row per area and indicator without a figure.

    ``rows`` as in ``comparison_table``; columns as in ``MISSING_COLUMNS``.
    """
    names = {"name": "area_name", "name_vi": "indicator_name_vi", "name_en": "indicator_name_en",
             "missing_reason": "reason"}  # fmt: skip
    return _with_reasons(rows[rows["value"].isna()].rename(columns=names), store)


def scope_of(ranking: Ranking) -> str:
    """Among which areas a ranking ranks: ``VN``, ``38``, ``VN xã``, ``VN neighbours of 00004``."""
    group = ranking.group
    around = f"{group.among} of {group.area_code}" if group else ""
    parts = (ranking.province or NATION, ranking.among or "", around)
    return " ".join(part for part in parts if part)


NOT_IN_NAMES = re.compile(r"[^a-z0-9 ._-]")
LONGEST_PART = 80  # characters; a disk takes 255 of a whole name


def file_name(parts: Iterable[str | None], release: dict[str, Any], extension: str) -> str:
    """``thuoc-xa-<parts>-<release day>.<extension>``; invented countries begin ``synthetic-``.

    Letters beside those of Latin, signs and breaks are left out: a name stands in a header of HTTP
    and on disks.

    >>> file_name(["poverty_rate", "2025", None], real_release, "csv")  # doctest: +SKIP
    'thuoc-xa-poverty-rate-2025-2026-11-21.csv'
    """
    folded = (NOT_IN_NAMES.sub("", fold(part)).strip() for part in parts if part)
    words = [word.replace(" ", "-")[:LONGEST_PART] for word in folded if word]
    start = ["synthetic"] if release["synthetic"] else []
    name = "-".join([*start, "thuoc-xa", *words, release_day(release).isoformat()])
    return f"{name}.{extension}"


def ranking_file_parts(ranking: Ranking) -> list[str | None]:
    """The parts of a file name that tell which ranking it holds."""
    period = ranking.period.code if ranking.period else None
    basis = "all bases" if ranking.basis == "*" else ranking.basis
    group = ranking.group
    around = [group.among, group.area_code] if group else []
    chosen = [ranking.indicator["indicator_id"], period, basis, ranking.province, ranking.among]
    return chosen + around


def _figures(
    store: Store, observation_ids: Iterable[int], indicator_id: str | None = None
) -> pd.DataFrame:
    """The figures of these ids, in their order, an id twice if it is asked twice."""
    ids = [int(one) for one in observation_ids]
    found = store.query("figures_with_sources", observation_ids=ids, indicator_id=indicator_id)
    return found.set_index("observation_id").loc[ids].reset_index(drop=True)


def _with_reasons(missing: pd.DataFrame, store: Store) -> pd.DataFrame:
    missing = missing.copy()
    for lang in ("vi", "en"):
        words = {code: missing_reason(code, lang) for code in missing["reason"].unique()}
        missing[f"reason_{lang}"] = missing["reason"].map(words)
    return _finished(missing, store, MISSING_COLUMNS)


def _finished(frame: pd.DataFrame, store: Store, columns: tuple[Column, ...]) -> pd.DataFrame:
    """Exactly the declared columns, in their order and with their types; empty text is missing."""
    release = store.release
    frame = frame.assign(
        licence=LICENCE, release_id=release["release_id"], synthetic=bool(release["synthetic"])
    )
    if "publisher" in frame:
        frame["citation"] = _citations(frame, release)
    return pd.DataFrame(
        {column.name: _typed(frame[column.name], column) for column in columns}
    ).reset_index(drop=True)


def _typed(values: pd.Series, column: Column) -> pd.Series:
    if column.kind == "text":
        # Hundreds of small tables have fifty texts each: nothing is copied that is as it has to be.
        is_text = values.dtype == "str"
        texts = values if is_text else values.astype("str").where(values.notna())
        empty = texts == ""
        return texts.mask(empty) if empty.any() else texts
    return values.astype(PANDAS_TYPES[column.kind])


def _citations(frame: pd.DataFrame, release: dict[str, Any]) -> pd.Series:
    """Source and table of each figure in one line; made once per source."""
    sources = frame.drop_duplicates("source_id").set_index("source_id")
    table = release_citation(release, "vi")
    lines = {code: _citation(source, table) for code, source in sources.iterrows()}
    return frame["source_id"].map(lines)


def _citation(source: Any, table: str) -> str:
    published = source["published_on"]
    parts = [
        source["publisher"],
        f"“{source['title']}”" if _told(source["title"]) else None,
        published.date().isoformat() if _told(published) else None,
        source["url"],
    ]
    return ", ".join(part for part in parts if _told(part)) + f". {table}"


def _told(value: Any) -> bool:
    return value is not None and value == value and value != ""


def trend_table(store: Store, trend: Trend) -> pd.DataFrame:
    """The figures of a trend as a file: one row per figure, in the order shown.

    Columns as in ``FIGURE_COLUMNS``, then ``TREND_COLUMNS``. ``method`` tells of a restated figure,
    which no source prints, how it was made.
    """
    table = comparison_table(store, trend.figures)
    for column in TREND_COLUMNS:
        table[column.name] = trend.figures[column.name].to_numpy()
    return table


def changes_table(trend: Trend) -> pd.DataFrame:
    """The changes with names: one row per two neighbouring figures, as in ``Trend.changes``."""
    names = trend.areas.set_index("area_code")["name"]
    changes = trend.changes.assign(indicator_id=trend.indicator["indicator_id"])
    changes.insert(1, "area_name", changes["area_code"].map(names))
    return changes
