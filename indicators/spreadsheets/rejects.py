"""Why a cell was not taken: one reason code each, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from indicators.csv_for_people import rows_csv

# Code → what it means and the next step, Vietnamese and English.
REASONS: dict[str, tuple[str, str]] = {
    "unknown_area": (
        "không có đơn vị này; sửa tên hoặc ghi mã",
        "no such area; correct the name or write its code"),
    "ambiguous_area": (
        "nhiều đơn vị cùng tên; chọn tỉnh (dòng lệnh: --province) hoặc ghi mã",
        "several areas have this name; choose the province (command line: --province) or give "
        "the code"),
    "code_and_name_disagree": (
        "mã và tên không cùng một đơn vị; sửa một trong hai",
        "code and name are not the same area; correct one of them"),
    "unknown_indicator": (
        "không rõ cột này là chỉ tiêu nào; ghi vào tệp mapping hoặc data/headers.yaml",
        "unknown which indicator this is; say so in the mapping file or in data/headers.yaml"),
    "not_a_number": (
        "ô không phải là một con số; sửa ô",
        "the cell is not one number; correct it"),
    "formula": (
        "ô là công thức; dán đặc biệt thành giá trị rồi nhập lại",
        "the cell is a formula; paste it as a value and import again"),
    "implausible_value": (
        "giá trị ngoài khoảng hợp lý; xem lại dấu thập phân và đơn vị",
        "the value is out of the plausible range; look at the decimal mark and the unit"),
    "not_applicable": (
        "chỉ tiêu không áp dụng cho loại đơn vị này vào ngày đó",
        "the indicator does not apply to this type of area on that day"),
    "duplicate_in_file": (
        "số liệu này có hai lần trong tệp; giữ một",
        "the file has this figure twice; keep one"),
    "contradicts_accepted": (
        "khác số đã duyệt; nếu số mới đúng, chuyển dòng này sang tệp ứng viên và ghi lý do",
        "differs from an accepted figure; if it is right, move this row to the candidates file "
        "and give the reason"),
    "more_cells_than_headings": (
        "dòng có nhiều ô hơn đầu bảng, không rõ số nào thuộc cột nào; đặt số có dấu phẩy trong "
        "ngoặc kép hoặc dùng dấu chấm phẩy để ngăn cột",
        "the row has more cells than the heading, so nobody can tell which number belongs where; "
        "put numbers with commas in quotation marks, or separate columns by semicolons"),
    "breaks_rule": (
        "trái một quy tắc của bảng số liệu",
        "breaks another rule of the table"),
}  # fmt: skip


@dataclass(frozen=True)
class Reject:
    """One cell that was not taken. ``found`` is the cell as text, ``detail`` what is wrong."""

    row: int
    place: str
    area: str
    indicator: str
    found: str
    reason_code: str
    detail: str


@dataclass(frozen=True)
class Missing:
    """One cell without a figure: ``mark`` as printed, ``reason`` what the mark means."""

    row: int
    place: str
    area_code: str
    indicator_id: str
    mark: str
    reason: str


REJECT_COLUMNS = (
    "row",
    "place",
    "area",
    "indicator",
    "found",
    "reason_code",
    "detail",
    "next_step",
)


def rejects_csv(rejects: Iterable[Reject]) -> str:
    """The rejects as the text of a file, one row per cell, in the order of the file.

    ``next_step`` is told in both languages.
    """
    rows = ({**vars(one), "next_step": " / ".join(REASONS[one.reason_code])} for one in rejects)
    return rows_csv(REJECT_COLUMNS, rows, numbers=("found",))


def write_rejects(rejects: Iterable[Reject], path: Path) -> None:
    """Write a rejects file."""
    path.write_text(rejects_csv(rejects), encoding="utf-8", newline="")
