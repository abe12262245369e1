"""Asking an ASGI application without a server, as a client would over HTTP."""

import asyncio
from typing import Any

import httpx


def ask(app: Any, path: str, method: str = "GET", **headers: str) -> httpx.Response:
    """The answer to one request; ``headers`` have ``_`` for ``-``."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    named = {"Accept-Encoding": "identity", **named}

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app=app, client=("192.0.2.1", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, path, headers=named)

    return asyncio.run(asked())
