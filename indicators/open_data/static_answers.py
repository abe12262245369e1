"""The API's answers as files under the paths of the API: readers are served without a server.

What can be asked by a path alone has one file: its JSON, byte for byte as the server answers it
without a query. Questions that need a query have none; a file of an indicator holds its figures.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from indicators.open_data.answers.answered import json_bytes, written
from indicators.open_data.answers.asked import Operation, read_question
from indicators.open_data.answers.figure_answers import profile_documents
from indicators.open_data.answers.openapi import openapi_document
from indicators.open_data.answers.operations import OPERATIONS, ROOT, answer_to
from indicators.questions.profile import profiles_in_parts
from indicators.release.store import Store
from indicators.steps import Tell, untold

FORM = "json"
DOCUMENT = "openapi.json"

# All figures at once are what the tables hold.
OF_THE_TABLES = "observations"
# There is one for every area.
PROFILE = "profile"

# What a server of files has to be told of files without an ending: read by several of them.
HEADERS_FILE = "_headers"
HEADERS = f"""\
{ROOT}/*
  Content-Type: application/json
  Access-Control-Allow-Origin: *
"""


def write_static_answers(store: Store, folder: Path, tell: Tell = untold) -> None:
    """Write every answer below ``folder``: ``api/v1/areas``, ``api/v1/ranking/ID`` …"""
    root = folder / ROOT.lstrip("/")
    root.mkdir(parents=True)
    (root / DOCUMENT).write_bytes(json_bytes(openapi_document()))
    (folder / HEADERS_FILE).write_text(HEADERS, encoding="utf-8", newline="\n")
    for operation in OPERATIONS:
        for path, content in _answers(store, operation):
            tell(f"{ROOT.lstrip('/')}{operation.path.format_map(path)}")
            names = {name: quote(value, safe="") for name, value in path.items()}
            place = root / operation.path.format_map(names).lstrip("/")
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(content)


def _answers(store: Store, operation: Operation) -> Iterator[tuple[dict[str, str], bytes]]:
    """Each path of an operation with its answer; profiles are asked for many at once."""
    paths = static_paths(store, operation)
    if operation.name != PROFILE:
        yield from ((path, static_answer(store, operation, path)) for path in paths)
        return
    for part in profiles_in_parts(store, [path["area"] for path in paths]):
        for code, content in profile_documents(store, part):
            yield {"area": code}, content


def static_answer(store: Store, operation: Operation, path: dict[str, str]) -> bytes:
    """The JSON of a question without a query."""
    answer = answer_to(store, read_question(operation, path, []))
    return written(answer, FORM, store.release)


def static_paths(store: Store, operation: Operation) -> Iterator[dict[str, str]]:
    """The values of an operation's path: one where it has none, every code where it has one.

    None where a query is needed, and none for what only a server can tell.
    """
    beside_others = operation.name == OF_THE_TABLES or not operation.of_one_release
    if beside_others or any(not name for name, _needed in operation.needs):
        return
    if not operation.path_names:
        yield {}
    for name in operation.path_names:
        codes = {"indicator": ("indicators", "indicator_id"), "area": ("all_areas", "area_code")}
        question, column = codes[name]
        rows = store.query(question)
        if column == "area_code":
            rows = rows[rows["valid_to"].isna()]
        yield from ({name: code} for code in rows[column])
