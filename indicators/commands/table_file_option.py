"""``--out FILE``: the whole table as a file, byte for byte the one that the pages hand out.

What is printed is short, for eyes and pipes. A file has every column: intervals, sources, licence,
citation. It is written as bytes, which a shell's ``>`` does not keep everywhere.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.problems import quoted
from indicators.refusal import UnanswerableError

if TYPE_CHECKING:
    from indicators.open_data.table_files import TableFile
    from indicators.over_time.trend import Trend
    from indicators.questions.ranking import Ranking
    from indicators.release.store import Store

OK = 0
SUFFIXES = {".csv": "csv", ".xlsx": "xlsx", ".parquet": "parquet"}


def add_format_options(verb: argparse.ArgumentParser, *, file: bool) -> None:
    """Let a verb print its answer in several forms, and write a ``file`` where it has one."""
    verb.add_argument("--format", choices=("table", "json", "csv", "csv-vn"), default="table",
                      help="csv-vn: a CSV that Excel set to Vietnamese opens right")  # fmt: skip
    if file:
        verb.add_argument("--out", type=Path, metavar="FILE",
                          help="write the whole table into FILE.csv, .xlsx or .parquet; with "
                               "--format csv-vn a CSV for Excel")  # fmt: skip


def chosen_form(out: Path, printed_form: str) -> str:
    """The form of ``out``: by its ending, and the CSV for Excel where that is asked for.

    Raises ``UnanswerableError`` for another ending, or one that ``--format`` contradicts.
    """
    form = SUFFIXES.get(out.suffix.casefold())
    if form is None:
        raise UnanswerableError("ending_of_no_table", file=quoted(out.name),
                                endings=", ".join(SUFFIXES))  # fmt: skip
    if printed_form in ("table", form):
        return form
    if (form, printed_form) == ("csv", "csv-vn"):
        return printed_form
    raise UnanswerableError("format_and_ending", format=printed_form, ending=out.suffix)


def write_ranking(options: argparse.Namespace, store: "Store", ranking: "Ranking") -> int:
    """Write what a ranking displays."""
    from indicators.open_data.table_files import ranking_file

    return write_table_file(options, lambda: ranking_file(store, ranking))


def write_areas(options: argparse.Namespace, store: "Store", codes: list[str]) -> int:
    """Write the figures of areas side by side."""
    from indicators.open_data.table_files import areas_file

    return write_table_file(options, lambda: areas_file(store, codes, options.year))


def write_area(options: argparse.Namespace, store: "Store", area_code: str) -> int:
    """Write every figure of one area; ``UnanswerableError`` for what such a file leaves out."""
    given = [name for name in ("year", "among") if getattr(options, name)]
    if given:
        raise UnanswerableError(f"found --{given[0]} with --out; the file of one area has all its "
                                "figures of all years: leave it out")  # fmt: skip
    return write_areas(options, store, [area_code])


def write_trend(options: argparse.Namespace, store: "Store", trend: "Trend") -> int:
    """Write the figures of a trend."""
    from indicators.open_data.table_files import trend_file

    return write_table_file(options, lambda: trend_file(store, trend))


def write_table_file(options: argparse.Namespace, make: Callable[[], "TableFile"]) -> int:
    """Write the table that ``make`` makes, whole or not at all, and print the file's name."""
    from indicators.writing import write_whole

    out: Path = options.out
    form = chosen_form(out, options.format)
    content = make().content(form)
    write_whole(out, content)
    print(out)
    return OK
