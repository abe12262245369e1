"""What is said of a suggested companion: what can be compared, how like it is, how far away."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from indicators.language import formats
from indicators.language.area_words import area_label
from indicators.language.record_texts import in_language
from indicators.language.texts import plural_translator, translator
from indicators.yardsticks.likeness import Unlikeness, unlikeness

MOST_NAMED = 2


@dataclass(frozen=True)
class Suggestion:
    """One companion in words: ``shared`` is what can be compared, ``where`` likeness and way."""

    area_code: str
    label: str
    shared: str
    where: str


def suggestions(
    found: pd.DataFrame, indicators: pd.DataFrame, lang: str, *, chosen: int
) -> list[Suggestion]:
    """Each row of ``companions.companions`` in words.

    ``indicators`` has indicator_id, name_vi and name_en; ``chosen`` counts the areas that are
    chosen already.
    """
    named = indicators.set_index("indicator_id")
    names = {code: str(name) for code, name in in_language(named, "name", lang).items()}
    known = found["distance"].dropna()
    unlike = dict(zip(known.index, unlikeness(known.tolist()), strict=True))
    return [
        Suggestion(
            area_code=str(row["area_code"]),
            label=area_label(row, lang),
            shared=shared_words(row, names, lang, chosen=chosen),
            where=_where(row, unlike.get(index), lang),
        )
        for index, row in found.iterrows()
    ]


def shared_words(row: Any, names: dict[str, str], lang: str, *, chosen: int) -> str:
    """For example "2 shared indicators: Poverty rate, Income, …"."""
    _, ngettext = translator(lang), plural_translator(lang)
    listed = [names[code] for code in row["indicator_ids"] if code in names]
    told = ", ".join(listed[:MOST_NAMED]) + (" …" if len(listed) > MOST_NAMED else "")
    if row["shared"]:
        count = int(row["shared"])
        counted = ngettext("{count} shared indicator", "{count} shared indicators", count)
    elif row["shared_with_some"] and chosen > 1:
        count = int(row["shared_with_some"])
        counted = ngettext("{count} indicator shared with some of them only",
                           "{count} indicators shared with some of them only", count)  # fmt: skip
    else:
        count = int(row["everywhere"])
        return ngettext(
            "only {count} official figure that every commune has",
            "only {count} official figures that every commune has",
            count,
        ).format(count=formats.number(count, 0, lang))
    return f"{counted.format(count=formats.number(count, 0, lang))}: {told}"


def unlike_words(one: Unlikeness, lang: str) -> str:
    """For example "difference 3.47 of 100 (2.1 × the nearest)"."""
    _ = translator(lang)
    points = formats.number(one.points, one.decimals, lang)
    if one.times is None or one.times <= 1:
        return _("difference {points} of 100").format(points=points)
    return _("difference {points} of 100, {times} times the most similar one").format(
        points=points, times=formats.number(one.times, 2, lang)
    )


def _where(row: Any, one: Unlikeness | None, lang: str) -> str:
    far = "" if pd.isna(row["km"]) else formats.with_unit(row["km"], 0, "km", lang)
    return " · ".join(part for part in (unlike_words(one, lang) if one else "", far) if part)
