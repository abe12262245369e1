"""Text cells whose number is printed in pieces, in words, or is none."""

from decimal import Decimal

import pytest

from indicators.spreadsheets.rows.cells import Figure, NotAFigure, read_figure
from indicators.vocabularies.heading_words import Unit

BILLION = Unit("tỷ đồng", Decimal(1), "")
PEOPLE = Unit("người", Decimal(1), "")


@pytest.mark.parametrize(("text", "unit", "value"), [
    ("12 450 người", PEOPLE, "12450"), ("１２.４５０", PEOPLE, "12450"),
    ("12 nghìn rưỡi người", PEOPLE, "12500"), ("mười hai nghìn người", PEOPLE, "12000"),
    ("4 tỷ rưỡi", BILLION, "4.5"), ("4 tỷ đồng 420 triệu đồng", BILLION, "4.42"),
    ("1 nghìn 250 tỷ đồng", BILLION, "1250"),
])  # fmt: skip
def test_a_number_in_pieces_is_one_figure(text: str, unit: Unit, value: str) -> None:
    found = read_figure(text, "", unit)
    assert isinstance(found, Figure)
    assert (found.value, found.as_printed) == (Decimal(value), text)


@pytest.mark.parametrize("text", ["1.2.3", "1.234.56 người", "1.7.2025", "12, 5", "2·1"])
def test_digits_that_form_no_number_are_told(text: str) -> None:
    assert read_figure(text, "", PEOPLE) == NotAFigure("digits that form no number")


def test_two_numbers_in_a_cell_stay_two() -> None:
    assert read_figure("12/450", "", PEOPLE) == NotAFigure("2 numbers in one cell")
