"""Hostile sheets with known truth: what is accepted is true, what cannot be told is a doubt."""

from collections import Counter
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from indicators.refusal import RefusedFileError
from indicators.spreadsheets.importing import import_report
from indicators.spreadsheets.reading import Question, Report
from indicators.spreadsheets.reference import Reference, load_reference
from tests.hostile_sheets import headings, indicator_rows, layouts, plain, values
from tests.hostile_sheets.case import SheetCase, Truth
from tests.invented_country import make_invented_country

PARTS = (headings, values, layouts, indicator_rows, plain)
CASES = list(chain.from_iterable(part.cases() for part in PARTS))
QUESTION = Question("bao-cao-mau-2026", recorded_on=date(2026, 11, 1))


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return load_reference(make_invented_country(tmp_path_factory.mktemp("country") / "data"))


def accepted(report: Report) -> Truth:
    return frozenset(
        (one["area_code"], one["indicator_id"], one["value"], one["period_end"])
        for one in report.accepted
        if one["decision"] == "accept"
    )


def outcome(case: SheetCase, folder: Path, reference: Reference) -> str:
    """``right``, ``silently wrong``, ``in doubt``, ``rejected`` or ``refused`` (the whole file)."""
    try:
        report = import_report(case.write(folder), reference, QUESTION)
    except RefusedFileError:
        return "refused"
    sure = accepted(report)
    cells = len(report.accepted) + len(report.missing) + len(report.rejects)
    assert cells == report.cells_read
    if sure - case.truth:
        return "silently wrong"
    if sure == case.truth and (sure or not report.accepted):
        return "right"
    return "in doubt" if len(sure) < len(report.accepted) else "rejected"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_nothing_is_wrong_in_silence(case: SheetCase, tmp_path: Path, reference: Reference) -> None:
    found = outcome(case, tmp_path, reference)
    assert found != "silently wrong"
    assert found == "right" or not case.plain


def test_there_are_enough_of_them() -> None:
    kinds = Counter(case.kind for case in CASES)
    assert len(CASES) >= 120
    assert len(kinds) >= 30
    assert len({str(case) for case in CASES}) == len(CASES)
