"""A mapping is proposed, saved beside its report, and holds next month's report to the layout."""

import itertools
from datetime import date
from pathlib import Path

import pytest

from indicators.refusal import RefusedFileError
from indicators.spreadsheets.importing import import_report, open_report
from indicators.spreadsheets.mapping.saved_mapping import (
    load_mapping,
    mapping_path,
    parse_period,
    save_mapping,
)
from indicators.spreadsheets.reading import Question
from indicators.spreadsheets.reference import Reference, load_reference
from tests.invented_country import make_invented_country
from tests.reports import BUILDERS, Rows, write_xlsx

QUESTION = Question("bao-cao-mau-2026", recorded_on=date(2026, 11, 1))


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return load_reference(make_invented_country(tmp_path_factory.mktemp("country") / "data"))


def monthly(month: int, headings: list[str], top: int = 1) -> Rows:
    return [
        *[["TỈNH MẪU ĐÔNG"]] * top,
        ["Đơn vị", *headings],
        ["An Mẫu", *(10 + month for _ in headings)],
    ]


def headings(month: int) -> list[str]:
    return [
        f"Tỷ lệ hồ sơ trực tuyến tháng {month}/2026 (%)",
        f"Tỷ lệ giải quyết đúng hạn tháng {month}/2026 (%)",
    ]


def saved(folder: Path, reference: Reference) -> Path:
    """A report of January with its mapping beside it; the path of both, less the suffix."""
    report = write_xlsx(folder / "thang.xlsx", monthly(1, headings(1)))
    save_mapping(open_report(report, reference).mapping, mapping_path(report))
    return report


@pytest.mark.parametrize("name", sorted(BUILDERS))
def test_a_saved_mapping_reads_the_same_report_alike(
    name: str, tmp_path: Path, reference: Reference
) -> None:
    path = BUILDERS[name](tmp_path / f"{name}.xlsx")
    proposed = import_report(path, reference, QUESTION)
    save_mapping(proposed.mapping, mapping_path(path))
    assert mapping_path(path).name == f"{name}.xlsx.mapping.yaml"
    again = import_report(path, reference, QUESTION)
    assert open_report(path, reference).saved
    assert again.accepted == proposed.accepted
    assert (again.rejects, again.missing) == (proposed.rejects, proposed.missing)


def test_next_month_needs_no_clicks_and_has_its_own_period(
    tmp_path: Path, reference: Reference
) -> None:
    report = saved(tmp_path, reference)
    write_xlsx(report, monthly(2, headings(2)))
    read = import_report(report, reference, QUESTION)
    assert [(one["value"], one["period_start"], one["period_end"]) for one in read.accepted] == [
        ("12", "2026-02-01", "2026-02-28"), ("12", "2026-02-01", "2026-02-28"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (monthly(2, list(reversed(headings(2)))),
         r"column B: found the heading 'Tỷ lệ giải quyết đúng hạn.*it is in column C now"),
        (monthly(2, [headings(2)[0], "Hài lòng (%)"]),
         r"column C: found the heading 'Hài lòng \(%\)', expected 'Tỷ lệ giải quyết đúng hạn"),
        (monthly(2, [*headings(2), "Hài lòng (%)"]),
         r"column D: found a new column 'Hài lòng \(%\)', expected no column there"),
        (monthly(2, headings(2)[:1]), r"column C: found the heading '', expected"),
        (monthly(2, headings(2), top=2), r"found the header in rows 3, expected rows 2"),
    ],
    ids=["swapped", "replaced", "added", "removed", "lower"],
)  # fmt: skip
def test_a_changed_layout_is_refused_with_what_moved(
    rows: Rows, message: str, tmp_path: Path, reference: Reference
) -> None:
    report = saved(tmp_path, reference)
    write_xlsx(report, rows)
    with pytest.raises(RefusedFileError, match=message):
        import_report(report, reference, QUESTION)


def test_a_person_may_change_the_mapping(tmp_path: Path, reference: Reference) -> None:
    report = BUILDERS["annual"](tmp_path / "r.xlsx")
    path = mapping_path(report)
    save_mapping(open_report(report, reference).mapping, path)
    text = path.read_text("utf-8")
    changed = text.replace("role: unknown\n  why: no indicator has this heading", "role: ignored")
    assert changed != text
    path.write_text(changed, "utf-8")
    read = import_report(report, reference, QUESTION)
    assert (len(read.accepted), len(read.missing), len(read.rejects)) == (9, 3, 0)
    assert read.cells_read == 12


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("version: 1", "version: 2", "version 2"),
        ("indicator: online_dossier_share", "indicator: lamps", "'lamps' is not in the catalogue"),
        ("role: area_name", "role: village", "role 'village'"),
        ("column: B", "column: B7", "expected letters"),
        ("unit: '%'", "unit: kg", "unit 'kg'"),
        ("header_rows:\n- 2", "header_rows: []", "header_rows"),
        ("version: 1", "version: [", "text that is no YAML in line 4"),
    ],
)
def test_a_broken_mapping_is_refused(
    old: str, new: str, message: str, tmp_path: Path, reference: Reference
) -> None:
    path = mapping_path(saved(tmp_path, reference))
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(RefusedFileError, match=message) as caught:
        load_mapping(path, reference.catalogue, reference.vocabulary)
    assert caught.value.next_step == "correct it; without it a new one is proposed"


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in itertools.pairwise("abcdefghi")
)
HEAD = "version: 1\nsheet: S\nheader_rows: {rows}\ncolumns: {columns}\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{BOMB}version: 1\nsheet: *i\n", "an alias in line 2"),
        ("!!python/object/apply:os.system [id]", "a tag in line 1"),
        ("version: !!binary AAAA", "a tag in line 1"),
        ("[" * 50_000, "deep nesting in line 1"),
        ("x: " + "y" * 1_000_000, "1,000,003 bytes"),
        ("{{{", "text that is no YAML"),
        ("\x00\x01", "text that is no YAML"),
        ("\ud800", "bytes that are not UTF-8"),
        ("", "other keys or values than in one"),
        ("- 1", "other keys or values than in one"),
        ("version: 1", "other keys or values than in one"),
        (HEAD.format(rows="[.inf]", columns="[]"), "other keys or values than in one"),
        (HEAD.format(rows="[-5]", columns="[]"), "header_rows"),
        (HEAD.format(rows="[1]", columns="abc"), "other keys or values than in one"),
        (HEAD.format(rows="[1]", columns="[{role: [a], column: A}]"), "other keys or values"),
        (HEAD.format(rows="[1]", columns="[{role: ignored, column: AAAA}]"), "expected letters"),
    ],
)  # fmt: skip
def test_a_hostile_mapping_is_refused_in_words(
    text: str, found: str, tmp_path: Path, reference: Reference
) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text(text, "utf-8", errors="surrogatepass")
    with pytest.raises(RefusedFileError) as caught:
        load_mapping(path, reference.catalogue, reference.vocabulary)
    assert found in caught.value.found
    assert len(caught.value.found) <= 300


def test_a_mapping_for_rows_far_below_the_sheet_is_refused(
    tmp_path: Path, reference: Reference
) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text(HEAD.format(rows=f"[{10**12 + 1}]", columns="[]"), "utf-8")
    report = write_xlsx(tmp_path / "x.xlsx", [["Số", "Việc"], [1, "Họp"]])
    with pytest.raises(RefusedFileError, match=r"found 2 rows, expected the header in rows 1000"):
        import_report(report, reference, QUESTION, mapping_file=path)


def test_another_sheet_can_be_asked_for(tmp_path: Path, reference: Reference) -> None:
    path = BUILDERS["sheets"](tmp_path / "r.xlsx")
    assert open_report(path, reference, "Nháp").mapping.sheet == "Nháp"
    with pytest.raises(RefusedFileError, match="expected a sheet 'Không'"):
        open_report(path, reference, "Không")


def test_a_workbook_without_a_table_of_areas_says_what_to_write(
    tmp_path: Path, reference: Reference
) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", [["Số", "Việc"], [1, "Họp"]])
    with pytest.raises(RefusedFileError, match=r"heading such as “Tên đơn vị”"):
        open_report(path, reference)


def test_periods_as_they_are_asked_for() -> None:
    assert parse_period("2025") == (date(2025, 1, 1), date(2025, 12, 31))
    assert parse_period("2025-01-01/2025-06-30") == (date(2025, 1, 1), date(2025, 6, 30))
    with pytest.raises(ValueError, match="first day before its last"):
        parse_period("2025-06-30/2025-01-01")
