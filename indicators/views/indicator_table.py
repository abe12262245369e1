"""The indicators as one compact table in HTML: name, distribution, range, n of N, period.

Everything that comes from the data is escaped here; the page draws the text as it stands.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from indicators.language import formats
from indicators.language.record_texts import in_language
from indicators.language.texts import translator
from indicators.questions.overview import IndicatorLine
from indicators.views.strip_svg import strip_svg

NOTHING = "–"

# Where the ranking of a line is read: indicator id and the question's other keys to an address.
Link = Callable[[IndicatorLine], str]


@dataclass(frozen=True)
class LineGroup:
    """Lines below a heading; ``title`` is already in the reader's language, "" for none."""

    title: str
    lines: tuple[IndicatorLine, ...]


def indicator_table_html(
    groups: Iterable[LineGroup], *, caption: str, newest: Mapping[str, pd.Timestamp], link: Link,
    lang: str, dark: bool,
) -> str:  # fmt: skip
    """A table with a body for each group that has lines.

    ``newest``: the last day of the newest figure of an indicator by its id, told where the line's
    own period is older; ``link``: the address of a line's ranking.
    """
    heads = "".join(f'<th scope="col" role="columnheader">{escape(one)}</th>'
                    for one in columns(lang))  # fmt: skip
    bodies = [_body(group, newest, link, lang, dark) for group in groups if group.lines]
    return (f'<table class="tx-table" role="table"><caption>{escape(caption)}</caption>'
            f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
            f"{''.join(bodies)}</table>")  # fmt: skip


def columns(lang: str) -> tuple[str, ...]:
    """The headings in the order of the cells."""
    _ = translator(lang)
    return (_("Indicator"), _("Distribution"), _("Lowest to highest"), _("Communes with a figure"),
            _("Period"))  # fmt: skip


def range_text(line: IndicatorLine, lang: str) -> str:
    """The lowest and the highest value with the unit, or why there is no range."""
    _ = translator(lang)
    if line.apart_because == "mixed_periods":
        return _("parts of the year of different length: no common range")
    if line.apart_because == "mixed_bases":
        return _("different bases: no common range")
    if not len(line.values):
        return NOTHING
    decimals, unit = int(line.indicator["decimals"]), str(in_language(line.indicator, "unit", lang))
    first, last = (formats.number_as_needed(end, decimals, lang)
                   for end in (line.values[0], line.values[-1]))  # fmt: skip
    return formats.unit_after(first if first == last else f"{first} – {last}", unit)


def reported_text(line: IndicatorLine, lang: str) -> str:
    """Of how many communes there is a figure: "68 of 3,321"."""
    reported, applicable = (formats.number(count, 0, lang) for count in
                            (line.coverage.reported, line.coverage.applicable))  # fmt: skip
    return translator(lang)("{count} of {all}").format(count=reported, all=applicable)


def period_texts(line: IndicatorLine, newest: Mapping[str, Any], lang: str) -> list[str]:
    """The period of the figures shown and, where there are newer ones, until when these reach."""
    if line.period is None:
        return [NOTHING]
    told = [formats.period_set(line.period.code, lang)]
    last = newest.get(str(line.indicator["indicator_id"]))
    if last is not None and not pd.isna(last) and pd.Timestamp(last).date() > line.period.last_end:
        day = formats.day(pd.Timestamp(last).date(), lang)
        told.append(translator(lang)("a few newer, until {day}").format(day=day))
    return told


def _body(group: LineGroup, newest: Mapping[str, Any], link: Link, lang: str, dark: bool) -> str:
    head = ""
    if group.title:
        head = (f'<tr role="row" class="tx-group"><th role="rowheader" scope="rowgroup" '
                f'colspan="{len(columns(lang))}">{escape(group.title)}</th></tr>')  # fmt: skip
    rows = "".join(_row(line, newest, link, lang, dark) for line in group.lines)
    return f'<tbody role="rowgroup">{head}{rows}</tbody>'


def _row(line: IndicatorLine, newest: Mapping[str, Any], link: Link, lang: str, dark: bool) -> str:
    name = escape(str(in_language(line.indicator, "name", lang)))
    strip = strip_svg(line.values, dark=dark) if len(line.values) else NOTHING
    cells = [strip, escape(range_text(line, lang)), escape(reported_text(line, lang)),
             "<br>".join(escape(text) for text in period_texts(line, newest, lang))]  # fmt: skip
    told = "".join(f'<td role="cell" data-label="{escape(label)}">{cell}</td>'
                   for label, cell in zip(columns(lang)[1:], cells, strict=True))  # fmt: skip
    linked = f'<a href="{escape(link(line))}">{name}</a>'
    return f'<tr role="row"><th scope="row" role="rowheader">{linked}</th>{told}</tr>'
