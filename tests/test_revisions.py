"""Revisions as a frame, as CSV and as an Atom feed, by hand-checked figures."""

import csv
import io
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest

from indicators.candidates.files import candidate, write_candidates
from indicators.curation.accepting import accept
from indicators.questions.changes_feed import changes_atom
from indicators.questions.revisions import changes, changes_csv
from indicators.release.build import build
from indicators.release.store import Store
from tests.invented_country import make_invented_country

SITE = "https://thuoc-xa.example"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
REASON = 'Báo sửa <b>"1,92"</b> & ghi lại\u0001'


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """An Mẫu's poverty rate went from 1.92 to 2.1 to 2; Bình Mẫu's stands as first recorded."""
    folder = tmp_path_factory.mktemp("changes")
    data = make_invented_country(folder / "data")
    for day, code, value, reason in (
        (date(2026, 5, 1), "97001", "2.1", REASON),
        (date(2026, 6, 1), "97001", "2", "chi cục thống kê trả lời"),
        (date(2026, 7, 1), "97002", "3.5", ""),
    ):
        write_candidates([_candidate(code, value, reason)], folder / "c.csv")
        accept(folder / "c.csv", data, today=day)
    build(data, folder / "release.duckdb")
    with Store(folder / "release.duckdb") as opened:
        yield opened


def _candidate(code: str, value: str, reason: str) -> dict[str, str]:
    return candidate(
        {
            "area_code": code, "indicator_id": "poverty_rate", "period_start": "2025-01-01",
            "period_end": "2025-12-31", "value": value, "qualifier": "exact", "status": "A",
            "source_id": "bao-mau-2026", "as_printed": value.replace(".", ",") + "%",
            "decision": "accept", "reason": reason,
        }
    )  # fmt: skip


def test_revisions_with_old_and_new_value_day_reason_and_source(store: Store) -> None:
    frame = changes(store)
    assert frame[["old_value", "new_value", "revision"]].values.tolist() == [
        [2.1, 2.0, 3], [1.92, 2.1, 2],
    ]  # fmt: skip
    latest = frame.iloc[0]
    assert latest["changed_on"].date() == date(2026, 6, 1)
    assert latest["reason"] == "chi cục thống kê trả lời"
    assert (latest["area_name"], latest["province"]) == ("An Mẫu", "Mẫu Đông")
    assert (latest["source_id"], latest["publisher"]) == ("bao-mau-2026", "Báo Mẫu")
    assert (latest["old_as_printed"], latest["new_as_printed"]) == ("2,1%", "2%")


def test_changes_of_several_communes_are_one_list_latest_first(store: Store) -> None:
    both = changes(store, ["97001", "97002"], "poverty_rate", include_new=True)
    assert both["changed_on"].is_monotonic_decreasing
    assert both["area_code"].tolist()[0] == "97002"
    assert set(both["area_code"]) == {"97001", "97002"}
    assert changes(store, []).empty


def test_changes_of_one_commune_and_of_one_indicator(store: Store) -> None:
    assert len(changes(store, ["97001"])) == 2
    assert len(changes(store, ["97002"])) == 0
    assert len(changes(store, indicator="poverty_rate")) == 2
    assert len(changes(store, indicator="income_per_capita")) == 0


def test_first_figures_on_demand(store: Store) -> None:
    frame = changes(store, include_new=True)
    assert len(frame) == 4
    first = frame.iloc[0]
    assert (first["area_code"], first["new_value"]) == ("97002", 3.5)
    assert str(first["old_value"]) == "nan"


def test_csv_has_one_line_a_change(store: Store) -> None:
    text = changes_csv(changes(store)).decode("utf-8-sig")
    [latest, first] = csv.DictReader(io.StringIO(text, newline=""))
    assert (latest["changed_on"], latest["old_value"], latest["new_value"]) == (
        "2026-06-01", "2.1", "2.0",
    )  # fmt: skip
    assert first["reason"].startswith('Báo sửa <b>"1,92"</b> & ghi lại')


def feed(
    store: Store, *, area: str | None = None, indicator: str | None = None
) -> ElementTree.Element:
    frame = changes(store, [area] if area else None, indicator)
    return ElementTree.fromstring(changes_atom(frame, SITE + "/", area=area, indicator=indicator))


def test_the_feed_has_what_atom_asks_for(store: Store) -> None:
    root = feed(store, area="97001")
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert root.findtext("a:id", "", ATOM) == f"{SITE}/api/v1/changes.atom?area=97001"
    assert root.findtext("a:updated", "", ATOM) == "2026-06-01T00:00:00Z"
    assert root.findtext("a:title", "", ATOM) == "Thước Xã: thay đổi số liệu · An Mẫu"
    assert root.findtext("a:author/a:name", "", ATOM) == "Thước Xã"
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", ATOM)}
    assert links == {"self": f"{SITE}/api/v1/changes.atom?area=97001", "alternate": f"{SITE}/"}
    entries = root.findall("a:entry", ATOM)
    assert [entry.findtext("a:title", "", ATOM) for entry in entries] == [
        "An Mẫu: Tỷ lệ hộ nghèo, 2,1 → 2 %", "An Mẫu: Tỷ lệ hộ nghèo, 1,92 → 2,1 %",
    ]  # fmt: skip
    assert [entry.findtext("a:updated", "", ATOM) for entry in entries] == [
        "2026-06-01T00:00:00Z", "2026-05-01T00:00:00Z",
    ]  # fmt: skip


def test_ids_are_one_for_each_revision_and_do_not_change(store: Store) -> None:
    by_area, by_indicator = feed(store, area="97001"), feed(store, indicator="poverty_rate")
    ids = [entry.findtext("a:id", "", ATOM) for entry in by_area.findall("a:entry", ATOM)]
    assert ids == [
        entry.findtext("a:id", "", ATOM) for entry in by_indicator.findall("a:entry", ATOM)
    ]
    assert ids[0] == (f"{SITE}/changes/97001/poverty_rate/2025-01-01/2025-12-31/all/bao-mau-2026/3")
    assert len(set(ids)) == 2


def test_markup_and_control_characters_in_a_reason_stay_text(store: Store) -> None:
    summary = feed(store).findall("a:entry/a:summary", ATOM)[1].text
    assert summary == (
        'Kỳ 2025-01-01 – 2025-12-31. Lý do: Báo sửa <b>"1,92"</b> & ghi lại. '
        "Nguồn: Báo Mẫu (bao-mau-2026), lần sửa 2."
    )


def test_an_empty_feed_is_a_feed(store: Store) -> None:
    root = feed(store, area="98001")
    assert root.findall("a:entry", ATOM) == []
    assert root.findtext("a:updated", "", ATOM) == "2025-07-01T00:00:00Z"
