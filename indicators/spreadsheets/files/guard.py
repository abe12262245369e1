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
SAVE_AS_XLSX = "open it in Excel or LibreOffice and save it as .xlsx"

# Parts that make a workbook more than cells, and how they are called.
UNWANTED = (
    ("xl/vbaProject", "a macro (VBA)", "save it as .xlsx, which keeps no macros"),
    ("xl/macrosheets/", "a macro sheet (Excel 4.0)", "save it as .xlsx without the macro sheet"),
    ("Basic/", "a macro (Basic)", "remove the macros and save it again"),
    ("Scripts/", "a script", "remove the scripts and save it again"),
    ("xl/externalLinks/", "links to other workbooks",
     "in Excel: Data > Edit Links > Break Link, then save it again"),
    ("xl/connections.xml", "a connection to outside data",
     "in Excel: Data > Queries & Connections, delete it, then save it again"),
)  # fmt: skip


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
            raise RefusedFileError(path.name, f"{size:,} bytes",
                                   f"a spreadsheet of at most {LARGEST_FILE_BYTES:,} bytes",
                                   "export the one sheet as CSV (UTF-8)")  # fmt: skip
        return "zip" if head.startswith(ZIP) else "ole"
    if path.suffix.casefold() in SPREADSHEET_SUFFIXES:
        raise RefusedFileError(path.name, f"a file that begins with {head[:8]!r}",
                               "the content of a workbook, as its name says",
                               f"{SAVE_AS_XLSX}, or name it .csv if it is text")  # fmt: skip
    return "text"


def _size(path: Path) -> int:
    if not path.is_file():
        found = "a directory" if path.is_dir() else "no such file"
        raise RefusedFileError(path.name, found, "a CSV, XLSX, XLS or ODS file", "check the path")
    size = path.stat().st_size
    if size == 0:
        raise RefusedFileError(path.name, "an empty file", "a table", "download or save it again")
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
        raise RefusedFileError(path.name, f"a damaged or encrypted archive ({error})",
                               "a workbook that opens", SAVE_AS_XLSX) from error  # fmt: skip


def _refuse_unwanted(place: str, names: list[str]) -> None:
    if len(names) > MOST_PARTS:
        raise RefusedFileError(place, f"{len(names):,} parts", f"at most {MOST_PARTS:,}",
                               SAVE_AS_XLSX)  # fmt: skip
    for prefix, what, step in UNWANTED:
        if any(name.startswith(prefix) for name in names):
            raise RefusedFileError(place, what, "cells only", step)


def _kind_of_archive(place: str, archive: zipfile.ZipFile, names: list[str]) -> str:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "mimetype" in names and _unpacked(place, archive, "mimetype", 200).startswith(ODS_TYPE):
        return "ods"
    if "xl/workbook.bin" in names:
        raise RefusedFileError(place, "a binary workbook (.xlsb)", "XLSX, XLS, ODS or CSV",
                               SAVE_AS_XLSX)  # fmt: skip
    shown = ", ".join(map(quoted, names[:3])) or "nothing"
    raise RefusedFileError(place, f"an archive with {shown}", "an XLSX or ODS workbook",
                           "unpack it and give the spreadsheet inside")  # fmt: skip


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
    return RefusedFileError(
        f"{place}, part {quoted(name)}", "far more data than the file's size allows",
        f"at most {LARGEST_UNPACKED_BYTES:,} bytes unpacked",
        "delete unused rows and columns and save it again, or export the sheet as CSV",
    )  # fmt: skip
