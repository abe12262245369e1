"""Counts and shares that articles tell without a single number of their own."""

import pytest

from tests.invented_reader import SON, read


def figures(text):
    return [(c.indicator_id, float(c.value), c.numerator, c.denominator) for c in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2025, xã Mẫu Sơn có tỷ lệ hồ sơ giải quyết đúng hạn 15.670/15.864 hồ sơ.",
        "Năm 2025, xã Mẫu Sơn giải quyết hồ sơ: tỷ lệ đúng hạn đạt 15.670/15.864.",
    ],
)
def test_a_share_printed_as_a_ratio_carries_its_counts(text):
    assert figures(text) == [("ontime_dossier_share", 98.78, 15670, 15864)]


def test_a_day_is_no_share():
    assert read("Xã Mẫu Sơn giải quyết đúng hạn trước 1/7 theo kế hoạch.") == []


def test_none_of_none_is_no_share():
    assert read("Năm 2025, xã Mẫu Sơn giải quyết đúng hạn 0/0 hồ sơ.") == []


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        # Committees may come on top of bare cells.
        ("Đảng bộ xã Mẫu Sơn gồm 37 chi bộ.", ["one_kind_counted"]),
        ("Đảng bộ xã Mẫu Sơn hiện có 37 chi bộ.", ["one_kind_counted"]),
        ("Toàn xã Mẫu Sơn có 37 chi bộ thuộc Đảng bộ xã.", []),
        ("Xã Mẫu Sơn có các đảng viên thuộc 37 chi bộ.", ["one_kind_counted"]),
    ],
)
def test_cells_of_the_party(text, doubts):
    [one] = [one for one in read(text) if one.indicator_id == "party_organisations"]
    assert (one.area_code, one.value) == (SON, 37)
    assert [doubt.code for doubt in one.checks] == doubts


def test_new_cells_are_not_all_of_them():
    assert read("Năm 2025, Đảng bộ xã Mẫu Sơn đã thành lập 3 chi bộ.") == []


@pytest.mark.parametrize(
    ("units", "count"),
    [
        ("xã Mẫu Cũ và hai xã khác", 3),
        ("xã Mẫu Cũ và 2 xã khác", 3),
        ("thị trấn Mẫu, xã Mẫu Cũ và ba xã còn lại", 5),
        ("ba xã", 3),
    ],
)
def test_a_merger_counts_the_named_and_the_others(units, count):
    text = f"Xã Mẫu Sơn được thành lập trên cơ sở sáp nhập {units}."
    assert [(c.indicator_id, c.value) for c in read(text)] == [("former_units_merged", count)]
