"""A plan, a share of a plan, a change or an unnamed period is never taken for a level."""

from datetime import date
from pathlib import Path

import pytest

from indicators.spreadsheets.headings.columns import read_heading
from indicators.spreadsheets.importing import import_report
from indicators.spreadsheets.reading import Question
from indicators.spreadsheets.reference import Reference, load_reference
from tests.invented_country import make_invented_country
from tests.reports import Rows, write_xlsx

SHARE, PLAN = "a share of the plan, not a level", "a plan, not a result"
CHANGE, OTHER = "a change, not a level", "another period, without its year"


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return load_reference(make_invented_country(tmp_path_factory.mktemp("country") / "data"))


@pytest.mark.parametrize(
    ("heading", "why"),
    [
        (("Tỷ lệ hộ nghèo", "TH/KH (%)"), SHARE),
        (("Tỷ lệ hộ nghèo", "% KH"), SHARE),
        (("Tỷ lệ hộ nghèo", "Đạt KH"), SHARE),
        (("Tỷ lệ hộ nghèo so với kế hoạch (%)",), SHARE),
        (("Tỷ lệ hộ nghèo", "TH/KH (%)", "Năm 2025"), SHARE),
        (("Tỷ lệ giải ngân", "TH/KH (%)"), SHARE),
        (("Tỷ lệ hộ nghèo", "Tỷ lệ (%)", "ƯTH 2025/KH 2025"), SHARE),
        (("Tỷ lệ hộ nghèo", "So với (%)", "KH 2025"), SHARE),
        (("Tỷ lệ hộ nghèo", "So sánh TH/KH (%)", "Tỉnh giao"), SHARE),
        (("Thu NSNN trên địa bàn so với dự toán", "Tỉnh giao"), PLAN),
        (("Tỷ lệ hộ nghèo", "So sánh (%)", "TH 2024"), CHANGE),
        (("Tỷ lệ hộ nghèo", "So với (%)", "Năm 2024"), CHANGE),
        (("Tỷ lệ hộ nghèo", "So sánh (%)"), CHANGE),
        (("Tỷ lệ hộ nghèo", "Kế hoạch", "Năm 2026"), PLAN),
        (("Thu NSNN trên địa bàn", "KH 2026/TH 2025 (%)"), PLAN),
        (("Thu NSNN trên địa bàn", "Dự toán 2026 so với thực hiện 2025 (%)"), PLAN),
        (("Tỷ lệ hộ nghèo", "TH 2025/TH 2024 (%)"), CHANGE),
        (("Tỷ lệ hộ nghèo", "So với năm 2024 (%)"), CHANGE),
        (("Tỷ lệ hộ nghèo", "TH/CK"), CHANGE),
        (("Tỷ lệ hộ nghèo", "Thực hiện năm trước"), OTHER),
    ],
)
def test_what_is_no_level_is_left_out(
    heading: tuple[str, ...], why: str, reference: Reference
) -> None:
    reading = read_heading(heading, reference.vocabulary, reference.catalogue, "")
    assert (reading.ignored, reading.indicator_id) == (why, None)


@pytest.mark.parametrize(
    ("heading", "indicator"),
    [
        (("Kết quả thực hiện kế hoạch năm 2025 (%)", "Tỷ lệ hộ nghèo"), "poverty_rate"),
        (("Tỷ lệ hộ nghèo", "Thực hiện kế hoạch năm 2025"), "poverty_rate"),
        (("Tỷ lệ hộ nghèo", "Thực hiện tháng 1/2026 (%)"), "poverty_rate"),
        (("Tỷ lệ hộ nghèo", "Năm trước (năm 2024)"), "poverty_rate"),
        (("Số tiêu chí NTM", "Đạt đến 31/12/2025"), "ntm_criteria_met"),
        (("Giải ngân vốn đầu tư công", "% kế hoạch"), "public_investment_disbursed_share"),
        (("Tỷ lệ giải ngân kế hoạch vốn", "So với KH tỉnh giao (%)"),
         "public_investment_disbursed_share"),
        (("Thu NSNN trên địa bàn", "Tỷ lệ (%)", "ƯTH 2025/KH 2025"), "budget_revenue_vs_plan"),
        (("Thu NSNN trên địa bàn", "So sánh (%)", "TH/DT tỉnh giao"), "budget_revenue_vs_plan"),
        (("Thu NSNN trên địa bàn", "TH/DT (%)", "Tỉnh giao"), "budget_revenue_vs_plan"),
        (("Chi ngân sách", "TH/DT (%)"), "budget_expenditure_vs_plan"),
        (("Thu ngân sách năm 2025 so với dự toán năm 2025 (%)",), "budget_revenue_vs_plan"),
    ],
)  # fmt: skip
def test_what_only_sounds_like_a_plan_is_read(
    heading: tuple[str, ...], indicator: str, reference: Reference
) -> None:
    reading = read_heading(heading, reference.vocabulary, reference.catalogue, "")
    assert (reading.ignored, reading.indicator_id) == (None, indicator)


def test_a_wide_table_leaves_out_the_share_of_its_plan(
    tmp_path: Path, reference: Reference
) -> None:
    rows: Rows = [
        ["Tỉnh Mẫu Đông, năm 2025"],
        ["Tên đơn vị", "Tỷ lệ hộ nghèo", None, None],
        [None, "Kế hoạch (%)", "Thực hiện (%)", "TH/KH (%)"],
        ["Bình Mẫu", 2, 1.5, 75],
    ]
    path = write_xlsx(tmp_path / "x.xlsx", rows, merges=("A2:A3", "B2:D2"))
    question = Question("bao-cao-mau-2026", recorded_on=date(2026, 11, 1))
    report = import_report(path, reference, question)
    assert [(one["value"], one["locator"]) for one in report.accepted] == [("1.5", "Biểu 1!C4")]
    assert [column.why for column in report.ignored] == [PLAN, SHARE]
    assert report.cells_read == 1
