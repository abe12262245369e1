"""The tables that have a command of their own, as parts of ``python -m bench``."""

import argparse
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from indicators.settings import ROOT

# Figures of a release for which an engine without an index answers in seconds.
FEWER_ROUNDS = {"40m": 5}


def _engines(release: Path, options: argparse.Namespace) -> list[str]:
    rounds = min(options.rounds, FEWER_ROUNDS.get(options.observations, options.rounds))
    return [str(release), "--rounds", str(rounds), "--clock", options.clock]


def _peers(_release: Path, options: argparse.Namespace) -> list[str]:
    return ["--observations", options.observations, "--rounds", str(options.browser_rounds)]


def _load(_release: Path, _options: argparse.Namespace) -> list[str]:
    return ["--sessions", "500", "--processes", "2", "--nginx", "--faults"]


# The heading of each, and what its command is asked.
COMMANDS: Mapping[str, tuple[str, Callable[[Path, argparse.Namespace], list[str]]]] = {
    "engines": ("Six questions in other engines", _engines),
    "peers": ("The same page in other tools", _peers),
    "load": ("500 readers at once", _load),
}


def why_not(part: str) -> str:
    """What this machine lacks for a part; empty where nothing. Peers tell by themselves."""
    if part != "load":
        return ""
    from tests.nginx_front import NGINX

    return "" if NGINX else "found no nginx (Debian: apt-get install nginx)"


def printed(part: str, release: Path, options: argparse.Namespace) -> bool:
    """Run a part, which prints its table; whether nothing was missed. One left out says why."""
    heading, arguments = COMMANDS[part]
    print(f"\n{heading}", flush=True)
    if reason := why_not(part):
        print(f"{part} is left out: {reason}")
        return True
    command = [sys.executable, "-m", f"bench.{part}", *arguments(release, options)]
    return subprocess.run(command, check=False, cwd=ROOT).returncode == 0
