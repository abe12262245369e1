"""What a spreadsheet file may be before anything else opens it.

A workbook is an archive that somebody else made. It is unpacked here once, with a bound on every
size, and the readers get a clean copy: nothing but the parts that hold cells, as they were
measured. A size that the archive declares is never believed.
"""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from indicators.coded import coded
from indicators.problems import quoted
from indicators.refusal import RefusedFileError

LARGEST_FILE_BYTES = 32 * 2**20
LARGEST_UNPACKED_BYTES = 96 * 2**20
# Sheets of equal rows pack well, up to about 100:1; below the floor a ratio says nothing.
HIGHEST_RATIO, RATIO_FLOOR_BYTES = 250, 16 * 2**20
MOST_PARTS = 2000
PIECE_BYTES = 2**20
# What zipfile raises for archives that are cut off, encrypted, or made to confuse it.
DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError,
    OverflowError, RuntimeError, ValueError,
)  # fmt: skip

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
SPREADSHEET_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".xltx", ".xlsb"})
PICTURES = ("xl/media/", "xl/drawings/", "xl/charts/", "Pictures/", "Thumbnails/", "Object ")

# Parts that make a workbook more than cells, and the code of what they are.
UNWANTED = (
    ("xl/vbaProject", "macro_vba"),
    ("xl/macrosheets/", "macro_sheet"),
    ("Basic/", "macro_basic"),
    ("Scripts/", "script"),
    ("xl/externalLinks/", "links_excel"),
    ("xl/connections.xml", "outside_data"),
)


@dataclass(frozen=True)
class Package:
    """An unpacked workbook: ``kind`` is xlsx or ods, ``parts`` are its XML files by name."""

    kind: str
    parts: dict[str, bytes]

    def clean_copy(self) -> io.BytesIO:
        """The same parts as an archive without compression, for a reader that unpacks itself."""
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as archive:
            for name, data in self.parts.items():
                archive.writestr(name, data)
        copy.seek(0)
        return copy


def kind_of(path: Path) -> str:
    """``zip``, ``ole`` or ``text``, by the first bytes; the name of a file proves nothing.

    Raises ``RefusedFileError`` for what is no readable file, too large, or another kind of file
    than its name says.
    """
    size = _size(path)
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith((ZIP, OLE)):
        if size > LARGEST_FILE_BYTES:
            raise RefusedFileError(path.name, "report_too_large", size=size,
                                   most=LARGEST_FILE_BYTES)  # fmt: skip
        return "zip" if head.startswith(ZIP) else "ole"
    if path.suffix.casefold() in SPREADSHEET_SUFFIXES:
        raise RefusedFileError(path.name, "not_as_named", head=repr(head[:8]))
    return "text"


def _size(path: Path) -> int:
    if not path.is_file():
        found = coded("a_directory" if path.is_dir() else "no_such_file")
        raise RefusedFileError(path.name, "report_absent", found=found)
    size = path.stat().st_size
    if size == 0:
        raise RefusedFileError(path.name, "report_empty")
    return size


def unpack(path: Path) -> Package:
    """The parts of an XLSX or ODS file that hold cells.

    Raises ``RefusedFileError`` for archives that are damaged, too large once unpacked, no
    spreadsheet, or hold macros or links to other files.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = [entry.filename for entry in archive.infolist()]
            _refuse_unwanted(path.name, names)
            kind = _kind_of_archive(path.name, archive, names)
            return Package(kind, _parts(path.name, archive))
    except DAMAGE as error:
        raise RefusedFileError(path.name, "archive_damaged", fault=str(error)) from error


def _refuse_unwanted(place: str, names: list[str]) -> None:
    if len(names) > MOST_PARTS:
        raise RefusedFileError(place, "too_many_parts", count=len(names), most=MOST_PARTS)
    for prefix, code in UNWANTED:
        if any(name.startswith(prefix) for name in names):
            raise RefusedFileError(place, code)


def _kind_of_archive(place: str, archive: zipfile.ZipFile, names: list[str]) -> str:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "mimetype" in names and _unpacked(place, archive, "mimetype", 200).startswith(ODS_TYPE):
        return "ods"
    if "xl/workbook.bin" in names:
        raise RefusedFileError(place, "binary_workbook")
    shown = ", ".join(map(quoted, names[:3])) or coded("nothing")
    raise RefusedFileError(place, "other_archive", names=shown)


def _parts(place: str, archive: zipfile.ZipFile) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = LARGEST_UNPACKED_BYTES
    for entry in archive.infolist():
        name = entry.filename
        if not name.endswith((".xml", ".rels", "mimetype")) or name.startswith(PICTURES):
            continue
        data = _unpacked(place, archive, name, left)
        if len(data) > max(HIGHEST_RATIO * entry.compress_size, RATIO_FLOOR_BYTES):
            raise _too_large(place, name)
        left -= len(data)
        parts[name] = data
    return parts


def _unpacked(place: str, archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """One part, read piece by piece so that a bomb stops at the bound and not before memory."""
    pieces = bytearray()
    with archive.open(name) as part:
        while piece := part.read(PIECE_BYTES):
            pieces += piece
            if len(pieces) > most:
                raise _too_large(place, name)
    return bytes(pieces)


def _too_large(place: str, name: str) -> RefusedFileError:
    part = f"{place}, part {quoted(name)}"
    return RefusedFileError(part, "unpacks_too_large", most=LARGEST_UNPACKED_BYTES)
