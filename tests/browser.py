"""A Chromium for the browser tests: one that is there, else one that can be brought."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
APPLICATIONS = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
    Path(r"C:\Program Files\Google\Chrome\Application\chrome.exe"),
    Path(r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe"),
)
# Chromium without the windows and menus that a headless one keeps as well: the same pages for some
# six parts in seven of the processor's time. A Debian package of its own.
WITHOUT_WINDOWS = "chromium-headless-shell"
START_SECONDS = 60
INSTALL_SECONDS = 300
NO_BROWSER = (
    "no Chromium, Chrome or Edge found, and none could be installed by apt-get or by Playwright; "
    "install one, or name it in the environment variable CHROMIUM"
)


class NoBrowserError(Exception):
    """This machine has no browser that starts, and none could be brought."""


# What follows the size of its window has followed it by then.
RESIZED_MS = 150
# What Streamlit writes into its page when a script has ended; the answer that came with the HTML
# has then made room for the drawn one.
IDLE = 'html:not(:has(#first-answer)) [data-testid="stApp"][data-test-script-state="notRunning"]'


def settle(page: Page) -> None:
    """Wait as a reader does: no press, and no file, while the page is being drawn anew."""
    page.wait_for_timeout(300)
    page.wait_for_selector(IDLE)
    page.wait_for_load_state("networkidle")


def widened(page: Page, width: int, height: int) -> None:
    """Give the window this size in pixels, in place of opening its page anew, and have it drawn."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(RESIZED_MS)
    page.wait_for_selector(IDLE)


# The document itself cannot be too wide: what goes over the edge makes the part below the menu
# scroll.
FITS = """width => innerWidth === width
  && [document.documentElement, document.querySelector('[data-testid="stMain"]')]
    .every(one => one.scrollWidth <= one.clientWidth)"""


def wait_until_it_fits(page: Page, width: int) -> None:
    """Wait until nothing of the page is wider than its window of this width in pixels.

    What is drawn to the measure of its window follows it a moment later. Raises Playwright's
    ``TimeoutError`` where something stays wider.
    """
    page.wait_for_function(FITS, arg=width)


LONGEST_MOVE_MS = 60_000  # many tests at once on a small machine
# As a link of the site does: the address is changed, and the frontend that is there asks for it.
# Its element may go from "not running" to "not running" in one drawing; its runs have numbers.
MOVE = """([url, longest]) => new Promise((moved, failed) => {
  const drawn = document.querySelector('[data-testid="stApp"]');
  let part = drawn[Object.keys(drawn).find(key => key.startsWith("__reactFiber$"))];
  while (!part.stateNode?.state?.scriptRunId) part = part.return;
  const frontend = part.stateNode, before = frontend.state.scriptRunId, began = Date.now();
  history.pushState(history.state, "", url);
  dispatchEvent(new PopStateEvent("popstate", {state: history.state}));
  const watch = setInterval(() => {
    const late = Date.now() - began > longest;
    if (!late && (frontend.state.scriptRunId === before
                  || frontend.state.scriptRunState !== "notRunning")) return;
    clearInterval(watch);
    late ? failed(`${url}: the page was not drawn anew`) : moved();
  }, 30);
})"""


def moved(page: Page, url: str) -> None:
    """Have the page at ``url`` drawn, in the frontend that runs where one of this site does.

    A reader who follows a link comes to a page so, for a third of the processor time of a document
    that is loaded. Whoever asks what an address answers by itself takes ``page.goto``.
    """
    site = "/".join(url.split("/", 3)[:3])
    if page.url.startswith(f"{site}/") and page.locator(IDLE).count():
        page.evaluate(MOVE, [url, LONGEST_MOVE_MS])
    else:
        page.goto(url)
    page.wait_for_selector(IDLE)
    page.wait_for_selector("h1")


@contextmanager
def chromium(*, sparing: bool = False) -> Iterator[Browser]:
    """A headless Chromium that reaches this machine alone; one driver for tests and measurements.

    ``sparing`` saves processor time over many pages (``SPARING``, ``WITHOUT_WINDOWS``); a
    measurement takes the browser as its readers have it. Raises ``NoBrowserError`` where there is
    none to be had.
    """
    from playwright.sync_api import sync_playwright

    executable = find_or_install_chromium(sparing)
    if executable is None:
        raise NoBrowserError(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, headless=True, args=launch_arguments(sparing)
        )
        try:
            yield browser
        finally:
            browser.close()


def find_or_install_chromium(sparing: bool = False) -> Path | None:
    """Return the executable of a browser that starts, installing one where that is allowed.

    Tried in this order: the environment variable CHROMIUM, with ``sparing`` the one without
    windows, the PATH and the usual places of applications, Playwright's own copy, Debian's package
    (as root), Playwright's download. None means that each of these failed; the reasons are printed.

    Raises FileNotFoundError when CHROMIUM is set to something that does not start.
    """
    if named := os.environ.get("CHROMIUM"):
        return _named_browser(named)
    sources: tuple[Callable[[], Path | None], ...] = (
        *((_browser_without_windows,) if sparing else ()),
        _installed_browser,
        _playwright_browser,
        _debian_browser,
        _downloaded_browser,
    )
    for source in sources:
        if browser := source():
            return browser
    print(NO_BROWSER, file=sys.stderr)
    return None


# All pages of a profile share one process: with a process for each site, every way from a blank tab
# to the site starts another, which reads and compiles Streamlit's frontend anew and takes twice the
# processor's time. What a page may do to another is the same in both. There is no display, so pages
# are drawn without the emulated graphics card, which no chart here asks for, and by no process of
# its own. No page lives as long as it takes for V8's two last and dearest compilers to be worth
# their work.
SPARING = (
    "--disable-gpu",
    "--disable-site-isolation-trials",
    "--disable-software-rasterizer",
    "--in-process-gpu",
    "--js-flags=--no-opt,--no-maglev",
    "--process-per-site",
)


def launch_arguments(sparing: bool = False) -> list[str]:
    """Return Chromium's arguments for a test: this machine alone is reachable, nothing is updated.

    A page that needs anything from elsewhere fails under these, as it would without a network.
    """
    arguments = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-dev-shm-usage",  # containers give /dev/shm 64 MB: a large page would crash
        "--disable-sync",
        "--force-color-profile=srgb",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
        "--no-first-run",
        "--no-proxy-server",
        *(SPARING if sparing else ()),
    ]
    if _is_root():
        arguments.append("--no-sandbox")  # Chromium's sandbox refuses to start for root
    return arguments


def _named_browser(named: str) -> Path:
    """Return the browser that CHROMIUM names, a path or a command."""
    found = shutil.which(named)
    if found and _starts(Path(found)):
        return Path(found)
    raise FileNotFoundError(
        f"CHROMIUM={named}: found no browser that starts, expected the path or the command of a "
        "Chromium, Chrome or Edge; correct the variable or unset it to have one looked for"
    )


def _browser_without_windows() -> Path | None:
    found = shutil.which(WITHOUT_WINDOWS)
    return Path(found) if found and _starts(Path(found)) else None


def _installed_browser() -> Path | None:
    """Return the first browser on the PATH or in the usual places that starts."""
    on_path = [Path(found) for name in COMMANDS if (found := shutil.which(name))]
    there = [path for path in APPLICATIONS if path.is_file()]
    return next((path for path in on_path + there if _starts(path)), None)


def _playwright_browser() -> Path | None:
    """Return the Chromium that Playwright has downloaded before."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() and _starts(path) else None


def _debian_browser() -> Path | None:
    """Install Debian's package `chromium`, where apt-get is there and this user may use it."""
    if not shutil.which("apt-get") or not _is_root():
        return None
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
    if not _succeeds(install):  # a fresh image has no lists of packages yet
        _succeeds(["apt-get", "update", "-qq"])
        _succeeds(install)
    return _installed_browser()


def _downloaded_browser() -> Path | None:
    """Have Playwright download its Chromium."""
    downloaded = _succeeds([sys.executable, "-m", "playwright", "install", "chromium"])
    return _playwright_browser() if downloaded else None


def _starts(executable: Path) -> bool:
    """Tell whether the program runs at all; Ubuntu's `chromium-browser` may be an empty shell."""
    return _succeeds([str(executable), "--version"], seconds=START_SECONDS)


def _succeeds(command: Sequence[str], seconds: int = INSTALL_SECONDS) -> bool:
    """Run a command without questions; when it fails, print why and return False."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=seconds,
            env=environment,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"{' '.join(command)}: {error}", file=sys.stderr)
        return False
    if done.returncode != 0:
        last_lines = "\n".join(done.stderr.strip().splitlines()[-3:])
        print(f"{' '.join(command)}: exit {done.returncode}: {last_lines}", file=sys.stderr)
    return done.returncode == 0


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
