"""Every CSV that goes to people, by every door: nothing of it is a formula to a spreadsheet.

The country is invented, and whoever named its places, sources and remarks meant harm.
"""

import ast
import csv
import io
import re
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.candidates.candidate_lines import read_candidates
from indicators.candidates.files import (
    OBSERVATION_COLUMNS,
    candidate,
    candidates_csv,
    write_candidates,
)
from indicators.coded import coded
from indicators.commands.command_line import main
from indicators.csv_for_people import frame_csv, rows_csv
from indicators.curation.accepting import accept
from indicators.curation.candidate_readers import load_readers, read_upload
from indicators.curation.new_sources import read_sources, source_row, sources_csv
from indicators.harmless_text import MAY_CALCULATE, harmless, protected, restored
from indicators.open_data.export import export
from indicators.questions.revisions import changes, changes_csv
from indicators.release.build import build
from indicators.release.store import Store
from indicators.spreadsheets.bulk.bulk_import import import_bulk
from indicators.spreadsheets.reference import load_reference
from indicators.spreadsheets.rejects import Reject, rejects_csv
from tests.curated_country import country_to_curate
from tests.small_country import AREAS, figure, source, write_areas, write_country

ROOT = Path(__file__).resolve().parent.parent
FORMULA = '=HYPERLINK("http://evil.example","x")'
REMARKS = {"note": "@SUM(1)", "locator": "+1+1", "correction": "-2+3"}
STARTS = re.compile(r"[\s\u200b\ufeff]*[=+\-@\u2212\uff0b\uff0d\uff1d\uff20]|[\t\r\n]")
NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a country whose every name is a formula, with one figure that was revised."""
    folder = tmp_path_factory.mktemp("formulas")
    areas = [(code, level, kind, FORMULA + code, parent) for code, level, kind, _n, parent in AREAS]
    figures = [figure(f"6{n}", area_code=f"9900{n}", **REMARKS) for n in range(1, 7)]
    figures += [figure(f"{n}.5", indicator_id="poverty_rate", area_code=f"9900{n}")
                for n in range(1, 7)]  # fmt: skip
    figures.append(figure("-2.1", indicator_id="output_growth", **REMARKS))
    figures.append(figure("70", **REMARKS, revision="2", recorded_on="2026-01-04"))
    sources = [source("bia-press", publisher=FORMULA, title="+" + FORMULA, note="@x")]
    data = write_country(folder / "data", figures, sources)
    write_areas(data, areas)
    build(data, folder / "release.duckdb")
    return folder / "release.duckdb"


def _cells(text: str) -> Iterable[str]:
    return (cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row)


def _dangerous(text: str) -> list[str]:
    return [cell for cell in _cells(text) if STARTS.match(cell) and not NUMBER.fullmatch(cell)]


def _is_harmless(text: str) -> None:
    assert _dangerous(text) == []
    assert "'=HYPERLINK" in text, "the hostile text is in this file, and harmless"


@pytest.mark.parametrize("asked", [
    ["rank", "income_per_capita"], ["profile", "99001"], ["compare", "99001", "99002"],
    ["areas", "evil"], ["peers", "99001"],
    ["composite", "--indicators", "income_per_capita,poverty_rate", "--draws", "100"],
])  # fmt: skip
def test_the_command_line(
    release: Path, asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main([*asked, "--db", str(release), "--format", "csv"])
    _is_harmless(capsys.readouterr().out)


def test_a_negative_number_of_the_command_line_is_a_number(
    release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["trend", "output_growth", "99001", "--db", str(release), "--format", "csv"])
    [row] = csv.DictReader(io.StringIO(capsys.readouterr().out, newline=""))
    assert row["value"] == "-2.1"


def test_the_revisions(release: Path) -> None:
    with Store(release) as store:
        text = changes_csv(changes(store)).decode("utf-8-sig")
    _is_harmless(text)
    [row] = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["old_value"], row["new_value"], row["reason"]) == ("61.0", "70.0", "'-2+3")


def test_every_table_of_the_bundle(release: Path, tmp_path: Path) -> None:
    with Store(release) as store:
        written = export(store, tmp_path / "bundle", site=False)
    texts = {path.name: path.read_text("utf-8-sig") for path in written if path.suffix == ".csv"}
    with zipfile.ZipFile(written[-1]) as archive:
        packed = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()
                  if name.endswith(".csv")}  # fmt: skip
    assert packed == texts
    assert {name: _dangerous(text) for name, text in texts.items()} == {name: [] for name in texts}
    named = {name for name, text in texts.items() if "'=HYPERLINK" in text}
    assert {"observations.csv", "areas.csv", "sources.csv", "rankings.csv"} <= named
    assert ",-2.1," in texts["observations.csv"]


HOSTILE = {**figure("-2.1", indicator_id="output_growth", as_printed="-2,1", **REMARKS),
           "decision": "accept", "area_name": FORMULA, "reason": "'=1", "unit": "%",
           "confidence": "0.5", "checks": "\t=1"}  # fmt: skip


def test_a_candidates_file_is_harmless_and_is_read_as_it_was(tmp_path: Path) -> None:
    row = candidate(HOSTILE)
    text = candidates_csv([row])
    _is_harmless(text)
    [written] = csv.DictReader(io.StringIO(text, newline=""))
    assert (written["value"], written["as_printed"], written["reason"]) == ("-2.1", "'-2,1", "''=1")
    write_candidates([row], tmp_path / "c.csv")
    [line], problems = read_candidates(tmp_path / "c.csv")
    assert problems == []
    assert line.row == {name: row[name] for name in OBSERVATION_COLUMNS}
    assert line.reason == "'=1"


def test_accepting_writes_the_very_text(tmp_path: Path) -> None:
    data = country_to_curate(tmp_path / "data")
    row = candidate({**HOSTILE, "reason": "", "correction": "", "note": "=1+1"})
    write_candidates([row], tmp_path / "c.csv")
    [added] = accept(tmp_path / "c.csv", data, today=date(2026, 2, 1)).added
    assert {name: added[name] for name in ("note", "locator", "as_printed", "value")} == {
        "note": "=1+1", "locator": "+1+1", "as_printed": "-2,1", "value": "-2.1",
    }  # fmt: skip
    [file] = (data / "observations").glob("*-accepted.csv")
    assert ',+1+1,"-2,1",,,=1+1,' in file.read_text("utf-8")


def test_a_candidates_file_comes_back_to_the_page_as_it_was(tmp_path: Path) -> None:
    readers = load_readers(country_to_curate(tmp_path / "data"))
    row = candidate({**HOSTILE, "decision": "refuse", "checks": "=1"})
    content = candidates_csv([row]).encode("utf-8-sig")
    found = read_upload("c.csv", content, readers, source_id="", period=None, province=None)
    assert found.candidates == [row]


def test_new_sources_are_harmless_and_still_told_apart(tmp_path: Path) -> None:
    row = source_row(**source("bia-hai", title=FORMULA, url="https://example.invalid/2"))
    text = sources_csv([row])
    _is_harmless(text)
    (tmp_path / "s.csv").write_text(text, "utf-8", newline="")
    [(_line, read)], problems = read_sources(tmp_path / "s.csv", [], ROOT / "data")
    assert read == row
    assert ["spreadsheet would calculate" in one.found for one in problems] == [True]


def test_rejected_cells() -> None:
    detail = coded("formula_text", formula="=1")
    text = rejects_csv([Reject(3, FORMULA, "@x", "+x", "-2.1", "formula", detail),
                        Reject(4, "B4", "x", "y", "-2,1 %", "formula", None)])  # fmt: skip
    _is_harmless(text)
    assert [row["found"] for row in csv.DictReader(io.StringIO(text))] == ["-2.1", "'-2,1 %"]


def test_a_long_table_and_its_rejects(tmp_path: Path) -> None:
    data = country_to_curate(tmp_path / "data")
    path, columns = tmp_path / "long.csv", list(figure(""))
    rows = [figure("-2.1", indicator_id="output_growth", area_code="99002", as_printed="-2,1",
                   note=FORMULA, locator="'=1"),
            figure(FORMULA, area_code="99004")]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    out, rejects = tmp_path / "out.csv", tmp_path / "rejects.csv"
    import_bulk(path, load_reference(data), out=out, rejects=rejects)
    _is_harmless(out.read_text("utf-8"))
    assert _dangerous(rejects.read_text("utf-8")) == []
    [line], problems = read_candidates(out)
    assert problems == []
    assert {name: line.row[name] for name in ("value", "as_printed", "note", "locator")} == {
        "value": "-2.1", "as_printed": "-2,1", "note": FORMULA, "locator": "'=1",
    }  # fmt: skip


def test_figures_read_out_of_a_text_and_imported_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The name of the file is whatever its sender says."""
    data = country_to_curate(tmp_path / "data")
    article = tmp_path / "bai.txt"
    article.write_text("Năm 2025, thu nhập bình quân đầu người của xã Bịa Hai đạt 61,5 triệu "
                       "đồng/người/năm.", "utf-8")  # fmt: skip
    named = ["=1.txt", "@2.txt"]
    for name in named:
        (tmp_path / name).write_bytes(article.read_bytes())
    with pytest.MonkeyPatch.context() as inside:
        inside.chdir(tmp_path)
        assert main(["extract", *named, "--format", "csv", "--data", str(data)]) == 0
    text = capsys.readouterr().out
    assert _dangerous(text) == []
    assert [row["file"] for row in csv.DictReader(io.StringIO(text))] == ["'=1.txt", "'@2.txt"]


def _calls(file: Path) -> Iterable[str]:
    """The names of all that a module with a word of CSV calls, such as ``csv.writer``."""
    text = file.read_text("utf-8")
    for node in ast.walk(ast.parse(text)) if "csv" in text else ():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            yield f"{owner.id if isinstance(owner, ast.Name) else '?'}.{node.func.attr}"


def test_one_module_writes_csv_for_people_and_one_the_curated_files() -> None:
    files = [*(ROOT / "indicators").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    writers = {file.name for file in files for call in _calls(file)
               if call in ("csv.writer", "csv.DictWriter")
               or (call.endswith(".to_csv") and call != "downloads.to_csv")}  # fmt: skip
    assert writers == {"csv_for_people.py", "drafts.py"}


def test_no_table_of_a_page_hands_out_its_raw_text() -> None:
    """Streamlit's own button below a table writes every cell as it is."""
    settings = (ROOT / ".streamlit/config.toml").read_text("utf-8")
    assert re.search(r"^disableDataExport = true", settings, re.MULTILINE)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_what_is_protected_can_be_restored(text: str) -> None:
    for one in (text, f"'{text}", f"={text}", f"'={text}", f"''\t{text}"):
        assert restored(protected(one)) == one
        assert harmless(protected(one)) == protected(one)


def test_the_database_follows_the_same_rule_for_every_character() -> None:
    """The two may know different versions of Unicode: characters new to Python are left out."""
    letters = [chr(code) for code in range(1, sys.maxunicode + 1)
               if unicodedata.category(chr(code)) not in ("Cs", "Cn")]  # fmt: skip
    frame = pd.DataFrame({"text": [f"{letter}=" for letter in letters]})
    with duckdb.connect() as connection:
        connection.register("frame", frame)
        question = "SELECT regexp_matches(text, $pattern) AS found FROM frame"
        by_database = connection.execute(question, {"pattern": MAY_CALCULATE}).df()["found"]
    by_python = pd.Series([protected(text) != text for text in frame["text"]])
    assert frame["text"][by_database.to_numpy() != by_python.to_numpy()].tolist() == []


@pytest.mark.parametrize("write", [
    lambda cells: frame_csv(pd.DataFrame(cells)),
    lambda cells: rows_csv(list(cells), [{name: text[0] for name, text in cells.items()}]),
])  # fmt: skip
def test_numbers_stay_numbers_and_texts_stay_texts(
    write: Callable[[dict[str, list[object]]], str],
) -> None:
    text = write({"a": [-2.1], "b": [-2], "c": ["-2.1"], "d": [None], "e": ["01"], "f": ["x, y"]})
    assert text == 'a,b,c,d,e,f\n-2.1,-2,\'-2.1,,01,"x, y"\n'
