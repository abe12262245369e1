"""Why a question of a program is not answered, in words: one title and one sentence a code."""

from collections.abc import Sequence

from indicators.coded import Coded
from indicators.language.coded_words import in_words
from indicators.language.texts import translator
from indicators.sentences.marking import N_

# A long list is cut here in a sentence; the answer holds it whole beside the sentence.
MOST_LISTED = 12

TITLES: dict[str, str] = {
    "unknown_path": N_("Unknown path"),
    "unsafe_path": N_("Path that cannot be"),
    "unknown_parameter": N_("Unknown parameter"),
    "repeated_parameter": N_("Parameter given twice"),
    "too_many_values": N_("Parameter given too often"),
    "wrong_value": N_("Value that cannot be"),
    "missing_parameter": N_("Parameter missing"),
    "conflicting_parameters": N_("Parameters that exclude each other"),
    "shared_name": N_("Name that several share"),
    "unanswerable": N_("Question that cannot be answered"),
    "too_many_rows": N_("Too many rows for this form"),
    "unknown_name": N_("Unknown name"),
    "unknown_value": N_("Unknown name"),
    "nothing_to_draw": N_("Nothing to draw"),
    "form_not_served": N_("Form that is not served"),
    "release_cannot_be_asked": N_("Release that is kept as files only"),
    "wrong_method": N_("Method that is not served"),
    "unsatisfiable_range": N_("Range outside the answer"),
    "too_many_questions": N_("Too many questions at once"),
    "internal_error": N_("Fault of this server"),
    "busy": N_("Too many readers at the moment"),
    "took_too_long": N_("Question that takes too long"),
    "no_release": N_("No figures to serve"),
    "files_being_written": N_("Files that are being written"),
    "no_files": N_("Files that are not written"),
}

# {found}, {parameter} and {expected} stand for what the fault knows. What is nearest is told after.
SENTENCES: dict[str, str] = {
    "unknown_path": N_("There is nothing at {found}; all paths are listed at {expected}."),
    "unsafe_path": N_("The path climbs, hides or is broken; write it plainly."),
    "unknown_parameter": N_("Found the parameter {found}, expected one of {expected}."),
    "repeated_parameter": N_("Found {parameter} several times ({found}), expected it once; leave "
                             "the others out."),
    "too_many_values": N_("Found {parameter} {found} times, expected at most {expected}; leave "
                          "some out."),
    "wrong_value": N_("Found {found} in {parameter}, expected {expected}."),
    "missing_parameter": N_("Expected the parameter {parameter} too; add it."),
    "conflicting_parameters": N_("Found {parameter}={found}, but the parameter among asks for "
                                 "{expected}; leave one of them out."),
    "shared_name": N_("Found {found}, which several share: {expected}; give the code or the "
                      "province as well."),
    "unanswerable": "{found}.",
    "too_many_rows": N_("Found {found} rows, expected at most {expected} in this form; ask for "
                        "format=csv or format=parquet, or for less."),
    "unknown_name": N_("Found the {parameter} {found}, which is not here; correct it."),
    "unknown_value": N_("Found the {parameter} {found}, which is not here; correct it."),
    "nothing_to_draw": "{found}",
    "form_not_served": N_("Found {found}, expected {expected}."),
    "release_cannot_be_asked": N_("Release {found} was built by another version of this program "
                                  "and cannot be asked any more; its files are still there below "
                                  "/data/."),
    "wrong_method": N_("Found {found}, expected one of {expected}."),
    "unsatisfiable_range": N_("Found {found}, expected a range within {expected} bytes."),
    "too_many_questions": N_("This address asks more than {expected} questions at once; wait for "
                             "their answers, then ask again."),
    "internal_error": N_("The question could not be answered. Its fault is in the log of the "
                         "server; please report the address that you asked."),
    "busy": N_("As many questions are being answered as this server can; ask again a little "
               "later."),
    "took_too_long": N_("The answer was not there within {expected} seconds; ask for less, such as "
                        "one indicator or one province, or take the files of the whole table."),
    "no_release": "{found}",
    "files_being_written": N_("The files of this release are being written; ask again a little "
                              "later."),
    "no_files": N_("The files of this release are not written; whoever runs the site writes them "
                   "with `python -m indicators export --release`. Ask the API meanwhile, or for a "
                   "release that is kept."),
}  # fmt: skip

# What was found is a sentence there, not a word of the question.
UNQUOTED = ("unanswerable", "no_release", "nothing_to_draw")

# Words that stand in a sentence as what was asked for.
THINGS: dict[str, str] = {
    "area": N_("area"),
    "commune": N_("commune"),
    "figure": N_("figure"),
    "province": N_("province"),
    "indicator": N_("indicator"),
    "release": N_("release"),
    "year": N_("year"),
    "basis": N_("basis"),
}


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
