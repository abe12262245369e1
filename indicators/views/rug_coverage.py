"""How much of a rug's areas each of its indicators covers, and why the rest is missing."""

from dataclasses import dataclass

from indicators.language import formats
from indicators.language.area_words import missing_reason
from indicators.questions.reporting import MISSING_REASONS, Coverage
from indicators.views.rug import Rug, RugColumn
from indicators.views.words import share_words


@dataclass(frozen=True)
class RugCoverageLine:
    """One indicator in words, not yet escaped.

    ``counted``: "5 / 7"; ``share``: per cent of those it applies to, or that it applies to none;
    ``gaps``: a number for each of ``reporting.MISSING_REASONS``; ``told``: period and basis.
    """

    indicator_id: str
    name: str
    counted: str
    share: str
    gaps: tuple[str, ...]
    told: str


def column_coverage(drawn: Rug, column: RugColumn) -> Coverage:
    """How many areas of the rug have a figure of one indicator, and why the others have none."""
    reasons = [drawn.cell(row.area_code, column.indicator_id).missing_reason for row in drawn.rows]
    missing = {reason: reasons.count(reason) for reason in MISSING_REASONS}
    return Coverage(column.applicable, column.reported, missing)


def coverage_lines(drawn: Rug) -> tuple[RugCoverageLine, ...]:
    """A line for each indicator of the rug, in its order and language."""
    return tuple(_line(drawn, column) for column in drawn.columns)


def gap_headings(lang: str) -> tuple[str, ...]:
    """The reasons of missing as headings, in the order of ``RugCoverageLine.gaps``."""
    told = (missing_reason(one, lang) for one in MISSING_REASONS)
    return tuple(f"{one[:1].upper()}{one[1:]}" for one in told)


def _line(drawn: Rug, column: RugColumn) -> RugCoverageLine:
    coverage, lang = column_coverage(drawn, column), drawn.lang
    reported, applicable = (
        formats.number(count, 0, lang) for count in (coverage.reported, coverage.applicable)
    )
    return RugCoverageLine(
        indicator_id=column.indicator_id,
        name=column.name,
        counted=f"{reported} / {applicable}",
        share=share_words(coverage, lang),
        gaps=tuple(formats.number(count, 0, lang) for count in coverage.missing.values()),
        told=" · ".join(part for part in (column.period, column.basis) if part),
    )
