"""Two indicators over the same areas: a dot per area, the medians, the chosen areas by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from indicators.charts import style
from indicators.charts.palette import area_colour, area_symbol
from indicators.charts.style import ValueStyle
from indicators.language import formats, quoted
from indicators.language.record_texts import in_language
from indicators.language.texts import translator

HEIGHT_PIXELS = 460

# More areas than this have no bars for their intervals: thousands of bars are one blot. Their dots
# are smaller and paler, so that a heap shows how many lie in it.
MOST_WITH_INTERVALS = 200


@dataclass(frozen=True)
class Measure:
    """One axis: the indicator's name, its unit in the reader's language, and its decimals."""

    name: str
    unit: str
    decimals: int


def measure_of(record: Mapping[Any, Any], lang: str) -> Measure:
    """An indicator of the catalogue as an axis."""
    return Measure(str(in_language(record, "name", lang)), str(in_language(record, "unit", lang)),
                   int(record["decimals"]))  # fmt: skip


def scatter(
    pairs: pd.DataFrame,
    x: Measure,
    y: Measure,
    *,
    highlighted: Sequence[str],
    lang: str,
    dark: bool,
) -> go.Figure:
    """A dot per area at its two values, the chosen ones coloured and named.

    ``pairs`` as in ``association.Association``; ``highlighted`` are area codes, coloured in this
    order, and left out where they have no pair. Dotted lines are the medians of the areas shown.
    No line is drawn through the dots: it would look like a law. Raises ``ValueError`` for an
    empty frame or a missing value.
    """
    rows = pairs.reset_index(drop=True)
    readings = tuple(ValueStyle(one.unit, max(one.decimals, 0), lang, dark) for one in (x, y))
    chosen = _chosen(rows, highlighted)
    traces = [_all_dots(rows, x, y, readings), _chosen_dots(rows, chosen, x, y, readings)]
    layout = style.base_layout(
        lang=lang, dark=dark, height=HEIGHT_PIXELS, margin={"l": 8, "r": 16, "t": 12, "b": 56}
    )
    figure = go.Figure(traces, layout)
    figure.update_xaxes(_axis(rows, "x", x, readings[0]))
    figure.update_yaxes(_axis(rows, "y", y, readings[1]))
    _add_medians(figure, rows, readings[0])
    for annotation in _labels(rows, chosen, readings[0]):
        figure.add_annotation(annotation)
    return figure


def scatter_alt(
    pairs: pd.DataFrame,
    x: Measure,
    y: Measure,
    *,
    rho: float | None,
    highlighted: Sequence[str],
    lang: str,
) -> str:
    """The picture in words: how many areas, both ranges, the coefficient, the chosen areas."""
    _ = translator(lang)
    told = _("{x} and {y}: {count} areas with both figures; {x_range}; {y_range}.").format(
        x=x.name,
        y=y.name,
        count=formats.number(len(pairs), 0, lang),
        x_range=_range(pairs, "x", x, lang),
        y_range=_range(pairs, "y", y, lang),
    )
    if rho is not None:
        told += " " + _("Rank correlation (Spearman) {rho}.").format(
            rho=formats.number(rho, 2, lang)
        )
    chosen = [_in_words(pairs.iloc[place], x, y, lang) for place in _chosen(pairs, highlighted)]
    return f"{told} {_('Marked: {areas}.').format(areas='; '.join(chosen))}" if chosen else told


def _all_dots(
    rows: pd.DataFrame, x: Measure, y: Measure, readings: tuple[ValueStyle, ...]
) -> go.Scatter:
    bars = {}
    if len(rows) <= MOST_WITH_INTERVALS:
        bars = {"error_x": _bars(rows, "x", readings[0]), "error_y": _bars(rows, "y", readings[1])}
    return go.Scatter(
        x=style.complete_values(rows, "x_value"),
        y=style.complete_values(rows, "y_value"),
        mode="markers",
        marker={"color": readings[0].colours.point}
        | ({"size": 8, "opacity": 0.85} if bars else {"size": 6, "opacity": 0.5}),
        hovertext=_hover_texts(rows, x, y, readings[0].lang),
        hoverinfo="text",
        **bars,
    )


def _chosen_dots(
    rows: pd.DataFrame, chosen: list[int], x: Measure, y: Measure, readings: tuple[ValueStyle, ...]
) -> go.Scatter:
    own, dark = rows.iloc[chosen], readings[0].dark
    return go.Scatter(
        x=own["x_value"].to_numpy("float64"),
        y=own["y_value"].to_numpy("float64"),
        mode="markers",
        marker={
            "color": [area_colour(order, dark) for order in range(len(chosen))],
            "symbol": [area_symbol(order) for order in range(len(chosen))],
            "size": style.MARKER_SIZE + 2,
            "line": {"width": 1.5, "color": readings[0].colours.page},
        },
        hovertext=_hover_texts(own, x, y, readings[0].lang),
        hoverinfo="text",
    )


def _bars(rows: pd.DataFrame, axis: str, reading: ValueStyle) -> dict[str, Any]:
    figures = rows.rename(columns={f"{axis}_value_low": "value_low",
                                   f"{axis}_value_high": "value_high"})  # fmt: skip
    values = rows[f"{axis}_value"].to_numpy("float64")
    return style.interval_bars(figures, values, reading.decimals, reading.colours.band)


def _axis(rows: pd.DataFrame, axis: str, measure: Measure, reading: ValueStyle) -> dict[str, Any]:
    extent = _extent(rows, axis)
    ticks = style.round_ticks(extent[0], extent[1])
    finer = ValueStyle(measure.unit, max(measure.decimals, 2), reading.lang, reading.dark)
    unit = "" if measure.unit in ("", "%") else f" ({measure.unit})"
    return style.value_axis(
        dark=reading.dark,
        decimals=reading.decimals,
        unit=measure.unit,
        range=extent,
        tickvals=ticks,
        ticktext=[finer.short_text(tick) for tick in ticks],
        title=style.axis_title(f"{style.shortened(measure.name, 44)}{unit}", reading.dark),
    )


def _extent(rows: pd.DataFrame, axis: str) -> list[float]:
    columns = [f"{axis}_value"]
    if len(rows) <= MOST_WITH_INTERVALS:
        columns += [f"{axis}_value_low", f"{axis}_value_high"]
    ends: npt.NDArray[np.float64] = rows[columns].to_numpy("float64", na_value=np.nan)
    return style.padded_range(float(np.nanmin(ends)), float(np.nanmax(ends)))


def _add_medians(figure: go.Figure, rows: pd.DataFrame, reading: ValueStyle) -> None:
    line = {"color": reading.colours.reference, "width": 1, "dash": "dot"}
    figure.add_vline(float(rows["x_value"].median()), line=line)
    figure.add_hline(float(rows["y_value"].median()), line=line)


def _labels(rows: pd.DataFrame, chosen: list[int], reading: ValueStyle) -> list[dict[str, Any]]:
    """Each chosen area by name, on the side of its dot that has more room."""
    left, right = _extent(rows, "x")
    labels = []
    for order, place in enumerate(chosen):
        row = rows.loc[place]
        on_the_right = row["x_value"] <= (left + right) / 2
        labels.append({
            "text": style.bold(style.shortened(str(row["name"]))),
            "x": float(row["x_value"]),
            "y": float(row["y_value"]),
            "xanchor": "left" if on_the_right else "right",
            "xshift": 10 if on_the_right else -10,
            "yshift": 12 if order % 2 == 0 else -12,
            "showarrow": False,
            "bgcolor": reading.colours.page,
            "borderpad": 1,
            "font": {"size": style.SMALL_FONT_SIZE, "color": reading.colours.ink},
        })  # fmt: skip
    return labels


def _hover_texts(rows: pd.DataFrame, x: Measure, y: Measure, lang: str) -> list[str]:
    """Name, province, and each value as its source words it, with its own period."""
    texts = []
    for row in style.records(rows):
        lines = [f"{style.bold(str(row['name']))}, {style.plain_text(str(row['province']))}"]
        for axis, measure in (("x", x), ("y", y)):
            value = quoted.as_ranked(figure_on(row, axis), max(measure.decimals, 0), lang,
                                     measure.unit)  # fmt: skip
            period = formats.period(row[f"{axis}_period_start"], row[f"{axis}_period_end"], lang)
            name = style.shortened(measure.name, 40)
            lines.append(style.plain_text(f"{name}: {value}, {period}"))
        texts.append("<br>".join(lines))
    return texts


def figure_on(row: quoted.Figure, axis: str) -> dict[str, Any]:
    """The figure of one axis under the names that every figure has."""
    start = f"{axis}_"
    return {str(name).removeprefix(start): value for name, value in row.items()
            if str(name).startswith(start)}  # fmt: skip


def _chosen(rows: pd.DataFrame, highlighted: Sequence[str]) -> list[int]:
    place = {code: number for number, code in enumerate(rows["area_code"].tolist())}
    return [place[code] for code in dict.fromkeys(highlighted) if code in place]


def _range(pairs: pd.DataFrame, axis: str, measure: Measure, lang: str) -> str:
    _ = translator(lang)
    values = style.complete_values(pairs, f"{axis}_value")
    lowest, highest = (
        formats.with_unit(end, max(measure.decimals, 0), measure.unit, lang)
        for end in (values.min(), values.max())
    )
    return _("{indicator} from {lowest} to {highest}").format(
        indicator=measure.name, lowest=lowest, highest=highest
    )


def _in_words(row: pd.Series, x: Measure, y: Measure, lang: str) -> str:
    values = [
        quoted.as_printed(figure_on(row, axis), max(measure.decimals, 0), lang, measure.unit)
        for axis, measure in (("x", x), ("y", y))
    ]  # fmt: skip
    return f"{row['name']} ({row['province']}) {values[0]}, {values[1]}"
