"""The comparison with other tools: its arithmetic, its pins, what they are given; none starts."""

import json
import re
import sqlite3
from contextlib import nullcontext
from pathlib import Path

import pandas as pd
import pytest

from bench.page_script import PageFailedError
from bench.peers import data, environments, rounds
from bench.peers.contestants import HERE, NAMES, YARDSTICK, Contestant, contestant, filled
from bench.peers.table import COLUMNS, amount, markdown, medians
from bench.peers.visits import PICKS

ADDRESS = re.compile(r"https?://([\w.-]+)")


def measured(**other: float) -> dict[str, float]:
    """One round: everything took 100, unless told otherwise."""
    return {one.key: 100.0 for one in COLUMNS} | other


def ranking(indicator: str, *values: float, names: str = "ABCDEFGH") -> pd.DataFrame:
    """Rows of an invented ranking, best first."""
    places = pd.Series(values).rank(method="min", ascending=False).astype("Int64")
    return pd.DataFrame({
        "indicator": indicator, "position": range(1, len(values) + 1), "rank": places,
        "name": [f"Bịa {names[number]}" for number in range(len(values))], "area_type": "xã",
        "province": "Tỉnh Bịa", "value": values,
    })  # fmt: skip


def test_a_column_is_the_median_of_its_own_rounds() -> None:
    rounds = [measured(change=300, memory=50), measured(change=100, memory=70),
              measured(change=200, memory=60)]  # fmt: skip
    assert medians(rounds) == measured(change=200, memory=60)


def test_the_table_has_ratios_to_the_naive_page_and_none_for_it() -> None:
    taken = {"ours": [measured(cold_chart=1620, change=50, change_bytes=47)],
             YARDSTICK: [measured(cold_chart=3240, first_load=9600)]}  # fmt: skip
    head, line, ours, naive = markdown({"ours": "O", YARDSTICK: "N"}, taken, YARDSTICK).split("\n")
    assert head.split(" | ")[1:3] == ["cold start → chart", "warm → chart"]
    assert line.count("---") == len(COLUMNS) + 1 == head.count("|") - 1
    assert ours == (
        "| O | 1.62 s **0.50** | 100 ms **1.00** | 100 ms **1.00** | 50 ms **0.50** | "
        "100 kB **0.01** | 47 kB **0.47** | 100 MB **1.00** | 100 ms **1.00** |"
    )
    assert naive == (
        "| N | 3.24 s | 100 ms | 100 ms | 100 ms | 9.6 MB | 100 kB | 100 MB | 100 ms |"
    )


def test_without_the_naive_page_there_are_no_ratios() -> None:
    assert "**" not in markdown({"dash": "D"}, {"dash": [measured()]}, YARDSTICK)


@pytest.mark.parametrize(("value", "unit", "written"), [
    (999.4, "ms", "999 ms"), (1620.0, "ms", "1.62 s"), (1.52, "kB", "1.5 kB"),
    (2900.0, "kB", "2.9 MB"), (301.4, "MB", "301 MB"), (1301.4, "MB", "1301 MB"),
])  # fmt: skip
def test_an_amount_in_the_table(value: float, unit: str, written: str) -> None:
    assert amount(value, unit) == written


@pytest.mark.parametrize("name", NAMES)
def test_each_folder_says_how_its_page_is_started_and_looked_at(name: str) -> None:
    one = contestant(name)
    assert one.environment in environments.PINNED
    assert one.pick in PICKS
    assert one.path.startswith("/") and one.chart and one.table
    given = rounds.Given(Path(), Path(), data.Questions(data.Question("", ()), []))
    places = rounds.places(one, given, 40123)
    assert any("40123" in word for word in filled(one.command, places))
    assert environments.pins_digest(one)


def test_every_folder_takes_part() -> None:
    assert {file.parent.name for file in HERE.glob("*/peer.toml")} == set(NAMES)
    assert YARDSTICK in NAMES


def test_an_unknown_place_in_a_command_is_refused() -> None:
    with pytest.raises(KeyError, match="elsewhere"):
        filled(["{python}", "{elsewhere}/page.py"], {"python": "p"})


@pytest.mark.parametrize(
    "file", sorted(HERE.glob("*/requirements.txt")), ids=lambda f: f.parent.name
)
def test_every_python_package_of_a_peer_has_one_version(file: Path) -> None:
    lines = [line for line in file.read_text("utf-8").splitlines() if line and line[0] != "#"]
    assert len(lines) > 10  # what the direct ones bring is listed too
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    names = [re.sub(r"[-_.]+", "-", line.partition("==")[0].lower()) for line in lines]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("file", sorted(HERE.glob("*/package.json")), ids=lambda f: f.parent.name)
def test_every_node_package_of_a_peer_has_one_version_and_a_digest(file: Path) -> None:
    asked = json.loads(file.read_text("utf-8"))["dependencies"]
    locked = json.loads((file.parent / "package-lock.json").read_text("utf-8"))["packages"]
    assert [one for one in asked.values() if not re.fullmatch(r"\d+\.\d+\.\d+", one)] == []
    assert locked.pop("")["dependencies"] == asked
    assert {name: locked[f"node_modules/{name}"]["version"] for name in asked} == asked
    # One that lies inside another comes under that one's digest.
    alone = {name: one for name, one in locked.items() if not one.get("inBundle")}
    assert [name for name, one in alone.items() if "integrity" not in one] == []


def test_pages_and_pins_name_no_host_that_anything_could_be_fetched_from() -> None:
    files = [file for file in HERE.rglob("*") if file.is_file() and file.suffix != ".pyc"]
    hosts = {
        (file.name, host) for file in files for host in ADDRESS.findall(file.read_text("utf-8"))
        # Of a package that is locked: where its authors take gifts.
        if (file.name, host) not in {("package-lock.json", "github.com"),
                                     ("package-lock.json", "opencollective.com")}
    }  # fmt: skip
    assert hosts == {("processes.py", "127.0.0.1")}


def test_a_change_goes_to_an_indicator_whose_answer_cannot_be_taken_for_the_old_one() -> None:
    first = ranking("đầu", 100, 100, 90)
    rows = pd.concat([
        first,
        ranking("thấp nhất trước", 5, 6, names="EF"),
        ranking("hai nơi đứng đầu", 70, 70, names="EF"),
        ranking("giá trị cũ", 90, 80, names="EF"),
        ranking("có thể là hạng", 2, 1, names="EF"),
        ranking("tên cũ", 70, 60, names="AF"),
        ranking("đổi được", 4329, 60, names="EF"),
    ])  # fmt: skip
    found = data.questions(rows)
    assert found.first.indicator == "đầu"
    assert found.first.answers[-2:] == ("Bịa A", "Bịa B")
    assert [one.indicator for one in found.changes] == ["đổi được"]
    assert {"4329", "4.329", "4,329", "4329.0", "Bịa E"} <= set(found.changes[0].answers)
    with pytest.raises(data.NoQuestionError, match="1 indicators"):
        data.questions(first)


@pytest.mark.parametrize(("value", "written"), [
    (12.5, {"12.5", "12,5", "12.50", "12,50"}),
    (1234.0, {"1234", "1,234", "1.234", "1234.0", "1234,0", "1,234.0", "1.234,0", "1234.00",
              "1234,00", "1,234.00", "1.234,00"}),
])  # fmt: skip
def test_a_number_in_the_forms_of_the_tools(value: float, written: set[str]) -> None:
    assert set(data.forms(value)) == written


def test_all_peers_are_given_the_same_rows(tmp_path: Path) -> None:
    rows = pd.concat([ranking("một", 3, 2, 2), ranking("hai", 8, 7)], ignore_index=True)
    rows.loc[rows["indicator"] == "hai", "rank"] = pd.NA  # listed, not ranked
    data.write(rows, tmp_path)
    pd.testing.assert_frame_equal(
        pd.read_parquet(tmp_path / "rankings.parquet").astype({"indicator": "str"}),
        rows.astype({"indicator": "str"}), check_dtype=False,
    )  # fmt: skip
    wanted = [("Bịa A", 1, 3.0), ("Bịa B", 2, 2.0), ("Bịa C", 2, 2.0)]
    connection = sqlite3.connect(tmp_path / "rankings.db")
    try:
        assert connection.execute("SELECT name FROM indicator ORDER BY position").fetchall() == [
            ("một",), ("hai",),
        ]  # fmt: skip
        assert (
            connection.execute(
                "SELECT name, rank, value FROM ranking WHERE indicator = 'một' ORDER BY position"
            ).fetchall()
            == wanted
        )
    finally:
        connection.close()
    files = json.loads((tmp_path / "files.json").read_text("utf-8"))
    of_one = json.loads((tmp_path / files["một"]).read_text("utf-8"))
    assert [(row["name"], row["rank"], row["value"]) for row in of_one] == wanted
    of_two = json.loads((tmp_path / files["hai"]).read_text("utf-8"))
    assert [row["rank"] for row in of_two] == [None, None]
    assert json.loads((tmp_path / "firsts.json").read_text("utf-8"))["hai"] == {
        "name": "Bịa A", "value": 8.0,
    }  # fmt: skip


def test_an_environment_is_made_once_and_again_when_its_pins_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def makes(one: Contestant, place: Path) -> None:
        place.mkdir()
        made.append(one.name)

    monkeypatch.setattr(environments, "CACHE", tmp_path)
    monkeypatch.setattr(environments, "_python_environment", makes)
    one = contestant("dash")
    environments.make(one)
    environments.make(one)
    assert made == ["dash"]
    monkeypatch.setattr(environments, "pins_digest", lambda _one: "other")
    environments.make(one)
    assert made == ["dash", "dash"]


def test_a_peer_that_cannot_be_installed_is_told_with_what_was_said(tmp_path: Path) -> None:
    with pytest.raises(environments.NoEnvironmentError, match=r"exit 3: no such thing"):
        environments.run(["python", "-c", "print('no such thing'); raise SystemExit(3)"], tmp_path)


def test_who_fails_is_left_out_with_the_reason_and_the_first_round_does_not_count(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    visited = []

    def life(_browser: object, one: Contestant, _given: object, number: int) -> dict[str, float]:
        visited.append((number, one.name))
        if (number, one.name) == (1, "panel"):
            raise PageFailedError("nothing drawn")
        return measured(change=number)

    monkeypatch.setattr(rounds, "_life", life)
    monkeypatch.setattr(rounds, "chromium", nullcontext)
    question = data.Question("một", ("1",))
    given = rounds.Given(tmp_path, tmp_path, data.Questions(question, [question]))
    taken = rounds.measure([contestant("naive"), contestant("panel")], given, 2)
    assert visited == [(0, "naive"), (0, "panel"), (1, "naive"), (1, "panel"), (2, "naive")]
    assert taken.measured == {"naive": [measured(change=1), measured(change=2)]}
    assert taken.left_out == {"panel": "nothing drawn"}
