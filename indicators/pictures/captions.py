"""The words around pictures: titles that can stand alone, coverage, sources, release, address."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from indicators.language import formats
from indicators.language.area_words import area_label, area_type, group_words
from indicators.language.record_texts import in_language
from indicators.language.texts import plural_translator, translator
from indicators.questions.comparison_groups import WAGE_REGIONS, Group
from indicators.questions.periods import ALL_BASES
from indicators.questions.profile import areas
from indicators.questions.ranking import Ranking
from indicators.release.citation import release_citation
from indicators.release.store import Store
from indicators.views import words

MOST_PUBLISHERS = 4


def named(record: Mapping[Any, Any], lang: str, column: str = "name") -> str:
    """The name, unit or definition of a record of the catalogue in one language."""
    return str(in_language(record, column, lang))


def ranking_title(store: Store, ranking: Ranking, lang: str) -> str:
    """Indicator, areas, place, period and basis of a ranking, as one line that stands alone."""
    parts = [scope(store, ranking, lang),
             formats.period_set(ranking.period.code, lang) if ranking.period else "",
             basis_name(store, ranking.indicator["indicator_id"], ranking.basis, lang)]  # fmt: skip
    return f"{named(ranking.indicator, lang)}: {', '.join(part for part in parts if part)}"


def scope(store: Store, ranking: Ranking, lang: str) -> str:
    """The areas that a ranking is about: "mọi xã, phường, đặc khu của Thanh Hóa"."""
    _ = translator(lang)
    areas = {
        "xã": _("communes (xã)"), "phường": _("wards (phường)"),
        "đặc khu": _("special zones (đặc khu)"), "tỉnh": _("provinces"), "thành phố": _("cities"),
    }.get(str(ranking.among)) or area_type(ranking.among or ranking.level, lang)  # fmt: skip
    if ranking.group:
        around = group_words(ranking.group.among, _anchor(store, ranking.group), lang)
        inside = _("{areas} of {province}").format(
            areas=areas, province=province_name(store, ranking.province)
        ) if ranking.province else areas  # fmt: skip
        return around if not (ranking.province or ranking.among) else f"{inside}, {around}"
    if not ranking.province:
        return _("{areas} of the whole country").format(areas=areas)
    return _("{areas} of {province}").format(
        areas=areas, province=province_name(store, ranking.province)
    )


def _anchor(store: Store, group: Group) -> str:
    """The name of the commune that a group is around; a wage region is its own."""
    if group.area_code in WAGE_REGIONS:
        return group.area_code
    return str(areas(store, [group.area_code])["name"].iloc[0])


def ranking_coverage(ranking: Ranking, lang: str) -> tuple[str, ...]:
    """How many areas have a figure, which way is better, and why there are no ranks."""
    told = [f"{words.coverage_sentence(ranking.coverage, lang)} "
            f"{words.direction_sentence(ranking.indicator['direction'], lang)}"]  # fmt: skip
    if reason := words.not_ranked_sentence(ranking, lang):
        told.append(reason)
    if ranking.period is not None and ranking.period.gathered:
        _ = translator(lang)
        told.append(_("Each area's latest part-year figure; the periods differ from area to area."))
    return tuple(told)


def basis_name(store: Store, indicator_id: str, basis: str, lang: str) -> str:
    """What a figure is measured against; "" where the indicator has one reading."""
    if basis == ALL_BASES:
        return translator(lang)("all bases, marked")
    return basis_names(store, indicator_id, lang).get(basis, basis)


def basis_names(store: Store, indicator_id: str, lang: str) -> dict[str, str]:
    """The names of an indicator's bases by code."""

    def read() -> dict[str, str]:
        names = store.kept("basis_names", indicator_id=indicator_id)
        return dict(zip(names["basis"], in_language(names, "name", lang), strict=True))

    return dict(store.held(("names of bases", indicator_id, lang), read))


def province_name(store: Store, code: str) -> str:
    """The name of a province of today."""

    def read() -> dict[str, str]:
        provinces = store.kept("provinces")
        return dict(zip(provinces["area_code"], provinces["name"], strict=True))

    return str(store.held("names of provinces", read)[code])


def without_figure(
    store: Store, asked: Sequence[str], rows: pd.DataFrame, lang: str
) -> tuple[str, ...]:
    """The asked areas that have no row: they are told, not dropped. () where all have one.

    Raises ``UnknownNameError`` for a code that is no area of today.
    """
    found = areas(store, list(asked)) if asked else rows.head(0)
    absent = found[~found["area_code"].isin(rows["area_code"])]
    if absent.empty:
        return ()
    names = ", ".join(area_label(area, lang) for area in absent.to_dict("records"))
    told = translator(lang)("No figure in this choice for: {areas}.")
    return (told.format(areas=names),)


def source_line(store: Store, source_ids: Iterable[Any], lang: str) -> str:
    """Who published these figures: those with most of them first, the others counted."""
    _, ngettext = translator(lang), plural_translator(lang)
    ids = pd.Series([one for one in source_ids if isinstance(one, str) and one], dtype="str")
    counts = ids.value_counts()
    sources = store.query("sources_by_id", source_ids=counts.index.tolist())
    figures = sources.assign(figures=sources["source_id"].map(counts))
    publishers = figures.groupby("publisher")["figures"].sum().reset_index()
    publishers = publishers.sort_values(["figures", "publisher"], ascending=[False, True])
    shown = "; ".join(publishers["publisher"].head(MOST_PUBLISHERS))
    if (others := len(publishers) - MOST_PUBLISHERS) > 0:
        shown += " " + ngettext("and {count} other", "and {count} others", others).format(
            count=formats.number(others, 0, lang))  # fmt: skip
    texts = ngettext("{count} text", "{count} texts", len(sources)).format(
        count=formats.number(len(sources), 0, lang))  # fmt: skip
    return _("Sources ({texts}): {publishers}.").format(texts=texts, publishers=shown)


def banner(store: Store, lang: str) -> str:
    """That a country is invented; "" for the real one."""
    if not store.synthetic:
        return ""
    return translator(lang)("Invented country: every name and figure here is synthetic and says "
                            "nothing about any real place.")  # fmt: skip


def release_line(store: Store, lang: str) -> str:
    """Product, day and id of the release, licence."""
    return release_citation(store.release, lang)


def interval_note(lang: str, *, ranked: bool) -> str:
    """How to read a dot with its line, and the brackets behind a place."""
    _ = translator(lang)
    told = _("The line at a dot is the interval that the printed number stands for.")
    if ranked:
        told += " " + _("In brackets: the places it cannot be told apart from.")
    return told
