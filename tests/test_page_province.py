"""The page of a province as Streamlit runs it, on an invented country."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from indicators.release.build import build
from tests.small_country import figure, incomes, write_country

DASHBOARD = Path(__file__).resolve().parent.parent / "dashboard.py"
RATES = [
    figure(value, area_code=f"9900{n}", indicator_id="poverty_rate")
    for n, value in enumerate(("1.00", "2.00", "3.00", "4.00", "5.00"), 1)
]


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("page_province")
    path = folder / "province.duckdb"
    # Nothing is known of 99006 and 99007.
    build(write_country(folder / "data", [*incomes("40", "45", "50", "60", "65"), *RATES]), path)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("INDICATORS_DB", str(path))
        yield path


def opened(**asked: str) -> AppTest:
    app = AppTest.from_file(str(DASHBOARD), default_timeout=60).run()
    app.switch_page("pages/province.py")
    for key, value in asked.items():
        app.query_params[key] = value
    return app.run()


def html(app: AppTest) -> str:
    return "\n".join(one.proto.body for one in app.get("html"))


def rug_of(app: AppTest) -> Any:
    (drawn,) = app.get("bidi_component")
    return drawn


def test_the_title_is_the_province_and_its_communes_are_counted(invented: Path) -> None:
    app = opened(province="99", lang="en")
    assert not app.exception
    assert app.title[0].value == "Tỉnh Bịa: every commune at a glance"
    assert "Communes: 7; with a figure of their own 5, without 2" in app.markdown[0].value


def test_without_a_province_the_best_documented_one_is_shown(invented: Path) -> None:
    assert opened(lang="en").title[0].value.startswith("Tỉnh Bịa:")


def test_an_empty_province_says_so_and_draws_no_map(invented: Path) -> None:
    app = opened(province="98", lang="en")
    assert not app.exception
    assert "Communes: 1; with a figure of their own 0, without 1" in app.markdown[0].value


def test_what_stands_out_leads_to_its_evidence(invented: Path) -> None:
    told = html(opened(province="99", lang="en"))
    assert "Poverty rate (2025), 5 communes with a figure of 7" in told
    assert "/xep-hang?indicator=poverty_rate&amp;province=99&amp;year=2025&amp;lang=en" in told


def test_the_silent_are_named_with_what_could_be_asked_for(invented: Path) -> None:
    told = html(opened(province="99", lang="en"))
    for code in ("99006", "99007"):
        assert f"/xa?area={code}&amp;lang=en" in told
    assert "review of poor and near-poor households" in told


def test_the_coverage_counts_the_gaps_by_reason(invented: Path) -> None:
    """Of seven communes five have a rate; the ward has no new-rural criteria to meet."""
    told = html(opened(province="99", lang="en"))
    assert "5 / 7" in told
    assert "0 / 6" in told


def test_the_yardstick_is_in_the_address_and_in_the_words(invented: Path) -> None:
    app = opened(province="99", lang="en", against="province")
    assert "better than the median of its province 2, worse 2" in html(app)
    app.selectbox("against").set_value("nation").run()
    assert "better than the median of the country 2, worse 2" in html(app)
    assert "against" not in app.query_params


def test_the_vietnamese_page_has_vietnamese_words(invented: Path) -> None:
    app = opened(province="99")
    assert app.title[0].value == "Tỉnh Bịa: mọi xã, phường trong một bảng"
    assert "Điều nổi bật" in html(app)
