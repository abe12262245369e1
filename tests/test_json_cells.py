"""The text of a JSON object per row: as the plain dictionary of that row would be written."""

import pandas as pd
import pytest

from indicators.open_data.json_answers import json_objects, json_text, records

COLUMNS = {
    "day": pd.to_datetime(["2025-01-01", None, "2025-01-01"]),
    "truth": [True, False, True],
    "whole": [1, 2, 1],
    "whole_or_missing": pd.array([1, None, 1], dtype="Int64"),
    "truth_or_missing": pd.array([True, None, True], dtype="boolean"),
    "number": [1.5, None, 1.5],
    "text": ['a"b', None, 'a"b'],
    "kind": pd.Categorical(["u", None, "u"]),
    "mixed": pd.Series([1, "một", None], dtype=object),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_each_row_is_what_its_record_is_as_text(name: str) -> None:
    frame = pd.DataFrame({"row": [1, 2, 3], name: COLUMNS[name]})
    assert json_objects(frame) == [json_text(one) for one in records(frame)]


def test_days_are_written_in_iso_form_and_missing_cells_as_null() -> None:
    frame = pd.DataFrame({"day": COLUMNS["day"], "text": COLUMNS["text"]})
    assert json_objects(frame)[:2] == [
        r'{"day":"2025-01-01","text":"a\"b"}', '{"day":null,"text":null}',
    ]  # fmt: skip
