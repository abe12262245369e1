"""Types, constraints and keys of the tables, checked by Frictionless against the descriptor."""

import re
from collections.abc import Iterator
from typing import Any

from indicators.curated.package import CuratedFiles, Table
from indicators.curated.sound_tables import all_sound
from indicators.problems import Problem, quoted

# More faults than this in one file are a wrong file, not a list that a person works through.
MOST_PROBLEMS_PER_FILE = 1000

# Patterns of columns that people fill in.
PATTERNS_IN_WORDS = {
    "^[a-z0-9][a-z0-9-]*$": "lower-case letters, digits and hyphens",
    '^https?://[^\\s<>"]+$': "an address without blanks that begins with https:// or http://",
    "^[a-z]{2}$": "a language code of two letters such as vi",
}

COMMA_DECIMAL = re.compile(r"^-?\d+,\d+$")


def schema_problems(files: CuratedFiles) -> list[Problem]:
    """Every cell or key that breaks the Table Schema of ``datapackage.json``."""
    if all_sound(files):
        return []
    from frictionless import Checklist, Package  # 0.3 s to import: only a check needs it

    package = Package.from_descriptor(
        {"name": "check", "resources": list(_resources(files))},
        basepath=str(files.directory),
    )
    report = package.validate(Checklist(), limit_errors=MOST_PROBLEMS_PER_FILE)
    kinds = {table.file: table for tables in files.tables.values() for table in tables}
    problems = []
    for task in report.tasks:
        for error in task.errors:
            problems += _worded(kinds[task.place], error)
    return problems


def _resources(files: CuratedFiles) -> Iterator[dict[str, Any]]:
    for name, tables in files.tables.items():
        for number, table in enumerate(tables):
            yield {
                "name": name if number == 0 else f"{name}-{number + 1}",
                "path": table.file,
                "type": "table",
                "format": "csv",
                "encoding": "utf-8-sig",
                "schema": _known_references(table.schema, files),
            }


def _known_references(schema: dict[str, Any], files: CuratedFiles) -> dict[str, Any]:
    """The schema without references to tables that could not be read: they have their Problem."""
    keys = [
        key for key in schema.get("foreignKeys", ()) if key["reference"]["resource"] in files.tables
    ]
    return {**schema, "foreignKeys": keys}


def _worded(table: Table, error: Any) -> list[Problem]:
    """One Frictionless error as a Problem of ours; none where ours already words it."""
    column: Any = getattr(error, "field_name", None)
    row: Any = getattr(error, "row_number", None)
    if error.type in ("missing-cell", "extra-cell", "blank-row"):
        return []
    if error.type == "type-error":
        return [_wrong_type(table, row, column, error.cell)]
    if error.type == "constraint-error":
        return [_broken_constraint(table, row, column, error)]
    if error.type == "primary-key":
        key = ", ".join(table.schema["primaryKey"])
        return [
            Problem(
                table.file,
                row,
                None,
                "a key that stands above already",
                f"one row per {key}",
                "delete one row or give it the next revision",
            )
        ]
    if error.type == "foreign-key":
        return [_unknown_reference(table, row, error)]
    return [
        Problem(
            table.file,
            row,
            column,
            error.note,
            "a table as datapackage.json describes it",
            "correct the file",
        )
    ]


def _field(table: Table, column: str) -> dict[str, Any]:
    return next(field for field in table.schema["fields"] if field["name"] == column)


def _wrong_type(table: Table, row: int, column: str, cell: str) -> Problem:
    kind = _field(table, column)["type"]
    expected = {
        "number": "a number with a point as decimal mark, such as 78.6",
        "integer": "a whole number such as 1",
        "date": "a date such as 2025-12-31",
        "boolean": "true or an empty cell",
    }.get(kind, f"a value of type {kind}")
    step = "correct the cell"
    if kind == "number" and COMMA_DECIMAL.match(str(cell)):
        step = f"write {str(cell).replace(',', '.')}"
    return Problem(table.file, row, column, quoted(cell), expected, step)


def _broken_constraint(table: Table, row: int, column: str, error: Any) -> Problem:
    constraints = _field(table, column).get("constraints", {})
    if not str(error.cell or "").strip():
        return Problem(table.file, row, column, "an empty cell", "a value", "fill the cell in")
    if "enum" in constraints:
        expected = f"one of {', '.join(constraints['enum'])}"
    elif "pattern" in constraints:
        pattern = constraints["pattern"]
        expected = PATTERNS_IN_WORDS.get(pattern, f"text that matches {pattern}")
    else:
        bounds = (constraints.get("minimum", "…"), constraints.get("maximum", "…"))
        expected = f"a value from {bounds[0]} to {bounds[1]}"
    return Problem(table.file, row, column, quoted(error.cell), expected, "correct the cell")


def _unknown_reference(table: Table, row: int, error: Any) -> Problem:
    column = error.field_names[0]
    resource = error.reference_name
    return Problem(
        table.file,
        row,
        column,
        f"{quoted(error.field_cells[0])}, which {resource}.csv does not have",
        f"a {error.reference_field_names[0]} of {resource}.csv",
        f"correct the code or add the row to {resource}.csv",
    )
