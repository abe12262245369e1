"""The map: areas coloured by class, what has no figure outlined, legend beside it.

As on the page, Hoàng Sa and Trường Sa always have a box of their own, by name.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from indicators.charts import style
from indicators.charts.map_legend import legend_heading, legend_rows
from indicators.charts.map_traces import MOST_DOTS, MapStyle
from indicators.charts.palette import class_colours
from indicators.charts.style import ValueStyle
from indicators.language.texts import translator
from indicators.maps.map_areas import ALWAYS_SHOWN, FIGURE, NOT_CHOSEN, AreaMap, MapBox
from indicators.maps.map_layer import MapLayer
from indicators.pictures.canvas import Canvas
from indicators.pictures.font_table import shortened, text_width, wrapped
from indicators.pictures.look import Look
from indicators.pictures.map_shapes import PARTS, Projection, path_of, shapes_by_number

MOST_HEIGHT, TALL, LEAST_TALL = 620.0, 1.6, 0.6
LEGEND_SHARE, LEAST_LEGEND = 0.28, 190.0
# On a narrower picture the legend stands below the map.
LEAST_BESIDE = 500.0
# An inset as a part of the map's width and height; the gap between two.
INSET_WIDTH, INSET_HEIGHT, INSET_GAP, LOCATOR_HEIGHT = 0.26, 0.22, 0.03, 0.42
# More cells than this are joined to larger shapes where they have the same colour.
MOST_SINGLE_CELLS = 400
# On the map of the country a cell without a figure is smaller than its own edge.
EDGE = 0.6


@dataclass(frozen=True)
class Frame:
    """A rectangle of the paper."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class _Map:
    """Everything that the parts of one map need."""

    drawn: AreaMap
    layer: MapLayer
    reading: ValueStyle
    look: Look

    @property
    def shades(self) -> tuple[str, ...]:
        count = len(self.drawn.classes.classes) if self.drawn.classes else 1
        return class_colours(count, self.look.dark)


def map_body(
    drawn: AreaMap, layer: MapLayer, reading: ValueStyle, look: Look, width: float
) -> Canvas:
    """The map of ``drawn``; its legend at the right, on a narrow picture below."""
    one = _Map(drawn, layer, reading, look)
    canvas = Canvas(width)
    beside = width >= LEAST_BESIDE * look.letters
    legend = min(max(LEAST_LEGEND * look.letters, LEGEND_SHARE * width), width / 2)
    room = width - legend - look.line if beside else width
    whole = Frame(0, 0, room, _height(drawn, room, look))
    insets = _insets(drawn, whole)
    # On a page an inset may lie on the country's edge, which a pointer uncovers; not on a picture.
    main = Frame(0, 0, whole.width * (1 - INSET_WIDTH), whole.height)
    _part(canvas, one, drawn.box, main, borders=True)
    if drawn.province is not None:
        _locator(canvas, one, insets[0])
    for box, inset in zip(drawn.islands, insets[len(insets) - len(drawn.islands) :], strict=True):
        _island(canvas, one, box, inset)
    _dots(canvas, one, main)
    if beside:
        canvas.height = max(whole.height, _legend(canvas, one, width - legend, 0, legend))
    else:
        canvas.height = _legend(canvas, one, 0, whole.height + 0.5 * look.line, width)
    return canvas


def _height(drawn: AreaMap, width: float, look: Look) -> float:
    """The country is tall; a province as tall as its shape is at this width."""
    most = MOST_HEIGHT * look.letters
    if drawn.province is None:
        return min(most, TALL * width)
    west, south, east, north = drawn.box.bounds
    shrunk = np.cos(np.radians((south + north) / 2))
    wanted = width * (1 - INSET_WIDTH) * (north - south) / ((east - west) * shrunk)
    return float(np.clip(wanted, LEAST_TALL * width, most))


def _insets(drawn: AreaMap, whole: Frame) -> list[Frame]:
    """Boxes at the right: islands at their latitude, or below the small map of the country."""
    height = INSET_HEIGHT * whole.height
    left, width = whole.width * (1 - INSET_WIDTH), whole.width * INSET_WIDTH
    if drawn.province is not None:
        tall = LOCATOR_HEIGHT * whole.height
        step = height + INSET_GAP * whole.height
        tops = [tall + INSET_GAP * whole.height + step * place
                for place in range(len(drawn.islands))]  # fmt: skip
        return [Frame(left, 0, width, tall), *(Frame(left, top, width, height) for top in tops)]
    box = drawn.box
    shares = [(box.north - (one.south + one.north) / 2) / (box.north - box.south)
              for one in drawn.islands]  # fmt: skip
    tops = [float(np.clip(share * whole.height - 0.15 * height, 0, whole.height - height))
            for share in shares]  # fmt: skip
    return [Frame(left, top, width, height) for top in tops]


# ── parts of the map ─────────────────────────────────────────────────────────────────────────


def _part(canvas: Canvas, one: _Map, box: MapBox, frame: Frame, *, borders: bool) -> None:
    """The areas of one box: without a figure, not applicable, by class; borders, dots, names."""
    projection = Projection.fitting(box, frame.left, frame.top, frame.width, frame.height)
    areas = one.drawn.areas[one.drawn.areas["number"].isin(box.numbers)]
    polygons = shapes_by_number(one.drawn.shapes)
    few = len(areas) <= MOST_SINGLE_CELLS
    scaled = Canvas(0)
    colours = one.look.colours

    def cells(rows: Any, **paint: object) -> None:
        shapes = [polygons[number] for number in rows["number"]]
        if d := path_of(shapes, projection, merged=not few, within=box.bounds):
            scaled.path(d, **paint)

    flat = areas["state"].isin(["not_applicable", NOT_CHOSEN])
    figures = areas[areas["state"] == FIGURE]
    if borders and not few:
        _borders(scaled, one, projection, fill=colours.page, stroke=colours.cell_edge)
    elif not few or borders or len(areas):
        cells(areas[~flat & (areas["state"] != FIGURE)], fill=colours.page,
              stroke=colours.cell_edge if borders else colours.muted,
              stroke_width=EDGE * PARTS)  # fmt: skip
    cells(areas[flat], fill=colours.outside, stroke=colours.page, stroke_width=EDGE * PARTS)
    for number, shade in enumerate(one.shades):
        place = number if one.drawn.classes else -1
        cells(figures[figures["value_class"] == place], fill=shade, stroke=colours.page,
              stroke_width=0.5 * EDGE * PARTS)  # fmt: skip
    if borders:
        _borders(scaled, one, projection, fill="none", stroke=colours.muted)
    canvas.put_scaled(scaled, 1 / PARTS)


def _borders(scaled: Canvas, one: _Map, projection: Projection, **paint: object) -> None:
    """The provinces as lines, or the chosen one; islands far out have boxes of their own."""
    provinces = one.layer.provinces
    outlines = shapes_by_number(provinces)
    chosen = [outlines[number] for number, code in enumerate(provinces.areas["area_code"])
              if one.drawn.province in (None, code)]  # fmt: skip
    width = (0.8 if one.drawn.province is None else 1.3) * one.look.letters
    d = path_of(chosen, projection, within=one.drawn.box.bounds)
    scaled.path(d, stroke_width=width * PARTS, stroke_linejoin="round", **paint)


def _dots(canvas: Canvas, one: _Map, frame: Frame) -> None:
    """A dot for each figure where these are few; with too few for classes a name as well."""
    areas = one.drawn.areas
    figures = areas[(areas["state"] == FIGURE) & areas["number"].isin(one.drawn.box.numbers)]
    alone = one.drawn.province is not None and one.drawn.classes is not None
    if figures.empty or alone or one.drawn.count(FIGURE) > MOST_DOTS:
        return
    projection = Projection.fitting(one.drawn.box, frame.left, frame.top, frame.width, frame.height)
    lowest = float("-inf")
    for row in style.records(figures.sort_values("latitude", ascending=False)):
        at = projection.point(row["longitude"], row["latitude"])
        shade = one.shades[max(int(row["value_class"]), 0)]
        canvas.circle(at, 4.5 * one.look.letters, fill=shade, stroke=one.look.colours.ink,
                      stroke_width=1)  # fmt: skip
        if one.drawn.classes is None:
            lowest = _name(canvas, one, row, at, frame, lowest)


def _name(
    canvas: Canvas, one: _Map, row: dict[str, Any], at: tuple[float, float], frame: Frame,
    lowest: float,
) -> float:  # fmt: skip
    """Name and value beside a dot, below any name before it; where it ends.

    They stay inside the map, the value whole: a number that is cut off is another number.
    """
    look, size = one.look, one.look.small
    value, gap = one.reading.short_figure(row), 8 * look.letters
    lines = [f"{row['name']}: {value}"]
    if text_width(lines[0], size, bold=True) > 0.7 * frame.width:
        lines = [shortened(str(row["name"]), size, frame.width, bold=True), value]
    width = max(text_width(line, size, bold=True) for line in lines)
    fits = at[0] + gap + width <= frame.left + frame.width
    start = at[0] + gap if fits else at[0] - gap - width
    start = min(max(start, frame.left), frame.left + frame.width - width)
    base = max(at[1] + 0.35 * size, lowest)
    for line in lines:
        canvas.text(start, base, line, size=size, fill=look.colours.ink, bold=True,
                    stroke=look.colours.page, stroke_width=3, paint_order="stroke",
                    stroke_linejoin="round")  # fmt: skip
        base += 1.3 * size
    return base


def _island(canvas: Canvas, one: _Map, box: MapBox, inset: Frame) -> None:
    """One island in its own frame, with its name: on the map of the country in full."""
    _framed(canvas, one, inset)
    name = box.title
    if one.drawn.province is None:
        name = translator(one.look.lang)("Special zone of {name} ({province})").format(
            name=box.title, province=box.province)  # fmt: skip
    size = 0.9 * one.look.small
    lines = wrapped(name, size, inset.width - 6, most=3)
    room = 1.25 * size * len(lines) + 4
    _part(canvas, one, box, Frame(inset.left, inset.top, inset.width, inset.height - room + 2),
          borders=False)  # fmt: skip
    for number, line in enumerate(lines):
        base = inset.top + inset.height - room + 1.25 * size * (number + 0.8)
        canvas.text(inset.left + inset.width / 2, base, line, size=size,
                    fill=one.look.colours.ink, anchor="middle")  # fmt: skip


def _locator(canvas: Canvas, one: _Map, inset: Frame) -> None:
    """The whole country in a corner, the chosen province filled, the archipelagos by name."""
    _framed(canvas, one, inset)
    areas, colours = one.layer.communes.areas, one.look.colours
    bounds = (float(areas["west"].min()) - 0.3, float(areas["south"].min()) - 0.3,
              float(areas["east"].max()) + 0.6, float(areas["north"].max()) + 0.3)  # fmt: skip
    room = Frame(inset.left + 3, inset.top + 3, inset.width - 6, inset.height - 6)
    projection = Projection.fitting(bounds, room.left, room.top, room.width, room.height)
    scaled, provinces = Canvas(0), one.layer.provinces
    chosen = (provinces.areas["area_code"] == one.drawn.province).tolist()
    for inside, fill in ((False, colours.band), (True, colours.reference)):
        shapes = [shape for shape, own in zip(shapes_by_number(provinces), chosen, strict=True)
                  if own == inside]  # fmt: skip
        scaled.path(path_of(shapes, projection), fill=fill, stroke=colours.page,
                    stroke_width=0.3 * PARTS)  # fmt: skip
    canvas.put_scaled(scaled, 1 / PARTS)
    _archipelagos(canvas, one, projection, inset)


def _archipelagos(canvas: Canvas, one: _Map, projection: Projection, inset: Frame) -> None:
    size = 0.75 * one.look.small
    areas = one.layer.communes.areas
    for row in style.records(areas[areas["area_code"].isin(ALWAYS_SHOWN)]):
        x, y = projection.point(row["longitude"], row["latitude"])
        canvas.circle((x, y), 2, fill="none", stroke=one.look.colours.muted)
        half = text_width(row["name"], size) / 2
        middle = min(max(x, inset.left + half + 2), inset.left + inset.width - half - 2)
        base = min(y + 1.3 * size + 2, inset.top + inset.height - 0.4 * size)
        canvas.text(middle, base, row["name"], size=size,
                    fill=one.look.colours.ink, anchor="middle")  # fmt: skip


def _framed(canvas: Canvas, one: _Map, inset: Frame) -> None:
    canvas.rect(inset.left, inset.top, inset.width, inset.height, fill=one.look.colours.page,
                stroke=one.look.colours.grid)  # fmt: skip


def _legend(canvas: Canvas, one: _Map, left: float, top: float, width: float) -> float:
    """Classes in numbers, highest first, then what is missing; where it ends."""
    look, how = one.look, MapStyle(one.reading.unit, one.reading.decimals, one.look.lang,
                                   one.look.dark)  # fmt: skip
    base = top + look.line
    for line in wrapped(legend_heading(how), look.size, width, bold=True, most=3):
        canvas.text(left, base, line, size=look.size, fill=look.colours.ink, bold=True)
        base += look.line
    swatch = 1.6 * look.size
    for fill, edge, text in legend_rows(one.drawn, how):
        canvas.rect(left, base - 0.8 * look.size, swatch, look.size, fill=fill, stroke=edge)
        for line in wrapped(text, look.size, width - 1.4 * swatch, most=3):
            canvas.text(left + 1.4 * swatch, base, line, size=look.size, fill=look.colours.ink)
            base += look.line
        base += 0.15 * look.line
    return base
