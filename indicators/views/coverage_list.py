"""The country by province: what share of the communes has a headline figure, as HTML.

The map itself is drawn elsewhere; here stand its classes, its legend, and the same as a list.
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import pandas as pd

from indicators.charts.palette import class_colours, palette
from indicators.language import formats
from indicators.language.texts import plural_translator, translator
from indicators.open_data.plain_pages.page_shell import text

# Upper ends of the classes in per cent, the end itself included; the last one is all of them.
ENDS = (5, 10, 25, 50, 100)

# The address of the page of a province, by its code.
Link = Callable[[str], str]


def coverage_html(coverage: pd.DataFrame, drawn: str, *, link: Link, lang: str, dark: bool) -> str:
    """The map, its legend, and the same as a folded table with a link for each province.

    ``coverage`` as ``overview.headline_coverage``; ``drawn`` is the map as SVG, which is for the
    pointer: readers with a keyboard or a screen reader have the table. Where ``drawn`` is empty
    only the table is shown, unfolded.
    """
    table = coverage_table_html(coverage, link=link, lang=lang)
    if not drawn:
        return f'<div class="tx-coverage">{table}</div>'
    words = escape(translator(lang)("All provinces as a list"))
    return (f'<div class="tx-coverage"><div class="tx-beside">{drawn}'
            f"<div>{_legend(coverage, lang, dark)}</div></div>"
            f"<details><summary>{words}</summary>{table}</details></div>")  # fmt: skip


def class_of(share_pct: float) -> int:
    """The class of a share: 0 for none, then 1 for up to the first of ``ENDS``, and so on."""
    if share_pct <= 0:
        return 0
    return next(place for place, end in enumerate(ENDS, 1) if share_pct <= end)


def class_fill(number: int, dark: bool) -> str:
    """The colour of a class of ``class_of``; none is the page itself."""
    return palette(dark).page if number == 0 else class_colours(len(ENDS), dark)[number - 1]


def coverage_table_html(coverage: pd.DataFrame, *, link: Link, lang: str) -> str:
    """One row per province, those with the largest share first."""
    _ = translator(lang)
    heads = (_("Province"), _("Communes with a headline figure"), _("Share"))
    rows = coverage.sort_values("share_pct", ascending=False, kind="stable").to_dict("records")
    body = "".join(
        f'<tr><th scope="row"><a href="{escape(link(str(row["province_code"])))}">'
        f"{text(row['province'])}</a></th><td>{escape(counted_words(row, lang))}</td>"
        f"<td>{escape(formats.per_cent(row['share_pct'], lang))}</td></tr>"
        for row in rows
    )
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    return f'<table class="tx-small"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def counted_words(row: Mapping[str, Any], lang: str) -> str:
    """For example "12 of 40 communes"."""
    return translator(lang)("{count} of {all} communes").format(
        count=formats.number(row["with_headline"], 0, lang),
        all=formats.number(row["communes"], 0, lang),
    )


def _legend(coverage: pd.DataFrame, lang: str, dark: bool) -> str:
    """Each class that occurs, with the number of its provinces; the largest shares first."""
    counts = coverage["share_pct"].map(class_of).value_counts()
    items = [
        '<li><span class="tx-swatch" aria-hidden="true" '
        f'style="background:{class_fill(number, dark)}"></span>'
        f"{escape(_class_words(number, int(counts[number]), lang))}</li>"
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
