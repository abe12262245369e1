"""How fresh the figures of an indicator are, and when the next one can be there.

The next figure is that of the period that follows the newest one, and nobody can print it before
that period has ended. What follows is known for calendar years, months and quarters, and for the
second half of a year. "The first six months" may be followed by nine months or by the second half,
and what is stated of a day by anything: then the answer is that nobody can know it.
"""

from datetime import date, timedelta

import pandas as pd

from indicators.release.store import Store

# Months of a period and its first month → months until the end of the one that follows, where only
# one kind can follow. The first quarter is followed by the second or by six months: both end alike.
FOLLOWED_AFTER = {(6, 7): 6, **{(3, month): 3 for month in (1, 4, 7, 10)},
                  **{(1, month): 1 for month in range(1, 13)}}  # fmt: skip
YEAR_MONTHS = 12


def freshness(store: Store) -> pd.DataFrame:
    """One row per indicator of the catalogue, in its order.

    Columns: indicator_id, newest_period_start and newest_period_end (missing without figures; the
    start also where a level is stated of a day), newest_published_on, next_period_end (the last day
    of the period that follows) and next_not_before (the day after it: from then on a figure can be
    there). Both are missing where what follows cannot be derived; nothing is estimated.
    """
    found = store.query("freshness")
    following = [_next_end(row) for row in found.to_dict("records")]
    found["next_period_end"] = pd.to_datetime(pd.Series(following, index=found.index))
    found["next_not_before"] = found["next_period_end"] + pd.Timedelta(days=1)
    return found.drop(columns=["measures", "newest_set_kind"])


def catalogue_with_freshness(store: Store) -> pd.DataFrame:
    """The catalogue in its order, with the columns of ``freshness``; one row per indicator."""
    return store.query("indicators").merge(freshness(store), on="indicator_id", how="left")


def _next_end(row: dict[str, object]) -> date | None:
    if pd.isna(row["newest_period_end"]):
        return None
    end = pd.Timestamp(str(row["newest_period_end"])).date()
    if row["newest_set_kind"] == "year":  # also a stock's state on any day of the year
        return date(end.year + 1, 12, 31)
    if pd.isna(row["newest_period_start"]):
        return None
    return following_end(pd.Timestamp(str(row["newest_period_start"])).date(), end)


def following_end(first: date, last: date) -> date | None:
    """The last day of the period that follows; ``None`` where more than one kind may.

    >>> following_end(date(2025, 1, 1), date(2025, 12, 31))
    datetime.date(2026, 12, 31)
    >>> following_end(date(2025, 10, 1), date(2025, 12, 31))
    datetime.date(2026, 3, 31)
    >>> following_end(date(2025, 1, 1), date(2025, 6, 30)) is None
    True
    """
    after = last + timedelta(days=1)
    if first.day != 1 or after.day != 1:
        return None
    months = (after.year - first.year) * YEAR_MONTHS + after.month - first.month
    if months == YEAR_MONTHS and first.month == 1:
        return date(last.year + 1, 12, 31)
    more = FOLLOWED_AFTER.get((months, first.month))
    return None if more is None else _months_later(after, more) - timedelta(days=1)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * YEAR_MONTHS + day.month - 1 + months, YEAR_MONTHS)
    return date(year, month + 1, 1)
