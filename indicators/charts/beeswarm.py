"""All areas of one indicator along one line: how far their dots stand off it, and it in words."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.charts import style
from indicators.language import formats
from indicators.language.texts import translator

# Half the height of a stack that is drawn dot beside dot; higher ones are pressed together.
LOOSE_HALF_STACK = 4

Values = npt.NDArray[np.float64]


def beeswarm_alt(
    rows: pd.DataFrame, *, indicator_name: str, unit: str, decimals: int, lang: str
) -> str:
    """The picture in one sentence: number of areas, lowest, median and highest value."""
    _ = translator(lang)
    values = style.complete_values(rows, "value")
    return _(
        "{indicator}: number of areas {count}, lowest {lowest}, median {median}, highest {highest}."
    ).format(
        indicator=indicator_name,
        count=formats.number(len(values), 0, lang),
        lowest=formats.with_unit(values.min(), decimals, unit, lang),
        median=formats.with_unit(np.median(values), decimals, unit, lang),
        highest=formats.with_unit(values.max(), decimals, unit, lang),
    )


def beeswarm_offsets(values: Values, columns: int) -> Values:
    """How far each value is moved up or down, between -1 and 1, to lie beside its neighbours.

    Values fall into ``columns`` of equal width; those of one column are stacked around the
    middle line in the order in which they come. One value alone stays on the line.
    """
    span = float(values.max() - values.min())
    scaled = (values - values.min()) / span if span else np.zeros(len(values))
    column = np.minimum((scaled * columns).astype(int), columns - 1)
    offsets = np.zeros(len(values))
    for one in np.unique(column):
        members = np.flatnonzero(column == one)
        offsets[members] = np.arange(len(members)) - (len(members) - 1) / 2
    return offsets / max(float(np.abs(offsets).max()), LOOSE_HALF_STACK)
