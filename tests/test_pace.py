"""Revenue within a year on an invented country: shares of the year that can be counted."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from indicators.language.trend_words import pace_words, year_before_words
from indicators.over_time.pace import elapsed_pct, pace, same_days_before
from indicators.release.store import Store
from tests.small_country import built_for_each, figure

Found = Callable[[str], pd.DataFrame]


def part(value: str, start: str, end: str, **cells: str) -> dict[str, str]:
    """An invented share of the plan at the end of a part of a year."""
    return figure(value, **{"indicator_id": "budget_revenue_vs_plan", "basis": "own.province",
                            "period_start": start, "period_end": end,
                            "recorded_on": "2040-01-01", **cells})  # fmt: skip


# Nine months are 273 of 365 days, 74.79 %.
AGAINST_THE_EVEN_PACE = [
    ("80", "exact", "80%", "ahead"),
    ("70", "exact", "70%", "behind"),
    ("75", "exact", "75%", "cannot_be_told"),  # [74.5, 75.5)
    ("74", "exact", "74%", "behind"),  # below 74.5
    ("70", "at_least", "trên 70%", "cannot_be_told"),  # [70, 80): 70 has one digit that counts
    ("76", "at_least", "trên 76%", "ahead"),  # [76, 77)
    ("74", "about", "khoảng 74%", "cannot_be_told"),  # [73, 75]
]
AMOUNT = {"indicator_id": "budget_revenue", "basis": "own"}
# The figures of each question, for a commune of its own.
FIGURES = {
    **{
        f"against {printed}": [part(value, "2026-01-01", "2026-09-30", qualifier=qualifier,
                                    as_printed=printed)]
        for value, qualifier, printed, _expected in AGAINST_THE_EVEN_PACE
    },
    "from july": [part("71", "2026-07-01", "2026-08-31")],
    "same days": [
        part("80", "2027-01-01", "2027-09-30"), part("70", "2026-01-01", "2026-09-30"),
        part("60", "2026-01-01", "2026-10-31"),
    ],
    "two bases": [
        part("80", "2027-01-01", "2027-09-30"),
        part("70", "2026-01-01", "2026-09-30", basis="own.commune"),
    ],
    "before the reform": [
        part("80", "2026-01-01", "2026-05-31"), part("70", "2025-01-01", "2025-05-31"),
    ],
    "amounts": [
        part("12", "2027-01-01", "2027-06-30", **AMOUNT),
        part("12", "2026-01-01", "2026-06-30", **AMOUNT),
    ],
    "full year": [part("80", "2026-01-01", "2026-12-31")],
}  # fmt: skip


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    return built_for_each(tmp_path_factory.mktemp("pace"), FIGURES)


@pytest.fixture
def found(country: tuple[Path, dict[str, str]]) -> Iterator[Found]:
    """The pace of the commune of one question."""
    with Store(country[0]) as store:
        yield lambda name: pace(store, country[1][name])


def test_shares_of_the_year() -> None:
    assert elapsed_pct(date(2026, 9, 30)) == pytest.approx(100 * 273 / 365)
    assert elapsed_pct(date(2028, 2, 29)) == pytest.approx(100 * 60 / 366)
    assert same_days_before(date(2028, 1, 1), date(2028, 2, 29)) == (
        date(2027, 1, 1), date(2027, 2, 28),
    )  # fmt: skip


@pytest.mark.parametrize(("value", "qualifier", "printed", "expected"), AGAINST_THE_EVEN_PACE)
def test_a_share_against_the_even_pace(
    found: Found, value: str, qualifier: str, printed: str, expected: str
) -> None:
    row = found(f"against {printed}").iloc[0]
    assert (row["pace"], row["qualifier"]) == (expected, qualifier)
    assert row["gap"] == pytest.approx(float(value) - 100 * 273 / 365)


def test_the_gap_in_words_is_no_forecast(found: Found) -> None:
    row = found("against 80%").iloc[0]
    assert pace_words(row, "vi") == "Năm đã qua 74,8%: cao hơn nhịp đều 5,2 điểm phần trăm."
    assert year_before_words(row, "vi") == "Chưa có số liệu cùng kỳ năm trước."


def test_a_period_that_begins_in_july_is_not_set_against_the_year(found: Found) -> None:
    row = found("from july").iloc[0]
    assert row["pace"] == "not_from_january"
    assert pd.isna(row["gap"])


def test_the_same_days_of_the_year_before(found: Found) -> None:
    rows = found("same days").set_index("value")
    assert (rows.loc[80, "year_before"], rows.loc[80, "year_before_change"]) == ("rise", 10)
    assert year_before_words(rows.loc[80], "vi") == "Nhiều hơn cùng kỳ năm trước (70%)."
    assert rows.loc[60, "year_before"] == "not_known"


def test_bases_are_not_mixed_with_the_year_before(found: Found) -> None:
    rows = found("two bases")
    assert set(rows["year_before"]) == {"not_known"}


def test_the_year_before_the_reform_is_not_compared(found: Found) -> None:
    rows = found("before the reform").set_index("value")
    assert rows.loc[80, "year_before"] == "series_break"
    assert rows.loc[80, "year_before_value"] == 70
    assert pd.isna(rows.loc[80, "year_before_change"])


def test_amounts_have_a_year_before_but_no_pace(found: Found) -> None:
    rows = found("amounts")
    assert rows["pace"].isna().all()
    assert rows["year_before"].tolist() == ["cannot_be_told", "not_known"]


def test_full_years_have_no_pace(found: Found) -> None:
    assert found("full year").empty
