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
from indicators.language.texts import translator
from indicators.language.trend_words import method_words
from indicators.language.yardstick_words import threshold_words
from indicators.over_time.changes import interval
from indicators.over_time.pace import elapsed_pct
from indicators.printed.intervals import Interval
from indicators.questions.profile import areas
from indicators.release.store import Store
from indicators.yardsticks.cell_judgement import Against, CellJudgement, judge_cell
from indicators.yardsticks.thresholds import thresholds

# An indicator is country-wide from this share of communes with a figure on, in per cent.
COUNTRY_WIDE_SHARE_PCT = 50

# What stands beside the colour; nothing where there is nothing to see, and the hatch says so.
SIGNS = {**JUDGEMENT_SIGNS, "not_judged": "·", "missing": ""}


@dataclass(frozen=True)
class RugColumn:
    """One indicator: what it is, in which set of periods and on which basis, and its coverage.

    ``period`` and ``basis`` are words, empty where no area has a figure or there is one basis
    only. ``reported`` of ``applicable`` areas of the rug have a figure; ``period_set`` and
    ``basis_code`` are codes as in the address of a ranking.
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
    yardstick or the reason why there is no figure. ``period`` is that of the figure;
    ``remarks`` is what a reader must know of it (an estimate, contradicted by its own counts).
    ``observation_id`` and ``source_id`` are the evidence. ``interval`` is what the printed number
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
    remarks: str
    observation_id: int | None
    source_id: str | None
    interval: Interval | None = None
    qualifier: str | None = None
    status: str | None = None
    period_start: date | None = None
    period_end: date | None = None

    @property
    def missing_reason(self) -> str | None:
        """One of ``ranking.MISSING_REASONS``; ``None`` where there is a figure."""
        return self.judgement.reason if self.judgement.code == "missing" else None


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
    found = store.query("country_wide_indicators", least_share_pct=COUNTRY_WIDE_SHARE_PCT)
    return [str(code) for code in found["indicator_id"]]


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
    put = _Wording(lang, against)
    cells = {
        (row["area_code"], row["indicator_id"]): put.cell(
            row, judge_cell(row, judged.get(row["observation_id"], ()), against)
        )
        for row in figures
    }
    columns = _columns(store, figures, indicator_ids, lang)
    return Rug(_rows(known, cells), columns, cells, against, lang)


def _figures(
    store: Store, codes: list[str], indicator_ids: list[str], year: str | None
) -> list[dict[str, Any]]:
    """One record per area and indicator, missing as ``None``."""
    if year:
        found = store.query("profile", area_codes=codes, year=year)
        found = found[found["indicator_id"].isin(indicator_ids)]
    else:
        found = store.query("rug_figures", area_codes=codes, indicator_ids=indicator_ids)
    return found.astype(object).where(found.notna(), None).to_dict("records")


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


def _columns(
    store: Store, figures: list[dict[str, Any]], indicator_ids: Sequence[str], lang: str
) -> tuple[RugColumn, ...]:
    bases = store.query("all_bases")
    names = dict(zip(zip(bases["indicator_id"], bases["basis"], strict=True),
                     in_language(bases, "name", lang), strict=True))  # fmt: skip
    of: dict[str, list[dict[str, Any]]] = {}
    for row in figures:
        of.setdefault(row["indicator_id"], []).append(row)
    return tuple(_column(of[one], names, lang) for one in dict.fromkeys(indicator_ids) if one in of)


def _column(rows: list[dict[str, Any]], names: dict[Any, Any], lang: str) -> RugColumn:
    first, reported = rows[0], [row for row in rows if row["value"] is not None]
    one = reported[0] if reported else first
    code, basis = _text(one["period_set"]), _text(one["basis"])
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
        basis=str(names.get((first["indicator_id"], basis), basis)),
        reported=len(reported),
        applicable=sum(row["missing_reason"] != "not_applicable" for row in rows),
    )


class _Wording:
    """Puts cells into one language; a period is worded once, however many cells have it."""

    def __init__(self, lang: str, against: Against) -> None:
        self.lang = lang
        self.against = against
        self.period: Callable[[Any, Any], str] = cache(
            lambda first, last: formats.period(first, last, lang)
        )
        self.short: Callable[[str], str] = cache(lambda code: say.short_judgement(code, lang))
        self.missing: Callable[[str], str] = cache(lambda code: say.missing_words(code, lang))

    def cell(self, row: dict[str, Any], judged: CellJudgement) -> RugCell:
        there = row["value"] is not None
        return RugCell(
            area_code=row["area_code"],
            indicator_id=row["indicator_id"],
            value=float(row["value"]) if there else None,
            value_text=self._value(row) if there else "",
            judgement=judged,
            sign=SIGNS[judged.code],
            short=self.short(judged.code),
            word=self._word(row, judged),
            period=self.period(row["period_start"], row["period_end"]) if there else "",
            remarks=self._remarks(row) if there else "",
            observation_id=int(row["observation_id"]) if there else None,
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

    def _remarks(self, row: dict[str, Any]) -> str:
        """What a reader must know of the figure beside its judgement."""
        _ = translator(self.lang)
        told = [{"E": _("estimate"), "P": _("provisional")}.get(row["status"], "")]
        if row["method"] is not None:
            told.append(_("not printed: {method}").format(
                method=method_words(row["method"], self.lang)))  # fmt: skip
        if row["contradicted"]:
            told.append(_("its own counts disagree"))
        if row["corrected"]:
            told.append(_("not as printed"))
        return ", ".join(one for one in told if one)


def _text(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value)
