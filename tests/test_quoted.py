"""Sentences quote the number as its source prints it; tables show the number that ranks."""

from pathlib import Path

import pytest

from indicators.charts.ranking import ranking_alt
from indicators.charts.small_multiples import small_multiples_alt
from indicators.charts.spine import spine_alt
from indicators.language import quoted
from indicators.questions.comparison import panels
from indicators.questions.profile import area_observations, compare, profile
from indicators.questions.ranking import rank
from indicators.release.build import build
from indicators.release.store import Store
from indicators.yardsticks.safe_comparison import comparison_paragraph
from indicators.yardsticks.safe_sentence import figure_paragraph
from tests.opened_page import opened_page
from tests.small_country import figure, write_country

PRINTED = {"value": 97.12240186, "printed_value": 97.0, "printed_decimals": 0,
           "qualifier": "at_least"}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Land areas to three decimals, and shares printed with a last zero or beside counts."""
    folder = tmp_path_factory.mktemp("quoted")
    areas = [
        figure(value, indicator_id="area_km2", area_code=f"9900{n}", period_start="")
        for n, value in enumerate(("115.698", "47.5", "36.25", "20", "10.125"), 1)
    ]
    shares = [
        figure(value, indicator_id="online_dossier_share", area_code=f"9900{n}", as_printed=printed)
        for n, (value, printed) in enumerate(
            (("97.6", "97,60%"), ("61", "61%"), ("55.25", "55,25%"), ("40", "40,0%")), 1)
    ]  # fmt: skip
    counted = figure("97", indicator_id="online_dossier_share", area_code="99005",
                     as_printed="hơn 97%", qualifier="at_least", numerator="5839",
                     denominator="6012")  # fmt: skip
    build(write_country(folder / "data", [*areas, *shares, counted]), folder / "db")
    return Store(folder / "db")


@pytest.mark.parametrize(
    ("figure", "as_printed", "as_ranked"),
    [
        (PRINTED, "hơn 97%", "97,12%"),
        (PRINTED | {"qualifier": "about"}, "khoảng 97%", "khoảng 97,12%"),
        # The print has more decimals than the indicator, or a zero at its end.
        ({"value": 115.698, "printed_value": 115.698, "printed_decimals": 3, "qualifier": "exact"},
         "115,698%", "115,698%"),
        ({"value": 97.6, "printed_value": 97.6, "printed_decimals": 2, "qualifier": "nearly"},
         "gần 97,60%", "gần 97,60%"),
        # Without what was printed the value is the print; where it is empty, nothing was printed.
        ({"value": 115.698, "qualifier": "exact"}, "115,698%", "115,698%"),
        ({"value": 97.6451, "printed_value": float("nan"), "printed_decimals": None,
          "qualifier": "exact"}, "97,65%", "97,65%"),
    ],
)  # fmt: skip
def test_both_forms_of_a_figure(figure: dict, as_printed: str, as_ranked: str) -> None:
    assert quoted.as_printed(figure, 2, "vi", "%") == as_printed
    assert quoted.as_ranked(figure, 2, "vi", "%") == as_ranked


def test_the_ranking_in_words_quotes_its_ends(store: Store) -> None:
    told = ranking_alt(rank(store, "area_km2").rows, indicator_name="Diện tích", unit="km²",
                       decimals=2, highlighted=["99001"], lang="vi")  # fmt: skip
    assert "115,698 km²" in told
    assert "10,125 km²" in told
    shares = ranking_alt(rank(store, "online_dossier_share").rows, indicator_name="Hồ sơ", unit="%",
                         decimals=2, highlighted=["99005"], lang="vi")  # fmt: skip
    assert "97,60%" in shares
    assert "hơn 97%" in shares


def test_a_safe_sentence_quotes_the_source(store: Store) -> None:
    seen = area_observations(store, "99005").set_index("indicator_id")["observation_id"]
    said = figure_paragraph(store, "99005", int(seen["online_dossier_share"]), "vi").text
    assert "là hơn 97%" in said
    assert "97,12%" not in said
    paragraph = comparison_paragraph(store, ["99001", "99002"], "area_km2", "vi").text
    assert "115,698 km²" in paragraph


def test_pictures_in_words_quote_the_source(store: Store) -> None:
    rows = profile(store, "99001").assign(indicator_name="Diện tích")
    assert "115,698 km²" in spine_alt(rows, area_name="Bịa Một", lang="vi")
    compared = compare(store, ["99001", "99005"])
    told = small_multiples_alt(panels(compared, {"99001": "A", "99005": "B"}, "vi"), lang="vi")
    assert "A 115,698 km²" in told
    assert "B hơn 97%" in told


def test_a_print_in_another_unit_claims_no_zeros(tmp_path: Path) -> None:
    row = figure("0.62", indicator_id="budget_revenue", as_printed="620 triệu đồng", basis="area")
    build(write_country(tmp_path / "data", [row]), tmp_path / "db")
    with Store(tmp_path / "db") as release:
        found = rank(release, "budget_revenue").rows.iloc[0]
    assert quoted.as_printed(found, 3, "vi", "tỷ đồng") == "0,62 tỷ đồng"


def test_the_page_of_a_commune_shows_the_print_beside_the_number_that_ranks(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDICATORS_DB", str(store.path))
    app = opened_page("commune", area="99005")
    assert any('class="tx-value">97,12%' in one.value for one in app.html)
    assert any("<small>nguồn in: hơn 97%" in one.value for one in app.html)
