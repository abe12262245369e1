"""Names in the order of a Vietnamese dictionary."""

import random

from indicators.vietnamese_order import vietnamese_order


def in_order(*names: str) -> list[str]:
    mixed = list(names)
    random.Random(7).shuffle(mixed)
    return sorted(mixed, key=vietnamese_order)


def test_letters_with_their_own_place_follow_the_plain_ones() -> None:
    names = ("an", "ăn", "ân", "bo", "bô", "bơ", "dư", "đa", "e", "ê", "tu", "tư", "ty")
    assert in_order(*names) == list(names)


def test_tones_decide_only_where_the_letters_are_equal() -> None:
    assert in_order("ma", "mà", "mả", "mã", "má", "mạ") == ["ma", "mà", "mả", "mã", "má", "mạ"]
    # The second syllable's letter comes before the first one's tone.
    assert in_order("Bịa An", "Bia Ban") == ["Bịa An", "Bia Ban"]


def test_a_blank_comes_before_every_letter() -> None:
    assert in_order("Hà Tĩnh", "Hà Nội", "Hải Phòng", "Huế") == [
        "Hà Nội", "Hà Tĩnh", "Hải Phòng", "Huế",
    ]  # fmt: skip


def test_capitals_and_composition_do_not_matter() -> None:
    composed, taken_apart = "Đắk Bịa", "Đa\u0306\u0301k Bịa"
    assert vietnamese_order(composed)[:2] == vietnamese_order(taken_apart)[:2]
    assert in_order("đa", "DƯ") == ["DƯ", "đa"]


def test_signs_and_digits_come_before_letters() -> None:
    assert in_order("Bịa 2", "Bịa A", "Bịa-A") == ["Bịa 2", "Bịa A", "Bịa-A"]
