"""A sheet whose rows are indicators: its columns are communes, periods, or both.

``Chỉ tiêu | ĐVT | Xã An Mẫu | Phường Thủy Mẫu`` and ``Chỉ tiêu | ĐVT | Thực hiện năm 2024 | Kế
hoạch năm 2025 | Ước thực hiện năm 2025`` are one layout: the row says which indicator, the heading
of the column which area and period, and what neither says stands in the title.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from indicators.catalogue.records import Catalogue
from indicators.names import fold
from indicators.spreadsheets.files.workbook import Sheet
from indicators.spreadsheets.headings.column_map import MappedColumn, Mapping
from indicators.spreadsheets.headings.columns import read_heading, role_of
from indicators.spreadsheets.headings.layout import PLACE_ROLES, Layout, find_layout
from indicators.spreadsheets.headings.plans_and_changes import no_result, told_ratios
from indicators.spreadsheets.headings.stated_periods import heading_period, part_of_year
from indicators.spreadsheets.rows.by_area import has_figures_below, heads_units
from indicators.spreadsheets.rows.cells import looks_like_a_figure
from indicators.spreadsheets.rows.places import FoundArea, Places
from indicators.vocabularies.heading_words import HeadingWords, key_of, stands_in

# The tables of communes have some 30 to 300 rows; a row costs a comparison with every indicator.
MOST_INDICATOR_ROWS = 5_000
OWN_ROLES = ("number", "indicator", "unit", "note")
TYPED = re.compile(r"(?:xã|phường|đặc khu|thị trấn)\s+\S")
TOTAL = "a total of the communes beside it"


@dataclass(frozen=True)
class Proposal:
    """A mapping with what speaks for it.

    ``known`` is the number of rows that announce an indicator, ``figures`` that of the figures in
    them; ``placed`` tells whether headings or titles name a commune.
    """

    mapping: Mapping
    known: int
    figures: int
    placed: bool


def propose_by_indicator(
    sheet: Sheet, places: Places, vocabulary: HeadingWords, catalogue: Catalogue
) -> Proposal | None:
    """The mapping of a sheet whose rows are indicators; ``None`` where no heading is over them."""
    layout = find_layout(sheet, vocabulary, ("indicator",))
    if layout is None:
        return None
    columns = _columns(sheet, layout, places, vocabulary)
    indicators = [column for column in columns if column.role == "indicator"]
    if not indicators or not any(column.role == "by_row" for column in columns):
        return None
    proposals = [
        _weighed(sheet, layout, _with_one(columns, one), vocabulary, catalogue)
        for one in indicators
    ]
    best = max(proposals, key=lambda one: one.known)
    titled = places.communes_in((*layout.title, sheet.name), None)
    return replace(best, placed=bool(titled) or any(column.area for column in columns))


def lines_of(heading: tuple[str, ...], area: str, vocabulary: HeadingWords) -> tuple[str, ...]:
    """The lines of a heading without its area, and without "Xã, phường" over all areas."""
    return tuple(line for line in heading
                 if line != area and role_of(line, vocabulary) not in PLACE_ROLES)  # fmt: skip


def _with_one(columns: tuple[MappedColumn, ...], chosen: MappedColumn) -> tuple[MappedColumn, ...]:
    """The columns with one that names indicators: "Mã chỉ tiêu" may stand beside "Tên chỉ tiêu"."""
    return tuple(
        replace(column, role="ignored", why="a second column of role indicator")
        if column.role == "indicator" and column is not chosen else column
        for column in columns
    )  # fmt: skip


def _weighed(
    sheet: Sheet, layout: Layout, columns: tuple[MappedColumn, ...], vocabulary: HeadingWords,
    catalogue: Catalogue,
) -> Proposal:  # fmt: skip
    mapping = Mapping(sheet.name, layout.header_rows, columns)
    last = min(len(sheet.rows), layout.first_row + MOST_INDICATOR_ROWS)
    known = [
        row for row in range(layout.first_row, last)
        if (text := row_text(sheet, mapping, row))
        and read_heading((text,), vocabulary, catalogue, layout.unit).indicator_id
    ]  # fmt: skip
    figures = sum(
        looks_like_a_figure(sheet.value(row, column.column))
        for row in known for column in mapping.figures if column.role == "by_row"
    )  # fmt: skip
    return Proposal(mapping, len(known), figures, placed=False)


def row_text(sheet: Sheet, mapping: Mapping, row: int) -> str:
    """What a row announces: its text, with the unit of the unit column in brackets behind it."""
    indicator, unit = mapping.of_role("indicator"), mapping.of_role("unit")
    text = sheet.text(row, indicator.column) if indicator else ""
    printed = sheet.text(row, unit.column) if unit else ""
    return f"{text} ({printed.strip('()')})" if text and printed else text


def _columns(
    sheet: Sheet, layout: Layout, places: Places, vocabulary: HeadingWords
) -> tuple[MappedColumn, ...]:
    areas = _areas(layout.headings, places, vocabulary)
    told = told_ratios(layout.headings, vocabulary)
    columns = []
    for number, heading in enumerate(layout.headings):
        figures = has_figures_below(sheet, layout, number)
        if heading and _is_unit_column(sheet, number, layout, vocabulary):
            columns.append(MappedColumn(number, " / ".join(heading), "unit"))
        elif heading or figures:
            among = any(areas)
            columns.append(_column(number, heading, told[number], areas[number], figures, among,
                                   vocabulary))  # fmt: skip
    return tuple(columns)


def _is_unit_column(sheet: Sheet, column: int, layout: Layout, vocabulary: HeadingWords) -> bool:
    """Whether "Đơn vị" is short for "Đơn vị tính" here."""
    heads_areas = role_of(layout.headings[column][-1], vocabulary) == "area_name"
    return heads_areas and heads_units(sheet, column, layout.header_rows[-1], vocabulary)


def _areas(
    headings: tuple[tuple[str, ...], ...], places: Places, vocabulary: HeadingWords
) -> list[str]:
    """The words of each heading that name its area; empty where it names none.

    A word that says nothing known counts as a name where other headings have one on its line.
    """
    areas, lines_of_names = [], set()
    for heading in headings:
        named = [(n, words) for n, line in enumerate(heading)
                 if (words := _area_in(line, places, vocabulary))]  # fmt: skip
        areas.append(named[-1][1] if named else "")
        lines_of_names |= {n for n, words in named if words == heading[n]}
    for number, heading in enumerate(headings):
        beside = [heading[n] for n in lines_of_names if n < len(heading) and not areas[number]]
        areas[number] = next((line for line in beside if _may_be_a_name(line, vocabulary)),
                             areas[number])  # fmt: skip
    return areas


def _area_in(line: str, places: Places, vocabulary: HeadingWords) -> str:
    """The whole line where it is a name, or the name within it; empty for any other line."""
    if role_of(line, vocabulary):
        return ""
    found = places.find_outside(line, None)
    if isinstance(found, FoundArea) or found.reason_code == "ambiguous_area":
        return line
    if within := places.communes_in((line,), None):
        return next(iter(within.values()))
    typed = TYPED.match(unicodedata.normalize("NFC", line).casefold())
    return line if typed and not _understood(line, vocabulary) else ""


def _may_be_a_name(line: str, vocabulary: HeadingWords) -> bool:
    return not (
        role_of(line, vocabulary)
        or fold(line) in vocabulary.totals
        or _understood(line, vocabulary)
        or no_result((line,), vocabulary)
    )


def _understood(line: str, vocabulary: HeadingWords) -> bool:
    """Whether a line says which result a column holds: a period, "thực hiện", "ước", "TH/KH"."""
    words = key_of(line)
    said = (*vocabulary.result_words, *vocabulary.estimate_words, *vocabulary.plan_words)
    return (
        heading_period((line,)) is not None
        or bool(part_of_year(line))
        or role_of(line, vocabulary) == "value"
        or any(stands_in(word, words) for word in said)
    )


def _column(
    number: int, heading: tuple[str, ...], told: tuple[str, ...], area: str, figures: bool,
    among_areas: bool, vocabulary: HeadingWords,
) -> MappedColumn:  # fmt: skip
    """One column; ``told`` is its heading with a bare ratio told in full, ``among_areas`` whether
    any heading of the sheet names an area.
    """
    text = " / ".join(heading)
    role = role_of(heading[-1], vocabulary) if heading else None
    if role in OWN_ROLES and not area:
        return MappedColumn(number, text, role or "")
    if role and role != "value" and (len(heading) == 1 or role != "period"):
        return MappedColumn(
            number, text, "ignored", why=f"a column of role {role} beside indicators"
        )
    lines = lines_of(told, area, vocabulary)
    if lines and (why := no_result(lines, vocabulary)):
        return MappedColumn(number, text, "ignored", why=why)
    if among_areas and not area and any(fold(line) in vocabulary.totals for line in heading):
        return MappedColumn(number, text, "ignored", why=TOTAL)
    if not figures and not area and not any(_understood(line, vocabulary) for line in lines):
        return MappedColumn(number, text, "ignored", why="no figures in it")
    if why := _not_told(heading, area, vocabulary):
        return MappedColumn(number, text, "unknown", why=why)
    period = heading_period(lines)
    return MappedColumn(number, text, "by_row", period=period, period_by_heading=period is not None,
                  area=area)  # fmt: skip


def _not_told(heading: tuple[str, ...], area: str, vocabulary: HeadingWords) -> str:
    """Why a heading does not say what its figures are; empty where it does.

    Above a commune's name anything may stand; below it, and without one, the lowest line must name
    a result: points, weights and villages stand in such tables too.
    """
    below = heading[heading.index(area) + 1 :] if area in heading else heading
    if (area and not below) or (below and _understood(below[-1], vocabulary)):
        return ""
    return "the heading names no commune, period or result"
