"""Pictures of some areas: side by side, one among all, one indicator over time."""

import pandas as pd

from indicators.charts.one_indicator import one_indicator_alt
from indicators.charts.small_multiples import small_multiples_alt
from indicators.charts.spine import drawable_rows, spine_alt
from indicators.charts.trend import TrendPicture, trend_alt
from indicators.charts.trend_marks import legend_sentences
from indicators.country import PROVINCE_TYPES
from indicators.judgement import MINIMUM_REPORTED
from indicators.language import formats
from indicators.language.area_words import area_label, name_with_province
from indicators.language.figure_words import period_in_words
from indicators.language.texts import plural_translator, translator
from indicators.over_time.trend import ALL_BASES, Trend, trend
from indicators.pictures import captions
from indicators.pictures.comparison import comparison_body
from indicators.pictures.one_indicator import one_indicator_body
from indicators.pictures.picture import (
    DrawnChart,
    NothingToDrawError,
    PictureQuestion,
    page_address,
)
from indicators.pictures.remarks import Remarks
from indicators.pictures.sheet import inner_width
from indicators.pictures.spine import spine_body
from indicators.pictures.trend import trend_body
from indicators.questions.comparison import panels, with_texts
from indicators.questions.profile import MOST_COMPARED, areas, compare, profile
from indicators.refusal import UnanswerableError
from indicators.release.store import Store
from indicators.views.one_indicator import one_indicator
from indicators.views.words import shared_sentence
from indicators.web.navigation import COMMUNE, COMPARISON, TREND

MOST_NAMED_IN_TITLE = 4
CIRCUMSTANCES = ["period_start", "period_end", "period_set", "basis"]


def drawn_comparison(
    store: Store, question: PictureQuestion, *, most: int | None = None
) -> DrawnChart:
    """The panels of the comparison that the page shows for the same address, ``most`` of them.

    With an ``indicator`` that one alone, large.
    """
    if question.indicator:
        return drawn_one_indicator(store, question, question.indicator)
    lang, remarks = question.look.lang, Remarks(question.look.lang)
    _ = translator(lang)
    if len(question.areas) < 2:
        raise UnanswerableError("areas_to_compare", count=len(question.areas),
                                most=MOST_COMPARED)  # fmt: skip
    known = areas(store, list(question.areas))
    compared = compare(store, known["area_code"].tolist(), year=question.year)
    names = {row["area_code"]: name_with_province(row) for row in known.to_dict("records")}
    rows = panels(compared, names, lang)
    kept = rows["indicator_id"].drop_duplicates().head(len(rows) if most is None else most)
    rows = rows[rows["indicator_id"].isin(kept)]
    if rows.empty:
        raise NothingToDrawError("no_panel_to_draw")
    rows = with_circumstances(store, rows, lang)
    body = comparison_body(rows, question.look, inner_width(question.look), remarks)
    notes = [_("Each panel has its own scale. Lines at a dot show the interval that the printed "
               "number stands for.")]  # fmt: skip
    if rows["surely_best"].any():
        notes.append(_("Bold: surely the best of these areas; where intervals touch or overlap, "
                       "or periods differ, nobody is."))  # fmt: skip
    title = _("Comparison: {areas}").format(areas=_listed(list(names.values()), lang))
    if question.year:
        title = f"{title}, {formats.period_set(question.year, lang)}"
    return DrawnChart(
        body=body,
        title=title,
        description=small_multiples_alt(rows, lang=lang),
        coverage=(
            " ".join(
                [*comparison_coverage(compared, len(known), lang), _drawn_of_these(rows, lang)]
            ),
        ),
        notes=(" ".join(notes),),
        remarks=remarks.note(),
        sources=captions.source_line(store, rows["source_id"].dropna(), lang),
        page=page_address(COMPARISON.address, area=question.areas, year=question.year),
    )


def drawn_one_indicator(store: Store, question: PictureQuestion, indicator_id: str) -> DrawnChart:
    """One indicator of the compared areas, as the page draws it large."""
    lang, remarks = question.look.lang, Remarks(question.look.lang)
    shown = one_indicator(store, list(question.areas), indicator_id, lang, year=question.year)
    rows = shown.rows
    body = one_indicator_body(rows, shown.references, question.look, inner_width(question.look),
                              remarks)  # fmt: skip
    name = str(rows["indicator_name"].iloc[0])
    return DrawnChart(
        body=body,
        title=f"{name}, {shown.told}: {_listed(rows['area_label'].tolist(), lang)}",
        description=one_indicator_alt(rows, shown.references, lang=lang),
        coverage=(_figures_of(rows, lang),),
        notes=(" ".join(shown.notes),),
        remarks=remarks.note(),
        sources=captions.source_line(store, rows["source_id"].dropna(), lang),
        page=page_address(COMPARISON.address, area=question.areas, indicator=indicator_id,
                          year=question.year),
    )  # fmt: skip


def _figures_of(rows: pd.DataFrame, lang: str) -> str:
    return translator(lang)("{known} of {count} areas have a figure.").format(
        known=formats.number(int(rows["value"].notna().sum()), 0, lang),
        count=formats.number(len(rows), 0, lang),
    )


def drawn_spine(store: Store, question: PictureQuestion, *, most: int | None = None) -> DrawnChart:
    """One area among all that reported, as the comparison page shows it.

    With ``most`` the first of them alone, headline indicators before others.
    """
    lang, remarks = question.look.lang, Remarks(question.look.lang)
    _ = translator(lang)
    area = areas(store, [question.subject]).iloc[0].to_dict()
    rows = with_texts(profile(store, question.subject, year=question.year), lang)
    drawable, withheld = drawable_rows(rows)
    drawable = drawable.sort_values("headline", ascending=False, kind="stable").head(
        len(drawable) if most is None else most
    ).sort_values("position")  # fmt: skip
    name = area_label(area, lang)
    if drawable.empty:
        raise NothingToDrawError(
            "no_spine_to_draw", area=name_with_province(area), count=MINIMUM_REPORTED
        )
    rows = with_circumstances(store, drawable, lang)
    body = spine_body(rows, question.look, inner_width(question.look), remarks)
    title = _("{area} among all areas that reported").format(area=name)
    if question.year:
        title = f"{title}, {formats.period_set(question.year, lang)}"
    notes = [_("From the worst to the best value reported: the band holds the middle half "
               "of the areas, the upright mark is the median. An empty circle belongs to an "
               "indicator without better or worse.")]  # fmt: skip
    return DrawnChart(
        body=body,
        title=title,
        description=spine_alt(drawable, area_name=name, lang=lang),
        coverage=(_known_of(rows, withheld, lang),),
        notes=(" ".join(notes), *_withheld_notes(withheld, lang)),
        remarks=remarks.note(),
        sources=captions.source_line(store, rows["source_id"], lang),
        page=page_address(COMMUNE.address, area=question.subject),
    )


def drawn_trend(store: Store, question: PictureQuestion) -> DrawnChart:
    """One indicator over time in some areas, as the page shows it."""
    lang, remarks = question.look.lang, Remarks(question.look.lang)
    _ = translator(lang)
    if not 1 <= len(question.areas) <= MOST_COMPARED:
        raise UnanswerableError("areas_to_follow", count=len(question.areas),
                                most=MOST_COMPARED)  # fmt: skip
    found = trend(store, question.subject, list(question.areas), basis=question.basis)
    if found.figures.empty:
        raise NothingToDrawError("no_trend_to_draw")
    labels = {row["area_code"]: name_with_province(row) for row in found.areas.to_dict("records")}
    unit = captions.named(found.indicator, lang, "unit")
    picture = TrendPicture(
        found.figures, found.breaks, labels, "value", unit,
        max(int(found.indicator["decimals"]), 0), lang, question.look.dark)  # fmt: skip
    body = trend_body(picture, question.look, inner_width(question.look), remarks)
    return DrawnChart(
        body=body,
        title=_trend_title(store, found, labels, lang),
        description=trend_alt(picture, indicator_name=captions.named(found.indicator, lang)),
        coverage=(_trend_coverage(found, lang),
                  *captions.without_figure(store, question.areas, found.figures, lang)),
        notes=(" ".join(legend_sentences(found.figures, lang)),),
        remarks=remarks.note(),
        sources=captions.source_line(store, _each_source(found.figures["source_id"]), lang),
        page=page_address(TREND.address, indicator=question.subject, area=question.areas,
                          basis=question.basis),
    )  # fmt: skip


def with_circumstances(store: Store, rows: pd.DataFrame, lang: str) -> pd.DataFrame:
    """``rows`` with told (what the figures of an indicator share: period and basis) and beside
    (what is a figure's own), as the table of the comparison tells them.
    """
    told, beside = {}, {}
    for indicator_id, panel in rows.groupby("indicator_id", sort=False):
        known = panel[panel["value"].notna()]
        several = bool((known["basis"] != "").any())
        names = captions.basis_names(store, str(indicator_id), lang) if several else {}
        own = {
            index: (period_in_words(row, lang), names.get(row["basis"], row["basis"]))
            for index, row in known[CIRCUMSTANCES].to_dict("index").items()
        }
        shares = [len({words[place] for words in own.values()}) == 1 for place in (0, 1)]
        common = next(iter(own.values()), ("", ""))
        for index in panel.index:
            told[index] = " · ".join(word for word, same in zip(common, shares, strict=True)
                                     if same and word)  # fmt: skip
            words = own.get(index, ("", ""))
            beside[index] = " · ".join(word for word, same in zip(words, shares, strict=True)
                                       if not same and word)  # fmt: skip
    return rows.assign(told=pd.Series(told), beside=pd.Series(beside))


def _listed(names: list[str], lang: str) -> str:
    shown = ", ".join(names[:MOST_NAMED_IN_TITLE])
    if (others := len(names) - MOST_NAMED_IN_TITLE) > 0:
        counted = plural_translator(lang)("and {count} other", "and {count} others", others)
        shown += " " + counted.format(count=others)
    return shown


def comparison_coverage(compared: pd.DataFrame, number: int, lang: str) -> tuple[str, ...]:
    """Of how many indicators any and all of the areas have a figure; whether levels are mixed.

    ``compared`` is ``profile.compare`` of ``number`` areas.
    """
    _ = translator(lang)
    above = compared["area_type"].isin(PROVINCE_TYPES)
    mixed = _("Communes and provinces are compared here: their figures differ by size alone.")
    return (shared_sentence(compared, number, lang), *([mixed] if above.nunique() > 1 else []))


def _drawn_of_these(drawn: pd.DataFrame, lang: str) -> str:
    """How many of the indicators are drawn."""
    shown = drawn["indicator_id"].nunique()
    return plural_translator(lang)(
        "{count} is drawn, of which two areas or more have a figure.",
        "{count} are drawn, of which two areas or more have a figure.",
        shown,
    ).format(count=formats.number(shown, 0, lang))


def _known_of(rows: pd.DataFrame, withheld: pd.DataFrame, lang: str) -> str:
    """Of how many indicators the area has a figure, and how many of these are drawn."""
    undrawn = int((withheld["withheld_because"] != "no_value").sum())
    return translator(lang)("{drawn} of {known} indicators with a figure are drawn; {missing} "
                            "others have none.").format(
        drawn=formats.number(len(rows), 0, lang),
        known=formats.number(len(rows) + undrawn, 0, lang),
        missing=formats.number(len(withheld) - undrawn, 0, lang),
    )  # fmt: skip


def _withheld_notes(withheld: pd.DataFrame, lang: str) -> list[str]:
    """The indicators that the area has, but that cannot be drawn, with the reason."""
    _ = translator(lang)
    sentences = {
        "too_few": _("Not drawn, because fewer than {count} areas have a figure: {names}."),
        "mixed_periods": _("Not drawn, because the figures cover different parts of the year and "
                           "grow with its length: {names}."),
    }  # fmt: skip
    told = []
    for reason, sentence in sentences.items():
        names = withheld.loc[withheld["withheld_because"] == reason, "indicator_name"]
        if len(names):
            told.append(sentence.format(count=MINIMUM_REPORTED, names="; ".join(names)))
    return told


def _trend_title(store: Store, found: Trend, labels: dict[str, str], lang: str) -> str:
    _ = translator(lang)
    basis = _("all bases, marked") if found.basis == ALL_BASES else captions.basis_name(
        store, found.indicator["indicator_id"], found.basis, lang)  # fmt: skip
    parts = [_listed(list(labels.values()), lang), basis]
    title = _("Trend: {indicator}").format(indicator=captions.named(found.indicator, lang))
    return f"{title}, {', '.join(part for part in parts if part)}"


def _trend_coverage(found: Trend, lang: str) -> str:
    """How many figures are drawn, of how many of the areas."""
    ngettext = plural_translator(lang)
    count = len(found.figures)
    counted = ngettext("{count} figure", "{count} figures", count).format(
        count=formats.number(count, 0, lang))  # fmt: skip
    return translator(lang)("{figures}; {having} of {areas} areas have one.").format(
        figures=counted, having=found.figures["area_code"].nunique(), areas=len(found.areas)
    )  # fmt: skip


def _each_source(ids: pd.Series) -> list[str]:
    """The sources of figures and of restated ones, which have several."""
    return [one for text in ids.dropna() for one in str(text).split(", ")]
