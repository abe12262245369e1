"""The views of a ranking that readers are most likely to ask for next, made while nobody asks.

Most readers change the indicator and leave the other choices as they are. So the first page of each
indicator with the usual choices is made beforehand, once for each release and for each language in
which somebody reads. Readers go first: a view is made after a rest, one at a time.
"""

import logging
from collections.abc import Generator, Sequence
from typing import Any

from indicators.release.store import Store
from indicators.views.filter_labels import grouped_indicators
from indicators.views.ranking import ranking_view
from indicators.web.api.served_release import server_releases
from indicators.web.first_answer import asked_question

# A country has some dozens of indicators; in two languages they fit among the views that are kept.
MOST_READY = 150
# Views are made by an opening apart: the one that all share keeps what it reads of the file, and
# would have read all of it in the end.
MOST_MEMORY = "16MB"

_log = logging.getLogger(__name__)


def ready_views(langs: Sequence[str]) -> Generator[str]:
    """Make one view at each step, and give its indicator; those that are there are passed over.

    Ends when all are there, and where another release is served by now. What cannot be made is left
    to whoever asks for it. Raises ``ReleaseError`` where no release can be asked.
    """
    store = server_releases().opening(None).store
    ready: set[tuple[str, str]] = store.held("ready_views", set)
    missing = [one for one in _usual(store, langs) if one not in ready]
    if not missing:
        return
    with store.apart(MOST_MEMORY) as own:
        for indicator, lang in missing:
            if server_releases().opening(None).store is not store:
                return
            ready.add((indicator, lang))
            _make(own, indicator, lang)
            yield indicator


def _usual(store: Store, langs: Sequence[str]) -> list[tuple[str, str]]:
    """The indicators in the order in which the filter lists them, for each language."""
    named = {lang: list(grouped_indicators(store, province="", lang=lang)) for lang in langs}
    return [(one, lang) for lang, listed in named.items() for one in listed[:MOST_READY]]


def _make(store: Store, indicator: str, lang: str) -> None:
    try:
        asked: Any = asked_question(store, {"indicator": indicator}, lang)
        ranking_view(store, **asked, page=1, lang=lang)
    except Exception:  # nobody asked: the one who does is told
        _log.exception("could not make the view of %s beforehand", indicator)
