"""What one release answers, as text: ``python -m tests.lake_answers [DB]``.

The same in any version of DuckDB and from any place of the release, or something is wrong.
"""

import json
import sys
from pathlib import Path

import pandas as pd

from indicators import settings
from indicators.over_time.trend import trend
from indicators.questions.profile import compare, profile
from indicators.questions.ranking import rank
from indicators.questions.search import search_areas
from indicators.refusal import UnanswerableError
from indicators.release.lake_copy import newest_copy
from indicators.release.soundness import release_problems
from indicators.release.store import Store

# Areas whose profiles are asked, and compared three at a time.
MOST_AREAS = 9


def answers_of(db: Path) -> dict[str, str]:
    """Rankings of every indicator, profiles, comparisons, series, a search; by question."""
    newest_copy(db)
    with Store(db) as store:
        assert not release_problems(store)
        found = dict(_of_indicators(store)) | dict(_of_areas(store))
        found["search"] = _text(search_areas(store, "bia mot"))
    return found


def _of_indicators(store: Store) -> list[tuple[str, str]]:
    found = []
    for indicator in _indicators(store):
        found.append((f"rank {indicator}", _text(rank(store, indicator).rows)))
    return found


def _indicators(store: Store) -> list[str]:
    listed = store.query("indicators")
    return listed.loc[listed["observations"] > 0, "indicator_id"].tolist()


def _of_areas(store: Store) -> list[tuple[str, str]]:
    asked = {"province": "", "row_limit": MOST_AREAS}
    codes = store.query("areas_with_figures", **asked)["area_code"].tolist()
    found = [(f"profile {code}", _text(profile(store, code))) for code in codes]
    found += [(f"compare {codes[n:n + 3]}", _text(compare(store, codes[n:n + 3])))
              for n in range(0, len(codes), 3)]  # fmt: skip
    for indicator in _indicators(store):
        try:
            found.append((f"series {indicator}", _text(trend(store, indicator, codes[:3]).figures)))
        except UnanswerableError as error:
            found.append((f"series {indicator}", str(error.fact)))
    return found


def _text(frame: pd.DataFrame) -> str:
    """Without the numbers of rows, which each build gives anew, and what rounding leaves open."""
    told = frame.drop(columns="observation_id", errors="ignore")
    return told.to_csv(index=False, float_format="%.12g")


if __name__ == "__main__":
    print(json.dumps(answers_of(Path(sys.argv[1]) if len(sys.argv) > 1 else settings.database())))
