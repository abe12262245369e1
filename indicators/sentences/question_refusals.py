"""Why a question is not answered as it is asked, and what to ask instead."""

from indicators.sentences.index_faults import INDEX_FAULTS
from indicators.sentences.marking import N_

QUESTION_REFUSALS: dict[str, str] = INDEX_FAULTS | {
    "too_many_areas": N_("found {count} areas, expected at most {most}; leave some out"),
    "group_not_said": N_("found a commune ({area}) without a group to rank; say among what: "
                         "{groups}"),
    "anchor_not_said": N_("found no commune to rank among {group}; say around which area"),
    "wage_region_and_group": N_("--wage-region is a group of its own; leave --among and --area "
                                "out"),
    "same_release": N_("found release {release} twice; name another one to compare it with"),
    "address_or_mapping_absent": N_(
        "found no --url or no --mapping, expected both: the address of the table and the mapping "
        "that `import --save-mapping` wrote for it"
    ),
    "address_of_no_host": N_("found the address {address}, expected one that begins with http:// "
                             "or https:// and the name of a host"),
    "year_before_reform": N_("found the year {year}, expected {first} or later"),
    "period_to_come": N_("found {period}, which begins on {first}, expected a period that has "
                         "begun by {today}; give an earlier --year, --month or --quarter"),
    "period_of_former": N_("found {period}, which ends before the communes of today ({reform}), "
                           "expected a later period; figures of former communes are not collected"),
    "areas_to_compare": N_("found {count} areas, expected two to {most}"),
    "areas_to_follow": N_("found {count} areas, expected one to {most}"),
    "x_and_y_absent": N_("found fewer than two indicators, expected x and y"),
    "index_unusable": N_("found an index that cannot be computed: {fault}"),
    "ending_of_no_table": N_("found the file name {file}, expected one that ends in {endings}; "
                             "name the form by the ending"),
    "format_and_ending": N_("found --format {format} with a file that ends in {ending}; leave "
                            "--format out, or name another ending"),
    # A question that is well asked, and nothing to draw or to report of it.
    "no_figure_to_draw": N_("0 of {areas} areas have a figure of this indicator, so there is "
                            "nothing to draw."),
    "no_centre_points": N_("These data hold no centre points of the communes, so there is no map "
                           "to draw."),
    "one_basis_to_draw": N_("A map has one colour for each area. Choose one basis to see it."),
    "no_pair_to_draw": N_("No area of this choice has both figures, so there is nothing to draw."),
    "index_of_too_few": N_("No index: with fewer than {count} areas a place would say nothing."),
    "no_panel_to_draw": N_("No indicator has figures of two of these areas in the same period and "
                           "on the same basis, so there is nothing to draw."),
    "no_spine_to_draw": N_("For {area} there is nothing to draw: no indicator has figures of at "
                           "least {count} areas, its own among them."),
    "no_trend_to_draw": N_("None of these areas has a figure of this indicator."),
    "no_figure_to_report": N_("No figure for {name} ({code}) was found."),
    "nothing_shared_to_report": N_("No indicator has figures of two of these areas."),
}  # fmt: skip
