"""Who: where a text names communes, provinces, former units and parts of communes."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from indicators.country import COMMUNE_TYPES
from indicators.extraction.gazetteer import (
    NAME_WORD,
    Commune,
    Gazetteer,
    Mention,
    name_key,
)
from indicators.extraction.listed import listed
from indicators.extraction.namesakes import Resolution
from indicators.extraction.roles import with_roles
from indicators.printed.clean_text import CleanText
from indicators.vocabularies.press_words import PressWords

# The word in front of a name says what is named.
_KINDS = {
    "xã": "xã", "phường": "phường", "p.": "phường", "đặc khu": "đặc khu",
    "tỉnh": "province", "thành phố": "province", "tp": "province", "tp.": "province",
    "huyện": "former", "quận": "former", "thị xã": "former", "thị trấn": "former",
    "thôn": "part", "bản": "part", "làng": "part", "ấp": "part", "buôn": "part", "bon": "part",
    "tổ dân phố": "part", "khu phố": "part", "công ty": "part", "htx": "part",
    "hợp tác xã": "part", "trường": "part", "chi bộ": "part", "xóm": "part",
}  # fmt: skip
_NO_NAME = tuple(f"{word} " for word in COMMUNE_TYPES)
# A pattern that begins with a word is found faster than one that begins with a condition: whether
# the word stands alone is asked of each match.
_NAMED = re.compile(
    rf"({'|'.join(sorted(map(re.escape, _KINDS), key=len, reverse=True))})"
    r"(?:(?<=\.)\s*|\s+)(?=[^\W_])"
)
# "Bù Gia Mập là xã biên giới": the name stands in front of the word that says what it is.
_IS_A = re.compile(r" là (?:một )?(?:trong (?:những|các) )?(xã|phường|đặc khu)(?!\w)")
# Units that a commune lies in, or lay in; and what links them to its name.
_HIGHER = ("tỉnh", "thành phố", "tp", "huyện", "quận", "thị xã")
_LINKS = frozenset(
    ("thuộc", "cũ", "trước", "đây", "nay", "của", "địa", "bàn", "đóng", "ở", "tại", "trên")
)
_MOST_LINKS = 7
_OLD = re.compile(r"\s*\(?\s*(?:cũ|trước đây(?! (?:là|thuộc|có)))(?!\w)")
# "Bí thư Tỉnh ủy", "UBND tỉnh Thanh Hóa": an office, not the province the figure is about.
_OFFICE = re.compile(r"(?:ubnd|hđnd|đảng bộ|tỉnh ủy|mttq|công an|sở|ban|đoàn|hội|giao|của) $")
# A commune's bare name behind these is the name of something else.
_NOT_THE_COMMUNE = frozenset(
    (
        *("huyện", "quận", "tỉnh", "thôn", "bản", "chợ", "cầu", "đường", "sông"),
        *("núi", "hồ", "trường", "đình", "đền", "chùa", "công", "nghiệp", "ty"),
        *("thị", "trấn", "phố", "cảng", "hàng", "làng", "khu", "ga", "đèo"),
        *("đảo", "xã", "phường", "ông", "bà", "anh", "chị", "chí", "họ"),
        *("lịch", "tràng"),
    )
)
_MOST_BARE_NAMES = 12
_PICTURE = re.compile(r"ảnh ?:|\(ảnh")
_LONGEST_CAPTION = 400


class Mentions:
    """All names of a text in order, resolved as far as the text and ``province`` allow."""

    def __init__(
        self,
        clean: CleanText,
        gazetteer: Gazetteer,
        vocabulary: PressWords,
        province: str | None,
        source_province: str | None = None,
    ) -> None:
        found = list(_named(clean, gazetteer))
        found += _named_in_front(clean, gazetteer, {mention.end for mention in found})
        found += _special_zones(clean, gazetteer, {mention.end for mention in found})
        found += listed(clean, gazetteer, sorted(found, key=lambda mention: mention.start))
        found += _bare(clean, found)
        found = list(_apposed(clean, sorted(found, key=lambda mention: mention.start)))
        found = list(with_roles(clean.key, found, vocabulary))
        settled = Resolution(clean.key, gazetteer, province, source_province, found)
        self.all = [settled.resolved(mention) for mention in found]
        self.from_source = {one.communes for one in self.all if one.from_source}
        self.clean, self.key = clean, clean.key
        self._starts = [mention.start for mention in self.all]
        self.captions = list(caption_spans(clean.key))
        self._count = Counter(
            m.communes
            for m in self.all
            if m.kind == "commune" and not m.aside and not self.in_caption(m.start)
        )

    def within(self, start: int, end: int) -> list[Mention]:
        """The names between two offsets, in order."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def in_caption(self, offset: int) -> bool:
        """Whether the place lies in the words below a picture."""
        place = bisect_left(self.captions, (offset + 1, 0)) - 1
        return place >= 0 and offset < self.captions[place][1]

    @property
    def main(self) -> tuple[Commune, ...]:
        """The commune that most names stand for; empty where none has more than the others."""
        ranked = self._count.most_common(2)
        if not ranked:
            return ()
        total = sum(self._count.values())
        alone = len(ranked) == 1 or ranked[0][1] >= 0.6 * total
        return ranked[0][0] if alone else ()


def caption_spans(key: str) -> Iterator[tuple[int, int]]:
    """The lines that stand below pictures: short ones that name a photographer."""
    end = 0
    for match in _PICTURE.finditer(key):
        if match.start() < end:
            continue
        start = key.rfind("\n", end, match.start()) + 1 or end
        end = key.find("\n", match.end())
        end = end if end >= 0 else len(key)
        if end - start <= _LONGEST_CAPTION:
            yield start, end


def _named(clean: CleanText, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Names behind a word that says what they are."""
    for match in _NAMED.finditer(clean.key):
        if match.start() and clean.key[match.start() - 1].isalnum():
            continue
        kind = _KINDS[match.group(1)]
        if clean.key.startswith(_NO_NAME, match.end()):
            continue  # "Xã Xã": no name begins so
        if not (clean.text[match.end()].isupper() or clean.text[match.end()].isdigit()):
            continue
        if kind in COMMUNE_TYPES:
            mention = _commune(clean, gazetteer, match.start(), match.end(), kind)
            if mention.communes or _may_be_a_unit(clean, match):
                yield mention
        elif kind == "province":
            if named := _province(clean, gazetteer, match.start(), match.end()):
                yield named
        else:
            yield Mention(match.start(), match.end(), kind, "")


def _may_be_a_unit(clean: CleanText, match: re.Match[str]) -> bool:
    """Whether a name that no commune has may be a former unit's.

    Not "diện tích của xã 182,47 km²" and not "Chủ tịch UBND phường Hà Tuấn Phương".
    """
    office = _OFFICE.search(clean.key, max(0, match.start() - 12), match.start())
    return clean.text[match.end()].isupper() and office is None


def _named_in_front(clean: CleanText, gazetteer: Gazetteer, taken: set[int]) -> Iterator[Mention]:
    """Names in front of "là xã", "là phường"."""
    for match in _IS_A.finditer(clean.key):
        words = list(NAME_WORD.finditer(clean.text, max(0, match.start() - 40), match.start()))
        for first in words[-gazetteer.longest - 1 :]:
            name = name_key(clean.text[first.start() : match.start()])
            communes = gazetteer.communes(name, match.group(1))
            if communes and first.group()[0].isupper() and match.start() not in taken:
                yield Mention(first.start(), match.start(), "commune", name, communes)
                break


def _special_zones(clean: CleanText, gazetteer: Gazetteer, taken: set[int]) -> Iterator[Mention]:
    """The bare names of special zones ("Côn Đảo") in a text that speaks of such a zone."""
    if "đặc khu" not in clean.key:
        return
    for name, communes in gazetteer.special_zones.items():
        at = clean.key.find(name)
        while at >= 0:
            end = at + len(name)
            if end not in taken and _stands_alone(clean, at, end):
                yield Mention(at, end, "commune", name, communes)
            at = clean.key.find(name, end)


def _apposed(clean: CleanText, found: list[Mention]) -> Iterator[Mention]:
    """The mentions in order; those that only say where a commune lies are marked so."""
    before: Mention | None = None
    for mention in found:
        if before is not None and mention.kind == "part" and mention.start == before.end:
            continue  # "TP Buôn Ma Thuột": a piece of the name
        if before is not None and _may_be_apposed(clean.key, before, mention):
            apposed = _only_links(clean.text[before.end : mention.start])
            mention = replace(mention, apposed=apposed)
        before = mention
        yield mention


def _may_be_apposed(key: str, before: Mention, mention: Mention) -> bool:
    """Whether a mention is of what the one in front of it may lie in."""
    if mention.kind == "commune":
        return before.kind == "part"  # "ấp Châu Thành (xã An Ninh)"
    chained = before.kind == "commune" or before.apposed
    return chained and mention.kind != "part" and key.startswith(_HIGHER, mention.start)


def _only_links(between: str) -> bool:
    words = re.findall(r"\w+", between)
    return (
        len(words) <= _MOST_LINKS
        and not any(mark in between for mark in ";:\n")
        and all(word in _LINKS or word[0].isupper() or word.isdecimal() for word in words)
    )


def _commune(clean: CleanText, gazetteer: Gazetteer, start: int, at: int, kind: str) -> Mention:
    """The longest known name at ``at``; a former unit where today's communes have no such name."""
    found = gazetteer.name_at(clean, at, kind)
    if found is None:
        return Mention(start, at, "former", "")
    end, communes = found
    old = _OLD.match(clean.key, end)
    name = name_key(clean.text[at:end])
    return Mention(start, end, "former" if old else "commune", name, communes)


def _province(clean: CleanText, gazetteer: Gazetteer, start: int, at: int) -> Mention | None:
    if _OFFICE.search(clean.key, max(0, start - 12), start):
        return None
    match = gazetteer.province_pattern.match(clean.key, at)
    if match is None:
        return Mention(start, at, "former", "")
    return Mention(start, match.end(), "province", match.group())


def _bare(clean: CleanText, named: list[Mention]) -> list[Mention]:
    """The names of communes already named, standing alone ("Hoằng Lộc còn …")."""
    counted = Counter(m.name for m in named if m.kind == "commune")
    known = {m.name: m.communes for m in named if m.kind == "commune"}
    taken = {m.end for m in named}
    found = []
    for name, _ in counted.most_common(_MOST_BARE_NAMES):
        at = clean.key.find(name)
        while at >= 0:
            end = at + len(name)
            if end not in taken and _stands_alone(clean, at, end):
                found.append(Mention(at, end, "commune", name, known[name]))
            at = clean.key.find(name, end)
    return found


def _stands_alone(clean: CleanText, start: int, end: int) -> bool:
    """Whether the name is no piece of a longer one or of the name of something else."""
    if not clean.text[start].isupper() or clean.key[end : end + 1].isalnum():
        return False
    before = clean.text[max(0, start - 16) : start].split()
    if start and clean.text[start - 1].isalnum():
        return False
    if before and (
        before[-1][0].isupper() and before[-1][-1].isalnum() and "\n" not in (clean.text[start - 1])
    ):
        return before[-1] in ("Ở", "Tại", "Xã", "Phường", "Từ", "Về", "Đến")
    if before and before[-1].lower() in _NOT_THE_COMMUNE:
        return False
    following = clean.text[end : end + 2]
    return not (following[:1] == " " and following[1:].isupper())
