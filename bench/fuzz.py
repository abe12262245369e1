"""``python -m bench.fuzz``: a hundred thousand strange cases at the doors of input.

Cases are made of a seed and their number, so that one which is told can be tried again with
``--only DOOR --first NUMBER --share 0``. The exit code is 1 where anything was found.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import streamlit

from indicators.curation.candidate_readers import load_readers
from indicators.release.build import build
from tests import fuzz_targets
from tests.curated_country import country_to_curate
from tests.small_country import figure, incomes, write_country

CASES = {"numbers": 40_000, "articles": 20_000, "sheets": 15_000, "api": 15_000, "keys": 10_000}
MOST_TOLD = 10
# A single case that takes longer is told too: a reader must not be stopped by one text.
LONGEST_SECONDS = 20.0


@contextmanager
def _country() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        rows = [*incomes("60", "61", "62", "63", "64", "65"),
                *(figure(f"{n}.5", area_code=f"9900{n}", indicator_id="poverty_rate")
                  for n in range(1, 7))]  # fmt: skip
        build(write_country(Path(folder) / "data", rows), Path(folder) / "release.duckdb")
        os.environ["INDICATORS_DB"] = str(Path(folder) / "release.duckdb")
        country_to_curate(Path(folder) / "curated")
        yield Path(folder)


def _target(name: str, folder: Path) -> fuzz_targets.Target:
    if name == "numbers":
        return fuzz_targets.Numbers()
    if name in ("articles", "sheets"):
        readers = load_readers(folder / "curated")
        of_sheets = name == "sheets"
        return fuzz_targets.Sheets(readers) if of_sheets else fuzz_targets.Articles(readers)
    if name == "api":
        return fuzz_targets.Addresses(fuzz_targets.api_application(), fuzz_targets.API_PATHS)
    static = Path(streamlit.__file__).parent / "static"
    return fuzz_targets.Addresses(fuzz_targets.page_application(static), fuzz_targets.PAGE_PATHS)


def run(name: str, folder: Path, cases: int, first: int, seed: int) -> int:
    """Put cases to one door; the number of those that brought something to light."""
    target = _target(name, folder)
    taken, found, slow, began = 0, 0, 0.0, time.monotonic()
    for number in range(first, first + cases):
        start = time.process_time()
        try:
            taken += target.try_one(Random(f"{seed} {name} {number}"))
        except Exception as error:  # whatever a case brings to light is told
            found += 1
            if found <= MOST_TOLD:
                print(f"{name} {number}: {type(error).__name__}: {str(error)[:2_000]}", flush=True)
        taken_seconds = time.process_time() - start
        slow = max(slow, taken_seconds)
        if taken_seconds > LONGEST_SECONDS:
            found += 1
            print(f"{name} {number}: {taken_seconds:.1f} s of processor", flush=True)
    print(f"{name}: {cases} cases, {taken} taken, {found} found, the slowest {slow:.2f} s, "
          f"{time.monotonic() - began:.0f} s in all", flush=True)  # fmt: skip
    return found


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("--only", choices=CASES, help="one door instead of all")
    parser.add_argument("--share", type=float, default=1.0, help="part of the cases; 0 is one case")
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with _country() as folder:
        return int(sum(
            run(name, folder, max(1, round(cases * options.share)), options.first, options.seed)
            for name, cases in CASES.items() if options.only in (None, name)) > 0)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
