"""The question of a ranking as a sentence: what, where, when and measured against what."""

from collections.abc import Sequence

from indicators.language import formats
from indicators.language.area_words import area_type
from indicators.language.record_texts import in_language
from indicators.language.texts import translator
from indicators.questions.ranking import Ranking


def title_sentence(ranking: Ranking, province: str | None, bases: Sequence[str], lang: str) -> str:
    """The title of a ranking: "Poverty rate: all communes of Thanh Hóa, 2025".

    ``bases`` are the names of those that have figures; one is named, several are counted.
    """
    _ = translator(lang)
    among = area_type(ranking.area_type or ranking.level, lang)
    where = province or _("the whole country")
    name = in_language(ranking.indicator, "name", lang)
    parts = [_("{indicator}: {areas} of {place}").format(indicator=name, areas=among, place=where)]
    if ranking.period:
        parts.append(formats.period_set(ranking.period.code, lang))
    named = [one for one in bases if one]
    if len(named) == 1:
        parts.append(named[0])
    elif named:
        parts.append(_("{count} bases").format(count=formats.number(len(named), 0, lang)))
    return ", ".join(parts)
