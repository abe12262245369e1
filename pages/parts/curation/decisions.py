"""The candidates to decide on, and what they would change in the table."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from indicators.candidates.files import LIST_SEPARATOR, Candidate
from indicators.curation import review
from indicators.curation.candidate_readers import ReadFile, area_choices, area_names
from indicators.curation.review import Standing
from indicators.language.coded_words import doubts_in_words
from pages.parts.curation import source_choice
from pages.parts.curation.faults import column_labels
from pages.parts.curation.reading_forms import NUMBER, keep
from pages.parts.frame import Context

COLUMNS = (
    "decision", "reason", "area_name", "area_code", "indicator", "value", "unit", "as_printed",
    "period_start", "period_end", "basis", "qualifier", "area_candidates", "correction", "note",
    "flags", "checks", "confidence", "locator",
)  # fmt: skip
# Tables up to here are shown whole, longer ones scroll.
FEW_ROWS = 14
# An article tells of fewer; more rows than these are decided in the table.
MOST_AREA_CHOICES = 10


def show(reading: ReadFile, context: Context) -> list[Candidate]:
    """The editable table; the candidates as the reader has decided them."""
    _ = context.text
    if not reading.candidates:
        st.info(_("No figure of a commune was found."))
        return []
    reference = source_choice.readers().reference
    table = _table(reading.candidates, context)
    height: Any = "content" if len(table) <= FEW_ROWS else 540
    changed = st.data_editor(
        table,
        key=f"curation_rows_{st.session_state[NUMBER]}",
        column_config=_column_config(context),
        column_order=list(COLUMNS),
        disabled=[name for name in COLUMNS if name not in review.EDITABLE],
        num_rows="fixed",
        placeholder="–",
        height=height,
        alt=_("Candidates with evidence; each is to be accepted or refused"),
    )
    rows = changed.to_dict("records")
    decided = review.edited(reading.candidates, rows, area_names(reference))
    _decide_areas(reading, decided, context)
    _decide_open(reading, decided, context)
    return decided


def _decide_areas(reading: ReadFile, decided: list[Candidate], context: Context) -> None:
    """One choice for all rows that are open between the same namesakes: no code to look up."""
    _ = context.text
    reference = source_choice.readers().reference
    for possible, rows in list(review.open_areas(decided).items())[:MOST_AREA_CHOICES]:
        choices = area_choices(possible, reference)
        code = st.selectbox(
            _("Which area are rows {rows} about?").format(rows=", ".join(map(str, rows))),
            list(choices), index=None, format_func=choices.__getitem__,
            placeholder=_("Several have this name: choose one"),
            key=f"curation_area_{st.session_state[NUMBER]}_{rows[0]}",
        )  # fmt: skip
        if code:
            names = area_names(reference)
            keep(replace(reading, candidates=review.with_area(decided, possible, code, names)))
            st.rerun()


def _decide_open(reading: ReadFile, decided: list[Candidate], context: Context) -> None:
    """One decision for all candidates that have none yet."""
    _ = context.text
    still_open = sum(not one["decision"] for one in decided)
    if not still_open:
        return
    st.caption(
        context.plural("{number} candidate is open.", "{number} candidates are open.", still_open)
        .format(number=still_open)
    )  # fmt: skip
    number = st.session_state[NUMBER]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        reason = st.text_input(_("Reason for all of them"), key=f"curation_reason_{number}",
                               max_chars=300)  # fmt: skip
        accept = st.button(_("Accept the open ones"), key="curation_accept_open")
        refuse = st.button(_("Refuse the open ones"), key="curation_refuse_open")
    if accept or refuse:
        verdict = "accept" if accept else "refuse"
        keep(replace(reading, candidates=review.decide_open(decided, verdict, reason)))
        st.rerun()


def _table(candidates: list[Candidate], context: Context) -> pd.DataFrame:
    table = pd.DataFrame(candidates, index=range(1, len(candidates) + 1))
    table["indicator"] = _indicator_names(candidates, context)
    table["decision"] = table["decision"].replace("", None)
    table["checks"] = [_doubts(one["checks"], context) for one in candidates]
    return table[list(COLUMNS)]


def _doubts(checks: str, context: Context) -> str:
    return LIST_SEPARATOR.join(doubts_in_words(checks, context.lang))


def _indicator_names(candidates: list[Candidate], context: Context) -> list[str]:
    indicators = source_choice.readers().reference.catalogue.indicators
    ids = [one["indicator_id"] for one in candidates]
    return [indicators[one].name.in_language(context.lang) if one in indicators else one
            for one in ids]  # fmt: skip


def _column_config(context: Context) -> Any:
    _ = context.text
    labels = {name: label for name, label in column_labels(context).items() if name in COLUMNS}
    texts = {name: st.column_config.TextColumn(label) for name, label in labels.items()}
    verdicts = {"accept": _("accept"), "refuse": _("refuse"), "withdraw": _("withdraw")}
    decision = st.column_config.SelectboxColumn(
        _("Decision"), options=list(verdicts), format_func=lambda verdict: verdicts[str(verdict)]
    )
    return {**texts, "decision": decision}


def show_differences(decided: list[Candidate], context: Context) -> None:
    """How each candidate stands to the accepted figures."""
    if not decided:
        return
    _ = context.text
    reference = source_choice.readers().reference
    standings = [review.standing(one, reference) for one in decided]
    words = kind_words(context)
    st.header(_("Beside the table"))
    with st.container(horizontal=True):
        for kind, number in review.counted(standings).items():
            if number:
                st.metric(words[kind], number, width="content", border=True)
    st.dataframe(
        _differences(decided, standings, context),
        hide_index=True,
        placeholder="–",
        height="content" if len(decided) <= FEW_ROWS else 540,
        alt=_("Each candidate beside the accepted figure"),
    )


def _differences(
    decided: list[Candidate], standings: list[Standing], context: Context
) -> pd.DataFrame:
    _ = context.text
    words = kind_words(context)
    accepted = [one.accepted for one in standings]
    return pd.DataFrame(
        {
            _("No."): range(1, len(decided) + 1),
            _("In the table"): [words[one.kind] for one in standings],
            _("Area"): [one["area_name"] for one in decided],
            _("Indicator"): _indicator_names(decided, context),
            _("Period"): [_period(one) for one in decided],
            _("Accepted"): [f"{one.value:f}" if one else None for one in accepted],
            _("New"): [one["value"] for one in decided],
            _("Unit"): [one["unit"] for one in decided],
            _("Source of the accepted"): [one.source_id if one else None for one in accepted],
        }
    )


def _period(one: Candidate) -> str:
    return " – ".join(filter(None, (one["period_start"], one["period_end"])))


def kind_words(context: Context) -> dict[str, str]:
    """The standings in the reader's language."""
    _ = context.text
    return {
        review.NEW: _("new"),
        review.AGREES: _("agrees with another source"),
        review.SAME: _("in the table already"),
        review.CHANGES: _("changes the accepted figure"),
        review.CONTRADICTS: _("contradicts another source"),
        review.INCOMPLETE: _("not complete yet"),
    }
