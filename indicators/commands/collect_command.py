"""The verb ``collect``: figures of a public address as candidates, its raw answers kept."""

import argparse
import shlex
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from indicators import settings
from indicators.collection.sources import SOURCES, collector_of
from indicators.commands import Verbs, add_verb, seconds

if TYPE_CHECKING:
    from indicators.collection.collecting import Asked
    from indicators.collection.harvest_files import HarvestFiles
    from indicators.collection.inquiry import Collector, Finding, Harvest, Inquiry, UnitLeftOut
    from indicators.spreadsheets.reference import Reference

ALL_READ, NO_ANSWER, SOME_LEFT_OUT = 0, 1, 3
OUT_FOLDER = Path("collecting")
MONTHS, QUARTERS = range(1, 13), range(1, 5)
# A list of thousands belongs in its file.
MOST_LISTED = 40
# Characters of the bar that tells how far a collection is.
WIDTH = 24
FIRST_RUN = (
    "service-index was written from scripts that offices published in 2025 and has not been tried "
    "on the portal itself. Before the first run: `collect service-index --probe` asks for the list "
    "of provinces and one province and prints what agrees and what does not (fields, numbers, "
    "names, ceilings CLGQ 12 and TTTT 10, six parts against the total); look at one commune on the "
    "portal's own page beside it."
)


def add_collect_verb(verbs: Verbs) -> None:
    """Add the verb to the parser of ``python -m indicators``."""
    parser = add_verb(verbs, "collect", collect_figures)
    parser.epilog = FIRST_RUN
    told = "; ".join(f"{name}: {one.about}" for name, one in SOURCES.items())
    parser.add_argument("source", choices=SOURCES, help=told)
    parser.add_argument("--province", nargs="+", action="extend", default=[],
                        metavar="CODE_OR_NAME", help="all where none is given")  # fmt: skip
    parser.add_argument("--year", type=int, help="the year to date, unless a part of it is given")
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--month", type=int, choices=MONTHS, metavar="1-12",
                      help="without a period: the last month that is over")  # fmt: skip
    part.add_argument("--quarter", type=int, choices=QUARTERS, metavar="1-4")
    parser.add_argument("--out", type=Path, metavar="F.csv",
                        help="candidates; beside them F.sources.csv, F.left-out.csv and the "
                        "answers in F.raw/ (default: collecting/SOURCE-PERIOD.csv)")  # fmt: skip
    parser.add_argument("--url", help="another address than the source's own")
    parser.add_argument("--mapping", type=Path, metavar="M.yaml",
                        help="of table: a mapping that import --save-mapping wrote")  # fmt: skip
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument("--dry-run", action="store_true", dest="dry_run",
                       help="print what would be asked; nothing is asked")  # fmt: skip
    asked.add_argument("--probe", action="store_true",
                       help="ask one province and print what agrees and what does not")  # fmt: skip
    parser.add_argument("--pause", type=seconds, default=1.0, metavar="SECONDS",
                        help="between two requests")  # fmt: skip
    parser.add_argument("--data", type=Path, default=settings.data_directory())


def collect_figures(options: argparse.Namespace) -> int:
    """Ask a public source politely for its figures and write them as candidates."""
    from indicators.refusal import RefusedFileError
    from indicators.spreadsheets.reference import DataDirectoryError, load_reference

    try:
        reference = load_reference(options.data)
    except (DataDirectoryError, RefusedFileError) as error:
        print(error, file=sys.stderr)
        return NO_ANSWER
    collector = collector_of(options.source)
    inquiry = _inquiry(options, reference)
    if options.dry_run:
        print("\n".join(collector.plan(inquiry, reference)))
        return ALL_READ
    if options.probe:
        return _probe(collector, inquiry, reference, options)
    return _collect(collector, inquiry, reference, options)


def _inquiry(options: argparse.Namespace, reference: "Reference") -> "Inquiry":
    from indicators.collection.inquiry import Inquiry, checked_inquiry, last_closed_month
    from indicators.questions.named import province_among

    today = date.today()
    year, month = options.year, options.month
    if year is None and month is None and options.quarter is None:
        year, month = last_closed_month(today)
    provinces = tuple(
        dict.fromkeys(province_among(reference.provinces, one) for one in options.province)
    )
    year = today.year if year is None else year
    return checked_inquiry(Inquiry(year, month, options.quarter, provinces,
                                   options.url, options.mapping, today))  # fmt: skip


def _collect(
    collector: "Collector", inquiry: "Inquiry", reference: "Reference",
    options: argparse.Namespace,
) -> int:  # fmt: skip
    from indicators.collection.collecting import harvest_of
    from indicators.collection.harvest_files import HarvestFiles
    from indicators.curation.decided_files import DecidedFileError, refuse_decided

    out = options.out or OUT_FOLDER / f"{collector.name}-{inquiry.name}.csv"
    files = HarvestFiles(out)
    try:
        refuse_decided(out)
        with files.held():
            asked = _ask(collector, inquiry, reference, options, files)
            if asked.did_not_answer:
                _print_left_out(asked.unanswered)
                print(f"{collector.name}: the source gave no answer that can be read; nothing was "
                      f"written except what came, in {files.raw}", file=sys.stderr)  # fmt: skip
                return NO_ANSWER
            harvest = harvest_of(collector, inquiry, reference, asked)
            files.write(harvest)
    except DecidedFileError as error:
        print(error, file=sys.stderr)
        return NO_ANSWER
    except KeyboardInterrupt:
        print(f"\nstopped; the answers so far are in {files.raw}, and the same command goes on "
              "from there", file=sys.stderr)  # fmt: skip
        return NO_ANSWER
    _print_summary(harvest, asked, files, options.data)
    return SOME_LEFT_OUT if harvest.left_out else ALL_READ


def _ask(
    collector: "Collector", inquiry: "Inquiry", reference: "Reference",
    options: argparse.Namespace, files: "HarvestFiles",
) -> "Asked":  # fmt: skip
    from indicators.collection.asking import Asker, Manners
    from indicators.collection.collecting import ask_all
    from indicators.collection.kept_answers import KeptAnswers

    line = ProgressLine()
    with Asker(Manners(pause=options.pause)) as asker:
        asked = ask_all(collector, inquiry, reference, asker, KeptAnswers(files.raw), line)
    line.end()
    return asked


def _print_summary(
    harvest: "Harvest", asked: "Asked", files: "HarvestFiles", data: Path
) -> None:  # fmt: skip
    open_rows = sum(not one["decision"] for one in harvest.candidates)
    areas = len({one["area_code"] for one in harvest.candidates})
    print(f"{files.candidates}: {len(harvest.candidates)} candidates of {areas} areas from "
          f"{len(harvest.sources)} answers ({asked.reused} kept from before), {open_rows} with a "
          f"doubt to decide; {len(harvest.left_out)} left out, {harvest.passed_over} units that "
          "are no areas", file=sys.stderr)  # fmt: skip
    _print_left_out(harvest.left_out)
    if harvest.candidates:
        words = ["accept", files.candidates, "--sources", files.sources]
        words += [] if data == settings.DATA else ["--data", data]
        print(f"next: python -m indicators {shlex.join(map(str, words))}", file=sys.stderr)


def _print_left_out(left_out: list[Any]) -> None:
    from indicators.language.coded_words import doubt_in_words

    for code, count in Counter(one.reason.code for one in left_out).most_common():
        print(f"  left out, {code}: {count}", file=sys.stderr)
    for one in left_out[:MOST_LISTED]:
        named = " ".join(part for part in (one.unit_id, one.unit_name) if part)
        print(f"    {one.place}: {named}{': ' if named else ''}{doubt_in_words(one.reason, 'en')}",
              file=sys.stderr)  # fmt: skip
    if len(left_out) > MOST_LISTED:
        print(f"    … and {len(left_out) - MOST_LISTED} more, all in the file of what was left out",
              file=sys.stderr)  # fmt: skip


def _probe(
    collector: "Collector", inquiry: "Inquiry", reference: "Reference",
    options: argparse.Namespace,
) -> int:  # fmt: skip
    """One province, nothing written: each expectation with what was seen."""
    from dataclasses import replace

    from indicators.collection.harvest_files import HarvestFiles
    from indicators.writing import scratch_folder

    provinces = [row["area_code"] for row in reference.areas if row["level"] == "province"]
    one = replace(inquiry, provinces=(inquiry.provinces or tuple(provinces))[:1])
    with scratch_folder("probe") as folder:
        files = HarvestFiles(folder / "probe.csv")
        asked = _ask(collector, one, reference, options, files)
    found = [*collector.probe(one, reference, asked.answers), *map(_unread, asked.unanswered)]
    for finding in found:
        print(f"{'agrees ' if finding.agrees else 'DIFFERS'} {finding.about}: {finding.seen}")
    if asked.did_not_answer:
        return NO_ANSWER
    return ALL_READ if all(finding.agrees for finding in found) else SOME_LEFT_OUT


def _unread(one: "UnitLeftOut") -> "Finding":
    """An answer that could not be read, as one more thing that is not as expected."""
    from indicators.collection.inquiry import Finding
    from indicators.language.coded_words import doubt_in_words

    return Finding(False, f"{one.place}: an answer that can be read",
                   doubt_in_words(one.reason, "en"))  # fmt: skip


class ProgressLine:
    """Called with how many calls are done, how many are known, and the place of the last one."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.live = self.stream.isatty()

    def __call__(self, done: int, known: int, place: str) -> None:
        """Draw the bar anew, or write a line."""
        filled = WIDTH * done // max(known, 1)
        bar = "█" * filled + "·" * (WIDTH - filled)
        start, end = ("\r\x1b[K", "") if self.live else ("", "\n")
        self.stream.write(f"{start}{bar} {done}/{known} {place}{end}")
        self.stream.flush()

    def end(self) -> None:
        """Leave the line of the bar."""
        if self.live:
            self.stream.write("\n")
            self.stream.flush()
