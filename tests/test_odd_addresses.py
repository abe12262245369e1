"""Addresses and headers as scripts, old clients and attackers write them: never a fault of ours."""

import json
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import streamlit
from starlette.applications import Starlette

from indicators.language.question_fault_words import THINGS
from indicators.release.build import build
from indicators.web.drawn import embed_routes
from tests import fuzz_targets
from tests.asgi import ask
from tests.serving import ROOT
from tests.small_country import figure, incomes, write_country

LIBRARY = ROOT / "indicators"
STATIC = Path(streamlit.__file__).parent / "static"
SITE = "http://localhost"
RANKING = "/api/v1/ranking/income_per_capita"
FEED = "/api/v1/changes.atom"
MANY_KEYS = "&".join(f"a{n}=1" for n in range(150))


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd")
    figures = [*incomes("60", "80", "40", "50", "70"),
               *(figure("45", area_code=code) for code in ("98001", "99")),
               *(figure(f"{n}.5", area_code=code, indicator_id="poverty_rate")
                 for n, code in enumerate(("99001", "99002", "99003", "98001"), 1)),
               figure("66", area_code="99001", revision="2", note="Bịa: sửa")]  # fmt: skip
    build(write_country(folder / "data", figures), folder / "release.duckdb")
    return folder / "release.duckdb"


@pytest.fixture
def pages(release: Path, monkeypatch: pytest.MonkeyPatch) -> Starlette:
    monkeypatch.setenv("INDICATORS_DB", str(release))
    return fuzz_targets.page_application(STATIC)


@pytest.fixture
def api(release: Path, monkeypatch: pytest.MonkeyPatch) -> Starlette:
    monkeypatch.setenv("INDICATORS_DB", str(release))
    return fuzz_targets.api_application()


def _oembed(pages: Starlette, url: str, more: str = "") -> dict[str, Any]:
    answer = ask(pages, f"/oembed?url={quote(url, safe='')}{more}")
    told: dict[str, Any] = json.loads(answer.content)
    return told | {"answered": answer.status_code}


# ── addresses ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", ["/", "/xep-hang", "/xa"])
def test_a_page_with_more_keys_than_it_has_is_still_a_page(pages: Starlette, path: str) -> None:
    assert ask(pages, f"{path}?lang=en&{MANY_KEYS}").status_code == 200


@pytest.mark.parametrize("url", ["http://[", "http://[::1", "https://localhost]/xep-hang"])
def test_oembed_of_what_is_no_address_is_told_so(pages: Starlette, url: str) -> None:
    assert _oembed(pages, url)["code"] == "unknown_path"


def test_oembed_of_a_page_with_too_many_keys_is_that_of_the_page(pages: Starlette) -> None:
    told = _oembed(pages, f"{SITE}/xep-hang?{MANY_KEYS}")
    assert told["answered"] == 200 and "/embed/ranking/" in told["html"]


@pytest.mark.parametrize("path", ["/p/xa", "/p/xa/99001/more", "/p/nowhere/99001", "/p/xa/0"])
def test_where_there_is_no_plain_page_readers_are_told_so_in_every_language(
    pages: Starlette, path: str
) -> None:
    answer = ask(pages, path)
    assert answer.status_code == 404
    assert 'lang="vi">Không có trang' in answer.text and 'lang="en">' in answer.text


@pytest.mark.parametrize("names", [("Bịa Hai", "Bịa Ba"), ("Bịa Hai", "Tỉnh Bịa")])
def test_an_embed_shows_the_places_that_were_asked_for(
    pages: Starlette, names: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """ "Bịa Hai" and "Tỉnh Bịa" are two places, "Bịa Hai,Tỉnh Bịa" is one."""
    monkeypatch.setattr(embed_routes, "MOST_INLINE_BYTES", 0)
    asked = "&".join(f"area={quote(name)}" for name in names)
    answer = ask(pages, f"/embed/comparison?{asked}")
    assert answer.status_code == 200
    source = answer.text.partition('<img src="')[2].partition('"')[0].replace("&amp;", "&")
    assert parse_qs(urlsplit(source).query)["area"] == list(names)
    assert ask(pages, source).status_code == 200


def test_an_embed_of_a_name_that_several_share_is_refused_as_its_picture(pages: Starlette) -> None:
    asked = "&".join(f"area={quote(name)}" for name in ("Bịa Một", "Tỉnh Bịa"))
    for path in ("/embed/comparison", "/chart/comparison.svg"):
        answer = ask(pages, f"{path}?{asked}")
        assert (answer.status_code, answer.json()["code"]) == (404, "shared_name")


def test_oembed_reads_a_name_in_an_address_as_browsers_write_it(pages: Starlette) -> None:
    plain = _oembed(pages, f"{SITE}/chart/area/99002.svg")
    assert plain["answered"] == 200
    named = _oembed(pages, f"{SITE}/chart/area/{quote('Bịa Hai, Tỉnh Bịa')}.svg")
    assert (named["answered"], named.get("title")) == (200, plain["title"])


def test_oembed_gives_no_frame_that_is_higher_than_asked(pages: Starlette) -> None:
    page = f"{SITE}/xep-hang?indicator=income_per_capita"
    free = _oembed(pages, page)
    low = _oembed(pages, page, "&maxwidth=400&maxheight=200")
    assert (low["width"], low["height"]) == (400, 200) and 'height="200"' in low["html"]
    assert "thumbnail_url" not in low and free["height"] > 200


def test_oembed_tells_the_size_that_the_thumbnail_has(pages: Starlette) -> None:
    told = _oembed(pages, f"{SITE}/xep-hang?indicator=income_per_capita", "&maxwidth=500")
    png = ask(pages, told["thumbnail_url"].removeprefix(SITE)).content
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    assert (told["thumbnail_width"], told["thumbnail_height"]) == (width, height)
    assert width <= 500


@pytest.mark.parametrize(
    "name, values", [("area", ("99001", "99002")), ("indicator", ("poverty_rate", "population"))]
)
def test_a_feed_of_two_things_is_refused_not_cut_to_one(
    api: Starlette, name: str, values: tuple[str, str]
) -> None:
    answer = ask(api, f"{FEED}?{name}={values[0]}&{name}={values[1]}")
    assert (answer.status_code, answer.json()["code"]) == (400, "repeated_parameter")
    assert ask(api, f"{FEED}?{name}={values[0]}&lang=vi").json()["code"] == "unknown_parameter"


# ── headers ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("accepted, packed", [
    ("gzip", True), ("br, gzip;q=0.5", True), ("GZIP", True), ("x-gzip", True),
    ("gzip;q=0", False), ("br, gzip; q=0.0, *;q=0.1", False), ("gzipped", False), ("", False),
])  # fmt: skip
def test_an_answer_is_packed_for_whom_takes_it(api: Starlette, accepted: str, packed: bool) -> None:
    answer = ask(api, RANKING, **{"Accept-Encoding": accepted})
    assert (answer.headers.get("content-encoding") == "gzip") is packed
    assert answer.json()["indicator_id"] == "income_per_capita"


@pytest.mark.parametrize("path", [RANKING, FEED, "/api/v1/openapi.json"])
def test_who_has_any_answer_is_told_that_there_is_one(api: Starlette, path: str) -> None:
    answer = ask(api, path, if_none_match=" * ")
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == ask(api, path).headers["etag"]


def test_any_answer_is_none_where_there_is_nothing(api: Starlette) -> None:
    missing = "/api/v1/ranking/nothing"
    assert ask(api, missing, if_none_match="*").status_code == 404
    assert ask(api, f"{RANKING}?year=1900", if_none_match="*").status_code == 404


# ── the program that answers ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("module", ["indicators.web.api.api_routes",
                                    "indicators.web.drawn.drawn_answers"])  # fmt: skip
def test_another_program_has_another_tag_for_the_same_question(
    release: Path, monkeypatch: pytest.MonkeyPatch, module: str, tmp_path: Path
) -> None:
    """A question of SQL or a rule that was changed may answer the same release otherwise."""
    shutil.copy(release, tmp_path / "release.duckdb")
    monkeypatch.setenv("INDICATORS_DB", str(tmp_path / "release.duckdb"))
    drawn = module.endswith("drawn_answers")
    path = "/chart/ranking/income_per_capita.svg" if drawn else RANKING
    make = (lambda: fuzz_targets.page_application(STATIC)) if drawn else (
        fuzz_targets.api_application)  # fmt: skip
    before = ask(make(), path).headers["etag"]
    assert ask(make(), path, if_none_match=before).status_code == 304
    monkeypatch.setattr(f"{module}.program_digest", lambda: "another")
    assert ask(make(), path, if_none_match=before).status_code == 200


# ── what is told ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", [
    "/chart/map/income_per_capita.svg", "/chart/comparison.svg?area=99006&area=99007",
    "/chart/trend/population.svg?area=99001", "/chart/ranking/population.svg",
    "/chart/area/99006.svg", "/chart/association.svg?x=population&y=poverty_rate",
    "/chart/composite.svg?composite=poverty_rate~1~~income_per_capita~1",
    "/report/commune/99006.pdf", "/report/comparison.pdf?area=99006&area=99007",
])  # fmt: skip
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_why_nothing_is_drawn_is_told_in_each_language_whoever_asks(
    pages: Starlette, path: str, lang: str
) -> None:
    answer = ask(pages, f"{path}{'&' if '?' in path else '?'}lang={lang}")
    told = answer.json()
    assert (answer.status_code, told["code"]) == (404, "nothing_to_draw")
    assert told["detail"].isascii() or "Bịa" in told["detail"]
    assert any(letter in told["detail_vi"] for letter in "ốộệểìồ") and "{" not in told["detail_vi"]
    assert told["detail"] != told["detail_vi"]


NAMED = re.compile(r'(?:Unknown|Shared)NameError\(\s*"(?P<what>[a-z_]+)"')
# Asked by commands alone, which quote them as they are written on the command line.
OF_COMMANDS = {"variable"}


def test_whatever_can_be_unknown_has_a_word_in_the_sentence_that_says_so() -> None:
    code = "".join(path.read_text("utf-8") for path in sorted(LIBRARY.rglob("*.py")))
    whats = {one["what"] for one in NAMED.finditer(code)}
    assert {"area", "commune", "basis"} <= whats
    assert whats - OF_COMMANDS <= set(THINGS)


def test_a_commune_that_is_none_is_told_in_vietnamese(api: Starlette) -> None:
    answer = ask(api, "/api/v1/ranking/income_per_capita?among=peers&area=99")
    assert answer.json()["code"] == "unknown_name"
    assert "commune" in answer.json()["detail"] and "commune" not in answer.json()["detail_vi"]
