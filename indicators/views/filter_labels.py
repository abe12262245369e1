"""The options of the filters in the reader's language, by the code that stands in the address."""

from indicators.language import formats
from indicators.language.record_texts import in_language
from indicators.language.texts import plural_translator
from indicators.questions.periods import period_choices
from indicators.release.store import Store


def indicator_labels(store: Store, *, lang: str) -> dict[str, str]:
    """The indicators that have figures: headline ones first, then in the catalogue's order."""
    catalogue = store.query("indicators")
    with_figures = catalogue[catalogue["observations"] > 0]
    ordered = with_figures.sort_values(["headline", "position"], ascending=[False, True])
    return dict(zip(ordered["indicator_id"], in_language(ordered, "name", lang), strict=True))


def province_labels(store: Store) -> dict[str, str]:
    """Today's provinces and cities."""
    provinces = store.query("provinces")
    return dict(zip(provinces["area_code"], provinces["name"], strict=True))


def period_labels(
    store: Store, *, indicator_id: str, level: str, basis: str, lang: str
) -> dict[str, str]:
    """The sets of periods of one indicator and basis with the number of areas in each."""
    choices = period_choices(store, indicator_id, level)
    sets = choices[choices["basis"] == basis]
    return {
        code: f"{formats.period_set(code, lang)} · {_areas(int(count), lang)}"
        for code, count in zip(sets["period_set"], sets["reported"], strict=True)
    }


def _areas(count: int, lang: str) -> str:
    ngettext = plural_translator(lang)
    return ngettext("{count} area", "{count} areas", count).format(
        count=formats.number(count, 0, lang)
    )
