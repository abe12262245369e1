"""Marks of the sheets of an XLSX package, read off its XML in one pass without building trees."""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from indicators.problems import quoted
from indicators.refusal import RefusedFileError
from indicators.spreadsheets.files.guard import Package
from indicators.spreadsheets.files.marks import Marks, place_of

GENERAL = "General"
# Formats that a file refers to by number without writing them out; the others are dates and text.
BUILT_IN_FORMATS = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
}  # fmt: skip
Attributes = dict[str, str]
LONGEST_INDEX = 12
LONGEST_FIGURE = 200  # letters; a longer text is no figure


def xlsx_marks(file: str, package: Package) -> dict[str, Marks]:
    """Marks by sheet name. Raises ``RefusedFileError`` for broken or boundless sheets."""
    formats = _cell_formats(file, package.parts.get("xl/styles.xml", b""))
    shared = _shared_texts(file, package.parts.get("xl/sharedStrings.xml", b"<none/>"))
    found = {}
    for name, part in _sheet_parts(file, package):
        marks = Marks(name)
        if part in package.parts:
            reader = _SheetReader(file, formats, shared, marks)
            parse(file, package.parts[part], reader.start, reader.end, reader.text)
            marks.refuse_stretched(file)
        found[name] = marks
    return found


def parse(
    file: str, xml: bytes, start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None, text: Callable[[str], None] | None = None,
) -> None:  # fmt: skip
    """Run handlers over XML, with local names of elements. Entities and DTDs are refused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype(file)
    local = _LocalNames()
    parser.StartElementHandler = lambda name, found: start(local[name], found)
    if end:
        parser.EndElementHandler = lambda name: end(local[name])
    if text:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError) as error:
        raise RefusedFileError(file, "xml_broken", fault=str(error)) from error


class _LocalNames(dict[str, str]):
    """The names of elements without their prefix; a sheet repeats a few of them a million times."""

    def __missing__(self, name: str) -> str:
        return self.setdefault(name, name.rpartition(":")[2])


def _refuse_doctype(file: str) -> Callable[..., None]:
    def refuse(*_details: object) -> None:
        raise RefusedFileError(file, "xml_doctype")

    return refuse


def _sheet_parts(file: str, package: Package) -> list[tuple[str, str]]:
    """(name of the sheet, name of its part) in the order of the workbook."""
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []

    def relation(name: str, found: Attributes) -> None:
        if name == "Relationship" and found.get("TargetMode") != "External":
            target = found.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            targets[found.get("Id", "")] = posixpath.normpath(path)

    def sheet(name: str, found: Attributes) -> None:
        if name == "sheet":
            relation_id = next((v for k, v in found.items() if k.endswith(":id")), "")
            sheets.append((found.get("name", ""), relation_id))

    parse(file, package.parts.get("xl/_rels/workbook.xml.rels", b"<none/>"), relation)
    parse(file, package.parts["xl/workbook.xml"], sheet)
    return [(name, targets.get(relation_id, "")) for name, relation_id in sheets]


def _cell_formats(file: str, xml: bytes) -> list[str]:
    """The number format of each cell style, by its index."""
    codes = dict(BUILT_IN_FORMATS)
    formats: list[str] = []
    inside = [False]

    def start(name: str, found: Attributes) -> None:
        if name == "numFmt":
            codes[int(found["numFmtId"])] = found.get("formatCode", GENERAL)
        elif name == "cellXfs":
            inside[0] = True
        elif name == "xf" and inside[0]:
            formats.append(codes.get(int(found.get("numFmtId", 0)), GENERAL))

    def end(name: str) -> None:
        if name == "cellXfs":
            inside[0] = False

    try:
        parse(file, xml or b"<none/>", start, end)
    except KeyError as error:
        raise RefusedFileError(
            file, "number_format_broken", attribute=quoted(str(error))
        ) from error
    return formats


class RichText:
    """Follows the runs of one text: its length, and its letters that no font raises or lowers."""

    def __init__(self) -> None:
        self.length, self.raised = 0, False
        self.level: list[str] = []
        self._run_raised = self._inside = False

    def start(self, name: str, found: Attributes) -> None:
        """An element inside the text begins: a run, its font, its letters."""
        if name == "r":
            self._run_raised = False
        elif name == "vertAlign" and found.get("val", "baseline") != "baseline":
            self._run_raised = self.raised = True
        self._inside = name == "t"

    def text(self, letters: str) -> None:
        """Letters of the text; only some of them are kept, a figure is short."""
        self.length += len(letters)
        if self._inside and not self._run_raised and len(self.level) < LONGEST_FIGURE:
            self.level += letters[:LONGEST_FIGURE]

    @property
    def unraised(self) -> str | None:
        """The letters on the line, where others are raised; ``None`` where none are."""
        return "".join(self.level).strip() if self.raised else None


@dataclass
class SharedTexts:
    """How many characters each shared text has, and what is left of those with raised letters."""

    lengths: list[int] = field(default_factory=list)
    unraised: dict[int, str] = field(default_factory=dict)


def _shared_texts(file: str, xml: bytes) -> SharedTexts:
    shared = SharedTexts()
    rich = [RichText()]

    def start(name: str, found: Attributes) -> None:
        if name == "si":
            rich[0] = RichText()
        else:
            rich[0].start(name, found)

    def end(name: str) -> None:
        if name == "si":
            if rich[0].unraised is not None:
                shared.unraised[len(shared.lengths)] = rich[0].unraised
            shared.lengths.append(rich[0].length)

    parse(file, xml, start, end, lambda letters: rich[0].text(letters))
    return shared


class _SheetReader:
    """Follows rows and cells; a cell without a reference stands right of the one before it."""

    def __init__(self, file: str, formats: list[str], shared: SharedTexts, marks: Marks) -> None:
        self.file, self.formats, self.shared, self.marks = file, formats, shared, marks
        self.row, self.column = -1, -1
        self.cell: Attributes = {}
        self.formula: list[str] | None = None
        self.content = ""
        self.inline: RichText | None = None

    def start(self, name: str, found: Attributes) -> None:
        if name == "c":
            self._cell(found)
        elif name in ("v", "is"):
            self._value()
            self.inline = RichText() if name == "is" else None
        elif self.inline is not None:
            self.inline.start(name, found)
        elif name == "row":
            self.row = int(found.get("r", self.row + 2)) - 1
            self.column = -1
        elif name == "f":
            self.formula = []
        elif name == "mergeCell":
            first, _, last = found.get("ref", "A1").partition(":")
            self.marks.add_merge((*place_of(first), *place_of(last or first)))

    def text(self, text: str) -> None:
        if self.formula is not None:
            self.formula.append(text)
        elif self.inline is not None:
            self.inline.text(text)
        elif len(self.content) < LONGEST_INDEX:
            self.content += text

    def end(self, name: str) -> None:
        if name == "f" and self.formula is not None:
            self.marks.formulas[self.row, self.column] = "".join(self.formula)[:200]
            self.marks.add_value(self.file, self.row, self.column)
            self.formula = None
        elif name == "v" and self.cell.get("t") == "s" and self.content.isdecimal():
            index, lengths = int(self.content), self.shared.lengths
            self.marks.add_text(self.file, lengths[index] if index < len(lengths) else 0)
            if index in self.shared.unraised:
                self.marks.unraised[self.row, self.column] = self.shared.unraised[index]
        elif name == "is" and self.inline is not None:
            if self.inline.unraised is not None:
                self.marks.unraised[self.row, self.column] = self.inline.unraised
            self.inline = None

    def _cell(self, found: Attributes) -> None:
        self.cell = found
        if "r" in found:
            self.row, self.column = place_of(found["r"])
        else:
            self.column += 1

    def _value(self) -> None:
        self.content = ""
        place = self.row, self.column
        self.marks.add_value(self.file, *place)
        if self.cell.get("t") == "e":
            self.marks.errors.add(place)
        style: Any = self.cell.get("s", "0")
        code = self.formats[int(style)] if int(style) < len(self.formats) else GENERAL
        if code != GENERAL and self.cell.get("t", "n") == "n":
            self.marks.formats[place] = code
