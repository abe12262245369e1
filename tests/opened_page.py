"""A page as Streamlit runs it for a reader who comes to an address."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from indicators.settings import DASHBOARD, database
from indicators.web.navigation import PAGES

LONGEST_SECONDS = 60
PATHS = {Path(page.file).stem: page.path for page in PAGES}


def at_address(page: str, /, **address: str | Sequence[str]) -> AppTest:
    """The page of the file ``pages/PAGE.py`` with these keys in its address, not yet run.

    ``switch_page`` of Streamlit would have to draw the overview first, to learn of the pages:
    before that it runs the file of a page alone, without the frame of the dashboard.
    """
    app = AppTest.from_file(str(DASHBOARD), default_timeout=LONGEST_SECONDS)
    app._page_hash = calc_hash(PATHS[page]) if PATHS[page] else ""
    for key, value in address.items():
        app.query_params[key] = value if isinstance(value, str) else list(value)
    return app


def opened_page(page: str, /, **address: str | Sequence[str]) -> AppTest:
    """The page ``at_address``, run without an error; the dashboard chose it and no other."""
    app = at_address(page, **address).run()
    assert not app.exception
    shown = app._registered_pages[app._finished_page_script_hash]
    assert shown["url_pathname"] == PATHS[page]
    return app


def seen_page(page: str, /, **address: str | Sequence[str]) -> AppTest:
    """As ``opened_page``, one for all tests that only look: acting on it, also by a key, fails."""
    asked = {key: one if isinstance(one, str) else tuple(one) for key, one in address.items()}
    return _seen(database(), page, tuple(asked.items()))


@cache
def _seen(_release: Path, page: str, asked: tuple[tuple[str, Any], ...]) -> AppTest:
    app = opened_page(page, **dict(asked))
    app._run = _refuse  # type: ignore[method-assign]
    return app


def _refuse(*_asked: Any, **_more: Any) -> AppTest:
    raise AssertionError("found an act on a page that others look at, expected opened_page")
