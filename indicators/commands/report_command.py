"""The verb ``report``: two pages for a meeting about one area, a province, or several areas."""

import argparse
import sys
from pathlib import Path

from indicators.commands import Verbs, add_verb

OK, NOTHING_FOUND = 0, 1


def make_report(options: argparse.Namespace) -> int:
    """Write a report of two pages for a meeting as PDF or DOCX."""
    from indicators.language.coded_words import in_words  # pandas is slow to import
    from indicators.pictures.picture import NothingToDrawError
    from indicators.questions import named
    from indicators.questions.profile import areas
    from indicators.release.store import Store
    from indicators.reports.asked_report import ReportQuestion
    from indicators.reports.making import report_file, report_name
    from indicators.writing import write_whole

    with Store(options.db) as store:
        codes = tuple(named.area_code(store, area) for area in options.areas)
        level = areas(store, [codes[0]])["level"].iloc[0]
        one = "province" if level == "province" and not options.figures else "commune"
        question = ReportQuestion(
            kind="comparison" if len(set(codes)) > 1 else one, areas=codes, year=options.year,
            lang=options.lang, site=options.site.rstrip("/"),
        )  # fmt: skip
        try:
            made = report_file(store, question, options.format)
        except NothingToDrawError as error:
            print(in_words(error.fact, options.lang), file=sys.stderr)
            return NOTHING_FOUND
        path = options.out or Path(report_name(store, question, options.format))
    write_whole(path, made)
    print(path)
    return OK


def add_report_verb(verbs: Verbs) -> argparse.ArgumentParser:
    """Add the verb with its arguments."""
    parser: argparse.ArgumentParser = add_verb(verbs, "report", make_report)
    told = "one commune or province, or two to eight areas to compare"
    parser.add_argument("areas", nargs="+", metavar="area", help=told)
    parser.add_argument("--year")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi")
    parser.add_argument("--format", choices=("pdf", "docx"), default="pdf")
    parser.add_argument("--out", type=Path, help="the file; else one named after the report")
    parser.add_argument("--figures", action="store_true",
                        help="of a province only its own figures, not its communes")  # fmt: skip
    parser.add_argument("--site", default="", help="where the pages are, to be printed: https://…")
    return parser
