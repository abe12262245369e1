"""Faults of sense in the catalogue: references, order of dates and bounds, things said twice.

A rule reads only fields without a fault of form, so it needs no guards; it yields Problems.
"""

import math
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indicators.catalogue.catalogue_file import CatalogueFile, KeyPath, read_catalogue_file
from indicators.catalogue.records import AGAINST_PLAN, is_against_plan
from indicators.catalogue.schema import (
    broken_fields,
    place_name,
    schema_file_problems,
    schema_problems,
)
from indicators.country import LEVEL_OF_TYPE
from indicators.problems import Problem, quoted

Record = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """One record of the file: where it stands, and what the rest of the file declares."""

    file: CatalogueFile
    path: KeyPath
    themes: frozenset[str]
    provinces_by_region: dict[str, list[str]]

    def problem(self, within: KeyPath, found: str, expected: str, step: str) -> Problem:
        """A Problem at a field of this record."""
        path = (*self.path, *within)
        column = place_name(self.file.data, path)
        return Problem(self.file.name, self.file.line(path), column, found, expected, step)


def catalogue_problems(path: Path) -> list[Problem]:
    """Every fault of the catalogue at ``path``, by line; an empty list when it can be used."""
    file, problems = read_catalogue_file(path)
    if file is None:
        return problems
    unusable = schema_file_problems()
    if unusable:
        return [*problems, *unusable]
    of_form, broken = schema_problems(file)
    problems += of_form
    if isinstance(file.data, dict):
        problems += _problems_of_sense(file, broken)
    return sorted(dict.fromkeys(problems), key=lambda problem: problem.row or 0)


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
            found = f"{quoted(value)} again (first on line {first[value]})"
            column = place_name(file.data, (*path, *field))
            step = "rename one of the two, or remove it"
            yield Problem(file.name, line, column, found, "each one once", step)
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
            found = f"province {quoted(code)} in a second region"
            step = "leave it in one of the two"
            column = place_name(file.data, place)
            yield Problem(file.name, file.line(place), column, found, "one region each", step)


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
            column = place_name(file.data, place)
            step = "correct the id, or leave `indicators` out where the areas changed"
            yield Problem(
                file.name, file.line(place), column, quoted(code), "an indicator of this file", step
            )


def _links_to_unknown_indicators(
    file: CatalogueFile, indicators: list[tuple[KeyPath, Record]]
) -> Iterator[Problem]:
    """What an indicator is a share of, or weighted by, is an indicator of this file."""
    known = {str(record.get("id")) for _path, record in indicators}
    for path, record in indicators:
        for field in ("amount", "weighted_by"):
            if field in record and str(record[field]) not in known:
                place = (*path, field)
                yield Problem(file.name, file.line(place), place_name(file.data, place),
                              quoted(record[field]), "an id of this file",
                              "correct it, or declare that indicator")  # fmt: skip


def _not_composed(file: CatalogueFile, value: Any, path: KeyPath) -> Iterator[Problem]:
    """Text is in NFC, so that equal names are equal bytes."""
    if isinstance(value, str) and not unicodedata.is_normalized("NFC", value):
        step = "type the letters as single characters (NFC)"
        column = place_name(file.data, path)
        yield Problem(file.name, file.line(path), column, quoted(value), "text in NFC", step)
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
        known = ", ".join(sorted(place.themes)) or "(none declared)"
        step = "correct it or declare the theme"
        yield place.problem(("theme",), quoted(record["theme"]), f"one of {known}", step)


def headline_can_be_ranked(place: Place, record: Record) -> Iterator[Problem]:
    """A headline indicator has a direction and a caution."""
    if "headline" not in record:
        return
    if record["direction"] == "none":
        step = "choose a direction or take headline away"
        expected = "higher or lower for a headline indicator"
        yield place.problem(("direction",), "direction none", expected, step)
    if "reading" not in record:
        step = "say what the number does not allow one to say, in vi and en"
        yield place.problem((), "a headline without reading", "a reading", step)


def shares_of_plan_are_named_so(place: Place, record: Record) -> Iterator[Problem]:
    """The id tells a share of a plan, by which readers of texts and pictures know it."""
    if is_against_plan(record["id"]) != ("against_plan" in record):
        expected = f"against_plan where the id ends with {AGAINST_PLAN}, and there alone"
        yield place.problem((), quoted(record["id"]), expected, "add or remove `against_plan`")


def ranges_in_order(place: Place, record: Record) -> Iterator[Problem]:
    """Bounds are finite, the lower first, and given for each level that the indicator has."""
    declared = record["plausible_range"]
    by_level = declared if isinstance(declared, dict) else {None: declared}
    for level, (low, high) in by_level.items():
        at: KeyPath = ("plausible_range", level) if level else ("plausible_range",)
        if not (math.isfinite(low) and math.isfinite(high) and low < high):
            step = "write the lower bound first"
            yield place.problem(at, f"{low} to {high}", "finite bounds, lower < higher", step)
    if isinstance(declared, dict):
        types = [kind for part in record["applies_to"] for kind in part["area_types"]]
        for level in sorted({LEVEL_OF_TYPE[kind] for kind in types} - declared.keys()):
            step = f"add `{level}: [lowest, highest]`"
            found = f"no range for {level}"
            yield place.problem(("plausible_range",), found, "one for each level", step)


def _dates_in_order(field: str, start: str, end: str) -> "Rule":
    """A rule: in each item of a list field, the first day is not after the last."""

    def rule(place: Place, record: Record) -> Iterator[Problem]:
        for index, item in enumerate(record.get(field, [])):
            if start in item and end in item and item[start] > item[end]:
                found = f"{item[start]} after {item[end]}"
                expected = f"{start} on or before {end}"
                yield place.problem((field, index, end), found, expected, "swap the two dates")

    return rule


def bases_are_distinct(place: Place, record: Record) -> Iterator[Problem]:
    """A code stands once in the vocabulary."""
    seen: set[str] = set()
    for index, basis in enumerate(record.get("basis", [])):
        code = basis["code"]
        if code in seen:
            found = f"{quoted(code)} again"
            yield place.problem(("basis", index, "code"), found, "each code once", "remove one")
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
            ("region", [region] if region else [], list(place.provinces_by_region), "a region"),
            ("excluded_provinces", threshold.get("excluded_provinces", []), inside,
             "a province of the region"),
            ("basis", [threshold["basis"]] if "basis" in threshold else [], bases, "a basis"),
            ("area_types", threshold.get("area_types", []), types, "a type in applies_to"),
            ("legal_basis", [threshold["legal_basis"]] if "legal_basis" in threshold else [],
             documents, "a document in legal_basis"),
        ]  # fmt: skip
        for field, named, known, what in checks:
            for unknown in [name for name in named if name not in known]:
                expected = f"{what}: {', '.join(known) or '(none declared)'}"
                step = "correct it or declare it"
                yield place.problem(("thresholds", index, field), quoted(unknown), expected, step)


def thresholds_have_a_source(place: Place, record: Record) -> Iterator[Problem]:
    """Only what follows from the indicator itself stands without a document."""
    for index, threshold in enumerate(record.get("thresholds", [])):
        if threshold["confidence"] != "definition" and "legal_basis" not in threshold:
            step = "name the document, or leave the threshold out"
            found = "a threshold without legal_basis"
            yield place.problem(("thresholds", index), found, "the document that sets it", step)


def thresholds_lie_in_the_range(place: Place, record: Record) -> Iterator[Problem]:
    """A threshold outside the plausible range could never be met."""
    declared = record["plausible_range"]
    ranges = list(declared.values()) if isinstance(declared, dict) else [declared]
    low, high = min(pair[0] for pair in ranges), max(pair[1] for pair in ranges)
    for index, threshold in enumerate(record.get("thresholds", [])):
        if low < high and not low <= threshold["value"] <= high:
            at = ("thresholds", index, "value")
            step = "correct the threshold or the range"
            yield place.problem(at, str(threshold["value"]), f"{low} to {high}", step)


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
