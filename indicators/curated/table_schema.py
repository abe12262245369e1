"""Types, constraints and keys of the tables, checked by Frictionless against the descriptor."""

import re
from collections.abc import Iterator
from typing import Any

from indicators.coded import Coded, coded
from indicators.curated.package import CuratedFiles, Table
from indicators.curated.sound_tables import doubtful_tables
from indicators.problems import Problem, problem_at, quoted

# More faults than this in one file are a wrong file, not a list that a person works through.
MOST_PROBLEMS_PER_FILE = 1000

# Patterns of columns that people fill in.
PATTERNS = {
    "^[a-z0-9][a-z0-9-]*$": "like_an_id",
    '^https?://[^\\s<>"]+$': "an_address",
    "^[a-z]{2}$": "a_language",
}
TYPES = {
    "number": "a_number",
    "integer": "a_whole_number",
    "date": "a_date",
    "boolean": "true_or_empty",
}

COMMA_DECIMAL = re.compile(r"^-?\d+,\d+$")


def schema_problems(files: CuratedFiles) -> list[Problem]:
    """Every cell or key that breaks the Table Schema of ``datapackage.json``."""
    doubtful = doubtful_tables(files)
    if not doubtful:
        return []
    from frictionless import Checklist, Package  # 0.3 s to import: only a check needs it

    package = Package.from_descriptor(
        {"name": "check", "resources": list(_resources(files))},
        basepath=str(files.directory),
    )
    kinds = {table.file: table for tables in files.tables.values() for table in tables}
    problems = []
    for resource in package.resources:
        if resource.path in doubtful:
            report = resource.validate(Checklist(), limit_errors=MOST_PROBLEMS_PER_FILE)
            for error in (error for task in report.tasks for error in task.errors):
                problems += _worded(kinds[resource.path], error)
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
        return [problem_at(table.file, row, None, "key_repeated", key=key)]
    if error.type == "foreign-key":
        return [_unknown_reference(table, row, error)]
    return [problem_at(table.file, row, column, "table_wrong", fault=error.note)]


def _field(table: Table, column: str) -> dict[str, Any]:
    return next(field for field in table.schema["fields"] if field["name"] == column)


def _wrong_type(table: Table, row: int, column: str, cell: str) -> Problem:
    kind = _field(table, column)["type"]
    if kind == "number" and COMMA_DECIMAL.match(str(cell)):
        return problem_at(table.file, row, column, "decimal_comma", cell=quoted(cell),
                          corrected=str(cell).replace(",", "."))  # fmt: skip
    expected = coded(TYPES[kind]) if kind in TYPES else coded("of_type", type=kind)
    return problem_at(table.file, row, column, "wrong_type", cell=quoted(cell), expected=expected)


def _broken_constraint(table: Table, row: int, column: str, error: Any) -> Problem:
    constraints = _field(table, column).get("constraints", {})
    if not str(error.cell or "").strip():
        return problem_at(table.file, row, column, "cell_empty")
    return problem_at(table.file, row, column, "wrong_type", cell=quoted(error.cell),
                      expected=_allowed(constraints))  # fmt: skip


def _allowed(constraints: dict[str, Any]) -> Coded:
    """What a constraint of the schema allows."""
    if "enum" in constraints:
        return coded("one_of", values=", ".join(constraints["enum"]))
    if "pattern" in constraints:
        pattern = constraints["pattern"]
        return (coded(PATTERNS[pattern]) if pattern in PATTERNS
                else coded("like_pattern", pattern=pattern))  # fmt: skip
    return coded("between", low=str(constraints.get("minimum", "…")),
                 high=str(constraints.get("maximum", "…")))  # fmt: skip


def _unknown_reference(table: Table, row: int, error: Any) -> Problem:
    column = error.field_names[0]
    resource = error.reference_name
    return problem_at(table.file, row, column, "reference_unknown",
                      cell=quoted(error.field_cells[0]), table=resource,
                      column=error.reference_field_names[0])  # fmt: skip
