"""What holds of the table of today whatever figures it has, and of any later one."""

from pathlib import Path

import pytest

from indicators.catalogue.loading import load_catalogue
from indicators.questions.ranking import Ranking, rank
from indicators.release.store import Store
from tests.live_table import DATA, ROOT
from tests.opened_page import opened_page

INDICATORS = load_catalogue(DATA / "indicators.yaml").indicators
PAGES = sorted(file.stem for file in (ROOT / "pages").glob("[!_]*.py"))


def test_the_table_of_today_can_be_built(live_database: Path) -> None:
    with Store(live_database) as store:
        assert store.release["observations"] > 0
        assert not store.release["synthetic"]


@pytest.fixture(scope="module")
def rankings(live_database: Path) -> dict[str, Ranking]:
    with Store(live_database) as store:
        return {name: rank(store, name) for name in INDICATORS}


def test_every_rank_lies_inside_its_interval(rankings: dict[str, Ranking]) -> None:
    assert any(len(ranking.rows) for ranking in rankings.values())
    for name, ranking in rankings.items():
        rows = ranking.rows
        assert rows["value"].notna().all(), name
        assert (rows["rank_low"] <= rows["rank"]).all(), name
        assert (rows["rank"] <= rows["rank_high"]).all(), name
        assert rows["rank_high"].le(len(rows)).all(), name


def test_every_applicable_area_is_reported_or_missing_for_a_reason(
    rankings: dict[str, Ranking],
) -> None:
    for name, ranking in rankings.items():
        coverage = ranking.coverage
        counted = coverage.reported + sum(coverage.missing.values())
        assert counted == coverage.applicable + coverage.missing["not_applicable"], name


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens(page: str, live_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDICATORS_DB", str(live_database))
    assert opened_page(page).title
