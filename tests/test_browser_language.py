"""The language of the document in a browser: what screen readers and translators go by."""

from typing import TYPE_CHECKING

from indicators.language.texts import translator
from indicators.web import navigation
from tests.browser import IDLE, settle

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_document_and_tab_follow_the_language_of_the_reader(page: "Page", address: str) -> None:
    def is_in(lang: str, shown: navigation.SitePage) -> None:
        page.wait_for_function("lang => document.documentElement.lang === lang", arg=lang)
        page.wait_for_function("title => document.title === title", arg=shown.tab_title(lang))

    page.goto(f"{address}{navigation.DOWNLOADS.address}")
    assert page.evaluate("document.documentElement.lang") == "vi"
    assert page.title() == navigation.DOWNLOADS.tab_title("vi")  # before any script has run
    page.wait_for_selector(IDLE)
    is_in("vi", navigation.DOWNLOADS)
    page.get_by_role("radio", name="English").click()
    is_in("en", navigation.DOWNLOADS)
    title = translator("en")(navigation.RANKING.title)
    page.get_by_role("link", name=title, exact=True).first.click()
    is_in("en", navigation.RANKING)
    settle(page)
    page.get_by_role("radio", name="Tiếng Việt").click()
    is_in("vi", navigation.RANKING)
    # A slow browser takes up the address after the title: before that, "back" leads too far.
    page.wait_for_url(lambda url: "lang=" not in url)
    settle(page)
    page.go_back()
    is_in("en", navigation.RANKING)
