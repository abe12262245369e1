"""What the HTML of each page says before a script runs: language, title, description, tags."""

import re
import urllib.request
from collections.abc import Iterator
from html import unescape

import pytest

from indicators.language.texts import LANGUAGES
from indicators.release.build import build
from indicators.release.store import Store
from indicators.web.drawn.page_pictures import picture_of_page
from indicators.web.navigation import PAGES
from tests.serving import serving
from tests.small_country import figure, incomes, write_country


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("heads")
    figures = [*incomes("60", "80", "40", "50", "70"),
               figure("5.5", area_code="99001", indicator_id="poverty_rate")]  # fmt: skip
    build(write_country(folder / "data", figures), folder / "country.duckdb")
    with serving(folder / "country.duckdb") as address:
        yield address


def _html(url: str) -> str:
    with urllib.request.urlopen(url) as answer:
        return str(answer.read().decode())


def _title(html: str) -> str:
    found = re.search(r"<title>(.*?)</title>", html)
    assert found is not None
    return unescape(found[1])


def _tags(html: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', html)
    return {name: unescape(value) for name, value in found}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_has_a_title_a_description_and_tags_of_its_own(site: str, lang: str) -> None:
    heads = {page.path: _html(f"{site}{page.address}?lang={lang}") for page in PAGES}
    for path, html in heads.items():
        tags = _tags(html)
        assert html.startswith("<!") and f'<html lang="{lang}">' in html, path
        assert tags["og:title"].startswith(_title(html).partition(" – ")[0]), path
        assert tags["og:description"] == tags["description"], path
        assert len(tags["description"]) > 60, path
    assert len({_title(html) for html in heads.values()}) == len(PAGES)
    assert len({_tags(html)["description"] for html in heads.values()}) == len(PAGES)


@pytest.mark.parametrize("page, about", [
    ("/xep-hang?indicator=income_per_capita&province=99", ("Thu nhập", "Tỉnh Bịa")),
    ("/xa?area=99003", ("Bịa Ba",)), ("/so-sanh?area=99001&area=99002", ("Bịa Một", "Bịa Hai")),
])  # fmt: skip
def test_the_title_of_the_tab_names_what_the_page_is_about(
    site: str, page: str, about: tuple[str, ...]
) -> None:
    title = _title(_html(f"{site}{page}"))
    assert all(word in title for word in about) and "Thước Xã" in title


def test_a_page_of_one_province_tells_of_its_map(database: object) -> None:
    with Store(database) as store:  # type: ignore[arg-type]
        found = picture_of_page(store, "tinh", {"province": "38", "sort": "name"})
    assert found is not None
    assert found.path("/chart", "svg").endswith("?province=38")
    assert found.path("/chart", "svg").startswith("/chart/map/")


@pytest.mark.parametrize("path", ["xep-hang", "ban-do", "tinh"])
def test_an_unknown_indicator_gives_the_picture_of_what_the_page_shows(
    database: object, path: str
) -> None:
    """The page falls back to its default; a picture of what does not exist is none."""
    with Store(database) as store:  # type: ignore[arg-type]
        found = picture_of_page(store, path, {"indicator": "no_such_indicator"})
        usual = picture_of_page(store, path, {})
    assert found == usual and found is not None
