"""Everything that one page of a ranking shows beside its picture, made once for many readers.

Judging all figures and wording fifty rows takes longer than the question itself; a reader who comes
back to a ranking, or the next reader, is given what is there already.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Unpack

import pandas as pd

from indicators.language import formats
from indicators.language.area_words import area_type, areas_counted, missing_reason
from indicators.language.record_texts import in_language
from indicators.language.texts import translator
from indicators.questions.periods import ALL_BASES, choose_period, period_choices
from indicators.questions.ranking import (
    Ranking,
    RankingQuestion,
    level_of,
    missing_areas,
    rank,
)
from indicators.release.latest_answers import LatestAnswers
from indicators.release.store import Store
from indicators.views.answer_table import (
    AnswerGroup,
    CommonScale,
    drawn_rows,
    marks_of,
    page_of,
    pages_of,
    scale_of,
    with_paces,
)
from indicators.views.packed import packed, unpacked
from indicators.views.verdict import RankingVerdict, against_plan, verdicts
from indicators.views.verdict_words import StripWords, link_later, strip_html

# Each some fifty kilobytes; the page and the answer that travels with it ask for the same.
MOST_VIEWS = 400
PERIOD = ("period_start", "period_end")
# More names of areas without a figure than this are a count: all of a province are named.
MOST_MISSING_NAMED = 200


@dataclass(frozen=True)
class ShownGroup:
    """A group on one page of the table: ``count`` areas in all, ``rows`` as ``drawn_rows``."""

    basis: str
    part_year: bool
    count: int
    packed_rows: bytes

    @property
    def rows(self) -> tuple[dict[str, Any], ...]:
        """The rows, made anew each time."""
        return unpacked(self.packed_rows)


@dataclass(frozen=True)
class NotKnown:
    """The areas without a figure: a heading that counts them by reason, and the first ones.

    ``rows`` are at most ``MOST_MISSING_NAMED``: code, name, where, reason, in words.
    """

    heading: str
    packed_rows: bytes

    @property
    def rows(self) -> tuple[dict[str, str], ...]:
        """The rows, made anew each time."""
        return unpacked(self.packed_rows)


@dataclass(frozen=True)
class RankingView:
    """A ranking in one language; shared between readers, so never changed, and small.

    ``head`` is the ranking without its rows: of one basis, or listed over all bases where the
    figures stand on several. ``strip`` is the answer in short (``verdict_words.with_links``),
    ``bases`` those that it tells of, ``pages`` are those of the table, ``groups`` the headings on
    this page with their rows drawn, ``not_known`` the chosen areas without any figure shown
    (``None``: there are none), ``reported`` codes of the others. ``mark`` is told to a
    browser in place of a comparison of everything: another question, page or language of the same
    release has another, the same view has it in every process.
    """

    head: Ranking
    strip: str
    bases: frozenset[str]
    pages: int
    scale: CommonScale
    groups: tuple[ShownGroup, ...]
    not_known: NotKnown | None
    packed_reported: bytes
    basis_names: dict[str, str]
    columns: frozenset[str]
    mark: str

    @property
    def reported(self) -> frozenset[str]:
        """The areas with a figure, made anew each time."""
        return frozenset(unpacked(self.packed_reported))


def ranking_view(
    store: Store, *, page: int, lang: str, **question: Unpack[RankingQuestion]
) -> RankingView:
    """Rank, judge and word one page of the table: made once, the latest ones are kept."""
    kept = store.held("ranking_view", lambda: LatestAnswers(MOST_VIEWS))
    asked = (page, lang, *sorted(question.items()))
    return kept.of(asked, lambda: _made(store, page, lang, question))


def _made(store: Store, page: int, lang: str, question: RankingQuestion) -> RankingView:
    rankings = rankings_by_basis(store, **question)
    head = rankings[0]
    found = _verdicts(store, rankings)
    marks = marks_of(found)
    for ranking in rankings:
        marks = with_paces(marks, ranking)
    groups = answer_groups(rankings, found)
    scale = scale_of(groups, marks)
    reported = frozenset(code for group in groups
                         for code in group.rows["area_code"].to_numpy(dtype=object))  # fmt: skip
    names = store.kept("basis_names", indicator_id=question["indicator_id"])
    basis_names = dict(zip(names["basis"], in_language(names, "name", lang), strict=True))
    shown = [
        (group, drawn_rows(store, group, rows, marks, scale, basis_names, lang))
        for group, rows in page_of(groups, min(page, pages_of(groups)))
    ]
    not_known = _not_known(store, head, reported, lang)
    how = StripWords(head, basis_names, link_later, lang)
    return RankingView(
        head=_without_rows(head),
        strip=strip_html(found, how),
        bases=frozenset(one.basis for one in found),
        pages=pages_of(groups),
        scale=scale,
        groups=tuple(ShownGroup(group.basis, group.part_year, len(group.rows), packed(rows))
                     for group, rows in shown),
        not_known=not_known,
        packed_reported=packed(sorted(reported)),
        basis_names=basis_names,
        columns=_columns(groups),
        mark=_mark(sorted(question.items()), page, lang,
                   [(group.basis, group.part_year, rows) for group, rows in shown],
                   not_known and (not_known.heading, not_known.rows)),
    )  # fmt: skip


def _mark(*told: object) -> str:
    """The same in every process: nothing of ``told`` is written in an order of its own."""
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _not_known(store: Store, head: Ranking, reported: frozenset[str], lang: str) -> NotKnown | None:
    """What is not known of the chosen areas to which the indicator applies."""
    missing = missing_areas(store, head)
    missing = missing[[
        reason != "not_applicable" and code not in reported
        for reason, code in zip(missing["reason"].tolist(), missing["area_code"].tolist(),
                                strict=True)
    ]]  # fmt: skip
    if missing.empty:
        return None
    _ = translator(lang)
    reasons = "; ".join(
        f"{missing_reason(str(reason), lang)} {formats.number(count, 0, lang)}"
        for reason, count in Counter(missing["reason"].tolist()).most_common()
    )
    heading = _("Not known · {areas}: {reasons}").format(
        areas=areas_counted(len(missing), lang), reasons=reasons)  # fmt: skip
    if len(missing) > MOST_MISSING_NAMED:
        heading += " · " + _("the first {count} are named; choose a province to see all").format(
            count=formats.number(MOST_MISSING_NAMED, 0, lang))  # fmt: skip
    named = missing.head(MOST_MISSING_NAMED).itertuples(index=False)
    return NotKnown(heading, packed([_without(row, lang) for row in named]))


def _without(row: Any, lang: str) -> dict[str, str]:
    """One area without a figure, in words."""
    where = (area_type(row.area_type, lang), row.province)
    return {"code": row.area_code, "name": row.name,
            "where": ", ".join(one for one in where if isinstance(one, str)),
            "reason": missing_reason(row.reason, lang)}  # fmt: skip


def _verdicts(store: Store, rankings: list[Ranking]) -> list[RankingVerdict]:
    """Those on a plan of all bases of the year, or of the one asked for; else of each ranking."""
    head, alone = rankings[0], rankings[1:] or rankings[:1]
    found = [one for ranking in (rankings[:1] if against_plan(head) else alone)
             for one in verdicts(store, ranking)]  # fmt: skip
    asked = head.basis if head.basis != ALL_BASES and against_plan(head) else None
    return [one for one in found if asked in (None, one.basis)]


def rankings_by_basis(
    store: Store,
    indicator_id: str,
    *,
    year: str | None,
    province: str | None,
    area_type: str | None,
    basis: str | None,
) -> list[Ranking]:
    """The ranking that is asked for; where no basis is, all bases listed, then each one ranked.

    Each basis is ranked alone in the same set of periods, as command line, files and programs rank
    it; those with most areas first, bases without a figure here left out.
    """
    among = {"province": province, "area_type": area_type}
    if basis not in (None, "all"):
        return [rank(store, indicator_id, year=year, basis=basis, **among)]
    choices = period_choices(store, indicator_id, level_of(area_type))
    if len(set(choices["basis"]) - {ALL_BASES}) < 2:
        return [rank(store, indicator_id, year=year, **among)]
    period = choose_period(choices, year=year, basis="all" if year else None)
    code = period.code if period else None
    listed = rank(store, indicator_id, year=code, basis="all", **among)
    here = sorted(set(listed.rows["basis"]))
    each = [rank(store, indicator_id, year=code, basis=one, **among) for one in here]
    return [listed, *sorted(each, key=lambda one: (-len(one.rows), one.basis))]


def answer_groups(rankings: list[Ranking], found: Sequence[RankingVerdict]) -> list[AnswerGroup]:
    """The groups of the table: each basis that is ranked, then what is only part of a year.

    Parts of a year follow the full year of their basis where the set shown is a full year; they
    are of areas that have no full year there.
    """
    head, alone = rankings[0], rankings[1:] or rankings[:1]
    groups = {one.basis: [AnswerGroup(one, one.basis, False, one.rows)] for one in alone
              if len(one.rows)}  # fmt: skip
    if head.period is not None and head.period.kind == "year":
        for verdict in found:
            rows = list(verdict.areas.get("part_year", ()))
            if verdict.kind == "plan" and rows:
                part = _as_ranked(rows)
                groups.setdefault(verdict.basis, []).append(
                    AnswerGroup(head, verdict.basis, True, part)
                )
    return [group for of_basis in groups.values() for group in of_basis]


def _as_ranked(rows: list[Any]) -> pd.DataFrame:
    """Figures as rows of a ranking without places, highest first."""
    frame = pd.DataFrame(rows).assign(rank=None, rank_low=None, rank_high=None)
    return frame.sort_values(["value", "area_code"], ascending=[False, True])


def _without_rows(ranking: Ranking) -> Ranking:
    """The ranking with an empty table that still tells whether it was ranked."""
    # Not its head, which would hold on to all that it is the head of.
    return Ranking(**{**vars(ranking), "rows": ranking.rows.take([])})


def _columns(groups: Sequence[AnswerGroup]) -> frozenset[str]:
    """Those of the columns place and period that tell something here."""
    if not groups:
        return frozenset()
    days = [{day for group in groups for day in group.rows[name].unique()} for name in PERIOD]
    told = {"place": any(group.rows["rank"].notna().any() for group in groups),
            "period": any(len(one) > 1 for one in days)}  # fmt: skip
    return frozenset(name for name, worth in told.items() if worth)
