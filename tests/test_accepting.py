"""Accepting candidates: all of a file or nothing of it, with history, one at a time."""

import csv
import io
import json
import multiprocessing
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from indicators.candidates.files import (
    CANDIDATE_COLUMNS,
    OBSERVATION_COLUMNS,
    TABLE_COLUMNS,
    candidate,
    candidates_csv,
    from_extract,
    read_extract_json,
    write_candidates,
)
from indicators.curated.check import check
from indicators.curation.accepting import Accepted, RefusedCandidatesError, accept
from indicators.file_lock import LockedError, file_lock
from tests.invented_country import make_invented_country

TODAY = date(2026, 11, 1)
BATCH = "2026-11-accepted.csv"


# Processes of their own, by what has imported once for all of them where the system can.
ONE_IMPORT = multiprocessing.get_context(
    "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
)
ONE_IMPORT.set_forkserver_preload(["indicators.curation.accepting"])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return make_invented_country(tmp_path / "data")


def row(**changes: object) -> dict[str, str]:
    """A candidate that is right: Bình Mẫu's poverty rate of 2025, accepted."""
    return candidate(
        {
            "area_code": "97002", "indicator_id": "poverty_rate", "period_start": "2025-01-01",
            "period_end": "2025-12-31", "value": "2.5", "qualifier": "exact", "status": "A",
            "source_id": "bao-mau-2026", "as_printed": "2,5%", "decision": "accept", **changes,
        }
    )  # fmt: skip


def take(data: Path, *rows: dict[str, str], **options: Any) -> Accepted:
    path = data.parent / "candidates.csv"
    write_candidates(rows, path)
    return accept(path, data, today=TODAY, **options)


def problems(data: Path, *rows: dict[str, str]) -> list[str]:
    """The problems of refused candidates; nothing of the data directory may have changed."""
    before = contents(data)
    with pytest.raises(RefusedCandidatesError) as caught:
        take(data, *rows)
    assert contents(data) == before
    return [str(problem) for problem in caught.value.problems]


def contents(data: Path) -> dict[str, bytes]:
    files = [path for path in sorted(data.rglob("*")) if path.is_file() and path.suffix]
    return {path.name: path.read_bytes() for path in files if path.name != ".accept.lock"}


def rows_of(data: Path, name: str = BATCH) -> list[dict[str, str]]:
    with (data / "observations" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_accepted_rows_go_to_the_batch_of_the_month_and_pass_the_check(data: Path) -> None:
    outcome = take(data, row(), row(area_code="97003", value="3.25", as_printed="3,25%"))
    assert outcome.batch == data / "observations" / BATCH
    assert [(one["area_code"], one["value"]) for one in rows_of(data)] == [
        ("97002", "2.5"), ("97003", "3.25"),
    ]  # fmt: skip
    first = rows_of(data)[0]
    assert list(first) == list(TABLE_COLUMNS)
    assert (first["recorded_on"], first["revision"]) == ("2026-11-01", "1")
    assert check(data).problems == []
    package = json.loads((data / "datapackage.json").read_text("utf-8"))
    (listed,) = [one["path"] for one in package["resources"] if one["name"] == "observations"]
    assert f"observations/{BATCH}" in listed


def test_a_second_file_continues_the_batch(data: Path) -> None:
    take(data, row())
    take(data, row(area_code="97003"))
    assert [one["area_code"] for one in rows_of(data)] == ["97002", "97003"]
    take(data, row(area_code="97004"), batch="bao-cao")
    assert [one["area_code"] for one in rows_of(data, "2026-11-bao-cao.csv")] == ["97004"]


def test_one_bad_row_keeps_all_others_out(data: Path) -> None:
    found = problems(data, row(), row(area_code="97003", value="101", as_printed="101%"))
    assert found == [
        "candidates.csv:3:value: found 101 %, expected 0 to 100 %; look for a lost decimal mark or "
        "a wrong unit in the source"
    ]


@pytest.mark.parametrize(
    ("changes", "place", "found"),
    [
        ({"value": "2,5"}, "value", "'2,5'"),
        ({"area_code": "99999"}, "area_code", "'99999', which areas.csv does not have"),
        ({"area_code": ""}, "area_code", "an empty cell"),
        ({"indicator_id": "povert_rate"}, "indicator_id", "'povert_rate'"),
        ({"period_end": "31/12/2025"}, "period_end", "'31/12/2025'"),
        ({"period_end": "2026-12-31"}, "period_end", "2026-12-31, after it was recorded"),
        ({"value": "3.5"}, "value", "3.5, printed '2,5%'"),
        ({"status": "Z"}, "status", "'Z'"),
        ({"area_code": "97005", "indicator_id": "ntm_criteria_met", "basis": "set_2021",
          "value": "19", "as_printed": "19"}, "indicator_id", "ntm_criteria_met for a phường"),
    ],
)  # fmt: skip
def test_the_rules_are_those_of_the_check(
    changes: dict[str, str], place: str, found: str, data: Path
) -> None:
    text = "\n".join(problems(data, row(area_code="97003"), row(**changes)))
    assert f"candidates.csv:3:{place}: found {found}" in text


def test_an_unknown_source_comes_with_the_way_to_add_it(data: Path) -> None:
    assert problems(data, row(source_id="bao-la"), row(area_code="97003", source_id="bao-la")) == [
        "candidates.csv:2:source_id: found 'bao-la', expected a source of sources.csv; "
        "describe it as a new source, or add a row to data/sources.csv (source_id, kind, "
        "publisher, title, url, published_on, retrieved_on, language, note), and accept the file "
        "again"
    ]


def test_a_change_becomes_a_revision_with_its_reason(data: Path) -> None:
    changed = row(area_code="97001", value="2.92", as_printed="2,92%")
    assert problems(data, changed) == [
        "candidates.csv:2:reason: found a change without a reason, expected why 1.92 becomes 2.92; "
        "say it in reason, note or correction"
    ]
    estimated = row(area_code="97001", value="1.92", as_printed="1,92%", status="E")
    assert "expected why status A becomes status E;" in problems(data, estimated)[0]
    outcome = take(data, {**changed, "reason": "báo đã đính chính"})
    assert len(outcome.revised) == 1
    [new] = rows_of(data)
    assert (new["value"], new["revision"], new["note"]) == ("2.92", "2", "báo đã đính chính")
    [old] = rows_of(data, "2026-03-press.csv")
    assert (old["value"], old["revision"]) == ("1.92", "1")
    again = {**changed, "value": "1.92", "as_printed": "1,92%", "note": "bài cũ đúng"}
    assert take(data, again).revised[0]["revision"] == "3"
    assert check(data).problems == []


def test_the_same_figure_is_reported_and_not_added(data: Path) -> None:
    outcome = take(data, row(area_code="97001", value="1.920", as_printed="1,92 %"), row())
    assert (outcome.duplicates, len(outcome.added)) == ([2], 1)
    outcome = take(data, row())
    assert (outcome.duplicates, outcome.added, outcome.batch) == ([2], [], None)
    assert len(rows_of(data)) == 1


def test_a_figure_twice_in_the_file(data: Path) -> None:
    assert take(data, row(), row()).duplicates == [3]
    other = row(area_code="97003")
    found = problems(data, other, {**other, "value": "3.5", "as_printed": "3,5%"})
    assert found == [
        "candidates.csv:3: found a second value for the figure of line 2, expected one value a "
        "figure; refuse one of the two"
    ]


def test_refused_rows_stay_out_and_undecided_ones_stop_the_file(data: Path) -> None:
    outcome = take(data, row(), row(value="?", decision="refuse", reason="không đọc được"))
    assert (len(outcome.added), outcome.refused) == (1, [3])
    assert problems(data, row(area_code="97003", decision="")) == [
        "candidates.csv:2:decision: found no decision, expected accept, refuse or withdraw; "
        "look at the evidence and decide"
    ]


def test_a_file_with_the_columns_of_observations_alone_is_decided(data: Path) -> None:
    path = data.parent / "rows.csv"
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, OBSERVATION_COLUMNS, extrasaction="ignore")
    writer.writeheader()
    writer.writerow(row())
    path.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
    assert len(accept(path, data, today=TODAY).added) == 1


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "an empty file"),
        (b"area_code,value\n", "no column indicator_id"),
        (b"\xff\xfea", "UTF-16"),
        (b"area_code,indicator_id,period_end,value,source_id\n1,2\n", "2 cells"),
        (b'area_code,indicator_id,period_end,value,source_id\n"1', "broken CSV"),
        (b"area_code,indicator_id,period_end,value,source_id,x\n", "an unknown column 'x'"),
        (b"a\x00", "a NUL byte"),
    ],
)
def test_files_that_are_no_candidates(content: bytes, found: str, data: Path) -> None:
    path = data.parent / "x.csv"
    path.write_bytes(content)
    with pytest.raises(RefusedCandidatesError, match=found):
        accept(path, data)


def test_cells_with_line_breaks_keep_their_lines(data: Path) -> None:
    wrong = row(area_code="97004", value="3.5")
    found = problems(data, row(note="một\nhai"), row(area_code="97003", note="x\ny\nz"), wrong)
    assert [text.split(": ")[0] for text in found] == ["candidates.csv:7:value"]


def test_a_crash_while_writing_leaves_the_old_table(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(data, row())
    before = contents(data)

    def crash(*_arguments: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.replace", crash)
    with pytest.raises(OSError, match="no space left"):
        take(data, row(area_code="97003"))
    assert contents(data) == before


def test_a_batch_name_cannot_leave_its_folder(data: Path) -> None:
    with pytest.raises(ValueError, match="letters, digits and hyphens"):
        take(data, row(), batch="../../x")


def test_two_accepts_at_once_lose_no_row(data: Path) -> None:
    codes = ("97002", "97003", "97004", "97008")
    jobs = []
    for code in codes:
        path = data.parent / f"{code}.csv"
        write_candidates([row(area_code=code)], path)
        jobs.append((path, data))
    with ONE_IMPORT.Pool(4) as pool:  # imports what accepts, no tests
        taken = pool.starmap(partial(accept, today=TODAY), jobs)
    assert [len(one.added) for one in taken] == [1, 1, 1, 1]
    assert sorted(one["area_code"] for one in rows_of(data)) == list(codes)
    assert check(data).problems == []


def test_a_lock_that_is_held_is_waited_for_and_named(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with (
        file_lock(path),
        pytest.raises(LockedError, match="wait for the other run"),
        file_lock(path, longest_wait=0.1),
    ):
        pass
    with file_lock(path, longest_wait=0.1):
        assert path.exists()


EXTRACTED = """[{"area_code": "97002", "area_candidates": null, "indicator_id": "poverty_rate",
"basis": "", "value": 2.5, "unit": "%", "numerator": null, "denominator": null,
"period_start": "2025-01-01", "period_end": "2025-12-31", "qualifier": "about", "status": "A",
"as_printed": "khoảng 2,5%", "start": 40, "end": 51, "confidence": 0.9, "checks": []},
{"area_code": null, "area_candidates": ["97003", "98001"], "indicator_id": "poverty_rate",
"value": 3, "period_end": "2025-12-31", "as_printed": "3%", "start": 60, "end": 62,
"confidence": 0.4, "checks": ["two areas have this name", "no year"]}]"""


def test_what_the_text_reader_finds_becomes_undecided_candidates(data: Path) -> None:
    found = read_extract_json(EXTRACTED)
    first, second = from_extract(found, source_id="bao-mau-2026", recorded_on=TODAY)
    assert list(first) == list(CANDIDATE_COLUMNS)
    assert (first["value"], first["qualifier"], first["numerator"]) == ("2.5", "about", "")
    assert (first["locator"], first["start"], first["end"]) == ("ký tự 40-51", "40", "51")
    assert (first["decision"], first["source_id"]) == ("", "bao-mau-2026")
    assert (second["area_code"], second["area_candidates"]) == ("", "97003; 98001")
    assert (second["qualifier"], second["checks"]) == ("exact", "two areas have this name; no year")
    assert len(problems(data, first, second)) == 2
    outcome = take(data, {**first, "decision": "accept"}, {**second, "decision": "refuse"})
    assert [one["qualifier"] for one in outcome.added] == ["about"]


def test_other_json_is_no_list_of_candidates() -> None:
    with pytest.raises(ValueError, match="expected a list of objects"):
        read_extract_json('{"a": 1}')


def test_a_candidates_file_keeps_commas_quotes_and_line_breaks() -> None:
    text = candidates_csv([row(note='a, "b"\nc')])
    [read] = csv.DictReader(io.StringIO(text, newline=""))
    assert read["note"] == 'a, "b"\nc'
