"""One figure in words, apart from any page: its value with its total, and its period."""

from collections.abc import Mapping
from typing import Any

from indicators.language import formats, quoted
from indicators.language.record_texts import in_language
from indicators.language.texts import translator


def value_in_words(figure: Mapping[str, Any], unit: str | None, lang: str) -> str:
    """The number that ranks: "khoảng 78,6 triệu đồng/người/năm", "14 trên 19 tiêu chí".

    ``figure`` has value, decimals, qualifier and denominator (``None`` where it has none); ``unit``
    is in ``lang``, "" leaves it out, ``None`` is that of the indicator.
    """
    if unit is None:
        unit = str(in_language(figure, "unit", lang))
    decimals = max(int(figure["decimals"]), 0)
    if figure["unit"] == "%" or figure.get("denominator") is None:
        return quoted.as_ranked(figure, decimals, lang, unit)
    return translator(lang)("{value} of {total}").format(
        value=quoted.as_ranked(figure, decimals, lang),
        total=formats.with_unit(figure["denominator"], int(figure["decimals"]), unit, lang),
    )


def period_in_words(figure: Mapping[str, Any], lang: str) -> str:
    """The period of a figure; a level stated without its year says so."""
    period = formats.period(figure["period_start"], figure["period_end"], lang)
    if str(figure["period_set"]).endswith("-stated"):
        return translator(lang)("stated {day}, its year not given").format(day=period)
    return period


def published(figure: Mapping[str, Any], lang: str) -> str:
    """The day of publication, or that none was seen."""
    if figure["published_on"] is None:
        return translator(lang)("no date seen")
    return formats.day(figure["published_on"], lang)


def theme_name(theme: str, lang: str) -> str:
    """The name of a theme of the catalogue."""
    _ = translator(lang)
    return {
        "budget": _("Budget and public investment"),
        "economy": _("Income and production"),
        "social": _("Poverty and social security"),
        "new_rural": _("New rural development"),
        "public_services": _("Public services and digital government"),
        "living": _("Education, health and environment"),
        "population_area": _("Population and area"),
        "direction_of_work": _("Targets and direction of work"),
        "party": _("Party building"),
        "country_wide": _("Official figures of every commune"),
    }.get(theme, theme)
