"""A clock that was set back or ahead changes no order and makes no old answer a new one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from indicators.collection.inquiry import Call
from indicators.collection.kept_answers import INDEX, KeptAnswers
from indicators.open_data import keeping
from indicators.open_data.keeping import keep_release
from indicators.release.build import build
from indicators.release.kept_releases import kept_releases
from tests.small_country import incomes, write_country

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
CALL = Call("99", "Tỉnh Bịa", "https://example.invalid/a")


class _Back(datetime):
    """The clock of a machine that lost its time: years before."""

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return datetime(2001, 1, 1, tzinfo=UTC)


def test_the_release_kept_last_is_the_latest_whatever_the_clock_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    releases = tmp_path / "releases"
    for name, rows in (("one", incomes("60")), ("two", incomes("60", "61"))):
        build(write_country(tmp_path / name, rows), tmp_path / f"{name}.duckdb")
    first = keep_release(tmp_path / "one.duckdb", releases)
    monkeypatch.setattr(keeping, "datetime", _Back)
    second = keep_release(tmp_path / "two.duckdb", releases)
    assert kept_releases(releases, synthetic=False) == [second, first]
    assert (second.previous, second.figures_new) == (first.release_id, 1)
    assert second.kept_at > first.kept_at


@pytest.mark.parametrize(
    ("hours_later", "used"), [(0, True), (19, True), (21, False), (-1, False), (-24 * 400, False)]
)
def test_an_answer_of_a_clock_that_was_ahead_is_asked_for_again(
    tmp_path: Path, hours_later: int, used: bool
) -> None:
    """Else it would be the answer to every question until that day had come."""
    KeptAnswers(tmp_path, NOON).keep(CALL, b"[]")
    later = KeptAnswers(tmp_path, NOON + timedelta(hours=hours_later))
    assert (later.kept(CALL) is not None) == used


def test_a_damaged_moment_is_no_answer(tmp_path: Path) -> None:
    KeptAnswers(tmp_path, NOON).keep(CALL, b"[]")
    index = tmp_path / INDEX
    for wrong in ("2026-03-10T12:00:00", "yesterday", ""):
        text = index.read_text("utf-8")
        index.write_text(text.replace("2026-03-10T12:00:00+00:00", wrong), "utf-8")
        assert KeptAnswers(tmp_path, NOON).kept(CALL) is None
        index.write_text(text, "utf-8")


def test_a_killed_collect_leaves_no_half_answer_for_ever(tmp_path: Path) -> None:
    """The next run writes other answers: what lay half written goes too."""
    half = tmp_path / ".2026-03-09-98-0123456789ab.gz-abcd1234"
    half.mkdir()
    (half / ".in-use").touch()
    (half / "2026-03-09-98-0123456789ab.gz").write_bytes(b"half")
    KeptAnswers(tmp_path, NOON).keep(CALL, b"[]")
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".gz", ".jsonl"]
