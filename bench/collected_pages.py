"""Every page on a database of ten years of collected figures: its first run and a run asked again.

One process, as the server has it: the first run of a page fills its caches, the second is that of
the next reader. Address: ``service_index_766``, the last year, the first two communes.
"""

import os
import time
from pathlib import Path

from indicators.settings import DASHBOARD
from indicators.web.navigation import COMMUNE, COMPARISON, OVERVIEW, PAGES, TREND

LONGEST_SECONDS = 600
INDICATOR = "service_index_766"


def print_page_times(db: Path, communes: list[str]) -> None:
    """One line a page that readers have: seconds of both runs; errors of a page end the run."""
    os.environ["INDICATORS_DB"] = str(db)
    for page in PAGES:
        if page.for_curators:
            continue
        address = {"indicator": INDICATOR}
        if page in (COMMUNE, COMPARISON, TREND):
            address["area"] = ",".join(communes[: 1 if page is COMMUNE else 2])
        first, again = (_seconds(page.file, address) for _run in range(2))
        print(f"/{page.path:12} first {first:6.2f} s, again {again:6.2f} s", flush=True)


def _seconds(file: str, address: dict[str, str]) -> float:
    """The time of one run of a page in a session of its own, the router included."""
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(DASHBOARD), default_timeout=LONGEST_SECONDS)
    begun = time.perf_counter()
    app.run()
    if file != OVERVIEW.file:
        app.switch_page(file)
        for name, text in address.items():
            app.query_params[name] = text
        begun = time.perf_counter()
        app.run()
    if app.exception:
        raise RuntimeError(f"{file}: {app.exception[0].value}")
    return time.perf_counter() - begun
