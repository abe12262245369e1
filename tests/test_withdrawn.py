"""A withdrawn figure: out of every answer, in the history and the feed, with its reason."""

import csv
import shutil
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from indicators.candidates.files import candidate, write_candidates
from indicators.commands.command_line import main
from indicators.curated.check import check
from indicators.curated.recording import record
from indicators.curation.accepting import Accepted, RefusedCandidatesError, accept
from indicators.open_data.download_tables import every_figure
from indicators.over_time.restate import former_figures
from indicators.questions.changes_feed import changes_atom
from indicators.questions.profile import area_observations, profile
from indicators.questions.quality import corrections
from indicators.questions.ranking import rank
from indicators.questions.revisions import changes, changes_csv
from indicators.release.build import build
from indicators.release.store import Store
from indicators.settings import DATA
from indicators.spreadsheets.reference import load_reference
from tests.opened_page import opened_page
from tests.small_country import figure, former_unit, incomes, source, write_country

REASON = "Báo Bịa đăng lời cải chính: số này của xã khác"
TODAY = date(2026, 3, 1)


def _decided(decision: str, **cells: str) -> dict[str, str]:
    """A candidate about the income of Bịa Một, 60."""
    row = {**figure("60"), "recorded_on": "", "revision": "", "reason": REASON}
    return candidate({**row, "decision": decision, **cells})


def _take(data: Path, *rows: dict[str, str]) -> Accepted:
    write_candidates(rows, data.parent / "candidates.csv")
    return accept(data.parent / "candidates.csv", data, today=TODAY)


def _country(folder: Path) -> Path:
    """Six incomes; that of Bịa Một, 60, is also printed as 59 by another paper."""
    rows = [*incomes("60", "61", "62", "63", "64", "65"), figure("59", source_id="bia-other")]
    data = write_country(folder / "data", rows, [source("bia-press"), source("bia-other")])
    assert record(data, today=TODAY).problems == []
    return data


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both figures of Bịa Một and the one of Bịa Hai are withdrawn, then Bịa Hai's is taken up."""
    data = _country(tmp_path_factory.mktemp("withdrawn"))
    outcome = _take(data, _decided("withdraw"),
                    _decided("withdraw", source_id="bia-other", value=""),
                    _decided("withdraw", area_code="99002", value="61"))  # fmt: skip
    assert [row["value"] for row in outcome.withdrawn] == ["60", "59", "61"]
    again = _take(data, _decided("accept", area_code="99002", value="61", as_printed="61",
                                 reason="Báo Bịa xác nhận lại"))  # fmt: skip
    assert [row["revision"] for row in again.revised] == ["3"]
    return data


@pytest.fixture(scope="module")
def store(data: Path) -> Any:
    build(data, data.parent / "release.duckdb", today=TODAY)
    with Store(data.parent / "release.duckdb") as opened:
        yield opened


def test_the_withdrawal_is_a_revision_and_the_old_row_stays(data: Path) -> None:
    with (data / "observations" / "2026-03-accepted.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [(row["area_code"], row["value"], row["revision"], row["withdrawn"], row["note"])
            for row in rows] == [
        ("99001", "60", "2", "true", REASON), ("99001", "59", "2", "true", REASON),
        ("99002", "61", "2", "true", REASON), ("99002", "61", "3", "", "Báo Bịa xác nhận lại"),
    ]  # fmt: skip
    assert "99001,income_per_capita" in (data / "observations" / "invented.csv").read_text("utf-8")
    assert check(data, today=TODAY).problems == []


def test_no_answer_counts_it_any_more(store: Store) -> None:
    ranking = rank(store, "income_per_capita")
    assert ranking.rows["area_code"].tolist() == ["99006", "99005", "99004", "99003", "99002"]
    assert (ranking.coverage.reported, ranking.coverage.missing["not_reported"]) == (5, 3)
    income = profile(store, "99001").set_index("indicator_id").loc["income_per_capita"]
    assert (str(income["value"]), income["missing_reason"]) == ("nan", "not_reported")
    assert area_observations(store, "99001").empty
    assert set(every_figure(store)["area_code"]) == {f"9900{n}" for n in range(2, 7)}
    assert int(store.release["observations"]) == 6
    assert len(corrections(store)) == 0


def test_a_figure_that_is_taken_up_again_counts(store: Store) -> None:
    figures = area_observations(store, "99002")
    assert figures[["value", "revision"]].values.tolist() == [[61.0, 3], [61.0, 1]]


def test_another_source_takes_the_place_of_a_withdrawn_one(tmp_path: Path) -> None:
    data = _country(tmp_path)
    _take(data, _decided("withdraw"))
    build(data, tmp_path / "release.duckdb", today=TODAY)
    with Store(tmp_path / "release.duckdb") as store:
        rows = rank(store, "income_per_capita").rows.set_index("area_code")
        assert (rows.loc["99001", "value"], rows.loc["99001", "source_id"]) == (59.0, "bia-other")


def test_the_history_tells_it_with_its_reason(store: Store) -> None:
    found = changes(store, ["99001"])
    assert found[["old_value", "withdrawn", "reason"]].values.tolist() == [
        [59.0, True, REASON], [60.0, True, REASON],
    ]  # fmt: skip
    assert found["new_value"].isna().all()
    again, withdrawal = changes(store, ["99002"]).to_dict("records")
    assert (withdrawal["withdrawn"], withdrawal["old_value"]) == (True, 61.0)
    assert (again["withdrawn"], str(again["old_value"]), again["new_value"]) == (False, "nan", 61.0)
    first = csv.DictReader(changes_csv(found).decode("utf-8-sig").splitlines())
    assert [(row["old_value"], row["new_value"], row["withdrawn"]) for row in first] == [
        ("59.0", "", "TRUE"), ("60.0", "", "TRUE"),
    ]  # fmt: skip


def test_the_feed_tells_it_with_its_reason(store: Store) -> None:
    feed = ElementTree.fromstring(changes_atom(changes(store), "https://example.invalid"))
    atom = "{http://www.w3.org/2005/Atom}"
    titles = [entry.findtext(f"{atom}title") or "" for entry in feed.iter(f"{atom}entry")]
    assert [title.split(", ")[-1] for title in titles] == [
        "dùng lại: 61 triệu đồng/người/năm", "rút lại: 59 triệu đồng/người/năm",
        "rút lại: 60 triệu đồng/người/năm", "rút lại: 61 triệu đồng/người/năm",
    ]  # fmt: skip
    summaries = [entry.findtext(f"{atom}summary") or "" for entry in feed.iter(f"{atom}entry")]
    assert all(f"Lý do: {REASON}" in text for text in summaries[1:])


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (_decided("withdraw", reason=""), "reason: found a withdrawal without a reason"),
        (_decided("withdraw", value="61"), "value: found '61', expected the accepted value, 60,"),
        (_decided("withdraw", area_code="99007"), "found a withdrawal of a figure that is not in"),
        (_decided("withdraw", basis="own"), "found a withdrawal of a figure that is not in"),
        (_decided("withdrawn"), "found 'withdrawn', expected accept, refuse or withdraw"),
    ],
)  # fmt: skip
def test_a_withdrawal_needs_its_figure_and_a_reason(
    tmp_path: Path, row: dict[str, str], told: str
) -> None:
    data = _country(tmp_path)
    before = {path.name: path.read_bytes() for path in data.rglob("*.*s*")}
    with pytest.raises(RefusedCandidatesError) as caught:
        _take(data, _decided("accept", area_code="99003", value="70", as_printed="70"), row)
    assert any(told in str(problem) for problem in caught.value.problems), caught.value.problems
    assert before == {path.name: path.read_bytes() for path in data.rglob("*.*s*")}


def test_a_figure_is_withdrawn_once_and_not_changed_in_the_same_file(tmp_path: Path) -> None:
    data = _country(tmp_path)
    with pytest.raises(RefusedCandidatesError, match="a second value for the figure of line 2"):
        _take(data, _decided("withdraw"), _decided("accept", value="70", as_printed="70"))
    assert len(_take(data, _decided("withdraw")).withdrawn) == 1
    assert _take(data, _decided("withdraw")).duplicates == [2]
    with pytest.raises(RefusedCandidatesError, match="why what was withdrawn becomes 60"):
        _take(data, _decided("accept", reason=""))


def test_the_command_line_withdraws(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = _country(tmp_path)
    write_candidates([_decided("withdraw")], tmp_path / "c.csv")
    assert main(["accept", str(tmp_path / "c.csv"), "--data", str(data)]) == 0
    assert "1 rows added" in (told := capsys.readouterr().out)
    assert "1 withdrawals" in told


def test_check_holds_withdrawals_written_by_hand_to_the_same(tmp_path: Path) -> None:
    rows = [figure("60"), figure("60", revision="2", withdrawn="true"),
            figure("61", area_code="99002", withdrawn="true", note="sai"),
            figure("62", area_code="99003", withdrawn="yes")]  # fmt: skip
    data = write_country(tmp_path, rows)
    assert [str(problem).partition(", expected")[0] for problem in check(data).problems] == [
        "observations/invented.csv:3:note: found a withdrawal without a reason",
        "observations/invented.csv:4:revision: found a withdrawal of nothing",
        "observations/invented.csv:5:withdrawn: found 'yes'",
    ]


def test_a_table_of_an_earlier_release_has_no_such_column(tmp_path: Path) -> None:
    data = _country(tmp_path)
    batch = data / "observations" / "2026-03-accepted.csv"
    old = (data / "observations" / "invented.csv").read_text("utf-8").splitlines()
    batch.write_text("\n".join(line.rsplit(",", 1)[0] for line in [old[0]]) + "\n", "utf-8")
    assert record(data, today=TODAY).problems == []
    assert check(data, today=TODAY).problems == []
    _take(data, _decided("withdraw"))
    assert batch.read_text("utf-8").splitlines()[0] == old[0]
    assert check(data, today=TODAY).problems == []


def test_a_withdrawn_figure_is_not_held_against_a_report(data: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(data, tmp_path.joinpath("data"))
    shutil.copy(DATA / "headers.yaml", copy / "headers.yaml")
    assert {key[0] for key in load_reference(copy).accepted} == {f"9900{n}" for n in range(2, 7)}


def test_a_withdrawn_figure_of_a_former_commune_is_not_restated(tmp_path: Path) -> None:
    days = {"period_start": "2024-01-01", "period_end": "2024-12-31"}
    former = [figure("40", area_code="90001", **days),
              figure("40", area_code="90001", revision="2", withdrawn="true", note="sai", **days),
              figure("50", area_code="90002", **days)]  # fmt: skip
    units = [former_unit("90001"), former_unit("90002", "99002")]
    data = write_country(tmp_path / "data", incomes("60"), lineage=units, former=former)
    build(data, tmp_path / "release.duckdb", today=TODAY)
    with Store(tmp_path / "release.duckdb") as store:
        assert former_figures(store, "99001")["value"].dropna().tolist() == []
        assert former_figures(store, "99002")["value"].dropna().tolist() == [50.0]


@pytest.mark.parametrize(("lang", "label", "kind"), [("vi", "Lý do", "đã rút"),
                                                     ("en", "Reason", "withdrawn")])  # fmt: skip
def test_the_page_shows_it_as_withdrawn_with_its_reason(
    store: Store, lang: str, label: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDICATORS_DB", str(store.path))
    app = opened_page("commune", area="99001", lang=lang)
    [table] = [one.value for box in app.expander for one in box.dataframe if label in one.value]
    assert table[label].tolist() == [REASON, REASON]
    assert kind in table.iloc[0].tolist()
