"""What is asked of a report, and how much of the answer two pages hold."""

from dataclasses import dataclass

from indicators.pictures.look import Look
from indicators.pictures.picture import PictureQuestion

# A chart of a report, in pixels: printed 17 cm wide, its letters are nearly those of the text.
CHART_WIDTH = 960


@dataclass(frozen=True)
class ReportQuestion:
    """The question of a report.

    ``kind`` is ``commune``, ``province`` or ``comparison``; ``areas`` its area, or the two to eight
    that are compared. ``site`` as in ``PictureQuestion``.
    """

    kind: str
    areas: tuple[str, ...]
    year: str | None = None
    lang: str = "vi"
    site: str = ""

    def picture(self, subject: str = "", **keys: object) -> PictureQuestion:
        """The question of a chart in this report."""
        look = Look(CHART_WIDTH, self.lang)
        return PictureQuestion(subject=subject, look=look, site=self.site, **keys)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Room:
    """How many rows of tables and panels of charts a report has at most."""

    rows: int
    panels: int


# From the most that two pages may hold to the least; the first that fits is taken.
ROOMS = tuple(
    Room(rows, panels)
    for rows, panels in ((40, 10), (34, 10), (29, 8), (25, 8), (22, 8), (19, 6), (16, 6), (13, 6),
                         (10, 4), (8, 4), (6, 2), (4, 2), (3, 1))
)  # fmt: skip
