"""The invented country with collected figures: candidates as ``collect`` writes them, accepted."""

from datetime import date
from pathlib import Path

from indicators.candidates.files import candidate, write_candidates
from indicators.csv_for_people import rows_csv
from indicators.curation.accepting import Accepted, accept
from indicators.harmless_text import protected

TODAY = date(2026, 3, 20)
ANSWER = {
    "source_id": "bia-answer-1", "kind": "portal", "publisher": "Cổng Bịa",
    "title": "Trả lời bịa", "url": "https://example.invalid/bang", "published_on": "2026-03-10",
    "retrieved_on": "2026-03-10", "language": "vi", "note": "", "note_en": "", "flags": "",
    "archived_url": "", "collector": "service-index",
    "answer_sha256": "0" * 64, "answer_file": "2026-03-10-bia.json.gz",
}  # fmt: skip


def score(value: str, area_code: str = "99001", **cells: str) -> dict[str, str]:
    """One collected candidate: the index of February 2026, as printed with a point."""
    return candidate({
        "area_code": area_code, "indicator_id": "service_index_766", "period_start": "2026-02-01",
        "period_end": "2026-02-28", "value": value, "as_printed": value, "qualifier": "exact",
        "status": "A", "source_id": "bia-answer-1", "locator": "H99.1 TONG_SCORE",
        "recorded_on": "2026-03-10", "revision": 1, "decision": "accept", "confidence": "1",
        **cells,
    })  # fmt: skip


def answer(source_id: str, **cells: str) -> dict[str, str]:
    """One invented answer of the portal."""
    return {**ANSWER, "source_id": source_id, **cells}


def accept_collected(
    data: Path, candidates: list[dict[str, str]], answers: list[dict[str, str]] | None = None,
    *, today: date = TODAY,
) -> Accepted:  # fmt: skip
    """Accept candidates with the answers they came in, as ``accept --sources`` does."""
    path, sources = data.parent / "collected.csv", data.parent / "collected.sources.csv"
    write_candidates(candidates, path)
    rows = [ANSWER] if answers is None else answers
    sources.write_text(rows_csv(tuple(ANSWER), rows, text=protected), "utf-8", newline="")
    return accept(path, data, sources=sources, batch="service-index", today=today)
