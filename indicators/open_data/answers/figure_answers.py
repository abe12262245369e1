"""The figures of a release: as they are recorded, ranked, of one area, of several side by side."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pandas as pd

from indicators.open_data.answers.answered import Answer, json_bytes, rows_object
from indicators.open_data.answers.asked import AskedQuestion
from indicators.open_data.answers.groups import group_asked
from indicators.open_data.answers.names_meant import (
    area_meant,
    areas_meant,
    indicators_meant,
    province_meant,
)
from indicators.open_data.download_tables import (
    comparison_table,
    figures_table,
    ranking_file_parts,
    ranking_table,
)
from indicators.open_data.json_answers import json_objects, profile_columns, ranking_object
from indicators.questions.profile import compare, profile
from indicators.questions.ranking import rank
from indicators.release.store import Store

# Rows of one part of a long answer: memory stays flat, and asking costs less than writing.
ROWS_OF_A_PART = 2_000
# An answer of more rows is written in parts while it is sent, and not kept.
MOST_ROWS_AT_ONCE = 10_000


def ranking_answer(store: Store, question: AskedQuestion) -> Answer:
    """One ranking: JSON as the command line prints it, CSV and Parquet as the page's download."""
    province = province_meant(store, question)
    group = group_asked(store, question, province)
    [indicator_id] = indicators_meant(store, question)
    ranking = rank(store, indicator_id, year=question.one("year"), basis=question.one("basis"),
                   province=province, area_type=question.one("area_type"), **group)  # fmt: skip
    return Answer(
        tuple(ranking_file_parts(ranking)),
        lambda: ranking_object(ranking, store.release),
        lambda: ranking_table(store, ranking),
    )


def profile_answer(store: Store, question: AskedQuestion) -> Answer:
    """One area over all indicators; JSON tells also what is missing and why."""
    code, year, among = area_meant(store, question), question.one("year"), question.one("among")
    rows = profile(store, code, year=year, among=among)
    return _of_areas(store, rows, ("profile", code, year, among))


def profile_documents(store: Store, rows: pd.DataFrame) -> Iterator[tuple[str, bytes]]:
    """The JSON of ``profile_answer`` for each area of some profiles, with its code.

    ``rows`` as ``profile.profiles_in_parts`` gives them. The same bytes as ``answered.written``.
    """
    nothing = json_bytes(rows_object(store.release, pd.DataFrame()))
    opened, _bracket, closed = nothing.rpartition(b"]")
    objects = json_objects(rows[profile_columns(rows)])
    for code, places in rows.groupby("area_code", sort=False).indices.items():
        told = ",".join(objects[place] for place in places)
        yield str(code), opened + told.encode("utf-8") + b"]" + closed


def comparison_answer(store: Store, question: AskedQuestion) -> Answer:
    """Several areas over the indicators that any of them has a figure for."""
    codes, year = areas_meant(store, question), question.one("year")
    rows = compare(store, codes, year=year)
    return _of_areas(store, rows, ("compare", *codes, year))


def _of_areas(store: Store, rows: pd.DataFrame, file_parts: tuple[str | None, ...]) -> Answer:
    return Answer(
        file_parts,
        lambda: rows_object(store.release, rows[profile_columns(rows)]),
        lambda: comparison_table(store, rows),
    )


def observations_answer(store: Store, question: AskedQuestion) -> Answer:
    """Figures as they are recorded, rivals and superseded ones too, in the order of the bundle."""
    province, year = province_meant(store, question), question.one("year")
    asked = {
        "indicator_ids": indicators_meant(store, question) or None,
        "area_codes": areas_meant(store, question) or None,
        "province": province,
        "year": year,
        "set_of_year": _set_of_year(year),
    }
    counts = store.query("observation_counts", **asked)
    parts = partial(_parts, store, asked, counts)
    names = [*question.all("indicator"), *question.all("area")][:3]
    file_parts = ("observations", *names, province, year)
    if counts["figures"].sum() > MOST_ROWS_AT_ONCE:
        return Answer(file_parts, dict, partial(figures_table, store, [], None), parts,
                      rows=int(counts["figures"].sum()))  # fmt: skip

    def table() -> pd.DataFrame:
        found = list(parts())
        return pd.concat(found, ignore_index=True) if found else figures_table(store, [], None)

    return Answer(file_parts, lambda: rows_object(store.release, table()), table)


def _set_of_year(year: str | None) -> str | None:
    """``part2025`` for ``2025-part``: what ``observation_filter.sql`` compares with."""
    number, _dash, kind = (year or "").partition("-")
    return f"{kind}{number}" if kind in ("part", "stated") else None


def _parts(store: Store, asked: dict[str, Any], counts: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The figures in their order, in parts of bounded size."""
    for indicator_ids in _asked_together(counts):
        question = asked | {"indicator_ids": indicator_ids}
        ids = store.query("observation_ids", **question)["observation_id"].tolist()
        only = indicator_ids[0] if len(indicator_ids) == 1 else None
        for start in range(0, len(ids), ROWS_OF_A_PART):
            yield figures_table(store, ids[start : start + ROWS_OF_A_PART], only)


def _asked_together(counts: pd.DataFrame) -> Iterator[list[str]]:
    """Neighbouring indicators with few figures in one question, one with many alone."""
    together: list[str] = []
    figures = 0
    for indicator_id, count in zip(counts["indicator_id"], counts["figures"], strict=True):
        if together and figures + count > ROWS_OF_A_PART:
            yield together
            together, figures = [], 0
        together.append(indicator_id)
        figures += count
    if together:
        yield together
