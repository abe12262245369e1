"""The API under load: how much at once, how long, how much is kept, and long answers in parts."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest
from starlette.applications import Starlette

from indicators.open_data import download_tables, downloads
from indicators.open_data.answers import figure_answers
from indicators.open_data.answers.faults import QuestionError
from indicators.open_data.answers.operations import ROOT
from indicators.release.build import build
from indicators.release.store import Store, TooLongError
from indicators.web.api.answer_cache import AnswerCache, KeptAnswer
from indicators.web.api.api_routes import Api
from indicators.web.api.desk import AnswerDesk, ServerLimits
from tests.asgi import ask, run_apart
from tests.small_country import figure, incomes, write_country

OBSERVATIONS = f"{ROOT}/observations"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("api")
    poverty = [figure("2.5", area_code=f"9900{n}", indicator_id="poverty_rate") for n in (1, 2, 3)]
    build(write_country(folder / "data", [*incomes("60", "70.5", "50", "80"), *poverty]),
          folder / "small.duckdb")  # fmt: skip
    return folder / "small.duckdb"


@pytest.fixture
def served(database: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """The routes with limits of a test's own, and the API behind them."""
    monkeypatch.setenv("INDICATORS_DB", str(database))

    def application(**limits: Any) -> tuple[Any, Api]:
        api = Api(ServerLimits(**limits))
        return Starlette(routes=api.routes()), api

    return application


@pytest.fixture
def long_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers of more than three figures are long, and go out two figures at a time."""
    monkeypatch.setattr(figure_answers, "MOST_ROWS_AT_ONCE", 3)
    monkeypatch.setattr(figure_answers, "ROWS_OF_A_PART", 2)


# --- the desk ---


class Held:
    """Work that begins and then waits to be let go."""

    def __init__(self) -> None:
        self.begun, self.let_go, self.times = threading.Event(), threading.Event(), 0

    def __call__(self) -> int:
        self.times += 1
        self.begun.set()
        assert self.let_go.wait(20)
        return self.times


async def _until(true: Callable[[], bool]) -> None:
    for _turn in range(2000):
        if true():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it never came true")


def test_the_same_question_is_answered_once_for_all_who_ask() -> None:
    async def asked() -> list[int]:
        desk, work = AnswerDesk(ServerLimits(at_once=1)), Held()
        asking = [asyncio.create_task(desk.answered("same", f"client {n}", work)) for n in range(9)]
        await _until(work.begun.is_set)
        work.let_go.set()
        return await asyncio.gather(*asking)

    assert run_apart(asked()) == [1] * 9


def test_one_client_cannot_take_all_places_and_too_many_clients_are_told_to_wait() -> None:
    async def asked() -> tuple[QuestionError, QuestionError, int]:
        desk, work = AnswerDesk(ServerLimits(at_once=1, waiting=2, of_one_client=2)), Held()
        asking = [asyncio.create_task(desk.answered(f"{n}", "one", work)) for n in range(2)]
        await _until(work.begun.is_set)
        with pytest.raises(QuestionError) as of_one:
            await desk.answered("2", "one", work)
        asking.append(asyncio.create_task(desk.answered("3", "another", work)))
        await asyncio.sleep(0)
        with pytest.raises(QuestionError) as of_all:
            await desk.answered("4", "third", work)
        work.let_go.set()
        await asyncio.gather(*asking)
        return of_one.value, of_all.value, await desk.answered("5", "one", work)

    of_one, of_all, later = run_apart(asked())
    assert (of_one.code, of_one.status, of_one.retry_after) == ("too_many_questions", 429, 5)
    assert (of_all.code, of_all.status, of_all.retry_after) == ("busy", 503, 5)
    assert later == 4


def test_a_reader_who_leaves_takes_the_answer_from_nobody() -> None:
    async def asked() -> int:
        desk, work = AnswerDesk(ServerLimits(at_once=1)), Held()
        leaving, staying = (asyncio.create_task(desk.answered("same", name, work))
                            for name in ("leaves", "stays"))  # fmt: skip
        await _until(work.begun.is_set)
        leaving.cancel()
        await asyncio.gather(leaving, return_exceptions=True)
        work.let_go.set()
        return await staying

    assert run_apart(asked()) == 1


def test_over_the_limit_is_a_problem_with_the_time_to_wait(
    served: Callable[..., Any],
) -> None:
    app, _api = served(of_one_client=0)
    response = ask(app, OBSERVATIONS)
    assert (response.status_code, response.headers["retry-after"]) == (429, "5")
    assert response.json()["code"] == "too_many_questions"
    app, _api = served(at_once=1, waiting=-1)
    response = ask(app, OBSERVATIONS)
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")
    assert response.json()["code"] == "busy"


# --- time ---


def test_questions_of_one_thread_end_with_their_time(database: Path) -> None:
    with Store(database) as store:
        with store.within(0.05):
            assert len(store.query("release")) == 1
            time.sleep(0.1)
            with pytest.raises(TooLongError):
                store.query("release")
        assert len(store.query("release")) == 1  # and the next reader of the thread has his own


def test_a_question_that_is_being_answered_is_broken_off(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = "-- Takes minutes.\nSELECT count(*) AS n FROM range(900000) a, range(900000) b "
    (tmp_path / "endless.sql").write_text(endless + "WHERE hash(a.range, b.range) = 1", "utf-8")
    with Store(database) as store:
        monkeypatch.setattr("indicators.release.store.SQL_DIRECTORY", tmp_path)
        start = time.monotonic()
        with store.within(0.3), pytest.raises(TooLongError):
            store.query("endless")
        assert time.monotonic() - start < 10


def test_too_long_is_told_and_not_kept(
    served: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    app, api = served(seconds=0)
    response = ask(app, OBSERVATIONS)
    assert (response.status_code, response.json()["code"]) == (503, "took_too_long")
    assert response.headers["retry-after"] == "60"
    assert response.headers["cache-control"] == "no-store"
    assert api.kept.bytes == 0


# --- what is kept ---


def _kept(size: int) -> KeptAnswer:
    return KeptAnswer(b"x" * size, None, {})


def test_kept_answers_stay_within_their_bytes_and_the_oldest_leave_first() -> None:
    kept = AnswerCache(most_bytes=100)
    for name in "abcd":
        kept.keep(name, _kept(25))
    assert kept.find("a") is not None  # asked for again: now the newest
    kept.keep("e", _kept(20))
    assert [name for name in "abcde" if kept.find(name)] == ["a", "c", "d", "e"]
    kept.keep("large", _kept(26))  # more than a quarter of all
    assert (kept.find("large"), kept.bytes) == (None, 95)
    kept.keep("e", _kept(10))
    assert kept.bytes == 85


def test_a_kept_answer_is_not_asked_for_again(
    served: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    app, api = served()
    first = ask(app, OBSERVATIONS)
    monkeypatch.setattr(api, "desk", None)
    again = ask(app, OBSERVATIONS)
    assert (again.content, again.headers["etag"]) == (first.content, first.headers["etag"])
    assert 0 < api.kept.bytes < 100_000


# --- long answers ---


def test_a_long_answer_is_the_short_one_in_parts(
    served: Callable[..., Any], database: Path, long_answers: None
) -> None:
    with Store(database) as store:
        table = download_tables.every_figure(store)
    app, api = served()
    response = ask(app, f"{OBSERVATIONS}?format=csv")
    assert response.content == downloads.to_csv(table)
    assert "content-length" not in response.headers
    assert response.headers["accept-ranges"] == "none"
    file = ask(app, f"{OBSERVATIONS}?format=parquet").content
    assert parquet.read_table(BytesIO(file)).equals(downloads.arrow_table(table))
    rows = ask(app, OBSERVATIONS).json()["rows"]
    assert [row["value"] for row in rows] == table["value"].tolist()
    assert api.kept.bytes == 0
    head = ask(app, f"{OBSERVATIONS}?format=csv", "HEAD")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == response.headers["etag"]
    assert "content-length" not in head.headers  # 0 would say that there is nothing
    assert "thuoc-xa-observations" in head.headers["content-disposition"]


def test_one_part_of_a_long_answer_is_in_memory_at_a_time(
    served: Callable[..., Any], long_answers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    table = download_tables.figures_table

    def counted(store: Store, ids: list[int], indicator_id: str | None) -> Any:
        sizes.append(len(ids))
        return table(store, ids, indicator_id)

    monkeypatch.setattr(figure_answers, "figures_table", counted)
    app, _api = served()
    ask(app, f"{OBSERVATIONS}?format=csv")
    # One without rows for the heading; then four incomes and three poverty rates by two.
    assert sorted(sizes) == [0, 1, 2, 2, 2]


def test_json_has_fewer_rows_than_files(served: Callable[..., Any], long_answers: None) -> None:
    app, _api = served(json_rows=6)
    told = ask(app, OBSERVATIONS).json()
    assert (told["code"], told["found"], told["expected"]) == ("too_many_rows", "7", ["6"])
    assert "format=csv" in told["detail"]
    assert ask(app, f"{OBSERVATIONS}?format=csv").status_code == 200


def test_long_answers_wait_for_their_places_and_give_them_back(
    served: Callable[..., Any], long_answers: None
) -> None:
    app, api = served(streams=1)
    api.desk.open_stream()
    response = ask(app, f"{OBSERVATIONS}?format=csv")
    assert (response.status_code, response.headers["retry-after"]) == (503, "60")
    api.desk.close_stream()
    for _turn in range(3):
        assert ask(app, f"{OBSERVATIONS}?format=csv").status_code == 200


def test_a_long_answer_that_fails_is_broken_off_and_its_place_is_free(
    served: Callable[..., Any], long_answers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, _api = served(streams=1)

    def broken(*_asked: Any) -> Iterator[bytes]:
        yield b"first"
        raise RuntimeError("damaged")

    with monkeypatch.context() as patched:
        patched.setattr("indicators.web.api.api_routes.written_in_parts", broken)
        with pytest.raises(RuntimeError, match="damaged"):  # a server closes the connection
            ask(app, f"{OBSERVATIONS}?format=csv")
    assert ask(app, f"{OBSERVATIONS}?format=csv").status_code == 200
    app, _api = served(stream_seconds=0)
    with pytest.raises(TimeoutError):
        ask(app, f"{OBSERVATIONS}?format=csv")
