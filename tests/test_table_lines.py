"""Every way to a table gives this very table: lines, command and button."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest

from indicators.commands.command_line import main
from indicators.open_data import download_tables, downloads
from indicators.open_data.download_columns import FIGURE_COLUMNS
from indicators.open_data.table_files import areas_file, ranking_file, trend_file
from indicators.open_data.table_lines import (
    CODES,
    COUNTS,
    DAYS,
    NUMBERS,
    AskedTable,
    Way,
    areas_asked,
    everything_asked,
    ranking_asked,
    trend_asked,
    ways,
)
from indicators.over_time.trend import trend
from indicators.questions.ranking import rank
from indicators.release.build import build
from indicators.release.store import Store
from tests.local_addresses import answer, with_local_files
from tests.small_country import figure, incomes, write_country

SITE = "https://so-lieu.example"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six whole invented incomes, so that a program that guesses takes them for counts."""
    folder = tmp_path_factory.mktemp("lines")
    figures = incomes("60", "70", "50", "80", "80", "40")
    figures += [figure(str(n), indicator_id="poverty_rate", area_code=f"9900{n}")
                for n in range(1, 7)]  # fmt: skip
    build(write_country(folder / "data", figures), folder / "small.duckdb")
    return folder / "small.duckdb"


@pytest.fixture(scope="module")
def store(db: Path) -> Iterator[Store]:
    with Store(db) as found:
        yield found


RANKING = ranking_asked("income_per_capita", {"year": "2025", "province": "99", "area_type": "xã",
                                              "basis": None})  # fmt: skip


def _way(asked: AskedTable, name: str, file: str = "t.csv") -> Way:
    return next(way for way in ways(asked, SITE, file) if way.name == name)


def _expected(store: Store) -> pd.DataFrame:
    ranking = rank(store, "income_per_capita", year="2025", province="99", area_type="xã")
    return download_tables.ranking_table(store, ranking)


def test_an_address_has_the_question_and_the_form() -> None:
    assert RANKING.address(SITE) == (
        f"{SITE}/api/v1/ranking/income_per_capita?year=2025&province=99&area_type=x%C3%A3&format=csv"
    )
    assert areas_asked(["99001", "99002"], "2025").address("") == (
        "/api/v1/compare?area=99001&area=99002&year=2025&format=csv"
    )
    assert areas_asked(["99001"]).address("") == "/api/v1/observations?area=99001&format=csv"
    assert trend_asked("poverty_rate", ["99001"]).address("") == (
        "/api/v1/observations?indicator=poverty_rate&area=99001&format=csv"
    )
    assert everything_asked(synthetic=False).address(SITE) == f"{SITE}/data/latest/observations.csv"
    assert everything_asked(synthetic=True).address("").endswith("/synthetic-observations.csv")


def test_only_the_declared_columns_are_told_their_type() -> None:
    kinds = {column.name: column.kind for column in FIGURE_COLUMNS}
    assert {kinds[name] for name in CODES} == {"text"}
    assert {kinds[name] for name in NUMBERS} == {"number"}
    assert {kinds[name] for name in COUNTS} == {"integer"}
    assert {kinds[name] for name in DAYS} == {"date"}


def _run(code: str, name: str) -> Any:
    """The variable ``name`` of a piece of Python."""
    inside: dict[str, Any] = {}
    exec(compile(code, "<lines>", "exec"), inside)
    return inside[name]


@pytest.mark.parametrize("name", ["pandas", "polars", "DuckDB"])
def test_the_lines_of_a_program_give_the_table(store: Store, tmp_path: Path, name: str) -> None:
    code = with_local_files(_way(RANKING, name).code, store, tmp_path, tmp_path, SITE)
    if name == "DuckDB":
        with duckdb.connect() as connection:
            read = connection.execute(code).df()
    else:
        found = _run(code, "table")
        read = found.to_pandas() if isinstance(found, pl.DataFrame) else found
    expected = _expected(store)
    assert read.columns.tolist() == expected.columns.tolist()
    for column in (*CODES, *NUMBERS, *COUNTS):
        told = read[column].where(read[column].notna(), None).tolist()
        assert told == expected[column].astype(object).where(expected[column].notna(),
                                                             None).tolist(), column  # fmt: skip
    for column in DAYS:
        assert pd.to_datetime(read[column]).tolist() == expected[column].tolist()
    assert pd.api.types.is_float_dtype(read["value"])


def test_power_query_and_r_name_the_language_of_the_numbers() -> None:
    excel = _way(RANKING, "Excel (Power Query)").code
    assert '"en-US")' in excel and "Encoding = 65001" in excel and RANKING.address(SITE) in excel
    assert all(excel.count(one) == excel.count(two) for one, two in ("()", "[]", "{}"))
    assert '{"value", type number}' in excel and '"area_code"' not in excel
    r = _way(RANKING, "R").code
    assert 'dec = "."' in r and '"area_code"' in r and r.count("(") == r.count(")")


def test_curl_asks_the_same_address_for_the_same_file() -> None:
    words = shlex.split(_way(RANKING, "curl").code)
    assert words == ["curl", "--fail", "--output", "t.csv", RANKING.address(SITE)]


CASES = {
    "ranking": RANKING,
    "areas": areas_asked(["99001", "99002"], "2025"),
    "one area": areas_asked(["99001"]),
}


@pytest.mark.parametrize("case", CASES)
def test_button_command_and_address_give_the_same_bytes(
    db: Path, store: Store, tmp_path: Path, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = {"ranking": lambda: ranking_file(store, rank(store, "income_per_capita", year="2025",
                                                        province="99", area_type="xã")),
            "areas": lambda: areas_file(store, ["99001", "99002"], "2025"),
            "one area": lambda: areas_file(store, ["99001"])}[case]()  # fmt: skip
    lines = _way(CASES[case], "Command line").code.splitlines()
    for line in lines:
        python, _m, module, *words = shlex.split(line)
        assert (python, module) == ("python", "indicators")
        assert main([*words, "--db", str(db)]) == 0
    assert (tmp_path / "t.csv").read_bytes() == file.content("csv")
    assert (tmp_path / "t.csv").read_bytes() == answer(store, tmp_path, CASES[case].address(SITE))
    assert (tmp_path / "t-excel-vn.csv").read_bytes() == file.content("csv-vn")
    assert (tmp_path / "t.xlsx").read_bytes() == file.content("xlsx")
    assert len(file.table) > 0


def test_the_command_of_a_trend_gives_the_table_of_the_page(
    db: Path, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = trend_asked("poverty_rate", ["99001"], None)
    words = shlex.split(_way(asked, "Command line").code.splitlines()[0])[3:]
    assert main([*words, "--db", str(db)]) == 0
    found = trend_file(store, trend(store, "poverty_rate", ["99001"]))
    assert (tmp_path / "t.csv").read_bytes() == found.content("csv")
    assert "segment" in found.table and not asked.exact


def test_everything_is_the_file_of_the_bundle(db: Path, store: Store, tmp_path: Path) -> None:
    assert main(["export", str(tmp_path / "thuoc-xa"), "--no-site", "--db", str(db)]) == 0
    written = answer(store, tmp_path / "thuoc-xa", everything_asked(synthetic=False).address(SITE))
    assert written == downloads.to_csv(download_tables.every_figure(store))
    command = _way(everything_asked(synthetic=False), "Command line").code
    assert command == "python -m indicators export thuoc-xa"


@pytest.mark.parametrize(("words", "told"), [
    (["rank", "poverty_rate", "--out", "x.doc"], "expected one that ends in .csv, .xlsx, .parquet"),
    (["rank", "poverty_rate", "--out", "x.xlsx", "--format", "csv-vn"], "leave --format out"),
    (["rank", "poverty_rate", "--out", "x.csv", "--format", "json"], "leave --format out"),
    (["profile", "99001", "--year", "2025", "--out", "x.csv"], "found --year with --out"),
])  # fmt: skip
def test_what_a_file_cannot_be_is_refused(
    db: Path, words: list[str], told: str, capsys: pytest.CaptureFixture[str],
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert main([*words, "--db", str(db)]) == 2
    assert told in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_office_csv_is_printed_too(db: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    main(["rank", "income_per_capita", "--format", "csv-vn", "--db", str(db)])
    head, first, *_rest = capfdbinary.readouterr().out.split(b"\r\n")
    assert head.startswith(b"\xef\xbb\xbfrank;rank_low;rank_high;area_code;")
    assert first.decode().startswith('1;1;2;"=""99004""";Bịa Bốn;Tỉnh Bịa;80,0;="'[:-2])
