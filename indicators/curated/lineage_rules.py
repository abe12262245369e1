"""What must hold of the dated steps of ``area_lineage.csv``, and of pairs of neighbours."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from indicators.curated.package import CuratedFiles
from indicators.problems import Problem, quoted

Row = dict[str, str]
Placed = tuple[str, int, Row]


def is_day(text: str) -> bool:
    """Whether a cell is a date; the Table Schema words the fault where it is none."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def lineage_problems(files: CuratedFiles) -> Iterator[Problem]:
    """Every step leads to units that the next step knows, the last one to areas of today."""
    steps: dict[str, list[Placed]] = defaultdict(list)
    for table, line, row in files.rows("area_lineage"):
        if is_day(row["valid_from"]):
            steps[row["valid_from"]].append((table.file, line, row))
    known = {row["area_code"] for _t, _l, row in files.rows("areas")}
    expected = "an area_code of areas.csv"
    for day in sorted(steps, reverse=True):
        yield from _unknown_successors(steps[day], known, expected)
        yield from _wrong_parts(steps[day])
        known = _before(steps[day], known, is_last=day == max(steps))
        expected = f"a unit that stands before the step of {day}"


def _unknown_successors(step: list[Placed], known: set[str], expected: str) -> Iterator[Problem]:
    for file, line, row in step:
        if row["new_code"] not in known:
            yield Problem(file, line, "new_code", quoted(row["new_code"]), expected,
                          "correct the code or the day of the step")  # fmt: skip


def _wrong_parts(step: list[Placed]) -> Iterator[Problem]:
    """A unit is whole with one successor, and divided with several."""
    successors: dict[str, int] = defaultdict(int)
    for _file, _line, row in step:
        successors[row["old_code"]] += 1
    for file, line, row in step:
        part = "whole" if successors[row["old_code"]] == 1 else "divided"
        if row["part"] != part and row["part"] in ("whole", "divided"):
            yield Problem(file, line, "part", quoted(row["part"]),
                          f"{part}: {successors[row['old_code']]} successor(s) on that day",
                          "correct the part, or add the missing successor")  # fmt: skip


def _before(step: list[Placed], after: set[str], *, is_last: bool) -> set[str]:
    """The codes before a step; the last one names every unit."""
    olds = {row["old_code"] for _file, _line, row in step}
    named = {row["new_code"] for _file, _line, row in step}
    return olds if is_last else olds | (after - named)


def neighbour_problems(files: CuratedFiles) -> Iterator[Problem]:
    """A pair stands once, and nobody is beside itself."""
    seen: dict[frozenset[str], int] = {}
    for table, line, row in files.rows("neighbours"):
        pair = frozenset((row["area_code"], row["neighbour_code"]))
        if len(pair) == 1:
            yield Problem(table.file, line, "neighbour_code", quoted(row["neighbour_code"]),
                          "another commune", "delete the row")  # fmt: skip
        elif seen.setdefault(pair, line) != line:
            yield Problem(table.file, line, None, f"a pair that stands on line {seen[pair]}",
                          "each pair once", "delete one row")  # fmt: skip
