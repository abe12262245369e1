"""``/embed/…``: one chart as a light page for a frame of another site; ``/oembed`` tells of it.

The page holds the drawing and a link, no script. It may stand in any frame: there is nothing on it
to be clicked but the link to the page that shows the same.
"""

import re
from dataclasses import replace
from html import escape
from urllib.parse import SplitResult, unquote, urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from indicators.language.texts import translator
from indicators.open_data.answers.asked import AskedAddress, AskedQuestion, read_question
from indicators.open_data.answers.faults import QuestionError
from indicators.open_data.answers.parameters import RELEASE, Parameter
from indicators.pictures.kinds import picture
from indicators.pictures.look import LEAST_WIDTH
from indicators.pictures.picture import Picture
from indicators.release.store import Store
from indicators.sentences.marking import N_
from indicators.web.api.problem_json import EVERY_METHOD
from indicators.web.below_root import root_of, site_of
from indicators.web.drawn.chart_routes import FOLDER as CHARTS
from indicators.web.drawn.chart_routes import kind_of, subject_in
from indicators.web.drawn.drawn_answers import DrawnAnswers, FinishedDrawing, told
from indicators.web.drawn.page_pictures import (
    PictureAddress,
    joined,
    pairs_of,
    picture_of_page,
)
from indicators.web.drawn.picture_parameters import drawing_of, look_asked, picture_question
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
# Parameters of oEmbed 1.0, by its own names.
OF_OEMBED = (
    Parameter("url", N_("Address of a page, an embed or a picture of this site"),
              most_characters=3_000),
    Parameter("format", N_("Form of the answer"), default="json", most_characters=20),
    Parameter("maxwidth", N_("Most pixels across"), whole=(LEAST_WIDTH, 99_999)),
    Parameter("maxheight", N_("Most pixels down"), whole=(1, 99_999)),
)  # fmt: skip
ENDING = re.compile(r"\.(?:svg|png)$")
SIZE = re.compile(r'<svg [^>]*?width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"')


class Embeds:
    """The routes of embedded charts; they share the desk of the pictures."""

    def __init__(self, answers: DrawnAnswers) -> None:
        self.answers = answers

    def routes(self) -> list[Route]:
        """To be mounted beside the pages."""
        return [
            Route(f"{FOLDER}/{{kind}}/{{subject}}", self.embed, methods=EVERY_METHOD),
            Route(f"{FOLDER}/{{kind}}", self.embed, methods=EVERY_METHOD),
            Route(OEMBED, self.oembed, methods=EVERY_METHOD),
        ]

    async def embed(self, request: Request) -> Response:
        """One chart as a page of its own; problems as JSON, as for the picture itself."""
        subject = request.path_params.get("subject", "")
        return await told(request, lambda: self._embedded(request, subject), subject)

    async def _embedded(self, request: Request, subject: str) -> Response:
        kind, site = kind_of(request.path_params["kind"], subject), site_of(request)
        root = root_of(request)
        keys = [(key, value) for key, value in request.query_params.multi_items()
                if key != "width"]  # fmt: skip

        def make(store: Store, asked: AskedQuestion) -> FinishedDrawing:
            look = look_asked(asked, width=USUAL_WIDTH)
            drawn = picture(store, kind.name, picture_question(store, kind, asked, site, look))
            wide = (*keys, ("width", str(int(look.width))))
            address = PictureAddress(kind.name, subject, wide).path(CHARTS, "svg")
            html = embed_html(drawn, site, f"{root}{address}", look.lang, look.colours.page)
            own = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": HOLDS}
            return FinishedDrawing(html.encode(), own)

        asking = drawing_of(kind, FOLDER, "html")
        return await self.answers.response(request, asking, subject_in(kind, subject), make)

    async def oembed(self, request: Request) -> Response:
        """What oEmbed says of a page, an embed or a picture of this site, as JSON."""
        return await told(request, lambda: self._told_of(request))

    async def _told_of(self, request: Request) -> Response:
        site = site_of(request)
        asking = AskedAddress(OEMBED, OF_OEMBED, needs=(("", "url"),))

        def make(store: Store, asked: AskedQuestion) -> FinishedDrawing:
            told, release = self._of_picture(store, asked, site)
            own = {"Content-Type": "application/json", "X-Release-Id": release}
            return FinishedDrawing(bytes(JSONResponse(told).body), own)

        return await self.answers.response(request, asking, {}, make)

    def _of_picture(
        self, store: Store, asked: AskedQuestion, site: str
    ) -> tuple[dict[str, object], str]:
        """The fields of oEmbed for the picture of an address, and the release that it is of.

        Raises ``QuestionError``.
        """
        if (form := asked.one("format") or "json") != "json":
            raise QuestionError("form_not_served", "format", form, ("json",))
        address = picture_at(store, str(asked.one("url")), site)
        if address is None:
            raise QuestionError("unknown_path", found=str(asked.one("url")),
                                expected=(f"{site}/…",))  # fmt: skip
        kind = kind_of(address.kind, address.subject)
        keys = read_question(drawing_of(kind, FOLDER, "html"),
                             subject_in(kind, address.subject), address.keys)  # fmt: skip
        drawn_from = self.answers.releases.opening(keys.one(RELEASE.name)).store
        width, highest = (int(asked.one(name) or 0) for name in ("maxwidth", "maxheight"))
        look = look_asked(keys, width=min(USUAL_WIDTH, width or USUAL_WIDTH))
        with self.answers.desk.in_time(drawn_from):
            question = picture_question(drawn_from, kind, keys, site, look)
            drawn = picture(drawn_from, kind.name, question)
        told = oembed_answer(drawn, address, site, look.lang, highest)
        return told, str(drawn_from.release["release_id"])


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


def picture_at(store: Store, url: str, site: str) -> PictureAddress | None:
    """The picture that an address of this ``site`` shows; ``None`` for any other address."""
    parts, here = _parts_of(url), urlsplit(site)
    if parts is None or parts.netloc.lower() != here.netloc.lower():
        return None
    path = parts.path.strip("/")
    if root := here.path.strip("/"):
        if path != root and not path.startswith(f"{root}/"):
            return None
        path = path.removeprefix(root).strip("/")
    steps = [unquote(step) for step in path.split("/")]
    if steps[0] in (FOLDER.strip("/"), CHARTS.strip("/")) and len(steps) in (2, 3):
        kind, *subject = steps[1:]
        last = ENDING.sub("", (subject or [kind])[-1])
        name, about = (kind, last) if subject else (last, "")
        kept = {one.name for one in drawing_of(kind_of(name, about), FOLDER, "html").parameters}
        return PictureAddress(name, about, tuple((key, value) for key, value in
                                                 pairs_of(parts.query)
                                                 if key in kept and key != "width"))  # fmt: skip
    return picture_of_page(store, path, joined(pairs_of(parts.query)))


def _parts_of(url: str) -> SplitResult | None:
    """The parts of an address of the web; ``None`` for a text that is none: ``http://[``."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") else None


def oembed_answer(
    drawn: Picture, address: PictureAddress, site: str, lang: str, highest: int = 0
) -> dict[str, object]:
    """The fields of oEmbed 1.0 for a ``rich`` answer: a frame with the light page.

    ``highest`` is the most pixels down, 0 where any height will do: a lower frame scrolls, and a
    higher drawing is not told as a thumbnail, since the consumer could not show it.
    """
    width, drawn_height = size_of(drawn.svg)
    height = min(drawn_height + LINK_PIXELS, highest or drawn_height + LINK_PIXELS)
    source = escape(f"{site}{address.path(FOLDER)}")
    frame = (f'<iframe src="{source}" width="{width}" height="{height}" loading="lazy" '
             f'style="border:0;max-width:100%" title="{escape(drawn.title)}"></iframe>'
             )  # fmt: skip
    told: dict[str, object] = {
        "version": "1.0",
        "type": "rich",
        "title": drawn.title,
        "provider_name": SITE,
        "provider_url": f"{site}/",
        "cache_age": 300,
        "width": width,
        "height": height,
        "html": frame,
        "language": lang,
    }
    if highest and drawn_height > highest:
        return told
    small = replace(address, keys=(*address.keys, ("width", str(width))))
    return told | {
        "thumbnail_url": f"{site}{small.path(CHARTS, 'png')}",
        "thumbnail_width": width,
        "thumbnail_height": drawn_height,
    }
