"""What must hold of the dated steps of ``area_lineage.csv``, and of pairs of neighbours."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from indicators.coded import Coded, coded
from indicators.curated.package import CuratedFiles
from indicators.problems import Problem, problem_at, quoted

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
    absent = coded("successor_no_area")
    for day in sorted(steps, reverse=True):
        yield from _unknown_successors(steps[day], known, absent)
        yield from _wrong_parts(steps[day])
        known = _before(steps[day], known, is_last=day == max(steps))
        absent = coded("successor_not_standing", day=str(day))


def _unknown_successors(step: list[Placed], known: set[str], absent: Coded) -> Iterator[Problem]:
    for file, line, row in step:
        if row["new_code"] not in known:
            yield problem_at(file, line, "new_code", "successor_unknown",
                             code=quoted(row["new_code"]), expected=absent)  # fmt: skip


def _wrong_parts(step: list[Placed]) -> Iterator[Problem]:
    """A unit is whole with one successor, and divided with several."""
    successors: dict[str, int] = defaultdict(int)
    for _file, _line, row in step:
        successors[row["old_code"]] += 1
    for file, line, row in step:
        part = "whole" if successors[row["old_code"]] == 1 else "divided"
        if row["part"] != part and row["part"] in ("whole", "divided"):
            yield problem_at(file, line, "part", "part_of_lineage", part=quoted(row["part"]),
                             expected=part, successors=successors[row["old_code"]])  # fmt: skip


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
            yield problem_at(table.file, line, "neighbour_code", "neighbour_itself",
                             code=quoted(row["neighbour_code"]))  # fmt: skip
        elif seen.setdefault(pair, line) != line:
            yield problem_at(table.file, line, None, "neighbours_twice", line=str(seen[pair]))
