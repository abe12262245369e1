"""An index as the tables that a reader sees: places, scores, doubts and gaps in words."""

import pandas as pd

from indicators.language import formats, quoted
from indicators.language.area_words import area_type, missing_reason
from indicators.language.texts import translator
from indicators.own_index.composite import Composite
from indicators.own_index.sensitivity import TOP

ROWS_PER_PAGE = 50
SCORE_DECIMALS = {"z_score": 2}
SCORE_DECIMALS_OTHERWISE = 1


def pages_of(composite: Composite) -> int:
    """How many pages of ``ROWS_PER_PAGE`` rows an index has; at least one."""
    return max(1, -(-len(composite.rows) // ROWS_PER_PAGE))


def page_of(composite: Composite, page: int) -> pd.DataFrame:
    """The rows of one page, counted from 1, best first."""
    first = (page - 1) * ROWS_PER_PAGE
    return composite.rows.iloc[first : first + ROWS_PER_PAGE]


def score_decimals(composite: Composite) -> int:
    """With how many decimals scores are shown."""
    return SCORE_DECIMALS.get(composite.definition.normalisation, SCORE_DECIMALS_OTHERWISE)


def displayed(composite: Composite, rows: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Some rows of an index in words.

    One row per given row. Columns: place ("3 (2–6)", in brackets the middle nine tenths of the
    simulated places), area, type, province, score (words), bar (the score as a number), first and
    top_ten (shares of the draws in words), known ("3/3"), area_code, and one column per indicator
    under its id with the value as its source words it ("–" where the area has none).
    """
    decimals = score_decimals(composite)
    total = len(composite.rankings)
    table = pd.DataFrame({
        "place": [
            formats.rank_interval(row.rank, row.rank_low, row.rank_high, lang)
            for row in rows.itertuples()
        ],
        "area": rows["name"].to_numpy(),
        "type": [area_type(code, lang) for code in rows["area_type"]],
        "province": rows["province"].to_numpy(),
        "score": [formats.number(score, decimals, lang) for score in rows["score"]],
        "bar": rows["score"].to_numpy("float64"),
        "first": [share(value, lang) for value in rows["share_first"]],
        "top_ten": [share(value, lang) for value in rows["share_top_ten"]],
        "known": [f"{known}/{total}" for known in rows["known"]],
        "area_code": rows["area_code"].to_numpy(),
    })  # fmt: skip
    return table.assign(**_values(composite, rows, lang))


def share(per_cent: float, lang: str) -> str:
    """A share of the draws: one that is not 0 is not called 0, nor one below 100 called 100."""
    if 0 < per_cent < 1:
        return formats.qualified(1, "at_most", 0, lang, "%")
    if 99 < per_cent < 100:
        return formats.qualified(99, "at_least", 0, lang, "%")
    return formats.with_unit(per_cent, 0, "%", lang)


def left_out_displayed(composite: Composite, lang: str) -> pd.DataFrame:
    """The areas with too few of the indicators, in words.

    One row per area. Columns: area, type, province, known ("1/3"), missing (each missing
    indicator with its reason), area_code.
    """
    rows = composite.left_out
    names = {one["indicator_id"]: one[f"name_{lang}"] for one in composite.indicators}
    total = len(composite.rankings)
    return pd.DataFrame({
        "area": rows["name"].to_numpy(),
        "type": [area_type(code, lang) for code in rows["area_type"]],
        "province": rows["province"].to_numpy(),
        "known": [f"{known}/{total}" for known in rows["known"]],
        "missing": [
            "; ".join(f"{names[one]}: {missing_reason(reason, lang)}" for one, reason in reasons)
            for reasons in rows["reasons"]
        ],
        "area_code": rows["area_code"].to_numpy(),
    })  # fmt: skip


def effect_displayed(composite: Composite, effect: pd.DataFrame, lang: str) -> pd.DataFrame:
    """``composite.effect_of_leaving_out`` in words: one row per indicator.

    Columns: indicator, weight (share of all weights), moved, median, largest (with the area), kept
    (areas of the first ten that stay).
    """
    _ = translator(lang)
    weights = {one.indicator_id: one.weight for one in composite.definition.components}
    names = {one["indicator_id"]: one[f"name_{lang}"] for one in composite.indicators}
    areas = composite.rows.set_index("area_code")
    count = len(areas)
    lines = []
    for row in effect.itertuples():
        moved = areas.loc[row.area_code]
        lines.append({
            "indicator": names[row.indicator_id],
            "weight": share(100 * weights[row.indicator_id] / sum(weights.values()), lang),
            "moved": f"{formats.number(row.moved, 0, lang)}/{formats.number(count, 0, lang)}",
            "median": formats.number_as_needed(row.median_change, 1, lang),
            "largest": _("{area} ({province}): {before} → {after}").format(
                area=moved["name"], province=moved["province"],
                before=formats.number(row.rank, 0, lang),
                after=formats.number(row.rank_without, 0, lang),
            ) if row.largest_change else "–",
            "kept": f"{row.top_ten_kept}/{min(TOP, count)}",
        })  # fmt: skip
    return pd.DataFrame(lines)


def _values(composite: Composite, rows: pd.DataFrame, lang: str) -> dict[str, list[str]]:
    """The figures behind the scores, one column per indicator."""
    columns = {}
    for record in composite.indicators:
        one, decimals = record["indicator_id"], max(int(record["decimals"]), 0)
        unit = "%" if record["unit"] == "%" else ""
        own = composite.parts[composite.parts["indicator_id"] == one].set_index("area_code")
        columns[one] = [
            "–" if pd.isna(figure.value)
            else quoted.as_ranked(figure._asdict(), decimals, lang, unit)
            for figure in own.loc[rows["area_code"]].itertuples()
        ]  # fmt: skip
    return columns
