"""A new release read back from the disk before it takes the place of the old one."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from indicators.release.soundness import release_problems
from indicators.release.store import ReleaseError, Store, sql_text
from indicators.writing import NotWrittenError

FIGURE = ("area_code", "indicator_id", "period_start", "period_end", "basis", "source_id",
          "revision", "value")  # fmt: skip
MOST_SHOWN = 3


@dataclass(frozen=True)
class ReadFigures:
    """What the files held when they were read: ``printed`` has ``FIGURE`` as columns, one row a
    figure of ``observations/``; ``collected`` is the number of those in ``collected/``.
    """

    printed: pd.DataFrame
    collected: int


def refuse_other_than_written(draft: Path, place: Path, read: ReadFigures | None = None) -> None:
    """Open the finished file ``draft`` anew and compare all of it with what was written.

    Every table against its recorded rows and digest; with ``read`` every figure against its file.
    Raises ``NotWrittenError``, which names ``place``, the file that then stays as it is.
    """
    found = [*_damages(draft), *(_strays(draft, read) if read else [])]
    if found:
        raise NotWrittenError(
            f"{place.name}: found other content on the disk than was written ("
            f"{'; '.join(found[:MOST_SHOWN])}), expected what was written; look at the disk and "
            "its space, then run again; nothing was changed"
        )


def _damages(draft: Path) -> list[str]:
    try:
        with Store(draft) as store:
            return [str(problem) for problem in release_problems(store)]
    except ReleaseError as error:
        return [str(error).partition(", expected")[0]]


def _strays(draft: Path, read: ReadFigures) -> list[str]:
    """Figures that were lost or changed on the way from their file into the release."""
    try:
        with duckdb.connect(str(draft), read_only=True) as connection:
            connection.register("incoming", read.printed)
            connection.execute(sql_text("build/read_figure"))
            strays = connection.execute(sql_text("build/not_as_read"), {"most": MOST_SHOWN})
            found = [f"{row[1]} of {row[0]} is not as its file has it" for row in strays.fetchall()]
            [counted] = connection.execute(sql_text("build/printed_figures")).fetchall()
    except duckdb.Error:
        return []  # damaged: told already
    expected = len(read.printed) + read.collected
    if counted[0] != expected:
        found.append(f"{counted[0]} figures, {expected} were read")
    return found
