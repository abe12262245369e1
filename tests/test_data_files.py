"""Files of releases at their addresses: whole, in ranges, pinned and latest; pinned answers."""

import hashlib
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as parquet
import pytest
from starlette.applications import Starlette

from indicators.open_data.answers.operations import ROOT
from indicators.open_data.keeping import keep_release
from indicators.release.kept_releases import KeptRelease, sums_of
from indicators.release.synthesise import synthesise
from indicators.web.api.api_routes import Api
from indicators.web.api.problem_json import unknown_routes
from indicators.web.api.served_release import ServedReleases
from indicators.web.data_files import DataFiles
from indicators.web.latest_files import LatestFiles
from indicators.web.path_guard import PathGuard
from tests.asgi import ask
from tests.kept_country import both_kept


@pytest.fixture(scope="module")
def folder(kept_country: Path) -> Path:
    return kept_country


@pytest.fixture(scope="module")
def kept(folder: Path) -> tuple[KeptRelease, KeptRelease]:
    return both_kept(folder)


@pytest.fixture(scope="module")
def app(folder: Path, kept: tuple[KeptRelease, KeptRelease]) -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("INDICATORS_DB", str(folder / "two.duckdb"))
        yield application()


def application(wait_seconds: float = 60) -> Any:
    api = Api()
    files = DataFiles(api.releases, LatestFiles(api.releases, wait_seconds))
    return PathGuard(Starlette(routes=[*api.routes(), *files.routes(), *unknown_routes()]))


def problem(response: Any) -> tuple[int, str]:
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["access-control-allow-origin"] == "*"
    told = response.json()
    assert told["detail"] and told["detail_vi"] and told["detail"] != told["detail_vi"]
    return response.status_code, told["code"]


def test_every_listed_file_is_served_byte_for_byte(
    app: Any, folder: Path, kept: tuple[KeptRelease, KeptRelease]
) -> None:
    for release in kept:
        sums = sums_of(release.folder(folder / "releases"))
        assert len(sums) > 10
        for path, digest in sums.items():
            response = ask(app, f"/data/{release.release_id}/{path}")
            assert response.status_code == 200, path
            assert hashlib.sha256(response.content).hexdigest() == digest
            assert response.headers["etag"] == f'"{digest}"'
            assert response.headers["x-release-id"] == release.release_id
    listed = ask(app, f"/data/{kept[0].release_id}/SHA256SUMS").content
    assert hashlib.sha256(listed).hexdigest() == kept[0].sums_hash


def test_a_pinned_file_lasts_and_the_latest_one_is_asked_for_again(
    app: Any, kept: tuple[KeptRelease, KeptRelease]
) -> None:
    pinned = ask(app, f"/data/{kept[1].release_id}/observations.csv")
    latest = ask(app, "/data/latest/observations.csv")
    assert pinned.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert latest.headers["cache-control"] == "public, max-age=300"
    assert pinned.content == latest.content
    assert pinned.headers["etag"] == latest.headers["etag"]
    canonical = f'</data/{kept[1].release_id}/observations.csv>; rel="canonical"'
    assert canonical in latest.headers["link"]
    assert 'rel="license"' in latest.headers["link"]


def test_the_files_of_the_latest_hold_the_figures_of_the_api(app: Any) -> None:
    served = ask(app, "/data/latest/observations.csv").content
    answered = ask(app, f"{ROOT}/observations?format=csv").content
    assert served == answered


@pytest.mark.parametrize(("asked", "first", "last"), [
    ("bytes=0-9", 0, 9), ("bytes=10-", 10, None), ("bytes=-7", -7, None),
    ("bytes=3-99999999", 3, None),
])  # fmt: skip
def test_a_range_of_a_file(app: Any, asked: str, first: int, last: int | None) -> None:
    whole = ask(app, "/data/latest/areas.csv")
    part = ask(app, "/data/latest/areas.csv", Range=asked)
    expected = whole.content[first : None if last is None else last + 1]
    assert (part.status_code, part.content) == (206, expected)
    size = len(whole.content)
    start = size + first if first < 0 else first
    assert part.headers["content-range"] == f"bytes {start}-{start + len(expected) - 1}/{size}"
    assert part.headers["content-length"] == str(len(expected))
    assert whole.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,4-5", "bytes=0-1, -2", "bytes=99999999-", "bytes=5-2"]
)
def test_several_ranges_and_those_outside_are_refused(app: Any, asked: str) -> None:
    response = ask(app, "/data/latest/areas.csv", Range=asked)
    assert problem(response) == (416, "unsatisfiable_range")


def test_a_range_of_another_state_is_the_whole(app: Any) -> None:
    whole = ask(app, "/data/latest/areas.csv")
    kept_tag = {"Range": "bytes=0-4", "If_Range": whole.headers["etag"]}
    assert ask(app, "/data/latest/areas.csv", **kept_tag).status_code == 206
    response = ask(app, "/data/latest/areas.csv", Range="bytes=0-4", If_Range='"another"')
    assert (response.status_code, response.content) == (200, whole.content)


def test_head_304_preflight_and_other_methods(app: Any) -> None:
    path = "/data/latest/areas.csv"
    whole = ask(app, path)
    head = ask(app, path, "HEAD")
    assert (head.status_code, head.content) == (200, b"")
    assert {**head.headers} == {**whole.headers}
    known = ask(app, path, If_None_Match=whole.headers["etag"])
    assert (known.status_code, known.content) == (304, b"")
    assert ask(app, path, If_None_Match='"another"').status_code == 200
    assert ask(app, path, "OPTIONS").headers["access-control-allow-origin"] == "*"
    assert problem(ask(app, path, "POST")) == (405, "wrong_method")
    zipped = ask(app, path, Accept_Encoding="gzip")
    assert (zipped.headers["content-encoding"], zipped.content) == ("identity", whole.content)


def test_parquet_is_read_by_its_end_alone(app: Any) -> None:
    whole = ask(app, "/data/latest/observations.parquet")
    end = ask(app, "/data/latest/observations.parquet", Range="bytes=-8").content
    length = int.from_bytes(end[:4], "little")
    foot = ask(app, "/data/latest/observations.parquet", Range=f"bytes=-{length + 8}").content
    told = parquet.read_metadata(io.BytesIO(whole.content))
    assert foot.endswith(b"PAR1") and len(foot) == told.serialized_size + 8


def test_the_folder_of_a_release_leads_to_its_list_of_files(
    app: Any, kept: tuple[KeptRelease, KeptRelease]
) -> None:
    for path in (f"/data/{kept[0].release_id}/", f"/data/{kept[0].release_id}"):
        led = ask(app, path)
        assert led.headers["location"].endswith(f"/data/{kept[0].release_id}/datapackage.json")
    assert ask(app, "/data/").headers["location"].endswith(f"{ROOT}/releases")
    described = ask(app, "/data/latest/datapackage.json").json()
    assert described["version"] == kept[1].release_id


@pytest.mark.parametrize(("path", "nearest"), [
    ("latest/observation.csv", "observations.csv"), ("latest/Areas.csv", "areas.csv"),
    ("lates/areas.csv", "latest"), ("latest/areas.csv/", "areas.csv"),
])  # fmt: skip
def test_what_is_not_there_is_a_404_with_the_nearest(app: Any, path: str, nearest: str) -> None:
    response = ask(app, f"/data/{path}")
    assert problem(response)[0] == 404
    assert nearest in response.json()["nearest"]


def test_nothing_else_of_the_disk_is_served(
    app: Any, folder: Path, kept: tuple[KeptRelease, KeptRelease]
) -> None:
    release = kept[0].release_id
    secret = folder / "releases" / release / "secret.txt"
    secret.write_text("not listed")
    for path in (f"{release}/secret.txt", f"{release}/../{release}.duckdb", f"{release}.duckdb",
                 f"{release}.json", f"{release}/..%2f{release}.json", f"{release}//etc/passwd",
                 "../one.duckdb"):  # fmt: skip
        response = ask(app, f"/data/{path}")
        assert response.status_code in (400, 404), path
        assert b"not listed" not in response.content
    secret.unlink()


# --- pinned answers ---


def test_the_api_answers_for_a_kept_release(
    app: Any, kept: tuple[KeptRelease, KeptRelease]
) -> None:
    asked = f"{ROOT}/ranking/income_per_capita?release="
    values = {}
    for release in (*(one.release_id for one in kept), "latest"):
        response = ask(app, f"{asked}{release}")
        assert response.headers["x-release-id"] == response.json()["release_id"]
        rows = response.json()["rows"]
        values[release] = {row["area_code"]: row["value"] for row in rows}
    first, second = (values[one.release_id] for one in kept)
    assert (first["99001"], second["99001"]) == (60.0, 61.0)
    assert second == values["latest"]
    assert "99006" not in first


def test_an_unknown_release_is_told_with_those_that_are_kept(
    app: Any, kept: tuple[KeptRelease, KeptRelease]
) -> None:
    response = ask(app, f"{ROOT}/areas?release=0000")
    assert problem(response) == (404, "unknown_name")
    assert {one.release_id for one in kept} < set(response.json()["expected"])


def test_a_release_of_another_version_is_kept_as_files_only(
    folder: Path, kept: tuple[KeptRelease, KeptRelease], tmp_path: Path
) -> None:
    first, _second = kept
    (tmp_path / "db.duckdb").write_bytes((folder / "two.duckdb").read_bytes())
    shutil.copytree(folder / "releases", tmp_path / "releases")
    with duckdb.connect(str(first.database(tmp_path / "releases"))) as connection:
        connection.execute("UPDATE release SET schema_version = 1")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("INDICATORS_DB", str(tmp_path / "db.duckdb"))
        app = application()
        response = ask(app, f"{ROOT}/areas?release={first.release_id}")
        assert problem(response) == (404, "release_cannot_be_asked")
        assert ask(app, f"/data/{first.release_id}/areas.csv").status_code == 200


def test_the_list_of_releases_and_what_changed(
    app: Any, kept: tuple[KeptRelease, KeptRelease]
) -> None:
    first, second = kept
    rows = ask(app, f"{ROOT}/releases").json()["rows"]
    assert [(row["release_id"], row["is_latest"], row["is_kept"], row["answers"])
            for row in rows] == [(second.release_id, True, True, True),
                                 (first.release_id, False, True, True)]  # fmt: skip
    assert rows[0]["figures_changed"] == 1 and rows[1]["figures_changed"] is None
    told = ask(app, f"{ROOT}/release_changes?since={first.release_id}").json()
    assert told["since"] == first.release_id
    assert [(row["change"], row["area_code"]) for row in told["rows"]] == [
        ("changed", "99001"), ("gone", "99005"), ("new", "99006")]  # fmt: skip
    back = f"{ROOT}/release_changes?since={second.release_id}&release={first.release_id}"
    table = pd.read_csv(io.BytesIO(ask(app, f"{back}&format=csv").content), dtype=str)
    assert table["change"].tolist() == ["changed", "new", "gone"]
    same = ask(app, f"{ROOT}/release_changes?since={second.release_id}")
    assert problem(same) == (400, "unanswerable")
    assert ask(app, f"{ROOT}/release_changes").json() == told
    before = f"{ROOT}/release_changes?release={first.release_id}"
    assert problem(ask(app, before)) == (404, "unknown_name")
    assert problem(ask(app, f"{ROOT}/release_changes?since=00")) == (404, "unknown_name")


# --- files that are not written yet ---


def test_the_first_reader_begins_the_writing_and_waits(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "db.duckdb").write_bytes((folder / "one.duckdb").read_bytes())
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("INDICATORS_DB", str(tmp_path / "db.duckdb"))
        app = application()
        before = ask(app, f"{ROOT}/releases").json()["rows"]
        assert [(row["is_latest"], row["is_kept"]) for row in before] == [(True, False)]
        response = ask(app, "/data/latest/areas.csv")
        assert response.status_code == 200
        [row] = ask(app, f"{ROOT}/releases").json()["rows"]
        assert row["is_kept"] is True


def test_what_cannot_be_written_is_told_with_the_next_step(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "db.duckdb").write_bytes((folder / "one.duckdb").read_bytes())
    (tmp_path / "file").write_text("no folder")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("INDICATORS_DB", str(tmp_path / "db.duckdb"))
        environment.setenv("INDICATORS_RELEASES", str(tmp_path / "file"))
        response = ask(application(), "/data/latest/areas.csv")
    assert problem(response) == (503, "no_files")
    assert "export --release" in response.json()["detail"]
    assert response.headers["retry-after"] == "300"


def test_who_waits_too_long_is_told_when_to_ask_again(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "db.duckdb").write_bytes((folder / "one.duckdb").read_bytes())
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("INDICATORS_DB", str(tmp_path / "db.duckdb"))
        latest = LatestFiles(ServedReleases(), wait_seconds=0)
        app = Starlette(routes=DataFiles(ServedReleases(), latest).routes())
        response = ask(app, "/data/latest/areas.csv")
        assert problem(response) == (503, "files_being_written")
        assert response.headers["retry-after"] == "10"
        latest.wait_seconds = 60
        assert ask(app, "/data/latest/areas.csv").status_code == 200


def test_an_invented_country_has_releases_of_its_own(
    folder: Path, kept: tuple[KeptRelease, KeptRelease], tmp_path: Path
) -> None:
    db = tmp_path / "synthetic-small.duckdb"
    synthesise(db, communes=40, indicators=2, months=2, seed=1)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("INDICATORS_DB", str(db))
        environment.setenv("INDICATORS_RELEASES", str(folder / "releases"))
        app = application()
        invented = keep_release(db, folder / "releases")
        for release in (invented.release_id, "latest"):
            response = ask(app, f"/data/{release}/synthetic-areas.csv")
            assert (response.status_code, response.headers["x-synthetic"]) == (200, "true")
            assert 'filename="synthetic-areas.csv"' in response.headers["content-disposition"]
        assert ask(app, f"/data/{kept[0].release_id}/areas.csv").status_code == 404
        rows = ask(app, f"{ROOT}/releases").json()["rows"]
        assert [row["release_id"] for row in rows] == [invented.release_id]
        environment.setenv("INDICATORS_DB", str(folder / "two.duckdb"))
        listed = json.dumps(ask(application(), f"{ROOT}/releases").json())
        assert invented.release_id not in listed
        refused = ask(application(), f"/data/{invented.release_id}/synthetic-areas.csv")
        assert refused.status_code == 404
