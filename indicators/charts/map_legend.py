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
    _ = translator(how.lang)
    unit = f" ({how.unit})" if how.unit else ""
    items = [*_class_items(drawn, how), *_missing_items(drawn, how)]
    heading = escape(f"{_('Value')}{unit}")
    return f"<p><strong>{heading}</strong></p><p>{'<br>'.join(items)}</p>"


def _class_items(drawn: AreaMap, how: MapStyle) -> list[str]:
    _ = translator(how.lang)
    if drawn.classes is None:
        shade = class_colours(1, how.dark)[0]
        return [_item(shade, shade, _("has a figure"), drawn.count(FIGURE), how)]
    shades = class_colours(len(drawn.classes.classes), how.dark)
    described = zip(drawn.classes.classes, shades, strict=True)
    return [
        _item(shade, shade, _range(one.low, one.high, how), one.areas, how)
        for one, shade in reversed(list(described))
    ]


def _range(low: float, high: float, how: MapStyle) -> str:
    first, last = (formats.number_as_needed(end, how.decimals, how.lang) for end in (low, high))
    return first if first == last else f"{first} – {last}"


def _missing_items(drawn: AreaMap, how: MapStyle) -> list[str]:
    _, colours = translator(how.lang), how.colours
    rows = [
        (colours.page, colours.missing, _("no figure"), drawn.count(*MISSING_REASONS[:3])),
        (colours.outside, colours.outside, _("does not apply"), drawn.count("not_applicable")),
    ]
    return [_item(fill, edge, text, count, how) for fill, edge, text, count in rows if count]


def _item(fill: str, edge: str, text: str, count: int, how: MapStyle) -> str:
    ngettext = plural_translator(how.lang)
    areas = ngettext("{count} area", "{count} areas", count).format(
        count=formats.number(count, 0, how.lang)
    )
    swatch = (
        f'<span aria-hidden="true" style="display:inline-block;width:{SWATCH_EM}em;'
        f'height:{SWATCH_EM * 0.7:.2f}em;background:{fill};border:1px solid {edge}"></span>'
    )
    return f"{swatch}&ensp;{escape(text)} · {escape(areas)}"
