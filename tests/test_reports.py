"""Reports of two pages: the numbers of the questions in both forms, hostile texts, same bytes."""

import io
import json
import re
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import docx as word
import pypdf
import pytest

from indicators.commands.command_line import main
from indicators.errors import UnknownNameError
from indicators.language.figure_words import value_in_words
from indicators.pictures.canvas import Canvas
from indicators.pictures.picture import NothingToDrawError
from indicators.questions.evidence import figures
from indicators.questions.profile import area_observations, compare
from indicators.questions.ranking import rank
from indicators.refusal import UnanswerableError
from indicators.release.build import build
from indicators.release.store import Store
from indicators.reports.asked_report import ROOMS, ReportQuestion
from indicators.reports.content import (
    Charted,
    CitedSource,
    Headed,
    Listed,
    MeetingReport,
    Said,
    Tabled,
)
from indicators.reports.making import FORMS, REPORTS, fitting_report, report_file, report_name
from indicators.reports.report_docx import docx
from indicators.reports.report_pdf import pages_of_report, pdf
from tests.hostile_country import write_hostile_country
from tests.serving import serving
from tests.small_country import figure, incomes, write_country

# Rates that any commune may have.
RATES = ("poverty_rate", "near_poverty_rate", "online_dossier_share", "ontime_dossier_share",
         "satisfaction_rate", "health_insurance_coverage", "clean_water_share",
         "waste_collected_share", "trained_worker_share", "national_standard_school_share",
         "forest_cover", "income_per_capita")  # fmt: skip
COUNTS = ("party_members", "party_organisations", "dossiers_received", "new_enterprises",
          "jobs_created", "ocop_products", "population", "gross_output",
          "output_growth", "party_members_admitted", "complaints_received", "complaints_settled",
          "targets_met")  # fmt: skip
HALF = {"period_start": "2025-07-01", "period_end": "2025-12-31"}


def _figures() -> list[dict[str, str]]:
    """Incomes and poverty of five communes, an estimate, a part of a year, a share of counts."""
    return [
        *incomes("60.5", "72", "48", "55.25", "81"),
        *(figure(f"{n}.5", area_code=f"9900{n}", indicator_id="poverty_rate") for n in range(1, 6)),
        figure("97.5", area_code="99001", indicator_id="online_dossier_share",
               numerator="5839", denominator="6012", note="the two disagree", **HALF),
        figure("45", area_code="99001", indicator_id="party_members", status="E",
               qualifier="about"),
        figure("3.25", area_code="99", indicator_id="poverty_rate"),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("reports")
    build(write_country(folder / "data", _figures()), folder / "country.duckdb")
    with Store(folder / "country.duckdb") as opened:
        yield opened


QUESTIONS = {
    "commune": ReportQuestion("commune", ("99001",), site="https://xa.example"),
    "province": ReportQuestion("province", ("99",), site="https://xa.example"),
    "comparison": ReportQuestion("comparison", ("99001", "99002"), site="https://xa.example"),
}


report_once = cache(report_file)


def _pdf_text(made: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def _docx_text(made: bytes) -> str:
    document = word.Document(io.BytesIO(made))
    told = [paragraph.text for paragraph in document.paragraphs]
    told += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    told += [paragraph.text for paragraph in document.sections[0].footer.paragraphs]
    return " ".join(" ".join(told).split())


TEXT_OF = {"pdf": _pdf_text, "docx": _docx_text}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", REPORTS)
def test_every_word_of_the_content_is_in_the_file(
    store: Store, kind: str, form: str, lang: str
) -> None:
    report = fitting_report(store, replace(QUESTIONS[kind], lang=lang))
    told = TEXT_OF[form](FORMS[form](report)).replace(" ", "")
    wanted = [report.title, report.subtitle, report.release, report.address]
    wanted += [source.text for source in report.sources]
    for block in report.blocks:
        if isinstance(block, Tabled):
            wanted += [*block.heads, *(cell for row in block.rows for cell in row)]
        elif isinstance(block, Charted):
            wanted += [block.caption, block.remarks]
        elif isinstance(block, Said):
            wanted.append(block.text)
    missing = [text for text in wanted if text.replace(" ", "") not in told]
    assert missing == []


@pytest.mark.parametrize("form", FORMS)
def test_a_commune_report_has_every_figure_of_the_commune(store: Store, form: str) -> None:
    told = TEXT_OF[form](report_once(store, QUESTIONS["commune"], form))
    current = [one for one in figures(area_observations(store, "99001")) if one["is_current"]]
    assert len(current) == 4
    for one in current:
        assert value_in_words(one, one["unit"], "vi") in told
    assert "97,12%" in told  # the share of its counts, not the printed 97,5
    assert "6 tháng cuối năm 2025" in told
    assert "không được bỏ chữ đầu" in told  # a caution about "khoảng"


@pytest.mark.parametrize("form", FORMS)
def test_a_comparison_has_the_values_of_both_and_why_one_is_missing(
    store: Store, form: str
) -> None:
    told = TEXT_OF[form](report_once(store, QUESTIONS["comparison"], form))
    values = compare(store, ["99001", "99002"])
    shared = values[values["indicator_id"].isin(["income_per_capita", "poverty_rate"])]
    assert sorted(shared["value"]) == [1.5, 2.5, 60.5, 72]
    for value in ("60,5 [1]", "72 * [1]", "1,5% * [1]", "2,5% [1]"):
        assert value in told, value


@pytest.mark.parametrize("form", FORMS)
def test_a_province_report_has_both_ends_the_median_and_the_coverage(
    store: Store, form: str
) -> None:
    told = TEXT_OF[form](report_once(store, QUESTIONS["province"], form))
    rows = rank(store, "income_per_capita", province="99").rows
    assert (rows["value"].max(), rows["value"].min(), rows["value"].median()) == (81, 48, 60.5)
    assert "81 Bịa Năm" in told and "48 Bịa Ba" in told and "5 trong 7" in told
    assert "3,25%" in told  # the province's own figure


def test_the_numbers_of_the_chart_are_in_the_pdf_as_text(store: Store) -> None:
    told = _pdf_text(report_once(store, QUESTIONS["province"], "pdf"))
    # Once in the table, once more in the ranking of the communes.
    assert told.count("55,25") == 1 and told.count("60,5") >= 2


def test_a_pdf_can_be_read_aloud(store: Store) -> None:
    report = fitting_report(store, replace(QUESTIONS["commune"], lang="en"))
    reader = pypdf.PdfReader(io.BytesIO(pdf(report)))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en" and reader.metadata is not None
    assert reader.metadata.title == report.title
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    chart = next(block for block in report.blocks if isinstance(block, Charted))
    assert chart.alt[:60] in _alternative_texts(reader)


def _alternative_texts(reader: pypdf.PdfReader) -> str:
    """All alternative texts of the structure tree."""
    root: Any = reader.trailer["/Root"]
    open_ones, told = [root["/StructTreeRoot"]], []
    while open_ones:
        element = open_ones.pop()
        element = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(element, list):
            open_ones += element
        elif isinstance(element, dict):
            told.append(str(element.get("/Alt", "")))
            open_ones += [element["/K"]] if "/K" in element else []
    return " ".join(told)


def test_a_picture_in_a_docx_has_the_same_in_words(store: Store) -> None:
    report = fitting_report(store, QUESTIONS["commune"])
    document = word.Document(io.BytesIO(docx(report)))
    chart = next(block for block in report.blocks if isinstance(block, Charted))
    assert [one._inline.docPr.get("descr") for one in document.inline_shapes] == [chart.alt]
    assert document.core_properties.title == report.title
    assert document.core_properties.language == "vi-VN"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", REPORTS)
def test_the_same_release_gives_the_same_bytes(store: Store, kind: str, form: str) -> None:
    assert report_once(store, QUESTIONS[kind], form) == report_file(store, QUESTIONS[kind], form)


def test_no_part_of_a_docx_bears_the_moment_of_writing(store: Store) -> None:
    made = report_once(store, QUESTIONS["commune"], "docx")
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        core = parts.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {"2026-01-03"}


def test_a_report_takes_two_pages_however_much_there_is(tmp_path: Path) -> None:
    """An area with a figure of every indicator: what does not fit is counted."""
    many = [figure(str(n), area_code="99001", indicator_id=one, period_start=f"{year}-01-01",
                   period_end=f"{year}-12-31")
            for year in range(2019, 2026) for n, one in enumerate(RATES, 2)]  # fmt: skip
    build(write_country(tmp_path / "data", many), tmp_path / "country.duckdb")
    with Store(tmp_path / "country.duckdb") as store:
        report = fitting_report(store, ReportQuestion("commune", ("99001",)))
        assert pages_of_report(report) == 2
        assert len(pypdf.PdfReader(io.BytesIO(pdf(report))).pages) == 2
        table = next(block for block in report.blocks if isinstance(block, Tabled))
        left = len(many) - len(table.rows)
        told = " ".join(block.text for block in report.blocks if isinstance(block, Said))
        assert left > 0 and f"Còn {left} số liệu" in told


def test_a_province_report_counts_the_indicators_that_it_leaves_out(tmp_path: Path) -> None:
    """One commune with a figure of more indicators than are ranked for a report."""
    many = [figure("5", area_code="99001", indicator_id=one) for one in RATES]
    many += [figure("7", area_code="99001", indicator_id=one) for one in COUNTS]
    build(write_country(tmp_path / "data", many), tmp_path / "country.duckdb")
    with Store(tmp_path / "country.duckdb") as store:
        report = fitting_report(store, ReportQuestion("province", ("99",)))
    table = next(block for block in report.blocks if isinstance(block, Tabled))
    told = " ".join(block.text for block in report.blocks if isinstance(block, Said))
    assert len(many) - len(table.rows) > 0
    assert f"Còn {len(many) - len(table.rows)} số liệu không vừa" in told


def test_rooms_for_tables_go_from_the_largest_to_the_smallest() -> None:
    assert [room.rows for room in ROOMS] == sorted((room.rows for room in ROOMS), reverse=True)
    assert [room.panels for room in ROOMS] == sorted((one.panels for one in ROOMS), reverse=True)


@pytest.mark.parametrize("kind, areas", [("commune", ("00000",)), ("province", ("99001",)),
                                         ("comparison", ("99001", "00000"))])  # fmt: skip
def test_an_unknown_area_is_told(store: Store, kind: str, areas: tuple[str, ...]) -> None:
    with pytest.raises(UnknownNameError):
        report_file(store, ReportQuestion(kind, areas), "pdf")


def test_no_figure_and_no_comparison_are_told(store: Store) -> None:
    with pytest.raises(NothingToDrawError, match="Bịa Một"):
        report_file(store, ReportQuestion("commune", ("98001",)), "pdf")
    with pytest.raises(UnanswerableError, match="two to 8"):
        report_file(store, ReportQuestion("comparison", ("99001",)), "pdf")


# ── hostile texts ────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("hostile")
    build(write_hostile_country(folder / "data"), folder / "country.duckdb")
    return Store(folder / "country.duckdb")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", REPORTS)
def test_markup_in_names_is_text_in_a_report(hostile: Store, kind: str, form: str) -> None:
    asked = replace(QUESTIONS[kind], site="")
    made = report_file(hostile, asked, form)
    told = TEXT_OF[form](made).replace(" ", "")
    assert "<imgsrc=xonerror=alert(1)>" in told
    if form == "pdf":
        links = [str(note["/A"].get("/URI")) for page in pypdf.PdfReader(io.BytesIO(made)).pages
                 for note in (one.get_object() for one in page.get("/Annots", []))
                 if "/A" in note]  # fmt: skip
        assert all(link.startswith("https://example.invalid/") for link in links)


TYPST = '#panic("x") #read("/etc/passwd") #import "@preview/x:1.0.0" $x$ *b* ] ) " \\ `c` // @r <l>'


def _report(text: str) -> MeetingReport:
    canvas = Canvas(200, 40)
    canvas.text(5, 20, text[:20], size=13, fill="#000")
    svg = canvas.document(title=text, description=text, lang="vi", background="#fff")
    return MeetingReport(
        title=text, subtitle=text, sources_heading=text, release=text, address=text, banner=text,
        blocks=(Headed(text), Said(text), Listed((text,)), Tabled((text,), ((text,),), (1.0,)),
                Charted(svg, text, text, text)),
        sources=(CitedSource(1, text, "https://example.invalid/a", text),), lang="vi",
        released=date(2026, 1, 3),
    )  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "text", [TYPST, "a\x00b\x0bc\u202ed", "名字 🙂 Имя", "Ho\u0300a Đắk N’Drung"]
)
def test_any_text_at_any_place_makes_a_report(form: str, text: str) -> None:
    told = TEXT_OF[form](FORMS[form](_report(text)))
    if text == TYPST:
        assert told.replace(" ", "").count('#panic("x")#read("/etc/passwd")') >= 8
    assert "root:" not in told


# ── by address and by verb ───────────────────────────────────────────────────────────────────


def _answer(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def test_reports_have_addresses(store: Store) -> None:
    with serving(store.path) as site:
        status, headers, body = _answer(f"{site}/report/commune/99001.pdf?lang=en")
        assert (status, headers["content-type"], body[:5]) == (200, "application/pdf", b"%PDF-")
        assert 'filename="thuoc-xa-report-commune-99001-en' in headers["content-disposition"]
        assert _answer(f"{site}/report/commune/99001.pdf?lang=en",
                       **{"If-None-Match": headers["etag"]})[0] == 304  # fmt: skip
        assert f"{site}/xa?area=99001&lang=en" in _pdf_text(body)
        assert _answer(f"{site}/report/comparison.docx?area=99001&area=99002")[2][:2] == b"PK"
        assert _answer(f"{site}/report/province/99.pdf")[0] == 200
        for path, wanted in (("commune/00000.pdf", 404), ("commune.pdf", 404), ("x/99001.pdf", 404),
                             ("commune/99001.odt", 404), ("comparison/99001.pdf", 404),
                             ("commune/98001.pdf", 404), ("commune/99001.pdf?lng=en", 400),
                             ("comparison.pdf?area=99001", 400)):  # fmt: skip
            status, headers, body = _answer(f"{site}/report/{path}")
            assert (status, json.loads(body)["status"]) == (wanted, wanted), path


def test_the_verb_writes_a_report(
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    db = ["--db", str(store.path)]
    assert main(["report", "bịa hai", *db]) == 0
    name = capsys.readouterr().out.strip()
    assert name == report_name(store, ReportQuestion("commune", ("99002",)), "pdf")
    assert "72 triệu đồng/người/năm" in _pdf_text(Path(name).read_bytes())
    out = tmp_path / "so-sanh.docx"
    assert main(["report", "99001", "99002", "--format", "docx", "--out", str(out), *db]) == 0
    assert "72 * [1]" in _docx_text(out.read_bytes())
    assert main(["report", "tỉnh bịa", "--lang", "en", "--out", str(tmp_path / "t.pdf"), *db]) == 0
    assert "Its communes" in _pdf_text((tmp_path / "t.pdf").read_bytes())
    capsys.readouterr()
    assert main(["report", "98001", *db]) == 1
    assert main(["report", "bịa một", *db]) == 2  # a name of two communes
    assert main(["report", "không đâu cả", *db]) == 2


def test_vietnamese_is_copied_out_of_a_pdf_as_it_was_written() -> None:
    text = "Thị trấn Đắk N’Drung, phường Ường Ỹ, ị ọ ụ ẹ ự ặ ậ"
    told = _pdf_text(pdf(_report(text)))
    assert told.count(text) >= 8
    assert _pdf_text(pdf(_report("Hoa\u0300 ị"))).count("Hoà ị") >= 8
