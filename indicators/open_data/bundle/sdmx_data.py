"""The figures that are shown as SDMX-CSV 2.0: one row per area, indicator, basis and period."""

from pathlib import Path

import pandas as pd

from indicators.csv_for_people import frame_csv
from indicators.open_data.bundle.figure_files import FigureForms
from indicators.open_data.bundle.sdmx_structure import (
    AGENCY,
    ATTRIBUTES,
    DIMENSIONS,
    FLOW_ID,
    MEASURE,
    TIME,
    VERSION,
    basis_code,
)
from indicators.open_data.download_columns import FIGURE_COLUMNS

# The column of a figure that gives an attribute; the others follow from it.
FROM_COLUMNS = {
    "AREA": "area_code", "INDICATOR": "indicator_id", "OBS_VALUE": "value", "OBS_STATUS": "status",
    "QUALIFIER": "qualifier", "UNIT_MEASURE": "unit_en", "INTERVAL_LOW": "value_low",
    "INTERVAL_HIGH": "value_high", "PERIOD_START": "period_start", "PERIOD_END": "period_end",
    "PERIOD_SET": "period_set", "METHOD": "method", "SOURCE_ID": "source_id",
}  # fmt: skip
COLUMNS = [one.id for one in (*DIMENSIONS, TIME, MEASURE, *ATTRIBUTES)]


class SdmxData:
    """The file of data, growing part by part. No byte order mark: readers of SDMX take none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        empty = pd.DataFrame({column.name: pd.Series(dtype=object) for column in FIGURE_COLUMNS})
        path.write_text(frame_csv(_rows(empty)), encoding="utf-8", newline="\n")

    def add(self, part: FigureForms) -> None:
        """Write the figures of a part that are shown; the others are in the whole table."""
        shown = part.figures[part.figures["is_current"]]
        with self._path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(frame_csv(_rows(shown), header=False))


def _rows(figures: pd.DataFrame) -> pd.DataFrame:
    made = {
        "STRUCTURE": ["dataflow"] * len(figures),
        "STRUCTURE_ID": [f"{AGENCY}:{FLOW_ID}({VERSION})"] * len(figures),
        "ACTION": ["I"] * len(figures),
    }
    derived = {
        "BASIS": [basis_code(one if isinstance(one, str) else "") for one in figures["basis"]],
        "TIME_PERIOD": [time_period(start, end) for start, end in
                        zip(figures["period_start"], figures["period_end"], strict=True)],
        "INTERVAL_HIGH_OPEN": figures["high_open"].map({True: "true", False: "false"}),
    }  # fmt: skip
    for name in COLUMNS:
        made[name] = derived[name] if name in derived else figures[FROM_COLUMNS[name]]
    return pd.DataFrame(made, index=figures.index)


def time_period(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """A period as SDMX writes it; different periods have different texts.

    A state or level without a first day is a day.

    >>> day = pd.Timestamp
    >>> time_period(day("2025-01-01"), day("2025-12-31")), time_period(pd.NaT, day("2025-08-31"))
    ('2025', '2025-08-31')
    >>> time_period(day("2025-07-01"), day("2025-09-30"))
    '2025-Q3'
    >>> time_period(day("2025-07-01"), day("2025-10-15"))
    '2025-07-01/P107D'
    """
    if pd.isna(start):
        return str(end.date().isoformat())
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if start.day == 1 and end == end + pd.offsets.MonthEnd(0) and start.year == end.year:
        if months == 12:
            return f"{start.year}"
        if months == 1:
            return f"{start:%Y-%m}"
        if months == 3 and start.month % 3 == 1:
            return f"{start.year}-Q{start.quarter}"
        if months == 6 and start.month in (1, 7):
            return f"{start.year}-S{1 + (start.month > 6)}"
    return f"{start.date().isoformat()}/P{(end - start).days + 1}D"
