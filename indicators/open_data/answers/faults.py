"""Why a question of a program is not answered: a code and its parameters, no sentence.

``language.question_fault_words`` turns them into words, ``web.api`` into problem JSON.
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from indicators.coded import Coded
from indicators.errors import QUOTED_CHARACTERS, SharedNameError, UnknownNameError
from indicators.names import fold

MOST_NEAREST = 5

# What is chosen among few for one indicator: all of them are told.
CHOSEN = ("year", "basis")

# The status of HTTP for each code. A question that cannot be understood is 400, well-formed words
# for something that this release does not have are 404.
STATUS = {
    "unknown_path": 404,
    "unsafe_path": 400,
    "unknown_parameter": 400,
    "repeated_parameter": 400,
    "too_many_values": 400,
    "wrong_value": 400,
    "missing_parameter": 400,
    "conflicting_parameters": 400,
    "unanswerable": 400,
    "too_many_rows": 400,
    "unknown_name": 404,
    # A value of a parameter, where the path names something that there is.
    "unknown_value": 400,
    "nothing_to_draw": 404,
    "form_not_served": 501,
    "shared_name": 404,
    "release_cannot_be_asked": 404,
    "wrong_method": 405,
    "unsatisfiable_range": 416,
    "too_many_questions": 429,
    "internal_error": 500,
    "busy": 503,
    "took_too_long": 503,
    "no_release": 503,
    "files_being_written": 503,
    "no_files": 503,
}

# What was found is a sentence of ours, whose end is the next step; it is told whole.
SENTENCES_OF_OURS = ("no_release",)


@dataclass(eq=False)
class QuestionError(Exception):
    """One fault: its code, what it is about, what was found and what would be right.

    ``expected`` lists what may stand there, ``nearest`` what is most like the found text, best
    first; ``retry_after`` is in seconds, for faults that pass by themselves. ``fact`` is what the
    question itself says of why it cannot be answered.
    """

    code: str
    parameter: str = ""
    found: str = ""
    expected: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    retry_after: int | None = None
    fact: Coded | None = None

    def __post_init__(self) -> None:
        super().__init__(self.code, self.parameter, self.found)
        if self.code not in SENTENCES_OF_OURS:
            self.found = quotable(self.found)

    @property
    def status(self) -> int:
        """The status of HTTP."""
        return STATUS[self.code]


def quotable(text: str) -> str:
    """What somebody typed, as far as it is quoted back, without characters that cannot be seen."""
    shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
    return shown if len(shown) <= QUOTED_CHARACTERS else shown[:QUOTED_CHARACTERS] + "…"


def nearest_to(found: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known words that look most like the found one, without regard to accents and case."""
    folded: dict[str, list[str]] = {}
    for word in known:
        folded.setdefault(fold(word), []).append(word)
    near = difflib.get_close_matches(
        fold(found[:QUOTED_CHARACTERS]), folded, n=MOST_NEAREST, cutoff=0.4
    )
    return tuple(word for one in near for word in folded[one])


def of_name(error: UnknownNameError) -> QuestionError:
    """The fault of a name that a question raised."""
    if isinstance(error, SharedNameError):
        return QuestionError("shared_name", error.what, error.found, tuple(error.known),
                             tuple(error.nearest))  # fmt: skip
    few = tuple(dict.fromkeys(filter(None, error.known))) if error.what in CHOSEN else ()
    nearest = nearest_to(error.found, few) if few else tuple(error.nearest)
    return QuestionError("unknown_name", error.what, error.found, few, nearest)
