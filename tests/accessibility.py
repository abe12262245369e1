"""axe-core on the pages: which settings there are, and which violations remain."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, Literal

from indicators.language.texts import LANGUAGES
from indicators.web import navigation
from indicators.web.navigation import PAGES, SitePage
from tests.browser import moved
from tests.streamlit_violations import OF_STREAMLIT

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Pages that show little until somebody has chosen areas; all of these are in the frozen table.
CHOSEN = {
    navigation.COMPARISON.path: "area=24717&area=08227",
    navigation.COMMUNE.path: "area=15961",
    navigation.TREND.path: "area=16941",
    "tinh": "province=38",
}
Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
WIDTHS = (1440, 390)
HEIGHT = 900


@dataclass(frozen=True)
class Setting:
    """One page as one reader sees it; ``width`` in pixels."""

    page: SitePage
    lang: str
    theme: Theme
    width: int

    @property
    def name(self) -> str:
        """For example ``xep-hang-vi-light-1440``."""
        return "-".join((self.page.path or "home", self.lang, self.theme, str(self.width)))

    @property
    def path(self) -> str:
        """Its address below the site's."""
        chosen = CHOSEN.get(self.page.path, "")
        return f"{self.page.address}?{chosen}&lang={self.lang}".replace("?&", "?")


EVERY_SETTING = tuple(Setting(*one) for one in product(PAGES, tuple(LANGUAGES), THEMES, WIDTHS))
# One setting a page, so that each language, theme and width has its turn.
SAMPLE = tuple(
    Setting(page, lang, theme, width)
    for place, page in enumerate(PAGES)
    for lang in [tuple(LANGUAGES)[place % len(LANGUAGES)]]
    for theme in [THEMES[place // 2 % 2]]
    for width in [WIDTHS[(place + place // 4) % 2]]
)


def opened(page: Page, address: str, setting: Setting) -> Page:
    """The page of a setting, drawn to its end."""
    page.set_viewport_size({"width": setting.width, "height": HEIGHT})
    themed(page, setting.theme)
    moved(page, f"{address}{setting.path}")
    page.wait_for_selector('[data-testid="stSkeleton"]', state="detached")
    return page


def themed(page: Page, theme: Theme) -> None:
    """Have the page in this theme, which a frontend that runs takes up before it is moved."""
    page.emulate_media(color_scheme=theme)
    page.wait_for_function(
        """theme => [...document.querySelectorAll('[data-testid="stApp"]')]
          .every(one => getComputedStyle(one).colorScheme === theme)""",
        arg=theme,
    )


def violations(page: Page) -> list[str]:
    """What axe-core finds in the page but what is Streamlit's: rule, element, why; one a line."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}\n    {_reason(node)}"
        for rule in found
        for node in rule["nodes"]
        if not _of_streamlit(page, rule["id"], node)
    ]


def _reason(node: dict[str, Any]) -> str:
    told = [check["message"] for kind in ("any", "all", "none") for check in node[kind]]
    return f"{'; '.join(told)}: {node['html'][:200]}"


def _of_streamlit(page: Page, rule: str, node: dict[str, Any]) -> bool:
    """Whether the element lies in one that ``OF_STREAMLIT`` lists for this rule."""
    selectors = [known.selector for known in OF_STREAMLIT if known.rule == rule]
    target = node["target"][-1]
    if not selectors or not isinstance(target, str):
        return False
    return bool(
        page.evaluate(
            "([target, within]) => !!document.querySelector(target)?.closest(within)",
            [target, ", ".join(selectors)],
        )
    )
