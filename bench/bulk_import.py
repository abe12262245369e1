"""How long a bulk import takes against DuckDB's own reading of the same file, in one run.

``python -m bench.bulk_import [--rows N]`` writes an invented file, reads it with ``read_csv`` into
a table of the same types, then imports it with all checks, each in a fresh process, and prints
the ratio and the highest resident memory of both.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from indicators.candidates.files import OBSERVATION_COLUMNS
from indicators.curated.declared_columns import declared_columns
from indicators.spreadsheets.bulk.bulk_import import import_bulk, scratch_database
from indicators.spreadsheets.reference import load_reference
from tests.invented_country import make_invented_country

ROWS = 10_000_000
ALLOWED_RATIO = 3.0
COMMUNES = 1800
INDICATORS = ("poverty_rate", "online_dossier_share", "clean_water_share", "forest_cover")
DUCKDB_TYPES = {"string": "VARCHAR", "date": "DATE", "number": "DOUBLE", "integer": "INTEGER"}
TYPES = {one.name: DUCKDB_TYPES[one.type] for one in declared_columns("observations")
         if one.name in OBSERVATION_COLUMNS}  # fmt: skip
# One figure of every commune and indicator for each day. Of 1,800 communes 50 have codes that the
# areas lack, and each 100,000th value is no percentage: 2.8 % of the rows are rejected.
WRITE = """
COPY (
    SELECT
        CASE WHEN i % $communes < 900 THEN '97' ELSE '98' END
            || lpad((50 + (i % $communes) % 900)::VARCHAR, 3, '0') AS area_code,
        list_extract($indicators, 1 + (i // $communes % 4)::INTEGER) AS indicator_id,
        DATE '2020-01-01' + (i // ($communes * 4))::INTEGER AS period_start,
        DATE '2020-01-01' + (i // ($communes * 4))::INTEGER AS period_end,
        NULL AS basis, value, NULL AS numerator, NULL AS denominator, 'exact' AS qualifier,
        'A' AS status, 'bao-cao-mau-2026' AS source_id, 'dòng ' || i AS "locator",
        replace(value::VARCHAR, '.', ',') || '%' AS as_printed, NULL AS correction, NULL AS note,
        DATE '2026-11-01' AS recorded_on, 1 AS revision
    FROM (
        SELECT i, CASE WHEN i % 100000 = 7 THEN 250 ELSE (hash(i) % 10000) / 100 END AS value
        FROM range($rows) AS numbers(i)
    )
) TO '{path}' (HEADER)
"""


def write_invented(path: Path, rows: int) -> None:
    """Write ``rows`` invented observations, in the order in which they were drawn."""
    parameters = {"rows": rows, "communes": COMMUNES, "indicators": list(INDICATORS)}
    duckdb.connect().execute(WRITE.replace("{path}", str(path)), parameters)


def read_plainly(path: Path, _data: Path) -> dict[str, float]:
    """DuckDB's own reading into a table on disk of the same types."""
    with scratch_database(path.parent) as connection:
        columns = ", ".join(f"'{name}': '{kind}'" for name, kind in TYPES.items())
        started = time.perf_counter()
        connection.execute(
            f"CREATE TABLE plain AS FROM read_csv('{path}', columns = {{{columns}}}, header = true)"
        )
        return {"seconds": time.perf_counter() - started}


def import_checked(path: Path, data: Path) -> dict[str, float]:
    """The import with every check and a rejects file."""
    reference = load_reference(data)
    started = time.perf_counter()
    result = import_bulk(path, reference, rejects=path.with_suffix(".rejects.csv"))
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "accepted": result.accepted, "rejected": result.rejected}


STEPS = {"plain": read_plainly, "import": import_checked}


def main(arguments: list[str] | None = None) -> int:
    """Print one line of figures; 1 where the ratio is above what is allowed."""
    parser = argparse.ArgumentParser(prog="python -m bench.bulk_import", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--step", choices=tuple(STEPS), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.step:
        figures = STEPS[options.step](options.folder / "rows.csv", options.folder / "data")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({**figures, "peak_mb": peak}))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return _compare(Path(folder), options.rows)


def _compare(folder: Path, rows: int) -> int:
    make_invented_country(folder / "data", COMMUNES)
    write_invented(folder / "rows.csv", rows)
    # Read before, between and after, so that a busy moment of the machine does not decide.
    plain: list[dict[str, float]] = []
    checked: list[dict[str, float]] = []
    for step, into in (("plain", plain), ("import", checked), ("plain", plain)):
        into.append(_in_own_process(step, folder))
    seconds = sum(one["seconds"] for one in plain) / len(plain)
    ratio = checked[0]["seconds"] / seconds
    print(
        f"bulk import of {rows:,} rows: {ratio:.2f} × read_csv (allowed {ALLOWED_RATIO:g}); "
        f"{checked[0]['seconds']:.1f} s against {seconds:.1f} s; peak memory "
        f"{checked[0]['peak_mb']:.0f} MB against {plain[0]['peak_mb']:.0f} MB; "
        f"{checked[0]['accepted']:,.0f} accepted, {checked[0]['rejected']:,.0f} rejected"
    )
    return 0 if ratio <= ALLOWED_RATIO else 1


def _in_own_process(step: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.bulk_import", "--step", step, "--folder", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


if __name__ == "__main__":
    sys.exit(main())
