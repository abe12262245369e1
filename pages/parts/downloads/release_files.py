"""Files of a whole release: made when the first reader asks, kept until the next release."""

from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

from indicators.open_data import download_notes, download_tables, downloads
from indicators.open_data.export import bundle_bytes
from indicators.release.citation import about_release
from indicators.release.store import Store
from pages.parts import cached

# Both CSV, XLSX, Parquet and the bundle; each is some 1 MB at most
# (downloads.MOST_ROWS_ON_REQUEST).
MOST_FILES = 5


Maker = Callable[[], bytes]


def csv_of_everything() -> Maker:
    """What makes every figure as CSV, of the release that is shown now."""
    return partial(_made, cached.current_release(), _csv)


def csv_vn_of_everything() -> Maker:
    """What makes every figure as CSV for Excel set to Vietnamese."""
    return partial(_made, cached.current_release(), _csv_vn)


def parquet_of_everything() -> Maker:
    """What makes every figure as Parquet."""
    return partial(_made, cached.current_release(), _parquet)


def xlsx_of_everything() -> Maker:
    """What makes every figure as a workbook with its notes."""
    return partial(_made, cached.current_release(), _xlsx)


def bundle() -> Maker:
    """What makes the zip of the open-data bundle."""
    return partial(_made, cached.current_release(), bundle_bytes)


@lru_cache(maxsize=MOST_FILES)
def _made(release: cached.State, make: Callable[[Store], bytes]) -> bytes:
    """Made on a store of its own: it runs beside the pages, in a thread without a session."""
    with Store(Path(release[0][0])) as store:
        return make(store)


def _csv(store: Store) -> bytes:
    return downloads.to_csv(download_tables.every_figure(store))


def _csv_vn(store: Store) -> bytes:
    return downloads.to_csv_vn(download_tables.every_figure(store))


def _parquet(store: Store) -> bytes:
    return downloads.to_parquet(download_tables.every_figure(store), about_release(store.release))


def _xlsx(store: Store) -> bytes:
    figures = download_tables.every_figure(store)
    shown = download_notes.translated(download_notes.EVERYTHING_SHOWN)
    return downloads.to_xlsx(
        figures, download_notes.table_notes(shown, figures, None, store.release)
    )
