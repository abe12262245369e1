"""What a column is, read off its heading: its role, or its indicator with unit, basis, period."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from indicators.catalogue import Catalogue
from indicators.names import fold
from indicators.spreadsheets.plans_and_changes import (
    BRACKETS,
    SHARE_OF_PLAN,
    is_planned,
    is_rate_above,
    is_share_of_plan,
    no_result,
)
from indicators.spreadsheets.stated_periods import Period, stated_period
from indicators.spreadsheets.vocabulary import (
    HeaderRule,
    Unit,
    Vocabulary,
    key_of,
    stands_in,
    unit_key,
)

UNIT_BEHIND_COMMA = re.compile(r"[,;:]\s*([^,;:()]{1,30})$")
NAMED_UNIT = re.compile(
    r"(?:đvt|đơn vị tính|đơn vị|unit)\s*[:：]\s*([^()]{1,40}?)\s*[)\]]?\s*$", re.I
)
# "Số hộ", "Tổng số hồ sơ": a count, whatever the unit of the sheet; not "Số hóa", "Số liệu" and
# not "So với".
COUNT_HEADING = re.compile(r"(?:tổng )?số (?!hóa|hoá|liệu)", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """What a heading says. Exactly one of ``role``, ``indicator_id``, ``ignored`` is set, or none.

    ``ignored`` tells why a column holds no results; ``unit`` is the unit as printed, empty where
    none is; ``basis`` is None where the date decides it; ``period`` and
    ``estimate`` are those of the heading; ``rivals`` are indicators that
    the heading announces equally well.
    """

    role: str | None = None
    indicator_id: str | None = None
    basis: str | None = None
    unit: str = ""
    period: Period | None = None
    estimate: bool = False
    ignored: str | None = None
    rivals: tuple[str, ...] = ()


def role_of(text: str, vocabulary: Vocabulary) -> str | None:
    """The role that a heading names, e.g. ``area_name``; ``None`` for any other heading."""
    plain = fold(BRACKETS.sub(" ", text))
    return next((role for role, words in vocabulary.roles.items() if plain in words), None)


def read_heading(
    path: tuple[str, ...], vocabulary: Vocabulary, catalogue: Catalogue, sheet_unit: str
) -> Reading:
    """What the lines of one heading, from the top, say together."""
    if not path:
        return Reading()
    role = role_of(path[-1], vocabulary) or role_of(" ".join(path), vocabulary)
    if role and (len(path) == 1 or role not in ("value", "period")):
        return Reading(role=role)
    if why := no_result(path, vocabulary):
        return Reading(ignored=why)
    text = " ".join(path)
    printed = printed_unit(text, vocabulary)
    counted = not printed and bool(COUNT_HEADING.match(unicodedata.normalize("NFC", path[-1])))
    of_sheet = f" {sheet_unit}" if sheet_unit == "%" and not printed and not counted else ""
    words = key_of(text + of_sheet)
    matches = _matches(words, vocabulary, catalogue, printed)
    if counted:
        matches = [rule for rule in matches if catalogue.indicators[rule.indicator_id].unit != "%"]
    estimate = any(stands_in(word, words) for word in vocabulary.estimate_words)
    period = stated_period(path[-1]) or stated_period(text)
    if not matches:
        return Reading(unit=printed, period=period)
    if len({rule.indicator_id for rule in matches}) > 1:
        return Reading(unit=printed, rivals=tuple(dict.fromkeys(r.indicator_id for r in matches)))
    rule = matches[0]
    if _share_of_another(path, rule.indicator_id, vocabulary):
        return Reading(ignored=SHARE_OF_PLAN)
    return Reading(None, rule.indicator_id, rule.basis,
                   printed or _fitting(sheet_unit, rule.indicator_id, catalogue, vocabulary),
                   period, estimate)  # fmt: skip


def _share_of_another(path: tuple[str, ...], indicator_id: str, vocabulary: Vocabulary) -> bool:
    """Whether a heading is the share of a plan, and its indicator is not that share.

    "TH/KH (%)" below "Tỷ lệ hộ nghèo" is no poverty rate, below "Tỷ lệ giải ngân" no rate of
    disbursement; below "Thu NSNN trên địa bàn" it is the revenue's share of the plan.
    """
    if not is_share_of_plan(path, vocabulary):
        return False
    doubled = is_rate_above(path) and not is_planned(" ".join(path[:-1]), vocabulary)
    return indicator_id not in vocabulary.shares_of_plan or doubled


def printed_unit(text: str, vocabulary: Vocabulary) -> str:
    """The unit that a heading states, as printed; empty where it states none that is known."""
    named = NAMED_UNIT.search(text)
    places = [named[1]] if named else []
    places += reversed(BRACKETS.findall(text))
    behind = UNIT_BEHIND_COMMA.search(text)
    places += [behind[1]] if behind else []
    for place in places:
        if unit_key(place) in vocabulary.units:
            return " ".join(place.split())
    return "%" if "%" in text else ""


def unit_for(printed: str, unit: str, vocabulary: Vocabulary) -> Unit | None:
    """How a printed unit becomes the catalogue's; ``None`` where it does not."""
    if not printed or unit_key(printed) == unit_key(unit):
        return Unit(unit, Decimal(1), "")
    ways = vocabulary.units.get(unit_key(printed), ())
    return next((way for way in ways if way.unit == unit), None)


def _fitting(printed: str, indicator_id: str, catalogue: Catalogue, vocabulary: Vocabulary) -> str:
    """The unit of the sheet where it can be this indicator's, else the catalogue's own."""
    unit = catalogue.indicators[indicator_id].unit
    return printed if printed and unit_for(printed, unit, vocabulary) else unit


def _matches(
    words: str, vocabulary: Vocabulary, catalogue: Catalogue, unit: str
) -> list[HeaderRule]:
    """The rules whose longest phrase is longest of all; several where they are equally good."""
    best: list[HeaderRule] = []
    length = (0, 0)
    for rule in vocabulary.rules:
        fits = [phrase for phrase in rule.phrases if stands_in(phrase, words)]
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
