"""Revenue within a year on an invented country: shares of the year that can be counted."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from indicators.language.trend_words import pace_words, year_before_words
from indicators.over_time.pace import elapsed_pct, pace, same_days_before
from indicators.release.build import build
from indicators.release.store import Store
from tests.clock import set_clock
from tests.small_country import figure, write_country


@pytest.fixture(autouse=True)
def after_the_invented_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the figures of an invented future be of the past."""
    set_clock(monkeypatch, date(2040, 1, 2))


def part(value: str, start: str, end: str, **cells: str) -> dict[str, str]:
    """An invented share of the plan at the end of a part of a year."""
    return figure(value, **{"indicator_id": "budget_revenue_vs_plan", "basis": "own.province",
                            "period_start": start, "period_end": end,
                            "recorded_on": "2040-01-01", **cells})  # fmt: skip


def found(tmp_path: Path, *figures: dict[str, str]) -> pd.DataFrame:
    db = tmp_path / "release.duckdb"
    build(write_country(tmp_path / "data", list(figures)), db)
    with Store(db) as store:
        return pace(store, "99001")


def test_shares_of_the_year() -> None:
    assert elapsed_pct(date(2026, 9, 30)) == pytest.approx(100 * 273 / 365)
    assert elapsed_pct(date(2028, 2, 29)) == pytest.approx(100 * 60 / 366)
    assert same_days_before(date(2028, 1, 1), date(2028, 2, 29)) == (
        date(2027, 1, 1), date(2027, 2, 28),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "qualifier", "printed", "expected"),
    [
        # Nine months are 273 of 365 days, 74.79 %.
        ("80", "exact", "80%", "ahead"),
        ("70", "exact", "70%", "behind"),
        ("75", "exact", "75%", "cannot_be_told"),  # [74.5, 75.5)
        ("74", "exact", "74%", "behind"),  # below 74.5
        ("70", "at_least", "trên 70%", "cannot_be_told"),  # [70, 80): 70 has one digit that counts
        ("76", "at_least", "trên 76%", "ahead"),  # [76, 77)
        ("74", "about", "khoảng 74%", "cannot_be_told"),  # [73, 75]
    ],
)
def test_a_share_against_the_even_pace(
    tmp_path: Path, value: str, qualifier: str, printed: str, expected: str
) -> None:
    row = found(tmp_path, part(value, "2026-01-01", "2026-09-30", qualifier=qualifier,
                               as_printed=printed)).iloc[0]  # fmt: skip
    assert row["pace"] == expected
    assert row["gap"] == pytest.approx(float(value) - 100 * 273 / 365)


def test_the_gap_in_words_is_no_forecast(tmp_path: Path) -> None:
    row = found(tmp_path, part("80", "2026-01-01", "2026-09-30")).iloc[0]
    assert pace_words(row, "vi") == "Năm đã qua 74,8%: cao hơn nhịp đều 5,2 điểm phần trăm."
    assert year_before_words(row, "vi") == "Chưa có số liệu cùng kỳ năm trước."


def test_a_period_that_begins_in_july_is_not_set_against_the_year(tmp_path: Path) -> None:
    row = found(tmp_path, part("71", "2026-07-01", "2026-08-31")).iloc[0]
    assert row["pace"] == "not_from_january"
    assert pd.isna(row["gap"])


def test_the_same_days_of_the_year_before(tmp_path: Path) -> None:
    rows = found(
        tmp_path,
        part("80", "2027-01-01", "2027-09-30"), part("70", "2026-01-01", "2026-09-30"),
        part("60", "2026-01-01", "2026-10-31"),
    ).set_index("value")  # fmt: skip
    assert (rows.loc[80, "year_before"], rows.loc[80, "year_before_change"]) == ("rise", 10)
    assert year_before_words(rows.loc[80], "vi") == "Nhiều hơn cùng kỳ năm trước (70%)."
    assert rows.loc[60, "year_before"] == "not_known"


def test_bases_are_not_mixed_with_the_year_before(tmp_path: Path) -> None:
    rows = found(
        tmp_path,
        part("80", "2027-01-01", "2027-09-30"),
        part("70", "2026-01-01", "2026-09-30", basis="own.commune"),
    )
    assert set(rows["year_before"]) == {"not_known"}


def test_the_year_before_the_reform_is_not_compared(tmp_path: Path) -> None:
    rows = found(
        tmp_path, part("80", "2026-01-01", "2026-05-31"), part("70", "2025-01-01", "2025-05-31")
    ).set_index("value")
    assert rows.loc[80, "year_before"] == "series_break"
    assert rows.loc[80, "year_before_value"] == 70
    assert pd.isna(rows.loc[80, "year_before_change"])


def test_amounts_have_a_year_before_but_no_pace(tmp_path: Path) -> None:
    amount = {"indicator_id": "budget_revenue", "basis": "own"}
    rows = found(
        tmp_path,
        part("12", "2027-01-01", "2027-06-30", **amount),
        part("12", "2026-01-01", "2026-06-30", **amount),
    )
    assert rows["pace"].isna().all()
    assert rows["year_before"].tolist() == ["cannot_be_told", "not_known"]


def test_full_years_have_no_pace(tmp_path: Path) -> None:
    assert found(tmp_path, part("80", "2026-01-01", "2026-12-31")).empty
