"""The areas of a map as a table in HTML: what the pointer finds, for the keyboard."""

from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd

from indicators.language import formats, quoted
from indicators.language.area_words import area_type, missing_reason
from indicators.language.record_texts import in_language
from indicators.language.texts import translator
from indicators.maps.map_areas import FIGURE, AreaMap
from indicators.questions.ranking import Ranking
from indicators.questions.reporting import MISSING_REASONS

# More rows than these are a ranking: one is linked.
MOST_ROWS = 300

# The address of an area's page, by its code.
Link = Callable[[str], str]


def listed_areas(drawn: AreaMap) -> pd.DataFrame:
    """The areas that are drawn, those with a figure first and the best of these first.

    Rows as ``AreaMap.areas``, those that were not chosen left out.
    """
    areas = drawn.areas[drawn.areas["state"].isin([FIGURE, *MISSING_REASONS])]
    order = areas.assign(lacks=areas["state"] != FIGURE, down=-areas["value"].astype(float))
    return order.sort_values(["lacks", "rank", "down", "area_code"], na_position="last",
                             kind="stable").drop(columns=["lacks", "down"])  # fmt: skip


def area_list_html(drawn: AreaMap, ranking: Ranking, *, link: Link, lang: str) -> str:
    """At most ``MOST_ROWS`` areas: name, type, province, value or the reason of missing, rank."""
    _ = translator(lang)
    heads = (_("Area"), _("Province"), _("Value"), _("Rank"))
    rows = listed_areas(drawn).head(MOST_ROWS).to_dict("records")
    body = "".join(_row(row, ranking, link, lang) for row in rows)
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    caption = escape(_("The areas on the map, those with a figure first"))
    return (f'<table class="tx-small"><caption>{caption}</caption><thead><tr>{head}</tr></thead>'
            f"<tbody>{body}</tbody></table>")  # fmt: skip


def _row(row: dict[Any, Any], ranking: Ranking, link: Link, lang: str) -> str:
    decimals = int(ranking.indicator["decimals"])
    unit = str(in_language(ranking.indicator, "unit", lang))
    known = row["state"] == FIGURE
    value = quoted.as_ranked(row, decimals, lang, unit) if known else missing_reason(
        row["state"], lang)  # fmt: skip
    place = ""
    if known and not pd.isna(row["rank"]):
        place = formats.rank_interval(row["rank"], row["rank_low"], row["rank_high"], lang)
    kind = f" ({area_type(row['area_type'], lang)})" if "area_type" in row else ""
    name = f'<a href="{escape(link(str(row["area_code"])))}">{escape(str(row["name"]))}</a>'
    return (f'<tr><th scope="row">{name}{escape(kind)}</th><td>{escape(str(row["province"]))}</td>'
            f"<td>{escape(value)}</td><td>{escape(place)}</td></tr>")  # fmt: skip
