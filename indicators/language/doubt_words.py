"""Doubts in the reader's language: one sentence a code, filled with the doubt's parameters."""

import re
from collections.abc import Iterable
from decimal import Decimal

from indicators.doubts import Doubt, read_doubts
from indicators.language import formats
from indicators.language.texts import mark as N_  # noqa: N812
from indicators.language.texts import translator

# Numbers are shown with as many decimals as they have, up to these.
MOST_DECIMALS = 6

# {name} stands for the parameter of that name.
SENTENCES: dict[str, str] = {
    "may_be_target": N_("the paragraph before ends in what is only wanted: perhaps a target"),
    "perhaps_not_reached": N_("“{words}” leaves open whether this was reached"),
    "perhaps_change": N_("{value} may be by how much growth fell, not growth itself"),
    "above_plan_ambiguous": N_("may also mean {value} % of the plan"),
    "plan_not_named": N_("the plan is not named; taken as a share of the plan"),
    "period_assumed": N_("the text leaves a day of the period open"),
    "whole_term": N_("told of a term or of several years: no figure of one year"),
    "year_or_term": N_("the text looks back on a term of years and names no year here"),
    "plan_of_congress": N_("measured against the targets of a congress, which are for its term"),
    "derived_from_counts": N_("computed from {numerator} of {denominator}; no share is printed"),
    "share_contradicts_counts": N_(
        "printed {printed} %, but its own counts {numerator} of {denominator} give {share} %"
    ),
    "implausible": N_("{value} is outside {low} to {high}"),
    "rival_values": N_("the text also gives {others}"),
    "thousands_mark": N_("{printed} may be meant as {meant}"),
    "other_commune_named": N_("another commune is named near it: perhaps that one's figure"),
    "joint_subject": N_("said of several communes: perhaps their sum or average"),
    "values_in_turn": N_("several values are given in turn, and of what each is cannot be told"),
    "province_from_source": N_("the province is inferred from the newspaper or portal"),
    "two_readings": N_("read as {value}; the mark may also mean {other}"),
    "from_month": N_("{months} times the {value} that are printed for one month"),
    "share_of_one": N_("very small for a per cent: a share of 1 whose format was lost?"),
    "heading_words": N_("the heading also says “{words}”: perhaps another figure"),
    "unit_assumed": N_("no unit is stated; taken as {unit}"),
    "unit_not_known": N_("the unit “{printed}” is not known; taken as {unit}"),
    "units_contradict": N_("the heading says {printed}, the one above it {above}"),
    "format_says": N_("the cell is shown with “{words}”, its column is in {unit}"),
    "other_decimal_mark": N_("{printed} has not the decimal mark of its column, “{mark}”"),
    "not_whole": N_("{value} is not whole, though {unit} are counted: a lost mark of thousands?"),
    "beside_broken_counts": N_("stands among counts that are not whole"),
    "title_of_plan": N_("the title speaks of a plan: “{title}”"),
    "title_of_part": N_("the title speaks of a part of the people or places: “{title}”"),
    "unquoted_commas": N_("rows of this file split numbers at their decimal commas"),
    "short_row": N_("the row has fewer cells than the heading: they may be shifted"),
    # Of figures that a public source was asked for.
    "timed_out": N_("no answer within {seconds} seconds"),
    "not_reached": N_("the source could not be reached ({fault})"),
    "http_status": N_("the source answered with status {status}"),
    "asked_to_wait": N_("the source asks to wait {seconds} seconds; run it again then"),
    "not_asked": N_("not asked, since the source did not answer before; run it again later"),
    "answer_too_large": N_("the answer has more than {bytes} bytes"),
    "page_in_place_of_data": N_("a web page came in place of data"),
    "not_json": N_("the answer is no JSON"),
    "no_list_of_units": N_("the answer is no list of units, but: {found}"),
    "missing_field": N_("the form has changed: no field {field}; there are {there}"),
    "answer_may_be_cut": N_("the answer has {rows} units, as many as one page holds: may be cut"),
    "nothing_for_period": N_("no figures for this period yet: the answer is empty"),
    "unknown_level": N_("a unit of the level “{level}”, neither department nor commune"),
    "former_unit": N_("a district or a unit of before July 2025"),
    "other_province": N_("its name tells another place than the province asked: “{words}”"),
    "unknown_area": N_("no such area: {hint}"),
    "ambiguous_area": N_("several areas have this name: {hint}"),
    "spelled_otherwise": N_("the same letters with other accents than {hint}"),
    "confirmed_under_other_name": N_("was confirmed under another name, “{name}”: look anew"),
    "several_units_of_one_area": N_("several units are the same area: {units}"),
    "province_listed": N_("found {times} times in the list of provinces, expected once"),
    "not_in_answer": N_("no unit of the answer is this commune"),
    "no_score": N_("{field} is empty"),
    "score_no_number": N_("{field} is no number: “{found}”"),
    "above_ceiling": N_("{field} is {value}, above its ceiling of {ceiling}"),
    "parts_do_not_add_up": N_("the six parts add up to {added}, the total is {total}"),
    "parts_may_be_swapped": N_(
        "online services and payment may have been swapped in this answer: see {unit}"
    ),
    "all_zero": N_("all seven scores are 0: perhaps nothing was measured"),
    "table_refused": N_("the table cannot be read: {why}"),
    "cell_rejected": N_("rejected, {rule}: {detail}"),
}

_PLACE = re.compile(r"\{(\w+)\}")


def doubt_in_words(one: Doubt | str, lang: str | None) -> str:
    """A doubt as a sentence; a code without a sentence, and other text, as it stands.

    >>> from indicators.doubts import doubt
    >>> doubt_in_words(doubt("implausible", value=5000, low=0, high=100), "vi")
    '5.000 nằm ngoài khoảng từ 0 đến 100'
    """
    if isinstance(one, str) or one.code not in SENTENCES:
        return str(one)
    values = dict(one.parameters)
    sentence = translator(lang)(SENTENCES[one.code])
    return _PLACE.sub(lambda found: _shown(values.get(found[1], "?"), lang), sentence)


def doubts_in_words(checks: str | Iterable[str], lang: str | None) -> list[str]:
    """The doubts of a cell ``checks``, or of a list of them, as sentences."""
    return [doubt_in_words(one, lang) for one in read_doubts(checks)]


def _shown(value: str | Decimal, lang: str | None) -> str:
    if isinstance(value, str):
        return value
    return formats.number_as_needed(value, MOST_DECIMALS, lang)
