"""Which area a unit of a source is: by its name, inside its province; confirmed ones from a table.

"UBND xã Bịa Một - tỉnh Bịa" is the commune of that name in that province. A name of several, of
none, of another province or of a district is left to a person, who confirms it in
``data/collect_matches.csv``.
"""

import re
import unicodedata
from dataclasses import dataclass

from indicators.doubts import Doubt, doubt
from indicators.names import fold
from indicators.spreadsheets.reference import Row
from indicators.spreadsheets.rows.places import FoundArea, Places

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
        own, *around = _parts(unit.name)
        if FORMER_LEVEL.match(own) or any(FORMER_LEVEL.match(part) for part in around):
            return doubt("former_unit")
        for part in around:
            if self.places.province(part) != province:
                return doubt("other_province", words=part)
        found = self.places.find("", own, province)
        if isinstance(found, FoundArea):
            return found.area_code
        if found.reason_code == "ambiguous_area":
            return doubt("ambiguous_area", hint=found.detail)
        return doubt("unknown_area", hint=found.detail)

    def province(self, unit: SourceUnit) -> str | Doubt:
        """The code of the province that a unit of the list of provinces is."""
        if unit.unit_id in self._confirmed:
            return self._as_confirmed(unit)
        code = self.places.province(_parts(unit.name)[0])
        return code or doubt("unknown_area", hint="no province of this name")

    def _as_confirmed(self, unit: SourceUnit) -> str | Doubt:
        row = self._confirmed[unit.unit_id]
        if fold(row["unit_name"]) != fold(unit.name):
            return doubt("confirmed_under_other_name", name=row["unit_name"])
        return row["area_code"]


def _parts(name: str) -> list[str]:
    """The unit's own name without its office, then the places around it."""
    plain = " ".join(unicodedata.normalize("NFC", name).split()).rstrip(" )")
    parts = [part for part in BETWEEN.split(plain) if part.strip()] or [NOTHING]
    return [OFFICE.sub("", parts[0], count=1) or NOTHING, *parts[1:]]
