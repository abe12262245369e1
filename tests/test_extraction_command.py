"""The verb ``extract`` on the command line."""

import csv
import io
import json

import pytest

from indicators.commands.command_line import main

FIELDS = [
    "area_code", "area_candidates", "indicator_id", "basis", "value", "unit", "numerator",
    "denominator", "period_start", "period_end", "qualifier", "status", "as_printed", "start",
    "end", "confidence", "checks",
]  # fmt: skip

# The text names no figure of a real place: a commune of Viet Nam's list, nothing measured.
NOTHING = "Xã Đức An họp bàn công tác năm 2026."


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "bai.txt"
    path.write_text(NOTHING, "utf-8")
    return path


def test_a_text_without_figures_gives_an_empty_list(article, capsys):
    assert main(["extract", str(article)]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_csv_has_the_fields_of_the_json(article, capsys):
    assert main(["extract", str(article), "--format", "csv"]) == 0
    assert next(csv.reader(io.StringIO(capsys.readouterr().out))) == FIELDS


def test_several_files_are_told_apart(article, capsys):
    assert main(["extract", str(article), str(article), "--format", "csv"]) == 0
    assert next(csv.reader(io.StringIO(capsys.readouterr().out))) == ["file", *FIELDS]


def test_an_unknown_province_is_refused(article, capsys):
    assert main(["extract", str(article), "--province", "99"]) == 2
    assert "found province '99', expected one of Cà Mau 96; Cần Thơ 92;" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told(tmp_path, capsys):
    assert main(["extract", str(tmp_path / "none.txt")]) == 1
    assert "none.txt" in capsys.readouterr().err


def test_fields_of_the_json(capsys):
    from bench import evaluation
    from indicators import settings
    from indicators.catalogue.loading import load_catalogue
    from indicators.commands.extract_command import print_candidates
    from indicators.vocabularies.press_words import load_vocabulary
    from tests.test_extraction_reader import TUNED  # one labelled invented text

    outcome = evaluation.read(
        TUNED[0],
        load_catalogue(settings.DATA / "indicators.yaml"),
        evaluation.invented_gazetteer(),
        load_vocabulary(settings.DATA / "phrases.yaml"),
    )
    print_candidates([one.record() for one in outcome.right], "json", with_file=False)
    [one] = json.loads(capsys.readouterr().out)
    assert list(one) == FIELDS
    assert (one["value"], one["unit"], one["period_end"]) == (12.345, "tỷ đồng", "2025-12-31")
