"""64 sentences with what a careful person reads in them: none may be read wrongly in silence.

The sentences lie beside the repository. Silently wrong is a candidate without a check that the
truth does not contain; what is derived besides from a figure of the truth, or told of another
year that the sentence names, is no fault.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from indicators import settings
from indicators.catalogue.loading import load_catalogue
from indicators.extraction.candidate import Candidate
from indicators.extraction.gazetteer import load_gazetteer
from indicators.extraction.reader import extract
from indicators.vocabularies.press_words import load_vocabulary

CASES = settings.ROOT.parent / "shared" / "cases" / "sentences.csv"
# How many sentences of each class are read right: a merge may raise these and never lower them.
RIGHT = {
    "negation": 6,
    "target": 12,
    "change": 10,
    "number": 19,
    "other place": 10,
    "other year": 4,
}


@dataclass(frozen=True)
class Truth:
    """One figure that the sentence states; an empty period or qualifier is not compared."""

    indicator_id: str
    value: Decimal
    area_code: str
    period_end: str
    qualifier: str

    def is_told_by(self, one: Candidate) -> bool:
        """Whether a candidate is this figure."""
        return (
            (one.indicator_id, one.value, one.area_code)
            == (self.indicator_id, self.value, self.area_code)
            and self.qualifier in ("", one.qualifier)
            and str(one.period_end or "").startswith(self.period_end)
        )


@dataclass(frozen=True)
class Case:
    """One sentence with the options of the call and the truth."""

    number: str
    kind: str
    text: str
    published: date
    province: str
    truth: tuple[Truth, ...]


def cases(path: Path) -> list[Case]:
    """The sentences of the file in order; none where it is absent."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [_case([row for row in rows if row["case"] == number]) for number in _numbers(rows)]


def _numbers(rows: Sequence[dict[str, str]]) -> list[str]:
    return list(dict.fromkeys(row["case"] for row in rows))


def _case(rows: Sequence[dict[str, str]]) -> Case:
    first = rows[0]
    truth = tuple(
        Truth(row["indicator_id"], Decimal(row["value"]), row["area_code"], row["period_end"],
              row["qualifier"])
        for row in rows if row["indicator_id"]
    )  # fmt: skip
    return Case(first["case"], first["class"], first["text"],
                date.fromisoformat(first["published"]), first["province"], truth)  # fmt: skip


@pytest.fixture(scope="module")
def read():
    catalogue = load_catalogue(settings.DATA / "indicators.yaml")
    vocabulary = load_vocabulary(settings.DATA / "phrases.yaml")
    gazetteer = load_gazetteer(settings.DATA)

    def read_case(case: Case) -> list[Candidate]:
        return extract(
            case.text,
            published=case.published,
            province=case.province,
            catalogue=catalogue,
            gazetteer=gazetteer,
            vocabulary=vocabulary,
        )

    return read_case


def silently_wrong(case: Case, found: Sequence[Candidate]) -> list[Candidate]:
    """Candidates without a check that the truth does not contain."""
    return [
        one
        for one in found
        if not one.checks
        and not any(truth.is_told_by(one) for truth in case.truth)
        and not _of_another_year(case, one)
    ]


def _of_another_year(case: Case, one: Candidate) -> bool:
    """Whether it is derived for a year that the sentence names beside the truth's."""
    years = {truth.period_end for truth in case.truth}
    year = str(one.period_end or "")[:4]
    return bool(case.truth) and year not in years and year in case.text and "" not in years


def is_right(case: Case, found: Sequence[Candidate]) -> bool:
    """Whether all of the truth is read without doubt, and nothing else."""
    told = [one for one in found if not one.checks]
    whole = all(any(truth.is_told_by(one) for one in told) for truth in case.truth)
    return whole and not silently_wrong(case, found)


def _of(kind: str) -> list[Case]:
    found = [case for case in cases(CASES) if case.kind == kind]
    if not found:
        pytest.skip(f"{CASES.name} is not beside the repository")
    return found


@pytest.mark.parametrize("kind", RIGHT)
def test_no_sentence_of_a_class_is_read_wrongly_in_silence(kind, read):
    wrong = {case.text: silently_wrong(case, read(case)) for case in _of(kind)}
    assert {text: found for text, found in wrong.items() if found} == {}


@pytest.mark.parametrize("kind", RIGHT)
def test_as_many_sentences_of_a_class_are_read_right(kind, read):
    right = [case.number for case in _of(kind) if is_right(case, read(case))]
    assert len(right) >= RIGHT[kind]
