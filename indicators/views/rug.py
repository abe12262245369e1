"""The tartan rug: areas down the side, indicators across, every cell with its own judgement.

Two questions of the release and no more, whatever the size: the figures, and the thresholds that
count for them. Any list of areas and of indicators may be asked for; a rug holds a cell for each
pair, also where there is no figure.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from indicators.charts.palette import JUDGEMENT_SIGNS
from indicators.language import formats, quoted
from indicators.language import judgement_words as say
from indicators.language.record_texts import in_language
from indicators.language.remark_words import remarks_of
from indicators.language.yardstick_words import threshold_words
from indicators.over_time.changes import interval
from indicators.over_time.pace import elapsed_pct
from indicators.printed.intervals import Interval
from indicators.questions.overview import first_indicators
from indicators.questions.profile import areas
from indicators.questions.ready_profiles import rug_figures
from indicators.release.store import Store
from indicators.yardsticks.cell_judgement import Against, CellJudgement, judge_cell
from indicators.yardsticks.thresholds import thresholds

# Reasons of missing that are told apart from "no figure", as the kinds of their cells.
KINDS_OF_MISSING = {
    "other_basis_only": "elsewhere", "other_period_only": "elsewhere",
    "not_applicable": "not_applicable",
}  # fmt: skip
# What stands beside the colour; nothing where there is nothing to see, and the hatch says so.
SIGNS = {**JUDGEMENT_SIGNS, "not_judged": "·", "missing": "", "elsewhere": "↗",
         "not_applicable": ""}  # fmt: skip


@dataclass(frozen=True)
class RugColumn:
    """One indicator: what it is, in which set of periods and on which basis, and its coverage.

    ``period`` and ``basis`` are words, empty where no area has a figure, where there is one basis
    only, or where ``apart``: the figures of provinces and of communes are of several sets or
    bases, so that each cell tells its own. ``reported`` of ``applicable`` areas of the rug have a
    figure; ``period_set`` and ``basis_code`` are codes as in the address of a ranking, empty where
    ``apart``.
    """

    indicator_id: str
    name: str
    unit: str
    direction: str
    headline: bool
    theme: str
    period_set: str
    basis_code: str
    period: str
    basis: str
    reported: int
    applicable: int
    apart: bool = False


@dataclass(frozen=True)
class RugRow:
    """One area; ``figures`` counts its cells with a figure."""

    area_code: str
    name: str
    area_type: str
    province_code: str
    province: str
    figures: int


@dataclass(frozen=True)
class RugCell:
    """One area and indicator.

    ``value`` is the number that ranks, in the unit of the column, ``value_text`` the same in words
    without the unit; ``None`` and empty where there is none. ``judgement`` holds codes,
    ``sign`` and ``short`` stand beside the colour, ``word`` is a sentence that names the
    yardstick or the reason why there is no figure. ``period`` and ``basis`` are those of the
    figure; ``remarks`` is what a reader must know of it (an estimate, contradicted by its own
    counts). ``source_id`` is the evidence. ``interval`` is what the printed number
    allows; ``qualifier``, ``status``, ``period_start`` and ``period_end`` are as in the figure,
    ``None`` where there is none.
    """

    area_code: str
    indicator_id: str
    value: float | None
    value_text: str
    judgement: CellJudgement
    sign: str
    short: str
    word: str
    period: str
    basis: str
    remarks: str
    source_id: str | None
    interval: Interval | None = None
    qualifier: str | None = None
    status: str | None = None
    period_start: date | None = None
    period_end: date | None = None

    @property
    def missing_reason(self) -> str | None:
        """One of ``reporting.MISSING_REASONS``; ``None`` where there is a figure."""
        return self.judgement.reason if self.judgement.code == "missing" else None

    @property
    def kind(self) -> str:
        """How the cell is drawn: the code of its judgement, or one of ``KINDS_OF_MISSING``."""
        return KINDS_OF_MISSING.get(str(self.missing_reason), self.judgement.code)


@dataclass(frozen=True)
class Rug:
    """Rows and columns in the order asked for, and a cell for each pair of their codes."""

    rows: tuple[RugRow, ...]
    columns: tuple[RugColumn, ...]
    cells: Mapping[tuple[str, str], RugCell]
    against: Against
    lang: str

    def cell(self, area_code: str, indicator_id: str) -> RugCell:
        """The cell of an area and an indicator; raises ``KeyError`` for what is not in the rug."""
        return self.cells[area_code, indicator_id]


def best_documented_first(drawn: Rug) -> Rug:
    """The rug with the areas first that have most headline figures; ties keep their order."""
    headline = [one.indicator_id for one in drawn.columns if one.headline]

    def known(row: RugRow) -> int:
        cells = (drawn.cell(row.area_code, one) for one in headline)
        return sum(cell.value is not None for cell in cells)

    return replace(drawn, rows=tuple(sorted(drawn.rows, key=known, reverse=True)))


def rug_indicators(store: Store) -> list[str]:
    """The indicators a rug of whole provinces has: headline ones, then the country-wide ones."""
    return [str(code) for code in first_indicators(store)["indicator_id"]]


def rug(
    store: Store,
    area_codes: Sequence[str],
    indicator_ids: Sequence[str],
    *,
    lang: str,
    against: Against = "nation",
    year: str | None = None,
) -> Rug:
    """The rug of some areas and indicators; each once, in the order given.

    Every column is of one set of periods and basis for all areas of a level: the indicator's
    default one, or that of ``year`` (a set's code or a year). ``against`` says whose median judges
    what no threshold does. Indicators that the release does not have are left out. Raises
    ``UnknownNameError`` for an area that is not one of today.
    """
    codes = list(dict.fromkeys(area_codes))
    known = areas(store, codes).to_dict("records")
    figures = _figures(store, codes, list(dict.fromkeys(indicator_ids)), year)
    judged = _thresholds(store, codes, figures)
    put = _Wording(lang, against, _basis_names(store, lang))
    cells = {
        (row["area_code"], row["indicator_id"]): put.cell(
            row, judge_cell(row, judged.get(row["observation_id"], ()), against)
        )
        for row in figures
    }
    columns = _columns(figures, indicator_ids, put)
    return Rug(_rows(known, cells), columns, cells, against, lang)


def _figures(
    store: Store, codes: list[str], indicator_ids: list[str], year: str | None
) -> list[dict[str, Any]]:
    """One record per area and indicator, missing as ``None``."""
    if year:
        found = store.query("profile", area_codes=codes, year=year)
        found = found[found["indicator_id"].isin(indicator_ids)]
    else:
        found = rug_figures(store, codes, indicator_ids)
    return _records(found)


def _records(found: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dictionaries, missing as ``None``; pandas' own way takes three times as long."""
    columns = [
        [
            None if gone else value
            for value, gone in zip(values.tolist(), values.isna(), strict=True)
        ]
        for _name, values in found.items()
    ]
    names = [str(name) for name in found.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _thresholds(
    store: Store, codes: list[str], figures: list[dict[str, Any]]
) -> dict[Any, list[dict[str, Any]]]:
    """The judged thresholds by figure."""
    ids = [int(row["observation_id"]) for row in figures if row["observation_id"] is not None]
    found: dict[Any, list[dict[str, Any]]] = {}
    if ids:
        for row in thresholds(store, codes, ids).to_dict("records"):
            found.setdefault(row["observation_id"], []).append(row)
    return found


def _rows(known: list[Any], cells: Mapping[tuple[str, str], RugCell]) -> tuple[RugRow, ...]:
    counts: dict[str, int] = {}
    for cell in cells.values():
        counts[cell.area_code] = counts.get(cell.area_code, 0) + (cell.value is not None)
    return tuple(
        RugRow(
            area_code=str(area["area_code"]),
            name=str(area["name"]),
            area_type=str(area["area_type"]),
            province_code=_text(area["province_code"]),
            province=_text(area["province"]),
            figures=counts.get(str(area["area_code"]), 0),
        )
        for area in known
    )


def _basis_names(store: Store, lang: str) -> dict[tuple[str, str], str]:
    """The bases in words, by indicator and code."""
    bases = store.query("all_bases")
    return dict(zip(zip(bases["indicator_id"], bases["basis"], strict=True),
                    in_language(bases, "name", lang), strict=True))  # fmt: skip


def _columns(
    figures: list[dict[str, Any]], indicator_ids: Sequence[str], put: "_Wording"
) -> tuple[RugColumn, ...]:
    of: dict[str, list[dict[str, Any]]] = {}
    for row in figures:
        of.setdefault(row["indicator_id"], []).append(row)
    return tuple(_column(of[one], put) for one in dict.fromkeys(indicator_ids) if one in of)


def _column(rows: list[dict[str, Any]], put: "_Wording") -> RugColumn:
    first, reported = rows[0], [row for row in rows if row["value"] is not None]
    sets = {(_text(row["period_set"]), _text(row["basis"])) for row in reported or [first]}
    apart, lang = len(sets) > 1, put.lang
    code, basis = ("", "") if apart else sets.pop()
    return RugColumn(
        indicator_id=first["indicator_id"],
        name=str(in_language(first, "name", lang)),
        unit=str(in_language(first, "unit", lang)),
        direction=first["direction"],
        headline=bool(first["headline"]),
        theme=str(first["theme"]),
        period_set=code,
        basis_code=basis,
        period=formats.period_set(code, lang) if code else "",
        basis=put.basis(first["indicator_id"], basis),
        reported=len(reported),
        applicable=sum(row["missing_reason"] != "not_applicable" for row in rows),
        apart=apart,
    )


class _Wording:
    """Puts cells into one language; a period is worded once, however many cells have it."""

    def __init__(
        self, lang: str, against: Against, basis_names: Mapping[tuple[str, str], str]
    ) -> None:
        self.lang = lang
        self.against = against
        self.basis_names = basis_names
        self.period: Callable[[Any, Any], str] = cache(
            lambda first, last: formats.period(first, last, lang)
        )
        self.short: Callable[[str], str] = cache(lambda code: say.short_judgement(code, lang))
        self.missing: Callable[[str], str] = cache(lambda code: say.missing_words(code, lang))

    def basis(self, indicator_id: str, code: str) -> str:
        """A basis in words; empty where there is none."""
        return self.basis_names.get((indicator_id, code), code)

    def cell(self, row: dict[str, Any], judged: CellJudgement) -> RugCell:
        there = row["value"] is not None
        return RugCell(
            area_code=row["area_code"],
            indicator_id=row["indicator_id"],
            value=float(row["value"]) if there else None,
            value_text=self._value(row) if there else "",
            judgement=judged,
            sign=_sign(judged),
            short=self.short(judged.code),
            word=self._word(row, judged),
            period=self.period(row["period_start"], row["period_end"]) if there else "",
            basis=self.basis(row["indicator_id"], _text(row["basis"])) if there else "",
            remarks=", ".join(remarks_of(row, self.lang)) if there else "",
            source_id=row["source_id"],
            interval=interval(row) if there else None,
            **{name: row[name] for name in ("qualifier", "status", "period_start", "period_end")},
        )

    def _value(self, row: dict[str, Any]) -> str:
        return quoted.as_ranked(row, max(int(row["decimals"]), 0), self.lang)

    def _word(self, row: dict[str, Any], judged: CellJudgement) -> str:
        if judged.code == "missing":
            return self.missing(str(judged.reason))
        if judged.code == "not_judged":
            part = judged.reason == "part_of_year"
            elapsed = elapsed_pct(row["period_end"]) if part else None
            return say.not_judged_words(str(judged.reason), elapsed, self.lang)
        if judged.threshold is not None:
            return threshold_words(judged.threshold, self.lang)
        return say.by_median_words(judged.code, row, float(judged.median or 0), self.against,
                                   self.lang)  # fmt: skip


def _sign(judged: CellJudgement) -> str:
    missing = judged.reason if judged.code == "missing" else None
    return SIGNS[KINDS_OF_MISSING.get(str(missing), judged.code)]


def _text(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value)
