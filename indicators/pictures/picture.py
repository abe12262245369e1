"""What is asked of a picture, and the picture that answers."""

from dataclasses import dataclass
from urllib.parse import urlencode

from indicators.pictures.canvas import Canvas
from indicators.pictures.captions import banner, release_line
from indicators.pictures.look import Look
from indicators.pictures.sheet import Caption, bare, sheet
from indicators.questions.comparison_groups import WAGE_REGIONS
from indicators.refusal import FaultyValueError
from indicators.release.store import Store

USUAL_LOOK = Look()


class NothingToDrawError(FaultyValueError):
    """A well asked question without figures; ``fact`` says why."""


@dataclass(frozen=True)
class PictureQuestion:
    """The question of a picture: the keys of the pages' addresses, empty ones ``None`` or ().

    ``subject`` is the indicator or the area that the picture is about; ``indicator`` the one that
    a comparison draws large. With ``among`` the one of
    ``areas`` is the commune (or wage region) whose group is ranked. ``composite``, ``x``,
    ``y``, ``x_year`` and ``y_year`` are the keys of the pages of those names. ``site`` is where
    the pages are served ("https://name", without a slash at its end), "" where nobody knows.
    """

    subject: str = ""
    year: str | None = None
    province: str | None = None
    area_type: str | None = None
    basis: str | None = None
    among: str | None = None
    areas: tuple[str, ...] = ()
    indicator: str | None = None
    composite: str | None = None
    x: str | None = None
    y: str | None = None
    x_year: str | None = None
    y_year: str | None = None
    look: Look = USUAL_LOOK
    site: str = ""

    @property
    def filters(self) -> dict[str, str | None]:
        """The arguments of ``ranking.rank`` beside the indicator."""
        anchor = self.areas[0] if self.among and self.areas else None
        return {"year": self.year, "province": self.province, "area_type": self.area_type,
                "basis": self.basis, "among": self.among, "anchor": anchor}  # fmt: skip

    @property
    def named_areas(self) -> tuple[str, ...]:
        """The areas that are named in a chart: a wage region is none."""
        return () if self.areas and self.areas[0] in WAGE_REGIONS else self.areas


@dataclass(frozen=True)
class Picture:
    """A finished picture: SVG with its words, the chart alone, and what both say.

    ``page`` is the address of the page that shows the same, below the site's root. ``remarks``
    explains the small numbers in the chart, "" where it has none.
    """

    svg: str
    chart: str
    title: str
    description: str
    page: str
    remarks: str


@dataclass(frozen=True)
class DrawnChart:
    """A chart before its words are set around it; ``remarks`` explains its small numbers."""

    body: Canvas
    title: str
    description: str
    coverage: tuple[str, ...]
    notes: tuple[str, ...]
    sources: str
    page: str
    remarks: str = ""


def page_address(path: str, **keys: str | tuple[str, ...] | None) -> str:
    """The address of a page below the root with what is asked; empty keys are left out.

    >>> page_address("/xep-hang", indicator="poverty_rate", province=None, area=("38", "40"))
    '/xep-hang?indicator=poverty_rate&area=38,40'
    """
    asked = {key: ",".join(value) if isinstance(value, tuple) else value
             for key, value in keys.items() if value}  # fmt: skip
    return f"{path}?{urlencode(asked, safe=',~|/')}" if asked else path


def finished(store: Store, drawn: DrawnChart, question: PictureQuestion) -> Picture:
    """A chart with the words around it, and alone."""
    look = question.look
    page = drawn.page if look.lang == "vi" else _with_language(drawn.page, look.lang)
    caption = Caption(
        title=drawn.title,
        coverage=drawn.coverage,
        notes=tuple(note for note in (*drawn.notes, drawn.remarks) if note),
        sources=drawn.sources,
        release=release_line(store, look.lang),
        address=f"{question.site}{page}" if question.site else "",
        banner=banner(store, look.lang),
    )
    return Picture(
        svg=sheet(drawn.body, caption, look, drawn.description),
        chart=bare(drawn.body, look, drawn.title, drawn.description),
        title=drawn.title,
        description=drawn.description,
        page=page,
        remarks=drawn.remarks,
    )


def _with_language(page: str, lang: str) -> str:
    return f"{page}{'&' if '?' in page else '?'}lang={lang}"
