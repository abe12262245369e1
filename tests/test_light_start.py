"""What a server imports before its first reader: nothing that only one kind of file needs."""

import subprocess
import sys

from tests.serving import ROOT

# Writers of files that few ask for, each slow to import.
LATER = ("docx", "lxml", "openpyxl", "xlsxwriter", "pyarrow.parquet")


def test_a_server_starts_without_the_writers_of_files() -> None:
    told = f"import sys, indicators.web.server; print([x for x in {LATER} if x in sys.modules])"
    found = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True,
                           check=True)  # fmt: skip
    assert found.stdout.strip().splitlines()[-1] == "[]"
