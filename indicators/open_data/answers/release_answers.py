"""What is told of several releases: which there are, and what changed between two."""

from indicators.open_data.answers.answered import Answer, table_answer
from indicators.open_data.answers.asked import AskedQuestion
from indicators.open_data.answers.parameters import PREVIOUS
from indicators.open_data.download_columns import RELEASE_CHANGE_COLUMNS, RELEASE_COLUMNS
from indicators.questions.release_changes import changes_between, counted, records_between
from indicators.questions.releases import previous_release, releases_table
from indicators.release.earlier_releases import database_of
from indicators.release.store import Store
from indicators.settings import releases


def releases_answer(store: Store, _question: AskedQuestion) -> Answer:
    """The served release and those that are kept, the latest first."""
    rows = releases_table(store, releases())[[one.name for one in RELEASE_COLUMNS]]
    return table_answer(store.release, "releases", rows)


def release_changes_answer(store: Store, question: AskedQuestion) -> Answer:
    """The figures that are new, gone or changed since a kept release.

    Raises ``UnknownNameError`` for one that is not kept, and where none is kept before.
    """
    since = question.one("since") or PREVIOUS
    if since == PREVIOUS:
        since = previous_release(store, releases())
    earlier = database_of(store.path, releases(), since, synthetic=store.synthetic)
    found = changes_between(earlier, store.path)
    counts = {"figures": counted(found), **records_between(earlier, store.path)}
    rows = found[[one.name for one in RELEASE_CHANGE_COLUMNS]]
    return table_answer(store.release, "changes-since", rows, since, since=since, **counts)
