"""What holds of a figure or of its source, as codes: the column ``flags`` of both tables.

Codes stand in the order given here, separated by blanks; their words are in ``sentences.facts``.
``withdrawn`` is a column of its own, since it takes a figure out of the table.
"""

from collections.abc import Iterable

# The source does not print the province; not the whole period; its sentence has two plans; it does
# not fit together with itself or with another text.
PROVINCE_INFERRED, PERIOD_INFERRED, TWO_PLANS, INCONSISTENT = OBSERVATION_FLAGS = (
    "province_inferred", "period_inferred", "two_plans", "inconsistent",
)  # fmt: skip
# A text translated by a machine; one without the name of who published it; one without its day.
MACHINE_TRANSLATION, PUBLISHER_INFERRED, DATE_NOT_SEEN = SOURCE_FLAGS = (
    "machine_translation", "publisher_inferred", "date_not_seen",
)  # fmt: skip


def flagged(flags: str | None, code: str) -> bool:
    """Whether a cell ``flags`` has a code.

    >>> flagged("province_inferred inconsistent", INCONSISTENT), flagged(None, INCONSISTENT)
    (True, False)
    """
    return code in (flags or "").split()


def flags_of(codes: Iterable[str]) -> str:
    """The cell of some codes, in their order and each once."""
    wanted = set(codes)
    return " ".join(one for one in (*OBSERVATION_FLAGS, *SOURCE_FLAGS) if one in wanted)
