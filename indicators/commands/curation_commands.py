"""The verbs ``import`` and ``accept``: from a report to candidates, from candidates to rows."""

import argparse
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators import settings
from indicators.commands import Verbs, add_verb

if TYPE_CHECKING:
    from indicators.candidates.files import Candidate

ALL_READ, FAILED, SOME_REJECTED = 0, 1, 3
# A month that is collected again has thousands of figures that are in the table already.
MOST_LISTED = 100


def add_curation_verbs(verbs: Verbs) -> None:
    """Add both verbs to the parser of ``python -m indicators``."""
    importer = add_verb(verbs, "import", import_file)
    importer.add_argument("file", type=Path, metavar="FILE")
    importer.add_argument("--source", default="", help="a source_id of data/sources.csv")
    period = importer.add_mutually_exclusive_group()
    period.add_argument("--year", help="the whole year, e.g. 2025")
    period.add_argument("--period", help="first/last day, e.g. 2025-01-01/2025-06-30")
    importer.add_argument("--province", help="2-digit code or name")
    importer.add_argument(
        "--area",
        metavar="CODE_OR_NAME",
        help="the commune of a table of one commune, where its title names none",
    )
    layout = importer.add_mutually_exclusive_group()
    layout.add_argument("--sheet", help="another sheet than the proposed one")
    importer.add_argument("--out", type=Path, help="candidates, .csv; instead of stdout")
    importer.add_argument("--rejects", type=Path, help="rejected cells with their reasons, .csv")
    layout.add_argument("--mapping", type=Path, metavar="M.yaml",
                        help="a saved mapping, in place of the one beside the file")  # fmt: skip
    importer.add_argument("--save-mapping", action="store_true", dest="save_mapping",
                          help="keep the proposed mapping as FILE.mapping.yaml")  # fmt: skip
    importer.add_argument("--data", type=Path, default=settings.data_directory())
    accepter = add_verb(verbs, "accept", accept_file)
    accepter.add_argument("candidates", type=Path, metavar="CANDIDATES.csv")
    accepter.add_argument(
        "--sources", type=Path, metavar="NEW_SOURCES.csv", help="sources that come with them"
    )
    accepter.add_argument(
        "--batch", default="accepted", help="name in observations/YYYY-MM-NAME.csv"
    )
    accepter.add_argument("--leave-undecided", action="store_true", dest="leave_undecided",
                           help="pass over rows without a decision")  # fmt: skip
    accepter.add_argument("--data", type=Path, default=settings.data_directory())


def import_file(options: argparse.Namespace) -> int:
    """Read a CSV, XLSX, XLS or ODS report, or what extract wrote, into candidates."""
    from indicators.candidates.files import read_extract
    from indicators.catalogue.loading import CatalogueError
    from indicators.errors import UnknownNameError
    from indicators.refusal import RefusedFileError
    from indicators.spreadsheets.bulk.bulk_file import is_bulk_file
    from indicators.spreadsheets.reference import DataDirectoryError, load_reference

    try:
        reference = load_reference(options.data)
        extracted = read_extract(options.file) if options.file.is_file() else None
        if extracted is not None:
            return _take_extracted(options, extracted)
        text = options.file.suffix.casefold() in (".csv", ".tsv", ".txt")
        run = _import_bulk if text and is_bulk_file(options.file) else _import_report
        return run(options, reference)
    except UnknownNameError:
        raise
    except (RefusedFileError, CatalogueError, DataDirectoryError, ValueError) as error:
        print(error, file=sys.stderr)
        return FAILED


def _take_extracted(options: argparse.Namespace, found: list[dict[str, Any]]) -> int:
    """Candidates of the text reader as an undecided candidates file."""
    from indicators.candidates.files import from_extract
    from indicators.writing import write_together

    candidates = from_extract(found, source_id=options.source, recorded_on=date.today())
    write_together(_to_write(candidates, options.out))
    print(f"{options.file.name}: {len(found)} candidates to decide on", file=sys.stderr)
    return ALL_READ


def _to_write(candidates: Iterable["Candidate"], out: Path | None) -> list[tuple[Path, bytes]]:
    """The candidates as a file to be written; without a place for it, printed at once."""
    from indicators.candidates.files import candidates_csv
    from indicators.curation.decided_files import new_candidates

    if out:
        return [new_candidates(candidates, out)]
    print(candidates_csv(candidates), end="")
    return []


def _import_report(options: argparse.Namespace, reference: Any) -> int:
    from indicators.language.coded_words import in_words
    from indicators.questions.named import province_among
    from indicators.spreadsheets.importing import import_report, summary
    from indicators.spreadsheets.mapping.saved_mapping import (
        mapping_path,
        parse_period,
        save_mapping,
    )
    from indicators.spreadsheets.reading import Question
    from indicators.spreadsheets.rejects import detail_in_words, rejects_csv
    from indicators.writing import write_together

    asked = options.period or options.year
    province = options.province and province_among(reference.provinces, options.province)
    question = Question(options.source, parse_period(asked) if asked else None, province,
                        area=_known_area(options.area, province, reference))  # fmt: skip
    report = import_report(options.file, reference, question, sheet=options.sheet,
                           mapping_file=options.mapping)  # fmt: skip
    files = _to_write(report.accepted, options.out)
    if options.rejects:
        files.append((options.rejects, rejects_csv(report.rejects).encode("utf-8")))
    write_together(files)
    if options.save_mapping:
        save_mapping(report.mapping, mapping_path(options.file))
    lines = [in_words(one, "en") for one in summary(report)]
    if not options.rejects:
        lines += [f"{one.place}: {one.reason_code}, {detail_in_words(one, 'en')}"
                  for one in report.rejects]  # fmt: skip
    print("\n  ".join(lines), file=sys.stderr)
    return SOME_REJECTED if report.rejects or report.unread_tables else ALL_READ


def _known_area(text: str | None, province: str | None, reference: Any) -> str | None:
    """The code of a commune by code or name. Raises ``UnknownNameError`` with the nearest ones."""
    from indicators.errors import UnknownNameError
    from indicators.spreadsheets.mapping.stated_areas import named_area
    from indicators.spreadsheets.rows.places import FoundArea, Places

    if text is None:
        return None
    places = Places(reference)
    found = named_area(text, places, province)
    if isinstance(found, FoundArea):
        return found.area_code
    raise UnknownNameError("area", text, places.like(text))


def _import_bulk(options: argparse.Namespace, reference: Any) -> int:
    from indicators.curation.decided_files import refuse_decided
    from indicators.spreadsheets.bulk.bulk_import import import_bulk

    if options.out:
        refuse_decided(options.out)
    rejects = options.rejects or options.file.with_name(options.file.name + ".rejects.csv")
    result = import_bulk(options.file, reference, source_id=options.source, out=options.out,
                         rejects=rejects)  # fmt: skip
    lines = [f"{options.file.name}: {result.accepted} accepted + {result.missing} missing + "
             f"{result.rejected} rejected = {result.rows} rows read"]  # fmt: skip
    lines += [f"  rejected, {code}: {count}" for code, count in sorted(result.reasons.items())]
    if result.rejected:
        lines.append(f"  rejected lines: {rejects}")
    print("\n".join(lines), file=sys.stderr)
    return SOME_REJECTED if result.rejected else ALL_READ


def accept_file(options: argparse.Namespace) -> int:
    """Check a candidates file whole and append it to data/observations/."""
    from indicators.curation.accepting import RefusedCandidatesError, accept
    from indicators.file_lock import LockedError

    try:
        outcome = accept(options.candidates, options.data, sources=options.sources,
                         batch=options.batch,
                         leave_undecided=options.leave_undecided)  # fmt: skip
    except RefusedCandidatesError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        print(f"{len(error.problems)} problems; nothing was written", file=sys.stderr)
        return FAILED
    except (LockedError, ValueError) as error:
        print(error, file=sys.stderr)
        return FAILED
    where = f" to {outcome.batch}" if outcome.batch else ""
    print(
        f"{len(outcome.added)} rows added{where}, {len(outcome.revised)} of them revisions, "
        f"{len(outcome.withdrawn)} withdrawals; "
        f"{len(outcome.duplicates)} were there already, {len(outcome.refused)} refused; "
        f"{len(outcome.sources)} new sources"
    )
    if outcome.undecided:
        print(f"{len(outcome.undecided)} rows without a decision were left as they are")
    for number in outcome.duplicates[:MOST_LISTED]:
        print(f"  {options.candidates.name}:{number}: in the table already", file=sys.stderr)
    if len(outcome.duplicates) > MOST_LISTED:
        print(f"  … and {len(outcome.duplicates) - MOST_LISTED} more lines", file=sys.stderr)
    for source in outcome.unused:
        print(f"  {options.sources.name}: {source}: no added row names it, left out",
              file=sys.stderr)  # fmt: skip
    return ALL_READ
