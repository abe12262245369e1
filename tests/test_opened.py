"""One store for all who ask the same file, and answers made once for each."""

import gc
import os
import shutil
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

from indicators.release.build import build
from indicators.release.latest_answers import LatestAnswers
from indicators.release.opened import kept_by_store, opened_store
from indicators.release.store import ReleaseError, Store
from tests.asked_questions import asked_questions
from tests.small_country import incomes, write_country


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("opened")
    build(write_country(folder / "data", incomes("60", "70")), folder / "country.duckdb")
    return folder / "country.duckdb"


def test_the_same_file_is_one_store_for_as_long_as_anyone_holds_it(release: Path) -> None:
    first = opened_store(release)
    assert opened_store(release) is first
    held = weakref.ref(first)
    del first
    gc.collect()
    assert held() is None


def test_another_file_in_its_place_is_another_store(release: Path, tmp_path: Path) -> None:
    place = tmp_path / "served.duckdb"
    shutil.copy(release, place)
    before = opened_store(place)
    copied = tmp_path / "new.duckdb"
    shutil.copy(release, copied)
    os.replace(copied, place)
    assert opened_store(place) is not before
    assert len(before.query("provinces")) == 2  # those who hold the old one go on


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="found no database"):
        opened_store(tmp_path / "none.duckdb")


def test_a_question_is_answered_once_for_each_store(release: Path) -> None:
    asked: list[str] = []

    @kept_by_store(2)
    def question(store: Store, *, name: str) -> list[str]:
        asked.append(name)
        return [name]

    one, two = Store(release), Store(release)
    assert question(one, name="a") is question(one, name="a")
    question(two, name="a")
    assert asked == ["a", "a"]
    question(one, name="b")
    question(one, name="a")  # asked again: the latest
    question(one, name="c")  # the oldest, b, leaves
    question(one, name="a")
    question(one, name="b")
    assert asked == ["a", "a", "b", "c", "b"]


def test_a_kept_table_is_read_once(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(release)
    read = asked_questions(monkeypatch)
    first = store.kept("provinces")
    assert store.kept("provinces").equals(first)
    assert read == ["provinces"]


def test_a_kept_table_cannot_be_spoilt_by_who_takes_it(release: Path) -> None:
    store, asked = Store(release), {"indicator_id": "income_per_capita", "level": "commune"}
    before = store.query("period_choices", **asked)
    taken = store.kept("period_choices", **asked)
    taken["basis"] = "spoilt"
    taken.loc[0, "reported"] = -1
    del taken["year"]
    pd.testing.assert_frame_equal(store.kept("period_choices", **asked), before)


def test_who_ask_for_the_same_at_once_are_given_one_answer() -> None:
    answers, both = LatestAnswers(2), threading.Barrier(2, timeout=10)

    def made() -> object:
        both.wait()  # neither is kept before both are being made
        return object()

    with ThreadPoolExecutor(2) as readers:
        one, other = (readers.submit(answers.of, "the same", made) for _reader in range(2))
        assert one.result() is other.result()
    assert answers.of("the same", object) is one.result()


def test_filters_are_told_of_known_figures_without_reading_them(release: Path) -> None:
    store = Store(release)
    known = store.query("known_indicators").set_index("indicator_id")
    counted = store.query("indicators").set_index("indicator_id")
    assert known.loc["income_per_capita", ["areas", "communes"]].tolist() == [2, 2]
    assert known["communes"].tolist() == counted["communes"].tolist()
    assert known.loc["poverty_rate", "areas"] == 0
