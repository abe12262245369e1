"""Keeps the figures of today away from every test that does not say it asks for them.

A test that names a figure asks the frozen table. One that holds for any table carries the mark
``live_table`` (by itself, or by asking for the fixture ``live_database``) and is run by
``tests/test_growth.py`` on a table that has grown, too.
"""

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
MARK = "live_table"
FIXTURE = "live_database"
# What grows: figures and their sources. Areas are law, the catalogue and the words are code.
GROWING = tuple(str(DATA / name) for name in ("observations", "observations_former", "sources.csv"))
# A database that is not there: what a test serves without saying which is nobody's release.
NO_RELEASE = ROOT / "tests" / "no-release.duckdb"


class LiveTableError(Exception):
    """A test opened the figures of today without the mark."""


class LiveTableGuard:
    """A plugin of pytest: raises where a test without the mark opens a file that grows.

    It sees what Python opens in the process of the tests, not what a command that they start does.
    """

    def __init__(self) -> None:
        self._wanted = False

    def pytest_configure(self) -> None:
        """Begin to watch, and let the default release be none."""
        os.environ["INDICATORS_DB"] = str(NO_RELEASE)
        sys.addaudithook(self._watch)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Whoever asks for the live database bears the mark."""
        for item in items:
            if FIXTURE in getattr(item, "fixturenames", ()):
                item.add_marker(MARK)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Let the test and its fixtures open the files if it bears the mark."""
        self._wanted = item.get_closest_marker(MARK) is not None

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_teardown(self) -> None:
        """The permission ends with the test."""
        self._wanted = False

    def _watch(self, event: str, arguments: tuple[object, ...]) -> None:
        if event != "open" or self._wanted or not grows(arguments[0]):
            return
        raise LiveTableError(
            f"found a test that opens {arguments[0]}, which grows with every accepted figure; "
            "expected the frozen table (fixture `database` or `frozen_data`), or the mark "
            f"`{MARK}` on a test that holds for any table"
        )


def grows(file: object) -> bool:
    """Tell whether a file, as it is given to ``open``, belongs to the figures of today."""
    if not isinstance(file, str | os.PathLike):
        return False
    name = os.fspath(file)
    if not isinstance(name, str) or not name.endswith(".csv"):
        return False
    return os.path.abspath(name).startswith(GROWING)
