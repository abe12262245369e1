"""Which document holds a figure that is missing, and who keeps it: by the theme of the indicator.

The names are those by which communes and provinces usually call these papers; what an authority
has to publish is for the law to say. A theme that is not listed here is asked for by the report on
the year, which every commune makes.
"""

from dataclasses import dataclass

from indicators.language.texts import translator
from indicators.sentences.marking import N_


@dataclass(frozen=True)
class AskedDocument:
    """A document and who keeps it; English source texts, marked for translation."""

    document: str
    keeper: str


COMMITTEE = N_("People's Committee of the commune")

YEARLY_REPORT = AskedDocument(
    N_("report on the socio-economic situation of the year, with its table of targets"), COMMITTEE
)
BY_THEME = {
    "budget": AskedDocument(
        N_("published final accounts or estimates of the commune's budget, with the plan and who "
           "set it"),
        N_("People's Committee of the commune; finance department of the province"),
    ),
    "social": AskedDocument(
        N_("decision on the result of the yearly review of poor and near-poor households"),
        COMMITTEE,
    ),
    "new_rural": AskedDocument(
        N_("report on the result of each new-rural criterion, with the number of all criteria"),
        N_("People's Committee of the commune; new-rural coordination office of the province"),
    ),
    "public_services": AskedDocument(
        N_("monthly or quarterly report on handling administrative procedures, with the counts of "
           "dossiers"),
        N_("public administrative service centre of the commune"),
    ),
    "population_area": AskedDocument(
        N_("population and area of the commune on a stated day"),
        N_("People's Committee of the commune; statistics office of the province"),
    ),
    "country_wide": AskedDocument(
        N_("table of the statistics office by commune"),
        N_("statistics office of the province"),
    ),
}  # fmt: skip


def request_for(theme: str) -> AskedDocument:
    """The document to ask for where a figure of this theme is missing."""
    return BY_THEME.get(theme, YEARLY_REPORT)


def worded(request: AskedDocument, lang: str) -> tuple[str, str]:
    """The document and who keeps it, in the reader's language."""
    _ = translator(lang)
    return _(request.document), _(request.keeper)
