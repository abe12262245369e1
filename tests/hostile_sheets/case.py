"""One sheet with its truth, and how its cells get into a file of each kind."""

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from tests.reports import Rows, csv_bytes, write_xlsx

# The communes of the invented country that no accepted figure contradicts.
NAMES = ("Bình Mẫu", "Hòa Mẫu", "Đắk N'Mẫu", "Tân Mẫu")
CODES = ("97002", "97003", "97004", "97008")
TITLE = "TỈNH MẪU ĐÔNG - KẾT QUẢ THỰC HIỆN NĂM 2025"
END_2025 = "2025-12-31"
# Area, indicator, value, last day.
Truth = frozenset[tuple[str, str, str, str]]


@dataclass(frozen=True)
class SheetCase:
    """``truth`` are the figures that the sheet tells; whatever else is accepted is wrong.

    ``plain`` sheets leave nothing to doubt: all of ``truth`` has to be accepted.
    """

    kind: str
    name: str
    write: Callable[[Path], Path]
    truth: Truth
    plain: bool = False

    def __str__(self) -> str:
        return f"{self.kind}-{self.name}"


def told(indicator: str, values: Sequence[str | None], end: str = END_2025) -> Truth:
    """One figure a commune, in the order of ``CODES``; None where the sheet tells none."""
    return frozenset(
        (code, indicator, value, end)
        for code, value in zip(CODES, values, strict=False)
        if value is not None
    )


NOTHING: Truth = frozenset()


def of_columns(headings: Sequence[str], *columns: Sequence[Any], title: str = TITLE) -> Rows:
    """Title, one header row and one row a commune; ``columns`` go below ``headings``."""
    rows: list[list[Any]] = [[title], ["STT", "Tên đơn vị", *headings]]
    for number, cells in enumerate(zip(*columns, strict=True)):
        rows.append([number + 1, NAMES[number], *cells])
    return rows


def xlsx(
    kind: str,
    name: str,
    rows: Rows,
    truth: Truth,
    *,
    plain: bool = False,
    merges: Sequence[str] = (),
    formats: dict[str, str] | None = None,
) -> SheetCase:
    """A workbook of Excel."""

    def write(folder: Path) -> Path:
        return write_xlsx(folder / "bao-cao.xlsx", rows, merges=merges, formats=formats)

    return SheetCase(kind, name, write, truth, plain)


def text(
    kind: str,
    name: str,
    content: str | Rows,
    truth: Truth,
    *,
    plain: bool = False,
    separator: str = ",",
) -> SheetCase:
    """A text file, as it stands or with cells quoted where they have to be."""

    def write(folder: Path) -> Path:
        path = folder / "bao-cao.csv"
        path.write_bytes(
            content.encode() if isinstance(content, str) else csv_bytes(content, separator, "utf-8")
        )
        return path

    return SheetCase(kind, name, write, truth, plain)


def ods(kind: str, name: str, rows: Rows, truth: Truth, *, plain: bool = False) -> SheetCase:
    """A workbook of LibreOffice; a tuple (value, text shown, type) is a number shown as a text.

    Other text may hold the markup ``<text:span text:style-name="up">`` for raised letters.
    """

    def write(folder: Path) -> Path:
        path = folder / "bao-cao.ods"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("META-INF/manifest.xml", MANIFEST)
            archive.writestr("content.xml", _content(rows))
        return path

    return SheetCase(kind, name, write, truth, plain)


def _content(rows: Rows) -> str:
    lines = "".join(
        f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows
    )
    return CONTENT.replace("{rows}", lines)


def _cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, tuple):
        number, shown, kind = value
    elif isinstance(value, int | float):
        number, shown, kind = value, str(value).replace(".", ","), "float"
    else:
        shown = value if "<text:span" in value else escape(value)
        return f'<table:table-cell office:value-type="string"><text:p>{shown}</text:p>{CELL_ENDS}'
    return (
        f'<table:table-cell office:value-type="{kind}" office:value="{number}">'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


CELL_ENDS = "</table:table-cell>"
RAISED = '<text:span text:style-name="up">{}</text:span>'
NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
CONTENT = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES}>'
    '<office:automatic-styles><style:style style:name="up" style:family="text">'
    '<style:text-properties style:text-position="super 58%"/></style:style>'
    '</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Biểu 1">'
    "{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
)
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
