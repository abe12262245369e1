"""All routes beside the pages; what answers in a folder is loaded with its first request.

The first page is not to wait for what draws pictures, writes reports and answers programs.
"""

from collections.abc import Sequence

from starlette.routing import BaseRoute

from indicators.web.api.served_release import server_releases
from indicators.web.health_route import Health
from indicators.web.later_routes import LaterRoutes
from indicators.web.site_files import routes as site_files

# The health of what this process serves.
_health = Health()
health = _health.answer


def site_routes() -> list[BaseRoute]:
    """The routes of a server, to be mounted beside the pages."""
    return [
        _health.route(),
        *site_files(),
        LaterRoutes(("/api/",), _api),
        LaterRoutes(("/data", "/data/"), _data_files),
        LaterRoutes(("/map/",), _map),
        LaterRoutes(("/p/", "/sitemap.xml"), _plain_pages),
        LaterRoutes(("/chart/", "/embed/", "/oembed", "/report/"), _drawings),
    ]


def _api() -> Sequence[BaseRoute]:
    from indicators.web import changes_route
    from indicators.web.api.api_routes import Api
    from indicators.web.api.problem_json import unknown_routes

    api = Api(releases=server_releases())
    return [*changes_route.routes(), *api.routes(), *unknown_routes()]


def _data_files() -> Sequence[BaseRoute]:
    from indicators.web.data_files import DataFiles

    return DataFiles(server_releases()).routes()


def _map() -> Sequence[BaseRoute]:
    from indicators.web import map_route
    from indicators.web.api.problem_json import unknown_routes

    return [*map_route.routes(), *unknown_routes()]


def _plain_pages() -> Sequence[BaseRoute]:
    from indicators.web.plain_routes import plain_routes

    return plain_routes()


def _drawings() -> Sequence[BaseRoute]:
    from indicators.web.api.problem_json import unknown_routes
    from indicators.web.drawn.drawing_routes import drawing_routes

    return [*drawing_routes(server_releases()), *unknown_routes()]
