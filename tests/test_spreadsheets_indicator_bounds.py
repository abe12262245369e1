"""Tables of indicators drawn at random, and far larger than any office writes."""

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.refusal import RefusedFileError
from indicators.spreadsheets.files.marks import Marks
from indicators.spreadsheets.files.workbook import Sheet
from indicators.spreadsheets.headings.columns import HeadingReading
from indicators.spreadsheets.mapping import meanings
from indicators.spreadsheets.mapping.proposing import propose
from indicators.spreadsheets.reading import Question, Report, read_report
from indicators.spreadsheets.reference import Reference, load_reference
from indicators.spreadsheets.rows.by_indicator import MOST_INDICATOR_ROWS
from indicators.spreadsheets.rows.places import Places
from tests.invented_country import make_invented_country

YEAR_2025 = (date(2025, 1, 1), date(2025, 12, 31))
QUESTION = Question("bao-cao-mau-2026", YEAR_2025, "97", date(2026, 11, 1))
HEADER = ["Chỉ tiêu", "ĐVT"]


@cache
def invented_reference() -> Reference:
    """The reference outside the arguments of a test whose failures print them all."""
    with TemporaryDirectory() as folder:
        return load_reference(make_invented_country(Path(folder), more_communes=400))


def sheet_of(rows: list[list[Any]]) -> Sheet:
    return Sheet("t", rows, Marks("t"))


def read_sheet(sheet: Sheet, area: str | None = None) -> Report:
    reference = invented_reference()
    mapping = propose("t", [sheet], reference.vocabulary, reference.catalogue,
                      places=Places(reference), area_asked=area is not None)  # fmt: skip
    province = "97" if area else None
    question = replace(QUESTION, area=area, province=province)
    return read_report("t", sheet, mapping, reference, question)


TEXTS = ["Dân số", "Tỷ lệ hộ nghèo", "Thu ngân sách xã", "Số giếng khoan", "I. KINH TẾ",
         "- Khu vực nông thôn", "Mức giảm tỷ lệ hộ nghèo", "", "Ghi chú: ước"]  # fmt: skip
UNITS = ["%", "người", "tỷ đồng", "giếng", ""]
CELLS = ["", "-", "…", "x", "chưa rõ", "1,5", "0", "5 và 6", "khoảng 7", "12%", 3, 250.5, True]
HEADINGS = ["An Mẫu", "Xã Lạ Mẫu", "Hòa Mẫu", "Thực hiện năm 2025", "Kế hoạch", "TH/KH (%)",
            "So cùng kỳ", "Điểm", "Toàn tỉnh", "Ước TH 6 tháng"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    headings=st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=4),
    rows=st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from(UNITS),
                            st.lists(st.sampled_from(CELLS), min_size=4, max_size=4)), max_size=6),
    formula=st.booleans(),
)  # fmt: skip
def test_every_cell_below_a_column_of_figures_is_one_of_four(
    headings: list[str], rows: list[tuple[str, str, list[Any]]], formula: bool
) -> None:
    # A first row without a text would go on with the header.
    table: list[list[Any]] = [[*HEADER, *headings], ["Dân số", "người", *[5] * len(headings)],
             *[[*row[:2], *row[2][: len(headings)]] for row in rows]]  # fmt: skip
    sheet = Sheet("t", table, Marks("t", formulas={(1, 2): "A1"} if formula else {}))
    try:
        report = read_sheet(sheet, "97002")
    except RefusedFileError:
        assert not {"An Mẫu", "Hòa Mẫu", "Xã Lạ Mẫu", "Thực hiện năm 2025"} & set(headings)
        return
    mapping, first = report.mapping, report.mapping.header_rows[-1] + 1
    below = {row.row for row in report.skipped}
    filled = [n for n, row in enumerate(table[first:], first + 1)
              if any(str(cell).strip() for cell in row)]  # fmt: skip
    cells = len([n for n in filled if n not in below]) * len(mapping.figures)
    assert report.cells_read + len(report.left_out) == cells
    assert len(report.accepted) + len(report.missing) + len(report.rejects) == report.cells_read
    places = [one["locator"] for one in report.accepted]
    places += [one.place for one in report.missing] + [one.place for one in report.rejects]
    places += [one.place for one in report.left_out]
    assert len(set(places)) == cells


def test_very_many_communes_are_read_with_one_reading_a_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: Counter[str] = Counter()
    original = meanings.read_row_and_heading

    def counted(text: str, *rest: Any) -> HeadingReading:
        calls[text] += 1
        return original(text, *rest)

    monkeypatch.setattr(meanings, "read_row_and_heading", counted)
    # It goes over all areas: once for a report, never for a column.
    monkeypatch.setattr(Places, "province_in", lambda *_: calls.update(["all areas"]))
    names = [f"Số {number} Mẫu" for number in range(1, 1201)]
    report = read_sheet(sheet_of([
        ["", "", "Thực hiện năm 2025"],
        ["Chỉ tiêu", "ĐVT", *names],
        ["Dân số", "người", *[5] * 1200],
        ["Tỷ lệ hộ nghèo", "%", *[2] * 1200],
    ]))  # fmt: skip
    assert calls == {"Dân số (người)": 1, "Tỷ lệ hộ nghèo (%)": 1, "all areas": 1}
    assert (len(report.accepted), report.cells_read) == (800, 2400)
    assert Counter(one.reason_code for one in report.rejects) == {"unknown_area": 1600}


def test_more_rows_than_any_table_of_indicators_are_refused() -> None:
    row: list[Any] = ["Dân số", "người", 5]
    sheet = sheet_of([["Xã An Mẫu năm 2025"], [*HEADER, "Thực hiện"],
                      *[row] * (MOST_INDICATOR_ROWS + 1)])  # fmt: skip
    with pytest.raises(RefusedFileError, match="found 5,001 rows of indicators"):
        read_sheet(sheet)
