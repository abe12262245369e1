"""What shows when all cells are read: repeated figures, rivals in the table, shares of one."""

from decimal import Decimal
from typing import TYPE_CHECKING

from indicators.curated.observations import Observation, interval_of_observation
from indicators.curation.candidate_files import Candidate, candidate
from indicators.doubts import Doubt, doubt, plain_number
from indicators.spreadsheets.reference import Reference, cell_key
from indicators.spreadsheets.rejects import Reject

if TYPE_CHECKING:
    from indicators.spreadsheets.candidates import Question, Read, Report

SURE, DOUBTFUL = "1", "0.5"
FEWEST_ONES = 3
SHARE_OF_ONE = doubt("share_of_one")
# Rates that are below 1 % in whole provinces.
SMALL_BY_NATURE = frozenset({"poverty_rate", "near_poverty_rate", "output_growth"})


def mark_doubts(
    read: "list[Read]", report: "Report", reference: Reference, question: "Question"
) -> list[Candidate]:
    """The candidates that are left; repeated and contradicting figures become rejects.

    Candidates are decided (``accept``) where nothing speaks against them; a doubt in ``checks``
    leaves the decision open.
    """
    once = _without_repetition(read, report)
    ones = _series_of_ones(once)
    kept = []
    for one in once:
        rival = _contradicted(one.observation, reference)
        if rival:
            _reject(
                report,
                one,
                "contradicts_accepted",
                f"accepted: {plain_number(rival.value)} ({rival.as_printed}) "
                f"from {rival.source_id}",
            )
            continue
        doubtful = one.series in ones and one.observation.value <= 1 and not one.shown_as_percent
        kept.append(_candidate(one, [SHARE_OF_ONE] if doubtful else []))
    return kept


def _without_repetition(read: "list[Read]", report: "Report") -> "list[Read]":
    """Figures that stand once. Of equal ones the first stays; of differing ones none."""
    groups: dict[object, list[Read]] = {}
    for one in read:
        groups.setdefault(cell_key(one.observation), []).append(one)
    kept = []
    for group in groups.values():
        first = group[0]
        alike = len({(one.observation.value, one.observation.qualifier) for one in group}) == 1
        kept += [first] if alike else []
        for one in group[1:] if alike else group:
            other = first if one is not first else group[1]
            value = plain_number(other.observation.value)
            same = "the same figure" if alike else f"another value, {value},"
            _reject(report, one, "duplicate_in_file", f"{same} at {other.place}")
    return sorted(kept, key=lambda one: (one.row, one.column))


def _contradicted(row: Observation, reference: Reference) -> Observation | None:
    """The accepted figure of the same cell that cannot be right if this one is."""
    unit = reference.catalogue.indicators[row.indicator_id].unit
    for rival in reference.accepted.get(cell_key(row), ()):
        if rival.source_id == row.source_id and rival.value != row.value:
            return rival
        languages = reference.facts.source_languages
        theirs = interval_of_observation(rival, unit, languages.get(rival.source_id, "vi"))
        ours = interval_of_observation(row, unit, "vi")
        if ours.surely_below(theirs) or theirs.surely_below(ours):
            return rival
    return None


def _series_of_ones(read: "list[Read]") -> set[int]:
    """Columns, or rows of an indicator, in per cent where a figure up to 1 may be a share of 1.

    Either all figures are at most 1, or some of them are shown with ``%`` and this is not.
    """
    plain: dict[int, list[Decimal]] = {}
    shown = set()
    for one in read:
        if one.unit != "%" or one.observation.indicator_id in SMALL_BY_NATURE:
            continue
        if one.shown_as_percent:
            shown.add(one.series)
        elif one.observation.value:
            plain.setdefault(one.series, []).append(one.observation.value)
    return {
        series for series, values in plain.items()
        if series in shown or (max(values) <= 1 and len(values) >= FEWEST_ONES)
    }  # fmt: skip


def _candidate(one: "Read", checks: list[Doubt]) -> Candidate:
    row = one.observation
    return candidate({
        **vars(row), "decision": "" if checks else "accept", "area_name": one.area_name,
        "unit": one.unit, "confidence": DOUBTFUL if checks else SURE, "checks": checks,
        "value": f"{row.value:f}",
    })  # fmt: skip


def _reject(report: "Report", one: "Read", code: str, detail: str) -> None:
    row = one.observation
    report.rejects.append(
        Reject(
            one.row + 1, one.place, one.area_name, row.indicator_id, row.as_printed, code, detail
        )
    )
