"""Files of a whole release: made when the first reader asks, kept until the next release."""

from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

from indicators.open_data.download_notes import EVERYTHING_SHOWN, table_notes, translated
from indicators.open_data.download_tables import every_figure
from indicators.open_data.export import bundle_bytes
from indicators.open_data.table_files import TableFile
from indicators.release.store import Store
from pages.parts import cached

# Both CSV, XLSX, Parquet and the bundle; each is some 1 MB at most
# (downloads.MOST_ROWS_ON_REQUEST).
MOST_FILES = 5
BUNDLE = "zip"
EVERYTHING = ("all figures",)


def maker_of(form: str) -> Callable[[], bytes]:
    """What makes every figure of the release that is shown now in a form, or the ``BUNDLE``."""
    return partial(_made, cached.current_release(), form)


@lru_cache(maxsize=MOST_FILES)
def _made(release: cached.State, form: str) -> bytes:
    """Made on a store of its own: it runs beside the pages, in a thread without a session."""
    with Store(Path(release[0][0])) as store:
        if form == BUNDLE:
            return bundle_bytes(store)
        figures = every_figure(store)
        notes = table_notes(translated(EVERYTHING_SHOWN), figures, None, store.release)
        return TableFile(figures, notes, EVERYTHING, store.release).content(form)
