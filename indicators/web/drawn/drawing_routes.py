"""All routes of pictures and reports, with the one desk that they share."""

from starlette.routing import Route

from indicators.web.api.served_release import ServedReleases
from indicators.web.drawn.chart_routes import Charts
from indicators.web.drawn.drawn_answers import DrawnAnswers
from indicators.web.drawn.embed_routes import Embeds
from indicators.web.drawn.report_routes import Reports


def drawing_routes(releases: ServedReleases) -> list[Route]:
    """To be mounted beside the pages; ``releases`` are those that the API asks."""
    answers = DrawnAnswers(releases)
    return [*Charts(answers).routes(), *Embeds(answers).routes(), *Reports(answers).routes()]
