"""What is asked of a report, and how much of the answer two pages hold."""

from dataclasses import dataclass

from indicators.pictures.look import Look
from indicators.pictures.picture import PictureQuestion

# A chart of a report, in pixels: printed 17 cm wide, its letters are as large as the text.
CHART_WIDTH = 720


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
    """How many rows of tables, panels of charts and sources a report has at most."""

    rows: int
    panels: int
    sources: int


# From the most that two pages may hold to the least; the first that fits is taken.
ROOMS = (Room(26, 8, 24), Room(22, 7, 20), Room(18, 6, 16), Room(14, 5, 12), Room(10, 4, 10),
         Room(7, 3, 8), Room(5, 2, 5), Room(3, 1, 3))  # fmt: skip
