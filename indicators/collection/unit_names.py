"""Which area a unit of a source is: by its name, inside its province; confirmed ones from a table.

"UBND xã Bịa Một - tỉnh Bịa" is the commune of that name in that province. A name of several, of
none, of another province or of a district, and one that differs in a tone or an accent ("Thạnh An"
is not "Thanh An"), is left to a person, who confirms it in ``data/collect_matches.csv``.
"""

import re
import unicodedata
from dataclasses import dataclass

from indicators.coded import coded
from indicators.doubts import Doubt, doubt
from indicators.names import fold, normalise_name
from indicators.spreadsheets.reference import Row
from indicators.spreadsheets.rows.places import NotFound, Places

OFFICE = re.compile(
    r"""
    (?: u[ỷy]\s+ban\s+nhân\s+dân | ủy\s+ban\s+nhân\s+dân | ubnd
      | hđnd\s+(?:và|-)\s+ubnd | vp\s+hđnd\s+(?:và|-)\s+ubnd
      | (?:trung\s+tâm|tt)\s+(?:phục\s+vụ\s+)?(?:hành\s+chính\s+công|hcc) | ttpvhcc )
    \s+ (?: của\s+ )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Between a unit and the places around it; a hyphen inside a name has no blanks.
BETWEEN = re.compile(
    r"\s+[-–—]\s+|\s*,\s*|\s*[-–—]\s*(?=(?:tỉnh|thành\s+phố|tp)\b)|\s*\(", re.IGNORECASE
)
# "T. Bịa", "TP. Bịa": how a province is shortened.
SHORTENED = re.compile(r"(?:t|tp)\s*\.\s*", re.IGNORECASE)
FORMER_LEVEL = re.compile(r"(?:huyện|quận|thị\s+xã|thị\s+trấn)\b", re.IGNORECASE)
NOTHING = "?"


@dataclass(frozen=True)
class SourceUnit:
    """One unit as its source names it: its own id and its name."""

    unit_id: str
    name: str


class UnitMatches:
    """Areas of units: ``confirmed`` are the rows of ``collect_matches.csv`` of one collector."""

    def __init__(self, places: Places, confirmed: list[Row]) -> None:
        self.places = places
        self._confirmed = {row["unit_id"]: row for row in confirmed}

    def commune(self, unit: SourceUnit, province: str) -> str | Doubt:
        """The code of the commune inside ``province``, or why it cannot be told."""
        if unit.unit_id in self._confirmed:
            return self._as_confirmed(unit)
        parts = _parts(unit.name)
        if any(FORMER_LEVEL.match(part) for part in parts):
            return doubt("unit_of_before")
        # The longest name first: "Bịa Một - Bịa Hai" may be one commune.
        for end in range(len(parts), 0, -1):
            own, around = " - ".join(parts[:end]), parts[end:]
            found = self._named(own, province, without_accents=unit.name.isascii())
            if isinstance(found, str) or end == 1:
                elsewhere = [part for part in around if not self._is_province(part, province)]
                return doubt("other_province", words=elsewhere[0]) if elsewhere else found
        return doubt("no_such_area", hint=unit.name)

    def _is_province(self, words: str, province: str) -> bool:
        return province in (self.places.province(words),
                            self.places.province(SHORTENED.sub("", words, count=1)))  # fmt: skip

    def _named(self, own: str, province: str, *, without_accents: bool) -> str | Doubt:
        """The commune of exactly this name; of any with these letters in a text without accents."""
        alike = self.places.named(own, province)
        same = alike if without_accents else [one for one in alike if self._is_spelled(one, own)]
        if len(same) == 1:
            return same[0]
        names = "; ".join(map(self.places.name_of, alike))
        if same:
            return doubt("areas_of_this_name", hint=names)
        if alike:
            return doubt("spelled_otherwise", hint=names)
        found = self.places.find("", own, province)
        return doubt("no_such_area", hint=found.detail if isinstance(found, NotFound) else own)

    def _is_spelled(self, code: str, own: str) -> bool:
        """Whether ``own``, which has the letters of this area's name, has its accents too."""
        words = _spelled(own)
        names = (_spelled(row["name"]) for row in self.places.versions[code])
        return any(words[-len(name) :] == name for name in names)

    def province(self, unit: SourceUnit) -> str | Doubt:
        """The code of the province that a unit of the list of provinces is."""
        if unit.unit_id in self._confirmed:
            return self._as_confirmed(unit)
        own = SHORTENED.sub("", _parts(unit.name)[0], count=1)
        code = self.places.province(own)
        return code or doubt("no_such_area", hint=coded("no_such_province"))

    def _as_confirmed(self, unit: SourceUnit) -> str | Doubt:
        row = self._confirmed[unit.unit_id]
        if fold(row["unit_name"]) != fold(unit.name):
            return doubt("confirmed_under_other_name", name=row["unit_name"])
        return row["area_code"]


def _spelled(name: str) -> list[str]:
    """The words of a name with their accents; case, dashes and apostrophes play no part."""
    return re.sub(r"[^\w\s]", "", normalise_name(name).casefold().replace("-", " ")).split()


def _parts(name: str) -> list[str]:
    """The unit's own name without its office, then the places around it."""
    plain = " ".join(unicodedata.normalize("NFC", name).split()).rstrip(" )")
    parts = [part for part in BETWEEN.split(plain) if part.strip()] or [NOTHING]
    return [OFFICE.sub("", parts[0], count=1) or NOTHING, *parts[1:]]
