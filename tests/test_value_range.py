"""Axes of values: from zero wherever figures still read apart, else broken, and saying so."""

import math

import pytest

from indicators.charts.style import direction_mark
from indicators.charts.value_range import break_mark, break_sentence, value_range


def test_an_axis_begins_at_zero_where_figures_read_apart() -> None:
    axis = value_range([1.0, 2.19], unit="%")
    assert (axis.broken, axis.ticks[0]) == (False, 0.0)
    assert axis.low < 0 < 2.19 < axis.high
    assert break_sentence(axis, "%", "vi") == break_mark(axis, "vi") == ""


def test_close_figures_get_a_broken_axis_that_says_so() -> None:
    axis = value_range([98.2, 99.4], unit="%")
    assert axis.broken and min(axis.ticks) > 90
    told = break_sentence(axis, "%", "en")
    assert told.startswith("The axis is broken: its numbers run from ")
    assert axis.tick_texts("%", "en")[0] in told and axis.tick_texts("%", "en")[-1] in told
    assert break_mark(axis, "en") == "zero is not on this axis"


@pytest.mark.parametrize("numbers", [[99.9, 100.0], [100.0, 100.0], [97.0, 100.0]])
def test_no_tick_stands_above_a_whole(numbers: list[float]) -> None:
    axis = value_range(numbers, unit="%")
    assert max(axis.ticks) <= 100
    assert axis.low <= min(numbers) and axis.high >= 100


def test_more_than_a_whole_is_shown_where_it_is_reported() -> None:
    assert max(value_range([86.0, 186.0], unit="%").ticks) >= 150


def test_noise_does_not_fill_an_axis() -> None:
    axis = value_range([60.0, 60.1])
    assert axis.high - axis.low >= 0.05 * 60


def test_both_signs_and_negatives_keep_zero() -> None:
    across, below = value_range([-6.7, 14.9]), value_range([-20.0, -4.0])
    assert not across.broken and 0 in across.ticks
    assert not below.broken and below.high > 0 and max(below.ticks) == 0


def test_gaps_are_no_numbers() -> None:
    assert value_range([math.nan, 3.0, 1.0]) == value_range([1.0, 3.0])
    assert value_range([]).ticks == (0.0, 1.0)
    assert value_range([0.0]).ticks == (0.0,)


def test_figures_stand_between_ticks_and_no_tick_is_below_what_can_be() -> None:
    assert value_range([0.5, 80.0], room=0.28).ticks == (0, 20, 40, 60, 80)
    assert value_range([0.5, 78.6], room=0.16).ticks == (0, 20, 40, 60, 80)


def test_lower_is_better_is_marked_at_its_end() -> None:
    assert direction_mark("higher", "en") == "better →"
    assert direction_mark("lower", "en") == "← better (lower is better)"
    assert direction_mark("none", "en") == ""
