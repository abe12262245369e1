"""Errors that a reader's question can raise; each says what was found and what is there."""

import difflib


class UnanswerableError(ValueError):
    """A question that cannot be answered as it is asked; the message says what to ask instead."""


class UnknownNameError(ValueError):
    """A name that the release does not have; ``nearest`` lists up to five that it does."""

    def __init__(self, what: str, found: str, known: list[str]) -> None:
        self.what, self.found, self.known = what, found, known
        self.nearest = difflib.get_close_matches(found, known, n=5, cutoff=0.4) or known[:5]
        super().__init__(
            f"found {what} {found[:80]!r}, expected one of {', '.join(self.nearest) or '(none)'}"
        )
