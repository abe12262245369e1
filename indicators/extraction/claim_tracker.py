"""Follows what a text claims, from sentence to sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from indicators.extraction.claims import REACHED, Claim, SentenceClaims, Verdict
from indicators.extraction.cues import CueKind
from indicators.extraction.lines import Line
from indicators.extraction.named_periods import Period
from indicators.extraction.sentences import Sentence
from indicators.extraction.targets import TargetTracker
from indicators.extraction.values import Value
from indicators.vocabularies.press_words import PressWords

# "Thông tin này là sai sự thật.": the next sentence takes a figure back.
_TAKEN_BACK = re.compile(
    r"\s*(?:tuy nhiên,? |nhưng |song |thực tế,? )?(?:thông tin|con số|số liệu|tin|nội dung"
    r"|điều|kết quả|đây|đó)"
    r"(?: (?:này|đó|ấy|kia|trên|nói trên|nêu trên))?[^.;!?\n]{0,40}? "
)
# "Khi đó, thu ngân sách đạt …": goes on in the frame of the sentence before.
_GOES_ON = re.compile(
    r"[\s\-–•+*“\"']*(?:khi đó|lúc đó|khi ấy|theo đó|theo tin này|như vậy|như thế)(?!\w)"
)
_ASKED_WHETHER = re.compile(
    r"(?<!\w)(?:liệu|phải chăng|có phải)(?!\w)|(?<!\w)(?:chưa|không|hay không|hay chưa"
    r"|bao nhiêu|ư|à|sao)\s*\?"
)


@dataclass
class ClaimTracker:
    """What is claimed of each figure of a text; one for each text.

    ``reference`` is the last day that a result may be of.
    """

    vocabulary: PressWords
    reference: date | None
    targets: TargetTracker = field(init=False)
    _sentence: SentenceClaims | None = None
    _whole: Verdict = REACHED
    # The word of the sentence before that told something not so: a condition or a rumour.
    _frame: str = ""

    def __post_init__(self) -> None:
        self.targets = TargetTracker(self.vocabulary, self.reference)

    @property
    def after_targets(self) -> bool:
        """Whether the paragraph before ended in targets, and nothing has said otherwise yet."""
        return self.targets.after_targets

    def enter(self, sentence: Sentence, line: Line, named: Sequence[Period]) -> None:
        """Take up a sentence with numbers."""
        self.targets.enter(sentence, line, named)
        self._sentence = SentenceClaims.of(line, self.vocabulary)
        self._whole = self._of_whole(line, self._sentence)

    def skip(self, sentence: Sentence, key: str) -> None:
        """Pass over a sentence without numbers."""
        self.targets.skip(sentence)
        self._frame = self._framing(key, sentence.start, sentence.end)

    def leave(self, line: Line) -> None:
        """Remember what the next sentence may go on with."""
        self.targets.leave(line)
        self._frame = self._framing(line.key, line.start, line.end)

    def of(self, value: Value) -> Verdict:
        """What the sentence entered last claims of one of its values."""
        if self._whole.claim is not Claim.REACHED:
            return self._whole
        if self.targets.is_target(value.number_start):
            return Verdict(Claim.PLANNED)
        return self._sentence.verdict(value) if self._sentence else REACHED

    def _framing(self, key: str, start: int, end: int) -> str:
        words = self.vocabulary.claim_words(key, start, end)
        kinds = (CueKind.CONDITION, CueKind.HEARSAY)
        groups = self.vocabulary.claim_groups
        return next((one.phrase for one in words if groups.get(one.phrase) in kinds), "")

    def _of_whole(self, line: Line, sentence: SentenceClaims) -> Verdict:
        """What is claimed of all figures of a sentence alike."""
        if sentence.unreadable:
            return Verdict(Claim.OPEN, "…")
        if line.key[line.start : line.end].rstrip(" \n\"”’')").endswith("?"):
            whether = _ASKED_WHETHER.search(line.key, line.start, line.end)
            return Verdict(Claim.ASKED if whether else Claim.OPEN, "?")
        back = _TAKEN_BACK.match(line.key, line.end)
        if back and (wrong := self.vocabulary.said_wrong.match(line.key, back.end())):
            return Verdict(Claim.DENIED, wrong.group())
        if self._frame and _GOES_ON.match(line.key, line.start):
            return Verdict(Claim.OPEN, self._frame)
        return REACHED
