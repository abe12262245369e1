"""The legend of a map in numbers: each class with its values and its areas, and what is missing."""

from collections.abc import Set
from dataclasses import dataclass
from html import escape

from indicators.charts.map_traces import MapStyle
from indicators.charts.palette import class_colours
from indicators.language import formats
from indicators.language.area_words import areas_counted
from indicators.language.texts import translator
from indicators.maps.map_areas import FIGURE, NO_FIGURE, NOT_APPLICABLE, AreaMap, line_of_class
from indicators.questions.reporting import MISSING_REASONS

# What the button that brings everything back is pressed with.
ALL_LINES = "all"


@dataclass(frozen=True)
class LegendLine:
    """One line: its key (``map_areas.line_of_class`` or a state), colours, words ("80 – 95")."""

    key: str
    fill: str
    edge: str
    text: str
    areas: int


def legend_html(drawn: AreaMap, how: MapStyle, hidden: Set[str] = frozenset()) -> str:
    """The lines as buttons that take their areas off the map and bring them back.

    Highest values first; ``hidden`` are the keys of the lines that are off. What is off is told in
    numbers, with a button for everything.
    """
    lines = legend_lines(drawn, how)
    items = "".join(_button(line, how, line.key not in hidden) for line in lines)
    return (f'<p class="tx-legend-title">{escape(legend_heading(how))}</p>'
            f'<ul class="tx-legend">{items}</ul>{_hidden(lines, how, hidden)}')  # fmt: skip


def legend_heading(how: MapStyle) -> str:
    """What the classes are classes of."""
    unit = f" ({how.unit})" if how.unit else ""
    return f"{translator(how.lang)('Value')}{unit}"


def legend_rows(drawn: AreaMap, how: MapStyle) -> list[tuple[str, str, str]]:
    """The colour, the edge and the words ("80 – 95 · 12 areas") of each line, highest values first,
    then what is missing.
    """
    return [(one.fill, one.edge, _counted(one, how)) for one in legend_lines(drawn, how)]


def legend_lines(drawn: AreaMap, how: MapStyle) -> list[LegendLine]:
    """Every line in its order: classes from the highest, then what has no figure."""
    return [*_class_lines(drawn, how), *_missing_lines(drawn, how)]


def _class_lines(drawn: AreaMap, how: MapStyle) -> list[LegendLine]:
    if drawn.classes is None:
        shade = class_colours(1, how.dark)[0]
        text = translator(how.lang)("has a figure")
        return [LegendLine(line_of_class(-1), shade, shade, text, drawn.count(FIGURE))]
    shades = class_colours(len(drawn.classes.classes), how.dark)
    described = list(enumerate(zip(drawn.classes.classes, shades, strict=True)))
    return [
        LegendLine(line_of_class(number), shade, shade, _range(one.low, one.high, how), one.areas)
        for number, (one, shade) in reversed(described)
    ]


def _range(low: float, high: float, how: MapStyle) -> str:
    first, last = (formats.number_as_needed(end, how.decimals, how.lang) for end in (low, high))
    return first if first == last else f"{first} – {last}"


def _missing_lines(drawn: AreaMap, how: MapStyle) -> list[LegendLine]:
    _, colours = translator(how.lang), how.colours
    lines = [
        LegendLine(NO_FIGURE, colours.page, colours.missing, _("no figure"),
                   drawn.count(*MISSING_REASONS[:3])),
        LegendLine(NOT_APPLICABLE, colours.outside, colours.outside, _("does not apply"),
                   drawn.count(NOT_APPLICABLE)),
    ]  # fmt: skip
    return [line for line in lines if line.areas]


def _counted(line: LegendLine, how: MapStyle) -> str:
    return f"{line.text} · {areas_counted(line.areas, how.lang)}"


def _button(line: LegendLine, how: MapStyle, shown: bool) -> str:
    """A line as a button; whether it is pressed is told in its state, not by its colour alone."""
    swatch = (f'<span class="tx-swatch" aria-hidden="true" '
              f'style="background:{line.fill};border-color:{line.edge}"></span>')  # fmt: skip
    words = f'<span class="tx-words">{escape(_counted(line, how))}</span>'
    pressed = str(shown).lower()
    return (f'<li><button type="button" data-value="{line.key}" aria-pressed="{pressed}">'
            f"{swatch}{words}</button></li>")  # fmt: skip


def _hidden(lines: list[LegendLine], how: MapStyle, hidden: Set[str]) -> str:
    off = [line for line in lines if line.key in hidden]
    _ = translator(how.lang)
    if not off:
        return f"<p>{escape(_('A click on a line takes its areas off the map.'))}</p>"
    told = _("Taken off the map by you: {areas}.").format(
        areas=areas_counted(sum(line.areas for line in off), how.lang))  # fmt: skip
    return (f'<p role="status">{escape(told)}</p><button type="button" data-value="{ALL_LINES}">'
            f"{escape(_('Show all again'))}</button>")  # fmt: skip
