"""The verbs of ``python -m indicators``, thin."""

import argparse
from collections.abc import Callable
from typing import Any

# What ``add_subparsers`` gives.
Verbs = Any

LARGEST_PORT = 65_535
LONGEST_SECONDS = 3600


def add_verb(
    verbs: Verbs, name: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    """A verb that calls ``run``, whose docstring is its help."""
    verb: argparse.ArgumentParser = verbs.add_parser(name, help=run.__doc__)
    verb.set_defaults(run=run)
    return verb


def at_least_one(text: str) -> int:
    """A whole number from 1 on."""
    count = _whole(text)
    if count < 1:
        raise argparse.ArgumentTypeError(f"found {text}, expected 1 or more")
    return count


def port_number(text: str) -> int:
    """A port of this machine."""
    port = _whole(text)
    if not 1 <= port <= LARGEST_PORT:
        raise argparse.ArgumentTypeError(f"found {text}, expected 1 to {LARGEST_PORT}")
    return port


def seconds(text: str) -> float:
    """A time of 0 seconds or more, up to an hour."""
    try:
        time = float(text)
    except ValueError:
        time = -1.0
    if not 0 <= time <= LONGEST_SECONDS:
        raise argparse.ArgumentTypeError(
            f"found {text[:40]!r}, expected seconds, from 0 to {LONGEST_SECONDS}"
        )
    return time


def among_option(verb: argparse.ArgumentParser) -> None:
    """Let a verb take the communes that one commune is set among."""
    from indicators.questions.comparison_groups import AMONG

    verb.add_argument("--among", choices=AMONG,
                      help="only the communes that one commune is set among")  # fmt: skip


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"found {text[:40]!r}, expected a whole number") from None
