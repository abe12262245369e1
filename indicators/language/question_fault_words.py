"""Why a question of a program is not answered, in words: one title and one sentence a code."""

from collections.abc import Sequence

from indicators.coded import Coded
from indicators.language.coded_words import in_words
from indicators.language.texts import translator
from indicators.sentences import table

# A long list is cut here in a sentence; the answer holds it whole beside the sentence.
MOST_LISTED = 12

TITLES = table("fault_titles")
SENTENCES = table("fault_sentences")
THINGS = table("fault_things")
# What was found is a sentence there, not a word of the question.
UNQUOTED = ("unanswerable", "no_release", "nothing_to_draw")


def fault_title(code: str, lang: str) -> str:
    """What kind of fault it is."""
    return translator(lang)(TITLES[code])


def fault_sentence(
    code: str, lang: str, *, parameter: str = "", found: str = "",
    expected: Sequence[str] = (), nearest: Sequence[str] = (), fact: Coded | None = None,
) -> str:  # fmt: skip
    """Found, expected and next step in one sentence; quoted texts stay as they are."""
    _ = translator(lang)
    if fact is not None:
        found = in_words(fact, lang)
    of_name = code in ("unknown_name", "unknown_value")
    named = _(THINGS[parameter]) if of_name and parameter in THINGS else parameter
    told = _(SENTENCES[code]).format(
        parameter=named,
        found=found if code in UNQUOTED else f"“{found}”",
        expected=_listed(expected, lang),
    )
    if expected and of_name:
        told += " " + _("There are: {expected}.").format(expected=_listed(expected, lang))
    if not nearest or code == "shared_name":
        return told
    return f"{told} " + _("Nearest: {nearest}.").format(nearest=_listed(nearest, lang))


def _listed(words: Sequence[str], lang: str) -> str:
    _ = translator(lang)
    if not words:
        return _("(none)")
    more = _("and {count} more").format(count=len(words) - MOST_LISTED)
    return "; ".join([*words[:MOST_LISTED], *([more] if len(words) > MOST_LISTED else [])])
