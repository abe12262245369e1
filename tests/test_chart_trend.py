"""The trend chart as the browser gets it; areas are invented."""

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from indicators.charts.trend import TrendPicture, panels_of, trend_alt, trend_chart
from indicators.charts.trend_marks import legend_sentences

COLUMNS = ("area_code", "series", "line", "period_start", "period_end", "value")


def figures(*rows: tuple[str, str, int, str | None, str, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    for column in ("period_start", "period_end"):
        frame[column] = pd.to_datetime(frame[column])
    return frame.assign(
        value_low=frame["value"] - 0.5, value_high=frame["value"] + 0.5, qualifier="exact",
        rank=np.nan, rank_low=np.nan, rank_high=np.nan, restated_by="", spans_break=False,
    )  # fmt: skip


YEARS = [("X1", "year", line, f"{year}-01-01", f"{year}-12-31", value)
         for line, year, value in ((0, 2023, 60.0), (0, 2024, 62.0), (2, 2025, 70.0))]  # fmt: skip
BREAKS = pd.DataFrame(
    {
        "area_code": ["X1", "X2"], "break_id": ["reform", "reform"],
        "on_date": pd.to_datetime(["2025-07-01", "2025-07-01"]),
        "name_vi": "cải cách giả định", "name_en": "supposed reform",
    }
)  # fmt: skip
NO_BREAKS = BREAKS.head(0)


def picture(rows: pd.DataFrame, breaks: pd.DataFrame = BREAKS, **changed: Any) -> TrendPicture:
    settings: dict[str, Any] = {
        "labels": {"X1": "Giả Định 1", "X2": "Giả Định 2"}, "shown": "value",
        "unit": "triệu đồng", "decimals": 1, "lang": "vi", "dark": False, **changed,
    }  # fmt: skip
    return TrendPicture(rows, breaks, **settings)


def sent(rows: pd.DataFrame, breaks: pd.DataFrame = BREAKS, **changed: Any) -> dict[str, Any]:
    return json.loads(trend_chart(picture(rows, breaks, **changed)).to_json())


def test_a_line_joins_only_what_has_its_number() -> None:
    lines, alone, marks = sent(figures(*YEARS))["data"]
    assert lines["x"] == ["2023-12-31", "2024-12-31", None]
    assert lines["y"] == [60, 62, None]
    assert alone["x"] == ["2025-01-01", "2025-12-31", None]
    assert marks["x"] == ["2023-12-31", "2024-12-31", "2025-12-31"]
    assert marks["error_y"]["array"] == [0.5, 0.5, 0.5]
    assert not lines["connectgaps"]


def test_a_part_of_a_year_is_an_empty_mark_over_its_days() -> None:
    rows = figures(("X1", "01-01/09-30", 0, "2025-01-01", "2025-09-30", 70.0),
                   ("X1", "stated", 1, None, "2025-10-05", 71.0))  # fmt: skip
    covered, marks = sent(rows, NO_BREAKS)["data"]
    assert covered["x"] == ["2025-01-01", "2025-09-30", None]
    assert marks["marker"]["symbol"] == ["circle-open", "circle-open-dot"]
    assert marks["hovertext"][0] == ("<b>Giả Định 1</b><br>9 tháng đầu năm 2025<br>70 triệu đồng")


def test_a_break_in_view_is_one_line_with_its_name() -> None:
    layout = sent(figures(*YEARS))["layout"]
    (shape,) = layout["shapes"]
    assert (shape["x0"], shape["x1"], shape["y0"], shape["y1"]) == ("2025-07-01",) * 2 + (0, 1)
    assert [note["text"] for note in layout["annotations"]] == ["1/7/2025: cải cách giả định"]


def test_a_break_out_of_view_is_not_drawn() -> None:
    layout = sent(figures(*YEARS[:2]))["layout"]
    assert "shapes" not in layout


def test_a_restated_figure_has_a_mark_of_its_own() -> None:
    rows = figures(*YEARS)
    rows.loc[[0, 1], "restated_by"] = "sum"
    marks = sent(rows)["data"][-1]
    assert marks["marker"]["symbol"] == ["circle-dot", "circle-dot", "circle"]
    assert "quy đổi theo ranh giới ngày nay" in marks["hovertext"][0]
    assert "quy đổi" not in marks["hovertext"][2]
    assert any("quy đổi" in sentence for sentence in legend_sentences(rows, "vi"))


def test_three_months_have_a_panel_of_their_own() -> None:
    months = [("X1", "month", 5, f"2025-0{n}-01", f"2025-0{n}-28", float(n)) for n in (7, 8, 9)]
    rows = figures(*YEARS, *months)
    assert list(panels_of(rows)) == ["main", "month"]
    layout = sent(rows)["layout"]
    assert layout["yaxis"]["domain"][0] > layout["yaxis2"]["domain"][1]
    assert list(panels_of(figures(*YEARS, *months[:2]))) == ["main"]


def test_ranks_count_downwards_and_leave_out_what_has_none() -> None:
    rows = figures(*YEARS)
    rows.loc[[0, 1], ["rank", "rank_low", "rank_high"]] = [[4.0, 3.0, 6.0], [2.0, 2.0, 2.0]]
    figure = sent(rows, shown="rank")
    marks = figure["data"][-1]
    assert marks["y"] == [4, 2]
    assert (marks["error_y"]["array"], marks["error_y"]["arrayminus"]) == ([2, 0], [1, 0])
    bottom, top = figure["layout"]["yaxis"]["range"]
    assert bottom > top
    assert "Hạng 4 (3–6)" in marks["hovertext"][0]


def test_areas_have_their_colour_and_shape_by_order() -> None:
    rows = figures(("X2", "year", 0, "2025-01-01", "2025-12-31", 61.0), YEARS[2])
    data = sent(rows)["data"]
    marks = {trace["name"]: trace for trace in data if trace["mode"] == "markers"}
    assert marks["Giả Định 1"]["marker"]["symbol"] == ["circle"]
    assert marks["Giả Định 2"]["marker"]["symbol"] == ["square"]
    assert marks["Giả Định 1"]["marker"]["color"] != marks["Giả Định 2"]["marker"]["color"]


def test_nothing_to_draw_raises() -> None:
    with pytest.raises(ValueError, match="draw nothing instead"):
        sent(figures(*YEARS), shown="rank")


def test_the_alternative_text_has_both_ends_and_the_breaks() -> None:
    told = trend_alt(picture(figures(*YEARS)), indicator_name="Thu nhập giả định")
    assert told == (
        "Thu nhập giả định qua thời gian. Giả Định 1: năm 2023 60 triệu đồng … năm 2025 70 triệu "
        "đồng; Giả Định 2: không có số liệu. Mốc đứt chuỗi: cải cách giả định."
    )


def test_the_legend_tells_only_of_marks_that_occur() -> None:
    assert len(legend_sentences(figures(*YEARS), "vi")) == 3
    stated = figures(("X1", "stated", 1, None, "2025-10-05", 71.0))
    assert legend_sentences(stated, "vi")[0].startswith("Dấu rỗng có chấm")
