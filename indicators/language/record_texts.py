"""The texts of records – names, definitions, units – in the reader's language.

Records carry Vietnamese and English; the interface may have more languages. The rule everywhere:
the reader's language, else English, else Vietnamese.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from indicators.language.texts import DEFAULT_LANGUAGE, SOURCE_LANGUAGE, known_language

# The fields whose Vietnamese form lies in a column without its language.
VIETNAMESE_COLUMNS = {"unit": "unit"}


def languages_for(lang: str | None) -> tuple[str, ...]:
    """The languages in which a reader of ``lang`` is shown a record, the best one first.

    >>> languages_for("en"), languages_for("vi")
    (('en', 'vi'), ('vi', 'en'))
    """
    return tuple(dict.fromkeys((known_language(lang), SOURCE_LANGUAGE, DEFAULT_LANGUAGE)))


def in_language(record: Any, field: str, lang: str | None) -> Any:
    """The text ``field`` (name, definition, unit …) of a record, or the column of a frame of them.

    A record has a column ``FIELD_LANGUAGE`` for each of its languages; a language that it does not
    have, or whose text is empty, is passed over. A text that is empty in all of them comes back as
    it is. Raises ``KeyError`` where there is no such column at all.

    >>> in_language({"name_vi": "Dân số", "name_en": "Population"}, "name", "en")
    'Population'
    """
    columns = [column for column in _columns(field, lang) if column in record]
    if not columns:
        raise KeyError(f"found no column {field}_… among {list(record)}, expected one")
    if isinstance(record, pd.DataFrame):
        return _first_texts(record[columns])
    return first_text([record[column] for column in columns])


def by_language(texts: Mapping[str, str], lang: str | None) -> str:
    """The text of a record that holds them by language."""
    told: str = first_text([texts.get(one, "") for one in languages_for(lang)])
    return told


def first_text(values: list[Any]) -> Any:
    """The first value that is a text, else the first value."""
    return next((value for value in values if isinstance(value, str) and value), values[0])


def _columns(field: str, lang: str | None) -> list[str]:
    return [
        VIETNAMESE_COLUMNS[field]
        if language == DEFAULT_LANGUAGE and field in VIETNAMESE_COLUMNS
        else f"{field}_{language}"
        for language in languages_for(lang)
    ]


def _first_texts(columns: pd.DataFrame) -> pd.Series:
    first = columns.iloc[:, 0]
    if all(isinstance(value, str) and value for value in first):
        return first
    found = [first_text(values) for values in columns.itertuples(index=False)]
    return pd.Series(found, index=columns.index, dtype="object")
