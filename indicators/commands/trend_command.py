"""The verb ``trend``: one indicator over time on the command line, the same as on its page."""

import argparse
from typing import TYPE_CHECKING, Any

from indicators.commands import Verbs, add_verb
from indicators.commands.table_file_option import write_trend

if TYPE_CHECKING:
    from indicators.over_time.trend import Trend

OK = 0


def follow_indicator(options: argparse.Namespace) -> int:
    """One indicator over time in one or several areas, with changes and tested trends."""
    from indicators.over_time.trend import trend  # pandas is slow to import
    from indicators.questions import named
    from indicators.release.store import Store

    with Store(options.db) as store:
        areas = [named.area_code(store, area) for area in options.areas]
        indicator = named.indicator_id(store, options.indicator)
        found = trend(store, indicator, areas, basis=options.basis)
        if options.out:
            return write_trend(options, store, found)
        print_trend(found, options.format, synthetic=store.synthetic)
    return OK


def add_trend_verb(verbs: Verbs) -> argparse.ArgumentParser:
    """Add the verb with its arguments."""
    parser: argparse.ArgumentParser = add_verb(verbs, "trend", follow_indicator)
    parser.add_argument("indicator")
    parser.add_argument("areas", nargs="+", metavar="area")
    parser.add_argument("--basis", help="a basis of the indicator, or all")
    return parser


def print_trend(found: "Trend", form: str, *, synthetic: bool) -> None:
    """Print a trend; CSV has the figures, the table form has changes and tests below them."""
    from indicators.commands.tables_as_text import print_frame, print_json
    from indicators.open_data.download_columns import TREND_ANSWER
    from indicators.open_data.json_answers import trend_object

    if form == "json":
        print_json(trend_object(found, synthetic=synthetic))
        return
    figures = found.figures[list(TREND_ANSWER)]
    if form in ("csv", "csv-vn"):
        print_frame(figures, form)
        return
    indicator = found.indicator
    print(f"{indicator['indicator_id']} ({indicator['unit']}), basis {found.basis or '-'}")
    if synthetic:
        print("SYNTHETIC: an invented country")
    for title, frame in (("figures", figures), ("changes", found.changes),
                         ("tests", found.tests), ("series breaks", _short(found))):  # fmt: skip
        print(f"\n{title}: {len(frame)}")
        if len(frame):
            print_frame(frame.dropna(axis="columns", how="all"), form)


def _short(found: "Trend") -> Any:
    return found.breaks[["area_code", "break_id", "on_date", "legal_basis", "confidence"]]
