"""The legend of a map in numbers: each class with its values and its areas, and what is missing."""

from html import escape

from indicators.charts.map_traces import MapStyle
from indicators.charts.palette import class_colours
from indicators.language import formats
from indicators.language.texts import plural_translator, translator
from indicators.maps.map_areas import FIGURE, AreaMap
from indicators.questions.ranking import MISSING_REASONS

SWATCH_EM = 1.2


def legend_html(drawn: AreaMap, how: MapStyle) -> str:
    """A list for ``st.html``, highest values first; text that screen readers read in order."""
    heading = escape(legend_heading(how))
    items = [_item(*row) for row in legend_rows(drawn, how)]
    return f"<p><strong>{heading}</strong></p><p>{'<br>'.join(items)}</p>"


def legend_heading(how: MapStyle) -> str:
    """What the classes are classes of."""
    unit = f" ({how.unit})" if how.unit else ""
    return f"{translator(how.lang)('Value')}{unit}"


def legend_rows(drawn: AreaMap, how: MapStyle) -> list[tuple[str, str, str]]:
    """The colour, the edge and the words ("80 – 95 · 12 areas") of each line, highest values first,
    then what is missing.
    """
    rows = [*_class_rows(drawn, how), *_missing_rows(drawn, how)]
    return [(fill, edge, f"{text} · {_areas(count, how)}") for fill, edge, text, count in rows]


def _class_rows(drawn: AreaMap, how: MapStyle) -> list[tuple[str, str, str, int]]:
    if drawn.classes is None:
        shade = class_colours(1, how.dark)[0]
        return [(shade, shade, translator(how.lang)("has a figure"), drawn.count(FIGURE))]
    shades = class_colours(len(drawn.classes.classes), how.dark)
    described = zip(drawn.classes.classes, shades, strict=True)
    return [
        (shade, shade, _range(one.low, one.high, how), one.areas)
        for one, shade in reversed(list(described))
    ]


def _range(low: float, high: float, how: MapStyle) -> str:
    first, last = (formats.number_as_needed(end, how.decimals, how.lang) for end in (low, high))
    return first if first == last else f"{first} – {last}"


def _missing_rows(drawn: AreaMap, how: MapStyle) -> list[tuple[str, str, str, int]]:
    _, colours = translator(how.lang), how.colours
    rows = [
        (colours.page, colours.missing, _("no figure"), drawn.count(*MISSING_REASONS[:3])),
        (colours.outside, colours.outside, _("does not apply"), drawn.count("not_applicable")),
    ]
    return [row for row in rows if row[3]]


def _areas(count: int, how: MapStyle) -> str:
    return plural_translator(how.lang)("{count} area", "{count} areas", count).format(
        count=formats.number(count, 0, how.lang)
    )


def _item(fill: str, edge: str, text: str) -> str:
    swatch = (
        f'<span aria-hidden="true" style="display:inline-block;width:{SWATCH_EM}em;'
        f'height:{SWATCH_EM * 0.7:.2f}em;background:{fill};border:1px solid {edge}"></span>'
    )
    return f"{swatch}&ensp;{escape(text)}"
