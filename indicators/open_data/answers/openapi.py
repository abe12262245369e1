"""The OpenAPI 3.1 document, made of the declared operations: what it says is what is served."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from indicators import __version__
from indicators.language.question_fault_words import fault_title
from indicators.language.texts import DEFAULT_LANGUAGE, translator
from indicators.open_data.answers.answered import MEDIA_TYPES
from indicators.open_data.answers.asked import Operation
from indicators.open_data.answers.faults import STATUS
from indicators.open_data.answers.operations import OPERATIONS, ROOT
from indicators.open_data.answers.parameters import AREA, INDICATOR, Parameter
from indicators.open_data.download_columns import COLUMNS_BY_NAME, SCHEMA_TYPES, Column
from indicators.release.citation import LICENCE, LICENCE_URL, PRODUCT
from indicators.sentences.marking import N_

PROBLEM_TYPE = "application/problem+json"
FEED, RELEASES_FEED = "/changes.atom", "/releases.atom"
FEED_PARAMETERS = (
    replace(AREA, meaning=N_("Code of an area of today"), may_be_empty=True),
    replace(INDICATOR, meaning=N_("Id of an indicator"), may_be_empty=True),
)

Document = dict[str, Any]

TITLE = N_("Thước Xã: figures of Viet Nam's communes for programs")
INTRODUCTION = N_(
    "The same figures as on the pages, in the files and on the command line. Reading needs no key. "
    "Missing is null or an empty cell with its reason, never 0. Every answer names its release, "
    "licence and citation; figures of an invented country say synthetic. An unknown parameter is "
    "refused, not passed over. Answers have an ETag: a client that sends it back as If-None-Match "
    "gets 304 as long as nothing has changed."
)
FEED_SUMMARY = N_("Changes of figures as an Atom feed")
FEED_DESCRIPTION = N_("Revisions and withdrawals, latest first: all, or those of one area or one "
                      "indicator.")  # fmt: skip
RELEASES_FEED_SUMMARY = N_("Releases as an Atom feed")
RELEASES_FEED_DESCRIPTION = N_("The releases that are kept, latest first, each with its files and "
                               "how much changed since the one before.")  # fmt: skip
ANSWERED = N_("The answer in the form that was asked for")
UNCHANGED = N_("Nothing has changed since the answer with this ETag")
PARTIAL = N_("The bytes that the header Range asks for")

# A part of a path: it begins with a letter or digit, and nothing in it climbs, hides or ends it.
PLAIN_SEGMENT = (r"^[^\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\ufffd]"
                 r"[^\u0000-\u001f\u007f-\u009f\\/%?#\ufffd]*$")  # fmt: skip

# Names of rows that files call otherwise.
FILE_NAMES = {"name": "area_name"}


def openapi_document(lang: str = DEFAULT_LANGUAGE, root: str = "") -> Document:
    """The document in one language; only its texts depend on it.

    ``root`` is the path below which the site lies, without a slash at its end.
    """
    _ = translator(lang)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _(TITLE),
            "version": __version__,
            "description": _(INTRODUCTION),
            "license": {"name": LICENCE, "url": LICENCE_URL},
        },
        "servers": [{"url": f"{root}{ROOT}", "description": PRODUCT}],
        "paths": {
            **{one.path: {"get": _operation(one, lang)} for one in OPERATIONS},
            FEED: {"get": _feed("changes", FEED_SUMMARY, FEED_DESCRIPTION, FEED_PARAMETERS, lang)},
            RELEASES_FEED: {
                "get": _feed(
                    "releases_feed", RELEASES_FEED_SUMMARY, RELEASES_FEED_DESCRIPTION, (), lang
                )
            },
        },
        "components": {"schemas": {"Problem": _problem_schema()}, "responses": _refusals(lang)},
    }


def _operation(operation: Operation, lang: str) -> Document:
    _ = translator(lang)
    table: Document = {"schema": {"type": "string"}}
    contents = {
        MEDIA_TYPES["json"]: {"schema": _answer_schema(operation, lang)},
        MEDIA_TYPES["csv"]: table,
        MEDIA_TYPES["parquet"]: {"schema": {"type": "string", "format": "binary"}},
    }
    return {
        "operationId": operation.name,
        "summary": _(operation.summary),
        "description": _(operation.description),
        "parameters": [_parameter(one, operation, lang) for one in operation.parameters],
        "responses": _responses(contents, lang),
    }


def _feed(
    name: str, summary: str, description: str, parameters: tuple[Parameter, ...], lang: str
) -> Document:
    _ = translator(lang)
    return {
        "operationId": name,
        "summary": _(summary),
        "description": _(description),
        "parameters": [_parameter(one, None, lang) for one in parameters],
        "responses": _responses({"application/atom+xml": {"schema": {"type": "string"}}}, lang),
    }


def _responses(contents: Mapping[str, Document], lang: str) -> Document:
    _ = translator(lang)
    return {
        "200": {
            "description": _(ANSWERED),
            "headers": {"ETag": {"schema": {"type": "string"}}},
            "content": dict(contents),
        },
        "206": {"description": _(PARTIAL)},
        "304": {"description": _(UNCHANGED)},
        **{status: {"$ref": f"#/components/responses/{status}"} for status in _codes_by_status()},
    }


def _codes_by_status() -> dict[str, list[str]]:
    codes: dict[str, list[str]] = {}
    for code, status in sorted(STATUS.items(), key=lambda one: one[1]):
        codes.setdefault(str(status), []).append(code)
    return codes


def _refusals(lang: str) -> Document:
    content = {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        status: {
            "description": "; ".join(fault_title(code, lang) for code in codes),
            "content": content,
        }
        for status, codes in _codes_by_status().items()
    }


def _parameter(one: Parameter, operation: Operation | None, lang: str) -> Document:
    needs = operation.needs if operation else ()
    told: Document = {
        "name": one.name,
        "in": "path" if one.in_path else "query",
        "required": one.in_path or ("", one.name) in needs,
        "description": translator(lang)(one.meaning),
        "schema": _value_schema(one),
    }
    if one.example:
        told["example"] = [one.example] if one.many else one.example
    if one.many:
        told |= {"style": "form", "explode": True}
    return told


def _value_schema(one: Parameter) -> Document:
    said: Document = {}
    if not one.may_be_empty:
        said = {"minLength": 1, "pattern": PLAIN_SEGMENT if one.in_path else r"\S"}
    schema: Document = {"type": "string", **said, "maxLength": one.most_characters}
    if one.choices:
        choices = [*one.choices, *([""] if one.may_be_empty else [])]
        schema = {"type": "string", "enum": choices}
    elif one.whole:
        schema = {"type": "integer", "minimum": one.whole[0], "maximum": one.whole[1]}
    elif one.pattern:
        schema = {"type": "string", "pattern": f"^(?:{one.pattern})$"}
    if one.default:
        schema["default"] = one.default
    if one.many:
        return {"type": "array", "items": schema, "minItems": 1, "maxItems": one.most_times}
    return schema


def _answer_schema(operation: Operation, lang: str) -> Document:
    """The object around the rows; later releases may add fields to both."""
    about = {
        "synthetic": {"type": "boolean"},
        "release_id": {"type": "string"},
        "release_date": {"type": ["string", "null"], "format": "date"},
        "licence": {"type": "string"},
        "citation": {"type": "string"},
        "citation_en": {"type": "string"},
    }
    row = {"type": "object", "required": list(operation.rows),
           "properties": {name: _column_schema(name, lang) for name in operation.rows}}  # fmt: skip
    return {
        "type": "object",
        "required": [*about, *operation.head, "rows"],
        "properties": {**about, **operation.head, "rows": {"type": "array", "items": row}},
    }


def _column_schema(name: str, lang: str) -> Document:
    """What a value of a column is; nothing is said of columns that no file declares."""
    column: Column | None = COLUMNS_BY_NAME.get(FILE_NAMES.get(name, name))
    if column is None:
        return {}
    kind = SCHEMA_TYPES[column.kind]
    schema: Document = {"type": [kind if kind != "date" else "string", "null"]}
    if kind == "date":
        schema["format"] = "date"
    return schema | {"description": column.en if lang == "en" else column.vi}


def _problem_schema() -> Document:
    text = {"type": "string"}
    texts = {"type": "array", "items": text}
    fields = ("type", "title", "detail", "title_vi", "detail_vi")
    return {
        "type": "object",
        "required": [*fields, "status", "code"],
        "properties": {
            **dict.fromkeys(fields, text),
            "status": {"type": "integer"},
            "code": {"type": "string", "enum": list(STATUS)},
            "parameter": text,
            "found": text,
            "expected": texts,
            "nearest": texts,
        },
    }
