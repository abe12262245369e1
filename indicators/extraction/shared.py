"""A number behind several communes: each one's, their sum, or one of several given in turn."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from indicators.extraction.gazetteer import Mention
from indicators.extraction.lines import Line, Meaning
from indicators.extraction.respective import Respective

_EACH = re.compile(
    r"(?<!\w)(?:đều|cùng (?:đạt|có|hoàn thành|được|là|còn)|mỗi (?:xã|phường|đơn vị|địa phương|nơi)"
    r"|cũng như|như nhau|bằng nhau)(?!\w)"
)
_SUM = re.compile(
    r"(?<!\w)(?:tổng(?! (?:kết|thể|hợp))|cộng|tính chung|gộp|cụm|nhóm|trung bình"
    r"|bình quân (?:các|hai|ba|chung|của)|liên (?:xã|phường))(?!\w)"
)


class Share(Enum):
    """How a number belongs to the communes named in front of it."""

    NONE = "one commune alone"
    EACH = "each one's"
    SUM = "of all together, or in an order that cannot be told"
    OPEN = "not told"


@dataclass(frozen=True, slots=True)
class Shared:
    """The communes that a number belongs to, and how."""

    kind: Share
    members: Sequence[Mention] = ()


def share_of(
    line: Line, before: Sequence[Mention], last: Mention, meaning: Meaning, respective: Respective
) -> Shared:
    """How the number belongs to ``last`` and the communes that a list joins to it."""
    members = _list_ending_with(before, last)
    if len({m.communes for m in members}) < 2:
        return Shared(Share.NONE)
    offset = meaning.value.number_start
    if (place := respective.place(offset)) is not None:
        if respective.count(offset) != len(members):
            return Shared(Share.SUM)
        return Shared(Share.EACH, members[place : place + 1])
    if _EACH.search(line.key, members[0].start, offset):
        return Shared(Share.EACH, members)
    if _SUM.search(line.key, line.start, offset):
        return Shared(Share.SUM)
    return Shared(Share.OPEN, members)


def _list_ending_with(before: Sequence[Mention], last: Mention) -> list[Mention]:
    """The communes of one list, up to ``last``; a name said again stands once."""
    found: list[Mention] = []
    for mention in reversed(before):
        if mention.start > last.start or not mention.spoken_of:
            continue
        if mention.communes not in [one.communes for one in found]:
            found.insert(0, mention)
        if not mention.linked:
            break
    return found
