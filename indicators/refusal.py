"""A file that is not read at all: what was found in it, what was expected, what to do."""


class RefusedFileError(Exception):
    """One file is refused as a whole; nothing of it was taken.

    ``place`` names the file, and the sheet, part or column where that helps.
    """

    def __init__(self, place: str, found: str, expected: str, next_step: str) -> None:
        self.place, self.found, self.expected, self.next_step = place, found, expected, next_step
        super().__init__(f"{place}: found {found}, expected {expected}; {next_step}")
