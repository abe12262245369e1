"""Names that begin like a formula and go on as markup, at every address: text wherever they are."""

import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pypdf
import pytest
import streamlit
from starlette.applications import Starlette

from indicators.commands.command_line import main
from indicators.harmless_text import harmless
from indicators.release.build import build
from tests import fuzz_targets
from tests.asgi import ask
from tests.hostile_country import MARKUP, REMARKS
from tests.small_country import AREAS, figure, source, write_areas, write_country

FORMULA = '=HYPERLINK("http://evil.example","x")'
STATIC = Path(streamlit.__file__).parent / "static"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A country of six communes whose names, sources and remarks are formulas and markup."""
    folder = tmp_path_factory.mktemp("doors")
    areas = [(code, level, kind, f"{FORMULA} {MARKUP} {code}", parent)
             for code, level, kind, _name, parent in AREAS]  # fmt: skip
    remarks = {name: f"=1+1 {text}" for name, text in REMARKS.items()}
    sources = [source("bia-press", publisher=f"@SUM(1) {MARKUP}", title=f"+1 {MARKUP}",
                      note=f"-1 {MARKUP}")]  # fmt: skip
    figures = [figure(f"{value}.5", area_code=f"9900{n}", indicator_id=one, **remarks)
               for n in range(1, 7)
               for one, value in (("income_per_capita", 60 + n), ("poverty_rate", n))]  # fmt: skip
    figures.append(figure("77", area_code="99001", revision="2", recorded_on="2026-01-04",
                          **remarks))  # fmt: skip
    data = write_country(folder / "data", figures, sources)
    write_areas(data, areas)
    build(data, folder / "release.duckdb")
    return folder / "release.duckdb"


@pytest.fixture
def doors(release: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Starlette, Starlette]:
    monkeypatch.setenv("INDICATORS_DB", str(release))
    return fuzz_targets.api_application(), fuzz_targets.page_application(STATIC)


class _Markup(HTMLParser):
    """Tags, attributes and texts of a document, as a browser would make of it."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def _obeys(document: str) -> list[str]:
    """What of a document would act for whoever wrote the names: handlers, pictures, links."""
    read = _Markup(document)
    acting = [f"{name}={value[:80]}" for name, value in read.attributes
              if name.startswith("on") or value.strip().lower().startswith("javascript:")
              or (name in ("href", "src", "action", "data", "xlink:href")
                  and re.match(r"https?://(evil|e/|www\.evil)", value))]  # fmt: skip
    return acting + [tag for tag in read.tags if tag in ("iframe", "object", "foreignobject")]


API = ("areas?q=99001", "areas", "indicators", "sources", "observations?indicator=poverty_rate",
       "ranking/income_per_capita", "profile/99001", "compare?area=99001,99002")  # fmt: skip


@pytest.mark.parametrize("asked", API)
def test_no_cell_of_a_csv_of_the_api_calculates(
    doors: tuple[Starlette, Starlette], asked: str
) -> None:
    answer = ask(doors[0], f"/api/v1/{asked}{'&' if '?' in asked else '?'}format=csv")
    assert answer.status_code == 200
    table = pd.read_csv(io.BytesIO(answer.content), dtype=str, keep_default_na=False)
    cells = [cell for name in table for cell in table[name]]
    assert [cell for cell in cells if harmless(cell) != cell and not _is_number(cell)] == []
    assert asked == "indicators" or any("evil.example" in cell for cell in cells)
    told = ask(doors[0], f"/api/v1/{asked}")
    assert told.headers["content-type"] == "application/json"
    assert told.headers["x-content-type-options"] == "nosniff"


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", cell) is not None


def test_a_feed_holds_texts_and_nothing_else(doors: tuple[Starlette, Starlette]) -> None:
    for query in ("", "?area=99001", "?indicator=income_per_capita"):
        root = ElementTree.fromstring(ask(doors[0], f"/api/v1/changes.atom{query}").content)
        names = {one.tag.split("}")[1] for one in root.iter()}
        assert names == {"feed", "id", "title", "updated", "link", "author", "name", "entry",
                         "category", "summary"}  # fmt: skip
        assert {one.get("type", "text") for one in root.iter() if one.text} == {"text"}
        assert MARKUP in " ".join(one.text or "" for one in root.iter())
        links = [str(one.get("href")) for one in root.iter() if one.get("href")]
        assert all(link.startswith("http://localhost/") for link in links)


DRAWN = ("/chart/ranking/income_per_capita.svg", "/chart/area/99001.svg",
         "/chart/comparison.svg?area=99001,99002",
         "/embed/ranking/income_per_capita", "/embed/area/99001")  # fmt: skip


@pytest.mark.parametrize("path", DRAWN)
def test_a_drawing_and_an_embed_hold_texts(doors: tuple[Starlette, Starlette], path: str) -> None:
    answer = ask(doors[1], path)
    assert answer.status_code == 200
    assert _obeys(answer.text) == []
    assert "script" not in _Markup(answer.text).tags
    assert "default-src 'none'" in answer.headers["content-security-policy"]


PAGES = ("/xep-hang?indicator=income_per_capita", "/xa?area=99001", "/so-sanh?area=99001,99002",
         "/p/xa/99001", "/p/chi-tieu/income_per_capita",
         f"/xa?area={quote(FORMULA)}{quote(MARKUP)}", f"/xep-hang?{quote(MARKUP)}=1")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_the_head_of_a_page_holds_texts(doors: tuple[Starlette, Starlette], path: str) -> None:
    answer = ask(doors[1], path)
    assert answer.status_code == 200
    assert _obeys(answer.text) == []
    assert not [tag for tag in _Markup(answer.text).tags if tag == "img"]


def test_oembed_escapes_what_it_puts_into_markup(doors: tuple[Starlette, Starlette]) -> None:
    url = quote("http://localhost/xa?area=99001", safe="")
    told: dict[str, Any] = ask(doors[1], f"/oembed?url={url}").json()
    read = _Markup(str(told["html"]))
    assert (read.tags, read.texts) == (["iframe"], [])
    assert dict(read.attributes)["src"].startswith("http://localhost/embed/")


@pytest.mark.parametrize("form", ["pdf", "docx"])
@pytest.mark.parametrize("asked", ["commune/99001", "province/99", "comparison?area=99001,99002"])
def test_a_report_runs_nothing_and_leads_nowhere_else(
    doors: tuple[Starlette, Starlette], asked: str, form: str
) -> None:
    name, _mark, query = asked.partition("?")
    answer = ask(doors[1], f"/report/{name}.{form}{'?' if query else ''}{query}")
    assert answer.status_code == 200
    found = _pdf_actions(answer.content) if form == "pdf" else _docx_actions(answer.content)
    assert [
        one
        for one in found
        if not one.startswith(
            ("https://example.invalid/", "http://localhost/", "https://creativecommons.org/")
        )
    ] == []


def _pdf_actions(content: bytes) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(content))
    for name in (b"/JavaScript", b"/Launch", b"/SubmitForm", b"/OpenAction", b"/EmbeddedFile"):
        assert name not in content
    notes = [one.get_object() for page in reader.pages for one in page.get("/Annots", [])]
    return [str(note["/A"].get("/URI")) for note in notes if "/A" in note]


def _docx_actions(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()
                 if name.endswith((".xml", ".rels"))}  # fmt: skip
    fields = re.findall(r"<w:instrText[^>]*>([^<]*)<", "".join(parts.values()))
    assert {one.split()[0] for one in fields if one.strip()} <= {"PAGE", "NUMPAGES", "HYPERLINK"}
    assert not [name for name in parts if "vba" in name.lower() or "embedding" in name.lower()]
    found = []
    for name, text in parts.items():
        if name.endswith(".rels"):
            found += [str(one.get("Target")) for one in ElementTree.fromstring(text)
                      if one.get("TargetMode") == "External"]  # fmt: skip
    return found


@pytest.mark.parametrize("verb", [["rank", "income_per_capita"], ["profile", "99001"],
                                  ["compare", "99001", "99002"]])  # fmt: skip
def test_no_cell_of_a_workbook_calculates_or_links(
    release: Path, tmp_path: Path, verb: list[str]
) -> None:
    out = tmp_path / "table.xlsx"
    assert main([*verb, "--db", str(release), "--out", str(out)]) == 0
    cells = [cell for sheet in openpyxl.load_workbook(out).worksheets for row in sheet.iter_rows()
             for cell in row if cell.value is not None]  # fmt: skip
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert [text for text in texts if harmless(text) != text] == []
    assert any("evil.example" in text for text in texts)
    links = [cell.hyperlink.target for cell in cells if cell.hyperlink]
    assert all(link.startswith("https://example.invalid/") for link in links if link)
