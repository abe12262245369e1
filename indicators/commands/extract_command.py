"""The verb ``extract``: candidates out of newspaper text."""

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators import settings
from indicators.commands import Verbs, add_verb

if TYPE_CHECKING:
    from indicators.extraction.candidate import Skipped

OK, FAILED, UNKNOWN_NAME = 0, 1, 2


def add_extract_verb(verbs: Verbs) -> None:
    """Add the verb with its arguments to the parser of ``python -m indicators``."""
    parser = add_verb(verbs, "extract", extract_files)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--published", type=date.fromisoformat, metavar="YYYY-MM-DD",
                        help="day of publication; else the text's own first line")  # fmt: skip
    parser.add_argument(
        "--province", help="2-digit code or name, decides between communes of one name"
    )
    parser.add_argument("--source", metavar="ID",
                        help="source of sources.csv: its day of publication, and its province "
                        "where the text leaves open which commune of a name is meant")  # fmt: skip
    parser.add_argument("--format", choices=("json", "csv"), default="json")
    parser.add_argument("--data", type=Path, default=settings.data_directory())


def extract_files(options: argparse.Namespace) -> int:
    """Candidates out of newspaper text, each with the offsets of its evidence."""
    from indicators.catalogue.loading import CatalogueError
    from indicators.vocabularies.press_words import PhrasesError

    try:
        records, unread = _records(options)
    except (CatalogueError, PhrasesError) as error:
        print(error, file=sys.stderr)
        return FAILED
    except UnknownOptionError as error:
        print(error, file=sys.stderr)
        return UNKNOWN_NAME
    for path, one in unread:
        print(f"{path}:{one.start}-{one.end}: found a sentence that the reader fails at "
              f"({one.error}), expected none; read it by hand", file=sys.stderr)  # fmt: skip
    print_candidates(records, options.format, with_file=len(options.files) > 1)
    return OK


class UnknownOptionError(ValueError):
    """No province has the code given, or no source the id."""


def _records(
    options: argparse.Namespace,
) -> tuple[list[dict[str, Any]], list[tuple[Path, "Skipped"]]]:
    """The candidates of all files, and the sentences that could not be read."""
    from indicators.catalogue.loading import load_catalogue
    from indicators.extraction.gazetteer import load_gazetteer, province_of_source
    from indicators.extraction.reader import extract
    from indicators.printed.clean_text import decode
    from indicators.questions.named import province_among
    from indicators.vocabularies.press_words import load_vocabulary

    gazetteer = load_gazetteer(options.data)
    province = options.province and province_among(gazetteer.provinces, options.province)
    source = _source(options.data, options.source) if options.source else {}
    day = options.published or _day(source.get("published_on", ""))
    catalogue = load_catalogue(options.data / "indicators.yaml")
    vocabulary = load_vocabulary(options.data / "phrases.yaml")
    records: list[dict[str, Any]] = []
    unread: list[tuple[Path, Skipped]] = []
    for path in options.files:
        skipped: list[Skipped] = []
        found = extract(
            decode(path.read_bytes()),
            published=day,
            province=province,
            source_province=province_of_source(source, gazetteer),
            catalogue=catalogue,
            gazetteer=gazetteer,
            vocabulary=vocabulary,
            skipped=skipped,
        )
        records += [{"file": str(path), **candidate.record()} for candidate in found]
        unread += [(path, one) for one in skipped]
    return records, unread


def _source(data: Path, source_id: str) -> dict[str, str]:
    """The row of ``sources.csv``. Raises ``UnknownOptionError`` with the nearest ids."""
    from difflib import get_close_matches

    with (data / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["source_id"]: row for row in csv.DictReader(file)}
    if source_id in rows:
        return rows[source_id]
    nearest = ", ".join(get_close_matches(source_id, rows, cutoff=0.3)) or "none like it"
    raise UnknownOptionError(
        f"found source {source_id!r}, expected an id of sources.csv; nearest: {nearest}"
    )


def _day(written: str) -> date | None:
    """The day of publication that a source gives; ``None`` where it gives a month or nothing."""
    return date.fromisoformat(written) if len(written) == len("2026-01-04") else None


def print_candidates(records: Iterable[Mapping[str, Any]], form: str, *, with_file: bool) -> None:
    """Print candidates as a JSON list or as CSV; lists of a CSV cell are separated by " | ".

    ``file`` is left out where there is only one.
    """
    shown = [{k: v for k, v in one.items() if with_file or k != "file"} for one in records]
    if form == "json":
        print(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    from indicators.csv_for_people import rows_csv
    from indicators.extraction.candidate import COLUMNS
    from indicators.harmless_text import protected

    columns = ("file", *COLUMNS) if with_file else COLUMNS
    cells = ({key: " | ".join(v) if isinstance(v, list) else v for key, v in one.items()}
             for one in shown)  # fmt: skip
    sys.stdout.write(rows_csv(columns, cells, text=protected))
