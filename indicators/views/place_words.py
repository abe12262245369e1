"""Where a figure stands among others, in words, or the one reason why nowhere."""

from collections.abc import Mapping
from typing import Any

from indicators.judgement import MINIMUM_REPORTED
from indicators.language import formats
from indicators.language.texts import plural_translator, translator
from indicators.questions.evidence import unranked

Figure = Mapping[str, Any]


def places(figure: Figure, level: str, province: str | None, lang: str) -> list[str]:
    """Where the figure stands in the nation and in its province, or the one reason why nowhere.

    ``province`` is the name of the area's province, ``level`` that of the area.
    """
    _ = translator(lang)
    nation = unranked(figure)
    if level == "nation" or nation in ("no_direction", "not_contested"):
        return [_unranked_words("not_contested" if level == "nation" else str(nation), lang)]
    told = [_("Whole country: {place}").format(place=_place(figure, level, lang))]
    if level == "commune" and province:
        place = _place(figure, level, lang, in_province=True)
        told.append(f"{province}: {place}")
    if figure["compared_set"] != figure["period_set"]:
        compared = formats.period_set(figure["compared_set"], lang)
        told.append(_("Among figures for: {period_set}").format(period_set=compared))
    return told


def _place(figure: Figure, level: str, lang: str, *, in_province: bool = False) -> str:
    """For example "hạng 7 (7–9) trên 42 xã, phường có số liệu"."""
    prefix = "province_" if in_province else ""
    reported = int(figure[f"{prefix}reported"])
    if figure[f"{prefix}rank"] is None:
        return _too_few(reported, level, lang)
    return _among(reported, level, lang).format(
        place=formats.rank_interval(
            figure[f"{prefix}rank"],
            figure[f"{prefix}rank_low"],
            figure[f"{prefix}rank_high"],
            lang,
        ),
        reported=formats.number(reported, 0, lang),
    )


def _among(reported: int, level: str, lang: str) -> str:
    ngettext = plural_translator(lang)
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


def _too_few(reported: int, level: str, lang: str) -> str:
    _, ngettext = translator(lang), plural_translator(lang)
    if reported == 1:
        return _("no other area has a figure, so there is no place")
    counted = ngettext("{reported} area with a figure", "{reported} areas with a figure", reported)
    return _("{counted}, no places below {minimum}").format(
        counted=counted.format(reported=formats.number(reported, 0, lang)),
        minimum=MINIMUM_REPORTED,
    )


def _unranked_words(reason: str, lang: str) -> str:
    _ = translator(lang)
    return {
        "no_direction": _("Not ranked: more is neither better nor worse."),
        "not_contested": _("Not ranked: it stands outside the comparison."),
    }[reason]
