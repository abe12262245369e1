"""How a program gets the table that a page shows: its address, and lines that can be copied.

A question is told once, as the HTTP API and the command line ask it; every line follows from it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from indicators.sentences.marking import N_

API = "/api/v1/"
BUNDLE = "/data/latest/"
# The verbs that ask a kept release where ``--release`` names it.
OF_ONE_RELEASE = ("rank", "profile", "compare", "trend", "composite")

# Text that may be nothing but digits: a program that guesses makes a number of it.
CODES = ("area_code", "province_code", "rank_scope", "period_set", "locator", "as_printed",
         "release_id")  # fmt: skip
DAYS = ("period_start", "period_end")
# The columns that Power Query is told the type of; in what it is not told it leaves the text.
NUMBERS = ("value", "printed_value", "value_low", "value_high", "percentile")
COUNTS = ("rank", "rank_low", "rank_high", "ranked_areas")

PLAIN_WORD = re.compile(r"[A-Za-z0-9_./*-]+")


@dataclass(frozen=True)
class AskedTable:
    """One table: the path and the query of its address, and the words of the command line.

    ``exact`` is false where the address gives the figures of the table in other columns.
    """

    path: str
    query: tuple[tuple[str, str], ...]
    command: tuple[str, ...]
    exact: bool = True

    def address(self, site: str) -> str:
        """The address of the table as standard CSV; ``site`` as ``https://name`` without a slash.

        >>> ranking_asked("poverty_rate", {"year": "2025"}).address("https://a.example")
        'https://a.example/api/v1/ranking/poverty_rate?year=2025&format=csv'
        """
        of_form = (("format", "csv"),) if self.path.startswith(API) else ()
        query = urlencode([*self.query, *of_form], quote_via=quote, safe="/,")
        return f"{site}{self.path}" + (f"?{query}" if query else "")


@dataclass(frozen=True)
class Way:
    """One way to get a table: its name (a text to translate), the code and its language."""

    name: str
    language: str
    code: str


def ranking_asked(indicator_id: str, question: Mapping[str, str | None]) -> AskedTable:
    """A ranking; ``question`` has the arguments of ``ranking.rank``; ``None`` is not asked."""
    given = [(name, value) for name, value in question.items() if value]
    options = (word for name, value in given for word in (f"--{name.replace('_', '-')}", value))
    path = f"{API}ranking/{quote(indicator_id, safe='')}"
    return AskedTable(path, tuple(given), ("rank", indicator_id, *options))


def areas_asked(codes: Iterable[str], year: str | None = None) -> AskedTable:
    """Several areas side by side, or every figure of one."""
    codes = tuple(codes)
    areas = tuple(("area", code) for code in codes)
    if len(codes) == 1:
        return AskedTable(f"{API}observations", areas, ("profile", *codes))
    of_year = (("year", year),) if year else ()
    option = ("--year", year) if year else ()
    return AskedTable(f"{API}compare", (*areas, *of_year), ("compare", *codes, *option))


def trend_asked(indicator_id: str, codes: Iterable[str], basis: str | None = None) -> AskedTable:
    """One indicator over time; the address has its figures without the columns of a series."""
    codes = tuple(codes)
    query = (("indicator", indicator_id), *(("area", code) for code in codes))
    option = ("--basis", basis) if basis else ()
    command = ("trend", indicator_id, *codes, *option)
    return AskedTable(f"{API}observations", query, command, exact=False)


def composite_asked(definition: str) -> AskedTable:
    """An index of the reader's own, by the command line alone: no address has its table."""
    return AskedTable("", (), ("composite", "--definition", definition), exact=False)


def everything_asked(*, synthetic: bool) -> AskedTable:
    """Every figure of the release: a file of the bundle."""
    prefix = "synthetic-" if synthetic else ""
    return AskedTable(f"{BUNDLE}{prefix}observations.csv", (), ("export", "thuoc-xa"))


def of_release(asked: AskedTable, release_id: str) -> AskedTable:
    """The same table of one release: its address and its command never give another one's figures.

    >>> of_release(areas_asked(["99001"]), "20260101-abc").address("")
    '/api/v1/observations?area=99001&release=20260101-abc&format=csv'
    """
    if asked.path.startswith(BUNDLE):
        return replace(asked, path=f"/data/{release_id}/{asked.path.removeprefix(BUNDLE)}")
    words = ("--release", release_id) if asked.command[0] in OF_ONE_RELEASE else ()
    return replace(asked, query=(*asked.query, ("release", release_id)),
                   command=(*asked.command, *words))  # fmt: skip


def command_line(asked: AskedTable, file: str = "", *, office: bool = False) -> str:
    """The command that writes the table into ``file``; ``office`` for Excel set to Vietnamese."""
    words = ["python", "-m", "indicators", *asked.command]
    if asked.command[0] != "export":  # which writes a folder, in standard CSV
        words += ["--format", "csv-vn"] if office else []
        words += ["--out", file]
    return " ".join(map(_quoted, words))


def ways(asked: AskedTable, site: str, file: str) -> tuple[Way, ...]:
    """Every way to the table; ``file`` is the name it is kept under."""
    address = asked.address(site)
    return (
        Way("pandas", "python", _pandas(address)),
        Way("polars", "python", _polars(address)),
        Way("DuckDB", "sql", _duckdb(address)),
        Way("R", "r", _r(address)),
        Way(N_("Excel (Power Query)"), "powerquery", _power_query(address)),
        Way("curl", "bash", f'curl --fail --output "{file}" "{address}"'),
        Way(N_("Command line"), "bash", _commands(asked, file)),
    )


def _pandas(address: str) -> str:
    return f"""\
import pandas as pd

codes = {_listed(CODES)}
table = pd.read_csv(
    "{address}",
    dtype=dict.fromkeys(codes, str),
    parse_dates={_listed(DAYS)},
    decimal=".",
    encoding="utf-8-sig",
)
"""


def _polars(address: str) -> str:
    return f"""\
import polars as pl

codes = {_listed(CODES)}
table = pl.read_csv(
    "{address}",
    schema_overrides=dict.fromkeys(codes, pl.String),
    try_parse_dates=True,
    infer_schema_length=None,
)
"""


def _duckdb(address: str) -> str:
    types = ", ".join(f"'{name}': 'VARCHAR'" for name in CODES)
    return f"""\
FROM read_csv(
    '{address}',
    types = {{{types}}},
    decimal_separator = '.',
    sample_size = -1
);
"""


def _r(address: str) -> str:
    """Lines that need no package beside R's own; the mark of byte order is no part of a name."""
    return f"""\
codes <- c({", ".join(f'"{name}"' for name in CODES)})
table <- read.csv(
  "{address}",
  colClasses = setNames(rep("character", length(codes)), codes),
  na.strings = "",
  dec = ".",
  fileEncoding = "UTF-8-BOM"
)
"""


def _power_query(address: str) -> str:
    types = [f'{{"{name}", type number}}' for name in NUMBERS]
    types += [f'{{"{name}", Int64.Type}}' for name in COUNTS]
    types += [f'{{"{name}", type date}}' for name in DAYS]
    return f"""\
let
    Source = Csv.Document(Web.Contents("{address}"),
        [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),
    Named = Table.PromoteHeaders(Source, [PromoteAllScalars = true]),
    Typed = Table.TransformColumnTypes(Named,
        {{{", ".join(types)}}},
        "en-US")
in
    Typed
"""


def _commands(asked: AskedTable, file: str) -> str:
    if asked.command[0] == "export":
        return command_line(asked)
    stem, _point, _form = file.rpartition(".")
    lines = (command_line(asked, file), command_line(asked, f"{stem}.xlsx"),
             command_line(asked, f"{stem}-excel-vn.csv", office=True))  # fmt: skip
    return "\n".join(lines)


def _listed(names: Iterable[str]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


def _quoted(word: str) -> str:
    """A word as Bash, PowerShell and cmd all read it; codes of a release have no quotes."""
    return word if PLAIN_WORD.fullmatch(word) else f'"{word}"'
