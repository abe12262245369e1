"""What a column is, read off its heading: its role, or its indicator with unit, basis, period."""

from dataclasses import dataclass

from indicators.catalogue.records import Catalogue, is_against_plan
from indicators.coded import Coded
from indicators.doubts import Doubt, doubt
from indicators.names import fold
from indicators.spreadsheets.headings.explained import unexplained
from indicators.spreadsheets.headings.plans_and_changes import (
    BRACKETS,
    SHARE_OF_PLAN,
    is_planned,
    is_rate_above,
    is_share_of_plan,
    no_result,
)
from indicators.spreadsheets.headings.stated_periods import (
    Period,
    heading_period,
    stated_period,
    without_standard,
)
from indicators.spreadsheets.headings.units import (
    StatedUnit,
    contradiction,
    of_sheet,
    stated_unit,
    unit_for,
)
from indicators.vocabularies.heading_words import HeaderRule, HeadingWords, key_of, stands_in

# Words of a rate that is told without a sign.
RATES = ("do che phu", "do bao phu", "toc do", "muc do", "bao phu")


@dataclass(frozen=True)
class HeadingReading:
    """What a heading says. Exactly one of ``role``, ``indicator_id``, ``ignored`` is set, or none.

    ``ignored`` tells why a column holds no results; ``unit`` is the unit as printed, empty where
    none is; ``basis`` is None where the date decides it; ``period`` and
    ``estimate`` are those of the heading; ``rivals`` are indicators that
    the heading announces equally well, ``doubts`` what speaks against the indicator or its unit.
    """

    role: str | None = None
    indicator_id: str | None = None
    basis: str | None = None
    unit: str = ""
    period: Period | None = None
    estimate: bool = False
    ignored: Coded | None = None
    rivals: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def role_of(text: str, vocabulary: HeadingWords) -> str | None:
    """The role that a heading names, e.g. ``area_name``; ``None`` for any other heading."""
    plain = fold(BRACKETS.sub(" ", text))
    return next((role for role, words in vocabulary.roles.items() if plain in words), None)


def read_heading(
    path: tuple[str, ...], vocabulary: HeadingWords, catalogue: Catalogue, sheet_unit: str
) -> HeadingReading:
    """What the lines of one heading, from the top, say together."""
    if not path:
        return HeadingReading()
    role = role_of(path[-1], vocabulary) or role_of(" ".join(path), vocabulary)
    if role and (len(path) == 1 or role not in ("value", "period")):
        return HeadingReading(role=role)
    if why := no_result(path, vocabulary):
        return HeadingReading(ignored=why)
    text = " ".join(path)
    stated = stated_unit(path, vocabulary)
    of_rate = stated.implied or (sheet_unit == "%" and not stated.printed and not stated.counted)
    words = key_of(f"{text} %" if of_rate else text)
    matches = _matches(words, vocabulary, catalogue, stated.printed)
    if stated.counted and not stated.printed:
        matches = [rule for rule in matches if catalogue.indicators[rule.indicator_id].unit != "%"]
    estimate = any(stands_in(word, words) for word in vocabulary.estimate_words)
    told = tuple(map(without_standard, path))
    period = stated_period(told[-1]) or stated_period(" ".join(told)) or heading_period(told)
    if not matches:
        return HeadingReading(unit=stated.printed, period=period)
    if len({rule.indicator_id for rule in matches}) > 1:
        return HeadingReading(unit=stated.printed,
                       rivals=tuple(dict.fromkeys(r.indicator_id for r in matches)))  # fmt: skip
    rule = matches[0]
    if _share_of_another(path, rule.indicator_id, vocabulary):
        return HeadingReading(ignored=SHARE_OF_PLAN)
    unit, doubts = _unit(stated, path, sheet_unit, catalogue.indicators[rule.indicator_id].unit,
                         vocabulary)  # fmt: skip
    if is_against_plan(rule.indicator_id) and not is_share_of_plan(path, vocabulary):
        doubts = [doubt("plan_not_named"), *doubts]
    if more := unexplained(path, rule.indicator_id, vocabulary):
        doubts = [doubt("heading_words", words=more), *doubts]
    return HeadingReading(None, rule.indicator_id, rule.basis, unit, period, estimate,
                   doubts=tuple(doubts))  # fmt: skip


def _unit(
    stated: StatedUnit, path: tuple[str, ...], sheet_unit: str, unit: str, vocabulary: HeadingWords
) -> tuple[str, list[Doubt]]:
    """The unit of a column as printed, else that of the sheet, else the catalogue's."""
    if stated.printed:
        return stated.printed, contradiction(stated, unit, vocabulary)
    if unit != "%" or "%" in sheet_unit:
        return of_sheet(sheet_unit, unit, vocabulary)
    text = key_of(" ".join(path))
    told = any(stands_in(word, text) for word in RATES) or is_share_of_plan(path, vocabulary)
    return unit, [] if told else [doubt("unit_assumed", unit=unit)]


def _share_of_another(path: tuple[str, ...], indicator_id: str, vocabulary: HeadingWords) -> bool:
    """Whether a heading is the share of a plan, and its indicator is not that share.

    "TH/KH (%)" below "Tỷ lệ hộ nghèo" is no poverty rate, below "Tỷ lệ giải ngân" no rate of
    disbursement; below "Thu NSNN trên địa bàn" it is the revenue's share of the plan.
    """
    if not is_share_of_plan(path, vocabulary):
        return False
    doubled = is_rate_above(path) and not is_planned(" ".join(path[:-1]), vocabulary)
    return indicator_id not in vocabulary.shares_of_plan or doubled


def _matches(
    words: str, vocabulary: HeadingWords, catalogue: Catalogue, unit: str
) -> list[HeaderRule]:
    """The rules whose longest phrase is longest of all; several where they are equally good."""
    best: list[HeaderRule] = []
    length = (0, 0)
    for rule in vocabulary.rules:
        fits = [one for one in rule.phrases if one in words and stands_in(one, words)]
        if not fits or not _allowed(rule, words):
            continue
        if unit and not unit_for(unit, catalogue.indicators[rule.indicator_id].unit, vocabulary):
            continue
        # Of two rules with one phrase, the one that asks for more says more.
        found = (max(map(len, fits)), len(rule.all_of))
        if found > length:
            best, length = [rule], found
        elif found == length:
            best.append(rule)
    return best


def _allowed(rule: HeaderRule, words: str) -> bool:
    if any(stands_in(word, words) for word in rule.none_of):
        return False
    return all(any(stands_in(word, words) for word in group) for group in rule.all_of)


def default_basis(indicator_id: str, catalogue: Catalogue, period: Period | None) -> str:
    """The basis where a heading states none: ``unspecified`` where the vocabulary has it, else
    the first whose dates hold the last day of the period, else the first.
    """
    bases = catalogue.indicators[indicator_id].basis
    unspecified = [one.code for one in bases if one.code.endswith("unspecified")]
    if unspecified:
        return unspecified[-1]
    fitting = [one.code for one in bases if period is None or period[1] in one.span]
    return fitting[0] if fitting else (bases[0].code if bases else "")
