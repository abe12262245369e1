"""Pictures of several indicators together: two against each other, a reader's own index."""

from indicators.charts.association import measure_of, scatter_alt
from indicators.charts.composite import contribution_alt, place_alt
from indicators.judgement import MINIMUM_REPORTED
from indicators.language import formats
from indicators.language.texts import translator
from indicators.open_data.association_download import NOT_A_CAUSE
from indicators.open_data.composite_download import NOT_OFFICIAL, simulation_sentence
from indicators.own_index.association import FEWEST_PAIRS, Association, Axis, associate
from indicators.own_index.composite import Composite, compose
from indicators.own_index.composite_definition import DefinitionError, decode
from indicators.own_index.composite_table import score_decimals
from indicators.pictures import captions
from indicators.pictures.association import association_body
from indicators.pictures.composite import composite_body
from indicators.pictures.picture import (
    DrawnChart,
    NothingToDrawError,
    PictureQuestion,
    page_address,
)
from indicators.pictures.sheet import inner_width
from indicators.questions.ranking import Ranking
from indicators.refusal import UnanswerableError
from indicators.release.store import Store
from indicators.views.words import association_withheld, pairs_sentence
from indicators.web.navigation import ASSOCIATION, COMPOSITE

MOST_DRAWN = 15


def drawn_association(store: Store, question: PictureQuestion) -> DrawnChart:
    """The dots that the page shows for the same address, with the coefficient and its n."""
    lang = question.look.lang
    _ = translator(lang)
    if not question.x or not question.y:
        raise UnanswerableError("x_and_y_absent")
    found = associate(store, _axis(question.x, question.x_year), _axis(question.y, question.y_year),
                      province=question.province, area_type=question.area_type)  # fmt: skip
    if found.pairs.empty:
        raise NothingToDrawError("no_pair_to_draw")
    x, y = (measure_of(one.indicator, lang) for one in (found.x, found.y))
    body = association_body(found.pairs, x, y, question.look, inner_width(question.look),
                            question.areas)  # fmt: skip
    place = captions.scope(store, found.x, lang)
    title = _("{x} and {y}: {areas}").format(x=x.name, y=y.name, areas=place)
    return DrawnChart(
        body=body,
        title=title,
        description=scatter_alt(found.pairs, x, y, rho=found.rho, highlighted=question.areas,
                                lang=lang),
        coverage=(*_pairs_told(store, found, lang),
                  *captions.without_figure(store, question.areas, found.pairs, lang)),
        notes=(_("Each dot is an area. Dotted lines are the medians; the lines at a dot are the "
                 "intervals that its printed figures stand for."), _(NOT_A_CAUSE)),
        sources=captions.source_line(
            store, [*found.pairs["x_source_id"], *found.pairs["y_source_id"]], lang),
        page=page_address(
            ASSOCIATION.address, x=question.x, y=question.y, x_year=question.x_year,
            y_year=question.y_year, province=question.province, area_type=question.area_type,
            area=question.areas),
    )  # fmt: skip


def drawn_composite(store: Store, question: PictureQuestion) -> DrawnChart:
    """The first areas of an index, or those asked for: contributions, score, sureness of place."""
    lang = question.look.lang
    _ = translator(lang)
    try:
        composite = compose(store, decode(question.composite or ""))
    except DefinitionError as error:
        raise UnanswerableError("index_unusable", fault=error.fact) from error
    if composite.rows.empty:
        raise NothingToDrawError("index_of_too_few", count=MINIMUM_REPORTED)
    rows = composite.rows
    asked = rows[rows["area_code"].isin(question.areas)]
    rows = (asked if len(asked) else rows).head(MOST_DRAWN)
    names = {one["indicator_id"]: captions.named(one, lang) for one in composite.indicators}
    decimals = score_decimals(composite)
    body = composite_body(rows, composite.parts, names, question.look,
                          inner_width(question.look), decimals=decimals)  # fmt: skip
    told = contribution_alt(rows, composite.parts, names, lang=lang, decimals=decimals)
    return DrawnChart(
        body=body,
        title=_("Own index of {count} indicators: {areas}").format(
            count=len(names), areas=captions.scope(store, composite.rankings[0], lang)),
        description=f"{told} {place_alt(rows, lang=lang)}",
        coverage=(*_composite_coverage(composite, len(rows), lang),
                  *captions.without_figure(store, question.areas, composite.rows, lang)),
        notes=(_(NOT_OFFICIAL), simulation_sentence(composite, lang)),
        sources=captions.source_line(
            store, composite.parts.loc[composite.parts["area_code"].isin(rows["area_code"]),
                                       "source_id"].dropna(), lang),
        page=page_address(COMPOSITE.address, composite=question.composite, area=question.areas),
    )  # fmt: skip


def _axis(indicator_id: str, code: str | None) -> Axis:
    """An axis from the keys of the page: ``x_year`` is a set of periods, a bar and a basis."""
    year, _bar, basis = (code or "").partition("|")
    return Axis(indicator_id, year or None, basis or None)


def _pairs_told(store: Store, found: Association, lang: str) -> tuple[str, ...]:
    """How many pairs and the coefficient, or why it is withheld; period and basis of each axis."""
    _, number = translator(lang), formats.number(found.number, 0, lang)
    if found.rho is None:
        reason = str(found.withheld_because)
        rho = association_withheld(reason, found.number, FEWEST_PAIRS, lang).replace("**", "")
    else:
        told = formats.number(found.rho, 2, lang).replace("-", "−")
        rho = _("Rank correlation (Spearman) {rho}, n = {count}.").format(rho=told, count=number)
    axes = "; ".join(_axis_told(store, one, lang) for one in (found.x, found.y))
    return (f"{pairs_sentence(found, lang)} {rho}", f"{axes}.")


def _axis_told(store: Store, ranking: Ranking, lang: str) -> str:
    period = formats.period_set(ranking.period.code, lang) if ranking.period else "–"
    basis = captions.basis_name(store, ranking.indicator["indicator_id"], ranking.basis, lang)
    parts = ", ".join(part for part in (period, basis) if part)
    return f"{captions.named(ranking.indicator, lang)}: {parts}"


def _composite_coverage(composite: Composite, drawn: int, lang: str) -> tuple[str, ...]:
    """How many areas have what the index needs, how many are drawn, and the weights."""
    _ = translator(lang)
    ranked = _("{areas} areas are ranked, {drawn} are drawn; {left_out} have too few of the "
               "indicators, {none} none of them.").format(
        areas=formats.number(len(composite.rows), 0, lang), drawn=drawn,
        left_out=formats.number(len(composite.left_out), 0, lang),
        none=formats.number(composite.without_any, 0, lang))  # fmt: skip
    total = sum(one.weight for one in composite.definition.components)
    weights = "; ".join(
        f"{captions.named(ranking.indicator, lang)} "
        f"{formats.number(100 * one.weight / total, 0, lang)}%"
        + (f", {formats.period_set(ranking.period.code, lang)}" if ranking.period else "")
        for one, ranking in zip(composite.definition.components, composite.rankings, strict=True)
    )
    return ranked, _("Weights: {weights}.").format(weights=weights)
