"""The figures that the chart builders give, as the numbers a browser would get.

Every area here is invented: "Giả Định" means supposed.
"""

import base64
import json
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from indicators.charts import beeswarm, curve, dots, ranking, small_multiples, spine, style

LOOK: dict[str, Any] = {"lang": "vi", "dark": False}


def ranked_rows(values: list[float], half: float = 0.05) -> pd.DataFrame:
    """Invented areas X0, X1 … in the given order; each value stands for ± ``half``."""
    places = np.arange(1, len(values) + 1)
    return pd.DataFrame(
        {
            "area_code": [f"X{place}" for place in range(len(values))],
            "name": [f"Giả Định {place}" for place in range(len(values))],
            "province": "Tỉnh Giả Định",
            "value": values,
            "value_low": np.array(values) - half,
            "value_high": np.array(values) + half,
            "qualifier": "exact",
            "rank": places,
            "rank_low": places,
            "rank_high": places,
            "period_start": date(2025, 1, 1),
            "period_end": date(2025, 12, 31),
        }
    )


def ranked_figure(rows: pd.DataFrame, highlighted: list[str], **settings: Any) -> dict[str, Any]:
    question = {"unit": "%", "decimals": 1, "direction": "higher", **LOOK, **settings}
    return as_sent(ranking.ranking_curve(rows, highlighted=highlighted, **question))


def as_sent(figure: Any) -> dict[str, Any]:
    """The figure as the browser reads it, typed arrays decoded to lists."""
    return decoded(json.loads(figure.to_json()))


def decoded(node: Any) -> Any:
    if isinstance(node, dict) and set(node) == {"dtype", "bdata"}:
        return np.frombuffer(base64.b64decode(node["bdata"]), dtype=node["dtype"]).tolist()
    if isinstance(node, dict):
        return {key: decoded(value) for key, value in node.items()}
    return [decoded(value) for value in node] if isinstance(node, list) else node


# ── ranking: few areas ───────────────────────────────────────────────────────────────────────


def test_a_short_ranking_is_one_named_dot_per_area() -> None:
    figure = ranked_figure(ranked_rows([98.2, 87.5, 61.0]), ["X1"])
    everybody, chosen = figure["data"]
    assert everybody["x"] == [98.2, 87.5, 61.0]
    assert everybody["y"] == [1, 2, 3]
    assert everybody["error_x"]["array"] == [0.05, 0.05, 0.05]
    assert everybody["error_x"]["arrayminus"] == [0.05, 0.05, 0.05]
    assert (chosen["x"], chosen["y"]) == ([87.5], [2])
    axis = figure["layout"]["yaxis"]
    assert axis["ticktext"] == ["Giả Định 0", "<b>Giả Định 1</b>", "Giả Định 2"]
    assert (axis["tickvals"], axis["range"]) == ([1, 2, 3], [3.7, 0.3])
    assert figure["layout"]["xaxis"]["type"] == axis["type"] == "linear"


def test_hover_tells_place_value_in_words_rank_interval_and_period() -> None:
    rows = ranked_rows([98.2, 87.5, 61.0])
    rows["qualifier"] = ["exact", "about", "exact"]
    rows["rank_low"] = [1, 1, 3]
    rows["rank_high"] = [1, 2, 3]
    figure = ranked_figure(rows, ["X1"])
    assert figure["data"][1]["hovertext"] == [
        "<b>Giả Định 1</b>, Tỉnh Giả Định<br>khoảng 87,5%<br>Hạng 2 (1–2)<br>năm 2025"
    ]


def test_without_ranks_the_hover_has_none() -> None:
    rows = ranked_rows([98.2, 87.5]).assign(rank=np.nan, rank_low=np.nan, rank_high=np.nan)
    texts = ranked_figure(rows, [], lang="en")["data"][0]["hovertext"]
    assert texts[0] == "<b>Giả Định 0</b>, Tỉnh Giả Định<br>98.2%<br>2025"


def test_an_area_of_a_shared_name_has_its_province_below() -> None:
    rows = ranked_rows([3.0, 2.0, 1.0])
    rows["name"] = ["Giả Định", "Giả Định", "Khác"]
    labels = ranked_figure(rows, [])["layout"]["yaxis"]["ticktext"]
    small = '<span style="font-size:10px">Tỉnh Giả Định</span>'
    assert labels == [f"Giả Định<br>{small}", f"Giả Định<br>{small}", "Khác"]


def test_markup_in_a_name_stays_text() -> None:
    rows = ranked_rows([2.0, 1.0])
    rows.loc[0, "name"] = "<a href=x>"
    figure = ranked_figure(rows, [])
    assert figure["layout"]["yaxis"]["ticktext"][0] == "&lt;a href=x>"


@pytest.mark.parametrize("count", [3, 100, 500])
def test_a_missing_value_raises_and_is_never_drawn(count: int) -> None:
    rows = ranked_rows([float(count - place) for place in range(count)])
    rows.loc[1, "value"] = np.nan
    with pytest.raises(ValueError, match="column value: found 1 missing values, expected none"):
        ranked_figure(rows, [])


def test_no_rows_raise() -> None:
    with pytest.raises(ValueError, match="found no rows"):
        ranked_figure(ranked_rows([]), [])


@pytest.mark.parametrize(("lang", "marks"), [("vi", ",."), ("en", ".,")])
@pytest.mark.parametrize("count", [3, 100, 500])
def test_numbers_follow_the_language(count: int, lang: str, marks: str) -> None:
    rows = ranked_rows([float(count - place) for place in range(count)])
    assert ranked_figure(rows, [], lang=lang)["layout"]["separators"] == marks


# ── ranking: many areas ──────────────────────────────────────────────────────────────────────


def test_100_areas_are_dots_from_the_best_with_intervals() -> None:
    figure = ranked_figure(ranked_rows([float(100 - place) for place in range(100)]), ["X9"])
    everybody, chosen = figure["data"]
    assert everybody["mode"] == "markers"
    assert (everybody["x0"], everybody["dx"], len(everybody["y"])) == (1, 1, 100)
    assert everybody["y"][:3] == [100.0, 99.0, 98.0]
    assert len(everybody["hovertext"]) == 100
    assert (chosen["x"], chosen["y"]) == ([10], [91.0])


def test_3321_areas_are_one_filled_curve_and_one_trace_of_the_chosen() -> None:
    values = [400 - place / 10 for place in range(3321)]
    figure = ranked_figure(ranked_rows(values), ["X3320", "X0", "unknown"])
    everybody, chosen = figure["data"]
    assert (everybody["mode"], everybody["fill"], everybody["x0"]) == ("lines", "tozeroy", 1)
    assert np.round(everybody["y"], 1).tolist() == np.round(values, 1).tolist()
    assert "hovertext" not in everybody and "customdata" not in everybody
    assert everybody["hovertemplate"] == "Hạng %{x:,d}<br>%{y:,.1~f}%<extra></extra>"
    assert (chosen["x"], chosen["y"]) == ([3321, 1], [68.0, 400.0])
    assert figure["layout"]["yaxis"]["range"][0] == 0.0


def test_3321_areas_are_sent_in_less_than_30_kilobytes() -> None:
    """Measured: 23,980 bytes, of which 17,712 are the values (4 bytes each, in base64)."""
    values = [400 - place / 10 for place in range(3321)]
    chosen = [f"X{place}" for place in (0, 40, 41, 900, 1700, 1701, 3000, 3320)]
    figure = ranking.ranking_curve(
        ranked_rows(values), unit="%", decimals=1, direction="higher", highlighted=chosen, **LOOK
    )
    assert len(figure.to_json().encode()) < 30_000
    assert "colorway" not in figure.to_json()  # plotly's own template, 7 kB


def test_close_values_are_a_line_without_a_fill_that_would_need_a_zero() -> None:
    values = [99 - place / 1000 for place in range(3321)]  # from 99 down to 95.68
    figure = ranked_figure(ranked_rows(values, 0.0), [], decimals=3)
    assert figure["data"][0]["fill"] == "none"
    assert figure["layout"]["yaxis"]["range"][0] > 95


def test_each_label_has_a_line_of_its_own_above_the_curve() -> None:
    values = [400 - place / 10 for place in range(3321)]
    figure = ranked_figure(ranked_rows(values), ["X3320", "X0", "X1700"])
    labels = {label["text"]: label for label in figure["layout"]["annotations"]}
    best, middle, last = (
        labels[text]
        for text in ("<b>Giả Định 0</b> 400%", "<b>Giả Định 1700</b> 230%",
                     "<b>Giả Định 3320</b> 68%")
    )  # fmt: skip
    assert best["ay"] > middle["ay"] > last["ay"] > 400
    assert best["ay"] - middle["ay"] == pytest.approx(middle["ay"] - last["ay"])
    assert [best["xanchor"], middle["xanchor"], last["xanchor"]] == ["left", "center", "right"]


def test_a_long_unit_stands_beside_the_axis_once() -> None:
    rows = ranked_rows([float(100 - place) for place in range(100)])
    figure = ranked_figure(rows, ["X0"], unit="tỷ đồng")
    assert [note["text"] for note in figure["layout"]["annotations"]] == [
        "tỷ đồng",
        "<b>Giả Định 0</b> 100",
    ]


def test_values_take_four_bytes_only_where_that_keeps_their_decimals() -> None:
    assert style.compact(np.array([97.61, 0.0]), 2).dtype == np.float32
    assert style.compact(np.array([100_234_567.0]), 0).dtype == np.float64


def test_ticks_are_round() -> None:
    assert style.round_ticks(0, 267.65) == [0, 50, 100, 150, 200, 250]
    assert style.round_ticks(95.5, 99.1) == [96, 97, 98, 99]


def test_ranking_in_words() -> None:
    rows = ranked_rows([98.2, 88.0, 87.5, 70.0, 61.0])
    question: dict[str, Any] = {"indicator_name": "Chỉ tiêu thử", "unit": "%", "decimals": 1}
    assert ranking.ranking_alt(rows, highlighted=["X1"], lang="vi", **question) == (
        "Chỉ tiêu thử: 5 đơn vị, từ Giả Định 0 (Tỉnh Giả Định) 98,2% đến Giả Định 4 "
        "(Tỉnh Giả Định) 61%; trung vị 87,5%. Đánh dấu: Giả Định 1 (Tỉnh Giả Định) 88%."
    )
    assert ranking.ranking_alt(rows[:1], highlighted=[], lang="en", **question) == (
        "Chỉ tiêu thử: 1 area, Giả Định 0 (Tỉnh Giả Định) 98.2%."
    )


def test_limits_of_the_three_forms() -> None:
    assert (ranking.MOST_ROWS_NAMED, curve.MOST_DOTS) == (30, 200)
    assert dots.ROW_PIXELS * ranking.MOST_ROWS_NAMED == 720


# ── beeswarm ─────────────────────────────────────────────────────────────────────────────────


def test_equal_values_lie_above_each_other() -> None:
    offsets = beeswarm.beeswarm_offsets(np.array([5.0, 5.0, 5.0, 9.0]), columns=10)
    assert offsets.tolist() == [-0.25, 0.0, 0.25, 0.0]
    assert beeswarm.beeswarm_offsets(np.array([7.0, 7.0]), columns=10).tolist() == [-0.125, 0.125]


def test_a_beeswarm_in_words() -> None:
    assert (
        beeswarm.beeswarm_alt(
            ranked_rows([90.0, 80.0, 10.0]), indicator_name="Thử", unit="%", decimals=1, lang="en"
        )
        == "Thử: number of areas 3, lowest 10%, median 80%, highest 90%."
    )


# ── spine chart ──────────────────────────────────────────────────────────────────────────────


def profile_rows() -> pd.DataFrame:
    """Invented: higher is better, lower is better, no direction, too few, no own value."""
    columns = ["indicator_name", "direction", "minimum", "lower_quartile", "median",
               "upper_quartile", "maximum", "value", "reported"]  # fmt: skip
    rows = [
        ("Cao tốt", "higher", 0, 20, 50, 60, 100, 75, 10),
        ("Thấp tốt", "lower", 0, 2, 5, 6, 10, 1, 10),
        ("Trung tính", "none", 0, 20, 50, 60, 100, 75, 10),
        ("Quá ít", "higher", 0, 20, 50, 60, 100, 75, 4),
        ("Thiếu", "higher", 0, 20, 50, 60, 100, np.nan, 10),
    ]
    return pd.DataFrame(rows, columns=columns).assign(unit="%", decimals=1)


def test_rows_with_fewer_than_5_areas_or_no_value_are_withheld_with_the_reason() -> None:
    drawable, withheld = spine.drawable_rows(profile_rows())
    assert drawable["indicator_name"].tolist() == ["Cao tốt", "Thấp tốt", "Trung tính"]
    reasons = withheld[["indicator_name", "withheld_because"]].to_numpy().tolist()
    assert reasons == [["Quá ít", "too_few"], ["Thiếu", "no_value"]]


def test_spine_puts_better_to_the_right() -> None:
    whole, middle, median, own = as_sent(spine.spine_chart(profile_rows(), **LOOK))["data"]
    assert (whole["base"], whole["x"]) == ([0.0, 0.0, 0.0], [1.0, 1.0, 1.0])
    assert middle["base"] == [0.2, 0.4, 0.2]
    assert middle["x"] == [0.4, 0.4, 0.4]
    assert median["x"] == [0.5, 0.5, 0.5]
    assert own["x"] == [0.75, 0.9, 0.75]
    assert own["marker"]["symbol"] == ["circle", "circle", "circle-open"]


def test_spine_writes_the_ends_in_the_order_of_its_line() -> None:
    figure = as_sent(spine.spine_chart(profile_rows(), **LOOK))
    texts = [note["text"] for note in figure["layout"]["annotations"]]
    assert texts == [
        "← kém hơn", "tốt hơn →",
        "Cao tốt  <b>75%</b>", "0%", "100%",
        "Thấp tốt  <b>1%</b>", "10%", "0%",
        "Trung tính  <b>75%</b>", "0%", "100%",
    ]  # fmt: skip


def test_spine_without_a_drawable_row_raises() -> None:
    with pytest.raises(ValueError, match="found no indicator that can be drawn"):
        spine.spine_chart(profile_rows()[3:], **LOOK)


def test_position_of_equal_and_of_foreign_values() -> None:
    assert spine.position(5, 5, 5, "lower") == 0.5
    with pytest.raises(ValueError, match="found 11, expected a value between 0 and 10"):
        spine.position(11, 0, 10, "higher")


def test_spine_in_words() -> None:
    text = spine.spine_alt(profile_rows()[:2], area_name="Giả Định", lang="vi")
    assert text == (
        "Giả Định trong số các đơn vị có số liệu: "
        "Cao tốt 75% (trung vị 50%); Thấp tốt 1% (trung vị 5%)."
    )


# ── small multiples ──────────────────────────────────────────────────────────────────────────


def comparison_rows() -> pd.DataFrame:
    """Invented: two indicators of two areas, one figure missing."""
    columns = ["indicator_id", "indicator_name", "unit", "area_code", "area_label",
               "value", "value_low", "value_high", "missing_reason"]  # fmt: skip
    rows = [
        ("one", "Chỉ tiêu một", "%", "A", "Thử A (xã, Tỉnh Giả Định)", 78.6, 78.5, 78.7, None),
        ("one", "Chỉ tiêu một", "%", "B", "Thử B", 90.0, 89.5, 90.5, None),
        ("two", "Chỉ tiêu hai", "tiêu chí", "A", "Thử A (xã, Tỉnh Giả Định)", 14, 14, 14, None),
        ("two", "Chỉ tiêu hai", "tiêu chí", "B", "Thử B", np.nan, np.nan, np.nan,
         "not_applicable"),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).assign(decimals=1)


def test_small_multiples_draw_a_panel_per_indicator_and_a_line_per_area() -> None:
    figure = as_sent(small_multiples.small_multiples(comparison_rows(), **LOOK))
    dots_one, figures_one, dots_two, _figures_two, hatch = figure["data"]
    assert (dots_one["x"], dots_one["y"]) == ([78.6, 90.0], [0, 1])
    assert dots_one["error_x"]["array"] == [0.1, 0.5]
    assert [text.strip() for text in figures_one["text"]] == ["78,6%", "90%"]
    assert (dots_two["x"], dots_two["y"], dots_two["xaxis"]) == ([14.0], [0], "x2")
    assert (hatch["type"], hatch["y"], hatch["yaxis"]) == ("bar", [1], "y2")
    assert figure["layout"]["separators"] == ",."


def test_a_missing_figure_is_a_hatch_from_edge_to_edge_with_its_reason() -> None:
    figure = as_sent(small_multiples.small_multiples(comparison_rows(), **LOOK))
    hatch = figure["data"][-1]
    low, high = figure["layout"]["xaxis2"]["range"]
    assert (hatch["base"], hatch["x"]) == ([low], [high - low])
    assert hatch["marker"]["pattern"]["shape"] == "/"
    texts = [note["text"] for note in figure["layout"]["annotations"]]
    assert texts == [
        "<b>Chỉ tiêu một</b> (%)", "<i>không áp dụng</i>", "<b>Chỉ tiêu hai</b> (tiêu chí)",
    ]  # fmt: skip
    drawn = [x for trace in figure["data"] if trace["type"] == "scatter" for x in trace["x"]]
    assert 0 not in drawn and not np.isnan(drawn).any()


def test_an_area_keeps_its_colour_and_shape_in_every_panel() -> None:
    figure = as_sent(small_multiples.small_multiples(comparison_rows(), **LOOK))
    first, _text, second = figure["data"][:3]
    assert first["marker"]["color"][0] == second["marker"]["color"][0]
    assert first["marker"]["symbol"] == ["circle", "square"]


def test_an_indicator_without_any_figure_is_all_hatch() -> None:
    rows = comparison_rows()[3:]
    figure = as_sent(small_multiples.small_multiples(rows, **LOOK))
    assert [trace["type"] for trace in figure["data"]] == ["bar"]


def test_the_province_stands_below_the_name() -> None:
    figure = as_sent(small_multiples.small_multiples(comparison_rows(), **LOOK))
    assert figure["layout"]["yaxis"]["ticktext"] == [
        'Thử A<br><span style="font-size:10px">xã, Tỉnh Giả Định</span>',
        "Thử B",
    ]


def test_small_multiples_in_words() -> None:
    assert small_multiples.small_multiples_alt(comparison_rows(), lang="en") == (
        "Comparison. Chỉ tiêu một: Thử A (xã, Tỉnh Giả Định) 78.6%, Thử B 90%; "
        "Chỉ tiêu hai: Thử A (xã, Tỉnh Giả Định) 14 tiêu chí, Thử B does not apply."
    )


def test_nothing_in_a_chart_is_fetched() -> None:
    figures = [
        ranking.ranking_curve(
            ranked_rows([2.0, 1.0]), unit="%", decimals=1, direction="higher", highlighted=[],
            **LOOK,
        ),
        small_multiples.small_multiples(comparison_rows(), **LOOK),
        spine.spine_chart(profile_rows(), **LOOK),
    ]  # fmt: skip
    for figure in figures:
        assert "http" not in figure.to_json()
    assert style.CONFIG["displayModeBar"] is False and "locale" not in style.CONFIG
