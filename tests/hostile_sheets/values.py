"""Numbers and units that say something else than they seem to."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.hostile_sheets.case import (
    CODES,
    NAMES,
    NOTHING,
    RAISED,
    TITLE,
    SheetCase,
    ods,
    of_columns,
    text,
    told,
    xlsx,
)
from tests.reports import Rows

POVERTY = "Tỷ lệ hộ nghèo (%)"
REVENUE = "Thu NSNN trên địa bàn"


def cases() -> Iterator[SheetCase]:
    yield from _literal_percent()
    yield from _formats()
    yield from _units()
    yield from _conventions()
    yield from _counts()
    yield from _shares_of_one()
    yield from _raised()


def _literal_percent() -> Iterator[SheetCase]:
    truth = told("poverty_rate", ("0.29", "0.35"))
    for name, code in {
        "quoted": '0.00"%"',
        "escaped": "0.00\\%",
        "spaced": '0.00" %"',
        "sections": '0.00"%";-0.00"%"',
        "general": 'General"%"',
    }.items():
        yield xlsx(
            "literal-percent",
            name,
            of_columns([POVERTY], (0.29, 0.35)),
            truth,
            formats={"C3": code, "C4": code},
            plain=True,
        )
    rows = of_columns([POVERTY], ((0.29, "0,29%", "float"), (0.35, "0,35%", "float")))
    yield ods("literal-percent", "ods", rows, truth, plain=True)
    rows = of_columns([POVERTY], ((0.0129, "1,29%", "percentage"), (0.0235, "2,35%", "percentage")))
    yield ods(
        "literal-percent", "ods-real", rows, told("poverty_rate", ("1.29", "2.35")), plain=True
    )
    yield xlsx(
        "literal-percent",
        "real",
        of_columns([POVERTY], (0.0129, 0.0235)),
        told("poverty_rate", ("1.29", "2.35")),
        formats={"C3": "0.00%", "C4": "0.00%"},
        plain=True,
    )


def _formats() -> Iterator[SheetCase]:
    """Formats that scale or name a unit."""
    millions = of_columns([f"{REVENUE} (triệu đồng)"], (12675500, 9000500))
    for name, code in {"thousands": "#,##0.0,", "grouped": "#,##0.0,;-#,##0.0,"}.items():
        yield xlsx(
            "format",
            name,
            millions,
            told("budget_revenue", ("12.6755", "9.0005")),
            formats={"C3": code, "C4": code},
        )
    for name, code in {
        "billion": '0.0" tỷ"',
        "dong": '#,##0" đồng"',
        "month": '0.0"/tháng"',
    }.items():
        yield xlsx(
            "format",
            name,
            of_columns([f"{REVENUE} (triệu đồng)"], (12.5, 9.5)),
            NOTHING,
            formats={"C3": code, "C4": code},
        )
    scaled = ((12675500, "12.675,5", "float"), (9000500, "9.000,5", "float"))
    truth = told("budget_revenue", ("12.6755", "9.0005"))
    yield ods("format", "ods-thousands", of_columns([f"{REVENUE} (triệu đồng)"], scaled), truth)
    worded = ((12.5, "12,5 tỷ", "float"), (9.5, "9,5 tỷ", "float"))
    yield ods("format", "ods-words", of_columns([f"{REVENUE} (triệu đồng)"], worded), NOTHING)
    agreeing = of_columns([f"{REVENUE} (tỷ đồng)"], (12.5, 9.5))
    yield xlsx(
        "format",
        "agreeing",
        agreeing,
        told("budget_revenue", ("12.5", "9.5")),
        formats={"C3": '0.0" tỷ đồng"', "C4": '0.0" tỷ"'},
        plain=True,
    )


def _units() -> Iterator[SheetCase]:
    revenue = told("budget_revenue", ("12.6755", "9"))
    for name, title in {
        "behind": "Tỉnh Mẫu Đông năm 2025 (ĐVT: triệu đồng)",
        "before": "Đơn vị tính: triệu đồng; tỉnh Mẫu Đông, năm 2025",
        "brackets": "Thu ngân sách tỉnh Mẫu Đông năm 2025 (triệu đồng)",
        "words": "Tỉnh Mẫu Đông năm 2025, đơn vị tính là triệu đồng",
        "several": "Tỉnh Mẫu Đông năm 2025. ĐVT: triệu đồng, %, người",
    }.items():
        rows = of_columns([REVENUE], (12675.5, 9000), title=title)
        yield xlsx("unit-in-title", name, rows, revenue)
    yield xlsx("unit-in-title", "none", of_columns([REVENUE], (12675.5, 9000)), NOTHING)
    yield xlsx(
        "unit-in-title",
        "two",
        of_columns(
            [REVENUE], (12675.5, 9000), title="Tỉnh Mẫu Đông năm 2025. ĐVT: triệu đồng, tỷ đồng"
        ),
        NOTHING,
    )
    below: list[Any] = [
        *of_columns([REVENUE], (12675.5, 9000)),
        ["Ghi chú: đơn vị tính triệu đồng"],
    ]
    yield xlsx("unit-in-title", "below", below, revenue)
    yield xlsx(
        "unit-unknown",
        "title",
        of_columns(
            [REVENUE], (12.5, 9.5), title="Tỉnh Mẫu Đông năm 2025. Đơn vị tính: trăm triệu đồng"
        ),
        NOTHING,
    )
    for name, heading in {
        "heading": f"{REVENUE} (trăm triệu đồng)",
        "usd": f"{REVENUE} (nghìn USD)",
        "index": "Dân số (lần)",
    }.items():
        yield xlsx("unit-unknown", name, of_columns([heading], (125, 95)), NOTHING)
    yield xlsx("unit-missing", "rate", of_columns(["BHYT"], (92, 95)), NOTHING)
    yield xlsx(
        "unit-missing", "money", of_columns(["Giải ngân vốn đầu tư công"], (9.2, 9.5)), NOTHING
    )
    yield from _unit_rows()


def _unit_rows() -> Iterator[SheetCase]:
    def rows(above: str, unit: str, values: tuple[float, ...]) -> Rows:
        return [
            [TITLE],
            ["STT", "Tên đơn vị", above],
            [None, None, unit],
            *([n + 1, NAMES[n], value] for n, value in enumerate(values)),
        ]

    merges = ("A2:A3", "B2:B3")
    yield xlsx(
        "unit-row",
        "plain",
        rows(REVENUE, "Triệu đồng", (12675.5, 9000)),
        told("budget_revenue", ("12.6755", "9")),
        merges=merges,
        plain=True,
    )
    yield xlsx(
        "unit-row",
        "brackets",
        rows(REVENUE, "(Triệu đồng)", (12675.5, 9000)),
        told("budget_revenue", ("12.6755", "9")),
        merges=merges,
        plain=True,
    )
    yield xlsx(
        "unit-row",
        "contradicts",
        rows(f"{REVENUE} (tỷ đồng)", "Triệu đồng", (1267, 900)),
        NOTHING,
        merges=merges,
    )
    yield xlsx("unit-row", "other", rows("Dân số (người)", "%", (1.1, 1.2)), NOTHING, merges=merges)
    yield xlsx(
        "unit-row", "households", rows("Tỷ lệ hộ nghèo (%)", "Hộ", (12, 13)), NOTHING, merges=merges
    )
    yield xlsx(
        "unit-row",
        "per-month",
        rows("Thu nhập bình quân đầu người", "Triệu đồng/tháng", (6.5, 7.5)),
        NOTHING,
        merges=merges,
    )


def _conventions() -> Iterator[SheetCase]:
    """Decimal marks of text cells, told by the column, by the file, or by nothing."""
    heading = f"{REVENUE} (triệu đồng)"
    truth = told("budget_revenue", ("0.047247", "0.0528", "0.0631"))
    values = ("47.247", "52.8", "63.1")
    yield text("point-decimals", "column", of_columns([heading], values), truth)
    yield xlsx("point-decimals", "column-xlsx", of_columns([heading], values), truth)
    yield text(
        "point-decimals",
        "file",
        of_columns([heading, "Độ che phủ rừng (%)"], ("47.247", "52.125"), ("52.8", "41.25")),
        told("budget_revenue", ("0.047247", "0.052125")) | told("forest_cover", ("52.8", "41.25")),
    )
    yield text(
        "point-decimals",
        "percent",
        of_columns(["Độ che phủ rừng (%)"], ("47.247", "52.8", "6.125")),
        told("forest_cover", ("47.247", "52.8", "6.125")),
    )
    yield text(
        "point-decimals",
        "thousands",
        of_columns([heading, "Độ che phủ rừng (%)"], ("12,675", "9,000"), ("52.8", "41.25")),
        told("budget_revenue", ("12.675", "9")) | told("forest_cover", ("52.8", "41.25")),
    )
    mixed = told("budget_revenue", (None, "0.0528", None))
    yield text(
        "two-conventions",
        "column",
        of_columns([heading], ("47.247", "52.8", "63,1")),
        mixed
        | told("budget_revenue", ("0.047247", "0.0528", "0.0631"))
        - told("budget_revenue", ("0.047247",)),
    )
    yield text(
        "two-conventions",
        "many",
        of_columns([heading], ("1.234,5", "52,8", "63.1", "12.675")),
        told("budget_revenue", ("1.2345", "0.0528", "0.0631")),
    )
    yield text(
        "two-conventions",
        "file",
        of_columns(
            [heading, "Độ che phủ rừng (%)", "Dùng nước sạch (%)"],
            ("47.247", "52.125"),
            ("52.8", "41.25"),
            ("92,8", "91,25"),
        ),
        told("forest_cover", ("52.8", "41.25")) | told("clean_water_share", ("92.8", "91.25")),
    )
    yield text(
        "comma-decimals",
        "plain",
        of_columns([heading], ("47.247", "52,8", "1.063,1")),
        told("budget_revenue", ("47.247", "0.0528", "1.0631")),
        plain=True,
    )
    yield text(
        "comma-decimals",
        "thousands",
        of_columns([heading], ("12.675", "9.000", "5.125")),
        told("budget_revenue", ("12.675", "9", "5.125")),
        plain=True,
    )


def _counts() -> Iterator[SheetCase]:
    """Counts are whole."""
    heading = "Dân số (người)"
    truth = told("population", ("31554", "12005"))
    for name, values in {
        "comma": ("31,554", "12,005"),
        "mixed": ("31,554", "1,012,005"),
        "lone": ("31,554", "980"),
    }.items():
        yield text(
            "counts",
            name,
            of_columns([heading], values),
            truth | told("population", (None, "1012005")) | told("population", (None, "980")),
        )
    yield xlsx("counts", "lost-mark", of_columns([heading], (31.554, 12.005)), NOTHING)
    yield xlsx(
        "counts",
        "lost-zeros",
        of_columns([heading], (31.554, 12, 980)),
        told("population", (None, None, "980")),
    )
    yield xlsx("counts", "dossiers", of_columns(["Số hồ sơ tiếp nhận"], (6.012, 5.5)), NOTHING)
    yield xlsx("counts", "criteria", of_columns(["Số tiêu chí NTM"], (12.5, 13.5)), NOTHING)
    yield xlsx(
        "counts",
        "thousands",
        of_columns(["Dân số (nghìn người)"], (12.5, 8.25)),
        told("population", ("12500", "8250")),
        plain=True,
    )
    yield text("counts", "plain", of_columns([heading], ("31.554", "12.005")), truth, plain=True)


def _shares_of_one() -> Iterator[SheetCase]:
    """Shares whose per cent format was lost."""
    for name, (heading, values) in {
        "insured": ("Tỷ lệ bao phủ BHYT (%)", (0.9312, 0.9505, 0.8875)),
        "one-row": ("Tỷ lệ bao phủ BHYT (%)", (0.9312,)),
        "two-rows": ("Độ che phủ rừng (%)", (0.4231, 0.5)),
        "one-among": ("Tỷ lệ bao phủ BHYT (%)", (93.12, 95.05, 0.8875)),
        "full": ("Tỷ lệ bao phủ BHYT (%)", (1, 0.9505)),
        "poverty": ("Tỷ lệ hộ nghèo (%)", (0.0425, 0.0351, 0.0275)),
        "poverty-short": ("Tỷ lệ hộ nghèo (%)", (0.04, 0.03, 0.02)),
        "poverty-one": ("Tỷ lệ hộ nghèo (%)", (4.25, 3.51, 0.0275)),
        "growth": ("Tốc độ tăng trưởng kinh tế (%)", (0.085, 0.0912, 0.1)),
        "plan": ("Thu NSNN trên địa bàn so với dự toán tỉnh giao (%)", (1.13, 0.98, 1.27)),
        "disbursed": ("Tỷ lệ giải ngân vốn đầu tư công (%)", (0.98, 1.0, 1.02)),
    }.items():
        yield xlsx(
            "share-of-one",
            name,
            of_columns([heading], values),
            frozenset(
                {
                    (CODES[0], "poverty_rate", "4.25", "2025-12-31"),
                    (CODES[1], "poverty_rate", "3.51", "2025-12-31"),
                    (CODES[0], "health_insurance_coverage", "93.12", "2025-12-31"),
                    (CODES[1], "health_insurance_coverage", "95.05", "2025-12-31"),
                }
            ),
        )
    yield text(
        "share-of-one", "text", of_columns(["Tỷ lệ bao phủ BHYT (%)"], ("0,9312", "0,95")), NOTHING
    )
    yield xlsx(
        "small-shares",
        "poverty",
        of_columns(["Tỷ lệ hộ nghèo (%)"], (0.29, 0.48, 0.12)),
        told("poverty_rate", ("0.29", "0.48", "0.12")),
        plain=True,
    )


def _raised() -> Iterator[SheetCase]:
    """A footnote number raised by its font alone."""
    truth = told("forest_cover", ("52.8", "41.25"))

    def rich(inline: bool, notes: tuple[str, str]) -> Any:
        def write(folder: Path) -> Path:
            path = folder / "bao-cao.xlsx"
            options = {"in_memory": True, "constant_memory": inline}
            with xlsxwriter.Workbook(str(path), options) as book:
                page, up = book.add_worksheet("Biểu 1"), book.add_format({"font_script": 1})
                for number, row in enumerate(
                    of_columns(["Độ che phủ rừng (%)"], ("52,8", "41,25"))
                ):
                    for column, value in enumerate(row):
                        if number > 1 and column == 2:
                            page.write_rich_string(
                                number, column, value, up, notes[number - 2], " "
                            )
                        else:
                            page.write(number, column, value)
            return path

        return write

    yield SheetCase("raised-note", "shared", rich(False, ("1", "2")), truth)
    yield SheetCase("raised-note", "inline", rich(True, ("1", "12")), truth)
    yield SheetCase("raised-note", "star", rich(False, ("(1)", "*")), truth)
    rows = of_columns(
        ["Độ che phủ rừng (%)"], (f"52,8{RAISED.format(1)}", f"41,25{RAISED.format(2)}")
    )
    yield ods("raised-note", "ods", rows, truth)
    yield xlsx(
        "raised-note", "letters", of_columns(["Độ che phủ rừng (%)"], ("52,8¹", "41,25²")), truth
    )
