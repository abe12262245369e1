"""A lake: releases as snapshots that many machines read while one builds.

Programs that speak to it run in the environment of ``deploy/lake``, against a PostgreSQL that the
tests start; both are skipped, with the reason, where this machine has none.
"""

import json
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from indicators import settings
from indicators.commands.command_line import main
from indicators.release import lake as lakes
from indicators.release.build import build
from indicators.release.lake import LakeError, lake_of, patiently
from indicators.release.store import ReleaseError, Store, with_texts
from indicators.web.lake_follower import LakeFollower
from tests.lake_answers import answers_of
from tests.lake_machines import ROOT, AbsentError, Catalogue, Machine, catalogue, lake_python
from tests.serving import free_port, started
from tests.small_country import figure, incomes, write_country

LONGEST_WAIT_SECONDS = 60
BUILD = ("-m", "indicators", "build", "--data")

# Writes other figures into the Parquet file that it is given, and their sizes into the catalogue,
# else DuckLake itself would refuse the file.
OTHER_CONTENT = """
import sys
from pathlib import Path
import duckdb
from indicators import settings
from indicators.release.lake import lake_of
file = Path(sys.argv[1])
duckdb.sql(f"CREATE TABLE other AS SELECT * REPLACE (value + 1 AS value) FROM '{file}'")
names = duckdb.table("other").columns
numbers = ", ".join(f'"{name}": {number}' for number, name in enumerate(names, 1))
duckdb.sql(f"COPY other TO '{file}' (FIELD_IDS {{{numbers}}})")
written = file.read_bytes()
with lake_of(settings.database(), builds=True).connected() as connection:
    connection.execute(
        "UPDATE __ducklake_metadata_lake.ducklake_data_file SET file_size_bytes = ?, "
        "footer_size = ? WHERE path LIKE '%' || ?",
        [len(written), int.from_bytes(written[-8:-4], "little"), file.name])
"""

_numbers = count(1)
Machines = Callable[[str], Machine]


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


@pytest.fixture
def machines(postgres: Catalogue, python: Path, tmp_path: Path) -> Machines:
    """Machines by their name, all around one new lake."""
    address = postgres.make(f"lake{next(_numbers)}")
    return lambda name: Machine(tmp_path / name, address, tmp_path / "parquet", python)


@pytest.fixture
def country(tmp_path: Path) -> Path:
    """Two years of an invented indicator of the catalogue, enough communes for a rank."""
    year = {"period_start": "2024-01-01", "period_end": "2024-12-31"}
    earlier = [one | year for one in incomes("51", "52", "50", "49", "48", "47")]
    return write_country(
        tmp_path / "data", [*incomes("60", "61", "62", "58", "57", "56"), *earlier]
    )


def _releases(machine: Machine) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(machine.run("-m", "indicators", "lake",
                                                        "--format", "json"))  # fmt: skip
    return told


def test_other_machines_answer_as_the_embedded_file_does(
    machines: Machines, country: Path, tmp_path: Path
) -> None:
    """Built by another version of DuckDB, through Parquet and back: the same answers, and ENUMs."""
    machines("builder").run(*BUILD, str(country))
    build(country, tmp_path / "embedded.duckdb")
    reader = machines("reader")
    answers = json.loads(reader.run("-m", "tests.lake_answers"))
    assert answers == answers_of(tmp_path / "embedded.duckdb")
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


def test_a_release_is_one_snapshot_and_an_earlier_one_can_be_taken(
    machines: Machines, country: Path, tmp_path: Path
) -> None:
    builder = machines("builder")
    builder.run(*BUILD, str(country))
    write_country(country, incomes("70", "71"))
    builder.run(*BUILD, str(country))
    newest, first = _releases(builder)
    assert (first["observations"], newest["observations"]) == (12, 2)
    assert newest["snapshot"] == first["snapshot"] + 1
    taken = tmp_path / "taken.duckdb"
    builder.run("-m", "indicators", "lake", "--take", first["release_id"], "--out", str(taken))
    told = builder.run("-m", "indicators", "verify", "--db", str(taken))
    assert first["content_hash"] in told
    builder.run("-m", "indicators", "lake", "--keep", "1")
    assert [one["release_id"] for one in _releases(builder)] == [newest["release_id"]]


def test_an_earlier_release_is_asked_of_its_snapshot(
    machines: Machines, postgres: Catalogue, country: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """By a verb, by the API and in what changed since: as the embedded file of it answers."""
    build(country, tmp_path / "embedded.duckdb")
    builder, reader = machines("builder"), machines("reader")
    builder.run(*BUILD, str(country))
    write_country(country, incomes("70", "71"))
    builder.run(*BUILD, str(country))
    newest, first = (one["release_id"] for one in _releases(builder))
    rank = ("rank", "income_per_capita", "--format", "csv")
    assert main([*rank, "--db", str(tmp_path / "embedded.duckdb")]) == 0
    expected = capsys.readouterr().out
    assert reader.run("-m", "indicators", *rank, "--release", first) == expected
    port = free_port()
    serve = ["-m", "indicators", "serve", "--port", str(port)]
    server = machines("server")
    with started(serve, port, "/healthz", environment=server.environment,
                 python=server.python) as address:  # fmt: skip
        _until(lambda: len(_api(address, "releases")["rows"]) == 2)
        listed = _api(address, "releases")["rows"]
        assert [one["release_id"] for one in listed] == [newest, first]
        assert [one["answers"] for one in listed] == [True, True]
        asked = f"ranking/income_per_capita?release={first}"
        answer = _api(address, asked)
        assert [one["value"] for one in answer["rows"]] == [62, 61, 60, 58, 57, 56]
        since = _api(address, "release_changes")
        assert since["since"] == first
        postgres.crash()
        assert _api(address, asked) == answer
        postgres.start()


def test_a_release_without_figures_is_one_too(machines: Machines, tmp_path: Path) -> None:
    """An ENUM of no codes: what DuckDB 1.5 refuses and 2.0 takes."""
    builder = machines("builder")
    builder.run(*BUILD, str(write_country(tmp_path / "empty", [])))
    assert [one["observations"] for one in _releases(builder)] == [0]


def test_two_builders_at_once_both_end_whole(
    machines: Machines, country: Path, tmp_path: Path
) -> None:
    other = write_country(tmp_path / "other", incomes("70", "71"))
    processes = [machines("one").begin(*BUILD, str(country)),
                 machines("two").begin(*BUILD, str(other))]  # fmt: skip
    for process in processes:
        _output, errors = process.communicate()
        assert process.returncode == 0, errors
    found = _releases(machines("reader"))
    assert sorted(one["observations"] for one in found) == [2, 12]
    told = machines("reader").run("-m", "indicators", "verify")
    assert found[0]["content_hash"] in told


def test_a_builder_that_is_killed_while_it_writes_leaves_no_half(
    machines: Machines, country: Path, tmp_path: Path
) -> None:
    builder, parquet = machines("builder"), tmp_path / "parquet"
    builder.run(*BUILD, str(country))
    before, files = _releases(builder), set(parquet.rglob("*.parquet"))
    write_country(country, incomes("70", "71"))
    process = machines("killed").begin(*BUILD, str(country))
    _until(lambda: set(parquet.rglob("*.parquet")) > files or process.poll() is not None)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    process.communicate()
    assert _releases(builder) == before
    told = machines("reader").run("-m", "indicators", "verify")
    assert before[0]["content_hash"] in told


def test_a_server_follows_the_lake_and_outlives_its_catalogue(
    machines: Machines, postgres: Catalogue, country: Path
) -> None:
    builder, reader = machines("builder"), machines("reader")
    builder.run(*BUILD, str(country))
    port = free_port()
    serve = ["-m", "indicators", "serve", "--port", str(port)]
    with started(serve, port, "/healthz", environment=reader.environment,
                 python=reader.python) as address:  # fmt: skip
        assert _health(address)["observations"] == 12
        write_country(country, incomes("70", "71"))
        builder.run(*BUILD, str(country))
        _until(lambda: _health(address)["observations"] == 2)
        assert _health(address)["lake"]["fault"] is None
        postgres.crash()
        _until(lambda: _health(address)["lake"]["fault"] is not None)
        assert "found no answer from the catalogue" in _health(address)["lake"]["fault"]
        assert _health(address)["observations"] == 2
        asking = reader.begin("-m", "indicators", "verify")
        output, errors = asking.communicate()
        assert asking.returncode == 0
        assert "2 observations" in output
        assert "a newer release may be there" in errors
        postgres.start()
        _until(lambda: _health(address)["lake"]["fault"] is None)


def test_what_is_missing_is_told_with_the_next_step(
    machines: Machines, postgres: Catalogue, country: Path, tmp_path: Path
) -> None:
    reader = machines("reader")
    assert "found a lake without a release" in _refused(reader, "-m", "indicators", "indicators")
    silent = Machine(tmp_path / "silent", postgres.address("nowhere") + " password=geheim",
                     tmp_path / "parquet", reader.python)  # fmt: skip
    told = _refused(silent, "-m", "indicators", "indicators")
    assert told.startswith("INDICATORS_DB: found no answer from the catalogue")
    assert "geheim" not in told
    elsewhere = machines("elsewhere")
    elsewhere.environment["INDICATORS_DATA_PATH"] = ""
    assert "found no place for the Parquet files" in _refused(elsewhere, *BUILD, str(country))
    machines("builder").run(*BUILD, str(country))
    elsewhere.environment["INDICATORS_DATA_PATH"] = str(tmp_path / "not-mounted")
    told = _refused(elsewhere, "-m", "indicators", "indicators")
    assert "found a catalogue whose files cannot be read" in told
    assert "found a catalogue that cannot be used" in _refused(elsewhere, *BUILD, str(country))


def test_parquet_of_another_content_is_not_served(
    machines: Machines, country: Path, tmp_path: Path
) -> None:
    """Wrong figures as whole Parquet that the catalogue knows by its size: told by the digest."""
    machines("builder").run(*BUILD, str(country))
    [figures] = (tmp_path / "parquet/main/observation").glob("*.parquet")
    reader = machines("reader")
    reader.run("-c", OTHER_CONTENT, str(figures))
    told = _refused(reader, "-m", "indicators", "indicators")
    assert re.search(
        r"found release \w+ with another content than was built \(\S+:observation: ", told
    )
    assert not list(reader.folder.glob("*.duckdb"))


def _refused(machine: Machine, *arguments: str) -> str:
    process = machine.begin(*arguments)
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


def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LONGEST_WAIT_SECONDS
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.005)


# Without a lake and without its environment.


@pytest.fixture
def named_lake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("INDICATORS_DB", "ducklake:postgres:dbname=invented host=/nowhere")
    monkeypatch.setenv("INDICATORS_LAKE_COPIES", str(tmp_path))
    monkeypatch.delenv("INDICATORS_DATA_PATH", raising=False)
    return settings.database()


def test_each_lake_has_a_copy_of_its_own(
    named_lake: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert named_lake == settings.database()
    assert named_lake.parent == tmp_path
    monkeypatch.setenv("INDICATORS_DB", "ducklake:postgres:dbname=other host=/nowhere")
    assert settings.database() != named_lake
    assert settings.database().parent == tmp_path
    assert settings.named_database("ducklake:postgres:dbname=invented host=/nowhere") == named_lake


def test_a_file_is_no_lake(named_lake: Path, tmp_path: Path) -> None:
    assert lake_of(named_lake) is not None
    assert lake_of(tmp_path / "other.duckdb") is None
    with pytest.raises(LakeError, match="no place for the Parquet files"):
        lake_of(named_lake, builds=True)


def test_a_build_for_a_lake_begins_nothing_without_its_extension(
    named_lake: Path, monkeypatch: pytest.MonkeyPatch, country: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv("INDICATORS_DATA_PATH", str(tmp_path / "parquet"))
    monkeypatch.setattr(lakes, "PACKAGE", "no_such_package_")
    with pytest.raises(LakeError, match="found no extension postgres_scanner for DuckDB") as told:
        build(country, named_lake)
    assert "lake-environment" in told.value.problem.next_step
    assert not named_lake.exists()


def test_the_verb_needs_a_lake(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "indicators", "lake", "--db", str(tmp_path / "a.duckdb")]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "found no lake" in told.stderr


def test_what_may_pass_is_tried_again_and_nothing_else() -> None:
    tries: list[str] = []

    def attempt(code: str) -> Callable[[], None]:
        def fail() -> None:
            tries.append(code)
            raise LakeError(code)

        return fail

    for code in ("lake_silent", "lake_empty"):
        with pytest.raises(LakeError):
            patiently(attempt(code), pauses=(0.0, 0.0))
    assert tries == ["lake_silent"] * 3 + ["lake_empty"]


def test_a_follower_tells_its_fault_and_goes_on(named_lake: Path) -> None:
    lake = lake_of(named_lake)
    assert lake is not None
    follower = LakeFollower(lake, named_lake)
    follower.look()
    follower.look()
    assert "INDICATORS_DB: found no" in str(follower.told()["fault"])
    assert follower.told()["seen_at"] is None


def test_texts_in_place_of_parameters_stay_texts() -> None:
    statement = with_texts("attach", path="it's; DROP $path")
    assert statement.strip() == "ATTACH 'it''s; DROP $path' AS release_file (READ_ONLY)"


def test_a_name_with_a_quote_is_opened(tmp_path: Path) -> None:
    data = write_country(tmp_path / "data", [figure("60")])
    build(data, tmp_path / "it's.duckdb")
    with Store(tmp_path / "it's.duckdb") as store:
        assert store.release["observations"] == 1
    with pytest.raises(ReleaseError):
        Store(tmp_path / "it''s.duckdb")


def test_the_environment_pins_one_version_of_everything() -> None:
    pinned = re.findall(r"^([\w-]+)==(\S+)", (ROOT / "deploy/lake/requirements.txt").read_text(),
                        re.MULTILINE)  # fmt: skip
    assert len({version for _name, version in pinned}) == 1
    needed = {f"{lakes.PACKAGE}{name}".replace("_", "-")
              for name in (lakes.CATALOGUE, lakes.DUCKLAKE, lakes.OBJECT_STORE)}  # fmt: skip
    assert {name for name, _version in pinned} == needed | {"duckdb"}
