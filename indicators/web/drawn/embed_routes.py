"""``/embed/…``: one chart as a light page for a frame of another site; ``/oembed`` tells of it.

The page holds the drawing and a link, no script. It may stand in any frame: there is nothing on it
to be clicked but the link to the page that shows the same.
"""

import re
from html import escape
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from indicators.language.texts import translator
from indicators.pictures.kinds import picture
from indicators.pictures.look import LEAST_WIDTH
from indicators.pictures.picture import Picture
from indicators.release.store import Store
from indicators.web.drawn.asked_drawings import (
    AskedDrawing,
    RefusedError,
    keys_of,
    picture_question,
)
from indicators.web.drawn.chart_routes import FOLDER as CHARTS
from indicators.web.drawn.chart_routes import kind_of
from indicators.web.drawn.desk_of_drawings import DrawingDesk, KeptDrawing, tag_of_drawing
from indicators.web.drawn.drawn_response import (
    FOR_MINUTES,
    OPEN,
    TAKEN_METHODS,
    release_headers,
    sent,
    site_of,
    told,
)
from indicators.web.drawn.page_pictures import PictureAddress, picture_of_page
from indicators.web.framing import EMBEDS
from indicators.web.navigation import SITE

FOLDER = EMBEDS.rstrip("/")
OEMBED = "/oembed"
# Wide enough for a column of text; the drawing shrinks with its frame.
USUAL_WIDTH = 720
# A larger drawing is fetched beside the page, so that the page itself stays light.
MOST_INLINE_BYTES = 13_000
LINK_PIXELS = 36
HOLDS = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'"
STYLE = ("html,body{margin:0}svg,img{display:block;width:100%;height:auto}"
         "p{font:14px/20px system-ui,sans-serif;margin:8px 20px}")  # fmt: skip
SIZE = re.compile(r'<svg [^>]*?width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"')


class Embeds:
    """The routes of embedded charts; they share the desk of the pictures."""

    def __init__(self, desk: DrawingDesk) -> None:
        self.desk = desk

    def routes(self) -> list[Route]:
        """To be mounted beside the pages."""
        return [
            Route(f"{FOLDER}/{{kind}}/{{subject}}", self.embed, methods=TAKEN_METHODS),
            Route(f"{FOLDER}/{{kind}}", self.embed, methods=TAKEN_METHODS),
            Route(OEMBED, self.oembed, methods=TAKEN_METHODS),
        ]

    def embed(self, request: Request) -> Response:
        """One chart as a page of its own; problems as JSON, as for the picture itself."""
        subject = request.path_params.get("subject", "")
        return told(request, lambda: self._embedded(request, subject), subject)

    def _embedded(self, request: Request, subject: str) -> Response:
        kind = kind_of(request.path_params["kind"], subject)
        asked = AskedDrawing.of(request.query_params.multi_items(), keys_of(kind, "svg"))
        site = site_of(request)
        question = picture_question(kind, subject, asked, site, width=USUAL_WIDTH)
        release = self.desk.release(asked.value("release"))
        headers = release_headers(release.store, asked.value("release"))
        tag = tag_of_drawing(release.identity, kind.name, "embed", question)

        def make() -> KeptDrawing:
            drawn = picture(release.store, kind.name, question)
            keys = dict(asked.keys) | {"width": str(int(question.look.width))}
            address = PictureAddress(kind.name, subject, tuple(keys.items())).path(CHARTS, "svg")
            html = embed_html(drawn, site, address, question.look.lang, question.look.colours.page)
            own = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": HOLDS}
            return KeptDrawing(html.encode(), own)

        return sent(request, tag, lambda: self.desk.drawn(tag, make), headers)

    def oembed(self, request: Request) -> Response:
        """What oEmbed says of a page, an embed or a picture of this site, as JSON."""
        return told(request, lambda: self._told_of(request))

    def _told_of(self, request: Request) -> Response:
        asked = AskedDrawing.of(request.query_params.multi_items(),
                                ("url", "format", "maxwidth", "maxheight"))  # fmt: skip
        if (asked.value("format") or "json") != "json":
            raise RefusedError(501, "Not implemented", "found another format, expected json")
        url, site = asked.value("url"), site_of(request)
        if not url:
            raise RefusedError(400, "Missing parameter", "expected url, an address of this site")
        release = self.desk.release(None)
        address = picture_at(release.store, url, urlsplit(site).netloc)
        if address is None:
            raise RefusedError(404, "Nothing to embed", "expected the address of a page of this "
                               "site that shows a chart")  # fmt: skip
        width = min(USUAL_WIDTH, asked.whole("maxwidth", LEAST_WIDTH, 99_999, USUAL_WIDTH))
        kind = kind_of(address.kind, address.subject)
        keys = AskedDrawing.of(address.keys, keys_of(kind, "svg"))
        self.desk.release(keys.value("release"))
        question = picture_question(kind, address.subject, keys, site, width=width)
        tag = tag_of_drawing(release.identity, "oembed", question)
        lang = question.look.lang

        def make() -> KeptDrawing:
            drawn = picture(release.store, kind.name, question)
            answer = JSONResponse(oembed_answer(drawn, address, site, width, lang))
            return KeptDrawing(bytes(answer.body), {"Content-Type": "application/json"})

        found = self.desk.drawn(tag, make)
        return Response(found.body, headers={**OPEN, "Cache-Control": FOR_MINUTES,
                                                    **found.headers})  # fmt: skip


def embed_html(drawn: Picture, site: str, address: str, lang: str, background: str) -> str:
    """The page: the drawing itself, or its address where it is large, and a link to the page."""
    _ = translator(lang)
    if len(drawn.svg.encode()) <= MOST_INLINE_BYTES:
        inside = drawn.svg
    else:
        width, height = size_of(drawn.svg)
        inside = (f'<img src="{escape(address)}" width="{width}" height="{height}" '
                  f'alt="{escape(f"{drawn.title}. {drawn.description}"[:2_000])}">')  # fmt: skip
    page = escape(f"{site}{drawn.page}")
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="robots" content="noindex"><link rel="canonical" href="{page}">'
        f"<title>{escape(drawn.title)} – {SITE}</title>"
        f'<style>{STYLE}body{{background:{background}}}</style></head><body>{inside}'
        f'<p><a href="{page}" target="_blank" rel="noopener">'
        f'{escape(_("See the figures with their sources at {site}").format(site=SITE))}</a></p>'
        "</body></html>"
    )  # fmt: skip


def size_of(svg: str) -> tuple[int, int]:
    """Width and height of a drawing in pixels; raises ``ValueError`` for a text that is none."""
    found = SIZE.search(svg)
    if found is None:
        raise ValueError("found no size, expected an SVG")
    return round(float(found["width"])), round(float(found["height"]))


def picture_at(store: Store, url: str, host: str) -> PictureAddress | None:
    """The picture that an address of this site shows; ``None`` for any other address."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or parts.netloc != host:
        return None
    query: dict[str, str] = {}
    for name, value in parse_qsl(parts.query, max_num_fields=100):
        query[name] = f"{query[name]},{value}" if name in query else value
    steps = parts.path.strip("/").split("/")
    if steps[0] in (FOLDER.strip("/"), CHARTS.strip("/")) and len(steps) in (2, 3):
        kind, *subject = steps[1:]
        last = (subject or [kind])[-1].partition(".")[0]
        name, about = (kind, last) if subject else (last, "")
        kept = keys_of(kind_of(name, about), "svg")
        return PictureAddress(name, about, tuple((key, value) for key, value in query.items()
                                                 if key in kept and key != "width"))  # fmt: skip
    return picture_of_page(store, parts.path.strip("/"), query)


def oembed_answer(
    drawn: Picture, address: PictureAddress, site: str, width: int, lang: str
) -> dict[str, object]:
    """The fields of oEmbed 1.0 for a ``rich`` answer: a frame with the light page."""
    _drawn, height = size_of(drawn.svg)
    height += LINK_PIXELS
    source = escape(f"{site}{address.path(FOLDER)}")
    frame = (f'<iframe src="{source}" width="{width}" height="{height}" loading="lazy" '
             f'style="border:0;max-width:100%" title="{escape(drawn.title)}"></iframe>'
             )  # fmt: skip
    return {
        "version": "1.0",
        "type": "rich",
        "title": drawn.title,
        "provider_name": SITE,
        "provider_url": f"{site}/",
        "cache_age": 300,
        "width": width,
        "height": height,
        "html": frame,
        "thumbnail_url": f"{site}{address.path(CHARTS, 'png')}",
        "thumbnail_width": 1200,
        "thumbnail_height": round(1200 * height / width),
        "language": lang,
    }
