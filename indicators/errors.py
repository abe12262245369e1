"""Errors that a reader's question can raise; each says what was found and what is there."""

import difflib

# A name is quoted back up to this length: a text of megabytes must not fill a terminal.
QUOTED_CHARACTERS = 80


class UnknownNameError(ValueError):
    """A name that the release does not have; ``nearest`` lists up to five that it does.

    ``nearest_first`` says that ``known`` is ordered by likeness already.
    """

    def __init__(
        self, what: str, found: str, known: list[str], *, nearest_first: bool = False
    ) -> None:
        self.what, self.found, self.known = what, found, known
        self.nearest = known[:5] if nearest_first else _nearest(found, known)
        listed = ("; " if nearest_first else ", ").join(self.nearest)
        super().__init__(
            f"found {what} {found[:QUOTED_CHARACTERS]!r}, expected one of {listed or '(none)'}"
        )


class SharedNameError(UnknownNameError):
    """A name that several have; ``known`` lists all of them with their codes, none is guessed."""

    def __init__(self, what: str, found: str, sharing: list[str]) -> None:
        super().__init__(what, found, sharing, nearest_first=True)
        listed = "\n".join(f"  {one}" for one in sharing)
        self.args = (
            f"found {what} {found[:QUOTED_CHARACTERS]!r}, which {len(sharing)} share; give the "
            f"code or more words:\n{listed}",
        )


def _nearest(found: str, known: list[str]) -> list[str]:
    return difflib.get_close_matches(found[:QUOTED_CHARACTERS], known, n=5, cutoff=0.4) or known[:5]
