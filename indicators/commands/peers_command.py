"""The verb ``peers``: the communes most like one commune, the same as on its page."""

import argparse
import sys
from typing import TYPE_CHECKING

from indicators.commands import Verbs, add_verb, at_least_one

if TYPE_CHECKING:
    import pandas as pd

OK, UNKNOWN_NAME = 0, 2


def list_peers(options: argparse.Namespace) -> int:
    """The communes most like one commune, with distance, match and what sets them apart."""
    from indicators.commands.tables_as_text import print_frame
    from indicators.questions import named
    from indicators.release.store import Store
    from indicators.yardsticks.peer_weights import WeightError, weights_from_text
    from indicators.yardsticks.peers import peers, version  # numpy is slow to import

    try:
        weights = weights_from_text(options.weights)
    except WeightError as error:
        print(error, file=sys.stderr)
        return UNKNOWN_NAME
    with Store(options.db) as store:
        area = named.area_code(store, options.area)
        found = peers(store, area, weights=weights, limit=options.limit,
                      prefer_figures=not options.all)  # fmt: skip
        found = found.assign(version=version(store))
        if options.format == "table":
            print(_heading(weights, prefer=not options.all, synthetic=store.synthetic))
            found = _short(found)
        print_frame(found, options.format)
    return OK


def add_peers_verb(verbs: Verbs) -> argparse.ArgumentParser:
    """Add the verb with its arguments."""
    parser: argparse.ArgumentParser = add_verb(verbs, "peers", list_peers)
    parser.add_argument("area", help="code or name of a commune, ward or special zone")
    parser.add_argument(
        "--weights", default="",
        help="VARIABLE=NUMBER with commas, such as area_km2=2,type=1; 0 leaves a variable out, "
        "those not named keep their default",
    )  # fmt: skip
    parser.add_argument("--all", action="store_true",
                        help="by likeness alone, with or without comparable figures")  # fmt: skip
    parser.add_argument("--limit", type=at_least_one, default=10)
    return parser


def _heading(weights: dict[str, float], *, prefer: bool, synthetic: bool) -> str:
    told = ", ".join(f"{name} {weight:g}" for name, weight in weights.items() if weight)
    if prefer:
        told += "\nthose with comparable figures preferred by ten points (--all: likeness alone)"
    return f"weights: {told}" + ("\nSYNTHETIC: an invented country" if synthetic else "")


def _short(found: "pd.DataFrame") -> "pd.DataFrame":
    """What a terminal holds: distances rounded, the parts of the distance in words."""
    from indicators.yardsticks.peers import reasons

    apart = [", ".join(reasons(row)[0]) or "-" for row in found.to_dict("records")]
    columns = ["place", "area_code", "name", "area_type", "province", "distance", "match", "km",
               "variables_used", "comparable"]  # fmt: skip
    return found[columns].round({"distance": 3, "match": 1, "km": 0}).assign(differs_by=apart)
