"""The catalogue's YAML file as plain data with line numbers; every broken file is a problem."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from indicators.coded import coded
from indicators.problems import Problem, problem_at, quoted

# Ten times the catalogue of today: beyond it the file is not a catalogue.
LARGEST_FILE_BYTES = 2_000_000
# Deepest place today is indicators > record > thresholds > item > label > text. A file of a
# million brackets would overflow the C parser's stack, hence a bound before composing.
DEEPEST_NESTING = 16
# A check reads the catalogue and two vocabularies, one of them twice; each takes 0.1 s to compose.
FILES_KEPT = 8
CONTROL_BYTE = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # YAML allows none of them

Key = str | int
KeyPath = tuple[Key, ...]


def _without_timestamps() -> dict[str, list[tuple[str, Any]]]:
    """YAML's guesses for plain words, minus dates: a date stays the text that the schema checks."""
    guesses = _FASTEST_LOADER.yaml_implicit_resolvers
    return {
        letter: [(tag, pattern) for tag, pattern in rules if not tag.endswith(":timestamp")]
        for letter, rules in guesses.items()
    }


_FASTEST_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class CatalogueLoader(_FASTEST_LOADER):  # type: ignore[misc]  # chosen when the module loads
    """Safe YAML (libyaml's where it is there) in which dates stay text."""

    yaml_implicit_resolvers = _without_timestamps()


@dataclass(frozen=True, eq=False)
class CatalogueFile:
    """What a readable file holds: its data, and the line on which each key or item stands.

    Equal texts may be answered with one and the same record: nobody writes into it.
    """

    name: str
    data: Any
    lines: dict[KeyPath, int]

    def line(self, path: KeyPath) -> int | None:
        """Line of a place, or of the nearest place around it that has one."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return None


def read_catalogue_file(path: Path) -> tuple[CatalogueFile | None, list[Problem]]:
    """Read the file; ``None`` in place of it when it has no content that could be checked.

    Problems are those of the text alone: not a file, wrong encoding, not YAML, a key twice.
    """
    text, problems = _readable_text(path)
    if text is None:
        return None, problems
    file, found = _parsed(path.name, text)
    return file, list(found)


@lru_cache(FILES_KEPT)
def _parsed(name: str, text: str) -> tuple[CatalogueFile | None, tuple[Problem, ...]]:
    """What a text holds and its problems; composed once, however often it is read."""
    try:
        problems = tuple(_refused_events(name, text))
        return (None, problems) if problems else _composed(name, text)
    except yaml.YAMLError as error:
        return None, (_syntax_problem(name, error),)
    except ValueError as error:  # a number too long for Python to read
        return None, (problem_at(name, None, None, "yaml_value", fault=str(error)),)


def _readable_text(path: Path) -> tuple[str | None, list[Problem]]:
    """The file's text, or why there is none."""
    fault = _not_a_catalogue(path)
    if fault:
        return None, [fault]
    try:
        content = path.read_bytes()
    except OSError as error:
        return None, [problem_at(path.name, None, None, "yaml_unreadable",
                                 fault=str(error.strerror))]  # fmt: skip
    control = CONTROL_BYTE.search(content)
    if control:
        row = content[: control.start()].count(b"\n") + 1
        found = (coded("a_nul_byte") if control[0] == b"\x00"
                 else coded("control_character", character=repr(control[0])))  # fmt: skip
        return None, [problem_at(path.name, row, None, "yaml_control_byte", found=found)]
    return _decoded(path.name, content)


def _not_a_catalogue(path: Path) -> Problem | None:
    """The problem of a path that should not even be opened."""
    if not path.is_file():
        found = coded("a_directory" if path.is_dir() else "no_such_file")
        return problem_at(path.name, None, None, "yaml_absent", found=found)
    size = path.stat().st_size
    if size > LARGEST_FILE_BYTES:
        return problem_at(path.name, None, None, "yaml_too_large", size=size,
                          most=LARGEST_FILE_BYTES)  # fmt: skip
    return None


def _decoded(name: str, content: bytes) -> tuple[str | None, list[Problem]]:
    """Text out of bytes; the first byte that is not UTF-8 is named with its line."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        byte = f"0x{content[error.start]:02X}"
        return None, [problem_at(name, row, None, "yaml_old_encoding", byte=byte)]
    if not text.strip():
        return None, [problem_at(name, None, None, "yaml_empty", found=coded("empty_file"))]
    return text, []


def _refused_events(name: str, text: str) -> Iterator[Problem]:
    """YAML that the catalogue does without: anchors and tags hide content; depth has a bound."""
    depth = 0
    events: Iterator[Any] = yaml.parse(text, Loader=CatalogueLoader)
    for event in events:
        row = event.start_mark.line + 1
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST_NESTING:
            yield problem_at(name, row, None, "yaml_too_deep", most=DEEPEST_NESTING)
            return
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            yield problem_at(name, row, None, "yaml_anchor", name=repr(event.anchor))
        if getattr(event, "tag", None):
            yield problem_at(name, row, None, "yaml_tag", tag=quoted(event.tag))


def _composed(name: str, text: str) -> tuple[CatalogueFile | None, tuple[Problem, ...]]:
    """Data with lines; a key that stands twice is a problem, and its last value is used."""
    loader = CatalogueLoader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return None, (problem_at(name, None, None, "yaml_empty", found=coded("only_comments")),)
        data = loader.construct_document(root)
    finally:
        loader.dispose()
    lines: dict[KeyPath, int] = {}
    problems = tuple(_walk(name, root, (), lines))
    return CatalogueFile(name, data, lines), problems


def _walk(name: str, node: Any, path: KeyPath, lines: dict[KeyPath, int]) -> Iterator[Problem]:
    """Note the line of every place below ``node``; yield the keys that stand twice."""
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _walk(name, item, (*path, index), lines)
    if not isinstance(node, yaml.MappingNode):
        return
    seen: dict[str, int] = {}
    for key_node, value_node in node.value:
        key, row = str(key_node.value), key_node.start_mark.line + 1
        if key in seen:
            yield problem_at(name, row, key, "yaml_key_twice", key=quoted(key), line=str(seen[key]))
        seen.setdefault(key, row)
        lines[(*path, key)] = row
        yield from _walk(name, value_node, (*path, key), lines)


def _syntax_problem(name: str, error: yaml.YAMLError) -> Problem:
    """The parser's complaint with its line."""
    mark = getattr(error, "problem_mark", None)
    found = getattr(error, "problem", None) or str(error).splitlines()[0]
    row = mark.line + 1 if mark else None
    return problem_at(name, row, None, "yaml_invalid", fault=str(found))
