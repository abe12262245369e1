"""One inquiry from the first request to candidates: the same for every collector."""

from collections.abc import Callable
from dataclasses import dataclass, field

from indicators.collection.asking import Asker, UnansweredError
from indicators.collection.inquiry import (
    Call,
    Collector,
    Harvest,
    Inquiry,
    RawAnswer,
    UnitLeftOut,
)
from indicators.collection.kept_answers import KeptAnswers
from indicators.doubts import Doubt, doubt
from indicators.spreadsheets.reference import Reference

# After so many calls in a row without an answer the source is left alone until the next run.
MOST_FAILURES_IN_A_ROW = 3
# Reasons of their own kind: the source answered, but has no figures; it wants no more requests now.
EMPTY, REST_WANTED = "nothing_for_period", "asked_to_wait"

# Told after each call: how many are answered or given up, how many are known, and the place.
Tell = Callable[[int, int, str], None]


@dataclass
class Asked:
    """The answers of one inquiry, and the calls that have none."""

    answers: dict[str, RawAnswer] = field(default_factory=dict)
    unanswered: list[UnitLeftOut] = field(default_factory=list)
    reused: int = 0

    @property
    def did_not_answer(self) -> bool:
        """Whether nothing came back at all; an answer without figures is one."""
        return not self.answers and all(one.reason.code != EMPTY for one in self.unanswered)


def ask_all(
    collector: Collector, inquiry: Inquiry, reference: Reference, asker: Asker, kept: KeptAnswers,
    tell: Tell = lambda _done, _known, _place: None,
) -> Asked:  # fmt: skip
    """Ask every call of the inquiry, one at a time; answers of a run that stopped are used."""
    asked = Asked()
    given_up: set[str] = set()
    in_a_row = 0
    while True:
        known = collector.calls(inquiry, reference, asked.answers)
        call = next(
            (c for c in known if c.key not in asked.answers and c.key not in given_up), None
        )
        if call is None:
            return asked
        if in_a_row >= MOST_FAILURES_IN_A_ROW:
            _give_up(call, asked, given_up)
            continue
        reason = _ask(collector, call, asker, kept, asked)
        in_a_row = 0 if reason is None or reason.code == EMPTY else in_a_row + 1
        if reason is not None:
            given_up.add(call.key)
            in_a_row = MOST_FAILURES_IN_A_ROW if reason.code == REST_WANTED else in_a_row
        tell(len(asked.answers) + len(given_up), len(known), call.place)


def _ask(
    collector: Collector, call: Call, asker: Asker, kept: KeptAnswers, asked: Asked
) -> Doubt | None:
    """Have the call answered; the reason where it gave nothing to read."""
    before = kept.kept(call)
    if before is not None and collector.fault(call, before.content) is None:
        asked.answers[call.key] = before
        asked.reused += 1
        return None
    try:
        content = asker.ask(call, collector.fault)
    except UnansweredError as error:
        if error.content:
            kept.keep(call, error.content, str(error.reason))
        asked.unanswered.append(UnitLeftOut(call.place, "", "", error.reason))
        return error.reason
    asked.answers[call.key] = kept.keep(call, content)
    return None


def _give_up(call: Call, asked: Asked, given_up: set[str]) -> None:
    given_up.add(call.key)
    asked.unanswered.append(UnitLeftOut(call.place, "", "", doubt("not_asked")))


def harvest_of(
    collector: Collector, inquiry: Inquiry, reference: Reference, asked: Asked
) -> Harvest:
    """What the answers gave, with the calls that have none among what was left out."""
    harvest = collector.harvest(inquiry, reference, asked.answers)
    harvest.left_out = [*asked.unanswered, *harvest.left_out]
    return harvest
