"""The unit of a column: of its own heading, of the heading above, of the lines above the table."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from indicators.doubts import Doubt, doubt
from indicators.spreadsheets.headings.plans_and_changes import BRACKETS, is_rate
from indicators.vocabularies.heading_words import HeadingWords, Unit, unit_key

UNIT_BEHIND_COMMA = re.compile(r"[,;:]\s*([^,;:()]{1,30})$")
NAMED_UNIT = re.compile(
    r"(?:đvt|đơn vị tính|đơn vị|unit)\s*[:：]\s*([^()]{1,40}?)\s*[)\]]?\s*$", re.I
)
# "Số hộ", "Tổng số hồ sơ": a count, whatever the unit of the sheet; not "Số hóa", "Số liệu" and
# not "So với".
COUNT_HEADING = re.compile(r"(?:tổng )?số (?!hóa|hoá|liệu)", re.IGNORECASE)
# "(số hộ)" behind a rate: a count, not its unit.
NUMBER_OF = re.compile(r"^(?:tổng )?số (?:lượng )?(?=\S)", re.IGNORECASE)
LONGEST_TEXT = 2000
LIST_OF_UNITS = re.compile(r"\s*(?:[,;]|\bvà\b)\s*")
# "ĐVT: triệu đồng", "(Đơn vị tính: %, người)", "đơn vị tính là triệu đồng", "tính bằng tỷ đồng".
UNIT_LIKE = (
    r"(?:%|(?:(?:trăm|nghìn|ngàn|triệu|tỷ|tỉ|1\.?000)\s*)?"
    r"(?:đồng|tr\.?đ|ha|km2|km²|người|hộ|usd|triệu|tỷ|tỉ)(?:/[^)\],;]{1,20})?)"
)
UNIT_OF_TABLE = re.compile(
    rf"""(?:đvt|đơn\s+vị\s+tính|unit)(?:\s*[:：]|\s+là\b|\s+)\s*
          (?P<told>(?:[^:()\[\];.]|\.(?=\S)){{1,60}})
      | tính\s+bằng\s+(?P<by>{UNIT_LIKE})
      | đơn\s+vị\s*[:：]\s*(?P<short>{UNIT_LIKE})
      | [(\[]\s*(?P<remark>{UNIT_LIKE})\s*[)\]]""",
    re.IGNORECASE | re.VERBOSE,
)
# Units that reports print in several sizes: without a unit nobody can tell which.
SEVERAL_SIZES = frozenset({"tỷ đồng", "triệu đồng/người/năm", "km²", "ha"})


@dataclass(frozen=True)
class StatedUnit:
    """The unit of a heading as printed, empty for none; ``above`` is that of the lines above it.

    ``implied`` tells that a rate is spoken of without a sign, ``counted`` that a number of things
    is, so that a per cent further up is not its unit.
    """

    printed: str = ""
    above: str = ""
    implied: bool = False
    counted: bool = False


def stated_unit(path: tuple[str, ...], vocabulary: HeadingWords) -> StatedUnit:
    """The unit of the lowest line that tells one; a line "Tỷ lệ" tells per cent."""
    counted = False
    for depth in range(len(path) - 1, -1, -1):
        own = unit_of_line(path[depth], vocabulary, below_another=depth > 0)
        upper = (unit_of_line(path[n], vocabulary, below_another=n > 0)
                 for n in range(depth - 1, -1, -1))  # fmt: skip
        above = next(filter(None, upper), "")
        if own:
            return StatedUnit("" if counted and own == "%" else own, above, counted=counted)
        if is_rate(path[depth]) and not counted:
            return StatedUnit("%", above, implied=True)
        line = unicodedata.normalize("NFC", path[depth])
        counted = counted or (depth == len(path) - 1 and bool(COUNT_HEADING.match(line)))
    return StatedUnit(counted=counted)


def unit_of_line(line: str, vocabulary: HeadingWords, *, below_another: bool = False) -> str:
    """The unit that one line states, as printed; empty where it states none that is known.

    A line ``below_another`` may be a unit as a whole: "Triệu đồng".
    """
    named = NAMED_UNIT.search(line)
    places = [named[1]] if named else []
    places += reversed(BRACKETS.findall(line))
    behind = UNIT_BEHIND_COMMA.search(line)
    places += [behind[1]] if behind else []
    places += [line] if below_another else []
    for place in places:
        plain = NUMBER_OF.sub("", " ".join(place.split()))
        if unit_key(plain) in vocabulary.units:
            return plain
    return "%" if "%" in line else ""


def printed_unit(path: tuple[str, ...], vocabulary: HeadingWords) -> str:
    """The unit that the lines of a heading state, as printed; empty for none."""
    stated = stated_unit(path, vocabulary)
    return "" if stated.implied else stated.printed


def unit_for(printed: str, unit: str, vocabulary: HeadingWords) -> Unit | None:
    """How a printed unit becomes the catalogue's; ``None`` where it does not."""
    if not printed or unit_key(printed) == unit_key(unit):
        return Unit(unit, Decimal(1), "")
    ways = vocabulary.units.get(unit_key(printed), ())
    return next((way for way in ways if way.unit == unit), None)


def unit_in(texts: Iterable[str]) -> str:
    """What texts around a table say of its units, as printed; of several the first, else empty.

    >>> unit_in(["Tỉnh Mẫu, năm 2025 (ĐVT: triệu đồng, %)"])
    'triệu đồng, %'
    """
    found = [
        match
        for text in texts
        if (match := UNIT_OF_TABLE.search(unicodedata.normalize("NFC", text[:LONGEST_TEXT])))
    ]
    named = [match for match in found if not match["remark"]] or found
    return next((told.strip() for match in named for told in match.groups() if told), "")


def of_sheet(sheet_unit: str, unit: str, vocabulary: HeadingWords) -> tuple[str, list[Doubt]]:
    """The unit of a heading that states none, and what speaks against it.

    ``sheet_unit`` is what the lines above the table say ("triệu đồng, %"), ``unit`` that of the
    catalogue.
    """
    parts = [part for part in LIST_OF_UNITS.split(sheet_unit) if part]
    fitting = [part for part in parts if unit_for(part, unit, vocabulary)]
    sizes = {unit_for(part, unit, vocabulary) for part in fitting}
    if len(sizes) == 1:
        return fitting[0], []
    if parts and unit_key(parts[0]) not in vocabulary.units:
        return unit, [doubt("unit_not_known", printed=parts[0], unit=unit)]
    return unit, [doubt("unit_assumed", unit=unit)] if sizes or unit in SEVERAL_SIZES else []


def contradiction(stated: StatedUnit, unit: str, vocabulary: HeadingWords) -> list[Doubt]:
    """A doubt where two lines of one heading give the catalogue's unit in two sizes."""
    if not stated.above or not stated.printed:
        return []
    upper, lower = (unit_for(one, unit, vocabulary) for one in (stated.above, stated.printed))
    if upper is None or lower is None or upper.factor == lower.factor:
        return []
    return [doubt("units_contradict", printed=stated.printed, above=stated.above)]
