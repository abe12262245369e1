"""No day on which something was seen, printed or measured lies in the future."""

from collections.abc import Iterator
from datetime import date

from indicators.curated.package import CuratedFiles
from indicators.problems import Problem, problem_at

# Days of what has happened. A boundary change may be known before its day, so areas have none here.
PAST_DAYS = {
    "sources": ("published_on", "retrieved_on"),
    "collected_sources": ("published_on", "retrieved_on"),
    "observations": ("recorded_on", "period_end"),
    "former_observations": ("recorded_on", "period_end"),
}


def future_days(files: CuratedFiles, today: date) -> Iterator[Problem]:
    """A Problem for each such day after ``today``; cells that are no dates the schema words.

    A period that ends after it was recorded is told by its own rule.
    """
    last = today.isoformat()
    for resource, columns in PAST_DAYS.items():
        for table, line, row in files.rows(resource):
            for column in columns:
                told = column == "period_end" and row[column] > row["recorded_on"]
                if row[column] > last and _is_day(row[column]) and not told:
                    yield problem_at(table.file, line, column, "day_to_come", day=row[column],
                                     today=last)  # fmt: skip


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
