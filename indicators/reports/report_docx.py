"""A report as DOCX, to be edited before a meeting: the same content as the PDF."""

import io
import zipfile
from datetime import datetime, time
from typing import Any

import docx as word
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from indicators.pictures.png import png
from indicators.reports.content import Block, Charted, Headed, Listed, MeetingReport, Said, Tabled

# A font that office programs have, with all letters of Vietnamese.
FONT = "Arial"
MUTED, LINKED = RGBColor(0x52, 0x64, 0x6D), RGBColor(0x0A, 0x5F, 0x80)
LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
TEXT_WIDTH_CM = 17.6
# Points from one line to the next by the points of the letters: fonts differ by a fifth in what
# they ask for, and Writer takes another one where FONT is not installed. Marks above capitals fit.
LINE_POINTS = {9: 11.5, 8.5: 10.5, 7.5: 9.5, 7: 8.8}
SOURCE_POINTS, CELL_POINTS = 7, 7.5
# Every part of the file bears the first day that the format knows: the same report, the same bytes.
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
CHART_TIMES = 2
CELL_MARGIN_TWIPS = 50  # about 0.9 mm
LONGEST_PROPERTY = 255  # of the format


def docx(report: MeetingReport) -> bytes:
    """The report; charts are pictures with the same in words as their alternative text."""
    clean = report.data
    document = word.Document()
    _properties(document, clean, report)
    _page(document, clean)
    if clean["banner"]:
        _paragraph(document, clean["banner"], bold=True)
    document.add_heading(clean["title"], level=1)
    _paragraph(document, clean["subtitle"], size=9, colour=MUTED)
    for block, data in zip(report.blocks, clean["blocks"], strict=True):
        _add(document, block, data)
    document.add_heading(clean["sources_heading"], level=2)
    for source in clean["sources"]:
        told = _paragraph(document, f"[{source['number']}] {source['text']}", size=SOURCE_POINTS,
                          after=0.5)  # fmt: skip
        if source["url"]:
            _link(told, source["url"], source["site"])
    if clean["address"]:
        _paragraph(document, clean["address"], size=SOURCE_POINTS, colour=MUTED)
    return _same_bytes(document)


def _properties(document: Document, clean: dict[str, Any], report: MeetingReport) -> None:
    moment = datetime.combine(report.released, time())
    properties = document.core_properties
    properties.title, properties.subject = (clean[key][:LONGEST_PROPERTY]
                                            for key in ("title", "subtitle"))  # fmt: skip
    properties.author = properties.last_modified_by = "Thước Xã"
    properties.comments = clean["release"][:LONGEST_PROPERTY]
    properties.language = LANGUAGES[report.lang]
    properties.created = properties.modified = moment
    properties.revision = 1


def _page(document: Document, clean: dict[str, Any]) -> None:
    """A4, narrow margins, one font, release and licence at the foot of every page."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm((21 - TEXT_WIDTH_CM) / 2)
    section.top_margin, section.bottom_margin = Cm(1.4), Cm(1.5)
    section.header_distance = section.footer_distance = Cm(0.7)
    styles: Any = document.styles
    styles["List Bullet"].paragraph_format.line_spacing = Pt(LINE_POINTS[8.5])
    for name, size in (("Normal", 9), ("Heading 1", 15), ("Heading 2", 11), ("List Bullet", 8.5)):
        font = styles[name].font
        font.name, font.size, font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
        fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
        styles[name].paragraph_format.space_before = Pt(8 if name == "Heading 2" else 0)
        styles[name].paragraph_format.space_after = Pt(1 if name == "List Bullet" else 3)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGES[clean["lang"]])
    styles["Normal"].element.get_or_add_rPr().append(language)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.LEFT
    told = " ".join(text for text in (clean["banner"], clean["release"]) if text)
    _run(foot, told, size=7, colour=MUTED)


def _add(document: Document, block: Block, data: dict[str, Any]) -> None:
    match block:
        case Headed():
            document.add_heading(data["text"], level=2)
        case Said():
            _paragraph(document, data["text"], size=7.5 if block.small else 9,
                       colour=MUTED if block.small else None)  # fmt: skip
        case Listed():
            for item in data["items"]:
                document.add_paragraph(item, style="List Bullet")
        case Tabled():
            _table(document, data)
        case Charted():
            _chart(document, block, data)


def _table(document: Document, data: dict[str, Any]) -> None:
    """A table whose heads are repeated on every page that it reaches; no row is torn in two."""
    table: Any = document.add_table(rows=1, cols=len(data["heads"]))
    table.style, table.autofit = "Table Grid", False
    for column, share in zip(table.columns, data["shares"], strict=True):
        column.width = Cm(TEXT_WIDTH_CM * share)  # Word reads those of the cells, Writer these
    _narrow_cells(table)
    for cells, texts in ((table.rows[0].cells, data["heads"]),
                         *((table.add_row().cells, row) for row in data["rows"])):  # fmt: skip
        for cell, text, share in zip(cells, texts, data["shares"], strict=True):
            cell.width = Cm(TEXT_WIDTH_CM * share)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.line_spacing = Pt(LINE_POINTS[CELL_POINTS])
            _run(paragraph, text, size=CELL_POINTS, bold=texts is data["heads"])
    _of_row(table.rows[0], "w:tblHeader")
    for row in table.rows:
        _of_row(row, "w:cantSplit")


def _narrow_cells(table: Any) -> None:
    """A short head such as "Nguồn" stays whole in a narrow column."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(CELL_MARGIN_TWIPS))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    # The format says in which order the properties of a table stand; the look is after these.
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _of_row(row: Any, property_name: str) -> None:
    held = OxmlElement(property_name)
    held.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(held)


def _chart(document: Document, block: Charted, data: dict[str, Any]) -> None:
    picture = document.add_picture(io.BytesIO(png(block.svg, CHART_TIMES)), width=Cm(TEXT_WIDTH_CM))
    picture._inline.docPr.set("descr", data["alt"])
    for text in (data["remarks"], data["caption"]):
        if text:
            _paragraph(document, text, size=7.5, colour=MUTED)


def _paragraph(
    document: Document, text: str, *, size: float = 9, colour: RGBColor | None = None,
    bold: bool = False, after: float = 3,
) -> Any:  # fmt: skip
    """A paragraph of ``size`` points, ``after`` points above the next one."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(LINE_POINTS[size])
    paragraph.paragraph_format.space_after = Pt(after)
    _run(paragraph, text, size=size, colour=colour, bold=bold)
    return paragraph


def _link(paragraph: Any, url: str, text: str) -> None:
    """The site of a source, which leads to its whole address."""
    _run(paragraph, ", ", size=SOURCE_POINTS)
    relation = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    _run(paragraph, text, size=SOURCE_POINTS, colour=LINKED)
    link.append(paragraph.runs[-1]._r)
    paragraph._p.append(link)


def _run(
    paragraph: Any, text: str, *, size: float, colour: RGBColor | None = None, bold: bool = False
) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold
    if colour is not None:
        run.font.color.rgb = colour


def _same_bytes(document: Document) -> bytes:
    """The file with one day for all its parts, which else bear the moment of writing."""
    written, fixed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(fixed, "w") as kept:
        for name in sorted(parts.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            part = zipfile.ZipInfo(name, ZIP_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(part, parts.read(name))
    return fixed.getvalue()
