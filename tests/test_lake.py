"""A lake: releases as snapshots that many machines read while one builds.

Programs that speak to it run in the environment of ``deploy/lake``, against a PostgreSQL that the
tests start; both are skipped, with the reason, where this machine has none.
"""

import json
import re
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from indicators.commands.command_line import main
from indicators.release.build import build
from tests.lake_answers import answers_of
from tests.lake_machines import AbsentError, Catalogue, Machine, catalogue, lake_python
from tests.serving import free_port, started
from tests.small_country import incomes, write_country
from tests.warm_python import warm_python

LONGEST_WAIT_SECONDS = 60
BUILD = ("-m", "indicators", "build", "--data")

# Writes other figures into the Parquet file of the newest release, below the folder that is given,
# and their sizes into the catalogue, else DuckLake itself would refuse the file.
OTHER_CONTENT = """
import sys
from pathlib import Path
import duckdb
from indicators import settings
from indicators.release.lake import lake_of
with lake_of(settings.database(), builds=True).connected() as connection:
    [(name,)] = connection.sql(
        "SELECT file.path FROM __ducklake_metadata_lake.ducklake_data_file AS file "
        "JOIN __ducklake_metadata_lake.ducklake_table AS named USING (table_id) WHERE named."
        "table_name = 'observation' AND coalesce(named.end_snapshot, file.end_snapshot) IS NULL"
    ).fetchall()
    [file] = Path(sys.argv[1]).rglob(name)
    duckdb.sql(f"CREATE TABLE other AS SELECT * REPLACE (value + 1 AS value) FROM '{file}'")
    names = duckdb.table("other").columns
    numbers = ", ".join(f'"{name}": {number}' for number, name in enumerate(names, 1))
    duckdb.sql(f"COPY other TO '{file}' (FIELD_IDS {{{numbers}}})")
    written = file.read_bytes()
    connection.execute(
        "UPDATE __ducklake_metadata_lake.ducklake_data_file SET file_size_bytes = ?, "
        "footer_size = ? WHERE path LIKE '%' || ?",
        [len(written), int.from_bytes(written[-8:-4], "little"), file.name])
"""
ASKED = ("-m", "indicators", "indicators")
RANK = ("rank", "income_per_capita", "--format", "csv")


class Around:
    """One lake, and the machines around it by their name; programs are forked from ``warm``."""

    def __init__(self, folder: Path, address: str, warm: Path) -> None:
        self.folder, self.address, self.warm = folder, address, warm

    def machine(self, name: str, python: Path | None = None) -> Machine:
        return Machine(
            self.folder / name, self.address, self.folder / "parquet", python or self.warm
        )


@pytest.fixture(scope="module")
def postgres() -> Iterator[Catalogue]:
    try:
        with catalogue() as found:
            yield found
    except AbsentError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def python() -> Path:
    try:
        return lake_python()
    except AbsentError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def warm(python: Path) -> Iterator[Path]:
    with warm_python(python) as program:
        yield program


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lakes")


@pytest.fixture(scope="module")
def country(folder: Path) -> Path:
    """Two years of an invented indicator of the catalogue, enough communes for a rank."""
    year = {"period_start": "2024-01-01", "period_end": "2024-12-31"}
    earlier = [one | year for one in incomes("51", "52", "50", "49", "48", "47")]
    return write_country(folder / "data", [*incomes("60", "61", "62", "58", "57", "56"), *earlier])


@pytest.fixture(scope="module")
def later(folder: Path) -> Path:
    """The same country with two other figures."""
    return write_country(folder / "later", incomes("70", "71"))


@pytest.fixture(scope="module")
def embedded(folder: Path, country: Path) -> Path:
    build(country, folder / "embedded.duckdb")
    return folder / "embedded.duckdb"


@pytest.fixture(scope="module")
def lake(folder: Path, postgres: Catalogue, warm: Path, country: Path) -> Around:
    """The lake of this file, with one release of the country."""
    made = Around(folder, postgres.make("lake"), warm)
    made.machine("builder").run(*BUILD, str(country))
    return made


@pytest.fixture(scope="module")
def served(lake: Around, python: Path) -> Iterator[str]:
    """The address of a server that began when the lake had one release."""
    port, server = free_port(), lake.machine("server", python)
    serve = ["-m", "indicators", "serve", "--port", str(port)]
    with started(serve, port, "/healthz", environment=server.environment,
                 python=python) as address:  # fmt: skip
        yield address


@pytest.fixture(scope="module")
def releases(lake: Around, served: str, later: Path) -> list[dict[str, Any]]:
    """What is told of both releases of the lake; the newer was built while the server is there."""
    lake.machine("builder").run(*BUILD, str(later))
    return _releases(lake)


@pytest.fixture(scope="module")
def giving_up(lake: Around, postgres: Catalogue) -> dict[str, subprocess.Popen[str]]:
    """Programs that find no lake; begun early, since they try again for some seconds."""
    silent = Around(lake.folder, postgres.address("nowhere") + " password=geheim", lake.warm)
    elsewhere = lake.machine("unmounted")
    elsewhere.environment["INDICATORS_DATA_PATH"] = str(lake.folder / "not-mounted")
    return {"silent": silent.machine("silent").begin(*ASKED), "elsewhere": elsewhere.begin(*ASKED)}


def _releases(lake: Around) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(
        lake.machine("asking").run("-m", "indicators", "lake", "--format", "json")
    )
    return told


@pytest.mark.usefixtures("giving_up")
def test_other_machines_answer_as_the_embedded_file_does(lake: Around, embedded: Path) -> None:
    """Built by another version of DuckDB, through Parquet and back: the same answers, and ENUMs."""
    reader = lake.machine("reader")
    answers = json.loads(reader.run("-m", "tests.lake_answers"))
    assert answers == answers_of(embedded)
    assert "99003" in answers["rank income_per_capita"]
    [copy] = reader.folder.glob("*.duckdb")
    kinds = reader.run(
        "-c",
        f"""
import duckdb
print(duckdb.connect({str(copy)!r}).sql("SELECT typeof(basis), "
      "list(observation_id) = list_sort(list(observation_id)) FROM observation GROUP BY 1"))""",
    )
    assert "ENUM" in kinds
    assert re.search(r"release \w+, 12 observations", reader.run("-m", "indicators", "verify"))


def test_what_is_missing_is_told_with_the_next_step(
    lake: Around, postgres: Catalogue, country: Path, giving_up: dict[str, subprocess.Popen[str]]
) -> None:
    empty = Around(lake.folder, postgres.make("empty"), lake.warm).machine("none")
    assert "found a lake without a release" in _refused(empty.begin(*ASKED))
    elsewhere = lake.machine("elsewhere")
    elsewhere.environment["INDICATORS_DATA_PATH"] = ""
    told = _refused(elsewhere.begin(*BUILD, str(country)))
    assert "found no place for the Parquet files" in told
    elsewhere.environment["INDICATORS_DATA_PATH"] = str(lake.folder / "not-mounted")
    told = _refused(elsewhere.begin(*BUILD, str(country)))
    assert "found a catalogue that cannot be used" in told
    told = _refused(giving_up["elsewhere"])
    assert "found a catalogue whose files cannot be read" in told
    told = _refused(giving_up["silent"])
    assert told.startswith("INDICATORS_DB: found no answer from the catalogue")
    assert "geheim" not in told


def test_a_server_answers_from_the_lake(served: str) -> None:
    assert _health(served)["observations"] == 12


@pytest.mark.usefixtures("releases")
def test_a_server_follows_the_lake(served: str) -> None:
    _until(lambda: _health(served)["observations"] == 2)
    assert _health(served)["lake"]["fault"] is None


def test_an_earlier_release_is_asked_of_its_snapshot(
    lake: Around, served: str, releases: list[dict[str, Any]], embedded: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """By a verb, by the API and in what changed since: as the embedded file of it answers."""
    newest, first = (one["release_id"] for one in releases)
    assert main([*RANK, "--db", str(embedded)]) == 0
    expected = capsys.readouterr().out
    reader = lake.machine("reader")
    assert reader.run("-m", "indicators", *RANK, "--release", first) == expected
    _until(lambda: len(_api(served, "releases")["rows"]) == 2)
    listed = _api(served, "releases")["rows"]
    assert [one["release_id"] for one in listed] == [newest, first]
    assert [one["answers"] for one in listed] == [True, True]
    answer = _api(served, f"ranking/income_per_capita?release={first}")
    assert [one["value"] for one in answer["rows"]] == [62, 61, 60, 58, 57, 56]
    assert _api(served, "release_changes")["since"] == first


def test_a_server_outlives_its_catalogue(
    lake: Around, postgres: Catalogue, served: str, releases: list[dict[str, Any]]
) -> None:
    first, reader = releases[1]["release_id"], lake.machine("reader")
    reader.run("-m", "indicators", "verify")
    _until(lambda: _health(served)["observations"] == 2)
    _until(lambda: len(_api(served, "releases")["rows"]) == 2)
    earlier = f"ranking/income_per_capita?release={first}"
    answer = _api(served, earlier)
    postgres.crash()
    try:
        asking = reader.begin("-m", "indicators", "verify")
        _until(lambda: _health(served)["lake"]["fault"] is not None)
        assert "found no answer from the catalogue" in _health(served)["lake"]["fault"]
        assert _health(served)["observations"] == 2
        assert _api(served, earlier) == answer
        output, errors = asking.communicate()
    finally:
        postgres.start()
    assert asking.returncode == 0
    assert "2 observations" in output
    assert "a newer release may be there" in errors
    _until(lambda: _health(served)["lake"]["fault"] is None)


def test_a_release_is_one_snapshot_and_an_earlier_one_can_be_taken(
    lake: Around, releases: list[dict[str, Any]], tmp_path: Path
) -> None:
    builder = lake.machine("builder")
    last, first = releases
    assert (first["observations"], last["observations"]) == (12, 2)
    assert last["snapshot"] == first["snapshot"] + 1
    taken = tmp_path / "taken.duckdb"
    builder.run("-m", "indicators", "lake", "--take", first["release_id"], "--out", str(taken))
    told = builder.run("-m", "indicators", "verify", "--db", str(taken))
    assert first["content_hash"] in told
    builder.run("-m", "indicators", "lake", "--keep", "1")
    assert [one["release_id"] for one in _releases(lake)] == [last["release_id"]]


@pytest.mark.usefixtures("releases")
def test_parquet_of_another_content_is_not_served(lake: Around) -> None:
    """Wrong figures as whole Parquet that the catalogue knows by its size: told by the digest."""
    reader = lake.machine("wary")
    reader.run("-c", OTHER_CONTENT, str(lake.folder / "parquet"))
    told = _refused(reader.begin(*ASKED))
    assert re.search(
        r"found release \w+ with another content than was built \(\S+:observation: ", told
    )
    assert not list(reader.folder.glob("*.duckdb"))


@pytest.fixture(scope="module")
def built_by_two(folder: Path, postgres: Catalogue, warm: Path, country: Path) -> Around:
    """Another lake with two releases, whose builders began at once; one release has no figures."""
    made = Around(folder / "other", postgres.make("other"), warm)
    without = write_country(folder / "without", [])
    processes = [made.machine(name).begin(*BUILD, str(data))
                 for name, data in (("one", country), ("two", without))]  # fmt: skip
    for process in processes:
        _output, errors = process.communicate()
        assert process.returncode == 0, errors
    return made


def test_two_builders_at_once_both_end_whole(built_by_two: Around) -> None:
    """Also the one without figures: DuckDB 1.5 refuses an ENUM of no codes, which 2.0 takes."""
    found = _releases(built_by_two)
    assert sorted(one["observations"] for one in found) == [0, 12]
    told = built_by_two.machine("reader").run("-m", "indicators", "verify")
    assert found[0]["content_hash"] in told


def test_a_builder_that_is_killed_while_it_writes_leaves_no_half(
    built_by_two: Around, python: Path, later: Path
) -> None:
    parquet = built_by_two.folder / "parquet"
    before, files = _releases(built_by_two), set(parquet.rglob("*.parquet"))
    process = built_by_two.machine("killed", python).begin(*BUILD, str(later))
    _until(lambda: set(parquet.rglob("*.parquet")) > files or process.poll() is not None, 0.01)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    process.communicate()
    assert _releases(built_by_two) == before
    told = built_by_two.machine("late").run("-m", "indicators", "verify")
    assert before[0]["content_hash"] in told


def _refused(process: subprocess.Popen[str]) -> str:
    _output, errors = process.communicate()
    assert process.returncode == 1, errors
    return errors.strip().splitlines()[-1].split("\r")[-1].split("\x1b[K")[-1]


def _health(address: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{address}/healthz", timeout=30) as answer:
        told: dict[str, Any] = json.load(answer)
    return told


def _api(address: str, asked: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{address}/api/v1/{asked}", timeout=60) as answer:
        told: dict[str, Any] = json.load(answer)
    return told


def _until(holds: Callable[[], bool], pause_seconds: float = 0.1) -> None:
    deadline = time.monotonic() + LONGEST_WAIT_SECONDS
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(pause_seconds)
