"""The document of the API, for programs and as a plain page: nothing of it comes from elsewhere."""

from collections.abc import Iterable
from functools import cache
from html import escape
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from indicators.charts.palette import LIGHT
from indicators.language.question_fault_words import fault_title
from indicators.language.texts import DEFAULT_LANGUAGE, LANGUAGES, translator
from indicators.open_data.answers.answered import json_bytes
from indicators.open_data.answers.faults import STATUS, QuestionError, nearest_to
from indicators.open_data.answers.openapi import openapi_document
from indicators.open_data.answers.operations import ROOT
from indicators.web.api.answer_cache import KeptAnswer, compressed
from indicators.web.api.problem_json import OPEN_TO_ALL, problem_response
from indicators.web.api.served_answer import (
    FOR_MINUTES,
    kept_response,
    known_already,
    tag_of,
    without_asking,
)
from indicators.web.below_root import root_of

DOCUMENT = "openapi.json"
PAGES = (f"{ROOT}/", f"{ROOT}/docs")
LANGUAGE = "lang"

STYLE = f"""
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem;
       color: {LIGHT.ink}; background: {LIGHT.page} }}
code {{ background: {LIGHT.grid}; padding: .1em .3em; overflow-wrap: anywhere }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ border-top: 1px solid {LIGHT.fill}; padding: .35rem .5rem; text-align: left;
         vertical-align: top }}
h2 {{ border-top: 2px solid {LIGHT.areas[0]}; margin-top: 2.5rem; padding-top: .75rem }}
"""


def reference_routes() -> list[Route]:
    """The routes of the document and of its page."""
    pages = [Route(path, FixedAnswer(_page)) for path in PAGES]
    return [Route(f"{ROOT}/{DOCUMENT}", FixedAnswer(_document)), *pages]


class FixedAnswer:
    """ASGI application of an answer that the language and the root of the site decide."""

    def __init__(self, make: Any) -> None:
        self.make = make

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            response = without_asking(request) or self._response(request)
        except QuestionError as fault:
            response = problem_response(fault)
        await response(scope, receive, send)

    def _response(self, request: Request) -> Response:
        lang = _asked_language(request)
        answer: KeptAnswer = self.make(lang, root_of(request))
        tag = tag_of(answer.body.decode("utf-8"))
        known = known_already(request, tag, answer.headers)
        return known or kept_response(request, answer, tag, {})


def _asked_language(request: Request) -> str:
    for name, value in request.query_params.multi_items():
        if name != LANGUAGE:
            raise QuestionError("unknown_parameter", found=name, expected=(LANGUAGE,),
                                nearest=nearest_to(name, (LANGUAGE,)))  # fmt: skip
        if value not in LANGUAGES:
            raise QuestionError("wrong_value", LANGUAGE, value, tuple(LANGUAGES))
    return request.query_params.get(LANGUAGE, DEFAULT_LANGUAGE)


@cache
def _document(lang: str, root: str) -> KeptAnswer:
    return _kept(json_bytes(openapi_document(lang, root)), "application/json")


@cache
def _page(lang: str, root: str) -> KeptAnswer:
    html = reference_html(openapi_document(lang, root), lang)
    return _kept(html.encode(), "text/html; charset=utf-8")


def _kept(body: bytes, media_type: str) -> KeptAnswer:
    headers = {**OPEN_TO_ALL, "Cache-Control": FOR_MINUTES, "Content-Type": media_type,
               "Vary": "Accept-Encoding", "X-Content-Type-Options": "nosniff"}  # fmt: skip
    return KeptAnswer(body, compressed(body), headers)


def reference_html(document: dict[str, Any], lang: str) -> str:
    """The document as a page: every path with its parameters, an example, and the faults."""
    _ = translator(lang)
    info, server = document["info"], document["servers"][0]["url"]
    asked = f"{server}/{DOCUMENT}"
    others = " · ".join(
        f'<a href="?lang={code}" lang="{code}" hreflang="{code}">{escape(one.own_name)}</a>'
        for code, one in LANGUAGES.items() if code != lang
    )  # fmt: skip
    operations = "".join(_operation_html(server, path, methods["get"], lang)
                         for path, methods in document["paths"].items())  # fmt: skip
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(info['title'])}</title><style>{STYLE}</style></head><body>"
        f"<p>{others}</p><h1>{escape(info['title'])}</h1><p>{escape(info['description'])}</p>"
        f'<p><a href="{asked}?lang={lang}"><code>{asked}</code></a> (OpenAPI 3.1) · '
        f'{escape(_("Licence"))}: <a href="{escape(info["license"]["url"])}">'
        f"{escape(info['license']['name'])}</a></p>{operations}{_faults_html(lang)}</body></html>"
    )


def _operation_html(server: str, path: str, operation: dict[str, Any], lang: str) -> str:
    _ = translator(lang)
    parameters = operation["parameters"]
    heads = (_("Parameter"), _("Meaning"), _("Values"))
    rows = [(f"<code>{escape(one['name'])}</code>{' *' if one['required'] else ''}",
             escape(one["description"]), _values_html(one)) for one in parameters]  # fmt: skip
    example = _example(f"{server}{path}", parameters)
    return (
        f'<h2 id="{escape(operation["operationId"])}">{escape(operation["summary"])}</h2>'
        f"<p><code>GET {server}{escape(path)}</code></p><p>{escape(operation['description'])}</p>"
        f'<p>{escape(_("Example"))}: <a href="{escape(example)}"><code>{escape(example)}</code>'
        f"</a></p>{_table_html(heads, rows)}"
    )


def _values_html(parameter: dict[str, Any]) -> str:
    schema = parameter["schema"]
    schema = schema.get("items", schema)
    if "enum" in schema:
        return " ".join(f"<code>{escape(value)}</code>" for value in schema["enum"] if value)
    if "minimum" in schema:
        return f"{schema['minimum']}–{schema['maximum']}"
    if "pattern" in schema and "maxLength" not in schema:
        return f"<code>{escape(schema['pattern'])}</code>"
    return f"<code>{escape(schema['default'])}</code>, …" if "default" in schema else ""


def _example(path: str, parameters: list[dict[str, Any]]) -> str:
    """An address that can be opened: the parts of the path, and what the question cannot miss."""
    query = []
    for one in parameters:
        value: Any = one.get("example")
        if one["in"] == "path":
            path = path.replace(f"{{{one['name']}}}", quote(value, safe=""))
        elif one["required"]:
            query += [f"{one['name']}={quote(text, safe='')}" for text in value]
    return path + (f"?{'&'.join(query)}" if query else "")


def _faults_html(lang: str) -> str:
    _ = translator(lang)
    rows = [(f'<code id="{code}">{code}</code>', escape(fault_title(code, lang)), str(status))
            for code, status in STATUS.items()]  # fmt: skip
    heads = (_("Code"), _("Meaning"), _("Status"))
    told = _("Every refusal is problem JSON (RFC 9457) with the code, what was found, what was "
             "expected and what is nearest.")  # fmt: skip
    return (f'<h2 id="faults">{escape(_("Refusals"))}</h2><p>{escape(told)}</p>'
            f"{_table_html(heads, rows)}")  # fmt: skip


def _table_html(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; ``rows`` are HTML already."""
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
