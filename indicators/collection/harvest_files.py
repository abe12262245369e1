"""What a collector's run leaves: candidates, the answers as sources, all that was left out."""

from dataclasses import dataclass
from pathlib import Path

from indicators.candidates.files import candidates_csv
from indicators.collection.inquiry import Harvest
from indicators.csv_for_people import rows_csv
from indicators.curation.decided_files import refuse_decided
from indicators.curation.new_sources import SOURCE_COLUMNS
from indicators.harmless_text import protected
from indicators.language.coded_words import doubt_in_words
from indicators.writing import write_whole

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

    def write(self, harvest: Harvest) -> None:
        """Write the files, each whole, the candidates last: they are what is accepted.

        Raises ``DecidedFileError`` where a person has decided in them, ``NotWrittenError``.
        """
        refuse_decided(self.candidates)
        _write(self.left_out, rows_csv(LEFT_OUT_COLUMNS, [
            {"place": one.place, "unit_id": one.unit_id, "unit_name": one.unit_name,
             "reason": str(one.reason), "reason_vi": doubt_in_words(one.reason, "vi"),
             "reason_en": doubt_in_words(one.reason, "en")}
            for one in harvest.left_out
        ]))  # fmt: skip
        _write(self.sources, rows_csv(ANSWER_COLUMNS, harvest.sources, text=protected))
        _write(self.candidates, candidates_csv(harvest.candidates))


def _write(path: Path, text: str) -> None:
    write_whole(path, text.encode("utf-8"))
