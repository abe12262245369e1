"""The HTML that a page begins with: in its language, under its own title; none for other paths.

Streamlit answers every path that it does not know with one and the same empty page, in English,
called "Streamlit". Here each page of the list is answered with that page made its own, and any
other path that would get it with 404.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indicators.language.texts import DEFAULT_LANGUAGE, LANGUAGES, known_language, translator
from indicators.web.framing import EMBEDS
from indicators.web.frontend_changes import words_script
from indicators.web.navigation import PAGES, RANKING, SITE, SitePage
from indicators.web.safe_headers import POLICY, page_policy
from indicators.web.site_style import keys_element, style_element

if TYPE_CHECKING:
    from indicators.web.drawn.social_tags import PageHead

# Streamlit's bundles for charts (1.4 MB compressed) by the part of their name that comes before
# the digest. Its page asks for them only when the first chart has reached the browser; a page that
# always draws one names them in its head, so that they travel while the rest of the page starts.
CHART_BUNDLES = ("PlotlyChart", "DataFrame", "arrowFormatUtils")
# Those of the widgets that every page begins with (113 kB compressed, with what they import): asked
# for one after the other they come in three waves after the first message of the server.
WIDGET_BUNDLES = (
    "Button",
    "ButtonGroup",
    "Selectbox",
    "Html",
    "BidiComponent",
    "PageLink",
    "Pagination",
)
IMPORTED = re.compile(
    r"""(?: \b from | \b import ) \s* ["'] \./ (?P<name>[^"']+\.js) ["']""", re.VERBOSE
)
# Letters at the beginning of a script in which its imports stand; all of one may be millions.
IMPORTS_WITHIN = 20_000
# Streamlit's own font is asked for by its page though the theme names those of the system.
FONT = re.compile(r"<link [^>]* \b as=\"font\" [^>]* >", re.VERBOSE)
# Where Streamlit's page draws itself.
DRAWN_INTO = '<div id="root"></div>'

# A change of language changes the address without loading the page anew.
FOLLOW_LANGUAGE = """<script>
(() => {
  const known = %s, usual = "%s";
  const tell = () => {
    const asked = new URLSearchParams(location.search).get("lang");
    document.documentElement.lang = known.includes(asked) ? asked : usual;
  };
  for (const name of ["pushState", "replaceState"]) {
    const change = history[name];
    history[name] = function (...given) { change.apply(this, given); tell(); };
  }
  addEventListener("popstate", tell);
})();
</script>"""
# Where the server is, and who may steer the page from around it: the site itself. Streamlit's page
# would try the address of the page first, find nothing, try the next, and only then connect. A page
# in a frame does so: where any origin is listed, it tells the page around it what it does.
CONNECTION = """<script>
if (window.top === window) window.__streamlit = {
  BACKEND_BASE_URL: location.origin + %s,
  HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false },
};
</script>"""
# Folders whose HTML is no page of Streamlit's: frames of widgets, the reference of the API, the
# plain pages, embeds.
OWN_HTML = ("/component/", "/api/", "/p/", EMBEDS)
NOT_CACHED = {"Cache-Control": "no-cache"}


class PageHtml:
    """ASGI middleware: the HTML of ``pages`` from Streamlit's in ``static``; 404 for other paths.

    ``root`` is the path below which the site lies, without a slash at its end; ``greet`` puts into
    the answer what the page's connection, which opens at once, must already have.
    """

    def __init__(
        self,
        app: ASGIApp,
        static: Path,
        pages: Sequence[SitePage] = PAGES,
        root: str = "",
        greet: Callable[[Request, Response], None] = lambda _request, _response: None,
    ) -> None:
        self.app, self.root, self.greet = app, root, greet
        self.shell = (static / "index.html").read_text("utf-8")
        scripts = static / "static" / "js"
        self.widget_links = preloads(scripts, WIDGET_BUNDLES, self.shell)
        self.chart_links = preloads(scripts, CHART_BUNDLES, self.shell + self.widget_links)
        self.pages = {f"{root}{page.address}": page for page in pages}
        self._policies: dict[tuple[str, str], str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a page; pass on all else, and take back an HTML page that is none of ours."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
        elif page := self.pages.get(scope["path"]):
            connection = HTTPConnection({**scope, "root_path": self.root})
            head, first = await run_in_threadpool(_of_address, page, connection)
            lang = asked_language(scope["query_string"])
            html = self.html(page, lang, head.tags, head.title).replace(
                DRAWN_INTO, DRAWN_INTO + first, 1
            )
            headers = NOT_CACHED | {POLICY: self.policy(page, lang)}
            answered = HTMLResponse(html, headers=headers)
            self.greet(Request(scope), answered)
            await answered(scope, receive, send)
        elif scope["path"].startswith(tuple(f"{self.root}{folder}" for folder in OWN_HTML)):
            await self.app(scope, receive, send)
        else:
            answer = _OnlyFiles(send)
            await self.app(scope, receive, answer.send)
            if answer.withheld:
                html = unknown_html(f"{self.root}/")
                await HTMLResponse(html, 404, headers=NOT_CACHED)(scope, receive, send)

    def policy(self, page: SitePage, lang: str) -> str:
        """What the page may run, told by the page without its tags: these hold texts of data."""
        found = self._policies.get((page.path, lang))
        if found is None:
            found = self._policies[page.path, lang] = page_policy(self.html(page, lang))
        return found

    def html(self, page: SitePage, lang: str, more: str = "", title: str = "") -> str:
        """Streamlit's HTML in ``lang``, with the page's title, the site's sign and its scripts.

        ``more`` is HTML for the head, ``title`` that of this address where it is not the page's.
        """
        head = more + FOLLOW_LANGUAGE % (json.dumps(list(LANGUAGES)), DEFAULT_LANGUAGE)
        head += CONNECTION % json.dumps(f"{self.root}/")
        head += words_script() + style_element() + keys_element()
        head += _answer_head() if page is RANKING else ""
        head += self.widget_links + (self.chart_links if page.always_draws else "")
        html = self.shell.replace('<html lang="en">', f'<html lang="{lang}">', 1)
        html = FONT.sub("", html.replace("./favicon.png", "./favicon.ico", 1))
        tab = f"<title>{escape(title or page.tab_title(lang), quote=False)}</title>"
        html = re.sub(r"<title>.*?</title>", lambda _found: tab, html, count=1)
        return html.replace("</head>", f"{head}</head>", 1)


def preloads(scripts: Path, bundles: Sequence[str], there: str) -> str:
    """Links to the bundles and to all that these import at once, but for those that are ``there``.

    ``bundles`` are the parts of their names that come before the digest.
    """
    wanted = [file.name for name in bundles for file in sorted(scripts.glob(f"{name}.*.js"))]
    for name in wanted:  # grows as it is read
        with (scripts / name).open(encoding="utf-8") as script:
            found = list(IMPORTED.finditer(script.read(IMPORTS_WITHIN)))
        wanted += [one["name"] for one in found if one["name"] not in wanted]
    return "".join(f'<link rel="modulepreload" crossorigin href="./static/js/{name}">'
                   for name in wanted if name not in there)  # fmt: skip


def _first_answer(page: SitePage, query: Mapping[str, str]) -> str:
    if page is not RANKING:
        return ""
    from indicators.web.first_answer import first_answer

    return first_answer(query)


def _answer_head() -> str:
    from indicators.web.first_answer import first_answer_head

    return first_answer_head()


def _of_address(page: SitePage, connection: HTTPConnection) -> tuple["PageHead", str]:
    """What is said of the page in its head, and the answer that travels with it.

    Both are loaded with the first page, not with the server.
    """
    from indicators.web.drawn.social_tags import page_head

    query: dict[str, str] = {}
    for name, value in connection.query_params.multi_items():
        query[name] = f"{query[name]},{value}" if name in query else value
    return page_head(page, connection), _first_answer(page, query)


class _OnlyFiles:
    """One answer on its way out: an HTML page in place of a file is withheld."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.withheld = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kind = Headers(raw=message["headers"]).get("content-type", "")
            self.withheld = message["status"] == 200 and "html" in kind
        if not self.withheld:
            await self._send(message)


def asked_language(query_string: bytes) -> str:
    """The language that an address asks for, read as the router reads it; else Vietnamese."""
    query = parse_qs(query_string.decode("latin-1"))
    return known_language(",".join(query.get("lang", ())))


def unknown_html(home: str) -> str:
    """A plain page that says in every language that there is none, and leads to ``home``."""
    told = "".join(
        f'<p lang="{lang}">{escape(_("There is no page at this address."))} '
        f'<a href="{escape(home)}?lang={lang}">{escape(_("To the overview"))}</a></p>'
        for lang, _ in ((lang, translator(lang)) for lang in LANGUAGES)
    )
    return (
        f'<!DOCTYPE html><html lang="{DEFAULT_LANGUAGE}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>404 – {SITE}</title></head><body><h1>{SITE}</h1>{told}</body></html>"
    )
