"""Faults of sense in the catalogue: references, order of dates and bounds, things said twice.

A rule reads only fields without a fault of form, so it needs no guards; it yields Problems.
"""

import math
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from indicators.catalogue.catalogue_file import (
    FILES_KEPT,
    CatalogueFile,
    KeyPath,
    read_catalogue_file,
)
from indicators.catalogue.records import AGAINST_PLAN, is_against_plan
from indicators.catalogue.schema import (
    broken_fields,
    place_name,
    schema_file_problems,
    schema_problems,
)
from indicators.coded import Coded, coded
from indicators.country import LEVEL_OF_TYPE
from indicators.problems import Problem, problem_at, quoted

Record = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """One record of the file: where it stands, and what the rest of the file declares."""

    file: CatalogueFile
    path: KeyPath
    themes: frozenset[str]
    provinces_by_region: dict[str, list[str]]

    def problem(self, within: KeyPath, code: str, /, **parameters: str | Coded) -> Problem:
        """A Problem at a field of this record."""
        return _at(self.file, (*self.path, *within), code, **parameters)


def _at(file: CatalogueFile, path: KeyPath, code: str, /, **parameters: str | Coded) -> Problem:
    column = place_name(file.data, path)
    return problem_at(file.name, file.line(path), column, code, **parameters)


def catalogue_problems(path: Path) -> list[Problem]:
    """Every fault of the catalogue at ``path``, by line; an empty list when it can be used."""
    file, problems = read_catalogue_file(path)
    if file is None:
        return problems
    unusable = schema_file_problems()
    if unusable:
        return [*problems, *unusable]
    problems += _problems_of_content(file)
    return sorted(dict.fromkeys(problems), key=lambda problem: problem.row or 0)


@lru_cache(FILES_KEPT)
def _problems_of_content(file: CatalogueFile) -> tuple[Problem, ...]:
    """The faults of form and of sense; a file that is the one of before is not checked again."""
    of_form, broken = schema_problems(file)
    of_sense = _problems_of_sense(file, broken) if isinstance(file.data, dict) else ()
    return (*of_form, *of_sense)


def _problems_of_sense(file: CatalogueFile, broken: set[KeyPath]) -> Iterator[Problem]:
    sections = {name: _records(file, name) for name in ("themes", "regions", "indicators")}
    yield from _not_composed(file, file.data, ())
    yield from _said_twice(file, sections["themes"], ("id",))
    yield from _said_twice(file, sections["regions"], ("code",))
    yield from _said_twice(file, sections["indicators"], ("id",))
    for language in ("vi", "en"):
        yield from _said_twice(file, sections["indicators"], ("name", language))
    yield from _provinces_in_two_regions(file, sections["regions"])
    yield from _breaks_of_unknown_indicators(file, sections["indicators"])
    yield from _derived_of_unknown_indicators(file, sections["indicators"])
    yield from _links_to_unknown_indicators(file, sections["indicators"])
    themes = frozenset(str(theme.get("id")) for _path, theme in sections["themes"])
    regions = {
        str(region.get("code")): region["provinces"]
        for path, region in sections["regions"]
        if "provinces" not in set(broken_fields(broken, path))
    }
    for path, record in sections["indicators"]:
        place = Place(file, path, themes, regions)
        unusable = set(broken_fields(broken, path))
        for reads, rule in RULES:
            if not unusable & set(reads):
                yield from rule(place, record)


def _records(file: CatalogueFile, section: str) -> list[tuple[KeyPath, Record]]:
    """The records of a section with their places; what is no record is a fault of form."""
    items = file.data.get(section)
    if not isinstance(items, list):
        return []
    return [((section, index), item) for index, item in enumerate(items) if isinstance(item, dict)]


def _said_twice(
    file: CatalogueFile, records: list[tuple[KeyPath, Record]], field: KeyPath
) -> Iterator[Problem]:
    """Ids and names belong to one record each."""
    first: dict[str, int | None] = {}
    for path, record in records:
        value: Any = record
        for key in field:
            value = value.get(key) if isinstance(value, dict) else None
        if not isinstance(value, str):
            continue
        line = file.line((*path, *field))
        if value in first:
            yield _at(file, (*path, *field), "said_twice", value=quoted(value),
                      line=str(first[value]))  # fmt: skip
        first.setdefault(value, line)


def _provinces_in_two_regions(
    file: CatalogueFile, regions: list[tuple[KeyPath, Record]]
) -> Iterator[Problem]:
    """A province belongs to one region at most."""
    first: dict[str, object] = {}
    for path, region in regions:
        provinces = region.get("provinces")
        for index, code in enumerate(provinces if isinstance(provinces, list) else []):
            if first.setdefault(str(code), path) == path:
                continue
            place = (*path, "provinces", index)
            yield _at(file, place, "province_in_two_regions", province=quoted(code))


def _breaks_of_unknown_indicators(
    file: CatalogueFile, indicators: list[tuple[KeyPath, Record]]
) -> Iterator[Problem]:
    """A series break has an id of its own and names indicators of this file."""
    breaks = _records(file, "series_breaks")
    yield from _said_twice(file, breaks, ("id",))
    known = {str(record.get("id")) for _path, record in indicators}
    for path, record in breaks:
        named = record.get("indicators")
        for index, code in enumerate(named if isinstance(named, list) else []):
            if str(code) in known:
                continue
            place = (*path, "indicators", index)
            yield _at(file, place, "break_of_unknown", indicator=quoted(code))


def _derived_of_unknown_indicators(
    file: CatalogueFile, indicators: list[tuple[KeyPath, Record]]
) -> Iterator[Problem]:
    """A figure that is worked out names indicators of this file, and what its rule needs."""
    known = {str(record.get("id")) for _path, record in indicators}
    needs = {"share": {"by"}, "ratio": {"by"}, "per_area": set(), "change": {"since"}}
    for path, record in indicators:
        told = record.get("derived")
        if not isinstance(told, dict) or told.get("rule") not in needs:
            continue
        at = (*path, "derived")
        for name in (told[field] for field in ("of", "by") if field in told):
            if name not in known:
                yield _at(file, at, "derived_of_unknown", indicator=quoted(name))
        if {"by", "since"} & told.keys() != needs[told["rule"]]:
            fields = ", ".join(("rule", "of", *sorted(needs[told["rule"]])))
            yield _at(file, at, "derived_fields", rule=told["rule"], found=", ".join(told),
                      fields=fields)  # fmt: skip


def _links_to_unknown_indicators(
    file: CatalogueFile, indicators: list[tuple[KeyPath, Record]]
) -> Iterator[Problem]:
    """What an indicator is a share of, or weighted by, is an indicator of this file."""
    known = {str(record.get("id")) for _path, record in indicators}
    for path, record in indicators:
        for field in ("amount", "weighted_by"):
            if field in record and str(record[field]) not in known:
                place = (*path, field)
                yield _at(file, place, "link_to_unknown", indicator=quoted(record[field]))


def _not_composed(file: CatalogueFile, value: Any, path: KeyPath) -> Iterator[Problem]:
    """Text is in NFC, so that equal names are equal bytes."""
    if isinstance(value, str) and not unicodedata.is_normalized("NFC", value):
        yield _at(file, path, "not_composed", text=quoted(value))
    pairs: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    for key, item in pairs:
        yield from _not_composed(file, item, (*path, key))


def theme_is_declared(place: Place, record: Record) -> Iterator[Problem]:
    """The theme stands at the top of the file."""
    if record["theme"] not in place.themes:
        yield place.problem(("theme",), "theme_undeclared", theme=quoted(record["theme"]),
                            known=_listed(sorted(place.themes)))  # fmt: skip


def headline_can_be_ranked(place: Place, record: Record) -> Iterator[Problem]:
    """A headline indicator has a direction and a caution."""
    if "headline" not in record:
        return
    if record["direction"] == "none":
        yield place.problem(("direction",), "headline_without_direction")
    if "reading" not in record:
        yield place.problem((), "headline_without_reading")


def shares_of_plan_are_named_so(place: Place, record: Record) -> Iterator[Problem]:
    """The id tells a share of a plan, by which readers of texts and pictures know it."""
    if is_against_plan(record["id"]) != ("against_plan" in record):
        yield place.problem((), "plan_against_id", indicator=quoted(record["id"]),
                            ending=AGAINST_PLAN)  # fmt: skip


def ranges_in_order(place: Place, record: Record) -> Iterator[Problem]:
    """Bounds are finite, the lower first, and given for each level that the indicator has."""
    declared = record["plausible_range"]
    by_level = declared if isinstance(declared, dict) else {None: declared}
    for level, (low, high) in by_level.items():
        at: KeyPath = ("plausible_range", level) if level else ("plausible_range",)
        if not (math.isfinite(low) and math.isfinite(high) and low < high):
            yield place.problem(at, "range_reversed", low=str(low), high=str(high))
    if isinstance(declared, dict):
        types = [kind for part in record["applies_to"] for kind in part["area_types"]]
        for level in sorted({LEVEL_OF_TYPE[kind] for kind in types} - declared.keys()):
            yield place.problem(("plausible_range",), "range_absent", level=level)


def _dates_in_order(field: str, start: str, end: str) -> "Rule":
    """A rule: in each item of a list field, the first day is not after the last."""

    def rule(place: Place, record: Record) -> Iterator[Problem]:
        for index, item in enumerate(record.get(field, [])):
            if start in item and end in item and item[start] > item[end]:
                yield place.problem((field, index, end), "dates_reversed", first=item[start],
                                    last=item[end], start=start, end=end)  # fmt: skip

    return rule


def bases_are_distinct(place: Place, record: Record) -> Iterator[Problem]:
    """A code stands once in the vocabulary."""
    seen: set[str] = set()
    for index, basis in enumerate(record.get("basis", [])):
        code = basis["code"]
        if code in seen:
            yield place.problem(("basis", index, "code"), "basis_twice", code=quoted(code))
        seen.add(code)


def thresholds_refer_to_what_is_declared(place: Place, record: Record) -> Iterator[Problem]:
    """Region, provinces, basis, area types and document of a threshold exist."""
    documents = [text["document"] for text in record.get("legal_basis", [])]
    bases = [basis["code"] for basis in record.get("basis", [])]
    types = [kind for part in record["applies_to"] for kind in part["area_types"]]
    for index, threshold in enumerate(record.get("thresholds", [])):
        region = threshold.get("region")
        inside = place.provinces_by_region.get(region, [])
        checks: list[tuple[str, list[str], list[str], str]] = [
            ("region", [region] if region else [], list(place.provinces_by_region),
             "threshold_region"),
            ("excluded_provinces", threshold.get("excluded_provinces", []), inside,
             "threshold_province"),
            ("basis", [threshold["basis"]] if "basis" in threshold else [], bases,
             "threshold_basis"),
            ("area_types", threshold.get("area_types", []), types, "threshold_type"),
            ("legal_basis", [threshold["legal_basis"]] if "legal_basis" in threshold else [],
             documents, "threshold_document"),
        ]  # fmt: skip
        for field, named, known, fault in checks:
            for unknown in [name for name in named if name not in known]:
                yield place.problem(("thresholds", index, field), fault, name=quoted(unknown),
                                    known=_listed(known))  # fmt: skip


def _listed(known: Sequence[str]) -> str | Coded:
    return ", ".join(known) or coded("none_declared")


def thresholds_have_a_source(place: Place, record: Record) -> Iterator[Problem]:
    """Only what follows from the indicator itself stands without a document."""
    for index, threshold in enumerate(record.get("thresholds", [])):
        if threshold["confidence"] != "definition" and "legal_basis" not in threshold:
            yield place.problem(("thresholds", index), "threshold_without_document")


def thresholds_lie_in_the_range(place: Place, record: Record) -> Iterator[Problem]:
    """A threshold outside the plausible range could never be met."""
    declared = record["plausible_range"]
    ranges = list(declared.values()) if isinstance(declared, dict) else [declared]
    low, high = min(pair[0] for pair in ranges), max(pair[1] for pair in ranges)
    for index, threshold in enumerate(record.get("thresholds", [])):
        if low < high and not low <= threshold["value"] <= high:
            at = ("thresholds", index, "value")
            yield place.problem(at, "threshold_outside", value=str(threshold["value"]),
                                low=str(low), high=str(high))  # fmt: skip


Rule = Callable[[Place, Record], Iterator[Problem]]

# What a rule reads, and the rule.
RULES: tuple[tuple[tuple[str, ...], Rule], ...] = (
    (("theme",), theme_is_declared),
    (("headline", "direction"), headline_can_be_ranked),
    (("id", "against_plan"), shares_of_plan_are_named_so),
    (("plausible_range", "applies_to"), ranges_in_order),
    (("applies_to",), _dates_in_order("applies_to", "from", "to")),
    (("basis",), _dates_in_order("basis", "from", "to")),
    (("thresholds",), _dates_in_order("thresholds", "from", "to")),
    (("legal_basis",), _dates_in_order("legal_basis", "effective_from", "effective_to")),
    (("basis",), bases_are_distinct),
    (("thresholds", "legal_basis", "basis", "applies_to"), thresholds_refer_to_what_is_declared),
    (("thresholds",), thresholds_have_a_source),
    (("thresholds", "plausible_range"), thresholds_lie_in_the_range),
)
