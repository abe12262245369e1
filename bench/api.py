"""Answers of the API over HTTP against empty answers of the same kind of server.

Both stand on one connection that stays open. A case asks several times, so that one request of a
millisecond is not measured by a clock of milliseconds.
"""

import http.client
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from bench import servers
from bench.report import Comparison, interleaved_medians
from indicators.open_data.answers.operations import ROOT
from indicators.release.store import Store
from tests.serving import serving

ASKED_AT_A_TIME = 50
GZIP = {"Accept-Encoding": "gzip"}


def measure(release: Path, *, rounds: int) -> list[Comparison]:
    """Milliseconds of one answer: kept, unchanged, and never asked before."""
    with Store(release) as store:
        catalogue = store.query("indicators")
    ids = catalogue.sort_values("observations", ascending=False)["indicator_id"].tolist()
    ranking = f"{ROOT}/ranking/{ids[0]}"
    with serving(release.resolve()) as ours, servers.empty_answers() as empty:
        kept, nothing = _Client(ours), _Client(empty)
        tag = kept.ask(ranking, 200)
        medians = interleaved_medians(
            {
                "empty": lambda _n: _times(lambda: nothing.ask("/", 200)),
                "kept": lambda _n: _times(lambda: kept.ask(ranking, 200, **GZIP)),
                "unchanged": lambda _n: _times(
                    lambda: kept.ask(ranking, 304, **{"If-None-Match": tag})
                ),
                # Each round has an indicator of its own.
                "new": lambda n: kept.ask(f"{ROOT}/ranking/{ids[(n + 2) % len(ids)]}", 200),
            },
            rounds,
        )
    one = {name: taken / (1 if name == "new" else ASKED_AT_A_TIME)
           for name, taken in medians.items()}  # fmt: skip
    return [
        Comparison(f"a ranking, {name}", one[name], "empty answer", one["empty"], "ms", most)
        for name, most in (("kept", 5), ("unchanged", 5), ("new", None))
    ]


class _Client:
    """One connection to one server."""

    def __init__(self, address: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(address).netloc)

    def ask(self, path: str, status: int, **headers: str) -> str:
        """Read one answer whole and return its ETag; raises where it has another status."""
        self._connection.request("GET", path, headers=headers)
        answer = self._connection.getresponse()
        answer.read()
        if answer.status != status:
            raise RuntimeError(f"{path}: found status {answer.status}, expected {status}")
        return answer.headers.get("etag", "")


def _times(ask: Callable[[], object]) -> None:
    for _number in range(ASKED_AT_A_TIME):
        ask()
