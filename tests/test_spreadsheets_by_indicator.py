"""Reports whose rows are indicators: communes or periods in the headings, read to the last cell."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from indicators.spreadsheets.importing import import_report, summary
from indicators.spreadsheets.reading import Question, Report
from indicators.spreadsheets.reference import Reference, load_reference
from tests.invented_country import make_invented_country
from tests.reports import BUILDERS, Rows, csv_bytes, write_xlsx

QUESTION = Question("bao-cao-mau-2026", recorded_on=date(2026, 11, 1))
Y2024, Y2025 = ("2024-01-01", "2024-12-31"), ("2025-01-01", "2025-12-31")
H2025, H2026 = ("2025-01-01", "2025-06-30"), ("2026-01-01", "2026-06-30")
SHARE, PLAN = "a share of the plan, not a level", "a plan, not a result"
CHANGE = "a change, not a level"


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return load_reference(make_invented_country(tmp_path_factory.mktemp("country") / "data"))


def read(name: str, folder: Path, reference: Reference, question: Question = QUESTION) -> Report:
    return import_report(BUILDERS[name](folder / f"{name}.xlsx"), reference, question)


def cell(place: str) -> str:
    return place.rpartition("!")[2]


def accepted(report: Report) -> list[tuple[str, ...]]:
    """Cell, area, indicator, basis, value, status and as printed of each candidate."""
    columns = ("area_code", "indicator_id", "basis", "value", "status", "as_printed")
    return [(cell(one["locator"]), *(one[name] for name in columns)) for one in report.accepted]


def periods(report: Report) -> dict[str, tuple[str, str]]:
    return {cell(one["locator"]): (one["period_start"], one["period_end"])
            for one in report.accepted}  # fmt: skip


def missing(report: Report) -> list[tuple[str, ...]]:
    return [(cell(one.place), one.area_code, one.indicator_id, one.reason)
            for one in report.missing]  # fmt: skip


def rejected(report: Report) -> list[tuple[str, str]]:
    return [(cell(one.place), one.reason_code) for one in report.rejects]


def skipped(report: Report) -> list[tuple[int, str]]:
    return [(row.row, row.kind) for row in report.skipped]


def test_communes_side_by_side(tmp_path: Path, reference: Reference) -> None:
    report = read("communes_across", tmp_path, reference)
    assert accepted(report) == [
        ("D7", "97001", "budget_revenue", "area", "12.6755", "A", "12.675,5 triệu đồng"),
        ("E7", "97005", "budget_revenue", "area", "90", "A", "90.000 triệu đồng"),
        ("D8", "97001", "income_per_capita", "", "78.6", "A", "78,6"),
        ("F8", "97003", "income_per_capita", "", "61.5", "A", "61,5"),
        ("D10", "97001", "poverty_rate", "", "1.92", "A", "1,92%"),
        ("F10", "97003", "poverty_rate", "", "3.5", "A", "3,5%"),
        ("D12", "97001", "ntm_criteria_met", "set_2021", "15", "A", "15/19"),
        ("F12", "97003", "ntm_criteria_met", "set_2021", "19", "A", "19"),
    ]
    assert set(periods(report).values()) == {Y2025}
    assert missing(report) == [
        ("F7", "97003", "budget_revenue", "no_occurrence"),
        ("E8", "97005", "income_per_capita", "not_available"),
        ("E10", "97005", "poverty_rate", "blank"),
        ("E12", "97005", "ntm_criteria_met", "not_applicable"),
    ]
    assert rejected(report) == [
        ("G7", "unknown_area"), ("G8", "unknown_area"), ("G10", "unknown_area"),
        ("D11", "unknown_indicator"), ("E11", "unknown_indicator"), ("F11", "unknown_indicator"),
        ("G11", "unknown_area"), ("G12", "unknown_area"),
    ]  # fmt: skip
    assert {one.detail for one in report.rejects if one.reason_code == "unknown_indicator"} == {
        "a part of the row above it"
    }
    assert skipped(report) == [(6, "group"), (9, "group"), (13, "footnote")]
    assert [(one.heading, one.why) for one in report.ignored] == [
        ("Thực hiện năm 2025 / Toàn tỉnh", "a total of the communes beside it")
    ]
    assert summary(report)[:2] == [
        "communes_across.xlsx: 8 accepted + 4 missing + 8 rejected = 20 cells read",
        "areas: 3 named over columns, 1 columns with an area that is not known",
    ]
    notes = {one["locator"]: one["note"] for one in report.accepted}
    assert (notes["Biểu 1!D7"], notes["Biểu 1!D8"]) == ("quyết toán", "")


def test_plan_result_and_ratio_below_each_commune(tmp_path: Path, reference: Reference) -> None:
    report = read("communes_with_plans", tmp_path, reference)
    assert accepted(report) == [
        ("E4", "97001", "budget_revenue", "own", "12.5", "A", "12,5"),
        ("F4", "97001", "budget_revenue_vs_plan", "own.unspecified", "125", "A", "125%"),
        ("H4", "97002", "budget_revenue", "own", "6", "A", "6"),
        ("I4", "97002", "budget_revenue_vs_plan", "own.unspecified", "75", "A", "75%"),
        ("E5", "97001", "poverty_rate", "", "1.92", "A", "1,92%"),
        ("H5", "97002", "poverty_rate", "", "2.5", "A", "2,5%"),
        ("E6", "97001", "public_investment_disbursed_share", "", "93", "A", "93%"),
        ("H6", "97002", "public_investment_disbursed_share", "", "90.5", "A", "90,5%"),
        ("E7", "97001", "population", "", "12500", "A", "12,5 nghìn người"),
        ("H7", "97002", "population", "", "8250", "A", "8,25 nghìn người"),
    ]
    assert (report.rejects, report.missing, report.cells_read) == ([], [], 10)
    # 96 % of the planned poverty rate is no poverty rate, 97.9 % of the planned rate none either.
    assert [(cell(one.place), one.why) for one in report.left_out] == [
        (place, SHARE) for place in ("F5", "I5", "F6", "I6", "F7", "I7")
    ]
    assert [one.why for one in report.ignored] == [PLAN, PLAN]
    assert "  skipped 3 cells of column 'Xã An Mẫu / TH/KH (%)': " + SHARE in summary(report)


def test_the_table_of_one_commune_over_years(tmp_path: Path, reference: Reference) -> None:
    report = read("one_commune", tmp_path, reference)
    million = "triệu đồng"
    assert accepted(report) == [
        ("D7", "97001", "gross_output", "", "410", "A", "410"),
        ("F7", "97001", "gross_output", "", "455.5", "E", "455,5"),
        ("D9", "97001", "budget_revenue", "area", "9.8", "A", f"9.800 {million}"),
        ("F9", "97001", "budget_revenue", "area", "12.6755", "E", f"12.675,5 {million}"),
        ("G9", "97001", "budget_revenue_vs_plan", "area.province", "126.76", "A", "126,76%"),
        ("D13", "97001", "poverty_rate", "", "2.9", "A", "2,9%"),
        ("F13", "97001", "poverty_rate", "", "1.92", "E", "1,92%"),
        ("F14", "97001", "population", "", "12500", "E", "12.500"),
    ]
    assert periods(report) == {
        "D7": Y2024, "F7": Y2025, "D9": Y2024, "F9": Y2025, "G9": Y2025, "D13": Y2024,
        "F13": Y2025, "F14": ("", "2025-12-31"),
    }  # fmt: skip
    assert missing(report) == [
        ("D14", "97001", "population", "not_available"),
        ("D16", "97001", "forest_cover", "blank"),
        ("F16", "97001", "forest_cover", "blank"),
    ]
    assert [(cell(one.place), one.detail) for one in report.rejects] == [
        ("D10", "no indicator is called 'Trong đó: Thu tiền sử dụng đất (Triệu đồng)'"),
        ("F10", "no indicator is called 'Trong đó: Thu tiền sử dụng đất (Triệu đồng)'"),
        ("D15", CHANGE), ("F15", CHANGE),
    ]  # fmt: skip
    assert {one.reason_code for one in report.rejects} == {"unknown_indicator"}
    assert [cell(one.place) for one in report.left_out] == [
        "G7", "G10", "G13", "G14", "G15", "G16",
    ]  # fmt: skip
    assert skipped(report) == [
        (6, "group"), (8, "group"), (11, "repeated header"), (12, "group"), (17, "footnote"),
    ]  # fmt: skip
    assert [one.why for one in report.ignored] == [PLAN, CHANGE]
    assert summary(report)[1] == "area: An Mẫu (xã, Mẫu Đông) 97001"


def test_the_half_year_of_one_ward(tmp_path: Path, reference: Reference) -> None:
    report = read("one_commune_half_year", tmp_path, reference)
    assert accepted(report) == [
        ("C4", "97005", "income_per_capita", "", "40.5", "A", "40,5"),
        ("E4", "97005", "income_per_capita", "", "45.25", "E", "45,25"),
        ("C5", "97005", "budget_revenue", "area", "4.5", "A", "4,5"),
        ("E5", "97005", "budget_revenue", "area", "11", "E", "11"),
        ("C6", "97005", "online_dossier_share", "", "88.5", "A", "88,5"),
        ("E6", "97005", "online_dossier_share", "", "96", "E", "khoảng 96"),
        ("G7", "97005", "public_investment_disbursed_share", "", "60", "A", "60%"),
    ]
    # "Ước TH 6 tháng" and "6 tháng so với KH năm" take their year from the title.
    assert periods(report) == {"C4": H2025, "E4": H2026, "C5": H2025, "E5": H2026, "C6": H2025,
                               "E6": H2026, "G7": H2026}  # fmt: skip
    assert missing(report) == [("F6", "97005", "online_dossier_share", "no_occurrence")]
    # "Ước cả năm" ends after the day on which it is recorded; points are no result.
    assert rejected(report) == [
        ("F4", "formula"), ("H4", "unknown_indicator"),
        ("F5", "breaks_rule"), ("G5", "formula"), ("H5", "unknown_indicator"),
        ("H6", "unknown_indicator"),
        ("C7", "unknown_indicator"), ("E7", "unknown_indicator"), ("F7", "unknown_indicator"),
        ("H7", "unknown_indicator"),
    ]  # fmt: skip
    assert [cell(one.place) for one in report.left_out] == ["G4", "G6"]
    assert report.cells_read == 7 + 1 + 10


def test_the_same_table_as_csv(tmp_path: Path, reference: Reference) -> None:
    book = openpyxl.load_workbook(BUILDERS["one_commune"](tmp_path / "t.xlsx"))
    rows = [["" if value is None else str(value).replace(".", ",") for value in row]
            for row in book.worksheets[0].iter_rows(values_only=True)]  # fmt: skip
    path = tmp_path / "bao-cao.csv"
    path.write_bytes(csv_bytes(rows, ";", "utf-8"))
    found = import_report(path, reference, QUESTION)
    expected = read("one_commune", tmp_path, reference)
    shown = ("area_code", "indicator_id", "basis", "value", "status", "period_start", "period_end")
    assert [[one[name] for name in shown] for one in found.accepted] == [
        [one[name] for name in shown] for one in expected.accepted
    ]
    assert found.accepted[0]["locator"] == "dòng 7, cột D"
    assert len(found.left_out) == 6


HEADER = ["Chỉ tiêu", "ĐVT"]


def one_row(folder: Path, reference: Reference, text: str, unit: str, heading: str) -> Report:
    """A table of one row and one column of 1.5, about An Mẫu in 2025."""
    rows: Rows = [["Xã An Mẫu, năm 2025"], [*HEADER, heading], [text, unit, 1.5]]
    return import_report(write_xlsx(folder / "x.xlsx", rows), reference, QUESTION)


@pytest.mark.parametrize(
    ("text", "unit", "heading", "found"),
    [
        ("Hộ cận nghèo", "%", "Thực hiện", "near_poverty_rate 1.5"),
        ("Hộ cận nghèo", "Hộ", "Thực hiện", "unknown_indicator"),
        ("Tỷ lệ hộ cận nghèo", "", "Số liệu năm 2025", "near_poverty_rate 1.5"),
        ("Tỷ lệ hộ cận nghèo dân tộc thiểu số", "%", "Thực hiện", "unknown_indicator"),
        ("Tỷ lệ hộ cận nghèo so với kế hoạch", "%", "Thực hiện", "unknown_indicator"),
        ("Thu ngân sách xã (dự toán tỉnh giao)", "tỷ đồng", "Năm 2025", "unknown_indicator"),
        ("Thu ngân sách xã", "tỷ đồng", "Thực hiện (triệu đồng)", "budget_revenue 0.0015"),
        ("Thu ngân sách xã", "triệu đồng", "TH/DT tỉnh giao", "budget_revenue_vs_plan 1.5"),
        ("Dân số", "giếng", "Thực hiện", "not_a_number"),
        ("Tỷ lệ hộ cận nghèo năm 2024", "%", "Thực hiện năm 2025", "unknown_indicator"),
        ("Số giếng khoan", "%", "Giải ngân năm 2025", "unknown_indicator"),
        ("Tỷ lệ hộ cận nghèo", "%", "Điểm", "unknown_indicator"),
    ],
)
def test_what_row_and_heading_say_together(
    text: str, unit: str, heading: str, found: str, tmp_path: Path, reference: Reference
) -> None:
    report = one_row(tmp_path, reference, text, unit, heading) if heading != "Điểm" else (
        import_report(write_xlsx(tmp_path / "x.xlsx", [
            ["Xã An Mẫu, năm 2025"], [*HEADER, "Thực hiện", heading], [text, unit, None, 1.5],
        ]), reference, QUESTION)
    )  # fmt: skip
    read_as = [f"{one['indicator_id']} {one['value']}" for one in report.accepted]
    assert read_as + [one.reason_code for one in report.rejects] == [found]


def test_a_row_that_contradicts_its_heading_says_both(tmp_path: Path, reference: Reference) -> None:
    report = one_row(tmp_path, reference, "Tỷ lệ hộ nghèo năm 2024", "%", "Thực hiện năm 2025")
    assert report.rejects[0].detail == (
        "the row says 2024-01-01/2024-12-31, its column 2025-01-01/2025-12-31"
    )


def test_villages_and_sums_beside_the_commune_are_not_its_figures(
    tmp_path: Path, reference: Reference
) -> None:
    rows: Rows = [
        ["Xã An Mẫu, năm 2025"],
        [*HEADER, "Thực hiện năm 2025", None, None],
        [None, None, "Thôn Một", "Thôn Hai", "Kết quả"],
        ["Dân số", "người", 100, 200, 300],
    ]
    path = write_xlsx(tmp_path / "x.xlsx", rows, merges=("C2:E2", "A2:A3", "B2:B3"))
    report = import_report(path, reference, QUESTION)
    assert [one["value"] for one in report.accepted] == ["300"]
    assert rejected(report) == [("C4", "unknown_indicator"), ("D4", "unknown_indicator")]


def test_a_group_may_make_another_indicator_of_a_row(tmp_path: Path, reference: Reference) -> None:
    rows: Rows = [
        ["Xã An Mẫu, năm 2025"],
        [*HEADER, "Thực hiện"],
        ["I. Nông thôn mới"],
        ["- Số tiêu chí đạt", "tiêu chí", 19],
        ["II. Nông thôn mới nâng cao"],
        ["- Số tiêu chí đạt", "tiêu chí", 8],
        ["III. Giảm nghèo"],
        ["Tỷ lệ hộ cận nghèo", "%", 1.5],
    ]
    report = import_report(write_xlsx(tmp_path / "x.xlsx", rows), reference, QUESTION)
    assert [(one["indicator_id"], one["value"]) for one in report.accepted] == [
        ("ntm_criteria_met", "19"), ("near_poverty_rate", "1.5"),
    ]  # fmt: skip
    assert [(cell(one.place), one.detail) for one in report.rejects] == [
        ("C6", "below 'II. Nông thôn mới nâng cao' it may be ntm_advanced_criteria_met")
    ]


def test_the_same_figure_twice_is_taken_once(tmp_path: Path, reference: Reference) -> None:
    rows: Rows = [
        ["Xã An Mẫu, năm 2025"],
        [*HEADER, "Thực hiện"],
        ["Dân số", "người", 100],
        ["Dân số trung bình", "người", 100],
    ]
    report = import_report(write_xlsx(tmp_path / "x.xlsx", rows), reference, QUESTION)
    assert [cell(one["locator"]) for one in report.accepted] == ["C3"]
    assert rejected(report) == [("C4", "duplicate_in_file")]
