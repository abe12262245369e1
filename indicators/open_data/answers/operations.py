"""Everything that may be asked: the one list, for the server, its document and static files."""

from collections.abc import Mapping
from typing import Any

from indicators.curated.declared_columns import declared_columns
from indicators.errors import UnknownNameError
from indicators.open_data.answers import parameters as given
from indicators.open_data.answers.answered import Answer
from indicators.open_data.answers.asked import AskedQuestion, Operation
from indicators.open_data.answers.catalogue_answers import (
    MATCHED,
    areas_answer,
    indicators_answer,
    sources_answer,
)
from indicators.open_data.answers.faults import QuestionError, of_name
from indicators.open_data.answers.figure_answers import (
    comparison_answer,
    observations_answer,
    profile_answer,
    ranking_answer,
)
from indicators.open_data.answers.parameters import in_path
from indicators.open_data.answers.release_answers import release_changes_answer, releases_answer
from indicators.open_data.download_columns import (
    FIGURE_COLUMNS,
    FRESHNESS_COLUMNS,
    PROFILE_ANSWER,
    RANKING_ANSWER,
    RELEASE_CHANGE_COLUMNS,
    RELEASE_COLUMNS,
)
from indicators.questions.release_changes import KINDS
from indicators.refusal import UnanswerableError
from indicators.release.store import Store
from indicators.sentences.marking import N_

ROOT = "/api/v1"
EVERYWHERE = (given.FORMAT, given.RELEASE)

TEXT, WHOLE, TRUTH = ({"type": kind} for kind in ("string", "integer", "boolean"))
TEXT_OR_NONE = {"type": ["string", "null"]}
COUNTS = {"type": "object", "required": list(KINDS), "properties": dict.fromkeys(KINDS, WHOLE)}
RANKING_HEAD: dict[str, dict[str, Any]] = {
    "indicator_id": TEXT, "unit": TEXT, "direction": TEXT, "year": {"type": ["integer", "null"]},
    "period_set": TEXT_OR_NONE, "basis": TEXT, "level": TEXT,
    "among": TEXT_OR_NONE, "area_code": TEXT_OR_NONE, "ranked": TRUTH,
    "not_ranked_because": TEXT_OR_NONE, "applicable": WHOLE, "reported": WHOLE,
    "missing": {"type": "object", "additionalProperties": WHOLE},
}  # fmt: skip

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "areas", "/areas", N_("Areas of today"),
        N_("The nation, provinces and communes of today; with q those that a text may mean, best "
           "first. complete is false where there are more than the answer holds."),
        (given.TEXT, given.LEVEL, given.PROVINCE_OF_SEARCH, given.LIMIT, *EVERYWHERE),
        areas_answer,
        ("area_code", "level", "area_type", "name", "province_code", "province", "latitude",
         "longitude", "area_km2", "area_km2_from", "region", "wage_region", "valid_from", *MATCHED),
        head={"complete": TRUTH},
    ),
    Operation(
        "indicators", "/indicators", N_("Indicators"),
        N_("The catalogue: definition, formula, unit, direction, how many figures there are, how "
           "new they are and when the next one can be there (missing where that is unknown)."),
        EVERYWHERE, indicators_answer,
        ("indicator_id", *(one.name for one in FRESHNESS_COLUMNS)),
    ),
    Operation(
        "sources", "/sources", N_("Sources"),
        N_("Every source, press and official, with its address and dates."),
        EVERYWHERE, sources_answer,
        tuple(column.name for column in declared_columns("sources")),
    ),
    Operation(
        "observations", "/observations", N_("Figures as recorded"),
        N_("Every figure with its source, also rival and superseded ones: is_current marks the one "
           "that is shown. Without parameters the whole table."),
        (given.INDICATORS, given.AREAS, given.PROVINCE, given.YEAR, *EVERYWHERE),
        observations_answer,
        tuple(column.name for column in FIGURE_COLUMNS),
    ),
    Operation(
        "ranking", "/ranking/{indicator}", N_("Ranking of one indicator"),
        N_("Ranks with their intervals, coverage, and why areas are missing; the same as on the "
           "ranking page and by the command line."),
        (in_path(given.INDICATOR), given.YEAR, given.PROVINCE, given.AREA_TYPE, given.BASIS,
         given.AMONG_PARAMETER, given.ANCHOR, *EVERYWHERE),
        ranking_answer, RANKING_ANSWER,
        needs=((given.AMONG_PARAMETER.name, given.ANCHOR.name),
               (given.ANCHOR.name, given.AMONG_PARAMETER.name)),
        head=RANKING_HEAD,
    ),
    Operation(
        "profile", "/profile/{area}", N_("One area over all indicators"),
        N_("One row per indicator; where there is no figure, missing_reason says why. With among "
           "also the place among those communes."),
        (in_path(given.AREA), given.YEAR, given.AMONG_PARAMETER, *EVERYWHERE),
        profile_answer, PROFILE_ANSWER,
    ),
    Operation(
        "compare", "/compare", N_("Several areas side by side"),
        N_("Up to eight areas over the indicators that any of them has a figure for."),
        (given.AREAS_COMPARED, given.YEAR, *EVERYWHERE),
        comparison_answer, PROFILE_ANSWER,
        needs=(("", given.AREAS.name),),
    ),
    Operation(
        "releases", "/releases", N_("Releases"),
        N_("The release that is served and those that are kept, with hash and day, and how many "
           "figures changed since the one kept before."),
        (given.FORMAT,), releases_answer, tuple(one.name for one in RELEASE_COLUMNS),
        of_one_release=False,
    ),
    Operation(
        "release_changes", "/release_changes", N_("What changed between two releases"),
        N_("Every figure that is shown and is new, gone or changed since an earlier release, with "
           "how many figures, sources and indicators are."),
        (given.SINCE, *EVERYWHERE), release_changes_answer,
        tuple(one.name for one in RELEASE_CHANGE_COLUMNS),
        head={"since": TEXT, **dict.fromkeys(("figures", "sources", "indicators"), COUNTS)},
        of_one_release=False,
    ),
)  # fmt: skip
BY_NAME: Mapping[str, Operation] = {one.name: one for one in OPERATIONS}
BY_PATH: Mapping[str, Operation] = {one.path: one for one in OPERATIONS}


def answer_to(store: Store, question: AskedQuestion) -> Answer:
    """The answer of a release to a checked question; raises ``QuestionError``, ``ReleaseError``."""
    try:
        return BY_PATH[question.operation.path].answer(store, question)
    except UnknownNameError as error:
        raise of_name(error) from error
    except UnanswerableError as error:
        raise QuestionError("unanswerable", fact=error.fact) from error
