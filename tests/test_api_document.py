"""The OpenAPI document and its page: what they say is what is served, in both languages."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.applications import Starlette

from indicators.country import LEVELS
from indicators.language.question_fault_words import SENTENCES, TITLES
from indicators.language.texts import LANGUAGES
from indicators.open_data.answers.faults import STATUS
from indicators.open_data.answers.figure_answers import MOST_ROWS_AT_ONCE
from indicators.open_data.answers.openapi import PLAIN_SEGMENT, openapi_document
from indicators.open_data.answers.operations import OPERATIONS, ROOT
from indicators.questions.comparison_groups import AMONG
from indicators.questions.ranking import ASKED_LEVELS
from indicators.web import changes_route
from indicators.web.api.api_routes import Api
from indicators.web.api.desk import ServerLimits
from tests.asgi import ask

GUIDE = Path(__file__).resolve().parent.parent / "docs/api.md"
# Paths that describe the others.
ABOUT = {ROOT, f"{ROOT}/", f"{ROOT}/docs", f"{ROOT}/openapi.json"}


@pytest.fixture(scope="module")
def app() -> Any:
    return Starlette(routes=Api().routes())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_route_is_in_the_document_and_nothing_else(lang: str) -> None:
    routes = {route.path for route in [*Api().routes(), *changes_route.routes()]}
    document = openapi_document(lang)
    assert {f"{ROOT}{path}" for path in document["paths"]} == routes - ABOUT
    assert document["servers"][0]["url"] == ROOT


def test_every_parameter_is_in_the_document_with_its_choices() -> None:
    paths = openapi_document("en")["paths"]
    for operation in OPERATIONS:
        told = paths[operation.path]["get"]["parameters"]
        assert [one["name"] for one in told] == [one.name for one in operation.parameters]
        assert all(one["description"] for one in told)
        in_path = [one["name"] for one in told if one["in"] == "path"]
        assert in_path == re.findall(r"\{(\w+)\}", operation.path)
    choices = {one["name"]: one["schema"].get("enum")
               for one in paths["/ranking/{indicator}"]["get"]["parameters"]}  # fmt: skip
    assert choices["area_type"] == list(ASKED_LEVELS)
    assert choices["among"] == list(AMONG)
    assert choices["format"] == ["json", "csv", "parquet"]
    level = next(one for one in paths["/areas"]["get"]["parameters"] if one["name"] == "level")
    assert level["schema"]["enum"] == [*LEVELS, ""]


def test_only_texts_differ_between_the_languages() -> None:
    documents = [openapi_document(lang) for lang in LANGUAGES]
    first, second = (json.dumps(one, ensure_ascii=False) for one in documents)
    assert first != second
    assert len({json.dumps(_without_texts(one), sort_keys=True) for one in documents}) == 1


def _without_texts(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_texts(one) for one in node]
    if not isinstance(node, dict):
        return node
    texts = {
        name for name in ("summary", "description", "title") if isinstance(node.get(name), str)
    }
    return {name: _without_texts(one) for name, one in node.items() if name not in texts}


def test_schemas_are_json_schemas_and_references_lead_somewhere() -> None:
    document = openapi_document("vi")
    for reference in re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(document)):
        node: Any = document
        for step in reference.split("/"):
            node = node[step]
    for path in document["paths"].values():
        for one in path["get"]["parameters"]:
            Draft202012Validator.check_schema(one["schema"])
        for content in path["get"]["responses"]["200"]["content"].values():
            Draft202012Validator.check_schema(content["schema"])


def test_every_fault_has_a_status_and_words() -> None:
    assert set(STATUS) == set(TITLES) == set(SENTENCES)
    responses = openapi_document("en")["components"]["responses"]
    assert set(responses) == {str(status) for status in STATUS.values()}


def test_the_guide_names_every_path_and_the_limits_that_hold() -> None:
    vietnamese, english = GUIDE.read_text("utf-8").split("\n## Figures for programs")
    for path in openapi_document("en")["paths"]:
        assert f"`{ROOT}{path}" in vietnamese
    limits = ServerLimits()
    for one, words in (
        (vietnamese, (f"{limits.of_one_client} câu hỏi", f"{limits.seconds} giây",
                      f"{limits.json_rows:,}".replace(",", "."),
                      f"{MOST_ROWS_AT_ONCE:,}".replace(",", "."))),
        (english, (f"{limits.of_one_client} questions", f"{limits.seconds} seconds",
                   f"{limits.json_rows:,}", f"{MOST_ROWS_AT_ONCE:,}")),
    ):  # fmt: skip
        assert [word for word in words if word not in one] == []


@pytest.mark.parametrize(("text", "plain"), [
    ("00004", True), ("bia một, tỉnh bịa", True), ("Đắk N'Drung", True), ("thu nhập", True),
    ("..", False), (".", False), ("a/b", False), ("a%2e", False), ("a\x00", False), ("", False),
])  # fmt: skip
def test_a_part_of_a_path_is_plain(text: str, plain: bool) -> None:
    assert bool(re.fullmatch(PLAIN_SEGMENT, text)) is plain


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lang, self.links, self.tags = "", list[str](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if tag == "html":
            self.lang = given["lang"] or ""
        self.links += [value for name in ("href", "src") if (value := given.get(name))]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", [f"{ROOT}/", f"{ROOT}/docs"])
def test_the_page_tells_every_operation_and_fetches_nothing(app: Any, lang: str, path: str) -> None:
    response = ask(app, f"{path}?lang={lang}")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    page = _Page()
    page.feed(response.text)
    assert page.lang == lang
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    document = openapi_document(lang)
    for one, methods in document["paths"].items():
        assert f"GET {ROOT}{one}" in response.text
        assert methods["get"]["summary"] in response.text
    assert all(f'id="{code}"' in response.text for code in STATUS)
    elsewhere = [link for link in page.links if link.startswith("http")]
    assert elsewhere == [document["info"]["license"]["url"]]
    examples = [link for link in page.links if link.startswith(f"{ROOT}/")]
    assert f"{ROOT}/ranking/poverty_rate" in examples
    assert f"{ROOT}/compare?area=00004" in examples


def test_the_document_is_served_as_it_is_made(app: Any) -> None:
    for lang in LANGUAGES:
        response = ask(app, f"{ROOT}/openapi.json?lang={lang}")
        assert response.json() == openapi_document(lang)
        again = ask(app, f"{ROOT}/openapi.json?lang={lang}", If_None_Match=response.headers["etag"])
        assert again.status_code == 304
    assert ask(app, f"{ROOT}/docs").text == ask(app, f"{ROOT}/docs?lang=vi").text
    for query, code in (("language=en", "unknown_parameter"), ("lang=xx", "wrong_value")):
        told = ask(app, f"{ROOT}/openapi.json?{query}").json()
        assert (told["status"], told["code"]) == (400, code)
    moved = ask(app, ROOT)
    assert (moved.status_code, moved.headers["location"]) == (307, f"{ROOT}/")
