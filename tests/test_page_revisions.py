"""Every page that shows a revised figure offers what it was, when it changed and why."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indicators.release.build import build
from tests.small_country import figure, write_country

DASHBOARD = Path(__file__).resolve().parent.parent / "dashboard.py"
PAGES: dict[str, dict[str, str | list[str]]] = {
    "commune": {"area": "99003"},
    "comparison": {"area": ["99002", "99003"]},
    "ranking": {"indicator": "income_per_capita"},
    "map": {"indicator": "income_per_capita"},
}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bịa Ba's income was 60 and is 63.5 since the paper corrected itself; Bịa Hai's is 61."""
    folder = tmp_path_factory.mktemp("revised")
    data = write_country(folder / "data", [
        figure("60", area_code="99003"),
        figure("63.5", area_code="99003", revision="2", recorded_on="2026-02-01",
               note="Báo đính chính"),
        figure("61", area_code="99002"),
    ])  # fmt: skip
    build(data, folder / "release.duckdb")
    return folder / "release.duckdb"


def _page(name: str, lang: str, monkeypatch: pytest.MonkeyPatch, release: Path) -> AppTest:
    monkeypatch.setenv("INDICATORS_DB", str(release))
    app = AppTest.from_file(str(DASHBOARD), default_timeout=60)
    app.query_params["lang"] = lang
    app.run()
    app.switch_page(f"pages/{name}.py")
    for key, value in PAGES[name].items():
        app.query_params[key] = value
    return app.run()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_offers_old_and_new_value_with_day_and_reason(
    name: str, release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _page(name, "vi", monkeypatch, release)
    assert not app.exception
    [offer] = [one for one in app.expander if one.label == "1 số liệu đã được sửa"]
    row = offer.dataframe[0].value.iloc[0]
    assert (row["Cũ"], row["Mới"], row["Lý do"]) == (60.0, 63.5, "Báo đính chính")
    assert str(row["Ngày sửa"]) == "2026-02-01"


def test_a_page_without_revised_figures_offers_none(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PAGES, "commune", {"area": "99002"})
    app = _page("commune", "en", monkeypatch, release)
    assert not [one for one in app.expander if "revised" in one.label]
