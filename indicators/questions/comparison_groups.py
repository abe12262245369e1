"""The communes that one commune is set among: its province, region, type, peers, neighbours …"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indicators.errors import UnknownNameError
from indicators.refusal import UnanswerableError

if TYPE_CHECKING:
    from indicators.release.store import Store

WAGE_REGIONS = ("I", "II", "III", "IV")
AMONG = ("province", "region", "type", "peers", "neighbours", "wage_region")


@dataclass(frozen=True)
class Group:
    """The communes of today that ``area_code`` is set among, itself included, in code order.

    ``area_code`` may be a wage region (I to IV) instead of a commune.
    """

    among: str
    area_code: str
    codes: tuple[str, ...]


def group_of(store: "Store", among: str | None, area_code: str | None) -> Group | None:
    """The group of one commune; ``None`` where neither is asked for.

    For ``wage_region`` the region itself (I to IV) may stand in place of a commune. ``peers`` are
    the ten most similar ones under the default weights. A commune that is in no
    region, or has no neighbour, is alone in its group. Raises ``UnknownNameError`` for another kind
    of group and for anything but a commune of today, ``UnanswerableError`` for one without the
    other.
    """
    if among is None and area_code is None:
        return None
    if among is None:
        raise UnanswerableError("group_not_said", area=str(area_code), groups=", ".join(AMONG))
    if among not in AMONG:
        raise UnknownNameError("group of communes (among)", among, list(AMONG))
    if among == "wage_region" and area_code in WAGE_REGIONS:
        found = store.query("wage_region_members", wage_region=area_code)
        return Group(among, area_code, tuple(found["area_code"]))
    if area_code is None:
        raise UnanswerableError("anchor_not_said", group=among)
    communes = store.query("group_members", among="self", area_code=area_code)
    if communes.empty:
        raise UnknownNameError("commune", area_code, _near(store, area_code))
    if among == "peers":
        from indicators.yardsticks.peers import peers  # numpy is slow to import

        codes = [area_code, *peers(store, area_code)["area_code"]]
    else:
        codes = store.query("group_members", among=among, area_code=area_code)["area_code"].tolist()
    return Group(among, area_code, tuple(sorted({area_code, *codes})))


def _near(store: "Store", code: str) -> list[str]:
    found = store.query("areas_like", code=code)["area_code"].tolist()
    return [one for one in found if len(one) == len("00004")]


def neighbours(store: "Store", area_code: str) -> tuple[str, ...]:
    """The codes of the communes that border on one, in their order."""
    group = group_of(store, "neighbours", area_code)
    return tuple(code for code in group.codes if code != area_code) if group else ()
