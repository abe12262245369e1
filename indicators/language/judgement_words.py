"""The judgement of one cell of a rug in words: short ones, and a sentence with the yardstick."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from indicators.judgement import MINIMUM_REPORTED
from indicators.language import formats
from indicators.language.area_words import missing_reason
from indicators.language.record_texts import in_language
from indicators.language.texts import translator
from indicators.language.yardstick_words import decimals_of_median

Row = Mapping[str, Any]


def short_judgement(code: str, lang: str) -> str:
    """One of ``cell_judgement.Code``, or of a rug's kinds of missing, in a few words."""
    _ = translator(lang)
    return {
        "better": _("better"),
        "worse": _("worse"),
        "same": _("at the yardstick"),
        "unknown": _("cannot be told"),
        "not_judged": _("not judged"),
        "missing": _("no figure"),
        "elsewhere": _("only for another period or basis, see the area's page"),
        "not_applicable": _("does not apply to this type of area"),
    }[code]


def against_words(against: str, lang: str) -> str:
    """Whose median: one of ``cell_judgement.AGAINST``."""
    _ = translator(lang)
    return {
        "nation": _("median of the country"),
        "province": _("median of its province"),
    }[against]


def by_median_words(code: str, row: Row, median: float, against: str, lang: str) -> str:
    """A figure beside a median: "better than the median of the country (3.1%)"."""
    _ = translator(lang)
    unit = in_language(row, "unit", lang)
    decimals = decimals_of_median(row["decimals"], str(row["unit"]))
    yardstick = (
        f"{against_words(against, lang)} ({formats.with_unit(median, decimals, unit, lang)})"
    )
    return {
        "better": _("Better than the {median}"),
        "worse": _("Worse than the {median}"),
        "same": _("The same as the {median}"),
        "unknown": _("Cannot be told apart from the {median}: the printed number reaches over "
                     "both sides"),
    }[code].format(median=yardstick)  # fmt: skip


def not_judged_words(reason: str, elapsed_pct: float | None, lang: str) -> str:
    """Why a figure is not judged; ``elapsed_pct``: days gone by in per cent of the year."""
    _ = translator(lang)
    if reason == "part_of_year" and elapsed_pct is not None and not pd.isna(elapsed_pct):
        return _("Not judged: it is measured against the plan of the whole year, of which {share} "
                 "had gone by").format(share=formats.per_cent(elapsed_pct, lang))  # fmt: skip
    return {
        "no_direction": _("Not judged: more is neither better nor worse"),
        "part_of_year": _("Not judged: it covers a part of the year whose plan it is measured "
                          "against"),
        "too_few": _("Not judged: with fewer than {count} figures there is no median").format(
            count=MINIMUM_REPORTED),
        "mixed_periods": _("Not judged: the figures cover different parts of the year"),
    }[reason]  # fmt: skip


def missing_words(reason: str, lang: str) -> str:
    """Why there is no figure; the codes are ``ranking.MISSING_REASONS``."""
    told = missing_reason(reason, lang)
    return f"{told[:1].upper()}{told[1:]}"
