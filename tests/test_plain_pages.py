"""Plain HTML pages: numbers with sources, gaps with reasons, JSON-LD; hostile texts stay texts."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

import pandas as pd
import pytest
import sdmx
import yaml
from starlette.applications import Starlette
from starlette.testclient import TestClient

from indicators.open_data.bundle.file_sums import files_below
from indicators.open_data.export import export
from indicators.open_data.plain_pages.page_shell import PageLinks, anchor, json_ld, text
from indicators.open_data.plain_pages.plain_site import PlainSite, write_plain_site
from indicators.release.build import build
from indicators.release.store import Store
from indicators.web.plain_routes import plain_routes
from tests.hostile_country import write_hostile_country
from tests.small_country import figure, incomes, write_country

ADDRESS = "https://thuocxa.invalid"
HOSTILE = [
    "</script><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "=HYPERLINK(1)",
    "\ufeff=1+1", "hai\ndòng\u2028ba", "&lt;b&gt;", "'; DROP TABLE x; --",
]  # fmt: skip


class Read(HTMLParser):
    """The elements, links, texts and JSON-LD of a document."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.canonical = ""
        self.data = ""
        self.text = ""
        self._in_script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        assert not [name for name in given if name.startswith("on")]
        if tag == "a":
            self.links.append(given["href"] or "")
        if tag == "link" and given.get("rel") == "canonical":
            self.canonical = given["href"] or ""
        self._in_script = tag == "script"
        if tag == "script":
            assert given == {"type": "application/ld+json"}

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.data += data
        else:
            self.text += data

    @property
    def dataset(self) -> dict[str, Any]:
        return json.loads(self.data)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plain")
    figures = [*incomes("60", "70", "50", "80", "90"), figure("1.5", indicator_id="poverty_rate")]
    build(write_country(folder.joinpath("data"), figures), folder / "small.duckdb")
    return folder / "small.duckdb"


@pytest.fixture(scope="module")
def bundle(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("out") / "bundle"
    patch = pytest.MonkeyPatch()
    patch.setenv("INDICATORS_SITE_ADDRESS", f"{ADDRESS}/")
    with Store(database) as store:
        export(store, directory)
    patch.undo()
    return directory


@pytest.fixture(scope="module")
def client(database: Path) -> Iterator[TestClient]:
    patch = pytest.MonkeyPatch()
    patch.setenv("INDICATORS_DB", str(database))
    with TestClient(Starlette(routes=plain_routes()), base_url=ADDRESS) as opened:
        yield opened
    patch.undo()


def _page(bundle: Path, name: str) -> Read:
    return Read((bundle / "html" / f"{name}.html").read_text("utf-8"))


def test_a_commune_has_its_numbers_with_sources_and_its_gaps_with_reasons(bundle: Path) -> None:
    page = _page(bundle, "xa/99001")
    assert "60 triệu đồng/người/năm" in page.text
    assert "60 million VND per person per year" in page.text
    assert "https://example.invalid/bai" in page.links
    assert "chưa có số liệu" in page.text or "chưa tìm thấy" in page.text
    assert "../chi-tieu/income_per_capita.html" in page.links
    assert page.tags.count("script") == 1
    assert (bundle / "html/chi-tieu/income_per_capita.html").is_file()


def test_an_indicator_has_its_meaning_and_its_ranking(bundle: Path) -> None:
    page = _page(bundle, "chi-tieu/income_per_capita")
    assert "90 triệu đồng/người/năm" in page.text
    assert page.links.index("../xa/99005.html") < page.links.index("../xa/99004.html")
    assert "https://example.invalid/bai" in page.links


def test_files_whose_address_nobody_told_name_themselves_wherever_they_lie(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below a path of a host, an address that begins at the root leads to another site."""
    monkeypatch.delenv("INDICATORS_SITE_ADDRESS", raising=False)
    with Store(database) as store:
        write_plain_site(store, tmp_path, "")
    for name in ("xa/99001", "chi-tieu/poverty_rate"):
        page = _page(tmp_path, name)
        here = f"{ADDRESS}/below/html/{name}.html"
        assert urljoin(here, page.canonical) == here == urljoin(here, page.dataset["url"])
    assert b"<loc>/html/xa/99001.html</loc>" in (tmp_path / "sitemap.xml").read_bytes()


def test_each_page_is_a_dataset_with_its_canonical_address(bundle: Path) -> None:
    for name in ("xa/99001", "chi-tieu/poverty_rate"):
        page = _page(bundle, name)
        assert page.canonical == f"{ADDRESS}/html/{name}.html" == page.dataset["url"]
        assert page.dataset["@type"] == "Dataset"
        assert page.dataset["license"].endswith("/by/4.0/")
        assert page.dataset["variableMeasured"]
        assert len(page.dataset["description"]) >= 50  # what search engines for data ask


def test_the_sitemap_names_every_page_and_robots_name_the_sitemap(bundle: Path) -> None:
    tree = ElementTree.parse(bundle / "sitemap.xml")
    found = {one.text for one in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    pages = {path for path in files_below(bundle) if path.startswith("html/")}
    assert found == {f"{ADDRESS}/{path}" for path in pages}
    assert len(pages) > 80
    assert f"Sitemap: {ADDRESS}/sitemap.xml" in (bundle / "robots.txt").read_text("utf-8")


def test_every_link_between_pages_leads_to_one(bundle: Path) -> None:
    for path in ("xa/99001", "chi-tieu/income_per_capita"):
        for link in _page(bundle, path).links:
            if link.startswith(".."):
                assert (bundle / "html" / path / ".." / link).resolve().is_file()


def test_the_server_has_the_same_page_at_its_own_address(client: TestClient, bundle: Path) -> None:
    answer = client.get("/p/xa/99001")
    assert answer.status_code == 200
    page = Read(answer.text)
    assert page.canonical == f"{ADDRESS}/p/xa/99001"
    onward = "Tỉnh Bịa: mọi xã, phường trong một bảng", "Tỉnh Bịa: every commune at a glance"
    without = page.text
    for line in onward:
        assert line in without
        without = without.replace(f"{line}\n", "")
    assert without == _page(bundle, "xa/99001").text
    assert f"{ADDRESS}/tinh?province=99" in page.links
    again = client.get("/p/xa/99001", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head("/p/chi-tieu/poverty_rate").status_code == 200
    for name in ("xa/00000", "xa/99", "chi-tieu/happiness", "tinh/99"):
        assert client.get(f"/p/{name}").status_code == 404
    listed = re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").text)
    assert f"{ADDRESS}/p/xa/99001" in listed
    assert f"{ADDRESS}/tinh?province=99" in listed


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_stay_texts(hostile: str) -> None:
    read = Read(f"<p>{text(hostile)}</p>{anchor('javascript:alert(1)', hostile)}")
    assert (read.tags, read.links) == (["p"], [])
    script = Read(f'<script type="application/ld+json">{json_ld({"name": hostile})}</script>')
    assert script.tags == ["script"]
    assert script.dataset == {"name": hostile}


def test_a_hostile_country_leaves_every_form_harmless(tmp_path: Path) -> None:
    write_hostile_country(tmp_path / "data")
    build(tmp_path.joinpath("data"), tmp_path / "h.duckdb")
    out = tmp_path / "out"
    with Store(tmp_path / "h.duckdb") as store:
        export(store, out)
    for path in files_below(out / "html"):
        page = Read((out / "html" / path).read_text("utf-8"))
        assert set(page.tags) <= {
            "html", "head", "meta", "title", "link", "style", "script", "body", "section", "h1",
            "h2", "p", "a", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "dl", "dt",
            "dd",
        }  # fmt: skip
        assert page.dataset["@type"] == "Dataset"
        assert all(link.startswith(("../", "https://", "http://")) for link in page.links)
    for path in [one for one in files_below(out) if one.endswith(".csv")]:
        table = pd.read_csv(out / path, dtype=str, keep_default_na=False)
        words = table[[name for name in table if not re.search("value|low|high|LOW|HIGH|VALUE|"
                       "itude|distance|change", name)]]  # fmt: skip
        begins = words.map(lambda cell: cell.lstrip("\ufeff \t\n")[:1] in "=+@" and cell != "")
        assert not begins.to_numpy().any(), path
    assert yaml.safe_load((out / "CITATION.cff").read_text("utf-8"))["type"] == "dataset"
    structure: Any = sdmx.read_sdmx(out / "sdmx" / "structure.xml")
    flow = structure.dataflow["COMMUNE_FIGURES"]
    message: Any = sdmx.read_sdmx(out / "sdmx" / "data.csv", structure=flow)
    assert message.data


def test_a_page_says_that_its_country_is_invented(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(database) as store:
        monkeypatch.setitem(store.release, "synthetic", True)
        site = PlainSite(store, PageLinks(str, str))
        page, listed = site.html("xa/99001"), site.sitemap()
    assert 'content="noindex"' in page
    assert "is synthetic and says nothing" in Read(page).text
    assert b"<url>" not in listed


def test_more_areas_than_a_page_holds_are_told(
    database: Path, monkeypatch: pytest.MonkeyPatch, client: TestClient
) -> None:
    monkeypatch.setattr("indicators.open_data.plain_pages.indicator_html.MOST_LINES", 2)
    told = Read(client.get("/p/chi-tieu/income_per_capita").text).text
    assert "Còn 3 nơi nữa có số liệu" in told
