"""Answers as plain objects, the same for the command line and programs: missing is ``null``."""

import json
from typing import Any

import pandas as pd

from indicators.open_data.download_columns import (
    MORE_ANSWERS,
    PROFILE_ANSWER,
    RANKING_ANSWER,
    TREND_ANSWER,
)
from indicators.over_time.trend import Trend
from indicators.questions.ranking import Ranking
from indicators.release.citation import LICENCE, release_citation, release_day


def about_answer(release: dict[str, Any]) -> dict[str, Any]:
    """What every answer says of itself: whether it is invented, release, terms, how to cite it."""
    dated = pd.notna(release["latest_recorded_on"])  # a release without figures has no day
    return {
        "synthetic": bool(release["synthetic"]),
        "release_id": str(release["release_id"]),
        "release_date": release_day(release).isoformat() if dated else None,
        "licence": LICENCE,
        "citation": release_citation(release, "vi"),
        "citation_en": release_citation(release, "en"),
    }


def ranking_object(ranking: Ranking, release: dict[str, Any]) -> dict[str, Any]:
    """A ranking as one JSON object: the same for the command line and the API.

    Missing values are ``null``; ``missing`` maps the reason to the number of areas.
    """
    period = ranking.period
    return {
        "indicator_id": ranking.indicator["indicator_id"],
        "unit": ranking.indicator["unit"],
        "direction": ranking.indicator["direction"],
        "year": period.year if period else None,
        "period_set": period.code if period else None,
        "basis": ranking.basis,
        "level": ranking.level,
        "among": ranking.group.among if ranking.group else None,
        "area_code": ranking.group.area_code if ranking.group else None,
        "ranked": ranking.ranked,
        "not_ranked_because": ranking.not_ranked_because,
        "applicable": ranking.coverage.applicable,
        "reported": ranking.coverage.reported,
        "missing": ranking.coverage.missing,
        **about_answer(release),
        "rows": records(ranking.rows[list(RANKING_ANSWER)]),
    }


def profile_columns(rows: pd.DataFrame) -> list[str]:
    """What is told of each row of ``profile.profile`` or ``profile.compare``, in order."""
    return [*PROFILE_ANSWER, *(column for column in MORE_ANSWERS if column in rows)]


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain dictionaries: dates in ISO form, missing values as ``None``."""
    columns = [[_plain(cell) for cell in frame[name].tolist()] for name in frame]
    names = [str(name) for name in frame]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def json_objects(frame: pd.DataFrame) -> list[str]:
    """Each row of ``records`` as the text of a JSON object, without blanks.

    Each different cell of a column is written once: a table of millions has few of them.
    """
    columns = [_json_cells(frame[name]) for name in frame.columns]
    return [f"{{{','.join(cells)}}}" for cells in zip(*columns, strict=True)]


def _json_cells(values: pd.Series) -> list[str]:
    """Each cell of a column with its name before it."""
    name = json_text(str(values.name))
    places, different = pd.factorize(values)
    texts = [f"{name}:{json_text(_plain(cell))}" for cell in different.tolist()]
    texts.append(f"{name}:null")  # a missing cell has the place -1
    return [texts[place] for place in places.tolist()]


def json_text(content: Any) -> str:
    """Plain data as JSON, one line without blanks; a number that is none raises ``ValueError``."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if value is None or value is pd.NaT or value is pd.NA or value != value:  # NaN ≠ itself
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.item() if hasattr(value, "item") else value


def trend_object(trend: Trend, *, synthetic: bool) -> dict[str, Any]:
    """A trend as one JSON object; missing values are ``null``."""
    return {
        "indicator_id": trend.indicator["indicator_id"],
        "unit": trend.indicator["unit"],
        "direction": trend.indicator["direction"],
        "basis": trend.basis,
        "bases": trend.bases,
        "synthetic": synthetic,
        "areas": records(trend.areas[["area_code", "name", "area_type", "province"]]),
        "figures": records(trend.figures[list(TREND_ANSWER)]),
        "changes": records(trend.changes),
        "tests": records(trend.tests),
        "breaks": records(trend.breaks),
        "not_restated": records(trend.not_restated),
    }
