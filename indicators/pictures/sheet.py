"""A whole picture: title, what it covers, the chart, how to read it, sources, release, licence."""

from dataclasses import dataclass

from indicators.pictures.canvas import Canvas
from indicators.pictures.font_table import broken, wrapped
from indicators.pictures.look import Look

MARGIN = 20.0
GAP = 10.0
MOST_TITLE_LINES, MOST_SOURCE_LINES = 4, 3


@dataclass(frozen=True)
class Caption:
    """The words around a chart.

    ``title`` is a sentence that can stand alone; ``coverage`` how many of how many areas have a
    figure and what is missing; ``notes`` how to read the chart and what to doubt; ``sources`` who
    published the figures; ``release`` product, release, licence; ``address`` where the page is, ""
    where nobody serves it; ``banner`` says that a country is invented, "" for a real one.
    """

    title: str
    coverage: tuple[str, ...]
    notes: tuple[str, ...]
    sources: str
    release: str
    address: str = ""
    banner: str = ""


def sheet(body: Canvas, caption: Caption, look: Look, description: str) -> str:
    """The SVG of ``body`` with its words; ``description`` is the chart told to those who hear it.

    ``body`` is as wide as ``inner_width`` says.
    """
    head, foot = _head(caption, look), _foot(caption, look)
    margin = margin_of(look)
    page = Canvas(look.width)
    top = margin
    for part in (head, body, foot):
        page.put(part, margin, top)
        top += part.height + GAP * look.letters
    page.height = round(top - GAP * look.letters + margin)
    return page.document(
        title=" · ".join(text for text in (caption.banner, caption.title) if text),
        description=" ".join([description, *caption.coverage, *caption.notes, caption.sources,
                              caption.release]),
        lang=look.lang, background=look.colours.page,
    )  # fmt: skip


def bare(body: Canvas, look: Look, title: str, description: str) -> str:
    """The SVG of a chart alone, for a report that has its words around it."""
    page = Canvas(body.width, round(body.height))
    page.put(body)
    return page.document(title=title, description=description, lang=look.lang,
                         background=look.colours.page)  # fmt: skip


def margin_of(look: Look) -> float:
    """The room at all four sides."""
    return MARGIN * look.letters


def inner_width(look: Look) -> float:
    """How wide a chart may be."""
    return look.width - 2 * margin_of(look)


def _head(caption: Caption, look: Look) -> Canvas:
    colours = look.colours
    head = Canvas(inner_width(look))
    if caption.banner:
        _banner(head, caption.banner, look)
    size = 1.5 * look.size
    lines = wrapped(caption.title, size, head.width, bold=True, most=MOST_TITLE_LINES)
    _paragraph(head, lines, size, colours.ink, bold=True)
    head.height += 0.3 * look.line
    for text in caption.coverage:
        _paragraph(head, wrapped(text, look.size, head.width), look.size, colours.muted)
    return head


def _banner(head: Canvas, text: str, look: Look) -> None:
    """A frame that no reader overlooks: nothing here is about a real place."""
    lines = wrapped(text, look.size, head.width - 2 * GAP, bold=True)
    height = len(lines) * look.line + GAP
    head.rect(0, 0, head.width, height, fill=look.colours.ink)
    for number, line in enumerate(lines, start=1):
        head.text(GAP, number * look.line, line, size=look.size, fill=look.colours.page, bold=True)
    head.height = height + GAP


def _foot(caption: Caption, look: Look) -> Canvas:
    colours = look.colours
    foot = Canvas(inner_width(look))
    for text in caption.notes:
        _paragraph(foot, wrapped(text, look.small, foot.width), look.small, colours.muted)
    if caption.notes:
        foot.height += 0.4 * look.line
    foot.line((0, foot.height), (foot.width, foot.height), colours.grid, stroke_width=1)
    foot.height += 0.3 * look.line
    sources = wrapped(caption.sources, look.small, foot.width, most=MOST_SOURCE_LINES)
    for lines in (sources, wrapped(caption.release, look.small, foot.width),
                  broken(caption.address, look.small, foot.width)):  # fmt: skip
        _paragraph(foot, [line for line in lines if line], look.small, colours.muted)
    return foot


def _paragraph(
    canvas: Canvas, lines: list[str], size: float, colour: str, *, bold: bool = False
) -> None:
    """Lines below what the canvas has so far."""
    for line in lines:
        canvas.height += 1.35 * size
        canvas.text(0, canvas.height - 0.3 * size, line, size=size, fill=colour, bold=bold)
