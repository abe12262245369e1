"""What a check reports: place, found, expected, next step."""

from dataclasses import dataclass

# Longest piece of a reader's text that is quoted back; a 50 MB cell must not fill a terminal.
QUOTED_CHARACTERS = 80


@dataclass(frozen=True)
class Problem:
    """One fault of one place in the curated files.

    ``row`` is the line number in the file as an editor shows it (the header is 1), or
    ``None`` where the whole file is meant; ``column`` likewise. ``found`` and ``expected``
    are short phrases, ``next_step`` is an instruction.
    """

    file: str
    row: int | None
    column: str | None
    found: str
    expected: str
    next_step: str

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.row, self.column) if part)
        return f"{place}: found {self.found}, expected {self.expected}; {self.next_step}"


def quoted(text: object) -> str:
    """A value of the file, shortened, with control characters made visible."""
    shown = str(text)
    return repr(shown[:QUOTED_CHARACTERS]) + ("…" if len(shown) > QUOTED_CHARACTERS else "")
