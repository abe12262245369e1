"""A profile is put together from what is in memory and what an area alone has: the stored rows."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indicators.errors import UnknownNameError
from indicators.questions.areas_held import areas_held
from indicators.questions.profile import compare, profile
from indicators.questions.ready_profiles import rug_figures
from indicators.release.build import build
from indicators.release.store import Store
from indicators.release.synthesise import synthesise
from tests.asked_questions import asked_questions
from tests.small_country import incomes, write_country


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Nation, provinces and 60 communes, with indicators that some of them lack."""
    db = tmp_path_factory.mktemp("invented") / "synthetic-profiles.duckdb"
    synthesise(db, communes=60, indicators=6, months=4)
    return Store(db)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    build(write_country(folder / "data", incomes("70", "60", "60", "50")), folder / "db")
    return folder / "db"


@pytest.fixture
def small(built: Path) -> Store:
    """Opened anew for each test: nothing is in memory yet."""
    return Store(built)


def codes_of(store: Store) -> list[str]:
    return list(areas_held(store).today)


@pytest.mark.parametrize("country", ["invented", "small"])
def test_the_profile_of_every_area_is_what_is_stored(
    country: str, request: pytest.FixtureRequest
) -> None:
    store: Store = request.getfixturevalue(country)
    for code in codes_of(store):
        stored = store.query("default_profile", area_code=code)
        pd.testing.assert_frame_equal(profile(store, code), stored, check_exact=True)


def test_a_profile_reads_what_the_area_alone_has(
    small: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, *_others = codes_of(small)[-3:]
    profile(small, first)
    asked = asked_questions(monkeypatch)
    profile(small, second)
    assert asked == ["default_profile_own"]


def test_who_changes_a_profile_changes_it_for_nobody_else(small: Store) -> None:
    code = codes_of(small)[-1]
    before = profile(small, code)
    spoilt = profile(small, code)
    for name in spoilt:
        spoilt[name].array[:] = spoilt[name].array[::-1]
    spoilt.loc[0, "name_vi"] = "đã đổi"
    spoilt.loc[:, "median"] = np.inf
    pd.testing.assert_frame_equal(profile(small, code), before)


def test_an_unknown_area_is_named(small: Store) -> None:
    with pytest.raises(UnknownNameError):
        profile(small, "00000")


def test_a_question_is_read_by_the_engine_once(small: Store) -> None:
    """In two threads too, each with its own parameters."""
    codes = codes_of(small)
    with ThreadPoolExecutor(2) as both:
        names = list(both.map(lambda code: profile(small, code)["area_code"].iloc[0], codes * 4))
    assert names == codes * 4
    assert small.statement("default_profile_own") is small.statement("default_profile_own")


def test_a_missing_text_is_missing_and_no_text(small: Store) -> None:
    rows = profile(small, codes_of(small)[-1])
    assert rows["method"].dtype == "str"
    assert rows["method"].isna().all()
    assert rows["as_printed"].isna().sum() == rows["value"].isna().sum()


@pytest.mark.parametrize("country", ["invented", "small"])
def test_a_comparison_reads_what_the_areas_alone_have(
    country: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of one level or of several, in the order asked for: the stored rows of all their figures."""
    store: Store = request.getfixturevalue(country)
    codes = [*codes_of(store)[-3:][::-1], *codes_of(store)[:2]]
    stored = store.query("default_profiles", area_codes=codes)
    known = stored.groupby("indicator_id")["value"].transform("count") > 0
    place = stored["area_code"].map(codes.index)
    expected = stored.assign(place=place)[known].sort_values(["position", "place"])
    expected = expected.drop(columns="place").reset_index(drop=True)
    pd.testing.assert_frame_equal(
        compare(store, codes).drop(columns="surely_best"), expected, check_exact=True
    )
    asked = asked_questions(monkeypatch)
    compare(store, codes)
    assert asked == ["default_profiles_own"]


@pytest.mark.parametrize("country", ["invented", "small"])
def test_a_rug_tells_what_is_stored(country: str, request: pytest.FixtureRequest) -> None:
    store: Store = request.getfixturevalue(country)
    codes = [*codes_of(store)[-3:], *codes_of(store)[:2]]
    stored = store.query("default_profiles", area_codes=codes)
    ids = sorted(stored["indicator_id"].unique())[:2]
    found = rug_figures(store, codes, [*ids, "no_such_indicator"])
    told = stored[stored["indicator_id"].isin(ids)]
    keys = ["area_code", "position"]
    pd.testing.assert_frame_equal(
        found.sort_values(keys, ignore_index=True),
        told[list(found)].sort_values(keys, ignore_index=True),
    )
    assert rug_figures(store, [], ids).empty
    assert rug_figures(store, codes, []).empty
