"""The indicators without a figure, by reason."""

import pandas as pd

from indicators.questions.profile import unknown_by_reason


def test_missing_indicators_are_grouped_with_headline_ones_first() -> None:
    profile = pd.DataFrame(
        {
            "indicator_id": ["a", "b", "c", "d"],
            "headline": [False, True, False, True],
            "position": [1, 2, 3, 4],
            "missing_reason": ["not_reported", "not_reported", None, "not_applicable"],
        }
    )
    found = unknown_by_reason(profile)
    assert {reason: rows["indicator_id"].tolist() for reason, rows in found.items()} == {
        "not_reported": ["b", "a"],
        "not_applicable": ["d"],
    }
