"""The verbs of ``python -m indicators``: thin, over the same modules as the pages."""

import argparse
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators import __version__, settings
from indicators.commands import add_verb, among_option, at_least_one, port_number, table_file_option
from indicators.commands.boundaries_command import add_boundaries_verb
from indicators.commands.collect_command import add_collect_verb
from indicators.commands.composite_command import add_composite_verb
from indicators.commands.curation_commands import add_curation_verbs
from indicators.commands.extract_command import add_extract_verb
from indicators.commands.lake_command import (
    add_database_option,
    add_lake_verb,
    bring_newest_release,
)
from indicators.commands.listing_commands import add_listing_verbs
from indicators.commands.peers_command import add_peers_verb
from indicators.commands.release_commands import add_release_verbs
from indicators.commands.report_command import add_report_verb
from indicators.commands.trend_command import add_trend_verb
from indicators.errors import UnknownNameError
from indicators.file_lock import LockedError
from indicators.module_loading import modules_that_stay
from indicators.questions.comparison_groups import WAGE_REGIONS
from indicators.refusal import UnanswerableError
from indicators.release.store import ReleaseError, Store
from indicators.steps import end_steps, tell_step
from indicators.writing import sentence_of

if TYPE_CHECKING:
    from indicators.curated.check import Checked

OK, FAILED, UNKNOWN_NAME = 0, 1, 2
# What somebody typed is quoted back up to this length.
LONGEST_QUOTED = 80


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; the exit code is 0, 1 for failed checks, 2 for unknown names."""
    _write_vietnamese()
    options = _parser().parse_args(arguments)
    try:
        bring_newest_release(options)
        _choose_release(options)
        code: int = options.run(options)
        sys.stdout.flush()  # a full disk behind `> FILE` is told here, not after the end
        return code
    except (UnknownNameError, UnanswerableError) as error:
        print(error, file=sys.stderr)
        return UNKNOWN_NAME
    except (ReleaseError, LockedError) as error:
        print(error, file=sys.stderr)
        return FAILED
    except BrokenPipeError:  # the reader of our output has gone, as `| head` does
        sys.stderr.close()
        return OK
    except OSError as error:
        print(sentence_of(error), file=sys.stderr)
        _give_up_output()
        return FAILED


def _choose_release(options: argparse.Namespace) -> None:
    """Ask the release that ``--release`` names: that of the database, else a kept one.

    Raises ``UnknownNameError`` for another: its figures are never told in place of those.
    """
    asked = getattr(options, "of_release", None)
    if not asked:
        return
    from indicators.release.earlier_releases import database_of

    with Store(options.db) as store:
        here, synthetic = str(store.release["release_id"]), store.synthetic
    if asked != here:
        kept = settings.releases(options.db)
        options.db = database_of(options.db, kept, asked, synthetic=synthetic)


def _give_up_output() -> None:
    """What could not be written stays unwritten: Python would try again at its end and complain."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_vietnamese() -> None:
    """Let the output hold Vietnamese whatever the console's code page is.

    Windows consoles of cp1252 or cp1258 have no "ạ" in one piece; redirected output is UTF-8 there,
    and what a console cannot show is written as an escape, never an error in the middle of a table.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            own_console = stream.isatty()
            stream.reconfigure(encoding=None if own_console else "utf-8",
                               errors="backslashreplace")  # fmt: skip


def build_release(options: argparse.Namespace) -> int:
    """Check the curated files and write the database."""
    from indicators.release.build import CuratedFilesError, build  # Frictionless is slow to import

    try:
        release = build(options.data, options.db, tell=tell_step)
    except CuratedFilesError as error:
        return _print_problems(error.problems)
    end_steps()
    print(
        f"{options.db}: release {release['release_id']}, {release['observations']} observations, "
        f"{release['areas_with_figures']} areas with figures, {release['sources']} sources"
    )
    return OK


def check_files(options: argparse.Namespace) -> int:
    """Check the curated files only."""
    from indicators.curated.check import check

    if options.record and _record(options.data) != OK:
        return FAILED
    checked = check(options.data)
    if checked.problems:
        return _print_problems(checked.problems)
    collected = checked.collected.figures
    beside = f" and {collected:,} collected figures" if collected else ""
    print(f"{options.data}: {len(checked.observations)} observations{beside}, no problem found")
    for place, column in _in_one_language(checked):
        print(f"note in one language only, fill in {column}: {place}")
    return OK


def _in_one_language(checked: "Checked") -> Iterator[tuple[str, str]]:
    """Places of notes and corrections that lack their Vietnamese or English, and its column."""
    for resource in ("sources", "observations", "former_observations"):
        for table, line, row in checked.files.rows(resource):
            for name in ("correction", "note"):
                for column, other in ((name, f"{name}_en"), (f"{name}_en", name)):
                    if not row.get(column) and row.get(other):
                        yield f"{table.file}:{line}", column


def _record(data: Path) -> int:
    """Write the row counts into the descriptor, telling each that is new."""
    from indicators.curated.recording import record

    recorded = record(data)
    if recorded.problems:
        return _print_problems(recorded.problems)
    for line in recorded.changes:
        print(line)
    return OK


def _print_problems(problems: list[Any]) -> int:
    end_steps()
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(problems)} problems; the database is unchanged", file=sys.stderr)
    return FAILED


def find_areas(options: argparse.Namespace) -> int:
    """Search areas without accents, also by former names."""
    from indicators.commands.tables_as_text import print_frame
    from indicators.questions.search import search_areas

    with Store(options.db) as store:
        found = search_areas(store, " ".join(options.text), limit=options.limit)
    if found.empty:
        asked = " ".join(options.text)[:LONGEST_QUOTED]
        print(f"found no area for {asked!r}; try fewer words", file=sys.stderr)
        return FAILED
    print_frame(found, options.format)
    return OK


def rank_areas(options: argparse.Namespace) -> int:
    """Rank the areas of one indicator."""
    from indicators.commands.tables_as_text import print_ranking
    from indicators.questions import named
    from indicators.questions.ranking import rank

    with Store(options.db) as store:
        ranking = rank(
            store,
            named.indicator_id(store, options.indicator),
            year=options.year,
            province=options.province and named.province_code(store, options.province),
            area_type=_type_or_level(options),
            basis=options.basis,
            **_group(store, options),
        )
        if options.out:
            return table_file_option.write_ranking(options, store, ranking)
        print_ranking(ranking, options.format, store.release)
    return OK


def _group(store: Store, options: argparse.Namespace) -> dict[str, str | None]:
    """What ``rank`` is told of the group of communes that is ranked."""
    from indicators.questions import named

    if options.wage_region and (options.among or options.area):
        raise UnanswerableError("wage_region_and_group")
    if options.wage_region or (options.among == "wage_region" and options.area in WAGE_REGIONS):
        return {"among": "wage_region", "anchor": options.wage_region or options.area}
    anchor = options.area and named.area_code(store, options.area)
    return {"among": options.among, "anchor": anchor}


def _type_or_level(options: argparse.Namespace) -> str | None:
    """The type of area of a ranking, or the level whose types are ranked together."""
    from indicators.questions.ranking import ASKED_LEVELS

    level, area_type = options.level, options.area_type
    if level and area_type and ASKED_LEVELS.get(area_type, level) != level:
        raise UnknownNameError(
            f"area type of level {level}",
            area_type,
            [one for one, of_level in ASKED_LEVELS.items() if of_level == level],
        )
    return area_type or level


def profile_area(options: argparse.Namespace) -> int:
    """One area over all indicators."""
    from indicators.commands.tables_as_text import print_profile
    from indicators.questions import named
    from indicators.questions.profile import profile

    with Store(options.db) as store:
        area = named.area_code(store, options.area)
        if options.out:
            return table_file_option.write_area(options, store, area)
        rows = profile(store, area, year=options.year, among=options.among)
    if rows["value"].notna().any():
        print_profile(rows, options.format)
        return OK
    first = rows.iloc[0]
    asked = f" in {options.year}" if options.year else ""
    print(f"{first['area_code']} {first['area_type']} {first['name']}: no figure found{asked}; "
          "`python -m indicators indicators` lists what there is", file=sys.stderr)  # fmt: skip
    return FAILED


def compare_areas(options: argparse.Namespace) -> int:
    """Several areas side by side."""
    from indicators.commands.tables_as_text import print_profile
    from indicators.questions import named
    from indicators.questions.profile import compare

    with Store(options.db) as store:
        codes = [named.area_code(store, area) for area in options.areas]
        if options.out:
            return table_file_option.write_areas(options, store, codes)
        print_profile(compare(store, codes, year=options.year), options.format)
    return OK


def synthesise_country(options: argparse.Namespace) -> int:
    """Write an invented country, every row marked as invented."""
    from indicators.release.synthesise import synthesise

    synthesise(
        options.db,
        communes=options.communes,
        indicators=options.indicators,
        months=options.months,
        seed=options.seed,
    )
    return OK


def serve_pages(options: argparse.Namespace) -> int:
    """Serve pages and routes in one process."""
    with modules_that_stay():  # Streamlit and pandas are most of a start
        from indicators.web.server import PortInUseError, serve

    try:
        serve(options.host, options.port, options.db)
    except (PortInUseError, settings.SettingError) as error:
        print(error, file=sys.stderr)
        return FAILED
    return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m indicators", description=__doc__)
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    build = add_verb(verbs, "build", build_release)
    build.set_defaults(makes_release=True)
    build.add_argument("--data", type=Path, default=settings.data_directory())
    add_database_option(build)
    check = add_verb(verbs, "check", check_files)
    check.add_argument("--data", type=Path, default=settings.data_directory())
    check.add_argument(
        "--record", action="store_true", help="write row counts into datapackage.json after an edit"
    )

    areas = add_verb(verbs, "areas", find_areas)
    areas.add_argument("text", nargs="+")
    areas.add_argument("--limit", type=at_least_one, default=20)
    add_database_option(areas)
    _format(areas)

    rank = add_verb(verbs, "rank", rank_areas)
    rank.add_argument("indicator")
    rank.add_argument("--year", help="2025, 2025-part, 2025-stated or FIRST/LAST day")
    rank.add_argument("--province", help="2-digit code or name")
    rank.add_argument("--area-type", dest="area_type",
                      help="one type of area, or province: provinces and cities")  # fmt: skip
    rank.add_argument("--level", choices=("commune", "province"),
                      help="all types of a level; province ranks cities too")  # fmt: skip
    rank.add_argument("--basis", help="a basis of the indicator, or all")
    among_option(rank)
    rank.add_argument("--wage-region", choices=WAGE_REGIONS,
                      help="only the communes of a region of the minimum wage")  # fmt: skip
    rank.add_argument("--area", help="code or name of the commune for --among")
    _answering(rank)
    _format(rank, file=True)

    profile = add_verb(verbs, "profile", profile_area)
    profile.add_argument("area")
    among_option(profile)
    compare = add_verb(verbs, "compare", compare_areas)
    compare.add_argument("areas", nargs="+", metavar="area")
    for verb in (profile, compare):
        verb.add_argument("--year")
        _answering(verb)
        _format(verb, file=True)

    for listing in add_listing_verbs(verbs):
        add_database_option(listing)
        _format(listing)

    composite = add_composite_verb(verbs)
    _answering(composite)
    _format(composite, file=True)

    trend = add_trend_verb(verbs)
    _answering(trend)
    _format(trend, file=True)

    peers = add_peers_verb(verbs)
    add_database_option(peers)
    _format(peers)

    add_database_option(add_report_verb(verbs))
    add_database_option(add_boundaries_verb(verbs))
    add_extract_verb(verbs)
    add_collect_verb(verbs)
    add_curation_verbs(verbs)

    for verb in add_release_verbs(verbs):
        add_database_option(verb)
    _synthesise_options(add_verb(verbs, "synthesise", synthesise_country))
    add_lake_verb(verbs)
    server = add_verb(verbs, "serve", serve_pages)
    server.add_argument("--host", default="127.0.0.1")
    server.add_argument("--port", type=port_number, default=8501)
    add_database_option(server)
    return parser


def _answering(verb: argparse.ArgumentParser) -> None:
    """The database of a verb that answers a question, or a kept release beside it."""
    add_database_option(verb)
    verb.add_argument("--release", dest="of_release", metavar="ID",
                      help="the kept release of this id; its answer stays the same")  # fmt: skip


def _format(verb: argparse.ArgumentParser, *, file: bool = False) -> None:
    table_file_option.add_format_options(verb, file=file)


def _synthesise_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--db", type=Path, required=True)
    verb.add_argument("--communes", type=int, default=3321)
    verb.add_argument("--indicators", type=int, default=50)
    verb.add_argument("--months", type=int, default=60)
    verb.add_argument("--seed", type=int, default=20250701)
