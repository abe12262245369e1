"""The verb ``extract``: candidates out of newspaper text."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from indicators import settings

OK, FAILED, UNKNOWN_PROVINCE = 0, 1, 2

AddVerb = Callable[[Any, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]


def add_extract_verb(verbs: Any, add_verb: AddVerb) -> None:
    """Add the verb with its arguments to the parser of ``python -m indicators``."""
    parser = add_verb(verbs, "extract", extract_files)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--published", type=date.fromisoformat, metavar="YYYY-MM-DD",
                        help="day of publication; else the text's own first line")  # fmt: skip
    parser.add_argument("--province", help="2-digit code, decides between communes of one name")
    parser.add_argument("--format", choices=("json", "csv"), default="json")
    parser.add_argument("--data", type=Path, default=settings.DATA)


def extract_files(options: argparse.Namespace) -> int:
    """Candidates out of newspaper text, each with the offsets of its evidence."""
    from indicators.catalogue import CatalogueError
    from indicators.extraction.phrases import PhrasesError

    try:
        records = _records(options)
    except (OSError, CatalogueError, PhrasesError) as error:
        print(error, file=sys.stderr)
        return FAILED
    except UnknownProvinceError as error:
        print(error, file=sys.stderr)
        return UNKNOWN_PROVINCE
    print_candidates(records, options.format, with_file=len(options.files) > 1)
    return OK


class UnknownProvinceError(ValueError):
    """No province has the code given."""


def _records(options: argparse.Namespace) -> list[dict[str, Any]]:
    from indicators.catalogue import load_catalogue
    from indicators.extraction.gazetteer import load_gazetteer
    from indicators.extraction.phrases import load_vocabulary
    from indicators.extraction.reader import extract
    from indicators.extraction.text import decode

    gazetteer = load_gazetteer(options.data)
    if options.province is not None and options.province not in gazetteer.province_names:
        known = ", ".join(sorted(gazetteer.province_names))
        raise UnknownProvinceError(f"found province {options.province!r}, expected one of {known}")
    catalogue = load_catalogue(options.data / "indicators.yaml")
    vocabulary = load_vocabulary(options.data / "phrases.yaml")
    return [
        {"file": str(path), **candidate.record()}
        for path in options.files
        for candidate in extract(
            decode(path.read_bytes()),
            published=options.published,
            province=options.province,
            catalogue=catalogue,
            gazetteer=gazetteer,
            vocabulary=vocabulary,
        )
    ]


def print_candidates(records: Iterable[Mapping[str, Any]], form: str, *, with_file: bool) -> None:
    """Print candidates as a JSON list or as CSV; lists of a CSV cell are separated by " | ".

    ``file`` is left out where there is only one.
    """
    shown = [{k: v for k, v in one.items() if with_file or k != "file"} for one in records]
    if form == "json":
        print(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    from indicators.extraction.candidates import COLUMNS
    from indicators.open_data.csv_for_people import rows_csv
    from indicators.open_data.harmless_text import protected

    columns = ("file", *COLUMNS) if with_file else COLUMNS
    cells = ({key: " | ".join(v) if isinstance(v, list) else v for key, v in one.items()}
             for one in shown)  # fmt: skip
    sys.stdout.write(rows_csv(columns, cells, text=protected))
