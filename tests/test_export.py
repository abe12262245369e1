"""The open-data bundle: complete, valid, never half-written, never over foreign files."""

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from frictionless import Package

from indicators.open_data import export as exporting
from indicators.open_data.bundle.file_sums import files_below
from indicators.open_data.export import ForeignFilesError, export
from indicators.questions.ranking import rank
from indicators.release.build import build
from indicators.release.store import Store
from indicators.yardsticks.peers import METHOD_VERSION
from tests.small_country import figure, incomes, write_country

TABLES = [
    "area_lineage.csv", "areas.csv", "former_units.csv", "indicator_applicability.csv",
    "indicator_bases.csv", "indicators.csv", "medians.csv", "observations.csv", "peers.csv",
    "rankings.csv", "series_breaks.csv", "sources.csv", "thresholds.csv",
]  # fmt: skip
ZIPPED = [
    "CITATION.cff", "DATA-DICTIONARY.md", "LICENSE", "README.md", "SHA256SUMS", *TABLES,
    "csv-metadata.json", "datapackage.json", "observations.parquet", "observations.xlsx",
]  # fmt: skip
ZIP = "thuoc-xa-2026-01-03.zip"
OF_THE_SITE = ["_headers", "robots.txt", "sitemap.xml"]
FOLDERS = {"api", "html", "indicators", "map", "provinces", "sdmx"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    figures = [
        *incomes("60", "70", "50", "80", "90"),
        figure("1.5", indicator_id="poverty_rate", note="ghi chú\nhai dòng"),
    ]
    return write_country(tmp_path_factory.mktemp("export") / "data", figures)


@pytest.fixture(scope="module")
def small_store(data: Path) -> Iterator[Store]:
    build(data, data.with_name("small.duckdb"))
    with Store(data.with_name("small.duckdb")) as store:
        yield store


@pytest.fixture(scope="module")
def written(small_store: Store, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return export(small_store, tmp_path_factory.mktemp("out") / "a" / "b")


@pytest.fixture(scope="module")
def bundle(written: list[Path]) -> Path:
    """The folder of the export; nobody writes in it."""
    return written[0].parent


@pytest.fixture
def earlier(bundle: Path, tmp_path: Path) -> Path:
    """A copy of the bundle, to be replaced."""
    return Path(shutil.copytree(bundle, tmp_path / "bundle"))


def test_the_files_are_all_there(bundle: Path) -> None:
    names = {path.name for path in bundle.iterdir()}
    assert names == {*ZIPPED, *OF_THE_SITE, ZIP} | FOLDERS


def test_the_paths_are_given_back(written: list[Path], bundle: Path) -> None:
    assert [path.name for path in written] == [*sorted(ZIPPED + OF_THE_SITE), ZIP]
    assert all(path.is_file() for path in written)
    assert [path.name for path in bundle.parent.iterdir()] == ["b"]


def test_frictionless_finds_no_fault(bundle: Path) -> None:
    report = Package(str(bundle / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "note"])
    rows = {task.name: task.stats.get("rows") for task in report.tasks}
    assert (rows["observations"], rows["rankings"], rows["areas"]) == (6, 6, 11)


def test_the_descriptor_names_licence_release_and_meaning(bundle: Path, small_store: Store) -> None:
    descriptor = json.loads((bundle / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["licenses"][0]["name"] == "CC-BY-4.0"
    assert descriptor["version"] == small_store.release["release_id"]
    fields = {field["name"]: field for field in descriptor["resources"][0]["schema"]["fields"]}
    assert fields["period_end"]["type"] == "date"
    assert fields["rank"]["type"] == "integer"
    assert all(field["description"] for field in fields.values())


def test_the_medians_are_empty_below_five_and_the_peers_have_a_version(
    bundle: Path, small_store: Store
) -> None:
    medians = pd.read_csv(bundle / "medians.csv", dtype={"scope_code": str})
    poverty = medians[medians["indicator_id"] == "poverty_rate"]
    assert poverty["reported"].tolist() == [1] * len(poverty)
    assert poverty["median"].isna().all()
    income = medians[
        (medians["indicator_id"] == "income_per_capita") & (medians["scope"] == "nation")
    ]
    assert income["median"].tolist() == [70]  # of 50, 60, 70, 80 and 90
    peers = pd.read_csv(bundle / "peers.csv", dtype={"area_code": str, "peer_code": str})
    assert peers.groupby("area_code").size().tolist() == [7] * 8  # all others
    assert set(peers["version"]) == {f"{METHOD_VERSION}-{small_store.release['release_id']}"}


def test_the_rankings_have_interval_and_coverage(bundle: Path, small_store: Store) -> None:
    rankings = pd.read_csv(bundle / "rankings.csv", dtype={"area_code": str})
    incomes_ranked = rankings[rankings["indicator_id"] == "income_per_capita"]
    expected = rank(small_store, "income_per_capita")
    assert incomes_ranked["rank"].tolist() == [1, 2, 3, 4, 5]
    assert incomes_ranked["rank_high"].tolist() == expected.rows["rank_high"].tolist()
    assert set(incomes_ranked["applicable"]) == {8}
    assert set(incomes_ranked["reported"]) == {5}
    assert set(incomes_ranked["not_reported"]) == {3}
    # One area is too few for a place: the value is there, the rank is empty.
    poverty = rankings[rankings["indicator_id"] == "poverty_rate"].iloc[0]
    assert (poverty["value"], pd.isna(poverty["rank"])) == (1.5, True)


def test_the_zip_holds_the_tables_and_describes_itself(bundle: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle / ZIP) as archive:
        assert archive.namelist() == sorted(ZIPPED)
        for name in {*ZIPPED} - {"datapackage.json", "SHA256SUMS"}:
            assert archive.read(name) == (bundle / name).read_bytes()
        archive.extractall(tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "note"])


def test_the_readme_speaks_both_languages(bundle: Path) -> None:
    readme = (bundle / "README.md").read_text(encoding="utf-8")
    for words in (
        "Ô trống là thiếu số liệu",
        "An empty cell means missing",
        "CC BY 4.0",
        "observations.csv",
        "pd.read_csv",
        "read_csv(",
        "import delimited",
    ):
        assert words in readme
    assert "giả định" not in readme


def test_an_earlier_bundle_is_replaced(small_store: Store, earlier: Path) -> None:
    (earlier / "README.md").write_text("old", encoding="utf-8")
    export(small_store, earlier, site=False)
    assert "Thước Xã" in (earlier / "README.md").read_text(encoding="utf-8")
    assert not (earlier / "html").exists(), "a file of the earlier one is left"
    assert [path.name for path in earlier.parent.iterdir()] == ["bundle"]
    place = earlier / "provinces" / "98"  # a province without figures has an empty file
    assert json.loads(Path(f"{place}.json").read_text("utf-8"))["rows"] == []
    assert len(pd.read_csv(f"{place}.csv")) == len(pd.read_parquet(f"{place}.parquet")) == 0


def test_foreign_files_are_refused_and_kept(small_store: Store, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine", encoding="utf-8")
    with pytest.raises(ForeignFilesError, match=r"found thesis\.docx, expected an empty folder"):
        export(small_store, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_readme_of_something_else_is_foreign(small_store: Store, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    with pytest.raises(ForeignFilesError, match=r"README\.md"):
        export(small_store, tmp_path)


def test_a_file_in_place_of_the_folder_is_refused(small_store: Store, tmp_path: Path) -> None:
    place = tmp_path / "bundle"
    place.write_text("mine", encoding="utf-8")
    with pytest.raises(ForeignFilesError, match="found a file, expected a folder"):
        export(small_store, place)
    assert place.read_text(encoding="utf-8") == "mine"


def test_nothing_is_left_of_an_export_that_fails(
    small_store: Store, earlier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (earlier / "rankings.csv").read_bytes()

    def broken(*_arguments: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(exporting, "write_zip", broken)
    with pytest.raises(OSError, match="disk full"):
        export(small_store, earlier)
    assert [path.name for path in earlier.parent.iterdir()] == ["bundle"]
    assert (earlier / "rankings.csv").read_bytes() == before


def test_an_invented_country_says_so_in_every_name(
    small_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(small_store.release, "synthetic", True)
    written = export(small_store, tmp_path / "bundle", site=False)
    data = [path.name for path in written if path.suffix in (".csv", ".parquet", ".xlsx", ".zip")]
    assert all(name.startswith("synthetic-") for name in data)
    assert "giả định" in (tmp_path / "bundle" / "README.md").read_text(encoding="utf-8")
    observations = pd.read_csv(tmp_path / "bundle" / "synthetic-observations.csv")
    assert observations["synthetic"].all()


def test_a_large_release_is_written_part_by_part(
    small_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indicators.open_data.downloads.MOST_ROWS_ON_REQUEST", 5)
    monkeypatch.setattr("indicators.open_data.bundle.stored_figures.ROWS_OF_A_PART", 2)
    written = export(small_store, tmp_path / "bundle", site=False)
    assert "observations.xlsx" not in [path.name for path in written]
    whole = pd.read_csv(tmp_path / "bundle" / "observations.csv")
    parquet = pd.read_parquet(tmp_path / "bundle" / "observations.parquet")
    assert whole["value"].tolist() == parquet["value"].tolist() == [60, 70, 50, 80, 90, 1.5]


def test_the_same_files_built_anew_give_the_same_bytes(
    data: Path, bundle: Path, tmp_path: Path
) -> None:
    """Also when the clock has moved on by forty days."""
    build(data, tmp_path / "second.duckdb")
    with duckdb.connect(str(tmp_path / "second.duckdb")) as opened:
        opened.execute("UPDATE release SET built_at = built_at + INTERVAL 40 DAY")
    with Store(tmp_path / "second.duckdb") as store:
        export(store, tmp_path / "second")
    first, second = ({path: (folder / path).read_bytes() for path in files_below(folder)}
                     for folder in (bundle, tmp_path / "second"))  # fmt: skip
    assert [name for name in first | second if first.get(name) != second.get(name)] == []
