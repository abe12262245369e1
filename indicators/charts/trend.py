"""Figures in the order of time: lines only where neighbours may be compared, marks elsewhere.

Every figure stands at the last day of its period. Full years, and in panels of their own months,
quarters and half-years, are filled marks; they are joined inside one line of ``period_series``
alone. A part of a year is an empty mark with a bar over the days that it covers; a level stated
without its year is an empty mark with a dot. Upright bars are what the printed number stands for.
A series break is an upright line with its name.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from indicators.charts import style
from indicators.charts.palette import Palette, area_colour, palette
from indicators.charts.trend_marks import is_dotted, symbol_of
from indicators.language import formats, quoted
from indicators.language.record_texts import in_language
from indicators.language.texts import translator
from indicators.over_time.period_series import REGULAR

Shown = Literal["value", "rank"]

PANEL_PIXELS = 300
GAP_SHARE = 0.09
# With fewer points of a kind in a year a panel of their own would be nearly empty.
FEWEST_IN_PANEL = 3
MOST_TICKS = 4
SHORT_SPAN_DAYS = 500
MARK_SIZE = 9
SMALL_MARK_SIZE = 6
# Each name of a break on a line of its own above the plot, this many at most.
BREAK_LINE_PIXELS = 18

ENDS = {
    "value": ("value", "value_low", "value_high"),
    "rank": ("rank", "rank_low", "rank_high"),
}  # fmt: skip


@dataclass(frozen=True)
class TrendPicture:
    """What is drawn: ``figures`` and ``breaks`` as in ``trend.Trend``, ``labels`` by area code.

    ``labels`` gives the areas their order, colour and name.
    """

    figures: pd.DataFrame
    breaks: pd.DataFrame
    labels: dict[str, str]
    shown: Shown
    unit: str
    decimals: int
    lang: str
    dark: bool

    @property
    def colours(self) -> Palette:
        """The palette of the reader's theme."""
        return palette(self.dark)

    @property
    def drawn(self) -> pd.DataFrame:
        """The figures that have what is shown: a rank may be missing, a value is not."""
        return self.figures[self.figures[ENDS[self.shown][0]].notna()]


def trend_chart(picture: TrendPicture) -> go.Figure:
    """One panel, or one more for each kind of shorter periods with at least three figures.

    Raises ``ValueError`` where nothing can be drawn.
    """
    style.complete_values(picture.drawn, ENDS[picture.shown][0])
    panels = panels_of(picture.drawn)
    breaks = breaks_in_view(picture)
    top = 16 + BREAK_LINE_PIXELS * len(breaks)
    plots = PANEL_PIXELS * len(panels)
    bottom = 60 + 22 * len(picture.labels)
    layout = style.base_layout(
        lang=picture.lang, dark=picture.dark, height=plots + top + bottom,
        margin={"l": 8, "r": 16, "t": top, "b": bottom},
    ) | {"showlegend": True, "legend": _legend(plots)}  # fmt: skip
    figure = go.Figure(layout=layout)
    named: set[str] = set()
    for number, (name, rows) in enumerate(panels.items(), start=1):
        suffix = "" if number == 1 else str(number)
        domain = _domain(number, len(panels))
        figure.update_layout({
            f"yaxis{suffix}": _value_axis(picture, rows, domain, f"x{suffix}"),
            f"xaxis{suffix}": _time_axis(picture, f"y{suffix}"),
        })  # fmt: skip
        for trace in _traces(picture, rows, suffix, named):
            figure.add_trace(trace)
        if len(panels) > 1:
            figure.add_annotation(_panel_note(picture, name, domain))
    for place, row in enumerate(style.records(breaks)):
        _add_break(figure, picture, row, place)
    return figure


def trend_alt(picture: TrendPicture, *, indicator_name: str) -> str:
    """The picture in words: for each area its first and last figure, and the breaks in view."""
    _ = translator(picture.lang)
    parts = [_in_words(picture, code, label) for code, label in picture.labels.items()]
    sentence = _("{indicator} over time. {areas}.").format(
        indicator=indicator_name, areas="; ".join(parts)
    )
    names = [
        in_language(row, "name", picture.lang) for row in style.records(breaks_in_view(picture))
    ]
    if names:
        sentence += " " + _("Series breaks: {names}.").format(names=", ".join(names))
    return sentence


def panels_of(figures: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The figures by panel: ``main``, then each kind of shorter period that fills one."""
    counts = figures["series"].value_counts()
    own = [name for name in REGULAR[1:] if counts.get(name, 0) >= FEWEST_IN_PANEL]
    main = figures[~figures["series"].isin(own)]
    panels = {} if main.empty else {"main": main}
    return panels | {name: figures[figures["series"] == name] for name in own}


def _in_words(picture: TrendPicture, code: str, label: str) -> str:
    rows = picture.drawn[picture.drawn["area_code"] == code].sort_values("period_end")
    if rows.empty:
        return f"{label}: {translator(picture.lang)('no figure')}"
    ends = [rows.iloc[0]] if len(rows) == 1 else [rows.iloc[0], rows.iloc[-1]]
    told = [f"{_period(row, picture.lang)} {_number(picture, row)}" for row in ends]
    return f"{label}: {' … '.join(told)}"


def _period(row: Any, lang: str) -> str:
    return formats.period(row["period_start"], row["period_end"], lang)


def _number(picture: TrendPicture, row: Any) -> str:
    if picture.shown == "rank":
        place = formats.rank_interval(row["rank"], row["rank_low"], row["rank_high"], picture.lang)
        return translator(picture.lang)("Rank {rank}").format(rank=place)
    return quoted.as_printed(row, picture.decimals, picture.lang, picture.unit)


# ── axes ─────────────────────────────────────────────────────────────────────────────────────


def _domain(number: int, count: int) -> list[float]:
    """The share of the height that a panel takes, counted from the top."""
    gap = GAP_SHARE if count > 1 else 0.0
    height = (1 - gap * (count - 1)) / count
    top = 1 - (number - 1) * (height + gap)
    return [max(top - height, 0.0), top]


def days_in_view(picture: TrendPicture) -> tuple[date, date]:
    """The first and last day in view, with room on both sides."""
    rows = picture.drawn
    first = min(rows["period_start"].dropna().min(), rows["period_end"].min())
    first = rows["period_end"].min() if pd.isna(first) else first
    last = rows["period_end"].max()
    room = max((last - first) * 0.06, timedelta(days=30))
    return (first - room).date(), (last + room).date()


def _time_axis(picture: TrendPicture, anchor: str) -> dict[str, Any]:
    first, last = days_in_view(picture)
    days = day_ticks(first, last)
    return {
        "type": "date",
        "anchor": anchor,
        "range": [first.isoformat(), last.isoformat()],
        "tickvals": [day.isoformat() for day in days],
        "ticktext": [formats.day(day, picture.lang) for day in days],
        "tickfont": {"size": style.SMALL_FONT_SIZE, "color": picture.colours.muted},
        "gridcolor": picture.colours.grid,
        "fixedrange": True,
        "zeroline": False,
    }


def day_ticks(first: date, last: date) -> list[date]:
    """Ends of years, of quarters or of months, as long as the view is: four days at most."""
    length = (last - first).days
    months = 12 if length > SHORT_SPAN_DAYS else 3 if length > SHORT_SPAN_DAYS / 2 else 1
    ends = [
        date(year, month, monthrange(year, month)[1])
        for year in range(first.year, last.year + 1)
        for month in range(months, 13, months)
    ]
    days = [day for day in ends if first <= day <= last]
    step = -(-len(days) // MOST_TICKS) or 1
    return days[::-step][::-1]


def _value_axis(
    picture: TrendPicture, rows: pd.DataFrame, domain: list[float], anchor: str
) -> dict[str, Any]:
    ends = rows[list(ENDS[picture.shown])].astype("float64")
    low, high = style.padded_range(float(ends.min().min()), float(ends.max().max()), 0.12)
    upside_down = picture.shown == "rank"
    title = translator(picture.lang)("Rank") if upside_down else picture.unit
    return style.value_axis(
        dark=picture.dark,
        decimals=0 if upside_down else picture.decimals,
        unit="" if upside_down else picture.unit,
        domain=domain,
        anchor=anchor,
        range=[high, max(low, 0.5)] if upside_down else [low, high],
        title=style.axis_title("" if title == "%" else title, picture.dark),
    )


def _legend(plots: int) -> dict[str, Any]:
    """The names of the areas below the plots, one below the other."""
    return {"orientation": "v", "x": 0, "xanchor": "left", "y": -44 / plots, "yanchor": "top",
            "font": {"size": style.SMALL_FONT_SIZE}, "itemclick": False,
            "itemdoubleclick": False}  # fmt: skip


def panel_name(name: str, lang: str) -> str:
    """What a panel of ``panels_of`` holds."""
    _ = translator(lang)
    return {"main": _("Full years and other periods"), "half": _("Half-years"),
            "quarter": _("Quarters"), "month": _("Months")}[name]  # fmt: skip


def _panel_note(picture: TrendPicture, name: str, domain: list[float]) -> dict[str, Any]:
    return style.note(
        style.bold(panel_name(name, picture.lang)), dark=picture.dark, xref="paper", yref="paper",
        x=0, y=domain[1], xanchor="left", yanchor="bottom",
    )  # fmt: skip


# ── marks ────────────────────────────────────────────────────────────────────────────────────


def _traces(
    picture: TrendPicture, rows: pd.DataFrame, suffix: str, named: set[str]
) -> list[go.Scatter]:
    """For each area its lines, the days that parts of a year cover, and its marks."""
    axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
    traces = []
    for order, (code, label) in enumerate(picture.labels.items()):
        own = rows[rows["area_code"] == code]
        if own.empty:
            continue
        colour = area_colour(order, picture.dark)
        traces.append(_path(_line_points(picture, own), colour, 2, axes))
        traces.append(_path(_covered_days(picture, own), colour, 1, axes))
        traces.append(_marks(picture, own, order, label, axes, first=code not in named))
        named.add(code)
    return [trace for trace in traces if len(trace.x)]


def _path(
    points: tuple[list[Any], list[Any]], colour: str, width: float, axes: dict[str, str]
) -> go.Scatter:
    """A polyline that is interrupted where a point is ``None``."""
    return go.Scatter(
        x=points[0], y=points[1], mode="lines", connectgaps=False, hoverinfo="skip",
        line={"color": colour, "width": width}, showlegend=False, **axes,
    )  # fmt: skip


def _line_points(picture: TrendPicture, own: pd.DataFrame) -> tuple[list[Any], list[Any]]:
    """The points of every line of two figures or more, a ``None`` after each line."""
    xs: list[Any] = []
    ys: list[Any] = []
    for _line, group in own.groupby("line", sort=False):
        if len(group) > 1:
            xs += [day.date().isoformat() for day in group["period_end"]] + [None]
            ys += [float(value) for value in group[ENDS[picture.shown][0]]] + [None]
    return xs, ys


def has_bar(own: pd.DataFrame) -> pd.Series:
    """For each figure of an area whether a bar shows the days of its period."""
    alone = ~own["line"].duplicated(keep=False) | ~own["series"].isin(REGULAR)
    return alone & own["period_start"].notna()


def _covered_days(picture: TrendPicture, own: pd.DataFrame) -> tuple[list[Any], list[Any]]:
    """From the first to the last day of every period that is no regular one, or stands alone."""
    xs: list[Any] = []
    ys: list[Any] = []
    for row in own[has_bar(own)].to_dict("records"):
        value = float(row[ENDS[picture.shown][0]])
        xs += [row["period_start"].date().isoformat(), row["period_end"].date().isoformat(), None]
        ys += [value, value, None]
    return xs, ys


def _marks(
    picture: TrendPicture,
    own: pd.DataFrame,
    order: int,
    label: str,
    axes: dict[str, str],
    *,
    first: bool,
) -> go.Scatter:
    """All figures of one area in one panel with what their intervals allow."""
    column, low, high = ENDS[picture.shown]
    values = own[column].astype("float64")
    colour = area_colour(order, picture.dark)
    rows = own.to_dict("records")
    crowded = len(own) > 24
    return go.Scatter(
        x=[day.date().isoformat() for day in own["period_end"]],
        y=values.tolist(),
        mode="markers",
        name=style.plain_text(label),
        legendgroup=str(order),
        showlegend=first,
        marker={
            "color": colour,
            "symbol": [symbol_of(order, row) for row in rows],
            "size": SMALL_MARK_SIZE if crowded else MARK_SIZE,
            # The dot inside a filled mark has the colour of its edge.
            "line": {
                "width": 1.5,
                "color": [picture.colours.page if is_dotted(row) else colour for row in rows],
            },
        },
        error_y={
            "type": "data", "symmetric": False, "color": colour, "thickness": 1.2, "width": 0,
            "array": _lengths(own[high], values, picture.decimals),
            "arrayminus": _lengths(values, own[low], picture.decimals),
        },
        hovertext=[_hover_text(picture, row, label) for row in rows],
        hoverinfo="text",
        cliponaxis=False,
        **axes,
    )  # fmt: skip


def _lengths(upper: pd.Series, lower: pd.Series, decimals: int) -> list[float]:
    """Lengths of error bars, without the noise of binary fractions."""
    lengths = upper.astype("float64") - lower.astype("float64")
    return [round(float(length), decimals + 3) for length in lengths]


def _hover_text(picture: TrendPicture, row: dict[str, Any], label: str) -> str:
    _ = translator(picture.lang)
    lines = [
        style.bold(label),
        style.plain_text(_period(row, picture.lang)),
        style.plain_text(_number(picture, row)),
    ]
    if row["restated_by"]:
        lines.append(_("restated on today's boundaries"))
    if row["spans_break"]:
        lines.append(_("a series break lies inside this period"))
    return "<br>".join(lines)


# ── series breaks ────────────────────────────────────────────────────────────────────────────


def breaks_in_view(picture: TrendPicture) -> pd.DataFrame:
    """The breaks between the first and the last day in view, each once, earlier ones first."""
    first, last = days_in_view(picture)
    days = picture.breaks["on_date"].dt.date
    seen = picture.breaks[(days >= first) & (days <= last)]
    return seen.drop_duplicates("break_id").sort_values("on_date")


def _add_break(figure: go.Figure, picture: TrendPicture, row: dict[str, Any], place: int) -> None:
    """An upright line through all panels, named above them."""
    first, last = days_in_view(picture)
    on = row["on_date"].date()
    colours = picture.colours
    figure.add_shape(
        type="line", xref="x", yref="paper", x0=on.isoformat(), x1=on.isoformat(), y0=0, y1=1,
        line={"color": colours.reference, "width": 1.5, "dash": "dash"},
    )  # fmt: skip
    day = formats.day(on, picture.lang)
    figure.add_annotation(
        style.note(
            style.plain_text(f"{day}: {in_language(row, 'name', picture.lang)}"), dark=picture.dark,
            xref="x", yref="paper", x=on.isoformat(), y=1, yanchor="bottom",
            yshift=4 + BREAK_LINE_PIXELS * place,
            xanchor=style.side_anchor((on - first) / (last - first)),
        )
    )  # fmt: skip
