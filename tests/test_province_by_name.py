"""``--province`` takes a code or a name, in every verb that has it."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from indicators.commands.command_line import main
from indicators.errors import SharedNameError, UnknownNameError
from indicators.questions.named import province_among
from indicators.release.build import build
from tests.small_country import DATA, incomes, write_country

BY_CODE_AND_NAME = pytest.mark.parametrize(
    "name", ["99", "Tỉnh Bịa", "tinh bia", " BỊA ", "Thành phố Bịa"]
)
REPORT = "Xã,Tỷ lệ hộ nghèo (%)\nBịa Một,5.1\nBịa Hai,5.2\n"
# "Bịa Một" is a commune of both invented provinces.
ARTICLE = "Năm 2025, thu nhập bình quân đầu người của xã Bịa Một đạt 51 triệu đồng/người/năm.\n"


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("provinces") / "data"
    write_country(data, incomes("50", "60", "70", "80", "90"))
    build(data, data.parent / "release.duckdb")
    for words in ("phrases.yaml", "phrases.schema.json", "headers.yaml"):
        shutil.copy(DATA / words, data)
    return data


@BY_CODE_AND_NAME
def test_import_takes_a_province_by_name(
    country: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "report.csv").write_text(REPORT, "utf-8")
    arguments = ["import", str(tmp_path / "report.csv"), "--year", "2025", "--source", "bia-press",
                 "--data", str(country)]  # fmt: skip
    assert main([*arguments, "--province", name]) == 0
    assert [row["area_code"] for row in csv.DictReader(capsys.readouterr().out.splitlines())] == [
        "99001", "99002"]  # fmt: skip


@BY_CODE_AND_NAME
def test_extract_takes_a_province_by_name(
    country: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    arguments = ["extract", str(tmp_path / "article.txt"), "--data", str(country)]
    assert main([*arguments, "--province", name]) == 0
    assert [one["area_code"] for one in json.loads(capsys.readouterr().out)] == ["99001"]


@BY_CODE_AND_NAME
def test_composite_takes_a_province_by_name(
    country: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["composite", "--indicators", "income_per_capita,poverty_rate", "--format", "json",
                 "--db", str(country.parent / "release.duckdb")]  # fmt: skip
    assert main([*arguments, "--province", name]) == 0
    assert "province~99" in json.loads(capsys.readouterr().out)["definition"]


@pytest.mark.parametrize(("verb", "file"), [
    (["import", "--year", "2025", "--source", "bia-press"], REPORT),
    (["extract"], ARTICLE),
    (["composite", "--indicators", "income_per_capita,poverty_rate"], None),
])  # fmt: skip
def test_an_unknown_province_lists_what_is_near(
    country: Path, tmp_path: Path, verb: list[str], file: str | None,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    place = ["--db", str(country.parent / "release.duckdb")]
    if file:
        (tmp_path / "given.csv").write_text(file, "utf-8")
        place = [str(tmp_path / "given.csv"), "--data", str(country)]
    assert main([*verb, *place, "--province", "Tinh Bja Khac"]) == 2
    told = capsys.readouterr()
    assert "found province 'Tinh Bja Khac', expected one of Tỉnh Bịa Khác 98" in told.err
    assert told.out == ""


INVENTED = {"97": "Mẫu Đông", "96": "Mẫu Tây", "95": "Thành phố Song", "94": "Tỉnh Song"}


@pytest.mark.parametrize(("typed", "code"), [
    ("97", "97"), ("mau dong", "97"), ("tỉnh Mẫu Tây", "96"), ("thanh pho song", "95"),
])  # fmt: skip
def test_a_province_is_its_code_or_name(typed: str, code: str) -> None:
    assert province_among(INVENTED, typed) == code


def test_a_name_of_several_is_listed_and_never_guessed() -> None:
    with pytest.raises(SharedNameError) as told:
        province_among(INVENTED, "song")
    assert told.value.known == ["Thành phố Song 95", "Tỉnh Song 94"]


@pytest.mark.parametrize(("typed", "nearest"), [
    ("mau donng", ["Mẫu Đông 97", "Mẫu Tây 96"]), ("98", ["Mẫu Đông 97", "Mẫu Tây 96"]),
])  # fmt: skip
def test_an_unknown_one_tells_the_nearest_first(typed: str, nearest: list[str]) -> None:
    with pytest.raises(UnknownNameError) as told:
        province_among(INVENTED, typed)
    assert told.value.nearest[:2] == nearest
