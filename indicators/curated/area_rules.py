"""What must hold of ``areas.csv`` and ``area_lineage.csv`` as wholes: parents, days, places.

A commune belongs to one province for as long as its code lives: every figure, rank and median is
kept by code, and no question asks in which province a commune was on a day. A commune that moves
needs a new code, as in the reform; one that changes its type or name keeps both code and parent.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from indicators.curated.package import CuratedFiles
from indicators.problems import Problem, quoted

Placed = tuple[str, int, dict[str, str]]
# The level above each level; a nation has none.
LEVEL_ABOVE = {"commune": "province", "province": "nation"}


def area_problems(files: CuratedFiles) -> list[Problem]:
    """Every fault of the areas that only shows where rows are held against one another."""
    rows: list[Placed] = [(table.file, line, row) for table, line, row in files.rows("areas")]
    by_code: dict[str, list[Placed]] = defaultdict(list)
    for placed in rows:
        by_code[placed[2]["area_code"]].append(placed)
    levels = {code: versions[0][2]["level"] for code, versions in by_code.items()}
    problems = [found for placed in rows for found in _parent_and_days(placed, levels)]
    for versions in by_code.values():
        versions.sort(key=lambda placed: placed[2]["valid_from"])
        problems += _moved(versions)
        problems += _names_of_others(versions, by_code)
    problems += _apart_from_their_province(files, by_code)
    return problems


def _parent_and_days(placed: Placed, levels: dict[str, str]) -> Iterator[Problem]:
    """A parent that does not exist or is of a wrong level, a validity that ends too early."""
    file, line, row = placed
    parent, level = row["parent_code"], row["level"]
    if level != "nation" and parent not in levels:
        yield Problem(file, line, "parent_code", repr(parent), "a code of this file",
                      "correct the parent")  # fmt: skip
    elif level in LEVEL_ABOVE and levels[parent] != LEVEL_ABOVE[level]:
        yield Problem(file, line, "parent_code", f"{parent}, of level {levels[parent]}",
                      f"a code of level {LEVEL_ABOVE[level]}", "correct the parent")  # fmt: skip
    if row["valid_to"] and row["valid_to"] < row["valid_from"]:
        yield Problem(file, line, "valid_to", f"{row['valid_to']}, before valid_from",
                      "a day on or after valid_from", "swap the two dates")  # fmt: skip


def _moved(versions: list[Placed]) -> Iterator[Problem]:
    """A code under another parent or of another level than before, or twice on one day."""
    for (_file, first_line, before), (file, line, row) in pairwise(versions):
        for column in ("parent_code", "level"):
            if row[column] != before[column]:
                yield Problem(file, line, column,
                              f"{row[column]}, but {before[column]} in line {first_line}",
                              "one province for as long as a code lives",
                              "correct the cell; an area that moved gets a code of its own, and "
                              "area_lineage.csv leads there")  # fmt: skip
        last = before["valid_to"]
        if not last or last >= row["valid_from"]:
            yield Problem(file, line, "valid_from",
                          f"{row['valid_from']}, while line {first_line} is valid",
                          "one row for a code on each day",
                          "end the earlier row on the day before")  # fmt: skip


def _names_of_others(versions: list[Placed], by_code: dict[str, list[Placed]]) -> Iterator[Problem]:
    """A later row with the name that another area of the same parent has on that day."""
    for (_f, _l, before), (file, line, row) in pairwise(versions):
        if row["name"] == before["name"]:
            continue
        other = _namesake(row, by_code)
        if other:
            yield Problem(file, line, "name",
                          f"{quoted(row['name'])}, the name of {other} beside it",
                          f"a name of {row['area_code']} alone",
                          "correct the code or the name")  # fmt: skip


def _namesake(row: dict[str, str], by_code: dict[str, list[Placed]]) -> str | None:
    wanted = (row["parent_code"], row["area_type"], row["name"])
    for code, versions in by_code.items():
        for _file, _line, one in versions:
            same = (one["parent_code"], one["area_type"], one["name"]) == wanted
            if code != row["area_code"] and same and _overlap(one, row):
                return code
    return None


def _overlap(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether two rows are valid on a common day; an empty ``valid_to`` is open."""
    open_end = date.max.isoformat()
    return (one["valid_from"] <= (other["valid_to"] or open_end)
            and other["valid_from"] <= (one["valid_to"] or open_end))  # fmt: skip


def _apart_from_their_province(
    files: CuratedFiles, by_code: dict[str, list[Placed]]
) -> Iterator[Problem]:
    """Communes whose parent is not that of the others made of the same former province.

    The reform joined whole provinces, so all that became of a former province lies in one province
    of today. Told only where most agree: with two against two nobody knows which is right.
    """
    parents = {code: versions[-1][2]["parent_code"] for code, versions in by_code.items()}
    made_of: dict[str, set[str]] = defaultdict(set)
    for _table, _line, row in files.rows("area_lineage"):
        if row["new_code"] in parents:
            made_of[row["old_province"]].add(row["new_code"])
    told = set()
    for province, codes in made_of.items():
        counted = Counter(parents[code] for code in codes)
        usual, most = counted.most_common(1)[0]
        if 2 * most <= len(codes):
            continue
        for code in sorted(codes):
            if parents[code] != usual and code not in told:
                told.add(code)
                file, line, _row = by_code[code][-1]
                yield Problem(file, line, "parent_code",
                              f"{parents[code]}, though {code} was made of {quoted(province)}",
                              f"{usual}, as {most:,} other communes made of it",
                              "correct the parent here, or the lineage in "
                              "area_lineage.csv")  # fmt: skip
