"""Statistical neighbours of four made-up communes, worked out by hand."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from indicators.commands.command_line import main
from indicators.errors import UnknownNameError
from indicators.release.store import Store
from indicators.yardsticks.peer_weights import WeightError, checked_weights, weights_from_text
from indicators.yardsticks.peers import (
    METHOD_VERSION,
    peers,
    peers_table,
    rank_among_peers,
    reasons,
)
from tests.small_country import figure, incomes
from tests.yardstick_country import built_country

NONE = float("nan")
COLUMNS = ["area_code", "name", "area_type", "province_code", "province", "region", "latitude",
           "longitude", "area_km2", "former_units", "population", "density", "urban_share",
           "wage_region"]  # fmt: skip
# B is like A but has a tenth of its area and no population; C is a ward with five former communes
# more and ten times the people; D lies one degree of latitude (111.195 km) to the north.
ROWS = [
    (
        "A",
        "Bịa A",
        "xã",
        "99",
        "Tỉnh Bịa",
        "r",
        10.0,
        105.0,
        100.0,
        2.0,
        10_000.0,
        100.0,
        NONE,
        NONE,
    ),
    ("B", "Bịa B", "xã", "99", "Tỉnh Bịa", "r", 10.0, 105.0, 10.0, 2.0, NONE, NONE, NONE, NONE),
    (
        "C",
        "Bịa C",
        "phường",
        "99",
        "Tỉnh Bịa",
        "r",
        10.0,
        105.0,
        100.0,
        7.0,
        100_000.0,
        1000.0,
        NONE,
        NONE,
    ),
    ("D", "Bịa D", "xã", "99", "Tỉnh Bịa", "r", 11.0, 105.0, 100.0, 2.0, NONE, NONE, NONE, NONE),
]


class Table:
    """A stand-in for a store that knows these communes only."""

    release = {"release_id": "made-up"}  # noqa: RUF012  never changed

    def __init__(self, *figures: tuple[str, str]) -> None:
        self.figures = list(figures)

    def query(self, name: str, **_parameters: Any) -> pd.DataFrame:
        if name == "comparable_figures":
            return pd.DataFrame(self.figures, columns=["area_code", "indicator_id"])
        assert name == "peer_variables"
        return pd.DataFrame(ROWS, columns=COLUMNS)


@pytest.fixture
def table() -> Any:
    return Table()


def test_distance_is_the_weighted_mean_over_what_both_have(table: Any) -> None:
    found = peers(table, "A").set_index("area_code")
    assert found.index.tolist() == ["D", "B", "C"]
    # B: only the area differs, entirely: 2 of the weights 3 + 2 + 2 + 1 + 1.
    assert found.loc["B", "distance"] == pytest.approx(2 / 9)
    assert found.loc["B", "match"] == pytest.approx(100 * 7 / 9)
    # C: type 3, former communes 1, population 2, density 2 of all 13.
    assert found.loc["C", "distance"] == pytest.approx(8 / 13)
    # D: 111.195 of 500 km, with weight 1 of 9.
    assert found.loc["D", "km"] == pytest.approx(111.195, abs=0.001)
    assert found.loc["D", "distance"] == pytest.approx(111.195 / 500 / 9, abs=1e-6)
    assert found["variables_used"].tolist() == [5, 5, 7]
    assert found["variables_asked"].tolist() == [9, 9, 9]


def test_the_parts_and_the_match_add_up_to_100(table: Any) -> None:
    found = peers(table, "A")
    parts = found[[column for column in found if column.endswith("_share")]].sum(axis=1)
    assert (parts + found["match"]).tolist() == pytest.approx([100, 100, 100])


def test_why_names_the_largest_parts_and_what_is_alike(table: Any) -> None:
    found = peers(table, "A").set_index("area_code")
    apart, alike = reasons(found.loc["C"].to_dict())
    assert (apart, alike) == (["type", "population", "density"], ["region", "area_km2", "distance"])
    assert reasons(found.loc["B"].to_dict()) == (
        ["area_km2"], ["type", "region", "distance", "former_units"]
    )  # fmt: skip


def test_weights_of_the_reader(table: Any) -> None:
    alone = dict.fromkeys(checked_weights(), 0.0) | {"type": 1.0}
    found = peers(table, "A", weights=alone)
    # All xã are alike; the nearer centre goes first.
    assert found["area_code"].tolist() == ["B", "D", "C"]
    assert found["match"].tolist() == [100, 100, 0]
    assert found["variables_asked"].tolist() == [1, 1, 1]
    assert len(peers(table, "A", limit=2)) == 2


def test_those_with_comparable_figures_go_first() -> None:
    # A and B have an income; C has another figure; D has none.
    store: Any = Table(("A", "income"), ("B", "income"), ("C", "poverty"))
    half = {"area_km2": 0.5}
    # B differs by 0.5 of 7.5, D by 111 of 500 km with weight 1 of 7.5: less, but put back by 0.1.
    found = peers(store, "A", weights=half)
    assert found["area_code"].tolist() == ["B", "D", "C"]
    assert found["comparable"].tolist() == [1, 0, 0]
    assert found["distance"].tolist()[:2] == pytest.approx(
        [0.5 / 7.5, 111.195 / 500 / 7.5], abs=1e-5
    )
    alike = peers(store, "A", weights=half, prefer_figures=False)
    assert alike["area_code"].tolist() == ["D", "B", "C"]
    # The preference is ten points of match and no more: C stays behind D.
    other: Any = Table(("A", "income"), ("C", "income"))
    assert peers(other, "A")["area_code"].tolist()[0] == "D"
    # D has no figure: whoever has any is preferred.
    assert peers(store, "D")["area_code"].tolist() == ["A", "B", "C"]
    published = peers_table(store)
    for code in "ABCD":
        asked = peers(store, code)["area_code"].tolist()
        assert published.loc[published["area_code"] == code, "peer_code"].tolist() == asked


def test_urban_share_and_wage_region_set_apart(monkeypatch: pytest.MonkeyPatch, table: Any) -> None:
    rows = [(*ROWS[0][:-2], 10.0, 1.0), ("E", *ROWS[0][1:-2], 35.0, 4.0)]
    monkeypatch.setattr("tests.test_peers.ROWS", rows)
    alone = dict.fromkeys(checked_weights(), 0.0)
    urban = peers(table, "A", weights=alone | {"urban_share": 1.0})
    assert urban["distance"].tolist() == pytest.approx([0.5])  # 25 of 50 percentage points
    wage = peers(table, "A", weights=alone | {"wage_region": 2.0})
    assert wage["distance"].tolist() == [1.0]  # from I to IV


def test_a_pair_without_a_common_variable_is_left_out(table: Any) -> None:
    only = dict.fromkeys(checked_weights(), 0.0) | {"population": 1.0}
    assert peers(table, "A", weights=only)["area_code"].tolist() == ["C"]


def test_weights_as_typed() -> None:
    assert weights_from_text("area_km2=4, type=1")["area_km2"] == 4
    assert weights_from_text("") == checked_weights()
    with pytest.raises(UnknownNameError, match="found variable 'size'"):
        weights_from_text("size=1")
    for text in ("type=x", "type", "type=-1", "type=nan", "type=101"):
        with pytest.raises(WeightError):
            weights_from_text(text)
    with pytest.raises(WeightError, match="only weights of 0"):
        checked_weights(dict.fromkeys(checked_weights(), 0.0))


def test_only_a_commune_of_today_has_peers(table: Any) -> None:
    with pytest.raises(UnknownNameError, match="found commune 'E'"):
        peers(table, "E")


def test_the_published_table_holds_the_same_peers(table: Any) -> None:
    published = peers_table(table)
    of_a = published[published["area_code"] == "A"]
    assert of_a["peer_code"].tolist() == ["D", "B", "C"]
    assert of_a["place"].tolist() == [1, 2, 3]
    assert of_a["distance"].tolist() == [0.02471, 0.222222, 0.615385]
    assert of_a["match"].tolist() == [97.53, 77.78, 38.46]
    assert set(published["version"]) == {f"{METHOD_VERSION}-made-up"}
    assert len(published) == 12


def test_every_commune_of_the_real_table_has_ten_peers(database: Path) -> None:
    with Store(database) as store:
        published = peers_table(store)
        asked = {code: peers(store, code)["area_code"].tolist() for code in ("15961", "00004")}
    assert len(published) == 3321 * 10
    assert (published["area_code"] != published["peer_code"]).all()
    assert published["match"].between(0, 100).all()
    for code, found in asked.items():
        assert published.loc[published["area_code"] == code, "peer_code"].tolist() == found


def test_rank_among_peers_beside_province_and_nation(tmp_path: Path) -> None:
    figures = [*incomes("60", "62", "64", "66", "68"), figure("100", area_code="98001")]
    with built_country(tmp_path, figures) as store:
        four = ["99002", "99003", "99004", "98001"]
        (row,) = rank_among_peers(store, "99001", four).to_dict("records")
        (few,) = rank_among_peers(store, "99001", four[:2]).to_dict("records")
    assert (row["rank"], row["rank_low"], row["rank_high"], row["reported"]) == (5, 5, 5, 5)
    assert row["median"] == 64  # of 60, 62, 64, 66 and 100
    assert (row["province_rank"], row["province_reported"]) == (5, 5)
    assert (row["nation_rank"], row["nation_reported"]) == (6, 6)
    assert pd.isna(few["rank"]) and pd.isna(few["median"])
    assert few["reported"] == 3


def test_the_verb(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["peers", "15961", "--db", str(database), "--limit", "3"]
    assert main([*asked, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["place"] for row in rows] == [1, 2, 3]
    assert {row["area_type"] for row in rows} == {"xã"}
    assert main([*asked, "--weights", "type=0,region=0"]) == 0
    assert capsys.readouterr().out.startswith("weights: area_km2 2, distance 1, former_units 1")
    assert main([*asked, "--weights", "size=1"]) == 2
    assert "found variable 'size'" in capsys.readouterr().err
    assert main([*asked, "--weights", "type=x"]) == 2
    assert main(["peers", "38", "--db", str(database)]) == 2
    assert "found commune '38'" in capsys.readouterr().err
