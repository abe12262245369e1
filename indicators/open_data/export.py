"""The open-data bundle: CSV, XLSX and Parquet files with a descriptor, a README and a zip of all.

Everything is written into a folder beside its place and moved when complete, so that a bundle is
whole or not there. A folder that holds anything else is refused.
"""

import io
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from indicators.csv_for_people import frame_csv
from indicators.curated.declared_columns import DeclaredColumn, declared_columns
from indicators.open_data import downloads
from indicators.open_data.download_columns import COLUMNS_BY_NAME, SCHEMA_TYPES
from indicators.open_data.download_notes import EVERYTHING_SHOWN, table_notes, translated
from indicators.open_data.download_tables import every_figure, file_name, rankings_table
from indicators.open_data.export_texts import readme
from indicators.questions.ranking import Coverage, rank
from indicators.release.citation import LICENCE, about_release, release_citation, release_day
from indicators.release.store import Store
from indicators.settings import ROOT
from indicators.steps import Tell, untold
from indicators.writing import draft_folder, exchanged, told_if_not_written
from indicators.yardsticks.benchmarks import medians_table
from indicators.yardsticks.peers import peers_table

MARKER = "datapackage.json"
LICENCE_FILE = "LICENSE"
COVERAGE_COLUMNS = (
    "applicable", "reported", "not_reported", "other_basis_only", "other_period_only",
)  # fmt: skip

# Tables whose columns the descriptor of data/ declares.
CURATED = ("areas", "area_lineage", "sources")

PRIMARY_KEYS = {
    "areas": ["area_code", "valid_from"],
    "area_lineage": ["old_code", "new_code", "valid_from"],
    "indicators": ["indicator_id"],
    "sources": ["source_id"],
    "medians": ["indicator_id", "level", "scope", "scope_code"],
    "peers": ["area_code", "peer_code"],
    "neighbours": ["area_code", "neighbour_code"],
    "wage_regions": ["area_code", "valid_from"],
}


class ForeignFilesError(Exception):
    """The folder holds files that no bundle wrote; nothing was changed."""


def export(store: Store, directory: Path, tell: Tell = untold) -> list[Path]:
    """Write the bundle of a release into ``directory``; the files written, the zip last.

    An earlier bundle there is replaced. Raises ``ForeignFilesError`` where the folder holds
    anything else, ``NotWrittenError`` where the disk is full or read-only; then nothing is changed.
    """
    with told_if_not_written(directory):
        directory = directory.resolve()
        _recover(directory)
        _refuse_foreign(directory)
        with draft_folder(directory) as made:
            draft = made / "bundle"
            draft.mkdir()
            names = write_bundle(store, draft, tell)
            archive = file_name([], store.release, "zip")
            tell(archive)
            _zip(draft, names, made / archive, store.release)
            os.replace(made / archive, draft / archive)
            _swap(draft, directory)
    return [directory / name for name in [*names, archive]]


def bundle_bytes(store: Store, tell: Tell = untold) -> bytes:
    """The zip of the bundle, made in a temporary folder: for the download page."""
    with tempfile.TemporaryDirectory() as made:
        draft = Path(made) / "bundle"
        draft.mkdir()
        names = write_bundle(store, draft, tell)
        archive = Path(made) / "bundle.zip"
        _zip(draft, names, archive, store.release)
        return archive.read_bytes()


def write_bundle(store: Store, folder: Path, tell: Tell = untold) -> list[str]:
    """Write the files into an empty ``folder``; their names in the order of the README."""
    prefix = "synthetic-" if store.synthetic else ""
    resources = []
    for name, frame in _small_tables(store):
        tell(name)
        path = folder / f"{prefix}{name}.csv"
        path.write_bytes(downloads.to_csv(frame))
        resources.append(_resource(name, path.name, frame))
    tell("observations")
    resources.insert(0, _write_observations(store, folder, prefix))
    names = [resource["path"] for resource in resources]
    names += _other_forms(store, folder, prefix)
    names += _texts(store, folder, resources)
    return names


def rankings(store: Store) -> pd.DataFrame:
    """Every indicator ranked in its default set: one row per area, columns as in a download.

    Columns before them: applicable, reported and the reasons of missing, the same in each row of
    an indicator.
    """
    ids = _with_figures(store)
    answered = [ranking for ranking in (rank(store, code) for code in ids) if len(ranking.rows)]
    table = rankings_table(store, answered)
    for place, column in enumerate(COVERAGE_COLUMNS):
        counts: list[int] = []
        for ranking in answered:
            counts += [_counted(ranking.coverage, column)] * len(ranking.rows)
        table.insert(place, column, pd.Series(counts, dtype="Int64"))
    return table


def _counted(coverage: Coverage, column: str) -> int:
    counts = {"applicable": coverage.applicable, "reported": coverage.reported, **coverage.missing}
    return counts[column]


def _small_tables(store: Store) -> Iterator[tuple[str, pd.DataFrame]]:
    """The tables that fit in memory whatever the size of the release, by the name of their file."""
    yield "areas", store.query("all_areas")
    yield "area_lineage", store.query("all_lineage")
    yield "indicators", store.query("indicators")
    yield "sources", store.query("all_sources")
    yield "rankings", rankings(store)
    yield "medians", medians_table(store)
    yield "peers", peers_table(store)
    for name in ("neighbours", "wage_regions"):
        table = store.query(f"all_{name}")
        if len(table):  # a country without them has no such file
            yield name, table


def _write_observations(store: Store, folder: Path, prefix: str) -> dict[str, Any]:
    """All figures as CSV and Parquet, part by part: memory stays bounded."""
    import pyarrow.parquet as parquet

    csv_path = folder / f"{prefix}observations.csv"
    about = about_release(store.release)
    first = every_figure(store, "").head(0)
    schema = downloads.arrow_table(first, about).schema
    with (
        csv_path.open("wb") as csv_file,
        parquet.ParquetWriter(folder / f"{prefix}observations.parquet", schema) as writer,
    ):
        csv_file.write(downloads.to_csv(first))
        for figures in _in_parts(store):
            csv_file.write(frame_csv(figures, header=False).encode("utf-8"))
            writer.write_table(downloads.arrow_table(figures, about).cast(schema))
    return _resource("observations", csv_path.name, first)


def _in_parts(store: Store) -> Iterator[pd.DataFrame]:
    """All figures at once where they are few, else those of one indicator after the other."""
    if store.release["observations"] <= downloads.MOST_ROWS_ON_REQUEST:
        yield every_figure(store)
        return
    for code in _with_figures(store):
        yield every_figure(store, code)


def _with_figures(store: Store) -> list[str]:
    """The indicators that have any figure, in the catalogue's order."""
    catalogue = store.query("indicators")
    return catalogue.loc[catalogue["observations"] > 0, "indicator_id"].tolist()


def _other_forms(store: Store, folder: Path, prefix: str) -> list[str]:
    """The Parquet file that is there already, and a workbook where the figures fit into one."""
    names = [f"{prefix}observations.parquet"]
    if store.release["observations"] > downloads.MOST_ROWS_ON_REQUEST:
        return names
    figures = every_figure(store)
    notes = table_notes(translated(EVERYTHING_SHOWN), figures, None, store.release)
    (folder / f"{prefix}observations.xlsx").write_bytes(downloads.to_xlsx(figures, notes))
    return [*names, f"{prefix}observations.xlsx"]


def _texts(store: Store, folder: Path, resources: list[dict[str, Any]]) -> list[str]:
    descriptor = _descriptor(store, resources)
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    (folder / MARKER).write_text(text, encoding="utf-8", newline="\n")
    rows = {resource["name"]: resource["path"] for resource in resources}
    (folder / "README.md").write_text(readme(store.release, rows), encoding="utf-8", newline="\n")
    shutil.copyfile(ROOT / "LICENSE-DATA", folder / LICENCE_FILE)
    return [MARKER, "README.md", LICENCE_FILE]


def _descriptor(store: Store, resources: list[dict[str, Any]]) -> dict[str, Any]:
    release = store.release
    return {
        "name": "synthetic-thuoc-xa" if store.synthetic else "thuoc-xa",
        "profile": "tabular-data-package",
        "title": "Thước Xã: số liệu các xã, phường, đặc khu của Việt Nam, có nguồn",
        "description": release_citation(release, "en"),
        "version": release["release_id"],
        # The release's own day, so that the same release gives the same bytes when built anew.
        "created": f"{release_day(release)}T00:00:00Z",
        "synthetic": store.synthetic,
        "licenses": [{"name": LICENCE, "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": resources,
    }


def _resource(name: str, path: str, frame: pd.DataFrame) -> dict[str, Any]:
    declared = {one.name: one for one in declared_columns(name)} if name in CURATED else {}
    schema: dict[str, Any] = {
        "fields": [_field(frame, column, declared) for column in frame.columns],
        "missingValues": [""],
    }
    if name in PRIMARY_KEYS:
        schema["primaryKey"] = PRIMARY_KEYS[name]
    return {
        "name": name,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "schema": schema,
    }


def _field(frame: pd.DataFrame, name: str, declared: dict[str, DeclaredColumn]) -> dict[str, Any]:
    """A column of the descriptor; its meaning where a declaration of columns tells it."""
    field: dict[str, Any] = {"name": name, "type": _schema_type(frame[name])}
    if one := declared.get(name):
        return field | {"title": one.title, "description": one.description}
    if known := COLUMNS_BY_NAME.get(name):
        field |= {"title": known.vi, "description": known.en, "type": SCHEMA_TYPES[known.kind]}
    return field


def _schema_type(values: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(values):
        return "boolean"
    if pd.api.types.is_integer_dtype(values):
        return "integer"
    if pd.api.types.is_float_dtype(values):
        return "number"
    return "date" if pd.api.types.is_datetime64_any_dtype(values) else "string"


def _zip(folder: Path, names: list[str], archive: Path, release: dict[str, Any]) -> None:
    """All files of a folder; equal releases give equal archives."""
    day = release_day(release)
    made = datetime(day.year, day.month, day.day).timetuple()[:6]
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            entry = zipfile.ZipInfo(name, date_time=made)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with (
                packed.open(entry, "w", force_zip64=True) as target,
                (folder / name).open("rb") as source,
            ):
                shutil.copyfileobj(source, target, io.DEFAULT_BUFFER_SIZE * 16)


def _refuse_foreign(directory: Path) -> None:
    """Raise where writing would replace anything but an earlier bundle."""
    if not directory.exists():
        return
    if not directory.is_dir():
        raise ForeignFilesError(f"{directory}: found a file, expected a folder or nothing; "
                                "name another place")  # fmt: skip
    foreign = sorted(path.name for path in directory.iterdir() if not _of_a_bundle(path))
    if foreign:
        shown = ", ".join(foreign[:5])
        raise ForeignFilesError(
            f"{directory}: found {shown}, expected an empty folder or an earlier bundle; name "
            "another folder or move these files"
        )


def _of_a_bundle(path: Path) -> bool:
    name = path.name.removeprefix("synthetic-")
    if name in (MARKER, "README.md", LICENCE_FILE):
        return (path.parent / MARKER).is_file()
    tables = ("observations", "areas", "area_lineage", "indicators", "sources", "rankings",
              "medians", "peers", "neighbours", "wage_regions")  # fmt: skip
    if path.stem.removeprefix("synthetic-") in tables:
        return path.suffix in (".csv", ".parquet", ".xlsx") and (path.parent / MARKER).is_file()
    return name.startswith("thuoc-xa-") and path.suffix == ".zip"


def _swap(draft: Path, directory: Path) -> None:
    """Put the finished folder in place; an earlier bundle goes away whole.

    A reader finds the old folder or the new one where the system can exchange two names at once
    (Linux on its usual file systems). Elsewhere there is a moment without any: killed then, the
    next export puts the old folder back before it begins.
    """
    draft.chmod(0o755)
    if not directory.exists():
        os.replace(draft, directory)
    elif not exchanged(draft, directory):
        _swap_in_two_steps(draft, directory)


def _swap_in_two_steps(draft: Path, directory: Path) -> None:
    aside = _aside(directory)
    os.replace(directory, aside)
    try:
        os.replace(draft, directory)
    except OSError:
        os.replace(aside, directory)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _aside(directory: Path) -> Path:
    """Where an earlier bundle lies between the two steps."""
    return directory.with_name(f".{directory.name}.earlier")


def _recover(directory: Path) -> None:
    """Put back the bundle that an export killed between its two steps had moved aside."""
    aside = _aside(directory)
    if not aside.is_dir():
        return
    if directory.exists():
        shutil.rmtree(aside, ignore_errors=True)
    else:
        os.replace(aside, directory)
