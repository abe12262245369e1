"""What the select boxes of the filters offer, in words: with the figures there are to be found."""

from dataclasses import dataclass

import pandas as pd

from indicators.country import COMMUNE_TYPES, PROVINCE_TYPES
from indicators.judgement import MINIMUM_REPORTED
from indicators.language import formats
from indicators.language.area_words import areas_counted
from indicators.language.figure_words import theme_name
from indicators.language.record_texts import in_language
from indicators.questions.periods import ALL_BASES, period_choices
from indicators.release.opened import kept_by_store
from indicators.release.store import Store
from indicators.vietnamese_order import vietnamese_order

# Some lines of text each, for every choice that readers have made.
MOST_OPTIONS = 512

# Empty for all communes; of provinces the whole level first: they are ranked together with cities.
AREA_TYPES = ("", *COMMUNE_TYPES, "province", *PROVINCE_TYPES)


def grouped_indicators(
    store: Store, *, province: str, level: str = "commune", lang: str
) -> dict[str, str]:
    """Every indicator with figures, theme by theme: code → "name · 28 areas · theme".

    The number counts the areas of ``level`` that have any figure, in ``province`` where that is
    not empty. Inside a theme headline indicators come first, then the catalogue's order; those of
    fewer areas than a rank needs stand last.
    """
    found = _with_counts(store, level, province)
    found["thin"] = _thin(found["reported"])
    found["theme_place"] = found.groupby("theme")["position"].transform("min")
    by = ["theme_place", "thin", "headline", "position"]
    ordered = found.sort_values(by, ascending=[True, True, False, True], kind="stable")
    ordered = ordered.assign(shown=in_language(ordered, "name", lang))
    return {
        row["indicator_id"]: f"{row['shown']} · {areas_counted(row['reported'], lang)}"
                             f" · {theme_name(row['theme'], lang)}"
        for row in ordered.to_dict("records")
    }  # fmt: skip


def default_indicator(store: Store, *, level: str = "commune") -> str:
    """The indicator to begin with: a headline one that enough areas have for a rank, else any such.

    Where none has enough, one that most areas have; empty where none has figures at all.
    """
    found = _with_counts(store, level, "")
    if found.empty:
        return ""
    # Beyond what a rank needs, more areas are no reason to begin with an indicator.
    found["counting"] = found["reported"].clip(upper=MINIMUM_REPORTED)
    ordered = found.sort_values(
        ["counting", "headline", "position"], ascending=[False, False, True], kind="stable"
    )
    return str(ordered["indicator_id"].iloc[0])


def _thin(reported: pd.Series) -> pd.Series:
    """Whether an indicator has figures of fewer areas than a rank needs."""
    return reported < MINIMUM_REPORTED


def _with_counts(store: Store, level: str, province: str) -> pd.DataFrame:
    """The catalogue's indicators with figures anywhere, and how many areas reported here."""
    catalogue = store.kept("known_indicators")
    catalogue = catalogue[catalogue["areas"] > 0].copy()
    counts = store.kept("reported_by_indicator", level=level, province=province)
    by_id = counts.set_index("indicator_id")["reported"]
    catalogue["reported"] = catalogue["indicator_id"].map(by_id).fillna(0).astype(int)
    return catalogue


def province_labels(store: Store) -> dict[str, str]:
    """Today's provinces and cities, in the order of the Vietnamese alphabet."""
    provinces = store.kept("provinces")
    names = dict(zip(provinces["area_code"], provinces["name"], strict=True))
    return dict(sorted(names.items(), key=lambda one: vietnamese_order(one[1])))


def period_labels(
    store: Store, *, indicator_id: str, level: str, basis: str, lang: str, province: str = ""
) -> dict[str, str]:
    """The sets of periods of one indicator and basis with the number of areas in each.

    ``province`` counts only its communes; a set that none of them has is listed with 0.
    """
    choices = period_choices(store, indicator_id, level)
    sets = choices[choices["basis"] == basis]
    counts = dict(zip(sets["period_set"], sets["reported"], strict=True))
    if province and level == "commune":
        there = store.query("reported_by_period", indicator_id=indicator_id, province=province)
        there = there[there["basis"] == basis].set_index("period_set")["reported"]
        counts = {code: int(there.get(code, 0)) for code in counts}
    return {
        code: f"{formats.period_set(code, lang)} · {areas_counted(count, lang)}"
        for code, count in counts.items()
    }


@dataclass(frozen=True)
class PeriodOptions:
    """What a reader may choose from: ``labels`` by code (in order), and the code to begin with."""

    labels: dict[str, str]
    default: str


@kept_by_store(MOST_OPTIONS)
def period_options(
    store: Store,
    *,
    indicator_id: str,
    level: str,
    basis: str | None,
    lang: str,
    province: str = "",
) -> PeriodOptions | None:
    """The sets of periods of one basis, of all bases where none is named; ``None``: no figure.

    All bases side by side begin with the set that programs are given where they ask for none.
    """
    wanted = ALL_BASES if basis in (None, "all") else str(basis)
    choices = period_choices(store, indicator_id, level)
    if wanted not in set(choices["basis"]):
        return None
    labels = period_labels(store, indicator_id=indicator_id, level=level, basis=wanted, lang=lang,
                           province=province)  # fmt: skip
    usual = choices["is_default_basis"] if wanted == ALL_BASES else choices["basis"] == wanted
    default = choices.loc[usual & choices["is_default"], "period_set"]
    return PeriodOptions(labels, str(default.iloc[0]) if len(default) else next(iter(labels)))
