"""Takes the pictures of the README from the running dashboard.

Run from the repository: ``python docs/make_screenshots.py``. Needs the development requirements
and a Chromium, which ``tests.browser`` finds as the tests do.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page  # noqa: E402

from tests.browser import IDLE, NoBrowserError, chromium  # noqa: E402
from tests.serving import serving  # noqa: E402

FOLDER = ROOT / "docs" / "screenshots"

PICTURES = {
    "overview-vi": "/",
    "ranking-vi": "/xep-hang?indicator=income_per_capita&area=15961&area=08227",
    "comparison-en": "/so-sanh?area=15961&area=08227&area=09025&lang=en",
    "commune-vi": "/xa?area=15961",
    "methods-vi": "/phuong-phap",
}


def main() -> int:
    """Write one PNG per picture; 1 where no browser can be had."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        with chromium() as browser, serving(ROOT / "data" / "indicators.duckdb") as address:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            for name, path in PICTURES.items():
                _take(page, address + path, FOLDER / f"{name}.png")
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _take(page: Page, url: str, file: Path) -> None:
    page.goto(url)
    page.wait_for_selector(IDLE)
    page.wait_for_timeout(1500)  # plotly draws after the script has ended
    page.screenshot(path=file)
    print(file.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main())
