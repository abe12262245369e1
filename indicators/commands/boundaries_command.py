"""The verb ``boundaries``: real boundaries for the map, checked, simplified, written."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from indicators import settings
from indicators.commands import Verbs, add_verb

if TYPE_CHECKING:
    from indicators.maps.preparing import PreparedBoundaries

OK, FAILED = 0, 1
MOST_CODES_TOLD = 10


def add_boundaries_verb(verbs: Verbs) -> argparse.ArgumentParser:
    """Add the verb with its arguments to the parser of ``python -m indicators``."""
    parser = add_verb(verbs, "boundaries", prepare_boundaries)
    parser.add_argument("path", type=Path, metavar="FOLDER_OR_FILE",
                        help="GeoJSON, one file a commune or one for all, or TopoJSON")  # fmt: skip
    parser.add_argument("--out", type=Path, metavar="FILE",
                        help="where the map finds it; else beside the database")  # fmt: skip
    parser.add_argument("--source", default="", metavar="TEXT",
                        help="where they come from, as the map says it")  # fmt: skip
    return parser


def prepare_boundaries(options: argparse.Namespace) -> int:
    """Real boundaries for the map: checked, simplified, written as the file that it shows."""
    from indicators.maps.boundaries import BoundariesError
    from indicators.maps.preparing import prepare
    from indicators.release.store import Store

    with Store(options.db) as store:
        communes = store.query("map_communes")
    out = options.out or settings.boundaries_place(options.db)
    try:
        prepared = prepare(options.path, communes, out, source=options.source)
    except BoundariesError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.problems)} problems; nothing was written", file=sys.stderr)
        return FAILED
    for line in _told(prepared, len(communes)):
        print(line)
    if out != settings.boundaries_place(options.db):
        print(f"to show it: INDICATORS_BOUNDARIES={out}")
    return OK


def _told(prepared: "PreparedBoundaries", communes: int) -> list[str]:
    """What was written, what was cut, and what a person should look at."""
    drawn, given = prepared.drawn, prepared.given
    lines = [
        f"{prepared.path}: boundaries of all {communes:,} communes, "
        f"{prepared.bytes_written / 1000:,.0f} kB, {prepared.bytes_gzipped / 1000:,.0f} kB gzip",
        f"lines: {drawn.corners:,} of {prepared.corners_given:,} corners kept, {_moved(prepared)}",
        f"source: {prepared.source}",
    ]
    if drawn.parts_cut > 0:
        lines.append(f"cut: {drawn.parts_cut:,} islets too small to be seen")
    if given.left_aside:
        lines.append(f"left aside: {given.left_aside:,} shapes of provinces")
    return lines + [
        f"look at {len(codes):,} {what}: {_codes(codes)}"
        for what, codes in (
            ("shapes that crossed themselves and were mended", prepared.mended),
            ("shapes whose border does not meet a neighbour's in every corner", prepared.unmatched),
            ("shapes far from the known centre of their commune", prepared.away),
        )
        if codes
    ]


def _moved(prepared: "PreparedBoundaries") -> str:
    most, at_most = prepared.moved_m
    if not prepared.drawn.step:
        return "as given"
    return f"in nine of ten communes moved by less than {most:,.0f} m, at most {at_most:,.0f} m"


def _codes(codes: list[str]) -> str:
    return ", ".join(codes[:MOST_CODES_TOLD]) + (", …" if len(codes) > MOST_CODES_TOLD else "")
