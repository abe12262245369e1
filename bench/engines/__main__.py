"""``python -m bench.engines RELEASE…``: six questions in every engine, as ratios to a numpy cube.

Each engine has a process of its own and takes its turn in each round, so that a busy moment of the
machine meets all of them; the figures are medians. Memory is that of the whole process (what it
holds of the release, and its libraries). Ours answers more: names, sources, intervals of values and
places, coverage with reasons, changes with tested trends; the others answer numbers alone.
"""

import argparse
import importlib.util
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.engines.engine_rounds import ENGINES, FLOOR, QUESTIONS, measured
from bench.engines.flat_figures import asked_of
from bench.report import CLOCKS


def print_table(title: str, found: Mapping[str, Mapping[str, float]]) -> None:
    """One line per engine: milliseconds, and how many times the floor's."""
    print(f"\n{title}\n| engine | {' | '.join(QUESTIONS)} | memory |\n" + "|---" * 8 + "|")
    for name, row in found.items():
        cells = [f"{row[q]:.1f} ms **{row[q] / found[FLOOR][q]:.1f}**" for q in QUESTIONS]
        print(f"| {name} | {' | '.join(cells)} | {row['MB']:.0f} MB |")


def print_growth(small: Mapping[str, Any], large: Mapping[str, Any]) -> None:
    """How many times longer the same question takes in the larger release."""
    print(f"\nGrowth\n| engine | {' | '.join(QUESTIONS)} | memory |\n" + "|---" * 8 + "|")
    for name, row in small.items():
        cells = [f"{large[name][one] / row[one]:.1f}" for one in (*QUESTIONS, "MB")]
        print(f"| {name} | {' | '.join(cells)} |")


def main() -> None:
    """Measure each release in turn; print tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.engines", description=__doc__)
    parser.add_argument("releases", nargs="+", type=Path, help="synthetic releases, small first")
    parser.add_argument("--rounds", type=int, default=9, help="odd, at most 30")
    parser.add_argument("--engines", default=",".join(ENGINES), help="some of them")
    parser.add_argument("--folder", type=Path, help="where engines keep their copies")
    parser.add_argument("--clock", choices=CLOCKS, default="wall",
                        help="processor: where other programs share the machine")  # fmt: skip
    options = parser.parse_args()
    if any(options.folder and options.folder.resolve() == release.resolve().parent
           for release in options.releases):  # fmt: skip
        parser.error(f"--folder: found the folder of a release ({options.folder}), expected "
                     "another one, since a copy has the name of its release")  # fmt: skip
    wanted = [name for name in ENGINES if name in {FLOOR, *options.engines.split(",")}]
    names = [name for name in wanted if importlib.util.find_spec(ENGINES[name][2])]
    print("not installed:", ", ".join(set(wanted) - set(names)) or "none")
    tables = []
    with tempfile.TemporaryDirectory() as folder:
        for release in options.releases:
            place = options.folder or Path(folder)
            asked = asked_of(release, place / f"{release.stem}.parquet")
            tables.append(measured(asked, names, options.rounds, options.clock))
            print_table(release.stem, tables[-1])
    if len(tables) > 1:
        print_growth(tables[0], tables[-1])


if __name__ == "__main__":
    main()
