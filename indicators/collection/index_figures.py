"""Units of one answer → seven candidates each, or the reason why not.

A unit of which one score cannot be read, or is above its ceiling, is left out whole. Parts that do
not add up to the total, and online services and payment that may have been swapped, are doubts: a
person decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.candidates.files import Candidate, candidate
from indicators.catalogue.records import Catalogue, Indicator
from indicators.collection.index_answers import LEVEL, PARTS, SCORES, TOTAL, UnitRow, read_units
from indicators.collection.inquiry import Harvest, Inquiry, RawAnswer, UnitLeftOut
from indicators.collection.unit_names import SourceUnit, UnitMatches
from indicators.doubts import Doubt, doubt
from indicators.printed.source_number import printed_source_of
from indicators.spreadsheets.reference import Reference

DEPARTMENT, COMMUNE = "1", "2"
ONLINE, PAYMENT = "CLGQ", "TTTT"
SCORE = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,8})?")
SURE, DOUBTFUL = "1", "0.5"
LONGEST_ID = 40
POINT = "cổng viết dấu chấm thập phân / the portal writes decimals behind a point"


@dataclass(frozen=True)
class IndexAnswer:
    """One answer as a source; ``province`` is empty for the list of provinces itself."""

    raw: RawAnswer
    source_id: str
    province: str | None


@dataclass(frozen=True)
class Scores:
    """The scores of one unit by field: as sent, and as numbers; ``fault`` where one is none."""

    printed: dict[str, str]
    values: dict[str, Decimal]
    fault: Doubt | None

    @property
    def decimals(self) -> int:
        """The most decimals that any of them has: the portal leaves zeros at the end away."""
        return max((-int(value.as_tuple().exponent) for value in self.values.values()), default=0)


@dataclass(frozen=True)
class MatchedUnit:
    """One unit of an answer with the area that it is."""

    unit: SourceUnit
    area_code: str
    scores: Scores


def read_answer(
    answer: IndexAnswer, matches: UnitMatches, reference: Reference, inquiry: Inquiry
) -> Harvest:
    """Candidates of one answer, and every unit and commune that gave none."""
    harvest = Harvest()
    units = list(matched_units(answer, matches, reference.catalogue, harvest))
    if answer.province is None:
        wanted = inquiry.provinces
        units = [one for one in units if not wanted or one.area_code in wanted]
    if answer.province is not None:
        harvest.left_out += _not_in_answer(answer, units, reference, inquiry)
    units = _without_rivals(units, answer, harvest)
    swapped = swapped_unit(units, reference.catalogue)
    for one in units:
        if one.scores.fault is not None:
            harvest.left_out.append(_left_out(answer, one.unit, one.scores.fault))
        else:
            harvest.candidates += _candidates(one, answer, swapped, reference, inquiry)
    return harvest


def matched_units(
    answer: IndexAnswer, matches: UnitMatches, catalogue: Catalogue, harvest: Harvest
) -> Iterator[MatchedUnit]:
    """The units that are areas of ours; the others are noted in ``harvest``."""
    for row in read_units(answer.raw.content, of_province=answer.province is not None):
        unit = SourceUnit(row["MA_COQUAN"], row["TEN"])
        code: str | Doubt
        if answer.province is None:
            code = matches.province(unit)
            if not isinstance(code, str):
                continue  # told once, with the list of provinces
        elif row[LEVEL] == DEPARTMENT:
            harvest.passed_over += 1
            continue
        elif row[LEVEL] != COMMUNE:
            code = doubt("unknown_level", level=row[LEVEL])
        else:
            code = matches.commune(unit, answer.province)
        if isinstance(code, str):
            yield MatchedUnit(unit, code, read_scores(row, catalogue))
        else:
            harvest.left_out.append(_left_out(answer, unit, code))


def read_scores(row: UnitRow, catalogue: Catalogue) -> Scores:
    """The seven scores of a unit; the first that is no number or above its ceiling is the fault."""
    printed = {field: row[field] for field in SCORES}
    values: dict[str, Decimal] = {}
    fault: Doubt | None = None
    for field, text in printed.items():
        if not SCORE.fullmatch(text):
            found = doubt("no_score", field=field) if not text else doubt(
                "score_no_number", field=field, found=text[:LONGEST_ID])  # fmt: skip
            fault = fault or found
            continue
        values[field] = Decimal(text.replace(",", "."))
        ceiling = ceiling_of(field, catalogue)
        if values[field] > ceiling:
            fault = fault or doubt("above_ceiling", field=field, value=values[field],
                                   ceiling=ceiling)  # fmt: skip
    return Scores(printed, values, fault)


def ceiling_of(field: str, catalogue: Catalogue) -> Decimal:
    """The most points that a field can have: the plausible range of its indicator."""
    return Decimal(str(catalogue.indicators[SCORES[field]].plausible("commune")[1]))


def swapped_unit(units: list[MatchedUnit], catalogue: Catalogue) -> str | None:
    """A unit whose online services and payment fit only the other way round; it speaks for all.

    Payment above its ceiling, and both within their ceilings once they change places.
    """
    online, payment = ceiling_of(ONLINE, catalogue), ceiling_of(PAYMENT, catalogue)
    for one in units:
        values = one.scores.values
        if {ONLINE, PAYMENT} <= values.keys() and (
            payment < values[PAYMENT] <= online and values[ONLINE] <= payment
        ):
            return one.unit.name
    return None


def sum_doubt(scores: Scores) -> Doubt | None:
    """That the parts do not add up to the total within the rounding of all seven."""
    total = scores.values[next(iter(TOTAL))]
    added = sum((scores.values[field] for field in PARTS), Decimal(0))
    rounding = len(SCORES) * Decimal(5).scaleb(-scores.decimals - 1)
    if abs(added - total) <= rounding:
        return None
    return doubt("parts_do_not_add_up", added=added, total=total)


def _without_rivals(
    units: list[MatchedUnit], answer: IndexAnswer, harvest: Harvest
) -> list[MatchedUnit]:
    """One unit per area: of equal ones the first, of differing ones none."""
    by_area: dict[str, list[MatchedUnit]] = {}
    for one in units:
        by_area.setdefault(one.area_code, []).append(one)
    kept = []
    for rivals in by_area.values():
        if all(one.scores.values == rivals[0].scores.values for one in rivals):
            kept.append(rivals[0])
            continue
        names = " / ".join(dict.fromkeys(one.unit.name for one in rivals))
        harvest.left_out += [
            _left_out(answer, one.unit, doubt("several_units_of_one_area", units=names))
            for one in rivals
        ]
    return kept


def _not_in_answer(
    answer: IndexAnswer, units: list[MatchedUnit], reference: Reference, inquiry: Inquiry
) -> Iterator[UnitLeftOut]:
    """Communes of the province that no unit was matched to."""
    last = inquiry.period(answer.raw.received_on)[1].isoformat()
    met = {one.area_code for one in units}
    for row in reference.areas:
        lies_in = row["level"] == "commune" and row["parent_code"] == answer.province
        valid = row["valid_from"] <= last and (not row["valid_to"] or last <= row["valid_to"])
        if lies_in and valid and row["area_code"] not in met:
            name = f"{row['area_type']} {row['name']} ({row['area_code']})"
            yield UnitLeftOut(answer.raw.call.place, "", name, doubt("not_in_answer"))


def _left_out(answer: IndexAnswer, unit: SourceUnit, reason: Doubt) -> UnitLeftOut:
    return UnitLeftOut(answer.raw.call.place, unit.unit_id, unit.name, reason)


def _candidates(
    one: MatchedUnit, answer: IndexAnswer, swapped: str | None, reference: Reference,
    inquiry: Inquiry,
) -> Iterator[Candidate]:  # fmt: skip
    added = sum_doubt(one.scores)
    empty = doubt("all_zero") if not any(one.scores.values.values()) else None
    period = inquiry.period(answer.raw.received_on)
    for field, indicator_id in SCORES.items():
        maybe = swapped is not None and field in (ONLINE, PAYMENT)
        change = doubt("parts_may_be_swapped", unit=swapped or "") if maybe else None
        doubts = [found for found in (added, empty, change) if found is not None]
        indicator = reference.catalogue.indicators[indicator_id]
        yield candidate({
            **_figure(one, field, indicator), "area_code": one.area_code,
            "area_name": one.unit.name, "indicator_id": indicator_id, "basis": "",
            "period_start": period[0], "period_end": period[1],
            "status": "A" if inquiry.asked[1] < answer.raw.received_on else "P",
            "source_id": answer.source_id, "recorded_on": answer.raw.received_on, "revision": 1,
            "decision": "" if doubts else "accept", "checks": list(map(str, doubts)),
            "confidence": DOUBTFUL if doubts else SURE,
        })  # fmt: skip


def _figure(one: MatchedUnit, field: str, indicator: Indicator) -> dict[str, str | date]:
    value, printed = one.scores.values[field], one.scores.printed[field]
    follows = printed_source_of(printed, value, indicator.unit, language="vi") is not None
    return {
        "value": f"{value:f}", "as_printed": printed, "qualifier": "exact",
        "unit": indicator.unit, "locator": f"{one.unit.unit_id[:LONGEST_ID]} {field}",
        "correction": "" if follows else POINT,
    }  # fmt: skip
