"""Sentences about figures that several pages say in the same way."""

import pandas as pd

from indicators.judgement import MINIMUM_REPORTED
from indicators.language import formats
from indicators.language.area_words import missing_reason
from indicators.language.texts import plural_translator, translator
from indicators.own_index.association import Association
from indicators.questions.comparison import shared
from indicators.questions.ranking import Ranking
from indicators.questions.reporting import Coverage

SMALLEST_SHARE_PCT = 10**-formats.SHARE_DECIMALS


def coverage_sentence(coverage: Coverage, lang: str) -> str:
    """How many areas have a figure, and why the others have none, in one sentence."""
    _ = translator(lang)
    sentence = _("{reported} of {applicable} areas have a figure ({share}).").format(
        reported=formats.number(coverage.reported, 0, lang),
        applicable=formats.number(coverage.applicable, 0, lang),
        share=share_words(coverage, lang),
    )
    missing = missing_phrases(coverage, lang)
    if missing:
        sentence += " " + _("Missing: {reasons}.").format(reasons="; ".join(missing))
    return sentence


def share_words(coverage: Coverage, lang: str) -> str:
    """The reported share in per cent; one that rounds to 0, or is of nothing, is not called 0."""
    if not coverage.applicable:
        return translator(lang)("applies to none of them")
    share = coverage.share_pct
    if 0 < share < SMALLEST_SHARE_PCT:
        return formats.worded(formats.per_cent(SMALLEST_SHARE_PCT, lang), "at_most", lang)
    return formats.per_cent(share, lang)


def missing_phrases(coverage: Coverage, lang: str) -> list[str]:
    """The reasons of missing with their counts, those that occur."""
    return [
        f"{missing_reason(reason, lang)} {formats.number(count, 0, lang)}"
        for reason, count in coverage.missing.items()
        if count
    ]


def shared_sentence(compared: pd.DataFrame, number: int, lang: str) -> str:
    """Of how many indicators any, and all, of some areas have a figure.

    ``compared`` is ``profile.compare`` of ``number`` areas.
    """
    found = shared(compared)
    any_of = plural_translator(lang)(
        "{count} indicator has a figure for at least one of the {areas} areas",
        "{count} indicators have a figure for at least one of the {areas} areas",
        found.of_any,
    ).format(count=formats.number(found.of_any, 0, lang), areas=number)
    all_of = translator(lang)("{count} for all {areas}").format(
        count=formats.number(found.of_all, 0, lang), areas=number
    )
    return f"{any_of}, {all_of}."


def not_ranked_sentence(ranking: Ranking, lang: str) -> str | None:
    """Why there are values but no ranks; ``None`` where there are ranks."""
    _ = translator(lang)
    return {
        None: None,
        "no_direction": _("Listed, not ranked: for this indicator more is neither better nor "
                          "worse."),
        "mixed_bases": _("Listed, not ranked: the figures are measured against different bases. "
                         "Choose one basis to see ranks."),
        "mixed_periods": _("Listed, not ranked: the figures cover different parts of the year and "
                           "grow with its length. Choose one period to see ranks."),
        "too_few": _("Values without ranks: with fewer than {count} areas a rank would say "
                     "nothing.").format(count=MINIMUM_REPORTED),
    }[ranking.not_ranked_because]  # fmt: skip


def direction_sentence(direction: str, lang: str) -> str:
    """Whether more is better."""
    _ = translator(lang)
    return {
        "higher": _("Higher is better."),
        "lower": _("Lower is better."),
        "none": _("More is neither better nor worse."),
    }[direction]


def status_word(status: str, lang: str) -> str:
    """The SDMX status in words; nothing for a normal figure."""
    _ = translator(lang)
    return {
        "A": "",
        "E": _("estimate"),
        "P": _("provisional"),
        "B": _("series break"),
    }.get(status, status)


def source_kind_words(lang: str) -> dict[str, str]:
    """The kinds of sources in words, by their code."""
    _ = translator(lang)
    return {"press": _("press"), "official": _("official report or gazette"),
            "portal": _("page of an authority"), "law": _("law")}  # fmt: skip


def pairs_sentence(found: Association, lang: str) -> str:
    """How many areas have the figures of both indicators."""
    return plural_translator(lang)(
        "{pairs} area has both figures ({x} have the first, {y} the second).",
        "{pairs} areas have both figures ({x} have the first, {y} the second).",
        found.number,
    ).format(pairs=formats.number(found.number, 0, lang),
             x=formats.number(found.x.coverage.reported, 0, lang),
             y=formats.number(found.y.coverage.reported, 0, lang))  # fmt: skip


def association_withheld(reason: str, pairs: int, least: int, lang: str) -> str:
    """Why two indicators have no coefficient, as Markdown; one of their ``WITHHELD_REASONS``."""
    _ = translator(lang)
    return {
        "too_few": _("**No coefficient:** only {count} areas have both figures. Below {least} "
                     "pairs a rank correlation is mostly chance, so it is withheld."),
        "same_indicator": _("**No coefficient:** both axes show the same indicator."),
        "mixed_bases": _("**No coefficient:** the figures of one indicator are measured against "
                         "different bases."),
        "mixed_periods": _("**No coefficient:** the figures of one indicator cover parts of a "
                           "year of different length and grow with it. Choose one period."),
        "all_equal": _("**No coefficient:** all areas have the same value of one indicator."),
    }[reason].format(count=formats.number(pairs, 0, lang), least=least)  # fmt: skip
