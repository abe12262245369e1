"""The files of ``data/`` that are no tables, read as the program reads them.

Vocabularies of the readers, schemas that teach how to write a record, and the corrections that the
areas are made with. A file that is not there is told by the counts of ``datapackage.json``.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from indicators.catalogue.catalogue_file import CatalogueFile, read_catalogue_file
from indicators.catalogue.records import Catalogue
from indicators.coded import coded
from indicators.curated.package import read_text, unended_line
from indicators.curated.row_counts import OTHER_FILES
from indicators.problems import Problem, problem_at, quoted

PHRASES, HEADERS, CORRECTIONS = "phrases.yaml", "headers.yaml", "area_corrections.yaml"
PHRASES_SCHEMA = "phrases.schema.json"
# Those of the catalogue and of the phrases; holding one to its own rules takes 0.1 s.
SCHEMAS_KEPT = 4
# Phrases whose faults are known; with the headings they were most of the check of a small table.
PHRASES_KEPT = 4
# Top level of the corrections as ``make_areas.py`` uses them: a name and what it holds.
CORRECTION_PARTS = {
    "package": str, "version": str, "type_changes": dict, "provinces": dict, "kept": list,
    "lineage_removed": dict,
}  # fmt: skip


def program_file_problems(directory: Path, catalogue: Catalogue | None) -> list[Problem]:
    """Every fault of the other files; the indicators that they name are looked up if known."""
    problems = [found for name in OTHER_FILES for found in _broken_off(directory / name)]
    problems += [one for name in OTHER_FILES if name.endswith(".schema.json")
                 for one in _schema_faults(directory / name)]  # fmt: skip
    broken = {problem.file for problem in problems}
    for name, faults in VOCABULARIES.items():
        path = directory / name
        if name in broken or not path.exists():
            continue
        file, found = read_catalogue_file(path)
        problems += found
        if file is not None and not found and not ({PHRASES_SCHEMA} & broken and name == PHRASES):
            problems += faults(file, path, catalogue)
    return problems


def _broken_off(path: Path) -> Iterator[Problem]:
    """A text file ends with a line end; one that does not may have lost its end."""
    if not path.exists():
        return
    text, problems = read_text(path, path.name)
    yield from problems
    if text is not None:
        yield from unended_line(path, path.name)


def _schema_faults(path: Path) -> Sequence[Problem]:
    if not path.is_file():
        return ()
    try:
        return _faults_of_schema(path.name, path.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        return (_wrong_schema(path.name, error),)


@lru_cache(SCHEMAS_KEPT)
def _faults_of_schema(name: str, text: str) -> tuple[Problem, ...]:
    """The fault of a schema's text; a text that was checked before is not checked again."""
    import jsonschema  # only a check needs it

    try:
        jsonschema.Draft202012Validator.check_schema(json.loads(text))
    except json.JSONDecodeError as error:
        return (problem_at(name, error.lineno, None, "schema_broken", fault=error.msg),)
    except jsonschema.SchemaError as error:
        return (_wrong_schema(name, error),)
    return ()


def _wrong_schema(name: str, error: Exception) -> Problem:
    fault = quoted(str(error).splitlines()[0])
    return problem_at(name, None, None, "schema_wrong", fault=fault)


def _phrases(file: CatalogueFile, path: Path, catalogue: Catalogue | None) -> Iterator[Problem]:
    schema = path.with_name(PHRASES_SCHEMA)
    if not schema.is_file():
        yield problem_at(schema.name, None, None, "schema_absent", file=file.name)
        return
    if faults := _faults_of_phrases(file, schema.read_text("utf-8-sig")):
        yield from faults
        return
    for name in file.data["indicators"]:
        if catalogue and name not in catalogue.indicators:
            yield problem_at(file.name, file.line(("indicators", name)), f"indicators.{name}",
                             "indicator_unknown", indicator=quoted(name))  # fmt: skip


@lru_cache(PHRASES_KEPT)
def _faults_of_phrases(file: CatalogueFile, schema: str) -> tuple[Problem, ...]:
    """What is wrong with the phrases by themselves; a file that was read before is known."""
    from jsonschema import Draft202012Validator

    from indicators.vocabularies.press_words import PressWords

    faults = list(Draft202012Validator(json.loads(schema)).iter_errors(file.data))
    if faults:
        return tuple(_wrong_form(file, fault) for fault in faults)
    try:
        PressWords(file.data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return (_unusable(file.name, error),)
    return ()


def _wrong_form(file: CatalogueFile, fault: Any) -> Problem:
    place = tuple(fault.absolute_path)
    return problem_at(file.name, file.line(place), ".".join(map(str, place)) or None,
                      "vocabulary_form", fault=quoted(fault.message),
                      schema=PHRASES_SCHEMA)  # fmt: skip


def _headers(file: CatalogueFile, path: Path, catalogue: Catalogue | None) -> Iterator[Problem]:
    from indicators.refusal import RefusedFileError
    from indicators.vocabularies.heading_words import load_vocabulary

    if catalogue is None:
        return
    try:
        load_vocabulary(path.parent, catalogue)
    except RefusedFileError as error:
        yield _unusable(file.name, error.__cause__ or error)


def _corrections(
    file: CatalogueFile, _path: Path, _catalogue: Catalogue | None
) -> Iterator[Problem]:
    data = file.data if isinstance(file.data, dict) else {}
    for part, kind in CORRECTION_PARTS.items():
        if not isinstance(data.get(part), kind):
            found = coded("something_else" if part in data else "nothing")
            yield problem_at(file.name, file.line((part,)), part, "part_absent", found=found,
                             kind=kind.__name__, part=part)  # fmt: skip


def _unusable(file: str, error: BaseException) -> Problem:
    missing = f"no entry {error}" if isinstance(error, KeyError) else str(error)
    return problem_at(file, None, None, "vocabulary_unusable", fault=quoted(missing))


VOCABULARIES: dict[str, Callable[[CatalogueFile, Path, Catalogue | None], Iterator[Problem]]] = {
    PHRASES: _phrases,
    HEADERS: _headers,
    CORRECTIONS: _corrections,
}
