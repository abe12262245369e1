"""``collect service-index`` against a double of the portal that speaks the form seen in scripts."""

import csv
import gzip
import hashlib
import itertools
import json
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from indicators.catalogue.loading import load_catalogue
from indicators.collection.asking import Asker, Manners
from indicators.collection.collecting import Asked, ask_all, harvest_of
from indicators.collection.index_answers import PARTS, SCORES
from indicators.collection.inquiry import Harvest, Inquiry
from indicators.collection.kept_answers import KeptAnswers
from indicators.collection.service_index import ServiceIndex
from indicators.commands.collect_command import ProgressLine
from indicators.commands.command_line import main
from indicators.curated.check import check
from indicators.spreadsheets.reference import Reference, load_reference
from tests.curated_country import country_to_curate
from tests.portal_double import (
    GOOD,
    PROVINCE_IDS,
    Portal,
    commune,
    communes,
    portal,
    provinces,
    unit,
)
from tests.small_country import DATA, write_rows

# February 2026 of the invented country, asked in March.
MONTH = Inquiry(2026, 2, provinces=("99",), today=date(2026, 3, 10))


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return country_to_curate(tmp_path_factory.mktemp("country") / "data")


@pytest.fixture(scope="module")
def reference(country: Path) -> Reference:
    return load_reference(country)


@pytest.fixture
def double() -> Iterator[Portal]:
    with portal() as told:
        yield told


class Collecting:
    """One run against the double without waiting; ``slept`` are the pauses it would have made."""

    def __init__(self, told: Portal, reference: Reference, folder: Path) -> None:
        self.told, self.reference, self.folder = told, reference, folder
        self.slept: list[float] = []

    def ask(self, inquiry: Inquiry = MONTH, **manners: Any) -> Asked:
        asking = Manners(sleep=self.slept.append, **{"timeout": 5.0, **manners})
        inquiry = Inquiry(**{**vars(inquiry), "url": self.told.url})
        with Asker(asking) as asker:
            return ask_all(ServiceIndex(), inquiry, self.reference, asker,
                           KeptAnswers(self.folder))  # fmt: skip

    def run(self, inquiry: Inquiry = MONTH, **manners: Any) -> Harvest:
        asked = self.ask(inquiry, **manners)
        inquiry = Inquiry(**{**vars(inquiry), "url": self.told.url})
        return harvest_of(ServiceIndex(), inquiry, self.reference, asked)


@pytest.fixture
def collecting(double: Portal, reference: Reference, tmp_path: Path) -> Collecting:
    return Collecting(double, reference, tmp_path / "raw")


def _of(harvest: Harvest, area_code: str) -> dict[str, tuple[str, str, str]]:
    """Value, decision and checks by indicator of one area."""
    return {one["indicator_id"]: (one["value"], one["decision"], one["checks"])
            for one in harvest.candidates if one["area_code"] == area_code}  # fmt: skip


def _reasons(harvest: Harvest) -> dict[str, str]:
    """Code of the reason by the name of the unit."""
    return {one.unit_name: one.reason.code for one in harvest.left_out}


def test_the_parts_of_the_index_are_indicators_whose_ceilings_add_up_to_100() -> None:
    catalogue = load_catalogue(DATA / "indicators.yaml")
    ceilings = {field: catalogue.indicators[name].plausible("commune")
                for field, name in SCORES.items()}  # fmt: skip
    assert ceilings == {
        "TONG_SCORE": (0, 100), "CKMB": (0, 18), "TDGQ": (0, 20), "CLGQ": (0, 12), "TTTT": (0, 10),
        "MDHL": (0, 18), "MDSH": (0, 22),
    }  # fmt: skip
    assert sum(ceilings[field][1] for field in PARTS) == 100
    assert {catalogue.indicators[name].unit for name in SCORES.values()} == {"điểm"}


def test_a_month_of_a_province_becomes_seven_figures_of_each_commune(
    collecting: Collecting,
) -> None:
    harvest = collecting.run()
    assert harvest.left_out == []
    assert _of(harvest, "99002") == {
        "service_index_766": ("87.25", "accept", ""),
        "service_publicity_766": ("17.5", "accept", ""),
        "service_progress_766": ("19.25", "accept", ""),
        "service_online_766": ("8.5", "accept", ""),
        "service_payment_766": ("7", "accept", ""),
        "service_satisfaction_766": ("17", "accept", ""),
        "service_digitised_766": ("18", "accept", ""),
    }
    one = next(row for row in harvest.candidates if row["area_code"] == "99002")
    assert (one["period_start"], one["period_end"]) == ("2026-02-01", "2026-02-28")
    assert (one["status"], one["as_printed"], one["locator"]) == ("A", "87.25", "H99.2 TONG_SCORE")
    # Seven communes and the province itself; the department is no area.
    assert len({row["area_code"] for row in harvest.candidates}) == 8
    assert harvest.passed_over == 1
    assert len(harvest.sources) == 2
    assert {row["source_id"] for row in harvest.candidates} == {
        row["source_id"] for row in harvest.sources}  # fmt: skip


def test_the_portal_is_asked_as_its_page_asks(collecting: Collecting, double: Portal) -> None:
    collecting.run()
    assert double.asked[1] == {
        "type": "ref", "p_nam": "2026", "p_6thang": 0, "p_quy": 0, "p_thang": 2,
        "p_tinh_id": PROVINCE_IDS["99"], "pageIndex": 1, "pageSize": 1000, "p_loaidonvi": 1,
        "loaichitieu": 0, "p_default": 0, "service": "report_tinh_766_service",
    }  # fmt: skip
    assert double.ids_asked() == ["0", PROVINCE_IDS["99"]]
    headers = {name.casefold(): text for name, text in double.headers[0].items()}
    assert headers["x-requested-with"] == "XMLHttpRequest"
    assert headers["content-type"].startswith("application/x-www-form-urlencoded")
    assert headers["referer"].endswith("/p/home/dvc-index-tinhthanhpho-tonghop.html")


@pytest.mark.parametrize(("inquiry", "expected"), [
    (Inquiry(2026, quarter=1, today=date(2026, 4, 2)), ("2026-01-01", "2026-03-31", "A", 1, 0)),
    (Inquiry(2025, today=date(2026, 4, 2)), ("2025-01-01", "2025-12-31", "A", 0, 0)),
])  # fmt: skip
def test_quarters_and_years(
    collecting: Collecting, double: Portal, inquiry: Inquiry,
    expected: tuple[str, str, str, int, int],
) -> None:  # fmt: skip
    rows = collecting.run(inquiry).candidates
    assert {(row["period_start"], row["period_end"], row["status"]) for row in rows} == {
        expected[:3]}  # fmt: skip
    assert {(one["p_quy"], one["p_thang"]) for one in double.asked} == {expected[3:]}
    assert double.ids_asked() == ["0", PROVINCE_IDS["98"], PROVINCE_IDS["99"]]


def test_a_period_that_is_not_over_ends_with_its_answer_and_is_provisional(
    collecting: Collecting,
) -> None:
    today = date.today()
    rows = collecting.run(Inquiry(today.year, provinces=("98",), today=today)).candidates
    assert {(row["period_end"], row["status"]) for row in rows} == {
        (today.isoformat(), "P")}  # fmt: skip


def test_values_may_be_numbers_and_the_list_lie_under_data(
    collecting: Collecting, double: Portal
) -> None:
    double.answers[PROVINCE_IDS["98"]] = (
        '{"data": [{"ID": 1, "MA_COQUAN": "H98.1", "TEN": "UBND xã Bịa Một", "CAPDONVIID": 2,'
        ' "TONG_SCORE": 87.10, "CKMB": 17.5, "TDGQ": 19.10, "CLGQ": 8.5, "TTTT": 7, "MDHL": 17,'
        ' "MDSH": 18}]}'
    ).encode()
    harvest = collecting.run(Inquiry(2026, 2, provinces=("98",), today=MONTH.today))
    assert harvest.left_out == []
    row = next(one for one in harvest.candidates if one["area_code"] == "98001")
    assert (row["value"], row["as_printed"]) == ("87.10", "87.10")


def test_three_decimals_are_no_thousands(collecting: Collecting, double: Portal) -> None:
    scores = ("87.125", "17.5", "19.125", "8.5", "7", "17", "18")
    double.answers[PROVINCE_IDS["98"]] = [commune("1", "UBND xã Bịa Một", scores)]
    harvest = collecting.run(Inquiry(2026, 2, provinces=("98",), today=MONTH.today))
    row = next(one for one in harvest.candidates if one["area_code"] == "98001")
    assert row["value"] == "87.125"
    assert "decimals behind a point" in row["correction"]


# ---- what must not become a figure in silence

SCORES_OF = {
    "total that does not fit": ("90.25", *GOOD[1:]),
    "off by more than rounding": ("87.29", *GOOD[1:]),
}


@pytest.mark.parametrize("case", SCORES_OF)
def test_parts_that_do_not_add_up_are_left_to_a_person(
    collecting: Collecting, double: Portal, case: str
) -> None:
    double.answers[PROVINCE_IDS["99"]][1] = commune("2", "UBND xã Bịa Hai", SCORES_OF[case])
    harvest = collecting.run()
    decisions = {one[1] for one in _of(harvest, "99002").values()}
    assert decisions == {""}
    assert "parts_do_not_add_up(added=87.25" in _of(harvest, "99002")["service_index_766"][2]
    assert {one[1] for one in _of(harvest, "99001").values()} == {"accept"}


def test_a_difference_within_rounding_is_none(collecting: Collecting, double: Portal) -> None:
    scores = ("87.28", *GOOD[1:])  # seven numbers rounded to two decimals may differ by 0.035
    double.answers[PROVINCE_IDS["99"]][1] = commune("2", "UBND xã Bịa Hai", scores)
    assert {one[1] for one in _of(collecting.run(), "99002").values()} == {"accept"}


def test_swapped_services_and_payment_put_the_whole_answer_in_doubt(
    collecting: Collecting, double: Portal
) -> None:
    scores = ("87.25", "17.5", "19.25", "5", "10.5", "17", "18")
    double.answers[PROVINCE_IDS["99"]][1] = commune("2", "UBND xã Bịa Hai", scores)
    harvest = collecting.run()
    assert _of(harvest, "99002") == {}
    assert _reasons(harvest) == {"UBND xã Bịa Hai": "above_ceiling"}
    other = _of(harvest, "99001")
    assert {name for name, (_value, decision, _checks) in other.items() if not decision} == {
        "service_online_766", "service_payment_766"}  # fmt: skip
    assert "parts_may_be_swapped" in other["service_payment_766"][2]
    # The list of provinces is another answer.
    assert {one[1] for one in _of(harvest, "99").values()} == {"accept"}


@pytest.mark.parametrize(("field", "text", "code"), [
    ("CKMB", "18.5", "above_ceiling"), ("CLGQ", "12.01", "above_ceiling"),
    ("TONG_SCORE", "101", "above_ceiling"), ("MDSH", "", "no_score"), ("MDSH", None, "no_score"),
    ("MDHL", "-3", "score_no_number"), ("TDGQ", "N/A", "score_no_number"),
    ("TDGQ", "1e1", "score_no_number"), ("TDGQ", "19 25", "score_no_number"),
])  # fmt: skip
def test_a_unit_with_a_score_that_cannot_be_is_left_out_whole(
    collecting: Collecting, double: Portal, field: str, text: str | None, code: str
) -> None:
    double.answers[PROVINCE_IDS["99"]][1][field] = text
    harvest = collecting.run()
    assert _of(harvest, "99002") == {}
    assert list(_reasons(harvest).values()) == [code]


def test_nothing_but_zeros_is_left_to_a_person(collecting: Collecting, double: Portal) -> None:
    double.answers[PROVINCE_IDS["99"]][1] = commune("2", "UBND xã Bịa Hai", ("0",) * 7)
    assert {(one[1], one[2]) for one in _of(collecting.run(), "99002").values()} == {
        ("", "all_zero")}  # fmt: skip


@pytest.mark.parametrize(("name", "code"), [
    ("UBND xã Bịa Hai - tỉnh Bịa", None),
    ("Ủy ban nhân dân xã Bịa Hai, tỉnh Bịa", None),
    ("Uỷ ban nhân dân xã BỊA HAI", None),
    ("Trung tâm Phục vụ hành chính công xã Bịa Hai - Tỉnh Bịa", None),
    ("xã  Bịa   Hai (tỉnh Bịa)", None),
    ("UBND xa Bia Hai - tinh Bia", None),
    ("UBND xã Bịa Hai - T. Bịa", None),
    ("UBND xã Bia Hai", "spelled_otherwise"),
    ("UBND xã Bịa Hài - tỉnh Bịa", "spelled_otherwise"),
    ("UBND phường Bịa Hai", "no_such_area"),
    ("UBND xã Bịa Chín - tỉnh Bịa", "no_such_area"),
    ("UBND xã Bịa Hai - tỉnh Bịa Khác", "other_province"),
    ("UBND xã Bịa Hai - tỉnh Bịa Xưa", "other_province"),
    ("UBND xã Bịa Hai - huyện Bịa - tỉnh Bịa", "unit_of_before"),
    ("UBND huyện Bịa", "unit_of_before"),
    ("UBND", "no_such_area"),
    ("", "no_such_area"),
])  # fmt: skip
def test_names_are_matched_inside_the_province_and_never_guessed(
    collecting: Collecting, double: Portal, name: str, code: str | None
) -> None:
    double.answers[PROVINCE_IDS["99"]][1]["TEN"] = name
    harvest = collecting.run()
    if code is None:
        assert harvest.left_out == []
        assert len(_of(harvest, "99002")) == 7
    else:
        assert _reasons(harvest) == {name: code, "xã Bịa Hai (99002)": "not_in_answer"}
        assert _of(harvest, "99002") == {}


def test_two_units_of_one_commune_are_taken_only_where_they_agree(
    collecting: Collecting, double: Portal
) -> None:
    name = "UBND xã Bịa Hai - tỉnh Bịa"
    answer = double.answers[PROVINCE_IDS["99"]]
    answer.append(commune("70", name))
    assert len(_of(collecting.run(), "99002")) == 7
    answer[-1] = commune("70", name, ("88.25", "18", "19.25", "9", "7", "17", "18"))
    collecting.folder = collecting.folder.with_name("again")
    harvest = collecting.run()
    assert _of(harvest, "99002") == {}
    assert [one.reason.code for one in harvest.left_out] == ["several_units_of_one_area"] * 2


def test_a_unit_of_no_known_level_is_told(collecting: Collecting, double: Portal) -> None:
    double.answers[PROVINCE_IDS["99"]][1]["CAPDONVIID"] = "3"
    assert _reasons(collecting.run())["UBND xã Bịa Hai - tỉnh Bịa"] == "unknown_level"


def test_a_confirmed_match_counts_until_the_name_changes(double: Portal, tmp_path: Path) -> None:
    data = country_to_curate(tmp_path / "data")
    write_rows(data, "collect_matches.csv", "collect_matches", [
        {"collector": "service-index", "unit_id": "H99.2", "unit_name": "UBND xã Bịa Hải",
         "area_code": "99002", "confirmed_on": "2026-03-01", "reason": "gọi điện hỏi"},
    ])  # fmt: skip
    assert check(data).problems == []
    run = Collecting(double, load_reference(data), tmp_path / "raw")
    double.answers[PROVINCE_IDS["99"]][1]["TEN"] = "UBND xã Bịa Hải"
    assert len(_of(run.run(), "99002")) == 7
    double.answers[PROVINCE_IDS["99"]][1]["TEN"] = "UBND xã Bịa Hại Khác"
    run.folder = tmp_path / "later"
    assert _reasons(run.run())["UBND xã Bịa Hại Khác"] == "confirmed_under_other_name"


def test_a_province_that_is_not_listed_once_is_told(collecting: Collecting, double: Portal) -> None:
    double.answers["0"] = [*provinces(), unit("77", "UBND tỉnh Bịa")]
    harvest = collecting.run()
    assert [(one.place, one.reason.code) for one in harvest.left_out] == [
        ("tỉnh Tỉnh Bịa", "province_listed")]  # fmt: skip
    assert double.ids_asked() == ["0"]


# ---- changed forms and answers that are none


def _all_without(field: str) -> list[dict[str, Any]]:
    return [{name: text for name, text in one.items() if name != field}
            for one in communes("99")]  # fmt: skip


@pytest.mark.parametrize(("answer", "reason"), [
    (_all_without("CLGQ"), 'missing_field(field="CLGQ"'),
    (_all_without("TEN"), 'missing_field(field="TEN"'),
    (_all_without("CAPDONVIID"), 'missing_field(field="CAPDONVIID"'),
    ({"error": "Phiên làm việc hết hạn"}, 'no_list_of_units(found="error")'),
    ({"data": "nothing"}, 'no_list_of_units(found="data")'),
    (["H99.1"], "no_list_of_units"),
    (b"{'ID': 1}", "not_json"),
    (b"\xff\xfe[]", "not_json"),
    ([], "nothing_for_period"),
    ([commune(str(number), f"UBND xã Mẫu {number}") for number in range(1000)],
     "answer_may_be_cut(rows=1000)"),
])  # fmt: skip
def test_another_form_is_refused_with_what_is_missing(
    collecting: Collecting, double: Portal, answer: Any, reason: str
) -> None:
    double.answers[PROVINCE_IDS["99"]] = answer
    harvest = collecting.run()
    assert [str(one.reason).startswith(reason) for one in harvest.left_out] == [True]
    # The list of provinces was read all the same.
    assert {row["area_code"] for row in harvest.candidates} == {"99"}
    assert collecting.slept == [0, 1.0]


def test_a_page_in_place_of_data_is_asked_for_again_and_then_refused(
    collecting: Collecting, double: Portal
) -> None:
    page = b"<!DOCTYPE html><html><body>Dang bao tri</body></html>"
    double.answers[PROVINCE_IDS["99"]] = page
    harvest = collecting.run()
    assert [one.reason.code for one in harvest.left_out] == ["page_in_place_of_data"]
    assert double.ids_asked() == ["0"] + [PROVINCE_IDS["99"]] * 4
    assert collecting.slept == [0, 1.0, 2.0, 1.0, 4.0, 1.0, 8.0, 1.0]
    # What came is kept as evidence, and not taken for an answer by the next run.
    assert len(list(collecting.folder.glob("*.gz"))) == 2
    double.answers[PROVINCE_IDS["99"]] = communes("99")
    assert collecting.run().left_out == []


# ---- polite and sturdy


def test_one_request_at_a_time_with_a_pause(collecting: Collecting, double: Portal) -> None:
    collecting.run(Inquiry(2026, 2, today=MONTH.today))
    assert double.most_at_once == 1
    assert collecting.slept == [0, 1.0, 1.0]


def test_what_fails_for_a_while_is_tried_again_with_growing_pauses(
    collecting: Collecting, double: Portal
) -> None:
    double.before = lambda _asked, times: (503, {}, b"busy") if times < 3 else None
    assert collecting.run().left_out == []
    assert collecting.slept[:5] == [0, 2.0, 1.0, 4.0, 1.0]


def test_retry_after_is_honoured(collecting: Collecting, double: Portal) -> None:
    double.before = lambda _asked, times: (429, {"Retry-After": "17"}, b"") if times == 1 else None
    assert collecting.run().left_out == []
    assert collecting.slept == [0, 17.0, 1.0, 1.0, 17.0, 1.0]


def test_a_long_retry_after_ends_the_run(collecting: Collecting, double: Portal) -> None:
    double.before = lambda asked, _times: (
        (429, {"Retry-After": "7200"}, b"") if asked["p_tinh_id"] != "0" else None
    )
    harvest = collecting.run(Inquiry(2026, 2, today=MONTH.today))
    assert [one.reason.code for one in harvest.left_out] == ["asked_to_wait", "not_asked"]
    assert len(double.asked) == 2
    assert max(collecting.slept) == 1.0


def test_a_retry_after_that_is_a_day_is_read() -> None:
    from indicators.collection.asking import _seconds

    assert _seconds("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0
    assert (_seconds("Wed, 21 Oct 2150 07:28:00 GMT") or 0) > 1e9
    assert _seconds("soon") is None


def test_a_time_out_is_told(collecting: Collecting, double: Portal) -> None:
    from tests.portal_double import slow

    double.before = lambda asked, _times: slow(0.4) if asked["p_tinh_id"] != "0" else None
    harvest = collecting.run(timeout=0.1, tries=2)
    assert [str(one.reason) for one in harvest.left_out] == ["timed_out(seconds=0.1)"]


def test_an_answer_that_trickles_is_not_waited_for(collecting: Collecting) -> None:
    # Every piece comes in time, the whole does not: a minute passes by each look at the clock.
    minutes = itertools.count(0, 60.0)
    asked = collecting.ask(tries=2, longest_answer=50.0, clock=lambda: next(minutes))
    assert [str(one.reason) for one in asked.unanswered] == ["timed_out(seconds=50)"]


def test_other_refusals_are_not_tried_again(collecting: Collecting, double: Portal) -> None:
    double.before = lambda _asked, _times: (403, {}, b"Forbidden")
    asked = collecting.ask()
    assert asked.did_not_answer
    assert [str(one.reason) for one in asked.unanswered] == ["http_status(status=403)"]
    assert len(double.asked) == 1


def test_a_run_that_stopped_is_taken_up_where_it_was(
    collecting: Collecting, double: Portal
) -> None:
    whole = Inquiry(2026, 2, today=MONTH.today)
    double.before = lambda asked, _times: (
        (500, {}, b"") if asked["p_tinh_id"] == PROVINCE_IDS["99"] else None
    )
    assert [one.place for one in collecting.run(whole).left_out] == ["tỉnh Tỉnh Bịa"]
    double.before, double.asked = lambda _asked, _times: None, []
    asked = collecting.ask(whole)
    assert double.ids_asked() == [PROVINCE_IDS["99"]]
    assert (asked.reused, asked.unanswered) == (2, [])


def test_a_kept_answer_that_was_altered_is_asked_for_again(
    collecting: Collecting, double: Portal
) -> None:
    collecting.run()
    for file in collecting.folder.glob("*-99-*.gz"):
        file.write_bytes(gzip.compress(b"[]"))
    with (collecting.folder / "answers.jsonl").open("a", encoding="utf-8") as index:
        index.write('{"key": "half')
    double.asked = []
    assert collecting.ask().reused == 1
    assert double.ids_asked() == [PROVINCE_IDS["99"]]
    assert collecting.ask().reused == 2


def test_raw_answers_are_dated_hashed_and_compressed(
    collecting: Collecting, double: Portal
) -> None:
    harvest = collecting.run()
    listed = [json.loads(line) for line in
              (collecting.folder / "answers.jsonl").read_text("utf-8").splitlines()]  # fmt: skip
    assert [line["key"] for line in listed] == ["2026-m02-provinces", "2026-m02-99"]
    for line, source in zip(listed, harvest.sources, strict=True):
        content = gzip.decompress((collecting.folder / line["file"]).read_bytes())
        assert hashlib.sha256(content).hexdigest() == line["sha256"] == source["answer_sha256"]
        assert line["file"].startswith(line["received"][:10])
        assert source["answer_file"] == line["file"]
        assert source["retrieved_on"] == line["received"][:10]


# ---- the verb


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _collect(double: Portal, data: Path, out: Path, *more: str) -> int:
    return main(["collect", "service-index", "--url", double.url, "--data", str(data), "--out",
                 str(out), "--pause", "0", "--year", "2026", "--month", "2", *more])  # fmt: skip


def test_collect_then_accept(double: Portal, tmp_path: Path, capsys: Any) -> None:
    data = country_to_curate(tmp_path / "data")
    out = tmp_path / "february.csv"
    assert _collect(double, data, out) == 0
    captured = capsys.readouterr()
    assert "70 candidates of 10 areas from 3 answers" in captured.err
    assert "3/3 tỉnh Tỉnh Bịa" in captured.err
    assert len(_rows(out)) == 70
    arguments = [str(out), "--sources", str(tmp_path / "february.sources.csv"), "--data", str(data)]
    assert main(["accept", *arguments]) == 0
    assert "70 rows added" in capsys.readouterr().out
    assert check(data).problems == []
    assert main(["accept", *arguments]) == 0
    assert "0 rows added" in capsys.readouterr().out


def test_what_is_left_out_is_listed_with_its_reason(
    double: Portal, country: Path, tmp_path: Path, capsys: Any
) -> None:
    double.answers[PROVINCE_IDS["99"]][1]["TEN"] = "UBND xã Bịa Chín"
    out = tmp_path / "one.csv"
    assert _collect(double, country, out, "--province", "99", "Bịa Khác") == 3
    listed = _rows(tmp_path / "one.left-out.csv")
    assert [(row["unit_id"], row["unit_name"]) for row in listed] == [
        ("H99.2", "UBND xã Bịa Chín"), ("", "xã Bịa Hai (99002)")]  # fmt: skip
    assert listed[1]["reason"] == "not_in_answer"
    assert listed[1]["reason_en"] == "no unit of the answer is this commune"
    assert listed[1]["reason_vi"] != listed[1]["reason_en"]
    assert "left out, no_such_area: 1" in capsys.readouterr().err


def test_a_source_that_does_not_answer_is_exit_1_and_writes_no_candidates(
    country: Path, tmp_path: Path, capsys: Any
) -> None:
    with portal(before=lambda _asked, _times: (403, {}, b"")) as told:
        assert _collect(told, country, tmp_path / "none.csv") == 1
    assert "the source gave no answer" in capsys.readouterr().err
    assert not (tmp_path / "none.csv").exists()


def test_a_month_that_is_not_closed_is_exit_3(country: Path, tmp_path: Path, capsys: Any) -> None:
    with portal(answers={"0": []}) as told:
        assert _collect(told, country, tmp_path / "none.csv") == 3
    assert "nothing_for_period" in capsys.readouterr().err


def test_a_dry_run_asks_nothing(double: Portal, country: Path, tmp_path: Path, capsys: Any) -> None:
    assert _collect(double, country, tmp_path / "dry.csv", "--dry-run", "--province", "99") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.startswith(f"POST {double.url} params=") for line in lines] == [True, True]
    assert '"p_tinh_id":"0"' in lines[0]
    assert "<ID of tỉnh Tỉnh Bịa>" in lines[1]
    assert double.asked == []
    assert not (tmp_path / "dry.csv").exists()


def test_a_probe_asks_one_province_and_tells_what_differs(
    double: Portal, country: Path, tmp_path: Path, capsys: Any
) -> None:
    assert _collect(double, country, tmp_path / "p.csv", "--probe", "--province", "99") == 0
    lines = capsys.readouterr().out.splitlines()
    assert double.ids_asked() == ["0", PROVINCE_IDS["99"]]
    assert all(line.startswith("agrees ") for line in lines)
    assert any("six parts add up to TONG_SCORE: 7 of 7" in line for line in lines)

    row = double.answers[PROVINCE_IDS["99"]][1]
    row.update(TTTT="10.5", CLGQ="5", TEN="UBND xã Bịa Chín", NGAY="1")
    double.answers[PROVINCE_IDS["99"]][2].update(TONG_SCORE="90")
    double.answers[PROVINCE_IDS["99"]][3].update(TTTT="10.5", CLGQ="5")
    assert _collect(double, country, tmp_path / "p.csv", "--probe", "--province", "99") == 3
    differs = [line for line in capsys.readouterr().out.splitlines() if line.startswith("DIFFERS")]
    assert [line.split(": ")[1] for line in differs] == [
        "each of our 7 areas has one unit", "TTTT at most 10", "CLGQ and TTTT are not swapped",
        "six parts add up to TONG_SCORE",
    ]  # fmt: skip
    assert not (tmp_path / "p.csv").exists()


def test_a_probe_tells_of_a_changed_form_which_fields_are_missing(
    double: Portal, country: Path, tmp_path: Path, capsys: Any
) -> None:
    double.answers[PROVINCE_IDS["99"]] = [
        {name: text for name, text in one.items() if name not in ("CLGQ", "MDSH")}
        for one in communes("99")]  # fmt: skip
    assert _collect(double, country, tmp_path / "p.csv", "--probe", "--province", "99") == 3
    told = capsys.readouterr().out.splitlines()
    assert [line.partition("; there are")[0] for line in told if line.startswith("DIFFERS")] == [
        "DIFFERS tỉnh Tỉnh Bịa: an answer that can be read: the form has changed: no field CLGQ, "
        "MDSH"]  # fmt: skip
    double.answers["0"] = {"error": "Phiên làm việc hết hạn"}
    assert _collect(double, country, tmp_path / "p.csv", "--probe", "--province", "99") == 1
    assert "is no list of units, but: error" in capsys.readouterr().out


@pytest.mark.parametrize(("more", "words"), [
    (["--year", "2031", "--month", "1"], "expected a period that has begun"),
    (["--year", "2025", "--month", "6"], "before the communes of today"),
    (["--province", "Không Có"], "found province"),
    (["--year", "0"], "expected 2025 or later"),
    (["--year", "12026", "--month", "1"], "expected 2025 or later"),
    (["--url", "dichvucong.gov.vn/jsp/rest.jsp"], "expected one that begins with http://"),
    (["--url", "http://[bia/rest.jsp"], "expected one that begins with http://"),
    (["--url", "ftp://bia.invalid/rest.jsp"], "expected one that begins with http://"),
])  # fmt: skip
def test_a_question_without_figures_is_exit_2(
    double: Portal, country: Path, capsys: Any, more: list[str], words: str
) -> None:
    arguments = ["collect", "service-index", "--url", double.url, "--data", str(country)]
    assert main([*arguments, *more]) == 2
    assert words in capsys.readouterr().err
    assert double.asked == []


@pytest.mark.parametrize("pause", ["-1", "nan", "soon", "1e9"])
def test_a_pause_is_a_time(double: Portal, country: Path, pause: str, capsys: Any) -> None:
    arguments = ["collect", "service-index", "--url", double.url, "--data", str(country)]
    with pytest.raises(SystemExit):
        main([*arguments, "--pause", pause])
    assert "expected seconds, from 0" in capsys.readouterr().err
    assert double.asked == []


def test_a_run_that_is_stopped_by_hand_says_how_to_go_on(
    double: Portal, country: Path, tmp_path: Path, capsys: Any, monkeypatch: Any
) -> None:
    def stop(_line: ProgressLine, done: int, _known: int, _place: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(ProgressLine, "__call__", stop)
        assert _collect(double, country, tmp_path / "stopped.csv") == 1
    assert "the same command goes on from there" in capsys.readouterr().err
    double.asked = []
    assert _collect(double, country, tmp_path / "stopped.csv") == 0
    assert double.ids_asked() == [PROVINCE_IDS["99"]]


def test_what_comes_next_can_be_copied(
    double: Portal, country: Path, tmp_path: Path, capsys: Any
) -> None:
    out = tmp_path / "tháng hai.csv"
    assert _collect(double, country, out, "--province", "99") == 0
    told = capsys.readouterr().err.splitlines()[-1]
    assert shlex.split(told.removeprefix("next: python -m indicators ")) == [
        "accept", str(out), "--sources", str(tmp_path / "tháng hai.sources.csv"), "--data",
        str(country)]  # fmt: skip


def test_decisions_of_a_person_are_never_written_over(
    double: Portal, country: Path, tmp_path: Path, capsys: Any
) -> None:
    out = tmp_path / "mine.csv"
    assert _collect(double, country, out, "--province", "99") == 0
    text = out.read_text("utf-8").replace(",accept,,", ",refuse,sai,", 1)
    out.write_text(text, "utf-8")
    double.asked = []
    assert _collect(double, country, out, "--province", "99") == 1
    assert "found decisions of a person" in capsys.readouterr().err
    assert (out.read_text("utf-8"), double.asked) == (text, [])


def test_rows_in_doubt_can_be_left_open(double: Portal, tmp_path: Path, capsys: Any) -> None:
    data = country_to_curate(tmp_path / "data")
    double.answers[PROVINCE_IDS["99"]][1]["TONG_SCORE"] = "90"
    out = tmp_path / "doubt.csv"
    assert _collect(double, data, out, "--province", "99") == 0
    arguments = [str(out), "--sources", str(tmp_path / "doubt.sources.csv"), "--data", str(data)]
    assert main(["accept", *arguments]) == 1
    assert "no decision" in capsys.readouterr().err
    assert main(["accept", *arguments, "--leave-undecided"]) == 0
    told = capsys.readouterr().out
    assert "49 rows added" in told
    assert "7 rows without a decision were left as they are" in told


def test_the_help_says_that_it_was_not_tried(capsys: Any) -> None:
    with pytest.raises(SystemExit):
        main(["collect", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert "has not been tried on the portal itself" in told
    assert "--probe" in told
