"""The registry of cached questions: by release, each on its own, bounded, with their own types."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from indicators.release.build import build
from indicators.release.store import ReleaseError, Store
from pages.parts import cached
from tests.small_country import incomes, write_country


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cached")
    build(write_country(folder / "data", incomes("60")), folder / "release.duckdb")
    return folder / "release.duckdb"


@pytest.fixture
def release(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A release of its own, of which nothing is kept yet."""
    db = Path(shutil.copy(built, tmp_path / "release.duckdb"))
    monkeypatch.setenv("INDICATORS_DB", str(db))
    return db


def _build_again(release: Path, *values: str) -> None:
    build(write_country(release.with_name("again"), incomes(*values)), release)


def _asked_for(text: str, asked: list[str]) -> Callable[[Store, int], str]:
    """Questions that differ by what they close over, and in nothing that has a name."""

    def question(store: Store, number: int) -> str:
        asked.append(text)
        return f"{text} {number}"

    return question


def test_questions_of_one_name_have_answers_of_their_own(release: Path) -> None:
    asked: list[str] = []
    first = cached.by_release(_asked_for("first", asked))
    second = cached.by_release(_asked_for("second", asked))
    shared = cached.by_release(_asked_for("shared", asked), shared=True)
    for _turn in range(2):
        assert [question(7) for question in (first, second, shared)] == [
            "first 7", "second 7", "shared 7",
        ]  # fmt: skip
    assert asked == ["first", "second", "shared"]


def test_an_answer_is_made_once_however_it_is_asked_for(release: Path) -> None:
    asked: list[object] = []

    def question(store: Store, areas: list[str], *, year: str | None = None, **more: int) -> int:
        asked.append((areas, year, more))
        return len(asked)

    ask = cached.by_release(question)
    assert [ask(["01"]), ask(areas=["01"]), ask(["01"], year=None)] == [1, 1, 1]
    assert [ask(["01"], b=2, a=1), ask(["01"], a=1, b=2), ask(["01"], a=1, b=3)] == [2, 2, 3]
    assert ask(["01"], year="2025") == 4


def test_an_answer_is_of_the_release_that_lies_on_the_disk_now(release: Path) -> None:
    figures = cached.by_release(lambda store: int(store.release["observations"]))
    assert figures() == 1
    _build_again(release, "60", "61")
    assert figures() == 2
    release.unlink()
    with pytest.raises(ReleaseError, match="indicators build"):
        figures()


def test_readers_have_copies_of_what_they_may_change_and_share_the_rest(release: Path) -> None:
    def values(store: Store) -> list[int]:
        return [1]

    own, shared = cached.by_release(values), cached.by_release(values, shared=True)
    own().append(2)
    assert own() == [1]
    assert shared() is shared()


def test_old_answers_leave_when_there_are_too_many(release: Path) -> None:
    asked: list[int] = []
    ask = cached.by_release(lambda store, number: asked.append(number), most=2)
    for number in (1, 2, 3, 3, 1):
        ask(number)
    assert asked == [1, 2, 3, 1]


def test_a_question_keeps_its_name_and_words() -> None:
    assert cached.profile.__name__ == "profile"
    assert cached.profile.__doc__ and "one row per" in cached.profile.__doc__.lower()


def test_the_tables_of_downloads_are_of_the_release_of_now(release: Path) -> None:
    table, _missing = cached.tables_of_ranking("income_per_capita")
    assert len(table) == 1
    _build_again(release, "60", "61")
    table, _missing = cached.tables_of_ranking("income_per_capita")
    assert len(table) == 2


def test_a_file_that_was_changed_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "numbers.txt"
    read = cached.by_files(lambda path: path.read_text(), lambda path: [path])
    for text in ("one", "another", "a third"):
        path.write_text(text)
        assert [read(path), read(path)] == [text] * 2


def test_questions_are_told_apart_by_the_kind_of_what_is_asked(release: Path) -> None:
    asked: list[object] = []

    def question(store: Store, *what: object) -> int:
        asked.append(what)
        return len(asked)

    ask = cached.by_release(question)
    questions = [(1,), (True,), ("1",), (1.0,), ((1,),), ([1],), (None,), (), ("a", "b"), ("ab",),
                 (date(2025, 1, 1),), (date(2025, 1, 2),), ({"a": 1},), ({"a": 2},),
                 (np.int64(7),), (np.float64(7),), (7,)]  # fmt: skip
    assert [ask(*one) for one in questions] == list(range(1, len(questions) + 1))
    assert [ask(*one) for one in questions] == list(range(1, len(questions) + 1))
    # Equal values are one question, whether an object is shared or made twice.
    text = "".join(["x", "y"])
    assert ask(text, text) == ask("xy", "".join(["x", "y"]))


def _page_that_meets_a_new_release() -> None:
    import os
    from pathlib import Path

    import streamlit as st

    from pages.parts import cached

    figures = cached.by_release(lambda store: int(store.release["observations"]))
    before = figures(), str(cached.store().release["release_id"])
    following = Path(os.environ["FOLLOWING"])
    if following.is_file():
        following.replace(os.environ["INDICATORS_DB"])
    after = figures(), str(cached.store().release["release_id"])
    st.text(f"{before == after} {after[0]}")


def test_a_page_is_of_one_release_even_where_another_comes_while_it_is_drawn(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    following = release.with_name("following.duckdb")
    build(write_country(release.with_name("next"), incomes("60", "61")), following)
    monkeypatch.setenv("FOLLOWING", str(following))
    page = AppTest.from_function(_page_that_meets_a_new_release).run()
    assert [one.value for one in page.text] == ["True 1"]
    assert [one.value for one in page.run().text] == ["True 2"]
