"""What a curator looks at: the evidence in its text, and each candidate beside the table."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

from indicators.candidates.files import OBSERVATION_COLUMNS, Candidate
from indicators.curated.observations import (
    Observation,
    interval_of_observation,
    parse_observation,
)
from indicators.problems import Problem
from indicators.spreadsheets.reference import Reference, cell_key

# What became of a candidate beside the table, in the order in which they are shown.
NEW, AGREES, SAME, CHANGES, CONTRADICTS, INCOMPLETE = STANDINGS = (
    "new", "agrees", "same", "changes", "contradicts", "incomplete",
)  # fmt: skip
# What a person may alter; everything else stays as it was read.
EDITABLE = (
    "decision", "reason", "area_code", "value", "period_start", "period_end", "basis",
    "qualifier", "correction", "note",
)  # fmt: skip
# A text up to here is shown whole; of a longer one, what stands around the evidence.
LONGEST_SHOWN, AROUND = 30_000, 400
# These turn the direction of writing, and could show a number that is not in the text.
TURNING = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\N{REPLACEMENT CHARACTER}"
)


@dataclass(frozen=True)
class Segment:
    """A stretch of a text; ``numbers`` are the candidates (from 1) whose evidence it is."""

    text: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Standing:
    """A candidate beside the table: ``kind`` is one of ``STANDINGS``.

    ``new``: no figure for this area, indicator, period and basis yet. ``agrees``: another source
    has one that may be the same number. ``same``: this very figure is in the table. ``changes``:
    this source had another value. ``contradicts``: another source has a figure that cannot be true
    together with this one. ``incomplete``: area, period or value are not told yet. ``accepted`` is
    the figure of the table, ``None`` for the first and the last.
    """

    kind: str
    accepted: Observation | None = None


def segments(text: str, candidates: Sequence[Candidate]) -> list[Segment]:
    """``text`` cut at the bounds of all evidence, in order; joined they are ``text``."""
    spans = [(span, number) for number, one in enumerate(candidates, 1)
             if (span := _span(one, len(text)))]  # fmt: skip
    cuts = sorted({0, len(text), *(bound for span, _number in spans for bound in span)})
    owners: list[list[int]] = [[] for _cut in cuts]
    for (start, end), number in spans:
        for place in range(bisect_right(cuts, start) - 1, bisect_right(cuts, end - 1)):
            owners[place].append(number)
    return [
        Segment(text[start:end], tuple(owners[place]))
        for place, (start, end) in enumerate(pairwise(cuts))
    ]


def _span(one: Candidate, length: int) -> tuple[int, int] | None:
    if not (one["start"].isdecimal() and one["end"].isdecimal()):
        return None
    start, end = int(one["start"]), min(int(one["end"]), length)
    return (start, end) if start < end else None


def abridged(found: Sequence[Segment]) -> list[Segment]:
    """The same for reading: of a long text only what stands around the evidence."""
    if sum(len(one.text) for one in found) <= LONGEST_SHOWN:
        return list(found)
    return [one if one.numbers else Segment(_shortened(one.text)) for one in found]


def _shortened(text: str) -> str:
    if len(text) <= 2 * AROUND:
        return text
    return f"{text[:AROUND]}\n[…]\n{text[-AROUND:]}"


def evidence_html(found: Iterable[Segment]) -> str:
    """The segments as HTML: evidence marked and numbered, nothing of the text acts as markup."""
    return "".join(map(_html, found))


def _html(one: Segment) -> str:
    text = escape(one.text.translate(TURNING)).replace("\n", "<br>")
    if not one.numbers:
        return text
    return f"<mark><b>[{', '.join(map(str, one.numbers))}]</b> {text}</mark>"


def standing(one: Candidate, reference: Reference) -> Standing:
    """How a candidate stands to the accepted figures of its area, indicator, period and basis."""
    row = parse_observation({name: one[name] for name in OBSERVATION_COLUMNS})
    if row is None or not row.area_code or row.indicator_id not in reference.catalogue.indicators:
        return Standing(INCOMPLETE)
    rivals = reference.accepted.get(cell_key(row), [])
    own = next((rival for rival in rivals if rival.source_id == row.source_id), None)
    if own is not None:
        alike = (own.value, own.numerator, own.denominator, own.qualifier, own.status) == (
            row.value, row.numerator, row.denominator, row.qualifier, row.status)  # fmt: skip
        return Standing(SAME if alike else CHANGES, own)
    against = next((rival for rival in rivals if _cannot_both_be(row, rival, reference)), None)
    if against is not None:
        return Standing(CONTRADICTS, against)
    return Standing(AGREES, rivals[0]) if rivals else Standing(NEW)


def _cannot_both_be(row: Observation, rival: Observation, reference: Reference) -> bool:
    indicator = reference.catalogue.indicators[row.indicator_id]
    unit, limits = indicator.unit, indicator.limits
    languages = reference.facts.source_languages
    ours = interval_of_observation(row, unit, languages.get(row.source_id, "vi"), limits)
    theirs = interval_of_observation(rival, unit, languages.get(rival.source_id, "vi"), limits)
    return bool(ours.surely_below(theirs) or theirs.surely_below(ours))


def counted(standings: Iterable[Standing]) -> dict[str, int]:
    """How many candidates stand how; every kind is there."""
    counts = Counter(one.kind for one in standings)
    return {kind: counts[kind] for kind in STANDINGS}


def undecided_where_doubtful(
    candidates: Sequence[Candidate], reference: Reference
) -> list[Candidate]:
    """The same with the decision taken back where the table says something else."""
    kinds = (standing(one, reference).kind for one in candidates)
    return [{**one, "decision": ""} if kind in (CHANGES, CONTRADICTS, INCOMPLETE) else one
            for one, kind in zip(candidates, kinds, strict=True)]  # fmt: skip


def edited(
    candidates: Sequence[Candidate], rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]
) -> list[Candidate]:
    """The candidates with what a person altered: ``EDITABLE`` columns only, row for row.

    ``names`` are the areas by code. Raises ``ValueError`` where rows were added or lost.
    """
    if len(rows) != len(candidates):
        raise ValueError(f"found {len(rows)} rows, expected {len(candidates)}; read it again")
    merged = [{**one, **{name: _cell(row[name]) for name in EDITABLE if name in row}}
              for one, row in zip(candidates, rows, strict=True)]  # fmt: skip
    return [{**one, "area_name": names.get(one["area_code"], "")} if one["area_code"] else one
            for one in merged]  # fmt: skip


def with_source(candidates: Sequence[Candidate], source_id: str) -> list[Candidate]:
    """The same with a source where none was given when they were read."""
    return [one if one["source_id"] else {**one, "source_id": source_id} for one in candidates]


def open_areas(candidates: Sequence[Candidate]) -> dict[str, list[int]]:
    """Rows (from 1) whose area is one of several namesakes, by their ``area_candidates``."""
    found: dict[str, list[int]] = {}
    for number, one in enumerate(candidates, 1):
        if not one["area_code"] and one["area_candidates"]:
            found.setdefault(one["area_candidates"], []).append(number)
    return found


def with_area(
    candidates: Sequence[Candidate], possible: str, area_code: str, names: Mapping[str, str]
) -> list[Candidate]:
    """The same with ``area_code`` where it was open between just these namesakes."""
    return [
        {**one, "area_code": area_code, "area_name": names.get(area_code, "")}
        if not one["area_code"] and one["area_candidates"] == possible else one
        for one in candidates
    ]  # fmt: skip


def decide_open(candidates: Sequence[Candidate], decision: str, reason: str) -> list[Candidate]:
    """The same with one decision for all that have none; ``reason`` where none was given."""
    return [
        one if one["decision"] else
        {**one, "decision": decision, "reason": one["reason"] or _cell(reason)}
        for one in candidates
    ]  # fmt: skip


def _cell(value: Any) -> str:
    """A cell of an edited table as text on one line; an emptied one is empty."""
    if value is None or value != value:  # NaN is no value
        return ""
    return " ".join(str(value).split())


def refusals_without_reason(name: str, candidates: Sequence[Candidate]) -> Iterator[Problem]:
    """A refusal is kept in the file: whoever reads it later should know why."""
    for line, one in enumerate(candidates, 2):
        if one["decision"] == "refuse" and not one["reason"]:
            yield Problem(name, line, "reason", "a refusal without a reason", "why it is refused",
                          "say it in reason")  # fmt: skip
