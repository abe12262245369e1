"""Office reports as provinces send them, about invented places: each function writes one file."""

import csv
import io
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

Rows = Sequence[Sequence[Any]]
TITLE = ("UBND TỈNH MẪU ĐÔNG", "TỔNG HỢP KẾT QUẢ THỰC HIỆN NĂM 2025")


def write_xlsx(
    path: Path, rows: Rows, *, merges: Sequence[str] = (), formats: dict[str, str] | None = None,
    sheet: str = "Biểu 1",
) -> Path:  # fmt: skip
    """Rows from A1 on; ``formats`` gives cells their number format."""
    workbook = openpyxl.Workbook()
    page = workbook.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for merge in merges:
        page.merge_cells(merge)
    for cell, code in (formats or {}).items():
        page[cell].number_format = code
    workbook.save(path)
    return path


def csv_bytes(rows: Rows, separator: str, encoding: str) -> bytes:
    """Rows as CSV in an encoding."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def tones_apart(text: str) -> str:
    """Text as Windows-1258 can hold it: tone marks behind their letters, "ỷ" as y, hook."""
    apart = ""
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        bare = "".join(mark for mark in marks if mark not in TONES)
        tones = "".join(mark for mark in marks if mark in TONES)
        apart += unicodedata.normalize("NFC", bare) + tones
    return apart


def annual(path: Path) -> Path:
    """Title, unit line, two header rows with merged cells, numbering, groups, total, footnote."""
    rows: Rows = [
        [TITLE[0]],
        [TITLE[1]],
        [None] * 6 + ["Đơn vị tính: %"],
        ["STT", "Tên đơn vị", "Hộ nghèo", None,
         "Thu nhập bình quân đầu người (triệu đồng/người/năm)", "Thu NSNN trên địa bàn",
         None, None, "Ghi chú"],
        [None, None, "Số hộ", "Tỷ lệ", None, "Dự toán tỉnh giao (tỷ đồng)",
         "Thực hiện (triệu đồng)", "TH/DT tỉnh giao (%)", None],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)=(7)/(6)", "(9)"],
        ["I", "Vùng cao"],
        [1, "Xã An Mẫu", 20, "1,92", "78,6", 10, 12675.5, 1.2676, "đã kiểm tra"],
        [2, "Bình Mẫu", 31, "-", "…", 10, 9000, "x"],
        ["II", "Vùng thấp"],
        [3, "Hoà Mẫu (*)", 12, 0, "khoảng 60,5", 10, 5000, 0.5],
        [None, "Tổng cộng", 63, 1.4, 70, 30, 26675.5, 0.9],
        ["(*) Số liệu ước."],
    ]  # fmt: skip
    merges = ("A4:A5", "B4:B5", "C4:D4", "E4:E5", "F4:H4", "I4:I5")
    return write_xlsx(path, rows, merges=merges, formats={"H8": "0.00%", "H11": "0%"})


def years(path: Path) -> Path:
    """One indicator over several years: a result, an estimate, a plan and a change."""
    rows: Rows = [
        ["TỈNH MẪU ĐÔNG: thu nhập bình quân đầu người"],
        ["TT", "Xã, phường", "Thu nhập bình quân (triệu đồng/người/năm)", None, None, None],
        [None, None, "Năm 2024", "Ước thực hiện năm 2025", "Kế hoạch năm 2026",
         "So với cùng kỳ (%)"],
        [1, "An Mẫu", 70.5, 78.6, 85, 11.5],
        [2, "Phường Thủy Mẫu", 80, 88.25, 95, 10.3],
    ]  # fmt: skip
    return write_xlsx(path, rows, merges=("A2:A3", "B2:B3", "C2:F2"))


def digital(path: Path) -> Path:
    """Counts and shares of dossiers in a half year; shares formatted as percentages."""
    rows: Rows = [
        ["Tỉnh Mẫu Đông. Kết quả giải quyết thủ tục hành chính 6 tháng đầu năm 2026"],
        ["STT", "Đơn vị", "Số hồ sơ tiếp nhận", "Số hồ sơ trực tuyến", "Tỷ lệ hồ sơ trực tuyến",
         "Tỷ lệ giải quyết đúng hạn (%)"],
        [1, "Đặc khu Đảo Mẫu", 6012, 5824, 0.9688, 99.65],
        [2, "Tân Mẫu", 1204, 1000, 0.8306, 100],
    ]  # fmt: skip
    return write_xlsx(path, rows, formats={"E3": "0.00%", "E4": "0.0%", "C3": "#,##0"})


def criteria(path: Path) -> Path:
    """New-rural criteria as "15/19", in an old set, also for a ward, which has none."""
    rows: Rows = [
        ["TỈNH MẪU ĐÔNG", None, None],
        ["Nông thôn mới đến ngày 31/12/2025"],
        ["STT", "Tên xã", "Số tiêu chí NTM", "Số tiêu chí NTM nâng cao"],
        [1, "An Mẫu", "15/19", 8],
        [2, "Thủy Mẫu", "19/19", None],
        [3, "Lộc Mẫu", 19, "n/a"],
    ]
    return write_xlsx(path, rows)


def codes(path: Path) -> Path:
    """Codes beside names: as number, as text, wrong, former, unknown."""
    rows: Rows = [
        ["Năm 2025"],
        ["Mã xã", "Tên xã", "Tỷ lệ hộ nghèo (%)"],
        [97002, "Bình Mẫu", 2.5],
        ["97003", "Xã Hòa Mẫu", 3.5],
        [97004, "Tân Mẫu", 4.5],
        [90001, "Cũ Mẫu", 5.5],
        [99999, "Không Mẫu", 6.5],
        [98001, None, 7.5],
    ]
    return write_xlsx(path, rows)


def nation(path: Path) -> Path:
    """Two provinces below one another, each a group row, with one name in both."""
    rows: Rows = [
        ["Tỷ lệ bao phủ BHYT năm 2025"],
        ["STT", "Địa phương", "Bao phủ BHYT (%)"],
        ["I", "Tỉnh Mẫu Đông", 93],
        [1, "Hòa Mẫu", 92.5],
        ["II", "Thành phố Mẫu Tây", 95],
        [1, "Hòa Mẫu", 94.5],
        [2, "Phường Mẫu Hải", 95.5],
    ]
    return write_xlsx(path, rows)


def province_column(path: Path) -> Path:
    """The province beside each name; one name without it is left open."""
    rows: Rows = [
        ["Tỉnh", "Tên xã, phường", "Độ che phủ rừng (%) năm 2025"],
        ["Mẫu Đông", "Hòa Mẫu", "42,5"],
        ["Mẫu Tây", "Hòa Mẫu", "12,5"],
        [None, "Hòa Mẫu", "22,5"],
    ]
    return write_xlsx(path, rows)


def long_table(path: Path) -> Path:
    """One figure a row, with indicator, unit and period beside it."""
    rows: Rows = [
        ["Đơn vị", "Chỉ tiêu", "Đơn vị tính", "Giá trị", "Kỳ"],
        ["An Mẫu", "Dân số", "nghìn người", "12,5", "2025"],
        ["An Mẫu", "Thu nhập bình quân đầu người", "nghìn đồng", 78600, "Năm 2025"],
        ["Bình Mẫu", "Tỷ lệ hộ nghèo", "%", "3,25", "6 tháng đầu năm 2026"],
        ["Bình Mẫu", "Số giếng khoan", "giếng", 7, "2025"],
        ["Bình Mẫu", "Tỷ lệ hộ cận nghèo", "%", "-", "2025"],
    ]
    return write_xlsx(path, rows)


def pages(path: Path) -> Path:
    """The header again on the second page, and a signature below."""
    rows: Rows = [
        ["Tỉnh Mẫu Đông", None, "Năm 2025"],
        ["STT", "Tên đơn vị", "Tỷ lệ hộ cận nghèo (%)"],
        [1, "An Mẫu", 3.5],
        ["STT", "Tên đơn vị", "Tỷ lệ hộ cận nghèo (%)"],
        [2, "Bình Mẫu", 4.5],
        [None, None, "NGƯỜI LẬP BIỂU"],
    ]
    return write_xlsx(path, rows)


def faults(path: Path) -> Path:
    """One fault a row: formula, error, text, two numbers, implausible, unknown, former, twice."""
    rows: Rows = [
        ["Tỉnh Mẫu Đông, năm 2025"],
        ["STT", "Tên đơn vị", "Tỷ lệ hộ nghèo (%)"],
        [1, "An Mẫu", 2.92],
        [2, "Bình Mẫu", "=1+1"],
        [3, "Hòa Mẫu", "#DIV/0!"],
        [4, "Đắk N’Mẫu", "đang rà soát"],
        [5, "Thủy Mẫu", "2,5 và 3,5"],
        [6, "Mẫu Trung", 250],
        [7, "Lạ Mẫu", 1.5],
        [8, "Chia Mẫu", 1.5],
        [9, "Tân Mẫu", 2.5],
        [10, "Tân Mẫu", 2.5],
        [11, "Lộc Mẫu", 2.5],
        [12, "Lộc Mẫu", 3.5],
        [13, None, 4.5],
        [14, "Xã Thủy Mẫu", 5.5],
    ]
    path = write_xlsx(path, rows)
    workbook = openpyxl.load_workbook(path)
    workbook.active["C5"].data_type = "e"  # type: ignore[index]
    workbook.save(path)
    return path


def units(path: Path) -> Path:
    """Units in headings that differ from the catalogue's, and a unit behind a comma."""
    rows: Rows = [
        ["Tỉnh Mẫu Đông, 9 tháng năm 2025"],
        ["Đơn vị tính: nghìn đồng"],
        ["STT", "Địa bàn", "Thu ngân sách xã", "Diện tích tự nhiên (ha)", "Dân số, nghìn người",
         "Thu nhập bình quân đầu người (đồng)"],
        [1, "An Mẫu", 12675500, 1234.5, 12.5, 78600000],
    ]  # fmt: skip
    return write_xlsx(path, rows)


def sheets(path: Path) -> Path:
    """A cover, the table on the second sheet, and a hidden copy with fewer columns."""
    workbook = openpyxl.Workbook()
    cover = workbook.active
    assert cover is not None
    cover.title = "Bìa"
    cover.append(["BÁO CÁO NĂM 2025"])
    table = workbook.create_sheet("Số liệu năm 2025")
    table.append(["Tên đơn vị", "Dùng nước sạch (%)", "Thu gom rác thải (%)"])
    table.append(["An Mẫu", 91.5, 80.5])
    hidden = workbook.create_sheet("Nháp")
    hidden.append(["Tên đơn vị", "Dùng nước sạch (%)"])
    hidden.append(["An Mẫu", 1])
    hidden.sheet_state = "hidden"
    workbook.save(path)
    return path


def communes_across(path: Path) -> Path:
    """Indicators as rows, communes as columns: also one of two provinces' names, one unknown."""
    rows: Rows = [
        ["UBND TỈNH MẪU ĐÔNG"],
        ["CHỈ TIÊU KINH TẾ - XÃ HỘI CÁC XÃ, PHƯỜNG NĂM 2025"],
        ["STT", "Chỉ tiêu", "ĐVT", "Thực hiện năm 2025", None, None, None, None, "Ghi chú"],
        [None, None, None, "Xã An Mẫu", "Phường Thủy Mẫu", "Hoà Mẫu", "Lạ Mẫu", "Toàn tỉnh", None],
        ["A", "B", "C", 1, 2, 3, 4, 5, 6],
        ["I", "KINH TẾ"],
        [1, "Thu NSNN trên địa bàn", "Triệu đồng", 12675.5, 90000, "-", 1, 200000, "quyết toán"],
        [2, "Thu nhập bình quân đầu người", "Triệu đồng/người/năm", "78,6", "…", 61.5, 2, 70],
        ["II", "XÃ HỘI"],
        [3, "Tỷ lệ hộ nghèo", "%", 0.0192, None, 0.035, 3, 0.02],
        [None, "- Khu vực nông thôn", "%", 2.5, 0.5, 4, 4, 3],
        [4, "Số tiêu chí NTM", "Tiêu chí", "15/19", "x", 19, 5, None],
        ["Ghi chú: số liệu giả định."],
    ]  # fmt: skip
    merges = ("A3:A4", "B3:B4", "C3:C4", "D3:H3", "I3:I4")
    formats = {"D10": "0.00%", "F10": "0.0%", "H10": "0%"}
    return write_xlsx(path, rows, merges=merges, formats=formats)


def communes_with_plans(path: Path) -> Path:
    """Indicators as rows; plan, result and their ratio below the merged name of each commune."""
    rows: Rows = [
        ["TỈNH MẪU ĐÔNG - KẾT QUẢ NĂM 2025"],
        ["TT", "Chỉ tiêu chủ yếu", "Đơn vị tính", "Xã An Mẫu", None, None, "Xã Bình Mẫu", None,
         None],
        [None, None, None, "Kế hoạch", "Thực hiện", "TH/KH (%)", "Kế hoạch", "Thực hiện",
         "TH/KH (%)"],
        [1, "Thu ngân sách xã", "tỷ đồng", 10, 12.5, 125, 8, 6, 75],
        [2, "Tỷ lệ hộ nghèo", "%", 2, 1.92, 96, 3, 2.5, 83.3],
        [3, "Tỷ lệ giải ngân vốn đầu tư công", "%", 95, 93, 97.9, 95, 90.5, 95.3],
        [4, "Dân số", "nghìn người", None, 12.5, None, None, "8,25", None],
    ]  # fmt: skip
    merges = ("A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:I2")
    return write_xlsx(path, rows, merges=merges)


def one_commune(path: Path) -> Path:
    """The table of one commune over two years, with plan, estimate, comparisons and two pages."""
    rows: Rows = [
        ["UBND XÃ AN MẪU"],
        ["KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU KINH TẾ - XÃ HỘI NĂM 2025"],
        ["(Kèm theo Báo cáo số 12/BC-UBND ngày 15/01/2026 của UBND xã An Mẫu, tỉnh Mẫu Đông)"],
        ["STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2024", "Kế hoạch năm 2025",
         "Ước TH năm 2025", "So sánh (%)", None],
        [None, None, None, None, None, None, "TH/KH tỉnh giao", "So cùng kỳ"],
        ["I", "KINH TẾ"],
        [1, "Tổng giá trị sản xuất", "Tỷ đồng", 410, 450, 455.5, 101.2, 111.1],
        [2, "Tổng thu ngân sách"],
        [None, "- Thu NSNN trên địa bàn", "Triệu đồng", 9800, 10000, 12675.5, 126.76, 129.3],
        [None, "Trong đó: Thu tiền sử dụng đất", "Triệu đồng", 100, 200, 300, 150, 300],
        ["STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2024", "Kế hoạch năm 2025",
         "Ước TH năm 2025", "So sánh (%)", None],
        ["II. VĂN HÓA - XÃ HỘI"],
        [3, "Tỷ lệ hộ nghèo (theo chuẩn giai đoạn 2022-2025)", "%", 2.9, 2, 1.92, 96, 66.2],
        [4, "Dân số", "Người", "…", None, 12500, None, None],
        [5, "Mức giảm tỷ lệ hộ nghèo", "%", 0.5, 0.5, 0.98, 196, 196],
        [6, "Tỷ lệ che phủ rừng", "%", None, None, None, None, None],
        ["Nơi nhận: như trên."],
    ]  # fmt: skip
    merges = ("A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:E5", "F4:F5", "G4:H4")
    return write_xlsx(path, rows, merges=merges)


def one_commune_half_year(path: Path) -> Path:
    """The half year of one ward: units in brackets, parts of the year without it, formulas."""
    rows: Rows = [
        ["Biểu số 01"],
        ["Tình hình kinh tế - xã hội 6 tháng đầu năm 2026 của phường Thủy Mẫu"],
        ["TT", "Nội dung chỉ tiêu", "TH 6 tháng đầu năm 2025", "Kế hoạch năm 2026",
         "Ước TH 6 tháng", "Ước cả năm", "6 tháng so với KH năm (%)", "Điểm tự chấm"],
        [1, "Thu nhập bình quân đầu người (triệu đồng)", 40.5, 90, 45.25, "=2*45,25", 50, 10],
        [2, "Thu NSNN trên địa bàn (tỷ đồng)", 4.5, 20, 11, 21, "=E5/D5", 10],
        [3, "Tỷ lệ hồ sơ nộp trực tuyến (%)", "88,5", 95, "khoảng 96", "-", 101, 9.5],
        [4, "Giải ngân vốn đầu tư công (tỷ đồng)", 2, 10, 6, 10, 0.6, 8],
    ]  # fmt: skip
    return write_xlsx(path, rows, formats={"G7": "0%"})


PLAIN: Rows = (
    ("TỈNH MẪU ĐÔNG - NĂM 2025", "", ""),
    ("Đơn vị tính: %", "", ""),
    ("STT", "Tên đơn vị", "Tỷ lệ hộ nghèo"),
    ("1", "Xã Đắk N'Mẫu", "4,25"),
    ("2", "Phường Thủy Mẫu", "0,5"),
    ("", "Cộng", "2,1"),
)

BUILDERS: dict[str, Callable[[Path], Path]] = {
    "annual": annual, "years": years, "digital": digital, "criteria": criteria, "codes": codes,
    "nation": nation, "province_column": province_column, "long_table": long_table, "pages": pages,
    "faults": faults, "units": units, "sheets": sheets, "communes_across": communes_across,
    "communes_with_plans": communes_with_plans, "one_commune": one_commune,
    "one_commune_half_year": one_commune_half_year,
}  # fmt: skip
