"""One number decides place, interval and "best", in every answer; the print stands beside it."""

import csv
import io
import json
import tempfile
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.catalogue.loading import load_catalogue
from indicators.commands.command_line import main
from indicators.curated.observations import (
    interval_of_observation,
    parse_observation,
    ranked_value,
)
from indicators.open_data.export import write_bundle
from indicators.over_time.restate import restated
from indicators.printed.intervals import QUALIFIERS, Interval, Limits
from indicators.questions.profile import compare, profile
from indicators.questions.ranking import rank
from indicators.release.build import build
from indicators.release.store import Store
from indicators.settings import DATA
from indicators.views.ranking import ranking_view
from tests.small_country import figure, former_unit, write_country

SHARES = ("online_dossier_share", "ontime_dossier_share", "satisfaction_rate", "poverty_rate")
COMMUNES = tuple(f"9900{n}" for n in range(1, 8))
YEARS = ("2022", "2023", "2024", "2025")
CELLS = [(code, one, year) for year in YEARS for one in SHARES for code in COMMUNES]
SHARE_LIMITS = Limits(Decimal(0), Decimal(100))


def share(code: str, printed: str, counts: tuple[int, int] | None = None, **cells: str) -> dict:
    part, whole = (str(count) for count in counts) if counts else ("", "")
    return figure(printed.replace(",", "."), area_code=code, as_printed=f"{printed}%",
                  **({"indicator_id": "online_dossier_share", "numerator": part,
                      "denominator": whole} | cells))  # fmt: skip


def store_of(folder: Path, figures: list[dict[str, str]]) -> Store:
    build(write_country(folder / "data", figures), folder / "country.duckdb")
    return Store(folder / "country.duckdb")


@pytest.fixture(scope="module")
def two_near(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """99,92 % without counts beside 99,9 % that is 9,994 of 10,000, and three others."""
    folder = tmp_path_factory.mktemp("near")
    store_of(folder, [
        share("99001", "99,92"),
        share("99002", "99,9", (9994, 10000)),
        share("99003", "98", (5898, 5919), note="the two disagree"),
        share("99004", "97", (5839, 6012), qualifier="at_least"),
        share("99005", "12,50"),
    ]).close()  # fmt: skip
    return folder / "country.duckdb"


def test_counts_decide_the_place_and_not_the_rounded_print(two_near: Path) -> None:
    with Store(two_near) as store:
        rows = rank(store, "online_dossier_share").rows.set_index("area_code")
        best = compare(store, ["99001", "99002"]).set_index("area_code")["surely_best"]
    assert rows["value"].to_dict() == pytest.approx({
        "99002": 99.94, "99001": 99.92, "99003": 98, "99004": 100 * 5839 / 6012, "99005": 12.5,
    })  # fmt: skip
    assert rows["rank"].to_dict() == {"99002": 1, "99001": 2, "99003": 3, "99004": 4, "99005": 5}
    assert best.to_dict() == {"99001": False, "99002": True}


def test_a_contradicted_print_stays_the_number_and_is_marked(two_near: Path) -> None:
    with Store(two_near) as store:
        row = rank(store, "online_dossier_share").rows.set_index("area_code").loc["99003"]
    assert (row["value"], row["contradicted"]) == (98.0, True)
    assert row["value_low"] <= row["value"] <= row["value_high"]


def _printed(capsys: pytest.CaptureFixture[str], db: Path, *arguments: str) -> str:
    assert main([*arguments, "--db", str(db)]) == 0
    return capsys.readouterr().out


def test_all_answers_give_the_same_number_with_the_print_beside_it(
    two_near: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = "online_dossier_share"
    found: dict[str, list[dict]] = {}
    for verb in (["rank", one], ["profile", "99002"], ["compare", "99001", "99002"]):
        told = json.loads(_printed(capsys, two_near, *verb, "--format", "json"))
        found[f"{verb[0]} json"] = told["rows"] if isinstance(told, dict) else told
        text = _printed(capsys, two_near, *verb, "--format", "csv")
        found[f"{verb[0]} csv"] = list(csv.DictReader(io.StringIO(text)))
    with Store(two_near) as store:
        write_bundle(store, tmp_path)
        ranked = rank(store, one).rows
        shown = ranking_view(store, indicator_id=one, year=None, province=None, area_type=None,
                             basis=None, page=1, lang="vi").groups[0].rows  # fmt: skip
    found["rankings.csv"] = pd.read_csv(tmp_path / "rankings.csv", dtype=str).to_dict("records")
    found["observations.parquet"] = pd.read_parquet(
        tmp_path / "observations.parquet").to_dict("records")  # fmt: skip
    # The first row is the headings for people, the second the names of the columns.
    _headings, header, *lines = (
        openpyxl.load_workbook(tmp_path / "observations.xlsx").worksheets[0].values
    )
    found["observations.xlsx"] = [dict(zip(header, line, strict=True)) for line in lines]
    for name, rows in found.items():
        mine = [row for row in rows if row["area_code"] == "99002"
                and row.get("indicator_id", one) == one]  # fmt: skip
        assert [(float(row["value"]), row["as_printed"]) for row in mine] == [(99.94, "99,9%")], (
            name
        )
    assert ranked["value"].iloc[0] == 99.94
    assert (shown[0]["value"], shown[0]["print"]) == ("99,94", "99,9%")


def test_the_table_on_the_page_shows_numbers_in_the_order_of_its_places(two_near: Path) -> None:
    with Store(two_near) as store:
        shown = ranking_view(
            store, indicator_id="online_dossier_share", year=None, province=None, area_type=None,
            basis=None, page=1, lang="vi",
        ).groups[0].rows  # fmt: skip
    # "hơn" was said of the rounded 97, not of the share that the counts give.
    assert [row["value"] for row in shown] == ["99,94", "99,92", "98", "97,12", "12,50"]
    assert [row["place"][0] for row in shown] == ["1", "2", "3", "4", "5"]
    # Whoever sees another number than the print is told why, as beside every other picture of it.
    computed = "tính từ hai số đếm"
    assert [computed in row["note"] for row in shown] == [True, False, False, True, False]


# --- Any mix of prints and counts -----------------------------------------------------------------


@dataclass(frozen=True)
class Printed:
    """One invented share as a newspaper might print it."""

    value: str
    counts: tuple[int, int] | None
    qualifier: str

    def cells(self, code: str, indicator_id: str = SHARES[0], year: str = "2025") -> dict[str, str]:
        return share(code, self.value.replace(".", ","), self.counts, qualifier=self.qualifier,
                     note="invented, counts may disagree", indicator_id=indicator_id,
                     period_start=f"{year}-01-01", period_end=f"{year}-12-31")  # fmt: skip


def _rounded(part: int, whole: int, decimals: int) -> str:
    return str((Decimal(100 * part) / whole).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


@st.composite
def printed_shares(draw: st.DrawFn) -> Printed:
    """A share with or without counts, which agree with it, nearly agree or contradict it."""
    decimals = draw(st.integers(0, 2))
    whole = draw(st.integers(1, 12_000))
    part = draw(st.integers(0, whole))
    free = str(Decimal(draw(st.integers(0, 100 * 10**decimals))).scaleb(-decimals))
    kind = draw(st.sampled_from(("no_counts", "agree", "any", "more_than_the_whole")))
    if kind == "more_than_the_whole":
        return Printed("100", (whole + draw(st.integers(1, 20)), whole), "exact")
    value = _rounded(part, whole, decimals) if kind == "agree" else free
    counts = None if kind == "no_counts" else (part, whole)
    return Printed(value, counts, draw(st.sampled_from(QUALIFIERS)))


@settings(max_examples=400)
@given(printed_shares())
def test_the_number_lies_in_its_own_interval_and_between_0_and_100(one: Printed) -> None:
    row = parse_observation(one.cells("99001"))
    assert row is not None
    interval = interval_of_observation(row, "%", "vi", SHARE_LIMITS)
    value = ranked_value(row, "%", "vi", SHARE_LIMITS)
    assert value in interval
    assert Decimal(0) <= interval.low <= interval.high <= Decimal(100)
    exact = Decimal(100 * one.counts[0]) / one.counts[1] if one.counts else None
    assert value in (Decimal(one.value), exact)


# Two releases of sixteen tables each: four shares in four years, which are ranked apart.
@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(printed_shares(), min_size=len(CELLS), max_size=len(CELLS)))
def test_places_intervals_and_best_agree_over_any_table(drawn: list[Printed]) -> None:
    figures = [printed.cells(*cell) for printed, cell in zip(drawn, CELLS, strict=True)]
    with tempfile.TemporaryDirectory() as folder, store_of(Path(folder), figures) as store:
        for year in (*YEARS, None):
            _all_agree(store, year)


def _all_agree(store: Store, year: str | None) -> None:
    together = compare(store, list(COMMUNES), year=year)
    of_one = profile(store, COMMUNES[0], year=year).set_index("indicator_id")
    for one in SHARES:
        rows = rank(store, one, year=year).rows
        assert len(rows) == len(COMMUNES)
        assert (rows["rank_low"] <= rows["rank"]).all()
        assert (rows["rank"] <= rows["rank_high"]).all()
        _each_value_in_its_interval(rows)
        best = together.loc[(together["indicator_id"] == one) & together["surely_best"]]
        assert set(best["area_code"]) == set(rows.loc[rows["rank_high"] == 1, "area_code"])
        own, mine = of_one.loc[one], rows.set_index("area_code").loc[COMMUNES[0]]
        assert own[["value", "rank", "rank_low", "rank_high"]].tolist() == (
            mine[["value", "rank", "rank_low", "rank_high"]].tolist())  # fmt: skip


def _each_value_in_its_interval(rows: pd.DataFrame) -> None:
    assert (rows["value_low"] <= rows["value"]).all()
    below = rows["value"] < rows["value_high"]
    at_the_end = (rows["value"] == rows["value_high"]) & ~rows["high_open"].astype(bool)
    assert (below | at_the_end).all()


def test_every_exported_row_has_its_value_in_its_interval(told_bundle: Path) -> None:
    """The one test that looks at the real table; it holds for any table."""
    for name in ("observations.csv", "rankings.csv"):
        _each_value_in_its_interval(pd.read_csv(told_bundle / name))


# --- What a quantity cannot pass ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator_id", "limits"),
    [
        ("poverty_rate", Limits(Decimal(0), Decimal(100))),
        ("online_dossier_share", Limits(Decimal(0), Decimal(100))),
        ("budget_revenue_vs_plan", Limits(Decimal(0), None)),
        ("public_investment_disbursed_share", Limits(Decimal(0), None)),
        ("new_enterprises", Limits(Decimal(0), None)),
        ("output_growth", Limits()),
    ],
)
def test_the_catalogue_tells_what_a_quantity_cannot_pass(indicator_id: str, limits: Limits) -> None:
    assert load_catalogue(DATA / "indicators.yaml").indicators[indicator_id].limits == limits


AT_THE_ENDS = [
    # 100 % is [99,5; 100,5): a share stops at 100, which it may be.
    ("online_dossier_share", "100", "exact", (99.5, 100.0, False)),
    ("poverty_rate", "0", "exact", (0.0, 0.5, True)),
    ("poverty_rate", "1", "nearly", (0.0, 1.0, False)),
    ("budget_revenue_vs_plan", "100", "exact", (99.5, 100.5, True)),
    ("output_growth", "0", "exact", (-0.5, 0.5, True)),
    ("output_growth", "100", "exact", (99.5, 100.5, True)),
    ("new_enterprises", "0", "exact", (0.0, 0.5, True)),
]


@pytest.fixture(scope="module")
def at_the_ends(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each of these in a commune of its own, from 99001 on."""
    folder = tmp_path_factory.mktemp("ends")
    bases = {"budget_revenue_vs_plan": "own.province"}
    store_of(folder, [
        # 10,002 of 10,000 rounds to the printed 100, and still cannot be.
        share("98001", "100", (10002, 10000), note="counts as printed"),
        *(figure(value, area_code=code, indicator_id=one, qualifier=qualifier,
                 basis=bases.get(one, ""))
          for code, (one, value, qualifier, _expected) in zip(COMMUNES, AT_THE_ENDS, strict=True)),
    ]).close()  # fmt: skip
    return folder / "country.duckdb"


def _figure_of(db: Path, code: str, indicator_id: str) -> pd.Series:
    with Store(db) as store:
        return rank(store, indicator_id).rows.set_index("area_code").loc[code]


@pytest.mark.parametrize(
    ("code", "indicator_id", "expected"),
    [(code, one, expected) for code, (one, _value, _qualifier, expected) in
     zip(COMMUNES, AT_THE_ENDS, strict=True)],
)  # fmt: skip
def test_intervals_stop_where_the_quantity_does(
    at_the_ends: Path, code: str, indicator_id: str, expected: tuple
) -> None:
    found = _figure_of(at_the_ends, code, indicator_id)
    assert (found["value_low"], found["value_high"], found["high_open"]) == expected


def test_a_share_of_more_than_the_whole_contradicts_its_print(at_the_ends: Path) -> None:
    found = _figure_of(at_the_ends, "98001", "online_dossier_share")
    assert (found["value"], found["contradicted"]) == (100.0, True)
    assert (found["value_low"], found["value_high"]) == (99.5, 100.0)


def test_an_interval_inside_limits() -> None:
    open_end = Interval(Decimal(90), Decimal(100), high_open=True)
    assert open_end.within(SHARE_LIMITS) == open_end
    assert Interval(Decimal(-5), Decimal(105), high_open=True).within(SHARE_LIMITS) == (
        Interval(Decimal(0), Decimal(100)))  # fmt: skip


def test_means_of_restated_shares_stop_there_too(tmp_path: Path) -> None:
    former = [
        share(
            code,
            "100",
            indicator_id="poverty_rate",
            period_start="2024-01-01",
            period_end="2024-12-31",
        )
        | {"denominator": whole}
        for code, whole in (("90001", "300"), ("90002", "700"))
    ]
    units = [former_unit("90001"), former_unit("90002")]
    build(write_country(tmp_path / "data", [], lineage=units, former=former), tmp_path / "db")
    with Store(tmp_path / "db") as store:
        found = restated(store, ["99001"]).iloc[0]
    assert (found["value_low"], found["value"], found["value_high"]) == (99.5, 100.0, 100.0)
