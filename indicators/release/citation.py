"""How a release and what is made of it are cited: licence, product, day and id."""

from datetime import date
from typing import Any

import pandas as pd

from indicators.language.texts import translator

LICENCE = "CC-BY-4.0"

LICENCE_NAME = "CC BY 4.0"

LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"

PRODUCT = "Thước Xã"


def release_day(release: dict[str, Any]) -> date:
    """The day a release is named by: the last day on which a figure was recorded."""
    return pd.Timestamp(release["latest_recorded_on"]).date()


def release_citation(release: dict[str, Any], lang: str) -> str:
    """How to cite a whole release or a table made of it."""
    _ = translator(lang)
    cited = _("{product}, table of commune indicators, release {day} ({id}), {licence}.").format(
        product=PRODUCT,
        day=release_day(release).isoformat(),
        id=release["release_id"],
        licence=LICENCE_NAME,
    )
    return _("Synthetic, invented figures.") + " " + cited if release["synthetic"] else cited


def about_release(release: dict[str, Any]) -> dict[str, str]:
    """What the metadata of a file say: licence, citation, release, whether it is invented."""
    return {
        "licence": LICENCE,
        "citation": release_citation(release, "en"),
        "release_id": str(release["release_id"]),
        "synthetic": str(bool(release["synthetic"])).lower(),
    }
