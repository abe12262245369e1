"""The ranking as a picture in which every area is a point, and the same in words.

Up to ``MOST_ROWS_NAMED`` areas stand one below the other with their names (``dots``); more
stand side by side from the best to the worst, and only the chosen ones are named (``curve``).
"""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from indicators.charts import style
from indicators.charts.curve import value_curve
from indicators.charts.dots import dot_plot
from indicators.charts.ranked import RankedAreas
from indicators.language import formats, quoted
from indicators.language.texts import plural_translator, translator
from indicators.language.yardstick_words import no_median_words
from indicators.questions.ranking import no_median_because

MOST_ROWS_NAMED = 30


def ranking_curve(
    rows: pd.DataFrame,
    *,
    unit: str,
    decimals: int,
    direction: str,
    highlighted: Sequence[str],
    lang: str,
    dark: bool,
) -> go.Figure:
    """All areas of a ranking by their value, the chosen ones marked and named.

    ``rows``: one row per area, best first, with area_code, name, province, value, value_low and
    value_high (in ``unit``), qualifier, rank, rank_low and rank_high (empty where nothing is
    ranked), period_start, period_end. ``highlighted`` are area codes, coloured in this order;
    codes without a row are left out. Raises ``ValueError`` for an empty frame or a missing value.
    """
    areas = RankedAreas(
        rows=rows.reset_index(drop=True),
        values=style.complete_values(rows, "value"),
        chosen=chosen_places(rows, highlighted),
        direction=direction,
        unit=unit,
        decimals=decimals,
        lang=lang,
        dark=dark,
    )
    return dot_plot(areas) if len(rows) <= MOST_ROWS_NAMED else value_curve(areas)


def ranking_alt(
    rows: pd.DataFrame,
    *,
    indicator_name: str,
    unit: str,
    decimals: int,
    highlighted: Sequence[str],
    lang: str,
) -> str:
    """The picture in words: how many areas, both ends as printed, the median, the chosen ones.

    The median is left out, with the reason, where ``ranking.no_median_because`` says so. ``rows``
    as for ``ranking_curve``; raises as it does.
    """
    style.complete_values(rows, "value")
    text = _how_many_and_ends(rows, lang).format(
        indicator=indicator_name,
        count=formats.number(len(rows), 0, lang),
        first=_in_words(rows.iloc[0], unit, decimals, lang),
        last=_in_words(rows.iloc[-1], unit, decimals, lang),
        median=formats.with_unit(float(rows["value"].median()), decimals, unit, lang),
    )
    places = chosen_places(rows, highlighted)
    if not places:
        return text
    _ = translator(lang)
    marked = "; ".join(_in_words(rows.iloc[place], unit, decimals, lang) for place in places)
    return f"{text} {_('Marked: {areas}.').format(areas=marked)}"


def chosen_places(rows: pd.DataFrame, highlighted: Sequence[str]) -> list[int]:
    """The positions (from 0) of the chosen areas, in the order in which they were chosen.

    Where an area has several rows (several bases), the first one counts.
    """
    first_place: dict[str, int] = {}
    for place, code in enumerate(rows["area_code"].tolist()):
        first_place.setdefault(code, place)
    return [first_place[code] for code in dict.fromkeys(highlighted) if code in first_place]


def _how_many_and_ends(rows: pd.DataFrame, lang: str) -> str:
    """The sentence for one area, for several with their median, and for several without one."""
    reason = no_median_because(rows)
    if len(rows) == 1 or not reason:
        return plural_translator(lang)(
            "{indicator}: {count} area, {first}.",
            "{indicator}: {count} areas, from {first} to {last}; median {median}.",
            len(rows),
        )
    told = translator(lang)("{indicator}: {count} areas, from {first} to {last}.")
    return f"{told} {no_median_words(reason, rows['area_code'].nunique(), lang).rstrip('.')}."


def _in_words(row: pd.Series, unit: str, decimals: int, lang: str) -> str:
    """One area in the words of its source: "Sơn Vi (Phú Thọ) hơn 98,2%"."""
    value = quoted.as_printed(row, decimals, lang, unit)
    return f"{row['name']} ({row['province']}) {value}"
