"""What a check makes of files that people seldom change is made once, and anew where they do."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from indicators.catalogue.loading import load_catalogue
from indicators.curated.check import check
from indicators.settings import DATA
from indicators.vocabularies import heading_words, press_words
from tests.small_country import incomes, write_country

TODAY = date(2026, 6, 1)
OTHER_FILES = ("phrases.yaml", "phrases.schema.json", "headers.yaml", "area_corrections.yaml")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    directory = write_country(tmp_path / "data", incomes("60", "61"))
    for name in OTHER_FILES:
        shutil.copy(DATA / name, directory / name)
    return directory


def _vocabulary_faults(data: Path) -> list[str]:
    return [str(one) for one in check(data, today=TODAY).problems
            if one.file in ("phrases.yaml", "headers.yaml")]  # fmt: skip


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) > 0
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_vocabularies_are_made_ready_once(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _vocabulary_faults(data) == []

    def again(*_read: Any) -> None:
        raise AssertionError("made ready once more")

    monkeypatch.setattr(press_words, "PressWords", again)
    monkeypatch.setattr(heading_words, "_vocabulary", again)
    assert _vocabulary_faults(data) == []
    catalogue = load_catalogue(data / "indicators.yaml")
    assert load_catalogue(data / "indicators.yaml") is catalogue


def test_what_was_edited_is_told_and_what_was_mended_is_not(data: Path) -> None:
    sound = {name: (data / name).read_text("utf-8") for name in ("phrases.yaml", "headers.yaml")}
    for name, (old, new) in {"phrases.yaml": ("  poverty_rate:", "  poverty_of_none:"),
                             "headers.yaml": ("roles:", "rolls:")}.items():  # fmt: skip
        for _round in range(2):
            assert _vocabulary_faults(data) == []
            _edit(data / name, old, new)
            [fault] = {one.split(":")[0] for one in _vocabulary_faults(data)}
            assert fault == name
            (data / name).write_text(sound[name], "utf-8")


def test_an_indicator_that_left_the_catalogue_is_told_of_files_that_stayed(data: Path) -> None:
    assert _vocabulary_faults(data) == []
    _edit(data / "indicators.yaml", "id: forest_cover\n", "id: forest_cover_of_none\n")
    told = {one.split(":")[0] for one in _vocabulary_faults(data)}
    assert told == {"phrases.yaml", "headers.yaml"}


@pytest.mark.skipif(not hasattr(yaml, "CBaseLoader"), reason="no libyaml here")
def test_libyaml_reads_the_headings_as_python_does() -> None:
    text = (DATA / "headers.yaml").read_text("utf-8")
    assert yaml.load(text, Loader=yaml.CBaseLoader) == yaml.load(text, Loader=yaml.BaseLoader)
