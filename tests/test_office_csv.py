"""CSV as offices and programs read it: no code, number or day is another one in their hands.

The country is invented; one figure is below 1, the one that a comma import makes a thousand times
too high.
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import duckdb
import numpy as np
import openpyxl
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.csv_for_people import EXCEL_VIETNAM, frame_csv
from indicators.harmless_text import MAY_BE_CONVERTED, harmless, kept_as_text
from indicators.open_data import download_tables, downloads
from indicators.open_data.table_lines import CODES
from indicators.questions.ranking import rank
from indicators.release.build import build
from indicators.release.store import Store
from tests.libre_office import AS_OPENED, WORKBOOK, converted, needs_libre_office
from tests.small_country import AREAS, figure, former_unit, write_areas, write_country

PRINTED = ("0,624", "7,5", "5", "8", "12,345", "4")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Six invented rates in a province 01, with texts that a spreadsheet takes for days."""
    folder = tmp_path_factory.mktemp("office")
    figures = [figure(printed.replace(",", "."), indicator_id="poverty_rate", locator="12/19",
                      area_code=f"0100{n}") for n, printed in enumerate(PRINTED, 1)]  # fmt: skip
    data = write_country(folder / "data", figures, lineage=[former_unit("90001", "01001")])
    write_areas(data, [(_moved(code), level, kind, name, _moved(parent))
                       for code, level, kind, name, parent in AREAS])  # fmt: skip
    build(data, folder / "small.duckdb")
    with Store(folder / "small.duckdb") as found:
        yield found


def _moved(code: str) -> str:
    """A code of province 99 as one of province 01."""
    return re.sub("^99", "01", code)


@pytest.fixture(scope="module")
def table(store: Store) -> pd.DataFrame:
    return download_tables.ranking_table(store, rank(store, "poverty_rate"))


def _rows(content: bytes, separator: str) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))


NUMBERS = pd.DataFrame({
    "whole": [60.0, 2.0], "part": [0.624, None], "count": pd.array([5, None], "Int64"),
    "small": [1e-7, 0.0], "mixed": [np.float32(1.5), Decimal("2.50")], "code": ["01", "12/19"],
})  # fmt: skip


def test_the_standard_csv_has_a_decimal_point_in_every_number_that_may_have_one() -> None:
    assert frame_csv(NUMBERS) == (
        "whole,part,count,small,mixed,code\n60.0,0.624,5,1e-07,1.5,01\n2.0,,,0.0,2.50,12/19\n"
    )


def test_the_vietnamese_csv_has_semicolons_decimal_commas_and_codes_that_stay_text() -> None:
    assert frame_csv(NUMBERS, dialect=EXCEL_VIETNAM) == (
        "whole;part;count;small;mixed;code\r\n"
        '60,0;0,624;5;0,0000001;1,5;"=""01"""\r\n2,0;;;0,0;2,50;"=""12/19"""\r\n'
    )


@pytest.mark.parametrize("text", [
    "00123", "1.234", "0,624", "12/19", "1-2", "60 %", "(5)", "1e5", "5-Jun", "Jan 5", "10:30",
    "5 PM", "1.234 ₫", "5 tháng 2", "2025-07-01/2025-12-31", "1 1/2",
])  # fmt: skip
def test_what_a_spreadsheet_converts_is_kept_as_text(text: str) -> None:
    assert kept_as_text(text) == f'="{text}"'


@pytest.mark.parametrize("text", ["Bịa Hai", "xã 3 cũ", "VN", "", "https://example.invalid/1"])
def test_other_text_is_left_alone(text: str) -> None:
    assert kept_as_text(text) == text


def test_what_is_long_is_no_number_and_quick_to_tell() -> None:
    assert kept_as_text("1" * 50_000 + "!") == "1" * 50_000 + "!"
    assert MAY_BE_CONVERTED.fullmatch("1 " * 50_000 + "!") is None
    assert kept_as_text("1" * 300) == "1" * 300  # no text of a formula in Excel is as long


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_nothing_but_figures_stands_in_such_a_formula(text: str) -> None:
    for one in (text, f"={text}", f'1"&{text}', f"12{text}"):
        written = kept_as_text(one)
        if written != harmless(one):
            assert re.fullmatch(r'="[^"=@\'&]*"', written) and written[2:-1] == one


def test_both_files_have_the_same_rows_and_columns(table: pd.DataFrame) -> None:
    standard = _rows(downloads.to_csv(table), ",")
    office = _rows(downloads.to_csv_vn(table), ";")
    assert [list(row) for row in office] == [list(row) for row in standard]
    assert [row["value"] for row in office] == ["0,624", "4,0", "5,0", "7,5", "8,0", "12,345"]
    assert [row["value"] for row in standard] == ["0.624", "4.0", "5.0", "7.5", "8.0", "12.345"]
    assert [row["rank"] for row in office] == ["1", "2", "3", "4", "5", "6"]
    assert office[0]["area_code"] == '="01001"' and standard[0]["area_code"] == "01001"
    assert office[0]["as_printed"] == '="0,624"' and standard[0]["as_printed"] == "0,624"
    assert office[0]["period_end"] == standard[0]["period_end"] == "2025-12-31"


def test_the_vietnamese_file_begins_and_ends_as_excel_wants(table: pd.DataFrame) -> None:
    content = downloads.to_csv_vn(table)
    assert content.startswith(b"\xef\xbb\xbfrank;rank_low;")
    assert content.endswith(b"\r\n") and content.count(b"\n") == content.count(b"\r\n") == 7


@needs_libre_office
def test_libre_office_under_vi_vn_opens_it_with_the_very_numbers(
    table: pd.DataFrame, tmp_path: Path
) -> None:
    file = tmp_path / "bang.csv"
    file.write_bytes(downloads.to_csv_vn(table))
    [opened] = converted([file], tmp_path / "opened", WORKBOOK, AS_OPENED)
    sheet = openpyxl.load_workbook(opened, data_only=True).active
    assert sheet is not None
    names, *rows = sheet.iter_rows(values_only=True)
    assert list(names) == table.columns.tolist()
    read = pd.DataFrame(rows, columns=list(names))
    for column in ("rank", "value", "value_low", "value_high", "percentile"):
        assert read[column].tolist() == table[column].tolist()
    for column in ("area_code", "province_code", "as_printed", "locator", "period_set",
                   "area_name"):  # fmt: skip
        assert read[column].tolist() == table[column].tolist()
    assert read["period_start"].tolist() == [datetime(2025, 1, 1)] * 6


def test_pandas_polars_and_duckdb_read_the_standard_file_alike(
    table: pd.DataFrame, tmp_path: Path
) -> None:
    content = downloads.to_csv(table)
    file = tmp_path / "table.csv"
    file.write_bytes(content)
    by_pandas = pd.read_csv(BytesIO(content), dtype=dict.fromkeys(CODES, str))
    by_polars = pl.read_csv(content, schema_overrides=dict.fromkeys(CODES, pl.String))
    with duckdb.connect() as connection:
        types = dict.fromkeys(CODES, "VARCHAR")
        by_duckdb = connection.execute(f"FROM read_csv('{file}', types={types})").df()
    expected = table["value"].tolist()
    assert by_pandas["value"].tolist() == by_polars["value"].to_list() == expected
    assert by_duckdb["value"].tolist() == expected
    codes = table["area_code"].tolist()
    assert by_pandas["area_code"].tolist() == by_polars["area_code"].to_list() == codes
    assert by_duckdb["area_code"].tolist() == codes


def test_polars_needs_no_help_where_the_first_hundred_numbers_are_whole() -> None:
    frame = pd.DataFrame({"value": [60.0] * 150 + [0.5]})
    read = pl.read_csv(downloads.to_csv(frame), infer_schema_length=100)
    assert read["value"].to_list() == frame["value"].tolist()
