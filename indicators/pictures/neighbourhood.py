"""A small map of one commune: itself filled, the communes that border on it outlined and named."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import quote

import pandas as pd

from indicators.charts.palette import area_colour
from indicators.language.texts import translator
from indicators.maps.map_layer import MapLayer
from indicators.pictures.canvas import Canvas
from indicators.pictures.font_table import text_width
from indicators.pictures.look import Look
from indicators.pictures.map_shapes import PARTS, Projection, path_of, shapes_by_number

HEIGHT_SHARE = 0.6
# Air around the shapes, as a part of what they cover.
AIR = 0.06
LEAST_DEGREES = 0.01


def neighbourhood(
    layer: MapLayer, area_code: str, neighbours: Collection[str], look: Look
) -> str | None:
    """The map as a document of its own; ``None`` where the layer does not have the commune.

    Only the commune and its ``neighbours`` are drawn; other places would say nothing here.
    """
    areas = layer.communes.areas
    own = areas[areas["area_code"] == area_code]
    if own.empty:
        return None
    near = areas[areas["area_code"].isin(neighbours)]
    both = pd.concat([own, near])
    height = HEIGHT_SHARE * look.width
    projection = Projection.fitting(_box(both), 0, 0, look.width, height)
    polygons = shapes_by_number(layer.communes)
    canvas, drawn = Canvas(look.width, height), Canvas(0)
    colours = look.colours
    drawn.path(path_of([polygons[number] for number in near.index], projection),
               fill=colours.outside, stroke=colours.point, stroke_width=PARTS)  # fmt: skip
    drawn.path(path_of([polygons[number] for number in own.index], projection),
               fill=area_colour(0, look.dark), stroke=colours.ink, stroke_width=PARTS)  # fmt: skip
    canvas.put_scaled(drawn, 1 / PARTS)
    _names(canvas, near, projection, look)
    return canvas.document(
        title=str(own["name"].iloc[0]), description=in_words(own, near, look.lang),
        lang=look.lang, background=colours.page,
    )  # fmt: skip


def in_words(own: pd.DataFrame, near: pd.DataFrame, lang: str) -> str:
    """Which communes the map shows around which."""
    _ = translator(lang)
    name = str(own["name"].iloc[0])
    if near.empty:
        return _("{area}, which borders on no commune").format(area=name)
    return _("{area} and the communes that border on it: {names}").format(
        area=name, names=", ".join(near["name"])
    )


def as_address(document: str) -> str:
    """A picture as an address that holds it whole, for an image of a page."""
    return f"data:image/svg+xml,{quote(document)}"


def _box(areas: pd.DataFrame) -> tuple[float, float, float, float]:
    west, south = areas["west"].min(), areas["south"].min()
    east, north = areas["east"].max(), areas["north"].max()
    air = AIR * max(east - west, north - south, LEAST_DEGREES)
    return west - air, south - air, east + air, north + air


@dataclass(frozen=True)
class _NamePlace:
    """A name on the map: the middle of its line, and half of its width and height."""

    x: float
    y: float
    half: float
    reach: float

    def on(self, other: "_NamePlace") -> bool:
        """Whether the two names would lie on each other."""
        return (abs(self.x - other.x) < self.half + other.half
                and abs(self.y - other.y) < self.reach + other.reach)  # fmt: skip


def _names(canvas: Canvas, near: pd.DataFrame, projection: Projection, look: Look) -> None:
    """The names of the neighbours, in or near the middle of their shapes, inside the picture.

    Large ones first; a name that would lie on another moves up or down, and is left out where
    there is no room, since the page tells all of them below the map.
    """
    by_size = near.assign(size=(near["east"] - near["west"]) * (near["north"] - near["south"]))
    taken: list[_NamePlace] = []
    for row in by_size.sort_values("size", ascending=False, kind="stable").itertuples():
        middle = projection.point((row.west + row.east) / 2, (row.south + row.north) / 2)
        places = (one for one in _near(str(row.name), middle, canvas, look)
                  if not any(one.on(other) for other in taken))  # fmt: skip
        if (found := next(places, None)) is not None:
            taken.append(found)
            canvas.text(found.x, found.y + 0.35 * look.small, str(row.name), size=look.small,
                        fill=look.colours.ink, anchor="middle")  # fmt: skip


def _near(
    name: str, middle: tuple[float, float], canvas: Canvas, look: Look
) -> Iterable[_NamePlace]:
    """Where a name may stand, the nearest to the middle of its shape first."""
    half, reach = text_width(name, look.small) / 2 + 1, 0.6 * look.small
    x = min(max(middle[0], half), canvas.width - half)
    for lines in (0, 0.5, -0.5, 1, -1):
        y = middle[1] + 2 * reach * lines
        yield _NamePlace(x, min(max(y, reach), canvas.height - reach), half, reach)
