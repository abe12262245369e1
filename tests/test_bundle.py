"""What the bundle tells of itself, and that other programs read every form of it alike."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import sdmx
import yaml
from csvw import TableGroup
from frictionless import Package

from indicators.commands.command_line import main
from indicators.open_data.answers.operations import BY_NAME, ROOT
from indicators.open_data.bundle import stored_figures
from indicators.open_data.bundle.bundle_tables import BY_NAME as TABLES
from indicators.open_data.bundle.bundle_tables import UndeclaredColumnError, table_schema
from indicators.open_data.bundle.data_dictionary import data_dictionary
from indicators.open_data.bundle.file_sums import SUMS_FILE, files_below
from indicators.open_data.bundle.sdmx_data import time_period
from indicators.open_data.bundle.stored_figures import figures_in_parts, figures_of_province
from indicators.open_data.download_tables import every_figure
from indicators.open_data.export import ForeignFilesError, export
from indicators.open_data.json_answers import json_objects, records
from indicators.open_data.static_answers import static_answer, static_paths
from indicators.release.build import build
from indicators.release.store import Store
from indicators.release.synthesise import synthesise
from tests.small_country import figure, incomes, source, write_country

ROOT_FOLDER = Path(__file__).resolve().parent.parent

FIGURES = [
    *incomes("60", "70", "50", "80", "90"),
    figure("58", period_start="2024-01-01", period_end="2024-12-31"),
    figure("61", source_id="bia-law", qualifier="about"),
    figure("1.5", indicator_id="poverty_rate", note="ghi chú\nhai dòng"),
    figure("7", indicator_id="budget_revenue", basis="area"),
    figure("8", indicator_id="budget_revenue", basis="own"),
    figure("5000", indicator_id="population", period_start="", period_end="2025-08-31"),
    figure("77", area_code="98001"),
]
SOURCES = [source("bia-press"), source("bia-law", kind="law")]


@pytest.fixture(scope="module")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("bundle")
    build(write_country(folder / "data", FIGURES, SOURCES), folder / "small.duckdb")
    with Store(folder / "small.duckdb") as store:
        yield store


@pytest.fixture(scope="module")
def bundle(small_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("out") / "bundle"
    export(small_store, directory)
    return directory


@pytest.fixture(scope="module")
def descriptor(bundle: Path) -> dict[str, Any]:
    return json.loads((bundle / "datapackage.json").read_text("utf-8"))


# --- The descriptor ---------------------------------------------------------------------------


def _fields(descriptor: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for resource in descriptor["resources"]:
        for field in resource.get("schema", {}).get("fields", ()):
            yield resource["name"], field


def test_every_column_of_every_table_is_described(descriptor: dict[str, Any]) -> None:
    bare = [f"{table}.{field['name']}" for table, field in _fields(descriptor)
            if not all(field.get(name) for name in ("title", "description", "type"))]  # fmt: skip
    assert bare == []
    assert len(list(_fields(descriptor))) > 150


def test_a_column_that_nobody_declared_is_no_column_of_the_bundle(small_store: Store) -> None:
    with pytest.raises(UndeclaredColumnError, match=r"medians\.mood"):
        table_schema(small_store, TABLES["medians"], ["indicator_id", "mood"])


def test_codes_units_and_limits_are_told(descriptor: dict[str, Any]) -> None:
    found = {(table, field["name"]): field for table, field in _fields(descriptor)}

    def rules(table: str, name: str) -> dict[str, Any]:
        return found[table, name]["constraints"]

    assert rules("observations", "status")["enum"] == ["A", "E", "P", "B"]
    assert rules("observations", "direction")["enum"] == ["higher", "lower", "none"]
    assert {"area", "own"} <= set(rules("observations", "basis")["enum"])
    assert rules("medians", "scope")["enum"] == ["province", "region", "area_type", "nation"]
    assert rules("observations", "percentile") == {"minimum": 0, "maximum": 100}
    assert found["observations", "percentile"]["unit"] == "%"
    assert (found["areas", "area_km2"]["unit"], found["areas", "latitude"]["unit"]) == (
        "km2", "degree",
    )  # fmt: skip
    assert rules("areas", "area_code")["required"] is True


def test_keys_join_the_tables(descriptor: dict[str, Any]) -> None:
    tables = {one["name"]: one["schema"] for one in descriptor["resources"] if "schema" in one}
    joined = {
        (name, *key["fields"], key["reference"]["resource"])
        for name, schema in tables.items()
        for key in schema.get("foreignKeys", ())
    }
    assert {("observations", "area_code", "areas"), ("observations", "indicator_id", "indicators"),
            ("observations", "source_id", "sources"), ("thresholds", "indicator_id", "indicators"),
            ("rankings", "source_id", "sources"), ("former_units", "new_code", "areas"),
            } <= joined  # fmt: skip


def test_every_file_is_listed_with_hash_and_bytes(bundle: Path, descriptor: dict[str, Any]) -> None:
    listed = {one["path"]: one for one in descriptor["resources"]}
    assert set(listed) == set(files_below(bundle)) - {"datapackage.json", "SHA256SUMS"}
    for path, one in listed.items():
        content = (bundle / path).read_bytes()
        assert one["bytes"] == len(content)
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert len({one["name"] for one in listed.values()}) == len(listed)


def test_the_sums_are_those_that_sha256sum_finds(bundle: Path) -> None:
    told = subprocess.run(["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"],
                          cwd=bundle, capture_output=True, text=True)  # fmt: skip
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")
    lines = (bundle / "SHA256SUMS").read_text("utf-8").splitlines()
    assert {line[66:] for line in lines} == set(files_below(bundle)) - {"SHA256SUMS"}


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Path]]:
    """An invented country of another size, with its bundle."""
    folder = tmp_path_factory.mktemp("invented")
    synthesise(folder / "synthetic-s.duckdb", communes=40, indicators=3, months=2, seed=1)
    with Store(folder / "synthetic-s.duckdb") as store:
        export(store, folder / "out")
        yield store, folder / "out"


def test_an_invented_country_of_any_size_is_valid(invented: tuple[Store, Path]) -> None:
    _store, out = invented
    report = Package(str(out / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "note"])
    data = (".csv", ".parquet", ".geojson", ".metadata.json", "structure.xml")
    bare = [path for path in files_below(out)
            if path.endswith(data) and "synthetic-" not in path]  # fmt: skip
    assert bare == []
    assert "Disallow: /" in (out / "robots.txt").read_text("utf-8")


# --- Cuts ---------------------------------------------------------------------------------------


def test_the_parts_are_the_whole_whatever_their_size(
    small_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = every_figure(small_store)
    for rows in (1, 2, 3, 100):
        monkeypatch.setattr(stored_figures, "ROWS_OF_A_PART", rows)
        parts = list(figures_in_parts(small_store))
        assert max(len(part) for part in parts) <= rows
        pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), whole)
        mine = pd.concat(list(figures_of_province(small_store, "98")), ignore_index=True)
        assert mine["area_code"].tolist() == ["98001"]


def test_rows_of_json_say_what_the_answers_say(small_store: Store) -> None:
    whole = every_figure(small_store)
    assert json.loads(f"[{','.join(json_objects(whole))}]") == records(whole)


@pytest.mark.parametrize("name", ["indicators/income_per_capita", "provinces/99"])
def test_a_cut_is_the_same_in_each_form(bundle: Path, name: str) -> None:
    csv = pd.read_csv(f"{bundle / name}.csv", dtype={"area_code": str})
    parquet = pd.read_parquet(f"{bundle / name}.parquet")
    document = json.loads(Path(f"{bundle / name}.json").read_text("utf-8"))
    rows = document["rows"]
    told = [(row["area_code"], row["value"]) for row in rows]
    assert told == list(zip(csv["area_code"], csv["value"], strict=True))
    assert told == list(zip(parquet["area_code"], parquet["value"], strict=True))
    assert document["licence"] == "CC-BY-4.0"
    assert len(told) == {"indicators": 8, "provinces": 11}[name.split("/")[0]]


def test_the_metadata_beside_a_cut_tell_unit_sources_terms_and_release(
    bundle: Path, small_store: Store
) -> None:
    path = bundle / "indicators" / "income_per_capita.metadata.json"
    told = json.loads(path.read_text("utf-8"))
    assert told["unit"]["en"] == "million VND per person per year"
    assert set(told["title"]) >= {"vi", "en"}
    assert [one["source_id"] for one in told["sources"]] == ["bia-law", "bia-press"]
    assert told["licence"]["id"] == "CC-BY-4.0"
    assert small_store.release["release_id"] in told["citation"]["vi"]
    assert told["release"] == {"id": small_store.release["release_id"], "date": "2026-01-03"}
    assert (told["figures"], told["areas"]) == (8, 6)
    assert (told["first_day"], told["last_day"]) == ("2024-01-01", "2025-12-31")
    province = json.loads((bundle / "provinces" / "99.metadata.json").read_text("utf-8"))
    assert province["title"]["vi"] == "Tỉnh Bịa"
    assert "population" in province["unit"]


# --- SDMX, CSVW, GeoJSON, CFF -------------------------------------------------------------------


def test_sdmx1_reads_structure_and_figures(bundle: Path) -> None:
    structure: Any = sdmx.read_sdmx(bundle / "sdmx" / "structure.xml")
    lists = {name: set(found.items) for name, found in structure.codelist.items()}
    assert set(lists) == {"CL_AREA", "CL_BASIS", "CL_INDICATOR", "CL_OBS_STATUS", "CL_QUALIFIER"}
    assert lists["CL_OBS_STATUS"] == {"A", "B", "E", "P"}
    assert {"_Z", "area", "own"} <= lists["CL_BASIS"]
    assert structure.codelist["CL_AREA"]["99001"].parent.id == "99"
    flow = structure.dataflow["COMMUNE_FIGURES"]
    message: Any = sdmx.read_sdmx(bundle / "sdmx" / "data.csv", structure=flow)
    [dataset] = message.data
    for observation in dataset.obs:
        key = {name: value.value for name, value in observation.key.values.items()}
        assert key["AREA"] in lists["CL_AREA"]
        assert key["INDICATOR"] in lists["CL_INDICATOR"]
        assert key["BASIS"] in lists["CL_BASIS"]
    found = sdmx.to_pandas(dataset)
    assert found["99001", "income_per_capita", "_Z", "2025"] == 61  # the law before the press
    assert found["99001", "budget_revenue", "own", "2025"] == 8
    assert found["99001", "population", "_Z", "2025-08-31"] == 5000
    assert len(found) == len(FIGURES) - 1
    [told] = [one for one in dataset.obs if float(one.value) == 61]
    attributes = {name: one.value for name, one in told.attached_attribute.items()}
    assert attributes["OBS_STATUS"] == "A"
    assert float(attributes["INTERVAL_LOW"]) < 61 < float(attributes["INTERVAL_HIGH"])
    assert (attributes["QUALIFIER"], attributes["SOURCE_ID"]) == ("about", "bia-law")


def test_two_periods_of_sdmx_have_two_names() -> None:
    days = [*pd.date_range("2024-01-01", "2024-04-02"), *pd.date_range("2024-12-28", "2025-01-03")]
    spans = [(start, end) for start in [pd.NaT, *days] for end in days
             if pd.isna(start) or start <= end]  # fmt: skip
    assert len({time_period(start, end) for start, end in spans}) == len(spans)


def test_csvw_reads_every_table(bundle: Path) -> None:
    group = TableGroup.from_file(bundle / "csv-metadata.json")
    names = {table.url.string for table in group.tables}
    assert names == {path for path in files_below(bundle)
                     if path.endswith(".csv") and "/" not in path}  # fmt: skip
    rows = {table.url.string: list(table) for table in group.tables}
    values = [row["value"] for row in rows["observations.csv"]
              if row["indicator_id"] == "budget_revenue"]  # fmt: skip
    assert values == [7, 8]
    assert rows["observations.csv"][0]["is_current"] is True
    assert rows["areas.csv"][0]["valid_from"].date().isoformat() == "2025-07-01"


def test_cells_are_geojson_that_says_it_is_schematic(invented: tuple[Store, Path]) -> None:
    store, out = invented
    codes = store.query("map_cells")["area_code"].tolist()
    cells = json.loads((out / "map/synthetic-cells.geojson").read_text("utf-8"))
    assert cells["type"] == "FeatureCollection"
    assert [one["properties"]["area_code"] for one in cells["features"]] == codes
    assert codes
    assert "no boundaries" in cells["note"]
    for one in cells["features"]:
        ring = one["geometry"]["coordinates"][0]
        assert ring[0] == ring[-1]
        area = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))
        assert area > 0  # counter-clockwise, as RFC 7946 asks


def test_the_citation_file_is_of_the_release(bundle: Path, small_store: Store) -> None:
    told = yaml.safe_load((bundle / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(told)
    assert told["version"] == small_store.release["release_id"]
    assert told["date-released"].isoformat() == "2026-01-03"
    assert (told["type"], told["license"]) == ("dataset", "CC-BY-4.0")


# --- Static answers -----------------------------------------------------------------------------


def test_the_answers_lie_under_the_paths_of_the_api(bundle: Path, small_store: Store) -> None:
    for path, key in (("areas", "area_code"), ("indicators", "indicator_id"),
                      ("sources", "source_id"), ("ranking/income_per_capita", "rank"),
                      ("profile/99001", "missing_reason")):  # fmt: skip
        found = json.loads((bundle / ROOT.strip("/") / path).read_text("utf-8"))
        assert found["release_id"] == small_store.release["release_id"]
        assert key in found["rows"][0]
    assert json.loads((bundle / "api/v1/openapi.json").read_text("utf-8"))["openapi"] == "3.1.0"
    assert "Content-Type: application/json" in (bundle / "_headers").read_text("utf-8")


def test_each_answer_is_that_of_the_server(bundle: Path, small_store: Store) -> None:
    ranking = BY_NAME["ranking"]
    asked = {"indicator": "income_per_capita"}
    told = (bundle / "api/v1/ranking/income_per_capita").read_bytes()
    assert told == static_answer(small_store, ranking, asked)
    for area in ("99001", "99", "VN"):  # written together, answered one by one
        told = (bundle / f"api/v1/profile/{area}").read_bytes()
        assert told == static_answer(small_store, BY_NAME["profile"], {"area": area})
    paths = {name: len(list(static_paths(small_store, one))) for name, one in BY_NAME.items()}
    areas = len(small_store.query("all_areas"))
    assert (paths["areas"], paths["profile"], paths["compare"]) == (1, areas, 0)


# --- Documents and places -----------------------------------------------------------------------


def test_the_data_dictionary_is_made_of_the_declaration(descriptor: dict[str, Any]) -> None:
    """`docs/data-dictionary.md` is `DATA-DICTIONARY.md` of a bundle that has every table."""
    written = (ROOT_FOLDER / "docs" / "data-dictionary.md").read_text("utf-8")
    for section in data_dictionary(descriptor["resources"]).split("\n## "):
        assert section.strip() in written


def test_a_file_that_came_into_a_folder_of_the_bundle_is_kept(
    small_store: Store, bundle: Path, tmp_path: Path
) -> None:
    shutil.copytree(bundle, tmp_path / "out")
    mine = tmp_path / "out" / "indicators" / "notes.txt"
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(ForeignFilesError, match=r"indicators/notes\.txt"):
        export(small_store, tmp_path / "out")
    assert mine.read_text("utf-8") == "mine"


def test_the_list_of_another_package_is_no_leave_to_replace_it(
    small_store: Store, tmp_path: Path
) -> None:
    (tmp_path / "datapackage.json").write_text('{"name": "budget", "resources": []}', "utf-8")
    (tmp_path / "SHA256SUMS").write_text("0  thesis.docx\n", "utf-8")
    (tmp_path / "thesis.docx").write_text("mine", "utf-8")
    with pytest.raises(ForeignFilesError, match="SHA256SUMS, datapackage"):
        export(small_store, tmp_path)


def test_the_site_is_left_out_where_it_is_not_wanted(small_store: Store, tmp_path: Path) -> None:
    """Its files are half of the bundle and most of the time; a server has them anyhow."""
    arguments = ["export", str(tmp_path / "out"), "--no-site", "--db", str(small_store.path)]
    assert main(arguments) == 0
    there = set(files_below(tmp_path / "out"))
    assert {"observations.parquet", "indicators/income_per_capita.csv", "sdmx/data.csv"} <= there
    site = {name for name in there if name.startswith(("api/", "html/"))}
    assert not site | (there & {"_headers", "robots.txt", "sitemap.xml"})
    sums = (tmp_path / "out" / SUMS_FILE).read_text("utf-8")
    assert {line[66:] for line in sums.splitlines()} == there - {SUMS_FILE}
