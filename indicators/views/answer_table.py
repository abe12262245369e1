"""The table that answers: groups by basis, each row with its value, interval and yardstick drawn.

What is drawn is given as places from 0 to 100 on one scale for all rows, so that a browser needs
no arithmetic; what is read is given in words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from indicators.judgement import PLAN_MET
from indicators.language import formats, quoted
from indicators.language.texts import translator
from indicators.over_time.pace import against_even_pace
from indicators.questions.ranking import Ranking
from indicators.release.store import Store
from indicators.views import ranking_table
from indicators.views.verdict import Outcome, RankingVerdict
from indicators.views.verdict_words import SIGNS, outcome_word

ROWS_PER_PAGE = 50
# A whole province (166 communes at most) stands on one page.
MOST_ON_ONE_PAGE = 170
PADDING = 0.03


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
    """The numbers at both ends of the drawn cells, in the unit of the indicator."""

    low: float
    high: float

    def place(self, value: float) -> float:
        """Where a number lies, from 0 to 100."""
        return round(100 * (value - self.low) / (self.high - self.low), 2)


def marks_of(found: Sequence[RankingVerdict]) -> DrawnMarks:
    """What the verdicts say, figure by figure; of several thresholds the last one is drawn."""
    outcomes: dict[str, tuple[str, Outcome]] = {}
    lines: dict[str, float] = {}
    ticks: dict[str, float] = {}
    for verdict in found:
        for outcome, row in verdict.told():
            key = row["observation_id"]
            outcomes[key] = (verdict.kind, outcome)
            line = row.get("threshold_value", *verdict.yardstick[:1])
            if line is not None and outcome != "no_yardstick":
                lines[key] = float(line)
            if "elapsed_pct" in row:
                ticks[key] = float(row["elapsed_pct"])
    return DrawnMarks(outcomes, lines, ticks)


def with_paces(marks: DrawnMarks, ranking: Ranking) -> DrawnMarks:
    """The marks with those of a ranking of parts of a year against the year's plan."""
    if pd.isna(ranking.indicator["against_plan"]) or ranking.rows.empty:
        return marks
    records = ranking.rows[ranking.rows["period_set"].str.contains("/")].to_dict("records")
    paces = {row["observation_id"]: against_even_pace({**row, "amount": "plan"})["elapsed_pct"]
             for row in records}  # fmt: skip
    outcomes: dict[str, tuple[str, Outcome]] = dict.fromkeys(paces, ("plan", "part_year"))
    lines = {**dict.fromkeys(paces, float(PLAN_MET)), **marks.lines}
    return DrawnMarks({**outcomes, **marks.outcomes}, lines, {**paces, **marks.ticks})


def scale_of(groups: Sequence[AnswerGroup], marks: DrawnMarks) -> CommonScale:
    """One scale for all rows: every interval, yardstick and pace is on it."""
    ends: list[float] = []
    for group in groups:
        for name in ("value", "value_low", "value_high"):
            ends += group.rows[name].dropna().astype(float).tolist()
        for key in group.rows["observation_id"]:
            ends += [one[key] for one in (marks.lines, marks.ticks) if key in one]
    if not ends:
        return CommonScale(0.0, 1.0)
    low, high = min(ends), max(ends)
    room = (high - low or 1.0) * PADDING
    return CommonScale(low - room, high + room)


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
    lang: str,
) -> list[dict[str, Any]]:
    """Some rows of a group for the browser, one dict per row, plain values and words only.

    code, name, where (type and province), place, value, print, period, note, source, url, dot, low,
    high, line, tick (0 to 100, missing where there is none), sign, outcome and judged (in words).
    """
    sources = store.query("sources_by_id", source_ids=sorted(set(rows["source_id"])))
    words = ranking_table.displayed(group.ranking, rows, sources, {}, lang)
    return [
        _row(figure, told, marks, scale, lang)
        for figure, told in zip(rows.to_dict("records"), words.to_dict("records"), strict=True)
    ]


def _row(
    figure: dict[str, Any], told: dict[str, Any], marks: DrawnMarks, scale: CommonScale, lang: str
) -> dict[str, Any]:
    key = figure["observation_id"]
    row = {
        "code": told["area_code"], "name": told["area"],
        "where": ", ".join(str(told[one]) for one in ("type", "province") if told[one]),
        "place": told["place"], "value": told["value"], "print": told["as_printed"],
        "period": told["period"], "note": told["status"],
        "source": " ".join(str(told[one]) for one in ("publisher", "locator") if _said(told[one])),
        "url": told["url"] if _said(told["url"]) else "",
        "dot": scale.place(figure["value"]),
        "low": scale.place(figure["value_low"]), "high": scale.place(figure["value_high"]),
    }  # fmt: skip
    if key in marks.lines:
        row["line"] = scale.place(marks.lines[key])
    if key in marks.ticks:
        row["tick"] = scale.place(marks.ticks[key])
        row["gone"] = formats.per_cent(marks.ticks[key], lang)
    if isinstance(figure.get("full_year"), dict):
        row["note"] = _full_year(figure["full_year"], row["note"], lang)
    if key in marks.outcomes:
        kind, outcome = marks.outcomes[key]
        row |= {"outcome": outcome, "sign": SIGNS[outcome],
                "judged": outcome_word(outcome, kind, lang)}  # fmt: skip
    return row


def _full_year(full: dict[str, Any], note: str, lang: str) -> str:
    """What is known of the whole year, beside what else is to be said of a part of it."""
    told = translator(lang)("full year on another basis: {value}").format(
        value=quoted.as_ranked(full, 0, lang, "%")
    )
    return f"{told}, {note}" if note else told


def _said(text: Any) -> bool:
    return isinstance(text, str) and bool(text)
