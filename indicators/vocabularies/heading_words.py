"""The words of headings, as curators keep them in ``data/headers.yaml``."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from indicators.catalogue.records import Catalogue
from indicators.names import fold
from indicators.refusal import RefusedFileError
from indicators.vocabularies.whole_words import Phrases

HEADERS = "headers.yaml"
# Texts whose words are kept: every check of the files asks for them.
VOCABULARIES_KEPT = 4
# libyaml's loader where it is installed: a tenth of the time for the same texts.
_FAST_BASE_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class HeaderRule:
    """Which heading announces an indicator. All texts are folded.

    ``phrases``: one must stand in the heading; ``all_of``: each must; ``none_of``: none may.
    """

    indicator_id: str
    basis: str | None
    phrases: tuple[str, ...]
    all_of: tuple[tuple[str, ...], ...]
    none_of: tuple[str, ...]


@dataclass(frozen=True)
class Unit:
    """A unit as printed: ``factor`` of it make one of the catalogue's ``unit``.

    ``scale`` is the word that a number printed in it needs behind it to be read alike.
    """

    unit: str
    factor: Decimal
    scale: str


@dataclass(frozen=True)
class HeadingWords:
    """Everything that ``data/headers.yaml`` declares; keys are folded words.

    ``shares_of_plan`` are the ids of indicators that are themselves a share of a plan. Words that
    may stand in a heading: ``heading_words`` in any, ``group_words`` in a line above others, and
    ``explained`` in those of one indicator, by its id.
    """

    roles: dict[str, tuple[str, ...]]
    totals: tuple[str, ...]
    footnotes: tuple[str, ...]
    plan_words: tuple[str, ...]
    result_words: tuple[str, ...]
    title_result_words: tuple[str, ...]
    estimate_words: tuple[str, ...]
    change_words: tuple[str, ...]
    share_of_plan_words: tuple[str, ...]
    other_period_words: tuple[str, ...]
    part_words: tuple[str, ...]
    shares_of_plan: frozenset[str]
    missing: dict[str, str]
    units: dict[str, tuple[Unit, ...]]
    rules: tuple[HeaderRule, ...]
    heading_words: Phrases
    group_words: Phrases
    explained: dict[str, Phrases]


def load_vocabulary(directory: Path, catalogue: Catalogue) -> HeadingWords:
    """Read ``data/headers.yaml`` and add the catalogue's own names.

    Raises ``RefusedFileError`` where the file cannot be read or names an unknown indicator.
    """
    path = directory / HEADERS
    try:
        return _vocabulary_of(path.read_text(encoding="utf-8"), catalogue)
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        fault = f"{type(error).__name__}: {error}"
        raise RefusedFileError(HEADERS, "headers_unusable", fault=fault) from error


@lru_cache(VOCABULARIES_KEPT)
def _vocabulary_of(text: str, catalogue: Catalogue) -> HeadingWords:
    """The vocabulary of this text; one that was read before is answered with the same record."""
    # Every word stays text: plain YAML would make a truth value of the heading "No".
    return _vocabulary(yaml.load(text, Loader=_FAST_BASE_LOADER), catalogue)


def _vocabulary(declared: dict[str, Any], catalogue: Catalogue) -> HeadingWords:
    return HeadingWords(
        roles={role: _folded(words) for role, words in declared["roles"].items()},
        totals=_folded(declared["totals"]),
        footnotes=_folded(declared["footnotes"]),
        plan_words=_folded(declared["plan_words"]),
        result_words=_folded(declared["result_words"]),
        title_result_words=_folded(declared["title_result_words"]),
        estimate_words=_folded(declared["estimate_words"]),
        change_words=_folded(declared["change_words"]),
        share_of_plan_words=_folded(declared["share_of_plan_words"]),
        other_period_words=_folded(declared["other_period_words"]),
        part_words=_folded(declared["part_words"]),
        shares_of_plan=_known_ids(declared["shares_of_plan"], catalogue),
        missing={mark: reason for reason, marks in declared["missing"].items() for mark in marks},
        units=_units(declared["units"]),
        rules=(*_rules(declared["indicators"], catalogue), *_own_names(catalogue)),
        heading_words=Phrases([*declared["heading_words"], *declared["estimate_words"]]),
        group_words=Phrases(declared["group_words"]),
        explained=_explained(declared, catalogue),
    )


def key_of(text: str) -> str:
    """A heading as it is compared: folded, with ``%`` as a word."""
    return fold(text.replace("%", " phần trăm "))


def stands_in(phrase: str, words: str) -> bool:
    """Whether a folded phrase stands in folded words, whole words only."""
    return phrase in words and f" {phrase} " in f" {words} "


def _known_ids(ids: list[str], catalogue: Catalogue) -> frozenset[str]:
    if unknown := sorted(set(ids) - set(catalogue.indicators)):
        raise ValueError(f"indicators {unknown} are not in the catalogue")
    return frozenset(ids)


def _folded(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(word) for word in words))


def _units(declared: dict[str, list[dict[str, Any]]]) -> dict[str, tuple[Unit, ...]]:
    """Units by their printed words; one word may belong to several units of the catalogue."""
    units: dict[str, list[Unit]] = {}
    for unit, ways in declared.items():
        for way in ways:
            for printed in way["printed"]:
                one = Unit(unit, Decimal(str(way.get("factor", 1))), way.get("scale", ""))
                units.setdefault(unit_key(printed), []).append(one)
    return {printed: tuple(ways) for printed, ways in units.items()}


def unit_key(printed: str) -> str:
    """A unit as it is compared: folded, with the signs that tell units apart kept in words."""
    return fold(printed.replace("%", " phan tram ").replace("²", "2").replace("/", " tren "))


def _rules(declared: list[dict[str, Any]], catalogue: Catalogue) -> list[HeaderRule]:
    rules = []
    for one in declared:
        if one["indicator"] not in catalogue.indicators:
            raise ValueError(f"indicator {one['indicator']!r} is not in the catalogue")
        all_of = tuple(_folded(group) for group in one.get("all_of", []))
        rules.append(
            HeaderRule(one["indicator"], one.get("basis"), _folded(one["phrases"]), all_of,
                       _folded(one.get("none_of", [])))
        )  # fmt: skip
    return rules


def _explained(declared: dict[str, Any], catalogue: Catalogue) -> dict[str, Phrases]:
    """By indicator the words that announce it and those that may stand beside them."""
    _known_ids(list(declared["beside_words"]), catalogue)
    words = {one.id: [one.name.vi, one.name.en, one.id.replace("_", " ")]
             for one in catalogue.indicators.values()}  # fmt: skip
    for rule in declared["indicators"]:
        groups = (rule["phrases"], *rule.get("all_of", []))
        words[rule["indicator"]] += [phrase for group in groups for phrase in group]
    for indicator_id, beside in declared["beside_words"].items():
        words[indicator_id] += beside
    plan = [*declared["plan_words"], *declared["result_words"], *declared["share_of_plan_words"]]
    for indicator_id in declared["shares_of_plan"]:
        words[indicator_id] += plan
    return {indicator_id: Phrases(phrases) for indicator_id, phrases in words.items()}


def _own_names(catalogue: Catalogue) -> list[HeaderRule]:
    """The id and both names of each indicator, as weaker rules than the declared ones."""
    return [
        HeaderRule(one.id, None, _folded([one.name.vi, one.name.en, one.id.replace("_", " ")]),
                   (), ())
        for one in catalogue.indicators.values()
    ]  # fmt: skip
