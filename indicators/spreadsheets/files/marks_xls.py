"""Marks of the sheets of an XLS file (BIFF8, Excel 97-2003), read record by record."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import olefile

from indicators.refusal import RefusedFileError
from indicators.spreadsheets.files.guard import SAVE_AS_XLSX
from indicators.spreadsheets.files.marks import Marks
from indicators.spreadsheets.files.marks_xls_texts import shared_texts
from indicators.spreadsheets.files.marks_xlsx import BUILT_IN_FORMATS, GENERAL, SharedTexts

# Record numbers of [MS-XLS].
FORMULA, EOF, FILEPASS, BOUNDSHEET, MULRK, XF = 0x06, 0x0A, 0x2F, 0x85, 0xBD, 0xE0
MERGED_CELLS, LABEL_SST, SUPBOOK, NUMBER, LABEL = 0xE5, 0xFD, 0x1AE, 0x203, 0x204
BOOL_ERROR, RK, FORMAT, BOF = 0x205, 0x27E, 0x41E, 0x809
SST, CONTINUE, FONT = 0xFC, 0x3C, 0x31
FONT_LEFT_OUT = 4  # there is no font of this number: those behind it count one more
SINGLE_CELLS = frozenset({FORMULA, LABEL_SST, NUMBER, LABEL, BOOL_ERROR, RK})
SUPBOOK_OF_THIS_FILE = (0x0401, 0x3A01)
WORKSHEET, MACRO_SHEET = 0, 1
BIFF8 = b"\x00\x06"
Record = tuple[int, bytes]


def xls_marks(path: Path) -> dict[str, Marks]:
    """Marks by sheet name.

    Raises ``RefusedFileError`` for encrypted or damaged files, macros and links to other files.
    """
    try:
        with olefile.OleFileIO(str(path)) as container:
            return _marks(path.name, _workbook_stream(path.name, container))
    except (OSError, struct.error, IndexError, ValueError, OverflowError) as error:
        raise RefusedFileError(path.name, f"a damaged workbook ({error})",
                               "a workbook that opens", SAVE_AS_XLSX) from error  # fmt: skip


def _workbook_stream(file: str, container: Any) -> bytes:
    if container.exists("EncryptedPackage"):
        raise _encrypted(file)
    if container.exists("_VBA_PROJECT_CUR"):
        raise RefusedFileError(file, "a macro (VBA)", "cells only",
                               "save it as .xlsx, which keeps no macros")  # fmt: skip
    for name in ("Workbook", "Book"):
        if container.exists(name):
            return bytes(container.openstream(name).read())
    raise RefusedFileError(file, "a file of another Office program", "a workbook", SAVE_AS_XLSX)


def _encrypted(file: str) -> RefusedFileError:
    return RefusedFileError(file, "a workbook protected by a password", "one without",
                            "open it with the password and save it without one")  # fmt: skip


def _records(stream: bytes, position: int = 0) -> Iterator[Record]:
    """The records from ``position`` to the end of their part of the stream."""
    depth = 0
    while position + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, position)
        body = stream[position + 4 : position + 4 + length]
        depth += (number == BOF) - (number == EOF)
        yield number, body
        if number == EOF and depth <= 0:
            return
        position += 4 + length


def _marks(file: str, stream: bytes) -> dict[str, Marks]:
    codes = dict(BUILT_IN_FORMATS)
    styles: list[int] = []
    sheets: list[tuple[str, int]] = []
    texts: list[bytes] = []
    fonts: list[int] = []
    before = 0
    if stream[:2] != b"\x09\x08" or stream[4:6] != BIFF8:
        raise RefusedFileError(file, "a workbook of Excel 95 or older", "Excel 97 or later",
                               SAVE_AS_XLSX)  # fmt: skip
    for number, body in _records(stream):
        if number == SST or (number == CONTINUE and before in (SST, CONTINUE) and texts):
            texts.append(body)
        before = number
        if number == FILEPASS:
            raise _encrypted(file)
        if number == SUPBOOK:
            _refuse_other_file(file, body)
        elif number == FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _text(body, 2, "<H")
        elif number == FONT:
            fonts.append(struct.unpack_from("<H", body, 8)[0])
        elif number == XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif number == BOUNDSHEET:
            sheets += _sheet(file, body)
    formats = [codes.get(style, GENERAL) for style in styles]
    raised = {n + (n >= FONT_LEFT_OUT) for n, position in enumerate(fonts) if position}
    shared = shared_texts(texts, raised)
    return {name: _sheet_marks(file, name, stream, at, formats, shared) for name, at in sheets}


def _refuse_other_file(file: str, body: bytes) -> None:
    if struct.unpack_from("<H", body, 2)[0] not in SUPBOOK_OF_THIS_FILE:
        raise RefusedFileError(
            file,
            "links to other workbooks",
            "cells only",
            "in Excel: Data > Edit Links > Break Link, then save it again",
        )


def _sheet(file: str, body: bytes) -> list[tuple[str, int]]:
    """Name and place of a worksheet; nothing for charts."""
    at, _hidden, kind = struct.unpack_from("<IBB", body)
    if kind == MACRO_SHEET:
        raise RefusedFileError(file, "a macro sheet (Excel 4.0)", "cells only",
                               "save it as .xlsx without the macro sheet")  # fmt: skip
    return [(_text(body, 6, "<B"), at)] if kind == WORKSHEET else []


def _text(body: bytes, at: int, length_type: str) -> str:
    """A string with its length before it and a byte that tells one or two bytes a letter."""
    length = struct.unpack_from(length_type, body, at)[0]
    at += struct.calcsize(length_type)
    wide, at = body[at] & 1, at + 1
    raw = body[at : at + length * (2 if wide else 1)]
    return raw.decode("utf-16-le" if wide else "latin-1")


def _sheet_marks(
    file: str, name: str, stream: bytes, at: int, formats: list[str], shared: SharedTexts
) -> Marks:
    marks = Marks(name)
    for number, body in _records(stream, at):
        if number in SINGLE_CELLS:
            row, column, style = struct.unpack_from("<HHH", body)
            _note(file, marks, row, column, style, formats)
            if number == FORMULA:
                marks.formulas[row, column] = ""
            elif number == LABEL_SST:
                index = struct.unpack_from("<I", body, 6)[0]
                lengths = shared.lengths
                marks.add_text(file, lengths[index] if index < len(lengths) else 0)
                if index in shared.unraised:
                    marks.unraised[row, column] = shared.unraised[index]
            is_error = number == BOOL_ERROR and body[7] == 1
            if is_error or (number == FORMULA and body[6] == 2 and body[12:14] == b"\xff\xff"):
                marks.errors.add((row, column))
        elif number == MULRK:
            row, first = struct.unpack_from("<HH", body)
            for offset in range((len(body) - 6) // 6):
                style = struct.unpack_from("<H", body, 4 + 6 * offset)[0]
                _note(file, marks, row, first + offset, style, formats)
        elif number == MERGED_CELLS:
            for offset in range(struct.unpack_from("<H", body)[0]):
                top, bottom, left, right = struct.unpack_from("<HHHH", body, 2 + 8 * offset)
                marks.add_merge((top, left, bottom, right))
    marks.refuse_stretched(file)
    return marks


def _note(file: str, marks: Marks, row: int, column: int, style: int, formats: list[str]) -> None:
    marks.add_value(file, row, column)
    code = formats[style] if style < len(formats) else GENERAL
    if code != GENERAL:
        marks.formats[row, column] = code
