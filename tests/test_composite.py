"""An index on an invented country, every score and place traceable by hand."""

import json
from pathlib import Path

import pandas as pd
import pytest

from indicators.commands.command_line import main
from indicators.errors import UnknownNameError
from indicators.open_data.composite_download import missing, notes, table
from indicators.open_data.downloads import to_csv, to_parquet, to_xlsx
from indicators.own_index.composite import Composite, compose, effect_of_leaving_out
from indicators.own_index.composite_choice import Combination, most_complete, usable_indicators
from indicators.own_index.composite_definition import (
    Component,
    CompositeDefinition,
    DefinitionError,
    decode,
)
from indicators.own_index.composite_table import (
    displayed,
    effect_displayed,
    left_out_displayed,
    page_of,
    share,
)
from indicators.release.build import build
from indicators.release.store import Store
from tests.small_country import figure, incomes, write_country

TWO_TO_ONE = "income_per_capita~2~~poverty_rate~1"


def poverty(*values: str, first: int = 1) -> list[dict[str, str]]:
    return [
        figure(value, area_code=f"9900{number}", indicator_id="poverty_rate")
        for number, value in enumerate(values, first)
    ]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Incomes of 50 to 90 and poverty of 1 to 5 %; Bịa Sáu lacks poverty, Bịa Bảy income."""
    path = tmp_path_factory.mktemp("country")
    figures = [
        *incomes("50", "60", "70", "80", "90", "100"),
        *poverty("1", "2", "3", "4", "5"),
        figure("2", area_code="99007", indicator_id="poverty_rate"),
        figure("7", area_code="99001", indicator_id="population"),
    ]
    build(write_country(path / "data", figures), path / "release.duckdb")
    return Store(path / "release.duckdb")


@pytest.fixture(scope="module")
def index(store: Store) -> Composite:
    return compose(store, decode(TWO_TO_ONE))


def test_scores_and_places_by_hand(index: Composite) -> None:
    # Points: income 0, 25, 50, 75, 100; poverty, lower is better, 100, 75, 50, 25, 0.
    # Scores, weights 2 : 1: (0 + 100) / 3, (50 + 75) / 3, 150 / 3, (150 + 25) / 3, 200 / 3.
    found = index.rows.set_index("area_code")
    assert found.index.tolist() == ["99005", "99004", "99003", "99002", "99001"]
    assert found["rank"].tolist() == [1, 2, 3, 4, 5]
    assert found["score"].round(9).tolist() == [
        round(total / 3, 9) for total in (200, 175, 150, 125, 100)
    ]


def test_contributions_are_the_scores_parts(index: Composite) -> None:
    parts = index.parts.set_index(["indicator_id", "area_code"])
    assert parts.loc[("income_per_capita", "99002"), "points"] == 25
    assert parts.loc[("income_per_capita", "99002"), "contribution"] == pytest.approx(50 / 3)
    assert parts.loc[("poverty_rate", "99002"), "contribution"] == pytest.approx(25)
    summed = index.parts.groupby("area_code")["contribution"].sum()
    assert summed.to_dict() == pytest.approx(index.rows.set_index("area_code")["score"].to_dict())


def test_the_place_without_each_indicator(index: Composite) -> None:
    parts = index.parts.set_index(["indicator_id", "area_code"])["rank_without"]
    # Without income poverty alone orders them, the other way round; without poverty nothing moves.
    assert parts["income_per_capita"].to_dict() == {
        "99005": 5, "99004": 4, "99003": 3, "99002": 2, "99001": 1,
    }  # fmt: skip
    assert parts["poverty_rate"].tolist() == [1, 2, 3, 4, 5]
    effect = effect_of_leaving_out(index).set_index("indicator_id")
    assert effect["moved"].to_dict() == {"income_per_capita": 4, "poverty_rate": 0}
    assert effect["median_change"].to_dict() == {"income_per_capita": 2, "poverty_rate": 0}
    first = effect.loc["income_per_capita"]
    assert (first["largest_change"], first["area_code"]) == (4, "99005")
    assert (first["rank"], first["rank_without"]) == (1, 5)


def test_who_lacks_a_figure_is_listed_with_the_reason_and_not_ranked(index: Composite) -> None:
    left_out = index.left_out.set_index("area_code")
    assert left_out["known"].to_dict() == {"99006": 1, "99007": 1}
    assert left_out["reasons"].to_dict() == {
        "99006": [("poverty_rate", "not_reported")],
        "99007": [("income_per_capita", "not_reported")],
    }
    assert index.without_any == 1  # 98001
    assert not {"99006", "99007", "98001"} & set(index.rows["area_code"])


def test_every_place_lies_in_its_interval(index: Composite) -> None:
    rows = index.rows
    assert (rows["rank_low"] <= rows["rank"]).all() and (rows["rank"] <= rows["rank_high"]).all()
    assert rows["share_top_ten"].tolist() == [100.0] * 5
    # Equal weights would make five equal scores, so even the first is not sure of its place.
    assert rows["share_first"].iloc[0] > rows["share_first"].iloc[-1]


def test_the_same_definition_gives_the_same_numbers(store: Store, index: Composite) -> None:
    pd.testing.assert_frame_equal(compose(store, decode(TWO_TO_ONE)).rows, index.rows)
    other = compose(store, decode(f"{TWO_TO_ONE}~~seed~1")).rows
    assert other["score"].tolist() == index.rows["score"].tolist()
    assert other["share_first"].tolist() != index.rows["share_first"].tolist()


def test_a_lower_least_share_ranks_areas_on_what_they_have(store: Store) -> None:
    found = compose(store, decode(f"{TWO_TO_ONE}~~least~0.5"))
    rows = found.rows.set_index("area_code")
    assert rows["known"].to_dict() | {"99006": 1, "99007": 1} == rows["known"].to_dict()
    # Bịa Sáu has the highest income of all, 100 points, and no poverty: not 0, not the mean.
    assert rows.loc["99006", "score"] == 100
    assert found.left_out.empty


def test_fewer_areas_than_a_ranking_needs_are_not_ranked(store: Store) -> None:
    found = compose(store, decode(f"{TWO_TO_ONE}~~province~99~~type~phường"))
    assert found.rows.empty and found.parts.empty
    assert effect_of_leaving_out(found).empty
    four = [*incomes("50", "60", "70", "80"), *poverty("1", "2", "3", "4")]
    path = store.path.parent / "four"
    build(write_country(path / "data", four), path / "release.duckdb")
    with Store(path / "release.duckdb") as small:
        thin = compose(small, decode(TWO_TO_ONE))
    assert thin.too_few["area_code"].tolist() == ["99001", "99002", "99003", "99004"]
    assert thin.rows.empty


def test_goalposts_and_targets_by_hand(store: Store) -> None:
    posts = compose(store, decode(
        "income_per_capita~1~posts~50~100~~poverty_rate~1~posts~10~0~~norm~goalposts"
    ))  # fmt: skip
    # 60 of 50 … 100: 20; 2 of 10 … 0: 80; their mean 50.
    assert posts.rows.set_index("area_code").loc["99002", "score"] == pytest.approx(50)
    target = compose(store, decode(
        "income_per_capita~1~target~70~~poverty_rate~1~target~1~~norm~distance_to_target"
    ))  # fmt: skip
    # Income reaches the target (100), poverty of 3 is halfway from 5 to 1 (50): 75.
    assert target.rows.set_index("area_code").loc["99003", "score"] == pytest.approx(75)


def test_z_scores_are_standard_deviations(store: Store) -> None:
    rows = compose(store, decode("income_per_capita~1~~poverty_rate~1~~norm~z_score")).rows
    assert rows["score"].abs().max() < 1e-12  # the two indicators cancel out
    assert rows["rank"].tolist() == [1] * 5


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("income_per_capita~1~~population~1", "no_direction"),
        ("income_per_capita~1~posts~100~20~~poverty_rate~1~posts~20~0~~norm~goalposts",
         "posts_reversed"),
    ],
)  # fmt: skip
def test_what_cannot_enter_is_told(store: Store, text: str, reason: str) -> None:
    with pytest.raises(DefinitionError) as error:
        compose(store, decode(text))
    assert error.value.reason == reason


def test_figures_of_different_parts_of_a_year_cannot_enter(tmp_path: Path) -> None:
    part = {"period_start": "2025-01-01", "indicator_id": "budget_revenue_vs_plan",
            "basis": "unspecified.unspecified"}  # fmt: skip
    ends = ("03-31", "06-30", "09-30", "06-30", "03-31")
    figures = [
        figure("50", area_code=f"9900{number}", period_end=f"2025-{end}", **part)
        for number, end in enumerate(ends, 1)
    ] + incomes("50", "60", "70", "80", "90")
    build(write_country(tmp_path / "data", figures), tmp_path / "release.duckdb")
    with Store(tmp_path / "release.duckdb") as store, pytest.raises(DefinitionError) as error:
        compose(store, decode("income_per_capita~1~~budget_revenue_vs_plan~1~set~2025-part"))
    assert error.value.reason == "mixed_periods"


def test_unknown_names_are_told_with_the_nearest(store: Store) -> None:
    with pytest.raises(UnknownNameError, match="income_per_capita"):
        compose(store, decode("income_per_capit~1~~poverty_rate~1"))
    with pytest.raises(UnknownNameError, match="province"):
        compose(store, decode(f"{TWO_TO_ONE}~~province~77"))


def test_an_indicator_that_is_equal_everywhere_is_named(tmp_path: Path) -> None:
    figures = [*incomes("50", "60", "70", "80", "90"), *poverty("2", "2", "2", "2", "2")]
    build(write_country(tmp_path / "data", figures), tmp_path / "release.duckdb")
    with Store(tmp_path / "release.duckdb") as store:
        found = compose(store, decode(TWO_TO_ONE))
    assert found.same_everywhere == ("poverty_rate",)
    assert found.rows["rank"].tolist() == [1, 2, 3, 4, 5]


def test_the_most_complete_combinations(store: Store) -> None:
    assert most_complete(store) == [Combination(("income_per_capita", "poverty_rate"), 5)]
    assert most_complete(store, area_type="phường") == []
    assert most_complete(store, province="98") == []
    usable, others = usable_indicators(store.query("indicators"))
    assert usable["indicator_id"].tolist() == ["income_per_capita", "poverty_rate"]
    assert others["indicator_id"].tolist() == ["population"]


def test_the_index_in_words(index: Composite) -> None:
    shown = displayed(index, page_of(index, 1), "vi")
    first = shown.iloc[0]
    assert (first["area"], first["type"], first["score"], first["known"]) == (
        "Bịa Năm", "xã", "66,7", "2/2",
    )  # fmt: skip
    assert (first["income_per_capita"], first["poverty_rate"]) == ("90", "5%")
    assert first["place"].startswith("1")
    gaps = left_out_displayed(index, "vi")
    assert gaps["missing"].tolist() == [
        "Tỷ lệ hộ nghèo: chưa tìm thấy số liệu",
        "Thu nhập bình quân đầu người: chưa tìm thấy số liệu",
    ]
    effect = effect_displayed(index, effect_of_leaving_out(index), "vi")
    assert effect["largest"].tolist() == ["Bịa Năm (Tỉnh Bịa): 1 → 5", "–"]
    assert effect["weight"].tolist() == ["67%", "33%"]


def test_no_share_is_rounded_to_never_or_always() -> None:
    assert [share(value, "en") for value in (0, 0.1, 50, 99.9, 100)] == [
        "0%", "below 1%", "50%", "more than 99%", "100%",
    ]  # fmt: skip


def test_the_file_holds_doubts_figures_and_definition(store: Store, index: Composite) -> None:
    frame, gaps = table(store, index), missing(store, index)
    first = frame.iloc[0]
    assert (first["area_code"], first["rank"], first["definition"]) == ("99005", 1, TWO_TO_ONE)
    assert {"rank_low", "rank_high", "share_first_pct", "release_id", "synthetic"} <= set(frame)
    assert (first["income_per_capita.value"], first["poverty_rate.points"]) == (90, 0)
    assert gaps[["area_code", "indicator_id", "reason"]].to_numpy().tolist() == [
        ["99006", "poverty_rate", "not_reported"],
        ["99007", "income_per_capita", "not_reported"],
    ]
    told = notes(store, index, frame, gaps)
    english = " ".join(line.en for section in told.sections for line in section.lines)
    assert "no official ranking" in english and TWO_TO_ONE in english
    titles = [section.title_en for section in told.sections]
    assert titles == ["What is displayed", "How the index is computed", "Licence and citation",
                      "Columns of the index"]  # fmt: skip
    text = to_csv(frame).decode("utf-8-sig")
    assert text.splitlines()[1].startswith("1,")
    assert to_xlsx(frame, told)[:2] == b"PK" and to_parquet(frame)[:4] == b"PAR1"


def test_the_command_line_gives_the_same_index(
    store: Store, index: Composite, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["composite", "--db", str(store.path), "--format", "json"]
    assert main([*asked, "--indicators", "income_per_capita:2,poverty_rate:1"]) == 0
    by_weights = json.loads(capsys.readouterr().out)
    assert main([*asked, "--definition", TWO_TO_ONE]) == 0
    assert json.loads(capsys.readouterr().out) == by_weights
    assert by_weights["definition"] == TWO_TO_ONE
    assert (by_weights["official"], by_weights["ranked"], by_weights["left_out"]) == (False, 5, 2)
    row = by_weights["rows"][0]
    assert (row["area_code"], row["rank"]) == ("99005", 1)
    assert row["share_first"] == index.rows["share_first"].iloc[0]
    assert [part["indicator_id"] for part in row["parts"]] == ["income_per_capita", "poverty_rate"]


def test_the_options_of_the_command_line(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["composite", "--db", str(store.path), "--indicators", "income_per_capita,poverty_rate"]
    code = main([*asked, "--normalise", "goalposts", "--posts", "income_per_capita=50..100",
                 "--posts", "poverty_rate=10..0", "--aggregate", "geometric", "--province", "99",
                 "--set", "poverty_rate=2025", "--least", "0.5", "--draws", "100",
                 "--seed", "4"])  # fmt: skip
    assert code == 0
    out = capsys.readouterr().out
    assert ("income_per_capita~1~posts~50~100~~poverty_rate~1~set~2025~posts~10~0~~norm~goalposts"
            "~~mean~geometric~~least~0.5~~province~99~~draws~100~~seed~4") in out  # fmt: skip
    assert "not an official one" in out


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["--indicators", "income_per_capita"], "expected 2 to 8"),
        (["--indicators", "income_per_capita,population"], "neither better nor worse"),
        (["--indicators", "income_per_capit,poverty_rate"], "income_per_capita"),
        (["--definition", "nonsense"], "weight of nonsense"),
        (["--indicators", "income_per_capita,poverty_rate", "--target", "ntm=1"], "ntm"),
        (["--definition", TWO_TO_ONE, "--province", "77"], "99"),
    ],
)
def test_a_wrong_index_ends_with_2_and_says_why(
    store: Store, capsys: pytest.CaptureFixture[str], arguments: list[str], hint: str
) -> None:
    assert main(["composite", "--db", str(store.path), *arguments]) == 2
    assert hint in capsys.readouterr().err


def test_a_component_is_checked_where_it_is_made() -> None:
    with pytest.raises(DefinitionError):
        CompositeDefinition((Component("aa"),))
