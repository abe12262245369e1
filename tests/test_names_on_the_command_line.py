"""What people type on the command line: names as well as codes, and every slip a sentence."""

import io
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from indicators import __version__
from indicators.commands.command_line import main
from indicators.release.build import build
from tests.small_country import figure, incomes, write_country

ROOT = Path(__file__).resolve().parent.parent
JSON = ["--format", "json"]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Incomes of five communes of Tỉnh Bịa; "Bịa Một" is a name of both provinces."""
    folder = tmp_path_factory.mktemp("named")
    rows = [*incomes("50", "60", "70", "80", "90"),
            figure("3", area_code="99001", indicator_id="poverty_rate")]  # fmt: skip
    path = folder / "release.duckdb"
    build(write_country(folder / "data", rows), path)
    return str(path)


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("name", ["Bịa Hai", "bia hai", "BỊA HAI, tỉnh bịa", "99002", "biahai"])
def test_a_profile_by_name(db: str, capsys: pytest.CaptureFixture[str], name: str) -> None:
    rows = json.loads(answer(capsys, "profile", name, "--db", db, *JSON))
    assert {row["area_code"] for row in rows} == {"99002"}


def test_a_former_communes_name_leads_to_its_heir(
    db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = json.loads(answer(capsys, "profile", "bia xua", "--db", db, *JSON))
    assert {row["area_code"] for row in rows} == {"99001"}


def test_a_shared_name_is_listed_with_its_provinces_and_never_guessed(
    db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["profile", "Bịa Một", "--db", db]) == 2
    told = capsys.readouterr().err
    assert "99001 xã Bịa Một, Tỉnh Bịa" in told
    assert "98001 xã Bịa Một, Tỉnh Bịa Khác" in told
    rows = json.loads(answer(capsys, "compare", "bia mot tinh bia", "bia hai", "--db", db, *JSON))
    assert {row["area_code"] for row in rows} == {"99001", "99002"}


def test_indicator_and_province_by_name(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    by_name = answer(capsys, "rank", "thu nhap binh quan", "--province", "tỉnh bịa", "--db", db,
                     *JSON)  # fmt: skip
    by_code = answer(capsys, "rank", "income_per_capita", "--province", "99", "--db", db, *JSON)
    assert json.loads(by_name) == json.loads(by_code)
    assert json.loads(by_name)["reported"] == 5
    trend = json.loads(answer(capsys, "trend", "thu nhập bình quân", "Bịa Hai", "--db", db, *JSON))
    assert trend["indicator_id"] == "income_per_capita"


@pytest.mark.parametrize(("arguments", "nearest"), [
    (["rank", "ti le ho ngeo"], "poverty_rate"),
    (["rank", "povrty_rate"], "poverty_rate"),
    (["rank", "hộ nghèo"], "poverty_rate (Tỷ lệ hộ nghèo)"),
    (["rank", "income_per_capita", "--province", "Tinh Bja"], "Tỉnh Bịa 99"),
    (["profile", "Bịa Haai"], "99002"),
    (["profile", "x" * 300], "expected one of"),
])  # fmt: skip
def test_unknown_names_list_what_is_truly_near(
    db: str, capsys: pytest.CaptureFixture[str], arguments: list[str], nearest: str
) -> None:
    assert main([*arguments, "--db", db]) == 2
    told = capsys.readouterr().err
    assert nearest in told
    assert len(told) < 2000


def test_a_place_without_figures_says_so(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profile", "Bịa Bảy", "--db", db]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "99007 phường Bịa Bảy: no figure found" in captured.err


@pytest.mark.parametrize("mistyped", ["income_per_capit", "poverty_rat"])
def test_a_mistyped_id_is_unknown_and_never_a_guess(
    db: str, mistyped: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rank", mistyped, "--db", db]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    nearest = {"income_per_capit": "income_per_capita", "poverty_rat": "poverty_rate"}[mistyped]
    assert "expected" in told.err and nearest in told.err


def test_lists_of_indicators_and_provinces(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = answer(capsys, "indicators", "--db", db, "--format", "csv")
    listed = pd.read_csv(io.StringIO(text)).set_index("indicator_id")
    assert listed.loc["income_per_capita", "communes"] == 5
    text = answer(capsys, "provinces", "--db", db, "--format", "csv")
    provinces = pd.read_csv(io.StringIO(text), dtype={"area_code": str}).set_index("area_code")
    assert provinces.loc["99", ["communes", "with_figures", "observations"]].tolist() == [7, 5, 6]


@pytest.mark.parametrize(("arguments", "told"), [
    (["areas", "bia", "--limit", "-1"], "expected 1 or more"),
    (["areas", "bia", "--limit", "x"], "expected a whole number"),
    (["serve", "--port", "99999"], "expected 1 to 65535"),
])  # fmt: skip
def test_wrong_options_are_told(
    capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert told in capsys.readouterr().err


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert __version__ in capsys.readouterr().out


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "indicators", *arguments], cwd=ROOT,
                          env={**os.environ, **environment}, capture_output=True,
                          timeout=60)  # fmt: skip


@pytest.mark.parametrize("encoding", ["cp1258", "cp1252", "ascii"])
def test_output_of_another_code_page_is_no_traceback(db: str, encoding: str) -> None:
    done = run("profile", "Bịa Hai", "--db", db, "--format", "csv", PYTHONIOENCODING=encoding,
               PYTHONUTF8="0")  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Bịa Hai" in done.stdout.decode("utf-8")


def test_a_busy_port_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    told = done.stderr.decode("utf-8")
    assert "choose another one with --port" in told
    assert "Traceback" not in told


@pytest.mark.parametrize("verb", ["extract", "import", "accept"])
def test_a_missing_file_is_told(
    frozen_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    missing = str(tmp_path / "nowhere.csv")
    assert main([verb, missing, "--data", str(frozen_data)]) in (1, 2)
    assert "nowhere.csv" in capsys.readouterr().err
