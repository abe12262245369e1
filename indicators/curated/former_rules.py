"""What must hold for figures of former communes, which carry the codes of before the reform.

They lie in files of their own: a former code may be another area's code today (00004 was Trúc
Bạch and is Ba Đình). The kind of a former unit is not recorded, so an indicator's area types are
not checked; everything that the other rules hold of a figure is.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from indicators.curated import rules
from indicators.curated.lineage import former_units as units_of
from indicators.curated.lineage_rules import is_day
from indicators.curated.package import CuratedFiles
from indicators.curated.rules import Facts, Placed
from indicators.problems import Problem, quoted


@dataclass(frozen=True)
class FormerUnits:
    """For each former code the spans of days on which it meant a unit; open on the left."""

    spans: Mapping[str, list[tuple[date, date]]]


FormerRule = Callable[[FormerUnits, Facts, Placed], Iterator[Problem]]


def former_units(files: CuratedFiles) -> FormerUnits:
    """The former codes of ``area_lineage.csv``, and the open ones whose successor nobody tells.

    Rows with a wrong date are left to the schema.
    """
    spans: dict[str, list[tuple[date, date]]] = {}
    steps = [row for _t, _l, row in files.rows("area_lineage") if is_day(row["valid_from"])]
    for unit in units_of(steps):
        spans.setdefault(unit.code, []).append((unit.from_day or date.min, unit.to_day))
    for _table, _line, row in files.rows("area_lineage_open"):
        if row["open"] == "successor" and is_day(row["figures_before"]):
            last = date.fromisoformat(row["figures_before"]) - timedelta(days=1)
            spans.setdefault(row["code"], []).append((date.min, last))
    return FormerUnits(spans)


def former_problems(units: FormerUnits, facts: Facts, placed: Placed) -> Iterator[Problem]:
    """Every fault of one figure of a former commune."""
    for rule in FORMER_RULES:
        yield from rule(units, facts, placed)
    for shared in SHARED_RULES:
        yield from shared(facts, placed)


def known_former_code(units: FormerUnits, _facts: Facts, placed: Placed) -> Iterator[Problem]:
    """The code is an ``old_code`` of the lineage."""
    code = placed.observation.area_code
    if code not in units.spans:
        yield placed.problem("area_code", "former_code_unknown", code=quoted(code))


def ends_before_the_reform(units: FormerUnits, _facts: Facts, placed: Placed) -> Iterator[Problem]:
    """The period ends while the code meant a former commune."""
    row = placed.observation
    spans = units.spans.get(row.area_code, [])
    if spans and not any(first <= row.period_end <= last for first, last in spans):
        ended = max(last for _first, last in spans) + timedelta(days=1)
        yield placed.problem("period_end", "after_former_end", day=str(row.period_end),
                             ended=str(ended))  # fmt: skip


def plausible_for_a_commune(_units: FormerUnits, facts: Facts, placed: Placed) -> Iterator[Problem]:
    """The value lies inside the catalogue's plausible range for communes."""
    row = placed.observation
    indicator = facts.catalogue.indicators.get(row.indicator_id)
    if indicator is None:
        return
    yield from rules.outside(placed, indicator, "commune")


FORMER_RULES: tuple[FormerRule, ...] = (
    known_former_code,
    ends_before_the_reform,
    plausible_for_a_commune,
)

# Rules that never ask which area of today a code is.
SHARED_RULES: tuple[Callable[[Facts, Placed], Iterator[Problem]], ...] = (
    rules.known_indicator,
    rules.basis_in_vocabulary,
    rules.count_is_whole,
    rules.period_in_order,
    rules.counts_in_order,
    rules.counts_agree,
    rules.value_follows_from_print,
    rules.withdrawn_with_reason,
)
