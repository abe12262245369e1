"""``/report/…``: two pages for a meeting by address, as PDF and DOCX."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indicators.language.texts import DEFAULT_LANGUAGE
from indicators.open_data.answers import parameters as given
from indicators.open_data.answers.asked import AskedAddress, AskedQuestion
from indicators.open_data.answers.faults import QuestionError, nearest_to
from indicators.open_data.answers.names_meant import areas_meant
from indicators.open_data.answers.parameters import in_path
from indicators.release.store import Store
from indicators.reports.asked_report import ReportQuestion
from indicators.reports.making import FORMS, REPORTS, report_file, report_name
from indicators.web.api.problem_json import EVERY_METHOD
from indicators.web.below_root import site_of
from indicators.web.drawn.drawn_answers import DrawnAnswers, FinishedDrawing, told
from indicators.web.drawn.picture_parameters import LANG

FOLDER = "/report"
COMPARISON = "comparison"
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
SHARED = (given.YEAR, LANG, given.RELEASE)


class Reports:
    """The routes of the reports; they share the desk of the pictures."""

    def __init__(self, answers: DrawnAnswers) -> None:
        self.answers = answers

    def routes(self) -> list[Route]:
        """To be mounted beside the pages."""
        return [
            Route(f"{FOLDER}/{{kind}}/{{area}}.{{form}}", self.report, methods=EVERY_METHOD),
            Route(f"{FOLDER}/{{kind}}.{{form}}", self.report, methods=EVERY_METHOD),
        ]

    async def report(self, request: Request) -> Response:
        """One report; problems as JSON, as for the pictures."""
        area = request.path_params.get("area", "")
        return await told(request, lambda: self._answer(request, area), area)

    async def _answer(self, request: Request, area: str) -> Response:
        kind, form = request.path_params["kind"], request.path_params["form"]
        _require_path(kind, area, form)
        site = site_of(request)

        def make(store: Store, asked: AskedQuestion) -> FinishedDrawing:
            question = ReportQuestion(
                kind=kind, areas=tuple(areas_meant(store, asked)), year=asked.one("year"),
                lang=asked.one("lang") or DEFAULT_LANGUAGE, site=site,
            )  # fmt: skip
            name = report_name(store, question, form)
            own = {"Content-Type": MEDIA_TYPES[form],
                   "Content-Disposition": f'inline; filename="{name}"'}  # fmt: skip
            return FinishedDrawing(report_file(store, question, form), own, packs=False)

        path = {"area": area} if area else {}
        return await self.answers.response(request, _asking(kind, area, form), path, make)


def _asking(kind: str, area: str, form: str) -> AskedAddress:
    """What may be asked of a report: of one area in the path, or of several in the query."""
    if area:
        return AskedAddress(f"{FOLDER}/{kind}/{{area}}.{form}", (in_path(given.AREA), *SHARED))
    return AskedAddress(f"{FOLDER}/{kind}.{form}", (given.AREAS_COMPARED, *SHARED),
                        needs=(("", given.AREAS.name),))  # fmt: skip


def _require_path(kind: str, area: str, form: str) -> None:
    """Raise ``QuestionError`` (404) where a path names no report."""
    if form not in FORMS:
        raise QuestionError("unknown_path", found=f".{form}", expected=(".pdf", ".docx"),
                            nearest=tuple(FORMS))  # fmt: skip
    if kind not in REPORTS or (kind == COMPARISON) == bool(area):
        raise QuestionError(
            "unknown_path", found=f"{kind}/{area}".rstrip("/"),
            expected=(f"{FOLDER}/commune/{{area}}.pdf", f"{FOLDER}/province/{{area}}.pdf",
                      f"{FOLDER}/{COMPARISON}.pdf"),
            nearest=nearest_to(kind, REPORTS) or tuple(REPORTS))  # fmt: skip
