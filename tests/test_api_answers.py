"""The API: the same numbers as everywhere, in three forms; what it refuses, and how it says so."""

import json
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as parquet
import pytest
from starlette.applications import Starlette

from indicators.commands.command_line import main
from indicators.open_data import download_tables, downloads
from indicators.open_data.answers.answered import written, written_in_parts
from indicators.open_data.answers.asked import read_question
from indicators.open_data.answers.operations import BY_NAME, OPERATIONS, ROOT, answer_to
from indicators.open_data.keeping import keep_release
from indicators.questions.ranking import rank
from indicators.release.build import build
from indicators.release.store import Store
from indicators.release.synthesise import synthesise
from indicators.web.api.api_routes import Api
from indicators.web.api.problem_json import unknown_routes
from indicators.web.path_guard import PathGuard
from tests.asgi import ask
from tests.small_country import figure, incomes, write_country

RANKING = f"{ROOT}/ranking/income_per_capita"
PROBLEM = "application/problem+json"
# One question for every operation.
QUESTIONS = (
    "areas", "areas?q=bia%20mot", "indicators", "sources", "observations",
    "compare?area=99001,99002", "ranking/income_per_capita", "profile/99001",
    "releases", "release_changes",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("api")
    rivals = [figure("61", revision="2", note="=1+1", correction="invented")]
    half = {"indicator_id": "poverty_rate", "period_end": "2025-06-30"}
    poverty = [figure("2.5", area_code=f"9900{n}", **half) for n in range(1, 6)]
    figures = [*incomes("60", "70.5", "50", "80", "80", "40"), *rivals, *poverty]
    build(write_country(folder / "data", figures), folder / "small.duckdb")
    build(write_country(folder / "before", incomes("60", "70.5")), folder / "before.duckdb")
    keep_release(folder / "before.duckdb", folder / "releases")
    return folder


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[Store]:
    with Store(folder / "small.duckdb") as opened:
        yield opened


@pytest.fixture(scope="module")
def app(folder: Path) -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("INDICATORS_DB", str(folder / "small.duckdb"))
        yield application()


def application() -> Any:
    return PathGuard(Starlette(routes=[*Api().routes(), *unknown_routes()]))


def answer(app: Any, question: str, **headers: str) -> Any:
    response = ask(app, f"{ROOT}/{question}", **headers)
    assert response.status_code == 200, response.text
    return response


def problem(app: Any, question: str) -> dict[str, Any]:
    response = ask(app, f"{ROOT}/{question}")
    assert response.headers["content-type"] == PROBLEM
    told = response.json()
    assert told["status"] == response.status_code
    assert "Traceback" not in response.text
    return told


# --- the same number ---


@pytest.mark.parametrize(("verb", "question"), [
    (["rank", "income_per_capita"], "ranking/income_per_capita"),
    (["rank", "income_per_capita", "--province", "99", "--area-type", "xã", "--year", "2025"],
     "ranking/income_per_capita?province=99&area_type=x%C3%A3&year=2025"),
    (["rank", "poverty_rate", "--year", "2025-01-01/2025-06-30"],
     "ranking/poverty_rate?year=2025-01-01/2025-06-30"),
    (["profile", "99001"], "profile/99001"),
    (["profile", "99001", "--year", "2025"], "profile/99001?year=2025"),
    (["compare", "99001", "99002"], "compare?area=99001&area=99002"),
])  # fmt: skip
def test_json_is_what_the_command_line_prints(
    app: Any, folder: Path, capsys: pytest.CaptureFixture[str], verb: list[str], question: str
) -> None:
    assert main([*verb, "--db", str(folder / "small.duckdb"), "--format", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    answered = answer(app, question).json()
    if verb[0] == "rank":
        assert answered == printed
    else:  # a bare list on the command line; here what the answer says of itself stands around it
        assert answered["rows"] == printed
    assert any(row["value"] is not None for row in answered["rows"])


def test_the_csv_of_a_ranking_is_its_download(app: Any, store: Store) -> None:
    ranking = rank(store, "income_per_capita")
    table = download_tables.ranking_table(store, ranking)
    assert answer(app, "ranking/income_per_capita?format=csv").content == downloads.to_csv(table)
    file = answer(app, "ranking/income_per_capita?format=parquet").content
    assert parquet.read_table(BytesIO(file)).equals(downloads.arrow_table(table), False)
    assert parquet.read_metadata(BytesIO(file)).metadata[b"licence"] == b"CC-BY-4.0"


def test_every_form_of_the_observations_is_the_table_of_the_bundle(app: Any, store: Store) -> None:
    table = download_tables.every_figure(store)
    assert len(table) == 12
    assert answer(app, "observations?format=csv").content == downloads.to_csv(table)
    rows = answer(app, "observations").json()["rows"]
    assert [row["value"] for row in rows] == table["value"].tolist()
    assert set(rows[0]) == set(table.columns)
    assert b"'=1+1" in answer(app, "observations?format=csv").content


@pytest.mark.parametrize(("query", "count"), [
    ("indicator=poverty_rate", 5), ("indicator=poverty_rate,income_per_capita", 12),
    ("indicator=poverty_rate&indicator=income_per_capita&area=99001", 3),
    ("area=99001,99002", 5), ("province=99", 12), ("province=T%E1%BB%89nh%20B%E1%BB%8Ba", 12),
    ("province=98", 0), ("year=2025", 12), ("year=2025-part", 5), ("year=2024", 0),
    ("year=2025-01-01/2025-06-30", 5), ("area=99006", 1),
])  # fmt: skip
def test_observations_are_narrowed(app: Any, query: str, count: int) -> None:
    assert len(answer(app, f"observations?{query}").json()["rows"]) == count
    frame = pd.read_csv(BytesIO(answer(app, f"observations?{query}&format=csv").content))
    assert len(frame) == count


def test_areas_are_listed_and_found(app: Any) -> None:
    everything = answer(app, "areas?q=&level=&province=").json()
    assert len(everything["rows"]) == 11
    assert everything["rows"][0]["level"] == "nation"
    assert len(answer(app, "areas?level=province").json()["rows"]) == 2
    assert len(answer(app, "areas?province=98").json()["rows"]) == 2
    found = answer(app, "areas?q=bia%20mot&level=commune").json()
    assert [row["area_code"] for row in found["rows"]] == ["99001", "98001"]
    assert found["complete"] is True
    first = answer(app, "areas?q=bia%20mot&limit=1").json()
    assert (len(first["rows"]), first["complete"]) == (1, False)
    former = answer(app, "areas?q=bia%20xua").json()["rows"]
    assert [(row["area_code"], row["matched_name"]) for row in former] == [("99001", "Bịa Xưa")]


def test_a_ranking_among_what_a_commune_belongs_to(app: Any) -> None:
    among = "ranking/income_per_capita?among={}&area=99001"
    for group, filters in (("province", "province=99"), ("type", "area_type=x%C3%A3")):
        narrowed = answer(app, f"ranking/income_per_capita?{filters}").json()
        told = answer(app, among.format(group)).json()
        assert (told["among"], told["area_code"]) == (group, "99001")
        assert {**told, "among": None, "area_code": None} == narrowed
    assert problem(app, "ranking/income_per_capita?among=province")["code"] == "missing_parameter"
    assert problem(app, "ranking/income_per_capita?area=99001")["code"] == "missing_parameter"
    told = problem(app, f"{among.format('province')}&province=98")
    assert (told["code"], told["found"], told["expected"]) == (
        "conflicting_parameters",
        "98",
        ["99"],
    )


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_says_what_it_is(app: Any, store: Store, question: str) -> None:
    response = answer(app, question)
    told = response.json()
    assert told["synthetic"] is False
    assert told["release_id"] == store.release["release_id"] == response.headers["x-release-id"]
    assert told["licence"] == "CC-BY-4.0"
    assert told["release_id"] in told["citation"]
    mark = "&" if "?" in question else "?"
    for form in ("csv", "parquet"):
        file = answer(app, f"{question}{mark}format={form}")
        frame = pd.read_csv(BytesIO(file.content)) if form == "csv" else pd.read_parquet(
            BytesIO(file.content))  # fmt: skip
        assert set(frame["release_id"]) == {told["release_id"]}
        assert set(frame["licence"]) == {"CC-BY-4.0"}
        assert set(frame["synthetic"]) == {False}
        assert 'filename="thuoc-xa-' in file.headers["content-disposition"]


def test_an_invented_country_says_so_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = tmp_path / "synthetic-small.duckdb"
    synthesise(db, communes=8, indicators=2, months=2)
    monkeypatch.setenv("INDICATORS_DB", str(db))
    app = application()
    with Store(db) as invented:
        communes = invented.query("areas_today", level="commune", province=None, area_codes=None)
        code = communes["area_code"].iloc[0]
        indicator = invented.query("indicators")["indicator_id"].iloc[0]
    for question in ("areas", "indicators", "sources", "observations", f"profile/{code}",
                     f"ranking/{indicator}", f"compare?area={code}"):  # fmt: skip
        for form in ("json", "csv", "parquet"):
            mark = "&" if "?" in question else "?"
            response = answer(app, f"{question}{mark}format={form}")
            assert response.headers["x-synthetic"] == "true"
            assert 'filename="synthetic-thuoc-xa-' in response.headers["content-disposition"]
            if form == "json":
                assert response.json()["synthetic"] is True


def test_long_answers_are_the_same_bytes_in_parts(store: Store) -> None:
    found = answer_to(store, read_question(BY_NAME["observations"], {}, []))
    for form in ("json", "csv"):
        assert b"".join(written_in_parts(found, form, store.release)) == written(
            found, form, store.release)  # fmt: skip
    file = b"".join(written_in_parts(found, "parquet", store.release))
    assert parquet.read_table(BytesIO(file)).equals(downloads.arrow_table(found.table()))


# --- names ---


@pytest.mark.parametrize(("question", "code"), [
    ("profile/bia%20hai", "99002"), ("profile/B%E1%BB%8Ba%20Hai", "99002"),
    ("profile/bia%20mot,%20tinh%20bia", "99001"), ("profile/bia%20xua", "99001"),
    ("profile/vn", "VN"),
])  # fmt: skip
def test_an_area_by_name(app: Any, question: str, code: str) -> None:
    assert answer(app, question).json()["rows"][0]["area_code"] == code


def test_an_indicator_by_name(app: Any) -> None:
    named = (
        "ranking/thu%20nh%E1%BA%ADp%20b%C3%ACnh%20qu%C3%A2n%20%C4%91%E1%BA%A7u%20ng%C6%B0%E1%BB%9Di"
    )
    assert answer(app, named).json() == answer(app, "ranking/income_per_capita").json()


@pytest.mark.parametrize(("question", "status", "code", "nearest"), [
    ("profile/bia%20mot", 404, "shared_name", "98001 xã Bịa Một, Tỉnh Bịa Khác"),
    ("profile/99999", 404, "unknown_name", "99007"),
    ("profile/bya%20hay", 404, "unknown_name", "99002 xã Bịa Hai"),
    ("ranking/poverty_rat", 404, "unknown_name", "poverty_rate (Tỷ lệ hộ nghèo)"),
    ("ranking/poverti", 404, "unknown_name", "poverty_rate (Tỷ lệ hộ nghèo)"),
    ("ranking/income_per_capita?province=77", 404, "unknown_name", "98"),
    ("ranking/income_per_capita?province=tinh%20bja", 404, "unknown_name", "Tỉnh Bịa 99"),
    ("ranking/income_per_capita?year=2019", 404, "unknown_name", "2025"),
    ("ranking/income_per_capita?basis=al", 404, "unknown_name", "all"),
    ("ranking/income_per_capita?area_type=phuong", 400, "wrong_value", "phường"),
    ("ranking/income_per_capita?among=provinces&area=99001", 400, "wrong_value", "province"),
    ("ranking/income_per_capita?release=0000", 404, "unknown_name", "latest"),
    ("ranking/income_per_capita?yaer=2025", 400, "unknown_parameter", "year"),
    ("ranking/income_per_capita?Format=csv", 400, "unknown_parameter", "format"),
    ("ranking/income_per_capita?format=xlsx", 400, "wrong_value", None),
    ("ranking/income_per_capita?format=cvs", 400, "wrong_value", "csv"),
    ("ranking/income_per_capita?year=20255", 400, "wrong_value", None),
    ("ranking/income_per_capita?year=2025&year=2024", 400, "repeated_parameter", None),
    ("ranking/income_per_capita?province=", 400, "wrong_value", None),
    ("areas?level=comune", 400, "wrong_value", "commune"),
    ("areas?limit=0", 400, "wrong_value", None),
    ("areas?limit=-1", 400, "wrong_value", None),
    ("areas?limit=000000000001999999", 400, "wrong_value", None),
    ("areas?q=" + "a" * 121, 400, "wrong_value", None),
    ("observations?area=99001&area=no%20such%20place%20qqq", 404, "unknown_name", None),
    ("indicators?area=99001", 400, "unknown_parameter", None),
    ("compare", 400, "missing_parameter", None),
    ("compare?area=1,2,3,4,5,6,7,8,9", 400, "too_many_values", None),
    ("observation", 404, "unknown_path", "/api/v1/observations"),
    ("ranking", 404, "unknown_path", "/api/v1/ranking/{indicator}"),
    ("areas/", 404, "unknown_path", "/api/v1/areas"),
    ("profile/%00", 400, "unsafe_path", None),
    ("profile/a%252e%252e%252fb", 404, "unknown_name", None),
])  # fmt: skip
def test_a_refusal_names_what_is_nearest(
    app: Any, question: str, status: int, code: str, nearest: str | None
) -> None:
    told = problem(app, question)
    assert (told["status"], told["code"]) == (status, code)
    assert told["type"] == f"{ROOT}/docs#{code}"
    if nearest is not None:
        assert nearest in told["nearest"]
        assert nearest in told["detail"]
    assert told["detail_vi"] != told["detail"]


@pytest.mark.parametrize("value", ["%00", "%FF", "%ED%A0%80", "%F0%9F%98%80", "a%0D%0Ab", "'--",
                                   "%25", "..", "%E2%80%AE"])  # fmt: skip
def test_strange_texts_are_names_that_nobody_has(app: Any, value: str) -> None:
    for name in ("area", "indicator", "province"):
        told = problem(app, f"observations?{name}={value}")
        assert told["status"] in (400, 404)
        assert told.get("found", "").isprintable()


def test_every_name_that_is_shared_is_listed(app: Any) -> None:
    told = problem(app, "observations?area=bia%20mot")
    assert told["expected"] == ["99001 xã Bịa Một, Tỉnh Bịa", "98001 xã Bịa Một, Tỉnh Bịa Khác"]


# --- HTTP ---


@pytest.mark.parametrize("question", [*QUESTIONS, "openapi.json", "docs", ""])
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_head_tells_what_get_gives(app: Any, question: str, encoding: str) -> None:
    got = answer(app, question, Accept_Encoding=encoding)
    head = ask(app, f"{ROOT}/{question}", "HEAD", Accept_Encoding=encoding)
    assert (head.status_code, head.content) == (200, b"")
    wanted = {name: value for name, value in got.headers.items() if name != "date"}
    assert dict(head.headers) == wanted
    if encoding == "identity":
        assert int(head.headers["content-length"]) == len(got.content)
    assert got.headers["access-control-allow-origin"] == "*"
    assert got.headers["cache-control"].startswith("public, max-age=")


def test_an_answer_that_has_not_changed_asks_the_release_nothing(
    app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    tags = {question: answer(app, question).headers["etag"] for question in QUESTIONS}
    assert len(set(tags.values())) == len(QUESTIONS)

    def never(*_asked: Any, **_more: Any) -> None:
        raise AssertionError("a question was asked")

    monkeypatch.setattr(Store, "query", never)
    for question, tag in tags.items():
        for known in (tag, f"W/{tag}", f'"other", {tag}', tag[:-1] + '-gzip"'):
            response = ask(app, f"{ROOT}/{question}", If_None_Match=known)
            assert (response.status_code, response.content) == (304, b"")
            assert response.headers["etag"] == tag
        assert ask(app, f"{ROOT}/{question}").status_code == 200  # kept: no question either


def test_a_question_in_other_words_is_the_same_answer(app: Any) -> None:
    first = answer(app, "ranking/income_per_capita?year=2025&province=99")
    for same in ("province=99&year=2025", "province=99&format=json&year=2025&release=latest"):
        assert (
            answer(app, f"ranking/income_per_capita?{same}").headers["etag"]
            == first.headers["etag"]
        )
    other = answer(app, "ranking/income_per_capita?year=2025&province=99&format=csv")
    assert other.headers["etag"] != first.headers["etag"]


def test_a_release_that_is_asked_for_by_its_id_is_kept_longer(app: Any, store: Store) -> None:
    pinned = answer(app, f"ranking/income_per_capita?release={store.release['release_id']}")
    assert pinned.headers["cache-control"] == "public, max-age=86400"
    assert answer(app, "ranking/income_per_capita").json() == pinned.json()


def test_compressed_answers_have_a_tag_of_their_own(app: Any) -> None:
    plain, packed = (answer(app, "areas", Accept_Encoding=one) for one in ("identity", "gzip"))
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(plain.content)
    assert packed.content == plain.content
    assert packed.headers["etag"] == plain.headers["etag"][:-1] + '-gzip"'
    assert plain.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(("asked", "status", "first", "last"), [
    ("bytes=0-9", 206, 0, 9), ("bytes=10-", 206, 10, None), ("bytes=-8", 206, -8, None),
    ("bytes=5-99999999", 206, 5, None), ("bytes=0-", 206, 0, None), ("bytes=", 200, 0, None),
    ("bytes=0-1,4-5", 200, 0, None), ("lines=0-9", 200, 0, None),
    ("bytes=99999999-", 416, 0, None), ("bytes=9-2", 416, 0, None), ("bytes=-0", 416, 0, None),
])  # fmt: skip
def test_parquet_can_be_read_by_range(
    app: Any, asked: str, status: int, first: int, last: int | None
) -> None:
    whole = answer(app, "observations?format=parquet").content
    response = ask(app, f"{ROOT}/observations?format=parquet", Range=asked)
    assert response.status_code == status
    if status != 416:
        assert response.content == whole[first : None if last is None else last + 1]
    if status == 206:
        start = first % len(whole)
        end = start + len(response.content) - 1
        assert response.headers["content-range"] == f"bytes {start}-{end}/{len(whole)}"


def test_a_range_of_another_answer_is_answered_whole(app: Any) -> None:
    whole = answer(app, "observations?format=parquet")
    asked = {"Range": "bytes=0-9"}
    same = ask(app, f"{ROOT}/observations?format=parquet", **asked, If_Range=whole.headers["etag"])
    other = ask(app, f"{ROOT}/observations?format=parquet", **asked, If_Range='"x"')
    assert (same.status_code, other.status_code) == (206, 200)


@pytest.mark.parametrize("path", [RANKING, f"{ROOT}/openapi.json", f"{ROOT}/docs"])
def test_other_methods_are_refused_and_preflights_answered(app: Any, path: str) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE"):
        response = ask(app, path, method)
        assert (response.status_code, response.headers["content-type"]) == (405, PROBLEM)
        assert response.headers["allow"] == "GET, HEAD, OPTIONS"
    preflight = ask(app, path, "OPTIONS", Origin="https://bao.example",
                    Access_Control_Request_Method="GET")  # fmt: skip
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert "GET" in preflight.headers["access-control-allow-methods"]


# --- releases ---


def test_a_new_release_is_answered_at_once_and_a_missing_one_with_the_next_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = tmp_path / "release.duckdb"
    monkeypatch.setenv("INDICATORS_DB", str(db))
    app = application()
    told = problem(app, "ranking/income_per_capita")
    assert (told["status"], told["code"]) == (503, "no_release")
    assert "python -m indicators build" in told["detail"]
    assert str(tmp_path) not in told["detail"]
    tags = []
    for value in ("60", "61"):
        build(write_country(tmp_path / "data", incomes(value)), db)
        response = answer(app, "ranking/income_per_capita")
        assert response.json()["rows"][0]["value"] == float(value)
        tags.append(response.headers["etag"])
    assert tags[0] != tags[1]
    assert ask(app, RANKING, If_None_Match=tags[0]).status_code == 200
    db.write_bytes(b"no database" * 999)
    assert problem(app, "ranking/income_per_capita")["status"] == 503
    os.remove(db)
    assert problem(app, "ranking/income_per_capita")["status"] == 503


def test_a_release_without_figures_answers_that_there_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(write_country(tmp_path / "data", []), tmp_path / "empty.duckdb")
    monkeypatch.setenv("INDICATORS_DB", str(tmp_path / "empty.duckdb"))
    app = application()
    ranking = answer(app, "ranking/income_per_capita").json()
    assert (ranking["rows"], ranking["reported"], ranking["release_date"]) == ([], 0, None)
    assert answer(app, "observations").json()["rows"] == []
    assert answer(app, "compare?area=99001,99002").json()["rows"] == []
    reasons = {row["missing_reason"] for row in answer(app, "profile/99001").json()["rows"]}
    assert reasons == {"not_reported", "not_applicable"} or reasons == {"not_reported"}


def test_a_fault_of_the_program_is_told_without_its_trace(
    app: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_asked: Any) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr("indicators.web.api.api_routes.answer_to", broken)
    told = problem(app, "ranking/income_per_capita?year=2025&area_type=commune")
    assert (told["status"], told["code"]) == (500, "internal_error")
    assert "secret" not in json.dumps(told)
    assert "secret words" in caplog.text


def test_every_operation_has_a_question_here() -> None:
    asked = {question.partition("?")[0].partition("/")[0] for question in QUESTIONS}
    assert asked == {one.name for one in OPERATIONS}
