"""What must hold for any input: a reader refuses with a sentence or gives what stands there.

One class a door. ``bench/fuzz.py`` puts thousands of cases to each, ``tests/test_fuzz.py`` a few
hundred. ``try_one`` raises where anything else happens.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Protocol

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from indicators.curation.candidate_readers import Readers, read_article, read_upload
from indicators.open_data.answers.operations import OPERATIONS, ROOT
from indicators.printed.numbers import plain_decimal, read_numbers
from indicators.refusal import RefusedFileError
from indicators.sentences import sentence
from indicators.web import changes_route
from indicators.web.api.api_routes import Api
from indicators.web.api.problem_json import unknown_routes
from indicators.web.drawn.drawing_routes import drawing_routes
from indicators.web.navigation import PAGES
from indicators.web.page_html import PageHtml
from indicators.web.path_guard import PathGuard
from indicators.web.plain_routes import plain_routes
from tests import fuzz_texts
from tests.asgi import ask

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class FoundError(AssertionError):
    """What a case brought to light."""


class Target(Protocol):
    """One door through which strange input comes."""

    def try_one(self, draw: Random) -> bool:
        """Try one case; whether it was taken. Raises where what must hold does not."""


def _require(holds: object, *told: object) -> None:
    if not holds:
        raise FoundError("\n".join(repr(one) for one in told))


class Numbers:
    """The reader of printed numbers: the number that stands there, or none."""

    def try_one(self, draw: Random) -> bool:
        """A line around one number, and one of anything."""
        line, language, value, span = fuzz_texts.number_line(draw)
        found = [one for one in read_numbers(line, language) if (one.start, one.end) == span]
        for one in found:
            _require(one.value == Decimal(value) * one.scale, line, one)
        self._sound(fuzz_texts.bent(line, draw), language)
        self._sound(fuzz_texts.any_text(draw), language)
        self._plain(fuzz_texts.bent(value, draw, 2), language)
        return bool(found)

    def _sound(self, text: str, language: str) -> None:
        end = 0
        for one in read_numbers(text, language):
            _require(end <= one.start < one.end <= one.scale_end <= len(text), text, one)
            _require(one.value.is_finite() and one.last_digit > 0 and one.scale > 0, text, one)
            end = one.end

    def _plain(self, digits: str, language: str) -> None:
        try:
            value = plain_decimal(digits, language)
        except ValueError:
            return
        kept = re.sub(r"\D", "", digits)
        _require(value.is_finite() and str(value).replace(".", "").lstrip("0") == kept.lstrip("0"),
                 digits, value)  # fmt: skip


class Articles:
    """The reader of newspaper texts: evidence is exactly what stands in the text."""

    def __init__(self, readers: Readers) -> None:
        self.readers = readers

    def try_one(self, draw: Random) -> bool:
        """An article, bent."""
        text = fuzz_texts.article(draw)
        read = read_article(text, self.readers, source_id="bia-press",
                            published=draw.choice((None, date(2026, 1, 2))),
                            province=draw.choice((None, "99")))  # fmt: skip
        _require(not read.unread, text, read.unread)
        for row in read.candidates:
            start, end = int(row["start"]), int(row["end"])
            _require(row["as_printed"] == text[start:end], text, row)
            _require(Decimal(row["value"]).is_finite(), text, row)
            _require(row["decision"] == "", text, row)
            if not row["checks"]:
                _require(re.search(r"\d|không|một|hai|ba|năm|trăm", row["as_printed"]), text, row)
        return bool(read.candidates)


class Sheets:
    """The reader of office tables: what is taken without doubt is a number of that very table."""

    def __init__(self, readers: Readers) -> None:
        self.readers = readers

    def try_one(self, draw: Random) -> bool:
        """A table, bent; under any name."""
        content = fuzz_texts.sheet(draw)
        name = draw.choice(("bao-cao.csv", "bao-cao.tsv", "BÁO CÁO.CSV", "x.xlsx", "x.ods", "x.xls",
                            fuzz_texts.any_text(draw, 12) + ".csv"))  # fmt: skip
        try:
            read = read_upload(name, content, self.readers, source_id="bia-press", period=None,
                               province=draw.choice((None, "99")))  # fmt: skip
        except RefusedFileError as refused:
            _require(sentence(refused.problem.fact), name, content)
            _require(not CONTROL.search(str(refused)), name, content, str(refused))
            return False
        counted = len(read.candidates) + read.missing + len(read.rejects)
        _require(counted == read.cells_read, name, content, counted, read.cells_read)
        for row in read.candidates:
            _require(Decimal(row["value"]).is_finite(), content, row)
            if row["decision"] == "accept":
                _require(not row["checks"] and row["as_printed"], content, row)
        return bool(read.candidates)


ALLOWED = (200, 204, 206, 304, 307, 308, 400, 404, 405, 406, 416, 422, 429, 501, 503)


class Addresses:
    """Routes by address: an answer or a refusal in its form, never a fault of the server."""

    def __init__(self, app: Starlette, paths: Mapping[str, Sequence[str]]) -> None:
        self.app, self.paths = app, paths

    def try_one(self, draw: Random) -> bool:
        """A path and keys; sometimes a strange header."""
        template = draw.choice(tuple(self.paths))
        asked = fuzz_texts.path(template, draw)
        query = fuzz_texts.query(draw, self.paths[template])
        headers = {}
        if draw.random() < 0.2:
            header = draw.choice(
                ("Range", "If_None_Match", "Accept", "Accept_Encoding", "If_Range")
            )
            headers[header] = draw.choice(("bytes=0-", "bytes=-5,9", "*", "gzip", '"x"', "\u00e9"))
        method = draw.choice(("GET",) * 8 + ("HEAD", "POST"))
        try:
            answer = ask(self.app, f"{asked}?{query}" if query else asked, method, **headers)
        except (httpx.InvalidURL, UnicodeEncodeError):
            return False  # no client can send it
        self._hold(answer, f"{asked}?{query}")
        return answer.status_code in (200, 206)

    def _hold(self, answer: httpx.Response, asked: str) -> None:
        status, kind = answer.status_code, answer.headers.get("content-type", "")
        _require(status in ALLOWED, asked, status, answer.content[:500])
        _require(b"Traceback" not in answer.content, asked)
        if kind.startswith(("application/json", "application/problem+json")) and status != 206:
            _require(isinstance(json.loads(answer.content or b"[]"), dict | list), asked)
        if kind.startswith("text/html"):
            _require("<script>alert" not in answer.text, asked)
        if "svg" in kind and answer.content:
            _require(b"<script" not in answer.content, asked)


# Paths and the keys that each takes.
API_PATHS: Mapping[str, Sequence[str]] = {
    **{f"{ROOT}{one.path}": [given.name for given in one.parameters if given.name in
                             fuzz_texts.KEYS] or ["release"] for one in OPERATIONS},
    "/api/v1/changes.atom": ("area", "indicator"), "/api/v1/openapi.json": ("lang",),
    "/api/v1/": ("lang",), "/api/v1/{code}": fuzz_texts.KEYS,
}  # fmt: skip
OF_PICTURES = (
    "year",
    "province",
    "area_type",
    "basis",
    "area",
    "lang",
    "width",
    "theme",
    "release",
)
PAGE_PATHS: Mapping[str, Sequence[str]] = {
    **{one.address: fuzz_texts.KEYS for one in PAGES},
    "/p/xa/{area}": ("lang",), "/p/chi-tieu/{indicator}": ("lang",),
    "/oembed": ("url", "format", "maxwidth"),
    **dict.fromkeys(
        ("/chart/ranking/{indicator}.svg", "/chart/area/{area}.svg", "/chart/{code}.svg",
         "/chart/trend/{indicator}.svg", "/embed/ranking/{indicator}", "/embed/area/{area}",
         "/chart/map/{indicator}.svg", "/chart/comparison.svg"), OF_PICTURES),
}  # fmt: skip


def api_application() -> Starlette:
    """The API and the feed, as the server mounts them."""
    routes = [*changes_route.routes(), *Api().routes(), *unknown_routes()]
    return Starlette(routes=routes, middleware=[Middleware(PathGuard)])


def page_application(static: Path) -> Starlette:
    """The HTML of pages, plain pages, pictures and embeds, as the server mounts them."""
    routes = [*plain_routes(), *_drawings(), *unknown_routes(),
              Route("/{rest:path}", lambda _one: PlainTextResponse("none", 404))]  # fmt: skip
    guards = [Middleware(PathGuard), Middleware(PageHtml, static=static)]
    return Starlette(routes=routes, middleware=guards)


def _drawings() -> list[Route]:
    return drawing_routes(Api().releases)
