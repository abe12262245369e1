"""The vocabulary of ``data/phrases.yaml``, checked and compiled once."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from indicators.printed.clean_text import comparable

# Stands for a few words inside a phrase of `after` or `needs`: "dân số … sử dụng nước sạch".
GAP = " … "
_GAP_WORDS = r"(?: [^\s,;:()]+){0,6}? "


class PhrasesError(ValueError):
    """The vocabulary cannot be used; the message lists every fault with its place."""


@dataclass(frozen=True)
class Wording:
    """One way in which the press words an indicator; fields as in ``data/phrases.yaml``."""

    indicator: str
    unit: str
    before: frozenset[str]
    after: frozenset[str]
    after_with_gap: Mapping[str, tuple[str, ...]]
    needs: frozenset[str]
    needed: re.Pattern[str] | None
    forbidden: re.Pattern[str] | None
    never: re.Pattern[str] | None
    verb: frozenset[str]
    met: re.Pattern[str] | None
    apart_from: re.Pattern[str] | None
    one_kind: frozenset[str]
    basis: str
    basis_words: tuple[tuple[str, tuple[str, ...]], ...]
    bare: bool
    natural_area: bool

    @property
    def has_noun(self) -> bool:
        """Whether a noun behind the number is part of the wording."""
        return bool(self.after or self.after_with_gap)


@dataclass(frozen=True)
class IndicatorPhrases:
    """What the vocabulary says of one indicator or helping count."""

    id: str
    readings: tuple[Wording, ...]
    zero: tuple[str, ...] = ()
    of_plan: bool = False
    growth: bool = False
    plan_is_base: bool = False
    counted_since: str | None = None
    state_on: str | None = None
    counts_merged_units: bool = False
    counts_targets: bool = False
    by_national_line: bool = False
    wider: re.Pattern[str] | None = None
    beside_area: tuple[str, ...] = ()
    period_of: str = ""
    share_of: tuple[str, ...] = ()
    numerator: str | None = None
    denominator: str | None = None
    of: str | None = None
    sum_of: tuple[str, ...] = ()
    basis_of_denominator: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_of_dossiers(self) -> bool:
        """Whether it is counted since a day, or a share of what is."""
        return self.counted_since is not None or self.numerator is not None


class FoundPhrase(NamedTuple):
    """A phrase of the vocabulary in a text; offsets of the clean text."""

    phrase: str
    start: int
    end: int


class PressWords:
    """All phrases, ready to be looked up; made by ``load_vocabulary``."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        words = data["words"]
        self.indicators = {
            name: _indicator(name, record)
            for name, record in {**data["indicators"], **data.get("counts", {})}.items()
        }
        self.merged_units = _the_one_of_merged_units(self.indicators.values())
        self.beside_area = {
            noun: one for one in self.indicators.values() for noun in one.beside_area
        }
        self.any_beside_area = trie_pattern(self.beside_area)
        self.sums = [one for one in self.indicators.values() if one.sum_of]
        self.shares = [one for one in self.indicators.values() if one.numerator and one.denominator]
        self.helping_counts = frozenset(data.get("counts", {}))
        self.qualifiers = {
            word: name for name, group in words["qualifiers"].items() for word in _clean(group)
        }
        self.at_least_after = _clean(words["at_least_after"])
        self.at_most_after = _clean(words["at_most_after"])
        self.estimates = frozenset(_clean(words["estimates"]))
        self.changes = frozenset(_clean(words["changes"]))
        self.levels = frozenset(_clean(words["levels"]))
        self.above_plan = frozenset(_clean(words["above_plan"]))
        self.governing = (
            frozenset(self.qualifiers)
            | self.estimates
            | self.changes
            | (self.levels | self.above_plan)
        )
        # How many words the governing phrases have that end in a word, longest first.
        lengths: dict[str, set[int]] = defaultdict(set)
        for phrase in self.governing:
            lengths[phrase.split()[-1]].add(len(phrase.split()))
        self.governing_lengths = {word: sorted(found)[::-1] for word, found in lengths.items()}
        self.passed_over = frozenset(
            word for phrase in _clean(words["passed_over"]) for word in phrase.split()
        )
        self.targets = frozenset(_clean(words["targets"]))
        self.passing_targets = frozenset(_clean(words["passing_targets"]))
        self.not_targets = frozenset(_clean(words["not_targets"]))
        self.results = frozenset(_clean(words["results"]))
        self.against_plan = _one_of(words["against_plan"])
        self.against_past = _one_of(words["against_past"])
        self.plan_set_by = [
            (setter, _one_of(group)) for setter, group in words["plan_set_by"].items()
        ]
        self.elsewhere = frozenset(_clean(words["elsewhere"]))
        self.asides = frozenset(_clean(words["asides"]))
        self.aside_lengths = sorted({len(phrase.split()) for phrase in self.asides})
        self.aside_clause = _one_of(words["aside_clauses"])
        self.aside_clause_words = {one.split()[0] for one in _clean(words["aside_clauses"])}
        self.bodies = _one_of(words["bodies"])
        self.groups_of_people = _one_of(words["groups_of_people"])
        self.other_nouns = frozenset(_clean(words["other_nouns"]))
        self.merging = frozenset(_clean(words["merging"]))
        self.neutral = frozenset(_clean(words["neutral"]))
        self.any_merging = trie_pattern(self.merging | self.neutral)
        self.other_subjects = frozenset(_clean(words["other_subjects"]))
        self.reversing = _one_of(words["reversing"])
        self.below_plan = _one_of(words["below_plan"])
        self._index()
        self._index_claims(words["claims"])

    def _index_claims(self, groups: Mapping[str, Sequence[str]]) -> None:
        """Which phrase is a cue of what, and which only looks like one."""
        kinds = ("denied", "excluding", "planned", "plan_nouns", "wished", "modal", "condition",
                 "hearsay", "opinion")  # fmt: skip
        self.claim_groups = {phrase: kind for kind in kinds for phrase in _clean(groups[kind])}
        blocked = {p for name, group in groups.items() if name.startswith("not_") for p in group}
        self._any_claim = trie_pattern(set(self.claim_groups) | set(_clean(blocked)))
        self.plan_names = _one_of(groups["plan_nouns"])
        self.reported_nouns = frozenset(_clean(groups["reported_nouns"]))
        self.said_wrong = _one_of(groups["said_wrong"])
        self.denial_ends = _one_of(groups["turns"])
        self.plan_ends = _one_of(groups["reached"])

    def claim_words(self, key: str, start: int, end: int) -> Iterator[FoundPhrase]:
        """Words that may decide what a clause claims, and those that only look like one."""
        for match in self._any_claim.finditer(key, start, end):
            yield FoundPhrase(match.group(), match.start(), match.end())

    def _index(self) -> None:
        """Which readings a phrase in front of, or behind, a number may mean."""
        self.readings_before: dict[str, list[Wording]] = defaultdict(list)
        self.readings_after: dict[str, list[Wording]] = defaultdict(list)
        self.zero: dict[str, str] = {}
        self.shares_of: dict[str, str] = {}
        for one in self.indicators.values():
            self.zero.update(dict.fromkeys(one.zero, one.id))
            self.shares_of.update(dict.fromkeys(one.share_of, one.id))
            for reading in one.readings:
                for phrase in () if reading.has_noun else reading.before:
                    self.readings_before[phrase].append(reading)
                for phrase in reading.after | set(reading.after_with_gap):
                    self.readings_after[phrase].append(reading)
        self.subjects = frozenset(
            phrase
            for one in self.indicators.values()
            for reading in one.readings
            for phrase in reading.before
        )
        self.any_after = trie_pattern(set(self.readings_after) | self.other_nouns)
        self.any_phrase = trie_pattern(
            self.subjects | self.other_subjects | self.targets | self.not_targets
            | self.results | self.elsewhere | self.merging | self.neutral | set(self.zero)
            | {p for o in self.indicators.values() for r in o.readings for p in r.needs}
        )  # fmt: skip

    def find(self, key: str, start: int, end: int) -> list[FoundPhrase]:
        """The phrases between two offsets, leftmost and longest first, none inside another."""
        return [
            FoundPhrase(match.group(), match.start(), match.end())
            for match in self.any_phrase.finditer(key, start, end)
        ]


def _the_one_of_merged_units(indicators: Iterable[IndicatorPhrases]) -> str:
    """The indicator that words of merging tell. Raises ``ValueError`` unless there is one."""
    found = [one.id for one in indicators if one.counts_merged_units]
    if len(found) != 1:
        raise ValueError(f"found {len(found)} indicators with counts_merged_units, expected one")
    return found[0]


def _indicator(name: str, record: Mapping[str, Any]) -> IndicatorPhrases:
    return IndicatorPhrases(
        id=name,
        readings=tuple(_reading(name, one) for one in record["readings"]),
        zero=tuple(_clean(record.get("zero", ()))),
        of_plan=record.get("of_plan", False),
        growth=record.get("growth", False),
        plan_is_base=record.get("plan_is_base", False),
        counted_since=record.get("counted_since"),
        state_on=record.get("state_on"),
        counts_merged_units=record.get("counts_merged_units", False),
        counts_targets=record.get("counts_targets", False),
        by_national_line=record.get("by_national_line", False),
        wider=_one_of(record["wider"]) if "wider" in record else None,
        beside_area=tuple(_clean(record.get("beside_area", ()))),
        period_of=record.get("period_of", ""),
        share_of=tuple(record.get("share_of", ())),
        numerator=record.get("numerator"),
        denominator=record.get("denominator"),
        of=record.get("of"),
        sum_of=tuple(record.get("sum_of", ())),
        basis_of_denominator={int(k): v for k, v in record.get("basis_of_denominator", {}).items()},
    )


def _reading(name: str, record: Mapping[str, Any]) -> Wording:
    words = {
        part: frozenset(_clean(record.get(part, ())))
        for part in ("before", "after", "needs", "verb", "one_kind")
    }
    gaps: dict[str, tuple[str, ...]] = {}
    for phrase in (one for one in words["after"] if GAP in one):
        first, _, second = phrase.partition(GAP)
        gaps[first] = (*gaps.get(first, ()), second)
    words["after"] = frozenset(one for one in words["after"] if GAP not in one)
    return Wording(
        indicator=name,
        after_with_gap=gaps,
        unit=record["unit"],
        needed=_one_of(words["needs"]) if words["needs"] else None,
        forbidden=_one_of(record["unless"]) if "unless" in record else None,
        never=_one_of(record["never"]) if "never" in record else None,
        met=_one_of(record["met"]) if "met" in record else None,
        apart_from=_one_of(record["apart_from"]) if "apart_from" in record else None,
        basis=record.get("basis", ""),
        basis_words=tuple(
            (basis, tuple(_clean(group))) for basis, group in record.get("basis_words", {}).items()
        ),
        bare=record.get("bare", False),
        natural_area=record.get("square_kilometres_or_natural", False),
        **words,
    )


def _clean(phrases: Iterable[str]) -> list[str]:
    return [comparable(str(phrase)) for phrase in phrases]


def _one_of(phrases: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(_clean(phrases), key=len, reverse=True)
    escaped = [re.escape(one).replace(re.escape(GAP), _GAP_WORDS) for one in ordered]
    return re.compile(rf"(?<!\w)(?:{'|'.join(escaped)})(?!\w)")


def trie_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for the longest of ``phrases`` at a place, as a tree of characters.

    A plain alternation of a thousand phrases would try each of them at every place.
    """
    root: dict[str, Any] = {}
    for phrase in phrases:
        node = root
        for character in phrase:
            node = node.setdefault(character, {})
        node[""] = {}
    return re.compile(rf"(?<!\w){_branch(root)}")


def _branch(node: dict[str, Any]) -> str:
    """Pattern of a tree; where a phrase may end, going on is tried first."""
    text = ""
    while len(node) == 1 and "" not in node:  # no recursion along an unbranched stem
        [(character, node)] = node.items()
        text += " +" if character == " " else re.escape(character)
    ways = [
        (" +" if character == " " else re.escape(character)) + _branch(child)
        for character, child in sorted(node.items())
        if character
    ]
    ends = [r"(?!\w)"] if "" in node else []
    return text + (f"(?:{'|'.join(ways + ends)})" if len(ways + ends) > 1 else (ways + ends)[0])


# libyaml's loader where it is installed; both build plain Python objects only.
_FastSafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=4)
def load_vocabulary(path: Path) -> PressWords:
    """The vocabulary in ``path``. Raises ``PhrasesError`` with every fault found."""
    try:
        data = yaml.load(path.read_text("utf-8"), Loader=_FastSafeLoader)
    except (OSError, yaml.YAMLError) as error:
        raise PhrasesError(f"{path}: {error}") from error
    problems = list(vocabulary_problems(data, path.with_name("phrases.schema.json")))
    if problems:
        raise PhrasesError("\n".join(f"{path.name}: {problem}" for problem in problems))
    return PressWords(data)


def vocabulary_problems(data: Any, schema: Path) -> Iterator[str]:
    """Every fault of a vocabulary against its schema, as ``place: found …``; none when sound."""
    import jsonschema  # a reader of one article does not need it twice

    validator = jsonschema.Draft202012Validator(json.loads(schema.read_text("utf-8")))
    for error in sorted(validator.iter_errors(data), key=lambda e: list(map(str, e.absolute_path))):
        yield f"{'/'.join(map(str, error.absolute_path)) or 'file'}: {error.message}"
