"""The country by province: what share of the communes has a headline figure, in HTML with SVG."""

from collections.abc import Callable
from functools import lru_cache
from html import escape

import pandas as pd

from indicators.charts.palette import class_colours, palette
from indicators.language import formats
from indicators.language.texts import plural_translator, translator
from indicators.maps.map_areas import ALWAYS_SHOWN
from indicators.maps.map_layer import MapLayer, Shapes
from indicators.pictures.canvas import plain
from indicators.pictures.map_shapes import PARTS, Projection, path_of, shapes_by_number

WIDTH, HEIGHT, COUNTRY_WIDTH = 340, 480, 250
# A box beside the coast for each archipelago, at its latitude.
INSET_WIDTH, INSET_HEIGHT, INSET_SHARE = 88, 66, 0.6
# Upper ends of the classes in per cent, the end itself included; the last one is all of them.
ENDS = (5, 10, 25, 50, 100)

# The address of the page of a province, by its code.
Link = Callable[[str], str]
Bounds = tuple[float, float, float, float]


def coverage_map_html(
    coverage: pd.DataFrame, layer: MapLayer, *, link: Link, lang: str, dark: bool
) -> str:
    """The map, its legend, and the same as a folded table with a link for each province.

    ``coverage`` as ``overview.headline_coverage``. The picture is for the pointer; readers with a
    keyboard or a screen reader have the table. Without shapes only the table is shown, unfolded.
    """
    table = coverage_table_html(coverage, link=link, lang=lang)
    if layer.empty:
        return f'<div class="tx-coverage">{table}</div>'
    drawn = coverage_svg(coverage, layer, link=link, lang=lang, dark=dark)
    words = escape(translator(lang)("All provinces as a list"))
    return (f'<div class="tx-coverage"><div class="tx-beside">{drawn}'
            f"<div>{_legend(coverage, lang, dark)}</div></div>"
            f"<details><summary>{words}</summary>{table}</details></div>")  # fmt: skip


def class_of(share_pct: float) -> int:
    """The class of a share: 0 for none, then 1 for up to the first of ``ENDS``, and so on."""
    if share_pct <= 0:
        return 0
    return next(place for place, end in enumerate(ENDS, 1) if share_pct <= end)


def coverage_table_html(coverage: pd.DataFrame, *, link: Link, lang: str) -> str:
    """One row per province, those with the largest share first."""
    _ = translator(lang)
    heads = (_("Province"), _("Communes with a headline figure"), _("Share"))
    rows = coverage.sort_values("share_pct", ascending=False, kind="stable").to_dict("records")
    body = "".join(
        f'<tr><th scope="row"><a href="{escape(link(str(row["province_code"])))}">'
        f"{escape(plain(str(row['province'])))}</a></th><td>{escape(_counted(row, lang))}</td>"
        f"<td>{escape(formats.per_cent(row['share_pct'], lang))}</td></tr>"
        for row in rows
    )
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    return f'<table class="tx-small"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def coverage_svg(
    coverage: pd.DataFrame, layer: MapLayer, *, link: Link, lang: str, dark: bool
) -> str:
    """The provinces as shapes, each with its numbers to point at, and the two archipelagos."""
    colours, rows = palette(dark), coverage.set_index("province_code").to_dict("index")
    box = _mainland(layer.communes)
    paths = _paths(layer.provinces.geojson, box)
    shapes = []
    for code, d in zip(layer.provinces.areas["area_code"], paths, strict=True):
        if code not in rows:
            continue
        fill = _fill(class_of(rows[code]["share_pct"]), dark)
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
            _fill(class_of(float(str(of_province["share_pct"]))), dark) if of_province else "none"
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


def _fill(number: int, dark: bool) -> str:
    return palette(dark).page if number == 0 else class_colours(len(ENDS), dark)[number - 1]


def _legend(coverage: pd.DataFrame, lang: str, dark: bool) -> str:
    """Each class that occurs, with the number of its provinces; the largest shares first."""
    counts = coverage["share_pct"].map(class_of).value_counts()
    items = [
        f'<li><span class="tx-swatch" aria-hidden="true" style="background:{_fill(number, dark)}">'
        f"</span>{escape(_class_words(number, int(counts[number]), lang))}</li>"
        for number in range(len(ENDS), -1, -1)
        if counts.get(number, 0)
    ]
    heading = escape(translator(lang)("Share of communes with a headline figure"))
    return f'<p class="tx-legend-title">{heading}</p><ul class="tx-legend">{"".join(items)}</ul>'


def _class_words(number: int, provinces: int, lang: str) -> str:
    _ = translator(lang)
    counted = plural_translator(lang)("{count} province", "{count} provinces", provinces).format(
        count=formats.number(provinces, 0, lang)
    )
    if number == 0:
        return f"{_('none')} · {counted}"
    low = 0 if number == 1 else ENDS[number - 2]
    span = _("over {low} to {high}").format(
        low=formats.number(low, 0, lang), high=formats.per_cent(ENDS[number - 1], lang)
    )
    return f"{span} · {counted}"


def _told(row: dict[str, object], lang: str) -> str:
    return f"{plain(str(row['province']))}: {_counted(row, lang)}"


def _counted(row: dict[str, object], lang: str) -> str:
    return translator(lang)("{count} of {all} communes").format(
        count=formats.number(row["with_headline"], 0, lang),
        all=formats.number(row["communes"], 0, lang),
    )
