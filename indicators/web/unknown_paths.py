"""What answers where a folder of routes has nothing."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indicators.web.api.problem_json import EVERY_METHOD, problem_response, unknown_path

FOLDERS = ("/api", "/map", "/chart", "/embed", "/report")


def unknown_routes() -> list[Route]:
    """The routes to be mounted after all others of these folders."""
    return [Route(f"{folder}/{{rest:path}}", unknown, methods=EVERY_METHOD) for folder in FOLDERS]


def unknown(request: Request) -> Response:
    """404 as problem JSON (RFC 9457)."""
    return problem_response(unknown_path(request.url.path))
