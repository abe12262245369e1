"""Which commune a table of indicators is about, and what its saved mapping holds it to."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from indicators.refusal import RefusedFileError
from indicators.spreadsheets.importing import import_report, open_report, summary
from indicators.spreadsheets.mapping.saved_mapping import mapping_path, save_mapping
from indicators.spreadsheets.reading import Question, Report
from indicators.spreadsheets.reference import Reference, load_reference
from tests.invented_country import make_invented_country
from tests.reports import BUILDERS, Rows, write_xlsx

QUESTION = Question("bao-cao-mau-2026", recorded_on=date(2026, 11, 1))
HEADER = ["Chỉ tiêu", "ĐVT"]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return load_reference(make_invented_country(tmp_path_factory.mktemp("country") / "data"))


def rejected(report: Report) -> list[tuple[str, str]]:
    return [(one.place.rpartition("!")[2], one.reason_code) for one in report.rejects]


def across(communes: list[str], title: str = "Năm 2025") -> Rows:
    """One indicator under a group heading over these communes; a figure each, from 1 on."""
    return [
        [title],
        ["STT", "Chỉ tiêu", "Xã, phường", *[None] * (len(communes) - 1)],
        [None, None, *communes],
        [1, "Dân số (người)", *range(1, len(communes) + 1)],
    ]


def test_names_in_headings_are_settled_as_in_rows(tmp_path: Path, reference: Reference) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", across(["Hòa Mẫu", "Xã Cũ Mẫu", "Phường Mẫu Hải"]))
    open_to_both = import_report(path, reference, QUESTION)
    assert rejected(open_to_both) == [("C4", "ambiguous_area"), ("D4", "unknown_area")]
    assert [one["area_code"] for one in open_to_both.accepted] == ["98002"]
    in_west = import_report(path, reference, replace(QUESTION, province="98"))
    assert [one["area_code"] for one in in_west.accepted] == ["98001", "98002"]


def test_a_province_over_its_communes_settles_their_names(
    tmp_path: Path, reference: Reference
) -> None:
    rows: Rows = [
        ["UBND xã", "Mẫu Trung, ngày 15 tháng 01 năm 2026"],
        ["Kết quả năm 2025"],
        ["Chỉ tiêu", "Đơn vị", "Tỉnh Mẫu Đông", None, "Thành phố Mẫu Tây"],
        [None, None, "Xã Hòa Mẫu", "An Mẫu", "Hòa Mẫu"],
        ["Dân số", "Nghìn người", 1, 2, 3],
    ]
    path = write_xlsx(tmp_path / "x.xlsx", rows, merges=("A3:A4", "B3:B4", "C3:D3"))
    report = import_report(path, reference, QUESTION)
    # "Đơn vị" heads units here; a letter's date is no period.
    assert [(one["area_code"], one["value"], one["period_end"]) for one in report.accepted] == [
        ("97003", "1000", "2025-12-31"), ("97001", "2000", "2025-12-31"),
        ("98001", "3000", "2025-12-31"),
    ]  # fmt: skip


def test_a_sheet_that_fits_both_ways_is_read_the_way_that_knows_more(
    tmp_path: Path, reference: Reference
) -> None:
    rows: Rows = [
        ["Năm 2025"],
        ["Tên đơn vị", "Nội dung", "Năm 2025", "Tỷ lệ hộ nghèo (%)"],
        ["Bình Mẫu", "Dân số (người)", 5, 2.5],
        ["Tân Mẫu", "xem báo cáo", None, 3.5],
    ]
    wide = import_report(write_xlsx(tmp_path / "x.xlsx", rows), reference, QUESTION)
    assert (wide.mapping.layout, len(wide.accepted)) == ("wide", 2)
    more: Rows = [[*HEADER, "Địa bàn", "Năm 2024", "Năm 2025"],
                  ["Dân số", "người", "xã", 5, 6],
                  ["Tỷ lệ hộ nghèo", "%", "xã", 1, 2]]  # fmt: skip
    path = write_xlsx(tmp_path / "y.xlsx", more)
    by_row = import_report(path, reference, replace(QUESTION, area="Bình Mẫu"))
    assert (by_row.mapping.layout, len(by_row.accepted)) == ("by_indicator", 4)


def untitled(folder: Path, title: str = "Năm 2025") -> Path:
    rows: Rows = [[title], [*HEADER, "Thực hiện"], ["Dân số", "người", 100]]
    return write_xlsx(folder / "x.xlsx", rows)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Năm 2025", "no commune in the title"),
        ("Tỉnh Mẫu Đông năm 2025", "no commune in the title"),
        ("Các xã, phường năm 2025", "no commune in the title"),
        ("Xã Thủy Mẫu năm 2025", "no commune in the title"),  # it is a ward
        ("Xã Hòa Mẫu năm 2025", r"Hòa Mẫu \(xã, Mẫu Đông\) 97003; Hòa Mẫu \(xã, Mẫu Tây\) 98001"),
        ("Xã An Mẫu và xã Bình Mẫu năm 2025", r"97001; Bình Mẫu \(xã, Mẫu Đông\) 97002"),
    ],
)
def test_a_title_without_one_commune_is_refused(
    title: str, found: str, tmp_path: Path, reference: Reference
) -> None:
    with pytest.raises(RefusedFileError, match=found) as caught:
        import_report(untitled(tmp_path, title), reference, QUESTION)
    assert (
        caught.value.next_step
        == "name the commune: its field on the page, or --area with its code or name"
    )


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("UBND XÃ ĐẮK N’MẪU - năm 2025", "97004"),
        ("Năm 2025 của xã Hoà Mẫu, thành phố Mẫu Tây", "98001"),
        ("Đặc khu Đảo Mẫu năm 2025", "97007"),
    ],
)
def test_a_title_names_the_commune(
    title: str, area: str, tmp_path: Path, reference: Reference
) -> None:
    report = import_report(untitled(tmp_path, title), reference, QUESTION)
    assert [one["area_code"] for one in report.accepted] == [area]


def test_the_area_asked_for_goes_before_the_title(tmp_path: Path, reference: Reference) -> None:
    path = untitled(tmp_path, "Xã An Mẫu năm 2025")
    for asked in ("97002", "Bình Mẫu", "xã Bình Mẫu"):
        report = import_report(path, reference, replace(QUESTION, area=asked))
        assert [one["area_code"] for one in report.accepted] == ["97002"]
    with pytest.raises(RefusedFileError, match="found the area 'Lạ Mẫu'"):
        import_report(path, reference, replace(QUESTION, area="Lạ Mẫu"))
    wide = BUILDERS["pages"](tmp_path / "wide.xlsx")
    lines = summary(import_report(wide, reference, replace(QUESTION, area="97002")))
    assert "--area was not used: the table names its own areas" in lines


def test_a_sheet_of_areas_goes_before_one_without_any(tmp_path: Path, reference: Reference) -> None:
    path = untitled(tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("Các xã năm 2025")
    sheet.append(["Tên đơn vị", "Tỷ lệ hộ nghèo (%)"])
    sheet.append(["Bình Mẫu", 2.5])
    book.save(path)
    assert import_report(path, reference, QUESTION).mapping.sheet == "Các xã năm 2025"
    assert import_report(path, reference, QUESTION).unread_sheets == ["Biểu 1"]


def saved(path: Path, reference: Reference) -> Path:
    report = import_report(path, reference, QUESTION)
    save_mapping(report.mapping, mapping_path(path))
    return path


def test_the_mapping_keeps_areas_and_reads_periods_anew(
    tmp_path: Path, reference: Reference
) -> None:
    path = saved(BUILDERS["one_commune"](tmp_path / "t.xlsx"), reference)
    text = mapping_path(path).read_text("utf-8")
    assert "area: '97001'" in text
    assert "role: by_row\n  period: heading" in text
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for place in ("D4", "E4", "F4", "D11", "E11", "F11"):
        sheet[place] = str(sheet[place].value).replace("2024", "2023").replace("2025", "2024")
    book.save(path)
    again = import_report(path, reference, QUESTION)
    assert open_report(path, reference).saved
    periods = {one["locator"]: (one["period_start"], one["period_end"]) for one in again.accepted}
    assert periods["Biểu 1!D7"] == ("2023-01-01", "2023-12-31")
    assert periods["Biểu 1!F7"] == ("2024-01-01", "2024-12-31")


@pytest.mark.parametrize(
    ("place", "text", "message"),
    [
        (
            "A1",
            "UBND XÃ BÌNH MẪU",
            r"a title about Bình Mẫu \(xã, Mẫu Đông\) 97002.*expected 97001",
        ),
        ("D4", "Kế hoạch năm 2024", r"column D: found the heading 'Kế hoạch năm 2024'"),
        ("I4", "Ghi chú", r"column I: found a new column 'Ghi chú'"),
    ],
)
def test_a_moved_column_or_another_commune_is_refused(
    place: str, text: str, message: str, tmp_path: Path, reference: Reference
) -> None:
    path = saved(BUILDERS["one_commune"](tmp_path / "t.xlsx"), reference)
    book = openpyxl.load_workbook(path)
    book.worksheets[0][place] = text
    if place == "A1":
        book.worksheets[0]["A3"] = "tỉnh Mẫu Đông"
    book.save(path)
    with pytest.raises(RefusedFileError, match=message):
        import_report(path, reference, QUESTION)


def test_communes_that_changed_places_are_refused(tmp_path: Path, reference: Reference) -> None:
    path = saved(write_xlsx(tmp_path / "x.xlsx", across(["An Mẫu", "Bình Mẫu"])), reference)
    write_xlsx(path, across(["Bình Mẫu", "An Mẫu"]))
    with pytest.raises(RefusedFileError, match=r"'Xã, phường / An Mẫu' \(it is in column D now\)"):
        import_report(path, reference, QUESTION)


def test_a_person_may_say_what_a_column_is(tmp_path: Path, reference: Reference) -> None:
    rows: Rows = [["Năm 2025"], ["Chỉ tiêu", "Xã An Mẫu", "Cột 2"], ["Dân số (người)", 5, 6]]
    path = saved(write_xlsx(tmp_path / "x.xlsx", rows), reference)
    mapping = mapping_path(path)
    text = mapping.read_text("utf-8")
    column = "heading: Cột 2\n  role: by_row\n  area: Cột 2\n"
    assert column in text  # what stands beside a commune's name is taken for a name
    assert rejected(import_report(path, reference, QUESTION)) == [("C3", "unknown_area")]
    changed = column.replace("area: Cột 2", "area: '97002'\n  period: 2024\n  status: P")
    mapping.write_text(text.replace(column, changed), "utf-8")
    second = import_report(path, reference, QUESTION).accepted[1]
    assert (second["area_code"], second["period_end"], second["status"]) == (
        "97002", "2024-12-31", "P",
    )  # fmt: skip
    mapping.write_text(text.replace("role: indicator", "role: ignored"), "utf-8")
    with pytest.raises(RefusedFileError, match="role by_row, but none of role indicator"):
        import_report(path, reference, QUESTION)
