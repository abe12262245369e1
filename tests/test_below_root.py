"""A site below a path of its host: everything answers there, and every link stays there."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from streamlit import config
from streamlit.runtime import Runtime

from indicators.web.api.problem_json import FOLDERS
from indicators.web.navigation import PAGES
from indicators.web.server import application
from tests.asgi import ask
from tests.small_country import figure, incomes
from tests.yardstick_country import built_country

ROOT = "/thuoc-xa"
# Addresses inside of answers: of links and pictures, and of feeds, sitemaps and JSON.
IN_HTML = re.compile(r"""(?: href | src ) = " (?P<address> [^"]* ) " """, re.VERBOSE)
OF_THE_SITE = re.compile(r"http://localhost (?P<address> [^\s\"'<>\\]* )", re.VERBOSE)
BESIDE_THE_PAGES = (
    "/api/v1/", "/api/v1/docs", "/api/v1/openapi.json", "/api/v1/areas", "/api/v1/releases",
    "/api/v1/ranking/income_per_capita", "/api/v1/changes.atom", "/api/v1/releases.atom",
    "/chart/ranking/income_per_capita.svg", "/embed/ranking/income_per_capita",
    "/embed/ranking/poverty_rate", f"/oembed?url={quote(f'http://localhost{ROOT}/xep-hang')}",
    "/p/xa/99001", "/p/chi-tieu/income_per_capita", "/sitemap.xml", "/robots.txt", "/favicon.ico",
    "/healthz", "/map/world_110m.json",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("root")
    rates = [figure(f"{n}.5", area_code=f"9900{n}", indicator_id="poverty_rate")
             for n in range(1, 6)]  # fmt: skip
    store = built_country(folder, [*incomes("60", "41.5", "53", "48", "47.5", "70"), *rates])
    before = config.get_option("server.baseUrlPath")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("INDICATORS_DB", str(store.path))
        environment.setenv("INDICATORS_RELEASES", str(folder / "releases"))
        # One application a process; another test may have made it already, at the host itself.
        environment.setattr(Runtime, "_instance", None)
        config._set_option("server.baseUrlPath", ROOT.strip("/"), "test")
        yield application()
        config._set_option("server.baseUrlPath", before, "test")
    store.close()


def outside(text: str, address: re.Pattern[str]) -> list[str]:
    """The addresses of this site in a text that do not lie below its root."""
    found = [one["address"] for one in address.finditer(text)]
    absolute = [one for one in found if one.startswith("/") and not one.startswith("//")]
    return [one for one in absolute if one != ROOT and not one.startswith(f"{ROOT}/")]


@pytest.mark.parametrize("path", [*BESIDE_THE_PAGES, *(page.address for page in PAGES)])
def test_everything_answers_below_the_root_and_leads_there(site: Any, path: str) -> None:
    answer = ask(site, f"{ROOT}{path}")
    assert answer.status_code == 200, answer.text[:300]
    if "image/" not in answer.headers["content-type"]:
        assert outside(answer.text, OF_THE_SITE) == []
    if "html" in answer.headers["content-type"]:
        assert outside(answer.text, IN_HTML) == []


def test_redirects_and_links_in_headers_stay_below_the_root(site: Any) -> None:
    led = {path: ask(site, f"{ROOT}{path}").headers["location"]
           for path in ("/api/v1", "/data", "/data/")}  # fmt: skip
    assert led == {"/api/v1": f"{ROOT}/api/v1/", "/data": f"{ROOT}/api/v1/releases",
                   "/data/": f"{ROOT}/api/v1/releases"}  # fmt: skip
    links = ask(site, f"{ROOT}/api/v1/areas").headers["link"]
    assert f"<{ROOT}/api/v1/openapi.json>" in links and "<https://" in links


def test_what_programs_read_names_the_root(site: Any) -> None:
    assert ask(site, f"{ROOT}/api/v1/openapi.json").json()["servers"][0]["url"] == f"{ROOT}/api/v1"
    assert f"Disallow: {ROOT}/bien-tap" in ask(site, f"{ROOT}/robots.txt").text.splitlines()
    assert f"http://localhost{ROOT}/p/xa/99001" in ask(site, f"{ROOT}/sitemap.xml").text


def test_an_address_of_another_site_on_the_host_is_none_of_ours(site: Any) -> None:
    for url in ("http://localhost/xep-hang", f"http://localhost{ROOT}-2/xep-hang"):
        told = ask(site, f"{ROOT}/oembed?url={quote(url)}")
        assert told.json()["code"] == "unknown_path", url


def test_embeds_may_be_framed_and_pages_may_not(site: Any) -> None:
    embed = ask(site, f"{ROOT}/embed/ranking/income_per_capita").headers
    page = ask(site, f"{ROOT}/xep-hang").headers
    assert "x-frame-options" not in embed and page["x-frame-options"] == "SAMEORIGIN"


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_unknown_path_is_told_as_without_a_root(site: Any, folder: str) -> None:
    answer = ask(site, f"{ROOT}{folder}/nothing")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_unsafe_path_of_programs_is_told_as_a_problem(site: Any) -> None:
    answer = ask(site, f"{ROOT}/api/v1/%252e%252e/x")
    assert answer.status_code == 400 and answer.json()["code"] == "unsafe_path"


def test_what_is_no_route_of_ours_is_left_to_the_pages(site: Any) -> None:
    assert ask(site, f"{ROOT}/nothing").headers["content-type"].startswith("text/html")
    assert ask(site, "/api/v1/areas").status_code == 404
