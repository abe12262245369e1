"""One bad sentence never costs another: where the reader itself fails, the sentence is told."""

import logging
from typing import Protocol

from indicators.extraction.candidate import Candidate, Skipped
from indicators.extraction.sentences import Sentence
from indicators.extraction.text import CleanText

_LOG = logging.getLogger(__name__)


class Reads(Protocol):
    """What reads the sentences of one text."""

    clean: CleanText

    def candidates(self, sentence: Sentence) -> list[Candidate]:
        """The candidates of the next sentence."""


def read_or_skip(reading: Reads, sentence: Sentence, skipped: list[Skipped]) -> list[Candidate]:
    """The candidates of a sentence; none, and a line in ``skipped``, where reading it fails."""
    try:
        return reading.candidates(sentence)
    except Exception as error:  # one bad sentence never costs another
        start, end = reading.clean.original_span(sentence.start, sentence.end)
        skipped.append(Skipped(start, end, f"{type(error).__name__}: {error}"))
        _LOG.exception("characters %d to %d of the text could not be read", start, end)
        return []
