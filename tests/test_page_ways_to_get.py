"""The address and the lines that stand beside a download, on every page that has one."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.opened_page import at_address, opened_page

OPEN = "ways_table"


def _opened(
    page: str, address: dict[str, str | list[str]] | None = None, key: str = OPEN
) -> AppTest:
    app = at_address(page, **(address or {}))
    app.session_state[key] = True
    app.run()
    assert not app.exception
    return app


def _addresses(app: AppTest) -> list[str]:
    return [block.value for block in app.code if "/api/v1/" in block.value
            or "/data/latest/" in block.value][:1]  # fmt: skip


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("page", "asked", "address"), [
    ("ranking", {"indicator": "poverty_rate", "province": "38", "year": "2025"},
     "/api/v1/ranking/poverty_rate?year=2025&province=38&format=csv"),
    ("map", {"indicator": "poverty_rate", "year": "2025"},
     "/api/v1/ranking/poverty_rate?year=2025&format=csv"),
    ("comparison", {"area": ["15961", "15553"]},
     "/api/v1/compare?area=15961&area=15553&format=csv"),
    ("commune", {"area": "15961"}, "/api/v1/observations?area=15961&format=csv"),
    ("trend", {"indicator": "income_per_capita", "area": "15961"},
     "/api/v1/observations?indicator=income_per_capita&area=15961&format=csv"),
    ("downloads", {"indicator": "poverty_rate", "province": "38", "year": "2025"},
     "/api/v1/ranking/poverty_rate?year=2025&province=38&format=csv"),
])  # fmt: skip
def test_every_page_gives_the_address_of_the_table_it_shows(
    page: str, asked: dict[str, str | list[str]], address: str
) -> None:
    [found] = _addresses(_opened(page, asked))
    assert found.endswith(address)


@pytest.mark.usefixtures("database")
def test_lines_of_one_program_after_the_other() -> None:
    app = _opened("downloads", {"indicator": "poverty_rate", "year": "2025"})
    chooser = app.segmented_control("way_table")
    assert [str(option) for option in chooser.options][:4] == ["pandas", "polars", "DuckDB", "R"]
    assert any("import pandas" in block.value for block in app.code)
    chooser.set_value("Command line").run()
    assert not app.exception
    first = ("python -m indicators rank poverty_rate --year 2025 --out "
             "thuoc-xa-poverty-rate-2025-")  # fmt: skip
    assert any(block.value.startswith(first) for block in app.code)


@pytest.mark.usefixtures("database")
def test_everything_is_a_file_of_the_bundle() -> None:
    [found] = _addresses(_opened("downloads", key="ways_everything"))
    assert found.endswith("/data/latest/observations.csv")


@pytest.mark.usefixtures("database")
def test_nothing_of_it_is_sent_before_it_is_opened() -> None:
    assert _addresses(opened_page("downloads")) == []
