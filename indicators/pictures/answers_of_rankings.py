"""Pictures of one indicator over many areas: by value, spread out, on the map."""

from indicators.charts.beeswarm import beeswarm_alt
from indicators.charts.cut_ends import beyond_sentence, ends_of_rows
from indicators.charts.ranking import MOST_ROWS_NAMED, ranking_alt
from indicators.charts.style import ValueStyle
from indicators.language.texts import translator
from indicators.language.yardstick_words import no_median_words
from indicators.maps.map_areas import area_map
from indicators.maps.map_layer import layer_of_file
from indicators.pictures import captions
from indicators.pictures.canvas import Canvas
from indicators.pictures.distribution import distribution_body
from indicators.pictures.map import map_body
from indicators.pictures.picture import (
    DrawnChart,
    NothingToDrawError,
    PictureQuestion,
    page_address,
)
from indicators.pictures.ranking import ranking_body
from indicators.pictures.remarks import Remarks
from indicators.pictures.sheet import inner_width
from indicators.questions.periods import ALL_BASES
from indicators.questions.ranking import Ranking, missing_areas, no_median_because, rank
from indicators.release.store import Store
from indicators.views import map_words
from indicators.web.navigation import MAP, RANKING


def drawn_ranking(store: Store, question: PictureQuestion) -> DrawnChart:
    """The ranking that the page shows for the same address."""
    ranking = ranked(store, question)
    lang, remarks = question.look.lang, Remarks(question.look.lang)
    reading = _reading(ranking, question)
    rows = ranking.rows
    if ranking.basis == ALL_BASES:
        names = captions.basis_names(store, ranking.indicator["indicator_id"], lang)
        rows = rows.assign(basis_name=rows["basis"].map(names).fillna(rows["basis"]))
    body = ranking_body(
        rows, reading, question.look, inner_width(question.look), highlighted=question.named_areas,
        remarks=remarks, direction=ranking.indicator["direction"])  # fmt: skip
    notes = [captions.interval_note(lang, ranked=ranking.ranked)]
    if len(rows) > MOST_ROWS_NAMED:
        notes = [translator(lang)("Every area has its place on the line; upright strokes are the "
                                  "intervals that printed numbers stand for.")]  # fmt: skip
    elif beyond := beyond_sentence(ends_of_rows(rows), lang):
        notes.append(beyond)
    told = ranking_alt(
        rows, indicator_name=captions.named(ranking.indicator, lang), unit=reading.unit,
        decimals=reading.decimals, highlighted=question.named_areas, lang=lang)  # fmt: skip
    return _drawn(store, ranking, question, body, told, notes, RANKING.address, remarks.note())


def drawn_distribution(store: Store, question: PictureQuestion) -> DrawnChart:
    """How the values of the same ranking are spread."""
    ranking = ranked(store, question)
    lang, remarks = question.look.lang, Remarks(question.look.lang)
    _, reading = translator(lang), _reading(ranking, question)
    body = distribution_body(
        ranking.rows, reading, question.look, inner_width(question.look),
        highlighted=question.named_areas, remarks=remarks)  # fmt: skip
    if reason := no_median_because(ranking.rows):
        read = no_median_words(reason, ranking.rows["area_code"].nunique(), lang)
        told = ranking_alt(
            ranking.rows, indicator_name=captions.named(ranking.indicator, lang),
            unit=reading.unit, decimals=reading.decimals, highlighted=(), lang=lang)  # fmt: skip
    else:
        read = _("Upright mark: the median; band: the middle half of the areas.")
        told = beeswarm_alt(
            ranking.rows, indicator_name=captions.named(ranking.indicator, lang),
            unit=reading.unit, decimals=reading.decimals, lang=lang)  # fmt: skip
    height = _("Height only says that several areas lie there.")
    return _drawn(store, ranking, question, body, told, [f"{read} {height}"],
                  RANKING.address, remarks.note())  # fmt: skip


def drawn_map(store: Store, question: PictureQuestion) -> DrawnChart:
    """The map that the page shows for the same address."""
    ranking = ranked(store, question)
    lang = question.look.lang
    _, layer = translator(lang), layer_of_file(store.path)
    if layer.empty:
        raise NothingToDrawError("no_centre_points")
    if ranking.basis == ALL_BASES:
        raise NothingToDrawError("one_basis_to_draw")
    cuts = store.query("map_thresholds", indicator_id=ranking.indicator["indicator_id"],
                       on_date=ranking.on_date)["value"].tolist()  # fmt: skip
    areas = area_map(layer, ranking, missing_areas(store, ranking), cuts)
    reading = _reading(ranking, question)
    body = map_body(areas, layer, reading, question.look, inner_width(question.look))
    told = map_words.map_alt(ranking, lang) + " " + ranking_alt(
        ranking.rows, indicator_name=captions.named(ranking.indicator, lang), unit=reading.unit,
        decimals=reading.decimals, highlighted=(), lang=lang)  # fmt: skip
    notes = map_words.about_classes(areas, lang)
    notes.append(map_words.about_boundaries(layer.origin, lang) if layer.origin
                 else map_words.about_cells(lang))  # fmt: skip
    return _drawn(store, ranking, question, body, told, [" ".join(notes)], MAP.address)


def ranked(store: Store, question: PictureQuestion) -> Ranking:
    """The ranking that is asked for; raises ``NothingToDrawError`` where no area has a figure."""
    found = rank(store, question.subject, **question.filters)
    if found.rows.empty:
        raise NothingToDrawError("no_figure_to_draw", areas=found.coverage.applicable)
    return found


def _reading(ranking: Ranking, question: PictureQuestion) -> ValueStyle:
    unit = captions.named(ranking.indicator, question.look.lang, "unit")
    return question.look.reading(unit, ranking.indicator["decimals"])


def _drawn(
    store: Store, ranking: Ranking, question: PictureQuestion, body: Canvas, told: str,
    notes: list[str], page: str, remarks: str = "",
) -> DrawnChart:  # fmt: skip
    lang = question.look.lang
    asked = {key: value for key, value in question.filters.items() if value and key != "anchor"}
    return DrawnChart(
        body=body,
        title=captions.ranking_title(store, ranking, lang),
        description=told,
        coverage=(*captions.ranking_coverage(ranking, lang),
                  *captions.without_figure(store, question.named_areas, ranking.rows, lang)),
        notes=tuple(notes),
        remarks=remarks,
        sources=captions.source_line(store, ranking.rows["source_id"], lang),
        page=page_address(page, indicator=question.subject, **asked, area=question.areas),
    )  # fmt: skip
