"""A pasted text or an uploaded spreadsheet → candidates on which a person can decide."""

import csv
import io
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath

import yaml

from indicators.candidates.candidate_lines import NEEDED
from indicators.candidates.files import (
    CANDIDATE_COLUMNS,
    LIST_SEPARATOR,
    Candidate,
    candidate,
    from_extract,
)
from indicators.coded import Coded
from indicators.curated.drafts import Row
from indicators.extraction.candidate import Skipped
from indicators.extraction.gazetteer import Gazetteer, load_gazetteer, province_of_source
from indicators.extraction.reader import extract
from indicators.harmless_text import restored
from indicators.refusal import RefusedFileError
from indicators.spreadsheets.headings.stated_periods import Period
from indicators.spreadsheets.importing import import_report, summary
from indicators.spreadsheets.mapping.saved_mapping import save_mapping
from indicators.spreadsheets.reading import Question, Report
from indicators.spreadsheets.reference import Reference, load_reference
from indicators.spreadsheets.rejects import Reject
from indicators.vocabularies.press_words import PressWords, load_vocabulary
from indicators.writing import scratch_folder

# Forty times a long article; a whole yearbook belongs to the command line.
LONGEST_TEXT = 250_000
# More rows than a person can decide on at a sitting.
MOST_CANDIDATES = 5_000
UPLOAD_SUFFIXES = (".xlsx", ".xls", ".ods", ".csv", ".tsv")
LONGEST_NAME = 80

# A workbook may take 100 MB while it is read: visitors wait for one another.
_one_workbook = threading.Lock()


@dataclass(frozen=True, repr=False)
class Readers:
    """Everything that reading needs of one data directory, loaded once."""

    reference: Reference
    gazetteer: Gazetteer
    phrases: PressWords


@dataclass(frozen=True, repr=False)
class ReadFile:
    """What was read: candidates, and the text in which their evidence lies (empty for cells).

    ``rejects`` are the cells that were not taken; ``summary`` says what became of every cell;
    ``mapping`` is the proposed mapping of columns as YAML. Candidates + ``missing`` + rejects are
    ``cells_read``, which is 0 for a text. ``unread`` are the sentences at which the reader failed.
    """

    name: str
    text: str
    candidates: list[Candidate]
    rejects: list[Reject] = field(default_factory=list)
    summary: list[Coded] = field(default_factory=list)
    mapping: str = ""
    missing: int = 0
    cells_read: int = 0
    unread: list[Skipped] = field(default_factory=list)


def load_readers(data: Path) -> Readers:
    """Load catalogue, areas and vocabularies of a data directory.

    Raises what ``load_reference`` and the two vocabularies raise for files that cannot be used.
    """
    return Readers(load_reference(data), load_gazetteer(data), load_vocabulary(
        data / "phrases.yaml"))  # fmt: skip


def with_sources(readers: Readers, rows: Iterable[Row]) -> Readers:
    """The same readers knowing sources that are described and not written yet."""
    reference, new = readers.reference, {row["source_id"]: row for row in rows}
    languages = {name: row["language"] for name, row in new.items()}
    facts = replace(
        reference.facts, source_languages={**languages, **reference.facts.source_languages}
    )
    sources = {**new, **reference.sources}
    return replace(readers, reference=replace(reference, facts=facts, sources=sources))


def read_article(
    text: str, readers: Readers, *, source_id: str, published: date | None, province: str | None
) -> ReadFile:
    """Candidates out of a newspaper text, none of them decided.

    Where the text leaves open which commune of a name is meant, the province of the source's
    publisher or address decides, with the doubt ``province_from_source``. Raises
    ``RefusedFileError`` for a text that is too long for a page.
    """
    if len(text) > LONGEST_TEXT:
        raise RefusedFileError("text", "article_too_long", size=len(text), most=LONGEST_TEXT)
    skipped: list[Skipped] = []
    source = readers.reference.sources.get(source_id, {})
    found = extract(text, published=published, province=province,
                    source_province=province_of_source(source, readers.gazetteer),
                    catalogue=readers.reference.catalogue, gazetteer=readers.gazetteer,
                    vocabulary=readers.phrases, skipped=skipped)  # fmt: skip
    records = [one.record() for one in found]
    rows = from_extract(records, source_id=source_id, recorded_on=date.today())
    candidates = _bounded("text", _with_names(rows, readers))
    return ReadFile("article", text, candidates, unread=skipped)


def read_upload(
    name: str, content: bytes, readers: Readers, *, source_id: str, period: Period | None,
    province: str | None, area: str | None = None, mapping: bytes | None = None,
) -> ReadFile:  # fmt: skip
    """Candidates out of a report; cells against which nothing speaks are decided (``accept``).

    ``name`` is whatever the sender says: only its ending is used. ``area`` is the commune (code or
    name) of a sheet that names none. ``mapping`` is a saved mapping of its columns. Figures that
    differ from accepted ones are candidates here, since the page shows both.
    Raises ``RefusedFileError``.
    """
    shown = _harmless_name(name)
    suffix = Path(shown).suffix.casefold()
    if suffix not in UPLOAD_SUFFIXES:
        raise RefusedFileError(shown, "ending_unknown" if suffix else "ending_absent",
                               ending=suffix, endings=", ".join(UPLOAD_SUFFIXES))  # fmt: skip
    kept = _candidates_file(content, source_id) if suffix == ".csv" else None
    if kept is not None:
        return ReadFile(shown, "", _bounded(shown, kept))
    question = Question(source_id, period, province, area=area)
    reference = replace(readers.reference, accepted={})
    with scratch_folder("upload") as folder, _one_workbook:
        path = folder / f"report{suffix}"
        path.write_bytes(content)
        try:
            report = import_report(path, reference, question,
                                   mapping_file=_given_mapping(mapping, folder))  # fmt: skip
        except RefusedFileError as error:
            raise error.renamed(path.name, shown) from error
        proposed = _mapping_text(report, folder / "proposed.yaml")
    lines = [line.replaced(path.name, shown) for line in summary(report)]
    candidates = _bounded(shown, report.accepted)
    return ReadFile(shown, "", candidates, report.rejects, lines, proposed, len(report.missing),
                   report.cells_read)  # fmt: skip


def _candidates_file(content: bytes, source_id: str) -> list[Candidate] | None:
    """The rows of a candidates file that was downloaded before; ``None`` for any other CSV.

    What somebody else accepted is open again: whoever accepts must have decided it.
    """
    try:
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        columns = rows.fieldnames or ()
        if not set(NEEDED) <= set(columns) <= set(CANDIDATE_COLUMNS):
            return None
        given = [{name: restored(text) for name, text in row.items() if text} for row in rows
                 if None not in row]  # fmt: skip
    except (UnicodeDecodeError, csv.Error):
        return None
    usual = {"qualifier": "exact", "status": "A", "source_id": source_id,
             "recorded_on": date.today(), "revision": 1}  # fmt: skip
    found = (candidate({**usual, **row}) for row in given)
    return [{**one, "decision": one["decision"] if one["decision"] == "refuse" else ""}
            for one in found]  # fmt: skip


def _given_mapping(content: bytes | None, folder: Path) -> Path | None:
    """The sender's mapping as a file, where there is one."""
    if content is None:
        return None
    path = folder / "mapping.yaml"
    path.write_bytes(content)
    return path


def _mapping_text(report: Report, path: Path) -> str:
    save_mapping(report.mapping, path)
    text = path.read_text("utf-8")
    yaml.safe_load(text)  # what is offered can be read back
    return text


def _bounded(place: str, rows: Iterable[Candidate]) -> list[Candidate]:
    """The rows on one line each, so that line n of a file is row n of the page."""
    found = [{name: _one_line(text) for name, text in row.items()} for row in rows]
    if len(found) > MOST_CANDIDATES:
        raise RefusedFileError(place, "too_many_figures", count=len(found), most=MOST_CANDIDATES)
    return found


def _one_line(text: str) -> str:
    return " ".join(text.splitlines()) if len(text.splitlines()) > 1 else text.strip("\r\n")


def _with_names(rows: Iterable[Candidate], readers: Readers) -> Iterable[Candidate]:
    names = area_names(readers.reference)
    for row in rows:
        yield {**row, "area_name": names.get(row["area_code"], "")}


def area_names(reference: Reference) -> dict[str, str]:
    """The name of each area with its type, by code: ``xã Hoằng Lộc``."""
    return {row["area_code"]: f"{row['area_type']} {row['name']}" for row in reference.areas}


def area_choices(possible: str, reference: Reference) -> dict[str, str]:
    """Namesakes by code as a person tells them apart: ``xã Hoằng Lộc, Thanh Hóa (16012)``."""
    names = area_names(reference)
    parents = {row["area_code"]: row["parent_code"] for row in reference.areas}
    provinces = {row["area_code"]: row["name"] for row in reference.areas}
    return {
        code: f"{names[code]}, {provinces.get(parents[code], '')} ({code})"
        for code in possible.split(LIST_SEPARATOR) if code in names
    }  # fmt: skip


def _harmless_name(name: str) -> str:
    """The last part of a path, without control characters, shortened in the middle."""
    last = PurePosixPath(name.replace("\\", "/")).name
    clean = "".join(letter for letter in last if letter.isprintable())
    return clean if len(clean) <= LONGEST_NAME else f"{clean[:40]}…{clean[-30:]}"
