"""The areas that a text can name: communes, provinces, and the units there were before."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from indicators.curated.lineage import composed_rows
from indicators.names import fold_tight, normalise_name
from indicators.printed.clean_text import CleanText, comparable
from indicators.vocabularies.press_words import trie_pattern

# "xã Phú Thọ", "đường Hà Nam": a commune or a street with the name of a province.
_NAMED_AFTER_IT = ("xã ", "phường ", "đường ", "họ ", "ông ", "bà ", "phố ")


NAME_WORD = re.compile(r"[^\W_][\w'’]*(?: ?- ?(?=[^\W\d_]))?\s?")
_WORD = re.compile(r"[^\s-]+")
# Letters and dashes that only the full form of a name makes one.
_ODD = re.compile("[\u00f0\u0256\u2010\u2011\u2012\u2014\u2212]")


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune by its code; ``types`` are all it has had since 1 July 2025."""

    code: str
    name: str
    types: frozenset[str]
    province: str


class Gazetteer:
    """Names to areas. Names are compared in lower case, one tone style, one apostrophe."""

    def __init__(
        self,
        communes: Iterable[Commune],
        provinces: Mapping[str, str],
        former_provinces: Mapping[str, frozenset[str]] | None = None,
        former_units: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        """``provinces``: code → name; ``former_provinces``: code → names of provinces merged
        into it; ``former_units``: commune code → names of the units it was made of.
        """
        self.by_name: dict[str, tuple[Commune, ...]] = {}
        grouped: dict[str, list[Commune]] = defaultdict(list)
        for commune in communes:
            grouped[name_key(commune.name)].append(commune)
        self.by_name = {name: tuple(group) for name, group in grouped.items()}
        zones = {
            name: tuple(one for one in group if "đặc khu" in one.types)
            for name, group in self.by_name.items()
        }
        self.special_zones = {name: group for name, group in zones.items() if group}
        self.longest = max((len(name.split()) for name in self.by_name), default=1)
        self._beginnings = {
            name[: word.end()] for name in self.by_name for word in _WORD.finditer(name)
        }
        self.former_units = {
            code: frozenset(map(name_key, names)) for code, names in (former_units or {}).items()
        }
        self.provinces = dict(provinces)
        self.province_names = {
            code: _province_names(name, (former_provinces or {}).get(code, frozenset()))
            for code, name in provinces.items()
        }
        self.province_pattern = trie_pattern(
            name for names in self.province_names.values() for name in names
        )
        self.provinces_named: dict[str, frozenset[str]] = {
            name: frozenset(c for c, names in self.province_names.items() if name in names)
            for names in self.province_names.values()
            for name in names
        }

    def communes(self, name: str, area_type: str | None) -> tuple[Commune, ...]:
        """Communes of that name and, where given, type; empty where there are none."""
        found = self.by_name.get(name, ())
        if area_type is None:
            return found
        return tuple(one for one in found if area_type in one.types)

    def name_at(
        self, clean: CleanText, at: int, area_type: str
    ) -> tuple[int, tuple[Commune, ...]] | None:
        """End and communes of the longest name of that type at ``at``; ``None`` without one."""
        for end in reversed(list(self._ends(clean, at))):
            if communes := self.communes(_piece_key(clean.key[at:end]), area_type):
                return end, communes
        return None

    def _ends(self, clean: CleanText, at: int) -> Iterator[int]:
        """Where a name may end that begins at ``at``: words with a capital, as names have them."""
        start = at
        while match := NAME_WORD.match(clean.text, at):
            word = match.group()
            end = match.start() + len(word.rstrip(" -\u00a0\n"))
            capital = word[0].isupper() or word[0].isdigit()
            if not (capital and _piece_key(clean.key[start:end]) in self._beginnings):
                return
            yield end
            at = match.end()
            if "\n" in word:
                return

    def provinces_in(self, key: str) -> frozenset[str]:
        """Codes of the provinces that a text names, also by a former name or a newspaper's."""
        named = {
            match.group()
            for match in self.province_pattern.finditer(key)
            if not key.endswith(_NAMED_AFTER_IT, 0, match.start())
        }
        return frozenset(code for name in named for code in self.provinces_called(name))

    def provinces_called(self, written: str) -> frozenset[str]:
        """Codes of the provinces of a name as it stands in a text, with any blanks in it."""
        return self.provinces_named[_piece_key(written)]


def _piece_key(key: str) -> str:
    """``name_key`` of a piece that is comparable already: without its work for common letters."""
    return name_key(key) if _ODD.search(key) else " ".join(key.split()).replace(" - ", "-")


def name_key(name: str) -> str:
    """The form in which names are compared: lower case, tone marks kept."""
    return comparable(normalise_name(name)).replace(" - ", "-")


def _province_names(name: str, former: frozenset[str]) -> frozenset[str]:
    """A province's name, its short forms, and the folded form that addresses of papers hold."""
    names = {name_key(one).removeprefix("thành phố ") for one in {name, *former}}
    names |= {f"bao{fold_tight(one)}" for one in names}
    if "hồ chí minh" in names:
        names |= {"tphcm", "tp.hcm", "tp hcm", "tp. hcm", "hcmc"}
    return frozenset(names)


@lru_cache(maxsize=2)
def load_gazetteer(data: Path) -> Gazetteer:
    """The gazetteer of ``areas.csv`` and ``area_lineage.csv`` in the folder ``data``."""
    areas = list(_rows(data / "areas.csv"))
    types: dict[str, set[str]] = defaultdict(set)
    for area in areas:
        types[area["area_code"]].add(area["area_type"])
    communes = {
        area["area_code"]: Commune(
            area["area_code"],
            area["name"],
            frozenset(types[area["area_code"]]),
            area["parent_code"],
        )
        for area in areas
        if area["level"] == "commune"
    }
    provinces = {a["area_code"]: a["name"] for a in areas if a["level"] == "province"}
    return Gazetteer(communes.values(), provinces, *_former(data, communes))


def _former(
    data: Path, communes: Mapping[str, Commune]
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Former provinces of each province, former units of each commune."""
    provinces: dict[str, set[str]] = defaultdict(set)
    units: dict[str, set[str]] = defaultdict(set)
    for row in composed_rows(_rows(data / "area_lineage.csv")):
        # Articles tell of the units that the reform ended, not of those that vanished earlier.
        commune = communes.get(row["new_code"]) if row["is_last"] else None
        if commune is not None:
            provinces[commune.province].add(row["old_province"])
            units[commune.code].add(row["old_name"])
    return (
        {code: frozenset(names) for code, names in provinces.items()},
        {code: frozenset(names) for code, names in units.items()},
    )


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. ``kind``: ``commune``, ``former``, ``province`` or ``part``.

    ``communes`` are the communes it may stand for; one once resolved, none for other kinds.
    ``apposed`` tells that it only says where the commune, or the village, in front of it lies;
    ``aside`` that the sentence speaks of something else ("giáp với xã …"); ``unclear`` that it
    may; ``linked`` that "và" or a comma joins it to the name in front of it; ``from_source`` that
    only where the text was published tells which of several communes of this name it is.
    """

    start: int
    end: int
    kind: str
    name: str
    communes: tuple[Commune, ...] = ()
    apposed: bool = False
    aside: bool = False
    unclear: bool = False
    linked: bool = False
    from_source: bool = False

    @property
    def spoken_of(self) -> bool:
        """Whether the sentence may be about this commune."""
        return self.kind == "commune" and not self.apposed and not self.aside


_HOST = re.compile(r"^(?:[a-z]+://)?([^/?#:]+)", re.IGNORECASE)

# What addresses put in front of a province's name.
_LEAD = re.compile(r"^(?:bao|dai|tinhuy|thanhuy|dangbo|ubnd|hdnd|cong|ptth|truyenhinh)")

# A shorter name ("hue") may begin any word: it must be all there is.
_SHORTEST_BEGINNING = 5


def province_of_source(source: Mapping[str, str], gazetteer: Gazetteer) -> str | None:
    """Code of the only province that publisher and address of a source name; else ``None``.

    ``source`` is a row of ``sources.csv`` (``publisher``, ``url``).
    """
    by_publisher = gazetteer.provinces_in(name_key(source.get("publisher", "")))
    by_address = provinces_of_address(source.get("url", ""), gazetteer)
    named = by_publisher & by_address if by_publisher and by_address else by_publisher | by_address
    return next(iter(named)) if len(named) == 1 else None


def provinces_of_address(url: str, gazetteer: Gazetteer) -> frozenset[str]:
    """Codes of the provinces that the host of an address names: baothanhhoa.vn, x.hanam.gov.vn."""
    host = _HOST.match(url.strip())
    labels = [_LEAD.sub("", label) for label in host.group(1).lower().split(".")] if host else []
    return frozenset(
        code
        for code, names in gazetteer.province_names.items()
        for name in map(fold_tight, names)
        for label in labels
        if label == name or (len(name) >= _SHORTEST_BEGINNING and label.startswith(name))
    )
