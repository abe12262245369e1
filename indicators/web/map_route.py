"""The HTTP routes of a map: its shapes, each at an address that never changes its content."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from indicators.maps.map_layer import COMMUNES, PROVINCES, current_layer
from indicators.release.store import ReleaseError

FOLDER = "/map"
FOREVER = "public, max-age=31536000, immutable"

# Plotly asks for a base map of the world whenever areas are drawn, whether or not it is shown, and
# by default far away. Here it finds one without any land, at `topojsonURL`.
WORLD = "world_110m.json"
NO_WORLD = {"type": "Topology", "objects": {}, "arcs": []}


def shapes_path(name: str, digest: str) -> str:
    """The path of one document below the server's root."""
    return f"{FOLDER}/{name}-{digest}.json"


def routes() -> list[Route]:
    """The routes to be mounted beside the pages."""
    return [
        Route(f"{FOLDER}/{WORLD}", no_world),
        Route(f"{FOLDER}/{{name}}-{{digest}}.json", shapes),
    ]


def no_world(_request: Request) -> Response:
    """An empty base map."""
    return JSONResponse(NO_WORLD, headers={"Cache-Control": FOREVER})


def shapes(request: Request) -> Response:
    """One gzipped document of shapes; 404 for one that is not of the release served now.

    Another release may number its areas differently, so it is never sent in place of the old one.
    """
    try:
        layer = current_layer()
    except ReleaseError as error:
        return JSONResponse({"status": "unavailable", "detail": str(error)}, status_code=503)
    name = request.path_params["name"]
    found = layer.shapes(name) if name in (COMMUNES, PROVINCES) else None
    if found is None or found.digest != request.path_params["digest"]:
        detail = "These shapes are not of the release that is served; open the map page again."
        return JSONResponse({"status": "not found", "detail": detail}, status_code=404)
    # Every browser accepts gzip; a client that does not can unpack what it gets.
    return Response(
        found.geojson,
        media_type="application/geo+json",
        headers={"Content-Encoding": "gzip", "Cache-Control": FOREVER, "Vary": "Accept-Encoding"},
    )
