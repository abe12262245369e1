"""A picture takes the parameters of the API, is kept and refused as its answers are."""

import gzip
import json
import re
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from indicators.open_data.answers.operations import BY_NAME
from indicators.pictures.kinds import KINDS
from indicators.web.drawn.picture_parameters import drawing_of
from tests.picture_boxes import SVG, text_boxes
from tests.serving import serving

RANKING = "/chart/ranking/income_per_capita.svg"
OF_FILES = {"format"}


@pytest.fixture(scope="module")
def site(kept_country: Path) -> Iterator[str]:
    """Two releases are kept, of which the newer one is served."""
    with serving(kept_country / "two.duckdb") as address:
        yield address


def _answer(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            found = {name.lower(): value for name, value in answer.headers.items()}
            return answer.status, found, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def _words(body: bytes) -> str:
    return " ".join(box.text for box in text_boxes(body.decode()))


@pytest.mark.parametrize("kind", ["ranking", "distribution", "map"])
def test_a_picture_of_a_ranking_takes_what_the_ranking_of_the_api_takes(kind: str) -> None:
    asked = {one.name: (one.choices, one.pattern) for one in BY_NAME["ranking"].parameters}
    drawn = drawing_of(KINDS[kind], "/chart", "svg")
    taken = {one.name: (one.choices, one.pattern) for one in drawn.parameters}
    assert {name: taken.get(name) for name in asked if name not in OF_FILES} == {
        name: value for name, value in asked.items() if name not in OF_FILES
    }


def test_names_mean_what_they_mean_to_the_api(site: str) -> None:
    by_code = _answer(f"{site}{RANKING}?province=99")[2]
    named = f"{site}/chart/ranking/{quote('Thu nhập bình quân đầu người')}.svg"
    status, _headers, by_name = _answer(f"{named}?province={quote('tinh bia')}")
    assert status == 200
    assert by_name == by_code
    assert ET.fromstring(by_name).tag == f"{SVG}svg"


def test_a_group_of_communes_is_drawn_and_named(site: str) -> None:
    asked = "among=type&area=99001&lang=en"
    rows = json.loads(_answer(f"{site}/api/v1/ranking/income_per_capita?among=type&area=99001")[2])
    everybody = json.loads(_answer(f"{site}/api/v1/ranking/income_per_capita")[2])
    names = {row["name"] for row in rows["rows"]}
    left_out = {row["name"] for row in everybody["rows"]} - names
    told = _words(_answer(f"{site}{RANKING}?{asked}")[2])
    assert all(name in told for name in names)
    assert not any(name in told for name in left_out)
    assert "communes of the same type as" in told


def test_a_refusal_is_the_problem_of_the_api(site: str) -> None:
    for path, code, nearest in (("yaer=2025", "unknown_parameter", "year"),
                                ("area_type=phuong", "wrong_value", "phường")):  # fmt: skip
        picture = json.loads(_answer(f"{site}{RANKING}?{path}")[2])
        table = json.loads(_answer(f"{site}/api/v1/ranking/income_per_capita?{path}")[2])
        assert (picture["status"], picture["code"]) == (400, code)
        assert (table["status"], table["code"]) == (400, code)
        assert nearest in picture["nearest"] and nearest in table["nearest"]
        assert picture["title_vi"] == table["title_vi"]


def test_a_kept_release_is_drawn_from_its_own_figures(site: str) -> None:
    releases = json.loads(_answer(f"{site}/api/v1/releases")[2])["rows"]
    now = _answer(f"{site}{RANKING}")
    [older] = [one["release_id"] for one in releases if one["release_id"] != now[1]["x-release-id"]]
    status, headers, body = _answer(f"{site}{RANKING}?release={older}")
    assert (status, headers["x-release-id"]) == (200, older)
    assert headers["cache-control"] == "public, max-age=86400"
    new, old = (re.search(r"\bBịa Một\b.{0,40}\b61\b", _words(one)) for one in (now[2], body))
    assert new and not old
    status, _headers, told = _answer(f"{site}{RANKING}?release=nobody-kept-it")
    assert status == 404 and json.loads(told)["parameter"] == "release"


def test_a_drawing_is_packed_and_sent_in_parts_as_an_answer_is(site: str) -> None:
    _status, whole, body = _answer(f"{site}{RANKING}")
    _status, headers, packed = _answer(f"{site}{RANKING}", **{"Accept-Encoding": "gzip"})
    assert headers["content-encoding"] == "gzip" and gzip.decompress(packed) == body
    again = {"If-None-Match": headers["etag"]}
    assert _answer(f"{site}{RANKING}", **again)[0] == 304
    status, headers, part = _answer(f"{site}{RANKING}", Range="bytes=0-9")
    assert (status, part) == (206, body[:10])
    assert headers["content-range"] == f"bytes 0-9/{len(body)}"
    assert whole["etag"] == headers["etag"]


def test_an_embed_and_the_picture_it_names_are_of_one_question(site: str) -> None:
    embed = f"{site}/embed/ranking/income_per_capita"
    status, _headers, body = _answer(f"{embed}?among=type&area=99001")
    assert status == 200
    assert "among=type&amp;area=99001" in body.decode()
