"""``collect table``: any CSV or JSON address with a saved mapping, as a second source."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from indicators.commands.command_line import main
from indicators.curated.check import check
from tests.curated_country import country_to_curate
from tests.portal_double import portal

TABLE = "Tên xã;Tỷ lệ hộ nghèo (%)\nxã Bịa Một;2,35\nxã Bịa Hai;1,9\nxã Bịa Chín;3,1\n"
AS_JSON = [{"Tên xã": "xã Bịa Một", "Tỷ lệ hộ nghèo (%)": "2,35"},
           {"Tên xã": "xã Bịa Hai", "Tỷ lệ hộ nghèo (%)": "1,9"},
           {"Tên xã": "xã Bịa Chín", "Tỷ lệ hộ nghèo (%)": "3,1"}]  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return country_to_curate(tmp_path_factory.mktemp("country") / "data")


@pytest.fixture(scope="module")
def mapping(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mapping that ``import --save-mapping`` writes for the table, read and kept once."""
    tmp_path = tmp_path_factory.mktemp("mapping")
    report = tmp_path / "table.csv"
    report.write_text(TABLE, "utf-8")
    main(["import", str(report), "--source", "bia-press", "--year", "2025", "--province", "99",
          "--data", str(data), "--save-mapping", "--out", str(tmp_path / "x.csv")])  # fmt: skip
    return tmp_path / "table.csv.mapping.yaml"


def _collect(url: str, data: Path, mapping: Path, out: Path) -> int:
    paths = ["--mapping", str(mapping), "--data", str(data), "--out", str(out)]
    return main(["collect", "table", "--url", url, *paths, "--year", "2025", "--province", "99",
                 "--pause", "0"])  # fmt: skip


@pytest.mark.parametrize("content", [
    TABLE.encode(), json.dumps(AS_JSON).encode(),
    json.dumps({"data": AS_JSON}, ensure_ascii=False).encode(),
], ids=["csv", "json", "json-under-data"])  # fmt: skip
def test_a_table_is_read_with_its_mapping(
    data: Path, mapping: Path, tmp_path: Path, content: bytes
) -> None:
    out = tmp_path / "poor.csv"
    with portal(answers={"table": content}) as told:
        url = told.url.replace("jsp/rest.jsp", "table")
        assert _collect(url, data, mapping, out) == 3
    rows = list(csv.DictReader(out.read_text("utf-8").splitlines()))
    assert [(row["area_code"], row["value"], row["period_end"]) for row in rows] == [
        ("99001", "2.35", "2025-12-31"), ("99002", "1.9", "2025-12-31")]  # fmt: skip
    listed = list(csv.DictReader((tmp_path / "poor.left-out.csv").read_text("utf-8").splitlines()))
    assert ["unknown_area" in row["reason"] for row in listed] == [True]


def test_what_a_table_gave_is_accepted_like_every_figure(
    mapping: Path, tmp_path: Path, capsys: Any
) -> None:
    data, out = country_to_curate(tmp_path / "data"), tmp_path / "poor.csv"
    with portal(answers={"table": TABLE.encode()}) as told:
        _collect(told.url.replace("jsp/rest.jsp", "table"), data, mapping, out)
    assert main(["accept", str(out), "--sources", str(tmp_path / "poor.sources.csv"), "--data",
                 str(data)]) == 0  # fmt: skip
    assert "2 rows added" in capsys.readouterr().out
    assert check(data).problems == []


def test_another_layout_is_refused_with_the_column(
    data: Path, mapping: Path, tmp_path: Path, capsys: Any
) -> None:
    other = TABLE.replace("Tỷ lệ hộ nghèo", "Tỷ lệ hộ cận nghèo").encode()
    with portal(answers={"table": other}) as told:
        url = told.url.replace("jsp/rest.jsp", "table")
        assert _collect(url, data, mapping, tmp_path / "other.csv") == 3
    assert "table_refused" in capsys.readouterr().err
    assert (tmp_path / "other.csv").read_text("utf-8").count("\n") == 1


def test_a_page_in_place_of_a_table_is_no_answer(data: Path, mapping: Path, tmp_path: Path,
                                                 monkeypatch: Any) -> None:  # fmt: skip
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    with portal(answers={"table": b"<html></html>"}) as told:
        url = told.url.replace("jsp/rest.jsp", "table")
        assert _collect(url, data, mapping, tmp_path / "page.csv") == 1


def test_a_table_needs_an_address_and_a_mapping(data: Path, capsys: Any) -> None:
    assert main(["collect", "table", "--data", str(data), "--year", "2025"]) == 2
    assert "expected both" in capsys.readouterr().err


NAMES = {"Tên xã": "xã Bịa Một"}


@pytest.mark.parametrize(("value", "expected"), [
    (2.35, "2.35"), (1.234, "1.234"), (12, "12"), ("2,350", "2.35"), (10.5, "10.5"),
])  # fmt: skip
def test_a_number_of_json_is_that_number_in_every_language(
    data: Path, mapping: Path, tmp_path: Path, value: object, expected: str
) -> None:
    """A point in JSON never parts thousands; only texts are read as they are printed."""
    rows = [{**NAMES, "Tỷ lệ hộ nghèo (%)": value}]
    with portal(answers={"table": json.dumps(rows).encode()}) as told:
        _collect(told.url.replace("jsp/rest.jsp", "table"), data, mapping, tmp_path / "n.csv")
    read = list(csv.DictReader((tmp_path / "n.csv").read_text("utf-8").splitlines()))
    assert [(row["value"], row["decision"]) for row in read] == [(expected, "accept")]


@pytest.mark.parametrize("value", [True, {"so": 2.35}, [2.35], 1e300])
def test_what_is_no_figure_in_json_becomes_none(
    data: Path, mapping: Path, tmp_path: Path, value: object
) -> None:
    rows = [{**NAMES, "Tỷ lệ hộ nghèo (%)": value}]
    with portal(answers={"table": json.dumps(rows).encode()}) as told:
        url = told.url.replace("jsp/rest.jsp", "table")
        assert _collect(url, data, mapping, tmp_path / "n.csv") == 3
    assert (tmp_path / "n.csv").read_text("utf-8").count("\n") == 1


@pytest.mark.parametrize(("document", "rows"), [
    ({"success": True, "result": {"fields": [{"id": "Tên xã"}], "records": AS_JSON}}, 2),
    ({"features": AS_JSON}, 2),
    ({"xa": AS_JSON, "huyen": AS_JSON}, None),
    ({"xa": "không có"}, None),
], ids=["records-beside-fields", "another-key", "two-lists", "no-list"])  # fmt: skip
def test_the_one_list_of_objects_is_read_and_none_of_several(
    data: Path, mapping: Path, tmp_path: Path, document: object, rows: int | None, capsys: Any
) -> None:
    with portal(answers={"table": json.dumps(document).encode()}) as told:
        url = told.url.replace("jsp/rest.jsp", "table")
        code = _collect(url, data, mapping, tmp_path / "n.csv")
    if rows is None:
        assert code == 1
        assert "one list of objects" in capsys.readouterr().err
    else:
        assert (tmp_path / "n.csv").read_text("utf-8").count("\n") == 1 + rows


def test_import_reads_a_json_file_and_saves_its_mapping(data: Path, tmp_path: Path) -> None:
    report = tmp_path / "bang.json"
    report.write_text(json.dumps(AS_JSON), "utf-8")
    asked = ["--source", "bia-press", "--year", "2025", "--province", "99", "--data", str(data)]
    main(["import", str(report), *asked, "--save-mapping", "--out", str(tmp_path / "x.csv")])
    with portal(answers={"table": json.dumps({"data": AS_JSON}).encode()}) as told:
        url = told.url.replace("jsp/rest.jsp", "table")
        assert _collect(url, data, tmp_path / "bang.json.mapping.yaml", tmp_path / "n.csv") == 3
    assert (tmp_path / "n.csv").read_text("utf-8").count("\n") == 3


def test_an_empty_list_is_no_figures_yet(
    data: Path, mapping: Path, tmp_path: Path, capsys: Any
) -> None:
    with portal(answers={"table": b'{"data": []}'}) as told:
        url = told.url.replace("jsp/rest.jsp", "table")
        assert _collect(url, data, mapping, tmp_path / "n.csv") == 3
    assert "nothing_for_period" in capsys.readouterr().err
