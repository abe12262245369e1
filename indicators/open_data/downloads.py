"""A frame → CSV, XLSX or Parquet, in the forms that Excel, LibreOffice and programs read right."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pandas as pd

from indicators.csv_for_people import BYTE_ORDER_MARK, EXCEL_VIETNAM, frame_csv
from indicators.harmless_text import cell_text
from indicators.language.texts import LANGUAGES
from indicators.open_data.download_columns import COLUMNS_BY_NAME
from indicators.open_data.download_notes import Notes

# A file made on request stays small in the memory of the server; more goes through the export.
MOST_ROWS_ON_REQUEST = 100_000

DATA_SHEET = "Số liệu – Data"
MISSING_SHEET = "Còn thiếu – Missing"
NOTES_SHEET = "Ghi chú – Notes"

ORDINARY_WIDTH = 14
LONGEST_LINK = 2_000  # Excel refuses addresses of more than 2,079 characters
MOST_LINKS = 20_000  # Excel refuses more than 65,530 of them in a sheet

# Shown with fewer decimals than the cell holds.
NUMBER_FORMATS = {"percentile": "0.0", "computed_share": "0.00"}


def to_csv(frame: pd.DataFrame) -> bytes:
    """UTF-8 with a byte order mark, commas, ISO dates, ``.`` as decimal mark, empty = missing.

    Lines end in LF: Excel and LibreOffice take it, and line tools find no CR in the last column.
    Text that a spreadsheet would calculate begins with an apostrophe; numbers are untouched.
    """
    return BYTE_ORDER_MARK + frame_csv(frame).encode("utf-8")


def to_csv_vn(frame: pd.DataFrame) -> bytes:
    """The same table for a double click in Excel on a machine set to Vietnamese.

    UTF-8 with a byte order mark, semicolons, decimal commas, CRLF, ISO dates, empty = missing. Text
    that Excel would convert, such as the code 01, stands as ``="01"``. For people, not programs.
    """
    return BYTE_ORDER_MARK + frame_csv(frame, dialect=EXCEL_VIETNAM).encode("utf-8")


def to_parquet(frame: pd.DataFrame, about: dict[str, str] | None = None) -> bytes:
    """Typed columns: text as it was written, dates as date32, missing as null.

    ``about`` becomes metadata of the file, such as release and licence.
    """
    import pyarrow.parquet as parquet

    file = BytesIO()
    parquet.write_table(arrow_table(frame, about), file)
    return file.getvalue()


def arrow_table(frame: pd.DataFrame, about: dict[str, str] | None = None) -> Any:
    """The frame as a ``pyarrow.Table`` with the types of ``to_parquet``."""
    import pyarrow as pa

    schema = pa.schema([(name, _arrow_type(frame[name])) for name in frame.columns])
    table = pa.Table.from_pandas(frame, schema=schema, preserve_index=False)
    return table.replace_schema_metadata(about or {})


def to_xlsx(frame: pd.DataFrame, notes: Notes) -> bytes:
    """A workbook: the data, the areas without a figure (if the notes have them), the notes.

    Numbers and dates are real ones, codes such as 01 stay text, missing cells are empty. Raises
    ``ValueError`` for more rows than ``MOST_ROWS_ON_REQUEST``.
    """
    import xlsxwriter

    if len(frame) > MOST_ROWS_ON_REQUEST:
        raise ValueError(f"found {len(frame)} rows, expected at most {MOST_ROWS_ON_REQUEST}; "
                         "choose fewer, or use CSV or Parquet")  # fmt: skip
    file = BytesIO()
    # Nothing is guessed: a text that looks like a number, a formula or a link stays a text.
    guesses = ("strings_to_numbers", "strings_to_formulas", "strings_to_urls")
    workbook = xlsxwriter.Workbook(file, {"in_memory": True, **dict.fromkeys(guesses, False)})
    workbook.set_properties(notes.properties)
    formats = {
        "header": workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True,
                                       "valign": "top", "bg_color": "#E3EEF1"}),
        "date": workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        "text": workbook.add_format({"num_format": "@"}),
        "link": workbook.add_format({"font_color": "#0A5F80", "underline": 1}),
        "heading": workbook.add_format({"bold": True, "font_size": 13, "top": 1}),
        "wrapped": workbook.add_format({"text_wrap": True, "valign": "top"}),
        **{name: workbook.add_format({"num_format": shown})
           for name, shown in NUMBER_FORMATS.items()},
    }  # fmt: skip
    _write_frame(workbook.add_worksheet(DATA_SHEET), frame, formats)
    if notes.missing is not None and not notes.missing.empty:
        _write_frame(workbook.add_worksheet(MISSING_SHEET), notes.missing, formats)
    _write_notes(workbook.add_worksheet(NOTES_SHEET), notes, formats)
    workbook.close()
    return file.getvalue()


def _arrow_type(values: pd.Series) -> Any:
    import pyarrow as pa

    if pd.api.types.is_bool_dtype(values):
        return pa.bool_()
    if pd.api.types.is_integer_dtype(values):
        return pa.int64()
    if pd.api.types.is_float_dtype(values):
        return pa.float64()
    return pa.date32() if pd.api.types.is_datetime64_any_dtype(values) else pa.string()


def _write_frame(sheet: Any, frame: pd.DataFrame, formats: dict[str, Any]) -> None:
    """A header that stays in view, a filter on every column, one typed cell per value."""
    for place, name in enumerate(frame.columns):
        sheet.set_column(place, place, _width(name))
        sheet.write_string(0, place, name, formats["header"])
        _write_column(sheet, place, frame[name], formats)
    sheet.freeze_panes(1, 0)
    if len(frame):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def _write_column(sheet: Any, place: int, values: pd.Series, formats: dict[str, Any]) -> None:
    if pd.api.types.is_bool_dtype(values):
        for row, value in _present(values):
            sheet.write_boolean(row, place, bool(value))
    elif pd.api.types.is_numeric_dtype(values):
        for row, value in _present(values):
            sheet.write_number(row, place, value, formats.get(str(values.name)))
    elif pd.api.types.is_datetime64_any_dtype(values):
        for row, value in _present(values):
            _write_day(sheet, row, place, value.date(), formats)
    else:
        for row, value in _present(values):
            _write_text(sheet, row, place, str(value), formats)


def _write_day(sheet: Any, row: int, place: int, day: date, formats: dict[str, Any]) -> None:
    """A real date; a day before 1900, which Excel does not know, as its ISO text."""
    if day.year < 1900:
        sheet.write_string(row, place, day.isoformat(), formats["text"])
    else:
        sheet.write_datetime(row, place, day, formats["date"])


def _write_text(sheet: Any, row: int, place: int, text: str, formats: dict[str, Any]) -> None:
    shown = cell_text(text)
    is_link = text.startswith(("https://", "http://")) and not any(map(str.isspace, text))
    if is_link and len(text) < LONGEST_LINK and row <= MOST_LINKS:
        sheet.write_url(row, place, shown, formats["link"], string=shown)
    else:
        sheet.write_string(row, place, shown, formats["text"])


def _present(values: pd.Series) -> Iterator[tuple[int, Any]]:
    """Row of the sheet and value, without the missing ones: their cells stay empty."""
    for row, (value, missing) in enumerate(zip(values, values.isna(), strict=True), start=1):
        if not missing:
            yield row, value


def _width(name: str) -> int:
    column = COLUMNS_BY_NAME.get(name)
    return column.width if column else ORDINARY_WIDTH


def _write_notes(sheet: Any, notes: Notes, formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, len(LANGUAGES), 70)
    sheet.hide_gridlines(2)
    row = 0
    for section in notes.sections:
        for place, text in enumerate(("", *section.title.values())):
            sheet.write_string(row, place, text, formats["heading"])
        for line in section.lines:
            row += 1
            for place, text in enumerate((line.label, *line.told.values())):
                sheet.write_string(row, place, cell_text(text), formats["wrapped"])
        row += 2
