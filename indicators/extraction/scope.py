"""Whose figure a number is: the commune that the words around it speak of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from indicators.doubts import Doubt, doubt
from indicators.extraction.areas import Mentions
from indicators.extraction.gazetteer import Commune, Mention
from indicators.extraction.lines import Line, Meaning
from indicators.extraction.parts_of import of_a_part
from indicators.extraction.respective import Respective
from indicators.extraction.sentences import Sentence
from indicators.extraction.shared import Share, share_of
from indicators.extraction.values import Value
from indicators.vocabularies.press_words import PressWords

# "xếp thứ 5 toàn tỉnh": the rank of the commune, not a figure of the province.
_RANKED = re.compile(r"(?:thứ \w+|tốp đầu|tốp \d+|dẫn đầu|đứng đầu|cao nhất|hạng \w+) $")

# "31 tổ hợp tác": counted, not the place that the figures are of.
_COUNTED = re.compile(r"\d $")
# "281 đảng viên trong toàn Đảng bộ xã": said behind the number, whoever stands in front of it.
_OF_THE_COMMUNE = re.compile(
    r"[\d.,]+ [^,;.\d]{2,40}?(?:toàn|của) (?:đảng bộ )?(?:xã(?! hội)|phường|đặc khu)(?!\w)"
)
_HIGHER = re.compile(r"tỉnh|thành phố|huyện|cả nước|toàn quốc|toàn tp|địa bàn tp|toàn vùng")
# "lãnh đạo tỉnh … và 227 đại biểu đại diện cho 503 đảng viên": from here on the congress's own.
_DELEGATES = re.compile(r"(?:đại biểu|đảng viên)[^,;.]{0,40}?(?:đại diện|thay mặt)")
# "của Ban Chấp hành Đảng bộ tỉnh": an office, not the province the figures are of.
_OFFICE_OF = re.compile(r"(?:ban chấp hành|ban thường vụ|đại hội|đại hội đại biểu|bch|btv) $")
_HAS = re.compile(r"\s*(?:có|với) (?:tổng )?(?:diện tích|dân số)")
_VILLAGE = re.compile(r"(?:của|trong|toàn) (?:thôn|ấp|xóm|bản|khu phố|tổ dân phố|buôn|làng)(?!\w)")
_COMMUNE = re.compile(r"(?:xã(?! hội)|phường|đặc khu)(?!\w)")


# "mức 4,5% của xã B": whose the number is, said right behind it.
_OF_BEHIND = re.compile(r" (?:của|ở|tại|trên địa bàn) (?:ubnd )?")
# "cao gấp đôi xã B (4,5%)".
_IN_BRACKETS = re.compile(r" ?\((?:(?:là|đạt|chỉ|còn|:) )?")
_WHERE = re.compile(
    r" ?[,(-]? ?(?:nơi|địa phương|đơn vị|xã|phường|vốn) (?:có|đạt|mà|còn|đang)(?!\w)"
)
# "tỷ lệ hộ nghèo của tỉnh năm 2025": said of the indicator itself, in front of the number.
_OF_HIGHER = re.compile(
    r"(?:[^\W\d]+ ){0,2}?(?:(?:của|ở|trong) (?:toàn |cả )?|toàn |cả )"
    r"(?:tỉnh|thành phố|tp|huyện|quận|thị xã|nước|cả nước|vùng|khu vực|quốc gia)"
    r"(?! (?:giao|phân))(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Owner:
    """The communes a figure may belong to: one when told; ``near`` when the sentence names it.

    ``doubts`` are what speaks against it.
    """

    communes: tuple[Commune, ...]
    near: bool
    doubts: tuple[Doubt, ...] = field(default=(), compare=False)

    def with_doubts(self, more: Sequence[Doubt]) -> "Owner":
        """The same owner with further doubts."""
        return replace(self, doubts=(*self.doubts, *more)) if more else self


class Scope:
    """Follows of which commune a text speaks, paragraph by paragraph."""

    def __init__(self, mentions: Mentions, vocabulary: PressWords) -> None:
        self.mentions = mentions
        self.vocabulary = vocabulary
        self.current: tuple[Commune, ...] = ()
        # The last figures were those of a province, and nothing has led back to a commune.
        self._away = False
        self._in_village = False
        self._current_doubts: tuple[Doubt, ...] = ()

    def enter(self, sentence: Sentence) -> None:
        """A new paragraph is about the commune again, once the text has named one."""
        if sentence.first and self.current:
            self._away = self._in_village

    def owners(self, line: Line, meaning: Meaning, respective: Respective) -> Sequence[Owner]:
        """Whose a number is; several where it is each one's, none for a figure of elsewhere."""
        value = meaning.value
        named = self.mentions.within(line.start, line.end)
        if of_a_part(line, meaning, named, self.vocabulary):
            return ()
        if (mentioned := _said_of(line, named, value)) is not None:
            return (self._owner(mentioned.communes, True),)
        offset = value.number_start
        before = [m for m in named if m.start < offset and line.reaches(m.start, offset)]
        last = self._last_commune(before, self._first_merging(line))
        if self._is_elsewhere(line, before, last, offset):
            return ()
        if last is not None:
            return self._of_named(line, before, last, meaning, respective)
        owner = self._not_named_in_front(line, named, offset)
        return () if owner is None else (owner.with_doubts(respective.doubts(offset)),)

    def _of_named(
        self, line: Line, before: list[Mention], last: Mention, meaning: Meaning,
        respective: Respective,
    ) -> Sequence[Owner]:  # fmt: skip
        """The owners that names in front of the number tell, the nearest of which is ``last``."""
        share = share_of(line, before, last, meaning, respective)
        if share.kind is Share.SUM:
            return ()
        if share.kind is Share.NONE:
            rivals = _rivals(line, before, last, meaning.value.number_start)
            chosen = rivals[-1] if rivals and last.unclear else last
            if not rivals and _is_relative(line, before, last):
                rivals = [last]
            doubted = rivals or ([last] if last.unclear else [])
            told = (*self._doubted(doubted), *respective.doubts(meaning.value.number_start))
            return (self._owner(chosen.communes, True, told),)
        joint = () if share.kind is Share.EACH else (doubt("joint_subject"),)
        return [self._owner(mention.communes, True, joint) for mention in share.members]

    def _not_named_in_front(self, line: Line, named: list[Mention], offset: int) -> Owner | None:
        """The owner that the sentences before tell, else the words behind the number."""
        merging = self._first_merging(line)
        behind = [m for m in named if m.start >= offset and m.spoken_of]
        away = self._away and not _COMMUNE.search(line.key, line.start, line.end)
        if not behind and (away or self._of_a_village(line)):
            return None
        if self.current and (self.current == self.mentions.main or not behind):
            return self._owner(self.current, False, self._current_doubts)
        if behind and not self.current and merging is None:
            others = {m.communes for m in behind} - {behind[0].communes}
            told = self._doubted(behind) if others else ()
            return self._owner(behind[0].communes, True, told)
        communes = self.mentions.main or self.current
        return self._owner(communes, False, self._current_doubts) if communes else None

    def _owner(
        self, communes: tuple[Commune, ...], near: bool, told: Sequence[Doubt] = ()
    ) -> Owner:
        """An owner, doubted where only the paper's province tells which commune is meant."""
        if communes in self.mentions.from_source:
            told = (*told, doubt("province_from_source"))
        return Owner(communes, near, tuple(told))

    @staticmethod
    def _doubted(rivals: Sequence[Mention]) -> tuple[Doubt, ...]:
        return (doubt("other_commune_named"),) if rivals else ()

    def leave(self, sentence: Sentence, line: Line | None) -> None:
        """Remember the commune that a sentence spoke of last; ``line`` where it has numbers."""
        named = self.mentions.within(sentence.start, sentence.end)
        merging = self._first_merging(line) if line else self._merging_in(sentence, named)
        last = self._last_commune(named, merging)
        if last is not None and not (self._away and self._is_caption(sentence)):
            self.current = last.communes
            self._current_doubts = self._doubts_left(named, last)
            # Guests from the commune do not make a village's feast the commune's.
            self._in_village = self._in_village and not (line is not None and line.values)
            self._away = self._in_village
        elif any(m.kind == "commune" and m.apposed for m in named) or self._of_a_village(line):
            self._away = self._in_village = True
        elif line is not None and line.values:
            self._away = self._away or self._speaks_of_higher(line, named)

    def _doubts_left(self, named: list[Mention], last: Mention) -> tuple[Doubt, ...]:
        """What the next sentences may doubt: the last one may have spoken of another commune."""
        if last.communes == self.mentions.main or not (last.unclear or last.linked):
            return ()
        others = {m.communes for m in named if m.spoken_of} - {last.communes}
        return (doubt("other_commune_named"),) if others else ()

    @staticmethod
    def _of_a_village(line: Line | None) -> bool:
        return (
            line is not None
            and _VILLAGE.search(line.key, line.start, line.end) is not None
            and not _COMMUNE.search(line.key, line.start, line.end)
        )

    def _speaks_of_higher(self, line: Line, named: list[Mention]) -> bool:
        """Whether a sentence gives figures of a province, a district or the nation."""
        last = line.values[-1].number_start
        if _DELEGATES.search(line.key, line.start, line.end):
            return False  # a list of guests
        return any(
            mention.kind in ("province", "former") and mention.start < last for mention in named
        ) or any(
            phrase.phrase in self.vocabulary.elsewhere
            and phrase.start < last
            and _HIGHER.search(phrase.phrase)
            and not _RANKED.search(line.key, line.start, phrase.start)
            for phrase in line.phrases
        )

    def _is_caption(self, sentence: Sentence) -> bool:
        """Whether a sentence stands below a picture: one line without a full stop, or so told."""
        words = self.mentions.key[sentence.start : sentence.end].rstrip()
        bare = sentence.first and not words.endswith((".", "!", "?", "…", ":", ";", '"', "”"))
        return bare or self.mentions.in_caption(sentence.start)

    def _merging_in(self, sentence: Sentence, named: list[Mention]) -> int | None:
        if len(named) < 2:
            return None
        found = self.vocabulary.any_merging.finditer(
            self.mentions.key, sentence.start, sentence.end
        )
        return next((m.start() for m in found if m.group() in self.vocabulary.merging), None)

    def _first_merging(self, line: Line) -> int | None:
        """Where the sentence begins to list what a commune was made of."""
        places = (p.start for p in line.phrases if p.phrase in self.vocabulary.merging)
        return next(places, None)

    @staticmethod
    def _last_commune(named: list[Mention], merging: int | None) -> Mention | None:
        chosen = [m for m in named if m.spoken_of and (merging is None or m.start < merging)]
        return chosen[-1] if chosen else None

    def _is_elsewhere(
        self, line: Line, before: list[Mention], commune: Mention | None, offset: int
    ) -> bool:
        """Whether a province, a former unit or a part of the commune is nearer than it."""
        places = self._other_places(line, before, offset)
        if not places or _OF_THE_COMMUNE.match(line.key, offset, line.end):
            return False
        part = line.parts[line.part_at(offset)]
        if commune is not None and max(places) < part.start and _HAS.match(line.key, part.start):
            return False  # "Phú Quốc có vai trò … của tỉnh An Giang, có diện tích 575 km2"
        since = commune.end if commune else line.start
        delegates = [m.end() for m in _DELEGATES.finditer(line.key, since, offset)]
        return max(places) >= max(since, self._clause_start(line, offset), *delegates)

    def _other_places(self, line: Line, before: list[Mention], offset: int) -> list[int]:
        """Where the sentence speaks of other places than communes, in front of ``offset``."""
        merging = self._first_merging(line)
        named = [
            mention.start
            for mention in before
            if mention.kind != "commune"
            and not (mention.apposed or mention.aside)
            and (merging is None or (mention.kind != "former" and mention.start < merging))
        ]
        told = [
            phrase.start
            for phrase in line.phrases
            if phrase.phrase in self.vocabulary.elsewhere
            and phrase.start < offset
            and (merging is None or phrase.start < merging)
            and not _RANKED.search(line.key, line.start, phrase.start)
            and not _COUNTED.search(line.key, line.start, phrase.start)
            and not _OFFICE_OF.search(line.key, line.start, phrase.start)
        ]
        return [*named, *told, *self._of_higher(line, offset)]

    def _of_higher(self, line: Line, offset: int) -> list[int]:
        """Where an indicator is said to be a province's: "tỷ lệ hộ nghèo của tỉnh"."""
        return [
            match.end()
            for phrase in line.phrases
            if phrase.end <= offset
            and phrase.phrase in self.vocabulary.subjects
            and (match := _OF_HIGHER.match(line.key, phrase.end + 1, offset))
        ]

    @staticmethod
    def _clause_start(line: Line, offset: int) -> int:
        """Behind the last semicolon in front of ``offset``, if that clause speaks of a commune."""
        start = line.key.rfind(";", line.start, offset) + 1
        return start if start and _COMMUNE.search(line.key, start, offset) else line.start


def _said_of(line: Line, named: Sequence[Mention], value: Value) -> Mention | None:
    """The commune in "4,5% của xã B" and "xã B (4,5%)"; ``None`` where nothing is said so."""
    match = _OF_BEHIND.match(line.key, value.end)
    behind = match.end() if match else None
    return next(
        (
            m
            for m in named
            if m.kind == "commune"
            and (m.start == behind or _IN_BRACKETS.fullmatch(line.key, m.end, value.start))
        ),
        None,
    )


def _is_relative(line: Line, before: Sequence[Mention], last: Mention) -> bool:
    """Whether "giáp xã B, nơi có …" may go on about the commune named beside the matter."""
    beside = [m for m in before if m.aside and m.kind == "commune" and m.start > last.start]
    return bool(beside) and _WHERE.match(line.key, beside[-1].end) is not None


def _rivals(line: Line, before: Sequence[Mention], last: Mention, offset: int) -> list[Mention]:
    """Other communes in front of the number that it may as well be of.

    The nearest one is it when its own clause holds the number; where only a comma parts them, a
    commune named since the last number may be meant again ("xã A, xã B láng giềng, đạt …").
    """
    others = [m for m in before if m.spoken_of and m.communes != last.communes]
    if last.unclear:
        return [m for m in others if m.start < last.start]
    if line.part_at(last.start) == line.part_at(offset):
        return []
    since = max((v.end for v in line.values if v.end <= last.start), default=line.start)
    semicolon = line.key.rfind(";", line.start, last.start)
    return [m for m in others if max(since, semicolon) <= m.start < last.start]
