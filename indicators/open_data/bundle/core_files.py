"""The tables of the bundle as files, and what describes them."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pandas as pd
import yaml

from indicators.csv_for_people import BYTE_ORDER_MARK, frame_csv
from indicators.open_data import downloads
from indicators.open_data.bundle.bundle_tables import (
    BY_NAME,
    TABLES,
    small_table,
    table_schema,
)
from indicators.open_data.bundle.csvw_metadata import CSVW_FILE, csvw_metadata
from indicators.open_data.bundle.data_dictionary import DICTIONARY_FILE, data_dictionary
from indicators.open_data.bundle.descriptor import TITLE, Resource, table_resource
from indicators.open_data.bundle.figure_files import FigureFile, FigureForms, FigureHead
from indicators.open_data.bundle.stored_figures import ROWS_OF_A_PART, figures_in_parts
from indicators.open_data.download_notes import EVERYTHING_SHOWN, table_notes, translated
from indicators.open_data.download_tables import every_figure, no_figures, rankings_table
from indicators.open_data.export_texts import readme
from indicators.questions.ranking import Ranking, rank
from indicators.questions.reporting import Coverage
from indicators.release.citation import LICENCE, PRODUCT, release_citation, release_day
from indicators.release.store import Store
from indicators.settings import ROOT
from indicators.steps import Tell

CITATION_FILE = "CITATION.cff"


LICENCE_FILE, README_FILE = "LICENSE", "README.md"
COVERAGE_COLUMNS = (
    "applicable", "reported", "not_reported", "other_basis_only", "other_period_only",
)  # fmt: skip


class Follower(Protocol):
    """Another file of the same figures, fed in the same pass."""

    def add(self, part: FigureForms) -> object:
        """Take a part of the figures."""


def prefix_of(store: Store) -> str:
    """What the names of files with data begin with."""
    return "synthetic-" if store.synthetic else ""


def write_tables(store: Store, folder: Path, tell: Tell, followers: tuple[Follower, ...] = ()) -> (
    list[Resource]
):  # fmt: skip
    """Every table as CSV, the figures as Parquet and, where they fit, as a workbook too.

    Returns the resources of the descriptor. ``followers`` are fed with all figures in parts.
    """
    resources = []
    for table in TABLES:
        tell(table.name)
        path = folder / f"{prefix_of(store)}{table.name}.csv"
        if table.name == "observations":
            columns = _write_observations(store, path, followers)
        elif table.name == "rankings":
            columns = _write_parts(path, ranking_tables(store))
        else:
            rows = small_table(store, table)
            if not table.always and rows.empty:  # a country without them has no such file
                continue
            columns = _write_parts(path, iter([rows]))
        schema = table_schema(store, BY_NAME[table.name], columns)
        resources.append(table_resource(table, path.name, schema))
    _write_workbook(store, folder)
    return resources


def write_texts(store: Store, folder: Path, resources: list[Resource]) -> None:
    """README, data dictionary, licence, citation, and the description in CSVW."""
    files = {resource["name"]: resource["path"] for resource in resources}
    texts = {
        README_FILE: readme(store.release, files).encode("utf-8"),
        DICTIONARY_FILE: data_dictionary(resources).encode("utf-8"),
        CITATION_FILE: citation_file(store.release),
        CSVW_FILE: csvw_metadata(store.release, resources),
    }
    for name, content in texts.items():
        (folder / name).write_bytes(content)
    shutil.copyfile(ROOT / "LICENSE-DATA", folder / LICENCE_FILE)


def _write_observations(store: Store, path: Path, followers: tuple[Follower, ...]) -> list[str]:
    """All figures as CSV and Parquet, part by part: memory stays bounded."""
    head = FigureHead(store.release)
    with FigureFile(path.with_suffix(""), head, ("csv", "parquet")) as file:
        for figures in figures_in_parts(store):
            part = FigureForms(figures, head)
            file.add(part)
            for follower in followers:
                follower.add(part)
    return head.columns


def _write_parts(path: Path, parts: Iterator[pd.DataFrame]) -> list[str]:
    """A table as CSV, one part below the other; the columns of the first."""
    columns: list[str] = []
    with path.open("wb") as file:
        for part in parts:
            if not columns:
                columns = [str(name) for name in part.columns]
                file.write(BYTE_ORDER_MARK)
            text = frame_csv(part, header=file.tell() == len(BYTE_ORDER_MARK))
            file.write(text.encode("utf-8"))
    return columns


def ranking_tables(store: Store) -> Iterator[pd.DataFrame]:
    """Every indicator ranked in its default set: one row per area, columns as in a download.

    Columns before them: applicable, reported and the reasons of missing, the same in each row of
    an indicator. First a table without rows, then parts of a bounded size.
    """
    catalogue = store.query("indicators")
    codes = catalogue.loc[catalogue["observations"] > 0, "indicator_id"].tolist()
    yield _with_coverage(no_figures(), [])
    together: list[Ranking] = []  # one table of many costs what one of a few rows does
    for ranking in (rank(store, code) for code in codes):
        if sum(len(one.rows) for one in [*together, ranking]) > ROWS_OF_A_PART:
            yield _with_coverage(rankings_table(store, together), together)
            together = []
        together.append(ranking)
    if together:
        yield _with_coverage(rankings_table(store, together), together)


def _with_coverage(table: pd.DataFrame, rankings: list[Ranking]) -> pd.DataFrame:
    for place, column in enumerate(COVERAGE_COLUMNS):
        counts = [_counted(one.coverage, column) for one in rankings for _row in one.rows.index]
        table.insert(place, column, pd.Series(counts, dtype="Int64"))
    return table


def _counted(coverage: Coverage, column: str) -> int:
    counts: dict[str, Any] = {
        "applicable": coverage.applicable, "reported": coverage.reported, **coverage.missing,
    }  # fmt: skip
    return int(counts[column])


def _write_workbook(store: Store, folder: Path) -> None:
    """A workbook where the figures fit into one."""
    if store.release["observations"] > downloads.MOST_ROWS_ON_REQUEST:
        return
    figures = every_figure(store)
    if len(figures) > downloads.MOST_ROWS_ON_REQUEST:  # with those that no source prints
        return
    notes = table_notes(translated(EVERYTHING_SHOWN), figures, None, store.release)
    path = folder / f"{prefix_of(store)}observations.xlsx"
    path.write_bytes(downloads.to_xlsx(figures, notes))


def citation_file(release: dict[str, Any]) -> bytes:
    """The citation of a release in the Citation File Format 1.2.0."""
    content = {
        "cff-version": "1.2.0",
        "message": release_citation(release, "en"),
        "type": "dataset",
        "title": TITLE,
        "abstract": release_citation(release, "vi"),
        "authors": [{"name": f"{PRODUCT} contributors"}],
        "version": str(release["release_id"]),
        "date-released": release_day(release),
        "license": LICENCE,
        "keywords": ["Viet Nam", "communes", "statistics", "xã", "phường", "đặc khu"]
        + (["synthetic"] if release["synthetic"] else []),
    }
    text: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    return text.encode("utf-8")
