"""A published index reproduced from its published components: the Human Development Index.

Components and index: United Nations Development Programme, Human Development Report Office,
"All composite indices and components time series (1990-2022)" of the Human Development Report
2023-24, https://hdr.undp.org/sites/default/files/2023-24_HDR/HDR23-24_Composite_indices_complete_time_series.csv
(CC BY 3.0 IGO), columns hdi_2022, le_2022, eys_2022, mys_2022, gnipc_2022 and hdi_rank_2022 of the
193 countries: ``hdi_2022.csv``.

Formula: Human Development Report 2023/2024, technical note 1, and
http://hdr.undp.org/en/content/human-development-index-hdi: life expectancy 20 to 85 years; expected
years of schooling 0 to 18 and mean years 0 to 15, their arithmetic mean; income 100 to 75,000 PPP
dollars in logarithms; each cut at the upper post; the geometric mean of the three.

The table of the Human Development Report 2021/2022 prints the components with one decimal only, so
there the published index must lie between what the smallest and the largest of the numbers behind
the printed ones give: "Statistical annex, table 1", HDR21-22_Statistical_Annex_HDI_Table, the first
twelve ranks and Viet Nam, as in the copies at github.com/iedylag/Econometrics and
github.com/IvanVSavin/GreenGrowthShades, which agree.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indicators.own_index.aggregation import arithmetic, geometric, places
from indicators.own_index.normalisation import goalposts

TABLE = Path(__file__).with_name("hdi_2022.csv")
COMPONENTS = ["life_expectancy", "expected_schooling", "mean_schooling", "gni_per_capita"]

# Country, published HDI 2021, and the same components as they are printed.
REPORT_2021_22 = [
    ("Switzerland", 0.962, 84.0, 16.5, 13.9, 66933),
    ("Norway", 0.961, 83.2, 18.2, 13.0, 64660),
    ("Iceland", 0.959, 82.7, 19.2, 13.8, 55782),
    ("Hong Kong, China (SAR)", 0.952, 85.5, 17.3, 12.2, 62607),
    ("Australia", 0.951, 84.5, 21.1, 12.7, 49238),
    ("Denmark", 0.948, 81.4, 18.7, 13.0, 60365),
    ("Sweden", 0.947, 83.0, 19.4, 12.6, 54489),
    ("Ireland", 0.945, 82.0, 18.9, 11.6, 76169),
    ("Germany", 0.942, 80.6, 17.0, 14.1, 54534),
    ("Netherlands", 0.941, 81.7, 18.7, 12.6, 55979),
    ("Finland", 0.940, 82.0, 19.1, 12.9, 49452),
    ("Singapore", 0.939, 82.8, 16.5, 11.9, 90919),
    ("Viet Nam", 0.703, 73.6, 13.0, 8.4, 7867),
]


def human_development(components: np.ndarray) -> np.ndarray:
    """The index of each row: life expectancy, expected years, mean years, income."""
    life, expected, mean, income = components.T
    equal = np.array([1.0, 1.0])
    schooling = np.stack([goalposts(expected, 0, 18), goalposts(mean, 0, 15)], axis=-1)
    dimensions = [
        goalposts(life, 20, 85),
        arithmetic(schooling, equal),
        goalposts(income, 100, 75_000, logarithmic=True),
    ]
    return geometric(np.stack(dimensions, axis=-1), np.ones(3))


def test_the_published_index_of_193_countries_to_three_decimals() -> None:
    table = pd.read_csv(TABLE)
    computed = human_development(table[COMPONENTS].to_numpy()).round(3)
    assert len(table) == 193
    assert table.loc[computed != table["hdi"], ["iso3", "hdi"]].to_numpy().tolist() == []


def test_the_published_ranks_are_the_places_of_the_index_at_three_decimals() -> None:
    table = pd.read_csv(TABLE)
    computed = human_development(table[COMPONENTS].to_numpy()).round(3)
    assert places(computed).tolist() == table["rank"].tolist()


@pytest.mark.parametrize("row", REPORT_2021_22, ids=[row[0] for row in REPORT_2021_22])
def test_the_published_index_lies_within_the_rounding_of_its_components(row: tuple) -> None:
    country, published, *components = row
    half = np.array([0.05, 0.05, 0.05, 0.5])
    low, high = human_development(np.array([components - half, components + half]))
    assert low - 0.0005 <= published <= high + 0.0005, country


def test_the_bounds_of_the_second_test_are_narrow() -> None:
    half = np.array([0.05, 0.05, 0.05, 0.5])
    components = np.array([row[2:] for row in REPORT_2021_22], dtype=float)
    width = human_development(components + half) - human_development(components - half)
    assert width.max() < 0.004
