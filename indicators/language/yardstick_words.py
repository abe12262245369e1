"""Medians, thresholds, distance from plan and the next status in words; each outcome has some."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from indicators.judgement import MINIMUM_REPORTED, NEAR_PLAN, OFF_PLAN, NextStatus, PlanDistance
from indicators.language import formats, quoted
from indicators.language.area_words import area_type
from indicators.language.record_texts import in_language
from indicators.language.texts import plural_translator, translator

Row = Mapping[str, Any]


def scope_words(row: Row, lang: str) -> str:
    """The group of a median: "vùng Bắc Trung Bộ", "xã cả nước", "cả nước", "Thanh Hóa"."""
    _ = translator(lang)
    if row["scope"] == "area_type":
        kind = area_type(row["scope_code"], lang)
        return _("every {kind} of the country").format(kind=kind)
    if row["scope"] == "nation":
        return _("whole country")
    if row["scope"] == "region":
        return _("region {name}").format(name=in_language(row, "scope_name", lang))
    return str(in_language(row, "scope_name", lang))


def medians_words(rows: Sequence[Row], decimals: int, unit: str, lang: str) -> str:
    """The medians of one figure with the number of areas behind each, and those withheld.

    For example "Trung vị: xã cả nước 70 (39 nơi); chưa đủ 5 nơi: Thanh Hóa (2)". Empty without
    ``rows``, which are those of ``benchmarks.benchmarks`` about one contest of one area.
    """
    if not rows:
        return ""
    _ = translator(lang)
    if all(row["withheld_because"] == "mixed_periods" for row in rows):
        return no_median_words("mixed_periods", 0, lang)
    known = [_median(row, decimals, unit, lang) for row in rows if pd.notna(row["median"])]
    few = [
        f"{scope_words(row, lang)} ({formats.number(row['reported'], 0, lang)})"
        for row in rows
        if pd.isna(row["median"])
    ]
    withheld = _("fewer than {minimum} areas with a figure: {scopes}").format(
        minimum=MINIMUM_REPORTED, scopes=", ".join(few)
    )
    if not known:
        most = max(int(row["reported"]) for row in rows)
        return no_median_words("too_few", most, lang)
    told = _("Median: {medians}").format(medians=" · ".join(known))
    return f"{told}; {withheld}" if few else told


def no_median_words(reason: str, reported: int, lang: str) -> str:
    """Why there is no median of ``reported`` areas: a reason of ``ranking.NO_MEDIAN_REASONS``."""
    _ = translator(lang)
    return {
        "mixed_periods": _("No median: the figures cover different parts of the year."),
        "mixed_bases": _("No median: the figures are measured against different bases."),
        "too_few": _("No median: {number} with a figure, {minimum} are needed"),
    }[reason].format(number=formats.number(reported, 0, lang), minimum=MINIMUM_REPORTED)


def _median(row: Row, decimals: int, unit: str, lang: str) -> str:
    _, ngettext = translator(lang), plural_translator(lang)
    reported = int(row["reported"])
    return _("{scope} {value} ({areas})").format(
        scope=scope_words(row, lang),
        # The unit stands with the figure above; only a per cent sign is short enough to repeat.
        value=formats.with_unit(row["median"], decimals, "%" if unit == "%" else "", lang),
        areas=ngettext("{count} area", "{count} areas", reported).format(
            count=formats.number(reported, 0, lang)
        ),
    )


def official_words(row: Row, decimals: int, unit: str, lang: str) -> str:
    """The figure printed for the province or nation itself, with its publisher and period."""
    _ = translator(lang)
    value = quoted.as_printed(row, decimals, lang, unit)
    pattern = (
        _("{place} itself: {value}, {period} (official, {publisher})")
        if row["official"]
        else _("{place} itself: {value}, {period} (from the press, {publisher})")
    )
    told = pattern.format(
        place=row["scope_name"], value=value, publisher=row["publisher"],
        period=formats.period(row["period_start"], row["period_end"], lang),
    )  # fmt: skip
    if not row["same_period"]:
        told += "; " + _("another period, not to be compared directly")
    return told


def outcome_word(row: Row, lang: str) -> str:
    """Whether a threshold is met, not met, cannot be told apart, or whether no value could tell."""
    _ = translator(lang)
    if row["outcome"] == "cannot_be_told":
        return _("cannot be told apart") if row["reason"] == "overlap" else _("cannot be told")
    return {"met": _("met"), "not_met": _("not met")}[row["outcome"]]


def threshold_words(row: Row, lang: str) -> str:
    """One threshold: what it is, its value, its outcome, its legal basis and how sure that is."""
    return _outcome_of_threshold(row, lang) + _basis_of_threshold(row, lang)


def threshold_briefly(row: Row, lang: str) -> str:
    """The same without the legal basis; that nobody has read it is said all the same."""
    told = _outcome_of_threshold(row, lang)
    if row["confidence"] != "unverified":
        return told
    return f"{told} · {translator(lang)('threshold unverified')}"


def _outcome_of_threshold(row: Row, lang: str) -> str:
    _ = translator(lang)
    unit = in_language(row, "unit", lang)
    told = _("Threshold “{label}”").format(label=in_language(row, "label", lang))
    if not row["excluded"]:  # else the value would be that of a part of the province
        told += f" ({formats.with_unit(row['threshold_value'], int(row['decimals']), unit, lang)})"
    told += f": {outcome_word(row, lang)}"
    reason = reason_words(row["reason"], lang)
    return f"{told} ({reason})" if reason else told


def reason_words(reason: Any, lang: str) -> str:
    """Why an outcome cannot be told; empty where it can."""
    if not isinstance(reason, str):
        return ""
    _ = translator(lang)
    return {
        "overlap": _("the printed number reaches over both sides"),
        "province_excluded": _("the province joins places that had different floors"),
        "not_a_full_year": _("the threshold is for a full year, the figure is not"),
        "not_from_january": _("the period does not begin in January, so the plan is not clear"),
    }[reason]


def _basis_of_threshold(row: Row, lang: str) -> str:
    _ = translator(lang)
    legal = row["legal_basis"] if isinstance(row["legal_basis"], str) else ""
    if row["confidence"] == "unverified":
        if not legal:
            return ". " + _("Unverified: the text was not read")
        return ". " + _("Unverified: remembered from {document}, not read in its text").format(
            document=legal
        )
    return ". " + _("Legal basis: {document}").format(document=legal) if legal else ""


def plan_words(found: PlanDistance, lang: str) -> str:
    """The band of a figure against its plan: a distance, no praise."""
    _ = translator(lang)
    bands = {
        "near": _("close to plan (within {points}%)").format(points=NEAR_PLAN),
        "off": _("more than {points}% away from plan").format(points=NEAR_PLAN),
        "far": _("more than {points}% away from plan").format(points=OFF_PLAN),
    }
    if len(found.bands) > 1:
        either = _(" or ").join(bands[band] for band in found.bands)
        return _("Cannot be told apart: {bands}").format(bands=either)
    band = bands[found.bands[0]]
    size = formats.number_as_needed(abs(found.distance), 2, lang)
    side = {
        "above": _("{points} points above"),
        "below": _("{points} points below"),
        "both": _("above or below cannot be told"),
    }[found.side].format(points=size)
    return f"{band[:1].upper()}{band[1:]}: {side}"


def status_words(found: NextStatus, lang: str) -> list[str]:
    """The distance to the next new-rural status, one sentence each."""
    _ = translator(lang)
    told = [_missing_criteria(found, lang)]
    if not found.remaining:
        told.append(
            {
                "basic": _("The next step was the advanced set (19 criteria, counted apart)."),
                "advanced": _("The next step was the model commune (Decision 319/QĐ-TTg)."),
                "new_set": _("Recognition takes a separate decision."),
            }[found.step]
        )
    if found.step != "new_set":
        told.append(_("This set ended on 14 February 2026; the new one has 10 criteria."))
    return told


def _missing_criteria(found: NextStatus, lang: str) -> str:
    _, ngettext = translator(lang), plural_translator(lang)
    name = {
        "basic": _("the basic set"),
        "advanced": _("the advanced set"),
        "new_set": _("the set of 2026-2030"),
    }[found.step]
    if not found.remaining:
        return _("All {total} criteria of {name} are met; recognition takes a separate decision."
                 ).format(total=found.total, name=name)  # fmt: skip
    return ngettext(
        "{count} criterion is missing of the {total} of {name}.",
        "{count} criteria are missing of the {total} of {name}.",
        found.remaining,
    ).format(count=found.remaining, total=found.total, name=name)


def decimals_of_median(decimals: Any, unit: str) -> int:
    """A median of two counts may lie between them."""
    return max(int(decimals), 1) if pd.notna(decimals) and unit != "%" else int(decimals)
