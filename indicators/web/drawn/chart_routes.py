"""``/chart/…``: every chart by address as SVG and PNG, with the keys of the page that shows it."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indicators.open_data.download_tables import file_name
from indicators.pictures.kinds import KINDS, PictureKind, picture
from indicators.pictures.png import png
from indicators.web.drawn.asked_drawings import (
    AskedDrawing,
    RefusedError,
    keys_of,
    picture_question,
)
from indicators.web.drawn.desk_of_drawings import DrawingDesk, KeptDrawing, tag_of_drawing
from indicators.web.drawn.drawn_response import (
    INERT,
    TAKEN_METHODS,
    release_headers,
    sent,
    site_of,
    told,
)

FOLDER = "/chart"
MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


class Charts:
    """The routes of the pictures; they share one desk."""

    def __init__(self, desk: DrawingDesk) -> None:
        self.desk = desk

    def routes(self) -> list[Route]:
        """To be mounted beside the pages."""
        return [
            Route(f"{FOLDER}/{{kind}}/{{subject}}.{{form}}", self.chart, methods=TAKEN_METHODS),
            Route(f"{FOLDER}/{{kind}}.{{form}}", self.chart, methods=TAKEN_METHODS),
        ]

    def chart(self, request: Request) -> Response:
        """One picture; problems as JSON (400, 404, 405, 503)."""
        subject = request.path_params.get("subject", "")
        return told(request, lambda: self._answer(request, subject), subject)

    def _answer(self, request: Request, subject: str) -> Response:
        form = request.path_params["form"]
        if form not in MEDIA_TYPES:
            raise RefusedError(404, "Unknown path", f"found .{form[:20]}, expected .svg or .png",
                               nearest=tuple(MEDIA_TYPES))  # fmt: skip
        kind = kind_of(request.path_params["kind"], subject)
        asked = AskedDrawing.of(request.query_params.multi_items(), keys_of(kind, form))
        question = picture_question(kind, subject, asked, site_of(request))
        times = asked.times if form == "png" else 1
        release = self.desk.release(asked.value("release"))
        headers = release_headers(release.store, asked.value("release"))
        tag = tag_of_drawing(release.identity, kind.name, form, times, question)

        def make() -> KeptDrawing:
            svg = picture(release.store, kind.name, question).svg
            body = svg.encode() if form == "svg" else png(svg, times)
            name = file_name([kind.name, subject or None], release.store.release, form)
            own = {"Content-Type": MEDIA_TYPES[form], "Content-Security-Policy": INERT,
                   "Content-Disposition": f'inline; filename="{name}"'}  # fmt: skip
            return KeptDrawing(body, own)

        return sent(request, tag, lambda: self.desk.drawn(tag, make), headers)


def kind_of(name: str, subject: str) -> PictureKind:
    """The kind of a path; raises ``RefusedError`` (404) where the path names none."""
    kind = KINDS.get(name)
    if kind is None:
        raise RefusedError(404, "Unknown path", f"found {name[:80]!r}, expected one of "
                           f"{', '.join(KINDS)}", nearest=tuple(KINDS))  # fmt: skip
    if bool(kind.about) != bool(subject):
        below = f"/{{{kind.about}}}" if kind.about else ""
        raise RefusedError(404, "Unknown path", f"expected {FOLDER}/{name}{below}.svg or .png")
    return kind
