"""Trends, changes and breaks on an invented country, every number traceable by hand."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from indicators.commands.command_line import main
from indicators.errors import UnknownNameError
from indicators.language.trend_words import change_outcome, change_words, rank_words, trend_words
from indicators.open_data.download_columns import TREND_COLUMNS
from indicators.open_data.download_tables import trend_table
from indicators.over_time.changes import judgement, rank_change
from indicators.over_time.period_series import follows, series_of
from indicators.over_time.trend import Trend, trend
from indicators.questions.ranking import rank
from indicators.release.build import build
from indicators.release.store import Store
from tests.clock import set_clock
from tests.small_country import built_for_each, figure, former_unit, source, write_country

LATER = "2040-01-01"
Asked = Callable[..., Trend]


@pytest.fixture(autouse=True)
def after_the_invented_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the figures of an invented future be of the past."""
    set_clock(monkeypatch, date(2040, 1, 2))


def year(value: str, which: int, **cells: str) -> dict[str, str]:
    """An invented figure for a full year; recorded in an invented future."""
    return figure(value, **{"period_start": f"{which}-01-01", "period_end": f"{which}-12-31",
                            "recorded_on": LATER, **cells})  # fmt: skip


def store_of(tmp_path: Path, figures: list[dict[str, str]], **files: Any) -> Store:
    db = tmp_path / "release.duckdb"
    build(write_country(tmp_path / "country", figures, **files), db)
    return Store(db)


POVERTY = {"indicator_id": "poverty_rate"}
CRITERIA = {"indicator_id": "ntm_criteria_met"}
STOCK = {"indicator_id": "population", "period_start": ""}
# The figures of each question about one commune.
FIGURES = {
    "gaps": [year(str(60 + n), which) for n, which in enumerate((2023, 2024, 2025, 2026, 2028))],
    "parts": [year("60", 2026), year("61", 2027), year("30", 2027, period_end="2027-09-30"),
              year("62", 2028, period_start="")],
    "stock": [year("1000", 2026, period_end="2026-03-01", **STOCK),
              year("1010", 2026, period_end="2026-09-01", **STOCK),
              year("1020", 2027, period_end="2027-06-01", **STOCK)],
    "change": [year("60", 2026), year("63", 2027)],
    "overlap": [year("60", 2026), year("61", 2027, qualifier="about", as_printed="khoảng 61")],
    "less poverty": [year("5", 2025, **POVERTY), year("3", 2026, **POVERTY)],
    "2024 2025": [year("5", 2024), year("9", 2025)],
    "2026 2027": [year("5", 2026, **POVERTY), year("9", 2027, **POVERTY)],
    "2025 2026": [year("5", 2025, **POVERTY), year("9", 2026, **POVERTY)],
    "criteria": [year("14", 2025, basis="set_2021", **CRITERIA),
                 year("8", 2026, basis="set_2026", **CRITERIA)],
    "eight years": [year(str(60 + 2 * n), 2022 + n) for n in range(8)],
}  # fmt: skip


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    return built_for_each(tmp_path_factory.mktemp("trend"), FIGURES)


@pytest.fixture
def asked(country: tuple[Path, dict[str, str]]) -> Iterator[Asked]:
    """The trend of the commune of one question: ``asked("gaps", indicator_id)``."""
    db, codes = country
    with Store(db) as store:
        yield lambda name, indicator_id="income_per_capita", **more: trend(
            store, indicator_id, [codes[name]], **more
        )


# ── which figures lie on one line ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2025-07-01", "2025-07-31", "month"),
        ("2024-02-01", "2024-02-29", "month"),
        ("2025-02-01", "2025-02-27", "02-01/02-27"),
        ("2025-07-01", "2025-09-30", "quarter"),
        ("2025-08-01", "2025-10-31", "08-01/10-31"),
        ("2025-07-01", "2025-12-31", "half"),
        ("2025-04-01", "2025-09-30", "04-01/09-30"),
        ("2025-01-01", "2025-09-30", "01-01/09-30"),
    ],
)
def test_parts_of_a_year_by_kind(start: str, end: str, expected: str) -> None:
    days = date.fromisoformat(start), date.fromisoformat(end)
    assert series_of("part", *days, stock=False) == expected


def test_only_the_next_period_follows() -> None:
    june, july = date(2025, 6, 30), (date(2025, 7, 1), date(2025, 7, 31))
    assert follows("month", june, *july)
    assert not follows("month", date(2025, 5, 31), *july)
    assert not follows("07-01/07-31", june, *july)
    assert follows("year", date(2025, 8, 13), None, date(2026, 3, 1))
    assert not follows("year", date(2024, 12, 31), None, date(2026, 3, 1))


def test_gaps_and_breaks_end_a_line(asked: Asked) -> None:
    found = asked("gaps").figures
    # 2024 ends before the reform of 1 July 2025, 2025 after it; there is no 2027.
    assert found["segment"].tolist() == [0, 0, 1, 1, 1]
    assert found["line"].tolist() == [0, 0, 2, 2, 4]
    assert found["spans_break"].tolist() == [False, False, True, False, False]


def test_part_years_and_stated_levels_are_never_on_the_line_of_years(asked: Asked) -> None:
    found = asked("parts").figures.set_index("value")
    assert found["series"].to_dict() == {
        60.0: "year", 30.0: "01-01/09-30", 61.0: "year", 62.0: "stated",
    }  # fmt: skip
    assert found.loc[60.0, "line"] == found.loc[61.0, "line"]
    assert found["line"].nunique() == 3


def test_a_stock_has_one_point_a_year(asked: Asked) -> None:
    found = asked("stock", "population").figures
    assert found["series"].tolist() == ["state", "year", "year"]
    assert found["line"].tolist() == [0, 1, 1]


# ── changes ──────────────────────────────────────────────────────────────────────────────────


def test_a_change_has_an_interval(asked: Asked) -> None:
    change = asked("change").changes.iloc[0]
    # [59.5, 60.5) to [62.5, 63.5)
    assert (change["change"], change["change_low"], change["change_high"]) == (3, 2, 4)
    assert (change["outcome"], change["judgement"]) == ("rise", "better")
    assert change_words(change, 1, "vi") == "+3 (từ +2 đến +4)"
    assert change_outcome(change, "vi") == "tăng, tốt lên"


def test_overlapping_intervals_cannot_be_told(asked: Asked) -> None:
    change = asked("overlap").changes.iloc[0]
    # [59.5, 60.5) and [60, 62]
    assert (change["outcome"], change["judgement"]) == ("cannot_be_told", None)
    assert (change["change_low"], change["change_high"]) == (-0.5, 2.5)
    assert change_outcome(change, "en") == "cannot be told: the intervals overlap"


def test_a_fall_of_poverty_is_for_the_better(asked: Asked) -> None:
    change = asked("less poverty", "poverty_rate").changes.iloc[0]
    assert (change["outcome"], change["judgement"]) == ("fall", "better")


@pytest.mark.parametrize(
    ("indicator_id", "years", "break_id"),
    [
        ("income_per_capita", "2024 2025", "reform_2025"),
        ("poverty_rate", "2026 2027", "poverty_standard_2027"),
        ("poverty_rate", "2025 2026", None),
    ],
)
def test_nothing_is_compared_across_a_break(
    asked: Asked, indicator_id: str, years: str, break_id: str | None
) -> None:
    change = asked(years, indicator_id).changes.iloc[0]
    assert (change["outcome"] == "series_break") == (break_id is not None)
    assert break_id is None or change["break_id"] == break_id
    assert pd.isna(change["change"]) == (break_id is not None)


def test_criteria_of_the_two_sets_are_two_bases_and_a_break(asked: Asked) -> None:
    found = asked("criteria", "ntm_criteria_met", basis="all")
    assert found.bases == {"set_2021": 1, "set_2026": 1}
    assert found.changes.empty
    assert found.breaks["break_id"].tolist() == ["reform_2025", "ntm_sets_2026"]


def test_rank_moves_are_among_the_areas_of_both_years(tmp_path: Path) -> None:
    def incomes(values: list[str], which: int) -> list[dict[str, str]]:
        return [year(value, which, area_code=f"9900{n}") for n, value in enumerate(values, 1)]

    # In 2027 a newcomer, 98001, is first; it has no figure for 2026 and moves nobody.
    figures = [*incomes(["60", "70", "80", "90", "100"], 2026),
               *incomes(["95", "70", "80", "90", "100"], 2027),
               year("200", 2027, area_code="98001")]  # fmt: skip
    found = trend(store_of(tmp_path, figures), "income_per_capita", ["99001"])
    change = found.changes.iloc[0]
    assert (change["from_rank"], change["to_rank"], change["compared_areas"]) == (5, 2, 5)
    assert change["rank_outcome"] == "rise"
    assert rank_words(change, "vi") == "5 → 2 trong 5 nơi có cả hai số: chắc chắn lên"
    # The ranking of 2027 itself counts the newcomer.
    assert found.figures["rank"].tolist() == [5, 3]


def test_overlapping_rank_intervals_cannot_be_told() -> None:
    before, after = {"rank_low": 3, "rank_high": 5}, {"rank_low": 2, "rank_high": 3}
    assert rank_change(before, after) == "cannot_be_told"
    assert rank_change(before, {"rank_low": 1, "rank_high": 2}) == "rise"
    assert rank_change(after, {"rank_low": 4, "rank_high": 4}) == "fall"


@pytest.mark.parametrize(
    ("outcome", "direction", "expected"),
    [("rising", "higher", "better"), ("rising", "lower", "worse"), ("falling", "higher", "worse"),
     ("fall", "lower", "better"), ("rise", "none", None), ("cannot_be_told", "higher", None)],
)  # fmt: skip
def test_direction_turns_a_move_into_a_judgement(
    outcome: str, direction: str, expected: str | None
) -> None:
    assert judgement(outcome, direction) == expected


# ── tested trends ────────────────────────────────────────────────────────────────────────────


def test_a_trend_needs_five_periods_on_one_side_of_a_break(asked: Asked) -> None:
    tests = asked("eight years").tests.to_dict("records")  # 2022 to 2029
    before, after = tests
    assert (before["points"], before["outcome"], before["reason"]) == (
        3, "cannot_be_told", "too_few",
    )  # fmt: skip
    assert (after["points"], after["outcome"], after["judgement"]) == (5, "rising", "better")
    assert after["p_value"] == pytest.approx(2 / 120)
    assert trend_words(after, "vi") == "Tăng và tốt lên"
    assert trend_words(after, "en") == "Rising and getting better"
    assert trend_words(before, "vi") == (
        "Không nói được: mới có 3 kỳ so được với nhau, cần ít nhất 5"
    )


def test_a_falling_poverty_rate_gets_better(tmp_path: Path) -> None:
    figures = [year(str(9 - n), 2022 + n, indicator_id="poverty_rate",
                    area_code="VN") for n in range(5)]  # fmt: skip
    store = store_of(tmp_path, figures)
    test = trend(store, "poverty_rate", ["VN"]).tests.iloc[0]  # no reform at the nation's level
    assert (test["points"], test["outcome"], test["judgement"]) == (5, "falling", "better")
    assert trend_words(test, "vi") == "Giảm và tốt lên"


# ── breaks, bases, revisions, restated figures ───────────────────────────────────────────────


def test_a_province_that_was_not_merged_keeps_its_series(tmp_path: Path) -> None:
    lineage = [former_unit("90001"), {**former_unit("90002", "98001"), "old_province": "Tỉnh Cũ"},
               {**former_unit("90003", "98001"), "old_province": "Tỉnh Cũ Khác"}]  # fmt: skip
    store = store_of(tmp_path, [], lineage=lineage)
    found = trend(store, "income_per_capita", ["99", "98", "99001", "VN"]).breaks
    assert found[["area_code", "break_id"]].to_numpy().tolist() == [
        ["98", "reform_2025"], ["99001", "reform_2025"],
    ]  # fmt: skip


def test_the_basis_with_most_figures_is_shown_unless_another_is_asked(tmp_path: Path) -> None:
    plan = {"indicator_id": "budget_revenue_vs_plan"}
    figures = [year("100", 2026, basis="own.province", **plan),
               year("110", 2027, basis="own.province", **plan),
               year("200", 2027, basis="area.province", **plan)]  # fmt: skip
    store = store_of(tmp_path, figures)
    question = ("budget_revenue_vs_plan", ["99001"])
    assert trend(store, *question).basis == "own.province"
    assert trend(store, *question, basis="area.province").figures["value"].tolist() == [200]
    assert len(trend(store, *question, basis="all").figures) == 3
    with pytest.raises(UnknownNameError, match="own"):
        trend(store, *question, basis="own.provinz")


def test_an_estimate_and_the_later_figure_of_one_period_are_a_revision(tmp_path: Path) -> None:
    sources = [source("bia-1", published_on="2026-01-05"),
               source("bia-2", published_on="2026-02-05")]  # fmt: skip
    figures = [year("80", 2025, source_id="bia-1", status="E"),
               year("82", 2025, source_id="bia-2")]  # fmt: skip
    store = store_of(tmp_path, figures, sources=sources)
    found = trend(store, "income_per_capita", ["99001"])
    assert found.revisions[["value", "status"]].to_numpy().tolist() == [[80, "E"], [82, "A"]]
    assert found.figures["value"].tolist() == [82]
    assert found.changes.empty


def test_restated_figures_stand_before_the_reform_and_are_marked(tmp_path: Path) -> None:
    former = [year(value, which, area_code=code, indicator_id="budget_revenue", basis="own")
              for which, values in ((2023, ("10", "20")), (2024, ("11", "22")))
              for code, value in zip(("90001", "90002"), values, strict=True)]  # fmt: skip
    own = [year("50", 2025, indicator_id="budget_revenue", basis="own")]
    store = store_of(
        tmp_path, own, former=former, lineage=[former_unit("90001"), former_unit("90002")]
    )
    found = trend(store, "budget_revenue", ["99001"])
    assert found.figures["value"].tolist() == [30, 33, 50]
    assert found.figures["restated_by"].tolist() == ["sum", "sum", ""]
    assert found.figures["line"].tolist() == [0, 0, 2]
    assert found.changes["outcome"].tolist() == ["rise", "series_break"]
    table = trend_table(store, found)
    assert table["method"].fillna("").tolist() == ["sum", "sum", ""]
    assert table["printed_value"].fillna(0).tolist() == [0, 0, 50]
    assert table["parts"].fillna(0).tolist() == [2, 2, 0]


# ── the same numbers elsewhere ───────────────────────────────────────────────────────────────


def test_ranks_are_those_of_the_ranking(database: Path) -> None:
    with Store(database) as store:
        ranking = rank(store, "income_per_capita", year="2025").rows.set_index("area_code")
        codes = ranking.index[:8].tolist()
        found = trend(store, "income_per_capita", codes).figures
    years = found[found["period_set"] == "2025"].set_index("area_code")
    for column in ("rank", "rank_low", "rank_high", "value"):
        assert years[column].to_dict() == ranking.loc[codes, column].to_dict()


def test_the_file_has_every_figure_with_its_series(database: Path) -> None:
    with Store(database) as store:
        found = trend(store, "income_per_capita", ["15961", "02998"])
        table = trend_table(store, found)
    assert table["value"].tolist() == found.figures["value"].tolist()
    assert table["series"].tolist() == ["year", "span", "year"]
    assert [column.name for column in TREND_COLUMNS] == list(table.columns[-4:])


def test_the_command_prints_the_same_trend(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked_for = ["trend", "income_per_capita", "15961", "--db", str(database)]
    assert main([*asked_for, "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["figures"][0]["value"] == 78.6
    assert answer["tests"][0]["reason"] == "too_few"
    assert [one["break_id"] for one in answer["breaks"]] == ["reform_2025"]
    assert main([*asked_for, "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("15961,,year,1,0,True,2025-01-01")
    assert main(asked_for) == 0
    assert "cannot_be_told" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [(["income", "15961"], "income_per_capita"), (["income_per_capita", "1596"], "15961"),
     (["income_per_capita", "15961", "--basis", "own"], "all")],
)  # fmt: skip
def test_unknown_names_end_with_2(
    database: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], hint: str
) -> None:
    assert main(["trend", *arguments, "--db", str(database)]) == 2
    assert hint in capsys.readouterr().err
