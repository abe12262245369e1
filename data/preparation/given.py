"""Reading and writing the CSV files that the scripts of this folder have in common."""

import csv
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(DATA.parent))  # the project is not installed
sys.path.insert(0, str(DATA))

Row = dict[str, str]

FIGURE_COLUMNS = (
    "area_code", "indicator_id", "period_start", "period_end", "basis", "value", "numerator",
    "denominator", "qualifier", "status", "source_id", "locator", "as_printed", "correction",
    "correction_en", "note", "note_en", "flags", "recorded_on", "revision", "withdrawn",
)  # fmt: skip
RECORDED_ON = "2026-11-29"


def read(path: Path) -> list[Row]:
    """The rows of a CSV, every cell a text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, columns: tuple[str, ...], rows: list[Row]) -> None:
    """Write UTF-8, LF, comma; an empty cell is a missing value. Says how many rows."""
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{path.name}: {len(rows)} rows", file=sys.stderr)


def figure(area_code: str, indicator_id: str, value: str, source_id: str, **cells: str) -> Row:
    """One row of observations/ or observations_former/; what is left out is empty."""
    return {
        "area_code": area_code, "indicator_id": indicator_id, "value": value,
        "qualifier": "exact", "status": "A", "source_id": source_id, "as_printed": value,
        "recorded_on": RECORDED_ON, "revision": "1", **cells,
    }  # fmt: skip
