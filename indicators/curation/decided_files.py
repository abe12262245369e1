"""Candidates files in which somebody has decided: what a reader writes never goes over them."""

import csv
from collections.abc import Iterable
from pathlib import Path

from indicators.candidates.files import Candidate, candidates_csv

SEPARATORS = ",;\t"  # a spreadsheet program may save the file with another one
SURE = "1"


class DecidedFileError(ValueError):
    """A file that holds decisions would be overwritten."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: found decisions of a person in it, expected a new file; give --out another "
            "name, or move the file away"
        )


def new_candidates(candidates: Iterable[Candidate], path: Path) -> tuple[Path, bytes]:
    """A file to be written. Raises ``DecidedFileError`` where decisions would be lost."""
    refuse_decided(path)
    return path, candidates_csv(candidates).encode("utf-8")


def refuse_decided(path: Path) -> None:
    """Raise ``DecidedFileError`` where a candidates file holds what a person decided.

    What a reader decided by itself is no decision of a person: it decides so again. A file in
    another encoding has been saved by a person.
    """
    if not path.is_file() or path.suffix == ".parquet":
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = file.readline()
            if "decision" not in header:
                return
            names = next(csv.reader([header], delimiter=_separator(header)))
            rows = csv.DictReader(file, names, delimiter=_separator(header))
            decided = any(map(_is_decided, rows))
    except (UnicodeDecodeError, csv.Error) as error:
        raise DecidedFileError(path) from error
    if decided:
        raise DecidedFileError(path)


def _separator(header: str) -> str:
    return max(SEPARATORS, key=header.count)


def _is_decided(row: dict[str, str]) -> bool:
    """Whether a row has a reason, or another decision than its reader gave it.

    Cells of a spreadsheet come accepted where nothing speaks against them, figures out of a text
    undecided.
    """
    of_text, sure = bool(row.get("start")), row.get("confidence") == SURE
    by_reader = "accept" if sure and not of_text and not row.get("checks") else ""
    return bool(row.get("reason")) or (row.get("decision") or "") != by_reader
