"""The examples on the methods page are those of the rules, and can be followed by hand."""

from decimal import Decimal

import pandas as pd

from indicators.printed.examples import interval_examples, rank_examples
from indicators.questions.named import matching_indicators


def test_one_interval_per_qualifier() -> None:
    intervals = {one.qualifier: one.interval for one in interval_examples()}
    bounds = {
        qualifier: (interval.low, interval.high, interval.high_open)
        for qualifier, interval in intervals.items()
    }
    assert bounds == {
        "exact": (Decimal("97.605"), Decimal("97.615"), True),
        "about": (Decimal("78.5"), Decimal("78.7"), False),
        "at_least": (Decimal(1860), Decimal(1870), True),
        "nearly": (Decimal(1600), Decimal(1700), False),
        "at_most": (Decimal(4), Decimal(5), False),
    }


def test_five_invented_areas_are_ranked() -> None:
    places = {one.name: (one.rank, one.rank_low, one.rank_high) for one in rank_examples()}
    # A: [98.15, 98.25), B: [97.605, 97.615), C: [97, 98), D and E: [96.45, 96.55)
    assert places == {
        "A": (1, 1, 1), "B": (2, 2, 3), "C": (3, 2, 3), "D": (4, 4, 5), "E": (4, 4, 5),
    }  # fmt: skip


def _catalogue() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "indicator_id": ["poverty_rate", "dossiers_received"],
            "name_vi": ["Tỷ lệ hộ nghèo", "Hồ sơ tiếp nhận"],
            "name_en": ["Poverty rate", "Dossiers received"],
            "definition_vi": ["", ""],
            "definition_en": ["", ""],
            "headline": [False, True],
            "position": [1, 2],
        }
    )


def test_the_catalogue_is_searched_without_accents_and_headlines_come_first() -> None:
    catalogue = _catalogue()
    ids = matching_indicators(catalogue, "")["indicator_id"].tolist()
    assert ids == ["dossiers_received", "poverty_rate"]
    for text in ("ho ngheo", "POVERTY", "poverty_rate", "nghèo hộ"):
        assert matching_indicators(catalogue, text)["indicator_id"].tolist() == ["poverty_rate"]
    assert matching_indicators(catalogue, "không có").empty
