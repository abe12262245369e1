"""The verbs of ``python -m indicators``: thin, over the same modules as the pages."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators import settings
from indicators.commands.composite_command import add_composite_verb
from indicators.commands.curation_commands import add_curation_verbs
from indicators.commands.extract_command import add_extract_verb
from indicators.commands.peers_command import add_peers_verb
from indicators.commands.trend_command import add_trend_verb
from indicators.comparison_groups import AMONG, WAGE_REGIONS
from indicators.errors import UnknownNameError
from indicators.store import ReleaseError, Store

if TYPE_CHECKING:
    from indicators.curated.check import Checked

OK, FAILED, UNKNOWN_NAME = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; the exit code is 0, 1 for failed checks, 2 for unknown names."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except UnknownNameError as error:
        print(error, file=sys.stderr)
        return UNKNOWN_NAME
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return FAILED
    except BrokenPipeError:  # the reader of our output has gone, as `| head` does
        sys.stderr.close()
        return OK


def build_release(options: argparse.Namespace) -> int:
    """Check the curated files and write the database."""
    from indicators.build import CuratedFilesError, build  # Frictionless is slow to import

    try:
        release = build(options.data, options.db)
    except CuratedFilesError as error:
        return _print_problems(error.problems)
    print(
        f"{options.db}: release {release['release_id']}, {release['observations']} observations, "
        f"{release['areas_with_figures']} areas with figures, {release['sources']} sources"
    )
    return OK


def check_files(options: argparse.Namespace) -> int:
    """Check the curated files only."""
    from indicators.curated.check import check

    checked = check(options.data)
    if checked.problems:
        return _print_problems(checked.problems)
    print(f"{options.data}: {len(checked.observations)} observations, no problem found")
    for phrase in _phrases_in_english_alone(checked):
        print(f"note without Vietnamese, add it to notes.po: {phrase}")
    return OK


def _phrases_in_english_alone(checked: "Checked") -> list[str]:
    """The phrases of curators that a Vietnamese reader would be shown in English."""
    from indicators.note_words import untranslated

    noted = [("sources", "note")]
    noted += [(resource, column) for resource in ("observations", "former_observations")
              for column in ("note", "correction")]  # fmt: skip
    notes = {row[column] for resource, column in noted
             for _table, _line, row in checked.files.rows(resource)}  # fmt: skip
    return sorted({phrase for note in notes for phrase in untranslated(note)})


def _print_problems(problems: list[Any]) -> int:
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(problems)} problems; the database is unchanged", file=sys.stderr)
    return FAILED


def find_areas(options: argparse.Namespace) -> int:
    """Search areas without accents, also by former names."""
    from indicators.commands.tables_as_text import print_frame
    from indicators.search import search_areas

    with Store(options.db) as store:
        found = search_areas(store, " ".join(options.text), limit=options.limit)
    if found.empty:
        print(f"found no area for {' '.join(options.text)!r}; try fewer words", file=sys.stderr)
        return FAILED
    print_frame(found, options.format)
    return OK


def rank_areas(options: argparse.Namespace) -> int:
    """Rank the areas of one indicator."""
    from indicators.commands.tables_as_text import print_ranking
    from indicators.ranking import rank

    with Store(options.db) as store:
        ranking = rank(
            store,
            options.indicator,
            year=options.year,
            province=options.province,
            area_type=_type_or_level(options),
            basis=options.basis,
            among="wage_region" if options.wage_region else options.among,
            anchor=options.wage_region or options.area,
        )
        print_ranking(ranking, options.format, synthetic=store.synthetic)
    return OK


def _type_or_level(options: argparse.Namespace) -> str | None:
    """The type of area of a ranking, or the level whose types are ranked together."""
    from indicators.ranking import LEVEL_OF_TYPE

    level, area_type = options.level, options.area_type
    if level and area_type and LEVEL_OF_TYPE.get(area_type, level) != level:
        raise UnknownNameError(
            f"area type of level {level}",
            area_type,
            [one for one, of_level in LEVEL_OF_TYPE.items() if of_level == level],
        )
    return area_type or level


def profile_area(options: argparse.Namespace) -> int:
    """One area over all indicators."""
    from indicators.commands.tables_as_text import print_profile
    from indicators.profile import profile

    with Store(options.db) as store:
        rows = profile(store, options.area, year=options.year, among=options.among)
        print_profile(rows, options.format)
    return OK


def compare_areas(options: argparse.Namespace) -> int:
    """Several areas side by side."""
    from indicators.commands.tables_as_text import print_profile
    from indicators.profile import compare

    with Store(options.db) as store:
        print_profile(compare(store, options.areas, year=options.year), options.format)
    return OK


def export_bundle(options: argparse.Namespace) -> int:
    """Write the open-data bundle."""
    from indicators.open_data.export import ForeignFilesError, export

    try:
        with Store(options.db) as store:
            for path in export(store, options.directory):
                print(path)
    except ForeignFilesError as error:
        print(error, file=sys.stderr)
        return FAILED
    return OK


def synthesise_country(options: argparse.Namespace) -> int:
    """Write an invented country, every row marked as invented."""
    from indicators.synthesise import synthesise

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
    from indicators.web.server import serve

    serve(options.host, options.port, options.db)
    return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m indicators", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    build = _verb(verbs, "build", build_release)
    build.add_argument("--data", type=Path, default=settings.DATA)
    _database(build)
    check = _verb(verbs, "check", check_files)
    check.add_argument("--data", type=Path, default=settings.DATA)

    areas = _verb(verbs, "areas", find_areas)
    areas.add_argument("text", nargs="+")
    areas.add_argument("--limit", type=int, default=20)
    _database(areas)
    _format(areas)

    rank = _verb(verbs, "rank", rank_areas)
    rank.add_argument("indicator")
    rank.add_argument("--year", help="2025, 2025-part, 2025-stated or FIRST/LAST day")
    rank.add_argument("--province", help="2-digit code")
    rank.add_argument("--area-type", dest="area_type",
                      help="one type of area, or province: provinces and cities")  # fmt: skip
    rank.add_argument("--level", choices=("commune", "province"),
                      help="all types of a level; province ranks cities too")  # fmt: skip
    rank.add_argument("--basis", help="a basis of the indicator, or all")
    _among(rank)
    rank.add_argument("--wage-region", choices=WAGE_REGIONS,
                      help="only the communes of a region of the minimum wage")  # fmt: skip
    rank.add_argument("--area", help="5-digit code of the commune for --among")
    _database(rank)
    _format(rank)

    profile = _verb(verbs, "profile", profile_area)
    profile.add_argument("area")
    _among(profile)
    compare = _verb(verbs, "compare", compare_areas)
    compare.add_argument("areas", nargs="+", metavar="area")
    for verb in (profile, compare):
        verb.add_argument("--year")
        _database(verb)
        _format(verb)

    composite = add_composite_verb(verbs, _verb)
    _database(composite)
    _format(composite)

    trend = add_trend_verb(verbs, _verb)
    _database(trend)
    _format(trend)

    peers = add_peers_verb(verbs, _verb)
    _database(peers)
    _format(peers)

    add_extract_verb(verbs, _verb)
    add_curation_verbs(verbs, _verb)

    export = _verb(verbs, "export", export_bundle)
    export.add_argument("directory", type=Path)
    _database(export)
    _synthesise_options(_verb(verbs, "synthesise", synthesise_country))
    server = _verb(verbs, "serve", serve_pages)
    server.add_argument("--host", default="127.0.0.1")
    server.add_argument("--port", type=int, default=8501)
    _database(server)
    return parser


def _verb(
    verbs: Any, name: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    verb: argparse.ArgumentParser = verbs.add_parser(name, help=run.__doc__)
    verb.set_defaults(run=run)
    return verb


def _database(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--db", type=Path, default=settings.database())


def _format(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--format", choices=("table", "json", "csv"), default="table")


def _among(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--among", choices=AMONG,
                      help="only the communes that one commune is set among")  # fmt: skip


def _synthesise_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--db", type=Path, required=True)
    verb.add_argument("--communes", type=int, default=3321)
    verb.add_argument("--indicators", type=int, default=50)
    verb.add_argument("--months", type=int, default=60)
    verb.add_argument("--seed", type=int, default=20250701)
