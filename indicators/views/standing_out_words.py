"""What stands out, in one sentence each that a reader can check beside the figures."""

from collections.abc import Mapping
from typing import Any

from indicators.language import formats
from indicators.language.area_words import area_label
from indicators.language.record_texts import in_language
from indicators.language.texts import translator
from indicators.questions.standing_out import EXTREME, MIDDLE, PROVINCES, SIDES, StandingOut


def finding_sentence(finding: StandingOut, lang: str) -> str:
    """The finding as plain text, beginning with indicator and period."""
    told = {SIDES: _sides, PROVINCES: _provinces, EXTREME: _extreme, MIDDLE: _middle}
    indicator, period = finding.ranking.indicator, finding.ranking.period
    where = formats.period_set(period.code, lang) if period else ""
    name = str(in_language(indicator, "name", lang))
    return f"{name} ({where}): {told[finding.rule](finding, lang)}"


def finding_coverage(finding: StandingOut, lang: str) -> str:
    """Of how many communes the sentence knows."""
    coverage = finding.ranking.coverage
    return translator(lang)("Figures of {count} of {all} communes").format(
        count=formats.number(coverage.reported, 0, lang),
        all=formats.number(coverage.applicable, 0, lang),
    )


def _sides(finding: StandingOut, lang: str) -> str:
    _ = translator(lang)
    facts, lower = finding.facts, finding.ranking.indicator["direction"] == "lower"
    pattern = {
        "zero": _("{above} communes surely above 0, {below} surely below; {untold} at 0 or not to "
                  "be told apart from it."),
        "plan": _("{above} communes surely reached the plan, {below} surely did not; {untold} "
                  "cannot be told."),
        "threshold": _("{below} communes surely meet the threshold of {line}, {above} surely do "
                       "not; {untold} cannot be told.") if lower else
                     _("{above} communes surely meet the threshold of {line}, {below} surely do "
                       "not; {untold} cannot be told."),
    }[facts["of"]]  # fmt: skip
    counts = {key: formats.number(facts[key], 0, lang) for key in ("above", "below", "untold")}
    return pattern.format(line=_value(finding, facts["line"], lang), **counts)


def _provinces(finding: StandingOut, lang: str) -> str:
    highest, lowest = finding.facts["highest"], finding.facts["lowest"]
    return translator(lang)(
        "the middle commune has {high} in {highest} and {low} in {lowest}, the highest and lowest "
        "of {count} provinces with figures of at least half of their communes."
    ).format(
        high=_value(finding, highest["median"], lang), highest=highest["province"],
        low=_value(finding, lowest["median"], lang), lowest=lowest["province"],
        count=formats.number(finding.facts["provinces"], 0, lang),
    )  # fmt: skip


def _extreme(finding: StandingOut, lang: str) -> str:
    _ = translator(lang)
    area: Mapping[str, Any] = finding.facts["area"]
    pattern = {
        "highest": _("{area} is surely the highest, with {value}; the next has {next}."),
        "lowest": _("{area} is surely the lowest, with {value}; the next has {next}."),
    }[finding.facts["end"]]
    return pattern.format(area=area_label(area, lang), value=_value(finding, area["value"], lang),
                          next=_value(finding, finding.facts["next"], lang))  # fmt: skip


def _middle(finding: StandingOut, lang: str) -> str:
    facts = finding.facts
    values = {key: _value(finding, facts[key], lang) for key in
              ("lower_quartile", "upper_quartile", "minimum", "maximum")}  # fmt: skip
    return translator(lang)(
        "the middle half of the communes lies between {lower_quartile} and {upper_quartile}, all "
        "of them between {minimum} and {maximum}."
    ).format(**values)


def _value(finding: StandingOut, value: float, lang: str) -> str:
    indicator = finding.ranking.indicator
    unit = str(in_language(indicator, "unit", lang))
    return formats.with_unit(value, int(indicator["decimals"]), unit, lang)
