"""A source that comes with its figures: checked, written before them, both or neither."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from indicators.candidates.files import Candidate, candidate, write_candidates
from indicators.curated.check import check
from indicators.curated.drafts import Row
from indicators.curation.accepting import Accepted, RefusedCandidatesError, accept
from indicators.curation.new_sources import (
    proposed_id,
    same_address,
    source_problems,
    source_row,
    sources_csv,
)
from tests.invented_country import make_invented_country

TODAY = date(2026, 11, 1)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return make_invented_country(tmp_path / "data")


def _source(**cells: str) -> Row:
    return source_row(**{
        "source_id": "bao-moi-2026-10-30-abc123", "kind": "press", "publisher": "Báo Mới Mẫu",
        "title": "Bài mới", "url": "https://moi.example.invalid/bai", "language": "vi",
        "published_on": "2026-10-30", "retrieved_on": "2026-11-01", **cells,
    })  # fmt: skip


def _row(**cells: str) -> Candidate:
    return candidate({
        "area_code": "97002", "indicator_id": "poverty_rate", "period_start": "2025-01-01",
        "period_end": "2025-12-31", "value": "2.5", "qualifier": "exact", "status": "A",
        "source_id": "bao-moi-2026-10-30-abc123", "as_printed": "2,5%", "decision": "accept",
        **cells,
    })  # fmt: skip


def _accept(data: Path, rows: list[Candidate], sources: list[Row]) -> Accepted:
    candidates, described = data.parent / "candidates.csv", data.parent / "new-sources.csv"
    write_candidates(rows, candidates)
    described.write_text(sources_csv(sources), "utf-8")
    return accept(candidates, data, sources=described, today=TODAY)


def _refused(data: Path, rows: list[Candidate], sources: list[Row]) -> list[str]:
    before = _files(data)
    with pytest.raises(RefusedCandidatesError) as caught:
        _accept(data, rows, sources)
    assert _files(data) == before
    return [str(problem) for problem in caught.value.problems]


def _files(data: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in data.rglob("*") if path.is_file()
            and path.name != ".accept.lock"}  # fmt: skip


def _written(data: Path) -> list[Row]:
    text = (data / "sources.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_source_and_figures_are_written_together(data: Path) -> None:
    unused = _source(source_id="khac", url="")
    outcome = _accept(data, [_row()], [_source(), unused])
    assert (len(outcome.added), outcome.sources, outcome.unused) == (1, [_source()], ["khac"])
    assert _written(data)[-1] == _source()
    assert len(_written(data)) == 3
    assert check(data).problems == []


def test_one_bad_row_keeps_the_source_out_too(data: Path) -> None:
    found = _refused(data, [_row(value="101", as_printed="101%")], [_source()])
    assert [text.split(": ")[0] for text in found] == ["candidates.csv:2:value"]


def test_a_source_without_accepted_figures_is_not_written(data: Path) -> None:
    refused = _row(decision="refuse", reason="sai")
    outcome = _accept(data, [refused], [_source()])
    assert (outcome.batch, outcome.sources, len(_written(data))) == (None, [], 2)


def test_a_failure_between_the_files_is_made_good_by_the_next_run(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    real = os.replace
    moved: list[str] = []

    def replace_once(draft: str, path: Path) -> None:
        if len(moved) == 2:
            raise OSError("killed")
        if path.name != "candidates.csv":  # written before the accept begins
            moved.append(path.name)
        real(draft, path)

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", replace_once)
        with pytest.raises(OSError, match="killed"):
            _accept(data, [_row()], [_source()])
    assert moved == [".accept-journal.json", "sources.csv"]
    assert not (data / "observations" / "2026-11-accepted.csv").exists()
    assert check(data).problems == []
    assert _written(data)[-1] == _source()
    assert (data / "observations" / "2026-11-accepted.csv").exists()
    assert sorted(path.name for path in data.rglob(".*")) == [".accept.lock"]
    outcome = _accept(data, [_row()], [_source()])  # both stand there word for word
    assert (len(outcome.added), outcome.sources, outcome.duplicates) == (0, [], [2])
    assert check(data).problems == []


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"url": "javascript:alert(1)"},
         "url: found 'javascript:alert(1)', expected an address without blanks that begins with "
         "https:// or http://"),
        ({"url": 'https://x.invalid/"onload='}, "url: found"),
        ({"title": "một\nhai"}, r"title: found 'một\nhai', expected one line of text"),
        ({"publisher": "Báo\u202eMẫu"}, r"publisher: found 'Báo\u202eMẫu', expected one line"),
        ({"title": "=HYPERLINK(1)"}, "title: found '=HYPERLINK(1)', which a spreadsheet would"),
        ({"note": "@SUM(A1)"}, "note: found '@SUM(A1)', which a spreadsheet would calculate"),
        ({"title": "x" * 10_000}, "title: found 10,000 characters, expected at most 500"),
        ({"source_id": "Báo Mới"}, "source_id: found 'Báo Mới', expected lower-case letters"),
        ({"source_id": "bao-mau-2026"},
         "source_id: found 'bao-mau-2026', which sources.csv has already"),
        ({"kind": "blog"}, "kind: found 'blog', expected one of press, official, portal, law"),
        ({"language": "Việt"}, "language: found 'Việt', expected a language code of two letters"),
        ({"publisher": ""}, "publisher: found an empty cell"),
        ({"published_on": "2026-11-02"}, "published_on: found 2026-11-02, after it was read"),
        ({"published_on": "30/10/2026"}, "published_on: found '30/10/2026', expected a date"),
    ],
)  # fmt: skip
def test_hostile_and_wrong_sources_are_told(cells: dict[str, str], fault: str, data: Path) -> None:
    source = _source(**cells)
    found = "\n".join(_refused(data, [_row(source_id=source["source_id"])], [source]))
    assert fault in found
    on_page = "\n".join(map(str, source_problems(source, _written(data), data)))
    assert fault in on_page


def test_markup_is_text(data: Path) -> None:
    marked = _source(title='<img src=x onerror="alert(1)">, [x](javascript:y)')
    _accept(data, [_row()], [marked])
    assert _written(data)[-1]["title"] == marked["title"]


def test_an_address_of_the_table_leads_to_its_source(data: Path) -> None:
    _accept(data, [_row()], [_source()])
    again = _source(source_id="bao-khac", url="http://MOI.example.invalid/bai/")
    assert same_address(again["url"], _written(data)) == "bao-moi-2026-10-30-abc123"
    [problem] = source_problems(again, _written(data), data)
    assert str(problem) == (
        "new-sources.csv:2:url: found an address that 'bao-moi-2026-10-30-abc123' has already, "
        "expected a text that is not in sources.csv yet; choose that source"
    )
    [problem] = source_problems(_source(), _written(data), data)
    assert problem.column == "source_id"
    assert same_address("", [_source(url="")]) is None


def test_two_sources_of_one_file(data: Path) -> None:
    text = "\n".join(_refused(data, [_row()], [_source(), _source()]))
    assert "new-sources.csv:3: found a key that stands above already" in text
    text = "\n".join(_refused(data, [_row()], [_source(), _source(source_id="b")]))
    assert "new-sources.csv:3:url: found an address that 'bao-moi-2026-10-30-abc123'" in text


def test_a_file_with_other_columns_is_no_file_of_sources(data: Path) -> None:
    path = data.parent / "candidates.csv"
    write_candidates([_row()], path)
    with pytest.raises(RefusedCandidatesError, match="no column kind"):
        accept(path, data, sources=path)


def test_the_proposed_id_is_formed_as_those_of_the_table() -> None:
    url = "https://angiang.gov.vn/en/an-giang-records-highest-economic-growth-mekong-delta"
    day = date(2025, 12, 29)
    assert proposed_id("An Giang portal (English)", day, url) == (
        "an-giang-portal-english-2025-12-29-a856bb"
    )
    assert proposed_id("Báo Đà Nẵng, bản tiếng Anh rất dài", None, "") == (
        "bao-da-nang-ban-tieng-an-nd-e3b0c4"
    )
    assert proposed_id("***", day, url) == ""
