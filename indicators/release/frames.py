"""From a DuckDB answer to a pandas frame, with the same types as DuckDB's own ``df()``.

``df()`` fills each column that has missing values by assigning to a series, a third of a
millisecond each: half the time of a profile, which has eighteen such columns. Here the arrays
and their masks are handed to pandas as they are.
"""

from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.arrays import BooleanArray, IntegerArray


def frame_of(answer: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """All rows of an answer; column names must differ. Missing is ``NaN``, ``NaT`` or ``<NA>``.

    Columns with missing values become ``Int64`` and the like, ``boolean``, ``float64``,
    ``datetime64`` or ``str``; without, whole numbers and truth values keep numpy's types. ENUMs
    come as texts.
    """
    columns: dict[str, npt.NDArray[Any]] = answer.fetchnumpy()
    return pd.DataFrame({name: _column(values) for name, values in columns.items()}, copy=False)


def _column(values: npt.NDArray[Any]) -> Any:
    """The values in the form that pandas keeps them; a masked array has missing values."""
    if not isinstance(values, np.ma.MaskedArray):
        return values
    missing = np.ma.getmaskarray(values)
    kind = values.dtype.kind
    if kind in "iu":
        return IntegerArray(values.data, missing)
    if kind == "b":
        return BooleanArray(values.data, missing)
    if kind == "M":
        return values.filled(np.datetime64("NaT"))
    if kind == "f":
        return values.filled(np.nan)
    texts = values.data.copy()
    texts[missing] = None
    return pd.array(texts, dtype="str")
