"""What a curated file may lose or gain without anybody meaning it, and how `check` tells it."""

import csv
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from indicators.commands.command_line import main
from indicators.curated.check import check
from indicators.curated.recording import record
from indicators.settings import DATA
from tests.small_country import figure, former_unit, incomes, source, write_country

TODAY = date(2026, 6, 1)
OTHER_FILES = ("phrases.yaml", "phrases.schema.json", "headers.yaml", "area_corrections.yaml")
FORMER = {"area_code": "90001", "period_start": "2024-01-01", "period_end": "2024-12-31"}


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recorded country with every file that the program reads."""
    folder = tmp_path_factory.mktemp("recorded")
    directory = write_country(folder / "data", incomes("60", "61", "62"),
                              lineage=[former_unit("90001"), former_unit("90002", "99002"),
                                       former_unit("90003", "99003")],
                              former=[figure("40", **FORMER)])  # fmt: skip
    for name in OTHER_FILES:
        shutil.copy(DATA / name, directory / name)
    assert record(directory, today=TODAY).problems == []
    assert words(directory) == []
    return directory


@pytest.fixture
def data(recorded: Path, tmp_path: Path) -> Path:
    """A copy of the recorded country to lose something of."""
    return shutil.copytree(recorded, tmp_path / "country")


def words(directory: Path) -> list[str]:
    return [str(problem) for problem in check(directory, today=TODAY).problems]


def rewritten(path: Path, change: Callable[[list[dict[str, str]]], None]) -> None:
    """Change the rows of a CSV in place."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


TABLES = ("areas.csv", "area_lineage.csv", "sources.csv", "observations/invented.csv",
          "observations_former/invented.csv")  # fmt: skip


@pytest.mark.parametrize("file", TABLES)
def test_a_table_cut_at_the_end_of_a_line_is_told(data: Path, file: str) -> None:
    path = data / file
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), "utf-8")
    count = len(lines) - 1
    assert (f"{file}: found {count - 1} rows, expected {count} rows as datapackage.json records; "
            "restore the file from version control, or after an edit by hand run `python -m "
            "indicators check --record`") in words(data)  # fmt: skip


@pytest.mark.parametrize("file", TABLES)
@pytest.mark.parametrize("lost", [1, 3])
def test_a_table_cut_inside_its_last_line_is_told(data: Path, file: str, lost: int) -> None:
    path = data / file
    content = path.read_bytes()
    path.write_bytes(content[:-lost])
    line = content.count(b"\n")
    assert any(text.startswith(f"{file}:{line}: found a last line without a line end")
               for text in words(data)) or any("cells" in text for text in words(data))  # fmt: skip


@pytest.mark.parametrize("file", [*OTHER_FILES, "indicators.yaml", "indicators.schema.json"])
def test_every_other_file_that_breaks_off_is_told(data: Path, file: str) -> None:
    whole = (data / file).read_text("utf-8")
    lines = whole.splitlines(keepends=True)
    for part in (whole[: len(whole) // 2], whole[:-1], "".join(lines[:-1]), "", "".join(lines[:8])):
        (data / file).write_text(part, "utf-8")
        assert any(text.startswith(file) for text in words(data)), part[-40:]
    (data / file).unlink()
    assert any(text.startswith(f"{file}: found no such file") for text in words(data))


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("phrases.yaml", "  poverty_rate:\n", "  povert_rate:\n", "'povert_rate'"),
        ("phrases.yaml", "version: 1\n", "version: [1\n", "phrases.yaml:"),
        ("headers.yaml", "totals: [", "totalz: [", "no entry 'totals'"),
        ("headers.yaml", "plan_words: [", "plan_words: {", "headers.yaml:"),
        ("area_corrections.yaml", "kept:\n", "held:\n",
         ":kept: found nothing, expected a list"),
        ("phrases.schema.json", '"type": "object"', '"type": "objekt"', "expected a JSON Schema"),
    ],
)  # fmt: skip
def test_other_files_that_cannot_be_used_are_told(
    data: Path, file: str, old: str, new: str, told: str
) -> None:
    text = (data / file).read_text("utf-8")
    assert old in text
    (data / file).write_text(text.replace(old, new, 1), "utf-8")
    assert any(told in one and one.startswith(file) for one in words(data)), words(data)


def test_a_broken_schema_of_the_catalogue_is_told(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from indicators.catalogue import schema as catalogue_schema

    broken = data / "indicators.schema.json"
    broken.write_text('{"type": "object",\n', "utf-8")
    monkeypatch.setattr(catalogue_schema, "SCHEMA_FILE", broken)
    catalogue_schema._validator.cache_clear()
    try:
        assert any(text.startswith("indicators.schema.json:2: found ") for text in words(data))
    finally:
        catalogue_schema._validator.cache_clear()


def test_a_file_that_is_gone_and_one_that_nobody_recorded_are_told(data: Path) -> None:
    batch = data / "observations" / "invented.csv"
    batch.rename(batch.with_name("other.csv"))
    assert [text.partition(", ")[0] for text in words(data)] == [
        "observations/invented.csv: found no such file",
        "observations/other.csv: found a file that datapackage.json does not count",
    ]
    (data / "observations_former" / "invented.csv").unlink()
    assert any("observations_former/invented.csv: found no such file" in one for one in words(data))


@pytest.mark.parametrize("descriptor", ["{}", "[]", '{"resources": 5}',
                                        '{"resources": [{"name": "areas"}]}', "null"])  # fmt: skip
def test_a_descriptor_that_declares_nothing_is_no_empty_table(data: Path, descriptor: str) -> None:
    (data / "datapackage.json").write_text(descriptor + "\n", "utf-8")
    assert any(text.startswith("datapackage.json:resources: found ") for text in words(data))


def test_a_descriptor_without_counts_is_one_of_an_earlier_release(tmp_path: Path) -> None:
    data = write_country(tmp_path, incomes("60"))
    assert words(data) == []
    assert "rowCounts" not in (data / "datapackage.json").read_text("utf-8")


def test_record_writes_what_an_edit_by_hand_changed(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = data / "observations" / "invented.csv"
    rewritten(batch, lambda rows: rows.append(figure("63", area_code="99004")))
    shutil.copy(batch, batch.with_name("second.csv"))
    rewritten(batch.with_name("second.csv"), lambda rows: rows.__delitem__(slice(0, 3)))
    rewritten(batch, lambda rows: rows.__delitem__(-1))
    words_before = (data / "headers.yaml").read_bytes().count(b"\n")
    with (data / "headers.yaml").open("a", encoding="utf-8") as file:
        file.write("# một dòng nữa\n")
    assert main(["check", "--data", str(data)]) == 1
    capsys.readouterr()
    assert main(["check", "--data", str(data), "--record"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line for line in told if not line.startswith("note without Vietnamese")] == [
        "observations/second.csv: – → 1 rows",
        f"headers.yaml: {words_before} → {words_before + 1} lines",
        f"{data}: 4 observations, no problem found",
    ]  # fmt: skip
    package = json.loads((data / "datapackage.json").read_text("utf-8"))
    listed = next(one for one in package["resources"] if one["name"] == "observations")
    assert listed["path"] == ["observations/invented.csv", "observations/second.csv"]
    assert listed["rowCounts"] == {"observations/invented.csv": 3, "observations/second.csv": 1}
    assert words(data) == []


def test_record_writes_nothing_while_another_rule_is_broken(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (data / "datapackage.json").read_bytes()
    rewritten(data / "observations" / "invented.csv",
              lambda rows: rows.append(figure("sixty", area_code="99004")))  # fmt: skip
    assert main(["check", "--data", str(data), "--record"]) == 1
    assert "found 'sixty'" in capsys.readouterr().err
    assert (data / "datapackage.json").read_bytes() == before


@pytest.mark.parametrize(
    ("figures", "sources", "place"),
    [
        ([figure("60", recorded_on="2026-06-02")], None, "observations/invented.csv:2:recorded_on"),
        ([figure("60", recorded_on="2027-01-01", period_start="2026-01-01",
                 period_end="2026-12-31")], None, "observations/invented.csv:2:period_end"),
        ([figure("60")], [source("bia-press", retrieved_on="2026-06-02")],
         "sources.csv:2:retrieved_on"),
        ([figure("60")], [source("bia-press", published_on="2062-01-02",
                                 retrieved_on="2062-01-03")], "sources.csv:2:published_on"),
    ],
)  # fmt: skip
def test_a_day_to_come_is_refused(
    tmp_path: Path, figures: list[dict[str, str]], sources: list[dict[str, str]] | None, place: str
) -> None:
    data = write_country(tmp_path, figures, sources)
    found = words(data)
    assert any(text.startswith(f"{place}: found ") and "a day to come, expected a day up to today "
               "(2026-06-01 by this machine's clock)" in text for text in found), found  # fmt: skip
    assert check(data, today=date(2062, 2, 1)).problems == []


def test_the_clock_is_that_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Earlier(date):
        @classmethod
        def today(cls) -> "Earlier":
            return cls(2026, 1, 2)

    data = write_country(tmp_path, [figure("60")])
    assert check(data).problems == []
    monkeypatch.setattr("indicators.curated.check.date", Earlier)
    assert sorted(problem.column or "" for problem in check(data).problems) == [
        "recorded_on", "retrieved_on",
    ]  # fmt: skip


def _second_row(rows: list[dict[str, str]], **cells: str) -> None:
    """End the row of 99001 and add a later one."""
    first = next(row for row in rows if row["area_code"] == "99001")
    first["valid_to"] = "2026-04-29"
    rows.append({**first, "valid_from": "2026-04-30", "valid_to": "", **cells})


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"parent_code": "98"}, ":parent_code: found 98, but 99 in line 5, expected one province "
                                "for as long as a code lives"),
        ({"level": "province", "parent_code": "VN"}, ":level: found province, but commune"),
        ({"valid_from": "2026-04-01"}, ":valid_from: found 2026-04-01, while line 5 is valid"),
        ({"name": "Bịa Hai"}, ":name: found 'Bịa Hai', the name of 99002 beside it"),
    ],
)  # fmt: skip
def test_a_commune_that_moved_is_refused(tmp_path: Path, cells: dict[str, str], told: str) -> None:
    data = write_country(tmp_path, incomes("60"))
    rewritten(data / "areas.csv", lambda rows: _second_row(rows, **cells))
    assert any(told in text for text in words(data)), words(data)


@pytest.mark.parametrize("cells", [{"area_type": "phường"}, {"name": "Bịa Mới"}])
def test_a_new_type_or_name_is_no_move(tmp_path: Path, cells: dict[str, str]) -> None:
    data = write_country(tmp_path, incomes("60"))
    rewritten(data / "areas.csv", lambda rows: _second_row(rows, **cells))
    assert words(data) == []


def test_a_commune_below_another_province_than_what_it_was_made_of_is_refused(
    tmp_path: Path,
) -> None:
    lineage = [former_unit(f"9000{n}", f"9900{n}") for n in range(1, 6)]
    data = write_country(tmp_path, incomes("60"), lineage=lineage)
    rewritten(data / "areas.csv", lambda rows: rows[5].update(parent_code="98"))
    assert words(data) == [
        "areas.csv:7:parent_code: found 98, though 99003 was made of 'Tỉnh Bịa', expected 99, as "
        "4 other communes made of it; correct the parent here, or the lineage in area_lineage.csv"
    ]


def test_a_parent_of_the_wrong_level_is_refused(tmp_path: Path) -> None:
    data = write_country(tmp_path, incomes("60"))
    rewritten(data / "areas.csv", lambda rows: rows[5].update(parent_code="99001"))
    assert any("found 99001, of level commune, expected a code of level province" in text
               for text in words(data))  # fmt: skip
