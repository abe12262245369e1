"""The clock of this machine, set to another day for tests with figures of an invented future."""

from datetime import date

import pytest


def set_clock(monkeypatch: pytest.MonkeyPatch, today: date) -> None:
    """Let the check of the curated files take ``today`` for the day of this machine."""

    class Clock(date):
        @classmethod
        def today(cls) -> "Clock":
            return cls(today.year, today.month, today.day)

    monkeypatch.setattr("indicators.curated.check.date", Clock)
