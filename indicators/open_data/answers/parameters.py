"""The parameters that a program may give: declared once, for checks, document and static files."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from indicators.country import LEVELS
from indicators.questions.comparison_groups import AMONG
from indicators.questions.profile import MOST_COMPARED
from indicators.questions.ranking import ASKED_LEVELS
from indicators.questions.search import LONGEST_TEXT
from indicators.release.kept_releases import LATEST
from indicators.sentences.marking import N_

MOST_HITS = 1_000


@dataclass(frozen=True)
class Parameter:
    """One parameter: name, meaning (a text to translate), and what its value may be.

    ``choices`` are all values there are; ``pattern`` holds for the whole value, ``form`` says so in
    words. ``whole`` are the least and the most of a whole number. ``many``: it may be given several
    times, up to ``most_times``; codes may stand in one value with commas between them.
    ``may_be_empty``: an empty value narrows nothing, as in a form that was not filled in; elsewhere
    it is refused, since a script that lost the code of a province would be given the figures of the
    whole country.
    """

    name: str
    meaning: str
    choices: tuple[str, ...] = ()
    pattern: str = ""
    form: str = ""
    whole: tuple[int, int] | None = None
    many: bool = False
    in_path: bool = False
    may_be_empty: bool = False
    most_times: int = 200
    default: str = ""
    example: str = ""
    most_characters: int = LONGEST_TEXT

    @cached_property
    def matcher(self) -> re.Pattern[str]:
        """``pattern``, for ``fullmatch``."""
        return re.compile(self.pattern, re.ASCII)

    @property
    def expected(self) -> tuple[str, ...]:
        """What may stand there, for people."""
        if self.whole:
            return (f"{self.whole[0]}–{self.whole[1]}",)
        if self.form:
            return tuple(self.form.split(" | "))
        return self.choices or (f"1–{self.most_characters} characters",)


def in_path(parameter: Parameter) -> Parameter:
    """The same parameter as a part of the path: there, and once."""
    return replace(parameter, in_path=True)


DAY = r"\d{4}-\d\d-\d\d"

AREA = Parameter(
    "area",
    N_("Area: code, or name with or without accents and with its province; a name that several "
       "areas share is not guessed"),
    example="00004",
)  # fmt: skip
AREAS = replace(
    AREA, many=True,
    meaning=N_("Areas: code or name, given once for each; codes also with commas between them"),
)  # fmt: skip
INDICATOR = Parameter("indicator", N_("Indicator: id, or its whole name in Vietnamese or English"),
                      example="poverty_rate")  # fmt: skip
AREAS_COMPARED = replace(AREAS, most_times=MOST_COMPARED)
INDICATORS = replace(
    INDICATOR, many=True,
    meaning=N_("Indicators: id or name, given once for each; ids also with commas between them"),
)  # fmt: skip
PROVINCE = Parameter("province", N_("Province or city: 2-digit code or name"), example="01")
PROVINCE_OF_SEARCH = replace(PROVINCE, may_be_empty=True)
YEAR = Parameter(
    "year",
    N_("Year or period set: full year, latest part of a year, a level stated in a year, or exactly "
       "these days"),
    pattern=rf"\d{{4}}(-part|-stated)?|{DAY}/{DAY}",
    form="2025 | 2025-part | 2025-stated | 2025-07-01/2025-12-31",
    example="2025",
)  # fmt: skip
AREA_TYPE = Parameter(
    "area_type",
    N_("Type of area, or a level whose types are ranked together; without it communes of all "
       "types"),
    choices=tuple(ASKED_LEVELS),
)  # fmt: skip
LEVEL = Parameter("level", N_("Level of the areas"), choices=LEVELS, may_be_empty=True)
BASIS = Parameter("basis", N_("Basis of the indicator, or all of them (listed, never ranked)"))
AMONG_PARAMETER = Parameter(
    "among",
    N_("Rank only the communes that one commune is set among: those of its province, region, type, "
       "wage region, the most similar ones (peers) or its neighbours"),
    choices=AMONG,
)  # fmt: skip
ANCHOR = replace(
    AREA,
    meaning=N_("The commune that is ranked among others: code or name; for wage_region also a "
               "region, I to IV"),
)  # fmt: skip
TEXT = Parameter("q", N_("Text to search: part of a name of today or before the reform, or a code"),
                 example="ha noi", may_be_empty=True)  # fmt: skip
LIMIT = Parameter("limit", N_("Most areas in the answer"), whole=(1, MOST_HITS))
RELEASE = Parameter("release", N_("Id of a release, or the latest one"), default=LATEST)
PREVIOUS = "previous"
SINCE = Parameter("since", N_("Id of a kept release that is compared with, or the one kept before"),
                  default=PREVIOUS)  # fmt: skip
FORMATS = ("json", "csv", "parquet")
FORMAT = Parameter("format", N_("Form of the answer"), choices=FORMATS, default=FORMATS[0])
