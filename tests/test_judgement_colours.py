"""Judgements as readers with all receptors, and without any one of the three, see them."""

import numpy as np
import pytest

from indicators.charts.palette import (
    DARK,
    JUDGEMENT_SIGNS,
    LIGHT,
    Palette,
)
from tests.test_palette import SIGHT, contrast, lab, linear

# Machado, Oliveira and Fernandes 2009, severity 1, as the other two.
NO_BLUE = np.array(
    [[1.2553, -0.0767, -0.1787], [-0.0784, 0.9308, 0.1476], [0.0047, 0.6914, 0.3039]]
)
EVERY_SIGHT = {**SIGHT, "no blue": NO_BLUE}
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
# CIELAB: two colours that differ by this much are told apart side by side, in a cell of a table.
APART = 10
WELL_APART = 25


@THEMES
@pytest.mark.parametrize("sight", EVERY_SIGHT)
def test_better_and_worse_are_well_apart_for_every_sight(theme: Palette, sight: str) -> None:
    seen = EVERY_SIGHT[sight].T
    for pair in ((theme.better, theme.worse), (theme.better_fill, theme.worse_fill)):
        first, second = lab(linear(pair) @ seen)
        assert np.linalg.norm(first - second) >= WELL_APART


@THEMES
@pytest.mark.parametrize("sight", EVERY_SIGHT)
def test_neither_looks_like_what_is_not_judged(theme: Palette, sight: str) -> None:
    seen = EVERY_SIGHT[sight].T
    neutral, *judged = lab(linear((theme.neutral_fill, theme.better_fill, theme.worse_fill)) @ seen)
    assert min(np.linalg.norm(neutral - one) for one in judged) >= APART


@THEMES
def test_marks_are_read_as_text_and_fills_lie_under_text(theme: Palette) -> None:
    assert min(contrast(colour, theme.page) for colour in (theme.better, theme.worse)) >= 4.5
    fills = (theme.better_fill, theme.worse_fill, theme.neutral_fill)
    assert min(contrast(theme.ink, fill) for fill in fills) >= 7
    assert contrast(theme.better, theme.better_fill) >= 4.5
    assert contrast(theme.worse, theme.worse_fill) >= 4.5
    assert contrast(theme.muted, theme.neutral_fill) >= 4.5


def test_each_judgement_has_a_sign_of_its_own() -> None:
    assert len(set(JUDGEMENT_SIGNS.values())) == len(JUDGEMENT_SIGNS) == 4
