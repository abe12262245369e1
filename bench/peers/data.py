"""The same rankings for every peer, ready made by this project's own ranking.

A peer only has to show them: none is measured on how it would rank.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from indicators.questions.ranking import Ranking, rank
from indicators.release.store import Store

COLUMNS = ["indicator", "position", "rank", "name", "area_type", "province", "value"]
SHOWN_FIRST = 100  # rows that any table may show at once


class NoQuestionError(Exception):
    """The release has no two indicators between which a change could be seen."""


@dataclass(frozen=True)
class Question:
    """An indicator to pick, and the texts of which one must stand in the table's first rows.

    ``answers`` are the names of the communes on the first place and their value as any of the
    tools may write it.
    """

    indicator: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Questions:
    """What each page shows when it opens, and what is picked then, another in each round."""

    first: Question
    changes: Sequence[Question]


def rankings(store: Store) -> pd.DataFrame:
    """All default rankings of communes, in the order of the catalogue.

    One row per indicator and commune with a figure: indicator (Vietnamese name), position (1 =
    first row of the ranking), rank (missing where the indicator is not ranked), name, area_type,
    province, value (unit of the indicator).
    """
    found = store.query("indicators").sort_values("position")
    return pd.concat([_rows(rank(store, one)) for one in found["indicator_id"]], ignore_index=True)


def _rows(ranking: Ranking) -> pd.DataFrame:
    rows = ranking.rows.assign(indicator=ranking.indicator["name_vi"],
                               position=range(1, len(ranking.rows) + 1))  # fmt: skip
    return rows.reindex(columns=COLUMNS).astype({"rank": "Int64"})


def questions(rows: pd.DataFrame) -> Questions:
    """The first indicator, and those a change to which cannot be overlooked.

    That is: highest first, so that every page has the same first row; that row alone on its
    place, its value no possible rank and nowhere in the first ranking, its name not among the
    rows that the first table shows. Raises ``NoQuestionError`` where there is none.
    """
    groups = dict(list(rows.groupby("indicator", sort=False)))
    names = list(groups)
    first = groups[names[0]]
    changes = [_question(groups[name]) for name in names[1:] if _striking(groups[name], first)]
    if not changes:
        raise NoQuestionError(f"{len(names)} indicators: found none with a first row of its own")
    return Questions(_question(first), changes)


def _striking(rows: pd.DataFrame, before: pd.DataFrame) -> bool:
    top, second = rows["value"].iloc[0], rows["value"].iloc[1]
    return bool(
        top > second
        and top > len(rows)
        and not (before["value"] == top).any()
        and rows["name"].iloc[0] not in set(before["name"].head(SHOWN_FIRST))
    )


def _question(rows: pd.DataFrame) -> Question:
    value = float(rows["value"].iloc[0])
    names = rows.loc[rows["value"] == value, "name"]
    return Question(str(rows["indicator"].iloc[0]), (*forms(value), *dict.fromkeys(names)))


def forms(value: float) -> tuple[str, ...]:
    """A number as the tools write it: with up to two decimals, grouped or not, point or comma."""
    written: dict[str, None] = {}
    for decimals in (0, 1, 2):
        if round(value, decimals) != value:
            continue
        for text in (f"{value:.{decimals}f}", f"{value:,.{decimals}f}"):
            written[text] = written[text.translate(str.maketrans(",.", ".,"))] = None
    return tuple(written)


def write(rows: pd.DataFrame, folder: Path) -> None:
    """The rankings as ``rankings.parquet``, ``rankings.db`` and one JSON file an indicator.

    ``files.json`` names the JSON file of each indicator; ``firsts.json`` is the first row of each.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # As categories, since whoever reads it would do the same: a name is there fifty times.
    rows.astype({"indicator": "category"}).to_parquet(folder / "rankings.parquet", index=False)
    _write_sqlite(rows, folder / "rankings.db")
    _write_json(rows, folder)


def _write_sqlite(rows: pd.DataFrame, file: Path) -> None:
    file.unlink(missing_ok=True)
    names = pd.DataFrame({"name": rows["indicator"].unique()})
    names.insert(0, "position", range(1, len(names) + 1))
    connection = sqlite3.connect(file)
    try:
        names.to_sql("indicator", connection, index=False)
        rows.to_sql("ranking", connection, index=False)
        connection.execute("CREATE INDEX ranking_in_order ON ranking (indicator, position)")
        connection.execute("ANALYZE")
        connection.commit()
    finally:
        connection.close()


def _write_json(rows: pd.DataFrame, folder: Path) -> None:
    files, firsts = {}, {}
    for number, (indicator, group) in enumerate(rows.groupby("indicator", sort=False), start=1):
        files[indicator] = f"{number}.json"
        shown = group.drop(columns="indicator")
        shown.to_json(folder / f"{number}.json", orient="records", force_ascii=False)
        firsts[indicator] = {"name": group["name"].iloc[0], "value": float(group["value"].iloc[0])}
    for name, content in (("files", files), ("firsts", firsts)):
        text = json.dumps(content, ensure_ascii=False)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
