"""Headings that name another figure than the one whose words they contain."""

from collections.abc import Iterator

from tests.hostile_sheets.case import NOTHING, TITLE, SheetCase, of_columns, text, told, xlsx
from tests.reports import Rows

SHARES = (4.25, 3.5, 2.75)
# Heading → why it is not the indicator whose words it contains; values fit the indicator.
OTHER_QUANTITIES = {
    "fallen": ("Tỷ lệ hộ nghèo giảm (%)", SHARES),
    "minority": ("Tỷ lệ hộ nghèo dân tộc thiểu số (%)", SHARES),
    "in-minority": ("Tỷ lệ hộ nghèo là người dân tộc thiểu số (%)", SHARES),
    "rural": ("Tỷ lệ hộ nghèo khu vực nông thôn (%)", SHARES),
    "children": ("Tỷ lệ hộ nghèo có trẻ em (%)", SHARES),
    "relapsed": ("Tỷ lệ hộ tái nghèo (%)", SHARES),
    "escaped": ("Tỷ lệ hộ thoát nghèo, hộ nghèo (%)", SHARES),
    "uninsured": ("Tỷ lệ người dân không tham gia bảo hiểm y tế (%)", (6.5, 7.5, 8.5)),
    "not-yet": ("Tỷ lệ chưa tham gia BHYT (%)", (6.5, 7.5, 8.5)),
    "pupils": ("Tỷ lệ học sinh tham gia BHYT (%)", (96.5, 97.5, 98.5)),
    "voluntary": ("Tỷ lệ hộ gia đình tự nguyện tham gia BHYT (%)", (46.5, 37.5, 48.5)),
    "working-age": ("Dân số trong độ tuổi lao động (người)", (6012, 7013, 8014)),
    "women": ("Dân số nữ (người)", (6012, 7013, 8014)),
    "men": ("Dân số nam (người)", (6012, 7013, 8014)),
    "temporary": ("Dân số tạm trú (người)", (612, 713, 814)),
    "no-water": ("Tỷ lệ hộ thiếu nước sạch (%)", (6.5, 7.5, 8.5)),
    "schools": ("Tỷ lệ trường học sử dụng nước sạch (%)", (96.5, 97.5, 98.5)),
    "late": ("Tỷ lệ hồ sơ giải quyết không đúng hạn (%)", (1.5, 2.5, 3.5)),
    "land-dossiers": ("Tỷ lệ hồ sơ đất đai giải quyết đúng hạn (%)", (91.5, 92.5, 93.5)),
    "dissatisfied": ("Tỷ lệ không hài lòng (%)", (1.5, 2.5, 3.5)),
    "households": ("Thu nhập bình quân hộ (triệu đồng)", (250.5, 260.5, 270.5)),
    "farmers": ("Thu nhập bình quân đầu người hộ nông dân (triệu đồng)", (60.5, 61.5, 62.5)),
    "land-fees": ("Thu ngân sách xã từ tiền sử dụng đất (tỷ đồng)", (6.5, 7.5, 8.5)),
    "less-land-fees": ("Thu NSNN trên địa bàn trừ tiền sử dụng đất (tỷ đồng)", (6.5, 7.5, 8.5)),
    "farm-output": ("Giá trị sản xuất nông nghiệp (tỷ đồng)", (65, 75, 85)),
    "expiring": ("Số sản phẩm OCOP hết hạn", (1, 2, 3)),
    "four-stars": ("Số sản phẩm OCOP 4 sao", (1, 2, 3)),
    "not-met": ("Số tiêu chí NTM chưa đạt", (1, 2, 3)),
    "expelled": ("Số đảng viên bị kỷ luật", (1, 2, 3)),
    "dissolved": ("Số doanh nghiệp mới giải thể", (1, 2, 3)),
    "communes": ("Số xã đạt tiêu chí NTM", (1, 2, 3)),
    "number-in-brackets": ("Tỷ lệ hộ nghèo (số hộ)", SHARES),
    "per-mille": ("Tỷ lệ hộ nghèo (‰)", (42.5, 35.5, 27.5)),
}
OTHER_SCOPES = {
    "start": ("Tỷ lệ hộ nghèo đầu kỳ (%)", SHARES),
    "start-of-year": ("Tỷ lệ hộ nghèo đầu năm 2025 (%)", SHARES),
    "province": ("Tỷ lệ hộ nghèo toàn tỉnh (%)", SHARES),
    "average": ("Tỷ lệ hộ nghèo bình quân chung (%)", SHARES),
    "previous": ("Tỷ lệ hộ nghèo kỳ trước (%)", SHARES),
    "same-time": ("Tỷ lệ hộ nghèo cùng kỳ (%)", SHARES),
    "month-of-year": ("Tỷ lệ hộ nghèo (6/2023) (%)", SHARES),
    "old-standard": ("Tỷ lệ hộ nghèo theo chuẩn giai đoạn 2016-2020 (%)", SHARES),
    "two-years": ("Tỷ lệ hộ nghèo 2023-2024 (%)", SHARES),
    "forecast": ("Tỷ lệ hộ nghèo dự báo (%)", SHARES),
    "month": ("Thu NSNN trên địa bàn phát sinh trong tháng (tỷ đồng)", (6.5, 7.5, 8.5)),
    "assigned": ("Số hồ sơ tiếp nhận kỳ trước chuyển sang", (12, 13, 14)),
    "five-years": ("Thu NSNN trên địa bàn lũy kế 5 năm (tỷ đồng)", (65, 75, 85)),
}
PER_MONTH = {
    "unit": "Thu nhập bình quân (triệu đồng/người/tháng)",
    "bare-unit": "Thu nhập bình quân (triệu đồng/tháng)",
    "words": "Thu nhập bình quân đầu người một tháng (triệu đồng)",
    "slash": "Thu nhập bình quân/người/tháng (triệu đồng)",
}
GROUPS = {
    "part": "Khu vực nông thôn",
    "ethnic": "Đồng bào dân tộc thiểu số",
    "other-area": "Toàn tỉnh",
    "target": "Mục tiêu đến năm 2030",
}


def cases() -> Iterator[SheetCase]:
    for kind, headings in (("other-quantity", OTHER_QUANTITIES), ("other-scope", OTHER_SCOPES)):
        for name, (heading, values) in headings.items():
            yield xlsx(kind, name, of_columns([heading], values), NOTHING)
    for name, heading in PER_MONTH.items():
        yield xlsx("per-month", name, of_columns([heading], (6.5, 7.5, 8.5)), NOTHING)
    yield xlsx(
        "per-month",
        "title",
        of_columns(
            ["Thu nhập bình quân đầu người"],
            (6.5, 7.5, 8.5),
            title="Tỉnh Mẫu Đông năm 2025. ĐVT: triệu đồng/người/tháng",
        ),
        NOTHING,
    )
    yield from _groups()
    yield from _years()
    yield from _titles()


def _groups() -> Iterator[SheetCase]:
    """A line over several columns that makes other figures of all of them."""
    for name, group in GROUPS.items():
        rows: Rows = [
            [TITLE],
            ["STT", "Tên đơn vị", group, None],
            [None, None, "Tỷ lệ hộ nghèo (%)", "Tỷ lệ hộ cận nghèo (%)"],
            [1, "Bình Mẫu", 4.25, 5.25],
            [2, "Hòa Mẫu", 3.5, 4.5],
        ]
        merges = ("A2:A3", "B2:B3", "C2:D2")
        yield xlsx("group-line", name, rows, NOTHING, merges=merges)
        yield text("group-line", f"{name}-csv", rows, NOTHING)


def _years() -> Iterator[SheetCase]:
    """A year in a heading goes before that of the title."""
    old = told("poverty_rate", ("4.25", "3.5", "2.75"), "2024-12-31")
    for name, heading in {
        "bare": "Tỷ lệ hộ nghèo 2024 (%)",
        "brackets": "Tỷ lệ hộ nghèo (2024) (%)",
        "end": "Tỷ lệ hộ nghèo cuối năm 2024 (%)",
        "words": "Tỷ lệ hộ nghèo năm 2024 (%)",
    }.items():
        yield xlsx("year-in-heading", name, of_columns([heading], SHARES), old)
    for day, end in (("31/12/2023", "2023-12-31"), ("15/6/2023", "2023-06-15")):
        rows = of_columns([f"Tỷ lệ hộ nghèo ({day}) (%)"], SHARES)
        yield xlsx("year-in-heading", end, rows, told("poverty_rate", ("4.25", "3.5", "2.75"), end))
    both = of_columns(["Tỷ lệ hộ nghèo 2024 (%)", "Tỷ lệ hộ nghèo 2025 (%)"], SHARES, (4, 3, 2))
    yield xlsx("year-in-heading", "both", both, old | told("poverty_rate", ("4", "3", "2")))


def _titles() -> Iterator[SheetCase]:
    """Titles that make other figures of all columns."""
    for name, title in {
        "plan": "TỈNH MẪU ĐÔNG - KẾ HOẠCH NĂM 2025",
        "budget": "Tỉnh Mẫu Đông: dự toán giao năm 2025",
        "targets": "Tỉnh Mẫu Đông. Mục tiêu phấn đấu năm 2025",
        "minority": "Tỉnh Mẫu Đông: tình hình đồng bào dân tộc thiểu số năm 2025",
    }.items():
        rows = of_columns(["Tỷ lệ hộ nghèo (%)"], SHARES, title=title)
        yield xlsx("title", name, rows, NOTHING)
