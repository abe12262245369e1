"""What is asked of a sheet, and what became of its cells."""

from dataclasses import dataclass, field, replace
from datetime import date

from indicators.candidates.files import Candidate
from indicators.curated.observations import Observation
from indicators.doubts import Doubt
from indicators.spreadsheets.headings.column_map import MappedColumn, Mapping
from indicators.spreadsheets.headings.stated_periods import Period
from indicators.spreadsheets.rejects import Missing, Reject
from indicators.spreadsheets.rows.area_rows import SkippedRow
from indicators.spreadsheets.rows.conventions import Convention
from indicators.spreadsheets.rows.places import FoundArea, NotFound


@dataclass(frozen=True)
class Question:
    """What the person who imports says: source, period, province and area; ``None`` = read it off.

    ``area`` is the code or the name of the commune of a sheet whose rows are indicators.
    """

    source_id: str = ""
    period: Period | None = None
    province: str | None = None
    recorded_on: date = field(default_factory=date.today)
    area: str | None = None


@dataclass(frozen=True)
class Read:
    """One cell that became an observation; ``series`` names the figures of its indicator.

    ``doubts`` are those of its column and of the cell itself.
    """

    row: int
    place: str
    observation: Observation
    area_name: str
    unit: str
    column: int
    series: tuple[int, int]
    shown_as_percent: bool
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """One cell of a column of figures that holds nothing to be read, and why."""

    place: str
    heading: str
    why: str


@dataclass(frozen=True)
class NumberMarks:
    """By which convention the text cells of one column are read."""

    heading: str
    convention: Convention


@dataclass
class Report:
    """The outcome of one sheet: ``accepted`` + ``missing`` + ``rejects`` are all ``cells_read``.

    ``skipped`` are rows that are no area (groups, totals, footnotes), ``ignored`` the columns that
    hold no results, ``left_out`` single cells of the others, such as the share of the plan in a row
    of which no such share is known; ``unread_sheets`` the other sheets of the file. ``area`` is the
    one commune of the sheet, ``column_areas`` those of single columns,
    and ``area_unused`` tells that one was asked for in vain. ``number_marks`` tells how text cells
    were read, ``unread_tables`` where tables stand that nothing heads, or why they are not read.
    ``broken_counts`` are columns (or rows) of counts in which a cell was not whole.
    """

    file: str
    mapping: Mapping
    cells_read: int = 0
    accepted: list[Candidate] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    unread_sheets: list[str] = field(default_factory=list)
    period: Period | None = None
    province: str | None = None
    area: FoundArea | None = None
    column_areas: dict[int, FoundArea | NotFound] = field(default_factory=dict)
    broken_counts: set[tuple[int, int]] = field(default_factory=set)
    left_out: list[LeftOut] = field(default_factory=list)
    area_unused: bool = False
    number_marks: list[NumberMarks] = field(default_factory=list)
    unread_tables: list[str] = field(default_factory=list)

    @property
    def ignored(self) -> list[MappedColumn]:
        """Columns with a heading that were not read as figures."""
        return [column for one in (self.mapping, *self.mapping.more) for column in one.columns
                if column.role == "ignored"]  # fmt: skip


def together(mapping: Mapping, reports: list[Report]) -> Report:
    """One report of all tables of a sheet; what is told of a sheet is that of its first table."""
    report, *others = reports
    for other in others:
        report.cells_read += other.cells_read
        report.missing += other.missing
        report.rejects += other.rejects
        report.skipped += other.skipped
        report.left_out += other.left_out
        report.column_areas |= other.column_areas
        report.number_marks += other.number_marks
    mappings = {one.mapping.header_rows + _numbers(one.mapping): one.mapping for one in reports}
    first, *more = (mappings.get(one.header_rows + _numbers(one), one)
                    for one in (mapping, *mapping.more))  # fmt: skip
    report.mapping = replace(first, more=tuple(more))
    return report


def _numbers(mapping: Mapping) -> tuple[int, ...]:
    return tuple(column.column for column in mapping.columns)
