"""Cells, headings and periods one by one, and the sum of all cells for tables drawn at random."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.spreadsheets.files.marks import Marks, cell_name, column_number, place_of
from indicators.spreadsheets.files.marks_ods import shown_format
from indicators.spreadsheets.files.workbook import Sheet
from indicators.spreadsheets.headings.columns import read_heading
from indicators.spreadsheets.headings.stated_periods import stated_period, without_period
from indicators.spreadsheets.importing import import_report
from indicators.spreadsheets.mapping.proposing import propose
from indicators.spreadsheets.reading import Question, read_report
from indicators.spreadsheets.reference import Reference, load_reference
from indicators.spreadsheets.rows.cells import Figure, NotAFigure, missing_mark, read_figure
from indicators.vocabularies.heading_words import Unit
from tests.invented_country import make_invented_country
from tests.reports import BUILDERS

PERCENT = Unit("%", Decimal(1), "")
BILLION = Unit("tỷ đồng", Decimal(1), "")
OF_MILLIONS = Unit("tỷ đồng", Decimal("0.001"), "triệu đồng")
CRITERIA = Unit("tiêu chí", Decimal(1), "")
PEOPLE = Unit("người", Decimal(1), "")


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return load_reference(make_invented_country(tmp_path_factory.mktemp("country") / "data"))


@pytest.mark.parametrize(
    ("value", "number_format", "unit", "expected", "printed"),
    [
        (0.9688, "0.00%", PERCENT, "96.88", "96,88%"),
        (0.9688, "0%", PERCENT, "97", "97%"),
        (96.88, "", PERCENT, "96.88", "96,88%"),
        (78.60000000000001, "", PERCENT, "78.6", "78,6%"),
        (12.675, "#,##0.0", BILLION, "12.7", "12,7"),
        (12675, "#,##0", OF_MILLIONS, "12.675", "12.675 triệu đồng"),
        ("96,88 %", "", PERCENT, "96.88", "96,88 %"),
        ("1.204,6", "", BILLION, "1204.6", "1.204,6"),
        ("6.012", "", PEOPLE, "6012", "6.012"),
        ("1,2 nghìn tỷ", "", BILLION, "1200", "1,2 nghìn tỷ"),
        ("45 triệu đồng", "", BILLION, "0.045", "45 triệu đồng"),
        ("12,5 nghìn người", "", PEOPLE, "12500", "12,5 nghìn người"),
        ("-0,85", "", PERCENT, "-0.85", "-0,85"),
        (-0.85, "", PERCENT, "-0.85", "-0,85%"),
        (0, "", PERCENT, "0", "0%"),
    ],
)
def test_a_figure_is_what_the_cell_shows(
    value: Any, number_format: str, unit: Unit, expected: str, printed: str
) -> None:
    figure = read_figure(value, number_format, unit)
    assert isinstance(figure, Figure)
    assert (figure.value, figure.as_printed) == (Decimal(expected), printed)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [("khoảng 5", "about"), ("Hơn 5", "at_least"), (">5", "at_least"), ("gần 5", "nearly"),
     ("dưới 5", "at_most"), ("≤ 5", "at_most"), ("đạt 5", "exact")],
)  # fmt: skip
def test_words_before_a_number_are_its_qualifier(text: str, qualifier: str) -> None:
    figure = read_figure(text, "", PERCENT)
    assert isinstance(figure, Figure)
    assert (figure.value, figure.qualifier) == (5, qualifier)


@pytest.mark.parametrize(
    ("value", "unit"),
    [("5 và 6", PERCENT), ("chưa rõ", PERCENT), ("tăng 5", PERCENT), ("5 xã", PERCENT),
     ("(5)", PERCENT), (True, PERCENT), (date(2025, 10, 12), CRITERIA), (float("nan"), PERCENT),
     ("4002/5919", PERCENT), ("5%", PEOPLE)],
)  # fmt: skip
def test_what_is_no_figure_of_the_unit_is_said_so(value: Any, unit: Unit) -> None:
    assert isinstance(read_figure(value, "", unit), NotAFigure)


def test_a_percentage_in_a_column_of_money_is_no_figure() -> None:
    assert isinstance(read_figure(0.5, "0%", BILLION), NotAFigure)


@pytest.mark.parametrize(
    ("mark", "reason"),
    [("", "blank"), (None, "blank"), ("  ", "blank"), ("-", "no_occurrence"),
     ("–", "no_occurrence"), ("…", "not_available"), ("...", "not_available"),
     ("N/A", "not_available"), ("x", "not_applicable"), ("X", "not_applicable"),
     ("0", None), (0, None), ("chưa rõ", None)],
)  # fmt: skip
def test_marks_of_missing_have_their_reason(
    mark: Any, reason: str | None, reference: Reference
) -> None:
    found = missing_mark(mark, reference.vocabulary)
    assert (found.reason if found else None) == reason


@pytest.mark.parametrize(
    ("heading", "indicator", "basis"),
    [
        (("Tỷ lệ hộ nghèo (%)",), "poverty_rate", None),
        (("Tỷ lệ hộ cận nghèo (%)",), "near_poverty_rate", None),
        (("Hộ nghèo và cận nghèo", "Tỷ lệ (%)"), None, None),
        (("Hộ nghèo", "Số hộ"), None, None),
        (("Thu nhập bình quân/tháng (triệu đồng)",), None, None),
        (("Thu NSNN trên địa bàn", "Thực hiện (tỷ đồng)"), "budget_revenue", "area"),
        (("Thu NSNN trên địa bàn", "Đạt % dự toán tỉnh giao"), "budget_revenue_vs_plan",
         "area.province"),
        (("Thu NSNN trên địa bàn so với dự toán (%)",), "budget_revenue_vs_plan",
         "area.unspecified"),
        (("Thu ngân sách xã", "TH/DT tỉnh giao (%)"), "budget_revenue_vs_plan", "own.province"),
        (("Thu ngân sách (tỷ đồng)",), "budget_revenue", "unspecified"),
        (("Giải ngân vốn đầu tư công", "% kế hoạch"), "public_investment_disbursed_share", None),
        (("Số tiêu chí NTM nâng cao",), "ntm_advanced_criteria_met", None),
        (("Số tiêu chí NTM",), "ntm_criteria_met", None),
        (("poverty_rate",), "poverty_rate", None),
        (("Số cột điện",), None, None),
    ],
)  # fmt: skip
def test_headings_and_their_indicators(
    heading: tuple[str, ...], indicator: str | None, basis: str | None, reference: Reference
) -> None:
    reading = read_heading(heading, reference.vocabulary, reference.catalogue, "")
    assert (reading.indicator_id, reading.basis) == (indicator, basis)


@pytest.mark.parametrize(
    ("heading", "why"),
    [(("Thu NSNN", "Dự toán (tỷ đồng)"), "a plan, not a result"),
     (("Tỷ lệ hộ nghèo (%)", "KH năm 2026"), "a plan, not a result"),
     (("Tỷ lệ hộ nghèo", "Tăng, giảm (%)"), "a change, not a level")],
)  # fmt: skip
def test_plans_and_changes_are_no_results(
    heading: tuple[str, ...], why: str, reference: Reference
) -> None:
    assert read_heading(heading, reference.vocabulary, reference.catalogue, "").ignored == why


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Năm 2025", "2025-01-01", "2025-12-31"),
        ("6 tháng đầu năm 2025", "2025-01-01", "2025-06-30"),
        ("6 tháng cuối năm 2025", "2025-07-01", "2025-12-31"),
        ("9 tháng năm 2026", "2026-01-01", "2026-09-30"),
        ("9T/2026", "2026-01-01", "2026-09-30"),
        ("Quý III/2026", "2026-07-01", "2026-09-30"),
        ("quý 4 năm 2025", "2025-10-01", "2025-12-31"),
        ("Tháng 02 năm 2024", "2024-02-01", "2024-02-29"),
        ("từ ngày 1/7 đến 10/11/2025", "2025-07-01", "2025-11-10"),
        ("đến hết ngày 30/9/2026", "2026-01-01", "2026-09-30"),
        ("Giai đoạn 2021-2025", "2021-01-01", "2025-12-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("đến ngày 30 tháng 9 năm 2026", "2026-01-01", "2026-09-30"),
    ],
)
def test_stated_periods(text: str, first: str, last: str) -> None:
    assert stated_period(text) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "Báo cáo số 12/BC-UBND ngày 15/01/2026",
        "Mẫu Trung, ngày 15 tháng 01 năm 2026",
        "tháng 13/2025",
        "đến ngày 31/6/2025",
        "202",
    ],
)
def test_what_states_no_period(text: str) -> None:
    assert stated_period(text) is None


def test_headings_of_two_months_are_equal_without_their_periods() -> None:
    january, february = "Thực hiện tháng 1/2026 (%)", "Thực hiện tháng 2/2026 (%)"
    assert without_period(january) == without_period(february) == "thuc hien (%)"


def test_cell_names_and_places() -> None:
    assert (cell_name(6, 2), cell_name(0, 16383)) == ("C7", "XFD1")
    assert (column_number("AB"), place_of("$C$7")) == (27, (6, 2))
    with pytest.raises(ValueError, match="expected letters"):
        column_number("7")


def test_the_format_behind_a_shown_text() -> None:
    assert shown_format(0.9688, "96,88%") == "0.00%"
    assert shown_format(1234.0, "1.234") == "0"


CELLS = st.one_of(
    st.sampled_from(["", "-", "…", "x", "chưa rõ", "1,5", "0", "250", "5 và 6", "khoảng 7", "12%"]),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.integers(-5, 500),
    st.booleans(),
    st.just(date(2025, 1, 2)),
)
NAMES = st.sampled_from(
    [
        "An Mẫu",
        "Bình Mẫu",
        "Hòa Mẫu",
        "Lạ Mẫu",
        "",
        "Tổng cộng",
        "I. Vùng cao",
        "Thủy Mẫu",
        "Cũ Mẫu",
    ]
)
HEADINGS = st.lists(
    st.sampled_from(["Tỷ lệ hộ nghèo (%)", "Số cột điện", "Số tiêu chí NTM",
                     "Dự toán thu (tỷ đồng)",
                     "Thu nhập bình quân (triệu đồng)", "Ghi chú", "Dân số (người)"]),
    min_size=1, max_size=4,
)  # fmt: skip


@cache
def invented_reference() -> Reference:
    """The reference outside the arguments of a test whose failures print them all."""
    with TemporaryDirectory() as folder:
        return load_reference(make_invented_country(Path(folder)))


@settings(max_examples=200, deadline=None)
@given(data=st.data(), headings=HEADINGS, rows=st.integers(0, 6))
def test_accepted_missing_and_rejected_are_all_cells_read(
    data: st.DataObject, headings: list[str], rows: int
) -> None:
    reference = invented_reference()
    table: list[list[Any]] = [["Tên đơn vị", *headings]]
    for _ in range(rows):
        table.append([data.draw(NAMES), *(data.draw(CELLS) for _ in headings)])
    marks = Marks("t", formulas={(1, 1): "A1"} if data.draw(st.booleans()) else {})
    sheet = Sheet("t", table, marks)
    mapping = propose("t", [sheet], reference.vocabulary, reference.catalogue)
    question = Question("bao-mau-2026", (date(2025, 1, 1), date(2025, 12, 31)), "97")
    report = read_report("t", sheet, mapping, reference, question)
    skipped = {row.row for row in report.skipped}
    first = mapping.header_rows[-1] + 1  # texts without a name may go on with the header
    figure_rows = [
        number
        for number, row in enumerate(table[first:], first + 1)
        if number not in skipped and any(str(cell).strip() for cell in row)
    ]
    assert report.cells_read == len(figure_rows) * len(mapping.figures)
    assert len(report.accepted) + len(report.missing) + len(report.rejects) == report.cells_read
    places = [one["locator"] for one in report.accepted]
    places += [one.place for one in report.missing] + [one.place for one in report.rejects]
    assert len(set(places)) == report.cells_read


@pytest.mark.parametrize("name", sorted(BUILDERS))
def test_the_sum_holds_for_every_report(name: str, tmp_path: Path, reference: Reference) -> None:
    report = import_report(BUILDERS[name](tmp_path / "r.xlsx"), reference, Question())
    assert len(report.accepted) + len(report.missing) + len(report.rejects) == report.cells_read
