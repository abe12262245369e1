"""Frames as a table, JSON or CSV on standard output, for people and scripts."""

import json
import sys
from typing import Any

import pandas as pd

from indicators.csv_for_people import frame_csv
from indicators.open_data.download_columns import RANKING_ANSWER
from indicators.open_data.downloads import to_csv_vn
from indicators.open_data.json_answers import profile_columns, ranking_object, records
from indicators.questions.ranking import Ranking


def print_ranking(ranking: Ranking, form: str, release: dict[str, Any]) -> None:
    """Print a ranking; the table form is headed by its coverage."""
    if form == "json":
        print_json(ranking_object(ranking, release))
        return
    rows = ranking.rows[list(RANKING_ANSWER)]
    if form == "table":
        print(_heading(ranking, bool(release["synthetic"])))
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
    wanted = profile_columns(rows)
    if form == "table":
        rows = rows[rows["value"].notna()]
        wanted = [column for column in wanted if column != "missing_reason"]
    print_frame(rows[wanted], form)


def print_frame(frame: pd.DataFrame, form: str) -> None:
    """Print any frame as ``table``, ``json``, ``csv`` or ``csv-vn``, the one for Excel."""
    if form == "json":
        print_json(records(frame))
    elif form == "csv":
        # As objects numbers and truths keep the form that scripts read so far: 60.0, True.
        sys.stdout.write(frame_csv(_dates_as_days(frame).astype(object)))
    elif form == "csv-vn":
        sys.stdout.flush()
        sys.stdout.buffer.write(to_csv_vn(frame))  # its ends of lines are its own
    else:
        print(_dates_as_days(frame).to_string(index=False, na_rep="-"))


def _dates_as_days(frame: pd.DataFrame) -> pd.DataFrame:
    days = frame.select_dtypes("datetime").columns
    return frame.assign(**{column: frame[column].dt.strftime("%Y-%m-%d") for column in days})


def print_json(content: Any) -> None:
    """Print plain data as JSON; a number that is none raises ``ValueError``."""
    json.dump(content, sys.stdout, ensure_ascii=False, indent=1, allow_nan=False)
    print()
