"""Doubts in the reader's language: one sentence a code, filled with the doubt's parameters."""

import re
from collections.abc import Iterable
from decimal import Decimal

from indicators import formats
from indicators.doubts import Doubt, read_doubts
from indicators.texts import mark as N_  # noqa: N812
from indicators.texts import translator

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
    "derived_from_counts": N_("computed from {numerator} of {denominator}; no share is printed"),
    "share_contradicts_counts": N_(
        "printed {printed} %, but its own counts {numerator} of {denominator} give {share} %"
    ),
    "implausible": N_("{value} is outside {low} to {high}"),
    "rival_values": N_("the text also gives {others}"),
    "thousands_mark": N_("{printed} may be meant as {meant}"),
    "share_of_one": N_("at most 1 in a column of per cent: a share of 1 whose format was lost?"),
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
