"""Which commune a sheet, or a column of it, is about: asked for, in the title, in the heading."""

from collections.abc import Iterable

from indicators.problems import quoted
from indicators.refusal import RefusedFileError
from indicators.spreadsheets.headings.column_map import MappedColumn, Mapping
from indicators.spreadsheets.rows.places import (
    CODE_LIKE,
    PROVINCE_WORD,
    FoundArea,
    NotFound,
    Places,
    folded_name,
)

GIVE_AREA = "name the commune: its field on the page, or --area with its code or name"


def needs_area(mapping: Mapping) -> bool:
    """Whether some column of figures leaves its commune to the title."""
    return any(column.role == "by_row" and not column.area for column in mapping.columns)


def named_area(text: str, places: Places, province: str | None) -> FoundArea | NotFound:
    """The area of a code or a name."""
    if CODE_LIKE.fullmatch(text):
        return places.find(text, "", None)
    return places.find_outside(text, province)


def column_areas(
    columns: Iterable[MappedColumn], places: Places, province: str | None
) -> dict[int, FoundArea | NotFound]:
    """The areas of the columns that name one."""
    return {
        column.column: named_area(column.area, places, _province_over(column, places) or province)
        for column in columns if column.area
    }  # fmt: skip


def _province_over(column: MappedColumn, places: Places) -> str | None:
    """The province that a line of a heading names with its type: "Tỉnh …" over its communes."""
    lines = (line for line in column.heading.split(" / ") if line != column.area)
    named = (places.province(line) for line in lines if PROVINCE_WORD.match(folded_name(line)))
    return next(filter(None, named), None)


def sheet_area(
    file: str, mapping: Mapping, titles: Iterable[str], places: Places, *, asked: str | None,
    province: str | None,
) -> FoundArea | None:  # fmt: skip
    """The one commune of a sheet: the one asked for, else that of the titles or of the mapping.

    ``None`` where every column names its own. Raises ``RefusedFileError`` where none, several or
    another commune than that of the saved mapping is named.
    """
    if not needs_area(mapping):
        return None
    if asked:
        return _asked_for(file, asked, places, province)
    titled = places.communes_in(titles, province)
    if mapping.area and titled and mapping.area not in titled:
        raise RefusedFileError(
            file, f"a title about {_listed(titled, places)}",
            f"{mapping.area}, as its mapping says",
            "check the report; name the commune, or delete the mapping file",
        )  # fmt: skip
    if mapping.area:
        return _asked_for(file, mapping.area, places, province)
    if len(titled) == 1:
        code = next(iter(titled))
        return FoundArea(code, places.name_of(code))
    found = f"a title about {_listed(titled, places)}" if titled else "no commune in the title"
    raise RefusedFileError(file, found, "one commune, in the title or over each column",
                           GIVE_AREA)  # fmt: skip


def _asked_for(file: str, text: str, places: Places, province: str | None) -> FoundArea:
    found = named_area(text, places, province)
    if isinstance(found, NotFound):
        raise RefusedFileError(file, f"the area {quoted(text)} ({found.detail})",
                               "one area", GIVE_AREA)  # fmt: skip
    return found


def _listed(codes: Iterable[str], places: Places) -> str:
    return "; ".join(map(places.name_of, list(codes)[:5]))
