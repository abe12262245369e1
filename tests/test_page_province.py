"""The page of a province as Streamlit runs it, on an invented country."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indicators.questions.reporting import Coverage
from indicators.release.build import build
from indicators.release.store import Store
from indicators.views.rug import rug
from indicators.views.rug_coverage import coverage_lines
from indicators.views.words import share_words
from pages.parts import address
from tests.components import told_to_components
from tests.opened_page import opened_page, seen_page
from tests.small_country import figure, incomes, write_country

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


def html(app: AppTest) -> str:
    return "\n".join(one.proto.body for one in app.get("html"))


def ways_out(app: AppTest) -> list[dict[str, str]]:
    """The ways of each bar of the page by their codes, in the order of the page."""
    return [{way["code"]: way["text"] for way in one["ways"]} for one in told_to_components(app)
            if isinstance(one, dict) and "ways" in one]  # fmt: skip


def test_the_title_is_the_province_and_its_communes_are_counted(invented: Path) -> None:
    app = seen_page("province", province="99", lang="en")
    assert app.title[0].value == "Tỉnh Bịa: every commune at a glance"
    assert "Communes: 7; with a figure of their own 5, without 2" in app.markdown[0].value


def test_without_a_province_the_best_documented_one_is_shown(invented: Path) -> None:
    assert seen_page("province", lang="en").title[0].value.startswith("Tỉnh Bịa:")


def test_an_empty_province_says_so_and_draws_no_map(invented: Path) -> None:
    app = seen_page("province", province="98", lang="en")
    assert "Communes: 1; with a figure of their own 0, without 1" in app.markdown[0].value


def test_what_stands_out_leads_to_its_evidence(invented: Path) -> None:
    told = html(seen_page("province", province="99", lang="en"))
    assert "Poverty rate (2025), 5 communes with a figure of 7" in told
    assert "/xep-hang?indicator=poverty_rate&amp;province=99&amp;year=2025&amp;lang=en" in told


def test_the_silent_are_named_with_what_could_be_asked_for(invented: Path) -> None:
    told = html(seen_page("province", province="99", lang="en", view="gaps"))
    for code in ("99006", "99007"):
        assert f"/xa?area={code}&amp;lang=en" in told
    assert "review of poor and near-poor households" in told


def test_the_coverage_counts_the_gaps_by_reason(invented: Path) -> None:
    """Of seven communes five have a rate; the ward has no new-rural criteria to meet."""
    told = html(seen_page("province", province="99", lang="en", view="coverage"))
    assert "5 / 7" in told
    assert "0 / 6" in told


def test_what_applies_to_none_has_no_share() -> None:
    """A province of wards alone has no new-rural criteria to meet: that is no 0 %."""
    line = Coverage(0, 0, {})
    assert share_words(line, "en") == "applies to none of them"
    assert share_words(Coverage(4, 0, {}), "en") == "0%"


def test_a_line_of_the_coverage_is_made_without_a_page(invented: Path) -> None:
    with Store(invented) as store:
        drawn = rug(store, ["99001", "99006", "99007"], ["poverty_rate", "ntm_criteria_met"],
                    lang="en")  # fmt: skip
    rate, criteria = coverage_lines(drawn)
    assert (rate.counted, rate.share, rate.gaps) == ("1 / 3", "33.3%", ("2", "0", "0", "0"))
    assert (criteria.counted, criteria.gaps) == ("0 / 2", ("2", "0", "0", "1"))


def test_only_the_open_tab_is_made(invented: Path) -> None:
    with_map, with_gaps = (html(seen_page("province", province="99", lang="en", view=one))
                           for one in ("map", "gaps"))  # fmt: skip
    assert "What could be asked for" not in with_map
    assert "What could be asked for" in with_gaps
    assert "Communes with a figure, by indicator" not in with_gaps


def test_the_table_can_leave_the_site(invented: Path) -> None:
    (ways, *_map) = ways_out(seen_page("province", province="99", lang="en"))
    assert set(ways) == {"link", "cite"}
    assert "/tinh?" in ways["link"] and "province=99" in ways["link"]


def test_in_a_frame_the_page_ends_with_its_table(
    invented: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "embedded", lambda: True)
    app = opened_page("province", province="99", lang="en")
    assert len(app.get("bidi_component")) == 1  # the table
    assert not app.selectbox and not ways_out(app)
    assert "What stands out" not in html(app)


def test_the_yardstick_is_in_the_address_and_in_the_words(invented: Path) -> None:
    app = opened_page("province", province="99", lang="en", against="province")
    assert "better than the median of its province 2, worse 2" in html(app)
    app.selectbox("against").set_value("nation").run()
    assert "better than the median of the country 2, worse 2" in html(app)
    assert "against" not in app.query_params


def test_the_vietnamese_page_has_vietnamese_words(invented: Path) -> None:
    app = seen_page("province", province="99")
    assert app.title[0].value == "Tỉnh Bịa: mọi xã, phường trong một bảng"
    assert "Điều nổi bật" in html(app)
