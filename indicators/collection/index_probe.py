"""A probe of the national portal: what of its answers is as the collector expects, line by line."""

from collections.abc import Iterator

from indicators.collection.index_answers import (
    KNOWN_BESIDE,
    LEVEL,
    NAMES,
    SCORES,
    UnitRow,
    read_units,
)
from indicators.collection.index_figures import (
    SCORE,
    IndexAnswer,
    MatchedUnit,
    ceiling_of,
    matched_units,
    sum_doubt,
    swapped_unit,
)
from indicators.collection.inquiry import Finding, Harvest
from indicators.collection.unit_names import UnitMatches
from indicators.doubts import plain_number
from indicators.spreadsheets.reference import Reference

MOST_NAMED = 5


def findings(
    answers: list[IndexAnswer], matches: UnitMatches, reference: Reference
) -> Iterator[Finding]:
    """One finding per expectation and answer; what was not asked for has none."""
    for answer in answers:
        where = answer.raw.call.place
        rows = read_units(answer.raw.content, of_province=answer.province is not None)
        yield Finding(True, f"{where}: a list of units", f"{len(rows)} units")
        yield _fields(where, rows)
        yield _numbers(where, rows)
        harvest = Harvest()
        units = list(matched_units(answer, matches, reference.catalogue, harvest))
        yield _matched(where, answer, units, harvest, reference)
        yield from _ceilings(where, units, reference)
        yield _sums(where, units)


def _fields(where: str, rows: list[UnitRow]) -> Finding:
    known = {*NAMES, *SCORES, *KNOWN_BESIDE, LEVEL}
    more = sorted(set().union(*rows) - known)
    seen = f"also {', '.join(more)}" if more else "these and no other"
    return Finding(True, f"{where}: fields {', '.join((*NAMES, *SCORES))}", seen)


def _numbers(where: str, rows: list[UnitRow]) -> Finding:
    wrong = [f"{field}={row[field]!r}" for row in rows for field in SCORES
             if not SCORE.fullmatch(row[field])]  # fmt: skip
    return Finding(not wrong, f"{where}: scores are numbers", _named(wrong))


def _matched(
    where: str, answer: IndexAnswer, units: list[MatchedUnit], harvest: Harvest,
    reference: Reference,
) -> Finding:  # fmt: skip
    parent, level = answer.province or "VN", "commune" if answer.province else "province"
    ours = {row["area_code"] for row in reference.areas
            if row["level"] == level and row["parent_code"] == parent}  # fmt: skip
    met = {one.area_code for one in units}
    left = [f"{one.unit_name} ({one.reason.code})" for one in harvest.left_out]
    return Finding(
        met == ours and not left, f"{where}: each of our {len(ours)} areas has one unit",
        f"{len(met)} matched; {_named(left)}",
    )  # fmt: skip


def _ceilings(where: str, units: list[MatchedUnit], reference: Reference) -> Iterator[Finding]:
    for field in SCORES:
        values = [one.scores.values[field] for one in units if field in one.scores.values]
        ceiling = ceiling_of(field, reference.catalogue)
        highest = max(values, default=None)
        yield Finding(highest is not None and highest <= ceiling,
                      f"{where}: {field} at most {plain_number(ceiling)}",
                      f"highest {highest}")  # fmt: skip
    swapped = swapped_unit(units, reference.catalogue)
    yield Finding(swapped is None, f"{where}: CLGQ and TTTT are not swapped",
                  swapped or "no unit says so")  # fmt: skip


def _sums(where: str, units: list[MatchedUnit]) -> Finding:
    whole = [one for one in units if one.scores.fault is None]
    wrong = [one.unit.name for one in whole if sum_doubt(one.scores)]
    return Finding(not wrong and bool(whole), f"{where}: six parts add up to TONG_SCORE",
                   f"{len(whole) - len(wrong)} of {len(whole)}; {_named(wrong)}")  # fmt: skip


def _named(texts: list[str]) -> str:
    shown = ", ".join(texts[:MOST_NAMED])
    return shown + (f" and {len(texts) - MOST_NAMED} more" if len(texts) > MOST_NAMED else "") or (
        "nothing else")  # fmt: skip
