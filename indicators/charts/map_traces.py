"""The traces of a map: coloured areas, province lines, dots with names, the country in a corner."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from indicators.charts import style
from indicators.charts.palette import Palette, class_colours, palette
from indicators.language import formats, quoted
from indicators.language.area_words import missing_reason
from indicators.language.texts import translator
from indicators.maps.map_areas import ALWAYS_SHOWN, FIGURE, NOT_CHOSEN, AreaMap, MapBox

# Up to so many areas with a figure get a dot as well: a cell alone may be two pixels wide.
MOST_DOTS = 150

MAIN, LOCATOR = "geo", "geo2"
CLEAR = "rgba(0,0,0,0)"
# A click chooses an area; by default Plotly would fade all the others.
NOT_FADED = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}


@dataclass(frozen=True)
class MapAddresses:
    """Where the browser finds the shapes of the areas and of the provinces."""

    areas: str
    provinces: str


@dataclass(frozen=True)
class MapStyle:
    """How values are written and which theme the reader has."""

    unit: str
    decimals: int
    lang: str
    dark: bool

    @property
    def colours(self) -> Palette:
        """The palette of the reader's theme."""
        return palette(self.dark)


def area_traces(
    drawn: AreaMap, box: MapBox, geo: str, addresses: MapAddresses, how: MapStyle
) -> list[Any]:
    """The areas of one part of the picture, ``geo`` being its name in the layout.

    One trace per state of areas; those with a figure by how their value is worded.
    """
    inside = drawn.areas[drawn.areas["number"].isin(box.numbers)]
    traces = []
    for state, rows in inside[inside["state"] != FIGURE].groupby("state", sort=True):
        colours = _plain_colours(str(state), how, bold=geo != MAIN)
        traces.append(_cells(rows, geo, addresses.areas, _words_of_state(str(state), how), colours))
    figures = inside[inside["state"] == FIGURE]
    certain = (figures["rank_low"] == figures["rank_high"]).fillna(False).astype(bool)
    # A share that its counts give is not "more than" what was printed before it.
    wording = figures["qualifier"].mask(_told_by_counts(figures), "exact")
    decimals = _decimals(figures, how)
    for (qualifier, sure, digits), rows in figures.groupby([wording, certain, decimals], sort=True):
        exact = replace(how, decimals=int(digits))
        words = _words_of_figure(str(qualifier), bool(sure), rows, exact)
        colours = _class_scale(drawn, how)
        traces.append(_cells(rows, geo, addresses.areas, words, colours, with_values=True))
    return traces


def _told_by_counts(figures: pd.DataFrame) -> pd.Series:
    """For each figure whether the number that ranks is the share that its counts give."""
    if "printed_value" not in figures:
        return pd.Series(False, index=figures.index)
    differs = figures["printed_value"].notna() & (figures["printed_value"] != figures["value"])
    return differs & (figures["qualifier"] != "about")


def _decimals(figures: pd.DataFrame, how: MapStyle) -> pd.Series:
    """How many decimals each figure is shown with: those of its print, or of the indicator."""
    if "printed_decimals" not in figures:
        return pd.Series(how.decimals, index=figures.index)
    return figures["printed_decimals"].fillna(0).clip(lower=how.decimals).astype(int)


def _cells(
    rows: pd.DataFrame,
    geo: str,
    address: str,
    words: str,
    colours: dict[str, Any],
    with_values: bool = False,
) -> go.Choropleth:
    """Areas by number. Values travel as four bytes each and are worded by the template."""
    more: dict[str, Any] = {}
    if with_values:
        told = rows[["value", "rank", "rank_low", "rank_high"]].to_numpy("float64", na_value=np.nan)
        more["customdata"] = told.astype("float32")
    where = "<b>%{properties.name}</b>, %{properties.province}"
    return go.Choropleth(
        geojson=address,
        featureidkey="id",
        locations=rows["number"].to_numpy("uint16"),
        z=rows["value_class"].to_numpy("int8"),
        showscale=False,
        geo=geo,
        hovertemplate=f"{where}<br>{words}<extra></extra>",
        **NOT_FADED,
        **colours,
        **more,
    )


def _plain_colours(state: str, how: MapStyle, *, bold: bool) -> dict[str, Any]:
    """Outlined where a figure is missing, a flat grey where none can be; alone in a box, bold."""
    colours = how.colours
    flat = state in ("not_applicable", NOT_CHOSEN)
    fill, edge = (colours.outside, colours.page) if flat else (colours.page, colours.cell_edge)
    line = {"color": colours.muted, "width": 1} if bold else {"color": edge, "width": 0.4}
    return {
        "colorscale": [[0, fill], [1, fill]],
        "zmin": -1,
        "zmax": 0,
        "marker": {"line": line},
    }


def _class_scale(drawn: AreaMap, how: MapStyle) -> dict[str, Any]:
    """A scale of steps, one for each class; without classes all areas are of one colour."""
    count = len(drawn.classes.classes) if drawn.classes else 1
    shades = class_colours(count, how.dark)
    steps = [
        [end / count, shade] for place, shade in enumerate(shades) for end in (place, place + 1)
    ]
    first = 0 if drawn.classes else -1
    return {
        "colorscale": steps,
        "zmin": first - 0.5,
        "zmax": first + count - 0.5,
        "marker": {"line": {"color": how.colours.page, "width": 0.4}},
    }


def _words_of_state(state: str, how: MapStyle) -> str:
    if state == NOT_CHOSEN:
        return translator(how.lang)("not among the chosen areas")
    return missing_reason(state, how.lang)


def _words_of_figure(qualifier: str, certain: bool, rows: pd.DataFrame, how: MapStyle) -> str:
    """The value as its source words it and its rank, filled in by the browser."""
    _ = translator(how.lang)
    number = f"%{{customdata[0]:{style.number_format(how.decimals)}}}"
    words = _qualified(qualifier, how).format(value=f"{number}{style.unit_suffix(how.unit)}")
    if rows["rank"].isna().all():
        return words
    interval = "" if certain else " (%{customdata[2]:,.0f}–%{customdata[3]:,.0f})"
    return f"{words}<br>{_('Rank {rank}').format(rank='%{customdata[1]:,.0f}' + interval)}"


def _qualified(qualifier: str, how: MapStyle) -> str:
    _ = translator(how.lang)
    return {
        "exact": "{value}",
        "about": _("about {value}"),
        "at_least": _("more than {value}"),
        "nearly": _("nearly {value}"),
        "at_most": _("below {value}"),
    }[qualifier]


def province_lines(
    provinces: pd.DataFrame, province: str | None, addresses: MapAddresses, how: MapStyle
) -> go.Choropleth:
    """The provinces, or the chosen one, as lines above the cells; the pointer passes through."""
    whole = province is None
    shown = np.ones(len(provinces), bool) if whole else provinces["area_code"] == province
    numbers = np.flatnonzero(shown).astype("uint16")
    return go.Choropleth(
        geojson=addresses.provinces,
        locations=numbers,
        z=np.zeros(len(numbers), dtype="int8"),
        colorscale=[[0, CLEAR], [1, CLEAR]],
        showscale=False,
        geo=MAIN,
        hoverinfo="skip",
        marker={"line": {"color": how.colours.muted, "width": 0.7 if whole else 1.2}},
        **NOT_FADED,
    )


# --- Dots, names and the small map of the country ---------------------------------------------


def marks(drawn: AreaMap, box: MapBox, geo: str, how: MapStyle) -> list[Any]:
    """A dot for each figure where these are few; with too few for classes a name as well.

    In a province the cells are large enough to be seen, so dots are for the names alone.
    """
    inside = drawn.areas[drawn.areas["number"].isin(box.numbers)]
    figures = inside[inside["state"] == FIGURE]
    seen_alone = drawn.province is not None and drawn.classes is not None
    if figures.empty or seen_alone or drawn.count(FIGURE) > MOST_DOTS:
        return []
    shades = class_colours(len(drawn.classes.classes) if drawn.classes else 1, how.dark)
    rows = style.records(figures)
    labels = [] if drawn.classes else [_label(row, how) for row in rows]
    middle = (box.west + box.east) / 2
    sides = ["middle left" if row["longitude"] > middle else "middle right" for row in rows]
    return [
        go.Scattergeo(
            lon=figures["longitude"].to_numpy("float64"),
            lat=figures["latitude"].to_numpy("float64"),
            mode="markers+text" if labels else "markers",
            text=labels or None,
            textposition=sides if labels else None,
            textfont={
                "color": how.colours.ink,
                "size": style.SMALL_FONT_SIZE,
                "shadow": _halo(how),
            },
            marker={
                "size": 9,
                "color": [shades[max(int(row["value_class"]), 0)] for row in rows],
                "line": {"color": how.colours.ink, "width": 1},
            },
            customdata=figures["number"].to_numpy("uint16"),
            hovertext=[_hover_text(row, how) for row in rows],
            hoverinfo="text",
            geo=geo,
            **NOT_FADED,
        )
    ]


def chosen_ring(
    drawn: AreaMap, box: MapBox, geo: str, chosen: str | None, how: MapStyle
) -> list[Any]:
    """A ring around the chosen area, where it lies in this part; the pointer passes through."""
    areas = drawn.areas
    found = areas[(areas["area_code"] == chosen) & areas["number"].isin(box.numbers)]
    if found.empty:
        return []
    return [
        go.Scattergeo(
            lon=found["longitude"].to_numpy("float64"),
            lat=found["latitude"].to_numpy("float64"),
            mode="markers",
            marker={"symbol": "circle-open", "size": 22, "color": how.colours.ink,
                    "line": {"color": how.colours.ink, "width": 3}},
            hoverinfo="skip",
            geo=geo,
            **NOT_FADED,
        )
    ]  # fmt: skip


def _halo(how: MapStyle) -> str:
    """The page's colour around the letters, which may lie on a cell of any colour."""
    page = how.colours.page
    return ", ".join(f"{x}px {y}px 1px {page}" for x in (-1, 1) for y in (-1, 1))


def _value_text(row: dict[str, Any], how: MapStyle, unit: str) -> str:
    return quoted.as_ranked(row, how.decimals, how.lang, unit)


def _label(row: dict[str, Any], how: MapStyle) -> str:
    value = _value_text(row, how, "%" if how.unit == "%" else "")
    return f"{style.bold(style.shortened(str(row['name'])))} {style.plain_text(value)}"


def _hover_text(row: dict[str, Any], how: MapStyle) -> str:
    _ = translator(how.lang)
    name, province = style.bold(str(row["name"])), style.plain_text(str(row["province"]))
    lines = [f"{name}, {province}", style.plain_text(_value_text(row, how, how.unit))]
    if not pd.isna(row["rank"]):
        place = formats.rank_interval(row["rank"], row["rank_low"], row["rank_high"], how.lang)
        lines.append(_("Rank {rank}").format(rank=place))
    return "<br>".join(lines)


def locator(
    drawn: AreaMap, provinces: pd.DataFrame, addresses: MapAddresses, how: MapStyle
) -> list[Any]:
    """The whole country in a corner, the chosen province filled."""
    chosen = (provinces["area_code"] == drawn.province).to_numpy()
    colours = how.colours
    country = go.Choropleth(
        geojson=addresses.provinces,
        locations=np.arange(len(provinces), dtype="uint16"),
        z=chosen.astype("int8"),
        zmin=0,
        zmax=1,
        colorscale=[[0, colours.band], [1, colours.reference]],
        showscale=False,
        geo=LOCATOR,
        hoverinfo="skip",
        marker={"line": {"color": colours.page, "width": 0.3}},
        **NOT_FADED,
    )
    return [country, _archipelagos(drawn.shapes.areas, how)]


def _archipelagos(communes: pd.DataFrame, how: MapStyle) -> go.Scattergeo:
    """Hoàng Sa and Trường Sa by name in the small map, where their cells are points."""
    found = communes[communes["area_code"].isin(ALWAYS_SHOWN)]
    return go.Scattergeo(
        lon=found["longitude"].to_numpy("float64"),
        lat=found["latitude"].to_numpy("float64"),
        mode="markers+text",
        text=[style.plain_text(str(name)) for name in found["name"]],
        textposition="bottom left",
        textfont={"color": how.colours.ink, "size": 9},
        marker={"symbol": "circle-open", "size": 4, "color": how.colours.muted},
        **NOT_FADED,
        hoverinfo="skip",
        geo=LOCATOR,
    )
