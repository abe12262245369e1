"""All routes of pictures and reports, with the one desk that they share."""

from starlette.routing import Route

from indicators.web.drawn.chart_routes import Charts
from indicators.web.drawn.desk_of_drawings import DrawingDesk
from indicators.web.drawn.embed_routes import Embeds
from indicators.web.drawn.report_routes import Reports


def drawing_routes() -> list[Route]:
    """To be mounted beside the pages."""
    desk = DrawingDesk()
    return [*Charts(desk).routes(), *Embeds(desk).routes(), *Reports(desk).routes()]
