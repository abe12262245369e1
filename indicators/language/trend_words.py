"""The outcomes of trends, changes, restatement and pace in words; every outcome has some."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from indicators.judgement import FEWEST_POINTS
from indicators.language import formats
from indicators.language.record_texts import in_language
from indicators.language.texts import plural_translator, translator

Row = Mapping[str, Any]

SMALLEST_P = 0.001


def trend_words(test: Row, lang: str) -> str:
    """A tested trend joined with its direction: "Tăng và tốt lên", or why none can be told."""
    _ = translator(lang)
    if test["outcome"] == "cannot_be_told":
        return _not_told(test, lang)
    words = {
        ("rising", "better"): _("Rising and getting better"),
        ("rising", "worse"): _("Rising and getting worse"),
        ("falling", "better"): _("Falling and getting better"),
        ("falling", "worse"): _("Falling and getting worse"),
        ("rising", None): _("Rising"),
        ("falling", None): _("Falling"),
        ("unchanged", None): _("Unchanged"),
    }
    return words[test["outcome"], _told(test["judgement"])]


def _not_told(test: Row, lang: str) -> str:
    _, ngettext = translator(lang), plural_translator(lang)
    if test["reason"] != "too_few":
        return _("Cannot be told: the ups and downs could be chance")
    points = int(test["points"])
    return ngettext(
        "Cannot be told: {points} comparable period, the test needs at least {fewest}",
        "Cannot be told: {points} comparable periods, the test needs at least {fewest}",
        points,
    ).format(points=points, fewest=FEWEST_POINTS)


def basis_of_test(test: Row, lang: str) -> str:
    """The test behind a trend: points, probability and the pairs that cannot be told."""
    _, ngettext = translator(lang), plural_translator(lang)
    p_value = _told(test["p_value"])
    if p_value is None:
        return ""
    points = int(test["points"])
    told = ngettext("Mann–Kendall over {points} period", "Mann–Kendall over {points} periods",
                    points).format(points=points)  # fmt: skip
    told += ", " + _probability(float(p_value), lang)
    doubtful = int(test["doubtful"])
    if doubtful:
        told += ", " + ngettext(
            "{count} pair that cannot be told counted against it",
            "{count} pairs that cannot be told counted against it",
            doubtful,
        ).format(count=doubtful)
    return told


def _probability(p_value: float, lang: str) -> str:
    if p_value < SMALLEST_P:
        return f"p < {formats.number_as_needed(SMALLEST_P, 3, lang)}"
    return f"p = {formats.number(p_value, 3, lang)}"


def change_words(change: Row, decimals: int, lang: str) -> str:
    """The change between two figures with the interval it lies in, or why there is none."""
    _ = translator(lang)
    if change["outcome"] == "series_break":
        return _("not compared: a series break lies between")
    sizes = [_signed(change[column], decimals, lang)
             for column in ("change", "change_low", "change_high")]  # fmt: skip
    if sizes[1] == sizes[2]:
        return sizes[0]
    return _("{change} (between {low} and {high})").format(
        change=sizes[0], low=sizes[1], high=sizes[2]
    )


def change_outcome(change: Row, lang: str) -> str:
    """Whether a figure surely rose or fell, joined with its direction."""
    _ = translator(lang)
    words = {
        ("rise", "better"): _("up, better"),
        ("rise", "worse"): _("up, worse"),
        ("rise", None): _("up"),
        ("fall", "better"): _("down, better"),
        ("fall", "worse"): _("down, worse"),
        ("fall", None): _("down"),
        ("same", None): _("the same"),
        ("cannot_be_told", None): _("cannot be told: the intervals overlap"),
        ("series_break", None): _("not compared"),
    }
    return words[change["outcome"], _told(change["judgement"])]


def rank_words(change: Row, lang: str) -> str:
    """The move in rank among the areas that have both figures; empty where there are no places."""
    _ = translator(lang)
    if _told(change["rank_outcome"]) is None:
        return ""
    places = [
        formats.rank_interval(
            change[f"{name}_rank"], change[f"{name}_rank_low"], change[f"{name}_rank_high"], lang
        )
        for name in ("from", "to")
    ]
    outcome = {
        "rise": _("surely up"),
        "fall": _("surely down"),
        "same": _("the same place"),
        "cannot_be_told": _("cannot be told: the rank intervals overlap"),
    }[change["rank_outcome"]]
    return _("{before} → {after} among {count} areas with both figures: {outcome}").format(
        before=places[0], after=places[1], outcome=outcome,
        count=formats.number(change["compared_areas"], 0, lang),
    )  # fmt: skip


def method_words(method: str, lang: str) -> str:
    """How a figure was restated on today's boundaries."""
    _ = translator(lang)
    return {
        "same_unit": _("the one former unit, unchanged"),
        "sum": _("sum of the former units"),
        "interval": _(
            "interval: from the former units that went in whole to all that may belong; "
            "the middle is shown"
        ),
        "share_of_sums": _("share of the summed counts of the former units"),
        "weighted_mean": _("weighted mean of the former units"),
        "ratio_of_sums": _("ratio of the summed counts of the former units"),
        "per_area": _("worked out from the figure and the area"),
        "change": _("worked out from two figures"),
    }[method]


def obstacle_words(cell: Row, lang: str) -> str:
    """Why a figure cannot be restated, with the units that stand in the way."""
    _ = translator(lang)
    return {
        "divided_unit": _("cannot be restated: {units} went into several communes, and nobody "
                          "knows which share of the figure went where"),
        "part_missing": _("cannot be restated: no figure for {units}"),
        "open_unit": _("cannot be restated: no list tells where {units} belonged"),
        "weights_unknown": _("cannot be restated: the counts behind the shares are not known"),
        "not_arithmetic": _("cannot be restated: figures of this kind do not add up"),
    }[cell["obstacle"]].format(
        units=", ".join(
            cell["open_units"] if cell["obstacle"] == "open_unit"
            else cell["divided"] or cell["without_figure"]
        )
    )  # fmt: skip


def parts_words(cell: Row, lang: str) -> str:
    """How many of the former units have the figure: "2 trên 3 đơn vị cũ (66,7%)"."""
    return translator(lang)("{found} of {parts} former units ({share})").format(
        found=cell["parts_found"],
        parts=cell["parts"],
        share=formats.per_cent(cell["share_of_parts_pct"], lang),
    )


def pace_words(row: Row, lang: str) -> str:
    """A share of the plan against the share of the year; never a forecast."""
    _ = translator(lang)
    elapsed = formats.per_cent(row["elapsed_pct"], lang)
    if row["pace"] == "not_from_january":
        return _("The period does not begin in January, and the source does not say of which "
                 "months the plan is: not set against the year.")  # fmt: skip
    gap = formats.number(abs(row["gap"]), formats.SHARE_DECIMALS, lang)
    return {
        "ahead": _("{elapsed} of the year had gone by: {gap} percentage points above an even "
                   "pace."),
        "behind": _("{elapsed} of the year had gone by: {gap} percentage points below an even "
                    "pace."),
        "cannot_be_told": _("{elapsed} of the year had gone by: no difference from an even pace "
                            "can be told."),
    }[row["pace"]].format(elapsed=elapsed, gap=gap)  # fmt: skip


def year_before_words(row: Row, lang: str) -> str:
    """The same days of the year before, where both are known and comparable."""
    _ = translator(lang)
    if row["year_before"] == "not_known":
        return _("No figure for the same days of the year before.")
    before = formats.with_unit(row["year_before_value"], int(row["decimals"]),
                               in_language(row, "unit", lang), lang)  # fmt: skip
    return {
        "series_break": _("The same days of the year before gave {before}; not compared, because "
                          "a series break lies between."),
        "rise": _("More than in the same days of the year before ({before})."),
        "fall": _("Less than in the same days of the year before ({before})."),
        "same": _("As much as in the same days of the year before ({before})."),
        "cannot_be_told": _("Cannot be told apart from the same days of the year before "
                            "({before})."),
    }[row["year_before"]].format(before=before)  # fmt: skip


def series_words(series: str, lang: str) -> str:
    """The kind of a period, as a heading of figures that may be set side by side."""
    _ = translator(lang)
    names = {
        "year": _("by year"), "half": _("half-year"), "quarter": _("quarter"),
        "month": _("month"), "stated": _("level stated without its year"),
        "state": _("another day of the year"), "span": _("several years"),
    }  # fmt: skip
    return names.get(series, _("part of a year"))


def _signed(value: float, decimals: int, lang: str) -> str:
    """A number with its sign; true minus as in print."""
    size = formats.number_as_needed(abs(value), decimals + 1, lang)
    if value == 0 or size == "0":
        return "0"
    return f"+{size}" if value > 0 else f"\u2212{size}"


def _told(value: Any) -> Any:
    """``None`` for every way in which a frame says that there is nothing."""
    missing = value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))
    return None if missing else value
