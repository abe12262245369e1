"""The verbs that kills are tried on: their arguments, what they begin with, what lies there after.

Everything is of the small invented country.
"""

import csv
import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from indicators.candidates.files import candidate, write_candidates
from indicators.commands.command_line import main as command
from indicators.open_data.bundle.file_sums import SUMS_FILE, file_sum
from tests.small_country import DATA, figure, incomes, write_country

OLD, NEW, HALF = "old", "new", "half"
STATES = (OLD, NEW, HALF)
# A total and six parts of the province and its seven communes.
CANDIDATES = 7 * 8
IMPORTED_INCOMES = ("50", "51", "52", "53", "54", "55", "56")

Question = Callable[[Path], str]


@dataclass(frozen=True)
class Verb:
    """One verb: its arguments, and what lies there (``STATES``), both for a folder."""

    name: str
    arguments: Callable[[Path], list[str]]
    state: Question


def _release_state(db: Path, old: int | None, new: int) -> str:
    from indicators.release.soundness import release_problems
    from indicators.release.store import Store

    if not db.exists():
        return OLD if old is None else HALF
    with Store(db) as store:
        figures = int(store.release["observations"])
        return HALF if release_problems(store) else {old: OLD, new: NEW}.get(figures, HALF)


def _accept_state(folder: Path) -> str:
    """By the check that comes next, which completes what was decided."""
    from indicators.curated.check import check

    checked = check(folder / "data")
    return HALF if checked.problems else {6: OLD, 7: NEW}.get(len(checked.observations), HALF)


def _collect_state(folder: Path) -> str:
    path = folder / "collected.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.with_suffix(".sources.csv").open(encoding="utf-8", newline="") as file:
        sources = {row["source_id"] for row in csv.DictReader(file)}
    if not {row["source_id"] for row in rows} <= sources:
        return HALF
    return {1: OLD, CANDIDATES: NEW}.get(len(rows), HALF)


def _export_state(folder: Path) -> str:
    bundle = folder / "bundle"
    try:
        lines = (bundle / SUMS_FILE).read_text("utf-8").splitlines()
        if any(file_sum(bundle, line[66:]).sha256 != line[:64] for line in lines):
            return HALF
    except OSError:
        return HALF
    return OLD if (folder / "old.sums").read_bytes() == (bundle / SUMS_FILE).read_bytes() else NEW


def _import_state(folder: Path) -> str:
    with (folder / "imported.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {1: OLD, len(IMPORTED_INCOMES): NEW}.get(len(rows), HALF)


def _keep_state(folder: Path) -> str:
    """The release of ``next.duckdb`` is kept whole, or is not listed."""
    from indicators.release.kept_releases import find_release
    from indicators.release.soundness import kept_problems
    from indicators.release.store import Store

    releases = folder / "releases"
    with Store(folder / "next.duckdb") as store:
        kept = find_release(releases, str(store.release["release_id"]))
    if kept is None:
        return OLD
    return HALF if kept_problems(kept, releases) else NEW


def verbs(url: str) -> list[Verb]:
    """All that are killed; ``url`` is a source on loopback that answers ``collect``."""
    return [
        Verb("build", lambda at: ["build", "--data", str(at / "data"), "--db",
                                  str(at / "release.duckdb")],
             lambda at: _release_state(at / "release.duckdb", 5, 6)),
        Verb("accept", lambda at: ["accept", str(at / "candidates.csv"), "--data",
                                   str(at / "data")], _accept_state),
        Verb("collect", lambda at: ["collect", "service-index", "--url", url, "--province", "99",
                                    "--year", "2026", "--month", "2", "--pause", "0", "--data",
                                    str(at / "data"), "--out", str(at / "collected.csv")],
             _collect_state),
        Verb("import", lambda at: ["import", str(at / "bulk.csv"), "--data", str(at / "data"),
                                   "--source", "bia-press", "--out", str(at / "imported.csv")],
             _import_state),
        Verb("import of a report", lambda at: [
            "import", str(at / "report.csv"), "--data", str(at / "data"), "--source", "bia-press",
            "--year", "2024", "--province", "99", "--out", str(at / "imported.csv"), "--rejects",
            str(at / "rejected.csv"), "--save-mapping"], _import_state),
        Verb("export", lambda at: ["export", str(at / "bundle"), "--no-site", "--db",
                                   str(at / "next.duckdb")], _export_state),
        Verb("keep", lambda at: ["export", "--release", "--db", str(at / "next.duckdb")],
             _keep_state),
        Verb("synthesise", lambda at: ["synthesise", "--db", str(at / "synthetic-x.duckdb"),
                                       "--communes", "60", "--indicators", "4", "--months", "12"],
             lambda at: _release_state(at / "synthetic-x.duckdb", None, _synthetic_figures(at))),
    ]  # fmt: skip


def _synthetic_figures(folder: Path) -> int:
    return int((folder / "synthetic.count").read_text("utf-8"))


def prepare(folder: Path, verbs_tried: Collection[str]) -> int:
    """The state before a run of these: a country, its earlier release, a bundle of it, candidates.

    0 where all of it could be made.
    """
    from indicators.curated.recording import record

    data = write_country(folder / "data", incomes("60", "61", "62", "63", "64"))
    if command(["build", "--data", str(data), "--db", str(folder / "release.duckdb")]):
        return 1
    if "export" in verbs_tried:
        command(["export", str(folder / "bundle"), "--no-site", "--db",
                 str(folder / "release.duckdb")])  # fmt: skip
        shutil.copy(folder / "bundle" / SUMS_FILE, folder / "old.sums")
    if "synthesise" in verbs_tried:
        _count_synthetic(folder)
    write_country(folder / "data", incomes("60", "61", "62", "63", "64", "65"))
    shutil.copy(DATA / "headers.yaml", data / "headers.yaml")  # collect reads it
    record(data)
    write_reports(folder)
    row = figure("66", area_code="99007", revision="", recorded_on="")
    write_candidates([candidate({**row, "decision": "accept"})], folder / "candidates.csv")
    if not {"export", "keep"} & set(verbs_tried):
        return 0
    return command(["build", "--data", str(data), "--db", str(folder / "next.duckdb")])


def _count_synthetic(folder: Path) -> None:
    """How many figures a whole run invents."""
    from indicators.release.store import Store

    whole = folder / "synthetic-whole.duckdb"
    command(["synthesise", "--db", str(whole), "--communes", "60", "--indicators", "4",
             "--months", "12"])  # fmt: skip
    with Store(whole) as store:
        (folder / "synthetic.count").write_text(str(store.release["observations"]), "utf-8")
    whole.unlink()


def write_reports(folder: Path) -> None:
    """A file of observations, a report with the same figures, and what earlier runs gave."""
    year = {"period_start": "2024-01-01", "period_end": "2024-12-31"}
    rows = [one | year for one in incomes(*IMPORTED_INCOMES)]
    with (folder / "bulk.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    names = ("Bịa Một", "Bịa Hai", "Bịa Ba", "Bịa Bốn", "Bịa Năm", "Bịa Sáu", "Bịa Bảy")
    lines = [f"{number},{name},{value}" for number, (name, value) in
             enumerate(zip(names, IMPORTED_INCOMES, strict=True), 1)]  # fmt: skip
    head = "STT,Tên xã,Thu nhập bình quân đầu người (triệu đồng/năm)"
    (folder / "report.csv").write_text("\n".join([head, *lines, ""]), "utf-8")
    for name in ("imported.csv", "collected.csv"):
        write_candidates([candidate(rows[0])], folder / name)
    (folder / "collected.sources.csv").write_text("source_id\nbia-press\n", "utf-8")
