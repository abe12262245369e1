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

    @property
    def address(self) -> str:
        """The path of its address, such as ``/xep-hang``."""
        return f"/{self.path}"

    def tab_title(self, lang: str) -> str:
        """What the browser's tab says: page and site; at the overview what the site is."""
        _ = translator(lang)
        return f"{_(self.title)} – {SITE}" if self.path else (
            _("Thước Xã – figures of Viet Nam's communes"))  # fmt: skip


OVERVIEW = SitePage("pages/overview.py", "", N_("Overview"), "home", always_draws=True)
RANKING = SitePage("pages/ranking.py", "xep-hang", N_("Ranking"), "leaderboard", always_draws=True)
MAP = SitePage("pages/map.py", "ban-do", N_("Map"), "map", always_draws=True)
COMPARISON = SitePage("pages/comparison.py", "so-sanh", N_("Comparison"), "compare_arrows")
COMMUNE = SitePage("pages/commune.py", "xa", N_("One commune"), "location_city")
PROVINCE = SitePage("pages/province.py", "tinh", N_("One province"), "grid_on", always_draws=True)
TREND = SitePage("pages/trend.py", "xu-huong", N_("Trends"), "timeline", always_draws=True)
ASSOCIATION = SitePage(
    "pages/association.py", "tuong-quan", N_("Two indicators"), "scatter_plot", always_draws=True
)
COMPOSITE = SitePage(
    "pages/composite.py", "tong-hop", N_("Own index"), "balance", always_draws=True
)
DOWNLOADS = SitePage("pages/downloads.py", "tai-ve", N_("Downloads"), "download")
METHODS = SitePage("pages/methods.py", "phuong-phap", N_("Methods and sources"), "fact_check")
# The one page on which somebody can sign in.
CURATION = SitePage("pages/curation.py", "bien-tap", N_("Curation"), "edit_note", for_curators=True)

# In the order of the menu.
PAGES = (OVERVIEW, RANKING, MAP, COMPARISON, COMMUNE, PROVINCE, TREND, ASSOCIATION, COMPOSITE,
         DOWNLOADS, METHODS, CURATION)  # fmt: skip
