"""The file between reading and accepting: observations to be, each with evidence and decision.

One form for all sources: what spreadsheets give is written in it, what the text reader gives is
turned into it, and ``accepting.accept`` takes it. The columns of a figure in
``data/observations/*.csv`` come first, so that a file of these alone is a candidates file too.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from indicators.candidates.reasons import correction_of, flags_found, note_of
from indicators.coded import Coded
from indicators.csv_for_people import rows_csv
from indicators.curated.declared_columns import columns_of_type
from indicators.harmless_text import protected, restored
from indicators.language.coded_words import in_words
from indicators.writing import write_whole

# A candidate is never withdrawn: a decision withdraws.
TABLE_COLUMNS = columns_of_type("observations")
OBSERVATION_COLUMNS = tuple(name for name in TABLE_COLUMNS if name != "withdrawn")
# decision: accept, refuse, withdraw (the accepted figure of this key does not hold), or empty where
# nobody has decided. reason: of a refusal, a revision or a withdrawal.
# area_name: for the reader; never matched. area_candidates: codes, where area_code is empty.
# start, end: the evidence in the text (characters), empty for cells. checks: doubts.
REVIEW_COLUMNS = (
    "decision", "reason", "area_name", "area_candidates", "unit", "confidence", "start", "end",
    "checks",
)  # fmt: skip
CANDIDATE_COLUMNS = OBSERVATION_COLUMNS + REVIEW_COLUMNS
# Columns by which the output of ``extract`` is known; an article gives its source_id later.
EXTRACT_COLUMNS = ("area_code", "indicator_id", "value", "as_printed", "start", "end", "confidence")
LARGEST_EXTRACT_BYTES = 64 * 2**20
NUMBERS = (*columns_of_type("observations", "number", "integer"), "confidence", "start", "end")
WITHDRAW = "withdraw"
DECISIONS = ("accept", "refuse", WITHDRAW, "")
LIST_SEPARATOR = "; "

Candidate = dict[str, str]


def candidate(values: Mapping[str, Any]) -> Candidate:
    """One candidate with every column as text; what is left out is empty, lists are joined."""
    return {column: _text(values.get(column)) for column in CANDIDATE_COLUMNS}


def from_extract(
    found: Iterable[Mapping[str, Any]], *, source_id: str, recorded_on: date, locator: str = ""
) -> Iterator[Candidate]:
    """Candidates out of what ``extract`` gives (its JSON objects), none of them decided.

    ``source_id`` and ``recorded_on`` are those of the article; a locator of the object itself goes
    before ``locator``, which goes before the place of the evidence. Where a value is not the
    number as printed, ``correction`` or ``note`` says why; ``flags`` what the text does not print.
    """
    for one in found:
        span = f"ký tự {one['start']}-{one['end']}" if one.get("start") is not None else ""
        yield candidate({
            "qualifier": "exact", "status": "A", "source_id": source_id, "revision": 1,
            "locator": locator or span, "recorded_on": recorded_on,
            **in_both_languages("correction", correction_of(one)),
            **in_both_languages("note", note_of(one)), "flags": flags_found(one),
            **{name: value for name, value in one.items() if value not in (None, "")},
            "decision": "",
        })  # fmt: skip


def in_both_languages(column: str, fact: Coded | None) -> dict[str, str]:
    """A fact as the two cells of a table's text."""
    return {column: in_words(fact, "vi") if fact else "",
            f"{column}_en": in_words(fact, "en") if fact else ""}  # fmt: skip


def read_extract(path: Path) -> list[dict[str, Any]] | None:
    """What ``extract`` wrote to a file, as JSON or CSV; ``None`` for any other file."""
    if path.suffix.casefold() == ".json":
        return _extracted_objects(path)
    with path.open("rb") as file:
        if b"\0" in file.read(4096) or path.stat().st_size > LARGEST_EXTRACT_BYTES:
            return None
    try:
        rows = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
        columns = set(rows.fieldnames or ())
        if not set(EXTRACT_COLUMNS) <= columns or "source_id" in columns:
            return None
        return [{name: restored(text or "") for name, text in row.items()} for row in rows]
    except (UnicodeDecodeError, csv.Error):
        return None


def read_extract_json(text: str) -> list[dict[str, Any]]:
    """The objects of ``extract --format json``. Raises ``ValueError`` for any other text."""
    found = json.loads(text)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise ValueError("found other JSON, expected a list of objects as `extract` prints it")
    return found


def _extracted_objects(path: Path) -> list[dict[str, Any]] | None:
    """The objects of a JSON file that are candidates, all of them; ``None`` for a table."""
    try:
        found = read_extract_json(path.read_text("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return found if all(set(EXTRACT_COLUMNS) <= set(one) for one in found) else None


def candidates_csv(candidates: Iterable[Candidate]) -> str:
    """The candidates as the text of a file: UTF-8, header row, LF.

    No spreadsheet runs anything of it; whoever reads it again asks ``restored`` for each cell.
    """
    return rows_csv(CANDIDATE_COLUMNS, candidates, numbers=NUMBERS, text=protected)


def write_candidates(candidates: Iterable[Candidate], path: Path) -> None:
    """Write a candidates file, whole or not at all. Raises ``NotWrittenError``."""
    write_whole(path, candidates_csv(candidates).encode("utf-8"))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return LIST_SEPARATOR.join(map(_text, value))
    if isinstance(value, dict):
        return " ".join(f"{name}={_text(part)}" for name, part in value.items())
    return str(value)
