"""What a ranking and a trend work out in memory agrees with the rules in SQL, and is asked once."""

from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from indicators.errors import UnknownNameError
from indicators.judgement import MINIMUM_REPORTED
from indicators.over_time import contests
from indicators.over_time.mann_kendall import trend_test
from indicators.over_time.trend import trend
from indicators.printed.intervals import Interval
from indicators.questions.periods import period_choices
from indicators.questions.placing import ENDS, axis_of, places_of
from indicators.questions.ranking import indicator_record, rank
from indicators.release.build import build
from indicators.release.store import MOST_HELD, Store, sql_text
from tests.asked_questions import asked_questions
from tests.small_country import incomes, write_country

CODES = [f"9900{number}" for number in range(1, 6)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("places")
    build(write_country(folder / "data", incomes("70", "60", "60", "50", "40")), folder / "db")
    return folder / "db"


@pytest.fixture
def store(built: Path) -> Store:
    """Opened anew for each test: nothing is in memory yet."""
    return Store(built)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return asked_questions(monkeypatch)


def figures_at_random(seed: int, direction: str) -> pd.DataFrame:
    """Sixty invented figures with ties, points, and intervals that touch, overlap and are open."""
    draw = np.random.default_rng(seed)
    value = draw.integers(0, 12, 60) / 2
    half = draw.choice([0.0, 0.25, 0.5, 1.0], 60)
    return pd.DataFrame(
        {
            "question": 0, "observation_id": np.arange(60), "value": value,
            "value_low": value - half, "value_high": value + half,
            "high_open": (half > 0) & (draw.random(60) < 0.7),
            "direction": direction, "rankable": True,
        }
    )  # fmt: skip


@pytest.mark.parametrize("direction", ["higher", "lower"])
@pytest.mark.parametrize("seed", range(5))
def test_places_are_those_of_the_rule_in_sql(direction: str, seed: int) -> None:
    figure = figures_at_random(seed, direction)
    with duckdb.connect() as connection:
        connection.register("figure", figure)
        in_sql = connection.execute(
            f"WITH {sql_text('placing')} FROM placed ORDER BY observation_id",
            {"minimum_reported": MINIMUM_REPORTED},
        ).df()
    axis = axis_of({name: figure[name].to_numpy() for name in ENDS}, slice(None), direction)
    places = places_of(axis, axis)
    for name in ("rank", "rank_low", "rank_high", "percentile"):
        assert getattr(places, name).tolist() == in_sql[name].tolist(), name


def test_a_ranking_asks_the_figures_alone_once_the_release_is_known(
    store: Store, asked: list[str]
) -> None:
    first = rank(store, "income_per_capita")
    asked.clear()
    again = rank(store, "income_per_capita")
    assert asked == ["ranking"]
    pd.testing.assert_frame_equal(first.rows, again.rows)
    assert first.coverage == again.coverage


def test_a_trend_asks_its_figures_alone_once_the_indicator_is_known(
    store: Store, asked: list[str]
) -> None:
    first = trend(store, "income_per_capita", CODES[:2])
    asked.clear()
    trend(store, "income_per_capita", CODES[2:])
    again = trend(store, "income_per_capita", CODES[:2])
    assert asked == ["trend_figures", "trend_figures"]
    pd.testing.assert_frame_equal(first.figures, again.figures)


def test_only_the_contests_asked_last_stay_in_memory(
    store: Store, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contests, "MOST_FIGURES", 5)
    trend(store, "income_per_capita", CODES)
    trend(store, "poverty_rate", CODES)  # nobody has a figure: both stay
    asked.clear()
    trend(store, "income_per_capita", CODES)
    assert "indicator_figures" not in asked
    monkeypatch.setattr(contests, "MOST_FIGURES", 4)
    trend(store, "poverty_rate", CODES)
    asked.clear()
    trend(store, "poverty_rate", CODES)
    assert "indicator_figures" not in asked
    trend(store, "income_per_capita", CODES)
    assert asked.count("indicator_figures") == 1


def test_the_places_of_a_trend_are_those_of_the_ranking(store: Store) -> None:
    rows = rank(store, "income_per_capita").rows.set_index("area_code")
    figures = trend(store, "income_per_capita", CODES).figures.set_index("area_code")
    for name in ("rank", "rank_low", "rank_high", "percentile"):
        assert figures[name].to_dict() == rows[name].to_dict(), name


def test_a_fact_that_is_held_cannot_be_spoilt_by_who_takes_it(store: Store) -> None:
    indicator_record(store, "income_per_capita")["direction"] = "spoilt"
    assert indicator_record(store, "income_per_capita")["direction"] == "higher"
    choices = period_choices(store, "income_per_capita")
    choices["basis"] = "spoilt"
    assert period_choices(store, "income_per_capita")["basis"].tolist() == ["", "*"]


def test_a_fact_is_asked_once_and_the_longest_unused_is_forgotten(store: Store) -> None:
    times: list[str] = []

    def ask(fact: str) -> str:
        return store.held(fact, lambda: times.append(fact) or fact)  # type: ignore[func-returns-value]

    ask("first"), ask("second"), ask("first")
    assert times == ["first", "second"]
    for number in range(MOST_HELD - 1):
        ask(f"other {number}")
    ask("first"), ask("second")
    assert times[-1] == "second"
    assert times.count("first") == 1


def test_an_error_is_not_held(store: Store) -> None:
    for _again in range(2):
        with pytest.raises(UnknownNameError):
            indicator_record(store, "no_such_indicator")


def test_pairs_of_figures_are_counted_as_by_hand() -> None:
    draw = np.random.default_rng(4)
    lows = [Decimal(int(low)) / 4 for low in draw.integers(0, 12, 14)]
    widths = [Decimal(int(width)) / 4 for width in draw.integers(0, 3, 14)]
    figures = [
        Interval(low, low + width, high_open=bool(width))
        for low, width in zip(lows, widths, strict=True)
    ]
    pairs = list(combinations(figures, 2))
    rises = sum(one.surely_below(other) for one, other in pairs)
    falls = sum(other.surely_below(one) for one, other in pairs)
    equal = sum(one == other and one.low == one.high for one, other in pairs)
    found = trend_test(figures)
    assert (found.s, found.doubtful) == (rises - falls, len(pairs) - rises - falls - equal)


def test_of_several_figures_of_one_area_in_a_contest_the_latest_counts() -> None:
    draw = np.random.default_rng(3)
    figures = {
        "contest": np.sort(draw.integers(5, 9, 80)),
        "area_number": draw.integers(0, 12, 80).astype("uint16"),
        "period_end": draw.integers(0, 3, 80).astype("datetime64[D]"),
        "period_start": draw.integers(0, 3, 80).astype("datetime64[D]"),
    }
    best: dict[tuple[int, int], tuple[Any, ...]] = {}
    for row, (contest, area, end, start) in enumerate(zip(*figures.values(), strict=True)):
        told = (-end.astype(int), start.astype(int), row)
        best[contest, area] = min(best.get((contest, area), told), told)
    expected = sorted(row for *_days, row in best.values())
    assert 0 < len(expected) < 80
    found = contests._latest_of_each(figures)
    assert np.arange(80)[found].tolist() == expected
