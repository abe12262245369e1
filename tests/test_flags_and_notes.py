"""Flags are codes that the files declare and the questions read; notes stand in two languages."""

import csv
import json
import re
from pathlib import Path

import pytest

from indicators.candidates.files import candidate, candidates_csv, write_candidates
from indicators.curated.check import check
from indicators.curation import review
from indicators.curation.accepting import accept
from indicators.curation.new_sources import source_row
from indicators.flags import OBSERVATION_FLAGS, SOURCE_FLAGS, flagged, flags_of
from indicators.language.remarks import locator_in, remark, written
from indicators.questions import quality as data_quality
from indicators.questions.profile import area_observations
from tests.small_country import DATA, figure, source, write_country
from tests.yardstick_country import built_country

NOTED = {"note": "bài không ghi năm", "note_en": "year not printed", "flags": "province_inferred"}


@pytest.mark.parametrize(("resource", "codes"), [
    ("sources", SOURCE_FLAGS), ("observations", OBSERVATION_FLAGS),
    ("former_observations", OBSERVATION_FLAGS),
])  # fmt: skip
def test_the_descriptor_declares_every_flag(resource: str, codes: tuple[str, ...]) -> None:
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    schema = next(one["schema"] for one in package["resources"] if one["name"] == resource)
    declared = next(one for one in schema["fields"] if one["name"] == "flags")
    pattern = re.compile(declared["constraints"]["pattern"])
    assert pattern.fullmatch(flags_of(codes))
    assert not pattern.fullmatch("mended")
    assert [code for code in codes if code not in declared["description"]] == []


def test_flags_have_one_order_and_stand_once() -> None:
    assert flags_of(["inconsistent", "province_inferred", "inconsistent"]) == (
        "province_inferred inconsistent"
    )
    assert not flagged("period_inferred", "inferred")


def test_an_unknown_flag_is_no_flag(tmp_path: Path) -> None:
    data = write_country(tmp_path, [figure("60", flags="province_inferred guessed")])
    [problem] = check(data).problems
    assert (problem.row, problem.column, problem.fact.code) == (2, "flags", "wrong_type")


@pytest.mark.parametrize(("lang", "told"), [
    ("vi", "tên tỉnh do suy ra, không ghi trong bài; bài không ghi năm"),
    ("en", "province inferred, not printed; year not printed"),
])  # fmt: skip
def test_a_remark_has_its_flags_in_words(lang: str, told: str) -> None:
    assert remark(NOTED, lang) == told


def test_a_note_in_one_language_is_shown_to_both() -> None:
    assert written({"note": "chỉ một tháng", "note_en": ""}, "note", "en") == "chỉ một tháng"
    assert written({"note": None, "note_en": "one month"}, "note", "vi") == "one month"
    assert remark({"note": float("nan"), "note_en": None, "flags": None}, "vi") == ""


def test_the_release_has_flags_and_notes_of_figure_and_source(tmp_path: Path) -> None:
    rows = [figure("60", source_id="bia-dich", **NOTED)]
    texts = [source("bia-dich", flags="machine_translation", note="trang", note_en="page")]
    with built_country(tmp_path, rows, texts) as store:
        [row] = area_observations(store, "99001").to_dict("records")
        assert (row["flags"], row["note_en"]) == ("province_inferred", "year not printed")
        assert remark(row, "en", "source_") == "machine translation of a Vietnamese text; page"
        assert data_quality.source_counts(store)["machine_translated"].tolist() == [True]


@pytest.mark.parametrize(("flags", "kinds"), [
    ("inconsistent", ["noted"]), ("province_inferred two_plans", ["noted"]),
    ("period_inferred", []), ("", []),
])  # fmt: skip
def test_a_flagged_figure_is_among_the_contradictions(
    flags: str, kinds: list[str], tmp_path: Path
) -> None:
    rows = [figure("60", note="bài khác ghi 70; không khớp", flags=flags)]
    with built_country(tmp_path, rows) as store:
        assert data_quality.contradictions(store)["kind"].tolist() == kinds


def test_an_accepted_figure_keeps_its_flags_and_both_notes(tmp_path: Path) -> None:
    data = write_country(tmp_path / "data", [figure("60")])
    write_candidates([candidate({**figure("61", area_code="99002"), **NOTED,
                                 "decision": "accept"})], tmp_path / "c.csv")  # fmt: skip
    batch = accept(tmp_path / "c.csv", data).batch
    assert batch is not None
    [row] = csv.DictReader(batch.read_text("utf-8").splitlines())
    assert {name: row[name] for name in NOTED} == NOTED


def test_a_table_of_an_earlier_release_takes_flags(tmp_path: Path) -> None:
    data = write_country(tmp_path / "data", [figure("60")])
    later = ("correction_en", "note_en", "flags", "withdrawn")
    for file in (data / "observations/invented.csv", data / "sources.csv"):
        rows = list(csv.DictReader(file.read_text("utf-8").splitlines()))
        kept = [name for name in rows[0] if name not in later]
        with file.open("w", encoding="utf-8", newline="") as old:
            writer = csv.DictWriter(old, kept, lineterminator="\n", extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
    assert check(data).problems == []
    text = candidates_csv([candidate({**figure("61", area_code="99002"), **NOTED,
                                      "decision": "accept"})])  # fmt: skip
    (tmp_path / "c.csv").write_text(text, "utf-8", newline="")
    assert accept(tmp_path / "c.csv", data).added[0]["flags"] == "province_inferred"
    assert check(data).problems == []


def test_a_text_without_a_day_is_flagged_so() -> None:
    assert source_row(publisher="Báo Bịa", published_on="2026-01-02")["flags"] == ""
    undated = source_row(publisher="Báo Bịa", flags="machine_translation")
    assert undated["flags"] == "machine_translation date_not_seen"


def test_a_note_that_a_person_words_anew_loses_the_english_of_the_old_one() -> None:
    one = candidate({**figure("60"), **NOTED})
    [kept] = review.edited([one], [{"note": one["note"], "value": "61"}], {})
    assert (kept["value"], kept["note_en"]) == ("61", "year not printed")
    [anew] = review.edited([one], [{"note": "bài ghi năm 2025"}], {})
    assert (anew["note"], anew["note_en"]) == ("bài ghi năm 2025", "")


@pytest.mark.parametrize(("text", "vi", "en"), [
    ("paragraph 6", "đoạn 6", "paragraph 6"), ("Biểu 1!C7", "Biểu 1!C7", "Biểu 1!C7"),
    ("paragraph six", "paragraph six", "paragraph six"), ("", "", ""), (None, "", ""),
])  # fmt: skip
def test_locators(text: str | None, vi: str, en: str) -> None:
    assert (locator_in(text, "vi"), locator_in(text, "en")) == (vi, en)
