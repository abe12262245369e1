"""Two indicators as a file: every pair with both figures, their intervals, periods and sources."""

from typing import Any

import pandas as pd

from indicators.language import formats
from indicators.language.record_texts import in_language
from indicators.language.texts import translator
from indicators.open_data.download_notes import Notes, in_each, table_notes
from indicators.open_data.table_files import TableFile
from indicators.own_index.association import AREA_COLUMNS, FIGURE_COLUMNS, Association
from indicators.release.citation import LICENCE, release_citation
from indicators.release.store import Store
from indicators.sentences.marking import N_

NOT_A_CAUSE = N_("An association is not a cause: a third thing may move both. The areas shown are "
                 "those whose figures were found, not a sample of all areas.")  # fmt: skip


def table(store: Store, found: Association) -> pd.DataFrame:
    """The pairs: one row per area, by area_code.

    Columns: area_code, area_name, area_type, province_code, province; then for each indicator,
    with its id and a point before the name, value, printed_value, value_low, value_high
    (in its unit), as_printed, qualifier, status, basis, period_start, period_end, source_id;
    spearman_rho and pairs, the same in every row (rho empty where it is withheld); licence,
    citation, release_id, synthetic.
    """
    axes = {"x": found.x.indicator["indicator_id"], "y": found.y.indicator["indicator_id"]}
    if axes["x"] == axes["y"]:  # on two bases or in two periods
        axes = {axis: f"{axis}.{one}" for axis, one in axes.items()}
    columns = {f"{axis}_{column}": f"{one}.{column}"
               for axis, one in axes.items() for column in FIGURE_COLUMNS
               if column != "printed_decimals"}  # fmt: skip
    frame = found.pairs[[*AREA_COLUMNS, *columns]].rename(columns={"name": "area_name", **columns})
    return frame.assign(
        spearman_rho=float("nan") if found.rho is None else found.rho,
        pairs=found.number,
        licence=LICENCE,
        citation=release_citation(store.release, "vi"),
        release_id=store.release["release_id"],
        synthetic=bool(store.release["synthetic"]),
    )


def notes(store: Store, found: Association, frame: pd.DataFrame) -> Notes:
    """The notes of the file: both indicators, the coefficient, and what it does not say."""
    return table_notes(in_each(lambda lang: _shown(found, lang)), frame, None, store.release)


def file_parts(found: Association) -> list[str | None]:
    """The parts of a file name that tell one pair of indicators from another."""
    return [found.x.indicator["indicator_id"], "and", found.y.indicator["indicator_id"],
            found.x.province]  # fmt: skip


def association_file(store: Store, found: Association) -> TableFile:
    """The pairs as a file, with sources and the limits of any such picture."""
    frame = table(store, found)
    return TableFile(frame, notes(store, found, frame), tuple(file_parts(found)), store.release)


def _shown(found: Association, lang: str) -> str:
    _ = translator(lang)
    names = _("{x} and {y}: {count} areas").format(
        x=_axis(found.x.indicator, lang), y=_axis(found.y.indicator, lang),
        count=formats.number(found.number, 0, lang),
    )  # fmt: skip
    told = [f"{names}."]
    if found.rho is not None:
        rho = formats.number(found.rho, 2, lang)
        told.append(_("Rank correlation (Spearman) {rho}.").format(rho=rho))
    return " ".join([*told, _(NOT_A_CAUSE)])


def _axis(record: dict[str, Any], lang: str) -> str:
    name, unit = (in_language(record, field, lang) for field in ("name", "unit"))
    return f"{name} ({unit})" if unit else str(name)
