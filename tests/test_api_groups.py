"""The groups of communes over HTTP: the same as on the command line, and the refusals."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from indicators.commands.command_line import main
from indicators.open_data.answers.operations import ROOT
from indicators.questions.comparison_groups import AMONG
from indicators.release.build import build
from indicators.web.api.api_routes import Api
from tests.asgi import ask
from tests.test_comparison_groups import data_of

ANCHORED = [(among, "99001") for among in AMONG] + [("wage_region", "I")]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("api-groups")
    build(data_of(folder), folder / "groups.duckdb")
    return folder / "groups.duckdb"


@pytest.fixture(scope="module")
def app(db: Path) -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("INDICATORS_DB", str(db))
        yield Starlette(routes=Api().routes())


def printed(capsys: pytest.CaptureFixture[str], *verb: str) -> Any:
    assert main([*verb, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(("among", "anchor"), ANCHORED)
def test_a_ranking_of_a_group_is_that_of_the_command_line(
    app: Any, db: Path, capsys: pytest.CaptureFixture[str], among: str, anchor: str
) -> None:
    told = printed(capsys, "rank", "income_per_capita", "--among", among, "--area", anchor,
                   "--db", str(db))  # fmt: skip
    asked = ask(app, f"{ROOT}/ranking/income_per_capita?among={among}&area={anchor}")
    assert asked.json() == told
    assert (told["among"], told["area_code"]) == (among, anchor)


def test_a_profile_tells_the_place_in_the_group(
    app: Any, db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = printed(capsys, "profile", "99001", "--among", "neighbours", "--db", str(db))
    rows = ask(app, f"{ROOT}/profile/99001?among=neighbours").json()["rows"]
    assert rows == told
    [income] = [row for row in rows if row["indicator_id"] == "income_per_capita"]
    assert (income["group_rank"], income["group_reported"]) == (5, 5)


def test_areas_tell_their_wage_region(app: Any) -> None:
    rows = ask(app, f"{ROOT}/areas?level=commune").json()["rows"]
    regions = {row["area_code"]: row["wage_region"] for row in rows}
    assert (regions["99001"], regions["99002"], regions["99007"]) == ("I", "II", None)


@pytest.mark.parametrize(("query", "status", "code"), [
    ("among=neighbours&area=99", 404, "unknown_name"),
    ("among=neighbours&area=I", 404, "unknown_name"),
    ("among=wage_region&area=V", 404, "unknown_name"),
    ("among=wage_region", 400, "missing_parameter"),
    ("among=type&area=99001&area_type=ph%C6%B0%E1%BB%9Dng", 400, "conflicting_parameters"),
    ("among=wage_regions&area=I", 400, "wrong_value"),
])  # fmt: skip
def test_what_is_no_group_is_refused(app: Any, query: str, status: int, code: str) -> None:
    told = ask(app, f"{ROOT}/ranking/income_per_capita?{query}")
    assert (told.status_code, told.json()["code"]) == (status, code)
