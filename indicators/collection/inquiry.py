"""What is asked of a public source, and the form that a collector of one has.

A collector says which calls make an inquiry and reads their answers; it never opens a connection.
Asking, pausing, trying again, keeping the answers and taking up where a run stopped are the same
for all (``asking``, ``kept_answers``, ``collecting``). docs/collection.md shows how to add one.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol

from indicators.candidates.files import Candidate
from indicators.country import REFORM
from indicators.curated.drafts import Row
from indicators.doubts import Doubt
from indicators.problems import quoted
from indicators.refusal import UnanswerableError
from indicators.spreadsheets.reference import Reference

# What a request can be sent to; blanks and brackets that are no IPv6 address are typing errors.
ADDRESS = re.compile(
    r"https?://(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE
)


@dataclass(frozen=True)
class Inquiry:
    """One question to a source: provinces (2-digit codes; none = all) and a period.

    ``month`` and ``quarter`` are never both given; without either the year to date is meant.
    ``url`` replaces the collector's own address. ``mapping`` is for collectors that read tables.
    """

    year: int
    month: int | None = None
    quarter: int | None = None
    provinces: tuple[str, ...] = ()
    url: str | None = None
    mapping: Path | None = None
    today: date = field(default_factory=date.today)

    @property
    def name(self) -> str:
        """The period as file names and ids have it: ``2026-m02``, ``2026-q1``, ``2026``."""
        if self.month:
            return f"{self.year}-m{self.month:02d}"
        return f"{self.year}-q{self.quarter}" if self.quarter else str(self.year)

    @property
    def asked(self) -> tuple[date, date]:
        """First and last day of the period, also where it is not over yet."""
        first_month = self.month or (3 * self.quarter - 2 if self.quarter else 1)
        last_month = self.month or (3 * self.quarter if self.quarter else 12)
        last_day = monthrange(self.year, last_month)[1]
        return date(self.year, first_month, 1), date(self.year, last_month, last_day)

    def period(self, received_on: date) -> tuple[date, date]:
        """First and last day of the figures: a period that is not over ends with the answer."""
        first, last = self.asked
        return first, min(last, received_on)

    def words(self) -> str:
        """The period in Vietnamese, as a title has it."""
        if self.month:
            return f"tháng {self.month}/{self.year}"
        return f"quý {self.quarter}/{self.year}" if self.quarter else f"năm {self.year}"


def checked_inquiry(inquiry: Inquiry) -> Inquiry:
    """The inquiry itself. Raises ``UnanswerableError`` where its period has no figures, or its
    address is none.
    """
    if inquiry.url and not ADDRESS.fullmatch(inquiry.url):
        raise UnanswerableError("address_of_no_host", address=quoted(inquiry.url))
    if not REFORM.year <= inquiry.year <= date.max.year:
        raise UnanswerableError("year_before_reform", year=str(inquiry.year),
                                first=str(REFORM.year))  # fmt: skip
    first, last = inquiry.asked
    if first > inquiry.today:
        raise UnanswerableError("period_to_come", period=inquiry.name, first=str(first),
                                today=str(inquiry.today))  # fmt: skip
    if last < REFORM:
        raise UnanswerableError("period_of_former", period=inquiry.name, reform=str(REFORM))
    return inquiry


def last_closed_month(today: date) -> tuple[int, int]:
    """Year and month of the last month that is over."""
    before = today.replace(day=1) - timedelta(days=1)
    return before.year, before.month


@dataclass(frozen=True)
class Call:
    """One request: ``key`` names its answer, ``place`` tells a person what it is about.

    ``form`` fields are posted; without any the address is fetched.
    """

    key: str
    place: str
    url: str
    form: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        fields = "".join(f" {name}={value}" for name, value in self.form.items())
        return f"{'POST' if self.form else 'GET'} {self.url}{fields}"


@dataclass(frozen=True)
class RawAnswer:
    """What came back, byte for byte; ``file`` is its name among the kept answers."""

    call: Call
    content: bytes
    received_on: date
    sha256: str
    file: str


Answers = Mapping[str, RawAnswer]


@dataclass(frozen=True)
class UnitLeftOut:
    """A unit, a commune or an answer that gave no candidate, and why (a code with parameters)."""

    place: str
    unit_id: str
    unit_name: str
    reason: Doubt


@dataclass
class Harvest:
    """What the answers gave: candidates, the answers as sources, all that was left out.

    ``passed_over`` counts units that are none of ours (departments of a province).
    """

    candidates: list[Candidate] = field(default_factory=list)
    sources: list[Row] = field(default_factory=list)
    left_out: list[UnitLeftOut] = field(default_factory=list)
    passed_over: int = 0


@dataclass(frozen=True)
class Finding:
    """One thing that a probe looked at: whether it is as the collector expects, and what it saw."""

    agrees: bool
    about: str
    seen: str


class Collector(Protocol):
    """One public source. ``name`` is the word of the command line, as ``sources`` has it."""

    name: str

    def plan(self, inquiry: Inquiry, reference: Reference) -> list[str]:
        """What would be asked, one line a request; nothing is asked for it."""

    def calls(self, inquiry: Inquiry, reference: Reference, answers: Answers) -> list[Call]:
        """The requests that are known so far; asked again with each answer until none is new."""

    def fault(self, call: Call, content: bytes) -> Doubt | None:
        """What of an answer is not in the form that the collector reads; ``None`` where all is."""

    def harvest(self, inquiry: Inquiry, reference: Reference, answers: Answers) -> Harvest:
        """Candidates, sources and what was left out of the answers."""

    def probe(self, inquiry: Inquiry, reference: Reference, answers: Answers) -> list[Finding]:
        """What of the answers agrees with what is expected, and what does not."""
