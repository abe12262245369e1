"""``/chart/…``: every chart by address as SVG and PNG, with the keys of the page that shows it."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indicators.open_data.answers.asked import AskedQuestion
from indicators.open_data.answers.faults import QuestionError, nearest_to
from indicators.open_data.download_tables import file_name
from indicators.pictures.kinds import KINDS, PictureKind, picture
from indicators.pictures.png import png
from indicators.release.store import Store
from indicators.web.api.problem_json import EVERY_METHOD
from indicators.web.below_root import site_of
from indicators.web.drawn.drawn_answers import INERT, DrawnAnswers, FinishedDrawing, told
from indicators.web.drawn.picture_parameters import drawing_of, look_asked, picture_question

FOLDER = "/chart"
MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


class Charts:
    """The routes of the pictures; they share one desk."""

    def __init__(self, answers: DrawnAnswers) -> None:
        self.answers = answers

    def routes(self) -> list[Route]:
        """To be mounted beside the pages."""
        return [
            Route(f"{FOLDER}/{{kind}}/{{subject}}.{{form}}", self.chart, methods=EVERY_METHOD),
            Route(f"{FOLDER}/{{kind}}.{{form}}", self.chart, methods=EVERY_METHOD),
        ]

    async def chart(self, request: Request) -> Response:
        """One picture; problems as JSON."""
        subject = request.path_params.get("subject", "")
        return await told(request, lambda: self._answer(request, subject), subject)

    async def _answer(self, request: Request, subject: str) -> Response:
        form = request.path_params["form"]
        if form not in MEDIA_TYPES:
            raise QuestionError("unknown_path", found=f".{form}", expected=(".svg", ".png"),
                                nearest=tuple(MEDIA_TYPES))  # fmt: skip
        kind = kind_of(request.path_params["kind"], subject)
        site = site_of(request)

        def make(store: Store, asked: AskedQuestion) -> FinishedDrawing:
            question = picture_question(store, kind, asked, site, look_asked(asked))
            svg = picture(store, kind.name, question).svg
            body = svg.encode() if form == "svg" else png(svg, int(asked.one("scale") or 1))
            name = file_name([kind.name, subject or None], store.release, form)
            own = {"Content-Type": MEDIA_TYPES[form], "Content-Security-Policy": INERT,
                   "Content-Disposition": f'inline; filename="{name}"'}  # fmt: skip
            return FinishedDrawing(body, own, packs=form == "svg")

        asking = drawing_of(kind, FOLDER, form)
        return await self.answers.response(request, asking, subject_in(kind, subject), make)


def kind_of(name: str, subject: str) -> PictureKind:
    """The kind of a path; raises ``QuestionError`` (404) where the path names none."""
    kind = KINDS.get(name)
    if kind is None:
        raise QuestionError("unknown_path", found=name, expected=tuple(KINDS),
                            nearest=nearest_to(name, KINDS) or tuple(KINDS))  # fmt: skip
    if bool(kind.about) != bool(subject):
        below = f"/{{{kind.about}}}" if kind.about else ""
        raise QuestionError("unknown_path", found=f"{name}/{subject}".rstrip("/"),
                            expected=(f"{FOLDER}/{name}{below}.svg",))  # fmt: skip
    return kind


def subject_in(kind: PictureKind, subject: str) -> dict[str, str]:
    """What the path names, as a parameter."""
    return {kind.about: subject} if kind.about else {}
