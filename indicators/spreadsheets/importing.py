"""From a file to its report: which reader, which mapping, which sheet."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from indicators.refusal import RefusedFileError
from indicators.spreadsheets.files.workbook import Sheet, read_sheets
from indicators.spreadsheets.headings.column_map import Mapping
from indicators.spreadsheets.mapping.proposing import propose
from indicators.spreadsheets.mapping.saved_mapping import fit_mapping, load_mapping, mapping_path
from indicators.spreadsheets.reading import Question, Report, read_report
from indicators.spreadsheets.reference import Reference
from indicators.spreadsheets.rows.conventions import COMMA, Convention
from indicators.spreadsheets.rows.places import FoundArea, NotFound, Places


@dataclass(frozen=True)
class OpenedReport:
    """A file as read, with the mapping that will be used and where it came from."""

    path: Path
    sheets: list[Sheet]
    mapping: Mapping
    saved: bool

    @property
    def sheet(self) -> Sheet:
        """The sheet that the mapping is about."""
        return next(sheet for sheet in self.sheets if sheet.name == self.mapping.sheet)


def open_report(
    path: Path, reference: Reference, sheet: str | None = None, mapping_file: Path | None = None,
    *, area_asked: bool = False,
) -> OpenedReport:  # fmt: skip
    """Read a file and find its mapping: ``mapping_file``, else the one beside it, else a proposal.

    ``sheet`` asks for a sheet by name, and then a mapping is proposed for it; ``area_asked`` tells
    that the commune of a sheet without names is known. Raises
    ``RefusedFileError`` for files that cannot be read, have no table of areas, or have another
    layout than their saved mapping.
    """
    sheets = read_sheets(path)
    saved = mapping_file or mapping_path(path)
    if sheet is not None and sheet not in {one.name for one in sheets}:
        names = ", ".join(repr(one.name) for one in sheets)
        raise RefusedFileError(path.name, f"sheets {names}", f"a sheet {sheet!r}",
                               "choose one of them")  # fmt: skip
    if mapping_file or (sheet is None and saved.is_file()):
        mapping = load_mapping(saved, reference.catalogue, reference.vocabulary)
        fitted = fit_mapping(path.name, mapping, sheets, reference.vocabulary,
                             reference.catalogue, Places(reference))  # fmt: skip
        return OpenedReport(path, sheets, fitted, saved=True)
    mapping = propose(path.name, sheets, reference.vocabulary, reference.catalogue, sheet,
                      places=Places(reference), area_asked=area_asked)  # fmt: skip
    return OpenedReport(path, sheets, mapping, saved=False)


def import_report(
    path: Path, reference: Reference, question: Question, *, sheet: str | None = None,
    mapping_file: Path | None = None,
) -> Report:  # fmt: skip
    """Read a report into candidates, missing values and rejects.

    Raises ``RefusedFileError`` as ``open_report`` does, or where no period or no area can be told.
    """
    opened = open_report(path, reference, sheet, mapping_file, area_asked=question.area is not None)
    report = read_report(path.name, opened.sheet, opened.mapping, reference, question)
    read_from = opened.sheet
    report.area_unused = question.area is not None and report.area is None
    report.unread_sheets = [one.name for one in opened.sheets if one is not read_from]
    return report


def summary(report: Report) -> list[str]:
    """What was read, in lines for a terminal; the first gives the sum that must hold."""
    accepted, missing, rejected = len(report.accepted), len(report.missing), len(report.rejects)
    lines = [f"{report.file}: {accepted} accepted + {missing} missing + {rejected} rejected = "
             f"{report.cells_read} cells read"]  # fmt: skip
    lines += _areas_read(report)
    undecided = sum(not one["decision"] for one in report.accepted)
    if undecided:
        lines.append(f"{undecided} of the accepted have a doubt and no decision yet (see checks)")
    reasons = [reject.reason_code for reject in report.rejects]
    lines += [f"  rejected, {code}: {reasons.count(code)}" for code in dict.fromkeys(reasons)]
    marks = [one.reason for one in report.missing]
    lines += [f"  missing, {reason}: {marks.count(reason)}" for reason in dict.fromkeys(marks)]
    lines += [f"  skipped row {one.row}, {one.kind}: {one.text}" for one in report.skipped]
    lines += [f"  skipped column {one.heading!r}: {one.why}" for one in report.ignored]
    left_out = Counter((one.heading, one.why) for one in report.left_out)
    lines += [f"  skipped {count} cells of column {heading!r}: {why}"
              for (heading, why), count in left_out.items()]  # fmt: skip
    lines += _number_marks(report)
    lines += [f"  table not read: {place}" for place in report.unread_tables]
    if report.unread_sheets:
        lines.append("  sheets not read: " + ", ".join(map(repr, report.unread_sheets)))
    return lines


def _number_marks(report: Report) -> list[str]:
    """By which convention the text cells were read, and what proves it."""
    columns: dict[Convention, list[str]] = {}
    for one in report.number_marks:
        columns.setdefault(one.convention, []).append(one.heading)
    return [
        f"  numbers in text cells: decimal {'comma' if how.language == COMMA else 'point'}, "
        "found in "
        f"{how.found_in}{', which contradicts itself' if how.mixed else ''}: "
        + "; ".join(dict.fromkeys(headings))
        for how, headings in columns.items()
    ]


def _areas_read(report: Report) -> list[str]:
    """The area of a sheet whose rows name none: the one of the sheet, or how many columns name."""
    lines = [f"area: {report.area.name}"] if report.area else []
    if report.column_areas:
        found = {
            one.area_code for one in report.column_areas.values() if isinstance(one, FoundArea)
        }
        unknown = sum(isinstance(one, NotFound) for one in report.column_areas.values())
        lines.append(f"areas: {len(found)} named over columns, "
                     f"{unknown} columns with an area that is not known")  # fmt: skip
    if report.area_unused:
        lines.append("--area was not used: the table names its own areas")
    return lines
