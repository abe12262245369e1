"""Several tables on a sheet, what the summary says of them, and what of a cell its font tells."""

import struct
from datetime import date
from pathlib import Path

import pytest

from indicators.commands.command_line import main
from indicators.refusal import RefusedFileError
from indicators.spreadsheets.files.marks_xls_texts import shared_texts
from indicators.spreadsheets.importing import import_report, summary
from indicators.spreadsheets.mapping.saved_mapping import mapping_path, save_mapping
from indicators.spreadsheets.reading import Question, Report
from indicators.spreadsheets.reference import Reference, load_reference
from indicators.spreadsheets.rows.conventions import Convention, Tally, convention, proved_by
from indicators.spreadsheets.rows.number_formats import ShownAs, shown_as
from indicators.vocabularies.whole_words import Phrases, words_of
from tests.hostile_sheets.case import TITLE, of_columns
from tests.invented_country import make_invented_country
from tests.reports import Rows, csv_bytes, write_xlsx

QUESTION = Question("bao-cao-mau-2026", recorded_on=date(2026, 11, 1))
TWO_TABLES: Rows = (
    (TITLE,),
    ("STT", "Tên đơn vị", "Tỷ lệ hộ nghèo (%)", "STT", "Tên đơn vị", "Dân số (người)"),
    (1, "Bình Mẫu", 4.25, 1, "Tân Mẫu", 6012),
    (),
    ("Biểu 2. Năm 2024",),
    ("STT", "Tên đơn vị", "Tỷ lệ hộ cận nghèo (%)"),
    (1, "Hòa Mẫu", 5.25),
)
READ = [
    ("97002", "poverty_rate", "4.25", "2025-12-31"),
    ("97003", "near_poverty_rate", "5.25", "2024-12-31"),
    ("97008", "population", "6012", "2025-12-31"),
]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return load_reference(make_invented_country(tmp_path_factory.mktemp("country") / "data"))


def figures(report: Report) -> list[tuple[str, str, str, str]]:
    return sorted(
        (one["area_code"], one["indicator_id"], one["value"], one["period_end"])
        for one in report.accepted if one["decision"] == "accept"
    )  # fmt: skip


def test_three_tables_and_their_saved_mapping(tmp_path: Path, reference: Reference) -> None:
    path = write_xlsx(tmp_path / "r.xlsx", TWO_TABLES)
    first = import_report(path, reference, QUESTION)
    assert figures(first) == READ
    save_mapping(first.mapping, mapping_path(path))
    again = import_report(path, reference, QUESTION)
    assert figures(again) == READ
    assert again.mapping == first.mapping
    assert [one["locator"] for one in again.accepted] == ["Biểu 1!C3", "Biểu 1!F3", "Biểu 1!C7"]


def test_a_saved_mapping_refuses_a_second_table_that_moved(
    tmp_path: Path, reference: Reference
) -> None:
    path = write_xlsx(tmp_path / "r.xlsx", TWO_TABLES)
    save_mapping(import_report(path, reference, QUESTION).mapping, mapping_path(path))
    write_xlsx(path, [*TWO_TABLES[:5], (), *TWO_TABLES[5:]])
    with pytest.raises(RefusedFileError, match="expected rows 6, as its mapping says"):
        import_report(path, reference, QUESTION)


def test_doubts_of_a_column_stay_until_somebody_deletes_them(
    tmp_path: Path, reference: Reference
) -> None:
    rows = of_columns(["Tỷ lệ hộ nghèo là nữ (%)"], (4.25, 3.5))
    path = write_xlsx(tmp_path / "r.xlsx", rows)
    saved = mapping_path(path)
    save_mapping(import_report(path, reference, QUESTION).mapping, saved)
    report = import_report(path, reference, QUESTION)
    assert [one["checks"] for one in report.accepted] == ['heading_words(words="nữ")'] * 2
    lines = saved.read_text("utf-8").splitlines()
    saved.write_text("\n".join(one for one in lines if "doubts:" not in one), "utf-8")
    assert len(figures(import_report(path, reference, QUESTION))) == 2


def test_a_table_without_names_is_said_to_be_unread(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = make_invented_country(tmp_path / "data")
    rows: Rows = [*of_columns(["Tỷ lệ hộ nghèo (%)"], (4.25, 3.5)),
                  ["TT", "Nơi", "Tỷ lệ hộ cận nghèo (%)"], [1, "Tân Mẫu", 5.5]]  # fmt: skip
    path = write_xlsx(tmp_path / "r.xlsx", rows)
    assert main(["import", str(path), "--data", str(data), "--out", str(tmp_path / "o.csv")]) == 3
    error = capsys.readouterr().err
    assert "r.xlsx: 2 accepted + 0 missing + 0 rejected = 2 cells read" in error
    assert "  table not read: Biểu 1!A5" in error


def test_the_summary_says_by_which_mark_numbers_were_read(
    tmp_path: Path, reference: Reference
) -> None:
    path = tmp_path / "r.csv"
    rows = of_columns(
        ["Thu NSNN trên địa bàn (triệu đồng)", "Độ che phủ rừng (%)"],
        ("47.247", "52.125"), ("52.8", "41.25"),
    )  # fmt: skip
    path.write_bytes(csv_bytes(rows, ",", "utf-8"))
    report = import_report(path, reference, QUESTION)
    assert [line for line in summary(report) if "text cells" in line] == [
        "  numbers in text cells: decimal point, found in the file: "
        "Thu NSNN trên địa bàn (triệu đồng)",
        "  numbers in text cells: decimal point, found in the column: Độ che phủ rừng (%)",
    ]
    corrections = [bool(one["correction"]) for one in report.accepted]
    assert corrections == [True, False, True, False]  # 52.8 is 52.8 in Vietnamese text too


@pytest.mark.parametrize(
    ("values", "of_file", "expected"),
    [
        (["52.8", "47.247"], Tally(), Convention("en", "the column")),
        (["1.204,6", "47.247"], Tally(point=9), Convention("vi", "the column")),
        (["47.247"], Tally(point=1), Convention("en", "the file")),
        (["47.247"], Tally(), Convention()),
        (["52.8", "52,8", "1,5"], Tally(), Convention("vi", "the column", mixed=True)),
        (["47.247", 52.8], Tally(), Convention(numbers_beside=True)),
        (["15/19", "năm 2025", 6012.0], Tally(), Convention()),
    ],
)
def test_one_convention_a_column(
    values: list[object], of_file: Tally, expected: Convention
) -> None:
    assert convention(values, of_file) == expected


@pytest.mark.parametrize(
    ("printed", "language"),
    [("0.125", "en"), ("1234.567", "en"), ("1,234,567", "en"), ("1.234.567", "vi"), ("31,554", "")],
)
def test_what_one_cell_proves(printed: str, language: str) -> None:
    assert proved_by(printed) == language


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("", ShownAs()), ("0.00%", ShownAs(2, percent=True)), ('0.00"%"', ShownAs(2, words="%")),
        ("0.00\\%", ShownAs(2, words="%")), ("#,##0.0,", ShownAs(1, thousands=1)),
        ("#,##0,,", ShownAs(0, thousands=2)), ('0.0" tỷ";-0.0" tỷ"', ShownAs(1, words="tỷ")),
        ("#,##0\\ [$₫-42A]", ShownAs(0, words="đồng")), ("[Red]0.0_)", ShownAs(1)),
        ("0.##", ShownAs()), ('"a;b"0', ShownAs(0, words="a;b")),
    ],
)  # fmt: skip
def test_what_a_number_format_shows(code: str, expected: ShownAs) -> None:
    assert shown_as(code) == expected


@pytest.mark.parametrize(
    ("text", "left"),
    [("Dân số nam", "nam"), ("Dan so nam", ""), ("Số hoá năm", "hoá"), ("DÂN SỐ NĂM", "")],
)
def test_words_are_compared_with_their_marks(text: str, left: str) -> None:
    words, phrases = words_of(text), Phrases(["dân số", "số", "năm"])
    marked = text != "Dan so nam"
    known = phrases.cover(words, marked=marked)
    assert " ".join(word.shown for n, word in enumerate(words) if n not in known) == left


def rich_text(text: str, *runs: tuple[int, int]) -> bytes:
    """A shared text of an XLS file, two bytes a letter, with runs of (first letter, font)."""
    head = struct.pack("<HBH", len(text), 1 | 8, len(runs))
    return head + text.encode("utf-16-le") + b"".join(struct.pack("<HH", *run) for run in runs)


def test_raised_letters_of_an_old_excel_file() -> None:
    plain = struct.pack("<HB", 4, 0) + b"52,8"
    texts = (plain, rich_text("52,81", (4, 6)), rich_text("52,8", (1, 5)))
    body = struct.pack("<II", 3, 3) + b"".join(texts)
    found = shared_texts([body], raised_fonts={6})
    assert (found.lengths, found.unraised) == ([4, 5, 4], {1: "52,8"})
    cut = shared_texts([body[:24], b"\x01" + body[24:]], raised_fonts={6})
    assert cut.unraised == {1: "52,8"}
