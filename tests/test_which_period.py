"""Which period a figure is of where a sentence tells one by another. The places are invented."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.invented_reader import SON, read

Y2023, Y2024, Y2025 = "2023-12-31", "2024-12-31", "2025-12-31"


def dated(text, published=date(2026, 1, 4)):
    """Value and last day of the candidates that nothing speaks against."""
    return [(float(c.value), str(c.period_end)) for c in read(text, published) if not c.checks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Năm trước, tỷ lệ hộ nghèo của xã Mẫu Sơn là 4,5%, năm 2025 còn 3,2%.",
            [(4.5, Y2024), (3.2, Y2025)],
        ),
        (
            "Năm 2025, tỷ lệ hộ nghèo của xã Mẫu Sơn còn 2,1% (năm 2024: 3,4%), hộ cận nghèo 4%.",
            [(2.1, Y2025), (3.4, Y2024), (4.0, Y2025)],
        ),
        (
            "Năm 2025, tỷ lệ hộ nghèo của xã Mẫu Sơn còn 2,1% (năm trước 3,4%).",
            [(2.1, Y2025), (3.4, Y2024)],
        ),
        (
            "Thu ngân sách xã Mẫu Sơn năm 2025 là 45 tỷ đồng (năm 2024 là 38 tỷ đồng, năm 2023 là "
            "33 tỷ đồng).",
            [(45, Y2025), (38, Y2024), (33, Y2023)],
        ),
        (
            "Năm 2025, thu ngân sách xã Mẫu Sơn đạt 45 tỷ đồng, trong khi cùng kỳ năm trước là 38 "
            "tỷ đồng.",
            [(45, Y2025), (38, Y2024)],
        ),
        (
            "Năm 2025, thu nhập bình quân đầu người xã Mẫu Sơn đạt 66 triệu đồng, bằng 108% năm "
            "2024 (61 triệu đồng).",
            [(66, Y2025), (61, Y2024)],
        ),
        (
            "Năm 2025, thu ngân sách xã Mẫu Sơn đạt 45 tỷ đồng, cao hơn mức 38 tỷ đồng của năm "
            "trước.",
            [(45, Y2025), (38, Y2024)],
        ),
        (
            "Năm 2025, thu nhập bình quân đầu người xã Mẫu Sơn đạt 66 triệu đồng, năm ngoái là 61 "
            "triệu đồng.",
            [(66, Y2025), (61, Y2024)],
        ),
        (
            "6 tháng đầu năm 2025, xã Mẫu Sơn tiếp nhận 2.100 hồ sơ, "
            "cùng kỳ năm trước tiếp nhận 1.800 hồ sơ.",
            [(2100, "2025-06-30"), (1800, "2024-06-30")],
        ),
        (
            "Tỷ lệ hộ nghèo của xã Mẫu Sơn các năm 2024 và 2025 lần lượt là 3,4% và 2,1%.",
            [(3.4, Y2024), (2.1, Y2025)],
        ),
        (
            "Năm 2023, 2024, 2025, tỷ lệ hộ nghèo của xã Mẫu Sơn lần lượt là 5%, 3,4%, 1,9%.",
            [(5.0, Y2023), (3.4, Y2024), (1.9, Y2025)],
        ),
        (
            "Xã Mẫu Sơn năm 2021 có tỷ lệ hộ nghèo 9%, nay còn 1,9%.",
            [(9.0, "2021-12-31"), (1.9, "2026-01-04")],
        ),
        ("Năm 2025, dân số xã Mẫu Sơn là 12.000 người.", [(12000, Y2025)]),
        ("Năm 2024, Đảng bộ xã Mẫu Sơn có 645 đảng viên.", [(645, Y2024)]),
        ("Năm ngoái, thu ngân sách xã Mẫu Sơn đạt 38 tỷ đồng.", [(38, Y2025)]),
        (
            "Năm 2025 so với năm 2024, thu nhập bình quân đầu người xã Mẫu Sơn từ 60 lên 66 triệu "
            "đồng.",
            [(66, Y2025)],
        ),
        (
            "Đầu nhiệm kỳ, thu nhập bình quân đầu người xã Mẫu Sơn là 45 triệu đồng, năm 2025 đạt "
            "66 triệu đồng.",
            [(66, Y2025)],
        ),
        (
            "Trước sáp nhập, xã Mẫu Sơn đạt 15/19 tiêu chí nông thôn mới, năm 2025 đạt 19/19 tiêu "
            "chí nông thôn mới.",
            [(19, Y2025)],
        ),
    ],
)
def test_each_figure_has_the_period_told_for_it(text, expected):
    assert dated(text) == expected
    assert [one for one in read(text) if one.checks] == []


@pytest.mark.parametrize(
    "time",
    ["Trước sáp nhập", "Trước khi sáp nhập", "Thời điểm trước sắp xếp", "Nhiệm kỳ trước",
     "Đầu nhiệm kỳ", "Trước đây", "Trước kia", "Những năm trước",
     "Khi mới thành lập", "Trước năm 2020", "Hồi đầu nhiệm kỳ", "Thời điểm chưa sáp nhập"],
)  # fmt: skip
@pytest.mark.parametrize("claim", ["có 19/19 tiêu chí nông thôn mới", "có dân số 645 người"])
def test_a_past_without_days_gives_no_figure(time, claim):
    assert read(f"{time}, xã Mẫu Sơn {claim}.") == []


def test_a_former_name_is_no_past():
    text = "Năm 2025, xã Mẫu Sơn (trước đây là xã Mẫu Cũ) có dân số 645 người."
    assert dated(text) == [(645, Y2025)]


@pytest.mark.parametrize(
    "text",
    [
        "Thu ngân sách xã Mẫu Sơn đạt 45 tỷ đồng (cùng kỳ đạt 38 tỷ đồng).",
        "Hai năm trước, tỷ lệ hộ nghèo của xã Mẫu Sơn là 38%; năm 2025 còn 12%.",
        "Cách đây 5 năm, thu ngân sách xã Mẫu Sơn đạt 38 tỷ đồng.",
        "Cùng kỳ năm 2024, xã Mẫu Sơn tiếp nhận 38 hồ sơ; năm nay tiếp nhận 50 hồ sơ.",
        "Đầu năm 2025, tỷ lệ hộ nghèo của xã Mẫu Sơn là 38%, cuối năm còn 12%.",
    ],
)
def test_a_period_that_only_seems_told_is_doubted(text):
    [one] = [one for one in read(text) if one.value == 38]
    assert "period_assumed" in [check.code for check in one.checks]


def test_the_end_of_the_year_is_that_of_the_year_told():
    text = "Đầu năm 2025, tỷ lệ hộ nghèo của xã Mẫu Sơn là 3,4%, cuối năm còn 2,1%."
    assert (2.1, Y2025) in dated(text)


def test_a_year_that_still_runs_ends_with_publication():
    text = "Năm 2026, dân số xã Mẫu Sơn là 12.000 người."
    assert dated(text, date(2026, 3, 10)) == [(12000, "2026-03-10")]


EARLIER = st.sampled_from(
    ["năm 2024", "năm 2020", "năm trước", "năm ngoái", "cùng kỳ", "cùng kỳ năm 2024",
     "cùng kỳ năm trước", "đầu nhiệm kỳ", "trước sáp nhập", "ba năm trước", "nhiệm kỳ trước",
     "năm liền trước"]
)  # fmt: skip
VERBS = st.sampled_from([":", " là", " đạt", "", " chỉ", " mới đạt"])
KINDS = st.sampled_from(
    [("tỷ lệ hộ nghèo", "còn", "%"), ("thu ngân sách", "đạt", " tỷ đồng"),
     ("thu nhập bình quân đầu người", "đạt", " triệu đồng"), ("dân số", "là", " người")]
)  # fmt: skip


@given(
    earlier=EARLIER, verb=VERBS, kind=KINDS, then=st.integers(30, 39), now=st.integers(40, 49),
    tail=st.sampled_from([".", ", đời sống được nâng lên.", "; hộ cận nghèo 3%."]),
)  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_a_bracket_with_another_time_changes_no_year(earlier, verb, kind, then, now, tail):
    what, told, unit = kind
    text = f"Năm 2025, {what} xã Mẫu Sơn {told} {now}{unit} ({earlier}{verb} {then}{unit}){tail}"
    found = {float(c.value): c for c in read(text) if not c.checks and c.area_code == SON}
    if then in found:
        end = found[then].period_end
        assert end is not None and end < date(2025, 1, 1)
    if now in found:
        assert found[now].period_end == date(2025, 12, 31)
