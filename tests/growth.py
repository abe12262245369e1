"""The curated files as they may be after the next accept, to prove that no test asks their figures.

``make test-grown`` (``python -m tests.growth``) copies the repository, has the product's own
``accept`` take figures of many communes, adds an indicator, and runs the tests there. The figures
are invented and lie in the copy only; their source says so.
"""

import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from indicators.candidates.files import candidate, write_candidates
from indicators.curated.content_digests import DIGESTS, content_digests, with_digests
from indicators.curated.package import DESCRIPTOR, read_descriptor
from indicators.curated.row_counts import LINES, descriptor_text, line_counts
from indicators.curation.accepting import accept
from indicators.curation.new_sources import source_row, sources_csv

ROOT = Path(__file__).resolve().parent.parent
SOURCE = {
    "source_id": "bia-2026-11-27", "kind": "official", "publisher": "Nguồn bịa để thử",
    "title": "Số bịa để thử các kiểm thử", "url": "https://example.invalid/bia",
    "published_on": "2026-11-27", "retrieved_on": "2026-11-27", "language": "vi",
    "note": "invented for tests; lies in a copy of the table only",
}  # fmt: skip
YEAR, PART = ("2025-01-01", "2025-12-31"), ("2025-01-01", "2025-09-30")
# Indicator, period, basis, and values that many communes report.
PLAUSIBLE = (
    ("income_per_capita", YEAR, "", ("58.5", "71.2", "83", "95.4")),
    ("poverty_rate", YEAR, "", ("0.85", "1.9", "3.42", "6.1")),
    ("online_dossier_share", PART, "", ("91.5", "97.3", "99.12")),
    ("budget_revenue_vs_plan", YEAR, "area.province", ("97.6", "108.4", "131")),
    ("population", YEAR, "", ("8450", "12600", "20115")),
)
NEW_INDICATOR = "invented_share"
COMMUNES = 40


def grow(data: Path, communes: int, *, new_indicator: bool = True) -> int:
    """Accept plausible figures of ``communes`` communes into ``data``; return how many rows.

    The communes are spread evenly over the country, so that the provinces and types that tests
    look at get some. ``new_indicator`` adds an indicator at the end of a theme, and a figure each.
    """
    if new_indicator:
        _add_indicator(data / "indicators.yaml")
        _record_catalogue(data)  # the rest is as it was; `accept` checks the whole table
    asked = [*PLAUSIBLE, (NEW_INDICATOR, YEAR, "", ("12.5", "40"))][: None if new_indicator else -1]
    rows = [row for one in asked for row in _candidates(_spread(data, communes), *one)]
    with tempfile.TemporaryDirectory() as folder:
        candidates, sources = Path(folder) / "candidates.csv", Path(folder) / "sources.csv"
        write_candidates(rows, candidates)
        sources.write_text(sources_csv([source_row(**SOURCE)]), encoding="utf-8", newline="")
        return len(accept(candidates, data, sources=sources).added)


def copied_repository(folder: Path) -> Path:
    """Copy what the tests need of this repository to ``folder``, without the databases.

    What Python compiled of it serves there too; what another process writes just now is left out.
    """
    unwanted = shutil.ignore_patterns(".*", "*.pyc.*", "*.duckdb*", "*.lock")
    shutil.copytree(ROOT, folder, ignore=unwanted)
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    return folder


def run_tests(repository: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the tests of a copied repository, with the packages of this one."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    own = {name: text for name, text in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(command, cwd=repository, env=own, capture_output=True, text=True)


def _spread(data: Path, count: int) -> list[str]:
    with (data / "areas.csv").open(encoding="utf-8", newline="") as file:
        today = [row for row in csv.DictReader(file) if not row["valid_to"]]
    codes = [row["area_code"] for row in today if row["level"] == "commune"]
    return codes[:: max(1, len(codes) // count)][:count]


def _candidates(
    codes: list[str], indicator: str, period: tuple[str, str], basis: str, values: tuple[str, ...]
) -> Iterator[dict[str, str]]:
    for code, value in zip(codes, cycle(values)):
        yield candidate({
            "area_code": code, "indicator_id": indicator, "period_start": period[0],
            "period_end": period[1], "basis": basis, "value": value, "qualifier": "exact",
            "status": "A", "source_id": SOURCE["source_id"], "locator": "dòng 1",
            "as_printed": value.replace(".", ","), "decision": "accept",
        })  # fmt: skip


def _add_indicator(catalogue: Path) -> None:
    """Put a twin of the share of waste collected behind it, under a name of its own."""
    text = catalogue.read_text(encoding="utf-8")
    (record,) = re.findall(r"^  - id: waste_collected_share\n(?:    .*\n|\n)+", text, re.MULTILINE)
    twin = re.sub(r"waste_collected_share", NEW_INDICATOR, record)
    twin = re.sub(r"name: \{.*\}", 'name: {vi: "Tỷ lệ bịa", en: "Invented share"}', twin, count=1)
    catalogue.write_text(text.replace(record, record + twin), encoding="utf-8")


def _record_catalogue(data: Path) -> None:
    descriptor, _problems = read_descriptor(data)
    digests = descriptor[DIGESTS] | content_digests(data, {"indicators.yaml"})
    counted = {**descriptor, LINES: line_counts(data)}
    (data / DESCRIPTOR).write_text(descriptor_text(with_digests(counted, digests)), "utf-8")


def main(arguments: list[str]) -> int:
    """Grow a copy, run the tests there with ``arguments`` for pytest, return its exit code."""
    with tempfile.TemporaryDirectory() as folder:
        repository = copied_repository(Path(folder) / "grown")
        print(f"{grow(repository / 'data', COMMUNES)} figures accepted into {repository}")
        outcome = run_tests(repository, *arguments)
    print(outcome.stdout)
    return outcome.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
