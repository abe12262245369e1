"""A report as a file: the content that fits two pages, as PDF or DOCX."""

from collections.abc import Callable

from indicators.open_data.download_tables import file_name
from indicators.release.store import Store
from indicators.reports.asked_report import ROOMS, ReportQuestion, Room
from indicators.reports.content import MeetingReport
from indicators.reports.report_pdf import pages_of_report, pdf

REPORTS = ("commune", "province", "comparison")
MOST_PAGES = 2


def _laying_out(kind: str) -> Callable[[Store, ReportQuestion], Callable[[Room], MeetingReport]]:
    """What asks and says a report of one kind, loaded with the first report."""
    from indicators.reports import commune_report, comparison_report, province_report

    reports: dict[str, Callable[[Store, ReportQuestion], Callable[[Room], MeetingReport]]] = {
        "commune": commune_report.commune_report,
        "province": province_report.province_report,
        "comparison": comparison_report.comparison_report,
    }
    return reports[kind]


def docx(report: MeetingReport) -> bytes:
    """The report as DOCX; what writes it (and reads XML) is loaded with the first one."""
    from indicators.reports.report_docx import docx as written

    return written(report)


FORMS: dict[str, Callable[[MeetingReport], bytes]] = {"pdf": pdf, "docx": docx}


def report_file(store: Store, question: ReportQuestion, form: str) -> bytes:
    """One report; ``form`` is one of ``FORMS``.

    Raises ``UnknownNameError`` for an unknown area, ``NothingToDrawError`` where there is no
    figure, ``UnanswerableError`` for a question that says no report.
    """
    return FORMS[form](fitting_report(store, question))


def report_name(store: Store, question: ReportQuestion, form: str) -> str:
    """The name of the file; invented countries begin ``synthetic-``."""
    parts = ["report", question.kind, *question.areas, question.year, question.lang]
    return file_name(parts, store.release, form)


def fitting_report(store: Store, question: ReportQuestion) -> MeetingReport:
    """The report with the most that two pages hold; both forms have the same content."""
    lay_out = _laying_out(question.kind)(store, question)
    first, last = 0, len(ROOMS) - 1
    best = None
    while first <= last:  # the rooms go from the largest to the smallest
        middle = (first + last) // 2
        report = lay_out(ROOMS[middle])
        if pages_of_report(report) <= MOST_PAGES:
            best, last = report, middle - 1
        else:
            first = middle + 1
    return best or lay_out(ROOMS[-1])
