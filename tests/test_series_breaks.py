"""The series breaks of the catalogue: what is there, and how a wrong one is found."""

from datetime import date
from pathlib import Path

import pytest

from indicators.catalogue.loading import catalogue_problems, load_catalogue

DATA = Path(__file__).resolve().parent.parent / "data"


def test_three_breaks_with_their_day_and_legal_basis() -> None:
    breaks = load_catalogue(DATA / "indicators.yaml").series_breaks
    assert [(one.id, one.on, one.legal_basis.confidence) for one in breaks] == [
        ("reform_2025", date(2025, 7, 1), "seen"),
        ("ntm_sets_2026", date(2026, 2, 15), "seen"),
        ("poverty_standard_2027", date(2027, 1, 1), "seen"),
    ]
    assert [one.legal_basis.document for one in breaks[1:]] == ["51/2025/QĐ-TTg", "351/2025/NĐ-CP"]
    assert breaks[0].indicators == ()
    assert breaks[2].indicators == ("poverty_rate", "near_poverty_rate")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("from: 2027-01-01\n    levels", "from: 2027-13-01\n    levels",
         "a day that exists"),
        ("[poverty_rate, near_poverty_rate]", "[poverty_rat]", "an indicator of this file"),
        ("  - id: poverty_standard_2027", "  - id: ntm_sets_2026", "each one once"),
        ("levels: [province, commune]", "levels: [district]", "one of `nation`"),
        ("    levels: [province, commune]\n", "", "`levels` to be given"),
    ],
)  # fmt: skip
def test_faults_of_a_break_are_worded(tmp_path: Path, old: str, new: str, expected: str) -> None:
    text = (DATA / "indicators.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = tmp_path / "indicators.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert any(expected in str(problem) for problem in catalogue_problems(path))
