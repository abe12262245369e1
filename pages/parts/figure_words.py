"""One figure in words: its value, its period and basis, its places, or why it has none."""

from collections.abc import Mapping
from typing import Any

from indicators.judgement import MINIMUM_REPORTED
from indicators.language import formats
from indicators.language.figure_words import period_in_words, value_in_words
from indicators.language.quoted import is_share_of_counts
from indicators.questions.evidence import unranked
from indicators.views import words
from pages.parts import cached
from pages.parts.frame import Context
from pages.parts.plain import plain

Figure = Mapping[str, Any]


def value_words(context: Context, figure: Figure, *, unit: bool = True) -> str:
    """For example "khoảng 78,6 triệu đồng/người/năm", "14 trên 19 tiêu chí"."""
    return value_in_words(figure, context.named(figure, "unit") if unit else "", context.lang)


def period_words(context: Context, figure: Figure) -> str:
    """The period of a figure; a level stated without its year says so."""
    return period_in_words(figure, context.lang)


def basis_words(context: Context, figure: Figure) -> str:
    """What the figure is measured against or covers; empty where there is only one reading."""
    if not figure["basis"]:
        return ""
    names = cached.named("basis_names", indicator_id=figure["indicator_id"])
    found = names.loc[names["basis"] == figure["basis"], f"name_{context.lang}"]
    return str(found.iloc[0]) if len(found) else str(figure["basis"])


def print_beside(context: Context, figure: Figure) -> str:
    """What the source prints, where its counts tell the shown share more closely; else empty."""
    if not is_share_of_counts(figure):
        return ""
    return context.text("printed: {value}").format(value=context.quoted(figure))


def circumstances(context: Context, figure: Figure) -> str:
    """What is printed, period, basis and status in one line, as Markdown-safe text."""
    parts = [
        print_beside(context, figure),
        period_words(context, figure),
        basis_words(context, figure),
        words.status_word(figure["status"], context.lang),
    ]
    return " · ".join(plain(part) for part in parts if part)


def places(context: Context, figure: Figure, level: str, province: str | None) -> list[str]:
    """Where the figure stands in the nation and in its province, or the one reason why nowhere.

    ``province`` is the name of the area's province, ``level`` that of the area.
    """
    _ = context.text
    nation = unranked(figure)
    if level == "nation" or nation in ("no_direction", "not_contested"):
        return [_unranked_words(context, "not_contested" if level == "nation" else str(nation))]
    told = [_("Whole country: {place}").format(place=_place(context, figure, level))]
    if level == "commune" and province:
        place = _place(context, figure, level, in_province=True)
        told.append(f"{province}: {place}")
    if figure["compared_set"] != figure["period_set"]:
        compared = formats.period_set(figure["compared_set"], context.lang)
        told.append(_("Among figures for: {period_set}").format(period_set=compared))
    return told


def place_in_nation(context: Context, figure: Figure, level: str) -> str:
    """The place in the nation, or the reason why there is none."""
    reason = unranked(figure)
    if reason in ("no_direction", "not_contested"):
        return _unranked_words(context, reason)
    return _place(context, figure, level)


def _place(context: Context, figure: Figure, level: str, *, in_province: bool = False) -> str:
    """For example "hạng 7 (7–9) trên 42 xã, phường có số liệu"."""
    prefix = "province_" if in_province else ""
    reported = int(figure[f"{prefix}reported"])
    if figure[f"{prefix}rank"] is None:
        return _too_few(context, reported, level)
    return _among(context, reported, level).format(
        place=formats.rank_interval(
            figure[f"{prefix}rank"],
            figure[f"{prefix}rank_low"],
            figure[f"{prefix}rank_high"],
            context.lang,
        ),
        reported=formats.number(reported, 0, context.lang),
    )


def _among(context: Context, reported: int, level: str) -> str:
    ngettext = context.plural
    if level == "province":
        return ngettext(
            "place {place} of {reported} province with a figure",
            "place {place} of {reported} provinces with a figure",
            reported,
        )
    return ngettext(
        "place {place} of {reported} commune with a figure",
        "place {place} of {reported} communes with a figure",
        reported,
    )


def _too_few(context: Context, reported: int, level: str) -> str:
    _, ngettext = context.text, context.plural
    if reported == 1:
        return _("no other area has a figure, so there is no place")
    counted = ngettext("{reported} area with a figure", "{reported} areas with a figure", reported)
    return _("{counted}, no places below {minimum}").format(
        counted=counted.format(reported=formats.number(reported, 0, context.lang)),
        minimum=MINIMUM_REPORTED,
    )


def _unranked_words(context: Context, reason: str) -> str:
    _ = context.text
    return {
        "no_direction": _("Not ranked: more is neither better nor worse."),
        "not_contested": _("Not ranked: it stands outside the comparison."),
    }[reason]


def theme_name(context: Context, theme: str) -> str:
    """The name of a theme of the catalogue."""
    _ = context.text
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
    }.get(theme, theme)
