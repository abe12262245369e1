"""The HTML that a page begins with: in its language, under its own title; none for other paths.

Streamlit answers every path that it does not know with one and the same empty page, in English,
called "Streamlit". Here each page of the list is answered with that page made its own, and any
other path that would get it with 404.
"""

import json
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indicators.language.texts import DEFAULT_LANGUAGE, LANGUAGES, known_language, translator
from indicators.web.drawn.social_tags import page_head
from indicators.web.framing import EMBEDS
from indicators.web.frontend_changes import words_script
from indicators.web.navigation import PAGES, SITE, SitePage
from indicators.web.safe_headers import POLICY, page_policy
from indicators.web.site_style import keys_element, style_element

# Streamlit's bundles for charts (1.4 MB compressed) by the part of their name that comes before
# the digest. Its page asks for them only when the first chart has reached the browser; a page that
# always draws one names them in its head, so that they travel while the rest of the page starts.
CHART_BUNDLES = ("PlotlyChart", "DataFrame", "arrowFormatUtils")

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
# Folders whose HTML is no page of Streamlit's: frames of widgets, the reference of the API, the
# plain pages, embeds.
OWN_HTML = ("/component/", "/api/", "/p/", EMBEDS)
NOT_CACHED = {"Cache-Control": "no-cache"}


class PageHtml:
    """ASGI middleware: the HTML of ``pages`` from Streamlit's in ``static``; 404 for other paths.

    ``root`` is the path below which the site lies, without a slash at its end.
    """

    def __init__(
        self, app: ASGIApp, static: Path, pages: Sequence[SitePage] = PAGES, root: str = ""
    ) -> None:
        self.app, self.root = app, root
        self.shell = (static / "index.html").read_text("utf-8")
        self.chart_links = "".join(
            f'<link rel="modulepreload" crossorigin href="./static/js/{file.name}">'
            for name in CHART_BUNDLES
            for file in sorted((static / "static").glob(f"js/{name}.*.js"))
        )
        self.pages = {f"{root}{page.address}": page for page in pages}
        self._policies: dict[tuple[str, str], str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a page; pass on all else, and take back an HTML page that is none of ours."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
        elif page := self.pages.get(scope["path"]):
            head = await run_in_threadpool(page_head, page, HTTPConnection(scope))
            lang = asked_language(scope["query_string"])
            html = self.html(page, lang, head.tags, head.title)
            headers = NOT_CACHED | {POLICY: self.policy(page, lang)}
            await HTMLResponse(html, headers=headers)(scope, receive, send)
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
        head += words_script() + style_element() + keys_element()
        head += self.chart_links if page.always_draws else ""
        html = self.shell.replace('<html lang="en">', f'<html lang="{lang}">', 1)
        html = html.replace("./favicon.png", "./favicon.ico", 1)
        tab = f"<title>{escape(title or page.tab_title(lang), quote=False)}</title>"
        html = re.sub(r"<title>.*?</title>", lambda _found: tab, html, count=1)
        return html.replace("</head>", f"{head}</head>", 1)


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
