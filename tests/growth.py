"""The live table as it may be after the next accept: for proving that no test asks its figures.

A copy of the curated files takes in figures by the product's own ``accept`` and, if asked, one
more indicator. The figures are invented and only ever lie in a copy; their source says so.
"""

import csv
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from indicators.curation.candidate_files import candidate, write_candidates
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


def grow(data: Path, communes: int, *, new_indicator: bool = True) -> int:
    """Accept plausible figures of ``communes`` communes into ``data``; return how many rows.

    The communes are spread evenly over the country, so that the provinces and types that tests
    look at get some. ``new_indicator`` adds an indicator at the end of a theme, and a figure each.
    """
    if new_indicator:
        _add_indicator(data / "indicators.yaml")
    asked = [*PLAUSIBLE, (NEW_INDICATOR, YEAR, "", ("12.5", "40"))][: None if new_indicator else -1]
    rows = [row for one in asked for row in _candidates(_spread(data, communes), *one)]
    candidates, sources = data.parent / "candidates.csv", data.parent / "new-sources.csv"
    write_candidates(rows, candidates)
    sources.write_text(sources_csv([source_row(**SOURCE)]), encoding="utf-8", newline="")
    command = [sys.executable, "-m", "indicators", "accept", candidates, "--sources", sources]
    subprocess.run([*command, "--data", data], cwd=ROOT, check=True)
    return len(rows)


def copy_of(data: Path, folder: Path) -> Path:
    """Copy the curated files to ``folder`` without what was built from them."""
    shutil.copytree(data, folder, ignore=shutil.ignore_patterns("*.duckdb*", "*.lock"))
    return folder


def _spread(data: Path, count: int) -> list[str]:
    with (data / "areas.csv").open(encoding="utf-8", newline="") as file:
        today = [row for row in csv.DictReader(file) if not row["valid_to"]]
    codes = [row["area_code"] for row in today if row["level"] == "commune"]
    return codes[:: max(1, len(codes) // count)][:count]


def _candidates(
    codes: list[str], indicator: str, period: tuple[str, str], basis: str, values: tuple[str, ...]
) -> Iterator[dict[str, str]]:
    for code, value in zip(codes, cycle(values)):  # noqa: B905 - the values go round
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
    twin = re.sub(r'name: \{.*\}', 'name: {vi: "Tỷ lệ bịa", en: "Invented share"}', twin, count=1)
    catalogue.write_text(text.replace(record, record + twin), encoding="utf-8")


if __name__ == "__main__":
    print(grow(Path(sys.argv[1]).resolve(), int(sys.argv[2])), "rows accepted")
