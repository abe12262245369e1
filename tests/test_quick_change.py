"""A change of the ranking does no work twice: what is made once, for a run and for all readers."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from indicators.release.build import build
from indicators.release.store import Store
from indicators.views.ranking import ranking_view
from pages.parts import signed_in
from pages.parts.made_once import MOST_DRAWN, MadeOnce, as_bytes, drawn_once, in_this_run
from tests.answer_table import table_of
from tests.opened_page import opened_page
from tests.small_country import incomes, write_country

WAITING_SECONDS = 20


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("quick")
    build(write_country(folder / "data", incomes("60", "61")), folder / "release.duckdb")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("INDICATORS_DB", str(folder / "release.duckdb"))
        yield folder / "release.duckdb"


@pytest.fixture
def store(release: Path) -> Iterator[Store]:
    with Store(release) as store:
        yield store


def test_of_many_who_ask_at_once_one_makes_the_answer() -> None:
    answers, made, begun = MadeOnce(4), [], threading.Event()

    def make() -> str:
        begun.set()
        made.append(threading.get_ident())
        threading.Event().wait(0.2)  # the others come meanwhile
        return "made"

    found: list[str] = []
    readers = [threading.Thread(target=lambda: found.append(answers.of("asked", make)))
               for _ in range(8)]  # fmt: skip
    for one in readers:
        one.start()
    for one in readers:
        one.join(WAITING_SECONDS)
    assert begun.is_set() and found == ["made"] * 8 and len(made) == 1


def test_other_questions_do_not_wait_for_one_that_is_being_made() -> None:
    answers, open_, done = MadeOnce(4), threading.Event(), threading.Event()

    def wait() -> None:
        answers.of("slow", lambda: open_.wait(WAITING_SECONDS))
        done.set()

    slow = threading.Thread(target=wait)
    slow.start()
    assert answers.of("quick", lambda: 1) == 1
    assert not done.is_set()
    open_.set()
    slow.join(WAITING_SECONDS)
    assert done.is_set()


def test_an_answer_may_ask_for_others_and_an_error_is_not_kept() -> None:
    answers = MadeOnce(4)
    assert answers.of("whole", lambda: answers.of("part", lambda: 2) + 1) == 3

    def fails() -> int:
        raise ValueError

    with pytest.raises(ValueError):
        answers.of("again", fails)
    assert answers.of("again", lambda: 5) == 5


def _page_that_asks_twice() -> None:
    import streamlit as st

    from pages.parts.made_once import in_this_run

    st.session_state.setdefault("found", 0)

    def find() -> int:
        st.session_state["found"] += 1
        return int(st.session_state["found"])

    st.text([in_this_run("fact", find), in_this_run("fact", find), in_this_run("other", find)])


def test_a_run_finds_a_fact_once_and_the_next_run_anew() -> None:
    page = AppTest.from_function(_page_that_asks_twice).run()
    assert page.text[0].value == "[1, 1, 2]"
    assert page.run().text[0].value == "[3, 3, 4]"


def test_outside_of_a_run_a_fact_is_found_each_time() -> None:
    found: list[int] = []
    for _turn in range(2):
        in_this_run("fact", lambda: found.append(1))
    assert found == [1, 1]


def test_a_ranking_that_was_shown_asks_the_release_nothing(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened_page("ranking")
    asked: list[str] = []
    arrays = Store.arrays

    def counted(store: Store, name: str, **parameters: Any) -> Any:
        asked.append(name)
        return arrays(store, name, **parameters)

    monkeypatch.setattr(Store, "arrays", counted)
    page.run()
    assert not page.exception and table_of(page)["groups"]
    assert asked == []


def test_who_has_not_signed_in_is_no_curator_and_nothing_else_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def asked() -> None:
        raise AssertionError("found a look at the secrets, expected none")

    monkeypatch.setattr(signed_in, "right", asked)
    for claims in ({}, {"is_logged_in": False, "email": "an@example.vn"}):
        monkeypatch.setattr(signed_in, "user", lambda claims=claims: claims)
        assert signed_in.is_curator() is False


def test_what_is_drawn_is_made_once_for_all_that_it_depends_on(store: Store) -> None:
    made: list[tuple[str, ...]] = []

    def drawn(*differing: str) -> list[str]:
        def draw() -> list[str]:
            made.append(differing)
            return list(differing)

        return drawn_once(store, "test", *differing, draw=draw)

    assert drawn("a", "vi") is drawn("a", "vi")
    drawn("a", "en")
    assert made == [("a", "vi"), ("a", "en")]
    for number in range(MOST_DRAWN):
        drawn(str(number), "vi")
    drawn("a", "vi")
    assert made.count(("a", "vi")) == 2  # the oldest have left


def test_scripts_are_told_letters_as_they_are() -> None:
    told = as_bytes({"name": "Đức An", "rows": [1.5, None]})
    assert told == '{"name":"Đức An","rows":[1.5,null]}'.encode()
    assert json.loads(told) == {"name": "Đức An", "rows": [1.5, None]}


def test_the_mark_of_a_view_tells_questions_pages_and_languages_apart(store: Store) -> None:
    asked: dict[str, Any] = {"indicator_id": "income_per_capita", "year": None, "province": None,
                             "area_type": None, "basis": None}  # fmt: skip
    others = [asked, asked | {"year": "2025"}, asked | {"province": "99"}]
    views = [ranking_view(store, **one, page=page, lang=lang)
             for one in others for page in (1, 2) for lang in ("vi", "en")]  # fmt: skip
    assert len({view.mark for view in views}) == len(views)


def test_the_same_view_has_the_same_mark_however_often_a_release_is_opened(release: Path) -> None:
    marks = set()
    for _turn in range(2):
        with Store(release) as store:
            marks.add(ranking_view(store, indicator_id="income_per_capita", year=None,
                                   province=None, area_type=None, basis=None, page=1,
                                   lang="vi").mark)  # fmt: skip
    assert len(marks) == 1
