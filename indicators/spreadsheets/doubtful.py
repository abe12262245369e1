"""What shows when all cells are read: repeated figures, rivals in the table, shares of one."""

from decimal import Decimal
from typing import TYPE_CHECKING

from indicators.candidates.files import Candidate, candidate
from indicators.curated.observations import Observation, interval_of_observation
from indicators.doubts import Doubt, doubt, plain_number
from indicators.spreadsheets.reference import Reference, cell_key
from indicators.spreadsheets.rejects import Reject

if TYPE_CHECKING:
    from indicators.spreadsheets.report import Question, Read, Report

SURE, DOUBTFUL = "1", "0.5"
SHARE_OF_ONE = doubt("share_of_one")
BESIDE_BROKEN_COUNTS = doubt("beside_broken_counts")
# Per cent of a plan: all of a column below this are shares of 1, such as 1.13 of the plan.
SMALL_SHARE_OF_PLAN = Decimal(5)
# Beside a per cent above this one of at most 1 is a share of 1 rather than a per cent.
FAR_ABOVE = 20
Series = tuple[int, int]


def mark_doubts(
    read: "list[Read]", report: "Report", reference: Reference, question: "Question"
) -> list[Candidate]:
    """The candidates that are left; repeated and contradicting figures become rejects.

    Candidates are decided (``accept``) where nothing speaks against them; a doubt in ``checks``
    leaves the decision open.
    """
    once = _without_repetition(read, report)
    ones, broken = _series_of_ones(once, reference), _not_whole(once) | report.broken_counts
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
        small = abs(one.observation.value) <= ones.get(one.series, -1) and one.observation.value
        share = [SHARE_OF_ONE] if small and not one.shown_as_percent else []
        beside = [BESIDE_BROKEN_COUNTS] if one.series in broken else []
        if any(said.code == "not_whole" for said in one.doubts):
            beside = []
        kept.append(_candidate(one, [*one.doubts, *share, *beside]))
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
    indicator = reference.catalogue.indicators[row.indicator_id]
    unit, limits = indicator.unit, indicator.limits
    for rival in reference.accepted.get(cell_key(row), ()):
        if rival.source_id == row.source_id and rival.value != row.value:
            return rival
        languages = reference.facts.source_languages
        theirs = interval_of_observation(rival, unit, languages.get(rival.source_id, "vi"), limits)
        ours = interval_of_observation(row, unit, "vi", limits)
        if ours.surely_below(theirs) or theirs.surely_below(ours):
            return rival
    return None


def _series_of_ones(read: "list[Read]", reference: Reference) -> dict[Series, Decimal]:
    """Columns, or rows of an indicator, in per cent whose figures up to a limit may be shares of 1.

    Their limits. Either all figures are that small; or some are, among far larger ones, or beside
    others that are shown with ``%``. Poverty rates below 1 % are real: there only figures with more
    decimals than a per cent has, or as small as shares of 1 are, count.
    """
    plain: dict[Series, list[Decimal]] = {}
    shown, ids = set[Series](), dict[Series, str]()
    for one in read:
        ids[one.series] = one.observation.indicator_id
        if one.unit == "%" and one.shown_as_percent:
            shown.add(one.series)
        elif one.unit == "%" and one.observation.value:
            plain.setdefault(one.series, []).append(abs(one.observation.value))
    limits = {}
    for series, values in plain.items():
        of_plan = ids[series] in reference.vocabulary.shares_of_plan
        limit = SMALL_SHARE_OF_PLAN if of_plan else Decimal(1)
        smallest = reference.catalogue.indicators[ids[series]].usual_from
        if smallest is not None:  # a rate that may well be below 1 %
            fine = any(value <= 1 and _decimals(value) > 2 for value in values)
            if fine or max(values) < smallest:
                limits[series] = limit
        elif series in shown or max(values) <= limit or min(values) <= 1 < FAR_ABOVE < max(values):
            limits[series] = limit if max(values) <= limit else Decimal(1)
    return limits


def _decimals(value: Decimal) -> int:
    return max(-int(value.normalize().as_tuple().exponent), 0)


def _not_whole(read: "list[Read]") -> set[Series]:
    """Columns of counts in which some are not whole: a mark of thousands was lost in them."""
    return {one.series for one in read if any(d.code == "not_whole" for d in one.doubts)}


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
