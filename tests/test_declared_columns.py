"""A column is declared once: the table, its readers and its record have it from the descriptor."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators.candidates.files import CANDIDATE_COLUMNS, OBSERVATION_COLUMNS, TABLE_COLUMNS
from indicators.curated.declared_columns import columns_of_type, declared_columns
from indicators.curated.observations import Observation
from indicators.open_data.download_columns import (
    COLUMNS_BY_NAME,
    PROFILE_ANSWER,
    RANKING_ANSWER,
    RANKING_TABLE,
    meaning,
)
from indicators.questions.ranking import rank
from indicators.refusal import RefusedFileError
from indicators.release.build import build
from indicators.release.store import Store, sql_text
from indicators.views import ranking_table
from tests.small_country import incomes, write_country

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A release of five invented incomes."""
    folder = tmp_path_factory.mktemp("columns")
    build(write_country(folder / "data", incomes("60", "70", "50", "80", "90")), folder / "db")
    with Store(folder / "db") as opened:
        yield opened


def test_the_record_of_a_figure_has_the_declared_columns() -> None:
    assert tuple(one.name for one in dataclasses.fields(Observation)) == TABLE_COLUMNS
    assert CANDIDATE_COLUMNS[: len(OBSERVATION_COLUMNS)] == OBSERVATION_COLUMNS


def test_figures_of_former_communes_have_the_columns_of_today() -> None:
    assert columns_of_type("former_observations") == columns_of_type("observations")


def test_collected_sources_have_the_columns_of_sources_and_their_answer() -> None:
    own = ("collector", "answer_sha256", "answer_file")
    assert columns_of_type("collected_sources") == columns_of_type("sources") + own


def test_the_release_holds_every_declared_column_of_a_figure() -> None:
    words = set(re.findall(r"\w+", sql_text("schema")))
    assert set(columns_of_type("observations")) <= words


def test_columns_are_told_by_type_and_in_vietnamese() -> None:
    assert columns_of_type("observations", "date") == ("period_start", "period_end", "recorded_on")
    assert all(one.title for one in declared_columns("observations"))


def test_a_table_that_is_not_declared_is_refused_by_name() -> None:
    with pytest.raises(RefusedFileError, match=r"datapackage\.json: found no table figures"):
        declared_columns("figures")


def test_the_columns_of_a_figure_are_listed_in_no_source_file() -> None:
    """A list of the columns in code would be a second declaration: the descriptor is the one."""
    listed = ", ".join(f'"{name}"' for name in ("denominator", "qualifier", "status", "source_id"))
    files = [*(ROOT / "indicators").rglob("*.py"), *(ROOT / "tests").glob("*.py"),
             *(ROOT / "bench").glob("*.py")]  # fmt: skip
    found = [file.name for file in files
             if file != Path(__file__)
             and listed in re.sub(r"\s+", " ", file.read_text("utf-8"))]  # fmt: skip
    assert found == []


def test_the_table_of_the_ranking_page_has_the_declared_columns(store: Store) -> None:
    ranking = rank(store, "income_per_capita")
    sources = store.query("sources_by_id", source_ids=ranking.rows["source_id"].tolist())
    rows = ranking.rows.to_dict("records")
    shown = ranking_table.displayed_figures(ranking, rows, sources, {}, "vi")
    assert set(shown[0]) == {one.name for one in RANKING_TABLE} | {"area_code"}


def test_what_a_program_is_given_is_what_a_file_tells_the_meaning_of(store: Store) -> None:
    rows = rank(store, "income_per_capita").rows
    assert set(RANKING_ANSWER) <= set(rows.columns)
    of_files = {"name": "area_name"}
    assert [
        name for name in RANKING_ANSWER if meaning(of_files.get(name, name), "vi") is None
    ] == []
    assert len(set(PROFILE_ANSWER)) == len(PROFILE_ANSWER)


def test_a_heading_tells_the_meaning_that_the_files_tell() -> None:
    told = [one.tells for one in RANKING_TABLE if one.tells]
    assert "publisher" in told and set(told) <= COLUMNS_BY_NAME.keys()
    assert meaning("publisher", "vi") == "Nơi đăng"
    assert meaning("publisher", "en") == "Newspaper or authority"
