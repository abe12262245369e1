"""The one list of pages: what router, server, links between pages and tests know of them.

An address must differ from every file's stem: Streamlit would open the file of that name without
the router after a restart.
"""

from dataclasses import dataclass

from indicators.language.texts import translator
from indicators.sentences.marking import N_

SITE = "Thước Xã"


@dataclass(frozen=True)
class SitePage:
    """One page: its file below the root, its address without a slash, title (English), icon."""

    file: str
    path: str
    title: str
    icon: str  # name of a Material symbol
    # The chart's script is asked for together with the page, not when the first chart arrives.
    always_draws: bool = False
    # The address works for everyone and explains; only a curator has the page in the menu.
    for_curators: bool = False
    # What search engines and social sites say of it below the title (English source text).
    about: str = ""

    @property
    def address(self) -> str:
        """The path of its address, such as ``/xep-hang``."""
        return f"/{self.path}"

    def description(self, lang: str) -> str:
        """What the page is for, in a sentence or two."""
        _ = translator(lang)
        whole = _("Figures of Viet Nam's communes, wards and special zones, each with its source "
                  "and with what is missing.")  # fmt: skip
        return f"{_(self.about)} {whole}" if self.about else whole

    def tab_title(self, lang: str) -> str:
        """What the browser's tab says: page and site; at the overview what the site is."""
        _ = translator(lang)
        return f"{_(self.title)} – {SITE}" if self.path else (
            _("Thước Xã – figures of Viet Nam's communes"))  # fmt: skip


OVERVIEW = SitePage("pages/overview.py", "", N_("Overview"), "home")
RANKING = SitePage(
    "pages/ranking.py", "xep-hang", N_("Ranking"), "leaderboard",
    about=N_("Who stands where on one indicator, how surely, and who has no figure."),
)  # fmt: skip
MAP = SitePage(
    "pages/map.py", "ban-do", N_("Map"), "map", always_draws=True,
    about=N_("Where in the country values are high or low, and where none is known."),
)  # fmt: skip
COMPARISON = SitePage(
    "pages/comparison.py", "so-sanh", N_("Comparison"), "compare_arrows",
    about=N_("Two to eight areas side by side, like with like."),
)  # fmt: skip
COMMUNE = SitePage(
    "pages/commune.py", "xa", N_("One commune"), "location_city",
    about=N_("One commune over all indicators, its figures down to the paragraph they come from."),
)  # fmt: skip
PROVINCE = SitePage(
    "pages/province.py", "tinh", N_("One province"), "grid_on", always_draws=True,
    about=N_("The communes of one province side by side, and who has no figure."),
)  # fmt: skip
TREND = SitePage(
    "pages/trend.py", "xu-huong", N_("Trends"), "timeline", always_draws=True,
    about=N_("One indicator over time, with the breaks in its series."),
)  # fmt: skip
ASSOCIATION = SitePage(
    "pages/association.py", "tuong-quan", N_("Two indicators"), "scatter_plot", always_draws=True,
    about=N_("Two indicators of the same areas, and what that does not say."),
)  # fmt: skip
COMPOSITE = SitePage(
    "pages/composite.py", "tong-hop", N_("Own index"), "balance", always_draws=True,
    about=N_("Several indicators brought together by rules of one's own, with all doubts."),
)  # fmt: skip
DOWNLOADS = SitePage(
    "pages/downloads.py", "tai-ve", N_("Downloads"), "download",
    about=N_("Rankings, areas or everything as CSV, XLSX and Parquet, free to use."),
)  # fmt: skip
METHODS = SitePage(
    "pages/methods.py", "phuong-phap", N_("Methods and sources"), "fact_check",
    about=N_("Definitions, sources and the rules for ranks, intervals and gaps."),
)  # fmt: skip
# The one page on which somebody can sign in.
CURATION = SitePage(
    "pages/curation.py", "bien-tap", N_("Curation"), "edit_note", for_curators=True,
    about=N_("Where figures are checked before they are shown, by those who may."),
)  # fmt: skip

# In the order of the menu.
PAGES = (OVERVIEW, RANKING, MAP, COMPARISON, COMMUNE, PROVINCE, TREND, ASSOCIATION, COMPOSITE,
         DOWNLOADS, METHODS, CURATION)  # fmt: skip
