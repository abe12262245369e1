"""Why a question is not answered as it is asked, and what to ask instead."""

from indicators.sentences.marking import N_

QUESTION_REFUSALS: dict[str, str] = {
    "too_many_areas": N_("found {count} areas, expected at most {most}; leave some out"),
    "group_not_said": N_("found a commune ({area}) without a group to rank; say among what: "
                         "{groups}"),
    "anchor_not_said": N_("found no commune to rank among {group}; say around which area"),
    "wage_region_and_group": N_("--wage-region is a group of its own; leave --among and --area "
                                "out"),
}  # fmt: skip
