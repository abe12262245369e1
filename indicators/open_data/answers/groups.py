"""The group of communes that a question ranks: what it is among, and around which commune."""

from indicators.open_data.answers.asked import AskedQuestion
from indicators.open_data.answers.faults import QuestionError
from indicators.open_data.answers.names_meant import area_meant
from indicators.questions import profile as profiles
from indicators.questions.comparison_groups import WAGE_REGIONS
from indicators.release.store import Store

# Groups that a filter of the question names too, with the column of ``profile.areas`` it asks for.
ALSO_FILTERS = {"province": ("province", "province_code"), "type": ("area_type", "area_type")}


def group_asked(
    store: Store, question: AskedQuestion, province: str | None
) -> dict[str, str | None]:
    """What ``rank`` is told of the group: ``among``, and as ``anchor`` a commune or wage region.

    ``province`` is the code that the question filters by. Raises ``UnknownNameError`` for an
    unknown area, ``QuestionError`` where the question asks for another province or type than that
    of its group: nothing could be left.
    """
    among = question.one("among")
    if among is None:
        return {"among": None, "anchor": None}
    if among == "wage_region" and question.one("area") in WAGE_REGIONS:
        return {"among": among, "anchor": question.one("area")}
    anchor = area_meant(store, question)
    if among in ALSO_FILTERS:
        name, column = ALSO_FILTERS[among]
        given = province if name == "province" else question.one(name)
        own = profiles.areas(store, [anchor]).iloc[0][column]
        if given not in (None, own, "commune"):
            raise QuestionError("conflicting_parameters", name, str(given), (str(own),))
    return {"among": among, "anchor": anchor}
