"""Whether tables are without any fault of form, told fast: each distinct cell is read once.

Frictionless words the faults, row by row; tens of thousands of rows that have none need not go
through it. The cells are read by its own fields, so what is sound here is sound there.
"""

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from indicators.curated.package import CuratedFiles, Table

# What Frictionless reads of a cell, by the text of the cell; one such mapping per column.
Cells = dict[str, Any]
Columns = dict[str, Cells]
# What Frictionless reads a cell with: the value and, where it breaks the schema, notes.
Reader = Callable[[str], tuple[Any, Any]]

# Schemas whose readers are kept: a check makes those of each table once, not once a file.
MOST_SCHEMAS = 100


def doubtful_tables(files: CuratedFiles) -> set[str]:
    """The files of the tables that may have a fault of type, constraint or key.

    A table is also in doubt where one that it refers to is.
    """
    tables = [table for of_resource in files.tables.values() for table in of_resource]
    read: dict[str, Columns] = {}
    for table in tables:
        columns = _columns(table) if table.is_whole else None
        if columns is not None and _keys_differ(table, columns):
            read[table.file] = columns
    return {table.file for table in tables
            if table.file not in read or not _references_found(table, files, read)}  # fmt: skip


def _columns(table: Table) -> Columns | None:
    """Every distinct cell of every column as it is read; ``None`` where one cannot be."""
    readers = _readers(json.dumps(table.schema))
    if readers is None:
        return None
    columns = {}
    for name, reader in readers:
        cells = _read_once({row[name] for _line, row in table.rows}, reader)
        if cells is None:
            return None
        columns[name] = cells
    return columns


@lru_cache(MOST_SCHEMAS)
def _readers(schema: str) -> tuple[tuple[str, Reader], ...] | None:
    """Name and reader of each column of this schema; ``None`` where one must not repeat.

    That the schema itself is sound takes longer to check than the cells of a small table.
    """
    from frictionless import Schema  # 0.3 s to import: only a check needs it

    fields = Schema.from_descriptor(json.loads(schema)).fields
    if any(field.constraints.get("unique") for field in fields):
        return None
    return tuple((field.name, field.create_cell_reader()) for field in fields)


def _read_once(texts: Iterable[str], reader: Reader) -> Cells | None:
    cells: Cells = {}
    for text in texts:
        cells[text], notes = reader(text)
        if notes:
            return None
    return cells


def _keys_differ(table: Table, columns: Columns) -> bool:
    names = table.schema.get("primaryKey", ())
    if not names:
        return True
    keys = set(_tuples(table, columns, [names] if isinstance(names, str) else names))
    return len(keys) == len(table.rows) and not any(set(key) == {None} for key in keys)


def _tuples(table: Table, columns: Columns, names: Iterable[str]) -> Iterable[tuple[Any, ...]]:
    of_row = [(name, columns[name]) for name in names]
    return (tuple(cells[row[name]] for name, cells in of_row) for _line, row in table.rows)


def _references_found(table: Table, files: CuratedFiles, read: dict[str, Columns]) -> bool:
    for key in table.schema.get("foreignKeys", ()):
        reference = key["reference"]
        if reference["resource"] not in files.tables:
            continue  # a table that could not be read has its Problem
        target = files.tables[reference["resource"]][0]
        if target.file not in read:
            return False
        known = {*_tuples(target, read[target.file], reference["fields"])}
        asked = {*_tuples(table, read[table.file], key["fields"])}
        if any(one not in known and set(one) != {None} for one in asked):
            return False
    return True
