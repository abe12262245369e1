"""Who takes part: one folder each, whose ``peer.toml`` says how it is started and looked at."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
# In the order of the table; ratios are to the naive page.
NAMES = ("ours", "naive", "text", "dash", "panel", "datasette", "observable")
YARDSTICK = "naive"


@dataclass(frozen=True)
class Contestant:
    """One page and its server.

    ``environment`` is ``project`` (this project's own), ``python`` (of ``requirements.txt``) or
    ``node`` (of ``package.json`` and its lock). ``prepare`` is run once, after the data are
    written; ``command`` starts the server. In both, words in braces stand for places and the port.
    ``chart`` and ``table`` are CSS selectors; ``pick`` is one of ``visits.PICKS``.
    """

    name: str
    title: str
    environment: str
    command: Sequence[str]
    path: str
    chart: str
    table: str
    pick: str
    prepare: Sequence[str] = ()

    @property
    def folder(self) -> Path:
        """Its page, its pinned packages and its ``peer.toml``."""
        return HERE / self.name


def contestant(name: str) -> Contestant:
    """Read one folder; raises ``TypeError`` where ``peer.toml`` lacks something or has more."""
    with (HERE / name / "peer.toml").open("rb") as file:
        return Contestant(name=name, **tomllib.load(file))


def filled(command: Sequence[str], places: Mapping[str, object]) -> list[str]:
    """A command with its places; raises ``KeyError`` for one that is not known."""
    return [word.format_map(places) for word in command]
