"""What stands behind a figure, on figures that are made up and can be followed by hand."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from indicators.questions import evidence

FIGURE: dict[str, Any] = {
    "amount": None,
    "observation_id": 1,
    "indicator_id": "online_dossier_share",
    "unit": "%",
    "direction": "higher",
    "period_start": date(2025, 7, 1),
    "period_end": date(2025, 12, 31),
    "basis": "",
    "value": 97.0,
    "value_low": 97.0,
    "value_high": 98.0,
    "qualifier": "at_least",
    "numerator": 5839.0,
    "denominator": 6012.0,
    "computed_share": 100 * 5839 / 6012,
    "contradicted": False,
    "as_printed": "hơn 97%",
    "language": "vi",
    "source_kind": "press",
    "source_id": "a",
    "source_note": None,
    "published_on": date(2026, 1, 4),
    "revision": 1,
    "is_current": True,
    "rank": None,
    "reported": None,
    "province_rank": None,
    "province_reported": None,
}


def figure(**changes: Any) -> dict[str, Any]:
    return FIGURE | changes


def test_a_printed_share_that_its_counts_bear_out_agrees() -> None:
    check = evidence.share_check(figure())
    assert check is not None
    assert (check.numerator, check.denominator, check.outcome) == (5839.0, 6012.0, "agrees")
    assert round(check.share, 2) == 97.12


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"contradicted": True}, "contradicts"),
        ({"as_printed": ""}, "computed"),
        # 50.5 of 31.629 is 159.66, printed as 159.6: the parts are rounded.
        (
            {"value": 159.6, "value_low": 159.55, "value_high": 159.65, "as_printed": "159,6%",
             "numerator": 50.5, "denominator": 31.629, "computed_share": 159.66},
            "rounded_parts",
        ),
        # 55.188 of 38.760 is 142.38, as printed.
        (
            {"value": 142.38, "value_low": 142.375, "value_high": 142.385, "as_printed": "142,38%",
             "numerator": 55.188, "denominator": 38.76, "computed_share": 142.384},
            "agrees",
        ),
    ],
)  # fmt: skip
def test_the_outcome_of_a_check(changes: dict[str, Any], outcome: str) -> None:
    check = evidence.share_check(figure(**changes))
    assert check is not None and check.outcome == outcome


def test_a_figure_without_counts_has_no_check() -> None:
    assert evidence.share_check(figure(computed_share=None)) is None


@pytest.mark.parametrize(
    ("chosen", "other", "reason"),
    [
        ({"revision": 2}, {"source_kind": "official"}, "revision"),
        ({"source_kind": "official"}, {"source_kind": "press"}, "kind"),
        ({"language": "vi", "published_on": None}, {"language": "de"}, "language"),
        ({"published_on": date(2026, 1, 6)}, {"published_on": date(2025, 12, 24)}, "published"),
        ({"published_on": date(2026, 1, 6)}, {"published_on": None}, "dated"),
        ({}, {"source_id": "b"}, "order"),
    ],
)
def test_the_first_rule_that_tells_two_sources_apart_is_named(
    chosen: dict[str, Any], other: dict[str, Any], reason: str
) -> None:
    assert evidence.preference(figure(**chosen), figure(**other)) == reason


def test_a_cell_keeps_rivals_and_revisions_apart() -> None:
    rows = [
        figure(observation_id=1, revision=2, value=97.5),
        figure(observation_id=2, revision=1, is_current=False),
        figure(observation_id=3, revision=1, source_id="b", value=97.5, is_current=False),
        figure(observation_id=4, revision=1, period_end=date(2025, 9, 30)),
    ]
    first, second = evidence.cells(pd.DataFrame(rows))
    assert first.chosen["observation_id"] == 1
    assert [row["observation_id"] for row in first.revisions] == [2]
    assert [(rival.figure["observation_id"], rival.preferred_by, rival.same_figure)
            for rival in first.rivals] == [(3, "revision", True)]  # fmt: skip
    assert second.chosen["observation_id"] == 4 and second.rivals == second.revisions == ()


def test_cells_without_a_first_day_are_one_cell() -> None:
    rows = [
        figure(observation_id=1, period_start=None),
        figure(observation_id=2, period_start=None, source_id="b", is_current=False),
    ]
    frame = pd.DataFrame(rows)
    frame["period_start"] = pd.to_datetime(frame["period_start"])
    assert len(evidence.cells(frame)) == 1


def test_a_figure_of_a_part_of_a_year_has_its_place_in_the_set_that_is_compared() -> None:
    empty: dict[str, Any] = dict.fromkeys(evidence.PLACE)
    rows = [
        figure(observation_id=1, period_set="2025-07-01/2025-12-31", **empty),
        figure(observation_id=2, period_set="2024", period_end=date(2024, 12, 31), **empty),
    ]
    placed = empty | {"rank": 7, "rank_low": 7, "rank_high": 9, "reported": 12}
    profile = pd.DataFrame([{"observation_id": 1, "period_set": "2025-part", **placed}])
    first, second = evidence.in_usual_sets(evidence.cells(pd.DataFrame(rows)), profile)
    assert (first.chosen["rank_high"], first.chosen["reported"]) == (9, 12)
    assert first.chosen["compared_set"] == "2025-part"
    assert (second.chosen["rank"], second.chosen["compared_set"]) == (None, "2024")


def test_a_plan_belongs_to_the_revenue_it_speaks_of() -> None:
    rows = [
        figure(observation_id=1, indicator_id="budget_revenue", basis="area"),
        figure(observation_id=2, indicator_id="budget_revenue", basis="own"),
        figure(observation_id=3, indicator_id="budget_revenue_vs_plan", basis="own.unspecified",
               amount="budget_revenue"),
        figure(observation_id=4, indicator_id="budget_revenue_vs_plan",
               basis="unspecified.unspecified", amount="budget_revenue"),
    ]  # fmt: skip
    found = evidence.plans(evidence.cells(pd.DataFrame(rows)))
    assert {key: [row["observation_id"] for row in value] for key, value in found.items()} == {
        1: [],
        2: [3],
    }


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"rank": 7.0, "reported": 42.0}, None),
        ({"direction": "none", "reported": 42.0}, "no_direction"),
        ({"reported": 4.0}, "too_few"),
        ({}, "not_contested"),
    ],
)
def test_why_a_figure_has_no_place(changes: dict[str, Any], reason: str | None) -> None:
    assert evidence.unranked(figure(**changes)) == reason


def test_the_place_in_the_province_has_its_own_reason() -> None:
    row = figure(rank=7.0, reported=42.0, province_reported=3.0)
    assert evidence.unranked(row) is None
    assert evidence.unranked(row, in_province=True) == "too_few"


def test_a_machine_translation_is_known_by_the_note_of_its_source() -> None:
    assert evidence.is_translation(figure(source_note="machine translation of a text"))
    assert not evidence.is_translation(figure(source_note="full text read"))
