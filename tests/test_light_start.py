"""What a server imports before its first reader: nothing that only one kind of answer needs."""

import asyncio
import gc
import json
import subprocess
import sys
import threading

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Mount, Route

from indicators.module_loading import modules_that_stay
from indicators.web.later_routes import LaterRoutes
from indicators.web.warming import STEPS, ranking_page, warming
from tests.asgi import ask
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


def test_what_is_loaded_beforehand_comes_in_order_after_the_server_answers() -> None:
    assert STEPS[0] is ranking_page
    taken: list[str] = []
    second = threading.Event()

    def take_second() -> None:
        taken.append("second")
        second.set()

    async def serve() -> None:
        async with warming([lambda: taken.append("first"), take_second], 0.0):
            taken.append("answering")
            await asyncio.to_thread(second.wait, 30)

    asyncio.run(serve())
    assert taken == ["answering", "first", "second"]


def test_a_server_that_ends_at_once_loads_nothing_more() -> None:
    taken: list[str] = []

    async def serve() -> None:
        async with warming([lambda: taken.append("first")], 0.05):
            pass
        await asyncio.sleep(0.2)

    asyncio.run(serve())
    assert taken == []


def test_a_step_that_fails_is_told_and_ends_them(caplog: pytest.LogCaptureFixture) -> None:
    taken: list[str] = []
    failed = threading.Event()

    def fail() -> None:
        failed.set()
        raise RuntimeError("no such module")

    async def serve() -> None:
        async with warming([fail, lambda: taken.append("next")], 0.0):
            await asyncio.to_thread(failed.wait, 30)

    asyncio.run(serve())
    for one in threading.enumerate():
        if one.name == "warming":
            one.join(30)
    assert "could not load beforehand" in caplog.text and taken == []


def test_garbage_is_looked_for_again_once_modules_are_loaded() -> None:
    before = gc.get_freeze_count()
    with modules_that_stay():
        assert not gc.isenabled()
    assert gc.isenabled() and gc.get_freeze_count() > before
    gc.unfreeze()


def test_who_looks_for_no_garbage_is_not_made_to() -> None:
    gc.disable()
    try:
        with modules_that_stay():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()
