"""Fixtures and order of the tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indicators.commands.command_line import main
from indicators.file_lock import file_lock
from indicators.module_loading import modules_that_stay
from indicators.release.build import build
from tests.browser import NoBrowserError, chromium
from tests.component_scan import scan_once
from tests.curated_country import write_built_country
from tests.frozen_table import write_frozen_table, write_told_areas
from tests.kept_country import write_kept_country
from tests.live_table import DATA, LiveTableGuard
from tests.serving import serving
from tests.tabs import LONGEST_MS, Tabs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LONGEST_BUILD_SECONDS = 600
# What takes longest is begun first, so that at the end of a run no process waits for another.
BEGUN_FIRST = (
    "test_lake", "test_growth", "test_several_processes", "test_export", "test_load",
    "test_browser_curation", "test_jobs_in_the_browser", "test_accessibility",
    "test_frame_in_the_browser", "test_browser_leaving", "test_browser_hostile_texts",
)  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    """Watch over the figures of today from the first test on."""
    config.pluginmanager.register(LiveTableGuard())
    scan_once()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage in what is collected, now or while tests run: all of it stays."""
    with modules_that_stay():
        return (yield)


@pytest.hookimpl(tryfirst=True)  # before `-m browser` chooses
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that drive a browser, and run them after all others.

    Playwright's synchronous interface leaves an event loop running in the main thread, in which a
    later test could not start its own; and the quick tests should fail first. What takes minutes
    (``whole_matrix``) runs only where it is named.
    """
    if "whole_matrix" not in config.option.markexpr:
        left_out = [item for item in items if item.get_closest_marker("whole_matrix")]
        items[:] = [item for item in items if not item.get_closest_marker("whole_matrix")]
        config.hook.pytest_deselected(items=left_out)
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    driving = {item.path for item in items if item.get_closest_marker("browser")}
    places = {name: place for place, name in enumerate(BEGUN_FIRST)}
    items.sort(key=lambda item: (item.get_closest_marker("browser") is not None,
                                 item.path in driving,
                                 places.get(item.path.stem, len(places))))  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium that reaches this machine alone; one for all tests."""
    with ExitStack() as opened:
        try:
            browser = opened.enter_context(chromium(sparing=True))
        except NoBrowserError as error:
            pytest.skip(str(error))
        yield browser


@pytest.fixture(scope="session")
def frozen_data(run_folder: Path) -> Path:
    """The data directory of the frozen table; nobody writes into it."""
    return made_once(run_folder / "frozen" / "data", write_frozen_table)


@pytest.fixture(scope="session")
def database(run_folder: Path, frozen_data: Path) -> Iterator[Path]:
    """The release of the frozen table; the pages of these tests are served from it."""
    path = made_once(run_folder / "frozen" / "indicators.duckdb", lambda db: build(frozen_data, db))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("INDICATORS_DB", str(path))
        yield path


@pytest.fixture(scope="session")
def told_database(run_folder: Path) -> Path:
    """The frozen table with the communes that it tells of, each of which the bundle has a page."""
    data = made_once(run_folder / "told" / "data", write_told_areas)
    return made_once(run_folder / "told" / "indicators.duckdb", lambda db: build(data, db))


@pytest.fixture(scope="session")
def told_bundle(run_folder: Path, told_database: Path) -> Path:
    """The bundle of this table, in a folder of the name that the documents use; none writes in it.

    By the very line of the documents, so that it stands for their command too.
    """

    def exported(folder: Path) -> None:
        assert main(["export", str(folder), "--db", str(told_database)]) == 0

    return made_once(run_folder / "bundle" / "thuoc-xa", exported)


@pytest.fixture(scope="session")
def live_database(run_folder: Path) -> Path:
    """The release of the curated files of today, for what holds whatever figures they have."""
    return made_once(run_folder / "live" / "indicators.duckdb", lambda db: build(DATA, db))


@pytest.fixture(scope="session")
def country_with_release(run_folder: Path) -> Path:
    """The country that tests of curation write in copies of: ``data`` and ``release.duckdb``."""
    return made_once(run_folder / "curated" / "country", write_built_country)


@pytest.fixture(scope="module")
def kept_country(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the country with two kept releases, in which a file of tests may write."""
    once = made_once(run_folder / "kept" / "country", write_kept_country)
    return shutil.copytree(once, tmp_path_factory.mktemp("kept") / "country")


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of one run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def address(database: Path) -> Iterator[str]:
    """Serve the frozen table for all browser tests and return its address."""
    with serving(database) as url:
        yield url


def made_once(path: Path, make: Callable[[Path], object]) -> Path:
    """Return ``path``, which the first process of the run that asks for it makes."""
    path.parent.mkdir(exist_ok=True)
    with file_lock(path.with_suffix(".lock"), LONGEST_BUILD_SECONDS):
        if not path.exists():
            make(path)
    return path


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Iterator[Tabs]:
    """The tabs that tests lend one another."""
    opened = Tabs(browser)
    yield opened
    opened.close()


@pytest.fixture
def page(tabs: Tabs) -> Iterator[Page]:
    """A tab on a wide screen, with nothing of another test in it."""
    with tabs.lent(1440, 1200) as lent:
        yield lent


@pytest.fixture
def phone(tabs: Tabs) -> Iterator[Page]:
    """A tab on a telephone, as ``page``."""
    with tabs.lent(390, 844, touch=True) as lent:
        yield lent


@pytest.fixture(scope="module")
def desk(tabs: Tabs) -> Iterator[Page]:
    """A tab on a wide screen that the tests of a file share; they move in it (``moved``)."""
    with tabs.lent(1440, 1200) as lent:
        yield lent


@pytest.fixture(scope="module")
def handheld(tabs: Tabs) -> Iterator[Page]:
    """A tab on a telephone, as ``desk``."""
    with tabs.lent(390, 844, touch=True) as lent:
        yield lent


@pytest.fixture
def fresh_page(browser: Browser) -> Iterator[Page]:
    """A tab in a profile that nobody had before, for what a browser keeps between pages."""
    context = browser.new_context(viewport={"width": 1440, "height": 1200}, locale="vi-VN")
    context.set_default_timeout(LONGEST_MS)
    yield context.new_page()
    context.close()
