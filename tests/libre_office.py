"""LibreOffice on a machine set to Vietnamese, for tests: a file in, a workbook or a PDF out."""

import shutil
import subprocess
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
needs_libre_office = pytest.mark.skipif(not PROGRAM, reason="LibreOffice is not installed")
# Debian packs the programs of the office one by one.
WRITER = PROGRAM and (Path(PROGRAM).resolve().parent / "libswlo.so").exists()
needs_writer = pytest.mark.skipif(not WRITER, reason="LibreOffice Writer is not installed")

# Semicolons, quotes, UTF-8, from the first line; no column is given a type: what a double click is.
AS_OPENED = "CSV:59,34,76,1"
WORKBOOK = "xlsx:Calc MS Excel 2007 XML"
PDF = "pdf:calc_pdf_Export"
WRITER_PDF = "pdf:writer_pdf_Export"

VIETNAMESE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>vi-VN</value></prop></item>
</oor:items>
"""


def vietnamese_profile(folder: Path) -> str:
    """The option that has LibreOffice start as on a machine set to Vietnamese, kept in a folder."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(VIETNAMESE, "utf-8")
    return f"-env:UserInstallation={profile.as_uri()}"


def converted(files: list[Path], folder: Path, form: str, opened_as: str = "") -> list[Path]:
    """The files as LibreOffice under vi-VN opens and saves them, in ``folder``; one start."""
    command = [str(PROGRAM), vietnamese_profile(folder), "--headless"]
    command += [f"--infilter={opened_as}"] if opened_as else []
    command += ["--convert-to", form, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    suffix = "." + form.partition(":")[0]
    return [folder / file.with_suffix(suffix).name for file in files]
