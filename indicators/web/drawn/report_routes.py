"""``/report/…``: two pages for a meeting by address, as PDF and DOCX."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indicators.reports.asked_report import ReportQuestion
from indicators.reports.making import FORMS, REPORTS, report_file, report_name
from indicators.web.drawn.asked_drawings import AskedDrawing, RefusedError
from indicators.web.drawn.desk_of_drawings import DrawingDesk, KeptDrawing, tag_of_drawing
from indicators.web.drawn.drawn_response import TAKEN_METHODS, release_headers, sent, site_of, told

FOLDER = "/report"
COMPARISON = "comparison"
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
KEYS = ("year", "lang", "release")


class Reports:
    """The routes of the reports; they share the desk of the pictures."""

    def __init__(self, desk: DrawingDesk) -> None:
        self.desk = desk

    def routes(self) -> list[Route]:
        """To be mounted beside the pages."""
        return [
            Route(f"{FOLDER}/{{kind}}/{{area}}.{{form}}", self.report, methods=TAKEN_METHODS),
            Route(f"{FOLDER}/{{kind}}.{{form}}", self.report, methods=TAKEN_METHODS),
        ]

    def report(self, request: Request) -> Response:
        """One report; problems as JSON, as for the pictures."""
        area = request.path_params.get("area", "")
        return told(request, lambda: self._answer(request, area), area)

    def _answer(self, request: Request, area: str) -> Response:
        kind, form = request.path_params["kind"], request.path_params["form"]
        _require_path(kind, area, form)
        keys = KEYS if area else (*KEYS, "area")
        asked = AskedDrawing.of(request.query_params.multi_items(), keys)
        question = ReportQuestion(
            kind=kind, areas=(area,) if area else asked.listed("area"), year=asked.value("year"),
            lang=asked.lang, site=site_of(request),
        )  # fmt: skip
        release = self.desk.release(asked.value("release"))
        headers = release_headers(release.store, asked.value("release"))
        tag = tag_of_drawing(release.identity, form, question)

        def make() -> KeptDrawing:
            name = report_name(release.store, question, form)
            own = {"Content-Type": MEDIA_TYPES[form],
                   "Content-Disposition": f'inline; filename="{name}"'}  # fmt: skip
            return KeptDrawing(report_file(release.store, question, form), own)

        return sent(request, tag, lambda: self.desk.drawn(tag, make), headers)


def _require_path(kind: str, area: str, form: str) -> None:
    """Raise ``RefusedError`` (404) where a path names no report."""
    if form not in FORMS:
        raise RefusedError(404, "Unknown path", f"found .{form[:20]}, expected .pdf or .docx",
                           nearest=tuple(FORMS))  # fmt: skip
    if kind not in REPORTS or (kind == COMPARISON) == bool(area):
        raise RefusedError(
            404, "Unknown path", f"expected {FOLDER}/commune/{{area}}, {FOLDER}/province/{{area}} "
            f"or {FOLDER}/{COMPARISON}, then .pdf or .docx", nearest=tuple(REPORTS))  # fmt: skip
