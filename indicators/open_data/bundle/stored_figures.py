"""All figures of a release in parts of bounded size, in the order of the files."""

from collections.abc import Iterator

import pandas as pd

from indicators.open_data.download_tables import stored_figures
from indicators.release.store import Store

# Rows of one part: some 60 columns of text and numbers each, so tens of megabytes.
ROWS_OF_A_PART = 20_000


def figures_in_parts(store: Store) -> Iterator[pd.DataFrame]:
    """All figures in parts, columns as in ``download_tables.every_figure``.

    A part holds one large indicator's figures or those of several small ones, whole: asking costs
    more than a few rows.
    """
    waiting: tuple[int, int] | None = None
    for span in store.query("figure_spans").itertuples(index=False):
        first, last = int(span.first), int(span.last)
        if waiting and last - waiting[0] < ROWS_OF_A_PART:
            waiting = (waiting[0], last)
            continue
        if waiting:
            yield from _between(store, *waiting)
        waiting = (first, last)
    if waiting:
        yield from _between(store, *waiting)


def _between(store: Store, first: int, last: int) -> Iterator[pd.DataFrame]:
    for start in range(first, last + 1, ROWS_OF_A_PART):
        yield stored_figures(store, start, min(start + ROWS_OF_A_PART - 1, last))


def figures_of_province(store: Store, province: str) -> Iterator[pd.DataFrame]:
    """The figures of a province and of its communes in parts, in the order of the files."""
    parts = store.query("figure_parts", province=province, rows=ROWS_OF_A_PART)
    for part in parts.itertuples(index=False):
        yield stored_figures(store, int(part.first), int(part.last), [province])


def figures_of_small_provinces(
    store: Store, provinces: list[str]
) -> Iterator[tuple[pd.DataFrame, dict[str, int]]]:
    """``figures_of_province`` of those whose figures are one part, several asked together.

    One below the other in a frame, and how many rows each province has of it.
    """
    spans = store.query("province_spans").set_index("province")
    small = spans.loc[[code for code in provinces if code in spans.index]]
    small = small[small["figures"] <= ROWS_OF_A_PART]
    for _batch, together in small.groupby((small["figures"].cumsum() - 1) // ROWS_OF_A_PART):
        codes = [str(code) for code in together.index]
        first, last = int(together["first"].min()), int(together["last"].max())
        figures = stored_figures(store, first, last, codes)
        own = [figures[figures["area_code"].isin(list(areas))] for areas in together["area_codes"]]
        yield pd.concat(own, ignore_index=True), dict(zip(codes, map(len, own), strict=True))
