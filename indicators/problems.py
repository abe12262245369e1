"""What a check reports: place and fact; found, expected and next step are its sentences."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.coded import Coded, coded
from indicators.sentences import sentence, three_sentences

# Longest piece of a reader's text that is quoted back; a 50 MB cell must not fill a terminal.
QUOTED_CHARACTERS = 80


@dataclass(frozen=True)
class Problem:
    """One fault of one place in the curated files; ``fact`` is a code of ``sentences.PROBLEMS``.

    ``row`` is the line number in the file as an editor shows it (the header is 1), or
    ``None`` where the whole file is meant; ``column`` likewise. As a text it is one line in
    English: ``file:row:column: found X, expected Y; next step``.
    """

    file: str
    row: int | None
    column: str | None
    fact: Coded

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.row, self.column) if part)
        return f"{place}: {sentence(self.fact)}"

    @property
    def found(self) -> str:
        """What was found, in English."""
        return three_sentences(self.fact)[0]

    @property
    def expected(self) -> str:
        """What was expected, in English."""
        return three_sentences(self.fact)[1]

    @property
    def next_step(self) -> str:
        """What to do, in English."""
        return three_sentences(self.fact)[2]


def problem_at(
    file: str, row: int | None, column: str | None, code: str, /,
    **parameters: str | int | float | Decimal | Coded,
) -> Problem:  # fmt: skip
    """A problem by its code."""
    return Problem(file, row, column, coded(code, **parameters))


def quoted(text: object) -> str:
    """A value of the file, shortened, with control characters made visible."""
    shown = str(text)
    return repr(shown[:QUOTED_CHARACTERS]) + ("…" if len(shown) > QUOTED_CHARACTERS else "")
