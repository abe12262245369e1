"""Words that decide what a clause claims: denials, plans, wishes, conditions, rumours.

Only the words and their places are found here, with what they themselves refer to ("vượt kế
hoạch được giao" names a plan that was passed); how far they reach is told in ``claims``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from indicators.extraction.clauses import Clauses
from indicators.extraction.lines import Line
from indicators.vocabularies.press_words import FoundPhrase, PressWords

# More cues than this make no sentence that anybody wrote; it also bounds the work per sentence.
MOST_CUES = 40


class CueKind(StrEnum):
    """What a cue makes of the figures in its reach."""

    DENIED = "denied"
    EXCLUDING = "excluding"
    PLANNED = "planned"
    PLAN_NOUN = "plan_nouns"
    WISHED = "wished"
    MODAL = "modal"
    CONDITION = "condition"
    HEARSAY = "hearsay"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue. ``opens`` tells that it stands first in the sentence, ``heads`` that it heads a
    frame for all that follows ("theo kế hoạch …", "kế hoạch: …").
    """

    kind: CueKind
    start: int
    end: int
    opens: bool
    heads: bool


# "vượt 20% kế hoạch", "22/25 chỉ tiêu", "so với dự toán": the plan is what was reached or passed.
_REFERRED_TO = re.compile(
    r"""(?:
        (?<!\w)(?:đạt|vượt|hoàn\ thành|thực\ hiện|triển\ khai|bằng|so|so\ với|hơn
            |kém|thiếu|hụt|đúng|sát|trước|cán\ đích|nhờ|giao\ nhiệm\ vụ|bám\ sát|đáp\ ứng
            |tổ\ chức|cụ\ thể\ hóa|quán\ triệt)
        (?:\ [^\s,;:%]+){0,4}
      | %(?:\ [^\s,;:]+){0,3}
      | \d
    )\ +$""",
    re.VERBOSE,
)
_LOOK_BACK = 60
# "công tác lập quy hoạch được quan tâm, …": a plan is spoken of, nothing is set by it.
_SPOKEN_OF = re.compile(
    r"(?<!\w)(?:được|đã|đều|cơ bản|đạt|hoàn thành|triển khai|ban hành|quan tâm"
    r"|có hiệu quả)(?!\w)"
)
_THEO = re.compile(
    r"(?<!\w)(?:theo|trong|căn cứ|dựa trên)(?: (?:các|một số|những|đúng|bản|dự thảo))? +$"
)
# "Nghị quyết số 12", "dự toán chi tiết": documents, not plans of a figure.
_DOCUMENT = re.compile(
    r" *(?:số |về việc|của ủy ban thường vụ|của quốc hội|của bộ chính trị|[\d/])"
)
# "giao thông", "bàn giao", "hồ sơ đăng ký": the same syllables in other words.
_OTHER_WORDS = {
    "giao": re.compile(
        r"(?:bàn|chuyển|ngoại|xã|bên) +giao"
        r"|giao +(?:thông|lưu|dịch|ban|nhận|quân|tiếp(?! nhận)|đất|rừng|khoán|mùa|hữu|hưởng)"
    ),
    "đăng ký": re.compile(
        r"(?:hồ sơ|doanh nghiệp|thủ tục|việc) +đăng ký"
        r"|đăng ký +(?:thành lập|mới|kinh doanh|tham gia|khai|kết hôn|đất đai|biến động"
        r"|thường trú"
        r"|tạm trú|xe|hộ|học)"
    ),
}
# Words that are a cue only where they open a sentence.
_ONLY_OPENING = frozenset(("liệu", "khả năng"))
# "sự mong muốn", "đáp ứng mong muốn của", "đề xuất của": nouns.
_NOUN_BEFORE = re.compile(
    r"(?<!\w)(?:sự|niềm|với|đáp ứng|vượt|theo đúng|đúng|đúng như|lời|nhiều|các|những|mọi"
    r"|ý chí|tinh thần"
    r"|đạt|trên|ngoài|thực hiện|hoàn thành|không phụ)(?: (?:sự|niềm|lòng|lời|các|những))? +$"
)
_CLAUSE_OPENS = re.compile(
    r"[\s\-–•+*“\"'(:]*(?:(?:và|thì|nhưng|song|còn|riêng|cụ thể|tuy|dù|mặc dù) )*"
)
# "Tuy phải sắp xếp bộ máy, …": said by the way.
_ASIDE = re.compile(
    r"[\s\-–•+*“\"'(]*(?:tuy|dù|mặc dù|do|vì|bởi|nhờ|sau khi|khi|cùng với|trong bối cảnh)(?!\w)"
)
_TELLS = re.compile(r"(?<!\w)(?:đạt|là|còn|có|đã|hoàn thành|thực hiện|tăng|giảm)(?!\w)")
# What may stand between the start of a sentence and a cue that opens it.
_LEADS = re.compile(
    r"[\s\-–•+*“\"'(]*(?:theo |trong |căn cứ |về |tại |các |những |một số |dự thảo "
    r"|trước đó,? )*"
)


def cues(line: Line, clauses: Clauses, vocabulary: PressWords) -> list[Cue]:
    """The cues of a sentence in order; at most ``MOST_CUES`` + 1 of them."""
    found: list[Cue] = []
    for word in vocabulary.claim_words(line.key, line.start, line.end):
        if len(found) > MOST_CUES:
            break
        found += _cue(line, clauses, word, vocabulary)
    return found


def _cue(line: Line, clauses: Clauses, word: FoundPhrase, vocabulary: PressWords) -> Iterator[Cue]:
    group = vocabulary.claim_groups.get(word.phrase)
    if group is None:
        return
    kind = CueKind(group)
    if kind is CueKind.DENIED and _is_bound(line, word):
        return
    if kind in (CueKind.PLANNED, CueKind.WISHED, CueKind.MODAL) and _is_noun(
        line, clauses, word, vocabulary
    ):
        return
    if kind is CueKind.CONDITION and _contrasts_years(line, word):
        return
    heads = kind is CueKind.PLAN_NOUN and _heads(line, clauses, word)
    if kind is CueKind.PLAN_NOUN and not heads and _is_only_named(line, clauses, word):
        return
    first = _LEADS.fullmatch(line.key, line.start, word.start) is not None
    if first or word.phrase not in _ONLY_OPENING:
        yield Cue(kind, word.start, word.end, first or _opens(line, clauses, word), heads)


def _opens(line: Line, clauses: Clauses, word: FoundPhrase) -> bool:
    """Whether a cue governs what a sentence goes on to tell: "xã mong muốn, …", "được giao …"."""
    return (
        clauses.at(word.start) == 0
        and not clauses.values_between(line.start, word.start)
        and not _ASIDE.match(line.key, line.start)
        and not _TELLS.search(line.key, line.start, word.start)
    )


def _is_bound(line: Line, word: FoundPhrase) -> bool:
    """Whether a word of denial belongs to a bound of a number: "không dưới 80%"."""
    return any(one.start <= word.start < one.number_start for one in line.values)


def _is_noun(line: Line, clauses: Clauses, word: FoundPhrase, vocabulary: PressWords) -> bool:
    """Whether a verb of planning is another word, a noun, or only says whose plan it is."""
    key = line.key
    start = max(clauses.start(word.start), word.start - _LOOK_BACK)
    if word.phrase in _OTHER_WORDS and _OTHER_WORDS[word.phrase].search(
        key, max(start, word.start - 12), word.end + 12
    ):
        return True
    if is_thing(key, start, word):
        return True
    return vocabulary.plan_names.search(key, start, word.start) is not None


def is_thing(key: str, start: int, word: FoundPhrase) -> bool:
    """Whether a wish or a plan is a noun here: "đáp ứng kỳ vọng của người dân", "đúng cam kết"."""
    if key.startswith(" của ", word.end):
        return True
    return _NOUN_BEFORE.search(key, max(start, word.start - _LOOK_BACK), word.start) is not None


def _heads(line: Line, clauses: Clauses, word: FoundPhrase) -> bool:
    """Whether all that follows is told according to a plan."""
    key, start = line.key, clauses.start(word.start)
    if _DOCUMENT.match(key, word.end):
        return False
    behind = clauses.end(word.end)
    colon = key.find(":", word.end, behind)
    first_value = next(iter(clauses.values_between(word.end, behind)), None)
    if colon >= 0 and (first_value is None or colon < first_value.start):
        return not _REFERRED_TO.search(key, max(start, word.start - _LOOK_BACK), word.start)
    if _THEO.search(key, start, word.start):
        return _CLAUSE_OPENS.match(key, start) is not None
    opens = _LEADS.fullmatch(key, line.start, word.start) is not None
    return opens and first_value is None and not _SPOKEN_OF.search(key, word.end, behind)


def _is_only_named(line: Line, clauses: Clauses, word: FoundPhrase) -> bool:
    """Whether a plan is only spoken of, or is what was reached: "vượt 20% kế hoạch"."""
    key, start = line.key, max(clauses.start(word.start), word.start - _LOOK_BACK)
    if _DOCUMENT.match(key, word.end) or _REFERRED_TO.search(key, start, word.start):
        return True
    return not clauses.values_between(word.end, clauses.end(word.end))


# "nếu như năm 2020 tỷ lệ là 4% thì năm 2025 còn 2%": two years side by side, no condition.
_CONTRAST = re.compile(
    r" (?:như )?(?:(?:vào |trong )?(?:năm 20\d\d|đầu nhiệm kỳ|năm trước|năm ngoái|trước đây"
    r"|cùng kỳ)).{3,160}?"
    r"(?<!\w)thì (?:đến |sang |vào |tới )?(?:năm 20\d\d|năm nay|nay|cuối nhiệm kỳ|hiện nay"
    r"|cuối năm)"
)


def _contrasts_years(line: Line, word: FoundPhrase) -> bool:
    return _CONTRAST.match(line.key, word.end, line.end) is not None
