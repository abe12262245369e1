"""Our own answers, from the call to the finished frames with all that they tell."""

from collections.abc import Sequence
from typing import Any

from bench.engines.flat_figures import Asked
from indicators.over_time.trend import trend
from indicators.questions.profile import compare, profile
from indicators.questions.ranking import rank
from indicators.questions.ready_profiles import rug_figures
from indicators.release.store import Store
from indicators.views.verdict import verdicts


class Ours:
    """A release as the pages ask it; numbers of the flat file are put back into codes."""

    def __init__(self, asked: Asked) -> None:
        self._store = Store(asked.release)
        self._id = dict(zip(asked.indicators, asked.indicator_ids, strict=True))
        self._code = dict(zip(asked.areas, asked.area_codes, strict=True))
        self._rankings = {one: rank(self._store, self._id[one]) for one in asked.indicators}

    def rank(self, indicator: int, _period: int) -> Any:
        """Every area of one period, best first."""
        return rank(self._store, self._id[indicator])

    def profile(self, areas: Sequence[int], _period: int) -> Any:
        """Some areas over all indicators, with their places."""
        codes = [self._code[one] for one in areas]
        return profile(self._store, codes[0]) if len(codes) == 1 else compare(self._store, codes)

    def series(self, indicator: int, areas: Sequence[int]) -> Any:
        """All periods of some areas."""
        return trend(self._store, self._id[indicator], [self._code[one] for one in areas])

    def rug(self, indicators: Sequence[int], areas: Sequence[int], _period: int) -> Any:
        """Some indicators of some areas."""
        codes = [self._code[one] for one in areas]
        return rug_figures(self._store, codes, [self._id[one] for one in indicators])

    def verdict(self, indicator: int, _period: int) -> Any:
        """On a ranking that is there: what the page asks after its first answer."""
        return verdicts(self._store, self._rankings[indicator])
