"""The verb ``lake``, and what the other verbs do where their release comes from one."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from indicators import settings
from indicators.coded import coded
from indicators.commands import Verbs, add_verb, at_least_one
from indicators.errors import UnknownNameError
from indicators.sentences import sentence
from indicators.steps import end_steps, tell_step

if TYPE_CHECKING:
    from indicators.release.lake import Lake
    from indicators.release.lake_copy import LakeRelease

OK, WRONGLY_ASKED = 0, 2


def add_database_option(verb: argparse.ArgumentParser) -> None:
    """The release of a verb: a file or a lake; ``options.db`` is a file in either case."""
    verb.add_argument("--db", type=settings.named_database, default=settings.database())


def bring_newest_release(options: argparse.Namespace) -> None:
    """Let the verb ask the newest release of a lake; a lake that is silent is told, not hidden.

    Nothing for a verb that makes releases, or asks none. Raises ``LakeError`` without any copy.
    """
    db: Path | None = getattr(options, "db", None)
    if db is None or settings.lake() is None or getattr(options, "makes_release", False):
        return
    from indicators.release.lake_copy import newest_copy

    if fault := newest_copy(db, tell_step):
        print(fault, sentence(coded("lake_copy_answers")), sep="\n", file=sys.stderr)
    end_steps()


def add_lake_verb(verbs: Verbs) -> None:
    """Declare the verb."""
    parser = add_verb(verbs, "lake", tell_lake)
    add_database_option(parser)
    parser.set_defaults(makes_release=True)  # it asks the lake itself, not a copy
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--take", metavar="RELEASE", help="copy this release into the file of --out")
    what.add_argument("--keep", type=at_least_one, metavar="N",
                      help="forget all but the newest N, and what killed builds left")  # fmt: skip
    parser.add_argument("--out", type=Path, metavar="FILE")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")


def tell_lake(options: argparse.Namespace) -> int:
    """The releases of a lake, one of them as a file, or all but the newest forgotten."""
    from indicators.commands.tables_as_text import print_frame
    from indicators.release.lake import lake_of
    from indicators.release.lake_copy import forget, releases_of

    lake = lake_of(options.db, builds=options.keep is not None)
    if lake is None or (options.take is None) != (options.out is None):
        print(sentence(coded("lake_not_named" if lake is None else "lake_take_and_out")),
              file=sys.stderr)  # fmt: skip
        return WRONGLY_ASKED
    with lake:
        if options.take is not None:
            return _take(lake, options.take, options.out)
        found = forget(lake, options.keep) if options.keep else releases_of(lake)
    print_frame(_table(found), options.format)
    return OK


def _take(lake: "Lake", asked: str, out: Path) -> int:
    from indicators.release.lake_copy import releases_of, take

    found = {one.identity.release_id: one for one in releases_of(lake)}
    if asked not in found:
        raise UnknownNameError("release", asked, list(found))
    take(lake, found[asked], out)
    print(out)
    return OK


def _table(releases: "list[LakeRelease]") -> pd.DataFrame:
    """One row per release, the newest first."""
    columns = ["snapshot", "written_at", "release_id", "observations", "synthetic", "content_hash"]
    rows = [vars(one) | vars(one.identity) for one in reversed(releases)]
    return pd.DataFrame(rows, columns=columns)
