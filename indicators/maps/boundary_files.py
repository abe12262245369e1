"""Files of boundaries as others keep them: GeoJSON or TopoJSON, one file or a folder of them.

A folder may hold one file a commune beside one a province, in folders of any depth, as the public
repository ``PUBLIC_REPOSITORY`` does. Nothing here knows which codes there should be.
"""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from indicators.errors import QUOTED_CHARACTERS
from indicators.maps.topojson import Topology, TopologyError

PUBLIC_REPOSITORY = "thanglequoc/vietnamese-provinces-database"
FOLDER_IN_REPOSITORY = Path("json/geojson")
# A property that this repository gives each unit, and nobody else.
ITS_PROPERTY = "gisServerId"

# The whole country in full detail is some hundreds of megabytes of indented text.
MOST_BYTES_OF_A_FILE = 512_000_000
MOST_BYTES_OF_A_FOLDER = 2_000_000_000
MOST_FILES = 20_000
SUFFIXES = (("*.geojson",), ("*.json", "*.topojson"))

Feature = dict[str, Any]


@dataclass
class Given:
    """What was read beside the features: the faults of files, and what they say of their origin.

    ``source`` and ``moved_m`` are members of a file that this project wrote.
    """

    problems: list[str] = field(default_factory=list)
    files: int = 0
    source: str = ""
    moved_m: float | None = None


class UnreadableFileError(Exception):
    """One file that holds no features; the message has found, expected and next step."""


def features_of(path: Path, given: Given) -> Iterator[tuple[str, Any]]:
    """Each feature with its place in words, files in the order of their names.

    Files that cannot be read are told in ``given.problems``, the others are read.
    """
    if not path.is_dir():
        yield from _features_told(path, "", given)
        return
    folder = path / FOLDER_IN_REPOSITORY
    folder = folder if folder.is_dir() else path
    files = _files(folder)
    if problem := _too_much(files):
        given.problems.append(problem)
        return
    for file in files:
        yield from _features_told(file, file.relative_to(folder).as_posix(), given)


def _files(folder: Path) -> list[Path]:
    for patterns in SUFFIXES:
        found = sorted(file for one in patterns for file in folder.rglob(one) if file.is_file())
        if found:
            return found
    return []


def _too_much(files: list[Path]) -> str | None:
    """What is wrong with the files of a folder as a whole, before any is opened."""
    if not files:
        return (
            "found no file that ends in .geojson, .json or .topojson, expected one a commune; name "
            f"the folder {FOLDER_IN_REPOSITORY.as_posix()} of {PUBLIC_REPOSITORY}"
        )
    size = sum(file.stat().st_size for file in files)
    if len(files) > MOST_FILES or size > MOST_BYTES_OF_A_FOLDER:
        return (
            f"found {len(files):,} files of {size / 1e6:,.0f} MB, expected at most {MOST_FILES:,} "
            f"of {MOST_BYTES_OF_A_FOLDER / 1e6:,.0f} MB; name the folder of the communes alone"
        )
    return None


def _features_told(file: Path, name: str, given: Given) -> Iterator[tuple[str, Any]]:
    """The features of one file, ``name`` being its place in a folder."""
    before = f"{name}: " if name else ""
    given.files += 1
    try:
        document = _document(file)
        if not name:
            _remember_origin(document, given)
        features = _features(document)
        alone = name and isinstance(features, list) and len(features) == 1
        for number, feature in enumerate(features, 1):
            yield name if alone else f"{before}feature {number}", feature
    except (UnreadableFileError, TopologyError) as error:
        given.problems.append(f"{before}{error}")


def _document(file: Path) -> dict[str, Any]:
    expected = "expected GeoJSON or TopoJSON; name the file with the boundaries"
    try:
        size = file.stat().st_size
        if size > MOST_BYTES_OF_A_FILE:
            raise UnreadableFileError(
                f"found {size / 1e6:,.0f} MB, expected at most {MOST_BYTES_OF_A_FILE / 1e6:,.0f} "
                "MB; hand over one file a commune, or simplify it first"
            )
        content = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        why = error.strerror or "an error of the system"
        raise UnreadableFileError(f"found no readable file ({why}), {expected}") from error
    except RecursionError as error:
        raise UnreadableFileError(f"found lists nested too deep, {expected}") from error
    except ValueError as error:
        shown = str(error)[:QUOTED_CHARACTERS]
        raise UnreadableFileError(f"found no JSON ({shown}), {expected}") from error
    if not isinstance(content, dict):
        raise UnreadableFileError(f"found JSON of another form, {expected}")
    return content


def _features(document: dict[str, Any]) -> Any:
    if document.get("type") == "Topology":
        return Topology(document).features()
    if document.get("type") == "Feature":
        return [document]
    features = document.get("features")
    if not isinstance(features, list):
        raise UnreadableFileError(
            "found no list `features`, expected a FeatureCollection of GeoJSON, or TopoJSON; "
            "name the file with the boundaries"
        )
    return features


def _remember_origin(document: dict[str, Any], given: Given) -> None:
    source, metres = document.get("source"), document.get("moved_m")
    given.source = source if isinstance(source, str) else ""
    if isinstance(metres, int | float) and 0 < metres < math.inf:
        given.moved_m = float(metres)
