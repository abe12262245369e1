"""What a number means: which indicator it is a figure of, if any."""

import re
from collections.abc import Sequence

from indicators.extraction.amounts import meaning_of
from indicators.extraction.lines import Line, Meaning
from indicators.extraction.values import Value
from indicators.vocabularies.press_words import FoundPhrase, PressWords, Wording

# How many words that are not passed over may stand between a phrase and its number, and how many
# characters.
MOST_OTHER_WORDS = 4
FURTHEST = 140
# How long the gap in a phrase such as "dân số … sử dụng nước sạch" may be.
GAP_LENGTH = 75
# "…, trong đó …" splits a total; another place or clause begins another figure.
_SPLIT = re.compile(r"trong đó|gồm|riêng")
_TURN = re.compile(r";|(?<!\w)(?:xã|phường|đặc khu|năm|tháng)(?!\w)")
# How far in front of a number a word may stand that its reading needs.
NEED_REACH = 320

# "1/7" may be a day; what is counted stands behind a ratio, or its second number is no day.
_LAST_DAY = 31
_COUNTED = re.compile(r" (?:hồ sơ|hộ|người|thủ tục|văn bản|trường|đảng viên|thôn|cơ quan)(?!\w)")

_WORD = re.compile(r"[^\s,;:()“”\"]+")
# What may stand between a share and the noun it is a share of: "100% số hộ dân …".
_LEAD = re.compile(r" {0,2}(?:số |tổng số |của |các |lượng )?(?:\S{1,8} )?")
# What may stand between a count and its share.
_ONLY_LINKS = re.compile(
    r"[\s,(]*(?:(?:và|tương ứng|tương đương|với|chiếm|đạt|tỷ lệ|tỉ lệ|bằng|là|còn|trên địa bàn"
    r"|toàn trình|tức|khoảng|tổng số|xã|phường|của)[\s,(]*)*"
)


def meanings(line: Line, vocabulary: PressWords) -> list[Meaning]:
    """What the values of a sentence mean; a value that cannot be told is left out."""
    found: list[Meaning] = []
    for place, value in enumerate(line.values):
        if value.loose or value.previous:
            continue
        meaning = (
            _by_noun_behind(line, place, value, vocabulary)
            or _by_share_of(line, value, found, vocabulary)
            or _by_phrase_in_front(line, place, value, vocabulary)
        )
        if meaning is None or _says_it_again(meaning, found):
            continue
        if not _is_part_of_earlier(line, meaning, found):
            found.append(meaning)
    return _without_pieces(line, found)


def _says_it_again(meaning: Meaning, found: Sequence[Meaning]) -> bool:
    """Whether "đạt 111,8% dự toán, vượt gần 12%" tells the same share twice."""
    return meaning.above_plan and any(
        one.indicator is meaning.indicator and one.basis == meaning.basis for one in found
    )


def _without_pieces(line: Line, found: list[Meaning]) -> list[Meaning]:
    """All but the pieces of a count: "6 sản phẩm 3 sao và 1 sản phẩm 4 sao" tells no total."""
    pieces = set()
    for place, one in enumerate(found):
        for other_place in range(place):
            other = found[other_place]
            between = line.key[other.value.end : one.value.start]
            alike = one.indicator is other.indicator and one.value.unit == "count"
            if alike and not one.reading.needs and not _TURN.search(between):
                pieces |= {place} if _SPLIT.search(between) else {place, other_place}
    return [one for place, one in enumerate(found) if place not in pieces]


def _is_part_of_earlier(line: Line, meaning: Meaning, found: Sequence[Meaning]) -> bool:
    """Whether a count only splits up one before it ("500 hồ sơ, gồm 200 hồ sơ đất đai …")."""
    reading, value = meaning.reading, meaning.value
    if value.unit != "count" or not reading.needs:
        return False
    earlier = [one for one in found if one.indicator is meaning.indicator]
    if not earlier or ";" in line.key[earlier[-1].value.end : value.start]:
        return False
    return _last_need(line, value.number_start, reading) <= earlier[-1].value.end


def _by_noun_behind(line: Line, place: int, value: Value, vocabulary: PressWords) -> Meaning | None:
    """What the noun behind the number tells: "912 đảng viên", "100% rác thải được thu gom"."""
    lead = _LEAD.match(line.key, value.end, line.end)
    for at in _noun_places(line, value, lead.end() if lead else value.end):
        if any(mark in line.key[value.end : at] for mark in ",;:("):
            break
        match = vocabulary.any_after.match(line.key, at, min(line.end, at + 120))
        if match is None:
            continue
        noun = FoundPhrase(match.group(), match.start(), match.end())
        fits = [
            reading
            for reading in vocabulary.readings_after[match.group()]
            if _fits(line, place, value, reading, noun, vocabulary)
        ]
        if fits:
            best = max(fits, key=lambda one: (bool(one.before), *_nearest_need(line, value, one)))
            return meaning_of(line, place, value, best, noun, False, vocabulary)
    return None


def _noun_places(line: Line, value: Value, furthest: int) -> list[int]:
    """Where the noun may begin: right behind the unit, or one short word later."""
    at = value.end
    while at < line.end and line.key[at] == " ":
        at += 1
    places = [at]
    if value.unit in ("percent", "fraction"):
        for word in _WORD.finditer(line.key, at, min(furthest, line.end)):
            if word.start() > at:
                places.append(word.start())
        if furthest < line.end and furthest not in places:
            places.append(furthest)
    return places


def _fits(
    line: Line,
    place: int,
    value: Value,
    reading: Wording,
    noun: FoundPhrase,
    vocabulary: PressWords,
) -> bool:
    """Whether a reading with a noun behind the number holds for it."""
    if reading.unit != value.unit or not _noun_complete(line, reading, noun):
        return False
    if reading.before and not _announced(line, value, reading):
        return False
    if reading.needs and not _has_before(line, value.number_start, reading):
        return False
    if reading.verb and value.verb and value.verb not in reading.verb:
        return False
    if not reading.verb and value.verb in vocabulary.changes and value.unit != "fraction":
        return False
    if reading.met is not None and not _is_met(line, value, reading):
        return False
    return not _excluded(line, place, value, reading)


def _noun_complete(line: Line, reading: Wording, noun: FoundPhrase) -> bool:
    """Whether all words of the noun stand there, those behind a gap in the same part."""
    if noun.phrase in reading.after:
        return True
    end = min(line.parts[line.part_at(noun.end - 1)].end, noun.end + GAP_LENGTH)
    between = line.key[noun.end : end]
    return any(f" {rest}" in between for rest in reading.after_with_gap[noun.phrase])


def _announced(line: Line, value: Value, reading: Wording) -> bool:
    place = line.part_at(value.number_start)
    part = line.parts[place]
    if part.mark == "(" and place:  # "dân số (126.000 người)"
        part = line.parts[place - 1]
    return any(
        phrase.phrase in reading.before
        and part.start <= phrase.start < value.number_start
        and not _is_heading(line, phrase, value)
        for phrase in line.phrases
    )


def _is_heading(line: Line, phrase: FoundPhrase, value: Value) -> bool:
    """Whether a colon and other words part them: "Hồ sơ trực tuyến: trung tâm tiếp nhận 5"."""
    _, colon, words = line.key[phrase.end : value.start].rpartition(":")
    return bool(colon and words.strip())


def _has_before(line: Line, offset: int, reading: Wording) -> bool:
    return _last_need(line, offset, reading) >= line.start


def _last_need(line: Line, offset: int, reading: Wording) -> int:
    """Where the last of the words that a reading needs ends, in front of ``offset``; -1 if none."""
    if reading.needed is None:
        return -1
    start = max(line.start, offset - NEED_REACH)
    return max((m.end() for m in reading.needed.finditer(line.key, start, offset)), default=-1)


def _nearest_need(line: Line, value: Value, reading: Wording) -> tuple[int, int]:
    """Of several readings the one whose needed word stands nearest and is longest is meant."""
    at = _last_need(line, value.number_start, reading)
    lengths = [
        len(word) for word in reading.needs if line.key.endswith(word, line.start, max(at, 0))
    ]
    return at, max(lengths, default=0)


def _excluded(line: Line, place: int, value: Value, reading: Wording) -> bool:
    """Whether a word of ``unless`` stands near (in the part, but not beyond the next number), or
    one of ``never`` anywhere in the sentence.
    """
    if reading.never is not None and reading.never.search(line.key, line.start, line.end):
        return True
    if reading.forbidden is None:
        return False
    part = line.parts[line.part_at(value.number_start)]
    start = max(part.start, line.values[place - 1].end if place else line.start)
    end = part.end
    if place + 1 < len(line.values):
        end = min(end, max(value.end, line.values[place + 1].start))
    stop = line.key.find(". ", value.end, end)
    end = stop if stop >= 0 else end
    return reading.forbidden.search(line.key, start, end) is not None


def _of_a_branch(line: Line, value: Value, reading: Wording, subject: FoundPhrase) -> bool:
    """Whether a word of ``unless`` narrows the phrase itself: "giá trị sản xuất nông nghiệp"."""
    if reading.forbidden is None:
        return False
    first = next(one.start for one in line.values if one.end > subject.end)
    part = line.parts[line.part_at(subject.start)]
    return reading.forbidden.search(line.key, subject.start, min(first, part.end)) is not None


def _is_met(line: Line, value: Value, reading: Wording) -> bool:
    """Whether targets are met, not only passed ("vượt 10/25 chỉ tiêu")."""
    opened = max(
        line.key.rfind(";", line.start, value.number_start) + 1, value.number_start - 90, line.start
    )
    closed = line.key.find(";", value.end, min(line.end, value.end + 60))
    behind = line.key[value.end : closed if closed >= 0 else min(line.end, value.end + 60)]
    near = f"{line.key[opened : value.number_start]} | {behind.partition('trong đó')[0]}"
    near = near.replace("đạt và vượt", "đạt")
    if value.number != value.of:  # all of them were met, also where all were passed
        near = near.replace("hoàn thành vượt", "vượt")
    return reading.met is None or reading.met.search(near) is not None


def _by_share_of(
    line: Line, value: Value, found: list[Meaning], vocabulary: PressWords
) -> Meaning | None:
    """The share of a count in front of it: "5.839 hồ sơ nộp trực tuyến, chiếm hơn 97%"."""
    if value.unit != "percent" or not found:
        return None
    last = found[-1]
    target = vocabulary.shares_of.get(last.indicator.id)
    if target is None or value.number_start - last.value.end > 90:
        return None
    between = line.key[
        last.phrase.end if last.phrase.end > last.value.end else last.value.end : value.start
    ]
    if ";" in between or not _ONLY_LINKS.fullmatch(between):
        return None
    reading = vocabulary.indicators[target].readings[0]
    if value.verb and value.verb in vocabulary.changes:
        return None
    return Meaning(
        vocabulary.indicators[target],
        reading,
        value,
        last.phrase,
        value.number,
        reading.basis,
        True,
    )


def _by_phrase_in_front(
    line: Line, place: int, value: Value, vocabulary: PressWords
) -> Meaning | None:
    """The last phrase in front of the number, in its part or, carried on, in an earlier one."""
    subject, inherited = _subject(line, value, vocabulary)
    if subject is None or (inherited and _has_own_noun(line, value, vocabulary)):
        return None
    for reading in vocabulary.readings_before.get(subject.phrase, ()):
        if not (_has_unit(reading, value) or _is_share_as_ratio(line, value, reading, vocabulary)):
            continue
        if reading.needs and not _has_before(line, value.number_start, reading):
            continue
        if _excluded(line, place, value, reading) or _of_a_branch(line, value, reading, subject):
            continue
        if not _carried(line, place, value, subject, vocabulary):
            continue
        if reading.verb and not _verb_fits(line, value, reading, subject):
            continue
        meaning = meaning_of(line, place, value, reading, subject, inherited, vocabulary)
        if meaning is not None:
            return meaning
    return None


def _has_own_noun(line: Line, value: Value, vocabulary: PressWords) -> bool:
    """Whether a share is one of what stands behind it: "50% trường …, 100% trẻ em …"."""
    if value.unit != "percent" or value.verb:
        return False
    part = line.parts[line.part_at(value.number_start)]
    word = _WORD.search(line.key, value.end, part.end)
    noun = word.group().strip(".…!?") if word else ""
    return bool(noun) and noun not in vocabulary.passed_over


def _verb_fits(line: Line, value: Value, reading: Wording, subject: FoundPhrase) -> bool:
    if reading.bare and any(subject.end <= one.start < value.start for one in line.values):
        return False  # "dân số 61.799 người với 23 thôn"
    between = line.key[subject.end : value.number_start].split()
    return (
        value.verb in reading.verb
        or (not value.verb and bool(set(between) & reading.verb))
        or (reading.bare and not between)
    )


def _has_unit(reading: Wording, value: Value) -> bool:
    if reading.unit == "income":
        return value.unit == "money"
    return reading.unit == value.unit


def _is_share_as_ratio(line: Line, value: Value, reading: Wording, vocabulary: PressWords) -> bool:
    """Whether a share is printed as its two counts only: "đúng hạn 15.670/15.864 hồ sơ"."""
    record = vocabulary.indicators[reading.indicator]
    return (
        value.of is not None
        and 0 < value.of >= value.number
        and value.unit == "fraction"
        and reading.unit == "percent"
        and not (record.of_plan or record.growth or record.plan_is_base)
        and (value.of > _LAST_DAY or _COUNTED.match(line.key, value.end) is not None)
    )


def _subject(line: Line, value: Value, vocabulary: PressWords) -> tuple[FoundPhrase | None, bool]:
    """The phrase that announces the number; ``None`` where something else does."""
    place = line.part_at(value.number_start)
    own = line.parts[place]
    for back in range(place, max(-1, place - 5), -1):
        part = line.parts[back]
        if back < place and part.depth > own.depth:
            continue  # what stands in brackets announces nothing behind them
        last = None
        for phrase in line.phrases:
            in_front = part.start <= phrase.start < min(part.end, value.number_start)
            if in_front and _announces(line, phrase, value, vocabulary):
                last = phrase
        if last is not None:
            known = last.phrase in vocabulary.subjects
            return (last if known else None), back != place
        if line.parts[back].mark == ";" and not _only_goes_on(line, part.start, value, vocabulary):
            return None, False
    return None, False


def _only_goes_on(line: Line, start: int, value: Value, vocabulary: PressWords) -> bool:
    """Whether a clause says nothing of its own: "…; riêng năm 2025 đạt khoảng 2.434 tỷ đồng"."""
    words = _WORD.findall(line.key, start, value.start)
    names_period = not {"riêng", "năm", "tháng", "quý"}.isdisjoint(words)
    return names_period and all(w in vocabulary.passed_over or w.isdecimal() for w in words)


def _announces(line: Line, phrase: FoundPhrase, value: Value, vocabulary: PressWords) -> bool:
    """Whether a phrase says what is told; not "tỷ lệ" alone, as in "giải ngân đạt tỷ lệ 89,8%"."""
    if phrase.phrase == "tỷ lệ" and not line.key[phrase.end : value.start].strip():
        return False
    return phrase.phrase in vocabulary.subjects or phrase.phrase in vocabulary.other_subjects


def _carried(
    line: Line, place: int, value: Value, subject: FoundPhrase, vocabulary: PressWords
) -> bool:
    """Whether nothing between phrase and number announces something else."""
    if value.number_start - subject.end > FURTHEST:
        return False
    at = subject.end
    others = 0
    for earlier in line.values[:place]:
        if earlier.number_start >= subject.end:
            others += 1 if others == 0 else 0
            at = earlier.end
            others = 0
    words = [
        match.group()
        for match in _WORD.finditer(line.key, at, value.start)
        if not any(first <= match.start() < last for first, last in line.names)
    ]
    strange = [w for w in words if w not in vocabulary.passed_over and not w[0].isdigit()]
    limit = MOST_OTHER_WORDS if at == subject.end else 2
    return len(_without_names(strange)) <= limit


def _without_names(words: Sequence[str]) -> list[str]:
    return [word for word in words if word.strip(".-–/%")]
