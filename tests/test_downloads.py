"""Downloads: what stands in the frames, and that CSV, XLSX and Parquet give it back."""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet as parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from indicators.harmless_text import FORMULA_STARTS, harmless
from indicators.open_data import download_notes, download_tables, downloads
from indicators.open_data.download_columns import FIGURE_COLUMNS, MISSING_COLUMNS
from indicators.questions.profile import compare
from indicators.questions.ranking import rank
from indicators.release.build import build
from indicators.release.store import Store
from tests.small_country import figure, incomes, write_country

NASTY = '=HYPERLINK("http://x.invalid","bấm")'
NOTE = 'dòng một\ndòng "hai", có phẩy'
CODES = {"area_code": str, "province_code": str}


@pytest.fixture(scope="module")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Six invented incomes; the first has a dangerous correction and a note of two lines."""
    folder = tmp_path_factory.mktemp("downloads")
    first, *others = incomes("60", "70.5", "50", "80", "80", "40")
    first |= {"as_printed": "khoảng 6 chục", "correction": NASTY, "note": NOTE}
    first |= {"numerator": "0"}
    rivals = [figure("61", source_id="bia-press", revision="2", as_printed="61")]
    data = write_country(folder / "data", [first, *others, *rivals])
    build(data, folder / "small.duckdb")
    with Store(folder / "small.duckdb") as store:
        yield store


@pytest.fixture(scope="module")
def table(small_store: Store) -> pd.DataFrame:
    return download_tables.ranking_table(small_store, rank(small_store, "income_per_capita"))


@pytest.fixture(scope="module")
def every(small_store: Store) -> pd.DataFrame:
    return download_tables.every_figure(small_store)


def _read_csv(content: bytes) -> pd.DataFrame:
    return pd.read_csv(BytesIO(content), dtype=CODES)


def _row(frame: pd.DataFrame, **cells: object) -> pd.Series:
    for name, value in cells.items():
        frame = frame[frame[name] == value]
    assert len(frame) == 1
    return frame.iloc[0]


def test_a_ranking_carries_every_column(table: pd.DataFrame) -> None:
    assert table.columns.tolist() == [column.name for column in FIGURE_COLUMNS]
    assert table["area_code"].tolist() == ["99004", "99005", "99002", "99001", "99003", "99006"]
    assert table["rank"].tolist() == [1, 1, 3, 4, 5, 6]
    # 80 and 80 cannot be told apart; 70.5, 61, 50, 40 can.
    assert table["rank_low"].tolist() == [1, 1, 3, 4, 5, 6]
    assert table["rank_high"].tolist() == [2, 2, 3, 4, 5, 6]
    assert table["percentile"].tolist() == [90, 90, 60, 40, 20, 0]
    assert set(table["ranked_areas"]) == {6}
    assert set(table["rank_scope"]) == {"VN"}


def test_a_row_carries_its_source_licence_and_citation(
    table: pd.DataFrame, small_store: Store
) -> None:
    row = _row(table, area_code="99002")
    assert (row["value"], row["value_low"], row["value_high"], row["high_open"]) == (
        70.5, 70.45, 70.55, True,
    )  # fmt: skip
    assert (row["direction"], row["status"], row["qualifier"]) == ("higher", "A", "exact")
    assert row["url"] == "https://example.invalid/bai"
    assert row["licence"] == "CC-BY-4.0"
    assert row["release_id"] == small_store.release["release_id"]
    assert row["citation"].startswith(
        "Báo Bịa, “Bài bịa để thử”, 2026-01-02, https://example.invalid/bai. Thước Xã"
    )
    assert not row["synthetic"]


def test_a_filter_is_told_by_the_scope_of_the_rank(small_store: Store) -> None:
    ranking = rank(small_store, "income_per_capita", province="99", area_type="xã")
    table = download_tables.ranking_table(small_store, ranking)
    assert set(table["rank_scope"]) == {"99 xã"}
    assert table["rank"].tolist() == [1, 1, 3, 4, 5, 6]


def test_missing_areas_have_a_reason_and_no_value(small_store: Store) -> None:
    ranking = rank(small_store, "income_per_capita")
    missing = download_tables.missing_table(small_store, ranking)
    assert missing.columns.tolist() == [column.name for column in MISSING_COLUMNS]
    assert missing["area_code"].tolist() == ["98001", "99007"]
    assert missing["reason"].tolist() == ["not_reported", "not_reported"]
    assert missing["reason_en"].tolist() == ["no figure found", "no figure found"]
    assert missing["reason_vi"].tolist() == ["chưa tìm thấy số liệu"] * 2


def test_a_comparison_keeps_what_is_missing_apart(small_store: Store) -> None:
    rows = compare(small_store, ["99001", "99007"])
    table = download_tables.comparison_table(small_store, rows)
    missing = download_tables.missing_in_comparison(small_store, rows)
    assert table[["area_code", "value", "rank"]].values.tolist() == [["99001", 61, 4]]
    assert missing[["area_code", "reason"]].values.tolist() == [["99007", "not_reported"]]


def test_everything_has_superseded_figures_without_a_rank(every: pd.DataFrame) -> None:
    assert len(every) == 7
    old = _row(every, area_code="99001", revision=1)
    new = _row(every, area_code="99001", revision=2)
    assert (old["value"], bool(old["is_current"]), pd.isna(old["rank"])) == (60, False, True)
    assert (new["value"], bool(new["is_current"]), new["rank"]) == (61, True, 4)


def test_everything_of_one_area(small_store: Store) -> None:
    table = download_tables.area_table(small_store, "99001")
    assert sorted(table["value"]) == [60, 61]


def test_no_missing_number_becomes_zero(every: pd.DataFrame) -> None:
    printed = _read_csv(downloads.to_csv(every))
    # One numerator is printed as 0; the other six are missing and stay empty.
    assert printed["numerator"].tolist().count(0) == 1
    assert printed["numerator"].isna().sum() == 6
    assert printed["denominator"].isna().all()


def test_csv_is_utf8_with_a_mark_and_without_a_separator_line(table: pd.DataFrame) -> None:
    content = downloads.to_csv(table)
    assert content.startswith(b"\xef\xbb\xbfrank,rank_low,")
    assert b"\r" not in content
    assert "Bịa Bốn" in content.decode("utf-8-sig")


def test_csv_gives_back_what_the_frame_holds(every: pd.DataFrame) -> None:
    back = _read_csv(downloads.to_csv(every))
    assert back["value"].tolist() == every["value"].tolist()
    assert back["area_code"].tolist() == every["area_code"].tolist()
    assert back["period_end"].unique().tolist() == ["2025-12-31"]
    assert back["is_current"].tolist() == every["is_current"].tolist()
    old = _row(back, area_code="99001", revision=1)
    assert old["correction"] == "'" + NASTY
    assert old["note"] == NOTE


def test_codes_keep_their_leading_zero() -> None:
    frame = pd.DataFrame({"area_code": ["01", "00004"]})
    workbook = downloads.to_xlsx(frame, _no_notes(frame))
    sheet = openpyxl.load_workbook(BytesIO(workbook))[downloads.DATA_SHEET]
    assert [sheet["A3"].value, sheet["A4"].value] == ["01", "00004"]
    assert _read_csv(downloads.to_csv(frame))["area_code"].tolist() == ["01", "00004"]


def _no_notes(frame: pd.DataFrame) -> download_notes.Notes:
    return download_notes.Notes((), None, {})


def _data_sheet(frame: pd.DataFrame) -> Worksheet:
    workbook = openpyxl.load_workbook(BytesIO(downloads.to_xlsx(frame, _no_notes(frame))))
    return workbook.worksheets[0]


def test_xlsx_has_real_numbers_and_dates_and_no_formula(
    every: pd.DataFrame, small_store: Store
) -> None:
    notes = download_notes.table_notes(
        download_notes.translated(download_notes.EVERYTHING_SHOWN), every, None, small_store.release
    )
    content = downloads.to_xlsx(every, notes)
    sheet = openpyxl.load_workbook(BytesIO(content))[downloads.DATA_SHEET]
    names = [cell.value for cell in sheet[2]]
    cells = {name: sheet.cell(3, place) for place, name in enumerate(names, 1)}
    assert isinstance(cells["value"].value, int | float)
    assert cells["period_end"].value == datetime(2025, 12, 31)
    assert cells["period_end"].is_date
    assert cells["denominator"].value is None
    assert sheet.freeze_panes == "B3"
    assert sheet.auto_filter.ref == f"A2:{get_column_letter(len(names))}9"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert "'" + NASTY in [cell.value for row in sheet.iter_rows() for cell in row]


def test_xlsx_reads_the_same_in_a_second_reader(table: pd.DataFrame) -> None:
    content = downloads.to_xlsx(table, _no_notes(table))
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    header = rows[1]
    read = [row[header.index("value")] for row in rows[2:]]
    assert read == [80, 80, 70.5, 61, 50, 40]
    assert rows[2][header.index("period_start")] == date(2025, 1, 1)


def test_the_workbook_says_what_is_missing_and_why(table: pd.DataFrame, small_store: Store) -> None:
    ranking = rank(small_store, "income_per_capita")
    missing = download_tables.missing_table(small_store, ranking)
    notes = download_notes.ranking_notes(ranking, table, missing, small_store.release)
    workbook = openpyxl.load_workbook(BytesIO(downloads.to_xlsx(table, notes)))
    assert workbook.sheetnames == [
        downloads.DATA_SHEET, downloads.MISSING_SHEET, downloads.NOTES_SHEET,
    ]  # fmt: skip
    rows = {row[0]: row[1:] for row in workbook[downloads.NOTES_SHEET].iter_rows(values_only=True)}
    assert rows["not_reported"] == ("chưa tìm thấy số liệu: 2", "no figure found: 2")
    assert rows["rank_low"][1] == "Best possible place, given how all figures are rounded"
    assert set(table.columns) <= set(rows)
    _headings, names, *gaps = workbook[downloads.MISSING_SHEET].iter_rows(values_only=True)
    place = names.index("area_code")
    assert [row[place] for row in gaps] == ["98001", "99007"]


def test_a_workbook_that_would_be_too_large_is_refused() -> None:
    frame = pd.DataFrame({"value": range(downloads.MOST_ROWS_ON_REQUEST + 1)})
    with pytest.raises(ValueError, match="found 100001 rows, expected at most 100000"):
        downloads.to_xlsx(frame, _no_notes(frame))


def test_parquet_is_typed_and_keeps_the_text(every: pd.DataFrame) -> None:
    read = parquet.read_table(BytesIO(downloads.to_parquet(every, {"licence": "CC-BY-4.0"})))
    types = {field.name: str(field.type) for field in read.schema}
    assert types["period_end"] == "date32[day]"
    assert (types["value"], types["rank"], types["is_current"]) == ("double", "int64", "bool")
    assert types["area_code"] == "string"
    assert read.schema.metadata[b"licence"] == b"CC-BY-4.0"
    corrections = read.column("correction").to_pylist()
    assert NASTY in corrections
    assert corrections.count(None) == 6
    assert read.column("period_end").to_pylist()[0] == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"), ("+84", "'+84"), ("-5 %", "'-5 %"), ("@x", "'@x"),
        ("\t=1", "'\t=1"), ("\rx", "'\rx"), ("＝1", "'＝1"), ("＠x", "'＠x"), ("−5", "'−5"),
        ("  =1", "'  =1"), ("\ufeff=1", "'\ufeff=1"), ("98 %", "98 %"), ("a=b", "a=b"), ("", ""),
        ("– gạch", "– gạch"),
    ],
)  # fmt: skip
def test_text_like_a_formula_is_made_harmless(text: str, written: str) -> None:
    assert harmless(text) == written


def test_negative_numbers_are_numbers() -> None:
    frame = pd.DataFrame({"value": [-5.0, -0.25]})
    assert downloads.to_csv(frame).decode("utf-8-sig") == "value\n-5.0\n-0.25\n"
    sheet = _data_sheet(frame)
    assert [sheet["A3"].value, sheet["A4"].value] == [-5, -0.25]


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
DANGEROUS = st.builds(
    lambda blank, sign, rest: blank + sign + rest,
    st.sampled_from(["", " ", "\u00a0", "\u200b", "\t", "\r", "\n"]),
    st.sampled_from(["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "−"]),
    ANY_TEXT,
)


@given(DANGEROUS)
def test_nothing_dangerous_begins_a_cell_of_the_csv(text: str) -> None:
    frame = pd.DataFrame({"note": [text], "value": [-1.0]})
    back = pd.read_csv(BytesIO(downloads.to_csv(frame)), keep_default_na=False, lineterminator="\n")
    assert str(back["note"][0]).startswith("'")
    assert back["value"][0] == -1


@given(ANY_TEXT)
def test_text_is_only_ever_prefixed(text: str) -> None:
    written = harmless(text)
    assert written in (text, "'" + text)
    assert written[0] not in FORMULA_STARTS


@given(st.lists(ANY_TEXT, min_size=1, max_size=5))
def test_parquet_gives_back_any_text(texts: list[str]) -> None:
    frame = pd.DataFrame({"note": texts})
    read = parquet.read_table(BytesIO(downloads.to_parquet(frame)))
    assert read.column("note").to_pylist() == texts


def test_control_characters_and_long_texts_do_not_break_a_workbook() -> None:
    frame = pd.DataFrame({"note": ["a\x00b\x0bc\ufffe", "x" * 40_000]})
    sheet = _data_sheet(frame)
    assert sheet["A3"].value == "a\ufffdb\ufffdc\ufffd"
    assert len(sheet["A4"].value) == 32_767


def test_file_names_tell_question_and_release(small_store: Store) -> None:
    ranking = rank(small_store, "income_per_capita", province="99", area_type="xã")
    parts = download_tables.ranking_file_parts(ranking)
    name = download_tables.file_name(parts, small_store.release, "csv")
    assert name == "thuoc-xa-income-per-capita-2025-99-xa-2026-01-03.csv"
    invented = {**small_store.release, "synthetic": True}
    assert download_tables.file_name(["x"], invented, "csv") == (
        "synthetic-thuoc-xa-x-2026-01-03.csv"
    )


def test_the_file_has_the_numbers_of_the_ranking(database: Path) -> None:
    with Store(database) as store:
        ranking = rank(store, "poverty_rate")
        back = _read_csv(downloads.to_csv(download_tables.ranking_table(store, ranking)))
    for column in ("rank", "rank_low", "rank_high", "percentile", "value", "area_code"):
        assert back[column].tolist() == ranking.rows[column].tolist()
