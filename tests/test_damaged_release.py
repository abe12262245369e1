"""A damaged, old or lacking database: a sentence everywhere, never a traceback or a path."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from starlette.requests import Request

from indicators.commands.command_line import main
from indicators.release.build import build
from indicators.release.store import ReleaseError, Store
from indicators.web import changes_route, map_route, site_routes
from pages.parts.plain import plain
from tests.curated_country import country_to_curate
from tests.opened_page import opened_page
from tests.small_country import figure, incomes, write_country

VERBS = (
    ["areas", "bia"], ["rank", "income_per_capita"], ["profile", "99001"],
    ["compare", "99001", "99002"], ["trend", "income_per_capita", "99001"], ["peers", "99001"],
    ["composite", "--indicators", "income_per_capita,poverty_rate"],
)  # fmt: skip
PAGES = ("overview", "ranking", "comparison", "commune", "map", "trend", "association", "composite",
         "downloads", "methods", "curation")  # fmt: skip
SEED, DAMAGES = 7, 30
BLOCK = 4096


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    rows = incomes("60", "61", "62", "63", "64", "65")
    rows += [figure(value, area_code=f"9900{n}", indicator_id="poverty_rate")
             for n, value in enumerate(("1.5", "2", "2.5", "3", "3.5"), 1)]  # fmt: skip
    rows += [figure("66", area_code="99001", revision="2", note="đính chính")]
    data = write_country(folder / "data", rows)
    build(data, folder / "release.duckdb")
    return folder / "release.duckdb"


def damaged(release: Path, folder: Path) -> Iterator[Path]:
    """Yield one file after the other with one flipped bit, a lost end or a foreign block."""
    whole = release.read_bytes()
    draw = random.Random(SEED)
    for number in range(DAMAGES):
        content = bytearray(whole)
        place = draw.randrange(len(content) - BLOCK)
        if number % 3 == 0:
            content[place] ^= 1 << draw.randrange(8)
        elif number % 3 == 1:
            content = content[: draw.randrange(len(content))]
        else:
            content[place : place + BLOCK] = draw.randbytes(BLOCK)
        path = folder / f"{number}.duckdb"
        path.write_bytes(content)
        yield path
        path.unlink()


def _asked(verb: list[str], db: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main([*verb, "--db", str(db)])
    told = capsys.readouterr()
    return code, told.out, told.err


def _is_a_sentence(text: str, *paths: Path) -> bool:
    """One line with the next step, and nothing of where the file lies."""
    hidden = not any(str(path) in text for path in paths)
    return (hidden and "Traceback" not in text and text.strip().count("\n") == 0
            and text.strip().endswith("run `python -m indicators build`"))  # fmt: skip


def _health(monkeypatch: pytest.MonkeyPatch, db: Path) -> tuple[int, dict[str, Any]]:
    monkeypatch.setenv("INDICATORS_DB", str(db))
    answer = site_routes.health(Request({"type": "http"}))
    return answer.status_code, json.loads(bytes(answer.body))


def test_every_damage_is_told_or_harms_nothing(
    release: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    sound = [_asked(verb, release, capsys) for verb in VERBS]
    assert [code for code, _out, _err in sound] == [0] * len(VERBS)
    opened_but_broken = 0
    for path in damaged(release, tmp_path):
        answers = [_asked(verb, path, capsys) for verb in VERBS]
        failed = [err for code, _out, err in answers if code]
        assert all(_is_a_sentence(err, tmp_path) for err in failed), failed
        # What is answered in spite of the damage is what the sound release answers.
        assert all(answer in (good, (1, "", answer[2]))
                   for answer, good in zip(answers, sound, strict=True))  # fmt: skip
        status, body = _health(monkeypatch, path)
        assert status == 503 if failed else status in (200, 503)
        if status == 503:
            assert _is_a_sentence(body["detail"], tmp_path)
            opened_but_broken += _opens(path)
    assert opened_but_broken >= 5, "too few damages open: the test reaches nothing"


@pytest.fixture(scope="module")
def opens_but_broken(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release that opens and of which nearly no question can be answered."""
    folder = tmp_path_factory.mktemp("broken")
    for path in damaged(release, folder):
        kept = path.rename(folder / "kept.duckdb")
        if _opens(kept) and not _answers(kept, "indicators"):
            return kept
        kept.rename(path)
    raise LookupError("no damage of this kind")


def _opens(db: Path) -> bool:
    return _answers(db, "release")


def _answers(db: Path, question: str) -> bool:
    try:
        with Store(db) as store:
            store.query(question)
    except ReleaseError:
        return False
    return True


def _without(release: Path, folder: Path, *statements: str) -> Path:
    copy = folder / "changed.duckdb"
    copy.write_bytes(release.read_bytes())
    with duckdb.connect(str(copy)) as connection:
        for statement in statements:
            connection.execute(statement)
    return copy


LACKING = {
    "no ranking tables": ["DROP TABLE standing", "DROP TABLE spread", "DROP TABLE default_profile",
                          "DROP TABLE period_choice", "DROP TABLE area_name"],
    "no column": ["ALTER TABLE area DROP COLUMN province_name"],
    "old version": ["UPDATE release SET schema_version = 2"],
    "no version": ["ALTER TABLE release DROP COLUMN schema_version"],
    "no release row": ["DELETE FROM release"],
    "no release table": ["DROP TABLE release"],
}  # fmt: skip


@pytest.mark.parametrize("lack", LACKING)
def test_what_a_release_lacks_is_told(
    lack: str, release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path = _without(release, tmp_path, *LACKING[lack])
    answers = [_asked(verb, path, capsys) for verb in VERBS]
    failed = [err for code, _out, err in answers if code]
    assert failed
    assert all(_is_a_sentence(err, tmp_path) for err in failed), failed
    status, body = _health(monkeypatch, path)
    assert (status, _is_a_sentence(body["detail"], tmp_path)) == (503, True)


@pytest.mark.parametrize("name", ["x" * 300 + ".duckdb", "folder", "text.duckdb", "none.duckdb"])
def test_what_is_no_database_is_told(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.duckdb").write_text("no database\n", "utf-8")
    path = tmp_path / name
    for verb in VERBS:
        code, out, err = _asked(verb, path, capsys)
        assert (code, out, _is_a_sentence(err, tmp_path)) == (1, "", True), err
    status, body = _health(monkeypatch, path)
    assert (status, _is_a_sentence(body["detail"], tmp_path)) == (503, True)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_page_ends_in_a_traceback(
    name: str, lang: str, opens_but_broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDICATORS_DB", str(opens_but_broken))
    if name == "curation":
        monkeypatch.setenv("INDICATORS_DATA", str(country_to_curate(tmp_path / "curated")))
    area = ["99001", "99002"] if name == "comparison" else "99001"
    app = opened_page(name, lang=lang, area=area, indicator="income_per_capita")
    shown = [one.value for one in (*app.caption, *app.warning, *app.markdown, *app.error)]
    assert not any(str(opens_but_broken.parent) in text for text in shown)
    told = plain("kept.duckdb: found a damaged database")
    assert any(told in text for text in shown) or (name == "curation")
    if name != "curation":
        assert any(one.value == "python -m indicators build" for one in app.code)


def test_the_search_on_a_page_tells_it_too(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _without(release, tmp_path, "DROP TABLE area_name")
    monkeypatch.setenv("INDICATORS_DB", str(path))
    app = opened_page("commune")
    app.text_input(key="commune_search").set_value("bia mot").run()
    assert not app.exception
    assert any("found a database without the tables of a release" in one.value
               for one in app.caption)  # fmt: skip


def test_routes_answer_503_with_the_sentence(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _without(release, tmp_path, "DROP TABLE cell", "DROP TABLE withdrawn_observation")
    monkeypatch.setenv("INDICATORS_DB", str(path))
    scope = {"type": "http", "query_string": b"", "headers": [], "scheme": "http",
             "server": ("testserver", 80), "path": "/", "method": "GET"}  # fmt: skip
    feed = changes_route.feed(Request(scope))
    shapes = map_route.shapes(
        Request({**scope, "path_params": {"name": "communes", "digest": "x"}})
    )
    for answer in (feed, shapes):
        assert answer.status_code == 503
        assert _is_a_sentence(json.loads(bytes(answer.body))["detail"], tmp_path)


def test_health_reads_a_release_once_and_a_new_one_again(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "served.duckdb"
    path.write_bytes(release.read_bytes())
    read: list[str] = []
    real = Store.read_all

    def counted(store: Store) -> int:
        read.append(store.path.name)
        return real(store)

    monkeypatch.setattr(Store, "read_all", counted)
    assert [_health(monkeypatch, path)[0] for _time in range(3)] == [200, 200, 200]
    assert len(read) == 1
    path.write_bytes(_without(release, tmp_path, "DROP TABLE spread").read_bytes())
    assert _health(monkeypatch, path)[0] == 503


def test_every_table_is_read(release: Path) -> None:
    with duckdb.connect(str(release), read_only=True) as connection:
        found = connection.sql("SELECT table_name FROM duckdb_tables()").fetchall()
    with Store(release) as store:
        assert sorted(store.query("every_table")["table_name"]) == sorted(name for (name,) in found)
        assert store.read_all() > 11
