"""What a rug tells apart: country-wide indicators, own periods and bases, kinds of gaps."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators.questions.overview import glance
from indicators.release.build import build
from indicators.release.store import Store
from indicators.views.comparison_cards import cards_html
from indicators.views.province_findings import province_findings
from indicators.views.rug import Rug, rug, rug_indicators
from tests.small_country import AREAS, figure, write_areas, write_country

PLAN = "budget_revenue_vs_plan"
# "model_ntm_residential_areas" exists for rural communes alone, of which three of eight remain.
RURAL = "model_ntm_residential_areas"
MOSTLY_WARDS = [
    (code, level, "phường" if code in ("99003", "99004", "99005", "99006") else kind, name, parent)
    for code, level, kind, name, parent in AREAS
]


def _store(folder: Path, rows: list[dict[str, str]]) -> Store:
    build(write_country(folder / "data", rows), folder / "db.duckdb")
    return Store(folder / "db.duckdb")


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The province and its communes have their figures in other years and on other bases."""
    rows = [
        *(figure("96.00", area_code=f"9900{n}", indicator_id=PLAN, basis="area.province")
          for n in range(1, 7)),
        *(figure("900", area_code=f"9900{n}", indicator_id="population") for n in range(1, 7)),
        figure("5", area_code="99001", indicator_id="ocop_products"),
        figure("104.00", area_code="99", indicator_id=PLAN, basis="own.province",
               period_start="2024-01-01", period_end="2024-12-31"),
        figure("50", area_code="99001"),
        figure("50", area_code="99002", period_start="2024-01-01", period_end="2024-12-31"),
    ]  # fmt: skip
    with _store(tmp_path_factory.mktemp("mixed"), rows) as opened:
        yield opened


def _drawn(store: Store, *codes: str) -> Rug:
    shown = (PLAN, "income_per_capita", "ntm_criteria_met")
    return rug(store, codes, shown, lang="en", year=None)


# --- Country-wide -----------------------------------------------------------------------------


def test_half_is_half_of_those_an_indicator_applies_to(tmp_path: Path) -> None:
    """Two of the three communes that could have it are more than half, though two of eight."""
    rows = [figure("2", area_code=f"9900{n}", indicator_id=RURAL) for n in (1, 2)]
    data = write_country(tmp_path / "data", rows)
    write_areas(data, MOSTLY_WARDS)
    build(data, tmp_path / "db.duckdb")
    with Store(tmp_path / "db.duckdb") as store:
        assert RURAL in rug_indicators(store)
        seen = glance(store)
        assert [one.indicator["indicator_id"] for one in seen.country_wide] == [RURAL]
        assert RURAL not in seen.others


def test_rug_and_first_page_have_one_rule(mixed: Store) -> None:
    seen = glance(mixed)
    assert seen.headline and seen.country_wide and seen.others
    begun = [one.indicator["indicator_id"] for one in (*seen.headline, *seen.country_wide)]
    assert rug_indicators(mixed) == begun


def test_nothing_is_said_of_a_province_from_less_than_half(tmp_path: Path) -> None:
    """Three rates of seven communes: better and worse of these say nothing of the province."""
    rates = [
        figure(f"{n}.00", area_code=f"9900{n}", indicator_id="poverty_rate") for n in (1, 2, 3)
    ]
    elsewhere = [figure(f"{n}.50", area_code="98001", indicator_id="poverty_rate") for n in (4,)]
    incomes = [figure(str(40 + n), area_code=f"9900{n}") for n in range(1, 6)]
    with _store(tmp_path, [*rates, *elsewhere, *incomes]) as store:
        drawn = rug(
            store,
            [f"9900{n}" for n in range(1, 8)],
            ["poverty_rate", "income_per_capita"],
            lang="en",
        )
    told = {
        one
        for found in province_findings(drawn, most=9)
        for one in found.indicator_ids
        if found.code != "nowhere"
    }
    assert told == {"income_per_capita"}


# --- Periods and bases of their own -----------------------------------------------------------


def test_a_column_of_several_sets_leaves_period_and_basis_to_its_cells(mixed: Store) -> None:
    drawn = _drawn(mixed, "99", "99001")
    (column,) = (one for one in drawn.columns if one.indicator_id == PLAN)
    assert (column.apart, column.period, column.basis) == (True, "", "")
    assert (column.period_set, column.basis_code) == ("", "")
    province, commune = (drawn.cell(code, PLAN) for code in ("99", "99001"))
    assert (province.period, commune.period) == ("2024", "2025")
    assert province.basis != commune.basis and "collected in the area" in commune.basis


def test_a_column_of_one_set_tells_it_once(mixed: Store) -> None:
    (column,) = (one for one in _drawn(mixed, "99001", "99002").columns if one.indicator_id == PLAN)
    assert (column.apart, column.period) == (False, "2025")
    assert column.basis == "collected in the area, plan set by the province"


def test_a_card_tells_the_period_of_each_figure_where_they_differ(mixed: Store) -> None:
    together = _cards(_drawn(mixed, "99", "99001"))
    assert together.count("2024") == 1 and together.index("2024") > together.index("<tbody>")
    alike = _cards(_drawn(mixed, "99001", "99003"))
    assert alike.index("2025") < alike.index("<tbody>")


def test_a_province_is_not_said_to_lie_in_itself(mixed: Store) -> None:
    made = _cards(_drawn(mixed, "99", "99001"))
    assert "<small>province</small>" in made
    assert "<small>commune, Tỉnh Bịa</small>" in made


# --- Kinds of gaps ----------------------------------------------------------------------------


def test_a_figure_elsewhere_is_no_gap_and_leads_to_the_area(mixed: Store) -> None:
    drawn = _drawn(mixed, "99001", "99002", "99007")
    here, elsewhere, none = (
        drawn.cell(code, "income_per_capita") for code in ("99001", "99002", "99007")
    )
    assert (here.kind, elsewhere.kind, none.kind) == ("not_judged", "elsewhere", "missing")
    assert (elsewhere.sign, none.sign) == ("↗", "")
    made = _cards(drawn)
    assert '<a href="/xa?area=99002" target="_self">Only for another period</a>' in made
    assert "/xa?area=99007" not in made


def test_what_does_not_apply_is_a_kind_of_its_own(mixed: Store) -> None:
    drawn = _drawn(mixed, "99001", "99007")
    assert drawn.cell("99007", "ntm_criteria_met").kind == "not_applicable"  # a ward
    assert drawn.cell("99001", "ntm_criteria_met").kind == "missing"


def _cards(drawn: Rug) -> str:
    return cards_html(drawn, link=lambda code: f"/xa?area={code}", dark=False)


def test_what_is_not_known_stands_behind_what_stands_out(mixed: Store) -> None:
    drawn = rug(
        mixed, [f"9900{n}" for n in range(1, 8)], [PLAN, "income_per_capita", "poverty_rate"],
        lang="en",
    )  # fmt: skip
    codes = [found.code for found in province_findings(drawn, most=9)]
    assert codes[-1] == "nowhere" and codes[0] == "judged"
