"""The text of a mapping as plain lists and values: somebody else may have written it.

What could grow in memory or end in a traceback is refused before the values are made: aliases
(a few lines may stand for billions of values), tags, and lists within lists without end.
"""

from pathlib import Path
from typing import Any

import yaml

from indicators.refusal import FaultyValueError

LARGEST_MAPPING_BYTES = 200_000
DEEPEST_NESTING = 8


def read_mapping_text(path: Path) -> Any:
    """The value of a YAML file. Raises ``ValueError`` saying what was found, and ``OSError``."""
    size = path.stat().st_size
    if size > LARGEST_MAPPING_BYTES:
        raise FaultyValueError("oversized", size=size)
    try:
        text = path.read_text("utf-8-sig")
        _refuse_risky(text)
        return yaml.safe_load(text)
    except UnicodeDecodeError as error:
        raise FaultyValueError("bytes_not_utf_8") from error
    except yaml.MarkedYAMLError as error:
        if not error.problem_mark:
            raise FaultyValueError("no_yaml") from error
        line = str(error.problem_mark.line + 1)
        raise FaultyValueError("no_yaml_in_line", line=line) from error
    except yaml.YAMLError as error:
        raise FaultyValueError("no_yaml") from error


def _refuse_risky(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        tagged = getattr(event, "tag", None) is not None
        if tagged or depth > DEEPEST_NESTING or isinstance(event, yaml.AliasEvent):
            what = "tag" if tagged else "alias" if depth <= DEEPEST_NESTING else "deep"
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise FaultyValueError(f"{what}_in_line", line=str(line))
