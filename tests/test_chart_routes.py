"""Pictures by address, embeds, oEmbed and social tags, asked as programs and sites ask."""

import json
import re
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from urllib.parse import quote
from urllib.robotparser import RobotFileParser

import pytest

from indicators.pictures.kinds import KINDS
from indicators.release.build import build
from indicators.release.synthesise import synthesise
from indicators.web.drawn.embed_routes import MOST_INLINE_BYTES
from tests.picture_boxes import SVG, text_boxes
from tests.serving import serving
from tests.small_country import figure, incomes, write_country

RANKING = "/chart/ranking/income_per_capita.svg"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    figures = [*incomes("60", "80", "40", "50", "70"),
               *(figure(f"{n}.5", area_code=f"9900{n}", indicator_id="poverty_rate")
                 for n in range(1, 6))]  # fmt: skip
    build(write_country(folder / "data", figures), folder / "country.duckdb")
    with serving(folder / "country.duckdb") as address:
        yield address


def _answer(url: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(url, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, _joined(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, _joined(error.headers), error.read()


def _joined(headers: Message) -> dict[str, str]:
    return {name.lower(): ", ".join(headers.get_all(name, ())) for name in headers}


def _problem(url: str, method: str = "GET") -> dict[str, object]:
    status, headers, body = _answer(url, method)
    assert headers["content-type"].startswith("application/problem+json")
    problem: dict[str, object] = json.loads(body)
    assert problem["status"] == status
    return problem


def test_a_chart_is_an_svg_for_everyone_and_is_not_drawn_twice(site: str) -> None:
    status, headers, body = _answer(f"{site}{RANKING}?province=99&lang=en")
    assert (status, headers["content-type"]) == (200, "image/svg+xml")
    assert headers["access-control-allow-origin"] == "*"
    assert headers["cache-control"] == "public, max-age=300"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert ET.fromstring(body).tag == f"{SVG}svg"
    again = {"If-None-Match": headers["etag"]}
    status, later, nothing = _answer(f"{site}{RANKING}?lang=en&province=99", **again)
    assert (status, nothing, later["etag"]) == (304, b"", headers["etag"])
    assert _answer(f"{site}{RANKING}?province=99", **again)[0] == 200


def test_head_tells_the_length_and_sends_nothing(site: str) -> None:
    _status, whole, body = _answer(f"{site}{RANKING}")
    status, headers, nothing = _answer(f"{site}{RANKING}", "HEAD")
    assert (status, nothing) == (200, b"")
    assert headers["content-length"] == whole["content-length"] == str(len(body))


def test_a_png_is_as_wide_as_asked(site: str) -> None:
    address = f"{site}/chart/ranking/income_per_capita.png?width=600&scale=2&theme=dark"
    status, headers, body = _answer(address)
    assert (status, headers["content-type"], body[:4]) == (200, "image/png", b"\x89PNG")
    assert int.from_bytes(body[16:20], "big") == 1200


@pytest.mark.parametrize("path, word", [
    (f"{RANKING}?provnce=99", "province"),
    (f"{RANKING}?scale=2", "lang"),
    (f"{RANKING}?theme=blue", "light"),
    (f"{RANKING}?width=90000", "1600"),
    (f"{RANKING}?width=%F0%9F%98%80", "1600"),
    (f"{RANKING}?lang=xx", "vi"),
    (f"{RANKING}?year=2025&year=2024", "once"),
    (f"{RANKING}?province=77", "99"),
    (f"{RANKING}?year=1999", "2025"),
    (f"{RANKING}?area=00000", "99003"),
    (f"{RANKING}?province=", "province"),
    (f"{RANKING}?among=province", "area"),
    (f"{RANKING}?among=neighbour&area=99001", "neighbours"),
    (f"{RANKING}?among=type&area=99001&area=99002", "1"),
    (f"{RANKING}?year=20255", "2025-part"),
    ("/chart/comparison.svg?area=99001", "two to 8"),
    ("/chart/comparison.svg?area=99001,99002&indicator=income_per_capta", "income_per_capita"),
    ("/chart/comparison.svg?area=99001,99002&indicator=forest_cover", "income_per_capita"),
    ("/chart/comparison.svg?area=99001,99002&indicator=", "indicator"),
    ("/chart/comparison.svg?area=99001,99002&indicator=poverty_rate&indicator=forest_cover",
     "once"),
    ("/chart/composite.svg?composite=x", "weight"),
    ("/chart/association.svg?x=poverty_rate", "x and y"),
    ("/oembed", "url"),
])  # fmt: skip
def test_a_question_that_cannot_be_is_400_and_says_what_can(
    site: str, path: str, word: str
) -> None:
    problem = _problem(f"{site}{path}")
    assert problem["status"] == 400
    assert word in str(problem["detail"])


def test_a_faulty_index_is_told_in_each_language_alone(site: str) -> None:
    faulty = "income_per_capita~two~~poverty_rate~1"
    problem = _problem(f"{site}/chart/composite.svg?composite={faulty}")
    english, vietnamese = str(problem["detail"]), str(problem["detail_vi"])
    assert "weight of income_per_capita: found “two”, expected a number" in english
    assert "trọng số của income_per_capita: thấy “two”, cần một số" in vietnamese
    assert not any(word in vietnamese for word in ("weight", "found", "expected", "number"))


@pytest.mark.parametrize("path, near", [
    ("/chart/ranking/income_per_capta.svg", "income_per_capita"),
    ("/chart/area/99091.svg", "99001"),
    ("/chart/rankin.svg", "ranking"),
    ("/chart/ranking/income_per_capita.gif", "svg"),
    (f"{RANKING}?release=0", "latest"),
])  # fmt: skip
def test_an_unknown_name_in_the_path_is_404_with_the_nearest(
    site: str, path: str, near: str
) -> None:
    problem = _problem(f"{site}{path}")
    assert problem["status"] == 404
    assert near in problem["nearest"]  # type: ignore[operator]


@pytest.mark.parametrize(
    "path",
    ["/chart/", "/chart/a/b/c.svg", "/chart/ranking.svg", "/chart/comparison/99001.svg", "/embed/",
     "/embed/ranking"],
)  # fmt: skip
def test_a_path_of_no_picture_is_a_problem(site: str, path: str) -> None:
    assert _problem(f"{site}{path}")["status"] == 404


def test_nothing_to_draw_is_404_with_the_reason(site: str) -> None:
    problem = _problem(f"{site}/chart/ranking/forest_cover.svg?lang=en")
    assert (problem["status"], problem["title"]) == (404, "Nothing to draw")
    assert "areas have a figure" in str(problem["detail"])


def test_other_methods_are_refused_as_problems(site: str) -> None:
    assert _problem(f"{site}{RANKING}", "POST")["status"] == 405
    status, headers, _body = _answer(f"{site}{RANKING}", "OPTIONS")
    assert (status, headers["access-control-allow-methods"]) == (204, "GET, HEAD, OPTIONS")


def test_a_release_may_be_pinned(site: str) -> None:
    _status, headers, body = _answer(f"{site}{RANKING}")
    pinned = _answer(f"{site}{RANKING}?release={headers['x-release-id']}")
    assert pinned[2] == body
    assert pinned[1]["cache-control"] == "public, max-age=86400"


def test_the_drawing_and_the_page_name_the_same_question(site: str) -> None:
    body = _answer(f"{site}{RANKING}?province=99&area=99001&area=99002")[2].decode()
    told = "".join(box.text for box in text_boxes(body))
    assert f"{site}/xep-hang?indicator=income_per_capita&province=99&area=99001,99002" in told


def test_a_comparison_draws_the_one_indicator_that_is_named(site: str) -> None:
    compared = f"{site}/chart/comparison.svg?area=99001,99002&lang=vi"
    both = _told(_answer(compared)[2])
    assert "Thu nhập" in both and "Tỷ lệ hộ nghèo" in both
    one = _told(_answer(f"{compared}&indicator=poverty_rate")[2])
    assert "Tỷ lệ hộ nghèo" in one and "Thu nhập" not in one
    assert f"{site}/so-sanh?area=99001,99002&indicator=poverty_rate" in one
    # A name means the same as the id, as in the answers of the API.
    named = _answer(f"{compared}&indicator={quote('Tỷ lệ hộ nghèo')}")[2]
    assert _told(named) == one


def _told(svg: bytes) -> str:
    return "".join(box.text for box in text_boxes(svg.decode()))


# ── embeds ───────────────────────────────────────────────────────────────────────────────────


def test_an_embed_is_light_runs_nothing_and_may_stand_in_any_frame(site: str) -> None:
    status, headers, body = _answer(f"{site}/embed/ranking/income_per_capita?lang=en")
    html = body.decode()
    assert status == 200 and len(body) <= 15_000
    assert "<svg" in html and "<script" not in html
    assert f'href="{site}/xep-hang?indicator=income_per_capita&amp;lang=en"' in html
    assert "frame-ancestors" not in headers["content-security-policy"]
    assert "x-frame-options" not in headers
    # A page, and the picture itself, stay where they were allowed before.
    assert "x-frame-options" in _answer(f"{site}/xep-hang")[1]


def test_a_large_drawing_is_named_in_place_of_sent(address: str) -> None:
    body = _answer(f"{address}/embed/map/income_per_capita")[2]
    assert len(body) <= 15_000
    source = re.search(r'<img src="(/chart/map/income_per_capita\.svg[^"]*)"', body.decode())
    assert source is not None
    status, _headers, drawing = _answer(f"{address}{source[1].replace('&amp;', '&')}")
    assert status == 200 and len(drawing) > MOST_INLINE_BYTES


@pytest.mark.parametrize("page", ["/xep-hang?indicator=income_per_capita&utm_source=x&page=2",
                                  "/embed/ranking/income_per_capita", RANKING,
                                  "/so-sanh?area=99001&area=99002",
                                  "/so-sanh?area=99001,99002&indicator=poverty_rate",
                                  "/xa?area=99001",
                                  "/xu-huong?indicator=income_per_capita&area=99001"])  # fmt: skip
def test_oembed_tells_a_frame_that_can_be_opened(site: str, page: str) -> None:
    asked = f"{site}/oembed?url={quote(site + page, safe='')}&maxwidth=500&format=json"
    status, headers, body = _answer(asked)
    told = json.loads(body)
    assert (status, told["type"], told["version"]) == (200, "rich", "1.0")
    assert told["width"] == 500 and str(told["height"]) in told["html"]
    source = re.search(r'src="([^"]+)"', told["html"])
    assert source is not None
    assert _answer(source[1].replace("&amp;", "&"))[0] == 200
    assert _answer(told["thumbnail_url"])[1]["content-type"] == "image/png"
    assert headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("url", ["https://evil.example/xep-hang", "/xep-hang", "javascript:1",
                                 "SITE/tai-ve", "SITE/nowhere", "SITE/xa"])  # fmt: skip
def test_oembed_tells_nothing_of_other_addresses(site: str, url: str) -> None:
    asked = quote(url.replace("SITE", site), safe="")
    assert _problem(f"{site}/oembed?url={asked}")["status"] == 404


# ── social tags ──────────────────────────────────────────────────────────────────────────────


def _tags(html: str) -> dict[str, str]:
    return {name: value.replace("&amp;", "&") for name, value in
            re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', html)}  # fmt: skip


@pytest.mark.parametrize("page, about", [
    ("/xep-hang?indicator=poverty_rate&province=99", "Tỷ lệ hộ nghèo – Tỉnh Bịa"),
    ("/xep-hang", "Thu nhập"), ("/ban-do?indicator=poverty_rate", "Tỷ lệ hộ nghèo"),
    ("/so-sanh?area=99001&area=99002", "Bịa Một, Bịa Hai"), ("/xa?area=99003", "Bịa Ba"),
])  # fmt: skip
def test_a_page_tells_sites_its_title_and_a_picture_that_is_there(
    site: str, page: str, about: str
) -> None:
    tags = _tags(_answer(f"{site}{page}")[2].decode())
    assert about in tags["og:title"] and "Thước Xã" in tags["og:title"]
    assert tags["og:url"] == f"{site}{page}"
    status, headers, _body = _answer(tags["og:image"])
    if not page.startswith("/ban-do"):  # this country has no centre points
        assert (status, headers["content-type"]) == (200, "image/png")


@pytest.mark.parametrize("page", ["/tai-ve", "/xa", "/so-sanh?area=99001", "/phuong-phap"])
def test_a_page_without_a_chart_names_no_picture(site: str, page: str) -> None:
    assert "og:image" not in _tags(_answer(f"{site}{page}")[2].decode())


def test_what_an_address_says_never_becomes_markup(site: str) -> None:
    html = _answer(f"{site}/xep-hang?indicator=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")[2].decode()
    assert "<script>alert" not in html


# ── invented country ─────────────────────────────────────────────────────────────────────────


def test_an_invented_country_says_so_in_every_picture_and_in_no_index(tmp_path: Path) -> None:
    synthesise(tmp_path / "synthetic-small.duckdb", communes=40, indicators=8, months=24, seed=3)
    with serving(tmp_path / "synthetic-small.duckdb") as address:
        indicator = json.loads(_answer(f"{address}/healthz")[2])["synthetic"]
        assert indicator is True
        page = _answer(f"{address}/xep-hang?lang=en")[2].decode()
        source = _tags(page)["og:image"].replace(".png", ".svg")
        _status, headers, body = _answer(source)
        assert "every name and figure here is synthetic" in body.decode()
        assert headers["x-synthetic"] == "true"
        assert 'filename="synthetic-' in headers["content-disposition"]
        rules = RobotFileParser()
        rules.parse(_answer(f"{address}/robots.txt")[2].decode().splitlines())
        assert not rules.can_fetch("any", "/xep-hang")


def test_every_kind_has_an_address(site: str) -> None:
    told = str(_problem(f"{site}/chart/none.svg")["detail"])
    assert all(kind in told for kind in KINDS)
