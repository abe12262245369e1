"""From a curator's decisions to the release that everyone reads."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from indicators.candidates.files import Candidate, write_candidates
from indicators.curated.drafts import Row
from indicators.curation.accepting import Accepted, RefusedCandidatesError, accept
from indicators.curation.curators import WritingRight
from indicators.curation.new_sources import FILE as SOURCES_FILE
from indicators.curation.new_sources import sources_csv
from indicators.curation.review import refusals_without_reason
from indicators.problems import Problem
from indicators.release.build import build
from indicators.release.store import ReleaseError, Store
from indicators.writing import scratch_folder

FILE = "candidates.csv"
# The batch in which figures accepted on the page lie: observations/YYYY-MM-page.csv.
BATCH = "page"

_log = logging.getLogger("indicators.curation")


class NoRightError(PermissionError):
    """Whoever asked may not write at this moment; ``right`` has every reason."""

    def __init__(self, right: WritingRight) -> None:
        super().__init__("may not write: " + ", ".join(one.code for one in right.refusals))
        self.right = right


class SyntheticReleaseError(Exception):
    """The release that is served is an invented country: real figures never mix with it."""


def publish(
    candidates: Sequence[Candidate],
    data: Path,
    db: Path,
    *,
    sources: Sequence[Row] = (),
    right: Callable[[], WritingRight],
    step: Callable[[str], None] = lambda _step: None,
) -> Accepted:
    """Accept the candidates into ``data``, with the new sources they name, and build ``db`` anew.

    ``right`` is asked immediately before anything is written, and the log says whose it was and
    what was written. ``step`` is told ``accept`` and ``build`` as they begin. Raises
    ``NoRightError`` for somebody who may not write, ``SyntheticReleaseError``,
    ``RefusedCandidatesError`` with every problem (nothing was written), ``CuratedFilesError`` or
    ``OSError`` where the build failed (the figures were written).
    """
    _refuse_synthetic(db)
    problems: list[Problem] = list(refusals_without_reason(FILE, candidates))
    if problems:
        raise RefusedCandidatesError(problems)
    curator = right()
    if not curator.address:
        raise NoRightError(curator)
    step("accept")
    with scratch_folder("accept-page") as folder:
        path = folder / FILE
        write_candidates(candidates, path)
        described = folder / SOURCES_FILE
        described.write_text(sources_csv(sources), "utf-8", newline="")
        outcome = accept(path, data, sources=described if sources else None, batch=BATCH)
    _note_acceptance(curator.address, outcome)
    if outcome.batch is not None:
        step("build")
        build(data, db)
    return outcome


def _note_acceptance(address: str, outcome: Accepted) -> None:
    """One line for each acceptance, also for one that found everything in the table already."""
    _log.info(
        "%s accepted %d rows, %d of them revisions, into %s; %d were in the table already, "
        "%d refused",
        address, len(outcome.added), len(outcome.revised), outcome.batch or "no file",
        len(outcome.duplicates), len(outcome.refused),
    )  # fmt: skip


def _refuse_synthetic(db: Path) -> None:
    if not db.is_file():
        return
    try:
        with Store(db) as store:
            synthetic = store.synthetic
    except ReleaseError:
        return  # of an older program: the build replaces it
    if synthetic:
        raise SyntheticReleaseError("the figures shown are those of an invented country")
