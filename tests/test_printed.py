"""Does a value follow from what is printed?"""

from decimal import Decimal

import pytest

from indicators.printed.source_number import printed_source_of


@pytest.mark.parametrize(
    ("as_printed", "value", "unit", "language"),
    [
        ("12,675 tỷ đồng", "12.675", "tỷ đồng", "vi"),
        ("1,2 nghìn tỉ đồng", "1200", "tỷ đồng", "vi"),
        ("25,719 million VND", "25.719", "tỷ đồng", "en"),
        ("khoảng 78,6 triệu đồng/người/năm", "78.6", "triệu đồng/người/năm", "vi"),
        ("VNĐ20.19 million", "20.19", "triệu đồng/người/năm", "en"),
        ("41.532,23 ha", "415.3223", "km²", "vi"),
        ("32 397 personnes", "32397", "người", "fr"),
        ("約3000万ドン", "30", "triệu đồng/người/năm", "ja"),
    ],
)
def test_value_follows(as_printed: str, value: str, unit: str, language: str) -> None:
    found = printed_source_of(as_printed, Decimal(value), unit, language=language)
    assert found is not None
    assert found.value == Decimal(value)


def test_a_thousands_mark_is_not_taken_for_a_decimal_one() -> None:
    assert printed_source_of("269.505 tỷ đồng", Decimal("269.505"), "tỷ đồng") is None
    assert printed_source_of("6.012 hồ sơ", Decimal("6.012"), "hồ sơ") is None


def test_above_plan_adds_the_plan() -> None:
    printed = "vượt 27,3 % dự toán"
    assert printed_source_of(printed, Decimal("127.3"), "%", of_plan=True) is not None
    assert printed_source_of(printed, Decimal("127.3"), "%") is None
    assert printed_source_of("đạt 27,3 % dự toán", Decimal("127.3"), "%", of_plan=True) is None
