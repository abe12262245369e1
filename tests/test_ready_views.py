"""Views that are made while nobody asks: the next reader computes nothing, and goes first."""

import asyncio
import gc
import shutil
import threading
import time
import weakref
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from indicators.release.opened import opened_store
from indicators.release.store import ReleaseError, Store
from indicators.views import ranking as views
from indicators.views.packed import packed, unpacked
from indicators.web import ready_views as ready
from indicators.web.api.served_release import server_releases
from indicators.web.first_answer import asked_question, first_answer
from indicators.web.ready_views import ready_views
from indicators.web.warming import CountedTraffic, Traffic, keeping_ready
from tests.answer_table import rows_of
from tests.asgi import run_apart
from tests.opened_page import opened_page
from tests.small_country import figure, incomes
from tests.test_lineage import FIVE, store_of
from tests.yardstick_country import built_country

INDICATORS = ("income_per_capita", "poverty_rate")
Made = list[dict[str, Any]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with built_country(tmp_path_factory.mktemp("ready"), [
        *incomes("60", "41.5", "53", "48", "47.5", "70"),
        *(figure(value, area_code=f"9900{n}", indicator_id="poverty_rate")
          for n, value in enumerate(("1", "2", "3", "4"), 1)),
    ]) as store:  # fmt: skip
        return store.path


@pytest.fixture
def served(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A release of its own, so that nothing is ready yet."""
    monkeypatch.setenv("INDICATORS_DB", str(shutil.copy(built, tmp_path / "country.duckdb")))
    return tmp_path / "country.duckdb"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Made:
    """The questions for which a view is made from now on."""
    asked: Made = []
    real = views._made

    def counted(store: Store, page: int, lang: str, question: Any) -> Any:
        asked.append({"lang": lang, **question})
        return real(store, page, lang, question)

    monkeypatch.setattr(views, "_made", counted)
    return asked


def test_the_next_reader_computes_nothing(served: Path, made: Made) -> None:
    assert set(ready_views(["vi", "en"])) == set(INDICATORS)
    assert len(made) == 2 * len(INDICATORS)
    for lang in ("vi", "en"):
        for one in INDICATORS:
            assert first_answer({"indicator": one, "lang": lang})
            assert rows_of(opened_page("ranking", indicator=one, lang=lang))
    assert len(made) == 2 * len(INDICATORS)


def test_what_is_there_is_not_made_again(served: Path, made: Made) -> None:
    first_answer({"indicator": "poverty_rate"})
    assert set(ready_views(["vi"])) == set(INDICATORS)
    assert [one["indicator_id"] for one in made] == ["poverty_rate", "income_per_capita"]
    assert list(ready_views(["vi"])) == []


def test_a_view_made_beforehand_is_the_one_that_a_reader_would_get(served: Path) -> None:
    asked: Any = {"year": None, "province": None, "area_type": None, "basis": None,
                  "indicator_id": "poverty_rate"}  # fmt: skip
    with Store(served) as store, Store(served) as other, store.apart("16MB") as own:
        before = views.ranking_view(own, **asked, page=1, lang="en")
        alone = views.ranking_view(other, **asked, page=1, lang="en")
        assert views.ranking_view(store, **asked, page=1, lang="en") is before
    told = ("strip", "bases", "pages", "scale", "groups", "not_known", "reported", "mark")
    assert [getattr(before, name) for name in told] == [getattr(alone, name) for name in told]


def test_views_of_a_release_that_was_replaced_are_thrown_away(served: Path, made: Made) -> None:
    making = ready_views(["vi"])
    next(making)
    old = weakref.ref(server_releases().opening(None).store)
    shutil.copy(served, served.with_suffix(".next"))
    served.with_suffix(".next").replace(served)
    assert list(making) == []  # what was left of the old release is not made
    assert len(made) == 1
    assert set(ready_views(["vi"])) == set(INDICATORS)
    assert len(made) == 1 + len(INDICATORS)
    gc.collect()
    assert old() is None


def test_a_view_that_fails_ends_nothing_else(
    served: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_store: Store, query: Any, _lang: str) -> Any:
        if query["indicator"] == failing:
            raise RuntimeError("no such figure")
        return real(_store, query, _lang)

    real = asked_question
    failing = next(one for one, _lang in ready._usual(opened_store(served), ["vi"]))
    monkeypatch.setattr(ready, "asked_question", fail)
    assert set(ready_views(["vi"])) == set(INDICATORS)
    assert f"could not make the view of {failing} beforehand" in caplog.text


def test_no_more_views_than_are_kept_beside_those_of_readers() -> None:
    assert 2 * ready.MOST_READY < views.MOST_VIEWS


def test_a_view_holds_on_to_none_of_the_rows_it_was_made_of(served: Path) -> None:
    store = opened_store(served)
    asked: Any = {"year": None, "province": None, "area_type": None, "basis": None}
    view = views.ranking_view(store, indicator_id="income_per_capita", **asked, page=1, lang="vi")
    head = view.head.rows
    assert head.empty
    assert len(head["value"].to_numpy().base if head["value"].to_numpy().base is not None
               else head["value"]) == 0  # fmt: skip
    assert head["name"].array._pa_array.get_total_buffer_size() <= 64


def test_packed_rows_are_the_same_and_small() -> None:
    rows = [{"name": "Xã Đức An", "dot": 12.34, "url": "", "line": None}] * 200
    assert unpacked(packed(rows)) == tuple(rows)
    assert len(packed(rows)) < len(repr(rows)) / 30


class Reader:
    """Views that take turns with readers: each is noted, and a reader may come after one."""

    def __init__(self, traffic: Traffic, count: int, comes_after: int = 0) -> None:
        self.traffic, self.count, self.comes_after = traffic, count, comes_after
        self.begun: list[tuple[str, ...]] = []
        self.made: list[float] = []
        self.read_at, self.ended = 0.0, threading.Event()

    def views(self, langs: Sequence[str]) -> Generator[object]:
        self.begun.append(tuple(langs))
        while len(self.made) < self.count:
            self.made.append(time.monotonic())
            if len(self.made) == self.comes_after:
                with self.traffic.page("en"):
                    pass
                self.read_at = time.monotonic()
            yield object()
        self.ended.set()


def _while_serving(traffic: Traffic, reader: Reader, rest: float, then: Callable[[], Any]) -> None:
    async def serve() -> None:
        async with keeping_ready(traffic, reader.views, rest):
            await asyncio.to_thread(then)

    run_apart(serve())


def test_nothing_is_made_before_somebody_has_read_a_page() -> None:
    traffic = Traffic()
    reader = Reader(traffic, 1)
    _while_serving(traffic, reader, 0.01, lambda: time.sleep(0.2))
    assert reader.begun == []


def test_a_reader_goes_first_and_the_rest_is_made_after_a_rest() -> None:
    traffic = Traffic()
    reader = Reader(traffic, 4, comes_after=2)

    def read() -> None:
        with traffic.page("vi"):
            pass
        assert reader.ended.wait(30)

    _while_serving(traffic, reader, 0.3, read)
    assert reader.begun[:2] == [("vi",), ("vi", "en")]
    assert len(reader.made) == 4
    assert reader.made[2] - reader.read_at >= 0.3


def test_views_that_cannot_be_made_are_told_and_tried_with_the_next_page(
    caplog: pytest.LogCaptureFixture,
) -> None:
    traffic, tried = Traffic(), threading.Semaphore(0)

    def fail(langs: Sequence[str]) -> Generator[object]:
        tried.release()
        if langs:
            raise OSError("no such release")
        yield from ()

    async def serve() -> None:
        async with keeping_ready(traffic, fail, 0.01):
            for _page in range(2):
                with traffic.page("vi"):
                    pass
                assert await asyncio.to_thread(tried.acquire, timeout=30)

    run_apart(serve())
    assert "could not make views beforehand" in caplog.text


def test_a_page_and_a_word_of_a_browser_are_traffic() -> None:
    traffic = Traffic()
    traffic._last_end -= 60
    with pytest.raises(RuntimeError, match="ended"), traffic.page("en"):
        assert traffic.quiet_seconds() == 0
        raise RuntimeError("ended")
    assert traffic.quiet_seconds() < 60
    assert traffic.page_read.is_set()
    assert traffic.languages() == ("en",)

    traffic._last_end -= 60

    async def answer(_scope: Scope, receive: Receive, _send: Send) -> None:
        assert traffic.quiet_seconds() >= 60
        await receive()

    async def said() -> Message:
        return {"type": "websocket.receive", "bytes": b""}

    async def never(_message: Message) -> None:
        raise AssertionError

    asyncio_run = CountedTraffic(answer, traffic)({"type": "websocket"}, said, never)
    run_apart(asyncio_run)
    assert traffic.quiet_seconds() < 60


def test_each_run_of_a_page_is_told_to_the_traffic_of_the_site(served: Path) -> None:
    from indicators.web.warming import site_traffic

    site_traffic().page_read.clear()
    opened_page("ranking", lang="en")
    assert site_traffic().page_read.is_set()
    assert "en" in site_traffic().languages()


def test_a_figure_that_no_source_printed_is_told_without_printed_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sums of former units are printed nowhere."""
    with store_of(tmp_path, FIVE) as store:
        monkeypatch.setenv("INDICATORS_DB", str(store.path))
    told = first_answer({"indicator": "population"})
    assert told and "nan" not in told
    rows = rows_of(opened_page("ranking", indicator="population"))
    assert [row["print"] for row in rows] == ["", ""]


def test_the_memory_of_what_is_opened_apart_is_bounded(served: Path) -> None:
    making = ready_views(["vi"])
    shared = server_releases().opening(None).store
    limits = []
    real = Store.apart

    def noted(store: Store, most_memory: str) -> Store:
        own = real(store, most_memory)
        limits.extend(own._cursor().execute("SELECT current_setting('memory_limit')").fetchall())
        return own

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Store, "apart", noted)
        assert len(list(making)) == len(INDICATORS)
    unbounded = shared._cursor().execute("SELECT current_setting('memory_limit')").fetchall()
    assert limits and limits != unbounded


def test_another_build_is_not_opened_apart(served: Path, tmp_path: Path) -> None:
    store = opened_store(served)
    with built_country(
        tmp_path / "other", incomes("61", "42.5", "54", "49", "48.5", "71")
    ) as other:
        other.path.replace(served)
    with pytest.raises(ReleaseError, match="another build"):
        store.apart("16MB")
