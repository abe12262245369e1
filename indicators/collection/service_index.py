"""The index of service to people and businesses (Decision 766/QĐ-TTg) of every commune.

The national portal of public services shows it per month, quarter and year at
``p/home/dvc-index-tinhthanhpho-tonghop.html``; the page asks one address for it. What is asked and
what comes back was read off scripts that offices published in 2025 and has not been tried from
here: run ``collect service-index --probe`` first, and see docs/collection.md.
"""

import json
from pathlib import Path
from urllib.parse import urlsplit

from indicators.collection.index_answers import AnswerFormError, read_units
from indicators.collection.index_figures import IndexAnswer, read_answer
from indicators.collection.index_probe import findings
from indicators.collection.inquiry import (
    Answers,
    Call,
    Finding,
    Harvest,
    Inquiry,
    RawAnswer,
    UnitLeftOut,
)
from indicators.collection.unit_names import SourceUnit, UnitMatches
from indicators.curated.drafts import Row
from indicators.curated.package import read_files
from indicators.doubts import Doubt, doubt
from indicators.spreadsheets.reference import Reference
from indicators.spreadsheets.rows.places import Places

RESOURCE = "collect_matches"


ADDRESS = "https://dichvucong.gov.vn/jsp/rest.jsp"
PAGE = "/p/home/dvc-index-tinhthanhpho-tonghop.html"
PUBLISHER = "Cổng Dịch vụ công quốc gia"
SERVICE = "report_tinh_766_service"
PROVINCES = "provinces"
# More units than any province has; an answer with so many may have been cut.
PAGE_SIZE = 1000
NATIONAL_ID = "0"


class ServiceIndex:
    """The collector of the index: the list of provinces, then one answer for each province."""

    name = "service-index"

    def plan(self, inquiry: Inquiry, reference: Reference) -> list[str]:
        """The list of provinces, then one request for each; their ids are in the first answer."""
        names = _province_names(reference)
        chosen = inquiry.provinces or tuple(names)
        requests = [_call(inquiry, PROVINCES, "danh sách tỉnh, thành phố", NATIONAL_ID)]
        requests += [_call(inquiry, code, names[code], f"<ID of {names[code]}>") for code in chosen]
        return [str(one) for one in requests]

    def calls(self, inquiry: Inquiry, reference: Reference, answers: Answers) -> list[Call]:
        """The list of provinces; once that is there, the provinces that were asked for."""
        calls = [_call(inquiry, PROVINCES, "danh sách tỉnh, thành phố", NATIONAL_ID)]
        if calls[0].key in answers:
            names = _province_names(reference)
            found, _left_out = _portal_ids(answers[calls[0].key], inquiry, reference)
            calls += [_call(inquiry, code, names[code], found[code]) for code in sorted(found)]
        return calls

    def fault(self, call: Call, content: bytes) -> Doubt | None:
        """A page, other JSON, a lacking field, an answer that may be cut, or an empty one."""
        try:
            units = read_units(content, of_province=not call.key.endswith(PROVINCES))
        except AnswerFormError as error:
            return error.reason
        if len(units) >= PAGE_SIZE:
            return doubt("answer_may_be_cut", rows=len(units))
        return None if units else doubt("nothing_for_period")

    def harvest(self, inquiry: Inquiry, reference: Reference, answers: Answers) -> Harvest:
        """Seven figures of each commune and province that was matched and whose parts add up."""
        harvest = Harvest()
        if listed := answers.get(f"{inquiry.name}-{PROVINCES}"):
            _found, harvest.left_out = _portal_ids(listed, inquiry, reference)
        matches = _matches(reference)
        for answer in answers.values():
            read = read_answer(_index_answer(answer, inquiry), matches, reference, inquiry)
            harvest.candidates += read.candidates
            harvest.left_out += read.left_out
            harvest.passed_over += read.passed_over
            if read.candidates:
                harvest.sources.append(_source(answer, inquiry))
        return harvest

    def probe(self, inquiry: Inquiry, reference: Reference, answers: Answers) -> list[Finding]:
        """What of the list of provinces and of the first province asked is as expected."""
        return list(findings([_index_answer(one, inquiry) for one in answers.values()],
                             _matches(reference), reference))  # fmt: skip


def _matches(reference: Reference) -> UnitMatches:
    return UnitMatches(Places(reference), confirmed_matches(reference.directory, ServiceIndex.name))


def _province_names(reference: Reference) -> dict[str, str]:
    """Name by code of the provinces of today, with their type."""
    return {row["area_code"]: f"{row['area_type']} {row['name']}" for row in reference.areas
            if row["level"] == "province" and not row["valid_to"]}  # fmt: skip


def _call(inquiry: Inquiry, key: str, place: str, portal_id: str) -> Call:
    url = inquiry.url or ADDRESS
    origin = _origin(url)
    headers = {"X-Requested-With": "XMLHttpRequest", "Origin": origin, "Referer": origin + PAGE,
               "Accept": "application/json, text/javascript, */*; q=0.01"}  # fmt: skip
    asked = {
        "type": "ref", "p_nam": str(inquiry.year), "p_6thang": 0, "p_quy": inquiry.quarter or 0,
        "p_thang": inquiry.month or 0, "p_tinh_id": portal_id, "pageIndex": 1,
        "pageSize": PAGE_SIZE, "p_loaidonvi": 1, "loaichitieu": 0, "p_default": 0,
        "service": SERVICE,
    }  # fmt: skip
    form = {"params": json.dumps(asked, ensure_ascii=False, separators=(",", ":"))}
    return Call(f"{inquiry.name}-{key}", place, url, form, headers)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _portal_ids(
    answer: RawAnswer, inquiry: Inquiry, reference: Reference
) -> tuple[dict[str, str], list[UnitLeftOut]]:
    """The portal's id of each province that is asked for, by our code; what cannot be told."""
    matches, names = _matches(reference), _province_names(reference)
    wanted = set(inquiry.provinces or names)
    found: dict[str, list[str]] = {}
    left_out: list[UnitLeftOut] = []
    for row in read_units(answer.content, of_province=False):
        unit = SourceUnit(row["MA_COQUAN"], row["TEN"])
        code = matches.province(unit)
        if isinstance(code, str):
            found.setdefault(code, []).append(row["ID"])
        elif not inquiry.provinces:
            left_out.append(UnitLeftOut(answer.call.place, unit.unit_id, unit.name, code))
    for code in sorted(wanted):
        if len(found.get(code, ())) != 1:
            times = len(found.get(code, ()))
            left_out.append(UnitLeftOut(names[code], "", "", doubt("province_listed", times=times)))
    return {
        code: ids[0] for code, ids in found.items() if code in wanted and len(ids) == 1
    }, left_out


def _index_answer(answer: RawAnswer, inquiry: Inquiry) -> IndexAnswer:
    """An answer with the province whose communes it has; none for the list of provinces."""
    place = answer.call.key.removeprefix(f"{inquiry.name}-")
    return IndexAnswer(answer, source_id(answer, inquiry), None if place == PROVINCES else place)


def source_id(answer: RawAnswer, inquiry: Inquiry) -> str:
    """The id of an answer as a source: one for each answer that differs or came another day."""
    place = answer.call.key.removeprefix(f"{inquiry.name}-")
    return f"{ServiceIndex.name}-{inquiry.name}-{place}-{answer.received_on}-{answer.sha256[:6]}"


def _source(answer: RawAnswer, inquiry: Inquiry) -> Row:
    day = answer.received_on.isoformat()
    return {
        "source_id": source_id(answer, inquiry), "kind": "portal", "publisher": PUBLISHER,
        "title": f"Bộ chỉ số 766, {inquiry.words()}: {answer.call.place}",
        "url": _origin(answer.call.url) + PAGE, "published_on": day, "retrieved_on": day,
        "language": "vi", "note": "", "note_en": "", "flags": "", "archived_url": "",
        "collector": ServiceIndex.name, "answer_sha256": answer.sha256,
        "answer_file": answer.file,
    }  # fmt: skip


def confirmed_matches(directory: Path, collector: str) -> list[Row]:
    """The confirmed units of one collector; none where there is no such file."""
    files, _problems = read_files(directory)
    return [row for _table, _line, row in files.rows(RESOURCE) if row["collector"] == collector]
