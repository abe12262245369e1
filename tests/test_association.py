"""Two indicators: the coefficient by hand, and when there is none."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from indicators.charts.association import MOST_WITH_INTERVALS, Measure, scatter, scatter_alt
from indicators.errors import UnknownNameError
from indicators.open_data import association_download
from indicators.open_data.downloads import to_csv, to_xlsx
from indicators.own_index.association import FEWEST_PAIRS, Axis, associate, spearman
from indicators.release.build import build
from indicators.release.store import Store
from tests.small_country import figure, incomes, write_country
from tests.test_charts import as_sent

INCOME, POVERTY = Axis("income_per_capita"), Axis("poverty_rate")
X, Y = Measure("Chỉ tiêu A", "%", 1), Measure("Chỉ tiêu B", "triệu đồng", 1)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Three incomes; two of these communes have a poverty rate, and dossiers of parts of a year."""
    folder = tmp_path_factory.mktemp("association")
    part = {"indicator_id": "dossiers_received", "period_start": "2025-01-01"}
    figures = [
        *incomes("50", "60", "70"),
        *({**row, "indicator_id": "poverty_rate"} for row in incomes("1", "2")),
        figure("100", area_code="99001", period_end="2025-06-30", **part),
        figure("900", area_code="99002", period_end="2025-09-30", **part),
    ]
    build(write_country(folder / "data", figures), folder / "release.duckdb")
    with Store(folder / "release.duckdb") as store:
        yield store


def test_spearman_by_hand() -> None:
    # Ranks 1 2 3 4 5 and 2 1 4 3 5: Σd² = 4, so 1 - 6 · 4 / (5 · 24) = 0.8.
    found = spearman(pd.Series([10, 20, 30, 40, 50]), pd.Series([7, 5, 90, 8, 100]))
    assert found == pytest.approx(0.8)
    assert spearman(pd.Series([1, 2, 3]), pd.Series([9, 4, 1])) == pytest.approx(-1)


def test_ties_have_their_mean_rank() -> None:
    # Ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: deviations -1.5 0 0 1.5 and -1.5 -0.5 0.5 1.5;
    # 4.5 / √(4.5 · 5).
    found = spearman(pd.Series([1, 5, 5, 9]), pd.Series([1, 2, 3, 4]))
    assert found == pytest.approx(4.5 / (4.5 * 5) ** 0.5)


@pytest.mark.parametrize(
    ("x", "y"), [([1], [1]), ([1, 1], [1, 2]), ([1, 2], [3, 3]), ([1, float("nan")], [1, 2])]
)
def test_where_there_is_no_coefficient_none_is_invented(x: list, y: list) -> None:
    with pytest.raises(ValueError, match="expected two and more"):
        spearman(pd.Series(x), pd.Series(y))


VALUES = st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=2, max_size=20)


@settings(deadline=None)
@given(VALUES)
def test_only_the_order_matters(pairs: list[tuple[int, int]]) -> None:
    x, y = (pd.Series([pair[side] for pair in pairs], dtype=float) for side in (0, 1))
    assume(x.nunique() > 1 and y.nunique() > 1)
    found = spearman(x, y)
    assert -1 <= found <= 1
    assert spearman(x**3 + 7, y) == pytest.approx(found)
    assert spearman(y, x) == pytest.approx(found)
    assert spearman(-x, y) == pytest.approx(-found)


def test_pairs_are_the_areas_that_have_both(invented: Store) -> None:
    found = associate(invented, INCOME, POVERTY)
    assert found.pairs[["area_code", "x_value", "y_value"]].to_numpy().tolist() == [
        ["99001", 50, 1], ["99002", 60, 2],
    ]  # fmt: skip
    assert (found.number, found.rho, found.withheld_because) == (2, None, "too_few")
    assert str(found.pairs["x_period_end"].iloc[0])[:10] == "2025-12-31"


def test_below_ten_pairs_the_coefficient_is_withheld(database: Path) -> None:
    with Store(database) as store:
        for x, y in (("income_per_capita", "poverty_rate"), ("population", "party_members")):
            found = associate(store, Axis(x), Axis(y))
            assert (found.rho is None) == (found.number < FEWEST_PAIRS)
            if found.rho is not None:
                expected = spearman(found.pairs["x_value"], found.pairs["y_value"])
                assert found.rho == expected


def test_one_indicator_against_itself_says_nothing(database: Path) -> None:
    with Store(database) as store:
        found = associate(store, Axis("party_members"), Axis("party_members"))
    assert (found.rho, found.withheld_because) == (None, "same_indicator")


def test_parts_of_a_year_of_different_length_have_no_coefficient(invented: Store) -> None:
    found = associate(invented, INCOME, Axis("dossiers_received", "2025-part"))
    assert (found.number, found.withheld_because) == (2, "mixed_periods")


def test_the_file_has_both_figures_with_their_sources(database: Path) -> None:
    with Store(database) as store:
        found = associate(store, Axis("population"), Axis("party_members"))
        frame = association_download.table(store, found)
        told = association_download.notes(store, found, frame)
    assert frame["party_members.value"].tolist() == found.pairs["y_value"].tolist()
    assert {"population.source_id", "population.period_end", "release_id"} <= set(frame)
    assert set(frame["spearman_rho"]) == {found.rho} and set(frame["pairs"]) == {found.number}
    assert "not a cause" in told.sections[0].lines[0].told["en"]
    assert to_csv(frame).startswith(b"\xef\xbb\xbfarea_code,area_name")
    assert to_xlsx(frame, told)[:2] == b"PK"


def test_a_withheld_coefficient_is_empty_in_the_file(invented: Store) -> None:
    frame = association_download.table(invented, associate(invented, INCOME, POVERTY))
    assert frame["spearman_rho"].isna().all() and len(frame) == 2


def test_unknown_names_are_told(database: Path) -> None:
    with Store(database) as store, pytest.raises(UnknownNameError, match="income_per_capita"):
        associate(store, Axis("income"), Axis("poverty_rate"))


def pairs_of(count: int) -> pd.DataFrame:
    values = pd.Series(range(count), dtype=float)
    columns = {"area_code": [f"X{place}" for place in range(count)],
               "name": [f"Giả Định {place}" for place in range(count)],
               "province": "Tỉnh Giả Định"}  # fmt: skip
    for axis, factor in (("x", 1), ("y", 10)):
        columns |= {
            f"{axis}_value": values * factor,
            f"{axis}_value_low": values * factor - 0.5,
            f"{axis}_value_high": values * factor + 0.5,
            f"{axis}_qualifier": "exact",
            f"{axis}_period_start": pd.Timestamp(2025, 1, 1),
            f"{axis}_period_end": pd.Timestamp(2025, 12, 31),
        }
    return pd.DataFrame(columns)


def test_the_scatter_has_all_areas_and_names_the_chosen_ones() -> None:
    figure_ = as_sent(scatter(pairs_of(4), X, Y, highlighted=["X3", "nobody"], lang="vi",
                              dark=False))  # fmt: skip
    everybody, chosen = figure_["data"]
    assert (everybody["x"], everybody["y"]) == ([0, 1, 2, 3], [0, 10, 20, 30])
    assert everybody["error_x"]["array"] == [0.5] * 4
    assert (chosen["x"], chosen["y"]) == ([3], [30])
    assert everybody["hovertext"][1] == (
        "<b>Giả Định 1</b>, Tỉnh Giả Định<br>Chỉ tiêu A: 1%, năm 2025<br>"
        "Chỉ tiêu B: 10 triệu đồng, năm 2025"
    )
    texts = [note["text"] for note in figure_["layout"]["annotations"]]
    assert texts == ["<b>Giả Định 3</b>"]
    medians = [(line["x0"], line["y0"]) for line in figure_["layout"]["shapes"]]
    assert medians == [(1.5, 0), (0, 15)]
    assert "Chỉ tiêu B (triệu đồng)" in figure_["layout"]["yaxis"]["title"]["text"]


def test_thousands_of_dots_have_no_interval_bars() -> None:
    many = scatter(pairs_of(MOST_WITH_INTERVALS + 1), X, Y, highlighted=[], lang="en", dark=True)
    assert "error_x" not in as_sent(many)["data"][0]


def test_the_scatter_in_words() -> None:
    told = scatter_alt(pairs_of(3), X, Y, rho=-0.5, highlighted=["X2"], lang="vi")
    assert told == (
        "Chỉ tiêu A và Chỉ tiêu B: 3 đơn vị có cả hai số liệu; Chỉ tiêu A từ 0% đến 2%; "
        "Chỉ tiêu B từ 0 triệu đồng đến 20 triệu đồng. Tương quan hạng (Spearman) -0,50. "
        "Đánh dấu: Giả Định 2 (Tỉnh Giả Định) 2%, 20 triệu đồng."
    )


def test_a_missing_value_is_not_drawn_as_a_figure() -> None:
    pairs = pairs_of(3)
    pairs.loc[1, "y_value"] = None
    with pytest.raises(ValueError, match="missing"):
        scatter(pairs, X, Y, highlighted=[], lang="vi", dark=False)
