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
from indicators.release.store import Store


def answers_of(db: Path, most_indicators: int = 1000, most_areas: int = 9) -> dict[str, str]:
    """Rankings and series of indicators, profiles and comparisons of areas, a search.

    By question. Areas are compared three at a time; the newest release of a lake is asked.
    """
    newest_copy(db)
    with Store(db) as store:
        return answers_of_store(store, most_indicators, most_areas)


def answers_of_store(store: Store, most_indicators: int, most_areas: int) -> dict[str, str]:
    """The same of an open release."""
    listed = store.query("indicators")
    known = listed.loc[listed["observations"] > 0, "indicator_id"].tolist()[:most_indicators]
    codes = store.query("areas_with_figures", province="", row_limit=most_areas)
    found = dict(_of_areas(store, codes["area_code"].tolist(), known))
    found |= {f"rank {one}": _text(rank(store, one).rows) for one in known}
    return found | {"search": _text(search_areas(store, "bia mot"))}


def _of_areas(store: Store, codes: list[str], indicators: list[str]) -> list[tuple[str, str]]:
    found = [(f"profile {code}", _text(profile(store, code))) for code in codes]
    found += [(f"compare {codes[n:n + 3]}", _text(compare(store, codes[n:n + 3])))
              for n in range(0, len(codes), 3)]  # fmt: skip
    for indicator in indicators:
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
