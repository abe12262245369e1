"""An index as a file: every row with its doubts, every figure behind it, and the definition."""

from dataclasses import replace
from typing import Any

import pandas as pd

from indicators.language import formats
from indicators.language.record_texts import in_language
from indicators.language.texts import translator
from indicators.open_data.download_columns import Column
from indicators.open_data.download_notes import (
    Note,
    Notes,
    Section,
    column_line,
    in_each,
    line,
    table_notes,
    translated,
)
from indicators.open_data.table_files import TableFile
from indicators.own_index.composite import Composite
from indicators.own_index.sensitivity import WEIGHTS_VARY_BY
from indicators.release.citation import LICENCE, release_citation
from indicators.release.store import Store
from indicators.sentences.marking import N_

AREA_COLUMNS: tuple[Column, ...] = (
    Column("rank", "integer", "Thứ hạng theo điểm; điểm bằng nhau thì cùng hạng tốt nhất",
           "Place by score; equal scores share the best place", 7),
    Column("rank_low", "integer", "Cận tốt nhất của 90 % thứ hạng ở giữa trong mô phỏng",
           "Best place of the middle 90 % of the simulated places", 9),
    Column("rank_high", "integer", "Cận kém nhất của 90 % thứ hạng ở giữa trong mô phỏng",
           "Worst place of the middle 90 % of the simulated places", 9),
    Column("share_first_pct", "number", "Tỷ lệ lần mô phỏng đứng thứ nhất, %",
           "Share of the draws in which the area is first, %", 9),
    Column("share_top_ten_pct", "number", "Tỷ lệ lần mô phỏng nằm trong mười hạng đầu, %",
           "Share of the draws in which the area is in the first ten, %", 9),
    Column("area_code", "text", "Mã đơn vị hành chính (văn bản)", "Code of the area: text", 9),
    Column("area_name", "text", "Tên, không kèm loại", "Name without its type", 18),
    Column("area_type", "text", "Loại", "Type of area", 10),
    Column("province_code", "text", "Mã tỉnh (văn bản)", "Code of the province: text", 8),
    Column("province", "text", "Tỉnh, thành phố", "Province or city", 16),
    Column("score", "number", "Điểm: 0–100; riêng chuẩn hóa z là số lần độ lệch chuẩn",
           "Score of 0–100 points; of z-scores in standard deviations", 9),
    Column("indicators_known", "integer", "Số chỉ tiêu mà đơn vị có số liệu",
           "Indicators of which the area has a figure", 9),
)  # fmt: skip

# For each indicator, its id in front of the name: "poverty_rate.value".
INDICATOR_COLUMNS: tuple[Column, ...] = (
    Column("value", "number", "giá trị, theo đơn vị của chỉ tiêu; trống: thiếu",
           "value in the unit of the indicator; empty: missing"),
    Column("value_low", "number", "cận dưới của số in", "lower end of the printed figure"),
    Column("value_high", "number", "cận trên của số in", "upper end of the printed figure"),
    Column("as_printed", "text", "nguyên văn trong nguồn", "the figure as it is printed"),
    Column("period_start", "date", "ngày đầu kỳ", "first day of the period"),
    Column("period_end", "date", "ngày cuối kỳ", "last day of the period"),
    Column("points", "number", "điểm sau chuẩn hóa", "score after normalisation"),
    Column("contribution", "number", "phần đóng góp vào điểm; cộng lại bằng điểm",
           "what it gives to the score; these sum to it"),
    Column("rank_without", "integer", "thứ hạng khi bỏ chỉ tiêu này",
           "place when this indicator is left out"),
    Column("source_id", "text", "mã nguồn", "id of the source"),
)  # fmt: skip

METHODS = {
    "min_max": N_("min-max: the worst area has 0 points, the best one 100"),
    "z_score": N_("z-score: distance from the mean in standard deviations"),
    "percentile": N_("percentile: the share of the other areas that an area is better than"),
    "goalposts": N_("goalposts: the share of the way between two chosen numbers"),
    "distance_to_target": N_("distance to target: the share of the way from the worst area to the "
                             "target"),
}  # fmt: skip

MEANS = {
    "arithmetic": N_("arithmetic: weak points can be made good by strong ones"),
    "geometric": N_("geometric: a weak point weighs more, it cannot be made good in full"),
}

NOT_OFFICIAL = N_("This index is the choice of the reader who made it. It is no official ranking, "
                  "and no authority has set its indicators or weights.")  # fmt: skip
SIMULATION = N_("{draws} draws with seed {seed}: weights between {less} and {more} of the chosen "
                "ones, all normalisations and means that can be calculated, and every figure "
                "anywhere in the interval that its printed form allows. The interval of places "
                "(rank_low to rank_high) is the middle 90% of them.")  # fmt: skip


RULES = (
    N_("Each value becomes points among the areas ranked here; where less is better, the scale is "
       "turned round. Each weight counts as a share of the sum of all weights."),
    N_("Missing figures are neither 0 nor estimated. An area that has enough but not all "
       "indicators is scored on those it has, with their weights."),
    N_("In a geometric mean points below 1 of 100 count as 1, so that one zero does not erase the "
       "rest; its pieces in the picture are shares in logarithms."),
    N_("Places are computed before any rounding; equal scores share the best place."),
)  # fmt: skip


def table(store: Store, composite: Composite) -> pd.DataFrame:
    """The index as a wide table: one row per ranked area, best first.

    Columns: ``AREA_COLUMNS``, then ``INDICATOR_COLUMNS`` of each indicator with its id and a
    point before the name, then definition (the text that reproduces the index), licence,
    citation, release_id and synthetic. Empty cells are missing figures.
    """
    rows = composite.rows.rename(columns={
        "name": "area_name", "share_first": "share_first_pct",
        "share_top_ten": "share_top_ten_pct", "known": "indicators_known",
    })[[column.name for column in AREA_COLUMNS]]  # fmt: skip
    for one in composite.definition.indicator_ids:
        own = composite.parts[composite.parts["indicator_id"] == one].set_index("area_code")
        own = own.reindex(rows["area_code"])[[column.name for column in INDICATOR_COLUMNS]]
        rows = pd.concat([rows, own.reset_index(drop=True).add_prefix(f"{one}.")], axis=1)
    return rows.assign(**_of_release(store, composite))


def missing(store: Store, composite: Composite) -> pd.DataFrame:
    """The areas with some of the indicators, but too few.

    One row per area and missing indicator: area_code, area_name, area_type, province,
    indicators_known, indicator_id, reason (of ``ranking.MISSING_REASONS``), and the columns of
    the release as in ``table``.
    """
    rows = composite.left_out.explode("reasons", ignore_index=True)
    told = pd.DataFrame(rows["reasons"].tolist(), columns=["indicator_id", "reason"])
    areas = rows.rename(columns={"name": "area_name", "known": "indicators_known"})
    columns = ["area_code", "area_name", "area_type", "province", "indicators_known"]
    return pd.concat([areas[columns], told], axis=1).assign(**_of_release(store, composite))


def notes(store: Store, composite: Composite, frame: pd.DataFrame, gaps: pd.DataFrame) -> Notes:
    """The notes of the file: whose index it is, how it is computed, columns, licence."""
    plain = table_notes(translated(NOT_OFFICIAL), frame, gaps, store.release)
    how = Section(translated(N_("How the index is computed")), tuple(_how(composite)))
    columns = Section(translated(N_("Columns of the index")), tuple(_column_lines(composite)))
    first, *rest = plain.sections
    # The rules of a ranking speak of other intervals, and its columns are other ones.
    others = [translated(title) for title in (N_("Rules"), N_("Columns"))]
    kept = [section for section in rest if section.title not in others]
    return replace(plain, sections=(first, how, *kept, columns))


def file_parts(composite: Composite) -> list[str | None]:
    """The parts of a file name that tell one index from another."""
    return ["composite", *composite.definition.indicator_ids[:3], composite.definition.province]


def composite_file(store: Store, composite: Composite) -> TableFile:
    """The index as a file: the same for the button of its page and for the command."""
    frame, gaps = table(store, composite), missing(store, composite)
    return TableFile(
        frame, notes(store, composite, frame, gaps), tuple(file_parts(composite)), store.release,
        {"definition": composite.definition.encode()},
    )  # fmt: skip


def _how(composite: Composite) -> list[Note]:
    definition = composite.definition
    lines = [
        line(N_("Definition"), lambda _lang: definition.encode()),
        line(N_("Normalisation"),
              lambda lang: translator(lang)(METHODS[definition.normalisation])),
        line(N_("Mean"), lambda lang: translator(lang)(MEANS[definition.aggregation])),
        line(N_("Least number of indicators"), lambda _lang: definition.least_known),
        line(N_("Simulation"), lambda lang: simulation_sentence(composite, lang)),
    ]  # fmt: skip
    rules = [Note(str(number), translated(rule)) for number, rule in enumerate(RULES, start=1)]
    return [*lines, *rules, *(_indicator_line(composite, number) for number in
                      range(len(composite.rankings)))]  # fmt: skip


def simulation_sentence(composite: Composite, lang: str) -> str:
    """What the simulation varies, with its numbers."""
    return translator(lang)(SIMULATION).format(
        draws=formats.number(composite.definition.draws, 0, lang),
        seed=composite.definition.seed,
        less=formats.with_unit(100 * (1 - WEIGHTS_VARY_BY), 0, "%", lang),
        more=formats.with_unit(100 * (1 + WEIGHTS_VARY_BY), 0, "%", lang),
    )


def _indicator_line(composite: Composite, number: int) -> Note:
    component = composite.definition.components[number]
    ranking = composite.rankings[number]
    weights = sum(one.weight for one in composite.definition.components)
    period = ranking.period.code if ranking.period else "–"

    def told(lang: str) -> str:
        weight = formats.per_cent(100 * component.weight / weights, lang)
        parts = [in_language(ranking.indicator, "name", lang), weight, period, ranking.basis]
        return " · ".join(part for part in parts if part)

    return Note(component.indicator_id, in_each(told))


def _column_lines(composite: Composite) -> list[Note]:
    first = composite.definition.indicator_ids[0]
    return [
        *(column_line(column) for column in AREA_COLUMNS),
        *(column_line(column, f"{first}.{column.name} …") for column in INDICATOR_COLUMNS),
        Note("definition", translated(N_("The text that reproduces this index (key composite of "
                                         "the address)"))),
    ]  # fmt: skip


def _of_release(store: Store, composite: Composite) -> dict[str, Any]:
    return {
        "definition": composite.definition.encode(),
        "licence": LICENCE,
        "citation": release_citation(store.release, "vi"),
        "release_id": store.release["release_id"],
        "synthetic": bool(store.release["synthetic"]),
    }
