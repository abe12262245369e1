"""Takes the pictures of the README and of the tour from the running dashboard.

Run from the repository: ``python docs/make_screenshots.py``. Needs the development requirements
and a Chromium, which ``tests.browser`` finds as the tests do. All pages are seen before the first
picture is replaced: a page that shows an error leaves the folder as it was.
"""

import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402
from playwright.sync_api import Page  # noqa: E402

from tests.browser import IDLE, NoBrowserError, chromium  # noqa: E402
from tests.serving import serving  # noqa: E402

FOLDER = ROOT / "docs" / "screenshots"
WIDTH = 1280  # CSS pixels: the menu stands in one row
SCALE = 1.5  # pixels for one of CSS: letters stay sharp where a document shows the picture smaller
QUALITY = 80  # of WebP, 0 to 100: no ring is seen around letters
LONGEST_MS = 120_000  # a busy machine
# Charts are drawn after the script has ended.
DRAWN_MS = 2_500
# What Streamlit shows where a script or a part of a page has failed.
FAULT = '[data-testid="stException"], [data-testid="stAlertContentError"]'


class FaultyPageError(Exception):
    """A page shows an error in place of what the picture is for."""


@dataclass(frozen=True)
class Picture:
    """One view: where it is, how much of it is seen, and what must be there first.

    ``height`` in CSS pixels. ``pressed`` is pressed before, and ``last`` stands at the lower edge.
    """

    path: str
    ready: str
    height: int = 860
    pressed: str = ""
    last: str = ""


# In the order of docs/tour.md, which links each address.
PICTURES = {
    "1-overview": Picture("/", ".tx-drawn svg", 900),
    "2-ranking": Picture("/xep-hang?indicator=budget_revenue_vs_plan&province=25", ".leaving"),
    "3-province": Picture("/tinh?province=25", "table[role=grid]"),
    "4-commune": Picture("/xa?area=08227", ".leaving"),
    "5-comparison": Picture("/so-sanh?area=08227&area=09025&area=08935", "table[role=grid]"),
    "6-take-away": Picture(
        "/so-sanh?area=08227&area=09025&area=08935&indicator=poverty_rate", ".leaving", 620,
        pressed='[data-way="cite"]', last=".leaving",
    ),
}  # fmt: skip


def main() -> int:
    """Write one WebP per picture; 1 where no browser can be had or a page is faulty."""
    try:
        with chromium() as browser, serving(ROOT / "data" / "indicators.duckdb") as address:
            page = browser.new_page(device_scale_factor=SCALE)
            page.set_default_timeout(LONGEST_MS)
            taken = {name: _taken(page, address, one) for name, one in PICTURES.items()}
    except (NoBrowserError, FaultyPageError) as error:
        print(error, file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, pixels in taken.items():
        file = FOLDER / f"{name}.webp"
        Image.open(BytesIO(pixels)).convert("RGB").save(file, quality=QUALITY, method=6)
        print(file.relative_to(ROOT), file.stat().st_size, "bytes")
    return 0


def _taken(page: Page, address: str, picture: Picture) -> bytes:
    """The view as PNG; raises ``FaultyPageError`` with what the page says of its fault."""
    page.set_viewport_size({"width": WIDTH, "height": picture.height})
    page.goto(address + picture.path)
    page.wait_for_selector(IDLE)
    page.wait_for_selector(f"{picture.ready}, {FAULT}")
    page.wait_for_timeout(DRAWN_MS)
    if faults := page.locator(FAULT).all_inner_texts():
        raise FaultyPageError(f"{picture.path}: the page shows an error: {faults[0]}")
    if picture.pressed:
        page.locator(picture.pressed).first.click()
    if picture.last:
        page.locator(picture.last).first.evaluate("part => part.scrollIntoView({block: 'end'})")
    return page.screenshot()


if __name__ == "__main__":
    sys.exit(main())
