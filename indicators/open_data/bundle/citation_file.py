"""``CITATION.cff``: how to cite a release, for programs that keep references."""

from typing import Any

import yaml

from indicators.open_data.bundle.descriptor import TITLE
from indicators.release.citation import LICENCE, PRODUCT, release_citation, release_day

CITATION_FILE = "CITATION.cff"


def citation_file(release: dict[str, Any]) -> bytes:
    """The citation of a release in the Citation File Format 1.2.0."""
    content = {
        "cff-version": "1.2.0",
        "message": release_citation(release, "en"),
        "type": "dataset",
        "title": TITLE,
        "abstract": release_citation(release, "vi"),
        "authors": [{"name": f"{PRODUCT} contributors"}],
        "version": str(release["release_id"]),
        "date-released": release_day(release),
        "license": LICENCE,
        "keywords": ["Viet Nam", "communes", "statistics", "xã", "phường", "đặc khu"]
        + (["synthetic"] if release["synthetic"] else []),
    }
    text: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    return text.encode("utf-8")
