"""The list of pictures: what each is called in addresses, what it may be asked, who draws it."""

from collections.abc import Callable
from dataclasses import dataclass

from indicators.pictures.answers_of_areas import drawn_comparison, drawn_spine, drawn_trend
from indicators.pictures.answers_of_indices import drawn_association, drawn_composite
from indicators.pictures.answers_of_rankings import drawn_distribution, drawn_map, drawn_ranking
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
    draw: Callable[[Store, PictureQuestion], DrawnChart]


KINDS = {
    kind.name: kind
    for kind in (
        PictureKind("ranking", "indicator", RANKING_KEYS, drawn_ranking),
        PictureKind("distribution", "indicator", RANKING_KEYS, drawn_distribution),
        PictureKind("map", "indicator", RANKING_KEYS, drawn_map),
        PictureKind("trend", "indicator", ("area", "basis"), drawn_trend),
        PictureKind("area", "area", ("year",), drawn_spine),
        PictureKind("comparison", "", ("area", "year", "indicator"), drawn_comparison),
        PictureKind("association", "",
                    ("x", "y", "x_year", "y_year", "province", "area_type", "area"),
                    drawn_association),
        PictureKind("composite", "", ("composite", "area"), drawn_composite),
    )
}  # fmt: skip


def picture(store: Store, kind: str, question: PictureQuestion) -> Picture:
    """Draw one picture.

    Raises ``UnknownNameError`` for a name that the release does not have, ``NothingToDrawError``
    where there is no figure to draw, ``UnanswerableError`` for a question that says no picture.
    """
    return finished(store, KINDS[kind].draw(store, question), question)
