"""Collected figures: Parquet beside the curated files, with the same rules and the same numbers."""

import csv
import json
import shutil
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from indicators.commands.command_line import main
from indicators.curated.check import check
from indicators.curated.collected import digest_of
from indicators.curation.accepting import RefusedCandidatesError
from indicators.questions.ranking import rank
from indicators.release.build import CuratedFilesError, build
from indicators.release.store import Store
from tests.collected_country import TODAY, accept_collected, answer, score
from tests.small_country import figure, incomes, write_country, write_rows

PARQUET = "collected/2026-03-service-index.parquet"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_country(tmp_path / "country", incomes("60", "61"))


@pytest.fixture(scope="module")
def accepted_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = write_country(tmp_path_factory.mktemp("accepted") / "country", incomes("60", "61"))
    accept_collected(data, [score("87.25"), score("91.5", "99002")])
    return data


@pytest.fixture
def accepted(accepted_once: Path, tmp_path: Path) -> Path:
    """The country with two figures that were accepted; a copy in which a test may write."""
    return shutil.copytree(accepted_once, tmp_path / "country")


def _problems(data: Path) -> list[str]:
    return [str(one) for one in check(data, today=TODAY).problems]


def test_accept_writes_collected_figures_as_parquet_and_leaves_the_curated_files(
    data: Path,
) -> None:
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    outcome = accept_collected(data, [score("87.25"), score("91.5", "99002")])
    assert outcome.batch == data / PARQUET
    assert len(outcome.added) == 2
    assert {path: path.read_bytes() for path in before} == before
    table = pq.read_table(data / PARQUET).to_pylist()
    assert [(row["area_code"], row["value"], row["as_printed"]) for row in table] == [
        ("99001", 87.25, "87.25"), ("99002", 91.5, "91.5")]  # fmt: skip
    recorded = json.loads((data / "collected/counts.json").read_text("utf-8"))
    assert {name: one["rows"] for name, one in recorded.items()} == {
        PARQUET: 2, "collected/sources.csv": 1}  # fmt: skip
    assert _problems(data) == []


def test_collected_figures_are_ranked_like_curated_ones(data: Path, tmp_path: Path) -> None:
    values = ["87.25", "91.5", "87.254", "60", "75.10"]
    scores = [score(value, f"9900{n}") for n, value in enumerate(values, 1)]
    scores[2]["correction"] = "the portal writes decimals behind a point"
    accept_collected(data, scores)
    build(data, tmp_path / "collected.duckdb", today=TODAY)
    columns = ["area_code", "value", "value_low", "value_high", "high_open", "as_printed", "rank"]
    with Store(tmp_path / "collected.duckdb") as store:
        collected = rank(store, "service_index_766").rows[columns]

    plain = write_country(tmp_path / "plain", [
        figure(one["value"], **{name: one[name] for name in (
            "area_code", "indicator_id", "period_start", "period_end", "as_printed", "correction")},
            recorded_on="2026-03-10")
        for one in scores])  # fmt: skip
    build(plain, tmp_path / "plain.duckdb", today=TODAY)
    with Store(tmp_path / "plain.duckdb") as store:
        curated = rank(store, "service_index_766").rows[columns]
    pd.testing.assert_frame_equal(collected, curated)
    assert list(collected["value"]) == [91.5, 87.254, 87.25, 75.1, 60.0]
    assert (collected.loc[0, "value_low"], collected.loc[0, "value_high"]) == (91.45, 91.55)


def test_the_same_answer_adds_nothing_and_a_new_one_only_what_changed(accepted: Path) -> None:
    data, first = accepted, [score("87.25"), score("91.5", "99002")]
    again = accept_collected(data, first)
    assert (again.added, again.duplicates) == ([], [2, 3])
    later = [{**one, "source_id": "bia-answer-2", "recorded_on": "2026-03-15"} for one in first]
    later[1] = {**later[1], "value": "91.75", "as_printed": "91.75"}
    outcome = accept_collected(data, later, [answer("bia-answer-2", retrieved_on="2026-03-15",
                                                    published_on="2026-03-15")])  # fmt: skip
    assert [row["value"] for row in outcome.added] == ["91.75"]
    assert outcome.duplicates == [2]
    assert _problems(data) == []


def test_the_later_answer_counts(data: Path, tmp_path: Path) -> None:
    accept_collected(data, [score("91.5", "99002")])
    accept_collected(data, [score("91.75", "99002", source_id="bia-answer-2",
                                  recorded_on="2026-03-15")],
                     [answer("bia-answer-2", retrieved_on="2026-03-15",
                             published_on="2026-03-15")])  # fmt: skip
    build(data, tmp_path / "release.duckdb", today=TODAY)
    with Store(tmp_path / "release.duckdb") as store:
        rows = rank(store, "service_index_766").rows
    assert [(row.area_code, row.value, row.source_id) for row in rows.itertuples()] == [
        ("99002", 91.75, "bia-answer-2")]  # fmt: skip


def test_a_withdrawn_collected_figure_does_not_come_back_by_itself(data: Path) -> None:
    accept_collected(data, [score("87.25")])
    accept_collected(data, [score("", decision="withdraw", reason="nhầm đơn vị")])
    rows = pq.read_table(data / PARQUET).to_pylist()
    assert [(row["revision"], row["withdrawn"]) for row in rows] == [(1, False), (2, True)]
    outcome = accept_collected(data, [score("87.25", source_id="bia-answer-2")],
                               [answer("bia-answer-2")])  # fmt: skip
    assert (outcome.added, outcome.duplicates) == ([], [2])


def test_one_bad_row_and_nothing_is_written(data: Path) -> None:
    with pytest.raises(RefusedCandidatesError) as refused:
        accept_collected(data, [score("87.25"), score("120", "99002")])
    assert [(one.file, one.row, one.column) for one in refused.value.problems] == [
        ("collected.csv", 3, "value")]  # fmt: skip
    assert not (data / "collected/counts.json").exists()
    assert _problems(data) == []


# What one cell is made into → the column that the check names.
FAULTS: dict[str, tuple[dict[str, object], str | None]] = {
    "unknown area": ({"area_code": "99999"}, "area_code"),
    "unknown indicator": ({"indicator_id": "no_such"}, "indicator_id"),
    "basis": ({"basis": "other"}, "basis"),
    "too large": ({"value": 120.0, "as_printed": "120"}, "value"),
    "not finite": ({"value": float("nan")}, "value"),
    "no value": ({"value": None}, "value"),
    "print": ({"as_printed": "78.25"}, "value"),
    "period": ({"period_start": pd.Timestamp("2026-03-01").date()}, "period_start"),
    "to come": ({"period_end": pd.Timestamp("2026-12-31").date(),
                 "recorded_on": pd.Timestamp("2026-12-31").date()}, "recorded_on"),
    "recorded before": ({"recorded_on": pd.Timestamp("2025-12-03").date()}, "period_end"),
    "qualifier": ({"qualifier": "sure"}, "qualifier"),
    "revision": ({"revision": 0}, "revision"),
    "source": ({"source_id": "nobody"}, "source_id"),
    "denominator": ({"denominator": 0.0}, "denominator"),
    "withdrawn": ({"withdrawn": True, "revision": 2}, "note"),
    "applies": ({"indicator_id": "ntm_criteria_met", "value": 10.0, "as_printed": "10",
                 "area_code": "99007"}, "indicator_id"),
    "area that is no more": ({"area_code": "99008"}, "area_code"),
}  # fmt: skip


def _end_an_area(data: Path, code: str, last_day: str) -> None:
    """One more commune, which ended that day."""
    with (data / "areas.csv").open(encoding="utf-8", newline="") as file:
        areas = list(csv.DictReader(file))
    commune = next(row for row in areas if row["area_code"] == "99001")
    gone = commune | {"area_code": code, "name": "Bịa Cũ", "valid_to": last_day}
    write_rows(data, "areas.csv", "areas", [*areas, gone])


def _alter(data: Path, change: Callable[[list[dict[str, object]]], None]) -> None:
    """Alter rows of the Parquet file, with counts that hide it."""
    path = data / PARQUET
    table = pq.read_table(path)
    rows = table.to_pylist()
    change(rows)
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)
    recorded = json.loads((data / "collected/counts.json").read_text("utf-8"))
    recorded[PARQUET] = {"rows": len(rows), "sha256": digest_of(path.read_bytes())}
    (data / "collected/counts.json").write_text(json.dumps(recorded), "utf-8")


def test_every_rule_holds_for_collected_figures(data: Path, subtests: pytest.Subtests) -> None:
    """Each fault in a row of its own, after one without: what is told of a row is its fault's."""
    _end_an_area(data, "99008", "2025-12-30")
    areas = [f"9900{n}" for n in range(1, 8)]
    keys = [(area, day) for day in ("2025-12-31", "2026-01-31", "2026-02-28") for area in areas]
    accept_collected(data, [score("87.25", area, period_start=f"{day[:8]}01", period_end=day)
                            for area, day in keys[: len(FAULTS) + 1]])  # fmt: skip

    def spoil(rows: list[dict[str, object]]) -> None:
        for row, (cells, _column) in zip(rows[1:], FAULTS.values(), strict=True):
            row.update(cells)

    _alter(data, spoil)
    told: dict[tuple[str, int | None], set[str | None]] = defaultdict(set)
    for one in check(data, today=TODAY).problems:
        told[one.file, one.row].add(one.column)
    for number, (fault, (_cells, column)) in enumerate(FAULTS.items(), 2):
        with subtests.test(fault):
            assert column in told.pop((PARQUET, number), set())
    assert not told


def test_check_counts_them_beside_the_curated_ones(accepted: Path, capsys: Any) -> None:
    assert main(["check", "--data", str(accepted)]) == 0
    assert "2 observations and 2 collected figures, no problem" in capsys.readouterr().out


def test_a_key_that_stands_twice_is_told(accepted: Path) -> None:
    _alter(accepted, lambda rows: rows.append(dict(rows[0])))
    assert [(one.row, one.found) for one in check(accepted, today=TODAY).problems] == [
        (3, "a key that stands above already")]  # fmt: skip


def test_what_is_lost_or_altered_is_told_and_no_release_is_built(
    accepted: Path, tmp_path: Path
) -> None:
    build(accepted, tmp_path / "r.duckdb", today=TODAY)
    good = (tmp_path / "r.duckdb").read_bytes()
    whole = accepted / PARQUET
    kept = whole.read_bytes()

    whole.unlink()
    assert [one.partition(";")[0] for one in _problems(accepted)] == [
        f"{PARQUET}: found no such file, expected the file that collected/counts.json records"
    ]
    whole.write_bytes(kept[:-40])
    assert "other content than was accepted" in _problems(accepted)[0]
    with pytest.raises(CuratedFilesError):
        build(accepted, tmp_path / "r.duckdb", today=TODAY)
    assert (tmp_path / "r.duckdb").read_bytes() == good

    whole.write_bytes(kept)
    shutil.copy(whole, accepted / "collected/other.parquet")
    assert "that collected/counts.json does not record" in _problems(accepted)[0]
    (accepted / "collected/other.parquet").unlink()
    (accepted / "collected/counts.json").unlink()
    assert "counts.json" in _problems(accepted)[0]
    shutil.rmtree(accepted / "collected")
    assert _problems(accepted) == []


def test_other_columns_than_declared_are_told(accepted: Path) -> None:
    table = pq.read_table(accepted / PARQUET)
    pq.write_table(table.rename_columns(["commune", *table.column_names[1:]]), accepted / PARQUET)
    recorded = json.loads((accepted / "collected/counts.json").read_text("utf-8"))
    recorded[PARQUET]["sha256"] = digest_of((accepted / PARQUET).read_bytes())
    (accepted / "collected/counts.json").write_text(json.dumps(recorded), "utf-8")
    assert "commune VARCHAR" in _problems(accepted)[0]


def test_a_collected_source_has_an_id_of_its_own(accepted: Path) -> None:
    own = {**answer("bia-press"), "source_id": "bia-answer-1"}
    write_rows(accepted, "sources.csv", "sources", [
        {name: text for name, text in {**own, "source_id": one}.items()
         if name not in ("collector", "answer_sha256", "answer_file")}
        for one in ("bia-press", "bia-answer-1")])  # fmt: skip
    assert "'bia-answer-1', which sources.csv has" in _problems(accepted)[0]


def test_the_release_is_named_after_the_collected_figures_too(data: Path, tmp_path: Path) -> None:
    first = build(data, tmp_path / "r.duckdb", today=TODAY)["release_id"]
    accept_collected(data, [score("87.25")])
    second = build(data, tmp_path / "r.duckdb", today=TODAY)
    assert second["release_id"] != first
    assert second["observations"] == 3
    with duckdb.connect(str(tmp_path / "r.duckdb"), read_only=True) as connection:
        kinds = connection.sql("SELECT kind FROM source WHERE source_id = 'bia-answer-1'")
        assert kinds.fetchall() == [("portal",)]
