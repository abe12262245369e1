"""What a server imports before its first reader: nothing that only one kind of answer needs."""

import asyncio
import gc
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Receive, Scope, Send

from indicators.module_loading import modules_that_stay
from indicators.web.later_routes import LaterRoutes
from indicators.web.warming import STEPS, CountedTraffic, Traffic, ranking_page, warming
from tests.asgi import ask, run_apart
from tests.serving import ROOT, free_port

# Writers of files that few ask for, each slow to import.
WRITERS = ("docx", "lxml", "openpyxl", "xlsxwriter", "pyarrow.parquet", "typst")
# What reads whole tables of the data, draws, or answers programs.
ANSWERS = ("shapely", "yaml", "jsonschema", "frictionless", "babel.numbers",
           "indicators.charts.style", "indicators.curated", "indicators.maps",
           "indicators.open_data.answers.openapi", "indicators.open_data.downloads",
           "indicators.open_data.plain_pages", "indicators.open_data.sheets",
           "indicators.over_time", "indicators.own_index", "indicators.pictures",
           "indicators.printed", "indicators.questions.ranking", "indicators.reports",
           "indicators.views", "indicators.web.api.api_routes", "indicators.web.changes_route",
           "indicators.web.data_files", "indicators.web.drawn", "indicators.web.first_answer",
           "indicators.web.map_route", "indicators.web.plain_routes")  # fmt: skip
# The server as `serve` makes it, up to where it would listen.
STARTED = """
import json, sys, uvicorn
seen = []
class Listening(Exception): pass
def listen(app, **_given):
    seen.append(sorted(sys.modules))
    raise Listening
uvicorn.run = listen
from indicators.commands.command_line import main
try:
    main(["serve", "--port", sys.argv[1]])
except Listening:
    print(json.dumps(seen[0]))
"""


def test_a_server_listens_before_it_loads_what_few_ask_for() -> None:
    found = subprocess.run([sys.executable, "-c", STARTED, str(free_port())], cwd=ROOT,
                           capture_output=True, text=True, check=True)  # fmt: skip
    loaded = json.loads(found.stdout.strip().splitlines()[-1])
    assert "indicators.web.server" in loaded
    assert [name for name in (*WRITERS, *ANSWERS) if name in loaded] == []


def place(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"{request.url.path} {request.path_params}")


def folder(calls: list[str]) -> LaterRoutes:
    def routes() -> list[BaseRoute]:
        calls.append("loaded")
        return [Route("/chart/{kind}", place), Route("/oembed", place)]

    return LaterRoutes(("/chart/", "/oembed"), routes)


def test_routes_are_loaded_once_and_with_their_first_request() -> None:
    calls: list[str] = []
    app = Starlette(routes=[folder(calls), Route("/{rest:path}", place)])
    others = [ask(app, path).text for path in ("/charts/map", "/chart", "/oembed/x")]
    assert others == ["/charts/map {'rest': 'charts/map'}", "/chart {'rest': 'chart'}",
                      "/oembed/x {'rest': 'oembed/x'}"]  # fmt: skip
    assert calls == []
    assert ask(app, "/chart/map").text == "/chart/map {'kind': 'map'}"
    assert ask(app, "/oembed").text == "/oembed {}"
    assert ask(app, "/chart/a/b").status_code == 404
    assert ask(app, "/chart/map", "POST").status_code == 405
    assert calls == ["loaded"]


def test_they_are_found_below_a_root_too() -> None:
    app = Starlette(routes=[Mount("/communes", routes=[folder([])])])
    assert ask(app, "/communes/chart/map").text == "/communes/chart/map {'kind': 'map'}"


def test_many_first_requests_load_them_once() -> None:
    calls: list[str] = []
    later = folder(calls)
    threads = [threading.Thread(target=later.loaded) for _one in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert calls == ["loaded"]


def test_modules_that_cannot_be_loaded_are_tried_again() -> None:
    tries: list[int] = []

    def routes() -> list[BaseRoute]:
        tries.append(1)
        if len(tries) == 1:
            raise OSError("too many open files")
        return [Route("/chart/{kind}", place)]

    later = LaterRoutes(("/chart/",), routes)
    with pytest.raises(OSError, match="open files"):
        later.loaded()
    assert later.loaded().routes


class Told(Traffic):
    """Traffic that says what it is told to say."""

    def __init__(self, *rests: float) -> None:
        super().__init__()
        self.rests = list(rests)

    def quiet_seconds(self) -> float:
        return self.rests.pop(0) if len(self.rests) > 1 else self.rests[0]


def end_of_warming() -> None:
    for one in threading.enumerate():
        if one.name == "warming":
            one.join(30)


def served(steps: Sequence[Callable[[], object]], traffic: Traffic, *, to_the_end: bool) -> None:
    async def serve() -> None:
        async with warming(steps, traffic, 0.02):
            if to_the_end:
                await asyncio.to_thread(end_of_warming)

    run_apart(serve())
    end_of_warming()


def test_the_ranking_is_loaded_first_and_each_step_waits_for_a_rest() -> None:
    assert STEPS[0] is ranking_page
    traffic, taken = Told(0.0, 0.01, 0.02, 0.0, 0.02), list[str]()
    served([lambda: taken.append(f"first, {len(traffic.rests)} left"),
            lambda: taken.append(f"second, {len(traffic.rests)} left")],
           traffic, to_the_end=True)  # fmt: skip
    assert taken == ["first, 2 left", "second, 1 left"]


def test_a_server_that_ends_loads_nothing_more() -> None:
    taken: list[str] = []
    served([lambda: taken.append("first")], Told(0.0), to_the_end=False)
    assert taken == []


def test_a_step_that_fails_is_told_and_ends_them(caplog: pytest.LogCaptureFixture) -> None:
    taken: list[str] = []

    def fail() -> None:
        raise RuntimeError("no such module")

    served([fail, lambda: taken.append("next")], Told(1.0), to_the_end=True)
    assert "could not load beforehand" in caplog.text and taken == []


def test_there_is_no_rest_while_a_request_is_answered() -> None:
    traffic, seen = Traffic(), list[float]()

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(traffic.quiet_seconds())
        await PlainTextResponse("")(scope, receive, send)

    traffic._last_end -= 60
    assert traffic.quiet_seconds() >= 60
    ask(CountedTraffic(answer, traffic), "/")
    assert seen == [0.0] and 0 < traffic.quiet_seconds() < 60


def test_garbage_is_looked_for_again_once_modules_are_loaded() -> None:
    before = gc.get_freeze_count()
    with modules_that_stay():
        assert not gc.isenabled()
    assert gc.isenabled() and gc.get_freeze_count() > before


def test_a_command_ends_without_a_word_of_what_it_loaded() -> None:
    told = [sys.executable, "-m", "indicators", "--version"]
    found = subprocess.run(told, cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stderr == "" and found.stdout.startswith("python -m indicators ")


def test_who_looks_for_no_garbage_is_not_made_to() -> None:
    gc.disable()
    try:
        with modules_that_stay():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


# Shapes, the catalogue's own file and feeds: no part of what the page of the ranking says first.
BESIDE_A_RANKING = ("shapely", "yaml", "xml.etree", "indicators.maps")
RANKED = """
import json, sys
from tests.opened_page import opened_page
assert len(opened_page("ranking").main)
print(json.dumps(sorted(sys.modules)))
"""
ARROW = """
import runpy, sys
sys.argv = ["indicators", "--version"]
try:
    runpy.run_module("indicators", run_name="__main__")
except SystemExit:
    import pyarrow
    print(pyarrow.default_memory_pool().backend_name)
"""


def in_a_process_of_its_own(program: str, **environment: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, text=True, check=True,
                          capture_output=True, env={**os.environ, **environment})  # fmt: skip
    return done.stdout.strip().splitlines()[-1]


def test_the_page_of_the_ranking_loads_no_shapes(database: Path) -> None:
    loaded = json.loads(in_a_process_of_its_own(RANKED, INDICATORS_DB=str(database)))
    assert "indicators.views.ranking" in loaded
    assert [name for name in BESIDE_A_RANKING if name in loaded] == []


def test_arrow_holds_nothing_in_reserve_unless_the_operator_says_so() -> None:
    assert in_a_process_of_its_own(ARROW) == "system"
    assert in_a_process_of_its_own(ARROW, ARROW_DEFAULT_MEMORY_POOL="mimalloc") == "mimalloc"
