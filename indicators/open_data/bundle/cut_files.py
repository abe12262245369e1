"""One file per indicator and per province as CSV, JSON and Parquet, with metadata beside each."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pandas as pd

from indicators.language.record_texts import in_language
from indicators.language.texts import LANGUAGES
from indicators.open_data.bundle.figure_files import FORMS, FigureFile, FigureForms, FigureHead
from indicators.open_data.bundle.stored_figures import (
    figures_of_province,
    figures_of_small_provinces,
)
from indicators.open_data.json_answers import records
from indicators.release.citation import LICENCE, LICENCE_NAME, LICENCE_URL, release_citation
from indicators.release.citation import release_day as day_of
from indicators.release.store import Store
from indicators.steps import Tell

INDICATORS, PROVINCES = "indicators", "provinces"
SOURCE_COLUMNS = ["source_id", "kind", "publisher", "title", "url", "published_on", "language"]


@dataclass
class Counted:
    """What the figures of a file have in common, gathered part by part."""

    figures: int = 0
    areas: set[str] = field(default_factory=set)
    indicators: dict[str, None] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)
    first: date | None = None
    last: date | None = None

    def add(self, part: pd.DataFrame) -> None:
        """Count a part of the figures."""
        self.figures += len(part)
        self.areas |= set(part["area_code"])
        self.indicators |= dict.fromkeys(part["indicator_id"])
        self.sources |= set(part["source_id"].dropna())
        starts = part["period_start"].fillna(part["period_end"])
        if len(part):
            self.first = min(filter(None, (self.first, starts.min().date())))
            self.last = max(filter(None, (self.last, part["period_end"].max().date())))


class IndicatorFiles:
    """The files of the indicators, fed with all figures in their order; a part may hold several."""

    def __init__(self, store: Store, folder: Path, prefix: str) -> None:
        self._store, self._folder, self._prefix = store, folder / INDICATORS, prefix
        self._head = FigureHead(store.release)
        self._sources, self._catalogue = _sources(store), _catalogue(store)
        self._open: FigureFile | None = None
        self._id = ""
        self._counted = Counted()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
        elif self._open is not None:
            self._open.__exit__(kind, error, trace)

    def add(self, part: FigureForms) -> None:
        """Write a part of the figures."""
        for code, figures in part.by_indicator():
            self._add(code, figures)

    def _add(self, indicator_id: str, part: FigureForms) -> None:
        if self._open is None or indicator_id != self._id:
            self.close()
            self._id, self._counted = indicator_id, Counted()
            place = self._folder / f"{self._prefix}{indicator_id}"
            about = metadata_head(self._store.release) | {"indicator_id": indicator_id}
            self._open = FigureFile(place, self._head, about=about).__enter__()
        self._counted.add(part.figures)
        self._open.add(part)

    def close(self) -> None:
        """End the file that is open and tell of it."""
        if self._open is None:
            return
        ended, self._open = self._open, None
        ended.__exit__(None, None, None)
        record = self._catalogue[self._id]
        told = {
            "indicator_id": self._id,
            **{name: _in_each(record, name) for name in ("definition", "formula", "unit")},
            "decimals": int(record["decimals"]),
            "direction": record["direction"],
        }
        title = _in_each(record, "name")
        _write_metadata(self._store, self._folder, f"{self._prefix}{self._id}", title, told,
                        self._counted, self._sources)  # fmt: skip


def write_province_files(store: Store, folder: Path, prefix: str, tell: Tell) -> None:
    """The files of every province of today, also of one without figures."""
    head = FigureHead(store.release)
    sources, catalogue = _sources(store), _catalogue(store)
    provinces = {row["area_code"]: row for row in store.query("provinces").to_dict("records")}
    for code, parts in _figures_of_each(store, head, list(provinces)):
        tell(f"{PROVINCES}/{code}")
        place = folder / PROVINCES / f"{prefix}{code}"
        counted = Counted()
        about = metadata_head(store.release) | {"province_code": code}
        with FigureFile(place, head, about=about) as file:
            for part in parts:
                counted.add(part.figures)
                file.add(part)
        told = {
            "province_code": code,
            "area_type": provinces[code]["area_type"],
            "unit": {one: _in_each(catalogue[one], "unit") for one in counted.indicators},
        }
        title = dict.fromkeys(LANGUAGES, provinces[code]["name"])
        _write_metadata(store, place.parent, place.name, title, told, counted, sources)


def _figures_of_each(
    store: Store, head: FigureHead, provinces: list[str]
) -> Iterator[tuple[str, Iterable[FigureForms]]]:
    """The parts of every province: the small ones together, then the large and the empty ones."""
    done: set[str] = set()
    for figures, counts in figures_of_small_provinces(store, provinces):
        for code, part in FigureForms(figures, head).cut(counts.items()):
            yield code, [part]
        done |= set(counts)
    for code in provinces:
        if code not in done:
            yield code, (FigureForms(part, head) for part in figures_of_province(store, code))


def metadata_head(release: dict[str, Any]) -> dict[str, Any]:
    """What every file says of itself: release, terms, citation, whether it is invented."""
    return {
        "synthetic": bool(release["synthetic"]),
        "release_id": str(release["release_id"]),
        "release_date": day_of(release).isoformat(),
        "licence": LICENCE,
        "citation": release_citation(release, "vi"),
        "citation_en": release_citation(release, "en"),
    }


def _in_each(record: Any, name: str) -> dict[str, str]:
    return {lang: str(in_language(record, name, lang)) for lang in LANGUAGES}


def _write_metadata(
    store: Store, folder: Path, name: str, title: dict[str, str], told: dict[str, Any],
    counted: Counted, sources: list[dict[str, Any]],
) -> None:  # fmt: skip
    """``NAME.metadata.json``: title, unit, sources, citation, licence, release, coverage."""
    release = store.release
    content = {
        "title": title,
        **told,
        "figures": counted.figures,
        "areas": len(counted.areas),
        "indicators": list(counted.indicators),
        "first_day": counted.first.isoformat() if counted.first else None,
        "last_day": counted.last.isoformat() if counted.last else None,
        "sources": [one for one in sources if one["source_id"] in counted.sources],
        "citation": {lang: release_citation(release, lang) for lang in LANGUAGES},
        "licence": {"id": LICENCE, "name": LICENCE_NAME, "url": LICENCE_URL},
        "release": {"id": str(release["release_id"]), "date": day_of(release).isoformat()},
        "synthetic": bool(release["synthetic"]),
        "files": [f"{name}.{form}" for form in FORMS],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (folder / f"{name}.metadata.json").write_text(text, encoding="utf-8", newline="\n")


def _sources(store: Store) -> list[dict[str, Any]]:
    return records(store.query("all_sources")[SOURCE_COLUMNS])


def _catalogue(store: Store) -> dict[str, dict[Any, Any]]:
    rows = store.query("indicators").to_dict("records")
    return {row["indicator_id"]: row for row in rows}
