"""A figure far out does not squeeze a ranking: the scale ends before it, and says so."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indicators.charts.cut_ends import CutEnds, beyond_sentence, cut_ends, ends_of_rows
from indicators.charts.ranking import ranking_curve
from indicators.release.build import build
from indicators.release.store import Store
from indicators.views.ranking import RankingView, ranking_view
from indicators.web.first_answer import _plot
from tests.small_country import figure, incomes, write_country

# Nine communes between 50 and 90, and one at 200: as printed, in million VND.
CLOSE = ("50", "55", "60", "65", "70", "75", "80", "85", "90")
FAR = "200"


def _figures(*values: float) -> np.ndarray:
    return np.array([(value, value - 0.5, value + 0.5) for value in values])


def test_one_figure_far_out_is_left_beyond_the_end() -> None:
    close = [float(one) for one in CLOSE]
    assert cut_ends(_figures(*close, 900.0)) == CutEnds(49.5, 90.5, above=True)
    assert cut_ends(_figures(*close, -900.0)) == CutEnds(49.5, 90.5, below=True)


@pytest.mark.parametrize("values", [
    [50.0, 55.0, 60.0, 900.0],  # too few to say what is usual
    [100.0] * 9 + [900.0],  # all the same: then every other figure would be far out
    [0.0, *map(float, CLOSE), 160.0],  # outside, but its room is not worth a break
    [1.0, 2.0, 3.0, 4.0, 5.0, 600.0, 700.0, 800.0],  # many: that is how they are spread
])  # fmt: skip
def test_other_scales_hold_every_figure(values: list[float]) -> None:
    assert cut_ends(_figures(*values)) == CutEnds(min(values) - 0.5, max(values) + 0.5)


def test_a_yardstick_is_always_on_the_scale() -> None:
    close = [float(one) for one in CLOSE]
    assert cut_ends(_figures(*close, 900.0), kept=[40.0]).low == 40
    assert not cut_ends(_figures(*close, 900.0), kept=[800.0]).cut


def test_without_figures_there_is_a_scale_all_the_same() -> None:
    assert cut_ends(np.empty((0, 3))) == CutEnds(0.0, 1.0)


@pytest.mark.parametrize(("lang", "told"), [
    ("en", "› the figure lies beyond the end of the scale and stands at its edge."),
    ("vi", "› số liệu nằm ngoài thang đo, chấm đặt ở mép."),
])  # fmt: skip
def test_the_break_is_said(lang: str, told: str) -> None:
    assert beyond_sentence(CutEnds(0, 1, above=True), lang) == told
    assert beyond_sentence(CutEnds(0, 1), lang) == ""


@pytest.fixture
def view(tmp_path: Path) -> RankingView:
    figures = [*incomes(*CLOSE[:7]), figure(FAR, area_code="98001")]
    build(write_country(tmp_path / "data", figures), tmp_path / "release.duckdb")
    with Store(tmp_path / "release.duckdb") as store:
        return ranking_view(store, page=1, lang="en", indicator_id="income_per_capita",
                            year="2025", province=None, area_type=None, basis=None)  # fmt: skip


def test_the_table_draws_it_at_the_edge_with_its_sign(view: RankingView) -> None:
    first, *others = [row for group in view.groups for row in group.rows]
    assert (first["value"], first["dot"], first["beyond"]) == ("200", 100, "›")
    assert [row for row in others if "beyond" in row] == []
    assert view.scale.high < 100
    # The others have the scale for themselves.
    assert max(row["dot"] for row in others) > 95 and min(row["dot"] for row in others) < 5
    assert '<span class="beyond" style="left:100%">›</span>' in _plot(first)
    assert "beyond" not in _plot(others[0])


def test_the_chart_draws_it_at_the_edge_with_its_number() -> None:
    values = sorted((float(one) for one in (*CLOSE, FAR)), reverse=True)
    rows = pd.DataFrame({
        "area_code": [f"99{number:03}" for number in range(10)], "name": list("ABCDEFGHIJ"),
        "province": "P", "value": values, "value_low": values, "value_high": values,
        "qualifier": "exact", "as_printed": "", "rank": range(1, 11), "rank_low": range(1, 11),
        "rank_high": range(1, 11), "period_start": pd.Timestamp("2025-01-01"),
        "period_end": pd.Timestamp("2025-12-31"), "value_status": "printed",
    })  # fmt: skip
    assert ends_of_rows(rows) == CutEnds(50, 90, above=True)
    drawn = ranking_curve(rows, unit="%", decimals=0, direction="higher", highlighted=[],
                          lang="en", dark=False)  # fmt: skip
    assert list(drawn.data[0].x[:2]) == [90, 90]
    assert drawn.layout.xaxis.range[1] < 100
    (beside,) = drawn.layout.annotations
    assert (beside.text, beside.y) == ("200% ›", 1)
