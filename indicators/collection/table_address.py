"""Any public CSV, JSON or spreadsheet address, read with a saved mapping of the importer.

The proof that a second source is one file: what is asked is one address, what is read is what
``import`` reads, with the mapping that ``import --save-mapping`` wrote for it.
"""

import json
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from indicators.collection.inquiry import (
    Answers,
    Call,
    Finding,
    Harvest,
    Inquiry,
    RawAnswer,
    UnitLeftOut,
)
from indicators.csv_for_people import rows_csv
from indicators.curated.drafts import Row
from indicators.doubts import Doubt, doubt
from indicators.errors import UnanswerableError
from indicators.refusal import RefusedFileError
from indicators.spreadsheets.importing import import_report
from indicators.spreadsheets.reading import Question, Report
from indicators.spreadsheets.reference import Reference

KEY = "table"
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"  # XLSX and ODS; XLS
MOST_COLUMNS = 500


class TableAddress:
    """The collector of one table at ``--url``, read with ``--mapping``."""

    name = "table"
    about = (
        "a CSV, JSON, XLSX or ODS file at --url, read with a mapping that import --save-mapping "
        "wrote (--mapping M.yaml); JSON is a list of objects, or one under 'data'"
    )

    def plan(self, inquiry: Inquiry, reference: Reference) -> list[str]:
        """The one request."""
        return [str(call) for call in self.calls(inquiry, reference, {})]

    def calls(self, inquiry: Inquiry, _reference: Reference, _answers: Answers) -> list[Call]:
        """The one request. Raises ``UnanswerableError`` without an address or a mapping."""
        if not inquiry.url or inquiry.mapping is None:
            raise UnanswerableError(
                "found no --url or no --mapping, expected both: the address of the table and the "
                "mapping that `import --save-mapping` wrote for it"
            )
        return [Call(f"{inquiry.name}-{KEY}", urlsplit(inquiry.url).netloc, inquiry.url)]

    def fault(self, _call: Call, content: bytes) -> Doubt | None:
        """A page in place of a table, JSON that is no list of objects, or nothing at all."""
        if content.lstrip()[:1] == b"<":
            return doubt("page_in_place_of_data")
        if not content.strip():
            return doubt("nothing_for_period")
        try:
            _as_file(content)
        except _NoTableError as error:
            return error.reason
        return None

    def harvest(self, inquiry: Inquiry, reference: Reference, answers: Answers) -> Harvest:
        """What ``import`` makes of the table: candidates with their doubts, rejects as left out."""
        harvest = Harvest()
        for answer in answers.values():
            source = _source(answer, inquiry)
            try:
                report = _report(answer, source, inquiry, reference)
            except RefusedFileError as error:
                reason = doubt("table_refused", why=str(error))
                harvest.left_out.append(UnitLeftOut(answer.call.place, "", "", reason))
                continue
            harvest.candidates += report.accepted
            harvest.sources += [source] if report.accepted else []
            harvest.left_out += _rejects(report, answer)
        return harvest

    def probe(self, inquiry: Inquiry, reference: Reference, answers: Answers) -> list[Finding]:
        """Whether the mapping still fits, and how much of the table it reads."""
        harvest = self.harvest(inquiry, reference, answers)
        refused = [one for one in harvest.left_out if one.reason.code == "table_refused"]
        seen = str(refused[0].reason) if refused else f"{len(harvest.candidates)} figures"
        return [
            Finding(not refused, "the table is in the layout of its mapping", seen),
            Finding(not harvest.left_out, "every cell is read", f"{len(harvest.left_out)} are not"),
        ]


class _NoTableError(ValueError):
    def __init__(self, reason: Doubt) -> None:
        super().__init__(str(reason))
        self.reason = reason


def _as_file(content: bytes) -> tuple[str, bytes]:
    """The ending and the content of a file that ``import`` reads; JSON becomes CSV."""
    if content[:4] == ZIP:
        return (".ods" if b"opendocument" in content[:200] else ".xlsx"), content
    if content[:4] == OLE:
        return ".xls", content
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"[", b"{"):
        return ".csv", content
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise _NoTableError(doubt("not_json")) from error
    rows = data.get("data") if isinstance(data, dict) else data
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _NoTableError(doubt("no_list_of_units", found=type(rows).__name__))
    columns = list(dict.fromkeys(name for row in rows for name in row))
    if not rows or len(columns) > MOST_COLUMNS:
        raise _NoTableError(doubt("nothing_for_period"))
    return ".csv", _csv(columns, rows).encode()


def _csv(columns: list[str], rows: Iterable[dict[str, Any]]) -> str:
    """Objects as lines of a table; what an object lacks is empty, what is nested is no figure."""
    cells = ({name: "" if row.get(name) is None else str(row[name]) for name in columns}
             for row in rows)  # fmt: skip
    return rows_csv(columns, cells, text=str)


def _report(answer: RawAnswer, source: Row, inquiry: Inquiry, reference: Reference) -> Report:
    ending, content = _as_file(answer.content)
    facts = replace(reference.facts, source_languages={
        **reference.facts.source_languages, source["source_id"]: source["language"]})  # fmt: skip
    known = replace(reference, facts=facts,
                    sources={**reference.sources, source["source_id"]: source})  # fmt: skip
    province = inquiry.provinces[0] if len(inquiry.provinces) == 1 else None
    question = Question(source["source_id"], inquiry.period(answer.received_on), province)
    with tempfile.TemporaryDirectory(prefix="collect-") as folder:
        path = Path(folder) / f"table{ending}"
        path.write_bytes(content)
        return import_report(path, known, question, mapping_file=inquiry.mapping)


def _rejects(report: Report, answer: RawAnswer) -> list[UnitLeftOut]:
    return [UnitLeftOut(answer.call.place, one.place, one.area,
                    doubt("cell_rejected", rule=one.reason_code, detail=one.detail))
            for one in report.rejects]  # fmt: skip


def _source(answer: RawAnswer, inquiry: Inquiry) -> Row:
    host, day = urlsplit(answer.call.url).hostname or "", answer.received_on.isoformat()
    plain = "".join(letter if letter.isalnum() else "-" for letter in host.casefold())[:30]
    name = f"{TableAddress.name}-{plain.strip('-')}-{inquiry.name}-{day}-{answer.sha256[:6]}"
    return {
        "source_id": name, "kind": "portal", "publisher": host, "title": inquiry.words(),
        "url": answer.call.url, "published_on": day, "retrieved_on": day, "language": "vi",
        "note": "", "collector": TableAddress.name, "answer_sha256": answer.sha256,
        "answer_file": answer.file,
    }  # fmt: skip
