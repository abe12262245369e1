"""What a trend reads: all figures of the indicator once and lean, of rivals their own cells."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from indicators.over_time.contests import _several, _surely_one_each
from indicators.over_time.trend import trend
from indicators.release.build import build
from indicators.release.store import Store
from indicators.release.synthesise import synthesise
from tests.small_country import incomes, write_country


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    db = tmp_path_factory.mktemp("invented") / "synthetic-trends.duckdb"
    synthesise(db, communes=60, indicators=3, months=24)
    with Store(db) as store:
        yield store


def test_a_long_answer_is_the_same_either_way(invented: Store) -> None:
    asked = {"indicator_id": "synthetic_01"}
    lean = invented.numbers("indicator_figures", **asked)
    plain = invented.arrays("indicator_figures", **asked)
    assert list(lean) == list(plain)
    for name, values in plain.items():
        assert lean[name].dtype == values.dtype, name
        assert lean[name].tolist() == values.tolist(), name


def test_a_long_answer_in_which_something_is_missing_keeps_its_types(tmp_path: Path) -> None:
    """Whole numbers do not become fractions."""
    db = tmp_path / "release.duckdb"
    build(write_country(tmp_path / "data", incomes("70", "60", "60", "50")), db)
    with Store(db) as store:
        lean, plain = store.numbers("areas_held"), store.arrays("areas_held")
    assert [values.dtype for values in lean.values()] == [one.dtype for one in plain.values()]


@pytest.mark.parametrize("seed", range(20))
def test_what_looks_like_one_figure_of_each_area_is(seed: int) -> None:
    """However they lie: said of none that has several, and of all that lie as they are stored."""
    random = np.random.default_rng(seed)
    contest = np.repeat(random.integers(0, 6, 5), random.integers(1, 9, 5))
    area = random.integers(0, 12, len(contest)).astype(np.uint16)
    figures = {"contest": contest, "area_number": area}
    assert not (_surely_one_each(figures) and _several(figures).any())
    stored = {"contest": np.repeat(np.arange(5), 12), "area_number": np.tile(np.arange(12), 5)}
    assert _surely_one_each(stored)
    assert _surely_one_each({name: values[:0] for name, values in stored.items()})


def test_revisions_are_looked_for_in_the_cells_of_rivals_alone(
    invented: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = invented.arrays("rival_figures", indicator_id="synthetic_01")
    held = invented.query("areas_held")
    number = int(cells["area_number"][0])
    code = held.loc[held["number"] == number, "area_code"].iloc[0]
    asked: list[Any] = []
    ask = Store.arrays

    def noted(store: Store, name: str, **parameters: Any) -> Any:
        asked.append((name, parameters.get("rows")))
        return ask(store, name, **parameters)

    monkeypatch.setattr(Store, "arrays", noted)
    trend(invented, "synthetic_01", [code], basis="all")
    rows = dict(asked)
    rivals = cells["stored_at"][cells["area_number"] == number]
    assert len(rows["trend_revisions"]) == 2 * len(rivals) < len(rows["trend_figures"])
    assert set(rivals.tolist()) < set(rows["trend_revisions"])
