"""What each column of a sheet is: the mapping that is proposed, saved and read with."""

from dataclasses import dataclass

from indicators.doubts import Doubt
from indicators.spreadsheets.headings.stated_periods import Period

ROLES = frozenset({
    "area_name", "area_code", "province", "number", "indicator", "value", "unit", "basis",
    "period", "note", "figure", "by_row", "ignored", "unknown",
})  # fmt: skip
FIGURE_ROLES = {
    "wide": ("figure", "unknown"), "long": ("value",), "by_indicator": ("by_row", "unknown"),
}  # fmt: skip


@dataclass(frozen=True)
class MappedColumn:
    """One column: ``role``, and for a ``figure`` its indicator, basis, unit, period, status.

    ``basis`` is None where the date decides; ``period`` is None where the whole file has one, and
    ``period_by_heading`` where it is read off the heading each time. ``why`` tells why a column is
    ignored or unknown. In a column ``by_row`` each row names the indicator; ``area`` is the commune
    of its figures, as its heading or a person writes it, empty for that of the whole sheet.
    ``doubts`` speak against its indicator or unit, and so against each of its figures.
    """

    column: int
    heading: str
    role: str
    indicator_id: str = ""
    basis: str | None = None
    unit: str = ""
    period: Period | None = None
    period_by_heading: bool = False
    status: str = "A"
    why: str = ""
    area: str = ""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Mapping:
    """How one sheet is read. ``header_rows`` count from 0; ``layout`` says what its rows are.

    ``area`` is the code of the commune that the whole sheet is about, empty where rows or columns
    name their own, or where the title of each file does. ``more`` are the other tables of the
    sheet.
    """

    sheet: str
    header_rows: tuple[int, ...]
    columns: tuple[MappedColumn, ...]
    area: str = ""
    more: tuple["Mapping", ...] = ()

    @property
    def layout(self) -> str:
        """``wide``: a row is an area; ``long``: a row is one figure; ``by_indicator``: a row is an
        indicator, its columns are areas, periods or both.
        """
        roles = {column.role for column in self.columns}
        if "by_row" in roles:
            return "by_indicator"
        return "long" if {"indicator", "value"} <= roles else "wide"

    @property
    def figures(self) -> tuple[MappedColumn, ...]:
        """Columns whose cells are read as figures, known or not."""
        wanted = FIGURE_ROLES[self.layout]
        return tuple(column for column in self.columns if column.role in wanted)

    def of_role(self, role: str) -> MappedColumn | None:
        """The first column of a role."""
        return next((column for column in self.columns if column.role == role), None)
