"""A table and what goes with it as a file in any form: the same for a button and a command."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from indicators.language.area_words import area_label
from indicators.language.record_texts import in_language
from indicators.language.texts import translator
from indicators.open_data import downloads
from indicators.open_data.download_notes import Notes, in_each, ranking_notes, table_notes
from indicators.open_data.download_tables import (
    file_name,
    missing_table,
    ranking_file_parts,
    ranking_table,
    tables_of_areas,
    trend_table,
)
from indicators.over_time.trend import Trend
from indicators.questions.profile import areas as areas_of
from indicators.questions.ranking import Ranking
from indicators.release.citation import about_release
from indicators.release.store import Store
from indicators.sentences.marking import N_

FIGURES_OF = N_("Figures of {areas}")


@dataclass(frozen=True)
class TableFile:
    """A table, its notes, and the parts of a file name that tell it from others.

    ``about`` is more for the metadata of a Parquet file.
    """

    table: pd.DataFrame
    notes: Notes
    parts: tuple[str | None, ...]
    release: dict[str, Any]
    about: Mapping[str, str] = field(default_factory=dict)

    def name(self, form: str) -> str:
        """The file's name in one of ``FORMS``."""
        return form_name(self.parts, self.release, form)

    def content(self, form: str) -> bytes:
        """The file in one of ``FORMS``."""
        return FORMS[form](self)


FORMS: dict[str, Callable[[TableFile], bytes]] = {
    "csv": lambda file: downloads.to_csv(file.table),
    "csv-vn": lambda file: downloads.to_csv_vn(file.table),
    "xlsx": lambda file: downloads.to_xlsx(file.table, file.notes),
    "parquet": lambda file: downloads.to_parquet(
        file.table, about_release(file.release) | dict(file.about)
    ),
}


def form_name(parts: tuple[str | None, ...], release: dict[str, Any], form: str) -> str:
    """``file_name`` of a form; the CSV for Excel has a name of its own beside the standard one."""
    if form == "csv-vn":
        return file_name([*parts, "excel-vn"], release, "csv")
    return file_name(parts, release, form)


def ranking_file(
    store: Store, ranking: Ranking, tables: tuple[pd.DataFrame, pd.DataFrame] | None = None
) -> TableFile:
    """What a ranking displays; ``tables`` are its table and what it leaves out, if at hand."""
    table, missing = tables or (ranking_table(store, ranking), missing_table(store, ranking))
    notes = ranking_notes(ranking, table, missing, store.release)
    return TableFile(table, notes, tuple(ranking_file_parts(ranking)), store.release)


def areas_file(
    store: Store,
    codes: list[str],
    year: str | None = None,
    tables: tuple[pd.DataFrame, pd.DataFrame] | None = None,
) -> TableFile:
    """Several areas side by side, or every figure of one; ``tables`` as in ``ranking_file``."""
    table, missing = tables or tables_of_areas(store, codes, year)
    records = areas_of(store, codes).to_dict("records")

    def shown(lang: str) -> str:
        names = ", ".join(area_label(record, lang) for record in records)
        return translator(lang)(FIGURES_OF).format(areas=names)

    notes = table_notes(in_each(shown), table, missing, store.release)
    return TableFile(table, notes, areas_parts(codes), store.release)


def areas_parts(codes: list[str]) -> tuple[str, ...]:
    """The parts of a file name that tell the figures of some areas."""
    return ("areas", *codes[:3])


def trend_file(store: Store, trend: Trend) -> TableFile:
    """The figures of a trend."""
    table = trend_table(store, trend)
    name = in_each(lambda lang: in_language(trend.indicator, "name", lang))
    parts = (
        "trend",
        trend.indicator["indicator_id"],
        trend.basis or None,
        *trend.areas["area_code"],
    )
    return TableFile(table, table_notes(name, table, None, store.release), parts, store.release)
