"""The text of a mapping as plain lists and values: somebody else may have written it.

What could grow in memory or end in a traceback is refused before the values are made: aliases
(a few lines may stand for billions of values), tags, and lists within lists without end.
"""

from pathlib import Path
from typing import Any

import yaml

LARGEST_MAPPING_BYTES = 200_000
DEEPEST_NESTING = 8


def read_mapping_text(path: Path) -> Any:
    """The value of a YAML file. Raises ``ValueError`` saying what was found, and ``OSError``."""
    size = path.stat().st_size
    if size > LARGEST_MAPPING_BYTES:
        raise ValueError(f"{size:,} bytes")
    try:
        text = path.read_text("utf-8-sig")
        _refuse_risky(text)
        return yaml.safe_load(text)
    except UnicodeDecodeError as error:
        raise ValueError("bytes that are not UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = f" in line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise ValueError(f"text that is no YAML{line}") from error
    except yaml.YAMLError as error:
        raise ValueError("text that is no YAML") from error


def _refuse_risky(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        tagged = getattr(event, "tag", None) is not None
        if tagged or depth > DEEPEST_NESTING or isinstance(event, yaml.AliasEvent):
            what = "a tag" if tagged else "an alias" if depth <= DEEPEST_NESTING else "deep nesting"
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise ValueError(f"{what} in line {line}")
