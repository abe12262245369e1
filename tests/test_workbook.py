"""The workbook as an office reads, sorts and prints it; the country is invented."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader

from indicators.open_data import download_notes, downloads
from indicators.open_data.column_headings import heading
from indicators.open_data.composite_download import AREA_COLUMNS, INDICATOR_COLUMNS
from indicators.open_data.download_columns import COLUMNS_BY_NAME
from indicators.open_data.download_notes import Notes
from tests.libre_office import PDF, converted, needs_libre_office

NOTES = Notes((), None, {"subject": "Tỷ lệ bịa & thật (%)", "comments": "Cách ghi nguồn"})
FRAME = pd.DataFrame({
    "rank": pd.array([1, 2, 3], "Int64"), "rank_low": pd.array([1, 2, None], "Int64"),
    "area_code": ["01001", "01002", "01003"], "area_name": ["Bịa Một", "Bịa Hai", "Bịa Ba"],
    "province": "Tỉnh Bịa", "indicator_name_vi": "Tỷ lệ bịa", "value": [0.624, 1234.5, 7.0],
    "unit": "%", "period_end": pd.Timestamp("2025-12-31"), "publisher": ["Báo Bịa"] * 3,
    "citation": "dài " * 40, "value_low": [0.6235, 1e-7, 6.5],
})  # fmt: skip


def _sheet(frame: pd.DataFrame, notes: Notes = NOTES, place: int = 0) -> Worksheet:
    return openpyxl.load_workbook(BytesIO(downloads.to_xlsx(frame, notes))).worksheets[place]


@pytest.fixture(scope="module")
def sheet() -> Worksheet:
    return _sheet(FRAME)


def test_the_name_comes_first_below_vietnamese_headings_and_the_names_of_the_columns(
    sheet: Worksheet,
) -> None:
    headings, names, first, *_rest = sheet.iter_rows(values_only=True)
    assert headings[:3] == ("Tên đơn vị", "Tỉnh, thành phố", "Hạng")
    assert names == ("area_name", "province", "rank", "rank_low", "value", "unit", "period_end",
                     "publisher", "area_code", "indicator_name_vi", "citation",
                     "value_low")  # fmt: skip
    assert first[:5] == ("Bịa Một", "Tỉnh Bịa", 1, 1, 0.624)
    assert sorted(names) == sorted(FRAME.columns)


def test_it_is_printed_landscape_one_page_wide_with_its_headings_on_every_page(
    sheet: Worksheet,
) -> None:
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    fitted = sheet.sheet_properties.pageSetUpPr
    assert fitted is not None and fitted.fitToPage
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.print_area.endswith("$A$1:$H$5")  # up to the publisher; the rest is not lost
    assert sheet.oddHeader and sheet.oddFooter
    assert sheet.oddHeader.left.text == "&BTỷ lệ bịa && thật (%)"
    assert sheet.oddFooter.left.text == "Cách ghi nguồn"


def test_names_and_headings_stay_in_view_and_every_column_can_be_sorted(sheet: Worksheet) -> None:
    assert sheet.freeze_panes == "B3"
    assert sheet.auto_filter.ref == "A2:L5"


def test_codes_are_text_and_numbers_are_numbers_shown_with_their_own_decimals(
    sheet: Worksheet,
) -> None:
    assert [sheet[f"I{row}"].value for row in (3, 4, 5)] == ["01001", "01002", "01003"]
    assert [sheet[f"I{row}"].data_type for row in (3, 4, 5)] == ["s"] * 3
    assert [sheet[f"E{row}"].value for row in (3, 4, 5)] == [0.624, 1234.5, 7]
    assert [sheet[f"E{row}"].number_format for row in (3, 4, 5)] == ["#,##0.000", "#,##0.0",
                                                                    "#,##0"]  # fmt: skip
    assert sheet["L3"].value == 0.6235, "the cell holds more decimals than it shows"
    assert sheet["L4"].number_format == "General"


def test_columns_are_wide_enough_for_their_names(sheet: Worksheet) -> None:
    assert sheet.column_dimensions["A"].width >= 18
    assert sheet.column_dimensions["K"].width >= 60


def test_a_long_printed_text_has_a_row_of_its_height() -> None:
    tall = _sheet(FRAME.assign(publisher=["Báo Bịa", "Nhà xuất bản Bịa " * 6, "Báo Bịa"]))
    assert [tall.row_dimensions[row].height for row in (3, 4, 5)] == [None, 75, None]


def test_a_table_of_several_indicators_prints_which_one() -> None:
    names = ["Tỷ lệ bịa", "Thu nhập bịa", "Tỷ lệ bịa"]
    several = _sheet(FRAME.assign(indicator_name_vi=names))
    assert [cell.value for cell in several[2]][:3] == ["area_name", "province", "indicator_name_vi"]


def test_a_table_with_indicators_side_by_side_prints_each_value() -> None:
    pairs = pd.DataFrame({"area_code": ["01"], "area_name": ["Bịa"], "x.value": [1.5],
                          "x.value_low": [1.0], "y.value": [2.5]})  # fmt: skip
    sheet = _sheet(pairs)
    assert [cell.value for cell in sheet[2]] == ["area_name", "x.value", "y.value", "area_code",
                                                 "x.value_low"]  # fmt: skip
    assert sheet["B1"].value == "Giá trị · x"
    assert sheet.print_area.endswith("$A$1:$C$3")


def test_a_table_without_rows_and_one_of_unknown_columns_are_workbooks_too() -> None:
    assert _sheet(FRAME.head(0)).print_area.endswith("$A$1:$H$2")
    unknown = _sheet(pd.DataFrame({"la": ["x"], "khac": [1]}))
    assert [cell.value for cell in unknown[1]] == ["la", "khac"]
    assert unknown.print_area.endswith("$A$1:$B$3")


def test_every_column_has_a_short_heading_of_its_own() -> None:
    names = list(COLUMNS_BY_NAME)
    headings = {name: heading(name) for name in names}
    assert {name: told for name, told in headings.items() if len(told) > 36 or told == name} == {}
    assert len(set(headings.values()) - {"Lý do thiếu"}) == len(names) - 1
    of_index = [column.name for column in (*AREA_COLUMNS, *INDICATOR_COLUMNS)]
    assert [name for name in of_index if heading(name) == name] == []


def test_a_missing_sheet_and_the_notes_are_printed_alike() -> None:
    gaps = pd.DataFrame({"area_code": ["01009"], "area_name": ["Bịa Chín"], "reason_vi": ["thiếu"]})
    long = download_notes.translated("An empty cell means missing. It never means 0.")
    section = download_notes.Section(
        long, (download_notes.Note("x", {"vi": "a " * 100, "en": "b"}),)
    )
    notes = Notes((section,), gaps, NOTES.properties)
    missing, told = _sheet(FRAME, notes, 1), _sheet(FRAME, notes, 2)
    assert [cell.value for cell in missing[1]] == ["Tên đơn vị", "Lý do thiếu", "Mã đơn vị"]
    for one in (missing, told):
        assert one.page_setup.orientation == "landscape" and one.page_setup.fitToHeight == 0
    assert told.row_dimensions[2].height == 45, "three lines of 70 letters"


@needs_libre_office
def test_libre_office_prints_it_one_page_wide(tmp_path: Path) -> None:
    rows = pd.concat([FRAME] * 30, ignore_index=True)
    file = tmp_path / "bang.xlsx"
    file.write_bytes(downloads.to_xlsx(rows, NOTES))
    [printed] = converted([file], tmp_path / "opened", PDF)
    pages = PdfReader(printed).pages
    assert len(pages) == 4, "ninety rows on three pages, and the notes"
    assert all(page.mediabox.width > page.mediabox.height for page in pages)
    for page in pages[:3]:
        text = page.extract_text()
        assert "Tên đơn vị" in text and "area_name" in text and "dài" not in text
    assert "1.234,5" in pages[0].extract_text(), "numbers are shown as Vietnamese write them"
