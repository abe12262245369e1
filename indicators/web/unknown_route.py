"""Below the folders of programs an unknown path is a 404, never a page that says so to people."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

FOLDERS = ("/api", "/map")
PROBLEM = "application/problem+json"


def routes() -> list[Route]:
    """The routes to be mounted after all others of these folders."""
    return [Route(f"{folder}/{{rest:path}}", unknown) for folder in FOLDERS]


def unknown(_request: Request) -> Response:
    """404 as problem JSON (RFC 9457)."""
    content = {"type": "about:blank", "title": "Unknown path", "status": 404,
               "detail": "There is nothing at this address."}  # fmt: skip
    return JSONResponse(content, 404, media_type=PROBLEM)
