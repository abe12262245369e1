"""What is not known about an area: the indicators without a figure, by the reason of missing."""

import pandas as pd

from indicators.questions.ranking import MISSING_REASONS


def unknown_by_reason(profile: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The rows of ``profile.profile`` without a value, by reason, in the order of the reasons.

    Grain: one row per indicator, headline indicators first, then the catalogue's order. Reasons
    that do not occur are left out. Columns as in ``profile.profile``.
    """
    ordered = profile.sort_values(["headline", "position"], ascending=[False, True], kind="stable")
    found = {reason: ordered[ordered["missing_reason"] == reason] for reason in MISSING_REASONS}
    return {reason: rows for reason, rows in found.items() if len(rows)}
