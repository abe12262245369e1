"""The API as programs meet it: served over HTTP, asked by schemathesis, pandas, polars and DuckDB.

The questions of schemathesis are made of the document alone, so the document and the server are
held to each other: what the one allows the other answers, in the form that it describes.
"""

import gzip
import http.client
import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
import pandas as pd
import polars as pl
import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from indicators.open_data.answers.openapi import openapi_document
from indicators.open_data.answers.operations import ROOT
from indicators.release.build import build
from tests.serving import serving
from tests.small_country import figure, incomes, write_country

# What one value cannot say: that another one is needed, or excludes it.
BETWEEN_PARAMETERS = {"missing_parameter", "conflicting_parameters", "repeated_parameter"}
VALUES = [60.0, 70.5, 50.0, 80.0, 80.0, 40.0]
RANKED = [80.0, 80.0, 70.5, 60.0, 50.0, 40.0]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("api")
    poverty = [figure("2.5", area_code=f"9900{n}", indicator_id="poverty_rate") for n in (1, 2, 3)]
    figures = [*incomes(*(f"{value:g}" for value in VALUES)), *poverty]
    build(write_country(folder / "data", figures), folder / "small.duckdb")
    with serving(folder / "small.duckdb") as url:
        yield url


def answered(url: str, **headers: str) -> tuple[Any, bytes]:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
        return answer.headers, answer.read()


@pytest.fixture
def document(request: pytest.FixtureRequest) -> schemathesis.BaseSchema:
    request.node._nodeid = request.node.nodeid  # as schemathesis knows it of an earlier pytest
    return schemathesis.openapi.from_dict(openapi_document("en"))


# Of the fixture, so that the questions are made where they are asked, not where tests are counted.
@schemathesis.pytest.from_fixture("document").parametrize()
@settings(max_examples=8, deadline=None, derandomize=True, database=None,
          suppress_health_check=list(HealthCheck))  # fmt: skip
def test_the_document_and_the_server_agree(case: Any, address: str) -> None:
    response = case.call(base_url=f"{address}{ROOT}")
    between = response.status_code == 400 and response.json()["code"] in BETWEEN_PARAMETERS
    left_out = [schemathesis.checks.positive_data_acceptance] if between else []
    case.validate_response(response, excluded_checks=left_out)
    assert b"Traceback" not in response.content


# --- clients ---


def test_pandas_reads_the_addresses(address: str) -> None:
    ranking = f"{address}{ROOT}/ranking/income_per_capita?year=2025"
    csv = pd.read_csv(f"{ranking}&format=csv", dtype={"area_code": str, "province_code": str})
    assert csv["value"].tolist() == RANKED
    assert csv["area_code"].iloc[0] == "99004"
    file = pd.read_parquet(f"{ranking}&format=parquet")
    assert file["value"].tolist() == RANKED
    content = json.loads(answered(ranking)[1])
    assert pd.DataFrame(content["rows"])["value"].tolist() == RANKED


def test_polars_reads_the_addresses_at_once_and_by_range(address: str) -> None:
    ranking = f"{address}{ROOT}/ranking/income_per_capita"
    assert pl.read_csv(f"{ranking}?format=csv")["value"].to_list() == RANKED
    assert pl.read_parquet(f"{ranking}?format=parquet")["value"].to_list() == RANKED
    scanned = pl.scan_parquet(f"{ranking}?format=parquet").select("area_code", "value")
    assert scanned.filter(pl.col("value") > 75).collect().height == 2


def test_duckdb_reads_the_addresses(address: str) -> None:
    connection = duckdb.connect()
    try:
        connection.execute("LOAD httpfs")
    except duckdb.Error:
        pytest.skip("DuckDB's extension httpfs is not installed on this machine")
    for reader, form in (("read_csv", "csv"), ("read_parquet", "parquet")):
        url = f"{address}{ROOT}/ranking/income_per_capita?format={form}"
        found = connection.execute(f"SELECT value FROM {reader}(?)", [url]).fetchall()
        assert [value for (value,) in found] == RANKED


def test_duckdb_reads_what_was_fetched(address: str, tmp_path: Path) -> None:
    for reader, form in (("read_csv", "csv"), ("read_parquet", "parquet")):
        file = tmp_path / f"ranking.{form}"
        file.write_bytes(answered(f"{address}{ROOT}/ranking/income_per_capita?format={form}")[1])
        found = duckdb.execute(f"SELECT value FROM {reader}(?)", [str(file)]).fetchall()
        assert [value for (value,) in found] == RANKED


# --- the server around the routes ---


def test_the_server_passes_answers_on_as_they_are(address: str) -> None:
    for form in ("json", "csv", "parquet"):
        url = f"{address}{ROOT}/areas?format={form}"
        headers, plain = answered(url)
        assert int(headers["content-length"]) == len(plain)
        packed_headers, packed = answered(url, **{"Accept-Encoding": "gzip"})
        if form == "parquet":
            assert packed == plain
        else:
            assert packed_headers["content-encoding"] == "gzip"
            assert gzip.decompress(packed) == plain
        assert headers["access-control-allow-origin"] == "*"


def test_head_of_every_path(address: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    for path in ("areas", "indicators", "sources", "observations?format=csv", "compare?area=99001",
                 "ranking/income_per_capita?format=parquet", "profile/99001", "openapi.json",
                 "docs", "", "changes.atom"):  # fmt: skip
        connection.request("GET", f"{ROOT}/{path}")
        got = connection.getresponse()
        body = got.read()
        connection.request("HEAD", f"{ROOT}/{path}")
        head = connection.getresponse()
        assert (head.status, head.read()) == (200, b"")
        assert int(head.headers["content-length"]) == len(body) > 0
    connection.close()


@pytest.mark.parametrize(("path", "method", "status", "code"), [
    (f"{ROOT}/nowhere", "GET", 404, "unknown_path"),
    (f"{ROOT}/nowhere", "POST", 404, "unknown_path"),
    ("/api", "GET", 404, None), (f"{ROOT}/%2e%2e/x", "GET", 400, "unsafe_path"),
    (f"{ROOT}/areas", "POST", 405, "wrong_method"),
    (f"{ROOT}/changes.atom?indicatr=poverty_rate", "GET", 400, "unknown_parameter"),
    (f"{ROOT}/changes.atom?area=00000", "GET", 404, "unknown_name"),
])  # fmt: skip
def test_whatever_is_refused_is_a_problem(
    address: str, path: str, method: str, status: int, code: str | None
) -> None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    connection.request(method, path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status == status
    if code:
        assert answer.headers["content-type"] == "application/problem+json"
        assert json.loads(body)["code"] == code


def test_a_page_of_the_site_and_the_page_of_the_api_are_both_served(address: str) -> None:
    for path in (f"{ROOT}/", f"{ROOT}/docs?lang=en"):
        headers, body = answered(f"{address}{path}")
        assert headers["content-type"] == "text/html; charset=utf-8"
        assert b"GET /api/v1/ranking/{indicator}" in body
    assert b'id="root"' in answered(f"{address}/xep-hang")[1]
