"""A figure of one sentence before it becomes a candidate, with the counts beside it."""

from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.doubts import Doubt
from indicators.extraction.claims import Verdict
from indicators.extraction.lines import Meaning
from indicators.extraction.scope import Owner
from indicators.extraction.timing import When
from indicators.vocabularies.press_words import PressWords


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of one sentence before it becomes a candidate."""

    meaning: Meaning
    owner: Owner
    when: When
    estimate: bool
    after_targets: bool
    verdict: Verdict
    doubts: tuple[Doubt, ...] = ()


def add_sums(counts: dict[str, Told], vocabulary: PressWords) -> None:
    """A count that its parts make up: early and on time together are in time."""
    for record in vocabulary.sums:
        if record.id not in counts and all(piece in counts for piece in record.sum_of):
            pieces = [counts[piece] for piece in record.sum_of]
            total = sum((piece.meaning.amount for piece in pieces), Decimal(0))
            counts[record.id] = replace(pieces[0], meaning=replace(pieces[0].meaning, amount=total))


def counts_of(one: Told, counts: dict[str, Told]) -> tuple[Decimal | None, Decimal | None]:
    """Numerator and denominator of a figure as its sentence prints them; ``None`` where not."""
    record = one.meaning.indicator
    if one.meaning.value.of is not None:
        return one.meaning.value.number, one.meaning.value.of
    if record.of is not None:
        whole = counts.get(record.of)
        return one.meaning.amount, whole.meaning.amount if whole else None
    if record.numerator is None or record.denominator is None:
        return None, None
    return pair(counts.get(record.numerator), counts.get(record.denominator), one)


def pair(
    upper: Told | None, lower: Told | None, one: Told
) -> tuple[Decimal | None, Decimal | None]:
    """Numerator and denominator of one share, if both stand in the sentence and fit."""
    if upper is None or lower is None or upper.owner != one.owner or lower.owner != one.owner:
        return None, None
    numerator, denominator = upper.meaning.amount, lower.meaning.amount
    return (numerator, denominator) if 0 < numerator <= denominator else (None, None)
