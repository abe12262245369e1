"""The list of pictures: what each is called in addresses, what it may be asked, who draws it."""

from collections.abc import Callable
from dataclasses import dataclass

from indicators.pictures.picture import DrawnChart, Picture, PictureQuestion, finished
from indicators.release.store import Store

RANKING_KEYS = ("year", "province", "area_type", "basis", "among", "area")


@dataclass(frozen=True)
class PictureKind:
    """One kind of picture.

    ``about`` is what its path names: ``indicator``, ``area``, or "" where the path ends with the
    kind. ``keys`` are those of the page's address that it takes.
    """

    name: str
    about: str
    keys: tuple[str, ...]

    def draw(self, store: Store, question: PictureQuestion) -> DrawnChart:
        """Ask and draw; raises as ``picture``."""
        return _drawing(self.name)(store, question)


KINDS = {
    kind.name: kind
    for kind in (
        PictureKind("ranking", "indicator", RANKING_KEYS),
        PictureKind("distribution", "indicator", RANKING_KEYS),
        PictureKind("map", "indicator", RANKING_KEYS),
        PictureKind("trend", "indicator", ("area", "basis")),
        PictureKind("area", "area", ("year",)),
        PictureKind("comparison", "", ("area", "year", "indicator")),
        PictureKind("association", "",
                    ("x", "y", "x_year", "y_year", "province", "area_type", "area")),
        PictureKind("composite", "", ("composite", "area")),
    )
}  # fmt: skip


def _drawing(name: str) -> Callable[[Store, PictureQuestion], DrawnChart]:
    """What asks and draws a kind, loaded with the first picture: a page only names its picture."""
    from indicators.pictures import answers_of_areas, answers_of_indices, answers_of_rankings

    drawings: dict[str, Callable[[Store, PictureQuestion], DrawnChart]] = {
        "ranking": answers_of_rankings.drawn_ranking,
        "distribution": answers_of_rankings.drawn_distribution,
        "map": answers_of_rankings.drawn_map,
        "trend": answers_of_areas.drawn_trend,
        "area": answers_of_areas.drawn_spine,
        "comparison": answers_of_areas.drawn_comparison,
        "association": answers_of_indices.drawn_association,
        "composite": answers_of_indices.drawn_composite,
    }
    return drawings[name]


def picture(store: Store, kind: str, question: PictureQuestion) -> Picture:
    """Draw one picture.

    Raises ``UnknownNameError`` for a name that the release does not have, ``NothingToDrawError``
    where there is no figure to draw, ``UnanswerableError`` for a question that says no picture.
    """
    return finished(store, KINDS[kind].draw(store, question), question)
