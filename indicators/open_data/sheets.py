"""The sheets of a workbook as offices read and print them: names first, headings that stay in view.

Vietnamese headings stand in the first row, the names that the columns have in the other files in
the second. The columns that a meeting wants come first, and these alone are printed.
"""

from collections.abc import Iterator
from datetime import date
from math import ceil
from typing import Any

import pandas as pd

from indicators.harmless_text import cell_text
from indicators.language.texts import LANGUAGES
from indicators.open_data.column_headings import heading
from indicators.open_data.download_columns import COLUMNS_BY_NAME
from indicators.open_data.download_notes import Notes

HEADING_ROWS = 2
HEADING_HEIGHT = 62  # points: four lines
ORDINARY_WIDTH = 14  # characters, as all widths here
HEADED_HEIGHT = 20
LINE_HEIGHT = 15
LABEL_WIDTH = 26
TOLD_WIDTH = 70
MOST_LINES = 20
MOST_DECIMALS = 3  # shown; the cell holds all
LONGEST_LINK = 2_000  # Excel refuses addresses of more than 2,079 characters
MOST_LINKS = 20_000  # Excel refuses more than 65,530 of them in a sheet
A4 = 9  # Excel's number of the paper
LONGEST_FOOTER = 255  # characters, Excel's limit for all of a header or a footer

# Shown with fewer decimals than the cell holds.
NUMBER_FORMATS: dict[str | int, str] = {"percentile": "0.0", "computed_share": "0.00"}

# Wider than in other places, for their headings.
WIDER = {"status": 11, "rank_low": 10, "rank_high": 10, "publisher": 26}

# From left to right; what is not there is passed over, all others follow in their own order.
FIRST_COLUMNS = (
    "area_name", "area_type", "province", "indicator_name_vi", "rank", "rank_low", "rank_high",
    "score", "value", "unit", "as_printed", "status", "period_start", "period_end", "publisher",
    "indicators_known", "reason_vi",
)  # fmt: skip
# The same of each indicator in a table that has several side by side.
FIRST_OF_EACH = ("value", "period_start", "period_end")


def cell_formats(workbook: Any) -> dict[str | int, Any]:
    """The formats of cells by name, made once for a workbook."""
    shaded = {"bg_color": "#E3EEF1", "valign": "top"}
    middle = {"valign": "vcenter"}
    header = {"bold": True, "text_wrap": True, **shaded}
    decimals: dict[str | int, str] = {
        places: f"#,##0.{'0' * places}".rstrip(".") for places in range(MOST_DECIMALS + 1)
    }
    shown = {**decimals, **NUMBER_FORMATS, "general": "General"}
    return {
        "header": workbook.add_format({**header, "indent": 1}),
        "number_header": workbook.add_format({**header, "align": "right"}),
        "name": workbook.add_format({"font_size": 8, "font_color": "#46555B", "bottom": 1,
                                     "shrink": True, **shaded}),
        "date": workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left", "indent": 1,
                                     **middle}),
        "text": workbook.add_format({"num_format": "@", "indent": 1, **middle}),
        "printed_text": workbook.add_format({"num_format": "@", "indent": 1, "text_wrap": True,
                                             **middle}),
        "link": workbook.add_format({"font_color": "#0A5F80", "underline": 1, **middle}),
        "heading": workbook.add_format({"bold": True, "font_size": 13, "top": 1}),
        "wrapped": workbook.add_format({"text_wrap": True, "valign": "top"}),
        **{name: workbook.add_format({"num_format": form, **middle})
           for name, form in shown.items()},
    }  # fmt: skip


def write_table(
    sheet: Any, frame: pd.DataFrame, notes: Notes, formats: dict[str | int, Any]
) -> None:
    """One table: two rows of headings, then one typed cell per value, a filter on every column."""
    first = first_columns(frame)
    ordered = frame[[*first, *(name for name in frame.columns if name not in first)]]
    for place, name in enumerate(ordered.columns):
        sheet.set_column(place, place, _width(name))
        counted = _is_number(ordered[name])
        head = formats["number_header" if counted else "header"]
        sheet.write_string(0, place, heading(name), head)
        sheet.write_string(1, place, name, formats["name"])
        text = formats["printed_text" if name in first else "text"]
        _write_column(sheet, place, ordered[name], {**formats, "text": text})
    sheet.set_row(0, HEADING_HEIGHT)
    _fit_heights(sheet, ordered[first])
    last_row, last_column = len(frame) + HEADING_ROWS - 1, len(frame.columns) - 1
    sheet.freeze_panes(HEADING_ROWS, 1)
    sheet.repeat_rows(0, HEADING_ROWS - 1)
    sheet.print_area(0, 0, last_row, (len(first) or len(frame.columns)) - 1)
    _print_landscape(sheet, notes)
    if len(frame):
        sheet.autofilter(HEADING_ROWS - 1, 0, last_row, last_column)
        # Codes are text on purpose; Excel would mark each of them.
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row + 1}"})


def first_columns(frame: pd.DataFrame) -> list[str]:
    """The columns that come first and are printed; empty where the table has none of them.

    The indicator's name is among them only where it differs from row to row.
    """
    several = "indicator_name_vi" in frame and frame["indicator_name_vi"].nunique() > 1
    single = [name for name in FIRST_COLUMNS if name in frame]
    if not several and "indicator_name_vi" in single:
        single.remove("indicator_name_vi")
    each = [name for name in frame.columns
            if "." in name and name.rpartition(".")[2] in FIRST_OF_EACH]  # fmt: skip
    return [*single, *each]


def _fit_heights(sheet: Any, printed: pd.DataFrame) -> None:
    """Rows as high as their printed texts need: no program does it for a file it has not made."""
    lines = pd.Series(1, index=printed.index)
    for name in printed.columns:
        if not _is_number(printed[name]):
            letters = printed[name].astype("str").where(printed[name].notna(), "").str.len()
            lines = lines.clip(lower=(letters / (_width(name) - 1)).apply(ceil))
    for row, needed in enumerate(lines, HEADING_ROWS):
        if needed > 1:
            sheet.set_row(row, LINE_HEIGHT * min(needed, MOST_LINES))


def write_notes(sheet: Any, notes: Notes, formats: dict[str | int, Any]) -> None:
    """The notes: a label, then the text in every language."""
    sheet.set_column(0, 0, LABEL_WIDTH)
    sheet.set_column(1, len(LANGUAGES), TOLD_WIDTH)
    sheet.hide_gridlines(2)
    _print_landscape(sheet, notes)
    row = 0
    for section in notes.sections:
        for place, text in enumerate(("", *section.title.values())):
            sheet.write_string(row, place, text, formats["heading"])
        sheet.set_row(row, HEADED_HEIGHT)
        for line in section.lines:
            row += 1
            for place, text in enumerate((line.label, *line.told.values())):
                sheet.write_string(row, place, cell_text(text), formats["wrapped"])
            longest = max(map(len, line.told.values()))
            needed = max(ceil(longest / TOLD_WIDTH), ceil(len(line.label) / LABEL_WIDTH))
            sheet.set_row(row, LINE_HEIGHT * min(max(needed, 1), MOST_LINES))
        row += 2


def _print_landscape(sheet: Any, notes: Notes) -> None:
    """A4 landscape, as many pages high as it takes; how to cite and the page stand below."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.7)  # inches
    sheet.set_header("&L&B" + _beside_page(notes, "subject", LONGEST_FOOTER - 10))
    page = "&R&P / &N"
    sheet.set_footer("&L&8 " + _beside_page(notes, "comments", LONGEST_FOOTER - 20) + page)


def _beside_page(notes: Notes, name: str, longest: int) -> str:
    """A property of the file for header or footer, where an ampersand is written twice."""
    told = str(notes.properties.get(name, ""))
    while len(told.replace("&", "&&")) > longest:
        told = told[:-1]
    return told.replace("&", "&&")


def _write_column(sheet: Any, place: int, values: pd.Series, formats: dict[str | int, Any]) -> None:
    if pd.api.types.is_bool_dtype(values):
        for row, value in _present(values):
            sheet.write_boolean(row, place, bool(value))
    elif _is_number(values):
        own = formats.get(str(values.name))
        for row, value in _present(values):
            sheet.write_number(row, place, value, own or formats[_number_format(value)])
    elif pd.api.types.is_datetime64_any_dtype(values):
        for row, value in _present(values):
            _write_day(sheet, row, place, value.date(), formats)
    else:
        for row, value in _present(values):
            _write_text(sheet, row, place, str(value), formats)


def _is_number(values: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)


def _number_format(value: float) -> int | str:
    """As many decimals as the number has, up to three; a very small one is left to the program."""
    if 0 < abs(value) < 10**-MOST_DECIMALS:
        return "general"
    fitting = (one for one in range(MOST_DECIMALS) if round(value, one) == value)
    return next(fitting, MOST_DECIMALS)


def _write_day(sheet: Any, row: int, place: int, day: date, formats: dict[str | int, Any]) -> None:
    """A real date; a day before 1900, which Excel does not know, as its ISO text."""
    if day.year < 1900:
        sheet.write_string(row, place, day.isoformat(), formats["text"])
    else:
        sheet.write_datetime(row, place, day, formats["date"])


def _write_text(sheet: Any, row: int, place: int, text: str, formats: dict[str | int, Any]) -> None:
    shown = cell_text(text)
    is_link = text.startswith(("https://", "http://")) and not any(map(str.isspace, text))
    if is_link and len(text) < LONGEST_LINK and row <= MOST_LINKS:
        sheet.write_url(row, place, shown, formats["link"], string=shown)
    else:
        sheet.write_string(row, place, shown, formats["text"])


def _present(values: pd.Series) -> Iterator[tuple[int, Any]]:
    """Row of the sheet and value, without the missing ones: their cells stay empty."""
    for row, (value, missing) in enumerate(zip(values, values.isna(), strict=True), HEADING_ROWS):
        if not missing:
            yield row, value


def _width(name: str) -> int:
    column = COLUMNS_BY_NAME.get(name)
    return WIDER.get(name) or (column.width if column else ORDINARY_WIDTH)
