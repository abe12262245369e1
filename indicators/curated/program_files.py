"""The files of ``data/`` that are no tables, read as the program reads them.

Vocabularies of the readers, schemas that teach how to write a record, and the corrections that the
areas are made with. A file that is not there is told by the counts of ``datapackage.json``.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from indicators.catalogue.catalogue_file import CatalogueFile, read_catalogue_file
from indicators.catalogue.records import Catalogue
from indicators.curated.package import CATALOGUE, read_text, unended_line
from indicators.curated.row_counts import OTHER_FILES
from indicators.problems import Problem, quoted

PHRASES, HEADERS, CORRECTIONS = "phrases.yaml", "headers.yaml", "area_corrections.yaml"
PHRASES_SCHEMA = "phrases.schema.json"
# Top level of the corrections as ``make_areas.py`` uses them: a name and what it holds.
CORRECTION_PARTS = {
    "package": str, "version": str, "type_changes": dict, "provinces": dict, "corrections": list,
    "confirmed_points": list, "lineage_removed": dict,
}  # fmt: skip
RESTORE = "restore the file from version control, or mend it"


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


def _schema_faults(path: Path) -> Iterator[Problem]:
    import jsonschema  # only a check needs it

    if not path.is_file():
        return
    try:
        jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text("utf-8-sig")))
    except json.JSONDecodeError as error:
        yield Problem(path.name, error.lineno, None, f"JSON that breaks off: {error.msg}",
                      "a JSON Schema", RESTORE)  # fmt: skip
    except (jsonschema.SchemaError, UnicodeDecodeError) as error:
        yield Problem(path.name, None, None, quoted(str(error).splitlines()[0]), "a JSON Schema",
                      RESTORE)  # fmt: skip


def _phrases(file: CatalogueFile, path: Path, catalogue: Catalogue | None) -> Iterator[Problem]:
    from jsonschema import Draft202012Validator

    from indicators.vocabularies.press_words import PressWords

    schema = path.with_name(PHRASES_SCHEMA)
    if not schema.is_file():
        yield Problem(schema.name, None, None, "no such file", f"the schema of {file.name}",
                      "restore it or add it")  # fmt: skip
        return
    validator = Draft202012Validator(json.loads(schema.read_text("utf-8-sig")))
    faults = list(validator.iter_errors(file.data))
    for fault in faults:
        place = tuple(fault.absolute_path)
        yield Problem(file.name, file.line(place), ".".join(map(str, place)) or None,
                      quoted(fault.message), f"a vocabulary as {schema.name} describes it",
                      RESTORE)  # fmt: skip
    if faults:
        return
    try:
        PressWords(file.data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        yield _unusable(file.name, error)
        return
    for name in file.data["indicators"]:
        if catalogue and name not in catalogue.indicators:
            yield Problem(file.name, file.line(("indicators", name)), f"indicators.{name}",
                          quoted(name), f"an id of {CATALOGUE}",
                          "correct the id or add the indicator to the catalogue")  # fmt: skip


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
            found = "something else" if part in data else "nothing"
            yield Problem(file.name, file.line((part,)), part, found,
                          f"a {kind.__name__} named {part}", RESTORE)  # fmt: skip


def _unusable(file: str, error: BaseException) -> Problem:
    missing = f"no entry {error}" if isinstance(error, KeyError) else str(error)
    return Problem(file, None, None, quoted(missing), "a vocabulary that can be used", RESTORE)


VOCABULARIES: dict[str, Callable[[CatalogueFile, Path, Catalogue | None], Iterator[Problem]]] = {
    PHRASES: _phrases,
    HEADERS: _headers,
    CORRECTIONS: _corrections,
}
