"""What a collector's run leaves: candidates, the answers as sources, all that was left out."""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from indicators.candidates.files import candidates_csv
from indicators.collection.inquiry import Harvest
from indicators.csv_for_people import rows_csv
from indicators.curation.decided_files import refuse_decided
from indicators.curation.new_sources import SOURCE_COLUMNS
from indicators.file_lock import file_lock
from indicators.harmless_text import protected, restored
from indicators.language.coded_words import doubt_in_words
from indicators.writing import LOCK, told_if_not_written, write_together, write_whole

# A source that is an answer: asked for by which collector, with its digest and its file.
ANSWER_COLUMNS = (*SOURCE_COLUMNS, "collector", "answer_sha256", "answer_file")
LEFT_OUT_COLUMNS = ("place", "unit_id", "unit_name", "reason", "reason_vi", "reason_en")


@dataclass(frozen=True)
class HarvestFiles:
    """The files of one run beside ``candidates`` (F.csv): F.sources.csv, F.left-out.csv, F.raw/."""

    candidates: Path

    @property
    def sources(self) -> Path:
        """The answers, for ``accept --sources``."""
        return self.candidates.with_suffix(".sources.csv")

    @property
    def left_out(self) -> Path:
        """What gave no candidate, with the reason."""
        return self.candidates.with_suffix(".left-out.csv")

    @property
    def raw(self) -> Path:
        """The folder of the answers as they were received."""
        return self.candidates.with_suffix(".raw")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let no other run ask for these files meanwhile. Raises ``LockedError`` at once.

        Two would ask the source for the same, and mix what they write. Raises ``NotWrittenError``.
        """
        with ExitStack() as stack:
            with told_if_not_written(self.candidates):
                self.raw.mkdir(parents=True, exist_ok=True)
                stack.enter_context(file_lock(self.raw / LOCK, longest_wait=0))
            yield

    def write(self, harvest: Harvest) -> None:
        """Write the files, each whole, the candidates last: they are what is accepted.

        Killed at any moment, the candidates that lie there have their sources beside them: until
        they are replaced, the sources are those of the earlier ones too. On a full disk all stay as
        they were. Raises ``DecidedFileError`` where a person has decided in them,
        ``NotWrittenError``.
        """
        refuse_decided(self.candidates)
        earlier = self._earlier_sources({one["source_id"] for one in harvest.sources})
        write_together([
            (self.candidates, candidates_csv(harvest.candidates).encode("utf-8")),
            (self.sources, _sources_csv([*harvest.sources, *earlier])),
            (self.left_out, _left_out_csv(harvest)),
        ])  # fmt: skip
        if earlier:
            write_whole(self.sources, _sources_csv(harvest.sources))

    def _earlier_sources(self, new: Collection[str]) -> list[dict[str, str]]:
        """The sources of candidates that lie there already, without those of ``new``."""
        if not (self.candidates.is_file() and self.sources.is_file()):
            return []
        try:
            with self.sources.open(encoding="utf-8", newline="") as file:
                rows = [{name: restored(row.get(name) or "") for name in ANSWER_COLUMNS}
                        for row in csv.DictReader(file)]  # fmt: skip
        except (UnicodeDecodeError, csv.Error):  # what cannot be read belongs to no candidate
            return []
        return [row for row in rows if row["source_id"] not in new]


def _sources_csv(sources: Iterable[Mapping[str, str]]) -> bytes:
    return rows_csv(ANSWER_COLUMNS, sources, text=protected).encode("utf-8")


def _left_out_csv(harvest: Harvest) -> bytes:
    return rows_csv(LEFT_OUT_COLUMNS, [
        {"place": one.place, "unit_id": one.unit_id, "unit_name": one.unit_name,
         "reason": str(one.reason), "reason_vi": doubt_in_words(one.reason, "vi"),
         "reason_en": doubt_in_words(one.reason, "en")}
        for one in harvest.left_out
    ]).encode("utf-8")  # fmt: skip
