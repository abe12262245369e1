"""A frame → CSV, XLSX or Parquet, in the forms that Excel, LibreOffice and programs read right."""

from io import BytesIO
from typing import Any

import pandas as pd

from indicators.csv_for_people import BYTE_ORDER_MARK, EXCEL_VIETNAM, frame_csv
from indicators.open_data import sheets
from indicators.open_data.download_notes import Notes

# A file made on request stays small in the memory of the server; more goes through the export.
MOST_ROWS_ON_REQUEST = 100_000

DATA_SHEET = "Số liệu – Data"
MISSING_SHEET = "Còn thiếu – Missing"
NOTES_SHEET = "Ghi chú – Notes"


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

    Names come first, below Vietnamese headings and the names that the columns have in the other
    files. Numbers and dates are real ones, codes such as 01 stay text, missing cells are empty.
    Printed it is landscape and one page wide. Raises ``ValueError`` for more rows than
    ``MOST_ROWS_ON_REQUEST``.
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
    formats = sheets.cell_formats(workbook)
    sheets.write_table(workbook.add_worksheet(DATA_SHEET), frame, notes, formats)
    if notes.missing is not None and not notes.missing.empty:
        sheets.write_table(workbook.add_worksheet(MISSING_SHEET), notes.missing, notes, formats)
    sheets.write_notes(workbook.add_worksheet(NOTES_SHEET), notes, formats)
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
