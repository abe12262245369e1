"""What a commune may be set among in a ranking: the one list, for questions and document."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from indicators.open_data.answers.faults import QuestionError

# The filters of ``questions.ranking.rank`` that leave the communes of such a group.
AMONG: dict[str, Callable[[pd.Series], dict[str, Any]]] = {
    "province": lambda commune: {"province": commune["province_code"]},
    "type": lambda commune: {"area_type": commune["area_type"]},
}


def group_filters(among: str, commune: pd.Series, given: dict[str, Any]) -> dict[str, Any]:
    """The filters of a question together with those of a group.

    ``commune`` is a row of ``profile.areas``. Raises ``QuestionError`` for an area of another
    level, and where the question filters by another value of the same thing.
    """
    if commune["level"] != "commune":
        raise QuestionError("wrong_value", "area", str(commune["area_code"]), ("00004",))
    filters = AMONG[among](commune)
    for name, value in filters.items():
        if given.get(name) not in (None, value):
            raise QuestionError("conflicting_parameters", name, str(given[name]), (str(value),))
    return given | filters
