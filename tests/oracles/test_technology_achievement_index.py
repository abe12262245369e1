"""A published composite reproduced: the Technology Achievement Index of 23 countries.

OECD/JRC, Handbook on Constructing Composite Indicators: Methodology and User Guide (2008), the
example that runs through the book (``tai_23.csv``): goalposts and equal weights as there, and the
geometric mean of the values as they are.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from indicators.own_index.aggregation import arithmetic, places
from indicators.own_index.normalisation import goalposts
from indicators.own_index.scoring import Rule, results

TABLE = Path(__file__).with_name("tai_23.csv")

# Posts of each indicator; those of telephones and electricity are logarithms as their values are.
POSTS = {
    "patents": (0, 994), "royalties": (0, 272.6), "internet_hosts": (0, 232.4),
    "high_tech_exports": (0, 80.8), "telephones_log": (0, np.log10(901)),
    "electricity_log": (np.log10(22), np.log10(6969)), "schooling": (0.8, 12),
    "university": (0.1, 27.4),
}  # fmt: skip


def table() -> pd.DataFrame:
    return pd.read_csv(TABLE)


def test_places_by_equal_weights() -> None:
    countries = table()
    rules = [Rule("higher", posts=posts) for posts in POSTS.values()]
    values = countries[list(POSTS)].to_numpy(float)
    found = results(values, np.ones(len(POSTS)), rules, "goalposts", "arithmetic")
    assert places(found).tolist() == countries["place_equal_weights"].tolist()


def test_scores_are_cut_at_the_posts() -> None:
    electricity = table()["electricity_log"].to_numpy()
    score = goalposts(electricity, *POSTS["electricity_log"])
    assert score.max() == 1
    assert (electricity > POSTS["electricity_log"][1]).sum() == (score == 1).sum() > 0


def test_places_by_the_geometric_mean_of_the_values() -> None:
    """The mean of logarithms has the order of the geometric mean of the values."""
    countries = table()
    values = countries[list(POSTS)].to_numpy(float)
    found = arithmetic(np.log(values), np.ones(len(POSTS)))
    assert places(found).tolist() == countries["place_geometric"].tolist()
