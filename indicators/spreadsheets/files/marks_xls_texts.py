"""The shared texts of an XLS file: how long they are, and what is left without raised letters.

A text may run on from one record to the next.
"""

import struct
from collections.abc import Collection

from indicators.spreadsheets.files.marks_xlsx import LONGEST_FIGURE, SharedTexts

WIDE, EXTENDED, RICH = 1, 4, 8
Run = tuple[int, int]


def shared_texts(records: list[bytes], raised_fonts: Collection[int]) -> SharedTexts:
    """The shared texts, from the bodies of the SST record and its continuations.

    Letters in one of ``raised_fonts`` stand above or below the line. Raises ``struct.error`` or
    ``IndexError`` for records that break off.
    """
    shared = SharedTexts()
    if not records:
        return shared
    reader = _Texts(records)
    _total, unique = struct.unpack("<II", reader.take(8))
    while len(shared.lengths) < unique and reader.more():
        length, letters, runs = reader.text()
        level = _on_the_line(letters, runs, raised_fonts)
        if level != letters:
            shared.unraised[len(shared.lengths)] = level.strip()
        shared.lengths.append(length)
    return shared


def _on_the_line(letters: str, runs: list[Run], raised_fonts: Collection[int]) -> str:
    """The letters that no run raises; a run is its first letter and its font."""
    level, begins, raised = "", 0, False
    for first, font in (*runs, (len(letters), -1)):
        level += "" if raised else letters[begins:first]
        begins, raised = first, font in raised_fonts
    return level


class _Texts:
    """Goes through the records; a text that is cut has its width told anew in the next record."""

    def __init__(self, records: list[bytes]) -> None:
        self.records, self.number, self.at = records, 0, 0

    def more(self) -> bool:
        """Whether bytes are left; moves on to the next record where one is read to its end."""
        while self.number < len(self.records) and self.at >= len(self.records[self.number]):
            self.number, self.at = self.number + 1, 0
        return self.number < len(self.records)

    def take(self, count: int) -> bytes:
        """The next bytes, across records."""
        taken = b""
        while len(taken) < count:
            if not self.more():
                raise struct.error("the texts break off")
            piece = self.records[self.number][self.at : self.at + count - len(taken)]
            self.at += len(piece)
            taken += piece
        return taken

    def text(self) -> tuple[int, str, list[Run]]:
        """One text: its number of characters, the first of them, and its runs where it has any."""
        length, flags = struct.unpack("<HB", self.take(3))
        runs = struct.unpack("<H", self.take(2))[0] if flags & RICH else 0
        extension = struct.unpack("<I", self.take(4))[0] if flags & EXTENDED else 0
        left, width, letters = length, 2 if flags & WIDE else 1, ""
        while left:
            if self.at >= len(self.records[self.number]):
                if not self.more():
                    raise struct.error("a text breaks off")
                width = 2 if self.take(1)[0] & WIDE else 1
            here = min(left, (len(self.records[self.number]) - self.at) // width)
            if here == 0:
                raise struct.error("a character is cut in two")
            raw = self.records[self.number][self.at : self.at + here * width]
            if runs and len(letters) < LONGEST_FIGURE:
                letters += raw.decode("utf-16-le" if width == 2 else "latin-1", "replace")
            self.at += here * width
            left -= here
        told = struct.unpack(f"<{2 * runs}H", self.take(4 * runs))
        self.take(extension)
        return int(length), letters, list(zip(told[::2], told[1::2], strict=True))
