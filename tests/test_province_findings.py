"""What stands out in an invented province, who is silent, and the sheet of its rug."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from indicators.catalogue.loading import load_catalogue
from indicators.release.build import build
from indicators.release.store import Store
from indicators.views.province_findings import ProvinceFinding, province_findings
from indicators.views.province_words import finding_sentence
from indicators.views.rug import Rug, best_documented_first, rug
from indicators.views.rug_sheet import rug_file, rug_table
from indicators.views.what_to_ask import BY_THEME, YEARLY_REPORT, request_for, worded
from tests.small_country import DATA, figure, incomes, write_country

COMMUNES = [f"9900{n}" for n in range(1, 8)]
SHOWN = ("income_per_capita", "poverty_rate", "ntm_criteria_met")
# The rates 1 to 5 have the median 3; [2.995, 3.005) holds it.
RATES = [
    figure(value, area_code=f"9900{n}", indicator_id="poverty_rate")
    for n, value in enumerate(("1.00", "2.00", "3.00", "4.00", "5.00"), 1)
]
# Six incomes without a threshold in a region that no province 99 has: the median is 55.
INCOMES = incomes("40", "45", "50", "60", "65", "70")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("province")
    build(write_country(folder / "data", [*INCOMES, *RATES]), folder / "province.duckdb")
    with Store(folder / "province.duckdb") as opened:
        yield opened


@pytest.fixture(scope="module")
def drawn(store: Store) -> Rug:
    return rug(store, COMMUNES, SHOWN, lang="en")


def _about(drawn: Rug, code: str, indicator: str) -> ProvinceFinding:
    return next(one for one in province_findings(drawn, most=9)
                if one.code == code and indicator in one.indicator_ids)  # fmt: skip


def test_a_column_is_counted_by_its_judgements(drawn: Rug) -> None:
    found = _about(drawn, "judged", "poverty_rate")
    assert found.counts == {"better": 2, "worse": 2, "unknown": 1}
    assert found.area_codes == ("99005", "99004")  # the largest rate is farthest behind
    assert found.yardstick == "median"


def test_a_finding_is_a_sentence_with_its_coverage(drawn: Rug) -> None:
    found = _about(drawn, "judged", "poverty_rate")
    assert finding_sentence(found, drawn) == (
        "Poverty rate (2025), 5 communes with a figure of 7: better than the median of the country "
        "2, worse 2, cannot be told 1. Farthest behind: Bịa Năm (5.00), Bịa Bốn (4.00)."
    )


def test_who_is_first_must_lie_beyond_every_other_interval(store: Store, drawn: Rug) -> None:
    """1.00 can be no other rate's, and neither can 70 another's income."""
    assert _about(drawn, "surely_first", "poverty_rate").area_codes == ("99001",)
    assert _about(drawn, "surely_first", "income_per_capita").area_codes == ("99006",)


def test_nobody_is_first_where_intervals_overlap(tmp_path: Path) -> None:
    near = [*INCOMES[:5], figure("65.5", area_code="99006", qualifier="about",
                                 as_printed="khoảng 65,5")]  # fmt: skip
    near[4] = figure("65", area_code="99005", qualifier="about", as_printed="khoảng 65")
    build(write_country(tmp_path / "data", near), tmp_path / "near.duckdb")
    with Store(tmp_path / "near.duckdb") as opened:
        found = province_findings(rug(opened, COMMUNES, SHOWN, lang="en"), most=9)
    assert "surely_first" not in {one.code for one in found}


def test_an_indicator_that_nobody_reports_is_a_finding_about_sources(drawn: Rug) -> None:
    found = _about(drawn, "nowhere", "ntm_criteria_met")
    sentence = finding_sentence(found, drawn)
    assert "That says nothing about the communes." in sentence
    assert found.area_codes == ()


def test_every_finding_names_its_evidence(drawn: Rug) -> None:
    shown = {column.indicator_id for column in drawn.columns}
    for found in province_findings(drawn):
        assert found.indicator_ids
        assert set(found.indicator_ids) <= shown


def test_the_best_documented_come_first(drawn: Rug) -> None:
    """99001 to 99005 have two figures, 99006 has one, 99007 none."""
    turned = rug_rows_reversed(drawn)
    ordered = [row.area_code for row in best_documented_first(turned).rows]
    assert ordered == ["99005", "99004", "99003", "99002", "99001", "99006", "99007"]


def rug_rows_reversed(drawn: Rug) -> Rug:
    return Rug(drawn.rows[::-1], drawn.columns, drawn.cells, drawn.against, drawn.lang)


def test_the_silent_communes_have_nothing_but_what_all_have(store: Store) -> None:
    asked = {"province": "99", "country_wide": ["income_per_capita"]}
    silent = store.query("communes_without_own_figures", **asked)
    assert silent["area_code"].tolist() == ["99006", "99007"]
    silent = store.query("communes_without_own_figures", province="99", country_wide=[])
    assert silent["area_code"].tolist() == ["99007"]


def test_the_sheet_has_each_value_with_judgement_period_and_reason(
    store: Store, drawn: Rug
) -> None:
    table = rug_table(store, drawn).set_index("area_code")
    assert len(table) == 7
    first, last = table.loc["99001"], table.loc["99007"]
    assert (first["poverty_rate.value"], first["poverty_rate.judgement"]) == (1.0, "better")
    assert first["poverty_rate.period_end"] == pd.Timestamp("2025-12-31")
    assert pd.isna(last["poverty_rate.value"])  # never 0
    assert pd.isna(last["poverty_rate.judgement"])
    assert last["poverty_rate.reason"] == "not_reported"
    assert last["ntm_criteria_met.reason"] == "not_applicable"


def test_the_sheet_is_a_csv_and_a_workbook(store: Store) -> None:
    file = rug_file(store, COMMUNES, SHOWN, parts=("rug", "99"))
    assert file.name("csv").startswith("thuoc-xa-rug-99-")
    lines = file.content("csv").decode("utf-8-sig").splitlines()
    assert len(lines) == 8
    assert lines[0].startswith("area_code,area_name,area_type,province,income_per_capita.value,")
    sheet = openpyxl.load_workbook(BytesIO(file.content("xlsx"))).worksheets[0]
    headings = {cell.value for cell in sheet[1]}
    assert "Nhận định · poverty_rate" in headings


def test_every_theme_of_the_catalogue_can_be_asked_for() -> None:
    themes = load_catalogue(DATA / "indicators.yaml").themes
    assert set(BY_THEME) <= set(themes)
    for theme in themes:
        for lang in ("vi", "en"):
            assert all(worded(request_for(theme), lang))
    assert request_for("a theme of tomorrow") is YEARLY_REPORT
