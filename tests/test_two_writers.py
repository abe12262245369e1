"""Two at work on one place at once: one after the other, and nothing of a third hand is lost."""

import os
from pathlib import Path
from typing import Any

import pytest

from indicators.open_data import export as exporting
from indicators.open_data.bundle.file_sums import SUMS_FILE
from indicators.open_data.bundle.place import ForeignFilesError, swap
from indicators.open_data.export import export
from indicators.release.build import build
from indicators.release.store import Store
from tests.small_country import incomes, write_country


def _folder(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "README.md").write_text(text, "utf-8")
    return path


def test_two_exports_into_a_new_folder_both_end_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one takes the free place between the look at it and the move."""
    ours, other = _folder(tmp_path / "ours", "ours"), _folder(tmp_path / "other", "other")
    real = os.replace

    def late(source: Path, target: Path) -> None:
        if other.exists():
            real(other, target)
        real(source, target)

    monkeypatch.setattr(os, "replace", late)
    swap(ours, tmp_path / "bundle")
    assert (tmp_path / "bundle" / "README.md").read_text("utf-8") == "ours"


def test_a_file_saved_into_the_folder_while_an_export_runs_is_not_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(write_country(tmp_path / "data", incomes("60")), tmp_path / "release.duckdb")
    bundle = tmp_path / "bundle"

    def little(store: Store, draft: Path, _tell: Any, *, site: bool) -> None:
        assert site
        (draft / "README.md").write_text("new", "utf-8")
        exporting._describe(store, draft, [], ["README.md"])

    def saved_meanwhile(store: Store, draft: Path, tell: Any, *, site: bool) -> None:
        little(store, draft, tell, site=site)
        (bundle / "my notes.txt").write_text("mine", "utf-8")

    with Store(tmp_path / "release.duckdb") as store:
        monkeypatch.setattr(exporting, "_write_all", little)
        export(store, bundle)
        monkeypatch.setattr(exporting, "_write_all", saved_meanwhile)
        with pytest.raises(ForeignFilesError, match=r"my notes\.txt"):
            export(store, bundle)
    assert (bundle / "my notes.txt").read_text("utf-8") == "mine"
    assert (bundle / SUMS_FILE).is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bundle", "data", "release.duckdb"]
