"""From a curator's decisions to the release that everyone reads."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from indicators.build import build
from indicators.curated.drafts import Row
from indicators.curated.problems import Problem
from indicators.curation.accepting import Accepted, RefusedCandidatesError, accept
from indicators.curation.candidate_files import Candidate, write_candidates
from indicators.curation.new_sources import FILE as SOURCES_FILE
from indicators.curation.new_sources import sources_csv
from indicators.curation.review import refusals_without_reason
from indicators.store import ReleaseError, Store

FILE = "candidates.csv"
# The batch in which figures accepted on the page lie: observations/YYYY-MM-page.csv.
BATCH = "page"


class SyntheticReleaseError(Exception):
    """The release that is served is an invented country: real figures never mix with it."""


def publish(
    candidates: Sequence[Candidate],
    data: Path,
    db: Path,
    *,
    sources: Sequence[Row] = (),
    still_allowed: Callable[[], bool],
    step: Callable[[str], None] = lambda _step: None,
) -> Accepted:
    """Accept the candidates into ``data``, with the new sources they name, and build ``db`` anew.

    ``still_allowed`` is asked immediately before anything is written. ``step`` is told ``accept``
    and ``build`` as they begin. Raises ``PermissionError`` for somebody who may not write,
    ``SyntheticReleaseError``, ``RefusedCandidatesError`` with every problem (nothing was written),
    ``CuratedFilesError`` or ``OSError`` where the build failed (the figures were written).
    """
    _refuse_synthetic(db)
    problems: list[Problem] = list(refusals_without_reason(FILE, candidates))
    if problems:
        raise RefusedCandidatesError(problems)
    if not still_allowed():
        raise PermissionError("not on the list of curators")
    step("accept")
    with tempfile.TemporaryDirectory(prefix="accept-page-") as folder:
        path = Path(folder) / FILE
        write_candidates(candidates, path)
        described = Path(folder) / SOURCES_FILE
        described.write_text(sources_csv(sources), "utf-8", newline="")
        outcome = accept(path, data, sources=described if sources else None, batch=BATCH)
    if outcome.batch is not None:
        step("build")
        build(data, db)
    return outcome


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
