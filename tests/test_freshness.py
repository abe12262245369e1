"""How fresh each indicator is, and when the next figure can be there: derived or unknown."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from starlette.applications import Starlette

from indicators.country import REFORM
from indicators.open_data.download_columns import FRESHNESS_COLUMNS
from indicators.open_data.export import write_bundle
from indicators.questions.freshness import following_end, freshness
from indicators.questions.profile import profile
from indicators.questions.ranking import rank
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


def test_the_bundle_tells_it_of_each_indicator(db: Path, tmp_path: Path) -> None:
    with Store(db) as store:
        write_bundle(store, tmp_path)
    rows = pd.read_csv(tmp_path / "indicators.csv", dtype=str).set_index("indicator_id")
    days = rows[[one.name for one in FRESHNESS_COLUMNS]]
    assert days.loc[YEAR].tolist() == [
        "2025-01-01", "2025-12-31", "2026-01-02", "2026-12-31", "2027-01-01",
    ]  # fmt: skip
    assert days.loc[HALF].tolist()[:3] == ["2025-01-01", "2025-06-30", "2026-01-02"]
    assert days.loc[HALF, ["next_period_end", "next_not_before"]].isna().all()


def test_what_applies_is_seen_from_the_day_of_the_release(tmp_path: Path) -> None:
    """An indicator of later days is not there yet, whenever the release is built and asked."""
    data = write_country(tmp_path / "data", incomes("60", "62"))  # recorded on 2026-01-03
    file = data / "indicators.yaml"
    head, mark, rest = file.read_text("utf-8").partition("- id: forest_cover\n")
    later = rest.replace("- area_types:", "- from: 2026-02-01\n        area_types:", 1)
    file.write_text(head + mark + later, encoding="utf-8")
    build(data, tmp_path / "small.duckdb")
    with Store(tmp_path / "small.duckdb") as store:
        assert store.day == date(2026, 1, 3)
        rows = profile(store, "99001").set_index("indicator_id")["missing_reason"]
        asked = profile(store, "99001", year="2025").set_index("indicator_id")["missing_reason"]
        ranking = rank(store, "forest_cover")
    assert (rows["forest_cover"], asked["forest_cover"]) == ("not_applicable", "not_applicable")
    assert rows["poverty_rate"] == "not_reported"
    assert (ranking.on_date, ranking.coverage.applicable) == (date(2026, 1, 3), 0)


def test_a_release_without_figures_is_of_the_day_of_the_reform(tmp_path: Path) -> None:
    build(write_country(tmp_path / "data", []), tmp_path / "small.duckdb")
    with Store(tmp_path / "small.duckdb") as store:
        assert store.day == REFORM
        assert profile(store, "99001")["missing_reason"].eq("not_reported").any()
