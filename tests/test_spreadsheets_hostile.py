"""Files that must be refused clearly, in bounded time and memory, and never with a traceback."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from indicators.refusal import RefusedFileError
from indicators.spreadsheets.files.workbook import read_sheets
from tests import hostile_files
from tests.reports import annual

FILES = Path(__file__).parent / "report_files"
# Reading a workbook as large as the bounds allow takes less on one slow core.
LONGEST_SECONDS = 20
LARGEST_GROWTH_KB = 700 * 1024


def refusal(path: Path) -> RefusedFileError:
    started = time.monotonic()
    with pytest.raises(RefusedFileError) as caught:
        read_sheets(path)
    assert time.monotonic() - started < LONGEST_SECONDS
    assert caught.value.next_step
    return caught.value


@pytest.mark.parametrize(
    ("build", "found"),
    [
        (hostile_files.bomb, "far more data"),
        (hostile_files.lying_bomb, "damaged"),
        (hostile_files.entities, "document type declaration"),
        (hostile_files.repeated_text, "one long text in very many cells"),
        (lambda path: hostile_files.stray_cell(path, "XFD1048576"), "XFD1048576"),
        (lambda path: hostile_files.stray_cell(path, "A1048576"), "A1048576"),
    ],
    ids=["bomb", "lying", "entities", "text", "corner", "last-row"],
)
def test_a_workbook_out_of_bounds(
    build: Callable[[Path], Path], found: str, tmp_path: Path
) -> None:
    assert found in refusal(build(tmp_path / "x.xlsx")).found


def test_a_repeated_ods_cell_is_counted_as_often_as_it_stands(tmp_path: Path) -> None:
    assert "XFD1048576" in refusal(hostile_files.repeated_ods(tmp_path / "x.ods")).found


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("xl/vbaProject.bin", "a macro (VBA)"),
        ("xl/macrosheets/sheet1.xml", "a macro sheet (Excel 4.0)"),
        ("xl/externalLinks/externalLink1.xml", "links to other workbooks"),
        ("xl/connections.xml", "a connection to outside data"),
    ],
)
def test_macros_and_links_are_refused(part: str, found: str, tmp_path: Path) -> None:
    assert refusal(hostile_files.with_part(tmp_path / "x.xlsx", part, b"x")).found == found


def test_a_password_is_asked_to_be_taken_off() -> None:
    error = refusal(FILES / "invented-encrypted.xlsx")
    assert error.found == "a workbook protected by a password"
    assert error.next_step == "open it with the password and save it without one"


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("x.xlsx", b"STT;T\xc3\xaan", "a file that begins with b'STT;T"),
        ("x.xls", b"<html><table></table></html>", "a file that begins with b'<html><t"),
        ("x.csv", b"<html><table></table></html>", "markup (HTML or XML)"),
        ("x.csv", b"%PDF-1.7\n\x00\x01", "NUL bytes"),
        ("x.csv", b"", "an empty file"),
        ("x.csv", b'a;b\n"c;d\n', "broken CSV"),
        ("x.xlsx", b"PK\x03\x04 broken off", "a damaged or encrypted archive"),
        ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a damaged workbook"),
        ("x.csv", b"\xff\xfea", "bytes that are not utf-16"),
        ("x.csv", b"a;b\x01\n" + b"\xe3;c\n", "control characters"),
    ],
)
def test_what_is_no_table(name: str, content: bytes, found: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(path).found.startswith(found)


def test_directories_and_absent_files_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path).found == "a directory"
    assert refusal(tmp_path / "x.xlsx").found == "no such file"


def test_an_archive_of_something_else(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("báo cáo.docx", b"x")
    assert refusal(tmp_path / "x.zip").found == "an archive with 'báo cáo.docx'"


def test_a_file_cut_off_anywhere_is_refused_or_read(tmp_path: Path) -> None:
    whole = annual(tmp_path / "whole.xlsx").read_bytes()
    old = (FILES / "invented-annual.xls").read_bytes()
    for suffix, data in ((".xlsx", whole), (".xls", old)):
        for share in range(1, 20):
            path = tmp_path / f"cut{suffix}"
            path.write_bytes(data[: len(data) * share // 20])
            try:
                assert read_sheets(path)[0].rows
            except RefusedFileError as error:
                assert error.next_step


def test_damaged_bytes_are_refused_or_read(tmp_path: Path) -> None:
    import random

    dice = random.Random(20251101)
    for name in ("invented-annual.xls", "invented-annual.ods"):
        data = (FILES / name).read_bytes()
        path = tmp_path / name
        for _ in range(60):
            damaged = bytearray(data)
            for _ in range(8):
                damaged[dice.randrange(8, len(damaged))] = dice.randrange(256)
            path.write_bytes(damaged)
            try:
                read_sheets(path)
            except RefusedFileError as error:
                assert error.next_step


def test_formatted_empty_rows_down_to_the_last_do_not_hide_the_table(tmp_path: Path) -> None:
    path = hostile_files.full_height(tmp_path / "tall.xlsx")
    started = time.monotonic()
    [sheet] = read_sheets(path)
    assert time.monotonic() - started < LONGEST_SECONDS
    assert sheet.rows == [["Tên đơn vị", "Tỷ lệ hộ nghèo (%) năm 2025"], ["An Mẫu", 1.92]]


@pytest.mark.skipif(sys.platform != "linux", reason="the unit of ru_maxrss is known on Linux only")
@pytest.mark.parametrize("build", ["bomb", "repeated_text", "repeated_ods"])
def test_memory_stays_bounded(build: str, tmp_path: Path) -> None:
    path = tmp_path / ("x.ods" if build == "repeated_ods" else "x.xlsx")
    getattr(hostile_files, build)(path)
    program = (
        "import sys, resource\nfrom pathlib import Path\n"
        "from indicators.spreadsheets.files.workbook import read_sheets, RefusedFileError\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try: read_sheets(Path(sys.argv[1]))\n"
        "except RefusedFileError: pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(path)], check=True, capture_output=True, text=True
    )
    assert int(run.stdout) < LARGEST_GROWTH_KB
