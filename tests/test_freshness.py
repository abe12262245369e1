"""How fresh each indicator is, and when the next figure can be there: derived or unknown."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from starlette.applications import Starlette

from indicators.questions.freshness import following_end, freshness
from indicators.release.build import build
from indicators.release.store import Store
from indicators.web.api.api_routes import Api
from tests.asgi import ask
from tests.small_country import figure, incomes, source, write_country

YEAR, HALF, LATER = "income_per_capita", "poverty_rate", "budget_revenue_vs_plan"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fresh")
    half = {"indicator_id": HALF, "period_end": "2025-06-30"}
    quarter = {"indicator_id": LATER, "period_start": "2025-07-01", "period_end": "2025-09-30",
               "basis": "area.province", "source_id": "bia-later"}  # fmt: skip
    figures = [*incomes("60", "62"), figure("9", **half), figure("8", area_code="99002", **half),
               figure("80", **quarter)]  # fmt: skip
    sources = [source("bia-press"), source("bia-later", published_on="2026-02-01")]
    build(write_country(folder / "data", figures, sources), folder / "small.duckdb")
    return folder / "small.duckdb"


def test_newest_period_publication_and_what_follows(db: Path) -> None:
    with Store(db) as store:
        found = freshness(store).set_index("indicator_id")
    assert len(found) == len(found.index.unique()) > 20

    def told(indicator_id: str) -> list[str | None]:
        row = found.loc[indicator_id]
        return [None if pd.isna(day) else day.date().isoformat() for day in row]

    assert told(YEAR) == ["2025-01-01", "2025-12-31", "2026-01-02", "2026-12-31", "2027-01-01"]
    # Six months may be followed by nine or by the second half: nobody can know.
    assert told(HALF) == ["2025-01-01", "2025-06-30", "2026-01-02", None, None]
    assert told(LATER) == ["2025-07-01", "2025-09-30", "2026-02-01", "2025-12-31", "2026-01-01"]
    assert told("forest_cover") == [None] * 5


@pytest.mark.parametrize(("first", "last", "following"), [
    ("2025-12-01", "2025-12-31", "2026-01-31"), ("2024-01-01", "2024-01-31", "2024-02-29"),
    ("2025-01-01", "2025-03-31", "2025-06-30"), ("2025-07-01", "2025-12-31", "2026-06-30"),
    ("2025-01-01", "2025-09-30", None), ("2025-01-01", "2025-11-30", None),
    ("2021-01-01", "2025-12-31", None), ("2025-07-01", "2026-06-30", None),
    ("2025-02-01", "2025-04-30", None), ("2025-01-02", "2025-12-31", None),
    ("2025-03-05", "2025-03-05", None),
])  # fmt: skip
def test_what_follows_a_period(first: str, last: str, following: str | None) -> None:
    found = following_end(date.fromisoformat(first), date.fromisoformat(last))
    assert (found.isoformat() if found else None) == following


def test_the_api_tells_it_of_each_indicator(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDICATORS_DB", str(db))
    app: Any = Starlette(routes=Api().routes())
    rows = {row["indicator_id"]: row for row in ask(app, "/api/v1/indicators").json()["rows"]}
    assert rows[YEAR]["newest_period_end"] == "2025-12-31"
    assert rows[YEAR]["next_not_before"] == "2027-01-01"
    assert rows[HALF]["next_not_before"] is None
