"""Every page that shows a revised figure offers what it was, when it changed and why."""

from collections.abc import Iterator

import pytest

from indicators.release.build import build
from tests.opened_page import opened_page
from tests.small_country import figure, write_country

PAGES: dict[str, dict[str, str | list[str]]] = {
    "commune": {"area": "99003"},
    "comparison": {"area": ["99002", "99003"]},
    "ranking": {"indicator": "income_per_capita"},
    "map": {"indicator": "income_per_capita"},
}
pytestmark = pytest.mark.usefixtures("release")


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Bịa Ba's income was 60 and is 63.5 since the paper corrected itself; Bịa Hai's is 61."""
    folder = tmp_path_factory.mktemp("revised")
    data = write_country(folder / "data", [
        figure("60", area_code="99003"),
        figure("63.5", area_code="99003", revision="2", recorded_on="2026-02-01",
               note="Báo đính chính"),
        figure("61", area_code="99002"),
    ])  # fmt: skip
    build(data, folder / "release.duckdb")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("INDICATORS_DB", str(folder / "release.duckdb"))
        yield


@pytest.mark.parametrize("name", PAGES)
def test_a_page_offers_old_and_new_value_with_day_and_reason(name: str) -> None:
    app = opened_page(name, **PAGES[name])
    [offer] = [one for one in app.expander if one.label == "1 số liệu đã được sửa"]
    row = offer.dataframe[0].value.iloc[0]
    assert (row["Cũ"], row["Mới"], row["Lý do"]) == (60.0, 63.5, "Báo đính chính")
    assert str(row["Ngày sửa"]) == "2026-02-01"


def test_a_page_without_revised_figures_offers_none() -> None:
    app = opened_page("commune", area="99002", lang="en")
    assert not [one for one in app.expander if "revised" in one.label]
