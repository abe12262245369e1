"""``python -m bench.peers``: the same page in other tools, beside ours, in interleaved rounds."""

import argparse
import sys
from pathlib import Path

from bench.__main__ import SIZES, synthetic_release
from bench.peers import data, environments
from bench.peers.contestants import NAMES, YARDSTICK, Contestant, contestant
from bench.peers.rounds import Given, measure
from bench.peers.table import markdown
from indicators.release.store import Store


def main() -> int:
    """Install and prepare, measure, print the Markdown table; 1 where somebody was left out."""
    options = _options()
    given = _given(synthetic_release(options.observations))
    chosen, left_out = [], {}
    for one in map(contestant, options.only):
        try:
            _prepare(one, given.data)
            chosen.append(one)
        except environments.NoEnvironmentError as error:
            left_out[one.name] = str(error)
    taken = measure(chosen, given, options.rounds)
    print(markdown({one.name: one.title for one in chosen}, taken.measured, YARDSTICK))
    for name, reason in (left_out | taken.left_out).items():
        print(f"\nleft out: {name}: {reason}")
    return 1 if left_out | taken.left_out else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="odd; one more does not count")
    parser.add_argument("--only", type=_names, default=NAMES, metavar="NAME,NAME",
                        help=f"some of {','.join(NAMES)}")  # fmt: skip
    parser.add_argument("--observations", choices=SIZES, default="10m",
                        help="size of the synthetic release")  # fmt: skip
    return parser.parse_args()


def _names(text: str) -> tuple[str, ...]:
    asked = set(text.split(","))
    if unknown := asked - set(NAMES):
        raise argparse.ArgumentTypeError(
            f"found {', '.join(sorted(unknown))}, expected some of {', '.join(NAMES)}"
        )
    return tuple(name for name in NAMES if name in asked)


def _given(release: Path) -> Given:
    """The rankings of a release, written for all."""
    folder = environments.CACHE / f"data-{release.stem}"
    with Store(release) as store:
        rows = data.rankings(store)
    data.write(rows, folder)
    return Given(release, folder, data.questions(rows))


def _prepare(one: Contestant, folder: Path) -> None:
    environments.make(one)
    if one.prepare:
        environments.refresh(one, folder)
        environments.run(one.prepare, environments.workspace(one))


if __name__ == "__main__":
    sys.exit(main())
