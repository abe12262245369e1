"""The country by province: what share of the communes has a headline figure, as SVG."""

from functools import lru_cache
from html import escape

import pandas as pd

from indicators.charts.palette import palette
from indicators.maps.map_areas import ALWAYS_SHOWN
from indicators.maps.map_layer import MapLayer, Shapes
from indicators.pictures.canvas import plain
from indicators.pictures.map_shapes import PARTS, Projection, path_of, shapes_by_number
from indicators.views.coverage_list import Link, class_fill, class_of, counted_words

WIDTH, HEIGHT, COUNTRY_WIDTH = 340, 480, 250
# A box beside the coast for each archipelago, at its latitude.
INSET_WIDTH, INSET_HEIGHT, INSET_SHARE = 88, 66, 0.6

Bounds = tuple[float, float, float, float]


def coverage_svg(
    coverage: pd.DataFrame, layer: MapLayer, *, link: Link, lang: str, dark: bool
) -> str:
    """The provinces as shapes, each with its numbers to point at, and the two archipelagos.

    ``coverage`` as ``overview.headline_coverage``, ``link`` gives the address of a province by its
    code. Empty where there are no shapes.
    """
    if layer.empty:
        return ""
    colours, rows = palette(dark), coverage.set_index("province_code").to_dict("index")
    box = _mainland(layer.communes)
    paths = _paths(layer.provinces.geojson, box)
    shapes = []
    for code, d in zip(layer.provinces.areas["area_code"], paths, strict=True):
        if code not in rows:
            continue
        fill = class_fill(class_of(rows[code]["share_pct"]), dark)
        shapes.append(_linked(link(str(code)), _told(rows[code], lang),
                              f'<path d="{d}" fill="{fill}"/>'))  # fmt: skip
    line = f'stroke="{colours.muted}" stroke-width="{0.7 * PARTS:g}" stroke-linejoin="round"'
    placed = f'<g transform="scale({1 / PARTS:g})" {line}>{"".join(shapes)}</g>'
    islands = "".join(_islands(layer, rows, box, link=link, lang=lang, dark=dark))
    return (f'<svg class="tx-map" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" '
            f'focusable="false">{placed}{islands}</svg>')  # fmt: skip


def _linked(address: str, told: str, drawn: str) -> str:
    """A shape that leads somewhere for the pointer; the keyboard has the table."""
    return (f'<a href="{escape(address)}" tabindex="-1"><title>{escape(told)}</title>'
            f"{drawn}</a>")  # fmt: skip


def _islands(
    layer: MapLayer, rows: dict[str, dict[str, object]], box: Bounds, *, link: Link, lang: str,
    dark: bool,
) -> list[str]:  # fmt: skip
    """Hoàng Sa and Trường Sa by name, each in a box at its latitude."""
    colours, areas = palette(dark), layer.communes.areas
    drawn = []
    projection = _projection(box)
    for number in areas.index[areas["area_code"].isin(ALWAYS_SHOWN)]:
        row = areas.loc[number]
        middle = projection.point(row["east"], (row["south"] + row["north"]) / 2)[1]
        top = min(max(middle - 0.2 * INSET_HEIGHT, 1), HEIGHT - INSET_HEIGHT - 1)
        left = WIDTH - INSET_WIDTH - 1
        inside = Projection.fitting(
            (row["west"], row["south"], row["east"], row["north"]),
            left + INSET_WIDTH * (1 - INSET_SHARE) / 2, top + 4,
            INSET_WIDTH * INSET_SHARE, INSET_HEIGHT * 0.4)  # fmt: skip
        of_province = rows.get(str(row["province_code"]))
        fill = (
            class_fill(class_of(float(str(of_province["share_pct"]))), dark)
            if of_province
            else "none"
        )
        shape = path_of([shapes_by_number(layer.communes)[number]], inside)
        frame = (f'<rect x="{left}" y="{top:.1f}" width="{INSET_WIDTH}" height="{INSET_HEIGHT}" '
                 f'fill="none" stroke="{colours.grid}"/>')  # fmt: skip
        cell = (f'<g transform="scale({1 / PARTS:g})"><path d="{shape}" fill="{fill}" '
                f'stroke="{colours.muted}" stroke-width="{0.7 * PARTS:g}"/></g>')  # fmt: skip
        names = "".join(
            f'<text x="{left + INSET_WIDTH / 2:.1f}" y="{top + INSET_HEIGHT - up:.1f}" '
            f'text-anchor="middle" font-size="11" fill="{colours.ink}">{escape(plain(text))}</text>'
            for up, text in ((19, str(row["name"])), (6, f"({row['province']})"))
        )
        told = _told(of_province, lang) if of_province else str(row["name"])
        drawn.append(frame + _linked(link(str(row["province_code"])), told, cell + names))
    return drawn


def _mainland(communes: Shapes) -> Bounds:
    """The bounds of all communes but the two archipelagos, which would halve the picture."""
    areas = communes.areas[~communes.areas["area_code"].isin(ALWAYS_SHOWN)]
    areas = communes.areas if areas.empty else areas
    return (float(areas["west"].min()), float(areas["south"].min()),
            float(areas["east"].max()), float(areas["north"].max()))  # fmt: skip


def _projection(box: Bounds) -> Projection:
    """The country at the left: the sea at its right holds the archipelagos."""
    return Projection.fitting(box, 2, 4, COUNTRY_WIDTH - 4, HEIGHT - 8)


@lru_cache(maxsize=4)
def _paths(geojson: bytes, box: Bounds) -> tuple[str, ...]:
    projection = _projection(box)
    return tuple(path_of([shape], projection, within=box) for shape in _read(geojson))


def _read(geojson: bytes) -> list[object]:
    return shapes_by_number(Shapes(pd.DataFrame(), geojson, ""))


def _told(row: dict[str, object], lang: str) -> str:
    return f"{plain(str(row['province']))}: {counted_words(row, lang)}"
