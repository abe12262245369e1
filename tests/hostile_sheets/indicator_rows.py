"""Rows that are indicators: one commune, several side by side, and one figure a row."""

from collections.abc import Iterator
from typing import Any

from tests.hostile_sheets.case import TITLE, SheetCase, Truth, told, xlsx
from tests.reports import Rows

POOR = told("poverty_rate", ("4.25", "3.5"))


def cases() -> Iterator[SheetCase]:
    yield from _by_indicator()
    yield from _long()


def _by_indicator() -> Iterator[SheetCase]:
    def across(*rows: list[Any], header: list[Any] | None = None) -> Rows:
        return [[TITLE], header or ["STT", "Chỉ tiêu", "ĐVT", "Xã Bình Mẫu", "Xã Hòa Mẫu"], *rows]

    good = [1, "Tỷ lệ hộ nghèo", "%", 4.25, 3.5]
    for name, (words, unit, *values) in {
        "fallen": ("Tỷ lệ hộ nghèo giảm trong năm", "%", 1, 2),
        "minority": ("Tỷ lệ hộ nghèo người dân tộc", "%", 5, 6),
        "uninsured": ("Tỷ lệ dân số chưa tham gia BHYT", "%", 5, 6),
        "month": ("Thu nhập bình quân đầu người", "triệu đồng/tháng", 6.5, 7.5),
        "men": ("Dân số nam", "người", 6012, 7013),
        "unit": ("Thu NSNN trên địa bàn", "trăm triệu", 65, 75),
        "only-per-cent": ("Thu NSNN trên địa bàn", "%", 65, 75),
        "no-unit": ("Thu NSNN trên địa bàn", None, 65, 75),
        "start": ("Tỷ lệ hộ nghèo đầu năm", "%", 5, 6),
        "whole": ("Tỷ lệ hộ cận nghèo toàn tỉnh", "%", 5, 6),
        "count": ("Dân số", "người", 31.554, 12.005),
    }.items():
        rows = across(good, [2, words, unit, *values])
        yield xlsx("indicator-row", name, rows, POOR)
    header = ["STT", "Chỉ tiêu", "ĐVT", "Xã Bình Mẫu", None, None]
    ratio: Rows = [
        [TITLE],
        header,
        [None, None, None, "KH", "TH", "Tỷ lệ (%)"],
        [1, "Tỷ lệ hộ nghèo", "%", 4, 4.25, 96],
        [2, "Thu ngân sách xã", "tỷ đồng", 10, 12, 120],
    ]
    truth: Truth = (
        told("poverty_rate", ("4.25",))
        | told("budget_revenue", ("12",))
        | told("budget_revenue_vs_plan", ("120",))
    )
    merges = ("A2:A3", "B2:B3", "C2:C3", "D2:F2")
    yield xlsx("indicator-ratio", "of-plan", ratio, truth, merges=merges)
    years: Rows = [
        [TITLE],
        header,
        [None, None, None, "Năm 2024", "Năm 2025", "Tỷ lệ (%)"],
        [1, "Tỷ lệ hộ nghèo", "%", 4, 4.25, 96],
    ]
    yield xlsx(
        "indicator-ratio",
        "of-years",
        years,
        told("poverty_rate", ("4.25",)) | told("poverty_rate", ("4",), "2024-12-31"),
        merges=merges,
    )
    more = ["STT", "Chỉ tiêu", "ĐVT", "Xã Tân Mẫu", "Xã Đắk N'Mẫu"]
    second = across(good, more, [1, "Tỷ lệ hộ nghèo", "%", 1.25, 2.75])
    yield xlsx(
        "second-table",
        "communes",
        second,
        told("poverty_rate", ("4.25", "3.5", "2.75", "1.25")),
        plain=True,
    )
    beside = across(
        [1, "Tỷ lệ hộ nghèo", "%", 4.25, 1, "Tỷ lệ hộ cận nghèo", "%", 5.25],
        header=["STT", "Chỉ tiêu", "ĐVT", "Xã Bình Mẫu", "STT", "Chỉ tiêu", "ĐVT", "Xã Bình Mẫu"],
    )
    yield xlsx(
        "side-by-side",
        "indicators",
        beside,
        told("poverty_rate", ("4.25",)) | told("near_poverty_rate", ("5.25",)),
        plain=True,
    )


def _long() -> Iterator[SheetCase]:
    header = ["Đơn vị", "Chỉ tiêu", "Đơn vị tính", "Giá trị", "Kỳ"]
    for name, (words, unit, value) in {
        "fallen": ("Tỷ lệ hộ nghèo giảm", "%", 1.5),
        "month": ("Thu nhập bình quân đầu người", "triệu đồng/người/tháng", 6.5),
        "men": ("Dân số nam", "người", 6012),
        "start": ("Tỷ lệ hộ nghèo đầu kỳ", "%", 5.5),
        "no-unit": ("Thu NSNN trên địa bàn", "", 12675),
    }.items():
        rows: Rows = [
            ["Tỉnh Mẫu Đông"],
            header,
            ["Bình Mẫu", "Tỷ lệ hộ nghèo", "%", 4.25, "2025"],
            ["Hòa Mẫu", words, unit, value, "2025"],
        ]
        yield xlsx("long-table", name, rows, told("poverty_rate", ("4.25",)))
