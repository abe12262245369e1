"""Any public CSV, JSON or spreadsheet address, read with a saved mapping of the importer.

The proof that a second source is one file: what is asked is one address, what is read is what
``import`` reads, with the mapping that ``import --save-mapping`` wrote for it.
"""

from dataclasses import replace
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
from indicators.curated.drafts import Row
from indicators.doubts import Doubt, doubt
from indicators.refusal import RefusedFileError, UnanswerableError
from indicators.spreadsheets.files.json_table import read_json_table
from indicators.spreadsheets.importing import import_report
from indicators.spreadsheets.reading import Question, Report
from indicators.spreadsheets.reference import Reference
from indicators.writing import scratch_folder

KEY = "table"
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"  # XLSX and ODS; XLS


class TableAddress:
    """The collector of one table at ``--url``, read with ``--mapping``."""

    name = "table"

    def plan(self, inquiry: Inquiry, reference: Reference) -> list[str]:
        """The one request."""
        return [str(call) for call in self.calls(inquiry, reference, {})]

    def calls(self, inquiry: Inquiry, _reference: Reference, _answers: Answers) -> list[Call]:
        """The one request. Raises ``UnanswerableError`` without an address or a mapping."""
        if not inquiry.url or inquiry.mapping is None:
            raise UnanswerableError("address_or_mapping_absent")
        return [Call(f"{inquiry.name}-{KEY}", urlsplit(inquiry.url).netloc, inquiry.url)]

    def fault(self, _call: Call, content: bytes) -> Doubt | None:
        """A page in place of a table, JSON without one list of objects, or nothing at all."""
        if content.lstrip()[:1] == b"<":
            return doubt("page_in_place_of_data")
        if not content.strip():
            return doubt("nothing_for_period")
        try:
            empty = _ending(content) == ".json" and not read_json_table("JSON", content)
        except RefusedFileError as error:
            return doubt("table_refused", why=error.problem.fact)
        return doubt("nothing_for_period") if empty else None

    def harvest(self, inquiry: Inquiry, reference: Reference, answers: Answers) -> Harvest:
        """What ``import`` makes of the table: candidates with their doubts, rejects as left out."""
        harvest = Harvest()
        for answer in answers.values():
            source = _source(answer, inquiry)
            try:
                report = _report(answer, source, inquiry, reference)
            except RefusedFileError as error:
                reason = doubt("table_refused", why=error.problem.fact)
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


def _ending(content: bytes) -> str:
    """The ending of a file with this content; ``import`` reads it by its content and ending."""
    if content[:4] == ZIP:
        return ".ods" if b"opendocument" in content[:200] else ".xlsx"
    if content[:4] == OLE:
        return ".xls"
    return ".json" if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{") else ".csv"


def _report(answer: RawAnswer, source: Row, inquiry: Inquiry, reference: Reference) -> Report:
    facts = replace(reference.facts, source_languages={
        **reference.facts.source_languages, source["source_id"]: source["language"]})  # fmt: skip
    known = replace(reference, facts=facts,
                    sources={**reference.sources, source["source_id"]: source})  # fmt: skip
    province = inquiry.provinces[0] if len(inquiry.provinces) == 1 else None
    question = Question(source["source_id"], inquiry.period(answer.received_on), province)
    with scratch_folder("collect") as folder:
        path = folder / f"table{_ending(answer.content)}"
        path.write_bytes(answer.content)
        return import_report(path, known, question, mapping_file=inquiry.mapping)


def _rejects(report: Report, answer: RawAnswer) -> list[UnitLeftOut]:
    return [UnitLeftOut(answer.call.place, one.place, one.area,
                    doubt("cell_rejected", rule=one.reason_code, detail=one.detail or ""))
            for one in report.rejects]  # fmt: skip


def _source(answer: RawAnswer, inquiry: Inquiry) -> Row:
    host, day = urlsplit(answer.call.url).hostname or "", answer.received_on.isoformat()
    plain = "".join(letter if letter.isalnum() else "-" for letter in host.casefold())[:30]
    name = f"{TableAddress.name}-{plain.strip('-')}-{inquiry.name}-{day}-{answer.sha256[:6]}"
    return {
        "source_id": name, "kind": "portal", "publisher": host, "title": inquiry.words(),
        "url": answer.call.url, "published_on": day, "retrieved_on": day, "language": "vi",
        "note": "", "note_en": "", "flags": "", "archived_url": "", "collector": TableAddress.name,
        "answer_sha256": answer.sha256,
        "answer_file": answer.file,
    }  # fmt: skip
