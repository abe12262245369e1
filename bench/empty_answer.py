"""What a server can answer at all: Starlette and uvicorn, and nothing to say."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def nothing(_request: Request) -> Response:
    """Nothing, for any path."""
    return Response()


app = Starlette(routes=[Route("/{rest:path}", nothing)])
