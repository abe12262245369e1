"""The sources of a report, numbered in the order in which they are first cited."""

from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from indicators.language import formats
from indicators.language.texts import translator
from indicators.release.store import Store
from indicators.reports.content import CitedSource


class Cited:
    """Numbers sources as a report cites them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def mark(self, source_id: Any) -> str:
        """The number of a source in brackets: "[3]"; "" where there is none."""
        if not isinstance(source_id, str) or not source_id:
            return ""
        return f"[{self._numbers.setdefault(source_id, len(self._numbers) + 1)}]"

    def sources(self, store: Store, lang: str) -> tuple[CitedSource, ...]:
        """The cited sources by number; each with publisher, title, day."""
        found = store.query("sources_by_id", source_ids=list(self._numbers))
        by_id = found.set_index("source_id", drop=False).to_dict("index")
        return tuple(
            _cited_source(number, by_id[one], lang) for one, number in self._numbers.items()
        )


def _cited_source(number: int, source: Any, lang: str) -> CitedSource:
    url = _web_address(source["url"])
    return CitedSource(number, source_text(source, lang), url, urlsplit(url).netloc)


def source_text(source: Any, lang: str) -> str:
    """Publisher, title and day of one source; that its day was not seen is told."""
    _ = translator(lang)
    day = source["published_on"]
    told = _("no date seen") if pd.isna(day) else formats.day(day, lang)
    title = f"“{source['title']}”" if isinstance(source["title"], str) and source["title"] else ""
    return ", ".join(part for part in (str(source["publisher"]), title, told) if part)


def _web_address(url: Any) -> str:
    """The address of a page of the web, "" for anything else: a report links nothing to be run."""
    return url if isinstance(url, str) and url.startswith(("http://", "https://")) else ""
