"""What a report says, before it is a file: headings, paragraphs, tables, charts in their order."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeAlias

from indicators.pictures.canvas import plain


@dataclass(frozen=True)
class Headed:
    """A heading of a part."""

    text: str
    kind: str = "section"


@dataclass(frozen=True)
class Said:
    """A paragraph; ``small`` for how to read what stands above it."""

    text: str
    small: bool = False
    kind: str = "said"


@dataclass(frozen=True)
class Listed:
    """Points below each other."""

    items: tuple[str, ...]
    kind: str = "listed"


@dataclass(frozen=True)
class Tabled:
    """A table of texts; ``shares`` is the width of each column as a part of all."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    kind: str = "tabled"


@dataclass(frozen=True)
class Charted:
    """A chart as SVG with the same in words; ``remarks`` explains the small numbers in it.

    These are numbered within the chart, not through the report.
    """

    svg: str
    alt: str
    caption: str
    remarks: str = ""
    kind: str = "charted"


@dataclass(frozen=True)
class CitedSource:
    """One source of a report: its number, what it is, its address and the site of that address.

    Address and site are "" where it has none.
    """

    number: int
    text: str
    url: str
    site: str


Block: TypeAlias = Headed | Said | Listed | Tabled | Charted


@dataclass(frozen=True)
class MeetingReport:
    """One report in one language.

    ``released`` is the day of the release: files made of it bear that day and no other. ``banner``
    is "" for a real country.
    """

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    sources_heading: str
    sources: tuple[CitedSource, ...]
    release: str
    address: str
    banner: str
    lang: str
    released: date

    @property
    def data(self) -> dict[str, Any]:
        """Everything as plain data, every text without signs that no file can hold."""
        cleaned: dict[str, Any] = _cleaned(asdict(self))
        return cleaned | {"released": self.released.isoformat()}


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {key: _cleaned(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(one) for one in value]
    return value
