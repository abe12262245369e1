"""The frames behind the comparison, on areas that are made up."""

import pandas as pd

from indicators.questions.comparison import (
    MOST_PANELS,
    InCommon,
    panels,
    shared,
    side_by_side,
    undecided,
)

LABELS = {"a": "A", "b": "B"}


def compared() -> pd.DataFrame:
    """Two areas and four indicators: both, one only, neither ranked, one on another basis."""
    rows = [
        ("income", "a", 80.0, None, True, "higher", False),
        ("income", "b", 70.0, None, False, "higher", False),
        ("growth", "a", 5.0, None, False, "higher", True),
        ("growth", "b", 5.0, None, False, "higher", True),
        ("people", "a", 900.0, None, False, "none", False),
        ("people", "b", 800.0, None, False, "none", False),
        ("revenue", "a", 112.0, None, False, "higher", False),
        ("revenue", "b", None, "other_basis_only", False, "higher", False),
        ("forest", "a", 40.0, None, False, "higher", False),
        ("forest", "b", None, "not_reported", False, "higher", False),
    ]
    columns = ["indicator_id", "area_code", "value", "missing_reason", "surely_best", "direction",
               "headline"]  # fmt: skip
    frame = pd.DataFrame(rows, columns=columns)
    places = {name: place for place, name in enumerate(dict.fromkeys(frame["indicator_id"]))}
    return frame.assign(
        position=frame["indicator_id"].map(places),
        name_vi=frame["indicator_id"], name_en=frame["indicator_id"], unit="%", unit_en="%",
    )  # fmt: skip


def test_what_the_areas_share_is_counted() -> None:
    assert shared(compared()) == InCommon(of_any=5, of_all=3)


def test_undecided_needs_two_figures_and_a_direction() -> None:
    assert undecided(compared()) == ["growth"]


def test_a_figure_on_another_basis_keeps_its_line_in_the_table() -> None:
    rows = compared()
    kept = rows.loc[side_by_side(rows), "indicator_id"].unique().tolist()
    assert kept == ["income", "growth", "people", "revenue"]


def test_panels_hold_what_two_areas_have_headline_first() -> None:
    drawn = panels(compared(), LABELS, "vi")
    assert drawn["indicator_id"].unique().tolist() == ["growth", "income", "people"]
    assert drawn["area_label"].tolist() == ["A", "B"] * 3


def test_panels_are_few() -> None:
    one = compared().head(2)
    many = pd.concat(
        [one.assign(indicator_id=f"i{place}", position=place) for place in range(MOST_PANELS + 3)]
    )
    assert panels(many, LABELS, "en")["indicator_id"].nunique() == MOST_PANELS
