"""``python -m bench``: measure, and print ratios. See ``bench/README.md`` for reading them."""

import argparse
import hashlib
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from bench import questions
from bench.other_commands import COMMANDS, printed
from bench.report import CLOCKS, Comparison, print_comparisons
from indicators.release.synthesise import synthesise
from indicators.settings import DATA, ROOT

CACHE = Path(__file__).parent / ".cache"
# What is measured in this process: a part's headings, each with the module that measures it.
MEASURED = {
    "questions": {"Questions": "questions"},
    "page": {"Script of a page": "page_script"},
    "api": {"Answers of the API": "api"},
    "drawings": {"Pictures and reports": "drawings"},
    "browser": {"In Chromium": "browser", "A server that has just started": "cold_start"},
}
ON_THE_REAL_TABLE_TOO = ("questions", "drawings")
# The others are commands of their own, each with its processes.
PARTS = (*MEASURED, *COMMANDS)
# Communes, indicators, months.
SIZES = {"small": (3321, 12, 6), "10m": (3321, 50, 60), "40m": (3321, 200, 60)}
# What decides the content of a synthetic release.
SOURCES = (
    "indicators/release/synthesise.py",
    "indicators/release/build.py",
    "indicators/release/sql/build/*.sql",
    "indicators/release/sql/synthesise/*.sql",
    "indicators/release/sql/schema.sql",
    "indicators/release/sql/placing.sql",
    "indicators/release/sql/profile_rows.sql",
)


def main() -> int:
    """Measure the chosen parts; 1 where a ratio to reach is not reached, 0 otherwise."""
    options = _options()
    synthetic = synthetic_release(options.observations)
    comparisons: list[Comparison] = []
    failed = []
    for part in options.only:
        began = time.monotonic()
        if part in COMMANDS:
            failed += [part] if not printed(part, synthetic, options) else []
        else:
            comparisons += _measured(part, synthetic, options)
        print(f"({part}: {(time.monotonic() - began) / 60:.1f} minutes)", flush=True)
    missed = [one for one in comparisons if one.verdict.endswith("NOT REACHED")]
    print(f"\n{len(missed)} of the ratios to reach are missed")
    if failed:
        print(f"parts with something missed or left out: {', '.join(failed)}")
    return 1 if missed or failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--observations", choices=SIZES, default="10m",
                        help="size of the synthetic release; the targets are for 10m")  # fmt: skip
    parser.add_argument("--only", type=_parts, default=PARTS, metavar="PART,PART",
                        help=f"some of {','.join(PARTS)}")  # fmt: skip
    parser.add_argument("--rounds", type=int, default=9, help="for questions and page; odd")
    parser.add_argument("--clock", choices=CLOCKS, default="wall",
                        help="of questions and engines; processor: on a busy machine")  # fmt: skip
    parser.add_argument("--browser-rounds", type=int, default=5, help="odd")
    return parser.parse_args()


def _parts(text: str) -> tuple[str, ...]:
    parts = tuple(text.split(","))
    unknown = set(parts) - set(PARTS)
    if unknown:
        raise argparse.ArgumentTypeError(
            f"found {', '.join(sorted(unknown))}, expected some of {', '.join(PARTS)}"
        )
    return parts


def _measured(part: str, synthetic: Path, options: argparse.Namespace) -> list[Comparison]:
    """The comparisons of one part, printed as they are found."""
    releases = {f"synthetic release ({options.observations})": synthetic}
    real = DATA / "indicators.duckdb"
    if part in ON_THE_REAL_TABLE_TOO and real.is_file():
        releases = {"real release": real, **releases}
    rounds = options.browser_rounds if part == "browser" else options.rounds
    comparisons: list[Comparison] = []
    for heading, module in MEASURED[part].items():
        for name, release in releases.items():
            more = _of_questions(release == real, options) if part == "questions" else {}
            found = import_module(f"bench.{module}").measure(release, rounds=rounds, **more)
            print_comparisons(f"{heading}, {name}", found)
            comparisons += found
    return comparisons


def _of_questions(real: bool, options: argparse.Namespace) -> dict[str, Any]:
    """The ratios to reach, for the real table and for ten million figures, and the clock."""
    targets = questions.ON_MILLIONS if options.observations == "10m" else {}
    return {"targets": questions.ON_THE_REAL_TABLE if real else targets, "clock": options.clock}


def synthetic_release(size: str) -> Path:
    """The synthetic release of this size, made if the one in the cache is missing or outdated."""
    release = CACHE / f"synthetic-{size}-{_digest()}.duckdb"
    if not release.is_file():
        for outdated in CACHE.glob(f"synthetic-{size}-*.duckdb"):
            outdated.unlink()
        communes, indicators, months = SIZES[size]
        print(f"making {release.name}, about a minute for 10m", file=sys.stderr)
        synthesise(release, communes=communes, indicators=indicators, months=months)
    return release


def _digest() -> str:
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


if __name__ == "__main__":
    sys.exit(main())
