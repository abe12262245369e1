"""Releases on their way into a lake and out of it, whole each time."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from indicators.release.lake import Lake, LakeError, lake_of, patiently
from indicators.release.soundness import release_problems
from indicators.release.store import ReleaseError, Store, sql_text, with_texts
from indicators.steps import Tell, untold
from indicators.writing import draft_folder, names_to_disk, told_if_not_written

# Who writes releases; snapshots of others are no releases.
AUTHOR = "indicators build"


@dataclass(frozen=True)
class ReleaseIdentity:
    """What tells one build from another: ``built_at`` is ISO, UTC, to the microsecond."""

    release_id: str
    content_hash: str
    built_at: str
    observations: int
    synthetic: bool


@dataclass(frozen=True)
class LakeRelease:
    """One release of a lake: its snapshot, when that was written (as PostgreSQL tells it), what."""

    snapshot: int
    written_at: str
    identity: ReleaseIdentity


def identity_of(store: Store) -> ReleaseIdentity:
    """What the release of an open store is."""
    row = store.release
    return ReleaseIdentity(str(row["release_id"]), str(row["content_hash"]),
                           row["built_at"].isoformat(), int(row["observations"]),
                           store.synthetic)  # fmt: skip


def releases_of(lake: Lake) -> list[LakeRelease]:
    """All releases of the lake, oldest first. Raises ``LakeError``."""
    with lake.connected() as connection:
        rows = connection.execute(sql_text("lake/releases"), {"author": AUTHOR}).fetchall()
    return [LakeRelease(number, moment, ReleaseIdentity(**json.loads(told)))
            for number, moment, told in rows]  # fmt: skip


def newest_of(lake: Lake) -> LakeRelease:
    """The newest release; raises ``LakeError`` where there is none."""
    found = releases_of(lake)
    if not found:
        raise LakeError("lake_empty")
    return found[-1]


def publish(lake: Lake, draft: Path) -> None:
    """Write the finished release ``draft`` into the lake: one transaction, one snapshot.

    Where another build writes at the same time or the catalogue restarts, it is tried again for
    some seconds. Raises ``LakeError``; nothing of it can be seen then.
    """
    with Store(draft) as store:
        identity = identity_of(store)
    patiently(lambda: _write(lake, draft, identity))


def _write(lake: Lake, draft: Path, identity: ReleaseIdentity) -> None:
    with lake.connected() as connection:
        connection.execute(with_texts("lake/attach_draft", path=draft))
        statements = connection.execute(sql_text("lake/writing")).fetchall()
        connection.begin()
        for (statement,) in statements:
            connection.execute(statement)
        connection.execute(sql_text("lake/write_enum_columns"))
        told = {"author": AUTHOR, "message": identity.release_id,
                "told": json.dumps(asdict(identity))}  # fmt: skip
        connection.execute(with_texts("lake/sign", **told))
        connection.commit()
    lake.close()  # with it goes the draft


def take(lake: Lake, release: LakeRelease, place: Path) -> None:
    """Put a release of the lake in place of the file ``place``, if it is what was built.

    Every table is held against its recorded rows and digest first. Raises ``LakeError``,
    ``NotWrittenError``; ``place`` is unchanged then.
    """
    with told_if_not_written(place), draft_folder(place) as folder:
        draft = folder / place.name
        with lake.connected() as connection, told_if_not_written(place):
            _copy(connection, release.snapshot, draft)
        if fault := _fault(draft):
            name = release.identity.release_id
            raise LakeError("lake_release_differs", release=name, fault=fault)
        os.replace(draft, place)
        names_to_disk(place.parent)


def _copy(connection: duckdb.DuckDBPyConnection, number: int, draft: Path) -> None:
    snapshot = {"snapshot": number}
    connection.execute(with_texts("lake/attach_copy", path=draft))
    connection.begin()
    types = connection.execute(sql_text("lake/copying_types"), snapshot).fetchall()
    tables = connection.execute(sql_text("lake/copying"), snapshot).fetchall()
    for (statement,) in [*types, *tables]:
        connection.execute(statement)
    connection.execute(sql_text("lake/views"))
    connection.commit()
    connection.execute(sql_text("lake/detach_copy"))


def _fault(draft: Path) -> str | None:
    """The first thing in which a copy is not what was built."""
    try:
        with Store(draft) as store:
            return next((str(problem) for problem in release_problems(store)), None)
    except ReleaseError as error:
        return str(error)


def bring_newest(lake: Lake, place: Path, tell: Tell = untold) -> LakeRelease:
    """Let the file ``place`` be the newest release of the lake, which is returned.

    Raises as ``newest_of`` and ``take``; then ``place`` is as it was.
    """
    newest = newest_of(lake)
    if _held(place) != newest.identity:
        tell("copying the newest release of the lake")
        take(lake, newest, place)
    return newest


def _held(place: Path) -> ReleaseIdentity | None:
    """The release in a file; ``None`` where there is none that can be served."""
    try:
        with Store(place) as store:
            return identity_of(store)
    except ReleaseError:
        return None


def newest_copy(db: Path, tell: Tell = untold) -> LakeError | None:
    """Bring the copy ``db`` of a lake up to date before it is asked; nothing for another file.

    Where the lake cannot be read, the copy that is there still answers: the reason is returned, to
    be told. Raises it where there is no copy, or none that can be asked.
    """
    lake = lake_of(db)
    if lake is None:
        return None
    with lake:
        try:
            patiently(lambda: bring_newest(lake, db, tell))
        except LakeError as error:
            if _held(db) is None:
                raise
            return error
    return None


def forget(lake: Lake, keep: int) -> list[LakeRelease]:
    """Take away all releases but the newest ``keep``, and files of none that are a day old.

    Returns those that are forgotten. Raises ``LakeError``.
    """
    old = releases_of(lake)[: -max(keep, 1)]
    with lake.connected() as connection:
        for statement in duckdb.extract_statements(sql_text("lake/tidy")):
            given = {"snapshots": [one.snapshot for one in old]}
            named = {key: given[key] for key in statement.named_parameters}
            if old or not named:
                connection.execute(statement, named)
    return old
