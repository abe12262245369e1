"""Ten years of monthly collected figures of an invented country: check, accept, build, pages.

``python -m bench.collected_build [--communes 3321] [--months 120]`` writes invented areas, sources
and figures into a temporary folder, accepts one more month, checks, builds, and runs every page on
the result; it tells times, sizes and memory. ``--db F`` measures the pages of a database that is
there; ``--keep F`` keeps the one that was built.
"""

import argparse
import json
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from bench.collected_pages import print_page_times
from indicators.candidates.files import candidate, write_candidates
from indicators.collection.index_answers import PARTS, SCORES
from indicators.curated.check import check
from indicators.curated.collected import digest_of
from indicators.curation.accepting import accept
from indicators.curation.collected_rows import ARROW_TYPES
from indicators.release import synthesise
from indicators.release.build import build
from indicators.settings import DATA

FIRST_MONTH = pd.Period("2025-07", "M")
CEILINGS = {"CKMB": 18, "TDGQ": 20, "CLGQ": 12, "TTTT": 10, "MDHL": 18, "MDSH": 22}
BYTES_PER_MB = 2**20
WITHIN_AREAS_CSV = 103 - synthesise.WEST  # degrees: the invented country lies in the ocean
FIRST_COMMUNES = [str(synthesise.CODE_OFFSET + number) for number in (1, 2)]


def main() -> None:
    """Write, check, build, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--communes", type=int, default=3321)
    parser.add_argument("--months", type=int, default=120)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    if options.db:
        print_page_times(options.db, FIRST_COMMUNES)
        return
    with tempfile.TemporaryDirectory(prefix="synthetic-collected-") as folder:
        data, db = Path(folder) / "data", Path(folder) / "synthetic-collected.duckdb"
        figures = write_table(data, options.communes, options.months)
        size = sum(path.stat().st_size for path in (data / "collected").glob("*.parquet"))
        today = (FIRST_MONTH + options.months + 1).end_time.date()
        print(f"{figures:,} figures, Parquet {size / BYTES_PER_MB:.1f} MB")
        begun = time.perf_counter()
        problems = check(data, today=today).problems
        print(f"check {time.perf_counter() - begun:.1f} s, {len(problems)} problems", flush=True)
        begun = time.perf_counter()
        added = accept_month(data, options.communes, options.months)
        print(f"accept of one more month {time.perf_counter() - begun:.1f} s, {added:,} figures",
              flush=True)  # fmt: skip
        begun = time.perf_counter()
        build(data, db, today=today)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"build (with its check) {time.perf_counter() - begun:.1f} s, database "
              f"{db.stat().st_size / BYTES_PER_MB:.1f} MB, peak memory {peak:,.0f} MB",
              flush=True)  # fmt: skip
        if options.keep:
            shutil.copy(db, options.keep)
        print_page_times(db, FIRST_COMMUNES)


def write_table(data: Path, communes: int, months: int) -> int:
    """The invented data directory; the number of collected figures."""
    (data / "observations").mkdir(parents=True)
    (data / "collected").mkdir()
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    package.pop("lineCounts", None)
    for one in package["resources"]:
        one.pop("rowCounts", None)
    (data / "datapackage.json").write_text(json.dumps(package), "utf-8")
    for name in ("indicators.yaml", "indicators.schema.json"):
        shutil.copy(DATA / name, data / name)
    schemas = {one["name"]: one["schema"]["fields"] for one in package["resources"]}
    areas = list(synthesise._areas(communes, Random(1)))  # the invented country of `synthesise`
    for row in areas:
        if row.get("longitude"):
            row["longitude"] += WITHIN_AREAS_CSV
    _write(data / "areas.csv", schemas["areas"], areas)
    _write(data / "area_lineage.csv", schemas["area_lineage"], [])
    _write(data / "sources.csv", schemas["sources"], [])
    _write(data / "observations/none.csv", schemas["observations"], [])
    codes, provinces = _communes(areas)
    sources: list[dict[str, Any]] = []
    recorded = {}
    for number in range(months):
        month = FIRST_MONTH + number
        path = data / f"collected/{month}-synthetic.parquet"
        draw = np.random.default_rng(number)
        table = _month(codes, provinces, month, schemas["observations"], draw)
        pq.write_table(table, path, compression="zstd")
        recorded[f"collected/{path.name}"] = {"rows": table.num_rows,
                                              "sha256": digest_of(path.read_bytes())}  # fmt: skip
        sources += _answers(month, sorted(set(provinces.values())))
    _write(data / "collected/sources.csv", schemas["collected_sources"], sources)
    recorded["collected/sources.csv"] = {
        "rows": len(sources),
        "sha256": digest_of((data / "collected/sources.csv").read_bytes()),
    }
    (data / "collected/counts.json").write_text(json.dumps(recorded), "utf-8")
    return sum(one["rows"] for name, one in recorded.items() if name.endswith(".parquet"))


def accept_month(data: Path, communes: int, months: int) -> int:
    """Accept the month after the last one, as ``collect`` leaves it; the number of new figures."""
    month = FIRST_MONTH + months
    package = json.loads((data / "datapackage.json").read_text("utf-8"))
    fields = {one["name"]: one["schema"]["fields"] for one in package["resources"]}
    codes, provinces = _communes(list(synthesise._areas(communes, Random(1))))
    rows = _month(codes, provinces, month, fields["observations"], np.random.default_rng(months))
    candidates, sources = data.parent / "month.csv", data.parent / "month.sources.csv"
    write_candidates(
        (candidate({**row, "value": repr(row["value"]), "decision": "accept", "confidence": "1"})
         for row in rows.to_pylist()), candidates)  # fmt: skip
    _write(
        sources, fields["collected_sources"], list(_answers(month, sorted(set(provinces.values()))))
    )
    today = (month + 1).end_time.date()
    return len(accept(candidates, data, sources=sources, batch="service-index", today=today).added)


def _communes(areas: list[dict[str, Any]]) -> tuple[list[str], dict[str, str]]:
    """The codes of the communes, and the province of each."""
    provinces = {row["area_code"]: row["parent_code"] for row in areas if row["level"] == "commune"}
    return list(provinces), provinces


def _write(path: Path, fields: list[dict[str, Any]], rows: list[dict[str, Any]]) -> None:
    frame = pd.DataFrame(rows, columns=[one["name"] for one in fields])
    frame.to_csv(path, index=False, lineterminator="\n")


def _answer_id(month: pd.Period, province: str) -> str:
    return f"synthetic-{month}-{province}"


def _answers(month: pd.Period, provinces: list[str]) -> Iterator[dict[str, Any]]:
    day = (month + 1).start_time.date()
    for province in provinces:
        name = _answer_id(month, province)
        yield {"source_id": name, "kind": "portal", "publisher": "synthetic", "title": "synthetic",
               "url": "https://synthetic.invalid/", "published_on": day, "retrieved_on": day,
               "language": "vi", "collector": "service-index",
               "answer_sha256": digest_of(name.encode()), "answer_file": f"{name}.gz"}  # fmt: skip


def _month(
    codes: list[str], provinces: dict[str, str], month: pd.Period, fields: list[dict[str, Any]],
    draw: np.random.Generator,
) -> pa.Table:  # fmt: skip
    """Seven scores of each commune in hundredths; the six parts add up."""
    parts = {field: draw.integers(ceiling * 40, ceiling * 100 + 1, len(codes))
             for field, ceiling in CEILINGS.items()}  # fmt: skip
    scores = {"TONG_SCORE": sum(parts.values()), **{field: parts[field] for field in PARTS}}
    recorded_on: date = (month + 1).start_time.date()
    frames = []
    for field, hundredths in scores.items():
        value = np.asarray(hundredths) / 100
        frames.append(pd.DataFrame({
            "area_code": codes, "indicator_id": SCORES[field],
            "period_start": month.start_time.date(), "period_end": month.end_time.date(),
            "value": value, "as_printed": [f"{one:.2f}".rstrip("0").rstrip(".") for one in value],
            "source_id": [_answer_id(month, provinces[code]) for code in codes],
            "locator": [f"H{code} {field}" for code in codes],
        }))  # fmt: skip
    frame = pd.concat(frames).assign(qualifier="exact", status="A", recorded_on=recorded_on,
                                     revision=1, withdrawn=False)  # fmt: skip
    schema = pa.schema([(one["name"], ARROW_TYPES[one["type"]]) for one in fields])
    for one in fields:
        if one["name"] not in frame:
            frame[one["name"]] = "" if one["type"] == "string" else None
    return pa.Table.from_pandas(frame[schema.names], schema=schema, preserve_index=False)


if __name__ == "__main__":
    main()
