"""Asking an ASGI application without a server, as a client would over HTTP."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import httpx

Answer = TypeVar("Answer")


def run_apart(asked: Coroutine[Any, Any, Answer]) -> Answer:
    """Run to the end in a thread of its own: a browser of this process may hold a loop in ours."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asked).result()


def ask(app: Any, path: str, method: str = "GET", **headers: str) -> httpx.Response:
    """The answer to one request; ``headers`` have ``_`` for ``-``."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    named = {"Accept-Encoding": "identity", **named}

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app=app, client=("192.0.2.1", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, path, headers=named)

    return run_apart(asked())
