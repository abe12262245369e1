"""The columns of a curated table, as ``data/datapackage.json`` declares them and nothing else does.

Readers of reports, the candidates file, bulk SQL and tests ask here, so that a column is added in
the descriptor alone.
"""

from functools import cache
from typing import Any, Literal, NamedTuple

from indicators.coded import coded
from indicators.curated.package import DESCRIPTOR, read_descriptor
from indicators.refusal import RefusedFileError
from indicators.settings import DATA

ColumnType = Literal["string", "date", "number", "integer", "boolean"]


class DeclaredColumn(NamedTuple):
    """One column: its name, its type in Table Schema, its Vietnamese title, its description."""

    name: str
    type: ColumnType
    title: str
    description: str


@cache
def declared_columns(resource: str) -> tuple[DeclaredColumn, ...]:
    """The columns of a table of the project's own descriptor, in the order of its files.

    Raises ``RefusedFileError`` where the descriptor cannot be read or has no such table.
    """
    descriptor, problems = read_descriptor(DATA)
    for one in descriptor.get("resources", ()):
        if one["name"] == resource:
            return tuple(
                DeclaredColumn(field["name"], field["type"], field.get("title", ""),
                               field.get("description", ""))
                for field in one["schema"]["fields"]
            )  # fmt: skip
    fact = problems[0].fact if problems else coded("table_undeclared", table=resource)
    raise RefusedFileError(DESCRIPTOR, fact.code, **dict(fact.parameters))


def columns_of_type(resource: str, *types: ColumnType) -> tuple[str, ...]:
    """The names of the columns of these types, in the order of the files; of all types if none."""
    columns = declared_columns(resource)
    return tuple(one.name for one in columns if not types or one.type in types)


@cache
def declared_schema(resource: str) -> dict[str, Any]:
    """The Table Schema of a table of the project's own descriptor, constraints and keys included.

    Raises ``RefusedFileError`` as ``declared_columns`` does. Not to be changed by whoever asks.
    """
    declared_columns(resource)
    descriptor, _problems = read_descriptor(DATA)
    schema: dict[str, Any] = next(
        one["schema"] for one in descriptor["resources"] if one["name"] == resource
    )
    return schema
