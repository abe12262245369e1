"""A JSON file of objects as the rows of a table: keys are the headings, numbers stay numbers.

``1.234`` in JSON is one and a bit, whatever language the column's texts are in; so numbers are
handed on as numbers, as those of a workbook are, and only texts are read as print.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from indicators.refusal import RefusedFileError
from indicators.spreadsheets.files.delimited import LARGEST_TEXT_BYTES, MOST_COLUMNS, MOST_ROWS

# Keys under which the objects lie where an answer has lists of other things too.
LIST_KEYS = ("data", "records", "items", "results", "rows")
LONGEST_CELL = 300


def read_json_table(file: str, content: bytes) -> list[list[Any]]:
    """The headings, then one row an object; what an object lacks is empty. No row: no object.

    The objects are the one list of objects in the document, or the one under ``data``, ``records``,
    ``items``, ``results`` or ``rows``. Raises ``RefusedFileError`` for what is no JSON, has no such
    list or several, or is out of bounds.
    """
    objects = _objects(file, _parsed(file, content))
    headings = list(dict.fromkeys(name for one in objects for name in one))
    if len(objects) > MOST_ROWS or len(headings) > MOST_COLUMNS:
        raise RefusedFileError(file, "json_too_wide", objects=len(objects), keys=len(headings),
                               most=MOST_ROWS, most_keys=MOST_COLUMNS)  # fmt: skip
    rows = [[_cell(one.get(name)) for name in headings] for one in objects]
    return [headings, *rows] if rows else []


def json_content(path: Path) -> bytes:
    """The bytes of a JSON file. Raises ``RefusedFileError`` where it is too large."""
    size = path.stat().st_size
    if size > LARGEST_TEXT_BYTES:
        raise RefusedFileError(path.name, "json_too_large", size=size, most=LARGEST_TEXT_BYTES)
    return path.read_bytes()


def _parsed(file: str, content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise RefusedFileError(file, "no_json", fault=str(error)[:100]) from error


def _objects(file: str, document: Any) -> list[dict[str, Any]]:
    found = dict(_lists(document, ""))
    whole = {path: one for path, one in found.items() if one}
    named = {path: one for path, one in whole.items() if path.rpartition(".")[2] in LIST_KEYS}
    for choice in (whole, named, found):
        if len(choice) == 1:
            return next(iter(choice.values()))
    if not found:
        raise RefusedFileError(file, "no_list")
    places = ", ".join(path or "." for path in found)[:LONGEST_CELL]
    raise RefusedFileError(file, "several_lists", places=places)


def _lists(value: Any, path: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The lists that hold nothing but objects, by their path; objects inside them are cells."""
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _lists(inner, f"{path}.{name}".lstrip("."))


def _cell(value: Any) -> Any:
    """A number, truth value or text as it is; what is nested is text that is no figure."""
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)[:LONGEST_CELL]
    return value
