"""Curated files as they would be with more rows: checked as a whole before anything is written.

Files are moved into place in the order given (see ``journal``), so what others refer to goes first:
who reads meanwhile may find a source without figures, never the reverse.
"""

import csv
import io
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from indicators.curated.check import check
from indicators.curated.content_digests import digest_of_text
from indicators.problems import Problem
from indicators.writing import scratch_folder

Row = dict[str, str]


@dataclass(frozen=True)
class Draft:
    """The new text of a curated file; ``lines`` leads from its new lines to those of ``origin``.

    ``origin`` is the file that the new rows came from, by its name. A Parquet file has its bytes
    as ``text``, and rows for lines.
    """

    path: Path
    text: str | bytes
    origin: str
    lines: dict[int, int]

    @property
    def digest(self) -> str:
        """What the descriptor records of the file when it is in place."""
        return digest_of_text(_bytes(self.text))

    def at_origin(self, problem: Problem) -> Problem:
        """A problem of a new row at the line that whoever gave the row knows."""
        if problem.row in self.lines:
            return replace(problem, file=self.origin, row=self.lines[problem.row])
        return problem


def appended(
    path: Path, columns: Sequence[str], rows: Sequence[tuple[int, Row]], origin: str
) -> Draft:
    """The file ``path`` (made if absent) with ``rows`` at its end, each with its line of origin.

    The file was read without a problem before.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n", restval="")
    if path.exists():
        text.write(_with_columns(path.read_text("utf-8-sig"), columns))
    else:
        writer.writeheader()
    lines: dict[int, int] = {}
    first = text.getvalue().count("\n") + 1
    for number, row in rows:
        writer.writerow({name: row[name] for name in columns})
        after = first + 1 + sum(row[name].count("\n") for name in columns)
        lines |= dict.fromkeys(range(first, after), number)
        first = after
    return Draft(path, text.getvalue(), origin, lines)


def _with_columns(text: str, columns: Sequence[str]) -> str:
    """The text of a table; one of an earlier release gets the columns that it does not have yet."""
    if text.partition("\n")[0].rstrip("\r").split(",") == list(columns):
        return text
    new = io.StringIO(newline="")
    writer = csv.DictWriter(new, columns, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(csv.DictReader(io.StringIO(text, newline="")))
    return new.getvalue()


def problems_with(drafts: Sequence[Draft], data_dir: Path, today: date) -> list[Problem]:
    """Problems of the table as it would be; those of new rows at their line of origin."""
    by_file = {draft.path.relative_to(data_dir).as_posix(): draft for draft in drafts}
    with scratch_folder("accept") as folder:
        copy = folder / "data"
        shutil.copytree(data_dir, copy, ignore=_only_curated)
        for file, draft in by_file.items():
            (copy / file).parent.mkdir(exist_ok=True)
            (copy / file).write_bytes(_bytes(draft.text))
        found = check(copy, today=today).problems
    return [by_file[one.file].at_origin(one) if one.file in by_file else one for one in found]


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8")


def _only_curated(folder: str, names: list[str]) -> set[str]:
    """Leave databases, locks and programs out of the copy."""
    endings = (".csv", ".json", ".yaml", ".parquet")
    kept = {name for name in names if name.endswith(endings) or (Path(folder) / name).is_dir()}
    return {name for name in names if name.startswith(".") or name not in kept}
