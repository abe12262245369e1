"""Each fault of a catalogue becomes a Problem with its place, and never a traceback."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from indicators.catalogue.catalogue_file import read_catalogue_file
from indicators.catalogue.loading import CatalogueError, catalogue_problems, load_catalogue
from indicators.problems import Problem

# A small catalogue about an invented quantity, sound in itself; faults are put into copies of it.
SOUND: dict[str, Any] = {
    "version": 1,
    "themes": [{"id": "light", "name": {"vi": "Ánh sáng", "en": "Light"}}],
    "region_scheme": {"document": "1/VD", "confidence": "unverified"},
    "regions": [
        {"code": "east", "name": {"vi": "Đông", "en": "East"}, "provinces": ["01", "02"]},
        {"code": "west", "name": {"vi": "Tây", "en": "West"}, "provinces": ["03"]},
    ],
    "indicators": [
        {
            "id": "lamps_lit_share",
            "theme": "light",
            "headline": True,
            "name": {"vi": "Tỷ lệ đèn sáng", "en": "Lamps lit"},
            "definition": {"vi": "Phần đèn đang sáng.", "en": "Share of lamps that are lit."},
            "formula": {"vi": "Đèn sáng chia cho mọi đèn", "en": "Lit lamps over all lamps"},
            "unit": "%",
            "unit_en": "%",
            "decimals": 1,
            "direction": "higher",
            "measures": "rate",
            "applies_to": [{"area_types": ["xã", "tỉnh"], "from": "2020-01-01"}],
            "basis": [{"code": "night", "name": {"vi": "ban đêm", "en": "at night"}}],
            "plausible_range": {"commune": [0, 100], "province": [0, 90]},
            "thresholds": [
                {
                    "region": "east",
                    "area_types": ["xã"],
                    "excluded_provinces": ["02"],
                    "basis": "night",
                    "from": "2020-01-01",
                    "to": "2020-12-31",
                    "value": 50,
                    "label": {"vi": "mức sáng", "en": "bright enough"},
                    "legal_basis": "2/VD",
                    "confidence": "seen",
                }
            ],
            "legal_basis": [{"document": "2/VD", "date": "2019-05-01", "confidence": "seen"}],
            "reading": {"vi": "Không nói đèn tốt.", "en": "It does not say the lamps are good."},
        }
    ],
}


def written(folder: Path, content: dict[str, Any] | str | bytes) -> Path:
    path = folder / "indicators.yaml"
    if isinstance(content, dict):
        content = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def changed(change: str, value: Any) -> dict[str, Any]:
    """A copy of SOUND with one place changed: "indicators.0.theme"; ``...`` removes it."""
    copy: dict[str, Any] = json.loads(json.dumps(SOUND))
    *way, last = [int(part) if part.isdigit() else part for part in change.split(".")]
    place: Any = copy
    for key in way:
        place = place[key]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return copy


def only_problem(path: Path) -> Problem:
    problems = catalogue_problems(path)
    assert len(problems) == 1, "\n".join(map(str, problems))
    return problems[0]


def test_the_small_catalogue_is_sound(tmp_path: Path) -> None:
    assert catalogue_problems(written(tmp_path, SOUND)) == []


INDICATOR = "indicators.0"
THRESHOLD = "indicators.0.thresholds.0"


@pytest.mark.parametrize(
    ("change", "value", "column", "found", "expected"),
    [
        (f"{INDICATOR}.theme", "heat", "lamps_lit_share.theme", "'heat'", "one of light"),
        (f"{INDICATOR}.name.en", ..., "lamps_lit_share.name", "no `en`", "`en` to be given"),
        (f"{INDICATOR}.name.vi", " ", "lamps_lit_share.name.vi", "' '", "text that is not empty"),
        (f"{INDICATOR}.unit", ..., "lamps_lit_share", "no `unit`", "`unit` to be given"),
        (f"{INDICATOR}.colour", "red", "lamps_lit_share", "unknown field `colour`", None),
        (f"{INDICATOR}.decimals", "two", "lamps_lit_share.decimals", "'two'", "integer"),
        (f"{INDICATOR}.direction", "up", "lamps_lit_share.direction", "'up'",
         "one of `higher`, `lower`, `none`"),
        (f"{INDICATOR}.direction", "none", "lamps_lit_share.direction", "direction none",
         "higher or lower for a headline indicator"),
        (f"{INDICATOR}.reading", ..., "lamps_lit_share", "a headline without reading",
         "a reading"),
        (f"{INDICATOR}.numerator", {"vi": "đèn sáng", "en": "lit"}, "lamps_lit_share",
         "no `denominator`", "`denominator` to be given"),
        (f"{INDICATOR}.amount", "lamps", "lamps_lit_share.amount", "'lamps'", "an id of this file"),
        (f"{INDICATOR}.weighted_by", "people", "lamps_lit_share.weighted_by", "'people'",
         "an id of this file"),
        (f"{INDICATOR}.against_plan", "work", "lamps_lit_share", "'lamps_lit_share'",
         "against_plan where the id ends with _vs_plan, and there alone"),
        (f"{INDICATOR}.criteria_set", "third", "lamps_lit_share.criteria_set", "'third'",
         "one of `basic`, `advanced`"),
        (f"{INDICATOR}.usual_range", {}, "lamps_lit_share.usual_range", "an empty record",
         "at least 1 fields"),
        (f"{INDICATOR}.applies_to.0.area_types.0", "huyện",
         "lamps_lit_share.applies_to.0.area_types.0", "'huyện'", None),
        (f"{INDICATOR}.applies_to.0.to", "2019-12-31", "lamps_lit_share.applies_to.0.to",
         "2020-01-01 after 2019-12-31", "from on or before to"),
        (f"{INDICATOR}.applies_to.0.from", "2020-02-30", "lamps_lit_share.applies_to.0.from",
         "'2020-02-30'", "a day that exists, as year-month-day"),
        (f"{INDICATOR}.plausible_range.commune", [100, 0],
         "lamps_lit_share.plausible_range.commune", "100 to 0", "finite bounds, lower < higher"),
        (f"{INDICATOR}.plausible_range.commune", [0, float("inf")],
         "lamps_lit_share.plausible_range.commune", "0 to inf", "finite bounds, lower < higher"),
        (f"{INDICATOR}.plausible_range.province", ..., "lamps_lit_share.plausible_range",
         "no range for province", "one for each level"),
        (f"{INDICATOR}.plausible_range", [0], "lamps_lit_share.plausible_range", "a list of 1",
         "at least 2 items"),
        (f"{THRESHOLD}.region", "north", "lamps_lit_share.thresholds.0.region", "'north'", None),
        (f"{THRESHOLD}.excluded_provinces", ["03"],
         "lamps_lit_share.thresholds.0.excluded_provinces", "'03'",
         "a province of the region: 01, 02"),
        (f"{THRESHOLD}.basis", "day", "lamps_lit_share.thresholds.0.basis", "'day'",
         "a basis: night"),
        (f"{THRESHOLD}.area_types", ["phường"], "lamps_lit_share.thresholds.0.area_types",
         "'phường'", "a type in applies_to: xã, tỉnh"),
        (f"{THRESHOLD}.legal_basis", "9/VD", "lamps_lit_share.thresholds.0.legal_basis", "'9/VD'",
         "a document in legal_basis: 2/VD"),
        (f"{THRESHOLD}.legal_basis", ..., "lamps_lit_share.thresholds.0",
         "a threshold without legal_basis", "the document that sets it"),
        (f"{THRESHOLD}.value", 101, "lamps_lit_share.thresholds.0.value", "101", "0 to 100"),
        (f"{THRESHOLD}.to", "2019-01-01", "lamps_lit_share.thresholds.0.to",
         "2020-01-01 after 2019-01-01", "from on or before to"),
        ("regions.0.provinces.0", 1, "east.provinces.0", "'1'", "string"),
        ("regions.1.provinces", ["01"], "west.provinces.0", "province '01' in a second region",
         "one region each"),
        ("regions.0.name.vi", unicodedata.normalize("NFD", "Đông"), "east.name.vi", None,
         "text in NFC"),
        ("themes", "light", "themes", "'light'", "array"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(
    tmp_path: Path, change: str, value: Any, column: str, found: str | None, expected: str | None
) -> None:
    problems = catalogue_problems(written(tmp_path, changed(change, value)))
    fitting = [one for one in problems if one.column == column]
    assert fitting, "\n".join(map(str, problems))
    problem = fitting[0]
    assert problem.file == "indicators.yaml"
    assert problem.row is not None
    assert problem.next_step
    assert found in (None, problem.found)
    assert expected in (None, problem.expected)


def test_faults_are_gathered_and_ordered_by_line(tmp_path: Path) -> None:
    content = changed(f"{INDICATOR}.theme", "heat")
    content["indicators"][0]["plausible_range"]["commune"] = [9, 1]
    content["indicators"][0]["decimals"] = -1
    columns = [one.column for one in catalogue_problems(written(tmp_path, content))]
    assert columns == [
        "lamps_lit_share.theme",
        "lamps_lit_share.decimals",
        "lamps_lit_share.plausible_range.commune",
    ]


def test_an_id_used_twice_names_both_lines(tmp_path: Path) -> None:
    content = changed("version", 1)
    second = {**SOUND["indicators"][0], "name": {"vi": "Đèn khác", "en": "Other lamps"}}
    content["indicators"].append(second)
    path = written(tmp_path, content)
    lines = path.read_text(encoding="utf-8").splitlines()
    first, again = [n for n, line in enumerate(lines, 1) if "id: lamps_lit_share" in line]
    problem = only_problem(path)
    assert problem.row == again
    assert problem.found == f"'lamps_lit_share' again (first on line {first})"


def test_a_basis_code_used_twice(tmp_path: Path) -> None:
    content = changed("version", 1)
    content["indicators"][0]["basis"].append(dict(SOUND["indicators"][0]["basis"][0]))
    content["indicators"][0]["basis"][1]["name"] = {"vi": "đêm khuya", "en": "late at night"}
    assert only_problem(written(tmp_path, content)).column == "lamps_lit_share.basis.1.code"


def test_a_key_used_twice_is_not_swallowed(tmp_path: Path) -> None:
    text = yaml.safe_dump(SOUND, allow_unicode=True, sort_keys=False) + "version: 1\n"
    problem = only_problem(written(tmp_path, text))
    assert problem.found == "the key 'version' again (first on line 1)"
    assert problem.row == len(text.splitlines())


UNREADABLE: list[tuple[bytes, int | None, str]] = [
    (b"", None, "an empty file"),
    (b" \n\n", None, "an empty file"),
    (b"# only a comment\n", None, "only comments"),
    (b"version: 1\nthemes: [\x00]\n", 2, "a NUL byte"),
    ("version: 1\nvi: Thu ngân sách".encode("utf-16"), 1, "a NUL byte"),
    ("version: 1\n# Dân".encode("cp1258"), 2, "byte 0xE2, as in Windows-1258"),
    (b"version: [1\nthemes: 2\n", 2, "did not find expected"),
    (b"a: 1\nb: \x01\n", 2, "control character b'\\x01'"),
    (b"a: &x [1]\nb: *x\n", 1, "anchor or alias 'x'"),
    (b"a: !!python/object:os.system {}\n", 1, "tag 'tag:yaml.org,2002:python/object"),
    (b"[" * 100_000, 1, "deeper nesting"),
    (b"a: " + b"9" * 5000, None, "Exceeds the limit"),
    (b"? [a]\n: b\n", 1, "found unhashable key"),
    (b"version: " + b"x" * 3_000_000, None, "3,000,009 bytes"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "row", "found"), UNREADABLE, ids=[found[:24] for _, _, found in UNREADABLE]
)
def test_a_file_that_is_no_catalogue_is_a_problem_and_no_traceback(
    tmp_path: Path, content: bytes, row: int | None, found: str
) -> None:
    path = written(tmp_path, content)
    problem = catalogue_problems(path)[0]
    assert (problem.file, problem.row) == ("indicators.yaml", row)
    assert problem.found.startswith(found)
    with pytest.raises(CatalogueError):
        load_catalogue(path)


@pytest.mark.parametrize("content", [b"just a word\n", b"- 1\n- 2\n", b"1: 2\n", b"{}\n"])
def test_yaml_of_another_kind_is_a_problem(tmp_path: Path, content: bytes) -> None:
    path = written(tmp_path, content)
    assert catalogue_problems(path)
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(path)
    assert caught.value.problems == catalogue_problems(path)


def test_a_directory_and_a_missing_file_are_problems(tmp_path: Path) -> None:
    assert only_problem(tmp_path).found == "a directory"
    assert only_problem(tmp_path / "indicators.yaml").found == "no such file"


def test_a_text_is_composed_once_and_another_one_anew(tmp_path: Path) -> None:
    path = tmp_path / "indicators.yaml"
    path.write_text("version: 1\nversion: 2\n", "utf-8")
    first, told = read_catalogue_file(path)
    told.clear()  # the list is the caller's own
    again, told_again = read_catalogue_file(path)
    assert again is first and len(told_again) == 1
    path.write_text("version: 3\n", "utf-8")
    other, nothing = read_catalogue_file(path)
    assert other is not None and other.data == {"version": 3} and nothing == []
