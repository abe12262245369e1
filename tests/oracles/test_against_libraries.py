"""What the project computes itself, against the libraries that statisticians use."""

from decimal import Decimal

import gower
import numpy as np
import pandas as pd
import pytest
import scipy
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.over_time.mann_kendall import trend_test, two_sided_p
from indicators.own_index.aggregation import geometric, places
from indicators.own_index.association import spearman
from indicators.own_index.normalisation import percentile, z_score
from indicators.printed.intervals import Interval, point
from indicators.yardsticks.peer_weights import VARIABLES
from indicators.yardsticks.peers import _differences, _mean, prepare

NUMBERS = st.lists(st.integers(0, 30).map(float), min_size=2, max_size=40)
DIFFERENT = st.lists(st.integers(-1000, 1000), min_size=5, max_size=9, unique=True)


@pytest.fixture(scope="module", autouse=True)
def _statisticians() -> None:
    """Load them where they are asked: each process of a run collects this file, one runs it.

    Before the first example, which has not the time for it.
    """
    import pymannkendall  # noqa: F401
    import scipy.stats  # noqa: F401


def points(values: list[int]) -> list[Interval]:
    return [point(Decimal(value)) for value in values]


@given(NUMBERS)
def test_places_and_percentiles_are_those_of_scipy(values: list[float]) -> None:
    ranked = np.array(values)
    assert places(ranked).tolist() == scipy.stats.rankdata(-ranked, method="min").tolist()
    if len(set(values)) > 1:
        mean_rank = scipy.stats.rankdata(ranked, method="average") - 1
        assert percentile(ranked, "higher") == pytest.approx(mean_rank / (len(values) - 1))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=30))
def test_spearman_is_that_of_scipy(pairs: list[tuple[int, int]]) -> None:
    x, y = (pd.Series(side) for side in zip(*pairs, strict=True))
    if x.nunique() < 2 or y.nunique() < 2:
        with pytest.raises(ValueError, match="expected two and more"):
            spearman(x, y)
    else:
        assert spearman(x, y) == pytest.approx(scipy.stats.spearmanr(x, y).statistic)


@given(NUMBERS)
def test_z_scores_divide_by_n_as_scipy_does(values: list[float]) -> None:
    if len(set(values)) > 1:
        expected = scipy.stats.zscore(np.array(values), ddof=0)
        assert z_score(np.array(values), "higher") == pytest.approx(expected)


@given(st.lists(st.tuples(st.floats(0.02, 1), st.floats(0.1, 9)), min_size=1, max_size=8))
def test_geometric_means_are_those_of_scipy(weighted: list[tuple[float, float]]) -> None:
    scores, weights = (np.array(side) for side in zip(*weighted, strict=True))
    expected = scipy.stats.gmean(scores, weights=weights)
    assert geometric(scores[None, :], weights)[0] == pytest.approx(expected)


@given(st.lists(st.integers(0, 9), min_size=5, max_size=30))
def test_s_is_that_of_pymannkendall(values: list[int]) -> None:
    import pymannkendall

    expected = 0 if len(set(values)) == 1 else pymannkendall.original_test(values).s
    assert trend_test(points(values)).s == expected


@given(DIFFERENT)
def test_the_probability_without_ties_is_kendalls_exact_one(values: list[int]) -> None:
    expected = scipy.stats.kendalltau(range(len(values)), values, method="exact").pvalue
    s = trend_test(points(values)).s
    assert float(two_sided_p(abs(s), (1,) * len(values))) == pytest.approx(expected)


@settings(max_examples=20)
@given(st.lists(
    st.tuples(st.sampled_from(["xã", "phường", "đặc khu"]), st.sampled_from(["1", "2"]),
              st.floats(10, 100), st.floats(1000, 10_000), st.integers(0, 5),
              st.floats(0, 50), st.integers(1, 4)),
    min_size=1, max_size=8,
))  # fmt: skip
def test_similar_communes_are_as_far_apart_as_gower_says(rows: list[tuple]) -> None:
    """Two rows at the ends of every scale make gower's ranges those of the method."""
    ends = [("xã", "1", 10.0, 1000.0, 0, 0.0, 1), ("xã", "1", 100.0, 10_000.0, 5, 50.0, 4)]
    columns = ["area_type", "region", "area_km2", "population", "former_units", "urban_share",
               "wage_region"]  # fmt: skip
    table = pd.DataFrame([*ends, *rows], columns=columns)
    table = table.assign(area_code=[str(n) for n in range(len(table))], latitude=np.nan,
                         longitude=np.nan, density=np.nan)  # fmt: skip
    chosen = {"type": 3.0, "region": 2.0, "area_km2": 2.0, "population": 1.0, "former_units": 1.0,
              "urban_share": 1.0, "wage_region": 2.0}  # fmt: skip
    weights = {name: chosen.get(name, 0.0) for name in VARIABLES}
    differences = _differences(prepare(table), np.arange(len(table)), weights)
    distance, _used = _mean(differences, weights)

    measured = table[columns].assign(
        area_km2=np.log10(table["area_km2"]), population=np.log10(table["population"]),
        former_units=table["former_units"].astype(float),
        wage_region=table["wage_region"].astype(float),
    )  # fmt: skip
    expected = gower.gower_matrix(measured, cat_features=[True, True, *[False] * 5],
                                  weight=np.array(list(chosen.values())))  # fmt: skip
    assert distance == pytest.approx(expected, abs=1e-5)  # gower works in single precision
