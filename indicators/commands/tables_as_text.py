"""Frames as a table, JSON or CSV on standard output, for people and scripts."""

import json
import sys
from typing import Any

import pandas as pd

from indicators.ranking import Ranking

RANKING_COLUMNS = (
    "rank", "rank_low", "rank_high", "area_code", "name", "province", "value", "as_printed",
    "qualifier", "status", "basis", "period_start", "period_end", "percentile", "source_id",
    "value_low", "value_high", "high_open", "contradicted", "method", "parts", "parts_found",
)  # fmt: skip

PROFILE_COLUMNS = (
    "area_code", "name", "indicator_id", "value", "unit", "as_printed", "qualifier", "status",
    "basis",
    "period_set", "period_start", "period_end", "rank", "rank_low", "rank_high", "reported",
    "province_rank", "province_rank_low", "province_rank_high", "province_reported",
    "percentile", "missing_reason", "source_id", "value_low", "value_high", "high_open",
    "contradicted", "method", "parts", "parts_found",
)  # fmt: skip

# What a comparison, and a profile among a group of communes, add.
MORE_COLUMNS = (
    "surely_best", "group_rank", "group_rank_low", "group_rank_high", "group_reported",
    "group_median",
)  # fmt: skip


def ranking_object(ranking: Ranking, *, synthetic: bool) -> dict[str, Any]:
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
        "synthetic": synthetic,
        "rows": records(ranking.rows[list(RANKING_COLUMNS)]),
    }


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain dictionaries: dates in ISO form, missing values as ``None``."""
    return [
        {column: _plain(value) for column, value in row.items()}
        for row in frame.to_dict(orient="records")
    ]


def _plain(value: Any) -> Any:
    if value is None or value is pd.NaT or value is pd.NA or value != value:  # NaN ≠ itself
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.item() if hasattr(value, "item") else value


def print_ranking(ranking: Ranking, form: str, *, synthetic: bool) -> None:
    """Print a ranking; the table form is headed by its coverage."""
    if form == "json":
        print_json(ranking_object(ranking, synthetic=synthetic))
        return
    rows = ranking.rows[list(RANKING_COLUMNS)]
    if form == "table":
        print(_heading(ranking, synthetic))
    print_frame(rows, form)


def _heading(ranking: Ranking, synthetic: bool) -> str:
    coverage = ranking.coverage
    reasons = ", ".join(f"{reason} {count}" for reason, count in coverage.missing.items() if count)
    period = ranking.period.code if ranking.period else "-"
    lines = [
        f"{ranking.indicator['indicator_id']} ({ranking.indicator['unit']}), "
        f"period {period}, basis {ranking.basis or '-'}",
        f"{coverage.reported} of {coverage.applicable} areas reported; missing: {reasons or '-'}",
    ]
    if ranking.group:
        lines.append(f"among {ranking.group.among} of {ranking.group.area_code}")
    if not ranking.ranked:
        lines.append(f"not ranked: {ranking.not_ranked_because}")
    if synthetic:
        lines.append("SYNTHETIC: an invented country")
    return "\n".join(lines)


def print_profile(rows: pd.DataFrame, form: str) -> None:
    """Print a profile or a comparison; the table form leaves out what is missing."""
    wanted = [*PROFILE_COLUMNS, *(column for column in MORE_COLUMNS if column in rows)]
    if form == "table":
        rows = rows[rows["value"].notna()]
        wanted = [column for column in wanted if column != "missing_reason"]
    print_frame(rows[wanted], form)


def print_frame(frame: pd.DataFrame, form: str) -> None:
    """Print any frame as ``table``, ``json`` or ``csv``."""
    if form == "json":
        print_json(records(frame))
    elif form == "csv":
        _dates_as_days(frame).to_csv(sys.stdout, index=False, lineterminator="\n")
    else:
        print(_dates_as_days(frame).to_string(index=False, na_rep="-"))


def _dates_as_days(frame: pd.DataFrame) -> pd.DataFrame:
    days = frame.select_dtypes("datetime").columns
    return frame.assign(**{column: frame[column].dt.strftime("%Y-%m-%d") for column in days})


def print_json(content: Any) -> None:
    """Print plain data as JSON; a number that is none raises ``ValueError``."""
    json.dump(content, sys.stdout, ensure_ascii=False, indent=1, allow_nan=False)
    print()
