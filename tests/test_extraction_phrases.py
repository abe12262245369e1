"""The vocabulary is data: sound, complete, and told apart from the code."""

from copy import deepcopy

import pytest
import yaml

from indicators import settings
from indicators.catalogue.loading import load_catalogue
from indicators.vocabularies.press_words import (
    PhrasesError,
    load_vocabulary,
    trie_pattern,
    vocabulary_problems,
)
from tests.frozen_table import frozen_rows

FILE = settings.DATA / "phrases.yaml"
SCHEMA = settings.DATA / "phrases.schema.json"
DATA = yaml.load(FILE.read_text("utf-8"), Loader=yaml.CSafeLoader)


def test_the_vocabulary_follows_its_schema():
    assert list(vocabulary_problems(DATA, SCHEMA)) == []


def test_every_indicator_that_occurs_in_the_press_has_phrases():
    printed = {row["indicator_id"] for row in frozen_rows("observations")}
    assert len(printed) == 74
    assert printed - set(DATA["indicators"]) == set()


def test_every_record_belongs_to_an_indicator_of_the_catalogue():
    catalogue = load_catalogue(settings.DATA / "indicators.yaml")
    assert set(DATA["indicators"]) - set(catalogue.indicators) == set()


def test_every_basis_is_one_of_the_catalogue():
    catalogue = load_catalogue(settings.DATA / "indicators.yaml")
    for name, record in DATA["indicators"].items():
        known = {basis.code for basis in catalogue.indicators[name].basis}
        halves = {code.partition(".")[0] for code in known}
        for reading in record["readings"]:
            assert reading.get("basis", "") in known | halves | {""}
        assert set(record.get("basis_of_denominator", {}).values()) <= known


def test_names_inside_the_vocabulary_are_known():
    known = set(DATA["indicators"]) | set(DATA["counts"])
    for record in (*DATA["indicators"].values(), *DATA["counts"].values()):
        used = [*record.get("share_of", []), *record.get("sum_of", [])]
        used += [record[part] for part in ("numerator", "denominator", "of") if part in record]
        assert set(used) <= known


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (
            lambda data: data["indicators"]["poverty_rate"]["readings"][0].pop("unit"),
            "poverty_rate",
        ),
        (lambda data: data["indicators"]["poverty_rate"].update(colour="red"), "poverty_rate"),
        (lambda data: data["words"].pop("targets"), "words"),
        (lambda data: data["words"]["changes"].append("Tăng"), "words/changes"),
        (lambda data: data["words"]["changes"].append("tăng"), "words/changes"),
    ],
)
def test_a_faulty_vocabulary_is_told_with_its_place(change, place):
    data = deepcopy(DATA)
    change(data)
    [problem] = vocabulary_problems(data, SCHEMA)
    assert place in problem


def test_a_faulty_file_is_refused_with_its_name(tmp_path):
    (tmp_path / "phrases.yaml").write_text("version: 2\n", "utf-8")
    (tmp_path / "phrases.schema.json").write_text(SCHEMA.read_text("utf-8"), "utf-8")
    with pytest.raises(PhrasesError, match=r"phrases\.yaml: "):
        load_vocabulary(tmp_path / "phrases.yaml")


def test_the_longest_phrase_wins_and_words_are_whole():
    pattern = trie_pattern(["hộ nghèo", "hộ nghèo đa chiều", "thu"])
    assert pattern.findall("hộ nghèo đa chiều, hộ  nghèo, hộ nghèo đa, thuế, thu") == [
        "hộ nghèo đa chiều",
        "hộ  nghèo",
        "hộ nghèo",
        "thu",
    ]
