"""Tables that share a sheet, rows that do not fit their heading, and columns set against others."""

from collections.abc import Iterator
from typing import Any

from tests.hostile_sheets.case import (
    NOTHING,
    TITLE,
    SheetCase,
    ods,
    of_columns,
    text,
    told,
    xlsx,
)
from tests.reports import Rows

POOR = told("poverty_rate", ("4.25", "3.5"))
NEAR = told("near_poverty_rate", ("5.25", "4.5"))
HEADER = ["STT", "Tên đơn vị", "Tỷ lệ hộ nghèo (%)"]
TOTALS = ("Toàn tỉnh", "Bình quân", "Cộng", "Bình quân chung", "Trung bình các xã", "Cả tỉnh")
ROWS: Rows = [[1, "Bình Mẫu", 4.25], [2, "Hòa Mẫu", 3.5]]
NEAR_ROWS: Rows = [[1, "Bình Mẫu", 5.25], [2, "Hòa Mẫu", 4.5]]
OTHER_ROWS: Rows = [[1, "Đắk N'Mẫu", 5.25], [2, "Tân Mẫu", 4.5]]
OTHER_NEAR = told("near_poverty_rate", (None, None, "5.25", "4.5"))


def cases() -> Iterator[SheetCase]:
    yield from _below()
    yield from _beside()
    yield from _unheaded()
    yield from _ratios()
    yield from _text_files()
    yield from _marks_of_files()
    yield from _totals()


def _below() -> Iterator[SheetCase]:
    """A second table with its own headings."""
    second = {
        "same-word": ["STT", "Tên đơn vị", "Tỷ lệ hộ cận nghèo (%)"],
        "other-word": ["TT", "Xã, phường", "Tỷ lệ hộ cận nghèo (%)"],
        "unknown-word": ["TT", "Nơi", "Tỷ lệ hộ cận nghèo (%)"],
    }
    for name, header in second.items():
        rows: Rows = [[TITLE], HEADER, *ROWS, [], header, *OTHER_ROWS]
        yield xlsx("second-table", name, rows, POOR | OTHER_NEAR, plain=name != "unknown-word")
        yield text("second-table", f"{name}-csv", rows, POOR | OTHER_NEAR)
        titled: Rows = [
            [TITLE],
            HEADER,
            *ROWS,
            [None, "Cộng", 7],
            ["Biểu 2. Cận nghèo"],
            header,
            *NEAR_ROWS,
        ]
        yield xlsx("second-table", f"{name}-titled", titled, POOR | NEAR)
    year: Rows = [
        ["Tỉnh Mẫu Đông"],
        ["Năm 2025"],
        HEADER,
        *ROWS,
        ["Năm 2024"],
        HEADER,
        [1, "Bình Mẫu", 5.25],
        [2, "Hòa Mẫu", 4.5],
    ]
    before = told("poverty_rate", ("5.25", "4.5"), "2024-12-31")
    yield xlsx("second-table", "other-year", year, POOR | before)
    unknown: Rows = [
        [TITLE],
        HEADER,
        *ROWS,
        ["STT", "Tên đơn vị", "Số giếng khoan"],
        [1, "Tân Mẫu", 7],
    ]
    yield xlsx("second-table", "unknown-indicator", unknown, POOR)
    swapped: Rows = [
        [TITLE],
        [*HEADER, "Tỷ lệ hộ cận nghèo (%)"],
        [1, "Bình Mẫu", 4.25, 5.25],
        ["STT", "Tên đơn vị", "Tỷ lệ hộ cận nghèo (%)", "Tỷ lệ hộ nghèo (%)"],
        [2, "Hòa Mẫu", 4.5, 3.5],
    ]
    yield xlsx("second-table", "swapped", swapped, POOR | NEAR, plain=True)
    yield ods("second-table", "ods", swapped, POOR | NEAR, plain=True)
    deep: Rows = [
        [TITLE],
        HEADER,
        *ROWS,
        ["STT", "Tên đơn vị", "Hộ cận nghèo", None],
        [None, None, "Số hộ", "Tỷ lệ (%)"],
        [1, "Đắk N'Mẫu", 52, 5.25],
        [2, "Tân Mẫu", 45, 4.5],
    ]
    yield xlsx(
        "second-table", "two-rows", deep, POOR | OTHER_NEAR, merges=("A5:A6", "B5:B6", "C5:D5")
    )
    indicators: Rows = [
        [TITLE],
        HEADER,
        *ROWS,
        ["STT", "Chỉ tiêu", "ĐVT", "Xã Tân Mẫu"],
        [1, "Tỷ lệ hộ cận nghèo", "%", 4.5],
    ]
    yield xlsx(
        "second-table",
        "indicators",
        indicators,
        POOR | told("near_poverty_rate", (None, None, None, "4.5")),
    )


def _beside() -> Iterator[SheetCase]:
    """Blocks side by side, each with its own names."""
    for name, gap in {"touching": [], "gap": [None]}.items():
        rows: Rows = [
            [TITLE],
            [*HEADER, *gap, *HEADER[:2], "Tỷ lệ hộ cận nghèo (%)"],
            [1, "Bình Mẫu", 4.25, *gap, 1, "Đắk N'Mẫu", 5.25],
            [2, "Hòa Mẫu", 3.5, *gap, 2, "Tân Mẫu", 4.5],
        ]
        yield xlsx("side-by-side", name, rows, POOR | OTHER_NEAR, plain=True)
        yield text("side-by-side", f"{name}-csv", rows, POOR | OTHER_NEAR, separator=";")
        same: Rows = [
            [TITLE],
            [*HEADER, *gap, *HEADER],
            [1, "Bình Mẫu", 4.25, *gap, 3, "Đắk N'Mẫu", 2.75],
            [2, "Hòa Mẫu", 3.5, *gap, None, None, None],
        ]
        halves = told("poverty_rate", ("4.25", "3.5", "2.75"))
        yield xlsx("side-by-side", f"{name}-halves", same, halves, plain=True)
    no_number: Rows = [
        [TITLE],
        ["Xã", "Tỷ lệ hộ nghèo (%)", "Phường, xã", "Tỷ lệ hộ cận nghèo (%)"],
        ["Bình Mẫu", 4.25, "Đắk N'Mẫu", 5.25],
        ["Hòa Mẫu", 3.5, "Tân Mẫu", 4.5],
    ]
    yield xlsx("side-by-side", "no-numbers", no_number, POOR | OTHER_NEAR, plain=True)
    kinds: Rows = [
        [TITLE],
        ["Tên đơn vị", "Tỷ lệ hộ nghèo (%)", "Xã/phường", "Tỷ lệ hộ cận nghèo (%)"],
        ["Bình Mẫu", 4.25, "Xã", 5.25],
        ["Hòa Mẫu", 3.5, "Xã", 4.5],
    ]
    yield xlsx("side-by-side", "type-column", kinds, POOR | NEAR)


def _unheaded() -> Iterator[SheetCase]:
    """Names again, below a heading that says nothing; and titles of single tables."""
    header = [*HEADER, "TT", "Nơi", "Tỷ lệ hộ cận nghèo (%)"]
    rows: Rows = [[TITLE], header, [1, "Bình Mẫu", 4.25, 1, "Tân Mẫu", 5.25],
                  [2, "Hòa Mẫu", 3.5, 2, "Thủy Mẫu", 4.5]]  # fmt: skip
    yield xlsx("side-by-side", "unheaded", rows, POOR)
    plan: Rows = [[TITLE], HEADER, *ROWS, ["KẾ HOẠCH GIAO NĂM 2025"], HEADER, [1, "Tân Mẫu", 2.5]]
    yield xlsx("title", "of-second-table", plan, POOR)
    unit: Rows = [[TITLE], HEADER, *ROWS, ["ĐVT: triệu đồng"],
                  [*HEADER[:2], "Thu NSNN trên địa bàn"], [1, "Bình Mẫu", 12500]]  # fmt: skip
    yield xlsx("unit-in-title", "of-second-table", unit, POOR | told("budget_revenue", ("12.5",)))


def _ratios() -> Iterator[SheetCase]:
    """A share below the heading of an amount, or beside a plan."""

    def money(above: str, *below: str) -> Rows:
        return [
            [TITLE],
            ["STT", "Tên đơn vị", above, None, None],
            [None, None, *below],
            [1, "Bình Mẫu", 100, 113, 113],
            [2, "Hòa Mẫu", 90, 99, 110],
        ]

    merges = ("A2:A3", "B2:B3", "C2:E2")
    output = told("gross_output", ("113", "99"))
    revenue = told("budget_revenue", ("113", "99"))
    of_plan = told("budget_revenue_vs_plan", ("113", "110"))
    for name, ratio in {
        "word": "Tỷ lệ",
        "percent": "Tỷ lệ %",
        "brackets": "Tỷ lệ (%)",
        "sign": "%",
        "met": "Đạt (%)",
        "share": "Cơ cấu (%)",
    }.items():
        yield xlsx(
            "share-under-money",
            f"output-{name}",
            money("Tổng giá trị sản xuất (tỷ đồng)", "KH", "TH", ratio),
            output,
            merges=merges,
        )
        told_of = of_plan if name != "share" else NOTHING
        yield xlsx(
            "share-under-money",
            f"revenue-{name}",
            money("Thu NSNN trên địa bàn (tỷ đồng)", "KH", "TH", ratio),
            revenue | told_of,
            merges=merges,
        )
    years = money("Thu NSNN trên địa bàn (tỷ đồng)", "TH 2024", "TH 2025", "Tỷ lệ (%)")
    before = told("budget_revenue", ("100", "90"), "2024-12-31")
    yield xlsx("share-under-money", "years", years, revenue | before, merges=merges)
    yield text("share-under-money", "years-csv", years, revenue | before, separator=";")
    rate: Rows = [
        [TITLE],
        ["STT", "Tên đơn vị", "Tỷ lệ hộ nghèo (%)", None, None],
        [None, None, "KH", "TH", "Tỷ lệ"],
        [1, "Bình Mẫu", 4, 4.25, 96],
        [2, "Hòa Mẫu", 3, 3.5, 97],
    ]
    yield xlsx("share-under-money", "rate", rate, POOR, merges=merges)
    growth: Rows = [
        [TITLE],
        ["STT", "Tên đơn vị", "Dân số (người)", None],
        [None, None, "Tổng số", "Tăng (%)"],
        [1, "Bình Mẫu", 6012, 1.1],
        [2, "Hòa Mẫu", 7013, 1.2],
    ]
    yield xlsx(
        "share-under-money",
        "people",
        growth,
        told("population", ("6012", "7013")),
        merges=("A2:A3", "B2:B3", "C2:D2"),
    )


def _lines(*lines: str) -> str:
    return "\n".join(("TỈNH MẪU ĐÔNG - NĂM 2025", *lines)) + "\n"


def _marks_of_files() -> Iterator[SheetCase]:
    """Decimals that a comma cut off and put below the next heading."""
    noted = "STT,Tên đơn vị,Tỷ lệ hộ nghèo (%),Ghi chú"
    yield text("unquoted-commas", "below-notes", _lines(noted, "1,Bình Mẫu,4,25", "2,Hòa Mẫu,3,5"),
               NOTHING)  # fmt: skip
    pair = "STT,Tên đơn vị,Tỷ lệ hộ nghèo (%),Tỷ lệ hộ cận nghèo (%)"
    yield text(
        "unquoted-commas", "zeros", _lines(pair, "1,Bình Mẫu,4,05", "2,Hòa Mẫu,3,5"), NOTHING
    )


def _text_files() -> Iterator[SheetCase]:
    one, two = "STT,Tên đơn vị,Tỷ lệ hộ nghèo (%)", "STT,Tên đơn vị,Tỷ lệ hộ nghèo (%),Ghi chú"
    yield text("unquoted-commas", "one", _lines(one, "1,Bình Mẫu,4,25", "2,Hòa Mẫu,3,5"), POOR)
    yield text(
        "unquoted-commas",
        "some",
        _lines(one, "1,Bình Mẫu,4,25", "2,Hòa Mẫu,3"),
        told("poverty_rate", ("4.25", "3")),
    )
    pair = f"{one},Tỷ lệ hộ cận nghèo (%)"
    yield text(
        "unquoted-commas", "two", _lines(pair, "1,Bình Mẫu,4,25,5,25", "2,Hòa Mẫu,3,5"), POOR | NEAR
    )
    yield text("unquoted-commas", "note", _lines(two, "1,Bình Mẫu,4,25,x", "2,Hòa Mẫu,3,5,x"), POOR)
    good = [f"{n},{name},{n}" for n, name in ((3, "Đắk N'Mẫu"), (4, "Tân Mẫu"))]
    yield text(
        "extra-cell",
        "name",
        _lines(one, "1,Bình Mẫu, phường,4", *good),
        told("poverty_rate", ("4", None, "3", "4")),
    )
    yield text(
        "extra-cell",
        "front",
        _lines(one, ",1,Bình Mẫu,4", *good),
        told("poverty_rate", ("4", None, "3", "4")),
    )
    yield text(
        "extra-cell",
        "middle",
        _lines(pair, "1,Bình Mẫu,9,4,5", "3,Hòa Mẫu,3,4"),
        told("poverty_rate", (None, "3")) | told("near_poverty_rate", (None, "4")),
    )
    yield text(
        "short-row",
        "middle",
        _lines(pair, "1,Bình Mẫu,5", "2,Hòa Mẫu,3,4"),
        told("poverty_rate", (None, "3")) | told("near_poverty_rate", ("5", "4")),
    )
    for name, separator in {"pipe": "|", "semicolon": ";", "tab": "\t", "comma": ","}.items():
        rows = of_columns([HEADER[2]], ("4,25", "3,5"))
        yield text("separator", name, rows, POOR, separator=separator, plain=True)
    drawn = (
        "| STT | Tên đơn vị | Tỷ lệ hộ nghèo (%) |",
        "|---|---|---|",
        "| 1 | Bình Mẫu | 4,25 |",
        "| 2 | Hòa Mẫu | 3,5 |",
    )
    yield text("separator", "drawn", _lines(*drawn), POOR, plain=True)
    marks = (
        "STT|Tên đơn vị|Tỷ lệ hộ nghèo (%)|Dùng nước sạch (%)",
        "1|Bình Mẫu|4,25|91,5",
        "2|Hòa Mẫu|3,5|92,5",
    )
    yield text(
        "separator",
        "pipe-commas",
        _lines(*marks),
        POOR | told("clean_water_share", ("91.5", "92.5")),
        plain=True,
    )


def _totals() -> Iterator[SheetCase]:
    for word in (
        "Toàn tỉnh",
        "Bình quân",
        "Cộng",
        "Bình quân chung",
        "Trung bình các xã",
        "Cả tỉnh",
    ):
        rows: list[Any] = [*of_columns([HEADER[2]], (4.25, 3.5)), [None, word, 3.9]]
        yield xlsx("total-row", word.replace(" ", "-"), rows, POOR)
