"""The same number in everything that leaves: page, files, answers, bundle, report and picture.

One invented commune has the figures that forms get wrong: a share below 1, a thousandth, thousands
with a decimal, a share of two counts, a "more than". A second country has other figures in the same
places; there everything must tell these: no way out is true whatever the release says.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pandas as pd
import pypdf
import pytest
from starlette.applications import Starlette

from indicators.commands.command_line import main
from indicators.open_data.export import export
from indicators.open_data.table_files import TableFile, areas_file, ranking_file
from indicators.pictures.kinds import picture
from indicators.pictures.picture import PictureQuestion
from indicators.questions.ranking import rank
from indicators.release.build import build
from indicators.release.store import Store
from indicators.reports.asked_report import ReportQuestion
from indicators.reports.making import report_file
from indicators.web.api.api_routes import Api
from tests.answer_table import rows_of
from tests.asgi import ask
from tests.opened_page import opened_page
from tests.picture_boxes import text_boxes
from tests.small_country import figure, write_country

AREA, PROVINCE = "99001", "99"


@dataclass(frozen=True)
class Told:
    """A figure: what the table of figures holds, the number to its last bit, and read aloud."""

    cells: Mapping[str, str]
    number: float
    words: str

    @property
    def key(self) -> tuple[float, str, str]:
        """What every form for programs has to give: the number, the print and its qualifier."""
        printed = self.cells["value"].replace(".", ",")
        return self.number, printed, self.cells.get("qualifier", "exact")


FIGURES = {
    "poverty_rate": Told({"value": "0.624"}, 0.624, "0,624%"),
    "near_poverty_rate": Told({"value": "0.001"}, 1e-3, "0,001%"),
    "gross_output": Told({"value": "1234.5"}, 1234.5, "1.234,5 tỷ đồng"),
    "online_dossier_share": Told({"value": "97.1", "numerator": "5839", "denominator": "6012"},
                                 100 * 5839 / 6012, "97,12%"),
    "ontime_dossier_share": Told({"value": "97", "qualifier": "at_least"}, 97.0, "hơn 97%"),
}  # fmt: skip
OTHER_FIGURES = {
    "poverty_rate": Told({"value": "0.625"}, 0.625, "0,625%"),
    "near_poverty_rate": Told({"value": "0.002"}, 0.002, "0,002%"),
    "gross_output": Told({"value": "1234.6"}, 1234.6, "1.234,6 tỷ đồng"),
    "online_dossier_share": Told({"value": "97.2", "numerator": "5841", "denominator": "6012"},
                                 100 * 5841 / 6012, "97,16%"),
    "ontime_dossier_share": Told({"value": "97"}, 97.0, "97%"),
}  # fmt: skip


@dataclass(frozen=True)
class Country:
    """A country with its figures, its release and its bundle."""

    figures: Mapping[str, Told]
    store: Store
    bundle: Path


def _made(folder: Path, figures: Mapping[str, Told]) -> Country:
    """Five communes beside the one of ``figures`` have plain numbers, so that it is ranked."""
    rows = [figure(**told.cells, indicator_id=name, area_code=AREA)
            for name, told in figures.items()]  # fmt: skip
    rows += [figure(str(10 + n), indicator_id=name, area_code=f"9900{n}")
             for name in figures for n in range(2, 7)]  # fmt: skip
    build(write_country(folder / "data", rows), folder / "country.duckdb")
    store = Store(folder / "country.duckdb")
    export(store, folder / "bundle")
    return Country(figures, store, folder / "bundle")


@pytest.fixture(scope="module")
def countries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Country]]:
    made = {"one": _made(tmp_path_factory.mktemp("one"), FIGURES),
            "other": _made(tmp_path_factory.mktemp("other"), OTHER_FIGURES)}  # fmt: skip
    yield made
    for country in made.values():
        country.store.close()


@pytest.fixture(params=["one", "other"])
def country(
    request: pytest.FixtureRequest, countries: dict[str, Country], monkeypatch: pytest.MonkeyPatch
) -> Country:
    chosen = countries[request.param]
    monkeypatch.setenv("INDICATORS_DB", str(chosen.store.path))
    return chosen


# --- What programs read ---------------------------------------------------------------------------

Rows = list[dict[str, Any]]


def _csv(content: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def _csv_vn(content: bytes) -> Rows:
    """As Excel under a Vietnamese locale has it: decimal commas, ``="01"`` is the text 01."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    told = [{name: re.sub(r'^="(.*)"$', r"\1", cell) for name, cell in row.items()} for row in rows]
    return [{**row, "value": float(row["value"].replace(".", "x").replace(",", "."))}
            for row in told]  # fmt: skip


def _xlsx(content: bytes) -> Rows:
    """The first row is the headings for people, the second the names of the columns."""
    lines = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    next(lines)
    names = [str(name) for name in next(lines)]
    rows = [dict(zip(names, line, strict=True)) for line in lines]
    assert all(isinstance(row["value"], int | float) for row in rows), "a number as text"
    return rows


def _parquet(content: bytes) -> Rows:
    return [{str(name): cell for name, cell in row.items()}
            for row in pd.read_parquet(io.BytesIO(content)).to_dict("records")]  # fmt: skip


def _json(content: bytes) -> Rows:
    rows: Rows = json.loads(content)["rows"]
    return rows


READERS: dict[str, Callable[[bytes], Rows]] = {
    "csv": _csv, "csv-vn": _csv_vn, "xlsx": _xlsx, "parquet": _parquet, "json": _json,
}  # fmt: skip


def _of_area(country: Country, form: str) -> Rows:
    return READERS[form](areas_file(country.store, [AREA]).content(form))


def _ranked(country: Country, form: str) -> Rows:
    """The files of all rankings one below the other."""
    found: list[TableFile] = [
        ranking_file(country.store, rank(country.store, name)) for name in country.figures
    ]
    return [row for file in found for row in READERS[form](file.content(form))]


def _answered(country: Country, path: str, form: str) -> Rows:
    answer = ask(Starlette(routes=Api().routes()), f"/api/v1/{path}")
    assert answer.status_code == 200, answer.text
    return READERS[form](answer.content)


def _rankings_answered(country: Country) -> Rows:
    return [{**row, "indicator_id": name} for name in country.figures
            for row in _answered(country, f"ranking/{name}", "json")]  # fmt: skip


def _printed(country: Country, *arguments: str) -> bytes:
    with redirect_stdout(io.StringIO()) as out:
        assert main([*arguments, "--db", str(country.store.path)]) == 0
    return out.getvalue().encode("utf-8")


def _in_bundle(country: Country, place: str, form: str) -> Rows:
    return READERS[form]((country.bundle / f"{place}.{form}").read_bytes())


def _by_indicator(country: Country, form: str) -> Rows:
    return [row for name in country.figures
            for row in _in_bundle(country, f"indicators/{name}", form)]  # fmt: skip


DOWNLOADS, API_FORMS = ("csv", "csv-vn", "xlsx", "parquet"), ("json", "csv", "parquet")
PROGRAMS: dict[str, Callable[[Country], Rows]] = {
    **{f"figures of an area, {form}": partial(_of_area, form=form) for form in DOWNLOADS},
    **{f"ranking, {form}": partial(_ranked, form=form) for form in DOWNLOADS},
    **{f"API figures, {form}": partial(
        _answered, path=f"observations?area={AREA}&format={form}", form=form)
       for form in API_FORMS},
    "API profile": partial(_answered, path=f"profile/{AREA}", form="json"),
    "API ranking": _rankings_answered,
    "command line": lambda country: json.loads(
        _printed(country, "profile", AREA, "--format", "json")),
    **{f"bundle, whole table, {form}": partial(_in_bundle, place="observations", form=form)
       for form in ("csv", "parquet", "xlsx")},
    **{f"bundle, indicators, {form}": partial(_by_indicator, form=form) for form in API_FORMS},
    **{f"bundle, provinces, {form}": partial(
        _in_bundle, place=f"provinces/{PROVINCE}", form=form) for form in API_FORMS},
    "bundle, rankings": partial(_in_bundle, place="rankings", form="csv"),
    "bundle, answer": lambda country: _json(
        (country.bundle / f"api/v1/profile/{AREA}").read_bytes()),
}  # fmt: skip


@pytest.mark.parametrize("way", PROGRAMS)
def test_programs_read_the_number_with_its_print_and_qualifier(way: str, country: Country) -> None:
    found = {
        row["indicator_id"]: (float(row["value"]), str(row["as_printed"]), row["qualifier"])
        for row in PROGRAMS[way](country)
        if row["area_code"] == AREA and row["indicator_id"] in country.figures
    }
    assert found == {name: told.key for name, told in country.figures.items()}


def test_sdmx_has_the_number(country: Country) -> None:
    rows = _csv((country.bundle / "sdmx/data.csv").read_bytes())
    found = {row["INDICATOR"]: (float(row["OBS_VALUE"]), row["QUALIFIER"])
             for row in rows if row["AREA"] == AREA}  # fmt: skip
    assert found == {name: (told.number, told.key[2]) for name, told in country.figures.items()}


# --- What people read -----------------------------------------------------------------------------


NUMBER_ALONE = re.compile(r"(?:hơn\ )? \d[\d.,]*", re.VERBOSE)
# As people read it: with the word before it and the unit behind.
NUMBER = re.compile(rf"{NUMBER_ALONE.pattern} (?:% | \ tỷ\ đồng)?", re.VERBOSE)


# What stands in the column of values of the table on the page of a commune.
VALUE_CELL = re.compile(r'<td[^>]*class="tx-value">([^<]+)')


def _plain(text: str) -> str:
    """Text without the marks of Markdown, blanks of every kind as one."""
    return " ".join(text.replace("\\", "").split())


def _text(html: str) -> str:
    """What is between the tags, each piece on a line of its own."""
    return unescape(re.sub("<[^>]+>", "\n", html))


def _page_of_commune(_country: Country) -> str:
    app = opened_page("commune", area=AREA)
    (table,) = [one.value for one in app.html if "<table" in one.value]
    return "\n".join(unescape(cell) for cell in VALUE_CELL.findall(table))


def _dot_of_plain_number(rows: Mapping[str, Mapping[str, Any]], number: float) -> float:
    """Where the dot of the plain 16 has to lie, if those of the area and of the 12 are right.

    An area whose number is far out stands beyond the end of the scale with a sign; there the dot of
    the plain 13 takes its part.
    """
    beyond = rows[AREA].get("beyond")
    assert beyond in (None, "›" if number > 16 else "‹")
    other, at = (rows["99003"], 13.0) if beyond else (rows[AREA], number)
    twelve = rows["99002"]["dot"]
    return float(twelve + (16 - 12) * (other["dot"] - twelve) / (at - 12))


def _page_of_ranking(country: Country) -> str:
    told = []
    for name in country.figures:
        rows = {row["code"]: row for row in rows_of(opened_page("ranking", indicator=name))}
        shown = rows[AREA]
        expected = _dot_of_plain_number(rows, country.figures[name].number)
        # Places are told in hundredths of a per cent of the width; two of them are rounded here.
        assert rows["99006"]["dot"] == pytest.approx(expected, abs=0.02)
        # The table has the unit in its head alone.
        told.append(shown["value"] + NUMBER_ALONE.sub("", country.figures[name].words))
    return "\n".join(told)


def _plain_page(country: Country) -> str:
    page = (country.bundle / f"html/xa/{AREA}.html").read_text("utf-8")
    vietnamese = page.partition('<section lang="vi">')[2].partition("</section>")[0]
    return _text(vietnamese)


def _report_pdf(country: Country) -> str:
    content = report_file(country.store, ReportQuestion("commune", (AREA,)), "pdf")
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def _report_docx(country: Country) -> str:
    content = report_file(country.store, ReportQuestion("commune", (AREA,)), "docx")
    tables = docx.Document(io.BytesIO(content)).tables
    return "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)


def _pictures(country: Country) -> str:
    """The pictures of the rankings: the named commune with its number, the unit on the axis."""
    told = []
    for name, figure_told in country.figures.items():
        svg = picture(country.store, "ranking", PictureQuestion(name, areas=(AREA,))).svg
        texts = [box.text for box in text_boxes(svg)]
        unit = NUMBER_ALONE.sub("", figure_told.words)
        beside = unit if unit.strip() in texts else ""
        told.append(texts[texts.index("Bịa Một") + 1] + beside)
    return "\n".join(told)


PEOPLE: dict[str, Callable[[Country], str]] = {
    "page of the commune": _page_of_commune,
    "page of rankings": _page_of_ranking,
    "plain page": _plain_page,
    "report, pdf": _report_pdf,
    "report, docx": _report_docx,
    "pictures": _pictures,
}


@pytest.mark.parametrize("way", PEOPLE)
def test_people_read_the_number_in_its_words(way: str, country: Country) -> None:
    found = set(NUMBER.findall(_plain(PEOPLE[way](country))))
    assert {told.words for told in country.figures.values()} - found == set(), found
