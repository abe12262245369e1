"""README's way to a further language: one row, one catalogue, and everything speaks it."""

import ast
import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from indicators.language import formats, text_catalogues, texts
from indicators.language.record_texts import in_language, languages_for
from indicators.open_data import composite_download, download_notes, download_tables, downloads
from indicators.own_index.composite import compose
from indicators.own_index.composite_definition import Component, CompositeDefinition
from indicators.questions.ranking import rank
from indicators.release.store import Store
from indicators.web import navigation
from tests.browser import IDLE
from tests.invented_language import CODE, ROW, add_language, marked
from tests.opened_page import opened_page
from tests.serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted([*(ROOT / "pages").rglob("*.py"), *(ROOT / "indicators").rglob("*.py")])
# What a page is asked beside the language, so that it shows as much as it can.
ASKED: dict[navigation.SitePage, dict[str, str | list[str]]] = {
    navigation.COMMUNE: {"area": "15961"},
    navigation.COMPARISON: {"area": ["15961", "08227", "24717"]},
    navigation.TREND: {"area": "15961", "indicator": "income_per_capita"},
    navigation.RANKING: {"indicator": "income_per_capita", "area": "15961"},
}


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory, frozen_data: Path) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as environment:
        add_language(tmp_path_factory.mktemp("invented"), environment)
        environment.setenv("INDICATORS_DATA", str(frozen_data))
        yield CODE


def _drawn(page: navigation.SitePage, **asked: str | list[str]) -> AppTest:
    return opened_page(Path(page.file).stem, lang=CODE, **asked)


@pytest.mark.parametrize("page", navigation.PAGES, ids=lambda page: page.address)
def test_every_page_is_drawn_in_it(
    page: navigation.SitePage, invented: str, database: Path
) -> None:
    app = _drawn(page, **ASKED.get(page, {}))
    shown = [one.value for kind in ("title", "caption", "markdown", "info", "header")
             for one in getattr(app, kind)]  # fmt: skip
    words = [text for text in shown if text.startswith("⟦")]
    assert words, shown
    assert not [text for text in shown if text in VIETNAMESE]


VIETNAMESE = frozenset(
    str(message.string) for message in texts.read_catalogue("vi") if isinstance(message.id, str)
)


@pytest.mark.parametrize("section", [
    "Catalogue", "Sources", "Ranking and intervals", "Contradictions", "Coverage",
    "Licence and release",
])  # fmt: skip
def test_every_section_of_the_methods_is_drawn_in_it(
    section: str, invented: str, database: Path
) -> None:
    app = _drawn(navigation.METHODS)
    app.session_state["methods_section"] = marked(section)
    assert not app.run().exception


def test_no_record_is_asked_for_the_column_of_one_language() -> None:
    """``record[f"name_{lang}"]`` is there for the languages of the records alone."""
    assert len(SOURCES) > 500
    asked = [
        f"{file}:{node.lineno}" for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load)
        and isinstance(node.slice, ast.JoinedStr) and "lang" in ast.unparse(node.slice)
    ]  # fmt: skip
    assert asked == []


def test_records_without_it_are_shown_in_english(invented: str, database: Path) -> None:
    app = _drawn(navigation.RANKING, indicator="income_per_capita")
    with Store(database) as store:
        indicator = rank(store, "income_per_capita").indicator
    assert app.title[0].value.startswith(f"⟦{indicator['name_en']}")
    assert any(indicator["unit_en"] in one.value for one in app.caption)


def test_the_order_of_languages_is_the_readers_english_vietnamese(invented: str) -> None:
    assert languages_for(CODE) == (CODE, "en", "vi")
    record = {"name_vi": "Dân số", "name_en": "Population", f"name_{CODE}": "Loĝantaro"}
    assert in_language(record, "name", CODE) == "Loĝantaro"
    assert in_language(record | {f"name_{CODE}": ""}, "name", CODE) == "Population"
    assert in_language(record | {f"name_{CODE}": None, "name_en": np.nan}, "name", CODE) == "Dân số"
    assert in_language({"name_vi": "Dân số", "name": "Xã Bịa"}, "name", "en") == "Dân số"
    assert in_language({"unit": "người", "unit_en": "people"}, "unit", "vi") == "người"
    assert in_language({"unit": "người", "unit_en": ""}, "unit", "en") == "người"
    assert in_language({"unit": "", "unit_en": ""}, "unit", "en") == ""
    with pytest.raises(KeyError, match="label_"):
        in_language(record, "label", "en")


def test_columns_of_frames_are_chosen_row_by_row() -> None:
    frame = pd.DataFrame({"name_vi": ["một", "hai"], "name_en": ["one", None]}, index=[7, 9])
    assert in_language(frame, "name", "en").to_dict() == {7: "one", 9: "hai"}
    assert in_language(frame, "name", "vi").to_dict() == {7: "một", 9: "hai"}
    assert in_language(frame.head(0), "name", "en").tolist() == []


def test_numbers_and_days_are_written_as_babel_says(invented: str) -> None:
    day = pd.Timestamp("2025-07-31").date()
    assert formats.number(12675.5, 1, CODE) == "12\xa0675,5"
    assert formats.separators(CODE) == ",\xa0"
    assert [formats.separators(lang) for lang in ("vi", "en")] == [",.", ".,"]
    assert formats.day(day, CODE) == "2025-Jul-31"
    assert formats.period(day.replace(day=1), day, CODE)
    assert formats.period(day.replace(month=1, day=3), day, CODE)
    assert formats.language_name("vi", CODE) == "vjetnama"


def test_downloads_carry_their_notes_in_it_too(invented: str, database: Path) -> None:
    with Store(database) as store:
        ranking = rank(store, "income_per_capita")
        table, missing = download_tables.tables_of_ranking(store, "income_per_capita")
        notes = download_notes.ranking_notes(ranking, table, missing, store.release)
    rows = _notes_of(downloads.to_xlsx(table, notes))
    english = "What is displayed"
    assert rows[0][1:] == ["Nội dung đang hiển thị", english, marked(english)]
    name = next(row for row in rows if str(row[0]).endswith(marked("Indicator")))
    assert name[3] == name[2] == ranking.indicator["name_en"] != name[1]
    assert all(len(row) == 1 + len(texts.LANGUAGES) for row in rows)


def test_the_file_of_an_index_is_told_in_it_too(invented: str, database: Path) -> None:
    definition = CompositeDefinition((Component("income_per_capita"), Component("poverty_rate")))
    with Store(database) as store:
        index = compose(store, definition)
        frame = composite_download.table(store, index)
        gaps = composite_download.missing(store, index)
        told = composite_download.notes(store, index, frame, gaps)
    assert told.sections[0].title[CODE] == marked("What is displayed")
    assert all(set(line.told) == set(texts.LANGUAGES)
               for section in told.sections for line in section.lines)  # fmt: skip


def _notes_of(xlsx: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx))[downloads.NOTES_SHEET]
    rows = sheet.iter_rows(max_col=1 + len(texts.LANGUAGES), values_only=True)
    return [list(row) for row in rows if any(row)]


def test_the_command_for_texts_begins_its_catalogue(
    invented: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_its_own = shutil.copytree(texts.LOCALE_DIRECTORY, tmp_path / "locale")
    monkeypatch.setattr(texts, "LOCALE_DIRECTORY", of_its_own)
    texts.catalogue_path(CODE).unlink()
    monkeypatch.setattr(text_catalogues, "ROOT", texts.LOCALE_DIRECTORY)
    missing = text_catalogues.update()
    assert missing["vi"] == [] and "en" not in missing
    written = texts.catalogue_path(CODE).read_text("utf-8")
    assert written.startswith(f"# {ROW.own_name}: ")
    assert len(missing[CODE]) == sum(bool(message.id) for message in texts.read_catalogue("vi"))


def test_a_reader_chooses_it_in_the_browser(page: "Page", database: Path) -> None:
    with serving(database, module="tests.invented_language") as address:
        page.goto(f"{address}{navigation.RANKING.address}?view=distribution&lang={CODE}")
        assert page.evaluate("document.documentElement.lang") == CODE
        page.wait_for_selector(IDLE)
        page.wait_for_selector(".js-plotly-plot .main-svg")
        assert page.title() == f"{marked('Ranking')} – {navigation.SITE}"
        page.get_by_role("radio", name="Tiếng Việt").click()
        page.wait_for_function("document.documentElement.lang === 'vi'")
        page.get_by_role("radio", name=ROW.own_name).click()
        page.wait_for_function("lang => document.documentElement.lang === lang", arg=CODE)
        page.wait_for_selector(IDLE)
        assert marked("Unit: {unit}.").partition("{")[0] in page.locator("body").inner_text()
