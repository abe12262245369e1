"""The open-data bundle: tables, cuts, pages and what describes them, in one folder.

Everything is written into a folder beside its place and moved when complete, so that a bundle is
whole or not there. A folder that holds anything else is refused.
"""

import os
from pathlib import Path

from indicators.open_data.bundle import cells_geojson
from indicators.open_data.bundle.archive import write_zip
from indicators.open_data.bundle.core_files import (
    Follower,
    prefix_of,
    write_tables,
    write_texts,
)
from indicators.open_data.bundle.cut_files import IndicatorFiles, write_province_files
from indicators.open_data.bundle.descriptor import DESCRIPTOR_FILE, Resource, descriptor
from indicators.open_data.bundle.file_sums import SUMS_FILE, file_sum, files_below, sums_text
from indicators.open_data.bundle.place import ForeignFilesError, recover, refuse_foreign, swap
from indicators.open_data.bundle.sdmx_data import SdmxData
from indicators.open_data.bundle.sdmx_structure import structure_message
from indicators.open_data.download_tables import file_name
from indicators.open_data.plain_pages.plain_site import write_plain_site
from indicators.open_data.static_answers import write_static_answers
from indicators.release.store import Store
from indicators.settings import site_address
from indicators.steps import Tell, untold
from indicators.writing import draft_folder, scratch_folder, told_if_not_written

__all__ = ["ForeignFilesError", "bundle_bytes", "export", "write_bundle"]


def export(store: Store, directory: Path, tell: Tell = untold, *, site: bool = True) -> list[Path]:
    """Write the bundle of a release into ``directory``; its files outside folders, the zip last.

    Without ``site`` there are no plain pages and no answers of the API as files: a server has
    these at their own addresses. An earlier bundle there is replaced. Raises ``ForeignFilesError``
    where the folder holds anything else, ``NotWrittenError`` where the disk is full or read-only;
    then nothing is changed.
    """
    with told_if_not_written(directory):
        directory = directory.resolve()
        recover(directory)
        refuse_foreign(directory)
        with draft_folder(directory) as made:
            draft = made / "bundle"
            draft.mkdir()
            _write_all(store, draft, tell, site=site)
            names = [path.name for path in draft.iterdir() if path.is_file()]
            refuse_foreign(directory)  # somebody may have put a file there meanwhile
            swap(draft, directory)
    return [directory / name for name in sorted(names, key=lambda name: (".zip" in name, name))]


def bundle_bytes(store: Store, tell: Tell = untold) -> bytes:
    """The zip of the tables, made in a temporary folder: for the download page."""
    with scratch_folder("bundle") as made:
        draft = made / "bundle"
        draft.mkdir()
        write_bundle(store, draft, tell)
        archive = made / "bundle.zip"
        write_zip(draft, files_below(draft), archive, store.release)
        return archive.read_bytes()


def write_bundle(
    store: Store, folder: Path, tell: Tell = untold, followers: tuple[Follower, ...] = ()
) -> list[Resource]:
    """Write the tables and what describes them into an empty ``folder``: what the zip holds.

    Returns the tables as resources of the descriptor; ``followers`` as in ``write_tables``.
    """
    tables = write_tables(store, folder, tell, followers)
    write_texts(store, folder, tables)
    _describe(store, folder, tables, files_below(folder))
    return tables


def _write_all(store: Store, draft: Path, tell: Tell, *, site: bool) -> None:
    """The tables, their zip, then what repeats them in other forms, and the list of all."""
    prefix = prefix_of(store)
    tables_folder = draft.with_name("tables")
    tables_folder.mkdir()
    sdmx = SdmxData(draft / "sdmx" / f"{prefix}data.csv")
    with IndicatorFiles(store, draft, prefix) as indicator_files:
        tables = write_bundle(store, tables_folder, tell, (indicator_files, sdmx))
    archive = file_name([], store.release, "zip")
    tell(archive)
    write_zip(tables_folder, files_below(tables_folder), draft / archive, store.release)
    for name in files_below(tables_folder):
        os.replace(tables_folder / name, draft / name)
    write_province_files(store, draft, prefix, tell)
    _write_more(store, draft, prefix, tell)
    if site:
        write_plain_site(store, draft, site_address(), tell)
        write_static_answers(store, draft, tell)
    tell(DESCRIPTOR_FILE)
    _describe(store, draft, tables, files_below(draft))


def _write_more(store: Store, draft: Path, prefix: str, tell: Tell) -> None:
    (draft / "sdmx" / f"{prefix}structure.xml").write_bytes(structure_message(store))
    tell("map")
    (draft / "map").mkdir()
    (draft / "map" / f"{prefix}cells.geojson").write_bytes(cells_geojson.cells(store))
    (draft / "map" / f"{prefix}provinces.geojson").write_bytes(cells_geojson.outlines(store))


def _describe(store: Store, folder: Path, tables: list[Resource], names: list[str]) -> None:
    """The descriptor, which lists every other file, and the sums of these and of itself."""
    listed = [name for name in names if name not in (DESCRIPTOR_FILE, SUMS_FILE)]
    sums = [file_sum(folder, name) for name in listed]
    (folder / DESCRIPTOR_FILE).write_bytes(descriptor(store.release, tables, sums))
    sums = sorted([*sums, file_sum(folder, DESCRIPTOR_FILE)], key=lambda one: one.path)
    (folder / SUMS_FILE).write_bytes(sums_text(sums))
