"""On what one commune borders."""

from indicators.questions.comparison_groups import group_of
from indicators.release.store import Store


def neighbours(store: Store, area_code: str) -> tuple[str, ...]:
    """The codes of the communes that border on one, in their order."""
    group = group_of(store, "neighbours", area_code)
    return tuple(code for code in group.codes if code != area_code) if group else ()
