"""Why there is nothing to draw, and no report to write, where a question is well asked."""

from indicators.sentences.marking import N_

UNDRAWN: dict[str, str] = {
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
