"""Evidence as segments, candidates beside the table, and what a person may alter."""

from pathlib import Path

import pytest

from indicators.candidates.files import candidate
from indicators.curation import review
from indicators.spreadsheets.reference import Reference, load_reference
from tests.curated_country import country_to_curate
from tests.small_country import figure, source, write_country


def _evidence(*spans: tuple[int, int]) -> list[dict[str, str]]:
    return [candidate({"start": start, "end": end}) for start, end in spans]


def test_overlapping_evidence_keeps_every_number_and_the_whole_text() -> None:
    found = review.segments("abcdefgh", _evidence((1, 5), (3, 7)))
    assert [(one.text, one.numbers) for one in found] == [
        ("a", ()), ("bc", (1,)), ("de", (1, 2)), ("fg", (2,)), ("h", ()),
    ]  # fmt: skip


@pytest.mark.parametrize("span", [(5, 5), (7, 3), (9, 99)])
def test_evidence_that_is_no_place_of_the_text_marks_nothing(span: tuple[int, int]) -> None:
    assert review.segments("abcdefgh", _evidence(span)) == [review.Segment("abcdefgh")]


def test_markup_of_a_text_is_text() -> None:
    found = review.segments("<b>1</b> & \u202e2", _evidence((3, 4)))
    assert review.evidence_html(found) == (
        "&lt;b&gt;<mark><b>[1]</b> 1</mark>&lt;/b&gt; &amp; \N{REPLACEMENT CHARACTER}2"
    )


def test_of_a_long_text_the_surroundings_of_the_evidence_are_left() -> None:
    found = review.abridged([review.Segment("x" * 40_000), review.Segment("61,5", (1,))])
    assert [len(one.text) for one in found] == [400 + len("\n[…]\n") + 400, 4]


@pytest.fixture
def reference(tmp_path: Path) -> Reference:
    data = country_to_curate(tmp_path)
    sources = [source("bia-press"), source("bia-khac")]
    write_country(data, [figure("60"), figure("70", area_code="99002", source_id="bia-khac")],
                  sources)  # fmt: skip
    return load_reference(data)


@pytest.mark.parametrize(("cells", "kind", "accepted"), [
    ({"value": "60"}, review.SAME, "60"),
    ({"value": "61"}, review.CHANGES, "60"),
    ({"value": "60", "source_id": "bia-khac"}, review.AGREES, "60"),
    ({"value": "65", "source_id": "bia-khac"}, review.CONTRADICTS, "60"),
    ({"value": "71", "area_code": "99002"}, review.CONTRADICTS, "70"),
    ({"value": "61", "area_code": "99003"}, review.NEW, None),
    ({"value": "61", "area_code": ""}, review.INCOMPLETE, None),
    ({"value": "61,5"}, review.INCOMPLETE, None),
    ({"value": "61", "period_end": ""}, review.INCOMPLETE, None),
    ({"value": "61", "indicator_id": "<b>"}, review.INCOMPLETE, None),
])  # fmt: skip
def test_a_candidate_stands_beside_the_table(
    reference: Reference, cells: dict[str, str], kind: str, accepted: str | None
) -> None:
    found = review.standing(candidate(figure(**cells)), reference)
    assert found.kind == kind
    assert (str(found.accepted.value) if found.accepted else None) == accepted


def test_a_change_waits_for_a_person(reference: Reference) -> None:
    rows = [candidate({**figure("61"), "decision": "accept"}),
            candidate({**figure("61", area_code="99003"), "decision": "accept"})]  # fmt: skip
    decisions = [one["decision"] for one in review.undecided_where_doubtful(rows, reference)]
    assert decisions == ["", "accept"]


def test_only_columns_for_editing_are_taken_from_the_page() -> None:
    before = [candidate(figure("60"))]
    row = {"value": " 61\n", "decision": "accept", "reason": float("nan"), "area_code": "99002",
           "source_id": "of-somebody-else", "revision": "9"}  # fmt: skip
    after = review.edited(before, [row], {"99002": "xã Bịa Hai"})[0]
    assert (after["value"], after["decision"], after["reason"]) == ("61", "accept", "")
    assert (after["source_id"], after["revision"]) == ("bia-press", "1")
    assert after["area_name"] == "xã Bịa Hai"
    with pytest.raises(ValueError, match="found 2 rows, expected 1"):
        review.edited(before, [row, row], {})


def test_one_decision_for_the_open_ones_keeps_the_others() -> None:
    rows = [candidate({"decision": "refuse", "reason": "sai"}), candidate({"reason": "riêng"}),
            candidate({})]  # fmt: skip
    found = review.decide_open(rows, "accept", " chung\n")
    assert [(one["decision"], one["reason"]) for one in found] == [
        ("refuse", "sai"), ("accept", "riêng"), ("accept", "chung"),
    ]  # fmt: skip
