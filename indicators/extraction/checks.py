"""Contradictions inside a text, told with the candidate; nothing is corrected here."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from indicators.catalogue.records import Catalogue
from indicators.doubts import Doubt, doubt, plain_number
from indicators.extraction.candidate import Candidate
from indicators.printed.intervals import interval_of
from indicators.printed.numbers import read_numbers

IMPLAUSIBLE_CONFIDENCE = 0.3
_POINT_BEFORE_BILLIONS = re.compile(r"(?<![\d.,])((?:[3-9]|\d{2,3})\.\d{3}) ?(?:tỷ|tỉ)(?!\w)")


def counts_check(
    printed: str, value: Decimal, qualifier: str, numerator: Decimal, denominator: Decimal
) -> tuple[Doubt, ...]:
    """Whether a printed share agrees with its own counts, as far as its digits tell."""
    computed = 100 * numerator / denominator
    number = next(read_numbers(printed), None)
    if number is None:  # outside its sentence it may be two numbers
        return ()
    range_ = interval_of(value, qualifier, number.last_digit, number.last_significant)
    slack = number.last_digit / 2  # a paper may cut digits off in place of rounding
    if range_.low - slack <= computed <= range_.high + slack:
        return ()
    return (
        doubt("share_contradicts_counts", printed=value, numerator=numerator,
              denominator=denominator, share=round(computed, 2)),
    )  # fmt: skip


def plausible(candidate: Candidate, catalogue: Catalogue) -> Candidate:
    """The candidate; with a check and little confidence where no commune can have the value."""
    low, high = catalogue.indicators[candidate.indicator_id].plausible("commune")
    if low <= candidate.value <= high:
        return candidate
    return _doubted(candidate, doubt("implausible", value=candidate.value, low=low, high=high))


def _doubted(candidate: Candidate, told: Doubt) -> Candidate:
    return replace(
        candidate,
        checks=(*candidate.checks, told),
        confidence=min(candidate.confidence, IMPLAUSIBLE_CONFIDENCE),
    )


def rivals(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates; those of one figure with different values name each other's value."""
    groups: dict[tuple[object, ...], set[Decimal]] = {}
    for one in candidates:
        groups.setdefault(_figure(one), set()).add(one.value)
    return [
        replace(one, checks=(*one.checks, doubt("rival_values", others=_others(one, groups))))
        if len(groups[_figure(one)]) > 1
        else one
        for one in candidates
    ]


def _figure(one: Candidate) -> tuple[object, ...]:
    area = (one.area_code, one.area_candidates)
    return area, one.indicator_id, one.basis, one.period_start, one.period_end


def _others(one: Candidate, groups: dict[tuple[object, ...], set[Decimal]]) -> str:
    return ", ".join(map(plain_number, sorted(groups[_figure(one)] - {one.value})))


def thousands_doubt(candidate: Candidate, catalogue: Catalogue) -> Candidate:
    """The candidate; doubted where a point that should be a comma makes it a thousand times more.

    Papers print "269.505 tỷ" for 269,505 tỷ; a commune with so much revenue is rare, as the usual
    range of the catalogue tells.
    """
    number = _POINT_BEFORE_BILLIONS.search(candidate.as_printed)
    most = catalogue.indicators[candidate.indicator_id].usual_to
    if number is None or most is None or candidate.value < most:
        return candidate
    printed = number.group(1)
    meant = printed.replace(".", ",")
    return _doubted(candidate, doubt("thousands_mark", printed=printed, meant=meant))


def without_rounded_repeats(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without those that a more exact one repeats.

    A headline prints "hơn 600%", the text below it 608%: one figure, and the exact one stays.
    """
    exact: dict[tuple[object, ...], list[Candidate]] = {}
    for one in candidates:
        if one.qualifier == "exact":
            exact.setdefault(_measured(one), []).append(one)
    return [one for one in candidates if not _rounds_one_of(one, exact.get(_measured(one), ()))]


def _measured(one: Candidate) -> tuple[object, ...]:
    return one.area_code, one.area_candidates, one.indicator_id


def _rounds_one_of(one: Candidate, exact: Iterable[Candidate]) -> bool:
    """Whether a loosely worded or a shorter figure may stand for an exact one of its period."""
    others = [
        other
        for other in exact
        if other.value != one.value
        and _may_be_one_period(one, other)
        and _may_be_one_basis(one, other)
        and (one.qualifier != "exact" or _decimals(other) > _decimals(one))
    ]
    number = next(read_numbers(one.as_printed), None) if others else None
    if number is None or not number.value:
        return False
    if one.qualifier == "exact":
        if "%" not in one.as_printed:
            return False
        # A headline cuts digits off as often as it rounds.
        low, high = one.value - number.last_digit / 2, one.value + number.last_digit
    else:
        unit = one.value / number.value
        range_ = interval_of(
            one.value, one.qualifier, number.last_digit * unit, number.last_significant * unit
        )
        low, high = range_.low, range_.high
    return any(low <= other.value <= high for other in others)


def _may_be_one_basis(one: Candidate, other: Candidate) -> bool:
    return one.basis == other.basis or "unspecified" in one.basis + other.basis


def _decimals(one: Candidate) -> int:
    return max(0, -int(one.value.normalize().as_tuple().exponent))


def _may_be_one_period(one: Candidate, other: Candidate) -> bool:
    return one.period_start is None or one.period_end == other.period_end


def once(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without repetitions: of a figure told twice the better dated one stays."""
    kept: dict[tuple[object, ...], Candidate] = {}
    told: dict[tuple[object, ...], set[str]] = {}
    for one in candidates:
        told.setdefault((*_measured(one), one.value), set()).add(_basis_root(one))
    for one in candidates:
        roots = told[(*_measured(one), one.value)] - {""}
        # "unspecified" repeats the one basis that is told elsewhere; of two it may be either
        root = _basis_root(one) or (next(iter(roots)) if len(roots) == 1 else "")
        same = (*_measured(one), one.value, root)
        other = kept.get(same)
        if other is None or _detail(one) > _detail(other):
            kept[same] = one
    return sorted(kept.values(), key=lambda one: (one.start, one.end))


def _basis_root(one: Candidate) -> str:
    """Bases that differ only in how much the text tells count as one repetition."""
    return "" if "unspecified" in one.basis else one.basis


def _detail(one: Candidate) -> tuple[bool, bool, int, float]:
    years = one.period_start is not None or one.period_end not in (None, date.max)
    told = -one.basis.count("unspecified")
    return one.period_start is not None, one.numerator is not None, told, one.confidence * years
