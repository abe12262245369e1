"""The public sources that ``collect`` knows: one entry each, loaded when it is asked for.

A new source is a module with a class of the form of ``inquiry.Collector``, and its entry here.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from indicators.collection.inquiry import Collector


@dataclass(frozen=True)
class KnownSource:
    """A source by the name on the command line: its module and class there, and its help."""

    module: str
    collector: str
    about: str


SOURCES = {
    "service-index": KnownSource(
        "service_index", "ServiceIndex",
        "the index of public services (Decision 766/QĐ-TTg) and its six parts of every commune and "
        "province, from the national portal",
    ),
    "table": KnownSource(
        "table_address", "TableAddress",
        "a CSV, JSON, XLSX or ODS file at --url, read with a mapping that `import --save-mapping` "
        "wrote (--mapping)",
    ),
}  # fmt: skip


def collector_of(name: str) -> "Collector":
    """The collector of a source by its name."""
    known = SOURCES[name]
    module = import_module(f"indicators.collection.{known.module}")
    return cast("Collector", getattr(module, known.collector)())
