"""Articles and office reports as the page reads them, through to rows of the table."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from indicators.candidates.files import candidates_csv, from_extract
from indicators.candidates.reasons import correction_of, note_of
from indicators.curation import review
from indicators.curation.accepting import KEY
from indicators.curation.candidate_readers import (
    LONGEST_TEXT,
    Readers,
    ReadFile,
    load_readers,
    read_article,
    read_upload,
)
from indicators.curation.curators import WritingRight
from indicators.curation.publishing import publish
from indicators.refusal import RefusedFileError
from indicators.sentences import sentence
from tests.curated_country import ARTICLE, country_to_curate
from tests.invented_country import make_invented_country
from tests.reports import BUILDERS, Rows, annual, write_xlsx
from tests.small_country import DATA

SOURCE = "bao-cao-mau-2026"


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Readers:
    data = make_invented_country(tmp_path_factory.mktemp("country") / "data")
    for name in ("phrases.yaml", "phrases.schema.json"):
        shutil.copy(DATA / name, data / name)
    return load_readers(data)


def _upload(path: Path, readers: Readers, name: str = "") -> list[dict[str, str]]:
    read = read_upload(name or path.name, path.read_bytes(), readers, source_id=SOURCE,
                       period=None, province=None)  # fmt: skip
    return review.undecided_where_doubtful(read.candidates, readers.reference)


def test_every_office_report_goes_from_the_upload_into_the_table(
    tmp_path: Path, readers: Readers, subtests: pytest.Subtests
) -> None:
    """Reports that share no figure are published together, each into an untouched table."""
    tables: list[list[dict[str, str]]] = []
    for name in sorted(BUILDERS):
        rows = _upload(BUILDERS[name](tmp_path / f"{name}.xlsx"), readers)
        assert rows, name
        table = next((one for one in tables if not _figures(one) & _figures(rows)), None)
        if table is None:
            tables.append(table := [])
        table.extend(rows)
    right = WritingRight("an@example.vn")
    for number, rows in enumerate(tables):
        with subtests.test(f"table {number}"):
            data = shutil.copytree(readers.reference.directory, tmp_path / f"data{number}")
            decided = review.decide_open(rows, "accept", "đã xem")
            outcome = publish(decided, data, tmp_path / f"{number}.duckdb", right=lambda: right)
            assert len(outcome.added) + len(outcome.duplicates) == len(rows)


def _figures(rows: list[dict[str, str]]) -> set[tuple[str, ...]]:
    return {tuple(row[name] for name in KEY) for row in rows}


def test_the_page_tells_what_became_of_every_cell(tmp_path: Path, readers: Readers) -> None:
    path = annual(tmp_path / "annual.xlsx")
    read = read_upload("Báo cáo.xlsx", path.read_bytes(), readers, source_id=SOURCE, period=None,
                       province=None)  # fmt: skip
    assert sentence(read.summary[0]) == (
        "Báo cáo.xlsx: 9 accepted + 3 missing + 3 rejected = 15 cells read"
    )
    assert (len(read.candidates), read.missing, len(read.rejects), read.cells_read) == (9, 3, 3, 15)
    assert [one.reason_code for one in read.rejects] == ["unknown_indicator"] * 3
    assert "role: figure" in read.mapping


def test_the_area_of_an_upload_that_names_none(tmp_path: Path, readers: Readers) -> None:
    rows: Rows = [["Năm 2025"], ["Chỉ tiêu", "ĐVT", "Thực hiện"], ["Dân số", "người", 100]]
    content = write_xlsx(tmp_path / "x.xlsx", rows).read_bytes()
    with pytest.raises(RefusedFileError, match="no commune in the title"):
        read_upload("x.xlsx", content, readers, source_id=SOURCE, period=None, province=None)
    read = read_upload("x.xlsx", content, readers, source_id=SOURCE, period=None, province=None,
                       area="97002")  # fmt: skip
    assert [one["area_code"] for one in read.candidates] == ["97002"]


def test_next_month_is_read_with_the_mapping_of_this_one(tmp_path: Path, readers: Readers) -> None:
    def month(number: int, *columns: str) -> bytes:
        headings = [f"{column} tháng {number}/2026 (%)" for column in columns]
        rows: Rows = [["Đơn vị", *headings], ["An Mẫu", *(90 + number for _name in columns)]]
        return write_xlsx(tmp_path / "thang.xlsx", rows).read_bytes()

    def read(content: bytes, mapping: str = "") -> ReadFile:
        return read_upload("Tháng.xlsx", content, readers, source_id=SOURCE, period=None,
                           province=None, mapping=mapping.encode() or None)  # fmt: skip

    columns = "Tỷ lệ giải quyết đúng hạn", "Việc lạ"
    proposed = read(month(1, *columns))
    assert [one.reason_code for one in proposed.rejects] == ["unknown_indicator"]
    decided = proposed.mapping.replace("role: unknown", "role: ignored")
    again = read(month(2, *columns), decided)
    assert [(one["value"], one["period_end"]) for one in again.candidates] == [("92", "2026-02-28")]
    assert again.rejects == []
    with pytest.raises(RefusedFileError, match=r"Tháng.xlsx, column B: found the heading 'Việc lạ"):
        read(month(2, *reversed(columns)), decided)
    with pytest.raises(RefusedFileError, match=r"mapping.yaml: found an alias in line 1"):
        read(month(2, *columns), "a: [&a 1, *a]")


def test_a_name_never_leaves_the_folder_of_the_upload(tmp_path: Path, readers: Readers) -> None:
    path = annual(tmp_path / "annual.xlsx")
    for name in ("../../etc/passwd.xlsx", "C:\\temp\\a.xlsx", "\x00\na.xlsx", "x" * 5000 + ".XLSX"):
        assert len(_upload(path, readers, name)) == 9
    with pytest.raises(RefusedFileError, match=r"passwd: found a file without an ending"):
        _upload(path, readers, "../../etc/passwd")


def test_a_downloaded_candidates_file_comes_back_for_a_curator_to_decide(
    tmp_path: Path, readers: Readers
) -> None:
    rows = _upload(annual(tmp_path / "annual.xlsx"), readers)
    rows[0]["decision"], rows[0]["reason"] = "refuse", "sai"
    content = candidates_csv(rows).encode("utf-8-sig")
    read = read_upload("candidates.csv", content, readers, source_id="", period=None, province=None)
    assert [one["decision"] for one in read.candidates] == ["refuse"] + [""] * 8
    assert [{**one, "decision": ""} for one in read.candidates] == [
        {**one, "decision": ""} for one in rows
    ]


def test_an_article_gives_named_candidates_without_decision(tmp_path: Path) -> None:
    readers = load_readers(country_to_curate(tmp_path))
    read = read_article(ARTICLE, readers, source_id="bia-press", published=None, province=None)
    found = [(one["area_name"], one["value"], one["decision"]) for one in read.candidates]
    assert found == [("xã Bịa Hai", "61.5", ""), ("xã Bịa Hai", "1.92", "")]
    marked = [one.text for one in review.segments(read.text, read.candidates) if one.numbers]
    assert marked == [one["as_printed"] for one in read.candidates]
    with pytest.raises(RefusedFileError, match="250,001 characters"):
        read_article("x" * (LONGEST_TEXT + 1), readers, source_id="", published=None,
                     province=None)  # fmt: skip


@pytest.mark.parametrize(("found", "correction", "note"), [
    ({"as_printed": "2.686 hồ sơ, trong đó 2.685 hồ sơ trực tuyến",
      "checks": ["derived_from_counts(numerator=2685, denominator=2686)"]},
     "computed from the printed counts 2,685 of 2,686; the share itself is not printed", ""),
    ({"as_printed": "không còn hộ nghèo", "value": 0}, "stated in words: none", ""),
    ({"as_printed": "ba xã", "value": 3}, "stated in words", ""),
    ({"as_printed": "gần 4 tỷ 420 triệu đồng"}, "sum of the two printed parts", ""),
    ({"as_printed": "ba phẩy hai phần trăm", "value": 3.2}, "", ""),
    ({"as_printed": "12,456 người", "checks": "two_readings(value=12456, other=12.456)"},
     "the printed mark taken for that of thousands", ""),
    ({"as_printed": "5,5 triệu đồng/người/tháng", "checks": "from_month(value=5.5, months=12)"},
     "12 times the printed 5.5 of one month", ""),
    ({"as_printed": "98%", "checks": "share_contradicts_counts(printed=98, numerator=5898, "
                                     "denominator=5919, share=99.65)"},
     "", "its own counts 5,898 of 5,919 give 99.65 %"),
    ({"as_printed": "trên 1.860 hồ sơ", "checks": []}, "", ""),
])  # fmt: skip
def test_a_candidate_says_why_its_value_is_not_the_number_as_printed(
    found: dict[str, object], correction: str, note: str
) -> None:
    told = [sentence(fact) if fact else "" for fact in (correction_of(found), note_of(found))]
    assert told == [correction, note]


def test_what_a_text_does_not_print_is_flagged_and_told_in_both_languages() -> None:
    found = {"value": 0, "as_printed": "không còn hộ nghèo", "period_end": "2025-12-31",
             "checks": ["period_assumed", "province_from_source"]}  # fmt: skip
    [one] = from_extract([found], source_id=SOURCE, recorded_on=date(2026, 1, 5))
    assert one["flags"] == "province_inferred period_inferred"
    assert (one["correction"], one["correction_en"]) == (
        "nêu bằng lời: không có", "stated in words: none",
    )  # fmt: skip
    assert (one["note"], one["note_en"]) == ("", "")
