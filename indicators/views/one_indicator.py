"""One indicator of the compared areas, ready to be drawn large: rows, references, notes."""

from dataclasses import dataclass

import pandas as pd

from indicators.charts.one_indicator import ReferenceLine, one_indicator_range
from indicators.charts.value_range import break_sentence
from indicators.country import PROVINCE_TYPES
from indicators.language import formats
from indicators.language.area_words import name_with_province
from indicators.language.figure_words import period_in_words
from indicators.language.record_texts import in_language
from indicators.language.texts import translator
from indicators.language.yardstick_words import decimals_of_median, no_median_words
from indicators.questions.comparison import main_contest, with_texts
from indicators.questions.profile import areas
from indicators.release.store import Store
from indicators.views.words import direction_sentence
from indicators.yardsticks.safe_comparison import compared_rows
from indicators.yardsticks.thresholds import thresholds

# A threshold of a full year says nothing about a part of one, nor one whose place nobody knows.
NOT_DRAWN = ("not_a_full_year", "not_from_january", "province_excluded")


@dataclass(frozen=True)
class OneIndicator:
    """What the large chart takes, and the sentences below it.

    ``rows`` and ``references`` as in ``charts.one_indicator``; ``told`` is the period and basis of
    what is drawn; ``notes`` say which way is better, a broken axis, why there is no median.
    """

    rows: pd.DataFrame
    references: tuple[ReferenceLine, ...]
    told: str
    notes: tuple[str, ...]


def one_indicator(
    store: Store, area_codes: list[str], indicator_id: str, lang: str, *, year: str | None = None
) -> OneIndicator:
    """One indicator of two to eight areas beside its medians and thresholds.

    Raises as ``compared_rows`` does.
    """
    rows = with_texts(compared_rows(store, area_codes, indicator_id, year=year), lang)
    rows = _with_words(store, rows.reset_index(drop=True), lang)
    drawn = rows[rows["comparable"]]
    references = (*_medians(drawn, lang), *_thresholds(store, drawn, lang))
    return OneIndicator(
        rows=_with_labels(store, rows),
        references=references,
        told=str(drawn["beside"].iloc[0]),
        notes=_notes(rows, drawn, references, lang),
    )


def _with_words(store: Store, rows: pd.DataFrame, lang: str) -> pd.DataFrame:
    """``rows`` with comparable, and beside: period and basis of each figure in words."""
    names = store.query("basis_names", indicator_id=rows["indicator_id"].iloc[0])
    bases = dict(zip(names["basis"], in_language(names, "name", lang), strict=True))
    beside = [
        "" if pd.isna(row["value"]) else
        " · ".join(part for part in (period_in_words(row, lang), bases.get(row["basis"])) if part)
        for row in rows.to_dict("records")
    ]  # fmt: skip
    return rows.assign(comparable=main_contest(rows), beside=beside)


def _with_labels(store: Store, rows: pd.DataFrame) -> pd.DataFrame:
    known = areas(store, rows["area_code"].tolist()).set_index("area_code")
    labels = [name_with_province(known.loc[code]) for code in rows["area_code"]]
    return rows.assign(area_label=labels)


def _medians(drawn: pd.DataFrame, lang: str) -> list[ReferenceLine]:
    """The median of all areas of the level; that of the province where all areas lie in it."""
    _ = translator(lang)
    first = drawn.iloc[0]
    level = "province" if first["area_type"] in PROVINCE_TYPES else "commune"
    found = []
    if pd.notna(first["median"]) and pd.isna(first["spread_withheld_because"]):
        label = _("median of the country, {count} areas").format(
            count=formats.number(first["spread_reported"], 0, lang))  # fmt: skip
        found.append(_median(label, first["median"], first, lang))
    if (
        level == "commune"
        and drawn["province_code"].nunique() == 1
        and pd.notna(first["province_median"])
    ):
        label = _("median of {province}").format(province=first["province"])
        found.append(_median(label, first["province_median"], first, lang))
    return found


def _median(label: str, value: float, row: pd.Series, lang: str) -> ReferenceLine:
    decimals = decimals_of_median(row["decimals"], row["unit"])
    told = formats.with_unit(value, decimals, "%" if row["unit"] == "%" else "", lang)
    return ReferenceLine("median", float(value), f"{label}: {told}")


def _thresholds(store: Store, drawn: pd.DataFrame, lang: str) -> list[ReferenceLine]:
    """Each threshold that counts for any of the figures, with whose it is where not of all."""
    _ = translator(lang)
    found = thresholds(store, drawn["area_code"].tolist())
    found = found[found["observation_id"].isin(drawn["observation_id"])
                  & ~found["reason"].isin(NOT_DRAWN)]  # fmt: skip
    references = []
    names = drawn.set_index("area_code")["name"]
    for (value, vi, en), rows in found.groupby(["threshold_value", "label_vi", "label_en"]):
        label = in_language({"label_vi": vi, "label_en": en}, "label", lang)
        unit = "%" if drawn["unit"].iloc[0] == "%" else ""
        told = formats.with_unit(value, int(drawn["decimals"].iloc[0]), unit, lang)
        holders = [] if set(rows["area_code"]) == set(names.index) else [
            str(names[code]) for code in rows["area_code"]]  # fmt: skip
        whose = f" ({', '.join(holders)})" if holders else ""
        doubt = f", {_('unverified')}" if (rows["confidence"] == "unverified").any() else ""
        references.append(
            ReferenceLine("threshold", float(value), f"{label}{whose}: {told}{doubt}")
        )
    return references


def _notes(
    rows: pd.DataFrame, drawn: pd.DataFrame, references: tuple[ReferenceLine, ...], lang: str
) -> tuple[str, ...]:
    _ = translator(lang)
    first = drawn.iloc[0]
    axis = one_indicator_range(rows, references)
    apart = int(rows["value"].notna().sum()) - len(drawn)
    notes = [
        direction_sentence(first["direction"], lang),
        break_sentence(axis, str(first["unit"]), lang),
        "" if any(line.kind == "median" for line in references) else _no_median(first, lang),
        _("Figures of another period or basis stand in words on their line: they have no place on "
          "this axis.") if apart else "",
        _("Lines at a mark show the interval that the printed number stands for."),
    ]  # fmt: skip
    return tuple(note for note in notes if note)


def _no_median(first: pd.Series, lang: str) -> str:
    reason = first["spread_withheld_because"]
    reported = first["spread_reported"]
    known = reason if isinstance(reason, str) else "too_few"
    return no_median_words(known, 0 if pd.isna(reported) else int(reported), lang)
