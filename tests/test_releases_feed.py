"""The feed of releases, and what two releases differ in beside their figures."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette

from indicators.commands.command_line import main
from indicators.open_data import keeping
from indicators.open_data.keeping import keep_release
from indicators.questions.release_changes import records_between
from indicators.questions.release_feed import releases_atom
from indicators.release.build import build
from indicators.release.kept_releases import SUMS, KeptRelease
from indicators.web import changes_route
from indicators.web.api.api_routes import Api
from indicators.web.changes_route import IDS
from tests.asgi import ask
from tests.small_country import figure, incomes, source, write_country

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEED = "/api/v1/releases.atom"


def _second(data: Path) -> Path:
    """One figure and one source more, one source with another title, one indicator reworded."""
    write_country(
        data,
        [*incomes("60", "62"), figure("63", area_code="99003", source_id="bia-moi")],
        [source("bia-press", title="Bài đã sửa tiêu đề"), source("bia-moi")],
    )
    file = data / "indicators.yaml"
    text = file.read_text("utf-8")
    assert text.count("Gross output") >= 1
    file.write_text(text.replace("Gross output", "Gross output, reworded", 1), encoding="utf-8")
    return data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("feed")
    sources = [source("bia-press"), source("bia-cu")]
    build(write_country(folder / "one", incomes("60", "62"), sources), folder / "one.duckdb")
    build(_second(folder / "two"), folder / "two.duckdb")
    return folder


@pytest.fixture(scope="module")
def kept(folder: Path) -> Iterator[tuple[KeptRelease, KeptRelease]]:
    """Return both kept; their files are not what is tested here, so few are written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keeping, "export", _few_files)
        first = keep_release(folder / "one.duckdb", folder / "releases")
        yield first, keep_release(folder / "two.duckdb", folder / "releases")


def _few_files(_store: Any, place: Path, *_more: Any, **_named: Any) -> None:
    place.mkdir()
    (place / SUMS).write_text("")


@pytest.fixture
def app(
    folder: Path, kept: tuple[KeptRelease, KeptRelease], monkeypatch: pytest.MonkeyPatch
) -> Any:
    assert len(kept) == 2
    monkeypatch.setenv("INDICATORS_DB", str(folder / "two.duckdb"))
    return Starlette(routes=[*changes_route.routes(), *Api().routes()])


CHANGED = {
    "figures": {"new": 1, "gone": 0, "changed": 0},
    "sources": {"new": 1, "gone": 1, "changed": 1},
    "indicators": {"new": 0, "gone": 0, "changed": 1},
}


def test_sources_and_indicators_that_differ_are_counted(
    folder: Path, kept: tuple[KeptRelease, KeptRelease]
) -> None:
    counts = {name: CHANGED[name] for name in ("indicators", "sources")}
    assert records_between(folder / "one.duckdb", folder / "two.duckdb") == counts
    back = records_between(folder / "two.duckdb", folder / "one.duckdb")
    assert back["sources"] == {"new": 1, "gone": 1, "changed": 1}
    same = records_between(folder / "one.duckdb", folder / "one.duckdb")
    assert {count for kinds in same.values() for count in kinds.values()} == {0}
    first, second = kept
    told = {name: {kind: getattr(second, f"{name}_{kind}") for kind in kinds}
            for name, kinds in CHANGED.items()}  # fmt: skip
    assert told == CHANGED
    assert first.sources_new is None


def test_the_api_tells_the_counts_beside_the_rows(
    app: Any, kept: tuple[KeptRelease, KeptRelease]
) -> None:
    told = ask(app, f"/api/v1/release_changes?since={kept[0].release_id}").json()
    assert {name: told[name] for name in CHANGED} == CHANGED
    rows = ask(app, "/api/v1/releases").json()["rows"]
    assert [row["sources_changed"] for row in rows] == [1, None]


def test_the_command_line_tells_the_counts_beside_the_table(
    app: Any, folder: Path, kept: tuple[KeptRelease, KeptRelease],
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    assert main(["releases", "--since", kept[0].release_id, "--format", "json", "--db",
                 str(folder / "two.duckdb")]) == 0  # fmt: skip
    printed = capsys.readouterr()
    assert [row["change"] for row in json.loads(printed.out)] == ["new"]
    assert "sources: 1 new, 1 gone, 1 changed" in printed.err.splitlines()


def _entries(document: bytes) -> list[ElementTree.Element]:
    return ElementTree.fromstring(document).findall("a:entry", ATOM)


def _text(element: ElementTree.Element, name: str) -> str:
    return str(element.findtext(f"a:{name}", namespaces=ATOM))


def test_the_feed_has_an_entry_for_every_kept_release(
    app: Any, kept: tuple[KeptRelease, KeptRelease]
) -> None:
    first, second = kept
    answer = ask(app, FEED)
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = ElementTree.fromstring(answer.content)
    latest, earlier = feed.findall("a:entry", ATOM)
    assert _text(feed, "updated") == _text(latest, "updated") == second.kept_at[:19] + "Z"
    assert _text(latest, "id") == f"{IDS}/data/{second.release_id}/"
    assert _text(earlier, "id") == f"{IDS}/data/{first.release_id}/"
    assert "nguồn: 1 mới, 1 không còn, 1 đã đổi" in _text(latest, "summary")
    assert "so với" not in _text(earlier, "summary")
    links = {one.get("rel"): one.get("href") for one in latest.findall("a:link", ATOM)}
    asked = f"since={first.release_id}&release={second.release_id}&format=csv"
    assert links["related"] == f"http://localhost/api/v1/release_changes?{asked}"
    assert ask(app, str(links["related"]).removeprefix("http://localhost")).status_code == 200


def test_the_feed_is_told_once_and_takes_no_parameter(app: Any) -> None:
    tag = ask(app, FEED).headers["etag"]
    assert ask(app, FEED, If_None_Match=tag).status_code == 304
    refused = ask(app, f"{FEED}?area=99001")
    assert (refused.status_code, refused.json()["code"]) == (400, "unknown_parameter")


def test_a_site_without_kept_releases_has_an_empty_feed() -> None:
    document = releases_atom([], "https://vi-du.example/")
    feed = ElementTree.fromstring(document)
    assert _entries(document) == []
    assert _text(feed, "id") == f"https://vi-du.example{FEED}"
    assert _text(feed, "updated") == "2025-07-01T00:00:00Z"
