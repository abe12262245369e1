"""The pictures of the documents, the tour and the README's list of pages keep together."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from indicators.web.navigation import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
TOUR = ROOT / "docs" / "tour.md"
LARGEST_BYTES = 2_000_000  # of all pictures together
SHOWN = re.compile(r"!\[ (?P<words>[^\]]*) \] \( (?P<file>[^)]+) \)", re.VERBOSE)
HEADING = re.compile(
    r"^\#\# \s \d \. \s \[ [^\]]+ \] \( http://127\.0\.0\.1:8501 (?P<path>[^)]*) \)",
    re.VERBOSE | re.MULTILINE,
)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """``docs/make_screenshots.py``, which is no module of a package."""
    spec = importlib.util.spec_from_file_location(
        "make_screenshots", ROOT / "docs/make_screenshots.py"
    )
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def shown(document: Path) -> list[tuple[Path, str]]:
    """The pictures of a document with their words, in its order."""
    found = SHOWN.finditer(document.read_text("utf-8"))
    return [((document.parent / one["file"]).resolve(), one["words"]) for one in found]


def test_one_command_takes_the_pictures_that_are_there(script: ModuleType) -> None:
    assert {file.name for file in FOLDER.iterdir()} == {f"{name}.webp" for name in script.PICTURES}


def test_documents_show_every_picture_and_say_what_it_shows() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    pictures = [one for document in documents for one in shown(document)]
    assert {file for file, _words in pictures} == set(FOLDER.iterdir())
    assert all(words.strip() for _file, words in pictures)


def test_pictures_are_small_and_can_be_opened() -> None:
    files = sorted(FOLDER.iterdir())
    assert sum(file.stat().st_size for file in files) < LARGEST_BYTES
    for file in files:
        with Image.open(file) as picture:
            picture.load()
            assert picture.format == "WEBP"


def test_each_step_of_the_tour_leads_to_the_page_of_its_picture(script: ModuleType) -> None:
    paths = [one["path"] for one in HEADING.finditer(TOUR.read_text("utf-8"))]
    assert paths == [picture.path for picture in script.PICTURES.values()]
    assert [file.stem for file, _words in shown(TOUR)] == list(script.PICTURES)


def test_the_readme_lists_every_page_and_links_the_tour() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    listed = re.findall(r"^\| `(/[a-z-]*)` .* · .* \| .* \|$", text, re.MULTILINE)
    assert listed == [page.address for page in PAGES]
    assert "(docs/tour.md)" in text


def test_a_page_with_an_error_gives_no_picture(script: ModuleType, page: "Page") -> None:
    html = (
        '<div data-testid="stApp" data-test-script-state="notRunning">seen'
        '<div data-testid="stAlertContentError">bịa: hỏng</div></div>'
    )
    page.route(
        "**/*", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")
    )
    with pytest.raises(script.FaultyPageError, match=r"/bia: .* bịa: hỏng"):
        script._taken(page, "http://127.0.0.1:9", script.Picture("/bia", ".never"))
