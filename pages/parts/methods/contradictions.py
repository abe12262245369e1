"""The sections of the methods page on contradictions in the sources and on coverage."""

from typing import Any

import pandas as pd
import streamlit as st

from indicators.charts.palette import coverage_shade
from indicators.country import NATION
from indicators.language import formats
from indicators.language.record_texts import in_language
from indicators.language.remarks import remark, written
from indicators.questions import quality as data_quality
from indicators.questions.quality import CoverageCell
from indicators.web.navigation import COMMUNE
from pages.parts import address, cached
from pages.parts.figure_words import basis_words, period_words, value_words
from pages.parts.frame import Context, area_label
from pages.parts.plain import plain

Row = dict[str, Any]

# How strongly the share of areas with a figure colours its cell.
FAINTEST, STRONGEST = 0.08, 0.65

# All of them below each other were a page of 36,000 pixels on a telephone.
PER_PAGE = 5


def show_contradictions(context: Context) -> None:
    """What the sources say against each other, kind by kind, with links to the communes."""
    _ = context.text
    found = data_quality.contradictions(context.store)
    st.markdown(
        _("All figures are kept; one is chosen to be shown, the others stay one click away "
          "on the page of the commune. This list is worked out from the data.")
    )  # fmt: skip
    if found.empty:
        st.info(_("No contradiction was found in the sources."))
    titles = _kinds(context)
    for kind in data_quality.CONTRADICTION_KINDS:
        rows = found[found["kind"] == kind].to_dict("records")
        if rows:
            title, explained = titles[kind]
            st.header(f"{title} ({formats.number(len(rows), 0, context.lang)})")
            st.caption(explained)
            number = 1
            if len(rows) > PER_PAGE:
                number = st.pagination(-(-len(rows) // PER_PAGE), key=f"contradictions_{kind}")
            start = (number - 1) * PER_PAGE
            for place, row in enumerate(rows[start : start + PER_PAGE], start):
                _contradiction(context, row, f"{kind}_{place}")
    _corrections(context)


def _kinds(context: Context) -> dict[str, tuple[str, str]]:
    _ = context.text
    return {
        "counts": (_("A printed share against its own counts"),
                   _("The interval of such a figure spans both readings.")),
        "rivals": (_("Several values for one and the same figure"),
                   _("Two sources, one area, indicator, period and basis.")),
        "bases": (_("Several plans or several budgets"),
                  _("One area and year, measured against different bases. These are different "
                    "quantities and never ranked together.")),
        "noted": (_("Noted while reading"),
                  _("Whoever recorded the figure found that its text does not fit together.")),
    }  # fmt: skip


def _contradiction(context: Context, row: Row, key: str) -> None:
    with st.container(border=True, key=f"contradiction_{key}"):
        _area_link(context, row)
        st.markdown(f"{plain(context.named(row))}, {plain(period_words(context, row))}: "
                    + _against(context, row))  # fmt: skip
        if noted := remark(row, context.lang):
            st.caption(_note_label(context) + plain(noted))


def _area_link(context: Context, row: Row) -> None:
    """To the page of a commune; provinces have none, so their name stands alone."""
    label = plain(area_label(row, context.lang))
    if len(row["area_code"]) == 5:
        st.page_link(COMMUNE.file, label=f"**{label}**",
                     query_params=address.link(area=row["area_code"]))  # fmt: skip
    else:
        st.markdown(f"**{label}**")


def _note_label(context: Context) -> str:
    """A note is the word of whoever entered the figure, not of the source."""
    return context.text("Note of the curator:") + " "


def _against(context: Context, row: Row) -> str:
    """The two readings in one sentence."""
    _ = context.text
    shown = f"**{plain(context.quoted(row))}**"
    publishers = _publishers((row["source_id"], row["other_source_id"]))
    if row["kind"] == "counts":
        lang = context.lang
        told = _("printed {value}, the counts {numerator} of {denominator} give {computed}%")
        return told.format(
            value=shown,
            numerator=formats.number_as_needed(row["numerator"], 2, lang),
            denominator=formats.number_as_needed(row["denominator"], 2, lang),
            computed=formats.number_as_needed(row["other_value"], 2, lang),
        )
    if row["kind"] == "noted":
        return f"{shown} ({plain(publishers[row['source_id']])})"
    other = {**row, "value": row["other_value"],
             "printed_value": row["other_printed_value"], "printed_decimals": None,
             "qualifier": row["other_qualifier"],
             "basis": row["other_basis"]}  # fmt: skip
    readings = [(_said(context, row), publishers[row["source_id"]]),
            (_said(context, other), publishers[row["other_source_id"]])]  # fmt: skip
    sentence = _(" against ").join(f"{said} ({plain(publisher)})" for said, publisher in readings)
    if row["within_rounding"]:
        sentence += ". " + _("Both may be right: they differ by rounding.")
    return sentence


def _said(context: Context, row: Row) -> str:
    value = f"**{plain(context.quoted(row))}**"
    basis = basis_words(context, row) if row["kind"] == "bases" else ""
    return f"{value} – {plain(basis)}" if basis else value


def _single(row: Row) -> Row:
    """The figure without its printed base, which belongs to only one of the readings."""
    return {**row, "denominator": None}


def _publishers(source_ids: tuple[str, ...]) -> dict[str, str]:
    found = cached.named("sources_by_id", source_ids=list(dict.fromkeys(source_ids)))
    return dict(zip(found["source_id"], found["publisher"], strict=True))


def _corrections(context: Context) -> None:
    """Figures that were read otherwise than printed, with the reason."""
    _ = context.text
    corrected = data_quality.corrections(context.store)
    if corrected.empty:
        return
    st.header(
        f"{_('Read otherwise than printed')} ({formats.number(len(corrected), 0, context.lang)})"
    )
    records = corrected.to_dict("records")
    table = pd.DataFrame(
        {
            _("Area"): [area_label(row, context.lang) for row in records],
            _("Indicator"): [context.named(row) for row in records],
            _("Value"): [value_words(context, _single(row)) for row in records],
            _("As printed"): corrected["as_printed"],
            _("Reason"): [written(row, "correction", context.lang) for row in records],
        }
    )
    st.dataframe(table, hide_index=True, alt=_("Figures read otherwise than printed"))


def show_coverage(context: Context) -> None:
    """A grid of counts: provinces against the headline indicators."""
    _ = context.text
    coverage = data_quality.coverage_by_province(context.store)
    nation = coverage.iloc[0]["any"]
    st.markdown(_("{reported} of {applicable} communes have at least one figure, in {provinces} "
                  "provinces. Each cell counts the communes with a figure, in any period and on "
                  "any basis, of those the indicator exists for.").format(
        reported=formats.number(nation.reported, 0, context.lang),
        applicable=formats.number(nation.applicable, 0, context.lang),
        provinces=formats.number(data_quality.covered_provinces(coverage), 0, context.lang),
    ))  # fmt: skip
    catalogue = cached.named("indicators").set_index("indicator_id")
    names = in_language(catalogue, "name", context.lang)
    columns = [name for name in coverage if name not in ("province_code", "province")]
    titles = {name: _("Any indicator") if name == "any" else str(names[name]) for name in columns}
    labels = coverage[columns].map(lambda cell: _cell_words(cell, context.lang))
    labels = labels.rename(columns=titles)
    labels.insert(0, _("Province"), [
        _("Whole country") if code == NATION else name
        for code, name in zip(coverage["province_code"], coverage["province"], strict=True)
    ])  # fmt: skip
    shades = coverage[columns].map(_shade).rename(columns=titles)
    shades.insert(0, _("Province"), "")
    styled = labels.style.apply(lambda _labels: shades, axis=None)
    # A static table: its titles wrap, where the grid would cut them.
    st.table(styled, hide_index=True, border="horizontal",
             alt=_("Communes with figures, by province and indicator"))  # fmt: skip
    st.caption(_("The stronger the tint, the larger the share. A dash: the indicator exists for no "
                 "commune there."))  # fmt: skip


def _cell_words(cell: CoverageCell, lang: str) -> str:
    if not cell.applicable:
        return "–"
    reported, applicable = (
        formats.number(count, 0, lang) for count in (cell.reported, cell.applicable)
    )
    return f"{reported}\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}{applicable}"


def _shade(cell: CoverageCell) -> str:
    """A tint that grows with the root of the share, most being small; none for no figure."""
    if not cell.reported or cell.share_pct is None:
        return ""
    strength = FAINTEST + (STRONGEST - FAINTEST) * (cell.share_pct / 100) ** 0.5
    return f"background-color: {coverage_shade(strength)}"
