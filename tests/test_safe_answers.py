"""What answers tell a browser, what they cost when nothing is new, and whose name they bear."""

import http.client
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from indicators.release.build import build
from indicators.release.store import Store
from indicators.web import changes_route, plain_routes, site_files
from indicators.web.api.program_digest import program_digest
from indicators.web.health_route import Health
from indicators.web.safe_headers import INERT, SafeHeaders, page_policy
from tests.asgi import ask
from tests.hostile_country import write_hostile_country
from tests.serving import serving
from tests.small_country import figure, incomes, write_country

if TYPE_CHECKING:
    from playwright.sync_api import Page

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("answers")
    rows = [*incomes("60", "61"), figure("66", area_code="99001", revision="2", note="Bịa: sửa")]
    build(write_country(folder / "data", rows), folder / "release.duckdb")
    return folder / "release.duckdb"


@pytest.fixture
def application(release: Path, monkeypatch: pytest.MonkeyPatch) -> Starlette:
    """The routes that are asked often, in this process."""
    monkeypatch.setenv("INDICATORS_DB", str(release))
    return Starlette(routes=[Health().route(), *changes_route.routes(),
                             *plain_routes.plain_routes(), *site_files.routes()])  # fmt: skip


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every database that is opened from now on, and every question that is asked of one."""
    found: list[str] = []
    opens, asks = Store.__init__, Store.query

    def opening(store: Store, *given: Any, **named: Any) -> None:
        found.append("opened")
        opens(store, *given, **named)

    def asking(store: Store, name: str, **named: Any) -> Any:
        found.append(name)
        return asks(store, name, **named)

    monkeypatch.setattr(Store, "__init__", opening)
    monkeypatch.setattr(Store, "query", asking)
    return found


FEED = "/api/v1/changes.atom"
OFTEN = ("/healthz", FEED, f"{FEED}?area=99001", "/robots.txt", "/p/xa/99001", "/sitemap.xml")


def test_what_is_asked_often_opens_no_database_of_its_own(
    application: Starlette, release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    work: list[str],
) -> None:  # fmt: skip
    shutil.copy(release, tmp_path / "new.duckdb")
    monkeypatch.setenv("INDICATORS_DB", str(tmp_path / "new.duckdb"))
    for path in OFTEN:
        assert ask(application, path).status_code == 200
    assert work.count("opened") == 2  # that which all ask, and the one that health reads whole
    asked_once = len(work)
    for path in OFTEN[:3] * 10:
        assert ask(application, path).status_code == 200
    assert len(work) == asked_once  # health and a feed that was made before ask nothing at all


@pytest.mark.parametrize("path", [f"{FEED}?area=99001", FEED, "/p/xa/99001"])
def test_nothing_new_is_told_before_anything_is_asked(
    application: Starlette, work: list[str], path: str
) -> None:
    tag = ask(application, path).headers["etag"]
    changes_route._kept = type(changes_route._kept)()
    work.clear()
    for known in (tag, f"W/{tag}", f'"x", {tag}'):
        answer = ask(application, path, if_none_match=known)
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)
    assert work == []
    assert ask(application, path, if_none_match='"other"').status_code == 200


def test_another_release_is_told_of_under_another_tag(
    application: Starlette, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = ask(application, FEED).headers["etag"]
    build(write_country(tmp_path / "data", incomes("60")), tmp_path / "other.duckdb")
    monkeypatch.setenv("INDICATORS_DB", str(tmp_path / "other.duckdb"))
    answer = ask(application, FEED, if_none_match=tag)
    assert answer.status_code == 200 and answer.headers["etag"] != tag


def test_a_feed_is_sent_as_the_client_can_take_it(application: Starlette) -> None:
    whole = ask(application, FEED)
    packed = ask(application, FEED, Accept_Encoding="gzip")
    assert (packed.headers["content-encoding"], packed.text) == ("gzip", whole.text)
    head = ask(application, FEED, "HEAD")
    assert (head.content, head.headers["content-length"]) == (b"", str(len(whole.content)))


def _ids(feed: bytes) -> list[str]:
    root = ElementTree.fromstring(feed)
    found = (root, *root.findall("a:entry", ATOM))
    return [one.findtext("a:id", "", ATOM) for one in found]


def test_the_ids_of_a_feed_do_not_come_from_the_request(
    application: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [ask(application, FEED, Host=host).content
             for host in ("localhost", "thuoc-xa.example:8501", "192.0.2.1")]  # fmt: skip
    assert len({tuple(_ids(feed)) for feed in asked}) == 1
    assert _ids(asked[0]) == [
        f"tag:thuoc-xa.example,2026:{FEED}",
        "tag:thuoc-xa.example,2026:/changes/99001/income_per_capita/2025-01-01/2025-12-31/all/"
        "bia-press/2",
    ]
    assert b"http://192.0.2.1/xa?area=99001" in asked[2]
    monkeypatch.setenv("INDICATORS_SITE_ADDRESS", "https://tinh.example/")
    named = ask(application, FEED, Host="192.0.2.1").content
    assert _ids(named) == _ids(asked[0])
    assert b"192.0.2.1" not in named and b'href="https://tinh.example/xa?area=99001' in named


def test_the_program_has_one_digest() -> None:
    assert len(program_digest()) == 32


# --- Headers


@pytest.mark.parametrize(("kind", "policy"), [
    ("text/html; charset=utf-8", INERT), ("application/atom+xml", INERT),
    ("image/svg+xml", INERT), ("application/xml", INERT), ("TEXT/HTML", INERT),
    ("application/json", None), ("text/csv", None), ("text/javascript", None),
])  # fmt: skip
def test_a_document_that_is_no_page_runs_nothing(kind: str, policy: str | None) -> None:
    app = Starlette(routes=[Route("/{rest:path}", lambda _one: Response("x", media_type=kind))])
    answer = ask(SafeHeaders(app), "/somewhere")
    assert answer.headers.get("content-security-policy") == policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" not in ask(SafeHeaders(app), "/component/x").headers


def test_only_the_scripts_of_the_page_itself_may_run() -> None:
    html = '<script>a()</script><script src="./x.js"></script><script type="x">b()</script>'
    policy = dict(part.strip().split(" ", 1) for part in page_policy(html).split(";"))
    script = policy["script-src"].split()
    assert "'unsafe-inline'" not in script and "*" not in script
    # echo -n 'a()' | openssl dgst -sha256 -binary | base64, and of b()
    assert sorted(one for one in script if "sha256" in one) == sorted(
        ["'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='",
         "'sha256-cf242PFc/kb7xD0Qzhsmd9vvRkc+cWFmbi+k+YvtdKc='"])  # fmt: skip
    assert policy["object-src"] == "'none'" and policy["default-src"] == "'self'"


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("policy")
    build(write_hostile_country(folder / "data"), folder / "release.duckdb")
    environment = {"INDICATORS_DATA": str(folder / "data")}
    with serving(folder / "release.duckdb", environment=environment) as address:
        yield address


def _headers(address: str, path: str, method: str = "GET") -> tuple[int, dict[str, list[str]]]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    connection.request(method, path)
    answer = connection.getresponse()
    answer.read()
    found: dict[str, list[str]] = {}
    for name, value in answer.getheaders():
        found.setdefault(name.lower(), []).append(value)
    connection.close()
    return answer.status, found


@pytest.mark.parametrize("path", [
    "/", "/bien-tap", "/healthz", "/static/no-such.js", "/no-such-page", "/api/v1/areas?q=bia",
    "/api/v1/", "/api/v1/nothing", "/p/xa/99001", "/chart/ranking/income_per_capita.svg",
    "/embed/ranking/income_per_capita", "/data/latest/none", "/_stcore/health", "/robots.txt",
    "/%5cevil", FEED,
])  # fmt: skip
def test_every_answer_says_what_a_browser_must_not_do(hostile_site: str, path: str) -> None:
    for method in ("GET", "HEAD"):
        _status, headers = _headers(hostile_site, path, method)
        assert headers["x-content-type-options"] == ["nosniff"]
        assert headers["referrer-policy"] == ["strict-origin-when-cross-origin"]
        assert "server" not in headers
        framed = any("frame-ancestors" in one for one in headers.get("content-security-policy", ()))
        assert framed is not path.startswith("/embed/")


def test_what_is_for_the_operator_is_closed(hostile_site: str) -> None:
    for path in ("/_stcore/metrics", "/_stcore/script-health-check"):
        assert _headers(hostile_site, path)[0] == 404


@pytest.mark.parametrize("path", ["/static/a.png", "/static/js/none.js", "/static", "/static/media",
                                  "/static/css/none.css?x=1", "/STATIC/x.js", "/xa/static/none.js",
                                  "/app/static/none.js"])  # fmt: skip
def test_a_missing_file_is_not_found(hostile_site: str, path: str) -> None:
    for method in ("GET", "HEAD"):
        assert _headers(hostile_site, path, method)[0] == 404


def test_a_script_that_got_into_a_page_would_not_run(page: "Page", hostile_site: str) -> None:
    page.goto(f"{hostile_site}/phuong-phap")
    page.wait_for_selector("h1")
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.head.append(script);
        const picture = document.createElement("img");
        picture.setAttribute("onerror", "window.ran = true");
        picture.src = "/no-such.png";
        document.body.append(picture);
    }""")
    page.wait_for_timeout(500)
    assert page.evaluate("() => window.ran") is None
