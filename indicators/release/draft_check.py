"""A new release read back from the disk before it takes the place of the old one."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from indicators.release.soundness import release_problems
from indicators.release.store import ATTACHED, ReleaseError, Store, run_steps
from indicators.writing import NotWrittenError

FIGURE = ("area_code", "indicator_id", "period_start", "period_end", "basis", "source_id",
          "revision", "value")  # fmt: skip
MOST_SHOWN = 3


@dataclass(frozen=True)
class ReadFigures:
    """What the files held when they were read: ``printed`` has ``FIGURE`` as columns, one row a
    figure of ``observations/``; ``collected`` is the number of those in ``collected/``.
    """

    printed: pa.Table
    collected: int


def refuse_other_than_written(
    draft: Path, place: Path, read: ReadFigures | None, instance: duckdb.DuckDBPyConnection
) -> None:
    """Open the finished file ``draft`` anew and compare all of it with what was written.

    Every table against its recorded rows and digest; with ``read`` every figure against its file.
    ``instance`` of DuckDB has let go of the file: a second one would take 20 ms to begin.
    Raises ``NotWrittenError``, which names ``place``, the file that then stays as it is.
    """
    try:
        with Store(draft, instance=instance) as store:
            found = [str(problem) for problem in release_problems(store)]
            found += _strays(instance, read) if read else []
    except ReleaseError as error:
        found = [str(error).partition(", expected")[0]]
    if found:
        raise NotWrittenError(
            f"{place.name}: found other content on the disk than was written ("
            f"{'; '.join(found[:MOST_SHOWN])}), expected what was written; look at the disk and "
            "its space, then run again; nothing was changed"
        )


def _strays(instance: duckdb.DuckDBPyConnection, read: ReadFigures) -> list[str]:
    """Figures that were lost or changed on the way from their file into the release."""
    instance.execute(f"USE {ATTACHED}")
    instance.register("incoming", read.printed)
    run_steps(instance, "build/read_figure")
    strays = run_steps(instance, "build/not_as_read", most=MOST_SHOWN).fetchall()
    found = [f"{row[1]} of {row[0]} is not as its file has it" for row in strays]
    [counted] = run_steps(instance, "build/printed_figures").fetchall()
    expected = len(read.printed) + read.collected
    if counted[0] != expected:
        found.append(f"{counted[0]} figures, {expected} were read")
    return found
