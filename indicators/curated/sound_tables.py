"""Whether tables are without any fault of form, told fast: each distinct cell is read once.

Frictionless words the faults, row by row; tens of thousands of rows that have none need not go
through it. The cells are read by its own fields, so what is sound here is sound there.
"""

from collections.abc import Callable, Iterable
from typing import Any

from indicators.curated.package import CuratedFiles, Table

# What Frictionless reads of a cell, by the text of the cell; one such mapping per column.
Cells = dict[str, Any]
Columns = dict[str, Cells]


def all_sound(files: CuratedFiles) -> bool:
    """Whether no table has a fault of type, constraint or key; in doubt it is not sound."""
    tables = [table for of_resource in files.tables.values() for table in of_resource]
    read: dict[str, Columns] = {}
    for table in tables:
        columns = _columns(table) if table.is_whole else None
        if columns is None or not _keys_differ(table, columns):
            return False
        read[table.file] = columns
    return all(_references_found(table, files, read) for table in tables)


def _columns(table: Table) -> Columns | None:
    """Every distinct cell of every column as it is read; ``None`` where one cannot be."""
    from frictionless import Schema  # 0.3 s to import: only a check needs it

    columns = {}
    for field in Schema.from_descriptor(table.schema).fields:
        if field.constraints.get("unique"):
            return None
        cells = _read_once({row[field.name] for _line, row in table.rows},
                           field.create_cell_reader())  # fmt: skip
        if cells is None:
            return None
        columns[field.name] = cells
    return columns


def _read_once(texts: Iterable[str], reader: Callable[[str], tuple[Any, Any]]) -> Cells | None:
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
        known = {*_tuples(target, read[target.file], reference["fields"])}
        asked = {*_tuples(table, read[table.file], key["fields"])}
        if any(one not in known and set(one) != {None} for one in asked):
            return False
    return True
