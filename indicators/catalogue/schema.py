"""Faults of form in the catalogue: what the JSON schema says, worded for the writer of a record."""

import difflib
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from indicators.catalogue.catalogue_file import CatalogueFile, KeyPath
from indicators.problems import Problem, quoted

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

# jsonschema's ValidationError, whose fields its own types call "perhaps unset".
SchemaError: TypeAlias = Any

SCHEMA_FILE = Path(__file__).parents[2] / "data" / "indicators.schema.json"


@cache
def _validator() -> "Draft202012Validator":
    """The compiled schema. jsonschema is imported here: only checking and building need it."""
    from jsonschema import Draft202012Validator

    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def schema_file_problems() -> list[Problem]:
    """The fault of the schema itself, where it cannot be read."""
    try:
        _validator()
    except (OSError, ValueError) as error:  # JSON that breaks off is a ValueError
        row = getattr(error, "lineno", None)
        return [Problem(SCHEMA_FILE.name, row, None, quoted(getattr(error, "msg", "no such file")),
                        "a JSON Schema", "restore the file from version control")]  # fmt: skip
    return []


def schema_problems(file: CatalogueFile) -> tuple[list[Problem], set[KeyPath]]:
    """All faults of form, and the places that have one (rules that read them are skipped)."""
    problems: dict[Problem, None] = {}  # several errors of one place may word the same problem
    places: set[KeyPath] = set()
    for error in _validator().iter_errors(file.data):
        path: KeyPath = tuple(error.absolute_path)
        problems[_worded(file, path, error)] = None
        places.update({path, *((*path, field) for field in _missing(error))})
    return sorted(problems, key=lambda problem: problem.row or 0), places


def _missing(error: SchemaError) -> list[str]:
    """Fields that a record lacks; empty for errors of another kind."""
    if error.validator == "required":
        return [field for field in error.validator_value if field not in error.instance]
    if error.validator == "dependentRequired":
        given = error.validator_value.items()
        needed = [field for key, fields in given if key in error.instance for field in fields]
        return [field for field in needed if field not in error.instance]
    return []


def _worded(file: CatalogueFile, path: KeyPath, error: SchemaError) -> Problem:
    """One error of the schema as place, found, expected, next step."""
    extra = _unknown_fields(error)
    line = file.line((*path, extra[0]) if extra else path)
    found, expected, field = _found_and_expected(error, extra)
    step = _rename_or_remove(error, extra[0]) if extra else _next_step(error, field)
    return Problem(file.name, line, place_name(file.data, path), found, expected, step)


def place_name(data: Any, path: KeyPath) -> str | None:
    """``poverty_rate.name.vi`` rather than ``indicators.12.name.vi``; ``None`` for the file."""
    if len(path) < 2 or not isinstance(path[1], int):
        return ".".join(str(part) for part in path) or None
    record = data[path[0]][path[1]]
    known = record.get("id") or record.get("code") if isinstance(record, dict) else None
    start = [known] if isinstance(known, str) else [f"{path[0]}[{path[1]}]"]
    return ".".join(str(part) for part in [*start, *path[2:]])


def _unknown_fields(error: SchemaError) -> list[str]:
    """Fields that no record of this kind has."""
    if error.validator != "additionalProperties":
        return []
    known = error.schema.get("properties", {})
    return [str(field) for field in error.instance if field not in known]


def _rename_or_remove(error: SchemaError, field: str) -> str:
    near = difflib.get_close_matches(field, error.schema.get("properties", {}), n=1)
    return f"rename it to `{near[0]}`, or remove it" if near else "remove it"


def _found_and_expected(error: SchemaError, extra: list[str]) -> tuple[str, str, str | None]:
    """Words for what is there and what should be, and the missing field they are about."""
    missing = _missing(error)
    if missing:
        return f"no {_listed(missing)}", f"{_listed(missing)} to be given", missing[0]
    if extra:
        known = error.schema.get("properties", {})
        return f"unknown field {_listed(extra)}", f"only {_listed(known)}", None
    return _shown(error.instance), _constraint(error), None


def _constraint(error: SchemaError) -> str:
    """The rule that a value breaks, in words."""
    limit = error.validator_value
    words: dict[str, Callable[[], str]] = {
        "enum": lambda: f"one of {_listed(limit)}",
        "const": lambda: f"exactly {json.dumps(limit)}",
        "type": lambda: " or ".join([limit] if isinstance(limit, str) else limit),
        "format": lambda: "a day that exists, as year-month-day",
        "minItems": lambda: f"at least {limit} items",
        "maxItems": lambda: f"at most {limit} items",
        "maxLength": lambda: f"at most {limit} characters",
        "minimum": lambda: f"{limit} or more",
        "maximum": lambda: f"{limit} or less",
        "uniqueItems": lambda: "no item twice",
        "minProperties": lambda: f"at least {limit} fields",
        "pattern": lambda: "text that is not empty" if limit == r"\S" else f"the form {limit}",
    }
    return words[error.validator]() if error.validator in words else str(error.message)[:200]


def _next_step(error: SchemaError, field: str | None) -> str:
    """An instruction out of the schema's writing guide for the place, with its example."""
    guide = error.schema
    if field:
        guide = guide.get("properties", {}).get(field, guide)
    example = json.dumps(guide["examples"][0], ensure_ascii=False) if "examples" in guide else "…"
    what = f"add `{field}`" if field else "write it"
    return f"{what} as in {example}: {guide.get('description', 'see the schema')}"


def _listed(fields: Any) -> str:
    return ", ".join(f"`{field}`" for field in fields)


def _shown(value: Any) -> str:
    """A value as the file has it; containers by their kind, so that no page of text is quoted."""
    if isinstance(value, dict):
        return "a record" if value else "an empty record"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return "nothing" if value is None else quoted(value)


def broken_fields(places: set[KeyPath], record: KeyPath) -> Iterator[str]:
    """Fields of one record that have a fault of form."""
    depth = len(record)
    return (str(path[depth]) for path in places if path[:depth] == record and len(path) > depth)
