"""Copy the part of the curated files that tests ask about into this folder.

Run from the root of the repository: ``python -m tests.frozen.freeze``. Needed only when the tests
want another fact, or when a column that a row may not leave empty comes to the curated files; the
figures stay those recorded by ``LAST_DAY``, however many were accepted since.
"""

import csv
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
LIVE = FOLDER.parent.parent / "data"
LAST_DAY = "2026-11-21"

# Rankings, maps, trends and composites are asked for these: all their figures are kept.
INDICATORS = frozenset({
    "budget_revenue_vs_plan", "income_per_capita", "ntm_advanced_criteria_met", "ntm_criteria_met",
    "online_dossier_share", "ontime_dossier_share", "poverty_rate",
})  # fmt: skip
# Two indicators against each other: these are kept in one province, Hồ Chí Minh.
PAIR, PROVINCE_OF_PAIRS = frozenset({"population", "party_members"}), "79"
# Pages, evidence and contradictions of these places are read: all their figures are kept.
AREAS = frozenset({
    "00331", "08227", "08905", "09025", "09076", "14797", "15553", "15682", "15961", "16540",
    "16941", "24717", "25099", "26485", "26662", "27169", "38",
})  # fmt: skip
ARTICLES = frozenset({
    "bao-lam-dong-nd-9ced4a", "bao-phu-tho-suy-doan-nd-721d45", "bao-thanh-hoa-2025-11-19-1f9b82",
    "bao-thanh-hoa-2026-01-04-0114d0",
})  # fmt: skip
# Places without a figure, and former names that a search is asked for.
FORMER_NAMES_OF = frozenset({"00919", "00922", "26740", "24781"})

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """The rows of a CSV, every cell a text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, rows: list[Row]) -> None:
    """Write the rows with the columns of the first."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def chosen(figures: list[Row]) -> list[Row]:
    """What the sets above ask for, all figures of the articles that are read in tests, and the
    first figure of every other indicator.
    """
    first = {row["indicator_id"]: row for row in reversed(figures)}
    paired = {row["area_code"] for row in read(LIVE / "areas.csv")
              if row["parent_code"] == PROVINCE_OF_PAIRS}  # fmt: skip
    return [row for row in figures if row["indicator_id"] in INDICATORS
            or row["area_code"] in AREAS or row["source_id"] in ARTICLES
            or (row["indicator_id"] in PAIR and row["area_code"] in paired)
            or first[row["indicator_id"]] is row]  # fmt: skip


def main() -> None:
    """Write the tables and say how long they are."""
    every = [row for path in sorted((LIVE / "observations").glob("*.csv")) for row in read(path)]
    figures = chosen([row for row in every if row["recorded_on"] <= LAST_DAY])
    sources = read(LIVE / "sources.csv")
    named = {row["source_id"] for row in figures}
    places = {row["area_code"] for row in figures} | FORMER_NAMES_OF
    lineage = read(LIVE / "area_lineage.csv")
    former = {row["old_code"] for row in lineage if row["new_code"] in places}
    tables = {
        "areas.csv": read(LIVE / "areas.csv"),
        # With every part of a divided unit, or it would look whole.
        "area_lineage.csv": [row for row in lineage if row["old_code"] in former],
        "sources.csv": [row for row in sources if row["source_id"] in named],
        "observations.csv": figures,
    }
    for name, rows in tables.items():
        write(FOLDER / name, rows)
        print(f"{name}: {len(rows)} rows", file=sys.stderr)


if __name__ == "__main__":
    main()
