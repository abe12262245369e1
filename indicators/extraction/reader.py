"""From a newspaper text to candidates: who, what, when, how much, and how sure."""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from indicators.catalogue.records import Catalogue, Indicator
from indicators.doubts import Doubt, doubt, plain_number
from indicators.extraction.amounts import number_doubts
from indicators.extraction.areas import Mentions
from indicators.extraction.candidate import Candidate, Skipped
from indicators.extraction.checks import (
    counts_check,
    once,
    plausible,
    rivals,
    thousands_doubt,
    without_rounded_repeats,
)
from indicators.extraction.claim_tracker import ClaimTracker
from indicators.extraction.claims import Claim, is_estimate
from indicators.extraction.earlier import all_periods
from indicators.extraction.gazetteer import Commune, Gazetteer
from indicators.extraction.in_words import MAY_TELL, told_in_words
from indicators.extraction.lines import Line, Meaning
from indicators.extraction.meaning import meanings
from indicators.extraction.named_periods import (
    Calendar,
    Period,
    header_date,
    latest_date,
    periods,
    spoken_year,
)
from indicators.extraction.opening_day import opening_day
from indicators.extraction.respective import Respective, as_levels
from indicators.extraction.scope import Owner, Scope
from indicators.extraction.sentences import Sentence, parts, sentences
from indicators.extraction.terms import Terms, is_of_congress
from indicators.extraction.timing import Timeline, When
from indicators.extraction.told import Told, add_sums, counts_of, pair
from indicators.extraction.values import values
from indicators.printed.clean_text import CleanText
from indicators.vocabularies.press_words import IndicatorPhrases, PressWords

_DIGIT = re.compile(r"\d")
# How far into a text the year of its title may be told.
OPENING = 2500

# The day whose units and criteria hold for a figure without any: the last of the reform's year.
UNDATED = date(2025, 12, 31)

CERTAIN = 0.95
LESS = {
    "inherited": 0.06, "carried_area": 0.05, "carried_period": 0.05, "assumed_period": 0.1,
    "no_period": 0.2, "open_area": 0.15, "untold_plan": 0.15, "ambiguous": 0.2, "derived": 0.15,
    "after_targets": 0.4, "open_claim": 0.4, "doubted_area": 0.15, "doubtful_number": 0.5,
    "of_a_term": 0.3,
}  # fmt: skip


def extract(
    text: str,
    *,
    published: date | None = None,
    province: str | None = None,
    source_province: str | None = None,
    catalogue: Catalogue,
    gazetteer: Gazetteer,
    vocabulary: PressWords,
    skipped: list[Skipped] | None = None,
) -> list[Candidate]:
    """The figures of communes that ``text`` states, in its order.

    ``published`` is the day of publication (else the text's own header line, or the day that its
    opening tells of, if it has one);
    ``province`` the code that decides between communes of one name; ``source_province`` that of
    the paper or portal, which decides where nothing else does, with a doubt. Offsets of the
    candidates count characters of ``text``. Figures of provinces, of former districts and of parts
    of a commune, changes, targets and averages are left out, and so is whatever cannot be told.
    A sentence at which the reader itself fails is added to ``skipped`` and logged; the others
    are read.
    """
    mentions = Mentions(CleanText.of(text), gazetteer, vocabulary, province, source_province)
    reading = _Article(mentions, published, catalogue, vocabulary)
    failed: list[Skipped] = skipped if skipped is not None else []
    found = [candidate for sentence in sentences(reading.clean.text) for candidate in
             read_or_skip(reading, sentence, failed)]  # fmt: skip
    told = once([thousands_doubt(plausible(one, catalogue), catalogue) for one in found])
    return rivals(without_rounded_repeats(told))


class _Article:
    """One text on its way through the sentences."""

    def __init__(
        self,
        mentions: Mentions,
        published: date | None,
        catalogue: Catalogue,
        vocabulary: PressWords,
    ) -> None:
        self.clean = mentions.clean
        self.catalogue = catalogue
        self.vocabulary = vocabulary
        key = self.clean.key
        congress = is_of_congress(key)
        spoken = spoken_year(key)
        self.published = published or header_date(key)
        told = None if self.published else opening_day(key, congress=congress)
        if told and (congress or not spoken or spoken <= told.day.year):
            self.published = told.day
        latest = self.published or latest_date(key)
        if latest and not self.published and spoken and spoken > latest.year:
            latest = None  # the date of a document, not of the text
        year = latest.year if latest else spoken
        self.calendar = Calendar(self.published, year)
        # An undated text is at most as old as its year, and not of a day to come.
        fallback = min(date(year, 12, 31), date.today()) if year else None
        self.mentions = mentions
        self.scope = Scope(mentions, vocabulary)
        self.claims = ClaimTracker(vocabulary, latest)
        open_year = told is not None and told.open_year and self.published == told.day
        self.timeline = Timeline(self.published, fallback, open_year=open_year)
        self.terms = Terms.of(key, latest, congress=congress)
        if congress:
            return  # its title names no year of results
        opening = key[:OPENING].rfind(" ") if len(key) > OPENING else len(key)
        self.timeline.open_with(periods(key, 0, opening, self.calendar))

    def candidates(self, sentence: Sentence) -> list[Candidate]:
        """The candidates of the next sentence."""
        key = self.clean.key
        self.scope.enter(sentence)
        if sentence.first:
            self.timeline.new_paragraph()
        if not (
            _DIGIT.search(key, sentence.start, sentence.end)
            or MAY_TELL.search(key, sentence.start, sentence.end)
        ):
            self.claims.skip(sentence, key)
            self.scope.leave(sentence, None)
            return []
        line = self._line(sentence)
        named = all_periods(line, self.timeline.current, self.calendar)
        self.claims.enter(sentence, line, named)
        self.terms.enter(line, named)
        told = list(self._told(line, named))
        self.claims.leave(line)
        self.timeline.leave(named)
        self.terms.leave()
        self.scope.leave(sentence, line)
        return self._with_counts(told)

    def _line(self, sentence: Sentence) -> Line:
        key, start, end = self.clean.key, sentence.start, sentence.end
        cut = parts(key, start, end)
        return Line(
            key,
            start,
            end,
            cut,
            [part.start for part in cut],
            self.vocabulary.find(key, start, end),
            as_levels(self.clean, start, end, values(self.clean, start, end, self.vocabulary)),
            [(one.start, one.end) for one in self.mentions.within(start, end)],
        )

    def _told(self, line: Line, named: Sequence[Period]) -> Iterator[Told]:
        counted: When | None = None
        respective = Respective(line)
        for meaning in (*meanings(line, self.vocabulary), *told_in_words(line, self.vocabulary)):
            value = meaning.value
            verdict = self.claims.of(value)
            if verdict.claim not in (Claim.REACHED, Claim.OPEN):
                continue
            owners = self.scope.owners(line, meaning, respective)
            indicator = self.catalogue.indicators.get(meaning.indicator.id)
            if indicator is None:  # a helping count takes the period of what it helps
                indicator = self.catalogue.indicators[meaning.indicator.period_of]
            when = self.timeline.when(
                indicator,
                line,
                named,
                value.number_start,
                value.end,
                meaning.indicator.counted_since,
                meaning.indicator.state_on,
            )
            if when.untold:
                continue
            when = respective.dated(when, indicator, value.number_start)
            if meaning.indicator.counted_since and when.start:
                counted = when
            elif counted and not when.told and meaning.indicator.is_of_dossiers:
                when = counted  # a share, or a part, is that of the count beside it
            when = self.terms.dated(when, meaning, indicator)
            doubts = self.terms.doubts(line, when, meaning, indicator)
            for owner in owners:
                if owner.communes:
                    yield Told(
                        meaning,
                        owner,
                        when,
                        is_estimate(line.key, meaning, when.end, self.published),
                        self.claims.after_targets,
                        verdict,
                        doubts,
                    )

    def _with_counts(self, told: list[Told]) -> list[Candidate]:
        """Candidates; shares carry the counts of their own sentence."""
        if not told:
            return []
        counts = {one.meaning.indicator.id: one for one in told if one.meaning.value.of is None}
        add_sums(counts, self.vocabulary)
        found = []
        for one in told:
            if one.meaning.indicator.id in self.vocabulary.helping_counts:
                continue
            numerator, denominator = counts_of(one, counts)
            found.append(self._candidate(one, numerator, denominator))
        return [one for one in [*found, *self._derived(counts, found)] if one is not None]

    def _derived(
        self, counts: dict[str, Told], found: Sequence[Candidate | None]
    ) -> Iterator[Candidate | None]:
        """Shares that a sentence prints as two counts only."""
        given = {one.indicator_id for one in found if one is not None}
        for record in self.vocabulary.shares:
            upper = counts.get(record.numerator or "")
            lower = counts.get(record.denominator or "")
            if record.id in given or upper is None or lower is None or upper.owner != lower.owner:
                continue
            numerator, denominator = pair(upper, lower, upper)
            if numerator is None or denominator is None:
                continue
            yield self._share(record, upper, lower, numerator, denominator)

    def _share(
        self,
        record: IndicatorPhrases,
        upper: Told,
        lower: Told,
        numerator: Decimal,
        denominator: Decimal,
    ) -> Candidate | None:
        first, last = sorted((lower.meaning.value, upper.meaning.value), key=lambda v: v.start)
        end = max(first.end, last.end)
        meaning = replace(
            upper.meaning,
            indicator=record,
            reading=record.readings[0],
            amount=round(100 * numerator / denominator, 2),
            value=first._replace(end=end, qualifier="exact", number=numerator),
        )
        made = self._candidate(replace(upper, meaning=meaning), numerator, denominator)
        if made is None:
            return None
        told = doubt("derived_from_counts", numerator=numerator, denominator=denominator)
        return replace(
            made,
            checks=(*made.checks, told),
            confidence=round(made.confidence - LESS["derived"], 2),
        )

    def _candidate(
        self, one: Told, numerator: Decimal | None, denominator: Decimal | None
    ) -> Candidate | None:
        """The finished candidate; ``None`` where the indicator does not exist for the area."""
        meaning, when = one.meaning, one.when
        indicator = self.catalogue.indicators[meaning.indicator.id]
        communes = _applicable(indicator, one.owner, when)
        if not communes:
            return None
        start, end = self._evidence(meaning, indicator)
        printed = self.clean.original[start:end]
        amount, checks = meaning.amount, list(_doubts(one))
        if meaning.value.of is not None and indicator.unit == "%":
            amount = round(100 * meaning.value.number / meaning.value.of, 2)
        elif numerator is not None and denominator and "%" in printed:
            qualifier = meaning.value.qualifier
            checks += counts_check(printed, amount, qualifier, numerator, denominator)
        codes = tuple(sorted(commune.code for commune in communes))
        return Candidate(
            area_code=codes[0] if len(codes) == 1 else None,
            area_candidates=() if len(codes) == 1 else codes,
            indicator_id=indicator.id,
            basis=_dated_basis(meaning, when, indicator),
            value=Decimal(plain_number(amount)),
            unit=indicator.unit,
            numerator=numerator if numerator is not None else _met(meaning, indicator),
            denominator=denominator,
            period_start=when.start,
            period_end=when.end,
            qualifier=meaning.value.qualifier,
            status="E" if one.estimate else "A",
            as_printed=printed,
            start=start,
            end=end,
            confidence=_confidence(one, len(codes)),
            checks=tuple(checks),
        )

    def _evidence(self, meaning: Meaning, indicator: Indicator) -> tuple[int, int]:
        """Offsets in the text as given; a count keeps its noun ("912 đảng viên")."""
        value = meaning.value
        end = value.end
        if value.unit in ("count", "fraction") and 0 <= meaning.phrase.start - end <= 2:
            end = meaning.phrase.end
        start, stop = value.start, end
        while start < stop and self.clean.text[start] in " \u00a0":
            start += 1
        while stop > start and self.clean.text[stop - 1] in " \u00a0":
            stop -= 1
        return self.clean.original_span(start, stop)


def _applicable(indicator: Indicator, owner: Owner, when: When) -> list[Commune]:
    day = when.end or UNDATED
    return [
        commune
        for commune in owner.communes
        if any(indicator.applies(area_type, day) for area_type in commune.types)
    ]


def _met(meaning: Meaning, indicator: Indicator) -> Decimal | None:
    """Criteria and targets met are their own numerator."""
    return meaning.amount if meaning.value.of is not None and indicator.unit != "%" else None


def _dated_basis(meaning: Meaning, when: When, indicator: Indicator) -> str:
    """A basis that only the date tells: the set of new-rural criteria then in force."""
    if meaning.basis or not meaning.indicator.basis_of_denominator:
        return meaning.basis
    day = when.end or UNDATED
    return next((basis.code for basis in indicator.basis if day in basis.span), "")


def _doubts(one: Told) -> Iterator[Doubt]:
    meaning, when = one.meaning, one.when
    if one.verdict.claim is Claim.OPEN:
        yield doubt("perhaps_not_reached", words=one.verdict.words)
    yield from one.owner.doubts
    yield from one.doubts
    if one.after_targets:
        yield doubt("may_be_target")
    if meaning.above_plan and meaning.value.number >= 100:
        yield doubt("above_plan_ambiguous", value=meaning.value.number)
    if meaning.perhaps_change:
        yield doubt("perhaps_change", value=meaning.value.number)
    if not meaning.plan_told:
        yield doubt("plan_not_named")
    if when.assumed:
        yield doubt("period_assumed")
    yield from number_doubts(meaning)


def _confidence(one: Told, areas: int) -> float:
    lost = {
        "inherited": one.meaning.inherited,
        "carried_area": not one.owner.near,
        "carried_period": not one.when.told,
        "assumed_period": one.when.assumed,
        "no_period": one.when.end is None,
        "open_area": areas > 1,
        "doubted_area": bool(one.owner.doubts),
        "of_a_term": bool(one.doubts),
        "after_targets": one.after_targets,
        "open_claim": one.verdict.claim is Claim.OPEN,
        "untold_plan": not one.meaning.plan_told,
        "doubtful_number": any(number_doubts(one.meaning)),
        "ambiguous": one.meaning.above_plan and one.meaning.value.number >= 100,
    }
    return round(CERTAIN - sum(LESS[name] for name, applies in lost.items() if applies), 2)


_LOG = logging.getLogger(__name__)


def read_or_skip(reading: _Article, sentence: Sentence, skipped: list[Skipped]) -> list[Candidate]:
    """The candidates of a sentence; none, and a line in ``skipped``, where reading it fails."""
    try:
        return reading.candidates(sentence)
    except Exception as error:  # one bad sentence never costs another
        start, end = reading.clean.original_span(sentence.start, sentence.end)
        skipped.append(Skipped(start, end, f"{type(error).__name__}: {error}"))
        _LOG.exception("characters %d to %d of the text could not be read", start, end)
        return []
