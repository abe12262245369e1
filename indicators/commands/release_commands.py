"""The verbs of whole releases: ``export``, ``releases``, ``verify``."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from indicators import settings
from indicators.commands import Verbs, add_verb
from indicators.steps import end_steps, tell_step

if TYPE_CHECKING:
    from indicators.problems import Problem

OK, FAILED, WRONGLY_ASKED = 0, 1, 2


def add_release_verbs(verbs: Verbs) -> list[argparse.ArgumentParser]:
    """Add the verbs with their arguments but for the database; the parsers."""
    export = add_verb(verbs, "export", export_bundle)
    export.add_argument("directory", type=Path, nargs="?")
    export.add_argument(
        "--site",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="with the plain pages and the API's answers as files (half of it)",
    )
    export.add_argument("--release", action="store_true",
                        help="keep it among the releases that the site serves")  # fmt: skip
    export.add_argument("--replace", action="store_true",
                        help="write a kept one again although links to it change")  # fmt: skip
    listing = add_verb(verbs, "releases", list_releases)
    listing.add_argument("--since", metavar="RELEASE",
                         help="what changed in the figures since a kept one")  # fmt: skip
    listing.add_argument("--format", choices=("table", "json", "csv"), default="table")
    return [export, listing, add_verb(verbs, "verify", verify_release)]


def export_bundle(options: argparse.Namespace) -> int:
    """Write the open-data bundle into a folder, or keep the release with --release."""
    if options.release == (options.directory is not None):
        print("found neither or both of a folder and --release; name a folder, or say --release",
              file=sys.stderr)  # fmt: skip
        return WRONGLY_ASKED
    return _keep(options) if options.release else _export(options)


def _export(options: argparse.Namespace) -> int:
    from indicators.open_data.export import ForeignFilesError, export
    from indicators.release.store import Store

    try:
        with Store(options.db) as store:
            paths = export(store, options.directory, tell_step, site=options.site)
    except ForeignFilesError as error:
        print(error, file=sys.stderr)
        return FAILED
    end_steps()
    for path in paths:
        print(path)
    return OK


def _keep(options: argparse.Namespace) -> int:
    from indicators.open_data.keeping import OtherContentError, UnsoundReleaseError, keep_release

    releases = settings.releases(options.db)
    try:
        kept = keep_release(options.db, releases, replace_other=options.replace, tell=tell_step)
    except OtherContentError as error:
        print(error, file=sys.stderr)
        return FAILED
    except UnsoundReleaseError as error:
        return _print_faults(error.problems)
    end_steps()
    print(kept.folder(releases))
    return OK


def list_releases(options: argparse.Namespace) -> int:
    """The releases that are kept, or with --since what changed since one of them."""
    from indicators.commands.tables_as_text import print_frame
    from indicators.questions.release_changes import (
        changes_between,
        counted,
        records_between,
    )
    from indicators.questions.releases import releases_table
    from indicators.release.earlier_releases import database_of
    from indicators.release.store import Store

    releases = settings.releases(options.db)
    with Store(options.db) as store:
        if options.since is None:
            found = releases_table(store, releases)
        else:
            earlier = database_of(options.db, releases, options.since,
                                  synthetic=store.synthetic)  # fmt: skip
            found = changes_between(earlier, options.db)
            _tell_counts({"figures": counted(found), **records_between(earlier, options.db)})
    print_frame(found, options.format)
    return OK


def _tell_counts(counts: dict[str, dict[str, int]]) -> None:
    """On standard error: standard output is the table."""
    for what, kinds in counts.items():
        told = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
        print(f"{what}: {told}", file=sys.stderr)


def verify_release(options: argparse.Namespace) -> int:
    """Check a release, and what is kept of it, against their hashes and counts."""
    from indicators.release.kept_releases import find_release
    from indicators.release.soundness import kept_problems, release_problems
    from indicators.release.store import Store

    releases = settings.releases(options.db)
    with Store(options.db) as store:
        problems, release = release_problems(store), store.release
    kept = find_release(releases, str(release["release_id"]))
    if kept is not None:
        problems += kept_problems(kept, releases)
    if problems:
        return _print_faults(problems)
    print(f"{options.db}: release {release['release_id']}, {release['observations']} observations, "
          f"content hash {release['content_hash']}, every table as it was built")  # fmt: skip
    print(f"kept files: {'all as they were written' if kept else 'none'}")
    return OK


def _print_faults(problems: "list[Problem]") -> int:
    end_steps()
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(problems)} problems", file=sys.stderr)
    return FAILED
