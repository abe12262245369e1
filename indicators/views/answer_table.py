"""The table that answers: groups by basis, each row with its value, interval and yardstick drawn.

What is drawn is given as places from 0 to 100 on one scale for all rows, so that a browser needs
no arithmetic; what is read is given in words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from indicators.charts.cut_ends import FIGURE, CutEnds, cut_ends, whole_ends
from indicators.judgement import PLAN_MET
from indicators.language import formats
from indicators.open_data.download_columns import RANKING_TABLE
from indicators.over_time.pace import against_even_pace
from indicators.questions.ranking import Ranking
from indicators.release.store import Store
from indicators.views import ranking_table
from indicators.views.verdict import Outcome, RankingVerdict, Row, observation_ids
from indicators.views.verdict_words import SIGNS, full_years_words, outcome_word

ROWS_PER_PAGE = 50
# A whole province (166 communes at most) stands on one page.
MOST_ON_ONE_PAGE = 170
# Cells that are made of more than the words of one column; all others say their column as it is.
MADE_CELLS = ("area", "draw", "print", "source")
PLAIN_CELLS = {one.cell: one.name for one in RANKING_TABLE if one.cell not in ("", *MADE_CELLS)}


@dataclass(frozen=True)
class AnswerGroup:
    """The figures on one basis, a full year or the parts of it: ``rows`` as in a ``Ranking``.

    Ranks are those of ``ranking``, which is asked for this basis alone; figures of a part of the
    year have none where the periods differ.
    """

    ranking: Ranking
    basis: str
    part_year: bool
    rows: pd.DataFrame


@dataclass(frozen=True)
class DrawnMarks:
    """What the verdict says of each figure, by observation: outcome, yardstick and pace."""

    outcomes: Mapping[str, tuple[str, Outcome]] = field(default_factory=dict)
    lines: Mapping[str, float] = field(default_factory=dict)
    ticks: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class CommonScale:
    """The numbers at both ends of the drawn cells, in the unit of the indicator.

    They are the least and the most of what is drawn: the room beside them is the style sheet's, so
    that no number is printed that a share or a count cannot be. A few figures far out may lie
    beyond an end of ``ends``: their dots stand there, with a sign.
    """

    ends: CutEnds

    @property
    def low(self) -> float:
        """The number at the left end."""
        return self.ends.low

    @property
    def high(self) -> float:
        """The number at the right end."""
        return self.ends.high

    def place(self, value: float) -> float:
        """Where a number lies, from 0 to 100; in the middle where all are the same."""
        if self.high == self.low:
            return 50.0
        share = (value - self.low) / (self.high - self.low)
        return round(100 * min(max(share, 0.0), 1.0), 2)


def marks_of(found: Sequence[RankingVerdict]) -> DrawnMarks:
    """What the verdicts say, figure by figure; of several thresholds the last one is drawn."""
    outcomes: dict[str, tuple[str, Outcome]] = {}
    lines: dict[str, float] = {}
    ticks: dict[str, float] = {}
    for verdict in found:
        for outcome, rows in verdict.areas.items():
            keys = observation_ids(rows)
            outcomes |= dict.fromkeys(keys, (verdict.kind, outcome))
            if outcome == "no_yardstick":
                continue
            if verdict.kind == "threshold":
                lines |= {row["observation_id"]: float(row["threshold_value"]) for row in rows}
            elif verdict.yardstick:
                lines |= dict.fromkeys(keys, float(verdict.yardstick[0]))
            if outcome == "part_year":
                ticks |= _ticks(rows)
    return DrawnMarks(outcomes, lines, ticks)


def _ticks(rows: Iterable[Row]) -> dict[str, float]:
    """The share of the year gone, by observation; none where a period begins later in the year.

    Nobody says of which plan such a figure is, so that nothing of the year is held against it.
    """
    return {row["observation_id"]: float(row["elapsed_pct"]) for row in rows
            if row["pace"] != "not_from_january"}  # fmt: skip


def with_paces(marks: DrawnMarks, ranking: Ranking) -> DrawnMarks:
    """The marks with those of a ranking of parts of a year against the year's plan."""
    if pd.isna(ranking.indicator["against_plan"]) or ranking.rows.empty:
        return marks
    records = ranking.rows[ranking.rows["period_set"].str.contains("/")].to_dict("records")
    parts = [row["observation_id"] for row in records]
    ticks = _ticks(row | against_even_pace({**row, "amount": "plan"}) for row in records)
    outcomes: dict[str, tuple[str, Outcome]] = dict.fromkeys(parts, ("plan", "part_year"))
    lines = {**dict.fromkeys(parts, float(PLAN_MET)), **marks.lines}
    return DrawnMarks({**outcomes, **marks.outcomes}, lines, {**ticks, **marks.ticks})


def scale_of(groups: Sequence[AnswerGroup], marks: DrawnMarks) -> CommonScale:
    """One scale for all rows: every yardstick and pace is on it, and every interval.

    Where all rows stand on one page a few figures far out may lie beyond its ends; on several pages
    the first one might hold nothing else.
    """
    yardsticks: set[float] = set()
    figures = [group.rows[FIGURE].to_numpy(dtype=float) for group in groups]
    for group in groups:
        shown = set(group.rows["observation_id"].to_numpy(dtype=object))
        for drawn in (marks.lines, marks.ticks):
            yardsticks |= {drawn[key] for key in shown & drawn.keys()}
    numbers = np.concatenate([*figures, np.empty((0, 3))])
    found = cut_ends if pages_of(groups) == 1 else whole_ends
    return CommonScale(found(numbers, kept=yardsticks))


def pages_of(groups: Sequence[AnswerGroup]) -> int:
    """How many pages the rows of all groups take; at least one."""
    rows = sum(len(group.rows) for group in groups)
    return 1 if rows <= MOST_ON_ONE_PAGE else -(-rows // ROWS_PER_PAGE)


def page_of(groups: Sequence[AnswerGroup], page: int) -> list[tuple[AnswerGroup, pd.DataFrame]]:
    """The groups on one page, counted from 1, with their rows there."""
    if pages_of(groups) == 1:
        return [(group, group.rows) for group in groups]
    start, before, found = (page - 1) * ROWS_PER_PAGE, 0, []
    for group in groups:
        here = group.rows.iloc[max(start - before, 0) : max(start + ROWS_PER_PAGE - before, 0)]
        before += len(group.rows)
        if len(here):
            found.append((group, here))
    return found


def drawn_rows(
    store: Store,
    group: AnswerGroup,
    rows: pd.DataFrame,
    marks: DrawnMarks,
    scale: CommonScale,
    basis_names: Mapping[str, str],
    lang: str,
) -> list[dict[str, Any]]:
    """Some rows of a group for the browser, one dict per row, plain values and words only.

    code, name, where (type and province), place, value, print, period, note, source, url, dot, low,
    high, line, tick (0 to 100, missing where there is none), sign, outcome and judged (in words);
    beyond is the sign of a figure that lies beyond an end of the scale.
    """
    sources = store.query("sources_by_id", source_ids=sorted(set(rows["source_id"])))
    figures = rows.to_dict("records")
    words = ranking_table.displayed_figures(group.ranking, figures, sources, {}, lang)
    drawn = []
    for figure, told in zip(figures, words, strict=True):
        row = _row(figure, told, marks, scale, lang)
        full = figure.get("full_years")
        if isinstance(full, tuple):
            known = full_years_words(full, group.ranking.indicator, basis_names, lang)
            row["note"] = ", ".join([*known, *filter(None, [row["note"]])])
        drawn.append(row)
    return drawn


def _row(
    figure: dict[str, Any], told: dict[str, Any], marks: DrawnMarks, scale: CommonScale, lang: str
) -> dict[str, Any]:
    key = figure["observation_id"]
    row = {
        "code": told["area_code"], "name": told["area"],
        "where": ", ".join(str(told[one]) for one in ("type", "province") if told[one]),
        **{cell: told[column] for cell, column in PLAIN_CELLS.items()},
        "print": told["as_printed"] if _said(told["as_printed"]) else "",
        "note": told["status"],
        "source": " ".join(str(told[one]) for one in ("publisher", "locator") if _said(told[one])),
        "url": told["url"] if _said(told["url"]) else "",
        "dot": scale.place(figure["value"]),
        "low": scale.place(figure["value_low"]), "high": scale.place(figure["value_high"]),
    }  # fmt: skip
    if beyond := scale.ends.sign(figure["value"]):
        row["beyond"] = beyond
    if key in marks.lines:
        row["line"] = scale.place(marks.lines[key])
    if key in marks.ticks:
        row["tick"] = scale.place(marks.ticks[key])
        row["gone"] = formats.per_cent(marks.ticks[key], lang)
    if key in marks.outcomes:
        kind, outcome = marks.outcomes[key]
        row |= {"outcome": outcome, "sign": SIGNS[outcome],
                "judged": outcome_word(outcome, kind, lang)}  # fmt: skip
    return row


def _said(text: Any) -> bool:
    return isinstance(text, str) and bool(text)
