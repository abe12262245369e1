"""The verbs ``indicators`` and ``provinces``: what there is, with coverage."""

import argparse

from indicators.commands import Verbs, add_verb

OK = 0


def list_indicators(options: argparse.Namespace) -> int:
    """The indicators of the release, with how many areas have figures."""
    from indicators.commands.tables_as_text import print_frame
    from indicators.release.store import Store

    columns = ["indicator_id", "theme", "name_vi", "name_en", "unit", "direction", "headline",
               "observations", "communes"]  # fmt: skip
    with Store(options.db) as store:
        print_frame(store.query("indicators")[columns], options.format)
    return OK


def list_provinces(options: argparse.Namespace) -> int:
    """The provinces and cities of the release, with how many of their communes have figures."""
    from indicators.commands.tables_as_text import print_frame
    from indicators.release.store import Store

    with Store(options.db) as store:
        print_frame(store.query("provinces_with_coverage"), options.format)
    return OK


def add_listing_verbs(verbs: Verbs) -> list[argparse.ArgumentParser]:
    """Declare both verbs; database and format are added by the caller."""
    return [add_verb(verbs, "indicators", list_indicators),
            add_verb(verbs, "provinces", list_provinces)]  # fmt: skip
