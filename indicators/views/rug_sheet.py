"""A rug as one sheet: a row for each area, and beside each value its judgement and its period."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from indicators.language.texts import DEFAULT_LANGUAGE, LANGUAGES, translator
from indicators.open_data.download_notes import Note, Section, in_each, table_notes, translated
from indicators.open_data.table_files import TableFile
from indicators.release.citation import LICENCE, release_citation
from indicators.release.store import Store
from indicators.sentences.marking import N_
from indicators.views.rug import Rug, RugCell, RugColumn, rug
from indicators.yardsticks.cell_judgement import Against

COLUMNS_TITLE = N_("Indicators side by side")
COVERED = N_("{reported} of {applicable} areas have a figure ({period})")


def rug_file(
    store: Store,
    area_codes: Sequence[str],
    indicator_ids: Sequence[str],
    *,
    against: Against = "nation",
    parts: tuple[str, ...] = ("rug",),
) -> TableFile:
    """The rug as a file in any form; ``parts`` tell its name from others. Raises as ``rug``."""
    told = {
        lang: rug(store, area_codes, indicator_ids, lang=lang, against=against)
        for lang in LANGUAGES
    }
    table = rug_table(store, told[DEFAULT_LANGUAGE])
    shown = in_each(lambda lang: ", ".join(column.name for column in told[lang].columns))
    notes = table_notes(shown, table, None, store.release)
    notes = replace(notes, sections=(notes.sections[0], _about(told), *notes.sections[1:]))
    return TableFile(table, notes, parts, store.release)


def rug_table(store: Store, drawn: Rug) -> pd.DataFrame:
    """One row per area in the order of the rug.

    Columns: area_code, area_name, area_type, province, then for each indicator its id and a point
    before value (in the indicator's unit; empty: missing), qualifier, status, period_start,
    period_end, judgement, judged_by and reason (one of ``reporting.MISSING_REASONS``), then
    licence, citation, release_id and synthetic.
    """
    rows: dict[str, Any] = {
        "area_code": [row.area_code for row in drawn.rows],
        "area_name": [row.name for row in drawn.rows],
        "area_type": [row.area_type for row in drawn.rows],
        "province": [row.province or None for row in drawn.rows],
    }
    for column in drawn.columns:
        cells = [drawn.cell(row.area_code, column.indicator_id) for row in drawn.rows]
        rows |= {f"{column.indicator_id}.{name}": values
                 for name, values in _of_one_indicator(cells).items()}  # fmt: skip
    table = pd.DataFrame(rows)
    return table.assign(
        licence=LICENCE,
        citation=release_citation(store.release, DEFAULT_LANGUAGE),
        release_id=store.release["release_id"],
        synthetic=store.synthetic,
    )


def _of_one_indicator(cells: list[RugCell]) -> dict[str, pd.Series]:
    there = [cell.value is not None for cell in cells]
    texts = {
        "qualifier": [cell.qualifier for cell in cells],
        "status": [cell.status for cell in cells],
        "judgement": [cell.judgement.code if one else None
                      for cell, one in zip(cells, there, strict=True)],
        "judged_by": [cell.word if one else None for cell, one in zip(cells, there, strict=True)],
        "reason": [cell.missing_reason for cell in cells],
    }  # fmt: skip
    days = {
        "period_start": [cell.period_start for cell in cells],
        "period_end": [cell.period_end for cell in cells],
    }
    found = {"value": pd.Series([cell.value for cell in cells], dtype="float64")}
    found |= {name: pd.Series(values, dtype="str") for name, values in texts.items()}
    found |= {name: pd.to_datetime(pd.Series(values, dtype="object"))
              for name, values in days.items()}  # fmt: skip
    order = ("value", "qualifier", "status", "period_start", "period_end", "judgement",
             "judged_by", "reason")  # fmt: skip
    return {name: found[name] for name in order}


def _about(told: Mapping[str, Rug]) -> Section:
    """What each indicator is, with its unit, set of periods, basis and coverage."""
    columns = [dict(zip(told, of_one, strict=True))
               for of_one in zip(*(one.columns for one in told.values()), strict=True)]  # fmt: skip
    lines = tuple(
        Note(next(iter(one.values())).indicator_id,
             {lang: _described(column, lang) for lang, column in one.items()})
        for one in columns
    )  # fmt: skip
    return Section(translated(COLUMNS_TITLE), lines)


def _described(column: RugColumn, lang: str) -> str:
    covered = translator(lang)(COVERED).format(
        reported=column.reported, applicable=column.applicable, period=column.period or "–"
    )
    parts = (column.name, column.unit, column.basis, covered)
    return " · ".join(part for part in parts if part)
