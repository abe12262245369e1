"""Which picture belongs to which page: for social tags, and for sites that embed a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode

from indicators.errors import UnknownNameError
from indicators.own_index.composite_choice import most_complete
from indicators.pictures.kinds import KINDS
from indicators.questions.ranking import indicator_record
from indicators.release.store import Store
from indicators.views.filter_labels import default_indicator
from indicators.web import navigation as pages

# The picture of a page by its path; a page that shows no chart has none.
PICTURES = {
    pages.OVERVIEW.path: "map",
    pages.RANKING.path: "ranking",
    pages.MAP.path: "map",
    pages.TREND.path: "trend",
    pages.COMMUNE.path: "area",
    pages.COMPARISON.path: "comparison",
    pages.ASSOCIATION.path: "association",
    pages.COMPOSITE.path: "composite",
    # One province: the map of its communes.
    pages.PROVINCE.path: "map",
}
PASSED_ON = ("lang", "release", "theme")
# No address of this site says more; a longer one is read as one that says nothing.
MOST_KEYS = 100

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PictureAddress:
    """The picture of a page: its kind, what it is about, and the keys of its address."""

    kind: str
    subject: str
    keys: Pairs

    def path(self, folder: str, form: str = "") -> str:
        """The address below the root, such as ``/chart/ranking/poverty_rate.png?year=2025``."""
        subject = f"/{quote(self.subject, safe='')}" if self.subject else ""
        query = f"?{urlencode(self.keys, safe=',~|/')}" if self.keys else ""
        return f"{folder}/{self.kind}{subject}{form and f'.{form}'}{query}"


def pairs_of(query: str) -> Pairs:
    """The keys and values of an address, in its order; none where it has more than ``MOST_KEYS``.

    >>> pairs_of("area=00004&area=00008&lang="), pairs_of("a&" * 200)
    ((('area', '00004'), ('area', '00008')), ())
    """
    try:
        return tuple(parse_qsl(query, max_num_fields=MOST_KEYS))
    except ValueError:
        return ()


def joined(pairs: Pairs) -> dict[str, str]:
    """The keys as pages read them: the values of one that is repeated with commas between them."""
    query: dict[str, str] = {}
    for name, value in pairs:
        query[name] = f"{query[name]},{value}" if name in query else value
    return query


def picture_of_page(store: Store, path: str, query: Mapping[str, str]) -> PictureAddress | None:
    """The picture of the page at ``path`` (without a slash) for the keys of its address.

    Keys that the picture does not take (a page of a table, marks of a newsletter) are left out.
    ``None`` where the page shows no chart, or none until an area is chosen.
    """
    kind = KINDS.get(PICTURES.get(path, ""))
    if kind is None:
        return None
    asked = {key: value for key, value in query.items() if value}
    subject = ""
    if kind.about == "indicator":
        subject = _indicator(store, asked.get("indicator", ""))
    elif kind.about == "area":
        subject = asked.pop("area", "").partition(",")[0]
    asked |= _defaults(store, kind.name, asked)
    needs = {"trend": ("area",), "comparison": ("area",), "association": ("x", "y"),
             "composite": ("composite",)}.get(kind.name, ())  # fmt: skip
    if (kind.about and not subject) or any(not asked.get(key) for key in needs):
        return None
    if kind.name == "comparison" and "," not in asked["area"]:
        return None
    keys = [(key, asked[key]) for key in (*kind.keys, *PASSED_ON) if key in asked]
    return PictureAddress(kind.name, subject, tuple(keys))


def _indicator(store: Store, asked: str) -> str:
    """The indicator that a page shows: the one asked for where the release has it."""
    try:
        return str(indicator_record(store, asked)["indicator_id"])
    except UnknownNameError:
        return default_indicator(store)


def _defaults(store: Store, kind: str, asked: Mapping[str, str]) -> dict[str, str]:
    """What the pages of several indicators open with where the address does not say."""
    if kind == "association" and not (asked.get("x") and asked.get("y")):
        pairs = [one for one in most_complete(store) if len(one.indicator_ids) == 2]
        return dict(zip("xy", pairs[0].indicator_ids, strict=True)) if pairs else {}
    if kind == "composite" and not asked.get("composite"):
        found = most_complete(store)
        ids = found[0].indicator_ids if found else ()
        return {"composite": "~~".join(f"{one}~1" for one in ids)} if ids else {}
    return {}
