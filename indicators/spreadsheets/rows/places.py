"""Which area a row, a heading or a title is about: by code and name, inside its province.

Nothing is guessed: a name of several areas, or of none, is said to be so.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from indicators.coded import Coded, coded
from indicators.country import NATION
from indicators.names import fold, normalise_name
from indicators.release.area_names import TYPE_WORDS, without_type
from indicators.spreadsheets.reference import Reference, Row

# Marks behind a name that lead to a footnote: "An Mẫu (*)", "An Mẫu 1)".
FOOTNOTE_MARK = re.compile(r"\s*(?:\(\s*(?:\*+|\d{1,2})\s*\)|\*+|\s\d{1,2}\))\s*$")
NUMBER_BEFORE = re.compile(r"^\s*(?:\d{1,3}|[-+•*])\s*[.):/]?\s+(?=\D)")
# The names of one row are compared many times over.
folded_name = lru_cache(maxsize=65_536)(fold)
PROVINCE_WORD = re.compile(r"(?:tinh|thanh pho|tp) ")
# A type and what follows it, up to the next stop: "UBND XÃ AN MẪU", "của xã An Mẫu, tỉnh …".
TYPED_NAME = re.compile(r"(?<!\w)(xã|phường|đặc khu)\s+(?=([^,;:.()\n–-]{1,80}))", re.IGNORECASE)
MOST_WORDS = 6  # of a commune's name
CODE_LIKE = re.compile(r"\d{1,5}")
TYPE_OF = {folded_name(word): kind for word, kind in TYPE_WORDS.items() if kind}


@dataclass(frozen=True)
class FoundArea:
    """The area of a row."""

    area_code: str
    name: str


@dataclass(frozen=True)
class NotFound:
    """No area, with the reason code and what would help."""

    reason_code: str
    detail: Coded


class Places:
    """The areas of a data directory by code and by folded name."""

    def __init__(self, reference: Reference) -> None:
        self.versions: dict[str, list[Row]] = {}
        self.by_name: dict[str, dict[str, None]] = {}
        for row in reference.areas:
            self.versions.setdefault(row["area_code"], []).append(row)
            for name in {folded_name(row["name"]), without_type(folded_name(row["name"]))}:
                self.by_name.setdefault(name, {})[row["area_code"]] = None
        self.former: dict[str, list[Row]] = {}
        self.former_codes: dict[str, list[Row]] = {}
        for row in reference.lineage:
            self.former.setdefault(without_type(folded_name(row["old_name"])), []).append(row)
            self.former_codes.setdefault(row["old_code"], []).append(row)

    def province(self, text: str) -> str | None:
        """The code of the province that a text names, or is; ``None`` for any other text."""
        if text in self.versions and len(text) == 2:
            return text
        for name in dict.fromkeys((folded_name(text), without_type(folded_name(text)))):
            codes = [
                code for code in self.by_name.get(name, ()) if len(code) == 2 and code != NATION
            ]
            if len(codes) == 1:
                return codes[0]
        return None

    def province_in(self, texts: Iterable[str]) -> str | None:
        """The one province that titles name with its type; ``None`` where none or several."""
        found = set()
        for text in texts:
            words = f" {folded_name(text)} "
            for code, rows in self.versions.items():
                name = without_type(folded_name(rows[-1]["name"]))
                kinds = (f" tinh {name} ", f" thanh pho {name} ", f" tp {name} ")
                if len(code) == 2 and code != NATION and any(kind in words for kind in kinds):
                    found.add(code)
        return found.pop() if len(found) == 1 else None

    def find(self, code: str, name: str, province: str | None) -> FoundArea | NotFound:
        """The area with this code and name (either may be empty), inside ``province`` if given."""
        name = FOOTNOTE_MARK.sub("", NUMBER_BEFORE.sub("", name))
        if code:
            return self._by_code(code, name, province)
        codes = self._codes(name, province)
        if len(codes) == 1:
            return FoundArea(codes[0], self.name_of(codes[0]))
        if codes:
            return NotFound("ambiguous_area", coded("several_areas", areas=self._names(codes, 10)))
        return NotFound("unknown_area", self._hint(name, province))

    def find_outside(self, name: str, province: str | None) -> FoundArea | NotFound:
        """As ``find``, where a province that is named with its type stands outside the others."""
        if PROVINCE_WORD.match(folded_name(name)) and (code := self.province(name)):
            return FoundArea(code, self.name_of(code))
        return self.find("", name, province)

    def like(self, text: str) -> list[str]:
        """The areas of this code or name in any province, else all, as a person reads them."""
        alike = self._codes(text, None) or [*self.by_name.get(without_type(folded_name(text)), ())]
        return [self.name_of(code) for code in alike or self.versions]

    def communes_in(self, texts: Iterable[str], province: str | None) -> dict[str, str]:
        """The communes that texts name with their type: code → the words, e.g. ``xã An Mẫu``."""
        found: dict[str, str] = {}
        for text in texts:
            for typed in TYPED_NAME.finditer(unicodedata.normalize("NFC", text)):
                found |= self._longest_name(typed[1], typed[2].split(), province)
        return found

    def named(self, name: str, province: str | None) -> list[str]:
        """Codes of the areas of this folded name; a type before it must be or have been theirs."""
        folded = folded_name(name)
        plain = without_type(folded)
        whole = list(self.by_name.get(folded, ()))
        typed = plain != folded
        # "Thị trấn An Mẫu" names a unit that is gone, even where a commune has its name today.
        kind = TYPE_OF.get(folded[: -len(plain) - 1]) if typed else None
        codes = whole + [
            code for code in self.by_name.get(plain, ())
            if code not in whole and (not typed or (kind and self._was(code, kind)))
        ]  # fmt: skip
        inside = [code for code in codes if len(code) == 5]
        if province:
            return [code for code in inside if self._province_of(code) == province]
        return inside or [code for code in codes if len(code) == 2 and kind is not None]

    def _longest_name(self, kind: str, words: list[str], province: str | None) -> dict[str, str]:
        """The communes of the longest name that begins a text after its type."""
        for count in range(min(len(words), MOST_WORDS), 0, -1):
            name = " ".join([kind, *words[:count]])
            codes = [code for code in self._codes(name, province) if len(code) == 5]
            if codes:
                return dict.fromkeys(codes, name)
        return {}

    def _codes(self, name: str, province: str | None) -> list[str]:
        """Codes of the areas with this name; only those spelled alike, where that settles it."""
        codes = self.named(name, province)
        return self._spelled(codes, name) if len(codes) > 1 else codes

    def name_of(self, code: str) -> str:
        """An area as a person reads it: ``An Mẫu (xã, Mẫu Đông) 97001``."""
        row = self.versions[code][-1]
        parent = self.versions.get(row["parent_code"], [row])[-1]["name"]
        return f"{row['name']} ({row['area_type']}, {parent}) {code}"

    def _by_code(self, code: str, name: str, province: str | None) -> FoundArea | NotFound:
        if CODE_LIKE.fullmatch(code):
            code = code.zfill(5) if len(code) > 2 else code.zfill(2)
        if code not in self.versions:
            into = [row["new_code"] for row in self.former_codes.get(code, ())]
            hint = (coded("former_code", areas=", ".join(into)) if into
                    else coded("unknown_code", code=code))  # fmt: skip
            return NotFound("unknown_area", hint)
        if province and self._province_of(code) != province:
            outside = coded("not_in_province", area=self.name_of(code), province=province)
            return NotFound("code_and_name_disagree", outside)
        if name and code not in self.named(name, None):
            other = coded("code_of_other", area=self.name_of(code))
            return NotFound("code_and_name_disagree", other)
        return FoundArea(code, self.name_of(code))

    def _province_of(self, code: str) -> str:
        return self.versions[code][-1]["parent_code"] if len(code) == 5 else code

    def _was(self, code: str, kind: str) -> bool:
        return any(row["area_type"] == kind for row in self.versions[code])

    def _spelled(self, codes: list[str], name: str) -> list[str]:
        """Of areas with one folded name those that are spelled alike, if that settles it."""
        wanted = normalise_name(name).casefold()
        alike = [
            code for code in codes
            if any(wanted == row["name"].casefold() or wanted.endswith(" " + row["name"].casefold())
                   for row in self.versions[code])
        ]  # fmt: skip
        return alike if len(alike) == 1 else codes

    def _names(self, codes: Iterable[str], most: int = 5) -> str:
        return "; ".join(map(self.name_of, list(codes)[:most]))

    def _hint(self, name: str, province: str | None) -> Coded:
        """Where a former name leads, offered and never taken."""
        into = dict.fromkeys(
            row["new_code"] for row in self.former.get(without_type(folded_name(name)), ())
            if row["new_code"] in self.versions
            and province in (None, self._province_of(row["new_code"]))
        )  # fmt: skip
        if into:
            return coded("former_unit", areas=self._names(into))
        plain = without_type(folded_name(name))
        elsewhere = self.named(name, None) or list(self.by_name.get(plain, ()))
        if elsewhere:
            return coded("elsewhere", areas=self._names(elsewhere))
        return coded("no_such_name")
