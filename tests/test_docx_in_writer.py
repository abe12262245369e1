"""The reports to be edited, as LibreOffice Writer lays them out."""

import io
from collections.abc import Iterator

import docx as word
import pytest
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Cm
from pypdf import PdfReader

from indicators.release.build import build
from indicators.release.store import Store
from indicators.release.synthesise import synthesise
from indicators.reports.asked_report import ReportQuestion
from indicators.reports.making import report_file
from indicators.reports.report_docx import TEXT_WIDTH_CM
from tests.libre_office import WRITER_PDF, converted, needs_writer
from tests.small_country import figure, incomes, write_country

QUESTIONS = {
    "commune": ReportQuestion("commune", ("99001",)),
    "province": ReportQuestion("province", ("99",), lang="en"),
    "comparison": ReportQuestion("comparison", ("99001", "99002")),
}

TABLE_PROPERTIES = (
    "tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize",
    "tblW", "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar",
    "tblLook", "tblCaption", "tblDescription",
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, bytes]]:
    folder = tmp_path_factory.mktemp("writer")
    rates = [figure(f"{n}.5", area_code=f"9900{n}", indicator_id="poverty_rate")
             for n in range(1, 6)]  # fmt: skip
    build(write_country(folder / "data", [*incomes("60.5", "72", "48", "55.25", "81"), *rates]),
          folder / "country.duckdb")  # fmt: skip
    with Store(folder / "country.duckdb") as store:
        yield {name: report_file(store, asked, "docx") for name, asked in QUESTIONS.items()}


@pytest.mark.parametrize("kind", QUESTIONS)
def test_columns_are_as_wide_as_the_report_says_in_writer_too(
    made: dict[str, bytes], kind: str
) -> None:
    """Writer takes the widths of the grid, Word those of the cells."""
    for table in word.Document(io.BytesIO(made[kind])).tables:
        grid = [column.width for column in table.columns]
        assert grid == [cell.width for cell in table.rows[0].cells]
        assert sum(width or 0 for width in grid) == pytest.approx(Cm(TEXT_WIDTH_CM), rel=0.01)
    first = word.Document(io.BytesIO(made["commune"])).tables[0]
    assert len({column.width for column in first.columns}) > 1


@pytest.mark.parametrize("kind", QUESTIONS)
def test_the_properties_of_a_table_stand_in_the_order_of_the_format(
    made: dict[str, bytes], kind: str
) -> None:
    """ISO/IEC 29500-1, CT_TblPr: a reader that holds a file to it refuses any other order."""
    for table in word.Document(io.BytesIO(made[kind])).tables:
        names = [one.tag.partition("}")[2] for one in table._tbl.tblPr]
        assert "tblCellMar" in names
        assert names == sorted(names, key=TABLE_PROPERTIES.index)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A report, in both forms, that fills two pages as PDF."""
    db = tmp_path_factory.mktemp("full") / "synthetic-full.duckdb"
    synthesise(db, communes=68, indicators=50, months=13)
    with Store(db) as store:
        areas = store.query("all_areas")
        communes = sorted(areas.loc[areas["level"] == "commune", "area_code"])
        asked = ReportQuestion("commune", (communes[0],))
        return {form: report_file(store, asked, form) for form in ("docx", "pdf")}


@pytest.fixture(scope="module")
def opened(
    made: dict[str, bytes], full: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, PdfReader]:
    """Each report as Writer, which is started once, lays it out."""
    folder, files = tmp_path_factory.mktemp("opened"), []
    for name, content in {**made, "full": full["docx"]}.items():
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(content)
    return {file.stem: PdfReader(file) for file in converted(files, folder / "pdf", WRITER_PDF)}


@needs_writer
def test_writer_lays_each_report_out_on_two_pages(opened: dict[str, PdfReader]) -> None:
    told = {}
    for name in QUESTIONS:
        pages = opened[name].pages
        assert 1 <= len(pages) <= 2, name
        told[name] = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Nguồn" in told["commune"] and "60,5 triệu" in told["commune"]
    assert "Tỉnh Bịa" in told["province"] and "Sources" in told["province"]
    assert "Bịa Một" in told["comparison"] and "Bịa Hai" in told["comparison"]


def test_lines_stand_as_far_apart_in_every_font(made: dict[str, bytes]) -> None:
    """Each font asks for another height of its lines, and offices have other fonts."""
    document = word.Document(io.BytesIO(made["commune"]))
    cells = [cell.paragraphs[0] for table in document.tables for cell in table._cells]
    said = [one for one in document.paragraphs
            if one.text and one.style and one.style.name == "Normal"]  # fmt: skip
    assert cells and len(said) > 3
    for one in [*cells, *said]:
        assert one.paragraph_format.line_spacing_rule == WD_LINE_SPACING.EXACTLY, one.text
        letters = max(run.font.size.pt for run in one.runs if run.font.size)
        assert 1.2 <= one.paragraph_format.line_spacing.pt / letters <= 1.3


@needs_writer
def test_a_report_that_fills_two_pages_as_pdf_takes_no_third_in_writer(
    full: dict[str, bytes], opened: dict[str, PdfReader]
) -> None:
    assert len(PdfReader(io.BytesIO(full["pdf"])).pages) == 2
    assert len(opened["full"].pages) == 2
