"""Office reports about invented places, each read to the last cell."""

from datetime import date
from pathlib import Path

import pytest

from indicators.refusal import RefusedFileError
from indicators.spreadsheets.importing import import_report, summary
from indicators.spreadsheets.reading import Question, Report
from indicators.spreadsheets.reference import Reference, load_reference
from tests.invented_country import make_invented_country
from tests.reports import BUILDERS, PLAIN, Rows, csv_bytes, tones_apart, write_xlsx

FILES = Path(__file__).parent / "report_files"
QUESTION = Question("bao-cao-mau-2026", recorded_on=date(2026, 11, 1))
YEAR_2025 = ("2025-01-01", "2025-12-31")
# Candidates in short: area, indicator, basis, value, qualifier, status, as printed.
SHORT = ("area_code", "indicator_id", "basis", "value", "qualifier", "status", "as_printed")


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return load_reference(make_invented_country(tmp_path_factory.mktemp("country") / "data"))


def read(name: str, folder: Path, reference: Reference, question: Question = QUESTION) -> Report:
    return import_report(BUILDERS[name](folder / f"{name}.xlsx"), reference, question)


def short(report: Report) -> list[tuple[str, ...]]:
    return [tuple(one[column] for column in SHORT) for one in report.accepted]


def periods(report: Report) -> set[tuple[str, str]]:
    return {(one["period_start"], one["period_end"]) for one in report.accepted}


def rejected(report: Report) -> list[tuple[str, str]]:
    return [(reject.place.rpartition("!")[2], reject.reason_code) for reject in report.rejects]


ANNUAL = [
    ("97001", "poverty_rate", "", "1.92", "exact", "A", "1,92"),
    ("97001", "income_per_capita", "", "78.6", "exact", "A", "78,6"),
    ("97001", "budget_revenue", "area", "12.6755", "exact", "A", "12.675,5 triệu đồng"),
    ("97001", "budget_revenue_vs_plan", "area.province", "126.76", "exact", "A", "126,76%"),
    ("97002", "budget_revenue", "area", "9", "exact", "A", "9.000 triệu đồng"),
    ("97003", "poverty_rate", "", "0", "exact", "A", "0%"),
    ("97003", "income_per_capita", "", "60.5", "about", "A", "khoảng 60,5"),
    ("97003", "budget_revenue", "area", "5", "exact", "A", "5.000 triệu đồng"),
    ("97003", "budget_revenue_vs_plan", "area.province", "50", "exact", "A", "50%"),
]
ANNUAL_SKIPPED = [(7, "group"), (10, "group"), (12, "total"), (13, "footnote")]


def test_two_row_headers_groups_totals_and_missing_marks(
    tmp_path: Path, reference: Reference
) -> None:
    report = read("annual", tmp_path, reference)
    assert short(report) == ANNUAL
    assert periods(report) == {YEAR_2025}
    assert [(one.mark, one.reason) for one in report.missing] == [
        ("-", "no_occurrence"), ("…", "not_available"), ("x", "not_applicable"),
    ]  # fmt: skip
    assert rejected(report) == [(cell, "unknown_indicator") for cell in ("C8", "C9", "C11")]
    assert [(row.row, row.kind) for row in report.skipped] == ANNUAL_SKIPPED
    assert [column.why for column in report.ignored] == ["a plan, not a result"]
    assert summary(report)[0] == (
        "annual.xlsx: 9 accepted + 3 missing + 3 rejected = 15 cells read"
    )


def test_every_candidate_carries_its_cell_source_and_note(
    tmp_path: Path, reference: Reference
) -> None:
    first = read("annual", tmp_path, reference).accepted[0]
    assert first["locator"] == "Biểu 1!D8"
    assert first["source_id"] == "bao-cao-mau-2026"
    assert first["note"] == "đã kiểm tra"
    assert (first["recorded_on"], first["revision"]) == ("2026-11-01", "1")
    assert (first["decision"], first["unit"]) == ("accept", "%")
    assert first["area_name"] == "An Mẫu (xã, Mẫu Đông) 97001"


@pytest.mark.parametrize("name", ["invented-annual.xls", "invented-annual.ods"])
def test_old_excel_and_libreoffice_files_read_alike(name: str, reference: Reference) -> None:
    # The same report as saved by LibreOffice, with a formula in G9 in place of the number.
    report = import_report(FILES / name, reference, QUESTION)
    assert short(report) == [row for row in ANNUAL if row[0] != "97002"]
    assert rejected(report) == [
        ("C8", "unknown_indicator"), ("C9", "unknown_indicator"), ("G9", "formula"),
        ("C11", "unknown_indicator"),
    ]  # fmt: skip
    assert [(row.row, row.kind) for row in report.skipped] == ANNUAL_SKIPPED


def test_years_side_by_side_with_estimate_plan_and_change(
    tmp_path: Path, reference: Reference
) -> None:
    report = read("years", tmp_path, reference)
    found = [
        (one["area_code"], one["period_end"], one["value"], one["status"])
        for one in report.accepted
    ]
    assert found == [
        ("97001", "2024-12-31", "70.5", "A"), ("97001", "2025-12-31", "78.6", "E"),
        ("97005", "2024-12-31", "80", "A"), ("97005", "2025-12-31", "88.25", "E"),
    ]  # fmt: skip
    assert [column.why for column in report.ignored] == [
        "a plan, not a result", "a change, not a level",
    ]  # fmt: skip


def test_percentages_are_read_as_they_are_shown(tmp_path: Path, reference: Reference) -> None:
    report = read("digital", tmp_path, reference)
    shares = [one for one in report.accepted if one["indicator_id"] == "online_dossier_share"]
    assert [(one["value"], one["as_printed"], one["note"]) for one in shares] == [
        ("96.88", "96,88%", ""),
        ("83.1", "83,1%", "ô chứa / the cell holds 83,06"),
    ]
    assert periods(report) == {("2026-01-01", "2026-06-30")}
    assert len(report.accepted) == report.cells_read == 8


def test_criteria_with_their_number_and_not_for_wards(tmp_path: Path, reference: Reference) -> None:
    report = read("criteria", tmp_path, reference)
    found = [
        (one["area_code"], one["basis"], one["value"], one["denominator"])
        for one in report.accepted
    ]
    # Lộc Mẫu became a ward in April 2026; on the last day of 2025 it was a commune.
    assert found == [
        ("97001", "set_2021", "15", "19"), ("97001", "set_2021", "8", "19"),
        ("97009", "set_2021", "19", "19"),
    ]  # fmt: skip
    assert rejected(report) == [("C5", "not_applicable")]
    assert [one.reason for one in report.missing] == ["blank", "not_available"]


def test_codes_and_names_have_to_agree(tmp_path: Path, reference: Reference) -> None:
    report = read("codes", tmp_path, reference)
    assert [one["area_code"] for one in report.accepted] == ["97002", "97003", "98001"]
    assert rejected(report) == [
        ("C5", "code_and_name_disagree"), ("C6", "unknown_area"), ("C7", "unknown_area"),
    ]  # fmt: skip
    assert report.rejects[1].detail == "a former code, now in 97001"


def test_provinces_below_one_another_and_beside_the_names(
    tmp_path: Path, reference: Reference
) -> None:
    below = read("nation", tmp_path, reference)
    assert [(one["area_code"], one["value"]) for one in below.accepted] == [
        ("97", "93"), ("97003", "92.5"), ("98", "95"), ("98001", "94.5"), ("98002", "95.5"),
    ]  # fmt: skip
    beside = read("province_column", tmp_path, reference)
    assert [(one["area_code"], one["value"]) for one in beside.accepted] == [
        ("97003", "42.5"), ("98001", "12.5"),
    ]  # fmt: skip
    assert rejected(beside) == [("C4", "ambiguous_area")]
    assert beside.rejects[0].detail == ("Hòa Mẫu (xã, Mẫu Đông) 97003; Hòa Mẫu (xã, Mẫu Tây) 98001")


def test_the_province_asked_for_settles_a_name(tmp_path: Path, reference: Reference) -> None:
    question = Question("bao-cao-mau-2026", province="98", recorded_on=date(2026, 11, 1))
    report = read("province_column", tmp_path, reference, question)
    # Row 4 is Hòa Mẫu of Mẫu Tây then, and so the second value for the figure of row 3.
    assert rejected(report) == [("C3", "duplicate_in_file"), ("C4", "duplicate_in_file")]
    assert [one["area_code"] for one in report.accepted] == ["97003"]


def test_long_tables_with_their_own_units_and_periods(tmp_path: Path, reference: Reference) -> None:
    report = read("long_table", tmp_path, reference)
    found = [
        (one["area_code"], one["indicator_id"], one["value"], one["period_start"],
         one["period_end"], one["as_printed"])
        for one in report.accepted
    ]  # fmt: skip
    assert found == [
        ("97001", "population", "12500", "", "2025-12-31", "12,5 nghìn người"),
        ("97001", "income_per_capita", "78.6", *YEAR_2025, "78.600 nghìn đồng"),
        ("97002", "poverty_rate", "3.25", "2026-01-01", "2026-06-30", "3,25"),
    ]
    assert rejected(report) == [("D5", "unknown_indicator")]
    assert [one.reason for one in report.missing] == ["no_occurrence"]


def test_headers_repeated_on_later_pages_are_no_rows(tmp_path: Path, reference: Reference) -> None:
    report = read("pages", tmp_path, reference)
    assert [one["value"] for one in report.accepted] == ["3.5", "4.5"]
    assert [row.kind for row in report.skipped] == ["repeated header", "footnote"]


def test_each_fault_has_its_reason_and_nothing_of_it_is_taken(
    tmp_path: Path, reference: Reference
) -> None:
    report = read("faults", tmp_path, reference)
    assert rejected(report) == [
        ("C3", "contradicts_accepted"), ("C4", "formula"), ("C5", "not_a_number"),
        ("C6", "not_a_number"), ("C7", "not_a_number"), ("C8", "implausible_value"),
        ("C9", "unknown_area"), ("C10", "unknown_area"), ("C12", "duplicate_in_file"),
        ("C13", "duplicate_in_file"), ("C14", "duplicate_in_file"), ("C15", "unknown_area"),
        ("C16", "unknown_area"),
    ]  # fmt: skip
    assert [(one["area_code"], one["value"]) for one in report.accepted] == [("97008", "2.5")]
    details = {reject.place: reject.detail for reject in report.rejects}
    assert details["Biểu 1!C3"] == "accepted: 1.92 (1,92%) from bao-mau-2026"
    assert details["Biểu 1!C4"] == "=1+1"
    assert details["Biểu 1!C10"] == (
        "a former unit, today part of An Mẫu (xã, Mẫu Đông) 97001; Bình Mẫu (xã, Mẫu Đông) 97002"
    )
    assert details["Biểu 1!C16"] == (
        "not this type or province; there is Thủy Mẫu (phường, Mẫu Đông) 97005"
    )


def test_units_of_headings_become_those_of_the_catalogue(
    tmp_path: Path, reference: Reference
) -> None:
    report = read("units", tmp_path, reference)
    found = [(one["indicator_id"], one["value"], one["as_printed"]) for one in report.accepted]
    assert found == [
        ("budget_revenue", "12.6755", "12.675.500 nghìn đồng"),
        ("area_km2", "12.345", "1.234,5 ha"),
        ("population", "12500", "12,5 nghìn người"),
        ("income_per_capita", "78.6", "78.600.000 đồng"),
    ]
    assert {one["period_end"] for one in report.accepted} == {"2025-09-30"}


def test_the_sheet_with_the_table_is_chosen_and_the_others_named(
    tmp_path: Path, reference: Reference
) -> None:
    report = read("sheets", tmp_path, reference)
    assert report.mapping.sheet == "Số liệu năm 2025"
    assert report.unread_sheets == ["Bìa", "Nháp"]
    assert [one["value"] for one in report.accepted] == ["91.5", "80.5"]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_csv_in_every_separator_and_encoding(
    separator: str, encoding: str, tmp_path: Path, reference: Reference
) -> None:
    path = tmp_path / "bao-cao.csv"
    path.write_bytes(csv_bytes(PLAIN, separator, encoding))
    report = import_report(path, reference, QUESTION)
    assert short(report) == [
        ("97004", "poverty_rate", "", "4.25", "exact", "A", "4,25"),
        ("97005", "poverty_rate", "", "0.5", "exact", "A", "0,5"),
    ]
    assert [one["locator"] for one in report.accepted] == ["dòng 4, cột C", "dòng 5, cột C"]
    assert [(row.row, row.kind) for row in report.skipped] == [(6, "total")]


def test_csv_in_windows_1258(tmp_path: Path, reference: Reference) -> None:
    path = tmp_path / "cu.csv"
    rows = [[tones_apart(cell) for cell in row] for row in PLAIN]
    path.write_bytes(csv_bytes(rows, ";", "cp1258"))
    report = import_report(path, reference, QUESTION)
    assert [(one["area_code"], one["value"]) for one in report.accepted] == [
        ("97004", "4.25"), ("97005", "0.5"),
    ]  # fmt: skip


def test_the_period_asked_for_goes_before_the_title(tmp_path: Path, reference: Reference) -> None:
    asked = Question(period=(date(2024, 1, 1), date(2024, 12, 31)), recorded_on=date(2026, 11, 1))
    report = read("pages", tmp_path, reference, asked)
    assert periods(report) == {("2024-01-01", "2024-12-31")}


def test_without_any_period_the_file_is_refused(tmp_path: Path, reference: Reference) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", [["Tên đơn vị", "Tỷ lệ hộ nghèo (%)"], ["An Mẫu", 1]])
    with pytest.raises(RefusedFileError, match=r"no period.*give --year 2025"):
        import_report(path, reference, QUESTION)


def test_a_period_to_come_is_no_observation(tmp_path: Path, reference: Reference) -> None:
    asked = Question(period=(date(2026, 1, 1), date(2026, 12, 31)), recorded_on=date(2026, 11, 1))
    report = read("pages", tmp_path, reference, asked)
    assert [code for _cell, code in rejected(report)] == ["breaks_rule", "breaks_rule"]


def test_shares_of_one_without_a_percent_format_are_left_undecided(
    tmp_path: Path, reference: Reference
) -> None:
    rows: Rows = [
        ["Tỉnh Mẫu Đông năm 2025"],
        ["Tên đơn vị", "Tỷ lệ hồ sơ trực tuyến (%)", "Tỷ lệ hộ nghèo (%)"],
        ["An Mẫu", 0.95, None], ["Bình Mẫu", 0.9, 0.4], ["Tân Mẫu", 0.85, 0.3],
    ]  # fmt: skip
    report = import_report(write_xlsx(tmp_path / "x.xlsx", rows), reference, QUESTION)
    undecided = [one["indicator_id"] for one in report.accepted if not one["decision"]]
    assert undecided == ["online_dossier_share"] * 3
    assert {one["confidence"] for one in report.accepted} == {"1", "0.5"}
