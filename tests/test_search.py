"""Finding areas as readers type them, over the curated names."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.questions.search import COLUMNS, cuts_of, search_areas, texts_of
from indicators.release.area_names import area_name_rows
from indicators.release.build import derive, describe_release, insert, new_release
from indicators.release.store import Store

DATA = Path(__file__).parent.parent / "data"


def read(name: str) -> list[dict[str, str | None]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [{k: v or None for k, v in row.items()} for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A release with areas and their names alone."""
    areas, lineage = read("areas.csv"), read("area_lineage.csv")
    names = {area["area_code"]: area["name"] for area in areas}
    for area in areas:
        code = area["parent_code"] if area["level"] == "commune" else area["area_code"]
        area["province_name"] = None if area["level"] == "nation" else names[code]
    path = tmp_path_factory.mktemp("search") / "areas.duckdb"
    with new_release(path) as connection:
        insert(connection, "area", areas)
        insert(connection, "area_lineage", lineage)
        columns = ("folded", "name", "kind", "area_code")
        rows = area_name_rows(areas, lineage)
        insert(connection, "area_name", (dict(zip(columns, r, strict=True)) for r in rows))
        derive(connection)
        describe_release(connection, "areas-alone", synthetic=False)
    with Store(path) as store:
        yield store


def first(found: pd.DataFrame) -> tuple[str, str, str]:
    return tuple(found.loc[0, ["area_code", "matched_name", "matched_kind"]])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hoang loc", ("15961", "Hoằng Lộc", "own")),
        ("hoang loc thanh hoa", ("15961", "Hoằng Lộc", "own")),
        ("thanh hoá hoằng lộc", ("15961", "Hoằng Lộc", "own")),
        ("tan an tay ninh", ("27712", "Tân An", "own")),
        ("dakndrung", ("24717", "Đắk N'Drung", "former_commune")),
        ("Đắk N’Drung", ("24717", "Đắk N'Drung", "former_commune")),
        ("Nam Bình Đắk Song", ("24717", "Nam Bình", "former_commune")),
        ("xã Nam Bình, huyện Đắk Song, tỉnh Đắk Nông", ("24717", "Nam Bình", "former_commune")),
        ("nam binh lam dong", ("24717", "Nam Bình", "former_commune")),
        ("phuong ben nghe", ("26740", "Bến Nghé", "former_commune")),
        ("ben nghe q1", ("26740", "Bến Nghé", "former_commune")),
        ("P1 Đà Lạt", ("24781", "Phường 1", "former_commune")),
        ("phường 1 Bảo Lộc", ("24823", "1 Bảo Lộc", "own")),
        ("xã Đức An", ("24717", "Đức An", "own")),
        ("24717", ("24717", "Đức An", "own")),
        ("24721", ("24717", "Nam Bình", "former_commune")),
        ("24727", ("24717", "Đắk N'Drung", "former_commune")),
        ("68", ("68", "Lâm Đồng", "own")),
        ("vn", ("VN", "Việt Nam", "own")),
        ("TP. Hồ Chí Minh", ("79", "Hồ Chí Minh", "own")),
        ("binh duong ho chi minh", ("25760", "Bình Dương", "own")),
        ("hoang lok", ("15961", "Hoằng Lộc", "own")),
        ("dalat", ("24787", "Đà Lạt", "former_district")),
    ],
)
def test_what_is_found_first(store: Store, text: str, expected: tuple[str, str, str]) -> None:
    assert first(search_areas(store, text)) == expected


def test_the_answer_has_one_row_per_area_and_always_the_province(store: Store) -> None:
    found = search_areas(store, "tân an", limit=50)
    assert tuple(found.columns) == COLUMNS
    assert found["area_code"].is_unique
    assert found["province_name"].notna().all()
    own = found[found["matched_kind"] == "own"]
    assert own["name"].tolist()[:10] == ["Tân An"] * 10
    assert own["province_name"].tolist()[:10] == [
        "An Giang", "Bắc Ninh", "Cần Thơ", "Hải Phòng", "Nghệ An", "Tuyên Quang", "Tây Ninh",
        "Vĩnh Long", "Đắk Lắk", "Đồng Nai",
    ]  # fmt: skip


def test_the_type_asked_for_comes_first(store: Store) -> None:
    wards = search_areas(store, "phường Tân An", limit=4)
    assert wards["area_type"].tolist() == ["phường"] * 4
    communes = search_areas(store, "xã Tân An", limit=6)
    assert communes["area_type"].tolist() == ["xã"] * 6


def test_own_names_come_before_former_ones(store: Store) -> None:
    found = search_areas(store, "Nam Bình", limit=50)
    assert found["matched_kind"].tolist()[:3] == ["former_commune"] * 3
    assert set(found["area_code"].head(3)) == {"13186", "14329", "24717"}
    kinds = search_areas(store, "đắk song", limit=50)["matched_kind"].tolist()
    assert kinds == ["own", "own", "former_district", "former_district", "former_district"]


def test_a_former_province_leads_to_the_province_and_communes_of_today(store: Store) -> None:
    found = search_areas(store, "tỉnh Đắk Nông", limit=200)
    former = found[found["matched_kind"] == "former_province"]
    assert former["area_code"].iloc[0] == "68"
    assert set(former["province_code"]) == {"68"}
    assert "24717" in set(former["area_code"])
    assert len(former) == 29


def test_the_answer_can_be_narrowed(store: Store) -> None:
    assert search_areas(store, "lâm đồng", level="province")["area_code"].tolist() == ["68"]
    found = search_areas(store, "tân an", province="80")
    assert set(found["province_code"]) == {"80"}
    assert found["area_code"].iloc[0] == "27712"
    assert len(search_areas(store, "tân an", limit=3)) == 3


def test_nothing_found_is_an_empty_frame_with_the_columns(store: Store) -> None:
    for text in ("", "   ", "%", "___", "xyzxyzxyz", "99999", "\x00", "'\"; --"):
        found = search_areas(store, text)
        assert (len(found), tuple(found.columns)) == (0, COLUMNS), text


@pytest.mark.parametrize("text", ["' OR 1=1 --", "tân an'; DROP TABLE area; --", "a" * 100_000])
def test_hostile_text_changes_nothing(store: Store, text: str) -> None:
    search_areas(store, text)
    assert search_areas(store, "24717")["name"].tolist() == ["Đức An"]


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=40) | st.text("aăâbcdđeênnghioôơxã '’,%_|-.0123456789", max_size=25))
def test_any_text_is_answered(store: Store, text: str) -> None:
    assert tuple(search_areas(store, text, limit=5).columns) == COLUMNS


@pytest.mark.parametrize(
    ("narrowing", "message"),
    [({"level": "huyện"}, "level: found 'huyện'"), ({"limit": 0}, "limit: found 0")],
)
def test_a_wrong_narrowing_is_refused(
    store: Store, narrowing: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        search_areas(store, "tân an", **narrowing)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("Đức An", ["duc an"]),
        ("xã Đức An", ["xa duc an", "duc an"]),
        ("Quận 1", ["quan 1"]),
        ("q1", ["quan 1"]),
        ("P1, Đà Lạt", ["phuong 1 da lat", "1 da lat"]),
        (
            "xã Nam Bình, huyện Đắk Song",
            ["xa nam binh huyen dak song", "nam binh huyen dak song", "nam binh dak song"],
        ),
        ("xã", ["xa"]),
        ("", []),
    ],
)
def test_type_words_are_put_aside(text: str, texts: list[str]) -> None:
    assert texts_of(text) == texts


def test_a_text_is_cut_before_each_word() -> None:
    assert cuts_of("hoang lok thanh hoa") == [
        ("hoang lok thanh hoa", ""),
        ("hoang", "lok thanh hoa"),
        ("hoang lok", "thanh hoa"),
        ("hoang lok thanh", "hoa"),
    ]


def test_names_of_an_area_are_listed_once() -> None:
    areas: list[dict[str, str | None]] = [
        {"area_code": "VN", "level": "nation", "name": "Việt Nam", "parent_code": None},
        {"area_code": "68", "level": "province", "name": "Lâm Đồng", "parent_code": "VN"},
        {"area_code": "24717", "level": "commune", "name": "Đức An", "parent_code": "68"},
    ]
    pair = {"old_district": "huyện Đắk Song", "old_province": "Đắk Nông", "new_code": "24717"}
    lineage = [{**pair, "old_name": name} for name in ("Đức An", "Nam Bình")]
    assert sorted(area_name_rows(areas, lineage)) == sorted(
        [
            ("viet nam", "Việt Nam", "own", "VN"),
            ("lam dong", "Lâm Đồng", "own", "68"),
            ("duc an", "Đức An", "own", "24717"),
            ("lam dong", "Lâm Đồng", "province", "24717"),
            ("nam binh", "Nam Bình", "former_commune", "24717"),
            ("huyen dak song", "huyện Đắk Song", "former_district", "24717"),
            ("dak song", "huyện Đắk Song", "former_district", "24717"),
            ("dak nong", "Đắk Nông", "former_province", "24717"),
            ("dak nong", "Đắk Nông", "former_province", "68"),
        ]
    )
